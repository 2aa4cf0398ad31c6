// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// interrupt applies a configuration and interrupts it at the first pause of the wait.
func (s *subject) interrupt(config string) acctest.Diagnostics {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	s.clock.OnSleep(func(time.Duration) { stop() })
	defer s.clock.OnSleep(nil)
	return s.Apply(ctx, config)
}

func interruptedWaitResumes(s *subject) error {
	config := s.waiting()
	diags := s.interrupt(config)
	if diags.Errors() != "" || !strings.Contains(diags.Warnings(), "still running") {
		return fmt.Errorf("want only a warning; errors: %s; warnings: %s", diags.Errors(), diags.Warnings())
	}
	if err := s.untainted(); err != nil {
		return err
	}
	plan := s.Plan(context.Background(), config)
	if plan.Of(s.address()) != acctest.Update {
		return fmt.Errorf("the next plan is %s, so the wait is not resumed: %s", plan.Of(s.address()), plan.Errors())
	}
	if plan.Change(s.address()).Planned.GetAttr(s.Async.Filled).IsKnown() {
		return fmt.Errorf("%s is known while the object still runs, so dependents are not planned", s.Async.Filled)
	}
	again := s.interrupt(config)
	if again.Errors() != "" {
		return fmt.Errorf("an interrupt of the resumed wait is an error: %s", again.Errors())
	}
	if err := errors.Join(s.untainted(), s.apply(config), s.emptyPlan(config)); err != nil {
		return err
	}
	return s.counts(map[string]int{s.Create: 1, s.Delete: 0})
}

func timeoutWarnsThenFails(s *subject) error {
	config := s.with(s.waiting(), map[string]string{"timeouts": `{ create = "1s", update = "1s" }`})
	diags := s.Apply(context.Background(), config)
	if diags.Errors() != "" || !strings.Contains(diags.Warnings(), "still running") {
		return fmt.Errorf("create: want only a warning; errors: %s; warnings: %s", diags.Errors(), diags.Warnings())
	}
	if err := s.untainted(); err != nil {
		return err
	}
	diags = s.Apply(context.Background(), config)
	if diags.Errors() == "" {
		return fmt.Errorf("resume: a timeout is no error: %s", diags.Warnings())
	}
	if err := s.untainted(); err != nil {
		return err
	}
	config = s.waiting()
	return errors.Join(s.apply(config), s.emptyPlan(config), s.counts(map[string]int{s.Create: 1}))
}

func finalFailureAtCreate(s *subject) error {
	s.Async.Failing(s.t, s.cloud)
	diags := s.Apply(context.Background(), s.waiting())
	if diags.Errors() == "" {
		return fmt.Errorf("a failure that AWS reports is no error; warnings: %s", diags.Warnings())
	}
	object := s.Objects[s.address()]
	if object == nil || !object.Tainted {
		return errors.New("a failed object must be in the state, tainted")
	}
	attribute := s.Async.FailureMessage
	if attribute == "" {
		attribute = "failure_message"
	}
	failures := object.Texts(attribute)
	if len(failures) == 0 {
		return fmt.Errorf("%s does not have AWS's message", attribute)
	}
	for _, failure := range failures {
		if !strings.Contains(diags.Errors(), failure) {
			return fmt.Errorf("the error does not carry AWS's message %q: %s", failure, diags.Errors())
		}
	}
	return nil
}

func finalFailureAtResume(s *subject) error {
	s.Async.Failing(s.t, s.cloud)
	config := s.waiting()
	if diags := s.interrupt(config); diags.Errors() != "" {
		return errors.New(diags.Errors())
	}
	s.cloud.Advance(100 * time.Hour)
	s.Refresh(context.Background())
	plan := s.PlanOnly(context.Background(), config)
	refused := strings.Contains(plan.Warnings(), "cannot be applied") // under a name that AWS never frees
	if plan.Of(s.address()) != acctest.Replace && plan.Errors() == "" && !refused {
		return fmt.Errorf("the plan after a failure is %s", plan.Of(s.address()))
	}
	priced := strings.Contains(plan.Warnings(), "paid") || strings.Contains(plan.Warnings(), "pays") // now, or when it is asked for
	if s.Async.Free == "" && !priced {
		return fmt.Errorf("the plan does not warn of the price: %s", plan.Warnings())
	}
	return nil
}

