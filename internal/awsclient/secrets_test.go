// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// secret is in every key, token and password of these tests.
const secret = "canary"

// misfortune is a way in which credentials or proxies go wrong.
type misfortune struct {
	prepare func(t *testing.T, cloud *cloud, c *awsclient.Config)
	// says is what the error must say nevertheless; empty where there is no error.
	says string
	// environment are variables; CLOUD in them is the URL of the cloud.
	environment map[string]string
}

func misfortunes() map[string]misfortune {
	refusal := func(cloud *cloud) {
		cloud.answer = func(_ int, w http.ResponseWriter, r request) bool {
			return r.action != "" && refuse(w, "AccessDenied", "not authorized")
		}
	}
	return map[string]misfortune{
		"a role that cannot be assumed": {func(_ *testing.T, cloud *cloud, c *awsclient.Config) {
			refusal(cloud)
			c.AssumeRole = []awsclient.AssumeRole{{
				RoleARN: "arn:aws:iam::111111111111:role/closed", ExternalID: secret + "-external", Policy: `{"Id":"` + secret + `"}`,
				Tags: map[string]string{"team": secret},
			}}
		}, "role/closed", nil},
		"a web identity that is refused": {func(_ *testing.T, cloud *cloud, c *awsclient.Config) {
			refusal(cloud)
			c.AccessKey, c.SecretKey, c.Token = "", "", ""
			c.AssumeRoleWithWebIdentity = &awsclient.AssumeRoleWithWebIdentity{
				RoleARN: "arn:aws:iam::111111111111:role/ci", SessionName: "ci", WebIdentityToken: secret + "-token",
			}
		}, "role/ci", nil},
		"a signature that AWS finds wrong": {func(_ *testing.T, cloud *cloud, _ *awsclient.Config) {
			cloud.answer = func(_ int, w http.ResponseWriter, r request) bool {
				w.Header().Set("X-Amzn-Errortype", "InvalidSignatureException")
				w.WriteHeader(http.StatusForbidden)
				_, _ = w.Write([]byte(`{"message": "` + strings.ReplaceAll(canonicalString(r), "\n", `\n`) + `"}`))
				return true
			}
		}, "does not match the signature you provided", nil},
		"a signature that STS finds wrong": {func(_ *testing.T, cloud *cloud, c *awsclient.Config) {
			cloud.answer = func(_ int, w http.ResponseWriter, r request) bool {
				return refuse(w, "SignatureDoesNotMatch", canonicalString(r))
			}
			c.AssumeRole = []awsclient.AssumeRole{{RoleARN: "arn:aws:iam::111111111111:role/a"}}
		}, "does not match the signature you provided", nil},
		"a secret key that ends with a line feed": {func(_ *testing.T, _ *cloud, c *awsclient.Config) {
			c.SecretKey = secret + "-key\n"
		}, "", nil},
		"a session token that ends with a line feed": {func(_ *testing.T, _ *cloud, c *awsclient.Config) {
			c.Token = secret + "-token\n"
		}, "X-Amz-Security-Token", nil},
		"a proxy that is not there": {func(t *testing.T, _ *cloud, c *awsclient.Config) {
			c.HTTPProxy, c.HTTPSProxy = aws.String("http://user:"+secret+"@"+address(t)), aws.String("")
			c.Endpoints = map[string]string{"bedrock": "http://bedrock.test"}
		}, "connection refused", nil},
		"a proxy for both": {func(_ *testing.T, cloud *cloud, c *awsclient.Config) {
			c.HTTPProxy = aws.String("http://user:" + secret + "@" + strings.TrimPrefix(cloud.URL, "http://"))
		}, "", nil},
		"a proxy without http://": {func(_ *testing.T, cloud *cloud, c *awsclient.Config) {
			proxy := "1user:" + secret + "@" + strings.TrimPrefix(cloud.URL, "http://")
			c.HTTPProxy, c.HTTPSProxy = &proxy, &proxy
		}, "", nil},
		"a credential process that says more than JSON": {func(t *testing.T, _ *cloud, c *awsclient.Config) {
			c.AccessKey, c.SecretKey, c.Token, c.Profile = "", "", "", "process"
			c.SharedConfigFiles = []string{file(t, "[profile process]\ncredential_process = echo Welcome '{\"Version\": 1, \"SecretAccessKey\": \""+
				secret+"\"}'\n")}
		}, "credential process", nil},
		"a role of a profile with such a process": {func(t *testing.T, _ *cloud, c *awsclient.Config) {
			c.AccessKey, c.SecretKey, c.Token, c.Profile = "", "", "", "role"
			c.SharedConfigFiles = []string{file(t, "[profile process]\ncredential_process = echo Welcome "+secret+"\n"+
				"[profile role]\nsource_profile = process\nrole_arn = arn:aws:iam::111111111111:role/a\n")}
		}, "credential process", nil},
		"such a process that began well": {func(t *testing.T, _ *cloud, c *awsclient.Config) {
			c.AccessKey, c.SecretKey, c.Token, c.Profile = "", "", "", "process"
			script := file(t, `[ -e "$0.began" ] && echo Welcome `+secret+` || echo '{"Version": 1, "AccessKeyId": "AKIA",
				"SecretAccessKey": "`+secret+`", "Expiration": "2000-01-01T00:00:00Z"}'; touch "$0.began"`)
			c.SharedConfigFiles = []string{file(t, "[profile process]\ncredential_process = sh "+script+"\n")}
		}, "credential process", nil},
		"a file of credentials that is none": {func(t *testing.T, _ *cloud, c *awsclient.Config) {
			c.AccessKey, c.SecretKey, c.Token, c.Profile = "", "", "", "broken"
			c.SharedCredentialsFiles = []string{file(t, "[broken\naws_secret_access_key = "+secret+"\n"+secret+"\n")}
		}, "broken", nil},
		"a container that answers nonsense": {func(_ *testing.T, cloud *cloud, c *awsclient.Config) {
			cloud.answer = func(_ int, w http.ResponseWriter, _ request) bool {
				_, _ = w.Write([]byte(`{"AccessKeyId": "AKIA", "SecretAccessKey": "` + secret + `", "Token": ` + secret + `}`))
				return true
			}
			c.AccessKey, c.SecretKey, c.Token = "", "", ""
		}, "credentials", map[string]string{
			"AWS_CONTAINER_CREDENTIALS_FULL_URI": "CLOUD/credentials", "AWS_CONTAINER_AUTHORIZATION_TOKEN": secret + "-authorization",
		}},
		"a bearer token of the environment": {func(_ *testing.T, cloud *cloud, _ *awsclient.Config) {
			refusal(cloud)
		}, "", map[string]string{"AWS_BEARER_TOKEN_BEDROCK": secret + "-bearer"}},
	}
}

