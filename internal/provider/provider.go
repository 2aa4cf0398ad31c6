// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package provider is the provider itself: the schema of its block, what Configure makes of it, and the protocol server
// around it. It knows no service: those are handed to it.
package provider

import (
	"context"
	"net"
	"sync/atomic"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

var (
	_ provider.Provider                   = (*bedrockProvider)(nil)
	_ provider.ProviderWithValidateConfig = (*bedrockProvider)(nil)
	_ provider.ProviderWithListResources  = (*bedrockProvider)(nil)
)

type bedrockProvider struct {
	version string
	domains []domain.Domain
	clock   wait.Clock
	dial    func(ctx context.Context, network, address string) (net.Conn, error)
	stopped *atomic.Bool // set by the server around the provider
	access  *access      // read by it
}

// Option changes how the provider runs; there is one use for it, tests.
type Option func(*bedrockProvider)

// WithClock replaces the time that waits use.
func WithClock(clock wait.Clock) Option {
	return func(p *bedrockProvider) { p.clock = clock }
}

// WithDial replaces the network that AWS is reached by.
func WithDial(dial func(ctx context.Context, network, address string) (net.Conn, error)) Option {
	return func(p *bedrockProvider) { p.dial = dial }
}

// withServer connects the provider with the server around it.
func withServer(stopped *atomic.Bool, access *access) Option {
	return func(p *bedrockProvider) { p.stopped, p.access = stopped, access }
}

// New returns a constructor of the provider. Each provider it makes has its own clients and caches.
func New(version string, domains []domain.Domain, opts ...Option) func() provider.Provider {
	return func() provider.Provider {
		p := &bedrockProvider{version: version, domains: domains, clock: wait.SystemClock{}, stopped: new(atomic.Bool), access: new(access)}
		for _, opt := range opts {
			opt(p)
		}
		return p
	}
}

// Metadata names the provider: all its types begin with bedrock_.
func (p *bedrockProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "bedrock"
	resp.Version = p.version
}

// Resources returns the constructors of every domain's resources.
func (p *bedrockProvider) Resources(context.Context) []func() resource.Resource {
	var all []func() resource.Resource
	for _, d := range p.domains {
		all = append(all, d.Resources...)
	}
	return all
}

// DataSources returns the constructors of every domain's data sources.
func (p *bedrockProvider) DataSources(context.Context) []func() datasource.DataSource {
	var all []func() datasource.DataSource
	for _, d := range p.domains {
		all = append(all, d.DataSources...)
	}
	return all
}

// ListResources returns the constructors of every domain's list resources.
func (p *bedrockProvider) ListResources(context.Context) []func() list.ListResource {
	var all []func() list.ListResource
	for _, d := range p.domains {
		all = append(all, d.Lists...)
	}
	return all
}
