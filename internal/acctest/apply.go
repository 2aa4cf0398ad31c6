// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
)

// Apply plans a configuration with a refresh and applies it, object by object, as long as there are no errors.
func (w *Workspace) Apply(ctx context.Context, config string) Diagnostics {
	w.t.Helper()
	plan := w.Plan(ctx, config)
	if plan.Errors() != "" {
		return plan.Diagnostics
	}
	return append(plan.Diagnostics, w.ApplyPlan(ctx, config, plan)...)
}

// ApplyPlan applies what PlanOnly or Plan planned for the same configuration.
func (w *Workspace) ApplyPlan(ctx context.Context, config string, plan Plan) (diags Diagnostics) {
	w.t.Helper()
	for _, change := range plan.Changes {
		if change.Action == Destroy {
			diags = append(diags, w.destroy(ctx, change.Address)...)
		}
	}
	values := map[string]cty.Value{}
	for _, b := range w.parse(config) {
		if diags.Errors() != "" || ctx.Err() != nil {
			return diags
		}
		if b.mode == "data" {
			value, more := w.readData(ctx, b, values)
			values[b.address], diags = value, append(diags, more...)
			continue
		}
		if w.leaves(b.address) {
			values[b.address] = w.Objects[b.address].Value
			continue
		}
		more := w.applyBlock(ctx, b, plan.Change(b.address), values)
		diags = append(diags, more...)
		if object := w.Objects[b.address]; object != nil {
			values[b.address] = object.Value
		}
	}
	return diags
}

func (w *Workspace) applyBlock(ctx context.Context, b block, planned Change, values map[string]cty.Value) (diags Diagnostics) {
	if planned.Action == Replace {
		if diags = w.destroy(ctx, b.address); diags.Errors() != "" {
			return diags
		}
	}
	change, planning := w.planBlock(ctx, b, values)
	if Diagnostics(planning).Errors() != "" || change.Action == NoOp {
		return append(diags, planning...)
	}
	if diags = append(diags, checkFinal(planned, change)...); diags.Errors() != "" {
		return diags
	}
	schema := w.schemaOf(b.typ)
	ty := typeOf(schema.Block)
	response, err := w.server.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: b.typ, Config: encode(change.config, ty), PriorState: encode(change.prior, ty),
		PlannedState: encode(change.Planned, ty), PlannedPrivate: change.private,
	})
	if err != nil {
		return append(diags, bug("applying %s: %s", b.address, err))
	}
	diags = append(diags, response.Diagnostics...)
	after := decode(response.NewState, ty)
	if after.IsNull() {
		if diags.Errors() == "" {
			diags = append(diags, bug("%s: no state after apply", b.address))
		}
		return diags
	}
	object := &Object{Type: b.typ, private: response.Private, Identity: w.identity(b.typ, response.NewIdentity)}
	diags = append(diags, checkApply(schema, change, after, diags.Errors() != "")...)
	diags = append(diags, w.checkIdentity(b.typ, b.address, object.Identity, diags.Errors() != "")...)
	object.Value = cty.UnknownAsNull(after)
	object.Tainted = change.prior.IsNull() && diags.Errors() != ""
	w.Objects[b.address] = object
	if !slices.Contains(w.order, b.address) {
		w.order = append(w.order, b.address)
	}
	return diags
}

// checkFinal is Terraform's own rule: what was planned as known is planned as that when it is applied.
func checkFinal(planned, final Change) (diags []*tfprotov6.Diagnostic) {
	if planned.Planned.IsNull() {
		return nil // another plan is applied than was made
	}
	values := final.Planned.AsValueMap()
	for name, value := range planned.Planned.AsValueMap() {
		if value.IsWhollyKnown() && !value.RawEquals(values[name]) {
			diags = append(diags, bug("%s.%s: inconsistent final plan: planned %#v, then %#v", final.Address, name, value, values[name]))
		}
	}
	return diags
}

// checkApply is Terraform's own rule: what was planned as known comes out as planned, unless the apply failed, and nothing stays
// unknown.
func checkApply(schema *tfprotov6.Schema, change Change, after cty.Value, failed bool) (diags []*tfprotov6.Diagnostic) {
	for _, attribute := range schema.Block.Attributes {
		planned, value := change.Planned.GetAttr(attribute.Name), after.GetAttr(attribute.Name)
		if !value.IsWhollyKnown() {
			diags = append(diags, bug("%s.%s is still unknown after apply", change.Address, attribute.Name))
		}
		if !failed && planned.IsWhollyKnown() && !planned.RawEquals(value) {
			diags = append(diags, bug("%s.%s: inconsistent result after apply: planned %#v, got %#v",
				change.Address, attribute.Name, planned, value))
		}
	}
	return diags
}

func (w *Workspace) identity(typ string, data *tfprotov6.ResourceIdentityData) cty.Value {
	if data == nil || data.IdentityData == nil {
		return cty.NilVal
	}
	return decode(data.IdentityData, w.identityType(typ))
}

