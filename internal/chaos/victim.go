// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

// lingering is how long a provider that lives on after Terraform was killed is waited for. One that Terraform had started, but
// not yet spoken to, waits for it forever: nobody has told it that there is nothing to do.
const lingering = 10 * time.Second

// victim is a Terraform that is going to be hit.
type victim struct {
	cmd   *exec.Cmd
	log   string        // file with all that it prints
	ended chan struct{} // closed when Terraform has ended
	hit   bool          // the blow came before the end
	// stayed says that a provider went on without Terraform, and had to be ended.
	stayed bool
}

// attack starts Terraform, hits it at its moment, and returns when it and the providers that it started have ended.
func attack(ctx context.Context, cli terraform.CLI, c choice, usual time.Duration, args ...string) (v *victim, err error) {
	v = &victim{cmd: exec.CommandContext(ctx, cli.Path, args...), log: filepath.Join(cli.Dir, "victim.log"), ended: make(chan struct{})}
	v.cmd.Dir, v.cmd.Env = cli.Dir, append(os.Environ(), cli.Env...)
	log, err := os.Create(v.log) // a file, not a pipe that a provider could keep open
	if err != nil {
		return nil, err
	}
	defer log.Close()
	v.cmd.Stdout, v.cmd.Stderr = log, log
	terraform.InOwnGroup(v.cmd)
	if err := v.cmd.Start(); err != nil {
		return nil, err
	}
	go func() {
		defer close(v.ended)
		v.cmd.Wait() //nolint:errcheck // it fails in most runs, which is the point
	}()
	if v.await(ctx, time.Duration(c.moment*float64(usual))) {
		v.hit, err = v.strike(ctx, c)
	}
	select {
	case <-v.ended:
	case <-ctx.Done():
		<-v.ended // it is killed when the context ends
		err = errors.Join(err, fmt.Errorf("terraform %s did not end after %s: %w", args[0], c.blow, ctx.Err()))
	}
	return v, errors.Join(err, v.bury(ctx))
}

// await waits, and reports whether Terraform still runs.
func (v *victim) await(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-v.ended:
	case <-ctx.Done():
	}
	return false
}

func (v *victim) strike(ctx context.Context, c choice) (hit bool, err error) {
	pid := v.cmd.Process.Pid
	switch c.blow {
	case terminate:
		return true, send(pid, syscall.SIGTERM)
	case killTerraform:
		return true, send(pid, syscall.SIGKILL)
	case killTheProvider:
		return v.killProvider(ctx)
	case interruptTwice:
		if err := send(-pid, syscall.SIGINT); err != nil || !v.await(ctx, c.hurry) {
			return true, err
		}
		return true, send(-pid, syscall.SIGINT)
	default:
		return true, send(-pid, syscall.SIGINT)
	}
}

// killProvider kills the providers that run. Between plan and apply, there is none for a moment: then the next one.
func (v *victim) killProvider(ctx context.Context) (hit bool, err error) {
	for v.await(ctx, time.Millisecond) {
		running, err := processes()
		if err != nil {
			return false, err
		}
		for _, p := range running {
			if p.parent == v.cmd.Process.Pid {
				hit = true
				if err := send(p.pid, syscall.SIGKILL); err != nil {
					return hit, err
				}
			}
		}
		if hit {
			return true, nil
		}
	}
	return false, nil
}

// bury returns when nothing of the victim runs any more: what a provider still does after Terraform was killed belongs
// to the blow, not to the recovery.
func (v *victim) bury(ctx context.Context) error {
	group := v.cmd.Process.Pid
	for deadline := time.Now().Add(lingering); ; {
		running, err := processes()
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(running, func(p process) bool { return p.group == group }) {
			return nil
		}
		if time.Now().After(deadline) || ctx.Err() != nil {
			v.stayed = true
			return send(-group, syscall.SIGKILL)
		}
		pause := time.NewTimer(10 * time.Millisecond)
		select {
		case <-pause.C:
		case <-ctx.Done():
		}
	}
}

// words are the last lines of what the victim said.
func (v *victim) words() string {
	text, err := os.ReadFile(v.log)
	if err != nil {
		return err.Error()
	}
	lines := strings.Split(strings.TrimSpace(string(text)), "\n")
	return strings.Join(lines[max(0, len(lines)-25):], "\n")
}
