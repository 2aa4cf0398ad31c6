// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// Recorded is an object as a state file holds it.
type Recorded struct {
	SchemaVersion int64           `json:"schema_version"`
	Attributes    json.RawMessage `json:"attributes"`
	Private       []byte          `json:"private,omitempty"`
}

// Record returns an object of the state as Terraform would write it.
func (w *Workspace) Record(address string) Recorded {
	w.t.Helper()
	object := w.Object(address)
	schema := w.schemaOf(object.Type)
	attributes, err := ctyjson.Marshal(object.Value, typeOf(schema.Block))
	check(w.t, err)
	return Recorded{SchemaVersion: schema.Version, Attributes: attributes, Private: object.private}
}

// Upgrade puts an object into the state that an earlier version of the provider wrote, as Terraform does before each plan.
func (w *Workspace) Upgrade(ctx context.Context, address, typ string, from Recorded) Diagnostics {
	w.t.Helper()
	response, err := w.server.UpgradeResourceState(ctx, &tfprotov6.UpgradeResourceStateRequest{
		TypeName: typ, Version: from.SchemaVersion, RawState: &tfprotov6.RawState{JSON: from.Attributes},
	})
	if err != nil {
		return Diagnostics{bug("upgrading %s: %s", address, err)}
	}
	if diags := Diagnostics(response.Diagnostics); diags.Errors() != "" {
		return diags
	}
	w.hold(address, typ, response.UpgradedState, from.Private)
	return response.Diagnostics
}

// Move puts an object into the state that a provider of another address wrote, as a moved block does.
func (w *Workspace) Move(ctx context.Context, address, typ string, from Recorded, provider string) Diagnostics {
	w.t.Helper()
	return w.MoveFrom(ctx, typ, address, typ, from, provider)
}

// MoveFrom is Move of a resource of another type.
func (w *Workspace) MoveFrom(ctx context.Context, source, address, typ string, from Recorded, provider string) Diagnostics {
	w.t.Helper()
	response, err := w.server.MoveResourceState(ctx, &tfprotov6.MoveResourceStateRequest{
		SourceProviderAddress: provider, SourceTypeName: source, SourceSchemaVersion: from.SchemaVersion,
		SourceState: &tfprotov6.RawState{JSON: from.Attributes}, SourcePrivate: from.Private, TargetTypeName: typ,
	})
	if err != nil {
		return Diagnostics{bug("moving %s: %s", address, err)}
	}
	if diags := Diagnostics(response.Diagnostics); diags.Errors() != "" {
		return diags
	}
	w.hold(address, typ, response.TargetState, response.TargetPrivate)
	return response.Diagnostics
}

func (w *Workspace) hold(address, typ string, state *tfprotov6.DynamicValue, private []byte) {
	w.Objects[address] = &Object{Type: typ, Value: decode(state, typeOf(w.schemaOf(typ).Block)), private: private}
	if !slices.Contains(w.order, address) {
		w.order = append(w.order, address)
	}
}

// ThisRun stands for a value that is another one in every run, such as an ARN or a time.
const ThisRun = "(of this run)"

// Timeless is a recorded object without what differs from another one of the same configuration.
func (r Recorded) Timeless(other Recorded) (Recorded, error) {
	return r.combine(other, func(own, others any) any {
		if own != others {
			return ThisRun
		}
		return own
	})
}

// Now is a timeless object with what belongs to a run taken from one of that run.
func (r Recorded) Now(fresh Recorded) (Recorded, error) {
	return r.combine(fresh, func(own, fresh any) any {
		if own == ThisRun {
			return fresh
		}
		return own
	})
}

func (r Recorded) combine(other Recorded, leaf func(own, other any) any) (Recorded, error) {
	var own, others any
	if err := json.Unmarshal(r.Attributes, &own); err != nil {
		return r, fmt.Errorf("reading a recorded object: %w", err)
	}
	if err := json.Unmarshal(other.Attributes, &others); err != nil {
		return r, fmt.Errorf("reading an object: %w", err)
	}
	combined, err := json.MarshalIndent(combineValues(own, others, leaf), "  ", "  ")
	r.Attributes = combined
	return r, err
}

func combineValues(own, other any, leaf func(own, other any) any) any {
	switch own := own.(type) {
	case map[string]any:
		others, _ := other.(map[string]any)
		for name, value := range own {
			own[name] = combineValues(value, others[name], leaf)
		}
		return own
	case []any:
		others, _ := other.([]any)
		for i, value := range own {
			var counterpart any
			if i < len(others) {
				counterpart = others[i]
			}
			own[i] = combineValues(value, counterpart, leaf)
		}
		return own
	}
	return leaf(own, other)
}
