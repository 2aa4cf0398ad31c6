// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package conformance_test

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

// defect is one way to break the contract.
type defect string

const (
	noDefect              defect = ""
	stateAfterWait        defect = "state after wait"
	errorOnInterrupt      defect = "error on interrupt"
	neverResumes          defect = "never resumes"
	tokenPerRetry         defect = "token per retry"
	cancellableCreate     defect = "cancellable create"
	stoppedIsAbsent       defect = "stopped treated as absent"
	identityForgotten     defect = "identity forgotten in Read"
	attributeLeftUnknown  defect = "one attribute left unknown"
	absentMeansGone       defect = "not found believed in any account"
	regionReplaces        defect = "region change replaces"
	emptyBelieved         defect = "empty answer believed"
	deletionNotGuarded    defect = "deletion policy only planned"
	forgetsAnywhere       defect = "destroy forgets in any account"
	tagsReplace           defect = "tags replace"
	nameUpdatesInPlace    defect = "name updates in place"
	failureIsAWarning     defect = "final failure is a warning"
	defaultsLostByImport  defect = "import forgets defaults"
	forgetsTheModel       defect = "delete forgets the model"
	decidesOnOldState     defect = "delete does not stop what runs"
	credentialsTaint      defect = "lost credentials are an error"
	readsTwice            defect = "refresh reads twice"
	outputsUnknownAtStart defect = "outputs unknown without a wait"
	panicLosesCreated     defect = "panic after the create loses the object"
	panicLosesUpdated     defect = "panic in an update loses the ARN"
	regionStopsDestroy    defect = "an object in another region is an error at plan"
	nameStopsDestroy      defect = "another name is an error at plan"
	lookupIsPlanned       defect = "what a look-up found is planned"
	standingWarning       defect = "every plan warns"
	readWarns             defect = "every refresh warns"
	priceUnsaid           defect = "replacement does not name its price"
)

// toy is the smallest asynchronous resource: a fine-tuning job with everything but its name fixed.
type toy struct {
	crud.Resource
	defect defect
}

type toyModel struct {
	ARN            types.String   `tfsdk:"arn"`
	Region         types.String   `tfsdk:"region"`
	JobName        types.String   `tfsdk:"job_name"`
	RoleARN        types.String   `tfsdk:"role_arn"`
	WaitFor        types.String   `tfsdk:"wait_for"`
	DeletionPolicy types.String   `tfsdk:"deletion_policy"`
	Tags           types.Map      `tfsdk:"tags"`
	TagsAll        types.Map      `tfsdk:"tags_all"`
	Timeouts       timeouts.Value `tfsdk:"timeouts"`
	Status         types.String   `tfsdk:"status"`
	FailureMessage types.String   `tfsdk:"failure_message"`
	OutputModelARN types.String   `tfsdk:"output_model_arn"`
}

func (r *toy) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_toy"
}

func (r *toy) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = crud.ARNIdentitySchema()
}

func (r *toy) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	name := schemas.ImmutableString("Name.")
	if r.defect == nameUpdatesInPlace {
		name.PlanModifiers = nil
	}
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"arn":              schemas.ComputedString("ARN."),
		"region":           crud.RegionAttribute(),
		"job_name":         name,
		"role_arn":         schemas.ImmutableString("Role."),
		"wait_for":         crud.WaitForAttribute(crud.WaitCreated, crud.WaitCreated, crud.WaitCompleted),
		"deletion_policy":  crud.DeletionPolicyAttribute("the toy", crud.DeletionDelete),
		"tags":             tags.Attribute("the job"),
		"tags_all":         tags.AllAttribute("the job"),
		"timeouts":         crud.Timeouts{Create: 1 << 60, Update: 1 << 60, Delete: 1 << 60}.Attribute(ctx),
		"status":           schemas.ComputedString("Status."),
		"failure_message":  schemas.ComputedString("Failure."),
		"output_model_arn": schemas.ComputedString("Model."),
	}}
}

func (r *toy) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.Provider == nil {
		return
	}
	if crud.PlanningOf(req) != crud.PlanDestroy {
		if r.defect == regionReplaces {
			resp.RequiresReplace = append(resp.RequiresReplace, path.Root("region"))
			region, _ := r.Provider.Clients.Region(ctx)
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("region"), region)...)
		} else {
			r.planRegion(ctx, req, resp)
		}
		tags.PlanAll(ctx, req, resp, r.Provider.DefaultTags, path.Root("tags"), path.Root("tags_all"))
		if r.defect == tagsReplace {
			resp.RequiresReplace = append(resp.RequiresReplace, path.Root("tags"))
		}
		crud.PlanPolicy(ctx, req, resp, r.Provider, crud.DeletionDelete)
		r.refuse(ctx, req, resp)
		r.planJob(ctx, req, resp)
		r.lookUp(ctx, resp)
		if r.defect == standingWarning {
			resp.Diagnostics.AddWarning("This is a toy", "Do not pay for it.")
		}
	}
	if resp.Diagnostics.HasError() {
		return
	}
	crud.PlanDeletion(ctx, req, resp, r.Provider, nil)
}

