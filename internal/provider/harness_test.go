// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider_test

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
)

// TestMain hides the account of whoever runs the tests.
func TestMain(m *testing.M) {
	for _, variable := range os.Environ() {
		name, _, _ := strings.Cut(variable, "=")
		if strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "TF_") || strings.HasSuffix(strings.ToUpper(name), "_PROXY") {
			_ = os.Unsetenv(name)
		}
	}
	_ = os.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	os.Exit(m.Run())
}

// unknown stands for a value that is known only after apply.
const unknown = "<unknown>"

// block is a configuration: arguments and nested blocks by name.
type block map[string]any

// server is a provider server, and what its Configure handed out.
type server struct {
	tfprotov6.ProviderServer
	t      *testing.T
	handed *crud.ProviderData
}

func newServer(t *testing.T, resources ...func() resource.Resource) *server {
	t.Helper()
	s := &server{t: t}
	witness := func() datasource.DataSource { return &witness{server: s} }
	inner, err := provider.NewServer("1.2.3", []domain.Domain{
		{Name: "test", Resources: resources, DataSources: []func() datasource.DataSource{witness}},
	})()
	if err != nil {
		t.Fatal(err)
	}
	s.ProviderServer = inner
	return s
}

func (s *server) schema() *tfprotov6.Schema {
	s.t.Helper()
	resp, err := s.GetProviderSchema(s.t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil || len(resp.Diagnostics) > 0 {
		s.t.Fatalf("GetProviderSchema: %v, %s", err, texts(resp.Diagnostics))
	}
	return resp.Provider
}

func (s *server) config(b block) *tfprotov6.DynamicValue {
	s.t.Helper()
	typ := s.schema().ValueType()
	v, err := tfprotov6.NewDynamicValue(typ, build(s.t, typ, map[string]any(b)))
	if err != nil {
		s.t.Fatal(err)
	}
	return &v
}

// build makes a value of a type, with null for what is not given.
func build(t *testing.T, typ tftypes.Type, v any) tftypes.Value {
	t.Helper()
	if b, ok := v.(block); ok {
		v = map[string]any(b)
	}
	if v == unknown {
		return tftypes.NewValue(typ, tftypes.UnknownValue)
	}
	var element tftypes.Type
	switch typ := typ.(type) {
	case tftypes.Object:
		given, ok := v.(map[string]any)
		if v != nil && !ok {
			t.Fatalf("%#v is no block", v)
		}
		for name := range given {
			if typ.AttributeTypes[name] == nil {
				t.Fatalf("the schema has no %q", name)
			}
		}
		attributes := map[string]tftypes.Value{}
		for name, attribute := range typ.AttributeTypes {
			attributes[name] = build(t, attribute, given[name])
		}
		return tftypes.NewValue(typ, attributes)
	case tftypes.Map:
		if given, ok := v.(map[string]any); ok {
			elements := map[string]tftypes.Value{}
			for key, value := range given {
				elements[key] = build(t, typ.ElementType, value)
			}
			return tftypes.NewValue(typ, elements)
		}
	case tftypes.List:
		element = typ.ElementType
	case tftypes.Set:
		element = typ.ElementType
	}
	if element == nil {
		return tftypes.NewValue(typ, v)
	}
	given, ok := v.([]any)
	if !ok && !element.Is(tftypes.Object{}) {
		return tftypes.NewValue(typ, nil)
	}
	elements := []tftypes.Value{} // blocks that are not given are an empty list
	for _, value := range given {
		elements = append(elements, build(t, element, value))
	}
	return tftypes.NewValue(typ, elements)
}

func (s *server) validate(b block) []*tfprotov6.Diagnostic {
	s.t.Helper()
	resp, err := s.ValidateProviderConfig(s.t.Context(), &tfprotov6.ValidateProviderConfigRequest{Config: s.config(b)})
	if err != nil {
		s.t.Fatal(err)
	}
	return resp.Diagnostics
}

// configure configures the provider and returns what it hands to a data source.
func (s *server) configure(b block) (*crud.ProviderData, []*tfprotov6.Diagnostic) {
	s.t.Helper()
	ctx := s.t.Context()
	resp, err := s.ConfigureProvider(ctx, &tfprotov6.ConfigureProviderRequest{TerraformVersion: "1.11.4", Config: s.config(b)})
	if err != nil {
		s.t.Fatal(err)
	}
	if len(errorsOf(resp.Diagnostics)) > 0 {
		return nil, resp.Diagnostics
	}
	empty, err := tfprotov6.NewDynamicValue(witnessType(), tftypes.NewValue(witnessType(), map[string]tftypes.Value{}))
	if err != nil {
		s.t.Fatal(err)
	}
	read, err := s.ReadDataSource(ctx, &tfprotov6.ReadDataSourceRequest{TypeName: "bedrock_witness", Config: &empty})
	if err != nil || len(read.Diagnostics) > 0 {
		s.t.Fatalf("ReadDataSource: %v, %s", err, texts(read.Diagnostics))
	}
	return s.handed, resp.Diagnostics
}

func (s *server) mustConfigure(b block) *crud.ProviderData {
	s.t.Helper()
	data, diags := s.configure(b)
	if len(diags) > 0 {
		s.t.Fatalf("ConfigureProvider: %s", texts(diags))
	}
	return data
}

// witness is a data source that shows what the provider hands out.
type witness struct{ server *server }

func witnessType() tftypes.Type { return tftypes.Object{AttributeTypes: map[string]tftypes.Type{}} }

func (*witness) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_witness"
}

func (*witness) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{}
}

func (w *witness) Configure(_ context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	if data, ok := req.ProviderData.(*crud.ProviderData); ok {
		w.server.handed = data
	}
}

func (*witness) Read(context.Context, datasource.ReadRequest, *datasource.ReadResponse) {}

func errorsOf(diags []*tfprotov6.Diagnostic) []*tfprotov6.Diagnostic {
	var found []*tfprotov6.Diagnostic
	for _, d := range diags {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			found = append(found, d)
		}
	}
	return found
}

func texts(diags []*tfprotov6.Diagnostic) string {
	var b strings.Builder
	for _, d := range diags {
		b.WriteString("\n" + d.Severity.String() + " " + d.Attribute.String() + ": " + d.Summary + ": " + d.Detail)
	}
	return b.String()
}
