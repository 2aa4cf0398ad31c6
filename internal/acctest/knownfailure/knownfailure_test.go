// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package knownfailure_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/knownfailure"
)

// sample is the environment variable that names the sample to run.
const sample = "KNOWN_FAILURE_SAMPLE"

var two = knownfailure.Mark{Cause: "nobody counts yet", Symptom: "got 2"}

// samples are tests under a mark, and how they must end.
var samples = map[string]struct {
	mark knownfailure.Mark
	body func(t testing.TB)
	ends string // pass, fail or skip
	says string
}{
	"fails as expected": {two, func(t testing.TB) { t.Errorf("got %d", 2) }, "pass", "known_failure nobody counts yet"},
	"ends as expected":  {two, func(t testing.TB) { t.Fatal("got 2") }, "pass", "known to fail: nobody counts yet"},
	"passes":            {two, func(testing.TB) {}, "fail", "mended: remove the mark (nobody counts yet)"},
	"another failure":   {two, func(t testing.TB) { t.Error("got 2"); t.Error("no network") }, "fail", "no network"},
	"no message":        {two, func(t testing.TB) { t.FailNow() }, "fail", "failed without a message"},
	"skips":             {two, func(t testing.TB) { t.Skip("needs a moon") }, "skip", "needs a moon"},
	"late failure":      {two, func(t testing.TB) { t.Cleanup(func() { t.Error("left behind") }); t.Error("got 2") }, "fail", "left behind"},
	"no symptom": {
		knownfailure.Mark{Cause: "something"}, func(t testing.TB) { t.Error("got 2") }, "fail", "needs a cause and a symptom",
	},
	"no mark, passes": {knownfailure.Mark{}, func(testing.TB) {}, "pass", ""},
	"no mark, fails":  {knownfailure.Mark{}, func(t testing.TB) { t.Error("got 2") }, "fail", "got 2"},
}

// Each sample runs in a process of its own, where this is the test under the mark.
func TestMark_saysHowATestEnds(t *testing.T) {
	t.Parallel()
	if chosen, ok := samples[os.Getenv(sample)]; ok {
		chosen.mark.Run(t, chosen.body)
		return
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range samples {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run := exec.CommandContext(t.Context(), program, "-test.run=^TestMark_saysHowATestEnds$", "-test.v")
			run.Env = append(os.Environ(), sample+"="+name)
			out, err := run.CombinedOutput()
			said := string(out)
			if (err != nil) != (want.ends == "fail") || !strings.Contains(said, "--- "+strings.ToUpper(want.ends)+": TestMark") {
				t.Errorf("want %s, %v\n%s", want.ends, err, said)
			}
			if !strings.Contains(said, want.says) {
				t.Errorf("%q is missing in\n%s", want.says, said)
			}
			known, marked := strings.Contains(said, knownfailure.Attribute), want.mark != knownfailure.Mark{}
			if want.ends == "pass" && known != marked {
				t.Errorf("reported as known to fail: %t\n%s", known, said)
			}
		})
	}
}
