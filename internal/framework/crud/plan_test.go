// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// providerIn is a provider of a region; an empty one is unknown.
func providerIn(region string) *crud.ProviderData {
	config := awsclient.Config{Region: region}
	if region == "" {
		config.Unknown = []string{"region"}
	}
	return &crud.ProviderData{Clients: awsclient.New(config), RegionUnknown: region == ""}
}

func TestPlanningOf(t *testing.T) {
	t.Parallel()
	there := &jobModel{ARN: text(arn)}
	for name, tc := range map[string]struct {
		state, plan *jobModel
		want        crud.Planning
	}{
		"create": {nil, there, crud.PlanCreate}, "update": {there, there, crud.PlanUpdate}, "destroy": {there, nil, crud.PlanDestroy},
	} {
		req, _ := modifying(t, tc.plan, tc.state, tc.plan)
		if got := crud.PlanningOf(req); got != tc.want {
			t.Errorf("%s: %d", name, got)
		}
	}
}

func TestPlanRegion(t *testing.T) {
	t.Parallel()
	const here, there = "us-east-1", "eu-central-1"
	null := types.StringNull()
	for name, tc := range map[string]struct {
		provider string // empty for unknown
		config   types.String
		state    string // empty for an object that does not exist yet
		want     types.String
		replaces bool
		failure  string
		warning  string
	}{
		"new, silent":                      {here, null, "", text(here), false, "", ""},
		"new, configured":                  {here, text(there), "", text(there), false, "", ""},
		"new, configured but unknown":      {here, unknown, "", unknown, false, "", ""},
		"new, silent, provider unknown":    {"", null, "", unknown, false, "", ""},
		"there, silent":                    {here, null, here, text(here), false, "", ""},
		"there, silent, provider moved":    {there, null, here, text(here), false, "", `region = "us-east-1"   # stay`},
		"there, silent, provider unknown":  {"", null, here, text(here), false, "", ""},
		"there, configured as it is":       {there, text(here), here, text(here), false, "", ""},
		"there, configured elsewhere":      {here, text(there), here, text(there), true, "", ""},
		"there, configured but unknown":    {here, unknown, here, unknown, true, "", ""},
		"there, configured, none provided": {"", text(here), here, text(here), false, "", ""},
		"new, configured to nowhere":       {here, text("us-east-11"), "", unknown, false, `"us-east-11" is no AWS region`, ""},
		"there, configured to nowhere":     {here, text("us-east-11"), here, unknown, false, `"us-east-11" is no AWS region`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var state *jobModel
			if tc.state != "" {
				state = &jobModel{Region: text(tc.state), ARN: text(arn)}
			}
			planned := tc.config
			if planned.IsNull() {
				planned = unknown // a computed attribute, as the framework marks it
			}
			req, resp := modifying(t, &jobModel{Region: tc.config}, state, &jobModel{Region: planned})
			crud.PlanRegion(t.Context(), req, resp, providerIn(tc.provider))
			if tc.failure != "" {
				if !strings.Contains(detailAt(t, resp.Diagnostics, path.Root("region")), tc.failure) {
					t.Errorf("got %v", resp.Diagnostics)
				}
				return
			}
			if tc.warning == "" && len(resp.Diagnostics) > 0 || !says(resp.Diagnostics.Warnings(), tc.warning) {
				t.Fatal(resp.Diagnostics)
			}
			if got := modelOf(t, resp.Plan).Region; !got.Equal(tc.want) {
				t.Errorf("planned %s, want %s", got, tc.want)
			}
			if replaces := len(resp.RequiresReplace) > 0; replaces != tc.replaces {
				t.Errorf("replaces %v", resp.RequiresReplace)
			}
		})
	}
}

// says reports whether one of the diagnostics says the text, which may be empty.
func says(diags diag.Diagnostics, text string) bool {
	return text == "" || slices.ContainsFunc(diags, func(d diag.Diagnostic) bool { return strings.Contains(d.Detail(), text) })
}

