// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// panicInCreateKeepsTheObject lets Create panic in the first call after the one that creates, and in one half way to the end.
func panicInCreateKeepsTheObject(s *subject) error {
	creates := func(operation string) bool { return operation == s.Create }
	return s.panics(creates, nil, func(fresh *subject, config string, diags acctest.Diagnostics) error {
		if err := errors.Join(fresh.untainted(), fresh.single()); err != nil {
			return fmt.Errorf("%w\n%s", err, diags.Errors())
		}
		fresh.restart(fresh.config(nil))
		return errors.Join(fresh.apply(config), fresh.emptyPlan(config), fresh.single(), fresh.counts(map[string]int{fresh.Create: 1}))
	})
}

// panicInUpdateKeepsTheObject lets Update panic in the first call after the first that writes, and in one half way to the end.
func panicInUpdateKeepsTheObject(s *subject) error {
	if len(s.InPlace) == 0 {
		return errDoesNotApply
	}
	writes := func(operation string) bool { return !isReadOperation(operation) }
	var was string
	prepare := func(fresh *subject) error {
		err := fresh.apply(fresh.fixture("max"))
		was = fresh.key()
		return err
	}
	return s.panics(writes, prepare, func(fresh *subject, config string, diags acctest.Diagnostics) error {
		if err := fresh.untainted(); err != nil {
			return fmt.Errorf("%w\n%s", err, diags.Errors())
		}
		fresh.restart(fresh.config(nil))
		if err := errors.Join(fresh.apply(config), fresh.emptyPlan(config)); err != nil {
			return err
		}
		if now := fresh.key(); now != was {
			return fmt.Errorf("%s was replaced by %s", was, now)
		}
		return nil
	})
}

// panics applies min.tf, or what changes a prepared max.tf to update.tf, over mines, and judges what each leaves.
func (s *subject) panics(
	arms func(operation string) bool, prepare func(*subject) error,
	judge func(fresh *subject, config string, diags acctest.Diagnostics) error,
) error {
	over := func(lets int) (fresh *subject, m *mine, config string, diags acctest.Diagnostics, err error) {
		fresh, config = s.fresh(), "min"
		if prepare != nil {
			config = "update"
			if err = prepare(fresh); err != nil {
				return fresh, nil, "", nil, err
			}
		}
		config, m = fresh.fixture(config), &mine{arms: arms, lets: lets}
		return fresh, m, config, fresh.Apply(m.context(), config), nil
	}
	_, m, _, diags, err := over(math.MaxInt)
	switch {
	case err != nil:
		return err
	case diags.Errors() != "":
		return errors.New(diags.Errors())
	case !m.armed:
		return errors.New("the log has no line about the call after which it should panic")
	case m.passed == 0:
		return errDoesNotApply // that call is the last
	}
	var wrong []error
	for _, lets := range slices.Compact([]int{0, m.passed / 2}) {
		fresh, m, config, diags, err := over(lets)
		for err == nil && !m.blown && lets > 0 { // a wait takes a poll more or less
			lets = m.passed / 2
			fresh, m, config, diags, err = over(lets)
		}
		if err == nil {
			err = judge(fresh, config, diags)
		}
		if err != nil {
			wrong = append(wrong, fmt.Errorf("a panic after %d more calls: %w", lets, err))
		}
	}
	return errors.Join(wrong...)
}
