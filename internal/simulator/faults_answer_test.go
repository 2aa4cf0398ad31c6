// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	iamtypes "github.com/aws/aws-sdk-go-v2/service/iam/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func TestFault_spoilsTheAnswer(t *testing.T) {
	t.Parallel()
	// At the deadline Go's client closes the connection; whoever reads the body may see that first.
	late := func(err error) bool { return errors.Is(err, context.DeadlineExceeded) || errors.Is(err, net.ErrClosed) }
	bare := func(err error) bool {
		var answer *smithyhttp.ResponseError
		var named smithy.APIError
		return errors.As(err, &answer) && answer.HTTPStatusCode() == http.StatusTooManyRequests && !errors.As(err, &named)
	}
	html := func(status int) func(error) bool {
		return func(err error) bool {
			return (status == http.StatusOK && unreadable(err)) || (err != nil && strings.Contains(err.Error(), "StatusCode: 502"))
		}
	}
	cases := map[string]struct {
		fault   simulator.Fault
		wants   func(error) bool
		created bool
	}{
		"bare":           {simulator.Fault{Action: "bare"}, bare, false},
		"html":           {simulator.Fault{Action: "html"}, html(502), false},
		"html for 200":   {simulator.Fault{Action: "html", Status: 200}, html(200), false},
		"reset":          {simulator.Fault{Action: "reset"}, func(err error) bool { return isReset(err) || isCutOff(err) }, true},
		"halve":          {simulator.Fault{Action: "halve"}, unreadable, true},
		"hang":           {simulator.Fault{Action: "hang"}, late, false},
		"hang, too late": {simulator.Fault{Action: "hang", AfterCommit: true}, late, true},
		"trickle":        {simulator.Fault{Action: "trickle"}, late, true},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := startCore(t)
			test.fault.Operation = "CreateRole"
			sim.AddFault(test.fault)
			ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
			defer cancel()
			_, err := sim.iam().CreateRole(ctx, &iam.CreateRoleInput{
				RoleName: aws.String("worker"), AssumeRolePolicyDocument: aws.String(bedrockTrust),
			})
			if !test.wants(err) {
				t.Errorf("unexpected outcome: %v", err)
			}
			sim.server.Close() // returns when the handler has
			if created := len(sim.Objects()) == 1; created != test.created {
				t.Errorf("role created: %v, want %v", created, test.created)
			}
		})
	}
}

func TestFault_changesMembersOfTheAnswer(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	get := func(fault simulator.Fault) *iamtypes.Role {
		t.Helper()
		fault.Operation = "GetRole"
		w.AddFault(fault)
		out, err := w.iam().GetRole(t.Context(), &iam.GetRoleInput{RoleName: aws.String("AmazonBedrockTraining-us-east-1")})
		if err != nil {
			t.Fatal(err)
		}
		return out.Role
	}
	if role := get(simulator.Fault{Action: "extend"}); aws.ToString(role.Arn) != w.role {
		t.Errorf("members that nobody knows hide others: %+v", role)
	}
	if role := get(simulator.Fault{Action: "replace", Member: "Path", Value: "/elsewhere/"}); aws.ToString(role.Path) != "/elsewhere/" {
		t.Errorf("path = %s", aws.ToString(role.Path))
	}
	if role := get(simulator.Fault{Action: "replace", Member: "Arn|RoleId"}); role.Arn != nil || role.RoleId != nil {
		t.Errorf("the ARN or the id is still there: %+v", role)
	}

	w.AddFault(simulator.Fault{Operation: "ListFoundationModels", Action: "extend"})
	w.AddFault(simulator.Fault{Operation: "ListFoundationModels", Action: "replace", Member: "status", Value: "RESTING"})
	w.AddFault(simulator.Fault{Operation: "ListFoundationModels", Action: "replace", Member: "nothing|modelSummaries"})
	var answers []*bedrock.ListFoundationModelsOutput
	for range 3 {
		out, err := w.ListFoundationModels(t.Context(), &bedrock.ListFoundationModelsInput{})
		if err != nil {
			t.Fatal(err)
		}
		answers = append(answers, out)
	}
	if len(answers[0].ModelSummaries) == 0 || answers[0].ModelSummaries[0].ModelId == nil {
		t.Error("members that nobody knows hide others")
	}
	if status := answers[1].ModelSummaries[0].ModelLifecycle.Status; status != "RESTING" {
		t.Errorf("a nested member is %s", status)
	}
	if answers[2].ModelSummaries != nil {
		t.Error("a list that was removed is there")
	}
}