// detailAt is the detail of the one diagnostic, which must be an error at a path.
func detailAt(t *testing.T, diags diag.Diagnostics, at path.Path) string {
	t.Helper()
	if len(diags) != 1 || diags[0].Severity() != diag.SeverityError {
		t.Fatalf("got %v, want one error", diags)
	}
	placed, ok := diags[0].(diag.DiagnosticWithPath)
	if !ok || !placed.Path().Equal(at) {
		t.Errorf("%v is not at %s", diags[0], at)
	}
	return diags[0].Detail()
}

func TestPlanRegion_leavesADestroyAndAValidationAlone(t *testing.T) {
	t.Parallel()
	req, resp := modifying(t, nil, &jobModel{Region: text("us-east-1")}, nil)
	crud.PlanRegion(t.Context(), req, resp, providerIn("eu-central-1"))
	if len(resp.Diagnostics) != 0 || !resp.Plan.Raw.IsNull() {
		t.Errorf("destroy: %v, %s", resp.Diagnostics, resp.Plan.Raw)
	}
	req, resp = modifying(t, &jobModel{}, nil, &jobModel{Region: unknown})
	crud.PlanRegion(t.Context(), req, resp, nil)
	if got := modelOf(t, resp.Plan).Region; len(resp.Diagnostics) != 0 || !got.IsUnknown() {
		t.Errorf("without a provider: %v, %s", resp.Diagnostics, got)
	}
}

func TestDataRegion(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		provider, configured, want string
	}{
		"the provider's": {"us-east-1", "", "us-east-1"}, "configured": {"us-east-1", "eu-central-1", "eu-central-1"},
		"configured, provider unknown": {"", "eu-central-1", "eu-central-1"},
	} {
		configured := types.StringNull()
		if tc.configured != "" {
			configured = text(tc.configured)
		}
		got, diags := crud.DataRegion(t.Context(), providerIn(tc.provider), configured)
		if len(diags) != 0 || got.ValueString() != tc.want {
			t.Errorf("%s: %s, %v", name, got, diags)
		}
	}
	_, diags := crud.DataRegion(t.Context(), providerIn(""), types.StringNull())
	if detail := detailAt(t, diags, path.Root("region")); !strings.Contains(detail, "not known yet") {
		t.Errorf("got %s", detail)
	}
	_, diags = crud.DataRegion(t.Context(), providerIn("us-east-1"), text("us-east-11"))
	if detail := detailAt(t, diags, path.Root("region")); !strings.Contains(detail, `"us-east-11" is no AWS region`) {
		t.Errorf("got %s", detail)
	}
}

