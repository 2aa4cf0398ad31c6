// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// broughtFile is a row of the table of files as people bring them, with what is said of each. The check of data sets and the
// jobs of the simulator are held to the same table.
type broughtFile struct {
	Name, File, Format, Model, Region string
	// Check is "accepts", "doubts" or "refuses": the plan says nothing, warns, or stops.
	Check string
	// Line is the first one that is at fault, and Says are other parts of what the plan says.
	Line int
	Says []string
	// Mends says that the commands of the errors, run one after the other, make a file that passes, which still holds Keeps.
	Mends bool
	Keeps string
	// Named is the name that the file is brought under, where that matters.
	Named string
}

// broughtFiles reads the table.
func broughtFiles(t *testing.T) (files []broughtFile) {
	t.Helper()
	text, err := os.ReadFile("../../../dataset/testdata/files.jsonl")
	for row := range bytes.Lines(acctest.Must(t, text, err)) {
		var f broughtFile
		if err := json.Unmarshal(row, &f); err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// copied is the path of a copy, beside which a command may write.
func (f broughtFile) copied(t *testing.T) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../../../dataset/testdata/files", f.File))
	path := filepath.Join(t.TempDir(), cmp.Or(f.Named, "train.jsonl"))
	write(t, path, string(acctest.Must(t, text, err)))
	return path
}

func (f broughtFile) config(path string) string {
	arguments := fmt.Sprintf("source = %q\n", path)
	if f.Model != "" {
		arguments += fmt.Sprintf("base_model_identifier = %q\n", f.Model)
	}
	return strings.Replace(withDataset(arguments), `"prompt_completion"`, fmt.Sprintf("%q", f.Format), 1)
}

// What people bring is refused with the line, and with a command that really mends it; what is sound passes without a word.
func TestDataset_saysWhatIsWrongWithAFileAndMendsIt(t *testing.T) {
	t.Parallel()
	counts := map[string]int{}
	for _, f := range broughtFiles(t) {
		counts[f.Check]++
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			cloud := acctest.NewCloud(t)
			w := acctest.NewWorkspace(t, cloud.For(cmp.Or(f.Region, acctest.Region)), domains())
			path := f.copied(t)
			plan := w.PlanOnly(t.Context(), f.config(path))
			errors, warnings := plan.Errors(), plan.Warnings()
			switch f.Check {
			case "accepts":
				if errors+warnings != "" {
					t.Errorf("said of a sound file: %s%s", errors, warnings)
				}
			case "doubts":
				acctest.Says(t, "warning", warnings, f.Says...)
				if errors != "" {
					t.Errorf("refused: %s", errors)
				}
			case "refuses":
				acctest.Says(t, "error", errors, append(f.Says, f.place())...)
				if f.Mends {
					f.mend(t, w, errors)
				}
			default:
				t.Fatalf("%q is no verdict", f.Check)
			}
		})
	}
	if counts["accepts"] < 15 || counts["refuses"] < 40 {
		t.Errorf("the table has %v", counts)
	}
}

// place is how an error tells of the line, where it is about one.
func (f broughtFile) place() string {
	if f.Line == 0 {
		return "- the data set"
	}
	return fmt.Sprintf("- line %d", f.Line)
}

// mend runs the commands of the errors until a plan says no more.
func (f broughtFile) mend(t *testing.T, w *acctest.Workspace, said string) {
	t.Helper()
	const steps = 3 // such as decompress, then take an array apart
	for range steps {
		path := runCommand(t, said)
		if said = w.PlanOnly(t.Context(), f.config(path)).Errors(); said != "" {
			continue
		}
		mended, err := os.ReadFile(path)
		if !strings.Contains(string(acctest.Must(t, mended, err)), f.Keeps) {
			t.Errorf("what was mended does not hold %s:\n%s", f.Keeps, mended)
		}
		return
	}
	t.Errorf("%d commands did not mend it: %s", steps, said)
}

// runCommand runs the first command of an error and returns the file that it writes.
func runCommand(t *testing.T, said string) (path string) {
	t.Helper()
	_, rest, ok := strings.Cut(said, "This command writes ")
	if !ok {
		t.Fatalf("no command: %s", said)
	}
	path, rest, _ = strings.Cut(rest, ", to be named in source instead:\n\n  ")
	command, _, _ := strings.Cut(rest, "\n")
	command, _, _ = strings.Cut(command, " [AttributeName")
	tool, _, _ := strings.Cut(command, " ")
	if _, err := exec.LookPath(tool); err != nil {
		t.Skipf("%s is not installed, so %q was not run", tool, command)
	}
	if out, err := exec.CommandContext(context.WithoutCancel(t.Context()), "sh", "-c", command).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", command, err, out)
	}
	return path
}
