// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync"
)

// printer lets several tell their part without breaking each other's lines.
type printer struct {
	mu sync.Mutex
	w  io.Writer
}

func (p *printer) printf(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprintf(p.w, format, args...) //nolint:errcheck // there is nowhere else to say so
}

// lines returns a writer that prints whole lines, each behind a prefix.
func (p *printer) lines(prefix string) *lineWriter { return &lineWriter{printer: p, prefix: prefix} }

type lineWriter struct {
	printer *printer
	prefix  string
	shorten func(line string) string // what to print of a line; nil: all of it

	mu      sync.Mutex
	pending []byte // the beginning of a line
}

// Write prints the lines that are complete.
func (l *lineWriter) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.pending = append(l.pending, p...)
	for {
		line, rest, complete := bytes.Cut(l.pending, []byte("\n"))
		if !complete {
			return len(p), nil
		}
		l.print(string(line))
		l.pending = rest
	}
}

func (l *lineWriter) print(line string) {
	if l.shorten != nil {
		line = l.shorten(line)
	}
	l.printer.printf("%s%s\n", l.prefix, strings.ReplaceAll(line, "\n", "\n"+l.prefix))
}

// flush prints a last line that has no end.
func (l *lineWriter) flush() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.pending) > 0 {
		l.print(string(l.pending))
		l.pending = nil
	}
}
