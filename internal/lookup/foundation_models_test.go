// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	east = "us-east-1"
	west = "us-west-2"
)

// readersAt returns readers of a Bedrock at some URL, in us-east-1.
func readersAt(url string) *lookup.Readers {
	return lookup.New(awsclient.New(awsclient.Config{
		Region: east, AccessKey: "AKIAEXAMPLE", SecretKey: "secret", MaxRetries: 3,
		Endpoints: map[string]string{"bedrock": url, "sts": url},
	}))
}

func newCloud(t *testing.T) (*simulator.Simulator, *lookup.Readers) {
	t.Helper()
	sim := simulator.New(simulator.Options{})
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	return sim, readersAt(server.URL)
}

// operations counts the requests that a simulator received, by operation.
func operations(sim *simulator.Simulator) map[string]int {
	counts := map[string]int{}
	for _, entry := range sim.Journal() {
		counts[entry.Operation]++
	}
	return counts
}

// script answers as Bedrock would with the given bodies, the last one for good. Keys are ListFoundationModels and
// GetFoundationModel.
type script struct {
	mu      sync.Mutex
	answers map[string][]answer
	counts  map[string]int
}

type answer struct {
	status int
	code   string
	body   string
}

func (s *script) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	operation := "GetFoundationModel"
	if strings.HasSuffix(r.URL.Path, "/foundation-models") {
		operation = "ListFoundationModels"
	}
	s.mu.Lock()
	s.counts[operation]++
	queue := s.answers[operation]
	now := queue[0]
	if len(queue) > 1 {
		s.answers[operation] = queue[1:]
	}
	s.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	if now.code != "" {
		w.Header().Set("X-Amzn-ErrorType", now.code)
	}
	w.WriteHeader(max(now.status, http.StatusOK))
	_, _ = w.Write([]byte(now.body))
}

func newScript(t *testing.T, answers map[string][]answer) (*script, *lookup.Readers) {
	t.Helper()
	s := &script{answers: answers, counts: map[string]int{}}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return s, readersAt(server.URL)
}

func entry(id string) string {
	encoded, err := json.Marshal(map[string]any{"modelId": id, "modelArn": "arn:aws:bedrock:us-east-1::foundation-model/" + id})
	if err != nil {
		panic(err)
	}
	return string(encoded)
}

func list(ids ...string) answer {
	entries := make([]string, len(ids))
	for i, id := range ids {
		entries[i] = entry(id)
	}
	return answer{body: `{"modelSummaries":[` + strings.Join(entries, ",") + `]}`}
}

