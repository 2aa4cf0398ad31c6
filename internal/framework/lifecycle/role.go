// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

// checkRole refuses a role of the configuration that Bedrock may not assume for the object: Bedrock would say so only after the minutes in
// which a role may merely be too young.
func (r *managed[M, P]) checkRole(ctx context.Context, p *Plan[M]) {
	if len(r.thing.RoleFor) == 0 || !p.Creates() || p.Region == "" {
		return
	}
	at := path.Root("role_arn")
	var role types.String
	p.Append(p.resp.Plan.GetAttribute(ctx, at, &role)...)
	use, planned := p.Lookup().PlannedRole(role.ValueString())
	if !planned {
		return
	}
	if purposes := conv.Texts(r.thing.RoleFor); !slices.Contains(purposes, use.Purpose) {
		p.AddAttributeError(at, "Role for other jobs", fmt.Sprintf("%s is for the purpose %s, so Bedrock may not assume it for a %s. "+
			"That takes a bedrock_service_role with purpose = %s.",
			role.ValueString(), use.Purpose, r.thing.Noun, `"`+strings.Join(purposes, `" or "`)+`"`))
		return
	}
	if use.Region != p.Region {
		p.AddAttributeError(at, "Role for jobs of another region", fmt.Sprintf("%s is for jobs in %s, so Bedrock may not assume it for a %s in "+
			"%s. Set region = %[4]q in the bedrock_service_role, or in another one for this region.",
			role.ValueString(), use.Region, r.thing.Noun, p.Region))
	}
}
