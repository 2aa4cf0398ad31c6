// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/serving"
)

// planBaseModel checks, where a job will be started, that the base model exists, may still be trained and supports this
// kind of training. What AWS refuses to tell is left to AWS.
func planBaseModel(ctx context.Context, p *lifecycle.Plan[model]) {
	at := path.Root("base_model_identifier")
	identifier, kind := p.Now.BaseModelIdentifier.ValueString(), p.Now.CustomizationType.ValueString()
	if p.Was != nil || identifier == "" || kind == "" || p.Region == "" {
		return
	}
	if customization.IsCustomModel(identifier) && !strings.Contains(identifier, " ") { // which no custom model has in its name
		p.Append(checkCustomModel(ctx, p, identifier)...)
		return
	}
	checkHyperParameters(p, identifier)
	warnValidationData(p, identifier, kind)
	base, err := p.Lookup().FoundationModel(ctx, p.Region, identifier)
	if err != nil {
		p.Append(uncheckedModel(ctx, p, at, identifier, err)...)
		return
	}
	if cycle := base.ModelLifecycle; cycle != nil && cycle.Status == awstypes.FoundationModelLifecycleStatusLegacy {
		p.AddAttributeError(at, "Customizing a legacy model", fmt.Sprintf(
			"%s is LEGACY in %s: AWS accepts no new customization jobs for it. %s", identifier, p.Region, active(ctx, p, kind)))
		return
	}
	supported, others := true, "" // no model lists reinforcement fine-tuning
	if kind != string(awstypes.CustomizationTypeReinforcementFineTuning) {
		supported, others = trainable(ctx, p, kind, *base.ModelId)
	}
	if !supported {
		p.AddAttributeError(at, "Customizing a model that does not support it", fmt.Sprintf(
			"%s does not support %s in %s. %s", identifier, kind, p.Region, others))
		return
	}
	warnOfServing(p, at, *base.ModelId)
}

// warnValidationData warns of validation data that the base model takes none of.
func warnValidationData(p *lifecycle.Plan[model], identifier, kind string) {
	limits, _ := dataset.LimitsFor(identifier)
	if kind == string(awstypes.CustomizationTypeFineTuning) && limits.NoValidation && p.Now.ValidationDataConfig != nil {
		p.AddAttributeWarning(path.Root("validation_data_config"), "Validation data that are not used", fmt.Sprintf(
			"AWS documents that fine-tuning %s takes no validation data: the job may fail on them, or leave them out. Remove "+
				"validation_data_config.", identifier))
	}
}

// warnOfServing tells, before anything is paid, that the model of the training can be served by the hour only.
func warnOfServing(p *lifecycle.Plan[model], at path.Path, base string) {
	if serving.OnDemand(base, p.Region) {
		return
	}
	onDemand := make([]string, 0, len(serving.Regions()))
	for _, region := range serving.Regions() {
		onDemand = append(onDemand, strings.Join(serving.Bases(region), ", ")+" in "+region)
	}
	p.AddAttributeWarning(at, "Training a model that is served by the hour", fmt.Sprintf(
		"AWS is not known, as of %s, to deploy custom models of %s in %s on demand, so that only provisioned throughput serves this one: "+
			"model units that are paid by the hour, used or not, of which an account has none until AWS grants them. "+
			"bedrock_customization_cost reckons what they cost. Deployed on demand are custom models of %s.",
		serving.Date, base, p.Region, strings.Join(onDemand, "; and of ")))
}

// uncheckedModel is what to tell of a base model that could not be looked up. Only what AWS keeps to itself, or cannot tell
// now, leaves the plan as it is.
func uncheckedModel(ctx context.Context, p *lifecycle.Plan[model], at path.Path, identifier string, err error) diag.Diagnostics {
	var absent *lookup.ModelNotFoundError
	switch {
	case errors.As(err, &absent):
		return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(at, "Customizing a model that does not exist",
			absent.Detail()+trainableAmong(ctx, p, absent.Named))}
	case isUnchecked(err):
		return apierr.Unchecked(at, "the base model", identifier, err, "")
	}
	return diag.Diagnostics{apierr.Diagnostic("Planning Bedrock "+jobKind, identifier, err)}
}

