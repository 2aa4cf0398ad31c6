// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package iam

import (
	"cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// Permissions are those of the operation, on the role that the request names.
func (s *Service) Permissions(c *core.Call) []core.Permission {
	form := c.R.PostForm
	resource := "*"
	if c.Resource != "" {
		role := &role{partition: core.Partition(c.Region), account: c.Account, path: cmp.Or(form.Get("Path"), "/"), name: c.Resource}
		resource = s.called(role).arn()
	}
	needed := []core.Permission{{Action: "iam:" + c.Operation, Resource: resource}}
	if c.Operation == "CreateRole" && form.Has("Tags.member.1.Key") {
		needed = append(needed, core.Permission{Action: "iam:TagRole", Resource: resource})
	}
	return needed
}
