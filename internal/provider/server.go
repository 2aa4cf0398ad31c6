// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"fmt"
	"iter"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
)

// frameworkServer is everything that the framework's server can do. The wrapper embeds all of it, because terraform-plugin-go
// finds the newer parts of the protocol by type assertion and says "not implemented" where that fails.
type frameworkServer interface {
	tfprotov6.ProviderServer
	tfprotov6.ListResourceServer
	tfprotov6.ActionServer
	tfprotov6.StateStoreServer
}

// server turns a panic in a request into an error of that request. Without it the process dies, and with it every other
// request in flight, some of which may just have created something.
type server struct {
	frameworkServer
	version string
	stopped *atomic.Bool // Terraform has asked to stop
	access  *access
}

var _ frameworkServer = (*server)(nil)

// NewServer returns a constructor of the provider's protocol server, as main and tests run it.
func NewServer(version string, domains []domain.Domain, opts ...Option) func() (tfprotov6.ProviderServer, error) {
	return func() (tfprotov6.ProviderServer, error) {
		stopped, access := new(atomic.Bool), new(access)
		inner, ok := providerserver.NewProtocol6(
			New(version, domains, append(opts, withServer(stopped, access))...)())().(frameworkServer)
		if !ok {
			return nil, fmt.Errorf("starting the provider: the framework's server lacks a part of protocol 6")
		}
		return &server{frameworkServer: inner, version: version, stopped: stopped, access: access}, nil
	}
}

type diagnostics = []*tfprotov6.Diagnostic

// guard runs one request. After a panic the answer is what failed makes of the diagnostic.
func guard[Request, Response any](
	ctx context.Context, c call, req Request,
	run func(context.Context, Request) (Response, error), failed func(diagnostics) Response,
) (resp Response, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			resp, err = failed(diagnostics{c.bug(ctx, cause)}), nil
		}
	}()
	return run(ctx, req)
}

// guardSeq is guard for an answer that comes in parts: after a panic the last part is what failed makes of the diagnostic.
func guardSeq[Part any](ctx context.Context, c call, parts iter.Seq[Part], failed func(diagnostics) Part) iter.Seq[Part] {
	return func(push func(Part) bool) {
		listening := true // false once the receiver has gone, or if it is the receiver that panics
		defer func() {
			if cause := recover(); cause != nil {
				d := diagnostics{c.bug(ctx, cause)}
				if listening {
					push(failed(d))
				}
			}
		}()
		parts(func(part Part) bool {
			listening = false
			listening = push(part)
			return listening
		})
	}
}