// isUnchecked reports an error after which a check is left to the apply.
func isUnchecked(err error) bool {
	var unknown *awsclient.UnknownArgumentsError
	return errors.As(err, &unknown) || apierr.Is(err, apierr.AccessDenied, apierr.Throttled, apierr.Unavailable)
}

// trainable reports whether a model supports a kind of training, itself or as one of its context variants, where AWS
// lists it: amazon.nova-micro-v1:0:128k for amazon.nova-micro-v1:0. Otherwise it names models that do.
func trainable(ctx context.Context, p *lifecycle.Plan[model], kind, id string) (supported bool, others string) {
	models, err := p.Lookup().FoundationModels(ctx, p.Region)
	if err != nil {
		return true, ""
	}
	var ids []string
	for _, model := range models {
		if !slices.Contains(model.CustomizationsSupported, awstypes.ModelCustomization(kind)) {
			continue
		}
		if *model.ModelId == id || strings.HasPrefix(*model.ModelId, id+":") {
			return true, ""
		}
		if model.ModelLifecycle == nil || model.ModelLifecycle.Status == awstypes.FoundationModelLifecycleStatusActive {
			ids = append(ids, *model.ModelId)
		}
	}
	if len(ids) == 0 {
		return false, "No model of this region does."
	}
	return false, modelsThatDo + strings.Join(ids[:min(len(ids), 8)], ", ") + "."
}

// active names the models that can be trained today, where AWS lists any.
func active(ctx context.Context, p *lifecycle.Plan[model], kind string) string {
	_, others := trainable(ctx, p, kind, "")
	if !strings.HasPrefix(others, modelsThatDo) {
		return "Choose an ACTIVE model."
	}
	return "Choose an ACTIVE model. " + others
}

// trainableAmong says which of the models that have a name take this kind of training, where AWS lists any.
func trainableAmong(ctx context.Context, p *lifecycle.Plan[model], named []string) string {
	kind := p.Now.CustomizationType.ValueString()
	models, err := p.Lookup().FoundationModels(ctx, p.Region)
	if err != nil || len(named) == 0 || kind == string(awstypes.CustomizationTypeReinforcementFineTuning) {
		return ""
	}
	var ids []string
	for _, model := range models {
		if slices.Contains(named, *model.ModelId) && slices.Contains(model.CustomizationsSupported, awstypes.ModelCustomization(kind)) {
			ids = append(ids, *model.ModelId)
		}
	}
	if len(ids) > 0 {
		return fmt.Sprintf(" %s is for %s.", kind, strings.Join(ids, " and "))
	}
	return fmt.Sprintf(" It takes no %s. %s", kind, active(ctx, p, kind))
}

const modelsThatDo = "Models that do: "

// checkCustomModel warns of a name that no custom model has: this apply may make the model, or a destroy may have deleted it.
func checkCustomModel(ctx context.Context, p *lifecycle.Plan[model], identifier string) diag.Diagnostics {
	client, err := p.Client(ctx)
	if err != nil || awsarn.IsARN(identifier) {
		return nil // Create says it
	}
	_, err = customization.FindModel(ctx, client, identifier)
	switch {
	case isUnchecked(err):
		return apierr.Unchecked(path.Root("base_model_identifier"), "the base model", identifier, err, "")
	case !apierr.IsNotFound(err):
		return nil
	}
	detail := fmt.Sprintf("There is no custom model %q in %s, and unless this apply makes one, AWS will refuse the job. ",
		identifier, p.Region)
	if ids := p.Lookup().ModelNamed(ctx, p.Region, identifier); len(ids) > 0 {
		detail += "A foundation model has that name; its id is " + strings.Join(ids, " or ") + "." + trainableAmong(ctx, p, ids)
	} else {
		detail += "The id of a foundation model has its provider in front, such as amazon.nova-micro-v1:0:128k."
	}
	return diag.Diagnostics{diag.NewAttributeWarningDiagnostic(path.Root("base_model_identifier"), "Customizing a model that does not exist",
		detail)}
}
