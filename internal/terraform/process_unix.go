// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

//go:build unix

package terraform

import (
	"os"
	"os/exec"
	"syscall"
)

// InOwnGroup keeps the Ctrl-C that the terminal sends to everybody away from a command: Terraform would see it twice,
// and the second one means "stop without writing the state".
func InOwnGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func interrupt(p *os.Process) error { return p.Signal(os.Interrupt) }

// killGroup ends what a command that was in a group of its own has left behind. That nothing is left is the normal case.
func killGroup(p *os.Process) { _ = syscall.Kill(-p.Pid, syscall.SIGKILL) }
