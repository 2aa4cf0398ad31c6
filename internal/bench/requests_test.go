// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"slices"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// requestsFor are what a refresh of a job sends, except that it reads the model so many times.
func requestsFor(job string, models int) sent {
	requests := sent{
		{Service: "bedrock", Operation: "GetModelCustomizationJob", Resource: job},
		{Service: "bedrock", Operation: "ListTagsForResource", Resource: job},
		{Service: "iam", Operation: "ListRolePolicies", Resource: "role"},
	}
	return append(requests, slices.Repeat(sent{{Service: "bedrock", Operation: "GetCustomModel", Resource: job}}, models)...)
}

func TestSent_countsByOperationAndObject(t *testing.T) {
	t.Parallel()
	all := slices.Concat(requestsFor("a", 1), requestsFor("b", 3), sent{{Service: "bedrock", Operation: "ListCustomModels"}})
	for what, c := range map[string]struct{ got, want int }{
		"all":               {len(all), 11},
		"of a kind":         {all.of("GetCustomModel"), 4},
		"of two kinds":      {all.of("GetCustomModel", "GetModelCustomizationJob"), 6},
		"of none":           {all.of(), 0},
		"of one object":     {all.mostOfOne("GetCustomModel", "GetModelCustomizationJob"), 3},
		"of another kind":   {all.mostOfOne("GetModelCustomizationJob"), 1},
		"lists":             {all.lists("bedrock"), 1},
		"lists of services": {all.lists("bedrock", "iam"), 3},
	} {
		if c.got != c.want {
			t.Errorf("%s: %d, want %d", what, c.got, c.want)
		}
	}
}

func TestRefreshResults_missWhatIsTooMuch(t *testing.T) {
	t.Parallel()
	var exact sent
	for i := range manyJobs {
		exact = append(exact, requestsFor(fmt.Sprint(i), 1)...)
		exact = append(exact, simulator.Entry{Operation: "ListTagsForResource"})
	}
	for i := range manyDatasets {
		exact = append(exact, simulator.Entry{Operation: "HeadObject", Resource: fmt.Sprint(i)}, simulator.Entry{Operation: "GetObjectTagging"})
	}
	if results := refreshResults(exact); missed(results) || results[0].measured != "1" || results[2].measured != "1" {
		t.Errorf("one request for each object: %+v", results)
	}
	for name, more := range map[string]sent{
		"one object twice": exact[:1],
		"a list":           {{Service: "bedrock", Operation: "ListModelCustomizationJobs"}},
		"callers":          {{Operation: caller}, {Operation: caller}},
		"tags":             slices.Repeat(sent{{Operation: "ListTagsForResource"}}, 21),
	} {
		if !missed(refreshResults(slices.Concat(exact, more))) {
			t.Errorf("%s: no budget is missed", name)
		}
	}
}
