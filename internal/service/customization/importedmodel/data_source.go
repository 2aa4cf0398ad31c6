// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package importedmodel

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
)

type dataSource struct {
	crud.DataSource
}

// DataSource is the data source bedrock_imported_model. It is about the model, which may outlive the record of its job.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetImportedModel.html
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "imported_model"}}
}

// shown is what the data source has of a model.
type shown struct {
	ModelIdentifier   types.String `tfsdk:"model_identifier"`
	Region            types.String `tfsdk:"region"`
	ARN               types.String `tfsdk:"arn"`
	ModelName         types.String `tfsdk:"model_name"`
	ModelArchitecture types.String `tfsdk:"model_architecture"`
	InstructSupported types.Bool   `tfsdk:"instruct_supported"`
	CustomModelUnits  types.Object `tfsdk:"custom_model_units"`
	ModelKMSKeyARN    types.String `tfsdk:"model_kms_key_arn"`
	JobARN            types.String `tfsdk:"job_arn"`
	JobName           types.String `tfsdk:"job_name"`
	S3URI             types.String `tfsdk:"s3_uri"`
	CreationTime      types.String `tfsdk:"creation_time"`
	Tags              types.Map    `tfsdk:"tags"`
}

func (*dataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads an imported model: its architecture, what a copy of it costs, and the job that imported it.",
		Attributes: map[string]schema.Attribute{
			"model_identifier": schema.StringAttribute{
				Required:            true,
				MarkdownDescription: "ARN or name of the imported model. With an ARN the model is read in the ARN's region.",
				Validators:          []validator.String{stringvalidator.LengthBetween(1, 1011)},
			},
			"region":             customization.ARNOrNameRegion("model"),
			"arn":                schemas.DataString("ARN of the model, by which it is invoked."),
			"model_name":         schemas.DataString("Name of the model."),
			"model_architecture": schemas.DataString("Architecture that AWS has found, such as `llama`."),
			"instruct_supported": schema.BoolAttribute{
				Computed: true, MarkdownDescription: "Whether the model takes conversations, as with `bedrock_converse`.",
			},
			"custom_model_units": schema.SingleNestedAttribute{
				Computed: true, MarkdownDescription: "What AWS charges for each copy that answers.",
				Attributes: map[string]schema.Attribute{
					"custom_model_units_per_model_copy": schema.Int32Attribute{Computed: true, MarkdownDescription: "Units of one copy."},
					"custom_model_units_version":        schemas.DataString("Version of the units, which has its own price."),
				},
			},
			"model_kms_key_arn": schemas.DataString("ARN of the KMS key that encrypts it; null for a key that AWS owns."),
			"job_arn":           schemas.DataString("ARN of the job that imported it: the id of `bedrock_imported_model`."),
			"job_name":          schemas.DataString("Name of the job that imported it."),
			"s3_uri":            schemas.DataString("Where its files were imported from."),
			"creation_time":     schemas.DataString("When it was imported (RFC 3339)."),
			"tags": schema.MapAttribute{
				Computed: true, ElementType: types.StringType, MarkdownDescription: "Tags of the model.",
			},
		},
	}
}

func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var m shown
	if !crud.Decode(ctx, req.Config, &m, diags) {
		return
	}
	const summary = "Reading Bedrock imported model"
	identifier := m.ModelIdentifier.ValueString()
	client, region, err := customization.ClientFor(ctx, d.Provider, m.Region, identifier)
	if crud.Failed(diags, summary, identifier, err) {
		return
	}
	out, err := client.GetImportedModel(ctx, &bedrock.GetImportedModelInput{ModelIdentifier: &identifier})
	if err == nil && aws.ToString(out.ModelArn) == "" {
		err = errors.New("AWS answered without the ARN of the model")
	}
	if crud.Failed(diags, summary, identifier, err) {
		return
	}
	m.Region = types.StringValue(region)
	m.flatten(out)
	remote, err := tags.ListBedrock(ctx, client, m.ARN.ValueString())
	if crud.Failed(diags, "Reading the tags of a Bedrock imported model", m.ARN.ValueString(), err) {
		return
	}
	m.Tags = tags.Value(remote)
	diags.Append(resp.State.Set(ctx, &m)...)
}

func (m *shown) flatten(out *bedrock.GetImportedModelOutput) {
	m.ARN = conv.NonEmpty(out.ModelArn)
	m.ModelName = conv.NonEmpty(out.ModelName)
	m.ModelArchitecture = conv.NonEmpty(out.ModelArchitecture)
	m.InstructSupported = types.BoolPointerValue(out.InstructSupported)
	m.CustomModelUnits = flattenUnits(out.CustomModelUnits)
	m.ModelKMSKeyARN = conv.NonEmpty(out.ModelKmsKeyArn)
	m.JobARN = conv.NonEmpty(out.JobArn)
	m.JobName = conv.NonEmpty(out.JobName)
	m.CreationTime = conv.Time(out.CreationTime)
	if in, ok := out.ModelDataSource.(*awstypes.ModelDataSourceMemberS3DataSource); ok {
		m.S3URI = conv.NonEmpty(in.Value.S3Uri)
	}
}
