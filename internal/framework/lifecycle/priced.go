// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/cost"
)

// Priced is embedded by the models of what costs money by being there, or by being done. The kernel adds the argument, keeps what it
// was when the object was created, and refuses to create what costs more than the provider allows.
type Priced struct {
	CostEstimate *cost.Estimate `tfsdk:"cost_estimate"`
}

func (p *Priced) priced() *Priced { return p }

// pricedOf is what the model of something that costs money embeds.
func pricedOf(model any) (p *Priced, ok bool) {
	m, ok := model.(interface{ priced() *Priced })
	if !ok {
		return nil, false
	}
	return m.priced(), true
}

// withinCeiling refuses to create what costs more than the provider allows, or may cost it.
func (r *managed[M, P]) withinCeiling(m *M) diag.Diagnostics {
	p, ok := pricedOf(P(m))
	if !ok {
		return nil
	}
	return r.Provider.CostCeiling.Judge(r.thing.Noun, p.CostEstimate)
}

// replacementWithinCeiling is withinCeiling of the object that takes the place of another: its estimate is what the configuration says,
// where the plan still has that of the old one.
func (r *managed[M, P]) replacementWithinCeiling(ctx context.Context, config tfsdk.Config) (diags diag.Diagnostics) {
	configured := new(M)
	diags.Append(decodeKnown(ctx, tfsdk.Plan(config), configured)...)
	if !diags.HasError() {
		diags.Append(r.withinCeiling(configured)...)
	}
	return diags
}
