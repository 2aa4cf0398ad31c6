// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// reader turns framework values into Go's. It takes an unknown value for one that is not set, and notes the argument's name.
type reader struct {
	unknown []string
	diags   diag.Diagnostics
}

// known reports whether a value is known throughout, and notes the argument otherwise.
func (r *reader) known(argument string, value attr.Value) bool {
	if fullyKnown(value) {
		return true
	}
	if !slices.Contains(r.unknown, argument) {
		r.unknown = append(r.unknown, argument)
	}
	return false
}

func fullyKnown(value attr.Value) bool {
	if value.IsUnknown() {
		return false
	}
	switch v := value.(type) {
	case interface{ Elements() []attr.Value }:
		return !slices.ContainsFunc(v.Elements(), partlyUnknown)
	case types.Map:
		for _, element := range v.Elements() {
			if partlyUnknown(element) {
				return false
			}
		}
	case types.Object:
		for _, attribute := range v.Attributes() {
			if partlyUnknown(attribute) {
				return false
			}
		}
	}
	return true
}

func partlyUnknown(value attr.Value) bool { return !fullyKnown(value) }

func (r *reader) text(argument string, v types.String) string {
	r.known(argument, v)
	return v.ValueString()
}

// textOrNil tells an argument that is empty from one that is not set.
func (r *reader) textOrNil(argument string, v types.String) *string {
	r.known(argument, v)
	return v.ValueStringPointer()
}

func (r *reader) flag(argument string, v types.Bool) bool {
	r.known(argument, v)
	return v.ValueBool()
}

func (r *reader) number(argument string, v types.Int64) int {
	r.known(argument, v)
	return int(v.ValueInt64())
}

// duration reads what validation has accepted; 0 where it is not set.
func (r *reader) duration(argument string, v types.String) time.Duration {
	d, err := time.ParseDuration(r.text(argument, v))
	if err != nil {
		return 0
	}
	return d
}

// collection is a framework list or set.
type collection interface {
	attr.Value
	Elements() []attr.Value
}

// texts reads a list or set of strings without those that are empty, in alphabetical order if it is a set.
func (r *reader) texts(argument string, v collection) []string {
	if !r.known(argument, v) {
		return nil
	}
	var texts []string
	for _, element := range v.Elements() {
		if s, ok := element.(types.String); ok && s.ValueString() != "" {
			texts = append(texts, s.ValueString())
		}
	}
	if _, isSet := v.(types.Set); isSet {
		slices.Sort(texts)
	}
	return texts
}

func (r *reader) textMap(argument string, v types.Map) map[string]string {
	if !r.known(argument, v) {
		return nil
	}
	texts := make(map[string]string, len(v.Elements()))
	for key, element := range v.Elements() {
		if s, ok := element.(types.String); ok && !s.IsNull() {
			texts[key] = s.ValueString()
		}
	}
	return texts
}

// blocksOf decodes the blocks of one name into their models. While it is unknown how many there are, there are none.
func blocksOf[Model any](ctx context.Context, r *reader, argument string, v types.List) []Model {
	if v.IsUnknown() {
		r.known(argument, v)
		return nil
	}
	var models []Model
	r.diags.Append(v.ElementsAs(ctx, &models, false)...)
	return models
}
