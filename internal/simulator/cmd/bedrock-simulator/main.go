// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Command bedrock-simulator serves the embedded Bedrock on the loopback interface, until it is interrupted. It speaks
// for no one but whoever sits at this machine: it takes any credentials, so it refuses to listen on another interface,
// unless it is told to, as in a container, where the interface is the container's own.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// version is set when a release is linked.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bedrock-simulator:", err)
		os.Exit(1)
	}
}

// run serves until the context ends. Its first line on stdout says where.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	flags := flag.NewFlagSet("bedrock-simulator", flag.ContinueOnError)
	flags.SetOutput(stderr)
	address := flags.String("listen", "127.0.0.1:4566", "loopback `address` to listen on; port 0 takes a free one")
	speed := flags.Float64("speed", 1, "how many `seconds` of virtual time pass in a second; 3600 makes an hour of job time pass in one")
	enforce := flags.Bool("enforce-callers", false, "refuse to sessions of roles what the policies of these roles do not allow")
	organization := flags.String("organization", "", "`accounts` that are one AWS organization ("+simulator.OrganizationID+"), in which "+
		"sharing is switched on: their ids, separated by commas")
	anyAddress := flags.Bool("any-address", false, "listen on an address that is not loopback too: in a container")
	says := flags.Bool("version", false, "print the version of the simulator, and end")
	operations := flags.Bool("operations", false, "list which operations of Bedrock are simulated and which are not, and end")
	flags.Usage = func() {
		fmt.Fprint(stderr, usage) //nolint:errcheck // there is nowhere else to say so
		flags.PrintDefaults()
	}
	if err := flags.Parse(args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	if *says {
		_, err := fmt.Fprintf(stdout, "bedrock-simulator %s\n", version)
		return err
	}
	if *operations {
		return listOperations(stdout)
	}
	if !(*speed > 0 && *speed <= maxSpeed) { // not a number is neither
		return fmt.Errorf("-speed %v: virtual time must go forward, at most %d times as fast", *speed, maxSpeed)
	}
	accounts, err := parseAccounts(*organization)
	if err != nil {
		return err
	}
	listener, err := listen(ctx, *address, *anyAddress)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(stdout, "listening on http://%s\n", listener.Addr()); err != nil {
		return fmt.Errorf("saying where it listens: %w", errors.Join(err, listener.Close()))
	}
	return serve(ctx, listener, simulator.New(simulator.Options{Speed: *speed, EnforceCallers: *enforce, Organization: accounts}))
}

// parseAccounts reads the accounts of an organization; none where the flag is not given.
func parseAccounts(list string) ([]string, error) {
	if list == "" {
		return nil, nil
	}
	accounts := strings.Split(list, ",")
	for i, id := range accounts {
		accounts[i] = strings.TrimSpace(id)
		if len(accounts[i]) != 12 || strings.Trim(accounts[i], "0123456789") != "" {
			return nil, fmt.Errorf("-organization %s: %q is no id of an account, which has 12 digits", list, id)
		}
	}
	return accounts, nil
}

// listOperations prints an operation a line, with what becomes of it.
func listOperations(stdout io.Writer) error {
	simulated, missing := simulator.BedrockOperations()
	for _, part := range []struct {
		fate  string
		names []string
	}{{"simulated", simulated}, {"answered with 501", missing}} {
		for _, name := range part.names {
			if _, err := fmt.Fprintf(stdout, "%-60s %s\n", name, part.fate); err != nil {
				return fmt.Errorf("listing operations: %w", err)
			}
		}
	}
	return nil
}

// maxSpeed is how fast virtual time can go without running out for hours: it is counted in nanoseconds, by 64 bits.
const maxSpeed = 1_000_000

const usage = `bedrock-simulator speaks the protocols of Amazon Bedrock, S3, IAM and STS on this machine.

It holds everything in memory and takes any credentials:
  export AWS_ENDPOINT_URL=http://127.0.0.1:4566 AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
  export AWS_ACCESS_KEY_ID=simulator AWS_SECRET_ACCESS_KEY=simulator

Such keys are of the account 123456789012; one that begins with AKIA and 12 digits is of the account with this id. Accounts that
share models have to be one organization:
  bedrock-simulator -speed 3600 -organization 123456789012,210987654321

Test controls:
  GET  /_simulator/journal[?operation=GetRole]  the requests so far
  GET  /_simulator/objects                      what clients created and what still exists
  GET  /_simulator/clock                        the virtual time
  POST /_simulator/clock   {"advance": "2h"}    let virtual time jump ahead
  POST /_simulator/faults  {"operation": "GetCustomModel", "action": "throttle", "times": 2}
                                                actions: error throttle bare html drop reset truncate hang trickle delay
                                                malform halve empty extend replace blank_page repeat_page endless_pages
  POST /_simulator/reset                        forget everything

Flags:
`

// listen refuses addresses that other machines can reach, unless any will do.
func listen(ctx context.Context, address string, anyAddress bool) (net.Listener, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, fmt.Errorf("-listen %s: %w", address, err)
	}
	if ip := net.ParseIP(host); !anyAddress && host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("-listen %s: only loopback addresses are served, such as 127.0.0.1:4566", address)
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listening: %w", err)
	}
	return listener, nil
}

// serve answers until the context ends, and lets the requests of that moment finish.
func serve(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	stopped := make(chan error, 1)
	go func() { stopped <- server.Serve(listener) }()
	select {
	case err := <-stopped:
		return fmt.Errorf("serving: %w", err)
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := server.Shutdown(grace); errors.Is(err, context.DeadlineExceeded) {
		return server.Close() // a request that a fault holds back is not waited for
	} else if err != nil {
		return fmt.Errorf("shutting down: %w", err)
	}
	return nil
}
