// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// identityBeforeSecondCall lets every read after the create fail for good.
func identityBeforeSecondCall(s *subject) error {
	config := s.fixture("min")
	plan := s.Plan(context.Background(), config)
	if plan.Errors() != "" {
		return errors.New(plan.Errors())
	}
	s.cloud.AddFault(simulator.Fault{Operation: s.Read, Status: 403, Code: "AccessDeniedException", Times: -1, Skip: s.CreateReads})
	diags := s.ApplyPlan(context.Background(), config, plan)
	s.cloud.ClearFaults()
	object := s.Objects[s.address()]
	if s.key() == "" {
		return fmt.Errorf("the object is not in the state: %s", diags.Errors())
	}
	if s.Async != nil && object.Tainted {
		return fmt.Errorf("a running object is tainted, so the next apply would destroy it: %s", diags.Errors())
	}
	if err := errors.Join(s.apply(config), s.single()); err != nil {
		return err
	}
	if object.Tainted {
		return nil
	}
	return s.counts(map[string]int{s.Create: 1})
}

// createIsNotCancelled interrupts while the create request is under way.
func createIsNotCancelled(s *subject) error {
	config := s.fixture("min")
	plan := s.Plan(context.Background(), config)
	if plan.Errors() != "" {
		return errors.New(plan.Errors())
	}
	s.cloud.AddFault(simulator.Fault{Operation: s.Create, Action: "delay", DelayMS: 200})
	ctx, interrupt := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		for ctx.Err() == nil && s.cloud.Count(s.Create) == 0 { // an apply that fails before sends none
			runtime.Gosched()
		}
		interrupt()
	}()
	diags := s.ApplyPlan(ctx, config, plan)
	interrupt()
	<-done
	if s.key() == "" {
		return fmt.Errorf("an interrupt during the create lost the object: %s", diags.Errors())
	}
	return errors.Join(s.counts(map[string]int{s.Create: 1}), s.single())
}

// oneTokenPerCreate loses answers after AWS has done what was asked, once on the wire and once as a refusal that the
// resource itself repeats.
func oneTokenPerCreate(s *subject) error {
	for _, fault := range []simulator.Fault{
		{Operation: s.Create, Action: "drop", AfterCommit: true},
		{Operation: s.Create, Status: 500, Code: "InternalServerException", AfterCommit: true},
		{Operation: s.Create, Status: 400, Code: "ValidationException", Message: "Could not assume provided IAM role.", AfterCommit: true},
	} {
		fresh := s.fresh()
		config := fresh.fixture("min")
		plan := fresh.Plan(context.Background(), config)
		fresh.cloud.AddFault(fault)
		diags := fresh.ApplyPlan(context.Background(), config, plan)
		if diags.Errors() != "" {
			return fmt.Errorf("lost answer (%s %s): %s", fault.Action, fault.Code, diags.Errors())
		}
		if err := fresh.single(); err != nil {
			return fmt.Errorf("lost answer (%s %s): %w", fault.Action, fault.Code, err)
		}
	}
	return nil
}

const otherAccountKey = "AKIA210987654321EXAM"

// wrongAccountRemovesNothing refreshes with the credentials of another account, where nothing of the state exists.
func wrongAccountRemovesNothing(s *subject) error {
	config := s.fixture("min")
	if err := s.apply(config); err != nil {
		return err
	}
	s.restart(s.config(acctest.ProviderConfig{"access_key": otherAccountKey}))
	diags := s.Refresh(context.Background())
	if s.Objects[s.address()] == nil {
		return errors.New("the object was removed from the state")
	}
	if diags.Errors() == "" {
		return fmt.Errorf("no error; warnings: %s", diags.Warnings())
	}
	return nil
}

