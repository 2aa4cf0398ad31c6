// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package serving is advice on how a custom model can be served: on demand or with provisioned throughput only. AWS's API does not say
// it before a deployment is refused, so it is a table with its source and date, and nothing is refused because of it.
package serving

import (
	"maps"
	"slices"
	"strings"
)

// What the table was made of, and when.
const (
	Source = "https://docs.aws.amazon.com/bedrock/latest/userguide/deploy-custom-model-on-demand.html"
	Date   = "2026-10-05"
)

// onDemand are the beginnings of the ids of base models whose custom models AWS deploys on demand, by region.
func onDemand() map[string][]string {
	return map[string][]string{
		"us-east-1": {"amazon.nova-micro-", "amazon.nova-lite-", "amazon.nova-pro-", "amazon.nova-2-lite-"},
		"us-west-2": {"meta.llama3-3-70b-"},
	}
}

// OnDemand reports whether AWS is known to deploy custom models of a base model on demand in a region.
func OnDemand(baseModelID, region string) bool {
	return slices.ContainsFunc(onDemand()[region], func(prefix string) bool { return strings.HasPrefix(baseModelID, prefix) })
}

// Regions are those in which AWS is known to deploy custom models on demand.
func Regions() []string { return slices.Sorted(maps.Keys(onDemand())) }

// Bases are how the ids of the base models begin whose custom models AWS is known to deploy on demand in a region: amazon.nova-micro-...
func Bases(region string) []string {
	var bases []string
	for _, prefix := range onDemand()[region] {
		bases = append(bases, prefix+"...")
	}
	return bases
}
