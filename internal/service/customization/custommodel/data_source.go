// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package custommodel is bedrock_custom_model: the resource brings a model that was trained elsewhere, the data source reads one that was
// trained, brought or copied.
package custommodel

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

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

// DataSource is the data source bedrock_custom_model.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetCustomModel.html
func DataSource() datasource.DataSource { return &dataSource{} }

// shown is what the data source has of a model.
type shown struct {
	ModelIdentifier   types.String `tfsdk:"model_identifier"`
	Region            types.String `tfsdk:"region"`
	ARN               types.String `tfsdk:"arn"`
	ModelName         types.String `tfsdk:"model_name"`
	ModelStatus       types.String `tfsdk:"model_status"`
	FailureMessage    types.String `tfsdk:"failure_message"`
	BaseModelARN      types.String `tfsdk:"base_model_arn"`
	CustomizationType types.String `tfsdk:"customization_type"`
	ModelKMSKeyARN    types.String `tfsdk:"model_kms_key_arn"`
	HyperParameters   types.Map    `tfsdk:"hyper_parameters"`
	JobARN            types.String `tfsdk:"job_arn"`
	JobName           types.String `tfsdk:"job_name"`
	OutputS3URI       types.String `tfsdk:"output_s3_uri"`
	TrainingS3URI     types.String `tfsdk:"training_s3_uri"`
	TrainingMetrics   types.Object `tfsdk:"training_metrics"`
	ValidationMetrics types.List   `tfsdk:"validation_metrics"`
	CreationTime      types.String `tfsdk:"creation_time"`
	Tags              types.Map    `tfsdk:"tags"`
}

func (d *dataSource) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_custom_model"
}

func (d *dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads a custom model: trained by a job, brought from elsewhere or copied, in this account.",
		Attributes: map[string]schema.Attribute{
			"model_identifier": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "ARN or name of the custom model. With an ARN the model is read in the ARN's region.",
				Validators:          []validator.String{stringvalidator.LengthBetween(1, 2048)},
			},
			"region":             customization.ARNOrNameRegion("model"),
			"arn":                schemas.DataString("ARN of the model."),
			"model_name":         schemas.DataString("Name of the model."),
			"model_status":       schemas.DataString("`Creating`, `Active` or `Failed`."),
			"failure_message":    schemas.DataString("AWS's reason when the model failed."),
			"base_model_arn":     schemas.DataString("ARN of the model it was made from."),
			"customization_type": schemas.DataString("How it was made, such as `FINE_TUNING` or `IMPORTED`."),
			"model_kms_key_arn":  schemas.DataString("ARN of the KMS key that encrypts it; null for a key that AWS owns."),
			"hyper_parameters": schema.MapAttribute{
				Computed: true, ElementType: types.StringType, MarkdownDescription: "Hyperparameters it was trained with.",
			},
			"job_arn":            schemas.DataString("ARN of the job that made it."),
			"job_name":           schemas.DataString("Name of the job that made it."),
			"output_s3_uri":      schemas.DataString("Where the job put its metrics."),
			"training_s3_uri":    schemas.DataString("The data it was trained on."),
			"training_metrics":   customization.DataTrainingMetrics(),
			"validation_metrics": customization.DataValidationMetrics(),
			"creation_time":      schemas.DataString("When it was created (RFC 3339)."),
			"tags": schema.MapAttribute{
				Computed: true, ElementType: types.StringType, MarkdownDescription: "Tags of the model.",
			},
		},
	}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var m shown
	resp.Diagnostics.Append(req.Config.Get(ctx, &m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	const summary = "Reading Bedrock custom model"
	identifier := m.ModelIdentifier.ValueString()
	client, region, err := customization.ClientFor(ctx, d.Provider, m.Region, identifier)
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(summary, identifier, err))
		return
	}
	model, err := customization.FindModel(ctx, client, identifier)
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic(summary, identifier, err))
		return
	}
	m.Region = types.StringValue(region)
	m.flatten(model)
	remote, err := tags.ListBedrock(ctx, client, m.ARN.ValueString())
	if err != nil {
		resp.Diagnostics.Append(apierr.Diagnostic("Reading the tags of a Bedrock custom model", m.ARN.ValueString(), err))
		return
	}
	m.Tags = tags.Value(remote)
	resp.Diagnostics.Append(resp.State.Set(ctx, &m)...)
}

func (m *shown) flatten(model *bedrock.GetCustomModelOutput) {
	m.ARN = conv.NonEmpty(model.ModelArn)
	m.ModelName = conv.NonEmpty(model.ModelName)
	m.ModelStatus = conv.Enum(model.ModelStatus)
	m.FailureMessage = conv.NonEmpty(model.FailureMessage)
	m.BaseModelARN = conv.NonEmpty(model.BaseModelArn)
	m.CustomizationType = conv.Enum(model.CustomizationType)
	m.ModelKMSKeyARN = conv.NonEmpty(model.ModelKmsKeyArn)
	m.HyperParameters = tags.Value(model.HyperParameters)
	m.JobARN = conv.NonEmpty(model.JobArn)
	m.JobName = conv.NonEmpty(model.JobName)
	if model.OutputDataConfig != nil {
		m.OutputS3URI = conv.NonEmpty(model.OutputDataConfig.S3Uri)
	}
	if model.TrainingDataConfig != nil {
		m.TrainingS3URI = conv.NonEmpty(model.TrainingDataConfig.S3Uri)
	}
	m.TrainingMetrics = customization.FlattenTrainingMetrics(model.TrainingMetrics)
	m.ValidationMetrics = customization.FlattenValidationMetrics(model.ValidationMetrics)
	m.CreationTime = conv.Time(model.CreationTime)
}
