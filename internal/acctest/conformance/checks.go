// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// Checks are the lines of the contract, in the order of the table.
func Checks() []Check {
	return []Check{
		{Name: "second_plan_is_empty", Run: secondPlanIsEmpty},
		{Name: "import_by_id", Run: func(s *subject) error { return imported(s, false) }},
		{Name: "import_by_identity", Run: func(s *subject) error { return imported(s, true) }},
		{Name: "update_in_place", Run: updateInPlace},
		{Name: "immutable_arguments_replace", Run: immutableArgumentsReplace},
		{Name: "every_argument_is_judged", Run: everyArgumentIsJudged},
		{Name: "provider_only_arguments_send_nothing", Run: providerOnlyArgumentsSendNothing},
		{Name: "spelling_sends_nothing", Run: spellingSendsNothing},
		{Name: "unknown_inputs_plan", Run: unknownInputsPlan},
		{Name: "plan_does_not_depend_on_lookups", Run: planDoesNotDependOnLookups},
		{Name: "healthy_root_is_silent", Run: healthyRootIsSilent},
		{Name: "refused_changes_change_nothing", Run: refusedChangesChangeNothing},
		{Name: "identity_before_second_call", Run: identityBeforeSecondCall},
		{Name: "create_is_not_cancelled", Run: createIsNotCancelled},
		{Name: "panic_in_create_keeps_the_object", Run: panicInCreateKeepsTheObject},
		{Name: "panic_in_update_keeps_the_object", Run: panicInUpdateKeepsTheObject},
		{Name: "one_token_per_create", Virtual: true, Run: oneTokenPerCreate},
		{Name: "wrong_account_removes_nothing", Run: wrongAccountRemovesNothing},
		{Name: "wrong_account_forgets_nothing", Run: wrongAccountForgetsNothing},
		{Name: "plans_stop_without_access", Run: plansStopWithoutAccess},
		{Name: "wrong_region_replaces_nothing", Run: wrongRegionReplacesNothing},
		{Name: "vanished", Run: vanished},
		{Name: "empty_answer_is_refused", Run: emptyAnswerIsRefused},
		{Name: "passing_faults_are_survived", Virtual: true, Run: passingFaultsAreSurvived},
		{Name: "create_survives_passing_faults", Virtual: true, Run: createSurvivesPassingFaults},
		{Name: "refresh_budget", Run: refreshBudget},
		{Name: "noop_plan_sends_nothing", Run: noopPlanSendsNothing},
		{Name: "default_tags", Run: defaultTags},
		{Name: "unreadable_tags", Run: unreadableTags},
		{Name: "deletion_policy", Run: deletionPolicy},
		{Name: "delete_leaves_nothing", Run: deleteLeavesNothing},
		{Name: "delete_of_a_vanished_object", Run: deleteOfAVanishedObject},
		{Name: "destroy_after_refused_change", Run: destroyAfterRefusedChange},
		{Name: "interrupted_wait_resumes", Async: true, Run: interruptedWaitResumes},
		{Name: "timeout_warns_then_fails_without_taint", Async: true, Run: timeoutWarnsThenFails},
		{Name: "final_failure_at_create", Async: true, Run: finalFailureAtCreate},
		{Name: "final_failure_at_resume_replaces", Async: true, Run: finalFailureAtResume},
		{Name: "lost_credentials_keep_the_object", Async: true, Run: lostCredentialsKeepTheObject},
		{Name: "delete_while_running", Async: true, Run: deleteWhileRunning},
		{Name: "stopped_is_a_record", Async: true, Run: stoppedIsARecord},
		{Name: "not_waiting_plans_null", Async: true, Run: notWaitingPlansNull},
		{Name: "unfinished_jobs_are_replaced", Async: true, Run: unfinishedJobsAreReplaced},
	}
}

func secondPlanIsEmpty(s *subject) error {
	for _, fixture := range []string{"min", "max"} {
		fresh := s.fresh()
		config := fresh.fixture(fixture)
		if err := errors.Join(fresh.apply(config), fresh.emptyPlan(config)); err != nil {
			return fmt.Errorf("%s.tf: %w", fixture, err)
		}
	}
	return nil
}

