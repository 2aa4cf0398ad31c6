// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// fail answers an error of the control plane.
func fail(w http.ResponseWriter, status int, code string) bool {
	w.Header().Set("X-Amzn-Errortype", code)
	w.WriteHeader(status)
	_, _ = io.WriteString(w, `{"message":"Not now"}`)
	return true
}

// cutOff announces more than it sends.
func cutOff(w http.ResponseWriter) bool {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", "1000")
	_, _ = io.WriteString(w, `{"modelDetails":`)
	return true
}

func TestRetry_survivesThrottling(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(n int, w http.ResponseWriter, _ request) bool {
		return n <= 10 && fail(w, http.StatusTooManyRequests, "ThrottlingException")
	}
	mustGetModel(t, awsclient.NewWithLimits(cloud.config(), quick))
	if n := len(cloud.seen()); n != 11 {
		t.Errorf("%d attempts, want 11", n)
	}
}

// An answer to HEAD has no body, and so no error code.
func TestRetry_survivesThrottlingOfHead(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(n int, w http.ResponseWriter, _ request) bool {
		if n <= 3 {
			w.WriteHeader(http.StatusTooManyRequests)
		}
		return true
	}
	client, err := awsclient.NewWithLimits(cloud.config(), quick).S3(t.Context(), "")
	if err == nil {
		_, err = client.HeadBucket(t.Context(), &s3.HeadBucketInput{Bucket: aws.String("bucket")})
	}
	if n := len(cloud.seen()); err != nil || n != 4 {
		t.Errorf("%d attempts, want 4: %v", n, err)
	}
}

func TestRetry_endsAtMaxRetries(t *testing.T) {
	for name, test := range map[string]struct {
		argument int
		env      string
		want     int
	}{
		"default":  {want: 25},
		"argument": {argument: 4, env: "6", want: 4},
		"variable": {env: "6", want: 6},
	} {
		t.Run(name, func(t *testing.T) {
			if test.env != "" {
				t.Setenv("AWS_MAX_ATTEMPTS", test.env)
			}
			cloud := newCloud(t)
			cloud.answer = func(_ int, w http.ResponseWriter, _ request) bool {
				return fail(w, http.StatusServiceUnavailable, "ServiceUnavailableException")
			}
			arguments := cloud.config()
			arguments.MaxRetries = test.argument
			if err := getModel(t.Context(), t, awsclient.NewWithLimits(arguments, quick)); err == nil {
				t.Error("no error")
			}
			if n := len(cloud.seen()); n != test.want {
				t.Errorf("%d attempts, want %d", n, test.want)
			}
		})
	}
}

func TestRetry_modes(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*awsclient.Config){
		"adaptive": func(c *awsclient.Config) { c.RetryMode = "adaptive" },
		"quota":    func(c *awsclient.Config) { c.TokenBucketRateLimiterCapacity = 500 },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud := newCloud(t)
			cloud.answer = func(n int, w http.ResponseWriter, _ request) bool {
				return n <= 2 && fail(w, http.StatusInternalServerError, "InternalServerException")
			}
			arguments := cloud.config()
			change(&arguments)
			mustGetModel(t, awsclient.NewWithLimits(arguments, quick))
		})
	}
}

func TestRetry_quotaEnds(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(_ int, w http.ResponseWriter, _ request) bool {
		return fail(w, http.StatusInternalServerError, "InternalServerException")
	}
	arguments := cloud.config()
	arguments.TokenBucketRateLimiterCapacity = 30 // two retries of fourteen each
	err := getModel(t.Context(), t, awsclient.NewWithLimits(arguments, quick))
	if err == nil || !strings.Contains(err.Error(), "retry quota exceeded") {
		t.Errorf("got %v", err)
	}
	if n := len(cloud.seen()); n != 3 {
		t.Errorf("%d attempts, want 3", n)
	}
}

func TestRetry_isBoundInTime(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(_ int, w http.ResponseWriter, _ request) bool {
		return fail(w, http.StatusTooManyRequests, "ThrottlingException")
	}
	limits := quick
	limits.Elapsed = time.Nanosecond
	err := getModel(t.Context(), t, awsclient.NewWithLimits(cloud.config(), limits))
	var throttled *types.ThrottlingException
	if !errors.As(err, &throttled) || !strings.Contains(err.Error(), "not tried again after") {
		t.Errorf("got %v", err)
	}
	if n := len(cloud.seen()); n != 1 {
		t.Errorf("%d attempts, want 1", n)
	}
}

func TestRetry_truncatedAnswerOfReadRecovers(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(n int, w http.ResponseWriter, _ request) bool { return n <= 2 && cutOff(w) }
	mustGetModel(t, awsclient.NewWithLimits(cloud.config(), quick))
	if n := len(cloud.seen()); n != 3 {
		t.Errorf("%d attempts, want 3", n)
	}
}

