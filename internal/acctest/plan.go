// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
)

// Action is what a plan does to one object.
type Action string

// The actions of a plan.
const (
	NoOp    Action = "no-op"
	Create  Action = "create"
	Update  Action = "update"
	Replace Action = "replace"
	Destroy Action = "destroy"
)

// Change is the plan of one object.
type Change struct {
	Address string
	Action  Action
	Planned cty.Value
	// Replacing are the attributes that force a replacement.
	Replacing []string
	config    cty.Value
	prior     cty.Value
	private   []byte
}

// Plan is what a plan found.
type Plan struct {
	Diagnostics
	Changes []Change
}

// Empty reports whether the plan changes nothing.
func (p Plan) Empty() bool {
	return !slices.ContainsFunc(p.Changes, func(c Change) bool { return c.Action != NoOp })
}

// Of returns the action for an address.
func (p Plan) Of(address string) Action {
	for _, change := range p.Changes {
		if change.Address == address {
			return change.Action
		}
	}
	return NoOp
}

// Change returns the change of an address.
func (p Plan) Change(address string) Change {
	for _, change := range p.Changes {
		if change.Address == address {
			return change
		}
	}
	return Change{Address: address, Action: NoOp}
}

// Plan refreshes the state and plans a configuration.
func (w *Workspace) Plan(ctx context.Context, config string) Plan {
	w.t.Helper()
	refreshed := w.Refresh(ctx)
	plan := w.PlanOnly(ctx, config)
	plan.Diagnostics = append(refreshed, plan.Diagnostics...)
	return plan
}

// PlanOnly plans without a refresh.
func (w *Workspace) PlanOnly(ctx context.Context, config string) Plan {
	w.t.Helper()
	blocks := w.parse(config)
	var plan Plan
	values := map[string]cty.Value{}
	for _, b := range blocks {
		if b.mode == "data" {
			value, diags := w.readData(ctx, b, values)
			values[b.address] = value
			plan.Diagnostics = append(plan.Diagnostics, diags...)
			continue
		}
		if w.leaves(b.address) {
			values[b.address] = w.Objects[b.address].Value
			continue
		}
		change, diags := w.planBlock(ctx, b, values)
		plan.Diagnostics = append(plan.Diagnostics, diags...)
		plan.Changes = append(plan.Changes, change)
		if Diagnostics(diags).Errors() != "" {
			return plan
		}
		values[b.address] = change.Planned
	}
	for _, address := range slices.Backward(w.order) {
		if !w.leaves(address) && !slices.ContainsFunc(blocks, func(b block) bool { return b.address == address }) {
			plan.Diagnostics = append(plan.Diagnostics, w.planDestroy(ctx, address)...)
			plan.Changes = append(plan.Changes, Change{Address: address, Action: Destroy})
		}
	}
	return plan
}

func (w *Workspace) parse(config string) []block {
	w.t.Helper()
	blocks, err := parse(config)
	if err != nil {
		w.t.Fatalf("parsing the configuration: %s", err)
	}
	return blocks
}

func (w *Workspace) schemaOf(typ string) *tfprotov6.Schema {
	w.t.Helper()
	schema := w.schemas.ResourceSchemas[typ]
	if schema == nil {
		w.t.Fatalf("the provider has no resource %s", typ)
	}
	return schema
}

func (w *Workspace) configOf(b block, schema *tfprotov6.Schema, values map[string]cty.Value) (cty.Value, []*tfprotov6.Diagnostic) {
	arguments, err := b.evaluate(values)
	if err != nil {
		return cty.NilVal, []*tfprotov6.Diagnostic{bug("%s", err)}
	}
	config, err := conform(arguments, typeOf(schema.Block))
	if err != nil {
		return cty.NilVal, []*tfprotov6.Diagnostic{bug("%s: %s", b.address, err)}
	}
	return config, nil
}

func (w *Workspace) planBlock(ctx context.Context, b block, values map[string]cty.Value) (Change, []*tfprotov6.Diagnostic) {
	schema := w.schemaOf(b.typ)
	ty := typeOf(schema.Block)
	config, diags := w.configOf(b, schema, values)
	if diags != nil {
		return Change{}, diags
	}
	validated, err := w.server.ValidateResourceConfig(ctx, &tfprotov6.ValidateResourceConfigRequest{
		TypeName: b.typ, Config: encode(config, ty),
		ClientCapabilities: &tfprotov6.ValidateResourceConfigClientCapabilities{WriteOnlyAttributesAllowed: true},
	})
	if err != nil {
		return Change{}, []*tfprotov6.Diagnostic{bug("validating %s: %s", b.address, err)}
	}
	if Diagnostics(validated.Diagnostics).Errors() != "" {
		return Change{}, validated.Diagnostics
	}
	change := Change{Address: b.address, config: config, prior: cty.NullVal(ty)}
	object := w.Objects[b.address]
	diags = append(diags, validated.Diagnostics...)
	if object != nil && !object.Tainted {
		change.prior = object.Value
		more := w.planOne(ctx, b.typ, schema, &change, object.private)
		diags = append(diags, more...)
		if Diagnostics(more).Errors() != "" || change.Action != Replace {
			return change, diags
		}
	}
	change.prior = cty.NullVal(ty)
	replacing := change.Replacing
	diags = append(diags, w.planOne(ctx, b.typ, schema, &change, change.private)...) // what the first plan left, as Terraform does
	change.Action, change.Replacing = Create, replacing
	if object != nil {
		change.Action = Replace
	}
	return change, diags
}

