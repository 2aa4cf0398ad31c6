// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelcustomizationjob

import (
	"strings"
	"testing"
)

// The table for readers says what the plan checks.
func TestHyperParameterTable_hasWhatThePlanChecks(t *testing.T) {
	t.Parallel()
	table := hyperParameterTable()
	for _, want := range []string{
		"| Nova Micro, Lite, Pro | `epochCount` 1 to 5 (2); `learningRate` 1e-6 to 1e-4 (1e-5); `learningRateWarmupSteps` 0 to 100 (10) |",
		"`batchSize` 1;", "`stepCount` 10 to 40000, or `auto` (required)",
	} {
		if !strings.Contains(table, want) {
			t.Errorf("%q is not in\n%s", want, table)
		}
	}
	for _, f := range families() {
		for _, prefix := range f.prefixes {
			known := knownHyperParameters(prefix + "-v1:0")
			for _, p := range f.parameters {
				if known[p.name] != p {
					t.Errorf("%s: the plan checks %+v and the table says %+v", prefix, known[p.name], p)
				}
				if p.usual != "" && p.usual != undocumented && hyperParameterProblem(known, p.name, p.usual) != "" {
					t.Errorf("%s: the default of %s is outside of its range", prefix, p.name)
				}
			}
		}
	}
}
