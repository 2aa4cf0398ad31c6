// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func hasStatus(status int, code string) func(error) bool {
	return func(err error) bool {
		var answer *smithyhttp.ResponseError
		return errors.As(err, &answer) && answer.HTTPStatusCode() == status && errorCode(err) == code
	}
}

// unreadable reports an answer that the SDK cannot read. Its clients of IAM and STS return the error of the XML parser.
func unreadable(err error) bool {
	var broken *smithy.DeserializationError
	var syntax *xml.SyntaxError
	return errors.As(err, &broken) || errors.As(err, &syntax)
}

func TestFault_hitsOnceAndSaysWhetherTheOperationWasCarriedOut(t *testing.T) {
	t.Parallel()
	none := func(err error) bool { return err == nil }
	cases := map[string]struct {
		fault   simulator.Fault
		wants   func(error) bool
		created bool
		status  int // in the journal
	}{
		"error by default":      {simulator.Fault{}, hasStatus(500, "InternalServerException"), false, 500},
		"error":                 {simulator.Fault{Action: "error", Status: 409, Code: "Busy"}, hasStatus(409, "Busy"), false, 409},
		"error after commit":    {simulator.Fault{Status: 503, AfterCommit: true}, hasStatus(503, "ServiceUnavailableException"), true, 503},
		"throttle":              {simulator.Fault{Action: "throttle"}, hasStatus(429, "ThrottlingException"), false, 429},
		"throttle after commit": {simulator.Fault{Action: "throttle", AfterCommit: true}, hasStatus(429, "ThrottlingException"), true, 429},
		"drop":                  {simulator.Fault{Action: "drop"}, isReset, false, 0},
		"drop after commit":     {simulator.Fault{Action: "drop", AfterCommit: true}, isReset, true, 0},
		"truncate":              {simulator.Fault{Action: "truncate"}, isCutOff, true, 200},
		"malform":               {simulator.Fault{Action: "malform"}, unreadable, false, 200},
		"malform after commit":  {simulator.Fault{Action: "malform", AfterCommit: true}, unreadable, true, 200},
		"empty":                 {simulator.Fault{Action: "empty"}, none, false, 200},
		"empty after commit":    {simulator.Fault{Action: "empty", AfterCommit: true}, none, true, 200},
		"delay":                 {simulator.Fault{Action: "delay", DelayMS: 20}, none, true, 200},
		"delay after commit":    {simulator.Fault{Action: "delay", DelayMS: 20, AfterCommit: true}, none, true, 200},
		"late error":            {simulator.Fault{DelayMS: 20}, hasStatus(500, "InternalServerException"), false, 500},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := startCore(t)
			test.fault.Operation = "CreateRole"
			sim.AddFault(test.fault)
			input := &iam.CreateRoleInput{RoleName: aws.String("worker"), AssumeRolePolicyDocument: aws.String(bedrockTrust)}
			began := time.Now()
			out, err := sim.iam().CreateRole(t.Context(), input)
			if !test.wants(err) {
				t.Errorf("unexpected outcome: %v", err)
			}
			if test.fault.Action == "empty" && out.Role != nil {
				t.Errorf("the answer is not empty: %+v", out.Role)
			}
			if took, least := time.Since(began), time.Duration(test.fault.DelayMS)*time.Millisecond; took < least {
				t.Errorf("answered after %v, want at least %v", took, least)
			}
			if created := len(sim.Objects()) == 1; created != test.created {
				t.Errorf("role created: %v, want %v", created, test.created)
			}
			entry := sim.Journal()[0]
			if entry.Status != test.status || entry.Fault == "" {
				t.Errorf("journal: status %d, fault %q", entry.Status, entry.Fault)
			}
			input.RoleName = aws.String("next")
			if _, err := sim.iam().CreateRole(t.Context(), input); err != nil {
				t.Errorf("the fault hit twice: %v", err)
			}
		})
	}
}

func isReset(err error) bool { return errors.Is(err, syscall.ECONNRESET) }

func isCutOff(err error) bool { return errors.Is(err, io.ErrUnexpectedEOF) || unreadable(err) }

