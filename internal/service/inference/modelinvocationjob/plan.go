// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelinvocationjob

import (
	"context"
	"errors"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
)

// checkModel refuses, before a job is started, a foundation model that the region does not have. Profiles and custom models are
// left to AWS.
func checkModel(ctx context.Context, p *lifecycle.Plan[model]) {
	id := p.Now.ModelID.ValueString()
	if !p.Creates() || p.Region == "" {
		return
	}
	isName := !strings.ContainsAny(id, ".:/") && len(p.Lookup().ModelNamed(ctx, p.Region, id)) > 0
	if !isName && !fwtypes.NamesFoundationModel(id) {
		return
	}
	var absent *lookup.ModelNotFoundError
	if _, err := p.Lookup().FoundationModel(ctx, p.Region, id); errors.As(err, &absent) {
		p.AddAttributeError(path.Root("model_id"), "Invoking a model that does not exist", absent.Detail())
	}
}
