// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/faults"
)

// canary stands in everything that is private. It is as long as the longest of the provider's secrets has to be.
const canary = "canary-of-something-private"

// Whatever AWS answers, nothing private of any type is in a diagnostic or in a log of the highest level. What is private, the
// schemas say, so that a new type is examined as soon as it has fixtures.
func TestSecrets_areInNoDiagnosticAndNoLog(t *testing.T) {
	t.Parallel()
	for typ, c := range cases() {
		t.Run(strings.TrimPrefix(typ, "bedrock_"), func(t *testing.T) {
			t.Parallel()
			n := newNest(t, c)
			for _, variant := range n.variants() {
				for _, s := range faults.Scenarios(c) {
					if !variant.reaches(s.Verb) {
						continue
					}
					s.Edit, s.Provider = variant.edit, n.provider()
					t.Run(variant.name+"/"+string(s.Verb), func(t *testing.T) {
						t.Parallel()
						listen(t, s, variant.isStored)
					})
				}
			}
		})
	}
}

// listen runs a verb while each of its operations fails in two ways, in turn; with -faults, in each way.
func listen(t *testing.T, s *faults.Scenario, isStored bool) {
	t.Helper()
	for i, operation := range s.Operations(t) {
		for _, kind := range faults.Kinds() {
			nth := slices.Index(struck(), kind.Name)
			if nth < 0 || !*allFaults && nth != i%len(struck()) && nth != (i+2)%len(struck()) {
				continue
			}
			words := s.Listen(t, operation, kind)
			places := map[string]string{"errors": words.Errors(), "warnings": words.Warnings(), "log": words.Log}
			if !isStored {
				places["state"] = words.State
			}
			for place, text := range places {
				if i := strings.Index(text, canary); i >= 0 {
					t.Errorf("%s, %s: in the %s: %s", operation.Name, kind.Name, place, text[max(0, i-200):min(len(text), i+100)])
				}
			}
		}
	}
}

// struck are kinds of faults with the status codes 403, 400 and 500, answers that cannot be read, and one that every verb
// survives, so that the state is complete.
func struck() []string {
	return []string{"access denied", "quota used up", "500 for good", "malformed for good", "500, three times"}
}

// nest is where canaries are put: the fixtures of a type.
type nest struct {
	conformance.Case
	*acctest.Workspace
	t *testing.T
}

func newNest(t *testing.T, c conformance.Case) *nest {
	t.Helper()
	cloud := acctest.NewCloud(t)
	if c.Prepare != nil {
		c.Prepare(t, cloud)
	}
	return &nest{c, acctest.NewWorkspace(t, c.Config(cloud), c.Domains), t}
}

// provider is the provider's sensitive arguments.
func (n *nest) provider() acctest.ProviderConfig {
	config := acctest.ProviderConfig{}
	for _, argument := range n.PrivateProviderArguments() {
		config[argument] = canary + "-" + argument
	}
	return config
}

// variant is a way to write the fixtures.
type variant struct {
	name string
	edit func(config string) string
	// isStored says that what is private is in the state, because the user wants it so.
	isStored bool
}

// reaches reports whether a verb gets to see what is private: in the state, or in the configuration.
func (v variant) reaches(verb faults.Verb) bool {
	return v.isStored || verb == faults.Create || verb == faults.Update || verb == faults.Resume
}

// variants are the fixtures with canaries, as they are, and with all arguments that have a write-only twin as the twin.
func (n *nest) variants() []variant {
	n.t.Helper()
	given := map[string]bool{} // private arguments, and whether a fixture or a variant of one has them
	for _, argument := range n.Private(n.Type) {
		given[argument] = false
	}
	stored, writeOnly := map[string]string{}, map[string]string{}
	for _, name := range []string{"min", "max", "update"} {
		fixture := n.fixture(name)
		stored[fixture] = n.plant(fixture, given)
		if twin := n.asWriteOnly(fixture); twin != fixture {
			writeOnly[fixture] = n.plant(twin, given)
		}
	}
	for _, argument := range slices.Sorted(maps.Keys(given)) {
		if !given[argument] {
			n.t.Errorf("no fixture of %s gives its argument %s, so that nobody knows whether it is quoted", n.Type, argument)
		}
	}
	variants := []variant{{"as written", func(config string) string { return stored[config] }, len(given) > 0}}
	if len(writeOnly) > 0 {
		variants = append(variants, variant{"write-only", func(config string) string {
			if twin, ok := writeOnly[config]; ok {
				return twin
			}
			return stored[config]
		}, false})
	}
	return variants
}