func TestFoundationModels_areSortedByID(t *testing.T) {
	t.Parallel()
	_, readers := newScript(t, map[string][]answer{"ListFoundationModels": {list("m.b", "m.c", "m.a")}})
	models, err := readers.FoundationModels(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, m := range models {
		ids = append(ids, *m.ModelId)
	}
	if !slices.Equal(ids, []string{"m.a", "m.b", "m.c"}) {
		t.Errorf("ids are %v", ids)
	}
}

func TestFoundationModels_costOneCallForEachRegion(t *testing.T) {
	t.Parallel()
	sim, readers := newCloud(t)
	regions := []string{east, west, "eu-central-1", "ap-northeast-1"}
	var wg sync.WaitGroup
	for _, region := range regions {
		for range 20 {
			wg.Go(func() {
				models, err := readers.FoundationModels(t.Context(), region)
				if err != nil || len(models) == 0 {
					t.Errorf("%s: %d models, %v", region, len(models), err)
					return
				}
				for _, m := range models {
					if !strings.Contains(*m.ModelArn, ":"+region+"::foundation-model/"+*m.ModelId) {
						t.Errorf("in %s: %s", region, *m.ModelArn)
					}
				}
			})
		}
	}
	wg.Wait()
	if diff := cmp.Diff(map[string]int{"ListFoundationModels": len(regions)}, operations(sim)); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

func TestFoundationModel_isTakenFromTheList(t *testing.T) {
	t.Parallel()
	sim, readers := newCloud(t)
	identifiers := []string{
		"amazon.nova-lite-v1:0", "amazon.nova-lite-v1:0:300k", "anthropic.claude-opus-4-6-v1",
		"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0:128k",
	}
	var wg sync.WaitGroup
	for i := range 40 {
		identifier := identifiers[i%len(identifiers)]
		wg.Go(func() {
			model, err := readers.FoundationModel(t.Context(), east, identifier)
			if err != nil || !strings.HasSuffix(*model.ModelArn, strings.TrimPrefix(identifier, "arn:aws:bedrock")) {
				t.Errorf("FoundationModel(%q) = %v, %v", identifier, model.ModelArn, err)
			}
		})
	}
	wg.Wait()
	if diff := cmp.Diff(map[string]int{"ListFoundationModels": 1}, operations(sim)); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

func TestFoundationModel_thatIsNowhere(t *testing.T) {
	t.Parallel()
	sim, readers := newCloud(t)
	for range 3 {
		_, err := readers.FoundationModel(t.Context(), east, "amazon.nova-lite-v9:0")
		var absent *lookup.ModelNotFoundError
		if !errors.As(err, &absent) {
			t.Fatalf("got %v, want a *ModelNotFoundError", err)
		}
		if absent.Identifier != "amazon.nova-lite-v9:0" || absent.Region != east || !slices.Contains(absent.Near, "amazon.nova-lite-v1:0") ||
			len(absent.Near) > 3 {
			t.Errorf("got %+v", absent)
		}
	}
	// One list of each region that may have it, whoever asks again.
	if diff := cmp.Diff(map[string]int{"ListFoundationModels": 5, "GetFoundationModel": 1}, operations(sim)); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

func TestFoundationModel_ofAnARNThatCannotBeOneAsksForNoMore(t *testing.T) {
	t.Parallel()
	sim, readers := newCloud(t)
	for _, arn := range []string{
		"arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0",
		"arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:300k/abcdefghijkl",
		"arn:aws:sagemaker:us-east-1::foundation-model/amazon.nova-lite-v1:0",
	} {
		_, err := readers.FoundationModel(t.Context(), "", arn)
		var absent *lookup.ModelNotFoundError
		if !errors.As(err, &absent) {
			t.Errorf("FoundationModel(%q): %v, want a *ModelNotFoundError", arn, err)
		}
	}
	if diff := cmp.Diff(map[string]int{"ListFoundationModels": 1}, operations(sim)); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

func TestFoundationModel_thatTheListLeavesOutIsAskedForOnce(t *testing.T) {
	t.Parallel()
	service, readers := newScript(t, map[string][]answer{
		"ListFoundationModels": {list("m.a")},
		"GetFoundationModel":   {{body: `{"modelDetails":` + entry("m.hidden") + `}`}},
	})
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() {
			model, err := readers.FoundationModel(t.Context(), east, "m.hidden")
			if err != nil || *model.ModelId != "m.hidden" {
				t.Errorf("got %v, %v", model.ModelId, err)
			}
		})
	}
	wg.Wait()
	if diff := cmp.Diff(map[string]int{"ListFoundationModels": 1, "GetFoundationModel": 1}, service.counts); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
}

func TestFoundationModel_thatAWSFindsIllFormedIsNotFound(t *testing.T) {
	t.Parallel()
	_, readers := newScript(t, map[string][]answer{
		"ListFoundationModels": {list("m.a")},
		"GetFoundationModel":   {{status: 400, code: "ValidationException", body: `{"message":"The provided model identifier is invalid."}`}},
	})
	_, err := readers.FoundationModel(t.Context(), east, "no model")
	var absent *lookup.ModelNotFoundError
	if !errors.As(err, &absent) {
		t.Errorf("got %v, want a *ModelNotFoundError", err)
	}
}

func TestFoundationModel_needsNoPermissionToList(t *testing.T) {
	t.Parallel()
	denied := answer{status: 403, code: "AccessDeniedException", body: `{"message":"not authorized to perform: bedrock:ListFoundationModels"}`}
	service, readers := newScript(t, map[string][]answer{
		"ListFoundationModels": {denied},
		"GetFoundationModel":   {{body: `{"modelDetails":` + entry("m.a") + `}`}},
	})
	model, err := readers.FoundationModel(t.Context(), east, "m.a")
	if err != nil || *model.ModelId != "m.a" {
		t.Errorf("got %v, %v", model.ModelId, err)
	}
	if _, err := readers.FoundationModels(t.Context(), east); err == nil {
		t.Error("the denied list came without an error")
	}

	service.answers["GetFoundationModel"] = []answer{{status: 403, code: "AccessDeniedException", body: `{"message":"no"}`}}
	_, err = readers.FoundationModel(t.Context(), east, "m.b")
	var refused *awstypes.AccessDeniedException
	if !errors.As(err, &refused) {
		t.Errorf("got %v, want AWS's refusal", err)
	}
}

func TestFoundationModels_refuseAnswersThatAreNone(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"an empty object":    `{}`,
		"null":               `{"modelSummaries":null}`,
		"another list":       `{"models":[` + entry("m.a") + `]}`,
		"a model without id": `{"modelSummaries":[{"modelArn":"arn:aws:bedrock:us-east-1::foundation-model/m.a"}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, readers := newScript(t, map[string][]answer{"ListFoundationModels": {{body: body}, list("m.a")}})
			if _, err := readers.FoundationModel(t.Context(), east, "m.a"); err == nil || !strings.Contains(err.Error(), "ListFoundationModels") {
				t.Errorf("got %v, want an error that names the operation", err)
			}
			if _, err := readers.FoundationModel(t.Context(), east, "m.a"); err != nil {
				t.Errorf("the bad answer was kept: %v", err)
			}
		})
	}
}

func TestFoundationModel_refusesDetailsThatAreNone(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{}`, `{"modelDetails":null}`} {
		_, readers := newScript(t, map[string][]answer{
			"ListFoundationModels": {list("m.a")},
			"GetFoundationModel":   {{body: body}, {body: `{"modelDetails":` + entry("m.b") + `}`}},
		})
		if _, err := readers.FoundationModel(t.Context(), east, "m.b"); err == nil || !strings.Contains(err.Error(), "GetFoundationModel") {
			t.Errorf("%s: got %v, want an error that names the operation", body, err)
		}
		if _, err := readers.FoundationModel(t.Context(), east, "m.b"); err != nil {
			t.Errorf("%s was kept: %v", body, err)
		}
	}
}

// An answer in which an ARN is missing is asked for again, at once.
func TestFoundationModels_areAskedForAgainWithoutAnARN(t *testing.T) {
	t.Parallel()
	_, readers := newScript(t, map[string][]answer{
		"ListFoundationModels": {{body: `{"modelSummaries":[` + entry("m.b") + `,{"modelId":"m.a"}]}`}, list("m.a")},
		"GetFoundationModel":   {{body: `{"modelDetails":{"modelId":"m.c"}}`}, {body: `{"modelDetails":` + entry("m.c") + `}`}},
	})
	for _, id := range []string{"m.a", "m.c"} {
		if model, err := readers.FoundationModel(t.Context(), east, id); err != nil || *model.ModelId != id {
			t.Errorf("%s: got %v, %v", id, model, err)
		}
	}
}

func TestFoundationModels_mayBeNone(t *testing.T) {
	t.Parallel()
	_, readers := newScript(t, map[string][]answer{"ListFoundationModels": {list()}})
	if models, err := readers.FoundationModels(t.Context(), east); err != nil || len(models) != 0 {
		t.Errorf("got %v, %v", models, err)
	}
}

func TestFoundationModels_passOnWhatTheSDKDoesNotKnow(t *testing.T) {
	t.Parallel()
	_, readers := newScript(t, map[string][]answer{"ListFoundationModels": {{body: `{"nextToken":"x","modelSummaries":[{
		"modelId":"m.a","modelArn":"arn:aws:bedrock:us-east-1::foundation-model/m.a","consoleIDEMetadata":{"maxContextWindow":"1M"},
		"inferenceTypesSupported":["INFERENCE_PROFILE"],"inputModalities":["SMELL"],"modelLifecycle":{"status":"RETIRED","why":1}}]}`}}})
	model, err := readers.FoundationModel(t.Context(), east, "m.a")
	if err != nil {
		t.Fatal(err)
	}
	got := []string{string(model.InferenceTypesSupported[0]), string(model.InputModalities[0]), string(model.ModelLifecycle.Status)}
	if diff := cmp.Diff([]string{"INFERENCE_PROFILE", "SMELL", "RETIRED"}, got); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
}

func TestFoundationModels_surviveFaultsThatPass(t *testing.T) {
	t.Parallel()
	for _, action := range []string{"throttle", "truncate", "malform", "drop", "error"} {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			sim, readers := newCloud(t)
			sim.AddFault(simulator.Fault{Operation: "ListFoundationModels", Action: action})
			if _, err := readers.FoundationModel(t.Context(), east, "amazon.nova-lite-v1:0"); err != nil {
				t.Error(err)
			}
			if n := operations(sim)["ListFoundationModels"]; n != 2 {
				t.Errorf("%d requests, want the failed one and one more", n)
			}
		})
	}
}

func TestFoundationModels_stopWithTheContext(t *testing.T) {
	t.Parallel()
	sim, readers := newCloud(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := readers.FoundationModels(ctx, east); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the cancellation", err)
	}
	if _, err := readers.FoundationModels(t.Context(), east); err != nil {
		t.Errorf("the cancellation was kept: %v", err)
	}
	if n := operations(sim)["ListFoundationModels"]; n != 1 {
		t.Errorf("%d requests, want 1", n)
	}
}
