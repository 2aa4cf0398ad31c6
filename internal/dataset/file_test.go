// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
)

var promptOptions = dataset.Options{Format: dataset.PromptCompletion}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// setTime gives a file a modification time.
func setTime(t *testing.T, path string, at time.Time) {
	t.Helper()
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}

func TestValidateFile_readsAFileOncePerContent(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "train.jsonl")
	writeFile(t, path, goodPrompt)
	first, err := dataset.ValidateFile(t.Context(), path, promptOptions)
	if err != nil || first.Records != 1 {
		t.Fatalf("%d records, %v", first.Records, err)
	}
	// Other bytes of the same size behind the same inode and time: only a second reading would see them.
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	writeFile(t, path, strings.Repeat("\n", len(goodPrompt)))
	setTime(t, path, info.ModTime())
	if again, err := dataset.ValidateFile(t.Context(), path, promptOptions); err != nil || again.SHA256 != first.SHA256 {
		t.Errorf("the file was read again: %v", err)
	}
	setTime(t, path, info.ModTime().Add(time.Second))
	if changed, err := dataset.ValidateFile(t.Context(), path, promptOptions); err != nil || changed.Valid() {
		t.Errorf("the change was not seen: %v", err)
	}
	other, err := dataset.ValidateFile(t.Context(), path, dataset.Options{Format: dataset.Conversation})
	if err != nil || other.Format != dataset.Conversation {
		t.Errorf("the report of another format was given: %v", err)
	}
}

func TestValidateFile_seesAFileThatReplacesAnother(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path, next := filepath.Join(dir, "train.jsonl"), filepath.Join(dir, "next.jsonl")
	writeFile(t, path, goodPrompt)
	writeFile(t, next, strings.Replace(goodPrompt, "What", "That", 1))
	at := time.Now()
	setTime(t, path, at)
	setTime(t, next, at)
	first, err := dataset.ValidateFile(t.Context(), path, promptOptions)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(next, path); err != nil {
		t.Fatal(err)
	}
	second, err := dataset.ValidateFile(t.Context(), path, promptOptions)
	if err != nil || second.SHA256 == first.SHA256 {
		t.Errorf("the new file was not read: %v", err)
	}
}

func TestValidateFile_sharesOneReadingBetweenCallers(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "train.jsonl")
	writeFile(t, path, strings.Repeat(goodPrompt+"\n", 10_000))
	var all sync.WaitGroup
	reports := make([]dataset.Report, 16)
	errs := make([]error, len(reports))
	for i := range reports {
		all.Go(func() { reports[i], errs[i] = dataset.ValidateFile(t.Context(), path, promptOptions) })
	}
	all.Wait()
	for i, err := range errs {
		if err != nil || reports[i].Records != 10_000 || reports[i].SHA256 != reports[0].SHA256 {
			t.Errorf("caller %d: %d records, %v", i, reports[i].Records, err)
		}
	}
}

func TestValidateFile_survivesACallerThatGivesUp(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "train.jsonl")
	writeFile(t, path, strings.Repeat(goodPrompt+"\n", 5000))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			if _, err := dataset.ValidateFile(ctx, path, promptOptions); err != nil && !errors.Is(err, context.Canceled) {
				t.Errorf("given up: %v", err)
			}
		})
		all.Go(func() {
			if report, err := dataset.ValidateFile(t.Context(), path, promptOptions); err != nil || report.Records != 5000 {
				t.Errorf("not given up: %d records, %v", report.Records, err)
			}
		})
	}
	all.Wait()
}

func TestValidateFile_saysWhyAFileCannotBeRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if _, err := dataset.ValidateFile(t.Context(), filepath.Join(dir, "none.jsonl"), promptOptions); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing: %v", err)
	}
	if _, err := dataset.ValidateFile(t.Context(), dir, promptOptions); !errors.Is(err, dataset.ErrNotRegular) {
		t.Errorf("directory: %v", err)
	}
	if _, err := dataset.ValidateFile(t.Context(), os.DevNull, promptOptions); !errors.Is(err, dataset.ErrNotRegular) {
		t.Errorf("device: %v", err)
	}
}
