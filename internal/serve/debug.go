// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package serve

import (
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/signal"
	"runtime"
	"strings"

	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// reattach is one entry of TF_REATTACH_PROVIDERS, as Terraform reads it.
type reattach struct {
	Protocol        string
	ProtocolVersion int
	Pid             int
	Test            bool // do not end the process
	Addr            struct{ Network, String string }
}

// Debug serves a provider to every Terraform that is told about it, until it is interrupted: it prints what to tell. So the
// program can run in a debugger.
func Debug(address string, provider tfprotov6.ProviderServer) error {
	listener, err := listen()
	if err != nil {
		return fmt.Errorf("listening for Terraform: %w", err)
	}
	defer func() { _ = listener.Close() }() // The server has closed it, if it got so far.
	server, err := newServer(address, provider, nil)
	if err != nil {
		return err
	}
	interrupt := make(chan os.Signal, 1)
	signal.Notify(interrupt, os.Interrupt)
	go func() {
		<-interrupt
		server.Stop()
	}()
	text, err := variable(address, listener.Addr())
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(os.Stdout, "The provider runs. In the shell of Terraform, say:\n\n\t%s\n\n", text); err != nil {
		return fmt.Errorf("telling the address: %w", err)
	}
	return server.Serve(listener)
}

// variable returns the command that sets TF_REATTACH_PROVIDERS.
func variable(address string, at net.Addr) (string, error) {
	entry := reattach{Protocol: string(plugin.ProtocolGRPC), ProtocolVersion: protocol, Pid: os.Getpid(), Test: true}
	entry.Addr.Network, entry.Addr.String = at.Network(), at.String()
	// OpenTofu knows the same provider by the name of its own registry.
	inOpenTofu := strings.Replace(address, "registry.terraform.io/", "registry.opentofu.org/", 1)
	value, err := json.Marshal(map[string]reattach{address: entry, inOpenTofu: entry})
	if err != nil {
		return "", fmt.Errorf("telling the address: %w", err)
	}
	set := "export "
	if runtime.GOOS == "windows" {
		set = "$env:" // PowerShell
	}
	return fmt.Sprintf("%sTF_REATTACH_PROVIDERS='%s'", set, value), nil
}
