// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
)

var _ datasource.DataSourceWithConfigure = (*dataSource)(nil)

type dataSource struct {
	crud.DataSource
}

// DataSource is the data source bedrock_model_customization_job.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetModelCustomizationJob.html
func DataSource() datasource.DataSource {
	return &dataSource{}
}

type dataSourceModel struct {
	JobIdentifier        types.String `tfsdk:"job_identifier"`
	Region               types.String `tfsdk:"region"`
	ARN                  types.String `tfsdk:"arn"`
	JobName              types.String `tfsdk:"job_name"`
	CustomModelName      types.String `tfsdk:"custom_model_name"`
	RoleARN              types.String `tfsdk:"role_arn"`
	BaseModelARN         types.String `tfsdk:"base_model_arn"`
	CustomizationType    types.String `tfsdk:"customization_type"`
	HyperParameters      types.Map    `tfsdk:"hyper_parameters"`
	TrainingS3URI        types.String `tfsdk:"training_s3_uri"`
	OutputS3URI          types.String `tfsdk:"output_s3_uri"`
	Status               types.String `tfsdk:"status"`
	StatusDetails        types.Object `tfsdk:"status_details"`
	FailureMessage       types.String `tfsdk:"failure_message"`
	OutputModelARN       types.String `tfsdk:"output_model_arn"`
	OutputModelKMSKeyARN types.String `tfsdk:"output_model_kms_key_arn"`
	TrainingMetrics      types.Object `tfsdk:"training_metrics"`
	ValidationMetrics    types.List   `tfsdk:"validation_metrics"`
	TrainingMetricsURI   types.String `tfsdk:"training_metrics_s3_uri"`
	ValidationMetricsURI types.String `tfsdk:"validation_metrics_s3_uri"`
	CreationTime         types.String `tfsdk:"creation_time"`
	LastModifiedTime     types.String `tfsdk:"last_modified_time"`
	EndTime              types.String `tfsdk:"end_time"`
	JobTags              types.Map    `tfsdk:"job_tags"`
}

func (d *dataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_model_customization_job"
}

