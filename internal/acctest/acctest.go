// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package acctest runs the provider for tests: in process over the plugin protocol, on real Terraform files, against the
// simulator. Only test files import it.
package acctest

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// Region is where tests create things unless they say otherwise.
const Region = "us-east-1"

// Cloud is a simulator behind a real HTTP server.
type Cloud struct {
	*simulator.Simulator
	URL string
	// Dial reaches it; nil means by the network of the machine.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
}

// NewCloud starts a simulator that lives as long as the test.
func NewCloud(t testing.TB) *Cloud {
	t.Helper()
	sim := simulator.New(simulator.Options{})
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	return &Cloud{Simulator: sim, URL: server.URL}
}

// Virtual runs f in a testing/synctest bubble, where all times are those of production and none of them passes for real.
func Virtual(t *testing.T, f func(t *testing.T)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		// The simulated catalogue is of the present, and a bubble's time begins in 2000.
		time.Sleep(time.Until(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC))) //nolint:forbidigo // the bubble's time: it takes none
		f(t)
	})
}

// NewVirtualCloud starts a simulator on a network in memory, which a bubble of Virtual needs. wrap, if not nil, sees the requests
// first; idle is how long the server keeps an unused connection open, 0 for ever.
func NewVirtualCloud(t testing.TB, wrap func(http.Handler) http.Handler, idle time.Duration) *Cloud {
	t.Helper()
	sim := simulator.New(simulator.Options{})
	network := NewNetwork()
	server := &http.Server{Handler: sim, IdleTimeout: idle, ReadHeaderTimeout: time.Minute}
	if wrap != nil {
		server.Handler = wrap(sim)
	}
	go server.Serve(network.Listener()) //nolint:errcheck // it says that it was closed
	t.Cleanup(func() { check(t, server.Close()) })
	return &Cloud{Simulator: sim, URL: "http://simulator.test", Dial: network.Dial}
}

// Count is how many requests of an operation have arrived.
func (c *Cloud) Count(operation string) int {
	n := 0
	for _, entry := range c.Journal() {
		if entry.Operation == operation {
			n++
		}
	}
	return n
}

// Clock is the fake time of the provider under test: a wait costs nothing and moves the simulator's time ahead.
type Clock struct {
	cloud *Cloud

	mu      sync.Mutex
	onSleep func(slept time.Duration)
}

// NewClock returns a clock that moves the simulator.
func NewClock(cloud *Cloud) *Clock { return &Clock{cloud: cloud} }

// OnSleep calls f at every pause of a wait, as to interrupt it there.
func (c *Clock) OnSleep(f func(slept time.Duration)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.onSleep = f
}

// Now is the simulator's time.
func (c *Clock) Now() time.Time { return c.cloud.Now() }

// Sleep moves the time ahead by d, unless the context has ended.
func (c *Clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	onSleep := c.onSleep
	c.mu.Unlock()
	if onSleep != nil {
		onSleep(d)
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	c.cloud.Advance(d)
	return nil
}

// ProviderConfig are provider arguments by name. Nested blocks are lists of maps.
type ProviderConfig map[string]any

// For is the configuration that points a provider at a simulator.
func (c *Cloud) For(region string) ProviderConfig {
	endpoints := map[string]any{}
	for _, service := range []string{"bedrock", "bedrockruntime", "iam", "s3", "sts", "pricing", "ram"} {
		endpoints[service] = c.URL
	}
	return ProviderConfig{
		"region": region, "access_key": "AKIAEXAMPLE", "secret_key": "secret", "endpoints": []any{endpoints},
	}
}

// NewServer returns a provider server of some domains, not configured yet.
func NewServer(t testing.TB, domains []domain.Domain, opts ...provider.Option) tfprotov6.ProviderServer {
	t.Helper()
	server, err := provider.NewServer("test", domains, opts...)()
	if err != nil {
		t.Fatalf("starting the provider server: %s", err)
	}
	return server
}
