// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// Probe lets one test ask of every value what each type would otherwise have a test of its own for.
type Probe struct {
	// Model is a new model, whose fields a test may fill, and Input the create input that it makes.
	Model any
	Input func() any
	// Input of what is not set at all, which a plan makes while nothing is known.
	Blank func() any
	// Requests are the inputs that a plan leads to, as far as it is known, which are held against AWS's rules before any is sent.
	Requests func(planned tftypes.Value) ([]any, error)
	// Update is the update input of Model, in which everything has changed; nil where AWS cannot change the object.
	Update func() any
	// Answer is an empty answer of the read, and Read what a model takes over from one, with the token that the object was created
	// with: the arguments too, as after an import.
	Answer func() any
	Read   func(answer any) (model any, token string)
	// Mistakes are what is wrong with the value itself.
	Mistakes []string
}

// Probed is a resource that was made of a value.
type Probed interface {
	resource.Resource
	Probe(ctx context.Context) Probe
}

// Probe shows the value to a test.
func (r *managed[M, P]) Probe(ctx context.Context) Probe {
	m := new(M)
	probe := Probe{
		Model: m, Input: func() any { return r.thing.Create.Input(m, "token") },
		Blank:  func() any { return r.thing.Create.Input(new(M), "token") },
		Answer: r.thing.Read.empty,
		Read: func(answer any) (any, string) {
			read := new(M)
			token := r.thing.Read.take(read, answer, true)
			return read, token
		},
		Mistakes: r.mistakes(ctx),
	}
	var s resource.SchemaResponse
	r.Schema(ctx, resource.SchemaRequest{}, &s)
	probe.Requests = func(planned tftypes.Value) ([]any, error) {
		configured := *r
		configured.Provider = &crud.ProviderData{}
		plan := tfsdk.Plan{Schema: s.Schema, Raw: planned}
		return configured.requests(ctx, ruled{plan: plan, state: nothing(plan)}, &marks{})
	}
	if r.thing.Update != nil {
		probe.Update = func() any {
			was := new(M)
			P(was).located().ARN = P(m).located().ARN
			return r.thing.Update.input(m, was)
		}
	}
	return probe
}

func (r *managed[M, P]) mistakes(ctx context.Context) (all []string) {
	o := r.thing
	missing := func(what string, is bool) {
		if is {
			all = append(all, "has no "+what)
		}
	}
	missing("type, noun or description", o.Type == "" || o.Noun == "" || o.Description == "")
	missing("sentence of what an apply makes again", o.Again == "")
	missing("create", o.Create.Input == nil || o.Create.send == nil)
	missing("read", o.Read.get == nil)
	missing("list", o.List == nil)
	missing("way to end", o.Delete == nil && o.Job == nil)
	missing("time to create in", o.Timeouts.Create == 0)
	if o.Job != nil {
		missing("wait or phases of its job", o.Wait == nil || !slices.Contains(o.Job.Phases, o.Job.WaitFor))
		_, tracks := any(P(new(M))).(interface{ tracked() *Tracked })
		missing("Tracked in the model of its job", !tracks)
	}
	var s resource.SchemaResponse
	r.Schema(ctx, resource.SchemaRequest{}, &s)
	for _, name := range r.attributesNamed() {
		if _, ok := s.Schema.Attributes[name]; !ok {
			all = append(all, fmt.Sprintf("names the attribute %s, which its schema does not have", name))
		}
	}
	return all
}

// attributesNamed are the attributes that a value names as text.
func (r *managed[M, P]) attributesNamed() (all []string) {
	o := r.thing
	all = append(all, o.Moving...)
	all = append(all, o.ProviderOnly...)
	if o.Commitment != nil {
		all = append(all, o.Commitment.Argument)
	}
	for _, name := range o.Names {
		all = append(all, name.Argument)
	}
	if o.Wait != nil {
		all = append(all, o.Wait.attribute())
	}
	if o.Job != nil {
		all = append(all, o.Job.Final...)
		if o.Job.Output != nil {
			all = append(all, o.Job.Output.StatusAttribute)
		}
	}
	return all
}
