// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestCaller_isAskedOnce(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	c := awsclient.New(cloud.config())
	for range 3 {
		got, err := c.Caller(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if want := (awsclient.Caller{AccountID: account, Partition: "aws", ARN: "arn:aws:iam::123456789012:user/a"}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
	if n := len(cloud.seen()); n != 1 {
		t.Errorf("%d requests", n)
	}
}

func TestCaller_failureIsAskedOnce(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(_ int, w http.ResponseWriter, _ request) bool {
		return refuse(w, "InvalidClientTokenId", "The token is invalid.")
	}
	c := awsclient.New(cloud.config())
	var told []string
	for range 3 {
		_, err := c.Caller(t.Context())
		var refused *awsclient.CredentialsError
		if !errors.As(err, &refused) {
			t.Fatalf("want a CredentialsError, got %v", err)
		}
		told = append(told, refused.Tell())
	}
	if n := len(cloud.seen()); n != 1 {
		t.Errorf("%d requests", n)
	}
	if !strings.Contains(told[0], "The token is invalid.") || !strings.Contains(told[0], "aws sts get-caller-identity") {
		t.Errorf("the first error does not say all: %s", told[0])
	}
	if strings.Contains(told[1], "\n") || !strings.Contains(told[1], "told in full once in this output") {
		t.Errorf("the second error is not one line: %s", told[1])
	}
}

func TestCaller_endOfContextIsNotRemembered(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	c := awsclient.New(cloud.config())
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Caller(ended); err == nil {
		t.Fatal("no error from an ended context")
	}
	if got, err := c.Caller(t.Context()); err != nil || got.AccountID != account {
		t.Errorf("the next caller: %+v, %v", got, err)
	}
}

func TestCaller_skipped(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	arguments := cloud.config()
	arguments.SkipRequestingAccountID = true
	got, err := awsclient.New(arguments).Caller(t.Context())
	if err != nil || got != (awsclient.Caller{Partition: "aws"}) || len(cloud.seen()) != 0 {
		t.Errorf("%+v, %v, %d requests", got, err, len(cloud.seen()))
	}
}

func TestAccounts_guardEveryClient(t *testing.T) {
	t.Parallel()
	const other = "999999999999"
	for name, test := range map[string]struct {
		allowed, forbidden []string
		skip               bool
		refused            string
	}{
		"allowed":             {allowed: []string{other, account}},
		"not allowed":         {allowed: []string{other}, refused: "allowed_account_ids"},
		"not forbidden":       {forbidden: []string{other}},
		"forbidden":           {forbidden: []string{account}, refused: "forbidden_account_ids"},
		"checked in any case": {allowed: []string{other}, skip: true, refused: "allowed_account_ids"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud := newCloud(t)
			arguments := cloud.config()
			arguments.AllowedAccountIDs, arguments.ForbiddenAccountIDs = test.allowed, test.forbidden
			arguments.SkipRequestingAccountID = test.skip
			c := awsclient.New(arguments)
			_, err := c.Bedrock(t.Context(), "")
			_, again := c.S3(t.Context(), "eu-west-1")
			var refused *awsclient.AccountError
			if errors.As(err, &refused) != (test.refused != "") || errors.As(again, &refused) != (test.refused != "") {
				t.Fatalf("%v; %v", err, again)
			}
			if test.refused != "" && (refused.Argument != test.refused || refused.AccountID != account) {
				t.Errorf("%+v", refused)
			}
			if all, asked := len(cloud.seen()), len(cloud.seen("GetCallerIdentity")); all != 1 || asked != 1 {
				t.Errorf("%d requests, %d of them GetCallerIdentity", all, asked)
			}
		})
	}
}

func TestCredentials_noneIsToldOnce(t *testing.T) {
	t.Parallel()
	c := awsclient.New(awsclient.Config{Region: region})
	_, first := c.Bedrock(t.Context(), "")
	_, second := c.S3(t.Context(), "")
	var full, short *awsclient.CredentialsError
	if !errors.As(first, &full) || !errors.As(second, &short) {
		t.Fatalf("%v; %v", first, second)
	}
	told := full.Tell()
	if got := short.Tell(); got != "No valid credential sources found: told in full once in this output" {
		t.Errorf("the second is told as %q", got)
	}
	for _, want := range []string{"No valid credential sources found", "AWS_ACCESS_KEY_ID", "assume_role", "aws sso login"} {
		if !strings.Contains(told, want) {
			t.Errorf("%q lacks %q", told, want)
		}
	}
}

// A plan-time check that goes on without AWS only logs the error. The user still gets the full text, from whoever fails later.
func TestCredentials_withNothingToAddEndInNoColon(t *testing.T) {
	t.Parallel()
	config := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(config, []byte("[profile odd]\nsso_session = absent\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := awsclient.New(awsclient.Config{Region: region, Profile: "odd", SharedConfigFiles: []string{config}}).Bedrock(t.Context(), "")
	if err == nil || !strings.Contains(err.Error(), "absent\n\n") {
		t.Errorf("says %v", err)
	}
}

func TestCredentials_anErrorThatNobodySeesIsNotTold(t *testing.T) {
	t.Parallel()
	c := awsclient.New(awsclient.Config{Region: region})
	_, unseen := c.Bedrock(t.Context(), "")
	_, seen := c.Bedrock(t.Context(), "")
	var full *awsclient.CredentialsError
	if unseen.Error() == "" || !errors.As(seen, &full) || !strings.Contains(full.Tell(), "aws sso login") {
		t.Errorf("got %v", seen)
	}
}

func TestCredentials_refusedByEveryCallIsToldOnce(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(_ int, w http.ResponseWriter, _ request) bool {
		return fail(w, http.StatusForbidden, "UnrecognizedClientException")
	}
	c := awsclient.New(cloud.config())
	var full int
	for range 3 {
		err := getModel(t.Context(), t, c)
		var refused *awsclient.CredentialsError
		if !errors.As(err, &refused) {
			t.Fatalf("want a CredentialsError, got %v", err)
		}
		if strings.Contains(refused.Tell(), "UnrecognizedClientException") {
			full++
		}
	}
	if full != 1 {
		t.Errorf("told %d times in full", full)
	}
}

func TestCredentials_failedRenewalIsToldInFull(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(n int, w http.ResponseWriter, r request) bool {
		if r.action == "AssumeRole" && n > 2 {
			return refuse(w, "AccessDenied", "trust was withdrawn")
		}
		return expire(n, w, r)
	}
	arguments := cloud.config()
	arguments.AssumeRole = []awsclient.AssumeRole{{RoleARN: "arn:aws:iam::111111111111:role/a"}}
	err := getModel(t.Context(), t, awsclient.NewWithLimits(arguments, quick))
	var refused *awsclient.CredentialsError
	if !errors.As(err, &refused) || !strings.Contains(refused.Tell(), "trust was withdrawn") {
		t.Errorf("got %v", err)
	}
	if n := len(cloud.seen("")); n != 1 {
		t.Errorf("%d calls with a dead token", n)
	}
}

func TestAssumeRole_chain(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	arguments := cloud.config()
	arguments.STSRegion = "eu-west-1"
	arguments.AssumeRole = []awsclient.AssumeRole{
		{
			RoleARN: "arn:aws:iam::111111111111:role/first", Duration: time.Hour, ExternalID: "external", Policy: "{}",
			PolicyARNs: []string{"arn:aws:iam::aws:policy/ReadOnlyAccess"}, SessionName: "session", SourceIdentity: "person",
			Tags: map[string]string{"team": "a"}, TransitiveTagKeys: []string{"team"},
		},
		{RoleARN: "arn:aws:iam::222222222222:role/second"},
	}
	mustGetModel(t, awsclient.New(arguments))

	assumed := cloud.seen("AssumeRole")
	if len(assumed) != 4 { // the library asks twice for each role
		t.Errorf("%d AssumeRole for a chain of 2", len(assumed))
	}
	first, err := url.ParseQuery(assumed[0].form)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"RoleArn": "arn:aws:iam::111111111111:role/first", "DurationSeconds": "3600", "ExternalId": "external", "Policy": "{}",
		"PolicyArns.member.1.arn": "arn:aws:iam::aws:policy/ReadOnlyAccess", "RoleSessionName": "session", "SourceIdentity": "person",
		"Tags.member.1.Key": "team", "Tags.member.1.Value": "a", "TransitiveTagKeys.member.1": "team",
	} {
		if got := first.Get(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	if scope, _ := signedFor(assumed[0]); scope != "eu-west-1" {
		t.Errorf("sts_region: signed for %s", scope)
	}
	last := assumed[len(assumed)-1]
	if !strings.Contains(last.form, url.QueryEscape("role/second")) || !strings.HasPrefix(last.Header.Get("X-Amz-Security-Token"), "token-") {
		t.Errorf("the second role is not assumed with the first's credentials: %s", last.form)
	}
	all := cloud.seen()
	if got := all[len(all)-1].Header.Get("X-Amz-Security-Token"); !strings.HasPrefix(got, "token-") {
		t.Errorf("Bedrock is called with session token %q", got)
	}
}

func TestAssumeRole_refused(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(_ int, w http.ResponseWriter, r request) bool {
		return r.action == "AssumeRole" && refuse(w, "AccessDenied", "not authorized to perform sts:AssumeRole")
	}
	arguments := cloud.config()
	arguments.AssumeRole = []awsclient.AssumeRole{{RoleARN: "arn:aws:iam::111111111111:role/closed"}}
	_, err := awsclient.New(arguments).Bedrock(t.Context(), "")
	var refused *awsclient.CredentialsError
	if !errors.As(err, &refused) {
		t.Fatalf("want a CredentialsError, got %v", err)
	}
	for _, want := range []string{"role/closed", "sts:AssumeRole", "trust policy"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q lacks %q", err, want)
		}
	}
}

func TestWebIdentity_tokenFile(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	token := filepath.Join(t.TempDir(), "token")
	write(t, token, "oidc-token")
	arguments := cloud.config()
	arguments.AccessKey, arguments.SecretKey = "", ""
	arguments.AssumeRoleWithWebIdentity = &awsclient.AssumeRoleWithWebIdentity{
		RoleARN: "arn:aws:iam::111111111111:role/ci", SessionName: "ci", WebIdentityTokenFile: token,
	}
	mustGetModel(t, awsclient.New(arguments))
	form, err := url.ParseQuery(cloud.seen("AssumeRoleWithWebIdentity")[0].form)
	if err != nil {
		t.Fatal(err)
	}
	if form.Get("WebIdentityToken") != "oidc-token" || form.Get("RoleSessionName") != "ci" {
		t.Errorf("%v", form)
	}
}

func TestWebIdentity_environmentFillsTheBlock(t *testing.T) {
	cloud := newCloud(t)
	token := filepath.Join(t.TempDir(), "token")
	write(t, token, "oidc-token")
	t.Setenv("AWS_ROLE_ARN", "arn:aws:iam::111111111111:role/from-environment")
	t.Setenv("AWS_WEB_IDENTITY_TOKEN_FILE", token)
	arguments := cloud.config()
	arguments.AccessKey, arguments.SecretKey = "", ""
	arguments.AssumeRoleWithWebIdentity = &awsclient.AssumeRoleWithWebIdentity{}
	mustGetModel(t, awsclient.New(arguments))
	if form := cloud.seen("AssumeRoleWithWebIdentity")[0].form; !strings.Contains(form, "from-environment") {
		t.Errorf("%s", form)
	}
}

// expire answers that the first session token is expired, as long as it is used.
func expire(_ int, w http.ResponseWriter, r request) bool {
	if r.action != "" || r.Header.Get("X-Amz-Security-Token") != "token-2" {
		return false
	}
	w.Header().Set("X-Amzn-Errortype", "ExpiredTokenException")
	w.WriteHeader(http.StatusForbidden)
	_, _ = w.Write([]byte(`{"message":"The security token included in the request is expired"}`))
	return true
}

func TestExpiredCredentials_areRenewedOnce(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = expire
	arguments := cloud.config()
	arguments.AssumeRole = []awsclient.AssumeRole{{RoleARN: "arn:aws:iam::111111111111:role/a"}}
	c := awsclient.NewWithLimits(arguments, quick)
	bedrockOf(t, c) // assumes the role
	var wait sync.WaitGroup
	for range 20 {
		wait.Go(func() {
			if err := getModel(t.Context(), t, c); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if n := len(cloud.seen("AssumeRole")); n != 3 { // two at the start, one renewal for twenty callers
		t.Errorf("%d AssumeRole", n)
	}
}

func TestExpiredCredentials_thatCannotBeRenewedStop(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(_ int, w http.ResponseWriter, _ request) bool {
		w.Header().Set("X-Amzn-Errortype", "ExpiredTokenException")
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte(`{"message":"The security token included in the request is expired"}`))
		return true
	}
	arguments := cloud.config()
	arguments.Token = "static"
	err := getModel(t.Context(), t, awsclient.NewWithLimits(arguments, quick))
	if err == nil || !strings.Contains(err.Error(), "ExpiredTokenException") || !strings.Contains(err.Error(), "no newer ones") {
		t.Errorf("got %v", err)
	}
	if n := len(cloud.seen()); n != 1 {
		t.Errorf("%d calls with a dead token", n)
	}
}
