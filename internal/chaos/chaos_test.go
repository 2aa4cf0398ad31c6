// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func TestChoose_dependsOnSeedAndNumberAlone(t *testing.T) {
	t.Parallel()
	same := 0
	for number := range 200 {
		c := choose(1, number)
		if again := choose(1, number); again != c {
			t.Errorf("run %d is once %s and once %s", number, c, again)
		}
		if other := choose(2, number); other.moment == c.moment {
			same++
		}
	}
	if same > 0 {
		t.Errorf("another seed strikes %d times at the same moment", same)
	}
}

func TestChoose_spreadsMomentsAndReachesEverything(t *testing.T) {
	t.Parallel()
	const runs = 2000
	tenths, combinations := [10]int{}, map[string]int{}
	for number := range runs {
		c := choose(1, number)
		if c.moment < 0 || c.moment >= 1 {
			t.Fatalf("run %d strikes at %f", number, c.moment)
		}
		tenths[int(10*c.moment)]++
		combinations[string(c.action)+string(c.blow)+string(c.names)]++
	}
	for tenth, count := range tenths {
		if count < runs/20 {
			t.Errorf("only %d of %d moments are in tenth %d", count, runs, tenth)
		}
	}
	if want := 2 * (3*3 + 2*2); len(combinations) != want {
		t.Errorf("%d combinations of action, blow and names, want %d", len(combinations), want)
	}
}

func TestParse_refusesWhatMakesNoSense(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"-runs", "0"}, {"-parallel", "0"}, {"-only", "-1"}, {"-seed", "x"}, {"more"}} {
		if _, err := parse(args, io.Discard); err == nil {
			t.Errorf("parse(%q) has no objection", args)
		}
	}
	o, err := parse([]string{"-seed", "7", "-only", "30", "-runs", "2"}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if got := o.choices(); len(got) != 1 || got[0] != choose(7, 30) {
		t.Errorf("-only 30 makes the runs %v", got)
	}
}

func TestErrorsIn_findsTheImportCommand(t *testing.T) {
	t.Parallel()
	const output = `{"@message":"Terraform 1.11.4","type":"version"}
not JSON
{"diagnostic":{"severity":"warning","summary":"w","detail":"terraform import a b"}}
{"diagnostic":{"severity":"error","address":"bedrock_x.y","detail":"Taken. Either\n\n  - import: terraform import ADDRESS arn:1\n  - or"}}
{"diagnostic":{"severity":"error","summary":"Other","detail":"nothing to import"}}`
	found := errorsIn(output)
	if len(found) != 2 {
		t.Fatalf("%d errors, want 2: %v", len(found), found)
	}
	if id, ok := found[0].importCommand(); !ok || id != "arn:1" || found[0].Address != "bedrock_x.y" {
		t.Errorf("the first error asks to import %q into %s", id, found[0].Address)
	}
	if id, ok := found[1].importCommand(); ok {
		t.Errorf("the second error asks to import %q", id)
	}
}

func TestDuplicates_countsWhatIsBeyondOneOfEach(t *testing.T) {
	t.Parallel()
	const east, west = "arn:aws:bedrock:us-east-1:123456789012:", "arn:aws:bedrock:us-west-2:123456789012:"
	one := []simulator.Object{
		{Type: "bucket", ARN: "arn:aws:s3:::b"}, {Type: "role", ARN: "role/a"}, {Type: "resource-share", ARN: "s"},
		{Type: "custom-model", ARN: east + "custom-model/m"}, {Type: "custom-model", ARN: west + "custom-model/m"},
		{Type: "object", ARN: "arn:aws:s3:::b/train.jsonl"}, {Type: "object", ARN: "arn:aws:s3:::b/output/metrics.csv"},
	}
	if got := duplicates(one, apply); got != 0 {
		t.Errorf("one of each: %d duplicates", got)
	}
	more := slices.Concat(one, []simulator.Object{
		{Type: "model-customization-job", ARN: east + "model-customization-job/m"}, {Type: "role"}, {Type: "role"},
		{Type: "model-copy-job", ARN: west + "model-copy-job/m"},
	})
	if got := duplicates(more, apply); got != 4 {
		t.Errorf("%d duplicates, want a running job, a running copy and two roles", got)
	}
	if got := duplicates(more, destroy); got != 0 {
		t.Errorf("after a destroy, %d duplicates: what is left are orphans", got)
	}
}

func TestRepeatedJobs_countsThoseThatWereStarted(t *testing.T) {
	t.Parallel()
	const create = "CreateModelCustomizationJob"
	journal := []simulator.Entry{{Operation: create, Status: 400}, {Operation: "CreateRole", Status: 200}, {Operation: create, Status: 201}}
	if got := repeatedJobs(journal); got != 0 {
		t.Errorf("one job: %d repeated", got)
	}
	if got := repeatedJobs(append(journal, simulator.Entry{Operation: create, Status: 201})); got != 1 {
		t.Errorf("two jobs: %d repeated", got)
	}
	if got := repeatedJobs(append(journal, simulator.Entry{Operation: "CreateModelCopyJob", Status: 201})); got != 0 {
		t.Errorf("a job and a copy: %d repeated", got)
	}
	if got := repeatedJobs(nil); got != 0 {
		t.Errorf("no job: %d repeated", got)
	}
}

func TestScore_addsUpAndSplits(t *testing.T) {
	t.Parallel()
	orphan := []simulator.Object{{Type: "role"}}
	outcomes := []outcome{
		{choice: choice{blow: interrupt, names: fixed}, hit: true},
		{choice: choice{blow: killTerraform, names: owned}, hit: true, orphans: orphan, duplicates: 2, repeated: 1},
		{choice: choice{blow: killTerraform, names: owned}, imports: 1, changes: true, unrecovered: true},
	}
	var total score
	for _, o := range outcomes {
		total.add(o)
	}
	const want = "chaos: 3 runs, orphans 1, duplicates 2, repeated jobs 1, non-empty second plans 1, unrecovered 1"
	if got := total.String(); got != want || !total.bad() {
		t.Errorf("%s\nwant\n%s, and bad", got, want)
	}
	for line := range strings.Lines(split(outcomes)) {
		switch cells := strings.Join(strings.Fields(line), " "); {
		case strings.HasPrefix(cells, "kill terraform owned"):
			if cells != "kill terraform owned 2 1 1 1 2 1 1 1" {
				t.Errorf("killed: %s", cells)
			}
		case strings.HasPrefix(cells, "SIGINT fixed"):
			if cells != "SIGINT fixed 1 1 0 0 0 0 0 0" {
				t.Errorf("interrupted: %s", cells)
			}
		}
	}
}

func TestDistant_actsLongBeforeItAnswers(t *testing.T) {
	t.Parallel()
	const way = 20 * time.Millisecond
	var acted time.Time
	aws := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		acted = time.Now()
		w.WriteHeader(http.StatusCreated)
		w.Write([]byte("{}"))
	})
	server := httptest.NewServer(distant(aws, way))
	defer server.Close()
	sent := time.Now()
	resp, err := server.Client().Get(server.URL)
	answered := time.Now()
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if there, back := acted.Sub(sent), answered.Sub(acted); there < way || back < way || resp.StatusCode != http.StatusCreated {
		t.Errorf("status %d after %s there and %s back, want %s each", resp.StatusCode, there, back, way)
	}
}
