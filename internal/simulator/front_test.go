// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"encoding/json"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// send makes a request without a client of AWS.
func (c core) send(t *testing.T, method, path, body string, header http.Header) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, c.server.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = header
	resp, err := c.server.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(answer)
}

func TestFront_refusesRequestsWithoutSignature(t *testing.T) {
	t.Parallel()
	form := "application/x-www-form-urlencoded"
	cases := map[string]struct {
		header http.Header
		body   string
		want   string
	}{
		"JSON": {http.Header{}, "{}", "MissingAuthenticationTokenException"},
		"bearer token": {
			http.Header{"Authorization": {"Bearer abc"}, "User-Agent": {"aws-sdk-go-v2/1.0 api/bedrock#1.0"}}, "{}", "AccessDeniedException",
		},
		"broken signature": {http.Header{"Authorization": {"AWS4-HMAC-SHA256 Credential=a/b/c"}}, "{}", "MissingAuthenticationTokenException"},
		"IAM": {
			http.Header{"Content-Type": {form}}, "Action=ListUsers&Version=2010-05-08", "<Code>MissingAuthenticationToken</Code>",
		},
		"STS": {
			http.Header{"Content-Type": {form}}, "Action=AssumeRole&Version=2011-06-15", "<Code>MissingAuthenticationToken</Code>",
		},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := startCore(t)
			resp, body := sim.send(t, http.MethodPost, "/", test.body, test.header)
			if resp.StatusCode != http.StatusForbidden || !strings.Contains(resp.Header.Get("X-Amzn-Errortype")+body, test.want) {
				t.Errorf("got %d %s %s, want 403 %s", resp.StatusCode, resp.Header.Get("X-Amzn-Errortype"), body, test.want)
			}
			entries := sim.Journal()
			if len(entries) != 1 || entries[0].Status != http.StatusForbidden || entries[0].Operation == "" {
				t.Errorf("the journal does not tell: %+v", entries)
			}
		})
	}
}

func TestFront_refusesAnonymousClientsOfS3(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	cfg := sim.config("", "us-east-1")
	cfg.Credentials = aws.AnonymousCredentials{}
	_, err := s3.NewFromConfig(cfg).ListBuckets(t.Context(), &s3.ListBucketsInput{})
	wantCode(t, err, "AccessDenied")
}

func TestFront_answers501ToWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	_, err := sim.iam().ListUsers(t.Context(), &iam.ListUsersInput{})
	wantCode(t, err, "NotImplemented")
	scope := "AWS4-HMAC-SHA256 Credential=key/20260101/eu-west-1/sqs/aws4_request, SignedHeaders=host, Signature=0"
	resp, _ := sim.send(t, http.MethodPost, "/queue", "{}", http.Header{"Authorization": {scope}})
	if resp.StatusCode != http.StatusNotImplemented {
		t.Errorf("got %d, want 501 for a service that is not simulated", resp.StatusCode)
	}
	for i, want := range []simulator.Entry{
		{Service: "iam", Operation: "ListUsers", Region: "us-east-1"},
		{Service: "sqs", Operation: "POST /queue", Region: "eu-west-1"},
	} {
		got := sim.Journal()[i]
		if got.Status != 501 || got.Service != want.Service || got.Operation != want.Operation || got.Region != want.Region {
			t.Errorf("entry %d is %+v, want 501 and %+v", i, got, want)
		}
	}
}

func TestFront_journalsEveryRequest(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	out, err := sim.sts().GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = sim.iam().GetRole(t.Context(), &iam.GetRoleInput{RoleName: aws.String("absent")})
	wantCode(t, err, "NoSuchEntity")

	requestID, _ := middleware.GetRequestIDMetadata(out.ResultMetadata)
	first, second := sim.Journal()[0], sim.Journal()[1]
	if first.Service != "sts" || first.Operation != "GetCallerIdentity" || first.Status != 200 || first.RequestID != requestID ||
		first.Account != simulator.DefaultAccountID || !strings.Contains(first.UserAgent, "aws-sdk-go-v2") || first.Time.IsZero() {
		t.Errorf("first entry: %+v, want request id %s", first, requestID)
	}
	if second.Operation != "GetRole" || second.Resource != "absent" || second.Status != 404 {
		t.Errorf("second entry: %+v", second)
	}

	var answer struct {
		Entries []simulator.Entry `json:"entries"`
	}
	_, body := sim.send(t, http.MethodGet, "/_simulator/journal?operation=GetRole", "", nil)
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Entries) != 1 || !reflect.DeepEqual(answer.Entries[0], second) {
		t.Errorf("journal over HTTP: %s, want only %+v", body, second)
	}
}

func TestFront_actsForTheAccountAndPartitionOfTheCaller(t *testing.T) {
	t.Parallel()
	cases := []struct{ key, region, account, arn string }{
		{"anything", "us-east-1", "123456789012", "arn:aws:iam::123456789012:user/simulator"},
		{"AKIA210987654321TEST", "us-east-1", "210987654321", "arn:aws:iam::210987654321:user/simulator"},
		{"ASIA210987654321", "us-gov-west-1", "210987654321", "arn:aws-us-gov:iam::210987654321:user/simulator"},
		{"AKIAIOSFODNN7EXAMPLE", "cn-north-1", "123456789012", "arn:aws-cn:iam::123456789012:user/simulator"},
	}
	for _, test := range cases {
		t.Run(test.key, func(t *testing.T) {
			t.Parallel()
			sim := startCore(t)
			out, err := sts.NewFromConfig(sim.config(test.key, test.region)).GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{})
			if err != nil {
				t.Fatal(err)
			}
			if aws.ToString(out.Account) != test.account || aws.ToString(out.Arn) != test.arn || aws.ToString(out.UserId) == "" {
				t.Errorf("got account %s, ARN %s", aws.ToString(out.Account), aws.ToString(out.Arn))
			}
		})
	}
}

