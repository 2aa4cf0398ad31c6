// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// The times are those of production.
func TestBriefly_givesUpWithinAMinute(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault    simulator.Fault
		attempts int // of a brief call
		least    int // of another one
		again    int // of a second brief call
	}{
		"500":               {simulator.Fault{Status: 500}, 11, 25, 4},
		"503":               {simulator.Fault{Status: 503, Code: "ServiceUnavailableException"}, 11, 25, 4},
		"connections reset": {simulator.Fault{Action: "drop"}, 11, 25, 4},
		"no answers":        {simulator.Fault{Action: "hang"}, 2, 9, 2},
		"a byte a second":   {simulator.Fault{Action: "trickle"}, 2, 5, 2},
		"throttled":         {simulator.Fault{Action: "throttle"}, 25, 25, 25}, // which passes when everybody is patient
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				cloud := acctest.NewVirtualCloud(t, nil, 0)
				c.fault.Operation, c.fault.Times = "ListFoundationModels", -1
				cloud.AddFault(c.fault)
				list := func(ctx context.Context, client *bedrock.Client) (attempts int, took time.Duration) {
					before, begun := cloud.Count("ListFoundationModels"), time.Now()
					if _, err := client.ListFoundationModels(ctx, &bedrock.ListFoundationModelsInput{}); err == nil {
						t.Error("no error")
					}
					took = time.Since(begun)
					synctest.Wait() // the server still notes what the client has given up
					return cloud.Count("ListFoundationModels") - before, took
				}
				client, err := virtualClients(cloud).Bedrock(t.Context(), acctest.Region)
				if err != nil {
					t.Fatal(err)
				}
				brief := awsclient.Briefly(t.Context())
				attempts, took := list(brief, client)
				if attempts != c.attempts || name != "throttled" && took > 90*time.Second {
					t.Errorf("a brief call: %d attempts in %s, want %d", attempts, took, c.attempts)
				}
				// The next resource of the plan does not wait as long for the same operation.
				if attempts, took := list(brief, client); attempts != c.again {
					t.Errorf("a second one: %d attempts in %s, want %d", attempts, took, c.again)
				}
				if attempts, took := list(t.Context(), client); attempts < c.least {
					t.Errorf("another call: %d attempts in %s, want at least %d", attempts, took, c.least)
				}
				time.Sleep(time.Minute) //nolint:forbidigo // the bubble's time: it takes none
				if attempts, took := list(brief, client); attempts != c.attempts {
					t.Errorf("a minute later: %d attempts in %s, want %d", attempts, took, c.attempts)
				}
			})
		})
	}
}

func TestBriefly_isBoundInTime(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(_ int, w http.ResponseWriter, _ request) bool {
		return fail(w, http.StatusInternalServerError, "InternalServerException")
	}
	limits := quick
	limits.Brief = time.Nanosecond
	err := getModel(awsclient.Briefly(t.Context()), t, awsclient.NewWithLimits(cloud.config(), limits))
	if err == nil || !strings.Contains(err.Error(), "a plan waits no longer") {
		t.Errorf("got %v", err)
	}
	if n := len(cloud.seen()); n != 1 {
		t.Errorf("%d attempts, want 1", n)
	}
}
