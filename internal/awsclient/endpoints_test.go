// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

func TestEndpoints_precedence(t *testing.T) {
	names := []string{"argument", "service variable", "variable", "profile"}
	for winner := range names {
		t.Run(names[winner], func(t *testing.T) {
			clouds := make([]*cloud, len(names))
			for i := range clouds {
				clouds[i] = newCloud(t)
			}
			// Everything from the winner down the list is configured; the winner must be called, and nobody else.
			configFile := filepath.Join(t.TempDir(), "config")
			write(t, configFile, "[default]\nendpoint_url = "+clouds[3].URL+"\n")
			arguments := awsclient.Config{
				Region: region, AccessKey: "AKIAEXAMPLE", SecretKey: "secret", SharedConfigFiles: []string{configFile},
			}
			if winner <= 2 {
				t.Setenv("AWS_ENDPOINT_URL", clouds[2].URL)
			}
			if winner <= 1 {
				t.Setenv("AWS_ENDPOINT_URL_BEDROCK", clouds[1].URL)
			}
			if winner == 0 {
				arguments.Endpoints = map[string]string{"bedrock": clouds[0].URL}
			}
			mustGetModel(t, awsclient.New(arguments))
			for i, c := range clouds {
				if got, want := len(c.seen()), map[bool]int{true: 1}[i == winner]; got != want {
					t.Errorf("the endpoint of the %s got %d requests, want %d", names[i], got, want)
				}
			}
		})
	}
}

func TestEndpoints_stsOfTheEnvironment(t *testing.T) {
	cloud := newCloud(t)
	t.Setenv("AWS_ENDPOINT_URL", cloud.URL)
	c := awsclient.New(awsclient.Config{
		Region: region, AccessKey: "AKIAEXAMPLE", SecretKey: "secret",
		AssumeRole: []awsclient.AssumeRole{{RoleARN: "arn:aws:iam::111111111111:role/a"}},
	})
	caller, err := c.Caller(t.Context())
	if err != nil || caller.AccountID != account {
		t.Errorf("%+v, %v", caller, err)
	}
	if len(cloud.seen("AssumeRole")) == 0 {
		t.Error("the role was assumed somewhere else")
	}
}

func TestEndpoints_alias(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	arguments := cloud.config()
	arguments.Endpoints = map[string]string{"s3api": cloud.URL}
	client, err := awsclient.New(arguments).S3(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if got := client.Options().BaseEndpoint; got == nil || *got != cloud.URL {
		t.Errorf("s3api is not an endpoint of S3: %v", got)
	}
}

func TestEndpoints_customEndpointWinsOverVariants(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	arguments := cloud.config()
	arguments.UseFIPSEndpoint, arguments.UseDualStackEndpoint = true, true
	mustGetModel(t, awsclient.New(arguments))
	if n := len(cloud.seen()); n != 1 {
		t.Errorf("%d requests", n)
	}
}

func TestEndpoints_saysWhichIsNoURL(t *testing.T) {
	profile := filepath.Join(t.TempDir(), "config")
	write(t, profile, "[default]\nendpoint_url = localhost:4566\n")
	for name, set := range map[string]func(*testing.T, *awsclient.Config){
		"AWS_ENDPOINT_URL": func(t *testing.T, _ *awsclient.Config) { t.Setenv("AWS_ENDPOINT_URL", "localhost:4566") },
		"AWS_ENDPOINT_URL_STS": func(t *testing.T, _ *awsclient.Config) {
			t.Setenv("AWS_ENDPOINT_URL_STS", "user:secret@127.0.0.1:4566")
		},
		"endpoint_url": func(_ *testing.T, c *awsclient.Config) { c.SharedConfigFiles = []string{profile} },
	} {
		t.Run(name, func(t *testing.T) {
			arguments := awsclient.Config{Region: region, AccessKey: "AKIAEXAMPLE", SecretKey: "secret"}
			set(t, &arguments)
			_, err := awsclient.New(arguments).Bedrock(t.Context(), "")
			var endpoint *awsclient.EndpointError
			if !errors.As(err, &endpoint) || !strings.Contains(err.Error(), name+" ") || strings.Contains(err.Error(), "secret") {
				t.Errorf("says %v", err)
			}
			t.Setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
			if _, err := awsclient.New(arguments).Bedrock(t.Context(), ""); err != nil {
				t.Errorf("told to ignore it, it says %v", err)
			}
		})
	}
}
