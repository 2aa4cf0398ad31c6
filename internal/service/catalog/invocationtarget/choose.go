// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package invocationtarget

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
)

// How a request reaches a model.
const (
	inRegion = "in_region" // by the id of the model, in the region that is asked
	geo      = "geo"       // by a profile of a geography
	global   = "global"    // by a global profile
)

// target is a model and the way to it.
type target struct {
	model   awstypes.FoundationModelSummary
	scope   string
	profile *lookup.Profile // nil in the region
}

// rejection is a model that was looked at, and why it is none.
type rejection struct{ id, why string }

type rejections []rejection

// choose takes the newest model that passes, by the first scope of the order in which it can be reached.
func (m *model) choose(models []awstypes.FoundationModelSummary, profiles []lookup.Profile) (*target, rejections) {
	var found []*target
	var rejected rejections
	for _, one := range models {
		switch {
		case !m.meant(&one):
			continue
		case !m.AllowLegacy.ValueBool() && status(&one) == string(awstypes.FoundationModelLifecycleStatusLegacy):
			rejected = append(rejected, rejection{*one.ModelId, "is LEGACY; allow_legacy = true takes it all the same"})
			continue
		}
		reached, why := m.reach(one, profiles)
		if reached == nil {
			rejected = append(rejected, rejection{*one.ModelId, why})
			continue
		}
		found = append(found, reached)
	}
	if len(found) == 0 {
		return nil, rejected
	}
	slices.SortStableFunc(found, func(a, b *target) int {
		return cmp.Or(born(&b.model).Compare(born(&a.model)), strings.Compare(*b.model.ModelId, *a.model.ModelId))
	})
	return found[0], rejected
}

// newest is the model that would be chosen if none were named: that of model_id, without one.
func (m *model) newest(models []awstypes.FoundationModelSummary, profiles []lookup.Profile) string {
	free := *m
	free.PinnedModelID = m.ModelID // null where a family is asked for
	if found, _ := free.choose(models, profiles); found != nil {
		return *found.model.ModelId
	}
	return m.FoundationModelID.ValueString()
}

// meant reports whether a model is the one that is named, or passes what is asked of it.
func (m *model) meant(one *awstypes.FoundationModelSummary) bool {
	id := aws.ToString(one.ModelId)
	for _, named := range []string{m.ModelID.ValueString(), m.PinnedModelID.ValueString()} {
		if named != "" && named != id && named != aws.ToString(one.ModelArn) {
			return false
		}
	}
	if m.ModelID.ValueString() != "" {
		return true
	}
	has := func(filter string, values ...string) bool {
		return filter == "" || slices.ContainsFunc(values, func(v string) bool { return strings.EqualFold(v, filter) })
	}
	return strings.HasPrefix(strings.ToLower(aws.ToString(one.ModelName)), strings.ToLower(m.NamePrefix.ValueString())) &&
		has(m.ByProvider.ValueString(), aws.ToString(one.ProviderName)) &&
		has(m.ByInputModality.ValueString(), conv.Texts(one.InputModalities)...) &&
		has(m.ByOutputModality.ValueString(), conv.Texts(one.OutputModalities)...)
}

// reach finds the first way to a model that is allowed.
func (m *model) reach(one awstypes.FoundationModelSummary, profiles []lookup.Profile) (reached *target, why string) {
	var seen []string
	for _, scope := range m.order() {
		if scope == inRegion {
			if slices.Contains(conv.Texts(one.InferenceTypesSupported), "ON_DEMAND") && m.allows(m.Region.ValueString()) {
				return &target{model: one, scope: inRegion}, ""
			}
			continue
		}
		for i := range profiles {
			p := &profiles[i]
			if p.ModelID != *one.ModelId || (p.Scope == lookup.GlobalScope) != (scope == global) {
				continue
			}
			// AWS does not say where a global profile leads to: that no region but those that are allowed sees a request cannot be promised.
			if scope == global && len(m.AllowedRegions) > 0 || !m.allows(p.Destinations...) {
				seen = append(seen, *p.Summary.InferenceProfileId+" leads to regions that are not in allowed_regions")
				continue
			}
			return &target{model: one, scope: scope, profile: p}, ""
		}
	}
	if len(seen) > 0 {
		return nil, "cannot be reached: " + strings.Join(seen, "; ")
	}
	return nil, fmt.Sprintf("cannot be reached by %s in %s", strings.Join(m.order(), " or "), m.Region.ValueString())
}

func (m *model) allows(regions ...string) bool {
	return len(m.AllowedRegions) == 0 || !slices.ContainsFunc(regions, func(r string) bool { return !slices.Contains(m.AllowedRegions, r) })
}

func (m *model) order() []string {
	if len(m.ScopeOrder) > 0 {
		return m.ScopeOrder
	}
	return []string{inRegion, geo, global}
}

// nothing says why there is no target.
func (m *model) nothing(rejected rejections) string {
	if len(rejected) == 0 {
		return fmt.Sprintf("No foundation model of %s is what is asked for. "+
			"The data source bedrock_foundation_models lists those that there are.",
			m.Region.ValueString())
	}
	lines := []string{"Models of " + m.Region.ValueString() + " that are what is asked for, and why none is taken:"}
	for _, r := range rejected {
		lines = append(lines, "- "+r.id+" "+r.why)
	}
	return strings.Join(lines, "\n")
}

// names are the models that were looked at and not taken, each with the reason.
func (r rejections) names() map[string]string {
	names := map[string]string{}
	for _, one := range r {
		names[one.id] = one.why
	}
	return names
}

func status(one *awstypes.FoundationModelSummary) string {
	if one.ModelLifecycle == nil {
		return ""
	}
	return string(one.ModelLifecycle.Status)
}

func born(one *awstypes.FoundationModelSummary) time.Time {
	if one.ModelLifecycle == nil {
		return time.Time{}
	}
	return aws.ToTime(one.ModelLifecycle.StartOfLifeTime)
}
