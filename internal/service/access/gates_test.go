// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"
)

func availability(edits ...func(*bedrock.GetFoundationModelAvailabilityOutput)) Gates {
	out := &bedrock.GetFoundationModelAvailabilityOutput{
		AgreementAvailability: &awstypes.AgreementAvailability{Status: "AVAILABLE"}, AuthorizationStatus: "AUTHORIZED",
		EntitlementAvailability: "AVAILABLE", RegionAvailability: "AVAILABLE",
	}
	for _, edit := range edits {
		edit(out)
	}
	return FlattenGates(out)
}

type gatesOut = *bedrock.GetFoundationModelAvailabilityOutput

func TestGates_closedOnesInTheOrderInWhichTheyAreExplained(t *testing.T) {
	t.Parallel()
	agreementIs := func(status awstypes.AgreementStatus) func(gatesOut) {
		return func(o gatesOut) { o.AgreementAvailability.Status = status }
	}
	for name, test := range map[string]struct {
		gates    Gates
		required bool
		closed   []string
	}{
		"open":               {availability(), true, nil},
		"no agreement":       {availability(agreementIs("NOT_AVAILABLE")), true, []string{GateAgreement}},
		"none needed":        {availability(agreementIs("NOT_AVAILABLE")), false, nil},
		"unauthorized":       {availability(func(o gatesOut) { o.AuthorizationStatus = "NOT_AUTHORIZED" }), true, []string{GateAuthorization}},
		"not entitled":       {availability(func(o gatesOut) { o.EntitlementAvailability = "NOT_AVAILABLE" }), true, []string{GateEntitlement}},
		"a word that is new": {availability(func(o gatesOut) { o.AuthorizationStatus = "MAYBE" }), true, []string{GateAuthorization}},
		"all closed":         {Gates{}, true, AllGates()},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.closed, test.gates.Closed(test.required)); diff != "" {
				t.Errorf("closed gates (-want +got):\n%s", diff)
			}
		})
	}
}

func TestGates_explainEveryGate(t *testing.T) {
	t.Parallel()
	gates := availability(func(o gatesOut) {
		o.AgreementAvailability = &awstypes.AgreementAvailability{Status: "ERROR", ErrorMessage: aws.String("The card has expired")}
		o.AuthorizationStatus, o.EntitlementAvailability, o.RegionAvailability = "NOT_AUTHORIZED", "NOT_AVAILABLE", "NOT_AVAILABLE"
	})
	text := gates.Explain("vendor.model-1", "eu-central-1", gates.Closed(true))
	for _, want := range []string{
		"region (NOT_AVAILABLE): AWS does not offer vendor.model-1 in eu-central-1.", "agreement (ERROR): ", "The card has expired. ",
		"authorization (NOT_AUTHORIZED): ", "invited accounts", "entitlement (NOT_AVAILABLE): ", "15 minutes",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not said in:\n%s", want, text)
		}
	}
	if lines := strings.Count(text, "\n") + 1; lines != 4 {
		t.Errorf("%d lines for 4 gates:\n%s", lines, text)
	}
}
