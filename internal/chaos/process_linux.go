// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

//go:build linux

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// process is what the system says about a running process.
type process struct {
	pid, parent, group int
}

// processes lists what runs. What has ended, but was not waited for, is left out.
func processes() ([]process, error) {
	files, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return nil, err
	}
	var running []process
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			continue // it has ended since the list was made
		}
		var p process
		var state string
		name := strings.LastIndexByte(string(text), ')') // the name of the program may hold anything
		if _, err := fmt.Sscan(filepath.Base(filepath.Dir(file)), &p.pid); err != nil {
			return nil, err
		}
		if _, err := fmt.Sscan(string(text)[name+1:], &state, &p.parent, &p.group); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if state != "Z" && state != "X" {
			running = append(running, p)
		}
	}
	return running, nil
}

// send sends a signal to a process, or to a process group when the number is negative. A process that has ended is no error:
// that is what happens when the moment comes too late.
func send(pid int, signal syscall.Signal) error {
	if err := syscall.Kill(pid, signal); err != nil && !errors.Is(err, syscall.ESRCH) {
		return fmt.Errorf("sending %s to %d: %w", signal, pid, err)
	}
	return nil
}