// imported applies max.tf with the defaults of what AWS never sees, forgets the object, imports it and expects an empty
// plan.
func imported(s *subject, byIdentity bool) error {
	config := s.with(s.fixture("max"), s.Importable())
	if err := s.apply(config); err != nil {
		return err
	}
	s.cloud.Advance(100 * time.Hour) // whatever still ran is over
	object := s.Object(s.address())
	identity := map[string]string{}
	for key, value := range object.Identity.AsValueMap() {
		identity[key] = value.AsString()
	}
	id := s.key()
	if byIdentity {
		id = ""
	}
	s.Forget(s.address())
	if diags := s.Import(context.Background(), s.address(), s.Type, id, identity); diags.Errors() != "" {
		return fmt.Errorf("import: %s", diags.Errors())
	}
	return s.emptyPlan(config)
}

func updateInPlace(s *subject) error {
	if err := s.apply(s.fixture("max")); err != nil {
		return err
	}
	before := s.Object(s.address())
	config := s.fixture("update")
	plan := s.Plan(context.Background(), config)
	if plan.Errors() != "" || plan.Of(s.address()) != acctest.Update {
		return fmt.Errorf("update.tf plans %s (replacing %v) %s", plan.Of(s.address()), plan.Change(s.address()).Replacing, plan.Errors())
	}
	if err := errors.Join(s.apply(config), s.emptyPlan(config)); err != nil {
		return err
	}
	if after := s.Object(s.address()); !after.Identity.RawEquals(before.Identity) {
		return fmt.Errorf("the identity changed from %#v to %#v", before.Identity, after.Identity)
	}
	return nil
}

func immutableArgumentsReplace(s *subject) error {
	if err := s.apply(s.fixture("max")); err != nil {
		return err
	}
	var wrong []error
	for argument, value := range s.Replaces {
		plan := s.PlanOnly(context.Background(), s.replaced(argument, value))
		replacing := plan.Change(s.address()).Replacing
		if !slices.Contains(replacing, argument) {
			wrong = append(wrong, fmt.Errorf("%s = %s plans %s (replacing %v) %s",
				argument, value, plan.Of(s.address()), replacing, plan.Errors()))
		}
	}
	return errors.Join(wrong...)
}

// unfinishedJobsAreReplaced changes, of a job that runs, what only the state of a completed one has.
func unfinishedJobsAreReplaced(s *subject) error {
	if len(s.UntilCompleted) == 0 {
		return errDoesNotApply
	}
	running := s.with(s.fixture("max"), map[string]string{"wait_for": `"created"`})
	if err := s.apply(running); err != nil {
		return err
	}
	var wrong []error
	for argument, value := range s.UntilCompleted {
		plan := s.PlanOnly(context.Background(), s.with(running, map[string]string{argument: value}))
		if plan.Of(s.address()) != acctest.Replace {
			wrong = append(wrong, fmt.Errorf("%s = %s plans %s %s", argument, value, plan.Of(s.address()), plan.Errors()))
		}
	}
	return errors.Join(wrong...)
}

// replaced is max.tf with another value of an argument, and what must change with it.
func (s *subject) replaced(argument, value string) string {
	return s.changed(s.fixture("max"), argument, value)
}

func (s *subject) changed(config, argument, value string) string {
	arguments := maps.Clone(s.Together[argument])
	if arguments == nil {
		arguments = map[string]string{}
	}
	arguments[argument] = value
	return s.with(config, arguments)
}

// everyArgumentIsJudged fails when the schema has an argument of which the case does not say how it changes.
func everyArgumentIsJudged(s *subject) error {
	var wrong []error
	for _, argument := range s.Arguments(s.Type) {
		_, replaces := s.Replaces[argument]
		_, providerOnly := s.ProviderOnly[argument]
		_, refused := s.Refused[argument]
		_, untilCompleted := s.UntilCompleted[argument]
		// The region has a check of its own, timeouts say nothing of the object, and an estimate stays what it was when the object was
		// made, as tests of costs show.
		judged := replaces || providerOnly || refused || untilCompleted || slices.Contains(s.InPlace, argument) ||
			argument == "region" || argument == "timeouts" || argument == "cost_estimate"
		if !judged {
			wrong = append(wrong, fmt.Errorf("nothing says whether %s replaces or changes in place", argument))
		}
	}
	return errors.Join(wrong...)
}