// canonicalString is AWS's message about a wrong signature, which tells of the request that it would have signed.
func canonicalString(r request) string {
	return "The request signature we calculated does not match the signature you provided.\n\nThe Canonical String for this request " +
		"should have been\n'GET\n/\nx-amz-security-token:" + r.Header.Get("X-Amz-Security-Token") + "'\n"
}

func TestSecrets_areInNoErrorAndNoLog(t *testing.T) {
	for name, m := range misfortunes() {
		t.Run(name, func(t *testing.T) {
			cloud := newCloud(t)
			arguments := cloud.config()
			arguments.SecretKey, arguments.Token = secret+"-secret", secret+"-token"
			m.prepare(t, cloud, &arguments)
			for variable, value := range m.environment {
				t.Setenv(variable, strings.ReplaceAll(value, "CLOUD", cloud.URL))
			}
			var log bytes.Buffer
			said := ""
			err := call(tflogtest.RootLogger(t.Context(), &log), awsclient.NewWithLimits(arguments, quick))
			if err != nil {
				said = err.Error()
			}
			if (m.says == "") != (said == "") || !strings.Contains(said, m.says) {
				t.Errorf("want %q, got %q", m.says, said)
			}
			if strings.Contains(said+log.String(), secret) {
				t.Errorf("a secret is in the error or the log: %s\n%s", said, log.String())
			}
		})
	}
}

// call makes one call, from the credentials on.
func call(ctx context.Context, clients *awsclient.Clients) error {
	client, err := clients.Bedrock(ctx, "")
	if err != nil {
		return err
	}
	_, err = client.GetFoundationModel(ctx, &bedrock.GetFoundationModelInput{ModelIdentifier: aws.String("m")})
	return err
}

// file is a file with some content.
func file(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// address is one that nobody listens at.
func address(t *testing.T) string {
	t.Helper()
	gone := newCloud(t)
	gone.Close()
	return strings.TrimPrefix(gone.URL, "http://")
}
