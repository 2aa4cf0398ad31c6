// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

var (
	// ErrNotRegular means that the path of a data set is a directory, a pipe or a device.
	ErrNotRegular = errors.New("not a regular file")
	// ErrChanged means that the file was written to while it was read.
	ErrChanged = errors.New("the file changed while it was read")
)

// ValidateFile is Validate for a file. A file that was read before in this process is not read again as long as it is
// the same file with the same size and modification time; concurrent callers share one reading. So a plan, and the plan
// that precedes an apply, cost one reading, however many resources refer to the file. They share the report, whose lists
// are not to be changed.
//
// The error wraps that of the operating system (fs.ErrNotExist, fs.ErrPermission), ErrNotRegular, ErrChanged, or that of
// the context. Errors are not remembered.
func ValidateFile(ctx context.Context, path string, opts Options) (Report, error) {
	return processFiles.validate(ctx, path, opts)
}

// processFiles remembers what was read in this process.
var processFiles fileCache

// fileCache remembers the last report for every path and set of options.
type fileCache struct {
	mu      sync.Mutex
	entries map[fileKey]*fileEntry
}

type fileKey struct {
	path string // absolute
	opts Options
}

// fileEntry is one reading, perhaps still going on.
type fileEntry struct {
	info   fs.FileInfo   // of the file when the reading began
	done   chan struct{} // closed when report and err are set
	report Report
	err    error
}

func (c *fileCache) validate(ctx context.Context, path string, opts Options) (Report, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return Report{}, fmt.Errorf("resolving %s: %w", path, err)
	}
	key := fileKey{absolute, opts}
	for {
		info, err := os.Stat(absolute)
		if err != nil {
			return Report{}, err
		}
		if !info.Mode().IsRegular() {
			return Report{}, fmt.Errorf("%s: %w", path, ErrNotRegular)
		}
		entry, mine := c.entry(key, info)
		if mine {
			entry.report, entry.err = readFile(ctx, absolute, opts)
			if entry.err != nil {
				c.forget(key, entry)
			}
			close(entry.done)
			return entry.report, entry.err
		}
		select {
		case <-ctx.Done():
			return Report{}, ctx.Err()
		case <-entry.done:
		}
		if !isContextError(entry.err) {
			return entry.report, entry.err
		}
		// Whoever was reading gave up; this caller has not.
	}
}

// entry returns the reading of a file, and whether the caller is the one who must do it.
func (c *fileCache) entry(key fileKey, info fs.FileInfo) (entry *fileEntry, mine bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.entries[key]; ok && sameContent(e.info, info) {
		return e, false
	}
	if c.entries == nil {
		c.entries = map[fileKey]*fileEntry{}
	}
	e := &fileEntry{info: info, done: make(chan struct{})}
	c.entries[key] = e
	return e, true
}

func (c *fileCache) forget(key fileKey, entry *fileEntry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.entries[key] == entry {
		delete(c.entries, key)
	}
}

func readFile(ctx context.Context, path string, opts Options) (report Report, err error) {
	file, err := os.Open(path)
	if err != nil {
		return Report{}, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	before, err := file.Stat()
	if err != nil {
		return Report{}, err
	}
	report, err = Validate(ctx, file, opts)
	if err != nil {
		return Report{}, fmt.Errorf("%s: %w", path, err)
	}
	after, err := file.Stat()
	if err != nil {
		return Report{}, err
	}
	if !sameContent(before, after) || after.Size() != report.Bytes {
		return Report{}, fmt.Errorf("%s: %w", path, ErrChanged)
	}
	return report, nil
}

// sameContent reports whether two looks at a path saw the same file in the same state.
func sameContent(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime())
}

func isContextError(err error) bool {
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}
