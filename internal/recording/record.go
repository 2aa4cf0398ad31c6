// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// line is one that a program printed, and how long after the start it did.
type line struct {
	at    time.Duration
	spans []span
}

// text is what somebody reads.
func (l line) text() string {
	var text strings.Builder
	for _, part := range l.spans {
		text.WriteString(part.text)
	}
	return text.String()
}

// record runs a program that prints in colours, shows to whoever waits what it prints, and returns that.
func record(ctx context.Context, watching io.Writer, program string, args ...string) (lines []line, err error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Env = append(os.Environ(), "CLICOLOR_FORCE=1", "NO_COLOR=")
	cmd.Stderr = watching
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	began := time.Now()
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	look := plain()
	scanner := bufio.NewScanner(stdout)
	for scanner.Scan() {
		l := line{at: time.Since(began)}
		l.spans, look = look.read(scanner.Text())
		lines = append(lines, l)
		fmt.Fprintln(watching, scanner.Text()) //nolint:errcheck // it is the picture that counts
	}
	if err := scanner.Err(); err != nil {
		return nil, err
	}
	if err := cmd.Wait(); err != nil {
		return nil, fmt.Errorf("%s: %w", program, err)
	}
	return lines, nil
}