func TestFault_inventsPages(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	bucket, data := aws.String(w.bucket), aws.String(trainingKey)
	role := aws.String("AmazonBedrockTraining-us-east-1")
	// Each asks for a page and returns how many items it has and the token for the next.
	lists := map[string]func(token *string) (items int, next *string, err error){
		"ListModelCustomizationJobs": func(token *string) (int, *string, error) {
			out, err := w.ListModelCustomizationJobs(t.Context(), &bedrock.ListModelCustomizationJobsInput{NextToken: token})
			if err != nil {
				return 0, nil, err
			}
			return len(out.ModelCustomizationJobSummaries), out.NextToken, nil
		},
		"ListRolePolicies": func(token *string) (int, *string, error) {
			out, err := w.iam().ListRolePolicies(t.Context(), &iam.ListRolePoliciesInput{RoleName: role, Marker: token})
			if err != nil {
				return 0, nil, err
			}
			return len(out.PolicyNames), out.Marker, nil
		},
		"ListObjectsV2": func(token *string) (int, *string, error) {
			out, err := w.s3Client().ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: bucket, Prefix: data, ContinuationToken: token})
			if err != nil {
				return 0, nil, err
			}
			return len(out.Contents), out.NextContinuationToken, nil
		},
		"ListObjectVersions": func(token *string) (int, *string, error) {
			out, err := w.s3Client().ListObjectVersions(t.Context(), &s3.ListObjectVersionsInput{Bucket: bucket, Prefix: data, KeyMarker: token})
			if err != nil {
				return 0, nil, err
			}
			return len(out.Versions), out.NextKeyMarker, nil
		},
	}
	w.createJob(t, "tickets")
	for operation, page := range lists {
		ask := func(token *string) (int, string) {
			t.Helper()
			items, next, err := page(token)
			if err != nil {
				t.Fatalf("%s: %v", operation, err)
			}
			return items, aws.ToString(next)
		}
		w.AddFault(simulator.Fault{Operation: operation, Action: "blank_page"})
		items, next := ask(nil)
		if rest, end := ask(&next); items != 0 || next == "" || rest != 1 || end != "" {
			t.Errorf("%s, blank page: %d items, then %q with %d items, then %q", operation, items, next, rest, end)
		}

		w.AddFault(simulator.Fault{Operation: operation, Action: "repeat_page", Times: 2})
		items, next = ask(nil)
		if rest, again := ask(&next); items != 1 || rest != 1 || next == "" || again != next {
			t.Errorf("%s, repeated page: %d items, then %q with %d items, then %q", operation, items, next, rest, again)
		}

		w.AddFault(simulator.Fault{Operation: operation, Action: "endless_pages", Times: 2})
		_, next = ask(nil)
		if _, other := ask(&next); next == "" || other == "" || other == next {
			t.Errorf("%s, endless pages: %q, then %q", operation, next, other)
		}
	}
}

func TestFault_beginsLaterAndEndsInTime(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	sim.AddFault(simulator.Fault{Operation: "GetRole", Status: 409, Skip: 1, Seconds: 60})
	sim.createRole(t, "worker")
	for i, want := range []string{"no error", "ConflictException", "ConflictException", "no error"} {
		if i == 3 {
			sim.Advance(time.Minute)
		}
		_, err := sim.iam().GetRole(t.Context(), &iam.GetRoleInput{RoleName: aws.String("worker")})
		if got := errorCode(err); got != want {
			t.Errorf("request %d: got %s, want %s", i, got, want)
		}
	}
}