func (w *Workspace) identityType(typ string) cty.Type {
	response, err := w.server.GetResourceIdentitySchemas(context.Background(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		w.t.Fatal(err)
	}
	schema := response.IdentitySchemas[typ]
	if schema == nil {
		return cty.NilType // a test of internal/registry names those that may have none
	}
	return ctyType(schema.ValueType())
}

func (w *Workspace) checkIdentity(typ, address string, identity cty.Value, failed bool) []*tfprotov6.Diagnostic {
	if identity == cty.NilVal && w.identityType(typ) == cty.NilType {
		return nil
	}
	if identity == cty.NilVal || !identity.IsWhollyKnown() || identity.IsNull() || hasNull(identity) {
		if failed && identity == cty.NilVal {
			return nil
		}
		return []*tfprotov6.Diagnostic{bug("%s: missing resource identity of %s", address, typ)}
	}
	return nil
}

func hasNull(v cty.Value) bool {
	for _, value := range v.AsValueMap() {
		if value.IsNull() {
			return true
		}
	}
	return false
}

// Refresh reads every object of the state.
func (w *Workspace) Refresh(ctx context.Context) (diags Diagnostics) {
	for _, address := range slices.Clone(w.order) {
		if !w.leaves(address) {
			diags = append(diags, w.read(ctx, address)...)
		}
	}
	return diags
}

// RefreshOne reads one object of the state.
func (w *Workspace) RefreshOne(ctx context.Context, address string) Diagnostics {
	return w.read(ctx, address)
}

// PlanDestroy plans to destroy one object.
func (w *Workspace) PlanDestroy(ctx context.Context, address string) Diagnostics {
	return w.planDestroy(ctx, address)
}

func (w *Workspace) read(ctx context.Context, address string) Diagnostics {
	object := w.Objects[address]
	ty := typeOf(w.schemaOf(object.Type).Block)
	response, err := w.server.ReadResource(ctx, &tfprotov6.ReadResourceRequest{
		TypeName: object.Type, CurrentState: encode(object.Value, ty), Private: object.private,
	})
	if err != nil {
		return Diagnostics{bug("reading %s: %s", address, err)}
	}
	diags := Diagnostics(response.Diagnostics)
	if diags.Errors() != "" {
		return diags
	}
	after := decode(response.NewState, ty)
	if after.IsNull() {
		w.forget(address)
		return diags
	}
	identity := w.identity(object.Type, response.NewIdentity)
	diags = append(diags, w.checkIdentity(object.Type, address, identity, false)...)
	w.Objects[address] = &Object{
		Type: object.Type, Value: after, Tainted: object.Tainted, Identity: identity, private: response.Private,
	}
	return diags
}

// Destroy destroys everything in the state, dependents first.
func (w *Workspace) Destroy(ctx context.Context) (diags Diagnostics) {
	for _, address := range slices.Backward(slices.Clone(w.order)) {
		diags = append(diags, w.planDestroy(ctx, address)...)
		if diags.Errors() != "" {
			return diags
		}
		diags = append(diags, w.destroy(ctx, address)...)
	}
	return diags
}

// DestroyRoot destroys everything as `terraform destroy` does: it plans the configuration first, and an error of that plan stops it.
func (w *Workspace) DestroyRoot(ctx context.Context, config string) Diagnostics {
	w.t.Helper()
	plan := w.Plan(ctx, config)
	if plan.Errors() != "" {
		return plan.Diagnostics
	}
	return append(plan.Diagnostics, w.Destroy(ctx)...)
}

// DestroyOne destroys one object, without the plan that Terraform makes first.
func (w *Workspace) DestroyOne(ctx context.Context, address string) Diagnostics {
	return w.destroy(ctx, address)
}

func (w *Workspace) destroy(ctx context.Context, address string) Diagnostics {
	object := w.Objects[address]
	ty := typeOf(w.schemaOf(object.Type).Block)
	null := encode(cty.NullVal(ty), ty)
	response, err := w.server.ApplyResourceChange(ctx, &tfprotov6.ApplyResourceChangeRequest{
		TypeName: object.Type, Config: null, PlannedState: null, PriorState: encode(object.Value, ty), PlannedPrivate: object.private,
	})
	if err != nil {
		return Diagnostics{bug("destroying %s: %s", address, err)}
	}
	if decode(response.NewState, ty).IsNull() {
		w.forget(address)
	}
	return response.Diagnostics
}

// Import imports an object by id, or by identity when id is empty, and reads it, as an import block does.
func (w *Workspace) Import(ctx context.Context, address, typ, id string, identity map[string]string) Diagnostics {
	w.t.Helper()
	request := &tfprotov6.ImportResourceStateRequest{TypeName: typ, ID: id}
	if id == "" {
		ty := w.identityType(typ)
		values := map[string]any{}
		for key, value := range identity {
			values[key] = value
		}
		value, err := conform(toCty(values), ty)
		if err != nil {
			w.t.Fatal(err)
		}
		request.Identity = &tfprotov6.ResourceIdentityData{IdentityData: encode(value, ty)}
	}
	response, err := w.server.ImportResourceState(ctx, request)
	if err != nil {
		return Diagnostics{bug("importing %s: %s", address, err)}
	}
	if diags := Diagnostics(response.Diagnostics); diags.Errors() != "" {
		return diags
	}
	imported := response.ImportedResources[0]
	w.Objects[address] = &Object{
		Type: typ, Value: decode(imported.State, typeOf(w.schemaOf(typ).Block)), private: imported.Private,
	}
	w.order = append(w.order, address)
	diags := append(Diagnostics(response.Diagnostics), w.read(ctx, address)...)
	if w.Objects[address] == nil {
		diags = append(diags, bug("cannot import non-existent remote object %s", id))
	}
	return diags
}