func (n *nest) fixture(name string) string {
	n.t.Helper()
	text, err := os.ReadFile(filepath.Join(n.Dir, name+".tf"))
	if err != nil {
		n.t.Fatal(err)
	}
	return string(text)
}

// asWriteOnly moves the private arguments of a configuration to their write-only twins.
func (n *nest) asWriteOnly(config string) string {
	n.t.Helper()
	private, all := n.Private(n.Type), n.Arguments(n.Type)
	for _, argument := range private {
		value := n.Argument(config, n.Type+".test", argument)
		twin := argument + acctest.WriteOnlySuffix
		if value.IsNull() || !slices.Contains(all, twin) {
			continue
		}
		changes := map[string]string{argument: "null", twin: acctest.Expression(value)}
		if version := twin + "_version"; slices.Contains(all, version) {
			changes[version] = "1"
		}
		config = n.with(config, changes)
	}
	return config
}

func (n *nest) with(config string, arguments map[string]string) string {
	n.t.Helper()
	changed, err := acctest.SetArguments(config, n.Type, "test", arguments)
	if err != nil {
		n.t.Fatal(err)
	}
	return changed
}

// plant puts a canary into every text of the private arguments that may be any text. What is refused instead must not be
// quoted.
func (n *nest) plant(config string, given map[string]bool) string {
	n.t.Helper()
	for _, argument := range n.Private(n.Type) {
		value := n.Argument(config, n.Type+".test", argument)
		changes := changes(value, func(at cty.Path) bool { return n.IsPrivate(n.Type, argument, at) })
		if len(changes) == 0 {
			continue
		}
		given[argument] = true
		planted := 0
		for _, change := range changes {
			candidate := n.with(config, map[string]string{argument: acctest.Expression(change(value))})
			plan := n.PlanOnly(n.t.Context(), candidate)
			if said := plan.Errors() + plan.Warnings(); strings.Contains(said, canary) {
				n.t.Errorf("%s is quoted: %s", argument, said)
			}
			if plan.Errors() == "" {
				value, config = change(value), candidate
				planted++
			}
		}
		if planted == 0 {
			n.t.Errorf("%s takes no text of any kind in %s", argument, config)
		}
	}
	return config
}

// changes put a canary at the end of each private text of a value, and of each name and text of a JSON document in it.
func changes(value cty.Value, isPrivate func(cty.Path) bool) (all []func(cty.Value) cty.Value) {
	_ = cty.Walk(value, func(at cty.Path, v cty.Value) (bool, error) {
		if v.IsNull() || v.Type() != cty.String || !isPrivate(at) {
			return true, nil
		}
		at = at.Copy()
		for nth := range strings.Count(v.AsString(), `"`)/2 + 1 {
			all = append(all, func(whole cty.Value) cty.Value { return withCanary(whole, at, 2*nth) })
		}
		return true, nil
	})
	return all
}

// withCanary puts a canary before the nth quotation mark of a text of a value, or, for 0, at its end.
func withCanary(whole cty.Value, at cty.Path, nth int) cty.Value {
	changed, _ := cty.Transform(whole, func(path cty.Path, v cty.Value) (cty.Value, error) {
		if !path.Equals(at) {
			return v, nil
		}
		parts := strings.SplitAfterN(v.AsString(), `"`, nth+1)
		if nth == 0 {
			return cty.StringVal(v.AsString() + canary), nil
		}
		parts[nth-1] = strings.TrimSuffix(parts[nth-1], `"`) + canary + `"`
		return cty.StringVal(strings.Join(parts, "")), nil
	})
	return changed
}
