// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"context"
	"errors"
	"fmt"
	"time"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
)

// patience is how long AWS has to answer a check that a plan can do without.
const patience = 10 * time.Second

// checkModel refuses a foundation model that the region does not have, and doubts one that the account may not invoke, there or wherever
// else a profile sends requests. Access may be opened in the same apply. Profiles, deployments and throughputs are followed to the
// foundation models behind them; what AWS does not tell is left to the creation of the job.
func checkModel(ctx context.Context, p *lifecycle.Plan[model], at path.Path, id string) {
	if p.Region == "" || id == "" {
		return
	}
	if arn, err := awsarn.Parse(id); err == nil && arn.Region != "" && arn.Region != p.Region {
		refuse(p, at, "Evaluating with a model in another region", fmt.Sprintf(
			"%s is in %s, and the job is in %s. Set region = %q, or name a model of %[3]s.", id, arn.Region, p.Region, arn.Region))
		return
	}
	if p.Lookup().IsUnanswered() {
		return
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	closed, err := closedModels(ctx, p.Lookup(), p.Region, id)
	var absent *lookup.ModelNotFoundError
	switch {
	case errors.As(err, &absent):
		refuse(p, at, "Evaluating with a model that does not exist", absent.Detail())
	case err != nil:
		p.Lookup().Unanswered()
	case len(closed) > 0:
		doubt(p, at, "Evaluating with a model that is not open", fmt.Sprintf("The account has no access to %s in %s%s, so the job would "+
			"fail. bedrock_foundation_model_agreement opens a model that has terms to accept.",
			closed[0].ID, closed[0].Region, leading(id, closed[0].ID)))
	}
}

// closedModels are the foundation models behind an identifier that the account may not invoke.
func closedModels(ctx context.Context, readers *lookup.Readers, region, id string) ([]lookup.RegionalModel, error) {
	models, err := readers.ModelsBehind(ctx, region, id)
	if err != nil {
		return nil, err
	}
	if fwtypes.NamesFoundationModel(id) && len(models) == 1 && models[0].ID == fwtypes.ModelID(id) {
		if _, err := readers.FoundationModel(ctx, region, id); err != nil {
			return nil, err
		}
	}
	return readers.ClosedModels(ctx, models)
}

// leading says which identifier leads to a model, where the configuration does not name the model itself.
func leading(id, to string) string {
	if fwtypes.ModelID(id) == to {
		return ""
	}
	return ", to which " + id + " leads"
}
