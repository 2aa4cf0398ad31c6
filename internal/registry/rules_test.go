// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	ctymsgpack "github.com/zclconf/go-cty/cty/msgpack"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsmodel"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
)

// The check against AWS's rules makes requests of plans in which anything may be unknown. Whatever it is, a valid configuration
// breaks no rule, and nothing panics: in the provider, a panic there would hide itself.
func TestRules_takeWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	forEachValue(t, func(t *testing.T, typeName string, r lifecycle.Probed) {
		probe := r.Probe(context.Background())
		if found := awsmodel.Check(probe.Input()); len(found) == 0 {
			t.Fatal("nothing is checked: the request of what is not set lacks nothing")
		}
		c := caseOf(t, typeName)
		files, err := filepath.Glob(filepath.Join(c.Dir, "*.tf"))
		if err != nil || len(files) == 0 {
			t.Fatalf("there are no fixtures: %v", err)
		}
		for _, file := range files {
			planned := plannedBy(t, c, r, file)
			holds(t, probe, planned, file)
			for i := range places(planned) {
				var place string
				holds(t, probe, without(t, planned, i, &place), file+" without "+place)
			}
		}
	})
}

func caseOf(t *testing.T, typeName string) conformance.Case {
	t.Helper()
	c, ok := cases()[typeName]
	if !ok {
		t.Fatal("there is no conformance case")
	}
	return c
}

// plannedBy is what a fixture plans of the type that it is about.
func plannedBy(t *testing.T, c conformance.Case, r resource.Resource, file string) tftypes.Value {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	cloud := acctest.NewCloud(t)
	if c.Prepare != nil {
		c.Prepare(t, cloud)
	}
	plan := acctest.NewWorkspace(t, cloud.For(acctest.Region), c.Domains).Plan(t.Context(), string(text))
	if plan.Errors() != "" {
		t.Fatalf("%s: %s", file, plan.Errors())
	}
	planned := plan.Change(c.Type + ".test").Planned
	packed, err := ctymsgpack.Marshal(planned, planned.Type())
	if err != nil {
		t.Fatal(err)
	}
	var s resource.SchemaResponse
	r.Schema(t.Context(), resource.SchemaRequest{}, &s)
	value, err := (&tfprotov6.DynamicValue{MsgPack: packed}).Unmarshal(s.Schema.Type().TerraformType(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// places is how many values there are in a value.
func places(v tftypes.Value) (n int) {
	_ = tftypes.Walk(v, func(*tftypes.AttributePath, tftypes.Value) (bool, error) {
		n++
		return true, nil
	})
	return n
}

// without is a value in which one is not known.
func without(t *testing.T, v tftypes.Value, which int, place *string) tftypes.Value {
	t.Helper()
	n := -1
	changed, err := tftypes.Transform(v, func(at *tftypes.AttributePath, inner tftypes.Value) (tftypes.Value, error) {
		if n++; n != which || len(at.Steps()) == 0 {
			return inner, nil
		}
		*place = at.String()
		return tftypes.NewValue(inner.Type(), tftypes.UnknownValue), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

func holds(t *testing.T, probe lifecycle.Probe, planned tftypes.Value, what string) {
	t.Helper()
	requests, err := probe.Requests(planned)
	if err != nil {
		t.Errorf("%s: %v", what, err)
	}
	for _, request := range requests {
		for _, v := range awsmodel.Check(request) {
			if v.Rule != awsmodel.Required {
				t.Errorf("%s: %v is refused: %s", what, v, v.Sentences("it"))
			}
		}
	}
}
