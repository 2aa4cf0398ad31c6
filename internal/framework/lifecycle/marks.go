// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsmodel"
)

// marks put something in the place of planned values before they are decoded, so that the request that is made of them tells where
// its members came from.
//
// A text that is not known becomes a placeholder, which no rule is held against; any other value that is not known becomes null. A
// collection with an element that has no placeholder becomes null as a whole, so that what is counted is right.
type marks struct {
	// known says that texts and numbers that are known are marked too, each with the place in paths that it came from.
	known bool
	paths []*tftypes.AttributePath
}

const (
	markBegin = "\uFDD1" // no text has these code points
	markEnd   = "\uFDD2"
	// firstNumber marks numbers, by counting up from what no argument is set to. It fits into every type of the SDK.
	firstNumber = 9_000_000
)

func (m *marks) put(at *tftypes.AttributePath, v tftypes.Value) (tftypes.Value, error) {
	isText := v.Type().Is(tftypes.String)
	switch {
	case isText && !v.IsKnown():
		return tftypes.NewValue(v.Type(), awsmodel.Placeholder+strconv.Itoa(m.next(at))), nil
	case !v.IsKnown() && isElement(at):
		return v, nil // for the collection to see
	case !v.IsKnown():
		return tftypes.NewValue(v.Type(), nil), nil
	case v.IsNull():
		return v, nil
	case isText && m.known:
		return tftypes.NewValue(v.Type(), markBegin+strconv.Itoa(m.next(at))+markEnd), nil
	case v.Type().Is(tftypes.Number) && m.known:
		return tftypes.NewValue(v.Type(), big.NewFloat(float64(firstNumber+m.next(at)))), nil
	}
	return withKnownElements(at, v)
}

// withKnownElements is a collection as it is, without nulls, or unknown where an element is.
func withKnownElements(at *tftypes.AttributePath, v tftypes.Value) (tftypes.Value, error) {
	var elements []tftypes.Value
	switch v.Type().(type) {
	case tftypes.List, tftypes.Set:
		if err := v.As(&elements); err != nil {
			return v, err
		}
	case tftypes.Map:
		var entries map[string]tftypes.Value
		if err := v.As(&entries); err != nil {
			return v, err
		}
		for _, entry := range entries {
			elements = append(elements, entry)
		}
	}
	switch isUnknown := func(e tftypes.Value) bool { return !e.IsKnown() }; {
	case !slices.ContainsFunc(elements, isUnknown):
		return withoutNulls(v)
	case isElement(at):
		return tftypes.NewValue(v.Type(), tftypes.UnknownValue), nil
	}
	return tftypes.NewValue(v.Type(), nil), nil
}

func isElement(at *tftypes.AttributePath) bool {
	steps := at.Steps()
	if len(steps) == 0 {
		return false
	}
	_, isAttribute := steps[len(steps)-1].(tftypes.AttributeName)
	return !isAttribute
}

func (m *marks) next(at *tftypes.AttributePath) int {
	m.paths = append(m.paths, at)
	return len(m.paths) - 1
}

// origin is the nearest place that all marks in some texts came from; nil when there are none.
func (m *marks) origin(texts []string) (steps []tftypes.AttributePathStep) {
	found := false
	for _, text := range texts {
		at := m.of(text)
		switch {
		case at == nil:
		case !found:
			steps, found = at.Steps(), true
		default:
			steps = common(steps, at.Steps())
		}
	}
	return steps
}

// of is where a marked text or number came from; nil where it is not marked.
func (m *marks) of(text string) *tftypes.AttributePath {
	_, digits, isText := strings.Cut(text, markBegin)
	digits, _, _ = strings.Cut(digits, markEnd)
	i, err := strconv.Atoi(digits)
	if !isText {
		var number float64
		number, err = strconv.ParseFloat(text, 64)
		i = int(number) - firstNumber
	}
	if err != nil || i < 0 || i >= len(m.paths) {
		return nil
	}
	return m.paths[i]
}

func common(one, other []tftypes.AttributePathStep) []tftypes.AttributePathStep {
	for i := range one {
		if i >= len(other) || !one[i].Equal(other[i]) {
			return one[:i]
		}
	}
	return one
}

// attributePath is a place as diagnostics show it. It ends at a set, whose elements have no name.
func attributePath(steps []tftypes.AttributePathStep) (at path.Path, within *tftypes.AttributePath) {
	at = path.Empty()
	for i, step := range steps {
		switch step := step.(type) {
		case tftypes.AttributeName:
			at = at.AtName(string(step))
		case tftypes.ElementKeyInt:
			at = at.AtListIndex(int(step))
		case tftypes.ElementKeyString:
			at = at.AtMapKey(string(step))
		default:
			return at, tftypes.NewAttributePathWithSteps(steps[:i])
		}
	}
	return at, tftypes.NewAttributePathWithSteps(steps)
}
