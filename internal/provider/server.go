// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"fmt"
	"iter"
	"runtime/debug"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-log/tflog"

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
	stopped *atomic.Bool // Terraform has asked to stop
}

var _ frameworkServer = (*server)(nil)

// NewServer returns a constructor of the provider's protocol server, as main and tests run it.
func NewServer(version string, domains []domain.Domain, opts ...Option) func() (tfprotov6.ProviderServer, error) {
	return func() (tfprotov6.ProviderServer, error) {
		stopped := new(atomic.Bool)
		inner, ok := providerserver.NewProtocol6(New(version, domains, append(opts, withStopped(stopped))...)())().(frameworkServer)
		if !ok {
			return nil, fmt.Errorf("starting the provider: the framework's server lacks a part of protocol 6")
		}
		return &server{frameworkServer: inner, stopped: stopped}, nil
	}
}

type diagnostics = []*tfprotov6.Diagnostic

// guard runs one request. After a panic the answer is what failed makes of the diagnostic; the stack goes to the log only,
// where it may be longer than a reader of errors wants.
func guard[Request, Response any](
	ctx context.Context, rpc string, req Request,
	run func(context.Context, Request) (Response, error), failed func(diagnostics) Response,
) (resp Response, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			resp, err = failed(diagnostics{bug(ctx, rpc, cause)}), nil
		}
	}()
	return run(ctx, req)
}

// bug logs a panic and returns what the user sees of it.
func bug(ctx context.Context, rpc string, cause any) *tfprotov6.Diagnostic {
	tflog.Error(ctx, "Provider bug", map[string]any{"rpc": rpc, "panic": fmt.Sprint(cause), "stack": string(debug.Stack())})
	return &tfprotov6.Diagnostic{
		Severity: tfprotov6.DiagnosticSeverityError,
		Summary:  "The Bedrock provider failed unexpectedly",
		Detail: fmt.Sprintf("%s stopped with: %v.\n\nThis is a bug in the provider, please report it, with the log of the same "+
			"command run with TF_LOG=ERROR. Other resources are not affected, and what the state holds of this one is unchanged; if "+
			"it was being created, look in AWS for an object that the state does not have.", rpc, cause),
	}
}

// guardSeq is guard for an answer that comes in parts: after a panic the last part is what failed makes of the diagnostic.
func guardSeq[Part any](ctx context.Context, rpc string, parts iter.Seq[Part], failed func(diagnostics) Part) iter.Seq[Part] {
	return func(push func(Part) bool) {
		listening := true // false once the receiver has gone, or if it is the receiver that panics
		defer func() {
			if cause := recover(); cause != nil {
				d := diagnostics{bug(ctx, rpc, cause)}
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