func TestPlanJob(t *testing.T) {
	t.Parallel()
	const (
		nothing = "nothing"
		resume  = "resume"  // status and all outputs unknown
		replace = "replace" // the same, in a new object
		null    = "null"    // final outputs null
	)
	running := &jobModel{
		WaitFor: text("created"), ARN: text(arn), Status: text("InProgress"), EndTime: text("then"), OutputModelARN: text("m"),
	}
	failed := crud.JobState{Failed: true, Ended: true}
	failedLater := crud.JobState{Met: true, Failed: true, Ended: true}
	stopped, stoppedLater := crud.JobState{Stopped: true, Ended: true}, crud.JobState{Met: true, Stopped: true, Ended: true}
	for name, tc := range map[string]struct {
		state   *jobModel
		waitFor types.String
		job     crud.JobState
		want    string
		warning string
	}{
		"create, not waiting":         {nil, text("created"), crud.JobState{}, null, ""},
		"create, waiting":             {nil, text("completed"), crud.JobState{}, nothing, ""},
		"create, who knows":           {nil, unknown, crud.JobState{}, nothing, ""},
		"wait unmet":                  {running, text("completed"), crud.JobState{}, resume, ""},
		"wait met":                    {running, text("created"), crud.JobState{Met: true}, nothing, ""},
		"met and ended":               {running, text("completed"), crud.JobState{Met: true, Ended: true}, nothing, ""},
		"stopped before it was met":   {running, text("completed"), stopped, nothing, "stays as a record"},
		"stopped after it was met":    {running, text("created"), stoppedLater, nothing, "stays as a record"},
		"failed before it was met":    {running, text("completed"), failed, replace, "starts a new paid job"},
		"failed after it was met":     {running, text("created"), failedLater, nothing, "stays as a record"},
		"there, and nobody knows yet": {running, unknown, crud.JobState{}, nothing, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan := jobModel{WaitFor: tc.waitFor, ARN: unknown, Status: unknown, EndTime: unknown, OutputModelARN: unknown}
			if tc.state != nil {
				plan = *tc.state
				plan.WaitFor = tc.waitFor
			}
			tc.job.Kind, tc.job.Name, tc.job.Failure = "model customization job", "tickets", "The data set is empty."
			tc.job.Next = "The next apply starts a new paid job."
			req, resp := modifying(t, &jobModel{WaitFor: tc.waitFor}, tc.state, &plan)
			outputs := crud.JobOutputs{
				Moving: []path.Path{path.Root("end_time")}, Final: []path.Path{path.Root("output_model_arn"), path.Root("metrics")},
			}
			crud.PlanJob(t.Context(), req, resp, outputs, func(waitFor string) crud.JobState {
				if waitFor != tc.waitFor.ValueString() || tc.state == nil {
					t.Errorf("asked for the state of a job that waits for %q", waitFor)
				}
				return tc.job
			})
			if resp.Diagnostics.HasError() {
				t.Fatal(resp.Diagnostics)
			}
			want := planOf(t, &plan)
			switch tc.want {
			case null:
				want = planOf(t, &jobModel{WaitFor: tc.waitFor, ARN: unknown, Status: unknown, EndTime: unknown})
				if diags := want.SetAttribute(t.Context(), path.Root("metrics"), emptyMetrics()); diags.HasError() {
					t.Fatal(diags)
				}
			case resume, replace:
				for _, at := range []string{"status", "end_time", "output_model_arn"} {
					if diags := want.SetAttribute(t.Context(), path.Root(at), unknown); diags.HasError() {
						t.Fatal(diags)
					}
				}
				if diags := want.SetAttribute(t.Context(), path.Root("metrics"), unknownMetrics()); diags.HasError() {
					t.Fatal(diags)
				}
			}
			if !resp.Plan.Raw.Equal(want.Raw) {
				t.Errorf("planned %s, want %s", resp.Plan.Raw, want.Raw)
			}
			if replaces := len(resp.RequiresReplace) > 0; replaces != (tc.want == replace) {
				t.Errorf("replaces %v", resp.RequiresReplace)
			}
			var warnings []string
			for _, d := range resp.Diagnostics.Warnings() {
				warnings = append(warnings, d.Detail())
			}
			all := strings.Join(warnings, "\n")
			if tc.warning == "" && all != "" || !strings.Contains(all, tc.warning) {
				t.Errorf("warnings %q, want %q", all, tc.warning)
			}
			if tc.job.Failed && !strings.Contains(all, "The data set is empty.") {
				t.Errorf("%q does not say why the job failed", all)
			}
		})
	}
}

// emptyMetrics keep their shape, so that an output of one of them works.
func emptyMetrics() types.Object {
	none := map[string]attr.Value{"loss": types.StringNull(), "perplexity": types.StringNull()}
	return types.ObjectValueMust(map[string]attr.Type{"loss": types.StringType, "perplexity": types.StringType}, none)
}

func unknownMetrics() types.Object {
	return types.ObjectUnknown(map[string]attr.Type{"loss": types.StringType, "perplexity": types.StringType})
}

func TestTimeouts(t *testing.T) {
	t.Parallel()
	attribute, ok := crud.Timeouts{Create: 24 * time.Hour, Delete: 90 * time.Minute}.Attribute(t.Context()).(schema.SingleNestedAttribute)
	if !ok {
		t.Fatal("timeouts is no nested attribute")
	}
	described := map[string]string{}
	for name, verb := range attribute.Attributes {
		described[name] = verb.GetDescription() + verb.GetMarkdownDescription()
	}
	if len(described) != 2 || !strings.Contains(described["create"], "`24h`") || !strings.Contains(described["delete"], "`1h30m`") {
		t.Errorf("got %v", described)
	}
}
