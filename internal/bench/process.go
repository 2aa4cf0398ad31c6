// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"time"
)

// Terraform starts providers itself and says nothing about their memory. So this program is installed as the provider,
// runs the real one, and writes down how much it needed at its peak. It must be small itself: the system counts what a
// process was before it became another program.
const (
	programVariable = "BEDROCK_BENCH_PROGRAM" // the program to run
	peaksVariable   = "BEDROCK_BENCH_PEAKS"   // the file that gets one number for each process
)

// weighing is what to run in place of a program, the environment that goes with it, and the file for the peaks.
func weighing(dir, program string) (self string, env []string, peaks string, err error) {
	if self, err = os.Executable(); err != nil {
		return "", nil, "", err
	}
	if program, err = filepath.Abs(program); err != nil {
		return "", nil, "", err
	}
	peaks = filepath.Join(dir, filepath.Base(program)+".peaks")
	return self, []string{programVariable + "=" + program, peaksVariable + "=" + peaks}, peaks, nil
}

// weigh is this process in place of a program.
func weigh() int {
	signal.Ignore(os.Interrupt) // as providers do: Terraform ends them
	cmd := exec.Command(os.Getenv(programVariable), os.Args[1:]...)
	cmd.Env = append(os.Environ(), programVariable+"=")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := cmd.Run()
	if cmd.ProcessState == nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		return 1
	}
	if err := note(os.Getenv(peaksVariable), peakMemory(cmd.ProcessState)); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		return 1
	}
	return cmd.ProcessState.ExitCode()
}

// note appends a line in one write, since several providers may end at once.
func note(path string, bytes int64) (err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	_, err = fmt.Fprintf(file, "%d\n", bytes)
	return err
}

// highestPeak reads what the processes of one command wrote down, in bytes, and forgets it.
func highestPeak(path string) (highest int64, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, fmt.Errorf("nobody has said how much memory was needed: %w", err)
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var peak int64
		if _, err := fmt.Sscan(lines.Text(), &peak); err != nil {
			return 0, err
		}
		highest = max(highest, peak)
	}
	return highest, os.Remove(path)
}

// cpu is the processor time of a process and of all the processes that it waited for.
func cpu(state *os.ProcessState) time.Duration { return state.UserTime() + state.SystemTime() }

// megabytes are decimal, as sizes of files and downloads are told.
func megabytes(bytes int64) float64 { return float64(bytes) / 1e6 }
