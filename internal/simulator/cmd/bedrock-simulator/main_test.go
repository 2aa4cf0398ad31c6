// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"flag"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestRun_saysWhereItListensAndStopsQuietly(t *testing.T) {
	t.Parallel()
	ctx, interrupt := context.WithCancel(t.Context())
	stdout, output := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- run(ctx, []string{"-listen", "127.0.0.1:0", "-speed", "3600"}, output, io.Discard) }()

	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	address, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if !ok || !strings.HasPrefix(address, "http://127.0.0.1:") || strings.HasSuffix(address, ":0") {
		t.Fatalf("first line: %q", line)
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address+"/_simulator/objects", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Errorf("got %d", resp.StatusCode)
	}
	interrupt()
	if err := <-done; err != nil {
		t.Errorf("stopping: %v", err)
	}
}

func TestRun_listsOperations(t *testing.T) {
	t.Parallel()
	var stdout bytes.Buffer
	if err := run(t.Context(), []string{"-operations"}, &stdout, io.Discard); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(stdout.String()), "\n")
	fates := map[string]string{}
	for _, line := range lines {
		name, fate, _ := strings.Cut(line, " ")
		fates[name] = strings.TrimSpace(fate)
	}
	if len(lines) < 108 || fates["GetCustomModel"] != "simulated" || fates["GetMarketplaceModelEndpoint"] != "answered with 501" {
		t.Errorf("%d lines:\n%s", len(lines), stdout.String())
	}
}

func TestRun_refusesOtherMachinesAndOtherArguments(t *testing.T) {
	t.Parallel()
	stopped, stop := context.WithCancel(t.Context()) // one that is accepted serves nobody
	stop()
	for _, args := range [][]string{
		{"-listen", "0.0.0.0:0"},
		{"-listen", ":0"},
		{"-listen", "192.0.2.1:0"},
		{"-listen", "example.com:80"},
		{"-listen", "127.0.0.1"},
		{"-speed", "0"},
		{"-listen", "127.0.0.1:0", "-speed", "NaN"},
		{"-listen", "127.0.0.1:0", "-speed", "Inf"},
		{"-listen", "127.0.0.1:0", "-speed", "1e300"},
		{"-listen", "127.0.0.1:0", "-organization", "123456789012,support"},
		{"-listen", "127.0.0.1:0", "-organization", "123456789012,"},
		{"extra"},
	} {
		if err := run(stopped, args, io.Discard, io.Discard); err == nil {
			t.Errorf("%v was accepted", args)
		}
	}
}

func TestRun_listensElsewhereWhenToldTo(t *testing.T) {
	t.Parallel()
	stopped, stop := context.WithCancel(t.Context())
	stop()
	var stdout bytes.Buffer
	err := run(stopped, []string{"-listen", "0.0.0.0:0", "-any-address"}, &stdout, io.Discard)
	if errors.Is(err, context.Canceled) { // it got as far as to listen
		err = nil
	}
	if err != nil {
		t.Error(err)
	}
}

func TestRun_saysItsVersion(t *testing.T) {
	t.Parallel()
	var stdout bytes.Buffer
	if err := run(t.Context(), []string{"-version"}, &stdout, io.Discard); err != nil || stdout.String() != "bedrock-simulator dev\n" {
		t.Errorf("%q %v", stdout.String(), err)
	}
}

func TestRun_documentsItself(t *testing.T) {
	t.Parallel()
	var help bytes.Buffer
	if err := run(t.Context(), []string{"-h"}, io.Discard, &help); !errors.Is(err, flag.ErrHelp) {
		t.Errorf("got %v", err)
	}
	for _, word := range []string{"-listen", "-speed", "-organization", "/_simulator/faults", "AWS_ENDPOINT_URL"} {
		if !strings.Contains(help.String(), word) {
			t.Errorf("the help does not mention %s", word)
		}
	}
}
