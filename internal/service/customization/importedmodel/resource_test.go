// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package importedmodel_test

import (
	"context"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const address = "bedrock_imported_model.test"

// start is an account with the files of a model in S3, those named left out.
func start(t *testing.T, without ...string) (*acctest.Cloud, *acctest.Workspace) {
	t.Helper()
	cloud, ws := acctest.Start(t, registry.Of("customization"))
	cloud.NewTraining(t)
	files := map[string]bool{"config.json": true, "tokenizer_config.json": true, "model-00001-of-00001.safetensors": true}
	for _, name := range without {
		delete(files, name)
	}
	for name := range files {
		cloud.PutObject(t, "training-data", "model/"+name, "{}")
	}
	return cloud, ws
}

func imported(arguments string) string {
	return `resource "bedrock_imported_model" "test" {
		job_name_prefix     = "open-"
		imported_model_name = "open"
		role_arn            = "arn:aws:iam::123456789012:role/AmazonBedrock-training"
		model_data_source   = { s3_data_source = { s3_uri = "s3://training-data/model" } }
		deletion_policy     = "DELETE"
		` + arguments + "\n}\n"
}

// The model is there at the end of the apply, with what only the model tells, and a destroy deletes it.
func TestImportedModel(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	config := imported("") + `data "bedrock_imported_model" "test" { model_identifier = bedrock_imported_model.test.imported_model_arn }`
	acctest.ApplyInSilence(t, ws, config)
	got, data := ws.Object(address), ws.Data(address)
	if got.Attr("model_architecture") != "llama" || got.Attr("imported_model_status") != "Available" ||
		got.Value.GetAttr("instruct_supported").False() {
		t.Errorf("got %#v", got.Value)
	}
	if data.GetAttr("job_arn").AsString() != got.Attr("arn") || data.GetAttr("s3_uri").AsString() != "s3://training-data/model" {
		t.Errorf("the data source has %#v", data)
	}
	units := got.Value.GetAttr("custom_model_units")
	if !units.RawEquals(data.GetAttr("custom_model_units")) || units.GetAttr("custom_model_units_version").AsString() != "v1.0" {
		t.Errorf("got units %#v", units)
	}
	before := cloud.Count("GetImportedModel")
	acctest.Unchanged(t, ws, imported(""))
	if n := cloud.Count("GetImportedModel") - before; n > 2 {
		t.Errorf("a plan asked %d times for the model", n)
	}
	acctest.OK(t, ws.Destroy(context.Background()))
	if left := cloud.Count("DeleteImportedModel"); left != 1 {
		t.Errorf("the model was deleted %d times", left)
	}
}

// A folder that lacks a file is told by the plan, and the import that fails has AWS's reason. The next apply imports what is there then.
func TestImportedModel_looksForTheFiles(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, ws := start(t, "tokenizer_config.json", "model-00001-of-00001.safetensors")
	acctest.Says(t, "the plan", ws.Plan(ctx, imported("")).Warnings(),
		"s3://training-data/model/ has no *.safetensors and no tokenizer_config.json.")
	acctest.Refused(t, ws.Apply(ctx, imported("")), "*.safetensors is missing or empty")
	cloud.PutObject(t, "training-data", "model/tokenizer_config.json", "{}")
	cloud.PutObject(t, "training-data", "model/model.safetensors", "weights")
	acctest.OK(t, ws.Apply(ctx, imported("")))
	acctest.Unchanged(t, ws, imported(""))
}

// Who may not list the bucket is not told that anything is missing.
func TestImportedModel_withoutLeaveToLook(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	cloud.AddFault(simulator.Fault{Operation: "ListObjectsV2", Status: 403, Code: "AccessDenied", Times: -1})
	acctest.ApplyInSilence(t, ws, imported(""))
}

// AWS cannot stop an import: a destroy waits for it, and leaves nothing.
func TestImportedModel_destroyWaits(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, ws := start(t)
	acctest.OK(t, ws.Apply(ctx, imported(`wait_for = "created"`)))
	before := cloud.Now()
	acctest.OK(t, ws.Destroy(ctx))
	if took := cloud.Now().Sub(before); took < 10*time.Minute || cloud.Count("DeleteImportedModel") != 1 {
		t.Errorf("the destroy took %s, and deleted %d models", took, cloud.Count("DeleteImportedModel"))
	}
}

// A model that somebody deleted is told once, and not imported again by itself.
func TestImportedModel_deletedByOthers(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, ws := start(t)
	acctest.ApplyInSilence(t, ws, imported(""))
	client, err := cloud.Clients().Bedrock(ctx, acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.DeleteImportedModel(ctx, deleteOf(ws.Object(address).Attr("imported_model_arn"))); err != nil {
		t.Fatal(err)
	}
	plan := ws.Plan(ctx, imported(""))
	acctest.Says(t, "the plan", plan.Warnings(), "no longer exists")
	if plan.Errors() != "" || plan.Of(address) == acctest.Replace {
		t.Errorf("the plan is %s: %s", plan.Of(address), plan.Errors())
	}
	acctest.OK(t, ws.Apply(ctx, imported("")))
	if got := ws.Object(address).Attr("imported_model_status"); got != "NotFound" || cloud.Count("CreateModelImportJob") != 1 {
		t.Errorf("the model is %s, after %d imports", got, cloud.Count("CreateModelImportJob"))
	}
}

func deleteOf(arn string) *bedrock.DeleteImportedModelInput {
	return &bedrock.DeleteImportedModelInput{ModelIdentifier: &arn}
}