func (d *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads a model customization job: how far it is, what it made and how well it learned.",
		Attributes: map[string]schema.Attribute{
			"job_identifier": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "ARN or name of the job. With an ARN the job is read in the ARN's region.",
				Validators:          []validator.String{stringvalidator.LengthBetween(1, 1011)},
			},
			"region":             customization.ARNOrNameRegion("job"),
			"arn":                schemas.DataString("ARN of the job."),
			"job_name":           schemas.DataString("Name of the job."),
			"custom_model_name":  schemas.DataString("Name of the custom model."),
			"role_arn":           schemas.DataString("ARN of the service role of the job."),
			"base_model_arn":     schemas.DataString("ARN of the base model."),
			"customization_type": schemas.DataString("Kind of training, such as `FINE_TUNING`."),
			"hyper_parameters": schema.MapAttribute{
				Computed: true, ElementType: types.StringType, MarkdownDescription: "Hyperparameters that the job runs with.",
			},
			"training_s3_uri":           schemas.DataString("The data it trains on; null when it trains on invocation logs."),
			"output_s3_uri":             schemas.DataString("Where its metrics go."),
			"status":                    schemas.DataString("`InProgress`, `Completed`, `Failed`, `Stopping` or `Stopped`."),
			"status_details":            dataStatusDetails(),
			"failure_message":           schemas.DataString("AWS's reason when the job failed."),
			"output_model_arn":          schemas.DataString("ARN of the custom model. Null until the job is completed."),
			"output_model_kms_key_arn":  schemas.DataString("ARN of the KMS key that encrypts the custom model."),
			"training_metrics":          customization.DataTrainingMetrics(),
			"validation_metrics":        customization.DataValidationMetrics(),
			"training_metrics_s3_uri":   schemas.DataString("Where the metrics of every training step are. Null until the job is completed."),
			"validation_metrics_s3_uri": schemas.DataString("Where the metrics of the validation are. " + whereMetrics),
			"creation_time":             schemas.DataString("When the job was created (RFC 3339)."),
			"last_modified_time":        schemas.DataString("When the job last changed (RFC 3339)."),
			"end_time":                  schemas.DataString("When the job ended (RFC 3339)."),
			"job_tags": schema.MapAttribute{
				Computed: true, ElementType: types.StringType, MarkdownDescription: "Tags of the job.",
			},
		},
	}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m dataSourceModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	const summary = "Reading Bedrock " + jobKind
	identifier := m.JobIdentifier.ValueString()
	client, region, err := customization.ClientFor(ctx, d.Provider, m.Region, identifier)
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(summary, identifier, err))
		return
	}
	job, err := client.GetModelCustomizationJob(ctx, &bedrock.GetModelCustomizationJobInput{JobIdentifier: &identifier})
	if err == nil && aws.ToString(job.JobArn) == "" {
		err = crud.ErrNoARN
	}
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(summary, identifier, err))
		return
	}
	m.Region = types.StringValue(region)
	m.flatten(job)
	m.ValidationMetricsURI = types.StringNull()
	if folder := outputFolder(job); folder != "" && len(job.ValidationMetrics) > 0 {
		m.ValidationMetricsURI, err = findValidationMetrics(ctx, d.Provider.Clients, m.ARN.ValueString(), folder)
	}
	if err != nil {
		tflog.Warn(ctx, "the metrics of the validation could not be looked for", map[string]any{"error": apierr.Detail(identifier, err)})
	}
	remote, err := tags.ListBedrock(ctx, client, m.ARN.ValueString())
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic("Reading the tags of a Bedrock "+jobKind, m.ARN.ValueString(), err))
		return
	}
	m.JobTags = tags.Value(remote)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func (m *dataSourceModel) flatten(job *bedrock.GetModelCustomizationJobOutput) {
	m.ARN = conv.NonEmpty(job.JobArn)
	m.JobName = conv.NonEmpty(job.JobName)
	m.CustomModelName = conv.NonEmpty(job.OutputModelName)
	m.RoleARN = conv.NonEmpty(job.RoleArn)
	m.BaseModelARN = conv.NonEmpty(job.BaseModelArn)
	m.CustomizationType = conv.Enum(job.CustomizationType)
	m.HyperParameters = tags.Value(job.HyperParameters)
	if job.TrainingDataConfig != nil {
		m.TrainingS3URI = conv.NonEmpty(job.TrainingDataConfig.S3Uri)
	}
	if job.OutputDataConfig != nil {
		m.OutputS3URI = conv.NonEmpty(job.OutputDataConfig.S3Uri)
	}
	m.Status = conv.Enum(job.Status)
	m.StatusDetails = flattenStatusDetails(job.StatusDetails)
	m.FailureMessage = conv.NonEmpty(job.FailureMessage)
	m.OutputModelARN = conv.NonEmpty(job.OutputModelArn)
	m.OutputModelKMSKeyARN = conv.NonEmpty(job.OutputModelKmsKeyArn)
	m.TrainingMetrics = customization.FlattenTrainingMetrics(job.TrainingMetrics)
	m.ValidationMetrics = customization.FlattenValidationMetrics(job.ValidationMetrics)
	m.TrainingMetricsURI = trainingMetricsURI(job)
	m.CreationTime = conv.Time(job.CreationTime)
	m.LastModifiedTime = conv.Time(job.LastModifiedTime)
	m.EndTime = conv.Time(job.EndTime)
}

func dataStatusDetails() schema.SingleNestedAttribute {
	phase := func(of string) schema.SingleNestedAttribute {
		return schema.SingleNestedAttribute{Computed: true, MarkdownDescription: of, Attributes: map[string]schema.Attribute{
			"status":             schemas.DataString("`NotStarted`, `InProgress`, `Completed`, `Failed`, `Stopping` or `Stopped`."),
			"creation_time":      schemas.DataString("When the phase began (RFC 3339)."),
			"last_modified_time": schemas.DataString("When the phase last changed (RFC 3339)."),
		}}
	}
	return schema.SingleNestedAttribute{Computed: true, MarkdownDescription: "The phases of the job.", Attributes: map[string]schema.Attribute{
		"validation_details":      phase("Checking the data."),
		"data_processing_details": phase("Preparing the data."),
		"training_details":        phase("Training."),
	}}
}
