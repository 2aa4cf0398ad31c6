// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import "cmp"

// permissions are those of the operation, on the role that the request names.
func (s *iamService) permissions(c *call) []permission {
	form := c.r.PostForm
	resource := "*"
	if c.resource != "" {
		role := &role{partition: partition(c.region), account: c.account, path: cmp.Or(form.Get("Path"), "/"), name: c.resource}
		resource = s.called(role).arn()
	}
	needed := []permission{{action: "iam:" + c.operation, resource: resource}}
	if c.operation == "CreateRole" && form.Has("Tags.member.1.Key") {
		needed = append(needed, permission{action: "iam:TagRole", resource: resource})
	}
	return needed
}
