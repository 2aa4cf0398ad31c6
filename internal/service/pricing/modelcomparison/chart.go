// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcomparison

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
)

// line is one model of the chart.
type line struct {
	awstypes.FoundationModelSummary
	fact
	factSource string
	// trainable are the ids of the model that can be trained, often those with a context size, and how.
	trainable      []string
	customizations []string
	// target is what a request names: the id of the model or of a profile; empty for neither.
	target string

	input, output *pricelist.Price
	image         *pricelist.Price
	matched       bool
}

// chart are the models of a region, each once: ids that only name a context size of another one are that one.
func chart(models []awstypes.FoundationModelSummary) []*line {
	byID := map[string]*line{}
	var lines []*line
	for _, m := range models { // in the order of their ids, so that a model comes before its context sizes
		id := *m.ModelId
		base := byID[id]
		for of, l := range byID {
			if size, ok := strings.CutPrefix(id, of+":"); ok && (base == nil || len(of) > len(*base.ModelId)) && size != "" {
				base = l
			}
		}
		if base == nil {
			base = &line{FoundationModelSummary: m, fact: facts().of(id)}
			base.factSource = facts().source(&base.fact)
			lines = append(lines, base)
		}
		byID[id] = base
		if len(m.CustomizationsSupported) > 0 {
			base.trainable = append(base.trainable, id)
			base.customizations = append(base.customizations, conv.Texts(m.CustomizationsSupported)...)
		}
	}
	for _, l := range lines {
		slices.Sort(l.customizations)
		l.customizations = slices.Compact(l.customizations)
	}
	return lines
}

// reach finds what a request names.
func (l *line) reach(profiles []awstypes.InferenceProfileSummary) {
	if slices.Contains(conv.Texts(l.InferenceTypesSupported), "ON_DEMAND") {
		l.target = *l.ModelId
		return
	}
	for _, p := range profiles { // geographies first: global ids are passed over unless there is nothing else
		id := aws.ToString(p.InferenceProfileId)
		model, routing := pricelist.Scope(id)
		if model == *l.ModelId && model != id && (l.target == "" || routing != "global") {
			l.target = id
		}
	}
}

// price finds what the target costs.
func (l *line) price(index *pricelist.Index) {
	answer := index.Find(*l.ModelId, aws.ToString(l.ModelName))
	_, routing := pricelist.Scope(l.target)
	l.matched = answer.Matched
	l.input, l.output = answer.OnDemand("input_tokens", routing), answer.OnDemand("output_tokens", routing)
	for i := range answer.Prices {
		p := &answer.Prices[i]
		if p.Meter == "images" && p.Use == "base" && (l.image == nil || p.PerUnit.Cmp(l.image.PerUnit) < 0) {
			l.image = p
		}
	}
}

// passes reports whether the chart is to have the model.
func (m *model) passes(l *line) bool {
	anyOf := func(wanted []string, values ...string) bool {
		return len(wanted) == 0 || slices.ContainsFunc(wanted, func(w string) bool {
			return slices.ContainsFunc(values, func(v string) bool { return strings.EqualFold(v, w) })
		})
	}
	one := func(wanted string, values ...string) bool { return wanted == "" || anyOf([]string{wanted}, values...) }
	return anyOf(m.ModelIDs, append(l.trainable, *l.ModelId)...) && anyOf(m.Providers, aws.ToString(l.ProviderName)) &&
		one(m.ByInputModality.ValueString(), conv.Texts(l.InputModalities)...) &&
		one(m.ByOutputModality.ValueString(), conv.Texts(l.OutputModalities)...) &&
		one(m.ByCustomizationType.ValueString(), l.customizations...) &&
		one(m.ByLifecycleStatus.ValueString(), l.status()) &&
		(m.MinContextWindow.IsNull() || l.ContextWindow >= m.MinContextWindow.ValueInt64())
}

// order sorts the chart. What has no figure comes last, and what is alike stays in the order of ids.
func (m *model) order(lines []*line) {
	by := map[string]func(a, b *line) int{
		"input_price":    func(a, b *line) int { return compareAmounts(amount(a.input), amount(b.input)) },
		"output_price":   func(a, b *line) int { return compareAmounts(amount(a.output), amount(b.output)) },
		"context_window": func(a, b *line) int { return cmp.Compare(b.ContextWindow, a.ContextWindow) },
	}[m.SortBy.ValueString()]
	if by != nil {
		slices.SortStableFunc(lines, by)
	}
}

func amount(p *pricelist.Price) *big.Rat {
	if p == nil {
		return nil
	}
	return p.PerUnit
}

func compareAmounts(a, b *big.Rat) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return a.Cmp(b)
}

func (l *line) status() string {
	if l.ModelLifecycle == nil {
		return ""
	}
	return string(l.ModelLifecycle.Status)
}