func TestFault_dropsOtherKindsOfConnections(t *testing.T) {
	t.Parallel()
	for name, http2 := range map[string]bool{"TLS": false, "HTTP/2": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := simulator.New(simulator.Options{})
			server := httptest.NewUnstartedServer(sim)
			server.EnableHTTP2 = http2
			server.StartTLS()
			t.Cleanup(server.Close)
			sim.AddFault(simulator.Fault{Operation: "*", Action: "drop"})
			c := core{sim, server}
			_, err := c.sts().GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{})
			var answer *smithyhttp.ResponseError
			if err == nil || errors.As(err, &answer) && answer.HTTPStatusCode() != 0 {
				t.Errorf("got an answer: %v", err)
			}
			if _, err := c.sts().GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{}); err != nil {
				t.Errorf("after the fault: %v", err)
			}
		})
	}
}

func TestFault_isCountedAndChosenByServiceAndOperation(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	sim.AddFault(simulator.Fault{Service: "bedrock", Operation: "*", Times: -1})
	sim.AddFault(simulator.Fault{Service: "sts", Operation: "*", Status: 403, Times: 2})
	sim.AddFault(simulator.Fault{Operation: "GetCallerIdentity", Status: 400, Times: -1})
	for i, want := range []string{"AccessDeniedException", "AccessDeniedException", "ValidationException", "ValidationException"} {
		_, err := sim.sts().GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{})
		if got := errorCode(err); got != want {
			t.Errorf("call %d: got %s, want %s", i, got, want)
		}
	}
	sim.createRole(t, "untouched")
}

func TestFault_isSurvivedByTheRetriesOfTheSDK(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	_, body := sim.send(t, http.MethodPost, "/_simulator/faults", `{"operation":"GetCallerIdentity","action":"throttle","times":2}`, nil)
	if body != "{}\n" {
		t.Fatalf("arming the fault: %s", body)
	}
	client := sts.NewFromConfig(sim.config("simulator", "us-east-1"), func(o *sts.Options) {
		o.Retryer = retry.NewStandard(func(o *retry.StandardOptions) {
			o.Backoff = retry.BackoffDelayerFunc(func(int, error) (time.Duration, error) { return 0, nil })
		})
	})
	if _, err := client.GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{}); err != nil {
		t.Error(err)
	}
	if got := len(sim.Journal()); got != 3 {
		t.Errorf("%d requests, want 3", got)
	}
}

func TestFault_tellsWhenToComeBack(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	sim.AddFault(simulator.Fault{Operation: "*", Action: "throttle", RetryAfterSeconds: 7})
	_, err := sim.sts().GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{})
	var answer *smithyhttp.ResponseError
	if !errors.As(err, &answer) || answer.Response.Header.Get("Retry-After") != "7" {
		t.Errorf("no Retry-After: %v", err)
	}
}

func TestFault_forgetsOperationsWhoseClientWentAwayBeforeTheCommit(t *testing.T) {
	t.Parallel()
	for name, afterCommit := range map[string]bool{"before commit": false, "after commit": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := startCore(t)
			sim.AddFault(simulator.Fault{Operation: "CreateRole", Action: "delay", DelayMS: 600_000, AfterCommit: afterCommit})
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan error)
			go func() {
				_, err := sim.iam().CreateRole(ctx, &iam.CreateRoleInput{
					RoleName: aws.String("worker"), AssumeRolePolicyDocument: aws.String(bedrockTrust),
				})
				done <- err
			}()
			for len(sim.Journal()) == 0 || (afterCommit && len(sim.Objects()) == 0) {
				select {
				case err := <-done:
					t.Fatalf("answered before the client went away: %v", err)
				default:
					runtime.Gosched()
				}
			}
			cancel()
			if err := <-done; !errors.Is(err, context.Canceled) {
				t.Errorf("got %v", err)
			}
			sim.server.Close() // returns when the handler has
			if created := len(sim.Objects()) == 1; created != afterCommit {
				t.Errorf("role created: %v", created)
			}
		})
	}
}

func TestAddFault_panicsOnAFaultWithoutMeaning(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("the mistake stays hidden")
		}
	}()
	simulator.New(simulator.Options{}).AddFault(simulator.Fault{Operation: "GetRole", Action: "explode"})
}
