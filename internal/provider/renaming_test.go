// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
)

// What CHANGELOG.md promises of 0.x, walked once before anybody depends on it, and the pattern for whoever renames something: an
// argument (source becomes text) and a type (bedrock_note becomes bedrock_memo), over three releases.
//
//	0.1  bedrock_note has source
//	0.2  bedrock_memo has text; source, and the type bedrock_note, still work and warn at plan
//	0.3  source and bedrock_note are gone; every state of 0.1 and 0.2 is still read
//
// Nothing is ever made anew on the way.

// notes counts how many were ever made and deleted.
type notes struct{ made, deleted int }

// noteV1 is the type of release 0.1.
type noteV1 struct{ at *notes }

type noteV1Model struct {
	Source types.String `tfsdk:"source"`
}

func (noteV1) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "bedrock_note"
}

func (noteV1) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"source": schema.StringAttribute{Required: true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}},
	}}
}

func (n noteV1) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var m noteV1Model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	n.at.made++
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

func (noteV1) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (noteV1) Update(context.Context, resource.UpdateRequest, *resource.UpdateResponse) {}

func (n noteV1) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {
	n.at.deleted++
}

// memo is the type of release 0.2, under its own name and, as long as it is deprecated, under the old one. Both arguments have the
// value of the one that is configured.
type memo struct {
	at  *notes
	old bool // under the old name
}

type memoModel struct {
	Source types.String `tfsdk:"source"`
	Text   types.String `tfsdk:"text"`
}

func (r memo) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "bedrock_memo"
	if r.old {
		resp.TypeName = "bedrock_note"
	}
}

func (r memo) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{Version: 1, Attributes: map[string]schema.Attribute{
		"text":   schema.StringAttribute{Optional: true, Computed: true},
		"source": schema.StringAttribute{Optional: true, Computed: true, DeprecationMessage: "Write text instead of source: it is the same."},
	}}
	if r.old {
		resp.Schema.DeprecationMessage = "Write bedrock_memo, and a moved block from bedrock_note: nothing is made anew."
	}
}

func (memo) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}
	var config memoModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	effective := config.Text
	switch {
	case config.Text.IsNull() == config.Source.IsNull():
		resp.Diagnostics.AddAttributeError(path.Root("text"), "Configuring memo", "Exactly one of text and source is needed.")
		return
	case config.Text.IsNull():
		effective = config.Source
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, memoModel{Source: effective, Text: effective})...)
	if req.State.Raw.IsNull() {
		return
	}
	var state memoModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if !state.Text.Equal(effective) {
		resp.RequiresReplace = path.Paths{path.Root("text")}
	}
}

// UpgradeState reads a state of 0.1.
func (memo) UpgradeState(context.Context) map[int64]resource.StateUpgrader {
	return map[int64]resource.StateUpgrader{0: {StateUpgrader: func(
		ctx context.Context, req resource.UpgradeStateRequest, resp *resource.UpgradeStateResponse,
	) {
		var v1 struct{ Source string }
		if err := json.Unmarshal(req.RawState.JSON, &v1); err != nil {
			resp.Diagnostics.AddError("Reading the state of a memo", err.Error())
			return
		}
		value := types.StringValue(v1.Source)
		resp.Diagnostics.Append(resp.State.Set(ctx, memoModel{Source: value, Text: value})...)
	}}}
}

// MoveState takes over what the old name has in the state, of whichever version.
func (memo) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{{StateMover: func(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
		var held struct{ Source string }
		if req.SourceTypeName != "bedrock_note" || json.Unmarshal(req.SourceRawState.JSON, &held) != nil {
			return
		}
		value := types.StringValue(held.Source)
		resp.Diagnostics.Append(resp.TargetState.Set(ctx, memoModel{Source: value, Text: value})...)
	}}}
}

func (r memo) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var m memoModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	r.at.made++
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

func (memo) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (memo) Update(context.Context, resource.UpdateRequest, *resource.UpdateResponse) {}

func (r memo) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {
	r.at.deleted++
}

// memoV3 is the type of release 0.3, without what was deprecated. The version of its state is that of 0.2: an attribute that is gone is
// left out when it is read. It still reads states of 0.1, and takes over those of the old name.
type memoV3 struct{ at *notes }

type memoV3Model struct {
	Text types.String `tfsdk:"text"`
}

func (memoV3) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "bedrock_memo"
}

func (memoV3) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{Version: 1, Attributes: map[string]schema.Attribute{
		"text": schema.StringAttribute{Required: true, PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}},
	}}
}

func (memoV3) UpgradeState(context.Context) map[int64]resource.StateUpgrader {
	return map[int64]resource.StateUpgrader{0: {StateUpgrader: func(
		ctx context.Context, req resource.UpgradeStateRequest, resp *resource.UpgradeStateResponse,
	) {
		var v1 struct{ Source string }
		if err := json.Unmarshal(req.RawState.JSON, &v1); err != nil {
			resp.Diagnostics.AddError("Reading the state of a memo", err.Error())
			return
		}
		resp.Diagnostics.Append(resp.State.Set(ctx, memoV3Model{Text: types.StringValue(v1.Source)})...)
	}}}
}

func (memoV3) MoveState(context.Context) []resource.StateMover {
	return []resource.StateMover{{StateMover: func(ctx context.Context, req resource.MoveStateRequest, resp *resource.MoveStateResponse) {
		var held struct{ Source string }
		if req.SourceTypeName != "bedrock_note" || json.Unmarshal(req.SourceRawState.JSON, &held) != nil {
			return
		}
		resp.Diagnostics.Append(resp.TargetState.Set(ctx, memoV3Model{Text: types.StringValue(held.Source)})...)
	}}}
}