func TestFront_keepsAccountsApart(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	sim.createRole(t, "mine")
	stranger := iam.NewFromConfig(sim.config("AKIA210987654321", "us-east-1"))
	_, err := stranger.GetRole(t.Context(), &iam.GetRoleInput{RoleName: aws.String("mine")})
	wantCode(t, err, "NoSuchEntity")
}

func TestFront_refusesSessionsThatEndedOrAreForged(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	out, err := sim.sts().AssumeRole(t.Context(), &sts.AssumeRoleInput{
		RoleArn: aws.String("arn:aws:iam::210987654321:role/deployer"), RoleSessionName: aws.String("session"),
		DurationSeconds: aws.Int32(900),
	})
	if err != nil {
		t.Fatal(err)
	}
	cfg := sim.config("", "us-east-1")
	identify := func(token string) error {
		cfg.Credentials = credentials.NewStaticCredentialsProvider(
			aws.ToString(out.Credentials.AccessKeyId), aws.ToString(out.Credentials.SecretAccessKey), token)
		_, err := sts.NewFromConfig(cfg).GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{})
		return err
	}
	token := aws.ToString(out.Credentials.SessionToken)
	if err := identify(token); err != nil {
		t.Errorf("a fresh session: %v", err)
	}
	wantCode(t, identify("forged"), "InvalidClientTokenId")
	sim.Advance(899 * time.Second)
	if err := identify(token); err != nil {
		t.Errorf("a session in its last second: %v", err)
	}
	sim.Advance(2 * time.Second)
	wantCode(t, identify(token), "ExpiredToken")

	cfg.Credentials = credentials.NewStaticCredentialsProvider(aws.ToString(out.Credentials.AccessKeyId), "secret", token)
	_, err = bedrock.NewFromConfig(cfg).ListFoundationModels(t.Context(), &bedrock.ListFoundationModelsInput{})
	wantCode(t, err, "ExpiredTokenException")
	_, err = s3.NewFromConfig(cfg).ListBuckets(t.Context(), &s3.ListBucketsInput{})
	wantCode(t, err, "ExpiredToken")

	sim.Reset()
	after, err := sts.NewFromConfig(cfg).GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{})
	if err != nil || aws.ToString(after.Arn) != "arn:aws:iam::210987654321:user/simulator" {
		t.Errorf("after a reset the key of a forgotten session acts as %v (%v), want the same account", after, err)
	}
}

// A region that the account has not enabled answers as if the keys did not exist; the account's others, and other accounts there,
// are as ever.
func TestDisabledRegion_knowsNoCredentials(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	c.SetAccount(simulator.DefaultAccountID, simulator.Account{DisabledRegions: []string{"ap-southeast-4"}})
	list := func(accessKey, region string) error {
		_, err := bedrock.NewFromConfig(c.config(accessKey, region)).ListFoundationModels(t.Context(), &bedrock.ListFoundationModelsInput{})
		return err
	}
	wantError(t, list("simulator", "ap-southeast-4"), "UnrecognizedClientException", "security token")
	_, err := sts.NewFromConfig(c.config("simulator", "ap-southeast-4")).GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{})
	wantError(t, err, "InvalidClientTokenId", "security token")
	if err := list("simulator", "us-east-1"); err != nil {
		t.Error(err)
	}
	if err := list("AKIA210987654321EXAM", "ap-southeast-4"); err != nil {
		t.Error(err)
	}
}

// What AWS's model does not have is refused, and what it has but the simulator does not is told by its name.
func TestBedrock_tellsWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	signed := http.Header{"Authorization": {
		"AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=0",
	}}
	const converse = `{"messages":[{"role":"user","content":[{"text":"Hi"}]}],"guardrailConfig":{}}`
	for _, test := range []struct {
		method, path, body string
		status             int
		says               string
	}{
		{"GET", "/custom-models?kolor=red", "", 400, "kolor"},
		{"GET", "/custom-models?maxResults=many", "", 400, "'maxResults'"},
		{"GET", "/custom-models?creationTimeAfter=yesterday", "", 400, "'creationTimeAfter'"},
		{"GET", "/custom-models?isOwned=perhaps", "", 400, "'isOwned'"},
		{"GET", "/marketplace-model/endpoints", "", 501, "ListMarketplaceModelEndpoints"},
		{"POST", "/model/amazon.nova-lite-v1:0/converse", converse, 501, "guardrailConfig"},
	} {
		response, text := c.send(t, test.method, test.path, test.body, signed)
		if response.StatusCode != test.status || !strings.Contains(text, test.says) {
			t.Errorf("%s %s: got %d %s, want %d that says %s", test.method, test.path, response.StatusCode, text, test.status, test.says)
		}
	}
}