func stoppedIsARecord(s *subject) error {
	if s.Async.Stop == nil {
		return errDoesNotApply
	}
	config := s.waiting()
	if diags := s.interrupt(config); diags.Errors() != "" {
		return errors.New(diags.Errors())
	}
	s.Async.Stop(s.t, s.cloud, s.key())
	s.cloud.Advance(time.Hour)
	if err := s.emptyPlan(config); err != nil {
		return err
	}
	if s.Objects[s.address()] == nil {
		return errors.New("a stopped object was removed from the state")
	}
	return s.counts(map[string]int{s.Create: 1})
}

func notWaitingPlansNull(s *subject) error {
	if s.Async.NotWaiting == "" {
		return errDoesNotApply
	}
	config := s.notWaiting()
	plan := s.Plan(context.Background(), config)
	if plan.Errors() != "" {
		return errors.New(plan.Errors())
	}
	if planned := plan.Change(s.address()).Planned.GetAttr(s.Async.Filled); !planned.IsNull() || !planned.IsKnown() {
		return fmt.Errorf("%s is planned as %#v, not null", s.Async.Filled, planned)
	}
	if err := s.apply(config); err != nil {
		return err
	}
	s.cloud.Advance(100 * time.Hour)
	if err := s.emptyPlan(config); err != nil {
		return err
	}
	if s.Object(s.address()).Value.GetAttr(s.Async.Filled).IsNull() {
		return fmt.Errorf("%s is not filled after completion", s.Async.Filled)
	}
	return nil
}

func deletionPolicy(s *subject) error {
	for _, policy := range []string{"PREVENT", "ABANDON"} {
		fresh := s.fresh()
		config := fresh.with(fresh.fixture("min"), map[string]string{"deletion_policy": `"` + policy + `"`})
		if err := fresh.apply(config); err != nil {
			return err
		}
		if policy == "PREVENT" {
			if diags := fresh.PlanDestroy(context.Background(), fresh.address()); diags.Errors() == "" {
				return errors.New("PREVENT: the plan to destroy is not refused")
			}
			if err := fresh.replacementIsRefused(); err != nil {
				return err
			}
		}
		before := len(fresh.cloud.Journal())
		diags := fresh.DestroyOne(context.Background(), fresh.address())
		for _, entry := range fresh.cloud.Journal()[before:] {
			if policy == "PREVENT" || !isRead(entry) {
				return fmt.Errorf("%s: destroy sent %s", policy, entry.Operation)
			}
		}
		if refused := diags.Errors() != ""; refused != (policy == "PREVENT") {
			return fmt.Errorf("%s: destroy: %s", policy, diags.Errors())
		}
	}
	return nil
}

// replacementIsRefused plans each replacement of a protected object.
func (s *subject) replacementIsRefused() error {
	fresh := s.fresh()
	protected := map[string]string{"deletion_policy": `"PREVENT"`}
	if err := fresh.apply(fresh.with(fresh.fixture("max"), protected)); err != nil {
		return err
	}
	for argument, value := range fresh.Replaces {
		plan := fresh.PlanOnly(context.Background(), fresh.with(fresh.replaced(argument, value), protected))
		if !strings.Contains(plan.Errors(), "deletion_policy") {
			return fmt.Errorf("PREVENT: a replacement by %s is not refused: %s", argument, plan.Errors())
		}
	}
	return nil
}

func deleteLeavesNothing(s *subject) error {
	if err := s.apply(s.fixture("max")); err != nil {
		return err
	}
	if err := s.destroy(); err != nil {
		return err
	}
	if left := s.existing(); len(left) > 0 {
		return fmt.Errorf("left behind: %+v", left)
	}
	return nil
}

func deleteOfAVanishedObject(s *subject) error {
	if err := s.apply(s.fixture("min")); err != nil {
		return err
	}
	s.MakeDeletable(s.t, s.cloud, s.Object(s.address()))
	for _, operation := range []string{s.Read, s.Delete} {
		if operation != "" {
			s.cloud.AddFault(simulator.Fault{Operation: operation, Status: 404, Code: notFoundCode(s.Read), Times: -1})
		}
	}
	if diags := s.DestroyOne(context.Background(), s.address()); diags.Errors() != "" {
		return errors.New(diags.Errors())
	}
	return nil
}
