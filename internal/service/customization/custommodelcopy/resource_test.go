// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodelcopy_test

import (
	"context"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/ram"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	address   = "bedrock_custom_model_copy.test"
	source    = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support00001"
	recipient = "AKIA210987654321EXAM"
)

func start(t *testing.T) (*acctest.Cloud, *acctest.Workspace) {
	t.Helper()
	cloud, ws := acctest.Start(t, registry.Of("customization"))
	cloud.GiveModel(simulator.GivenModel{ARN: source, Name: "support"})
	return cloud, ws
}

func copied(arguments string) string {
	return `resource "bedrock_custom_model_copy" "test" {
		region            = "us-west-2"
		source_model_arn  = "` + source + `"
		target_model_name = "support"
		deletion_policy   = "DELETE"
		` + arguments + "\n}\n"
}

// asRecipient makes the provider's account another one than that of the source.
func asRecipient(cloud *acctest.Cloud, ws *acctest.Workspace) {
	config := cloud.For(acctest.Region)
	config["access_key"] = recipient
	ws.Reconfigure(config, registry.Of("customization"), provider.WithClock(acctest.NewClock(cloud)))
}

func share(t *testing.T, cloud *acctest.Cloud) {
	t.Helper()
	client, err := cloud.Clients().RAM(t.Context(), acctest.Region)
	if err == nil {
		_, err = client.CreateResourceShare(t.Context(), &ram.CreateResourceShareInput{
			Name: aws.String("support"), ResourceArns: []string{source}, Principals: []string{"210987654321"},
		})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// The copy is there at the end of the apply, in the region of the resource, and a destroy deletes it and nothing else.
func TestCustomModelCopy(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	config := copied(`tags = { team = "support" }`) + `data "bedrock_custom_model" "test" {
		model_identifier = bedrock_custom_model_copy.test.target_model_arn
	}
	data "bedrock_custom_model_copy" "test" {
		region  = "us-west-2"
		job_arn = bedrock_custom_model_copy.test.arn
	}`
	acctest.ApplyInSilence(t, ws, config)
	got, data := ws.Object(address), ws.Data("bedrock_custom_model_copy.test")
	if got.Attr("status") != "Completed" || got.Attr("target_model_status") != "Active" || got.Attr("source_account_id") != "123456789012" ||
		got.Attr("source_model_name") != "support" {
		t.Errorf("got %#v", got.Value)
	}
	if !data.GetAttr("target_model_arn").RawEquals(got.Value.GetAttr("target_model_arn")) ||
		data.GetAttr("source_model_arn").AsString() != source {
		t.Errorf("the data source has %#v", data)
	}
	acctest.Unchanged(t, ws, config)
	acctest.OK(t, ws.Destroy(context.Background()))
	if left := cloud.Objects(); len(left) != 1 || left[0].ARN != source {
		t.Errorf("left are %+v", left)
	}
}

// The name is that of the copy, and free once that is deleted: another source replaces it under the same name.
func TestCustomModelCopy_keepsItsNameWhenReplaced(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	const better = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support00002"
	cloud.GiveModel(simulator.GivenModel{ARN: better, Name: "better"})
	acctest.ApplyInSilence(t, ws, copied(""))
	config := copied("")
	config, err := acctest.SetArguments(config, "bedrock_custom_model_copy", "test", map[string]string{"source_model_arn": `"` + better + `"`})
	if err != nil {
		t.Fatal(err)
	}
	plan := ws.Plan(context.Background(), config)
	if plan.Of(address) != acctest.Replace || plan.Errors() != "" {
		t.Fatalf("the plan is %s: %s", plan.Of(address), plan.Errors())
	}
	acctest.OK(t, ws.Apply(context.Background(), config))
	if got := ws.Object(address).Attr("source_model_name"); got != "better" {
		t.Errorf("the copy is of %s", got)
	}
}

// A name that a model has is refused, by a create and no plan, and names the copy that has it.
func TestCustomModelCopy_nameInUse(t *testing.T) {
	t.Parallel()
	_, ws := start(t)
	acctest.OK(t, ws.Apply(context.Background(), copied("")))
	arn := ws.Object(address).Attr("arn")
	ws.Forget(address)
	acctest.Refused(t, ws.Apply(context.Background(), copied("")), arn)
}

// A model of another account is waited for until its share has reached this one.
func TestCustomModelCopy_waitsForTheShare(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	cloud.SetAccount("123456789012", simulator.Account{Organization: "o-example123"})
	cloud.SetAccount("210987654321", simulator.Account{Organization: "o-example123"})
	share(t, cloud)
	asRecipient(cloud, ws)
	acctest.ApplyInSilence(t, ws, copied(""))
	if got := ws.Object(address); got.Attr("source_account_id") != "123456789012" || cloud.Count("CreateModelCopyJob") < 2 {
		t.Errorf("got %#v after %d requests", got.Value, cloud.Count("CreateModelCopyJob"))
	}
	acctest.OK(t, ws.Destroy(context.Background()))
}

// One that nobody shares is an error after ten minutes, which says what the owner and the recipient have to do.
func TestCustomModelCopy_notShared(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	asRecipient(cloud, ws)
	before := cloud.Now()
	acctest.Refused(t, ws.Apply(context.Background(), copied("")), "bedrock_custom_model_share")
	if took := cloud.Now().Sub(before); took < 10*time.Minute || took > 15*time.Minute {
		t.Errorf("the apply took %s", took)
	}
	// Its own model, that does not exist, is an error at once.
	cloud2, ws := start(t)
	config, err := acctest.SetArguments(copied(""), "bedrock_custom_model_copy", "test", map[string]string{
		"source_model_arn": `"` + source[:len(source)-1] + `9"`,
	})
	if err != nil {
		t.Fatal(err)
	}
	acctest.Refused(t, ws.Apply(context.Background(), config), "could not be found")
	if n := cloud2.Count("CreateModelCopyJob"); n != 1 {
		t.Errorf("CreateModelCopyJob was called %d times", n)
	}
}

// Where AWS has forgotten the job, the copy is read all the same, and its tags change in place.
func TestCustomModelCopy_outlivesItsRecord(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, ws := start(t)
	acctest.ApplyInSilence(t, ws, copied(`tags = { team = "support" }`))
	arn := ws.Object(address).Attr("target_model_arn")
	cloud.AddFault(simulator.Fault{Operation: "GetModelCopyJob", Status: 404, Code: "ResourceNotFoundException", Times: -1})
	acctest.Says(t, "the plan", ws.Plan(ctx, copied(`tags = { team = "support" }`)).Warnings(), "has no record any more")
	acctest.Unchanged(t, ws, copied(`tags = { team = "support" }`))
	acctest.OK(t, ws.Apply(ctx, copied(`tags = { team = "service" }`)))
	client, err := cloud.Clients().Bedrock(ctx, "us-west-2")
	if err != nil {
		t.Fatal(err)
	}
	tags, err := client.ListTagsForResource(ctx, &bedrock.ListTagsForResourceInput{ResourceARN: &arn})
	if err != nil || len(tags.Tags) != 1 || *tags.Tags[0].Value != "service" {
		t.Errorf("got tags %+v, %v", tags, err)
	}
	if _, err := client.DeleteCustomModel(ctx, &bedrock.DeleteCustomModelInput{ModelIdentifier: &arn}); err != nil {
		t.Fatal(err)
	}
	acctest.Says(t, "the plan", ws.Plan(ctx, copied(`tags = { team = "service" }`)).Warnings(), "no longer exists")
	if got := ws.Object(address).Attr("target_model_status"); got != "NotFound" {
		t.Errorf("the copy is %s", got)
	}
	acctest.OK(t, ws.Destroy(ctx))
}

// A destroy waits for a copy that runs, which nobody can stop, and leaves nothing.
func TestCustomModelCopy_destroyWaits(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	acctest.OK(t, ws.Apply(context.Background(), copied(`wait_for = "created"`)))
	acctest.OK(t, ws.Destroy(context.Background()))
	if left := cloud.Objects(); len(left) != 1 {
		t.Errorf("left are %+v", left)
	}
}

// Every filter of the list of copies goes to AWS.
func TestCustomModelCopies_filters(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	client, err := cloud.Clients().Bedrock(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	var middle string
	for _, name := range []string{"a", "b", "c", "d"} {
		if name == "c" {
			cloud.Advance(time.Hour)
			middle = cloud.Now().Format(time.RFC3339Nano)
			cloud.Advance(time.Minute)
		}
		_, err := client.CreateModelCopyJob(t.Context(), &bedrock.CreateModelCopyJobInput{
			SourceModelArn: aws.String(source), TargetModelName: aws.String("copy-" + name),
		})
		if err != nil {
			t.Fatal(err)
		}
		cloud.Advance(time.Second)
	}
	for arguments, want := range map[string]string{
		"":                                     "copy-d copy-c copy-b copy-a ",
		`sort_order = "Ascending"`:             "copy-a copy-b copy-c copy-d ",
		`target_model_name_contains = "py-b"`:  "copy-b ",
		`status_equals = "InProgress"`:         "copy-d copy-c ",
		`source_account_equals="210987654321"`: "",
		`source_model_arn_equals = "` + source + `"` + "\n" + `creation_time_after = "` + middle + `"`: "copy-d copy-c ",
		`creation_time_before = "` + middle + `"`:                                                      "copy-b copy-a ",
	} {
		acctest.OK(t, ws.Apply(t.Context(), "data \"bedrock_custom_model_copies\" \"test\" {\n"+arguments+"\n}"))
		got := ""
		for _, one := range ws.Data("bedrock_custom_model_copies.test").GetAttr("model_copy_job_summaries").AsValueSlice() {
			got += one.GetAttr("target_model_name").AsString() + " "
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", arguments, got, want)
		}
	}
}
