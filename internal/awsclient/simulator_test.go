// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"net/http/httptest"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// inAnotherAccount returns clients that act in another account by assuming a role, and the simulator they act in.
func inAnotherAccount(t *testing.T) (*awsclient.Clients, *simulator.Simulator) {
	t.Helper()
	sim := simulator.New(simulator.Options{})
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	endpoints := map[string]string{}
	for name := range awsclient.EndpointNames() {
		endpoints[name] = server.URL
	}
	return awsclient.NewWithLimits(awsclient.Config{
		Region: region, AccessKey: "AKIAEXAMPLE", SecretKey: "secret", Endpoints: endpoints,
		AssumeRole: []awsclient.AssumeRole{{RoleARN: "arn:aws:iam::222222222222:role/deploy", SessionName: "ci"}},
	}, quick), sim
}

// operations counts what the simulator was asked.
func operations(sim *simulator.Simulator) map[string]int {
	counts := map[string]int{}
	for _, entry := range sim.Journal() {
		counts[entry.Operation]++
	}
	return counts
}

func TestSimulator_roleOfAnotherAccount(t *testing.T) {
	t.Parallel()
	c, sim := inAnotherAccount(t)
	for range 2 {
		caller, err := c.Caller(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := awsclient.Caller{AccountID: "222222222222", Partition: "aws", ARN: "arn:aws:sts::222222222222:assumed-role/deploy/ci"}
		if caller != want {
			t.Errorf("got %+v, want %+v", caller, want)
		}
	}
	if got := operations(sim); got["GetCallerIdentity"] != 1 || got["AssumeRole"] != 2 {
		t.Errorf("asked %v", got)
	}
}

func TestSimulator_expiredSessionIsRenewed(t *testing.T) {
	t.Parallel()
	c, sim := inAnotherAccount(t)
	client := bedrockOf(t, c)
	for range 2 {
		if _, err := client.ListFoundationModels(t.Context(), &bedrock.ListFoundationModelsInput{}); err != nil {
			t.Fatal(err)
		}
		sim.Advance(2 * time.Hour) // the session lives for 15 minutes
	}
	if got := operations(sim); got["AssumeRole"] != 3 || got["ListFoundationModels"] != 3 {
		t.Errorf("asked %v, want one renewal and one call with the dead session", got)
	}
}
