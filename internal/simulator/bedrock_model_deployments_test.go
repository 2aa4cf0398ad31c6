// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	supportModel = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support00001"
	otherModel   = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support00002"
)

// openDepot is a workshop with two custom models.
func openDepot(t *testing.T) workshop {
	t.Helper()
	w := openWorkshop(t)
	w.GiveModel(simulator.GivenModel{ARN: supportModel, Name: "support-1"})
	w.GiveModel(simulator.GivenModel{ARN: otherModel, Name: "support-2"})
	return w
}

func (w workshop) deploy(t *testing.T, name, model string) (string, error) {
	t.Helper()
	out, err := w.CreateCustomModelDeployment(t.Context(), &bedrock.CreateCustomModelDeploymentInput{
		ModelDeploymentName: &name, ModelArn: &model, Description: aws.String("Answers"), ClientRequestToken: aws.String("token-of-" + name),
		Tags: []types.Tag{{Key: aws.String("team"), Value: aws.String("support")}},
	})
	if err != nil {
		return "", err
	}
	return *out.CustomModelDeploymentArn, nil
}

func (w workshop) deployment(t *testing.T, identifier string) *bedrock.GetCustomModelDeploymentOutput {
	t.Helper()
	out, err := w.GetCustomModelDeployment(t.Context(), &bedrock.GetCustomModelDeploymentInput{CustomModelDeploymentIdentifier: &identifier})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (w workshop) updateDeployment(t *testing.T, identifier, model string) error {
	t.Helper()
	_, err := w.UpdateCustomModelDeployment(t.Context(), &bedrock.UpdateCustomModelDeploymentInput{
		CustomModelDeploymentIdentifier: &identifier, ModelArn: &model,
	})
	return err
}

func TestModelDeployment_keepsItsModel(t *testing.T) {
	t.Parallel()
	w := openDepot(t)
	arn, err := w.deploy(t, "support", supportModel)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := w.deploy(t, "support", supportModel); err != nil || again != arn {
		t.Errorf("the same request made %s, not %s: %v", again, arn, err)
	}
	if got := w.deployment(t, "support"); got.Status != "Creating" || *got.CustomModelDeploymentArn != arn || got.UpdateDetails != nil {
		t.Errorf("got %+v", got)
	}
	w.Advance(10 * time.Minute)
	if got := w.deployment(t, arn); got.Status != "Active" || *got.ModelArn != supportModel || *got.Description != "Answers" {
		t.Errorf("got %+v", got)
	}
	wantError(t, w.deleteModel(t, supportModel), "ConflictException", "deployment support")
	if _, err := w.DeleteCustomModelDeployment(t.Context(),
		&bedrock.DeleteCustomModelDeploymentInput{CustomModelDeploymentIdentifier: &arn}); err != nil {
		t.Fatal(err)
	}
	w.deployment(t, arn) // for a while yet
	w.Advance(time.Minute)
	_, err = w.GetCustomModelDeployment(t.Context(), &bedrock.GetCustomModelDeploymentInput{CustomModelDeploymentIdentifier: &arn})
	wantError(t, err, "ResourceNotFoundException", arn)
	if hasObject(w.Objects(), "custom-model-deployment", "Active") {
		t.Errorf("got objects %v", w.Objects())
	}
	if err := w.deleteModel(t, supportModel); err != nil {
		t.Error(err)
	}
}

func TestModelDeployment_getsAnotherModel(t *testing.T) {
	t.Parallel()
	w := openDepot(t)
	arn, err := w.deploy(t, "support", supportModel)
	if err != nil {
		t.Fatal(err)
	}
	wantError(t, w.updateDeployment(t, arn, otherModel), "ValidationException", "state")
	w.Advance(10 * time.Minute)
	if err := w.updateDeployment(t, arn, otherModel); err != nil {
		t.Fatal(err)
	}
	if got := w.deployment(t, arn); got.UpdateDetails.UpdateStatus != "Updating" || *got.ModelArn != supportModel || got.Status != "Active" {
		t.Errorf("got %+v %+v", got, got.UpdateDetails)
	}
	wantError(t, w.deleteModel(t, otherModel), "ConflictException", "support")
	w.Advance(10 * time.Minute)
	if got := w.deployment(t, arn); got.UpdateDetails.UpdateStatus != "UpdateCompleted" || *got.ModelArn != otherModel {
		t.Errorf("got %+v %+v", got, got.UpdateDetails)
	}
	w.SetAccount(simulator.DefaultAccountID, simulator.Account{DeploymentFailure: "No capacity."})
	if err := w.updateDeployment(t, arn, supportModel); err != nil {
		t.Fatal(err)
	}
	w.Advance(10 * time.Minute)
	got := w.deployment(t, arn)
	if got.UpdateDetails.UpdateStatus != "UpdateFailed" || *got.UpdateDetails.ModelArn != supportModel || *got.ModelArn != otherModel ||
		got.Status != "Active" || *got.FailureMessage != "No capacity." {
		t.Errorf("got %+v %+v", got, got.UpdateDetails)
	}
}

func TestModelDeployment_isRefused(t *testing.T) {
	t.Parallel()
	w := openDepot(t)
	old := "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support00000"
	w.GiveModel(simulator.GivenModel{ARN: old, Name: "old", Created: time.Date(2025, 7, 1, 0, 0, 0, 0, time.UTC)})
	image := "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.titan-image-generator-v1:0/support00000"
	w.GiveModel(simulator.GivenModel{ARN: image, Name: "image"})
	for _, model := range []string{old, image} {
		_, err := w.deploy(t, "refused", model)
		wantError(t, err, "ValidationException", "on-demand")
	}
	_, err := w.deploy(t, "refused", "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/unknown00000")
	wantError(t, err, "ResourceNotFoundException")
	_, err = w.deploy(t, "no name", supportModel)
	wantError(t, err, "ValidationException", "modelDeploymentName")
	for _, name := range []string{"first", "second"} {
		if _, err := w.deploy(t, name, supportModel); err != nil {
			t.Fatal(err)
		}
	}
	_, err = w.deploy(t, "third", supportModel)
	wantError(t, err, "ServiceQuotaExceededException", "in-progress")
	w.Advance(10 * time.Minute)
	_, err = w.CreateCustomModelDeployment(t.Context(), &bedrock.CreateCustomModelDeploymentInput{
		ModelDeploymentName: aws.String("first"), ModelArn: aws.String(otherModel),
	})
	wantError(t, err, "ValidationException", "name", "in use")
	if _, err = w.deploy(t, "third", otherModel); err != nil {
		t.Error(err)
	}
}

func TestModelDeployment_fails(t *testing.T) {
	t.Parallel()
	w := openDepot(t)
	w.SetAccount(simulator.DefaultAccountID, simulator.Account{DeploymentFailure: "No capacity."})
	arn, err := w.deploy(t, "support", supportModel)
	if err != nil {
		t.Fatal(err)
	}
	w.Advance(10 * time.Minute)
	if got := w.deployment(t, arn); got.Status != "Failed" || *got.FailureMessage != "No capacity." {
		t.Errorf("got %+v", got)
	}
}

func TestListCustomModelDeployments_filters(t *testing.T) {
	t.Parallel()
	w := openDepot(t)
	if _, err := w.deploy(t, "alpha", supportModel); err != nil {
		t.Fatal(err)
	}
	w.Advance(10 * time.Minute)
	between := w.Now()
	w.Advance(time.Second)
	if _, err := w.deploy(t, "beta", otherModel); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		in   bedrock.ListCustomModelDeploymentsInput
		want []string
	}{
		"all, newest first": {bedrock.ListCustomModelDeploymentsInput{}, []string{"beta", "alpha"}},
		"oldest first":      {bedrock.ListCustomModelDeploymentsInput{SortOrder: "Ascending"}, []string{"alpha", "beta"}},
		"name":              {bedrock.ListCustomModelDeploymentsInput{NameContains: aws.String("lph")}, []string{"alpha"}},
		"after":             {bedrock.ListCustomModelDeploymentsInput{CreatedAfter: &between}, []string{"beta"}},
		"before":            {bedrock.ListCustomModelDeploymentsInput{CreatedBefore: &between}, []string{"alpha"}},
		"model":             {bedrock.ListCustomModelDeploymentsInput{ModelArnEquals: aws.String(otherModel)}, []string{"beta"}},
		"status":            {bedrock.ListCustomModelDeploymentsInput{StatusEquals: "Active"}, []string{"alpha"}},
	} {
		out, err := w.ListCustomModelDeployments(t.Context(), &test.in)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, summary := range out.ModelDeploymentSummaries {
			got = append(got, *summary.CustomModelDeploymentName)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
}
