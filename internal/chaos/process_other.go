// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

//go:build !linux

package main

import (
	"errors"
	"syscall"
)

type process struct {
	pid, parent, group int
}

var errNeedsLinux = errors.New("finding the provider among the processes needs Linux")

func processes() ([]process, error) { return nil, errNeedsLinux }

func send(int, syscall.Signal) error { return errNeedsLinux }
