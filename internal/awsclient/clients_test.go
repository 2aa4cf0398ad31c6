// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"errors"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

func TestClients_areLazy(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	arguments := cloud.config()
	arguments.AccessKey, arguments.SecretKey = "", ""
	c := awsclient.New(arguments)

	got, err := c.Region(t.Context())
	if err != nil || got != region {
		t.Errorf("Region without credentials: %q, %v", got, err)
	}
	if n := len(cloud.seen()); n != 0 {
		t.Errorf("New and Region sent %d requests", n)
	}
}

func TestClients_signForServiceAndRegion(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	c := awsclient.New(cloud.config())
	ctx := t.Context()
	for _, want := range []struct{ region, scope string }{{"", region}, {"eu-west-1", "eu-west-1"}} {
		client, err := c.Bedrock(ctx, want.region)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := client.GetFoundationModel(ctx, &bedrock.GetFoundationModelInput{ModelIdentifier: aws.String("m")}); err != nil {
			t.Fatal(err)
		}
		seen := cloud.seen()
		gotRegion, gotService := signedFor(seen[len(seen)-1])
		if gotRegion != want.scope || gotService != "bedrock" {
			t.Errorf("Bedrock(%q) signed for %s in %s", want.region, gotService, gotRegion)
		}
	}
}

func TestClients_areBuiltOncePerRegion(t *testing.T) {
	t.Parallel()
	c := awsclient.New(newCloud(t).config())
	first := bedrockOf(t, c)
	again, err := c.Bedrock(t.Context(), region)
	if err != nil {
		t.Fatal(err)
	}
	elsewhere, err := c.Bedrock(t.Context(), "eu-west-1")
	if err != nil {
		t.Fatal(err)
	}
	if first != again || first == elsewhere {
		t.Error("want one client per region")
	}
}

