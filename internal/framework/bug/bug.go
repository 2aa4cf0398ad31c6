// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package bug says where a panic happened, in words that may be made public: what a program panics with may be made of the
// configuration, and so of secrets, prompts and records.
package bug

import (
	"fmt"
	"path"
	"runtime"
	"strings"
)

// What describes what a program panicked with. The runtime's own errors consist of numbers and the names of types; of all
// else, only the type is told.
func What(cause any) string {
	if err, ok := cause.(runtime.Error); ok {
		return err.Error()
	}
	return fmt.Sprintf("a value of type %T", cause)
}

// Where lists the functions that a panic went through up to the guard of its request, the innermost first. Call it in the
// deferred function that recovers. The stack that the runtime prints shows arguments too, as words of memory, some of which
// are values.
func Where() string {
	callers := make([]uintptr, 64)
	frames := runtime.CallersFrames(callers[:runtime.Callers(0, callers)])
	var lines []string
	panicked := false
	for {
		frame, more := frames.Next()
		own := !strings.HasPrefix(frame.Function, "runtime.")
		switch {
		case panicked && own:
			lines = append(lines, fmt.Sprintf("  %s %s:%d", path.Base(frame.Function), path.Base(frame.File), frame.Line))
		case frame.Function == "runtime.gopanic":
			panicked = true
		}
		if !more || panicked && strings.Contains(frame.Function, "provider.guard") {
			return strings.Join(lines, "\n")
		}
	}
}