func TestRetry_unreadableAnswerOfReadEnds(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{"malformed": `{"modelDetails":`, "HTML": "<html><body>Bad gateway</body></html>"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud := newCloud(t)
			cloud.answer = func(_ int, w http.ResponseWriter, _ request) bool {
				_, _ = io.WriteString(w, body)
				return true
			}
			err := getModel(t.Context(), t, awsclient.NewWithLimits(cloud.config(), quick))
			if err == nil || !strings.Contains(err.Error(), "3 answers could not be read") {
				t.Errorf("got %v", err)
			}
			if n := len(cloud.seen()); n != 3 {
				t.Errorf("%d attempts, want 3", n)
			}
		})
	}
}

// AWS recognizes the second request by its token, and so answers with the object that the first one made.
func TestRetry_truncatedAnswerOfWriteWithTokenRecovers(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(n int, w http.ResponseWriter, _ request) bool { return n <= 2 && cutOff(w) }
	client := bedrockOf(t, awsclient.NewWithLimits(cloud.config(), quick))
	if _, err := client.CreateGuardrail(t.Context(), guardrail()); err != nil {
		t.Fatal(err)
	}
	seen := cloud.seen()
	if len(seen) != 3 || seen[0].form != seen[2].form || !strings.Contains(seen[0].form, "clientRequestToken") {
		t.Errorf("%d attempts; %s, %s", len(seen), seen[0].form, seen[len(seen)-1].form)
	}
}

// Without a token the request may have been carried out: the caller must look, not send it again.
func TestRetry_truncatedAnswerOfWriteWithoutTokenIsFinal(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(_ int, w http.ResponseWriter, _ request) bool { return cutOff(w) }
	client := bedrockOf(t, awsclient.NewWithLimits(cloud.config(), quick))
	_, err := client.CreateFoundationModelAgreement(t.Context(), &bedrock.CreateFoundationModelAgreementInput{
		ModelId: aws.String("m"), OfferToken: aws.String("o"),
	})
	if err == nil || !strings.Contains(err.Error(), "may have carried out the request") {
		t.Errorf("got %v", err)
	}
	if n := len(cloud.seen()); n != 1 {
		t.Errorf("%d attempts, want 1", n)
	}
}

// A gateway's page is no answer of the service: the status says what it is.
func TestRetry_badGatewayOfWriteIsTriedAgain(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(n int, w http.ResponseWriter, _ request) bool {
		if n > 5 {
			return false
		}
		w.WriteHeader(http.StatusBadGateway)
		_, _ = io.WriteString(w, "<html><body>Bad gateway</body></html>")
		return true
	}
	client := bedrockOf(t, awsclient.NewWithLimits(cloud.config(), quick))
	if _, err := client.CreateGuardrail(t.Context(), guardrail()); err != nil {
		t.Error(err)
	}
}

func guardrail() *bedrock.CreateGuardrailInput {
	return &bedrock.CreateGuardrailInput{
		Name: aws.String("n"), BlockedInputMessaging: aws.String("b"), BlockedOutputsMessaging: aws.String("b"),
	}
}

func TestRetry_sameTokenInEveryAttempt(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(n int, w http.ResponseWriter, _ request) bool {
		return n <= 3 && fail(w, http.StatusInternalServerError, "InternalServerException")
	}
	client := bedrockOf(t, awsclient.NewWithLimits(cloud.config(), quick))
	if _, err := client.CreateGuardrail(t.Context(), guardrail()); err != nil {
		t.Fatal(err)
	}
	seen := cloud.seen()
	for _, r := range seen {
		if r.form != seen[0].form {
			t.Errorf("attempts differ: %s, %s", r.form, seen[0].form)
		}
	}
	if len(seen) != 4 {
		t.Errorf("%d attempts, want 4", len(seen))
	}
}

func TestHTTP_connectionsAreShared(t *testing.T) {
	t.Parallel()
	cloud := &cloud{account: account}
	var opened atomic.Int32
	cloud.Server = httptest.NewUnstartedServer(cloud)
	cloud.Config.ConnState = func(_ net.Conn, state http.ConnState) {
		if state == http.StateNew {
			opened.Add(1)
		}
	}
	cloud.Start()
	t.Cleanup(cloud.Close)
	c := awsclient.New(cloud.config())
	for _, r := range []string{"us-east-1", "eu-west-1", "eu-west-2"} {
		client, err := c.Bedrock(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.GetFoundationModel(t.Context(), &bedrock.GetFoundationModelInput{ModelIdentifier: aws.String("m")}); err != nil {
			t.Fatal(err)
		}
	}
	if n := opened.Load(); n != 1 {
		t.Errorf("three regions at one host cost %d connections", n)
	}
}