// planRegion keeps an object where it is, unless the configuration moves it.
func (r *toy) planRegion(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	crud.PlanRegion(ctx, req, resp, r.Provider)
	if r.defect == regionStopsDestroy && resp.Diagnostics.WarningsCount() > 0 {
		resp.Diagnostics.AddAttributeError(path.Root("region"), "Planning a toy in another region", "Say which.")
	}
}

// refuse keeps a plan from what it must not: Terraform makes this plan before a destroy, too.
func (r *toy) refuse(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.defect != nameStopsDestroy || crud.PlanningOf(req) != crud.PlanUpdate {
		return
	}
	var now, was types.String
	resp.Diagnostics.Append(resp.Plan.GetAttribute(ctx, path.Root("job_name"), &now)...)
	resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("job_name"), &was)...)
	if !now.Equal(was) {
		resp.Diagnostics.AddAttributeError(path.Root("job_name"), "Renaming a toy", "It cannot be.")
	}
}

// lookUp plans what AWS happens to answer, which may be something else when the plan is applied.
func (r *toy) lookUp(ctx context.Context, resp *resource.ModifyPlanResponse) {
	if r.defect != lookupIsPlanned {
		return
	}
	if found, err := r.Provider.Lookup.FoundationModel(ctx, "us-east-1", "amazon.nova-micro-v1:0"); err == nil {
		resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("failure_message"), aws.ToString(found.ModelName))...)
	}
}

func (r *toy) planJob(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if r.defect == neverResumes || r.defect == outputsUnknownAtStart && crud.PlanningOf(req) == crud.PlanCreate {
		return
	}
	outputs := crud.JobOutputs{Moving: []path.Path{path.Root("failure_message")}, Final: []path.Path{path.Root("output_model_arn")}}
	crud.PlanJob(ctx, req, resp, outputs, func(waitFor string) crud.JobState {
		var m toyModel
		resp.Diagnostics.Append(req.State.Get(ctx, &m)...)
		status := m.Status.ValueString()
		return crud.JobState{Next: "The next apply starts a new paid job.",
			Kind: "toy", Name: m.ARN.ValueString(), Failure: m.FailureMessage.ValueString(), Failed: status == "Failed",
			Ended: status == "Failed" || status == "Completed" || status == "Stopped",
			Met:   waitFor == crud.WaitCreated || status == "Completed",
		}
	})
	if r.defect == priceUnsaid {
		resp.Diagnostics = nil
	}
}

func (r *toy) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var m toyModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	timeout, diags := m.Timeouts.Create(ctx, 1<<60)
	resp.Diagnostics.Append(diags...)
	client, err := r.Provider.Clients.Bedrock(ctx, m.Region.ValueString())
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic("Creating toy", "", err))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	arn, err := r.create(ctx, client, &m)
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic("Creating toy", "", err))
		return
	}
	m.ARN = types.StringValue(arn)
	if r.defect != stateAfterWait {
		resp.Diagnostics.Append(crud.SaveCreated(ctx, req.Plan, resp, &m, arn)...)
	}
	if r.defect != panicLosesCreated {
		defer crud.Rescue(ctx, crud.WaitingInCreate, "toy", arn, &resp.Diagnostics)
	}
	job, err := r.wait(ctx, client, &m, timeout)
	if err != nil && r.defect == stateAfterWait {
		resp.Diagnostics.Append(apierr.Diagnostic("Creating toy", arn, err))
		return
	}
	if job != nil {
		m.flatten(job)
		resp.Diagnostics.Append(crud.SaveCreated(ctx, req.Plan, resp, &m, arn)...)
	}
	if r.defect == attributeLeftUnknown {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("failure_message"), types.StringUnknown())...)
	}
	resp.Diagnostics.Append(r.diagnose(crud.WaitingInCreate, arn, &m, err)...)
}

func (r *toy) create(ctx context.Context, client *bedrock.Client, m *toyModel) (arn string, err error) {
	input := &bedrock.CreateModelCustomizationJobInput{
		JobName: conv.Optional(m.JobName), CustomModelName: aws.String("toy"), RoleArn: conv.Optional(m.RoleARN),
		BaseModelIdentifier: aws.String("amazon.nova-micro-v1:0:128k"), ClientRequestToken: aws.String(crud.NewToken()),
		TrainingDataConfig: &awstypes.TrainingDataConfig{S3Uri: aws.String("s3://training-data/train.jsonl")},
		OutputDataConfig:   &awstypes.OutputDataConfig{S3Uri: aws.String("s3://training-data/output")},
		JobTags:            tags.ToBedrock(tags.Map(m.TagsAll)),
	}
	err = wait.Retry(ctx, r.Provider.Clock, 1<<40, apierr.IsRolePropagation, func(ctx context.Context) error {
		if r.defect == tokenPerRetry {
			input.ClientRequestToken = aws.String(crud.NewToken())
		}
		out, err := client.CreateModelCustomizationJob(ctx, input, func(o *bedrock.Options) {
			if r.defect != cancellableCreate {
				o.APIOptions = append(o.APIOptions, awsclient.DetachAttempts)
			}
		})
		if err == nil {
			arn = aws.ToString(out.JobArn)
		}
		return err
	})
	return arn, err
}
