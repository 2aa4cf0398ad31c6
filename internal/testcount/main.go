// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Command testcount runs go test with the arguments it is given and says at the end how many tests passed, failed and
// were skipped, and why each one was skipped: a test that silently did not run proves nothing. Those that failed as they were
// known to (package knownfailure) are counted apart, each with its cause. The exit code is that of go test, or 1 when no test
// ran at all.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
)

func main() {
	code, err := run(".", os.Args[1:], os.Stdout, os.Stderr)
	if err != nil {
		fmt.Fprintln(os.Stderr, "testcount:", err)
	}
	os.Exit(code)
}

// run executes go test -json in a directory and reports its events to out while they arrive.
func run(dir string, args []string, out, errOut io.Writer) (code int, err error) {
	cmd := exec.Command("go", append([]string{"test", "-json"}, args...)...)
	cmd.Dir = dir
	cmd.Stderr = errOut
	events, err := cmd.StdoutPipe()
	if err != nil {
		return 1, err
	}
	if err := cmd.Start(); err != nil {
		return 1, err
	}

	r := newReport(out)
	readErr := r.read(events)
	waitErr := cmd.Wait()
	ran := r.close()

	var exit *exec.ExitError
	switch {
	case readErr != nil:
		return 1, fmt.Errorf("reading the output of go test: %w", readErr)
	case errors.As(waitErr, &exit) && exit.ExitCode() > 0:
		return exit.ExitCode(), nil
	case waitErr != nil:
		return 1, waitErr
	case ran == 0:
		return 1, errors.New("no test ran")
	}
	return 0, nil
}

// read consumes events, one JSON object to a line. Lines that are no JSON come from the go command itself and are shown.
func (r *report) read(events io.Reader) error {
	lines := bufio.NewReader(events)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var e event
			if json.Unmarshal(line, &e) == nil {
				r.add(e)
			} else {
				r.print(string(line))
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
