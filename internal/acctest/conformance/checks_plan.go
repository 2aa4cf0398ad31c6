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

// planDoesNotDependOnLookups makes every kind of plan three times, in new processes: as things are, while AWS refuses to answer
// anything, and with another AWS behind it that has other models and nothing else. The diagnostics may differ, and what is planned
// may not: Terraform plans again when it applies, and compares. So does the harness, in an apply while AWS refuses to answer.
func planDoesNotDependOnLookups(s *subject) error {
	asIs := func(*subject) {}
	toCreate := map[string]string{"min.tf": s.fixture("min"), "max.tf": s.fixture("max")}
	wrong := []error{s.otherwise(toCreate, s.plans(toCreate, asIs))}

	if err := s.apply(s.fixture("max")); err != nil {
		return err
	}
	toChange := map[string]string{"max.tf again": s.fixture("max")}
	if len(s.InPlace) > 0 {
		toChange["update.tf"] = s.fixture("update")
	}
	for argument, value := range s.Replaces {
		toChange["another "+argument] = s.replaced(argument, value)
	}
	wrong = append(wrong, s.otherwise(toChange, s.plans(toChange, asIs)))
	return errors.Join(append(wrong, s.fresh().appliesInSilence())...)
}

// plans plans configurations in one new process.
func (s *subject) plans(configs map[string]string, world func(*subject)) map[string]acctest.Plan {
	s.restart(s.config(nil))
	world(s)
	plans := map[string]acctest.Plan{}
	for name, config := range configs {
		plans[name] = s.PlanOnly(context.Background(), config)
	}
	s.cloud.ClearFaults()
	return plans
}

// otherwise says how plans differ from those in other worlds.
func (s *subject) otherwise(configs map[string]string, want map[string]acctest.Plan) error {
	var wrong []error
	for world, enter := range map[string]func(*subject){"refuses to answer": refuses, "is another one": isAnother} {
		got := s.plans(configs, enter)
		for _, name := range slices.Sorted(maps.Keys(configs)) {
			for _, change := range want[name].Changes {
				if difference := differs(change, got[name].Change(change.Address)); difference != "" {
					wrong = append(wrong, fmt.Errorf("%s plans %s otherwise when AWS %s: %s", name, change.Address, world, difference))
				}
			}
		}
	}
	s.restart(s.config(nil))
	return errors.Join(wrong...)
}

// differs says in what two plans of an object differ; a plan that stopped with an error has nothing to differ in.
func differs(want, got acctest.Change) string {
	if want.Planned.IsNull() || got.Planned.IsNull() {
		return ""
	}
	var all []string
	if want.Action != got.Action {
		all = append(all, fmt.Sprintf("%s instead of %s", got.Action, want.Action))
	}
	values := got.Planned.AsValueMap()
	for name, value := range want.Planned.AsValueMap() {
		if !value.RawEquals(values[name]) {
			all = append(all, fmt.Sprintf("%s is %#v instead of %#v", name, values[name], value))
		}
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// refuses makes AWS answer nothing but who is asking.
func refuses(s *subject) {
	for service, code := range map[string]string{"bedrock": "AccessDeniedException", "s3": "AccessDenied", "iam": "AccessDenied"} {
		s.cloud.AddFault(simulator.Fault{Service: service, Operation: "*", Status: 403, Code: code, Times: -1})
	}
}

// isAnother lets the provider talk to another AWS.
func isAnother(s *subject) {
	other := acctest.NewCloud(s.t)
	for member, value := range map[string]string{
		"modelName|providerName|offerId|offerToken": "another",
		"modelArn": "arn:aws:bedrock:us-east-1::foundation-model/another.model-v1:0",
	} {
		other.AddFault(simulator.Fault{Service: "bedrock", Operation: "*", Action: "replace", Member: member, Value: value, Times: -1})
	}
	s.restart(s.Config(other))
}

// appliesInSilence applies min.tf, in which everything else is there already, while AWS refuses to answer. That fails, but not
// because of what was planned.
func (s *subject) appliesInSilence() error {
	config := s.fixture("min")
	others, err := acctest.WithoutResource(config, s.Type, "test")
	if err == nil {
		err = s.apply(others)
	}
	if err != nil {
		return err
	}
	plan := s.Plan(context.Background(), config)
	s.restart(s.config(nil))
	s.Only(s.address())
	refuses(s)
	if said := s.ApplyPlan(context.Background(), config, plan).Errors(); strings.Contains(said, acctest.RefusedByTerraform) {
		return fmt.Errorf("an apply while AWS refuses what the plan asked for: %s", said)
	}
	return nil
}

// healthyRootIsSilent refreshes and plans what is as it should be: whoever reads plans stops reading those that always warn.
func healthyRootIsSilent(s *subject) error {
	var wrong []error
	for _, name := range []string{"min", "max"} {
		fresh := s.fresh()
		config := fresh.fixture(name)
		if err := fresh.apply(config); err != nil {
			return err
		}
		fresh.cloud.Advance(100 * time.Hour) // whatever still ran is over
		if err := fresh.apply(config); err != nil {
			return err
		}
		fresh.restart(fresh.config(nil))
		plan := fresh.Plan(context.Background(), config)
		if !plan.Empty() {
			wrong = append(wrong, fmt.Errorf("%s.tf: the plan is not empty", name))
		}
		for _, d := range plan.Diagnostics {
			wrong = append(wrong, fmt.Errorf("%s.tf: a plan without changes says: %s: %s", name, d.Summary, d.Detail))
		}
	}
	return errors.Join(wrong...)
}
