// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodel_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

const (
	address = "bedrock_custom_model.test"
	inS3    = `model_source_config = { s3_data_source = { s3_uri = "s3://training-data/model/" } }` + "\n" + role
	role    = `role_arn = "arn:aws:iam::123456789012:role/AmazonBedrock-training"` + "\n"
	inNova  = `custom_model_data_source = { model_package_arn_data_source = {` +
		` model_package_arn = "arn:aws:sagemaker:us-east-1:123456789012:model-package/nova/1" } }` + "\n"
)

// start is an account with artefacts in S3, and an empty state.
func start(t *testing.T) (*acctest.Cloud, *acctest.Workspace) {
	t.Helper()
	cloud, ws := acctest.Start(t, registry.Of("customization"))
	cloud.NewTraining(t)
	cloud.PutObject(t, "training-data", "model/weights.safetensors", "weights")
	return cloud, ws
}

func brought(arguments string) string {
	return "resource \"bedrock_custom_model\" \"test\" {\nmodel_name = \"support\"\ndeletion_policy = \"DELETE\"\n" + arguments + "}"
}

// A model is made from a model package too, which needs no role.
func TestCustomModel_fromAModelPackage(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	acctest.ApplyInSilence(t, ws, brought(inNova))
	if got := ws.Object(address); got.Attr("model_status") != "Active" || got.Attr("customization_type") != "IMPORTED" {
		t.Errorf("got %#v", got.Value)
	}
	acctest.Unchanged(t, ws, brought(inNova))
	acctest.OK(t, ws.Destroy(context.Background()))
	if left := cloud.Count("DeleteCustomModel"); left != 1 {
		t.Errorf("the model was deleted %d times", left)
	}
}

// AWS does not tell what a model was made of. After an import, what the configuration says is taken over, and nothing is made again; from
// then on another source is another model.
func TestCustomModel_importLeavesTheSourceOpen(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, ws := start(t)
	acctest.ApplyInSilence(t, ws, brought(inS3))
	arn := ws.Object(address).Attr("arn")
	ws.Forget(address)
	acctest.OK(t, ws.Import(ctx, address, "bedrock_custom_model", arn, nil))
	acctest.Unchanged(t, ws, "resource \"bedrock_custom_model\" \"test\" {\nmodel_name = \"support\"\ndeletion_policy = \"DELETE\"\n}")
	if plan := ws.Plan(ctx, brought(inS3)); plan.Of(address) != acctest.Update || plan.Errors()+plan.Warnings() != "" {
		t.Fatalf("the plan of the import is %s: %s %s", plan.Of(address), plan.Errors(), plan.Warnings())
	}
	acctest.OK(t, ws.Apply(ctx, brought(inS3)))
	if n := cloud.Count("CreateCustomModel"); n != 1 {
		t.Errorf("CreateCustomModel was called %d times", n)
	}
	acctest.Unchanged(t, ws, brought(inS3))
	if plan := ws.Plan(ctx, brought(inNova)); plan.Of(address) != acctest.Replace {
		t.Errorf("another source plans %s", plan.Of(address))
	}
}

// What AWS would refuse is refused by the plan, and says what to write.
func TestCustomModel_refuses(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	unread, _, _ := strings.Cut(inS3, "role")
	for arguments, want := range map[string]string{
		"":            "bedrock_model_customization_job",
		inS3 + inNova: "exactly one",
		inNova + role: "AWS takes no role with a model package",
		unread:        "write role_arn",
	} {
		acctest.Refused(t, ws.Plan(context.Background(), brought(arguments)).Diagnostics, want)
	}
	if n := cloud.Count("CreateCustomModel"); n != 0 {
		t.Errorf("CreateCustomModel was called %d times", n)
	}
}

// Whoever wants to train is told what to write instead, in full: it is a configuration that the plan has nothing against.
func TestCustomModel_saysWhatTrains(t *testing.T) {
	t.Parallel()
	_, ws := start(t)
	_, advice, _ := strings.Cut(ws.Plan(t.Context(), brought("")).Errors(), "write in its place:\n\n")
	block, _, found := strings.Cut(advice, "\n}\n")
	if !found {
		t.Fatalf("the error has no block: %s", advice)
	}
	plan := ws.Plan(t.Context(), block+"\n}\n")
	if plan.Errors() != "" || plan.Of("bedrock_model_customization_job.assistant") != acctest.Create {
		t.Errorf("the plan of the block is %s", plan.Errors())
	}
}

// Artefacts that are not there are told by the plan; the apply fails with AWS's reason, and the next one makes the model anew.
func TestCustomModel_withoutArtefacts(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, ws := start(t)
	config := brought(`model_source_config = { s3_data_source = { s3_uri = "s3://training-data/models" } }` + "\n" + role)
	plan := ws.Plan(ctx, config)
	acctest.Says(t, "the plan", plan.Warnings(), "There is no file below s3://training-data/models/.")
	acctest.Refused(t, ws.Apply(ctx, config), "No model artifacts were found")
	cloud.PutObject(t, "training-data", "models/weights.safetensors", "weights")
	acctest.OK(t, ws.Apply(ctx, config))
	if status := ws.Object(address).Attr("model_status"); status != "Active" {
		t.Errorf("the model is %s", status)
	}
}

// A model that answers requests cannot be deleted: the error names what answers with it, and does not wait for it for long.
func TestCustomModel_deleteInUse(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, ws := start(t)
	acctest.ApplyInSilence(t, ws, brought(inS3))
	arn := ws.Object(address).Attr("arn")
	client, err := cloud.Clients().Bedrock(ctx, acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	made, err := client.CreateProvisionedModelThroughput(ctx, &bedrock.CreateProvisionedModelThroughputInput{
		ProvisionedModelName: aws.String("answers"), ModelId: &arn, ModelUnits: aws.Int32(1),
	})
	if err != nil {
		t.Fatal(err)
	}
	before := cloud.Now()
	acctest.Refused(t, ws.Destroy(ctx), *made.ProvisionedModelArn+" answers with. Delete that")
	if took := cloud.Now().Sub(before); took > 2*time.Minute {
		t.Errorf("the destroy took %s", took)
	}
	if _, err := client.DeleteProvisionedModelThroughput(ctx, &bedrock.DeleteProvisionedModelThroughputInput{
		ProvisionedModelId: made.ProvisionedModelArn,
	}); err != nil {
		t.Fatal(err)
	}
	cloud.Advance(time.Minute)
	acctest.OK(t, ws.Destroy(ctx))
}
