// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

// cloud is a simulator in this process, in which an hour passes in a second.
type cloud struct {
	*simulator.Simulator
	server *http.Server
	url    string
}

func startCloud(ctx context.Context) (*cloud, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	sim := simulator.New(simulator.Options{Speed: 3600})
	c := &cloud{Simulator: sim, url: "http://" + listener.Addr().String()}
	c.server = &http.Server{Handler: sim, ReadHeaderTimeout: 10 * time.Second}
	go c.server.Serve(listener) //nolint:errcheck // it ends when it is closed
	return c, nil
}

// stop cuts off whoever is still connected. By then nobody is.
func (c *cloud) stop() {
	c.server.Close() //nolint:errcheck // there is nothing to lose
}

// sent are requests in the order of their arrival.
type sent []simulator.Entry

// of is the number of requests of some operations.
func (s sent) of(operations ...string) (n int) {
	for _, entry := range s {
		if slices.Contains(operations, entry.Operation) {
			n++
		}
	}
	return n
}

// mostOfOne is how many times the object was read that was read most often.
func (s sent) mostOfOne(operations ...string) (most int) {
	type read struct{ operation, object string }
	times := map[read]int{}
	for _, entry := range s {
		if slices.Contains(operations, entry.Operation) {
			key := read{entry.Operation, entry.Resource}
			times[key]++
			most = max(most, times[key])
		}
	}
	return most
}

// lists is the number of requests for a list of objects of some services. Those for the tags of one object are not among them.
func (s sent) lists(services ...string) (n int) {
	for _, entry := range s {
		if strings.HasPrefix(entry.Operation, "List") && entry.Operation != "ListTagsForResource" && slices.Contains(services, entry.Service) {
			n++
		}
	}
	return n
}

// during runs a command of Terraform and returns the requests that it sent.
func (c *cloud) during(ctx context.Context, cli *terraform.CLI, args ...string) (sent, error) {
	before := len(c.Journal())
	if _, err := cli.Run(ctx, append(args, "-no-color")...); err != nil {
		return nil, err
	}
	return c.Journal()[before:], nil
}

// empty destroys what a workspace made and checks that nothing is left for the next one.
func (c *cloud) empty(ctx context.Context, cli *terraform.CLI) error {
	if _, err := cli.Run(ctx, "destroy", "-auto-approve", "-input=false", "-no-color"); err != nil {
		return err
	}
	if left := c.Objects(); len(left) > 0 {
		return fmt.Errorf("destroy left %d objects behind: %v", len(left), left)
	}
	return nil
}
