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

func (w workshop) buy(t *testing.T, name, model string, term types.CommitmentDuration) (string, error) {
	t.Helper()
	out, err := w.CreateProvisionedModelThroughput(t.Context(), &bedrock.CreateProvisionedModelThroughputInput{
		ProvisionedModelName: &name, ModelId: &model, ModelUnits: aws.Int32(4), CommitmentDuration: term,
		ClientRequestToken: aws.String("token-of-" + name), Tags: []types.Tag{{Key: aws.String("team"), Value: aws.String("support")}},
	})
	if err != nil {
		return "", err
	}
	return *out.ProvisionedModelArn, nil
}

func (w workshop) throughput(t *testing.T, identifier string) *bedrock.GetProvisionedModelThroughputOutput {
	t.Helper()
	out, err := w.GetProvisionedModelThroughput(t.Context(), &bedrock.GetProvisionedModelThroughputInput{ProvisionedModelId: &identifier})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func (w workshop) endThroughput(t *testing.T, identifier string) error {
	t.Helper()
	_, err := w.DeleteProvisionedModelThroughput(t.Context(), &bedrock.DeleteProvisionedModelThroughputInput{ProvisionedModelId: &identifier})
	return err
}

func TestThroughput_servesACustomModel(t *testing.T) {
	t.Parallel()
	w := openDepot(t)
	arn, err := w.buy(t, "support", supportModel, "")
	if err != nil {
		t.Fatal(err)
	}
	if again, err := w.buy(t, "support", supportModel, ""); err != nil || again != arn {
		t.Errorf("the same request made %s, not %s: %v", again, arn, err)
	}
	if got := w.throughput(t, "support"); got.Status != "Creating" || got.CommitmentExpirationTime != nil {
		t.Errorf("got %+v", got)
	}
	w.Advance(20 * time.Minute)
	wantError(t, w.deleteModel(t, supportModel), "ConflictException", "support")
	if _, err := w.UpdateProvisionedModelThroughput(t.Context(), &bedrock.UpdateProvisionedModelThroughputInput{
		ProvisionedModelId: &arn, DesiredModelId: aws.String("support-2"), DesiredProvisionedModelName: aws.String("service"),
	}); err != nil {
		t.Fatal(err)
	}
	if got := w.throughput(t, arn); got.Status != "Updating" || *got.ModelArn != supportModel || *got.DesiredModelArn != otherModel {
		t.Errorf("got %+v", got)
	}
	w.Advance(20 * time.Minute)
	got := w.throughput(t, "service")
	if got.Status != "InService" || *got.ModelArn != otherModel ||
		*got.FoundationModelArn != "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0:128k" || *got.ModelUnits != 4 {
		t.Errorf("got %+v", got)
	}
	if err := w.endThroughput(t, arn); err != nil {
		t.Fatal(err)
	}
	w.Advance(time.Minute)
	wantError(t, w.endThroughput(t, arn), "ResourceNotFoundException")
	if hasObject(w.Objects(), "provisioned-model", "InService") {
		t.Errorf("got %v", w.Objects())
	}
}

func TestThroughput_isCommittedAndRenews(t *testing.T) {
	t.Parallel()
	w := openDepot(t)
	for _, term := range []struct {
		duration types.CommitmentDuration
		months   int
	}{{"OneMonth", 1}, {"SixMonths", 6}} {
		arn, err := w.buy(t, string(term.duration), supportModel, term.duration)
		if err != nil {
			t.Fatal(err)
		}
		got := w.throughput(t, arn)
		if want := got.CreationTime.AddDate(0, term.months, 0); !got.CommitmentExpirationTime.Equal(want) {
			t.Errorf("%s ends at %s, want %s", term.duration, got.CommitmentExpirationTime, want)
		}
		wantError(t, w.endThroughput(t, arn), "ConflictException", "commitment")
		w.Advance(got.CommitmentExpirationTime.Sub(w.Now()) + 48*time.Hour)
		renewed := w.throughput(t, arn).CommitmentExpirationTime
		if want := got.CommitmentExpirationTime.AddDate(0, term.months, 0); !renewed.Equal(want) {
			t.Errorf("%s then ends at %s, want %s", term.duration, renewed, want)
		}
		w.Advance(renewed.Sub(w.Now()) + time.Minute)
		if err := w.endThroughput(t, arn); err != nil {
			t.Error(err)
		}
		w.Advance(time.Minute)
	}
}

func TestThroughput_isRefused(t *testing.T) {
	t.Parallel()
	w := openDepot(t)
	for _, model := range []string{"amazon.nova-micro-v1:0", "amazon.titan-text-lite-v1:0:4k", "amazon.unknown-v1"} {
		_, err := w.buy(t, "refused", model, "")
		wantError(t, err, "ValidationException")
	}
	_, err := w.buy(t, "refused", supportModel, "TenYears")
	wantError(t, err, "ValidationException", "commitmentDuration")
	base, err := w.buy(t, "base", "amazon.nova-micro-v1:0:128k", "")
	if err != nil {
		t.Fatal(err)
	}
	w.Advance(20 * time.Minute)
	_, err = w.UpdateProvisionedModelThroughput(t.Context(), &bedrock.UpdateProvisionedModelThroughputInput{
		ProvisionedModelId: &base, DesiredModelId: aws.String(supportModel),
	})
	wantError(t, err, "ValidationException", "custom model")
	if _, err := w.buy(t, "more", supportModel, ""); err != nil {
		t.Fatal(err)
	}
	_, err = w.buy(t, "most", supportModel, "")
	wantError(t, err, "ServiceQuotaExceededException", "model units")
	w.SetAccount(simulator.DefaultAccountID, simulator.Account{ThroughputFailure: "No capacity."})
	failing := w.throughput(t, "more")
	w.Advance(20 * time.Minute)
	if got := w.throughput(t, *failing.ProvisionedModelArn); got.Status != "InService" {
		t.Errorf("got %s: it was bought before", got.Status)
	}
	if _, err := w.UpdateProvisionedModelThroughput(t.Context(), &bedrock.UpdateProvisionedModelThroughputInput{
		ProvisionedModelId: aws.String("more"), DesiredModelId: aws.String(otherModel),
	}); err != nil {
		t.Fatal(err)
	}
	w.Advance(20 * time.Minute)
	if got := w.throughput(t, "more"); got.Status != "InService" || *got.ModelArn != supportModel || *got.FailureMessage != "No capacity." {
		t.Errorf("got %+v", got)
	}
}

func TestListProvisionedModelThroughputs_filters(t *testing.T) {
	t.Parallel()
	w := openDepot(t)
	if _, err := w.buy(t, "alpha", supportModel, ""); err != nil {
		t.Fatal(err)
	}
	w.Advance(20 * time.Minute)
	between := w.Now()
	w.Advance(time.Second)
	if _, err := w.buy(t, "beta", "amazon.nova-micro-v1:0:128k", "OneMonth"); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		in   bedrock.ListProvisionedModelThroughputsInput
		want []string
	}{
		"all, newest first": {bedrock.ListProvisionedModelThroughputsInput{}, []string{"beta", "alpha"}},
		"oldest first":      {bedrock.ListProvisionedModelThroughputsInput{SortOrder: "Ascending"}, []string{"alpha", "beta"}},
		"name":              {bedrock.ListProvisionedModelThroughputsInput{NameContains: aws.String("lph")}, []string{"alpha"}},
		"after":             {bedrock.ListProvisionedModelThroughputsInput{CreationTimeAfter: &between}, []string{"beta"}},
		"before":            {bedrock.ListProvisionedModelThroughputsInput{CreationTimeBefore: &between}, []string{"alpha"}},
		"model":             {bedrock.ListProvisionedModelThroughputsInput{ModelArnEquals: aws.String(supportModel)}, []string{"alpha"}},
		"status":            {bedrock.ListProvisionedModelThroughputsInput{StatusEquals: "InService"}, []string{"alpha"}},
	} {
		out, err := w.ListProvisionedModelThroughputs(t.Context(), &test.in)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, summary := range out.ProvisionedModelSummaries {
			got = append(got, *summary.ProvisionedModelName)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
}
