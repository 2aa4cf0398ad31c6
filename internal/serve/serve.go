// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package serve is the provider's end of the line to Terraform: the handshake on standard output, mutual TLS, and the gRPC
// server, with the services of go-plugin and terraform-plugin-go.
//
// It takes the place of tf6server.Serve, which also links a server for plugins older than gRPC, by package net/rpc. That one
// looks up methods whose names are not known before the program runs, so that the linker has to keep every exported method of
// every type: each operation of each AWS client, called or not. Without it the program is smaller by two fifths.
package serve

import (
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"
	"google.golang.org/grpc"
)

const (
	// cookieName and cookieValue are how Terraform says that it is the one who starts the program.
	cookieName  = "TF_PLUGIN_MAGIC_COOKIE"
	cookieValue = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2"

	// protocol is the version of Terraform's provider protocol.
	protocol = 6
	// maxMessage is what terraform-plugin-go allows, in bytes.
	maxMessage = 256 << 20
)

// Provider serves a provider to the Terraform that started this program, until Terraform ends it. The address is the one in
// required_providers, with the host name of the registry.
//
// Two things of go-plugin that neither Terraform nor OpenTofu asks for are left out: sockets that belong to a group, and
// several connections over one socket.
func Provider(address string, provider tfprotov6.ProviderServer) error {
	if os.Getenv(cookieName) != cookieValue {
		return errors.New("this program is a Terraform provider: Terraform starts it. Name it in required_providers " +
			"and run terraform or tofu, or start it with -debug and let them find it")
	}
	server, listener, certificate, err := prepare(address, provider)
	if err != nil {
		// Terraform shows what stands in the place of the handshake. Standard error goes to its log only.
		return errors.Join(err, say(strings.ReplaceAll(err.Error(), "\n", " ")))
	}
	defer func() { _ = listener.Close() }() // The server has closed it, if it got so far.
	// Ctrl-C reaches all processes of the terminal, and the end of a CI job or of timeout(1) all processes of the group. What it stops
	// is Terraform's decision, which comes as a request; ended here, a job that was just created would be in no state.
	signal.Notify(make(chan os.Signal, 1), os.Interrupt, syscall.SIGTERM)
	parent := os.Getppid() // before the handshake: killed right after it, the parent would be another process by then
	if err := say(fmt.Sprintf("%d|%d|%s|%s|%s|%s", plugin.CoreProtocolVersion, protocol,
		listener.Addr().Network(), listener.Addr(), plugin.ProtocolGRPC, base64.RawStdEncoding.EncodeToString(certificate))); err != nil {
		return err
	}
	go stopWithParent(server, parent)
	return server.Serve(listener)
}

// prepare returns a server, where it is to listen, and the certificate by which Terraform knows it.
func prepare(address string, provider tfprotov6.ProviderServer) (*grpc.Server, net.Listener, []byte, error) {
	security, certificate, err := mutualTLS(os.Getenv("PLUGIN_CLIENT_CERT"))
	if err != nil {
		return nil, nil, nil, fmt.Errorf("securing the connection to Terraform: %w", err)
	}
	server, err := newServer(address, provider, security)
	if err != nil {
		return nil, nil, nil, err
	}
	listener, err := listen()
	if err != nil {
		return nil, nil, nil, fmt.Errorf("listening for Terraform: %w", err)
	}
	return server, listener, certificate, nil
}

// say is all that Terraform hears before it connects: one line.
func say(line string) error {
	if _, err := fmt.Fprintln(os.Stdout, line); err != nil {
		return fmt.Errorf("telling Terraform the address: %w", err)
	}
	return nil
}

// stopWithParent ends the server once the process that started this one has died, as Terraform does when it is killed: one that has
// not connected yet never will. What is being answered is answered first. Windows gives no process another parent.
func stopWithParent(server *grpc.Server, parent int) {
	for range time.Tick(time.Second) {
		if os.Getppid() != parent {
			server.GracefulStop()
			return
		}
	}
}

// newServer returns a server of the provider and of what Terraform needs to look after a plugin: health, and a request to end.
func newServer(address string, provider tfprotov6.ProviderServer, security *tls.Config) (*grpc.Server, error) {
	var server *grpc.Server
	services := plugin.GRPCServer{
		Plugins: plugin.PluginSet{"provider": &tf6server.GRPCProviderPlugin{
			Name: address, GRPCProvider: func() tfprotov6.ProviderServer { return provider },
		}},
		Server: func(options []grpc.ServerOption) *grpc.Server {
			server = grpc.NewServer(append(options, grpc.MaxRecvMsgSize(maxMessage), grpc.MaxSendMsgSize(maxMessage))...)
			return server
		},
		TLS: security,
		// Standard output and error stay what they are, so there is nothing to pass on.
		Stdout: silence(), Stderr: silence(),
	}
	if err := services.Init(); err != nil {
		return nil, fmt.Errorf("starting the gRPC server: %w", err)
	}
	return server, nil
}

// silence never says anything, and never ends.
func silence() io.Reader {
	reader, _ := io.Pipe()
	return reader
}