func providerOnlyArgumentsSendNothing(s *subject) error {
	if err := s.apply(s.fixture("max")); err != nil {
		return err
	}
	var wrong []error
	for argument, value := range s.UntilCompleted { // which max.tf waits for
		wrong = append(wrong, s.sendsNothing(s.with(s.fixture("max"), map[string]string{argument: value}), argument))
	}
	for argument, value := range s.ProviderOnly {
		wrong = append(wrong, s.sendsNothing(s.with(s.fixture("max"), map[string]string{argument: value}), argument))
	}
	return errors.Join(wrong...)
}

func spellingSendsNothing(s *subject) error {
	if err := s.apply(s.fixture("max")); err != nil {
		return err
	}
	var wrong []error
	for argument, value := range s.SameSpelling {
		wrong = append(wrong, s.sendsNothing(s.with(s.fixture("max"), map[string]string{argument: value}), argument))
	}
	return errors.Join(wrong...)
}

// sendsNothing applies a change without a refresh and expects that AWS is not asked for anything.
func (s *subject) sendsNothing(config, argument string) error {
	saved := s.State()
	defer s.SetState(saved)
	plan := s.PlanOnly(context.Background(), config)
	if plan.Errors() != "" || plan.Of(s.address()) == acctest.Replace {
		return fmt.Errorf("%s: plans %s (replacing %v) %s", argument, plan.Of(s.address()), plan.Change(s.address()).Replacing, plan.Errors())
	}
	before := len(s.cloud.Journal())
	diags := s.ApplyPlan(context.Background(), config, plan)
	if diags.Errors() != "" {
		return fmt.Errorf("%s: %s", argument, diags.Errors())
	}
	for _, entry := range s.cloud.Journal()[before:] {
		if !isRead(entry) {
			return fmt.Errorf("%s: sent %s", argument, entry.Operation)
		}
	}
	return nil
}

func isRead(entry simulator.Entry) bool { return isReadOperation(entry.Operation) }

func isReadOperation(operation string) bool {
	for _, verb := range []string{"Get", "List", "Head", "Describe"} {
		if strings.HasPrefix(operation, verb) {
			return true
		}
	}
	return false
}

// unknownInputsPlan plans with each argument coming from a resource that does not exist yet.
func unknownInputsPlan(s *subject) error {
	var wrong []error
	for argument := range s.Replaces {
		config := s.replaced(argument, "unknown")
		if plan := s.PlanOnly(context.Background(), config); plan.Errors() != "" {
			wrong = append(wrong, fmt.Errorf("%s unknown: %s", argument, plan.Errors()))
		}
	}
	return errors.Join(wrong...)
}

// refusedChangesChangeNothing asks for what AWS could never do. The plan says so; where it is not an error there, so that a destroy
// goes through, the apply is, and has sent nothing.
func refusedChangesChangeNothing(s *subject) error {
	if len(s.Refused) == 0 {
		return errDoesNotApply
	}
	if err := s.apply(s.fixture("max")); err != nil {
		return err
	}
	var wrong []error
	for argument, value := range s.Refused {
		config := s.replaced(argument, value)
		plan := s.PlanOnly(context.Background(), config)
		switch {
		case plan.Errors() != "":
		case !strings.Contains(plan.Warnings(), argument):
			wrong = append(wrong, &problem{argument, fmt.Errorf("%s plans %s without a word", value, plan.Of(s.address()))})
		default:
			wrong = append(wrong, s.isRefused(config, argument, plan))
		}
	}
	return errors.Join(wrong...)
}

// isRefused applies what the plan has warned of.
func (s *subject) isRefused(config, argument string, plan acctest.Plan) error {
	saved := s.State()
	defer s.SetState(saved)
	before := len(s.cloud.Journal())
	if diags := s.ApplyPlan(context.Background(), config, plan); diags.Errors() == "" {
		return &problem{argument, errors.New("the apply does what the plan has warned of")}
	}
	for _, entry := range s.cloud.Journal()[before:] {
		if !isRead(entry) {
			return &problem{argument, fmt.Errorf("an apply that was refused sent %s", entry.Operation)}
		}
	}
	return nil
}

func refreshBudget(s *subject) error {
	if err := s.apply(s.fixture("max")); err != nil {
		return err
	}
	before := len(s.cloud.Journal())
	if diags := s.RefreshOne(context.Background(), s.address()); diags.Errors() != "" {
		return errors.New(diags.Errors())
	}
	if sent := len(s.cloud.Journal()) - before; sent > s.RefreshCalls {
		return fmt.Errorf("a refresh sent %d requests, the budget is %d", sent, s.RefreshCalls)
	}
	return nil
}
