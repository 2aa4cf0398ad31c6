// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package importedmodel is bedrock_imported_model: the import of a model's weights, and the model, in one life.
package importedmodel

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/customization"
)

// available is the status of a model that is there: AWS tells none.
const available = "Available"

// job is bedrock_imported_model.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateModelImportJob.html
var job = lifecycle.Object[model]{
	Type: "imported_model", Noun: "model import job",
	RoleFor:     []jobpolicy.Purpose{jobpolicy.ModelImport},
	Description: description, Again: "imports the model again, whose storage is paid by the month",
	Attributes: attributes,
	Timeouts:   crud.Timeouts{Create: waitTimeout, Update: waitTimeout, Delete: waitTimeout},
	Tags: []lifecycle.TagSet[model]{
		{Name: "job_tags", Of: "the job", Get: func(m *model) (types.String, *types.Map, *types.Map) {
			return m.ARN, &m.JobTags, &m.JobTagsAll
		}},
		{Name: "tags", Of: "the imported model", Get: func(m *model) (types.String, *types.Map, *types.Map) {
			return lifecycle.There(&output, m), &m.Tags, &m.TagsAll
		}},
	},
	Names: []lifecycle.Name[model]{
		{Argument: "job_name", Get: func(m *model) (name, prefix *types.String) { return &m.JobName, &m.JobNamePrefix }},
		{Argument: "imported_model_name", Get: func(m *model) (name, prefix *types.String) {
			return &m.ImportedModelName, &m.ImportedModelNamePrefix
		}},
	},
	ReadsName: true,
	Create: lifecycle.Creates((*bedrock.Client).CreateModelImportJob, (*model).createInput,
		func(out *bedrock.CreateModelImportJobOutput) *string { return out.JobArn }),
	Read: lifecycle.ReadsRecord((*bedrock.Client).GetModelImportJob,
		func(id string) *bedrock.GetModelImportJobInput {
			return &bedrock.GetModelImportJobInput{JobIdentifier: &id}
		},
		(*model).flattenOutputs, (*model).flattenArguments, nil),
	List:   lifecycle.Lists((*bedrock.Client).ListModelImportJobs, listInput, listed),
	Moving: []string{"last_modified_time", "failure_message"},
	Wait: &lifecycle.Wait[model]{
		Status:  func(m *model) types.String { return m.Status },
		Failure: func(m *model) types.String { return m.FailureMessage },
		Ready:   []string{string(awstypes.ModelImportJobStatusCompleted)},
		Failed:  []string{string(awstypes.ModelImportJobStatusFailed)},
	},
	Job: &lifecycle.Job[model]{
		Phases: []string{crud.WaitCreated, crud.WaitCompleted}, WaitFor: crud.WaitCompleted,
		Data: (*model).dataURIs,
		Final: []string{
			"imported_model_arn", "imported_model_status", "imported_model_kms_key_arn", "end_time", "model_architecture", "instruct_supported",
			"custom_model_units",
		},
		Results: describe, ResultsNeed: "bedrock:GetImportedModel on the model",
		Output: &output,
	},
	Plan: checkFiles,
}

// output is the model that an import makes.
var output = lifecycle.Output[model]{
	Noun: "imported model", Of: "the model that was imported",
	StatusAttribute: "imported_model_status", Again: "Importing a model again",
	Get: func(m *model) (arn types.String, status *types.String) {
		return m.ImportedModelARN, &m.ImportedModelStatus
	},
	Read: func(ctx context.Context, client *bedrock.Client, arn string) (status string, err error) {
		_, err = client.GetImportedModel(ctx, &bedrock.GetImportedModelInput{ModelIdentifier: &arn})
		return available, err
	},
	Delete: lifecycle.Deletes((*bedrock.Client).DeleteImportedModel,
		func(id string) *bedrock.DeleteImportedModelInput {
			return &bedrock.DeleteImportedModelInput{ModelIdentifier: &id}
		}),
}

// What the provider has of imports, besides the data source.
var (
	Resource = lifecycle.Resource(&job)
	List     = lifecycle.List(&job)
)

// describe reads what only the model tells, once.
func describe(ctx context.Context, data *crud.ProviderData, m *model) error {
	if m.ImportedModelARN.ValueString() == "" || m.ModelArchitecture.ValueString() != "" {
		return nil
	}
	var none bedrock.GetImportedModelOutput
	m.flattenModel(&none)
	client, err := data.Clients.Bedrock(ctx, crud.RegionFromARN(m.ARN.ValueString()))
	if err != nil {
		return err
	}
	out, err := client.GetImportedModel(ctx, &bedrock.GetImportedModelInput{ModelIdentifier: m.ImportedModelARN.ValueStringPointer()})
	if err != nil {
		return err
	}
	m.flattenModel(out)
	return nil
}

// checkFiles looks for the files of a model that is about to be imported. Something else in the same apply may upload them.
// https://docs.aws.amazon.com/bedrock/latest/userguide/model-customization-import-model.html
func checkFiles(ctx context.Context, p *lifecycle.Plan[model]) {
	source := p.Now.ModelDataSource
	if !p.Creates() || p.Region == "" || source == nil || source.S3 == nil {
		return
	}
	store, err := p.Objects(ctx)
	if err != nil {
		return // the create says so
	}
	uri := source.S3.S3URI.ValueString()
	if problem := customization.MissingFiles(ctx, store, uri, "config.json", "*.safetensors", "tokenizer_config.json"); problem != "" {
		p.AddAttributeWarning(path.Root("model_data_source").AtName("s3_data_source").AtName("s3_uri"), "Importing files that are not there",
			problem+" Unless this apply uploads them first, the import will fail.")
	}
}

func listInput(name string, next *string) *bedrock.ListModelImportJobsInput {
	input := &bedrock.ListModelImportJobsInput{NextToken: next}
	if name != "" {
		input.NameContains = &name
	}
	return input
}

func listed(out *bedrock.ListModelImportJobsOutput) (page []lifecycle.Listed, next *string) {
	for _, one := range out.ModelImportJobSummaries {
		page = append(page, lifecycle.Listed{ARN: aws.ToString(one.JobArn), Name: aws.ToString(one.JobName)})
	}
	return page, out.NextToken
}