func (w *Workspace) planOne(
	ctx context.Context, typ string, schema *tfprotov6.Schema, change *Change, private []byte,
) []*tfprotov6.Diagnostic {
	ty := typeOf(schema.Block)
	response, err := w.server.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: typ, Config: encode(change.config, ty), PriorState: encode(change.prior, ty), PriorPrivate: private,
		ProposedNewState: encode(proposed(schema.Block.Attributes, change.prior, change.config), ty),
	})
	if err != nil {
		return []*tfprotov6.Diagnostic{bug("planning %s: %s", change.Address, err)}
	}
	if Diagnostics(response.Diagnostics).Errors() != "" {
		return response.Diagnostics
	}
	change.Planned, change.private = decode(response.PlannedState, ty), response.PlannedPrivate
	change.Action = Update
	if !change.prior.IsNull() && change.Planned.RawEquals(change.prior) {
		change.Action = NoOp
	}
	change.Replacing = nil
	for _, at := range response.RequiresReplace {
		name := rootName(at)
		if !change.prior.IsNull() && !change.Planned.GetAttr(name).RawEquals(change.prior.GetAttr(name)) {
			change.Replacing = append(change.Replacing, name)
			change.Action = Replace
		}
	}
	return append(response.Diagnostics, checkPlan(schema, *change)...)
}

// checkPlan is Terraform's own rule: a planned value is the configured one, the prior one, or belongs to a computed
// attribute that the configuration leaves out.
func checkPlan(schema *tfprotov6.Schema, change Change) (diags []*tfprotov6.Diagnostic) {
	for _, attribute := range schema.Block.Attributes {
		config, planned := change.config.GetAttr(attribute.Name), change.Planned.GetAttr(attribute.Name)
		free := attribute.Computed && config.IsNull() || attribute.WriteOnly && planned.IsNull()
		kept := !change.prior.IsNull() && planned.RawEquals(change.prior.GetAttr(attribute.Name))
		if attribute.NestedType == nil && !free && !kept && config.IsWhollyKnown() && !planned.RawEquals(config) {
			diags = append(diags, bug("%s.%s: planned %#v for the configured %#v", change.Address, attribute.Name, planned, config))
		}
	}
	return diags
}

func (w *Workspace) planDestroy(ctx context.Context, address string) []*tfprotov6.Diagnostic {
	object := w.Objects[address]
	ty := typeOf(w.schemaOf(object.Type).Block)
	null := encode(cty.NullVal(ty), ty)
	response, err := w.server.PlanResourceChange(ctx, &tfprotov6.PlanResourceChangeRequest{
		TypeName: object.Type, Config: null, ProposedNewState: null, PriorState: encode(object.Value, ty), PriorPrivate: object.private,
	})
	if err != nil {
		return []*tfprotov6.Diagnostic{bug("planning to destroy %s: %s", address, err)}
	}
	return response.Diagnostics
}

func (w *Workspace) readData(ctx context.Context, b block, values map[string]cty.Value) (cty.Value, []*tfprotov6.Diagnostic) {
	schema := w.schemas.DataSourceSchemas[b.typ]
	if schema == nil {
		w.t.Fatalf("the provider has no data source %s", b.typ)
	}
	ty := typeOf(schema.Block)
	config, diags := w.configOf(b, schema, values)
	if diags != nil {
		return cty.DynamicVal, diags
	}
	validated, err := w.server.ValidateDataResourceConfig(ctx, &tfprotov6.ValidateDataResourceConfigRequest{
		TypeName: b.typ, Config: encode(config, ty),
	})
	if err != nil {
		return cty.DynamicVal, []*tfprotov6.Diagnostic{bug("validating %s: %s", b.address, err)}
	}
	if Diagnostics(validated.Diagnostics).Errors() != "" {
		return cty.DynamicVal, validated.Diagnostics
	}
	if !config.IsWhollyKnown() {
		return cty.UnknownVal(ty), nil
	}
	response, err := w.server.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: b.typ, Config: encode(config, ty)})
	if err != nil {
		return cty.DynamicVal, []*tfprotov6.Diagnostic{bug("reading %s: %s", b.address, err)}
	}
	if Diagnostics(response.Diagnostics).Errors() != "" {
		return cty.DynamicVal, response.Diagnostics
	}
	w.data[b.address] = decode(response.State, ty)
	return w.data[b.address], append(validated.Diagnostics, response.Diagnostics...)
}

func rootName(at *tftypes.AttributePath) string {
	name, ok := at.Steps()[0].(tftypes.AttributeName)
	if !ok {
		panic(fmt.Sprintf("unexpected path %s", at))
	}
	return string(name)
}
