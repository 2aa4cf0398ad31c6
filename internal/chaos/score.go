// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// outcome is what became of a run, as the simulator saw it.
type outcome struct {
	choice
	hit         bool               // the blow came before the end
	stayed      bool               // a provider went on without Terraform, and had to be ended
	last        string             // last operation that changed something before Terraform ended
	imports     int                // conflicts that were refused with the command that resolves them
	orphans     []simulator.Object // what is left when everything that Terraform knows is destroyed
	duplicates  int                // objects beyond the one of each resource, after the recovery
	repeated    int                // jobs that were started beyond the first
	changes     bool               // the plan after the recovery was not empty
	unrecovered bool
}

func (o outcome) bad() bool {
	return len(o.orphans) > 0 || o.duplicates > 0 || o.repeated > 0 || o.changes || o.unrecovered
}

func (o outcome) String() string {
	var said []string
	count := func(n int, what string) {
		if n > 0 {
			said = append(said, fmt.Sprintf("%s %d", what, n))
		}
	}
	if !o.hit {
		said = append(said, "ended before")
	}
	if o.stayed {
		said = append(said, "an idle provider stayed")
	}
	count(o.imports, "imported")
	count(len(o.orphans), "ORPHANS")
	count(o.duplicates, "DUPLICATES")
	count(o.repeated, "REPEATED JOBS")
	if o.changes {
		said = append(said, "SECOND PLAN NOT EMPTY")
	}
	if o.unrecovered {
		said = append(said, "NOT RECOVERED")
	}
	if !o.bad() {
		said = append(said, "ok")
	}
	return fmt.Sprintf("%4d  %-7s  %-14s  %-9s  %3.0f %%  after %-28s  %s",
		o.number, o.action, o.blow, o.names, 100*o.moment, o.last, strings.Join(said, ", "))
}

// duplicates counts the objects beyond the one that each resource stands for; after a destroy, what is left is an orphan and
// counted as such. A job is counted by its model: running, it has none yet. The copy of the model is in another region.
func duplicates(objects []simulator.Object, a action) (n int) {
	if a == destroy {
		return 0
	}
	perResource := map[string]int{}
	for _, o := range objects {
		switch {
		case o.Type == "bucket", o.Type == "role", o.Type == "resource-share":
			perResource[o.Type]++
		case o.Type == "custom-model", o.Type == "model-customization-job", o.Type == "model-copy-job":
			perResource["model in "+regionOf(o.ARN)]++
		case o.Type == "object" && strings.HasSuffix(o.ARN, "/train.jsonl"):
			perResource["dataset"]++
		}
	}
	for _, count := range perResource {
		n += max(0, count-1)
	}
	return n
}

// regionOf is the region of an ARN; empty for those that have none.
func regionOf(arn string) string {
	parts := strings.Split(arn, ":")
	if len(parts) < 6 {
		return ""
	}
	return parts[3]
}

// repeatedJobs counts the jobs, trainings and copies, that were started beyond the one of each that the configuration asks for.
func repeatedJobs(journal []simulator.Entry) (n int) {
	for _, operation := range []string{"CreateModelCustomizationJob", "CreateModelCopyJob"} {
		started := 0
		for _, entry := range journal {
			if entry.Operation == operation && entry.Status/100 == 2 {
				started++
			}
		}
		n += max(0, started-1)
	}
	return n
}

// lastWrite is the last operation that changed something.
func lastWrite(journal []simulator.Entry) string {
	last := "nothing"
	for _, entry := range journal {
		for _, verb := range []string{"Create", "Put", "Delete", "Stop"} {
			if strings.HasPrefix(entry.Operation, verb) {
				last = entry.Operation
			}
		}
	}
	return last
}

// score adds runs up.
type score struct {
	runs, hits, imports, orphans, duplicates, repeated, changes, unrecovered int
}

func (s *score) add(o outcome) {
	one := func(yes bool) int {
		if yes {
			return 1
		}
		return 0
	}
	s.runs++
	s.hits += one(o.hit)
	s.imports += o.imports
	s.orphans += len(o.orphans)
	s.duplicates += o.duplicates
	s.repeated += o.repeated
	s.changes += one(o.changes)
	s.unrecovered += one(o.unrecovered)
}

func (s *score) bad() bool { return s.orphans+s.duplicates+s.repeated+s.changes+s.unrecovered > 0 }

func (s *score) String() string {
	return fmt.Sprintf("chaos: %d runs, orphans %d, duplicates %d, repeated jobs %d, non-empty second plans %d, unrecovered %d",
		s.runs, s.orphans, s.duplicates, s.repeated, s.changes, s.unrecovered)
}

// split is the score of each blow, by the kind of names, as a table.
func split(outcomes []outcome) string {
	var b strings.Builder
	table := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	row := func(text string) { fmt.Fprintln(table, text) } //nolint:errcheck // it writes to memory
	row("blow\tnames\truns\thit\timported\torphans\tduplicates\trepeated\tsecond plan\tunrecovered")
	for _, blow := range blows() {
		for _, n := range namings(blow) {
			s := score{}
			for _, o := range outcomes {
				if o.blow == blow && o.names == n {
					s.add(o)
				}
			}
			row(fmt.Sprintf("%s\t%s\t%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d", blow, n, s.runs, s.hits,
				s.imports, s.orphans, s.duplicates, s.repeated, s.changes, s.unrecovered))
		}
	}
	table.Flush() //nolint:errcheck // it writes to memory
	return b.String()
}
