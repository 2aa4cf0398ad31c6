// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package serve_test

import (
	"net"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/serve"
)

func TestListenTCP_staysInTheRange(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	_, port, err := net.SplitHostPort(taken.Addr().String())
	if err != nil {
		t.Fatal(err)
	}

	t.Setenv("PLUGIN_MIN_PORT", port)
	t.Setenv("PLUGIN_MAX_PORT", port)
	if listener, err := serve.ListenTCP(); err == nil {
		t.Errorf("the only port is taken, but it listens at %s", listener.Addr())
	}
	t.Setenv("PLUGIN_MAX_PORT", "65535")
	listener, err := serve.ListenTCP()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	if listener.Addr().Network() != "tcp" || listener.Addr().String() == taken.Addr().String() {
		t.Errorf("listens at %s", listener.Addr())
	}
	t.Setenv("PLUGIN_MIN_PORT", "ten thousand")
	if _, err := serve.ListenTCP(); err == nil {
		t.Error("took a word for a port")
	}
}

func TestListenTCP_takesAnyPortWithoutARange(t *testing.T) {
	t.Setenv("PLUGIN_MIN_PORT", "")
	t.Setenv("PLUGIN_MAX_PORT", "")
	listener, err := serve.ListenTCP()
	if err != nil {
		t.Fatal(err)
	}
	if err := listener.Close(); err != nil {
		t.Error(err)
	}
}
