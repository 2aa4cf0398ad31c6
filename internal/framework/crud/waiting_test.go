// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud_test

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

func TestWaitDiagnostics(t *testing.T) {
	t.Parallel()
	final := &wait.UnexpectedStatusError{Status: "Failed"}
	timeout := &wait.TimeoutError{Last: "InProgress", Elapsed: time.Hour}
	interrupt := &wait.InterruptedError{Last: "InProgress", Elapsed: time.Minute, Cause: errors.New("stop")}
	lost := errors.New("the credentials are gone")
	for name, tc := range map[string]struct {
		verb    crud.Waiting
		failure string
		err     error
		want    diag.Severity
		details []string
	}{
		"create, failed":       {crud.WaitingInCreate, "No data.", final, diag.SeverityError, []string{"ended with status Failed: No data."}},
		"update, failed":       {crud.WaitingInUpdate, "No data.", final, diag.SeverityError, []string{"ended with status Failed: No data."}},
		"failed, and why":      {crud.WaitingInCreate, "", final, diag.SeverityError, []string{"AWS gives no reason"}},
		"create, timeout":      {crud.WaitingInCreate, "", timeout, diag.SeverityWarning, []string{"InProgress after 1h0m0s", "not started"}},
		"update, timeout":      {crud.WaitingInUpdate, "", timeout, diag.SeverityError, []string{"still running", "Apply again"}},
		"create, interrupt":    {crud.WaitingInCreate, "", interrupt, diag.SeverityWarning, []string{"interrupted after 1m0s"}},
		"update, interrupt":    {crud.WaitingInUpdate, "", interrupt, diag.SeverityWarning, []string{"interrupted after 1m0s"}},
		"create, lost contact": {crud.WaitingInCreate, "", lost, diag.SeverityWarning, []string{"still running", "the credentials are gone"}},
		"update, lost contact": {crud.WaitingInUpdate, "", lost, diag.SeverityError, []string{"the credentials are gone"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			diags := crud.WaitDiagnostics(tc.verb, "model customization job", arn, tc.failure, fmt.Errorf("waiting: %w", tc.err))
			if len(diags) != 1 || diags[0].Severity() != tc.want {
				t.Fatalf("got %v", diags)
			}
			if !strings.Contains(diags[0].Summary(), "Bedrock model customization job") {
				t.Errorf("summary %q", diags[0].Summary())
			}
			for _, want := range append(tc.details, arn) {
				if !strings.Contains(diags[0].Detail(), want) {
					t.Errorf("%q does not say %q", diags[0].Detail(), want)
				}
			}
		})
	}
	if diags := crud.WaitDiagnostics(crud.WaitingInCreate, "job", arn, "", nil); diags != nil {
		t.Errorf("a wait that ended well says %v", diags)
	}
}

// callerOf is a provider whose credentials belong to an account; none for a service that fails.
func callerOf(t *testing.T, account string, more func(*awsclient.Config)) *crud.ProviderData {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		if account == "" {
			w.WriteHeader(http.StatusForbidden)
			_, _ = io.WriteString(w, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>No.</Message></Error></ErrorResponse>")
			return
		}
		_, _ = fmt.Fprintf(w, "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::%[1]s:user/u</Arn>"+
			"<UserId>U</UserId><Account>%[1]s</Account></GetCallerIdentityResult></GetCallerIdentityResponse>", account)
	}))
	t.Cleanup(server.Close)
	config := awsclient.Config{
		Region: "us-east-1", AccessKey: "AKIAEXAMPLE", SecretKey: "secret", MaxRetries: 1, Endpoints: map[string]string{"sts": server.URL},
	}
	if more != nil {
		more(&config)
	}
	return &crud.ProviderData{Clients: awsclient.New(config)}
}

func TestCheckOwner(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		account, arn, region string
		skip                 bool
		want                 string // of the error; empty for none
	}{
		"ours":                  {"123456789012", arn, "", false, ""},
		"ours, in its region":   {"123456789012", arn, "us-east-1", false, ""},
		"another region":        {"123456789012", arn, "us-west-2", false, "is in us-east-1, but was looked for in us-west-2"},
		"another account":       {"210987654321", arn, "", false, "belongs to account 123456789012"},
		"another partition":     {"123456789012", strings.Replace(arn, ":aws:", ":aws-us-gov:", 1), "", false, "partition aws-us-gov"},
		"an account not told":   {"", arn, "", false, "could not be checked"},
		"an account not asked":  {"", arn, "", true, "the next apply then creates it again, which starts a new paid job"},
		"no ARN":                {"123456789012", "m", "", false, "is not an ARN"},
		"an ARN with no region": {"123456789012", "arn:aws:iam::123456789012:role/r", "us-east-1", false, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := callerOf(t, tc.account, func(c *awsclient.Config) { c.SkipRequestingAccountID = tc.skip })
			diags := crud.CheckOwner(t.Context(), data, tc.arn, tc.region)
			if tc.want == "" {
				if len(diags) != 0 {
					t.Errorf("got %v", diags)
				}
				return
			}
			if diags.ErrorsCount() != 1 || !strings.Contains(diags[0].Detail(), tc.want) {
				t.Errorf("got %v, want %s", diags, tc.want)
			}
			if tc.arn == arn && !strings.Contains(diags[0].Detail(), "stays in the state") {
				t.Errorf("%q does not say what becomes of the state", diags[0].Detail())
			}
		})
	}
}
