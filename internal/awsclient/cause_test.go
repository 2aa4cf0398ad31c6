// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

const sharedConfig = `
[default]
region        = eu-west-1
login_session = arn:aws:sts::555566667777:assumed-role/my_role/me

[profile dev]
role_arn       = arn:aws:iam::223344556677:role/dev
source_profile = default
region         = eu-west-1

[profile base]
login_session = arn:aws:sts::555566667777:assumed-role/my_role/me

[profile stage]
role_arn       = arn:aws:iam::223344556677:role/stage
source_profile = base
`

// A profile that does not exist, or cannot be used, is told as that, whether or not the region depends on it.
func TestProfile_errorsNameTheProfile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(file, []byte(sharedConfig), 0o600); err != nil {
		t.Fatal(err)
	}
	const toTheBlock = `assume_role { role_arn = "arn:aws:iam::223344556677:role/dev" }`
	for name, test := range map[string]struct {
		argument, variable string
		want               []string
	}{
		"misspelt argument":   {"dve", "", []string{`no profile "dve", which profile of the provider block names`, `Spelled alike is "dev"`}},
		"misspelt variable":   {"", "dve", []string{"which the environment variable AWS_PROFILE names", `"dev"`}},
		"nothing like it":     {"production", "", []string{`no profile "production"`, "credentials files"}},
		"login, by argument":  {"dev", "", []string{`of profile "default"`, `"aws login" cannot`, "Leave profile out of the provider block"}},
		"login, by variable":  {"", "dev", []string{"Unset AWS_PROFILE, and let", toTheBlock}},
		"login, named source": {"stage", "", []string{`Set profile = "base" in the provider block`, "role/stage"}},
	} {
		for _, region := range []string{"", "us-east-1"} {
			t.Run(name+" "+region, func(t *testing.T) {
				t.Setenv("AWS_CONFIG_FILE", file)
				t.Setenv("AWS_PROFILE", test.variable)
				_, err := awsclient.New(awsclient.Config{Profile: test.argument, Region: region}).Caller(t.Context())
				var profile *awsclient.ProfileError
				if !errors.As(err, &profile) {
					t.Fatalf("got %v", err)
				}
				for _, want := range append(test.want, "") {
					if said := err.Error(); !strings.Contains(said, want) || strings.Contains(said, "<nil>") || strings.Contains(said, "region is") {
						t.Errorf("%q lacks %q", said, want)
					}
				}
			})
		}
	}
}

// The way that the error shows is one that leads to the credentials of the login.
func TestProfile_wayRoundALoginUsesIt(t *testing.T) {
	file := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(file, []byte(sharedConfig), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("AWS_CONFIG_FILE", file)
	for role, profile := range map[string]string{"dev": "", "stage": "base"} {
		_, err := awsclient.New(awsclient.Config{
			Profile: profile, Region: "eu-west-1", AssumeRole: []awsclient.AssumeRole{{RoleARN: "arn:aws:iam::223344556677:role/" + role}},
		}).Caller(t.Context())
		if err == nil || !strings.Contains(err.Error(), "load login token") {
			t.Errorf("%s: got %v", role, err)
		}
	}
}

// Where the URL of a service comes from is what somebody needs whose simulator does not run; and not to wait for it.
func TestEndpoint_whereNothingListensNamesItsSource(t *testing.T) {
	closed := newCloud(t)
	closed.Close()
	withPassword := strings.Replace(closed.URL, "http://", "http://user:hunter2@", 1)
	for name, test := range map[string]struct {
		variables map[string]string
		endpoints map[string]string
		want      string
	}{
		"variable": {map[string]string{"AWS_ENDPOINT_URL": closed.URL}, nil, "AWS_ENDPOINT_URL is " + closed.URL + ", and nothing"},
		"variable of STS": {
			map[string]string{"AWS_ENDPOINT_URL_STS": closed.URL, "AWS_ENDPOINT_URL": "http://x"}, nil, "AWS_ENDPOINT_URL_STS is",
		},
		"endpoints block":       {nil, map[string]string{"sts": closed.URL}, "sts of the endpoints block is " + closed.URL},
		"endpoint of passwords": {nil, map[string]string{"sts": withPassword}, "sts of the endpoints block is http://user:xxxxx@127.0.0.1:"},
	} {
		t.Run(name, func(t *testing.T) {
			for variable, value := range test.variables {
				t.Setenv(variable, value)
			}
			begun := time.Now()
			clients := awsclient.New(awsclient.Config{Region: region, AccessKey: "a", SecretKey: "b", Endpoints: test.endpoints})
			_, err := clients.Caller(t.Context())
			var unreachable *awsclient.UnreachableEndpointError
			if !errors.As(err, &unreachable) || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "hunter2") {
				t.Errorf("got %v", err)
			}
			if waited := time.Since(begun); waited > 2*time.Second {
				t.Errorf("took %s", waited)
			}
		})
	}
	t.Run("to assume a role", func(t *testing.T) {
		_, err := awsclient.New(awsclient.Config{
			Region: region, AccessKey: "a", SecretKey: "b", Endpoints: map[string]string{"sts": closed.URL},
			AssumeRole: []awsclient.AssumeRole{{RoleARN: "arn:aws:iam::123456789012:role/a"}}, MaxRetries: 1,
		}).Caller(t.Context())
		var unreachable *awsclient.UnreachableEndpointError
		if !errors.As(err, &unreachable) {
			t.Errorf("got %v", err)
		}
	})
}

