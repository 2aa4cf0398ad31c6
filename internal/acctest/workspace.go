// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
)

// Workspace is a configuration and its state, driven as Terraform 1.11 drives a provider: no identity is ever sent, and
// Terraform's own checks of a provider's answers are errors.
type Workspace struct {
	t       testing.TB
	server  tfprotov6.ProviderServer
	schemas *tfprotov6.GetProviderSchemaResponse
	// Objects is the state by address.
	Objects map[string]*Object
	order   []string // addresses, dependencies first
	data    map[string]cty.Value
	only    string
}

// Object is one managed resource in the state.
type Object struct {
	Type     string
	Value    cty.Value
	Tainted  bool
	Identity cty.Value // as last returned; nil when never
	private  []byte
}

// Attr is an attribute of the object as text; empty for null.
func (o *Object) Attr(name string) string {
	value := o.Value.GetAttr(name)
	if value.IsNull() || !value.IsKnown() || value.Type() != cty.String {
		return ""
	}
	return value.AsString()
}

// Texts are the texts of an attribute that has one or a list of them.
func (o *Object) Texts(name string) (texts []string) {
	value := o.Value.GetAttr(name)
	switch {
	case value.IsNull() || !value.IsKnown():
	case value.Type() == cty.String:
		texts = append(texts, value.AsString())
	case value.Type().IsListType() && value.Type().ElementType() == cty.String:
		for _, element := range value.AsValueSlice() {
			texts = append(texts, element.AsString())
		}
	}
	return texts
}

// NewWorkspace configures a provider of some domains with an empty state.
func NewWorkspace(t testing.TB, config ProviderConfig, domains []domain.Domain, opts ...provider.Option) *Workspace {
	t.Helper()
	w := &Workspace{t: t, Objects: map[string]*Object{}, data: map[string]cty.Value{}}
	w.Reconfigure(config, domains, opts...)
	return w
}

// Reconfigure is the next run of Terraform with another provider configuration: a new process, the same state.
func (w *Workspace) Reconfigure(config ProviderConfig, domains []domain.Domain, opts ...provider.Option) {
	w.t.Helper()
	ctx := context.Background()
	w.server = NewServer(w.t, domains, opts...)
	var err error
	if w.schemas, err = w.server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{}); err != nil {
		w.t.Fatal(err)
	}
	w.must(w.schemas.Diagnostics)
	ty := typeOf(w.schemas.Provider.Block)
	value, err := conform(toCty(map[string]any(config)), ty)
	if err != nil {
		w.t.Fatalf("provider configuration: %s", err)
	}
	response, err := w.server.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{
		TerraformVersion: "1.11.4", Config: encode(value, ty),
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.must(response.Diagnostics)
}

// Diagnostics are what a run printed.
type Diagnostics []*tfprotov6.Diagnostic

// Errors joins the errors; empty when there are none.
func (d Diagnostics) Errors() string { return d.text(tfprotov6.DiagnosticSeverityError) }

// Warnings joins the warnings.
func (d Diagnostics) Warnings() string { return d.text(tfprotov6.DiagnosticSeverityWarning) }

func (d Diagnostics) text(severity tfprotov6.DiagnosticSeverity) string {
	var texts []string
	for _, one := range d {
		if one.Severity == severity {
			texts = append(texts, fmt.Sprintf("%s: %s [%s]", one.Summary, one.Detail, attributeText(one.Attribute)))
		}
	}
	return strings.Join(texts, "\n")
}

func attributeText(at *tftypes.AttributePath) string {
	if at == nil {
		return ""
	}
	return at.String()
}

func (w *Workspace) must(diags []*tfprotov6.Diagnostic) {
	w.t.Helper()
	if text := Diagnostics(diags).Errors(); text != "" {
		w.t.Fatalf("unexpected error: %s", text)
	}
}

// RefusedByTerraform is the summary of errors that are Terraform's own, about what the provider answers.
const RefusedByTerraform = "Terraform refuses the provider's answer"

func bug(format string, args ...any) *tfprotov6.Diagnostic {
	return &tfprotov6.Diagnostic{
		Severity: tfprotov6.DiagnosticSeverityError, Summary: RefusedByTerraform, Detail: fmt.Sprintf(format, args...),
	}
}

// Object returns an object of the state and fails the test when it is not there.
func (w *Workspace) Object(address string) *Object {
	w.t.Helper()
	object := w.Objects[address]
	if object == nil {
		w.t.Fatalf("%s is not in the state", address)
	}
	return object
}

// Data returns what a data source read.
func (w *Workspace) Data(address string) cty.Value { return w.data["data."+address] }

// State returns a copy of the state, to restore it with SetState.
func (w *Workspace) State() map[string]Object {
	state := map[string]Object{}
	for address, object := range w.Objects {
		state[address] = *object
	}
	return state
}

// SetState restores a state.
func (w *Workspace) SetState(state map[string]Object) {
	w.Objects = map[string]*Object{}
	for address, object := range state {
		w.Objects[address] = &object
	}
}

// Only leaves every object of the state alone but the one at an address, as a plan with -refresh=false and -target would; an
// empty address ends that.
func (w *Workspace) Only(address string) { w.only = address }

func (w *Workspace) leaves(address string) bool {
	return w.only != "" && address != w.only && w.Objects[address] != nil
}

// Forget removes an object from the state and leaves it in AWS.
func (w *Workspace) Forget(address string) { w.forget(address) }

// Arguments are the names of the arguments of a resource type, computed-only attributes left out.
func (w *Workspace) Arguments(typ string) (names []string) {
	for _, attribute := range w.schemaOf(typ).Block.Attributes {
		if attribute.Required || attribute.Optional {
			names = append(names, attribute.Name)
		}
	}
	return names
}

func (w *Workspace) forget(address string) {
	delete(w.Objects, address)
	w.order = slices.DeleteFunc(w.order, func(a string) bool { return a == address })
}