// wrongAccountForgetsNothing destroys without a refresh, with the credentials of another account.
func wrongAccountForgetsNothing(s *subject) error {
	for _, policy := range []string{"DELETE", "ABANDON"} {
		fresh := s.fresh()
		config := fresh.with(fresh.fixture("min"), map[string]string{"deletion_policy": `"` + policy + `"`})
		if err := fresh.apply(config); err != nil {
			if policy == "DELETE" {
				continue // AWS has no way to delete it, and the argument says so
			}
			return err
		}
		fresh.cloud.Advance(100 * time.Hour) // whatever still ran is over
		fresh.restart(fresh.config(acctest.ProviderConfig{"access_key": otherAccountKey}))
		diags := fresh.DestroyOne(context.Background(), fresh.address())
		if fresh.Objects[fresh.address()] == nil || diags.Errors() == "" {
			return fmt.Errorf("%s: the object was forgotten; errors: %q, warnings: %q", policy, diags.Errors(), diags.Warnings())
		}
		if err := fresh.single(); err != nil {
			return fmt.Errorf("%s: %w", policy, err)
		}
	}
	return nil
}

// wrongRegionReplacesNothing changes only the provider's region.
func wrongRegionReplacesNothing(s *subject) error {
	config := s.fixture("min")
	if err := s.apply(config); err != nil {
		return err
	}
	s.restart(s.config(acctest.ProviderConfig{"region": "us-west-2"}))
	plan := s.Plan(context.Background(), config)
	if s.Objects[s.address()] == nil {
		return errors.New("the object was removed from the state")
	}
	if action := plan.Of(s.address()); action == acctest.Create || action == acctest.Replace {
		return fmt.Errorf("the plan would %s the object", action)
	}
	return nil
}

// vanished refreshes an object that AWS does not know any more.
func vanished(s *subject) error {
	if err := s.apply(s.fixture("min")); err != nil {
		return err
	}
	s.cloud.AddFault(simulator.Fault{Operation: s.Read, Status: 404, Code: notFoundCode(s.Read), Times: -1})
	diags := s.RefreshOne(context.Background(), s.address())
	s.cloud.ClearFaults()
	if diags.Errors() != "" || diags.Warnings() == "" {
		return fmt.Errorf("want a warning; errors: %s; warnings: %s", diags.Errors(), diags.Warnings())
	}
	gone := s.Objects[s.address()] == nil
	if keep := s.Async != nil && s.Async.Missing == "keep"; keep == gone {
		return fmt.Errorf("removed from the state: %t", gone)
	}
	return nil
}

func notFoundCode(operation string) string {
	switch operation {
	case "GetRole":
		return "NoSuchEntity"
	case "HeadBucket", "HeadObject":
		return "NotFound"
	}
	return "ResourceNotFoundException"
}

// emptyAnswerIsRefused refreshes while AWS answers 200 with an object that has no members.
func emptyAnswerIsRefused(s *subject) error {
	if err := s.apply(s.fixture("min")); err != nil {
		return err
	}
	before := s.Object(s.address()).Value
	s.cloud.AddFault(simulator.Fault{Operation: s.Read, Action: "empty", Times: -1})
	diags := s.RefreshOne(context.Background(), s.address())
	s.cloud.ClearFaults()
	if diags.Errors() == "" {
		return errors.New("an empty answer was believed")
	}
	if object := s.Objects[s.address()]; object == nil || !object.Value.RawEquals(before) {
		return errors.New("an empty answer changed the state")
	}
	return nil
}

// passingFaultsAreSurvived refreshes through faults that pass.
func passingFaultsAreSurvived(s *subject) error {
	if err := s.apply(s.fixture("min")); err != nil {
		return err
	}
	var wrong []error
	for _, fault := range []simulator.Fault{
		{Status: 500, Code: "InternalServerException"}, {Status: 503, Code: "ServiceUnavailableException"},
		{Action: "throttle", Times: 2}, {Action: "drop"}, {Action: "truncate"},
	} {
		fault.Operation = s.Read
		s.cloud.AddFault(fault)
		if diags := s.RefreshOne(context.Background(), s.address()); diags.Errors() != "" {
			wrong = append(wrong, fmt.Errorf("%s %s: %s", fault.Action, fault.Code, diags.Errors()))
		}
		s.cloud.ClearFaults()
	}
	return errors.Join(wrong...)
}
