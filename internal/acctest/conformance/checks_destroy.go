// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// destroyAfterRefusedChange changes each argument of what exists to what replaces it, or what no plan accepts, and the provider's
// region, and then makes the plan that Terraform makes before every destroy: an error of it would keep what costs money.
func destroyAfterRefusedChange(s *subject) error {
	base := s.fixture("max")
	deletable := s.with(base, map[string]string{"deletion_policy": `"DELETE"`})
	if s.PlanOnly(context.Background(), deletable).Errors() == "" { // AWS has a way to delete it
		base = deletable
	}
	if err := s.apply(base); err != nil {
		return err
	}
	s.MakeDeletable(s.t, s.cloud, s.Object(s.address()))
	var wrong []error
	stops := func(argument, config string, other acctest.ProviderConfig) {
		if other != nil {
			s.restart(s.config(other))
		}
		if plan := s.Plan(context.Background(), config); plan.Errors() != "" {
			wrong = append(wrong, &problem{argument, errors.New("the plan that Terraform makes before a destroy stops it: " + plan.Errors())})
		}
	}
	for _, changes := range []map[string]string{s.Replaces, s.Refused} {
		for _, argument := range slices.Sorted(maps.Keys(changes)) {
			stops(argument, s.changed(base, argument, changes[argument]), nil)
		}
	}
	if slices.Contains(s.Arguments(s.Type), "region") {
		stops("region", s.with(base, map[string]string{"region": "null"}), acctest.ProviderConfig{"region": "us-west-2"})
	}
	s.restart(s.config(nil))
	if diags := s.DestroyRoot(context.Background(), base); diags.Errors() != "" {
		wrong = append(wrong, errors.New("destroy: "+diags.Errors()))
	}
	return errors.Join(wrong...)
}
