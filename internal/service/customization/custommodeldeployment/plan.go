// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodeldeployment

import (
	"context"
	"fmt"
	"strings"
	"time"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/serving"
)

var modelPath = path.Root("model_arn")

// onDemandSince is the day from which on AWS made models that it deploys on demand.
func onDemandSince() time.Time { return time.Date(2025, time.July, 16, 0, 0, 0, 0, time.UTC) }

const wayOut = "Serve it with bedrock_provisioned_model_throughput, which is paid by the hour, or deploy another model."

// undeployable says why AWS does not deploy a model on demand, as far as its ARN tells; empty where nothing speaks against it.
func undeployable(model awsarn.ARN) string {
	base := strings.Split(strings.TrimPrefix(model.Resource, "custom-model/"), "/")[0]
	bases := serving.Bases(model.Region)
	switch {
	case base == "imported":
		return "" // the ARN does not tell what it was made of
	case len(bases) == 0:
		return fmt.Sprintf("AWS is known to deploy custom models on demand in %s only, and the model is in %s.",
			strings.Join(serving.Regions(), " and "), model.Region)
	case !serving.OnDemand(base, model.Region):
		return fmt.Sprintf("The model was made from %s. Those that AWS is known to deploy on demand in %s are made from %s.",
			base, model.Region, strings.Join(bases, ", "))
	}
	return ""
}

// checkModel refuses a model of another region, and warns of one that AWS is not known to deploy.
func checkModel(_ context.Context, p *lifecycle.Plan[model]) {
	model, err := awsarn.Parse(p.Now.ModelARN.ValueString())
	if err != nil || !p.Creates() && p.Now.ModelARN.Equal(p.Was.ModelARN) {
		return // unknown yet, or deployed already
	}
	if p.Creates() && p.Region != "" && model.Region != p.Region {
		p.AddAttributeError(modelPath, "Deploying a custom model in another region", fmt.Sprintf(
			"%s is in %s, but the deployment is made in %s. Set region = %q, or copy the model first.",
			model, model.Region, p.Region, model.Region))
		return
	}
	if reason := undeployable(model); reason != "" {
		p.AddAttributeWarning(modelPath, "Deploying a custom model that AWS may refuse", reason+" If AWS refuses it: "+wayOut)
	}
}

// notOnDemand explains why AWS refuses to deploy a model, and what serves it all the same. It is nil where another reason is as likely.
func notOnDemand(ctx context.Context, client *bedrock.Client, m *model, err error) diag.Diagnostic {
	const summary = "Creating Bedrock custom model deployment"
	name := m.ModelDeploymentName.ValueString()
	if apierr.Is(err, apierr.Quota) {
		return diag.NewErrorDiagnostic(summary, apierr.Detail(name, err)+"\n\nAWS makes two deployments at a time, unless Service Quotas has "+
			"raised that. Nothing was made: apply again when others are Active, or with -parallelism=2.")
	}
	model, parseErr := awsarn.Parse(m.ModelARN.ValueString())
	if parseErr != nil || !apierr.Is(err, apierr.Validation) {
		return nil
	}
	reason := undeployable(model)
	if reason == "" {
		found, readErr := customization.FindModel(ctx, client, model.String())
		if readErr != nil || found.CreationTime == nil || !found.CreationTime.Before(onDemandSince()) {
			return nil
		}
		reason = fmt.Sprintf("The model was made on %s. AWS deploys those on demand that were made on or after %s.",
			found.CreationTime.Format(time.DateOnly), onDemandSince().Format(time.DateOnly))
	}
	return diag.NewAttributeErrorDiagnostic(modelPath, summary, apierr.Detail(name, err)+"\n\n"+reason+" "+wayOut)
}
