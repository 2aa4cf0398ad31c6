// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package usecaseformodelaccess

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

func TestUseCaseForm_survivesTheRoundTripThroughTheSchema(t *testing.T) {
	t.Parallel()
	want := apiary()
	got, known := expandForm(flattenForm(&want).Attributes())
	if !known || got != want {
		t.Errorf("got %+v, known: %t", got, known)
	}
	if zero := acctest.ZeroFields(got); len(zero) > 0 {
		t.Errorf("no argument reaches %v", zero)
	}
}

func TestUseCaseForModelAccessModel_matchesItsSchema(t *testing.T) {
	t.Parallel()
	var m model
	if diags := acctest.DecodeSchema(t.Context(), Resource(), &m); diags.HasError() {
		t.Error(diags)
	}
}

func TestUseCaseForm_namesEveryDifference(t *testing.T) {
	t.Parallel()
	if got := apiary().Differences(apiary()); len(got) > 0 {
		t.Errorf("a form differs from itself in %v", got)
	}
	if diff := cmp.Diff(formArguments(), apiary().Differences(access.Form{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func apiary() access.Form {
	return access.Form{
		CompanyName: "Example Corp", CompanyWebsite: "https://www.example.com", IntendedUsers: "1", IndustryOption: "Other",
		OtherIndustryOption: "Beekeeping", UseCases: "Answers: \"yes\" & <no>, 1 + 1 = 2.",
	}
}
