// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// defaultTags applies with default_tags and ignore_tags in the provider, and expects them in AWS and an empty plan.
func defaultTags(s *subject) error {
	if !slices.Contains(s.Arguments(s.Type), "tags") {
		return errDoesNotApply
	}
	s.restart(s.config(acctest.ProviderConfig{
		"default_tags": []any{map[string]any{"tags": map[string]any{"owner": "platform"}}},
		"ignore_tags":  []any{map[string]any{"key_prefixes": []string{"scanner:"}}},
	}))
	text := s.fixture("max")
	if err := errors.Join(s.apply(text), s.emptyPlan(text)); err != nil {
		return err
	}
	all := s.Object(s.address()).Value.GetAttr("tags_all")
	if all.IsNull() || all.LengthInt() < 2 || all.Index(cty.StringVal("owner")).AsString() != "platform" {
		return fmt.Errorf("tags_all is %#v", all)
	}
	return nil
}

// unreadableTags refreshes while the caller may not read tags: that is no reason to fail, and none to plan anything.
func unreadableTags(s *subject) error {
	if s.ReadTags == "" {
		return errDoesNotApply
	}
	config := s.fixture("max")
	if err := s.apply(config); err != nil {
		return err
	}
	s.cloud.AddFault(simulator.Fault{Operation: s.ReadTags, Status: 403, Code: accessDeniedCode(s.ReadTags), Times: -1})
	return s.emptyPlan(config)
}

func accessDeniedCode(operation string) string {
	switch operation {
	case "ListTagsForResource":
		return "AccessDeniedException"
	}
	return "AccessDenied"
}

// noopPlanSendsNothing plans what is already there, without a refresh.
func noopPlanSendsNothing(s *subject) error {
	config := s.fixture("max")
	if err := s.apply(config); err != nil {
		return err
	}
	before := len(s.cloud.Journal())
	if plan := s.PlanOnly(context.Background(), config); plan.Errors() != "" {
		return errors.New(plan.Errors())
	}
	var sent []string
	for _, entry := range s.cloud.Journal()[before:] {
		sent = append(sent, entry.Operation)
	}
	if len(sent) > s.NoopCalls {
		return fmt.Errorf("a plan without changes sent %v", sent)
	}
	return nil
}

// createSurvivesPassingFaults creates through faults that pass.
func createSurvivesPassingFaults(s *subject) error {
	for _, fault := range []simulator.Fault{
		{Status: 500, Code: "InternalServerException"}, {Status: 503, Code: "ServiceUnavailableException", Times: 2},
		{Action: "throttle", Times: 2}, {Action: "drop"},
	} {
		fresh := s.fresh()
		fault.Operation = s.Create
		fresh.cloud.AddFault(fault)
		config := fresh.fixture("min")
		if err := errors.Join(fresh.apply(config), fresh.single(), fresh.emptyPlan(config)); err != nil {
			return fmt.Errorf("%s %s: %w", fault.Action, fault.Code, err)
		}
	}
	return nil
}

// lostCredentialsKeepTheObject lets the credentials expire for good while the wait goes on.
func lostCredentialsKeepTheObject(s *subject) error {
	config := s.waiting()
	plan := s.Plan(context.Background(), config)
	if plan.Errors() != "" {
		return errors.New(plan.Errors())
	}
	s.cloud.AddFault(simulator.Fault{Operation: s.Read, Status: 403, Code: "ExpiredTokenException", Times: -1, Skip: s.CreateReads})
	diags := s.ApplyPlan(context.Background(), config, plan)
	s.cloud.ClearFaults()
	if diags.Errors() != "" || !strings.Contains(diags.Warnings(), "still running") {
		return fmt.Errorf("want only a warning; errors: %s; warnings: %s", diags.Errors(), diags.Warnings())
	}
	return errors.Join(s.untainted(), s.apply(config), s.emptyPlan(config), s.counts(map[string]int{s.Create: 1}))
}

// deleteWhileRunning destroys an object that is not finished yet.
func deleteWhileRunning(s *subject) error {
	if diags := s.interrupt(s.waiting()); diags.Errors() != "" {
		return errors.New(diags.Errors())
	}
	if err := s.destroy(); err != nil {
		return err
	}
	if left := s.existing(); len(left) > 0 {
		return fmt.Errorf("left behind: %+v", left)
	}
	return nil
}