// A region that is off, or of another partition, answers as if the keys did not exist.
func TestRegion_thatRefusesTheCredentialsSaysWhyFirst(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(_ int, w http.ResponseWriter, r request) bool {
		return r.action == "" && fail(w, http.StatusForbidden, "UnrecognizedClientException")
	}
	clients := awsclient.New(cloud.config())
	ask := func(region string) string {
		client, err := clients.Bedrock(t.Context(), region)
		if err == nil {
			_, err = client.GetFoundationModel(t.Context(), &bedrock.GetFoundationModelInput{ModelIdentifier: aws.String("m")})
		}
		var refused *awsclient.CredentialsError
		if !errors.As(err, &refused) {
			t.Fatalf("%s: got %v", region, err)
		}
		return refused.Tell()
	}
	for region, want := range map[string]string{
		"ap-southeast-4": "aws account enable-region --region-name ap-southeast-4", "mx-central-1": "--region-name mx-central-1",
		"cn-north-1": "the partition aws-cn, which has accounts and credentials of its own", "eu-west-1": "The provider tries, in this order",
	} {
		if said := ask(region); !strings.Contains(said, want) || strings.Contains(said, "tries, in this order") != (region == "eu-west-1") {
			t.Errorf("%s: %q lacks %q", region, said, want)
		}
		if again := ask(region); strings.Contains(again, "\n") || !strings.HasSuffix(again, "told in full once in this output") {
			t.Errorf("%s is told again as %q", region, again)
		}
	}
}

func TestRegion_ofTheProviderThatRefusesTheCredentials(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(_ int, w http.ResponseWriter, r request) bool {
		if r.action == "" {
			return false
		}
		w.WriteHeader(http.StatusForbidden)
		_, _ = w.Write([]byte("<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>Invalid.</Message></Error></ErrorResponse>"))
		return true
	}
	for _, roles := range [][]awsclient.AssumeRole{nil, {{RoleARN: "arn:aws:iam::123456789012:role/a"}}} {
		config := cloud.config()
		config.Region, config.AssumeRole = "ap-southeast-4", roles
		if err := awsclient.New(config).Ready(t.Context()); err == nil ||
			!strings.Contains(err.Error(), "aws account enable-region --region-name ap-southeast-4") {
			t.Errorf("got %v", err)
		}
	}
}

func TestRegion_namesTheOneThatIsMeant(t *testing.T) {
	t.Parallel()
	for wrong, want := range map[string]string{
		"us-east1": `probably to "us-east-1"`,
		"us-est-1": `probably to "us-east-1"`, "eu-west1": `"eu-west-1"`, "us-east-1a": `"us-east-1"`, "virginia": `"us-east-1"`,
		"Frankfurt": `"eu-central-1"`, "ap-south-east-2": `"ap-southeast-2"`, "moon-base-alpha-seven": `for example to "us-east-1"`,
	} {
		if err := awsclient.CheckRegion(wrong); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v lacks %s", wrong, err, want)
		}
	}
}
