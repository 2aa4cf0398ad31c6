// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func TestModelAvailability_asksEveryTime(t *testing.T) {
	t.Parallel()
	sim, readers := newCloud(t)
	for range 2 {
		out, err := readers.ModelAvailability(t.Context(), west, "cohere.embed-v4:0")
		if err != nil {
			t.Fatal(err)
		}
		if got := out.AgreementAvailability.Status; got != "NOT_AVAILABLE" || out.RegionAvailability != "AVAILABLE" {
			t.Errorf("the agreement is %s, the region %s", got, out.RegionAvailability)
		}
	}
	entries := sim.Journal()
	if len(entries) != 2 || entries[0].Region != west || entries[0].Operation != "GetFoundationModelAvailability" {
		t.Errorf("sent %+v", entries)
	}
}

func TestModelAvailability_refusesAnAnswerWithoutGates(t *testing.T) {
	t.Parallel()
	sim, readers := newCloud(t)
	sim.AddFault(simulator.Fault{Operation: "GetFoundationModelAvailability", Action: "empty"})
	_, err := readers.ModelAvailability(t.Context(), "", "cohere.embed-v4:0")
	if err == nil || !strings.Contains(err.Error(), "cohere.embed-v4:0") {
		t.Errorf("got %v, want an error that names the model", err)
	}
}

// Sixty questions at once arrive a few at a time, and all are answered.
func TestModelAvailability_isPatient(t *testing.T) {
	t.Parallel()
	const models, most = 60, 8
	var now, peak atomic.Int32
	gates := `{"modelId":"m","agreementAvailability":{"status":"AVAILABLE"},"authorizationStatus":"AUTHORIZED",` +
		`"entitlementAvailability":"AVAILABLE","regionAvailability":"AVAILABLE"}`
	// The first answers wait for one another, so that the peak is reached for sure.
	var full sync.WaitGroup
	full.Add(most)
	var arrived atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		n := now.Add(1)
		defer now.Add(-1)
		for old := peak.Load(); n > old && !peak.CompareAndSwap(old, n); old = peak.Load() {
		}
		if arrived.Add(1) <= most {
			full.Done()
			full.Wait()
		}
		fmt.Fprint(w, gates)
	}))
	t.Cleanup(server.Close)
	readers := readersAt(server.URL)
	var all sync.WaitGroup
	for i := range models {
		all.Go(func() {
			if _, err := readers.ModelAvailability(t.Context(), east, fmt.Sprintf("vendor.model-%d", i)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := peak.Load(); got != most {
		t.Errorf("%d at the same time, want %d", got, most)
	}
}

func TestModelAvailability_endsWithItsCaller(t *testing.T) {
	t.Parallel()
	sim, readers := newCloud(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := readers.ModelAvailability(ctx, east, "cohere.embed-v4:0"); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if n := len(sim.Journal()); n != 0 {
		t.Errorf("sent %d requests", n)
	}
}