func (r memoV3) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var m memoV3Model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &m)...)
	r.at.made++
	resp.Diagnostics.Append(resp.State.Set(ctx, m)...)
}

func (memoV3) Read(context.Context, resource.ReadRequest, *resource.ReadResponse) {}

func (memoV3) Update(context.Context, resource.UpdateRequest, *resource.UpdateResponse) {}

func (r memoV3) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {
	r.at.deleted++
}

func releases(at *notes) (first, second, third []domain.Domain) {
	of := func(resources ...func() resource.Resource) []domain.Domain {
		return []domain.Domain{{Name: "test", Resources: resources}}
	}
	return of(func() resource.Resource { return noteV1{at} }),
		of(func() resource.Resource { return memo{at: at} }, func() resource.Resource { return memo{at: at, old: true} }),
		of(func() resource.Resource { return memoV3{at} })
}

const (
	oldType, oldArgument = `resource "bedrock_note" "a" { source = "hello" }`, `resource "bedrock_memo" "a" { source = "hello" }`
	newest               = `resource "bedrock_memo" "a" { text = "hello" }`
)

// silent plans a configuration, which must change nothing, and warn of what the fragments say and of nothing else.
func silent(t *testing.T, w *acctest.Workspace, when, config string, warnings ...string) {
	t.Helper()
	plan := w.Plan(t.Context(), config)
	if plan.Errors() != "" || !plan.Empty() {
		t.Errorf("%s: %v %s", when, plan.Changes, plan.Errors())
	}
	said := plan.Warnings()
	for _, warning := range warnings {
		if !strings.Contains(said, warning) {
			t.Errorf("%s: no warning %q: %s", when, warning, said)
		}
	}
	if len(warnings) == 0 && said != "" {
		t.Errorf("%s: %s", when, said)
	}
}

// take reads a state as the next release does, under the old or the new name of the type.
func take(t *testing.T, w *acctest.Workspace, typ string, from acctest.Recorded) {
	t.Helper()
	w.Forget("bedrock_note.a")
	w.Forget("bedrock_memo.a")
	if typ == "bedrock_note" {
		acctest.OK(t, w.Upgrade(t.Context(), "bedrock_note.a", typ, from))
		return
	}
	const provider = "registry.terraform.io/terraform-provider-bedrock/bedrock"
	acctest.OK(t, w.MoveFrom(t.Context(), "bedrock_note", "bedrock_memo.a", typ, from, provider))
}

func TestRenaming_overThreeReleases(t *testing.T) {
	t.Parallel()
	at := &notes{}
	first, second, third := releases(at)
	config := acctest.NewCloud(t).For(acctest.Region)
	w := acctest.NewWorkspace(t, config, first)
	acctest.OK(t, w.Apply(t.Context(), oldType))
	v1 := w.Record("bedrock_note.a")
	silent(t, w, "0.1", oldType)

	// 0.2: the configuration of 0.1 works as it is, and is warned of what to write.
	w.Reconfigure(config, second)
	take(t, w, "bedrock_note", v1)
	silent(t, w, "0.2 with the configuration of 0.1", oldType, "Write text instead of source", "Write bedrock_memo, and a moved block")
	v2 := w.Record("bedrock_note.a")

	// One step at a time: the type first, with the argument of before, or both at once.
	take(t, w, "bedrock_memo", v2)
	silent(t, w, "0.2 after moved", oldArgument, "Write text instead of source")
	silent(t, w, "0.2 with nothing that is deprecated", newest)
	moved := w.Record("bedrock_memo.a")

	// 0.3: whoever has made the changes notices nothing.
	w.Reconfigure(config, third)
	w.Forget("bedrock_memo.a")
	acctest.OK(t, w.Upgrade(t.Context(), "bedrock_memo.a", "bedrock_memo", moved))
	silent(t, w, "0.3", newest)

	// Whoever skips 0.2 reads a state of 0.1 with the moved block that 0.2 would have asked for.
	take(t, w, "bedrock_memo", v1)
	silent(t, w, "0.3 after 0.1", newest)
	if at.made != 1 || at.deleted != 0 {
		t.Errorf("%d made and %d deleted on the way", at.made, at.deleted)
	}
}

// A renamed argument that changes its value replaces as before, under either name.
func TestRenaming_aChangeStillCounts(t *testing.T) {
	t.Parallel()
	_, second, _ := releases(&notes{})
	w := acctest.NewWorkspace(t, acctest.NewCloud(t).For(acctest.Region), second)
	acctest.OK(t, w.Apply(t.Context(), oldArgument))
	for _, config := range []string{`resource "bedrock_memo" "a" { source = "bye" }`, `resource "bedrock_memo" "a" { text = "bye" }`} {
		if plan := w.Plan(t.Context(), config); plan.Errors() != "" || plan.Of("bedrock_memo.a") != acctest.Replace {
			t.Errorf("%s: %s %s", config, plan.Of("bedrock_memo.a"), plan.Errors())
		}
	}
	both := `resource "bedrock_memo" "a" {
		source = "x"
		text   = "y"
	}`
	if plan := w.Plan(t.Context(), both); !strings.Contains(plan.Errors(), "Exactly one of text and source") {
		t.Errorf("both names at once: %s", plan.Errors())
	}
}
