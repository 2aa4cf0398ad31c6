// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

const (
	region  = "us-west-2"
	account = "123456789012"
)

// TestMain hides the account of whoever runs the tests.
func TestMain(m *testing.M) {
	for _, variable := range os.Environ() {
		name, _, _ := strings.Cut(variable, "=")
		if strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "TF_") || strings.HasSuffix(strings.ToUpper(name), "_PROXY") {
			_ = os.Unsetenv(name)
		}
	}
	absent := filepath.Join(os.TempDir(), "absent", "aws")
	for name, value := range map[string]string{
		"AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": absent, "AWS_SHARED_CREDENTIALS_FILE": absent,
	} {
		_ = os.Setenv(name, value)
	}
	os.Exit(m.Run())
}

// request is what the cloud saw of one HTTP request.
type request struct {
	*http.Request
	// action is the operation of an STS request.
	action string
	form   string
}

// cloud answers as STS and Bedrock do, and remembers what it was asked.
type cloud struct {
	*httptest.Server
	mu       sync.Mutex
	requests []request
	// answer may replace the answer to the nth request (counted from 1); it reports whether it has.
	answer func(n int, w http.ResponseWriter, r request) bool
	// account is the account of the caller.
	account string
}

func newCloud(t *testing.T) *cloud {
	t.Helper()
	c := &cloud{account: account}
	c.Server = httptest.NewServer(c)
	t.Cleanup(c.Close)
	return c
}

func (c *cloud) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	seen := request{Request: r, form: string(body)}
	if strings.Contains(r.Header.Get("Content-Type"), "x-www-form-urlencoded") {
		r.Body = io.NopCloser(bytes.NewReader(body))
		seen.action = r.FormValue("Action")
	}
	c.mu.Lock()
	c.requests = append(c.requests, seen)
	n, answer := len(c.requests), c.answer
	c.mu.Unlock()
	if answer != nil && answer(n, w, seen) {
		return
	}
	switch {
	case strings.HasPrefix(seen.action, "AssumeRole"):
		fmt.Fprintf(w, `<%[1]sResponse><%[1]sResult><Credentials><AccessKeyId>AKIA%[2]d</AccessKeyId><SecretAccessKey>s</SecretAccessKey>`+
			`<SessionToken>token-%[2]d</SessionToken><Expiration>%[3]s</Expiration></Credentials></%[1]sResult></%[1]sResponse>`,
			seen.action, n, time.Now().Add(time.Hour).UTC().Format(time.RFC3339))
	case seen.action == "GetCallerIdentity":
		fmt.Fprintf(w, `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::%[1]s:user/a</Arn><UserId>u</UserId>`+
			`<Account>%[1]s</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`, c.account)
	default:
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"modelDetails":{"modelArn":"arn:aws:bedrock:us-west-2::foundation-model/m","modelId":"m"}}`)
	}
}

// seen returns the requests so far; with actions, only those for one of the STS operations.
func (c *cloud) seen(actions ...string) []request {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(actions) == 0 {
		return slices.Clone(c.requests)
	}
	var found []request
	for _, r := range c.requests {
		if slices.Contains(actions, r.action) {
			found = append(found, r)
		}
	}
	return found
}

// config points every service at the cloud, with keys.
func (c *cloud) config() awsclient.Config {
	endpoints := map[string]string{}
	for name := range awsclient.EndpointNames() {
		endpoints[name] = c.URL
	}
	return awsclient.Config{Region: region, AccessKey: "AKIAEXAMPLE", SecretKey: "secret", Endpoints: endpoints, ProviderVersion: "1.2.3"}
}

// quick makes a test of many attempts fast.
var quick = awsclient.Limits{MaxBackoff: time.Millisecond}

func bedrockOf(t *testing.T, c *awsclient.Clients) *bedrock.Client {
	t.Helper()
	client, err := c.Bedrock(t.Context(), "")
	if err != nil {
		t.Fatalf("Bedrock: %s", err)
	}
	return client
}

// getModel makes the one call most tests make.
func getModel(ctx context.Context, t *testing.T, c *awsclient.Clients) error {
	t.Helper()
	out, err := bedrockOf(t, c).GetFoundationModel(ctx, &bedrock.GetFoundationModelInput{ModelIdentifier: aws.String("m")})
	if err == nil && aws.ToString(out.ModelDetails.ModelId) != "m" {
		t.Errorf("answer: %+v", out.ModelDetails)
	}
	return err
}

func mustGetModel(t *testing.T, c *awsclient.Clients) {
	t.Helper()
	if err := getModel(t.Context(), t, c); err != nil {
		t.Fatalf("GetFoundationModel: %s", err)
	}
}

// refuse answers an error of STS.
func refuse(w http.ResponseWriter, code, message string) bool {
	w.WriteHeader(http.StatusForbidden)
	fmt.Fprintf(w, "<ErrorResponse><Error><Code>%s</Code><Message>%s</Message></Error></ErrorResponse>", code, message)
	return true
}

// signedFor returns the region and service of a signature's scope.
func signedFor(r request) (region, service string) {
	_, credential, _ := strings.Cut(r.Header.Get("Authorization"), "Credential=")
	parts := strings.Split(credential, "/")
	if len(parts) < 4 {
		return "", ""
	}
	return parts[2], parts[3]
}
