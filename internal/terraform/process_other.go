// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

//go:build !unix

package terraform

import (
	"os"
	"os/exec"
)

// Where there are no process groups and no interrupts to send, a command is ended the hard way.
func InOwnGroup(*exec.Cmd) {}

func interrupt(p *os.Process) error { return p.Kill() }

func killGroup(*os.Process) {}
