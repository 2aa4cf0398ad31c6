// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodelagreement

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

// A failed agreement is never overlooked, whatever the configuration requires.
func TestFoundationModelAgreementModel_unmet(t *testing.T) {
	t.Parallel()
	failed := access.Gates{
		AgreementStatus: types.StringValue("ERROR"), AuthorizationStatus: types.StringValue("AUTHORIZED"),
		EntitlementAvailability: types.StringValue("AVAILABLE"), RegionAvailability: types.StringValue("NOT_AVAILABLE"),
	}
	m := model{
		AgreementRequired: types.BoolValue(true), Gates: failed,
		RequiredGates: types.SetValueMust(types.StringType, []attr.Value{types.StringValue(access.GateEntitlement)}),
	}
	if diff := cmp.Diff([]string{access.GateAgreement}, m.unmet()); diff != "" {
		t.Errorf("unmet gates (-want +got):\n%s", diff)
	}
}

func TestFoundationModelAgreementModel_matchesItsSchema(t *testing.T) {
	t.Parallel()
	var m model
	if diags := acctest.DecodeSchema(t.Context(), Resource(), &m); diags.HasError() {
		t.Error(diags)
	}
}