func TestClients_regionOfEachService(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	for name, test := range map[string]struct {
		region, stsRegion string
		want              map[string]string
	}{
		"aws": {region: region, stsRegion: "eu-west-1", want: map[string]string{
			"bedrock": region, "runtime": region, "s3": region, "iam": region, "ram": region, "sts": "eu-west-1", "pricing": "us-east-1",
		}},
		"aws-cn": {region: "cn-north-1", want: map[string]string{
			"bedrock": "cn-north-1", "runtime": "cn-north-1", "s3": "cn-north-1", "iam": "cn-north-1", "ram": "cn-north-1",
			"sts": "cn-north-1", "pricing": "cn-northwest-1",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			arguments := newCloud(t).config()
			arguments.Region, arguments.STSRegion = test.region, test.stsRegion
			c := awsclient.New(arguments)
			models, bedrockErr := c.Bedrock(ctx, "")
			runtime, runtimeErr := c.BedrockRuntime(ctx, "")
			buckets, s3Err := c.S3(ctx, "")
			roles, iamErr := c.IAM(ctx)
			tokens, stsErr := c.STS(ctx)
			prices, pricingErr := c.Pricing(ctx)
			shares, ramErr := c.RAM(ctx, "")
			if err := errors.Join(bedrockErr, runtimeErr, s3Err, iamErr, stsErr, pricingErr, ramErr); err != nil {
				t.Fatal(err)
			}
			got := map[string]string{
				"bedrock": models.Options().Region, "runtime": runtime.Options().Region, "s3": buckets.Options().Region,
				"iam": roles.Options().Region, "ram": shares.Options().Region, "sts": tokens.Options().Region,
				"pricing": prices.Options().Region,
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// The red half shows what the SDK does on its own; the green half, that the provider's credentials win.
func TestBedrock_ignoresBearerToken(t *testing.T) {
	t.Setenv("AWS_BEARER_TOKEN_BEDROCK", "another-account")
	cloud := newCloud(t)
	c := awsclient.New(cloud.config())

	plain, err := config.LoadDefaultConfig(t.Context(), config.WithRegion(region))
	if err != nil {
		t.Fatal(err)
	}
	_, err = bedrock.NewFromConfig(plain, func(o *bedrock.Options) { o.BaseEndpoint = &cloud.URL }).
		GetFoundationModel(t.Context(), &bedrock.GetFoundationModelInput{ModelIdentifier: aws.String("m")})
	if err == nil || !strings.Contains(err.Error(), "bearer token") {
		t.Fatalf("the SDK no longer prefers AWS_BEARER_TOKEN_BEDROCK, so nothing need be undone: %v", err)
	}

	mustGetModel(t, c)
	seen := cloud.seen()
	if got := seen[len(seen)-1].Header.Get("Authorization"); !strings.HasPrefix(got, "AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/") {
		t.Errorf("signed with %q", got)
	}
	runtime, err := c.BedrockRuntime(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if preference := runtime.Options().AuthSchemePreference; len(preference) > 0 {
		t.Errorf("the runtime client prefers %q", preference)
	}
}

func TestClients_userAgentNamesProvider(t *testing.T) {
	t.Setenv("TF_APPEND_USER_AGENT", "pipeline/42")
	cloud := newCloud(t)
	arguments := cloud.config()
	arguments.TerraformVersion = "1.11.4"
	arguments.UserAgent = []string{"landing-zone/7 (team a)"}
	mustGetModel(t, awsclient.New(arguments))
	got := cloud.seen()[0].UserAgent()
	for _, want := range []string{"terraform-provider-bedrock/1.2.3", "Terraform/1.11.4", "landing-zone/7", "(team a)", "pipeline/42"} {
		if !strings.Contains(got, want) {
			t.Errorf("User-Agent %q lacks %q", got, want)
		}
	}
}

func TestClients_unknownArgumentsAreOneError(t *testing.T) {
	t.Parallel()
	c := awsclient.New(awsclient.Config{Region: region, Unknown: []string{"assume_role"}})
	if got, err := c.Region(t.Context()); err != nil || got != region {
		t.Errorf("a known region: %q, %v", got, err)
	}
	_, err := c.Bedrock(t.Context(), "")
	var unknown *awsclient.UnknownArgumentsError
	if !errors.As(err, &unknown) || unknown.Arguments[0] != "assume_role" {
		t.Errorf("want an UnknownArgumentsError, got %v", err)
	}

	regionless := awsclient.New(awsclient.Config{Unknown: []string{"region"}})
	if _, err := regionless.Region(t.Context()); !errors.As(err, &unknown) {
		t.Errorf("want an UnknownArgumentsError, got %v", err)
	}
}

func TestS3_pathStyle(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	// A port of a host name is enough: the bucket must not become a part of the name.
	arguments := cloud.config()
	arguments.Endpoints = map[string]string{"s3": strings.Replace(cloud.URL, "127.0.0.1", "localhost", 1), "sts": cloud.URL}
	client, err := awsclient.New(arguments).S3(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.HeadBucket(t.Context(), &s3.HeadBucketInput{Bucket: aws.String("bucket")}); err != nil {
		t.Fatal(err)
	}
	if got := cloud.seen()[0]; got.URL.Path != "/bucket" || got.Method != http.MethodHead {
		t.Errorf("%s %s", got.Method, got.URL)
	}
}

func TestClients_concurrentUse(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	arguments := cloud.config()
	arguments.AssumeRole = []awsclient.AssumeRole{{RoleARN: "arn:aws:iam::123456789012:role/a"}}
	c := awsclient.New(arguments)
	var wait sync.WaitGroup
	for range 50 {
		wait.Go(func() {
			if _, err := c.Caller(t.Context()); err != nil {
				t.Error(err)
			}
			if _, err := c.Bedrock(t.Context(), ""); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if n := len(cloud.seen("GetCallerIdentity")); n != 1 {
		t.Errorf("50 callers cost %d GetCallerIdentity", n)
	}
	if n := len(cloud.seen("AssumeRole")); n > 2 {
		t.Errorf("50 callers cost %d AssumeRole", n)
	}
}

func TestRegion_order(t *testing.T) {
	configFile := filepath.Join(t.TempDir(), "config")
	write(t, configFile, "[default]\nregion = eu-central-1\n[profile other]\nregion = eu-north-1\n")
	for name, test := range map[string]struct {
		arguments awsclient.Config
		env       map[string]string
		want      string
	}{
		"argument first": {
			arguments: awsclient.Config{Region: region}, env: map[string]string{"AWS_REGION": "eu-west-1"}, want: region,
		},
		"AWS_REGION":          {env: map[string]string{"AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-2"}, want: "eu-west-1"},
		"AWS_DEFAULT_REGION":  {env: map[string]string{"AWS_DEFAULT_REGION": "eu-west-2"}, want: "eu-west-2"},
		"default profile":     {env: map[string]string{"AWS_CONFIG_FILE": configFile}, want: "eu-central-1"},
		"profile by argument": {arguments: awsclient.Config{Profile: "other", SharedConfigFiles: []string{configFile}}, want: "eu-north-1"},
		"profile by variable": {env: map[string]string{"AWS_CONFIG_FILE": configFile, "AWS_PROFILE": "other"}, want: "eu-north-1"},
		"files with a variable": {
			arguments: awsclient.Config{SharedConfigFiles: []string{"$FILE"}}, env: map[string]string{"FILE": configFile}, want: "eu-central-1",
		},
	} {
		t.Run(name, func(t *testing.T) {
			for variable, value := range test.env {
				t.Setenv(variable, value)
			}
			got, err := awsclient.New(test.arguments).Region(t.Context())
			if err != nil || got != test.want {
				t.Errorf("got %q, %v; want %q", got, err, test.want)
			}
		})
	}
}

func TestRegion_errorsSayWhatToDo(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		arguments awsclient.Config
		want      []string
	}{
		"missing":      {want: []string{"provider block", "AWS_REGION", "~/.aws/config"}},
		"unknown name": {arguments: awsclient.Config{Region: "us-west-22"}, want: []string{"us-west-22", "skip_region_validation"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := awsclient.New(test.arguments).Region(t.Context())
			var regionErr *awsclient.RegionError
			if !errors.As(err, &regionErr) {
				t.Fatalf("want a RegionError, got %v", err)
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q lacks %q", err, want)
				}
			}
		})
	}

	skipping := awsclient.New(awsclient.Config{Region: "mars-1", SkipRegionValidation: true})
	if got, err := skipping.Region(t.Context()); err != nil || got != "mars-1" {
		t.Errorf("skip_region_validation: %q, %v", got, err)
	}
}

func TestPartition(t *testing.T) {
	t.Parallel()
	c := awsclient.New(awsclient.Config{})
	for region, want := range map[string]string{
		"us-east-1": "aws", "ap-southeast-7": "aws", "us-gov-west-1": "aws-us-gov", "cn-north-1": "aws-cn",
		"us-iso-east-1": "aws-iso", "eusc-de-east-1": "aws-eusc", "mars-1": "aws",
	} {
		if got := c.Partition(region); got != want {
			t.Errorf("Partition(%q) = %q, want %q", region, got, want)
		}
	}
}
