// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// startStrict is startCore where callers are judged.
func startStrict(t *testing.T) core {
	t.Helper()
	sim := simulator.New(simulator.Options{EnforceCallers: true})
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	return core{sim, server}
}

// as returns the configuration of a caller who has assumed a role with a policy of some actions.
func (c core) as(t *testing.T, role string, actions ...string) aws.Config {
	t.Helper()
	return c.asWith(t, role, `{"Effect":"Allow","Resource":"*","Action":["`+strings.Join(actions, `","`)+`"]}`)
}

// asWith is as with the statements of a policy.
func (c core) asWith(t *testing.T, role string, statements ...string) aws.Config {
	t.Helper()
	arn := c.createRole(t, role)
	document := `{"Version":"2012-10-17","Statement":[` + strings.Join(statements, ",") + `]}`
	_, err := c.iam().PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{
		RoleName: &role, PolicyName: aws.String("caller"), PolicyDocument: &document,
	})
	if err != nil {
		t.Fatal(err)
	}
	session, err := c.sts().AssumeRole(t.Context(), &sts.AssumeRoleInput{RoleArn: &arn, RoleSessionName: aws.String("caller")})
	if err != nil {
		t.Fatal(err)
	}
	config := c.config("", "us-east-1")
	config.Credentials = credentials.NewStaticCredentialsProvider(
		*session.Credentials.AccessKeyId, *session.Credentials.SecretAccessKey, *session.Credentials.SessionToken)
	return config
}

func TestCallers_mayDoWhatTheirRoleSays(t *testing.T) {
	t.Parallel()
	sim := startStrict(t)
	caller := sim.as(t, "reader", "iam:GetRole", "s3:CreateBucket", "bedrock:ListFoundationModels")
	pathStyle := func(o *s3.Options) { o.UsePathStyle = true }
	for name, test := range map[string]struct {
		call func() error
		code string
		says string
	}{
		"allowed, IAM": {func() error {
			_, err := iam.NewFromConfig(caller).GetRole(t.Context(), &iam.GetRoleInput{RoleName: aws.String("reader")})
			return err
		}, "no error", ""},
		"allowed, S3": {func() error {
			_, err := s3.NewFromConfig(caller, pathStyle).CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String("allowed")})
			return err
		}, "no error", ""},
		"allowed, Bedrock": {func() error {
			_, err := bedrock.NewFromConfig(caller).ListFoundationModels(t.Context(), &bedrock.ListFoundationModelsInput{})
			return err
		}, "no error", ""},
		"everybody may ask who they are": {func() error {
			_, err := sts.NewFromConfig(caller).GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{})
			return err
		}, "no error", ""},
		"denied, IAM": {func() error {
			_, err := iam.NewFromConfig(caller).DeleteRole(t.Context(), &iam.DeleteRoleInput{RoleName: aws.String("reader")})
			return err
		}, "AccessDenied", "iam:DeleteRole on resource: arn:aws:iam::123456789012:role/reader"},
		"denied, S3": {func() error {
			_, err := s3.NewFromConfig(caller, pathStyle).GetBucketCors(t.Context(), &s3.GetBucketCorsInput{Bucket: aws.String("other")})
			return err
		}, "AccessDenied", "s3:GetBucketCORS on resource: arn:aws:s3:::other"},
		"denied, Bedrock": {func() error {
			_, err := bedrock.NewFromConfig(caller).GetFoundationModel(t.Context(), &bedrock.GetFoundationModelInput{
				ModelIdentifier: aws.String(novaLite),
			})
			return err
		}, "AccessDeniedException", "bedrock:GetFoundationModel on resource: arn:aws:bedrock:us-east-1::foundation-model/" + novaLite},
		"a bucket with tags needs more": {func() error {
			_, err := s3.NewFromConfig(caller, pathStyle).CreateBucket(t.Context(), &s3.CreateBucketInput{
				Bucket: aws.String("tagged"), ObjectOwnership: "BucketOwnerEnforced",
			})
			return err
		}, "AccessDenied", "s3:PutBucketOwnershipControls"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := test.call()
			wantCode(t, err, test.code)
			if err != nil && !strings.Contains(err.Error(), test.says) {
				t.Errorf("%q does not say %q", err, test.says)
			}
		})
	}
}

// Without leave to list a bucket, nobody learns whether an object is there.
func TestCallers_learnOfAbsentObjectsOnlyFromTheList(t *testing.T) {
	t.Parallel()
	sim := startStrict(t)
	client := sim.createBucket(t, "data")
	if _, err := client.PutObject(t.Context(), &s3.PutObjectInput{Bucket: dataBucket, Key: aws.String("there")}); err != nil {
		t.Fatal(err)
	}
	caller := sim.as(t, "reader", "s3:GetObject")
	caller.Region = homeRegion
	reader := s3.NewFromConfig(caller)
	_, err := reader.GetObject(t.Context(), &s3.GetObjectInput{Bucket: dataBucket, Key: aws.String("there")})
	wantCode(t, err, "no error")
	_, err = reader.GetObject(t.Context(), &s3.GetObjectInput{Bucket: dataBucket, Key: aws.String("absent")})
	wantCode(t, err, "AccessDenied")
}

func TestCallers_areNotJudgedUnlessAsked(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	caller := sim.as(t, "reader", "iam:GetRole")
	_, err := bedrock.NewFromConfig(caller).ListFoundationModels(t.Context(), &bedrock.ListFoundationModelsInput{})
	wantCode(t, err, "no error")
}

func TestJournal_namesTheActionsOfTheCaller(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.createJob(t, "plain")
	w.createJob(t, "tagged", func(input jobInput) {
		input.JobTags = []types.Tag{{Key: aws.String("team"), Value: aws.String("support")}}
	})
	w.Advance(time.Hour)
	var jobs [][]string
	for _, entry := range w.Journal() {
		if entry.Operation == "CreateModelCustomizationJob" {
			jobs = append(jobs, entry.Actions)
		}
	}
	plain := []string{"bedrock:CreateModelCustomizationJob", "iam:PassRole"}
	if len(jobs) != 2 || !slices.Equal(jobs[0], plain) || !slices.Equal(jobs[1], append(plain, "bedrock:TagResource")) {
		t.Errorf("actions of the two jobs: %v", jobs)
	}
}

func TestCallers_needToPassTheRoleOfABatch(t *testing.T) {
	t.Parallel()
	c := startStrict(t)
	owner := openWorkshopIn(t, c, "us-east-1")
	owner.putObject(t, batchKey, prompts(100))
	c.Advance(time.Minute)
	ask := func(name string, actions ...string) error {
		caller := owner
		caller.Client = bedrock.NewFromConfig(c.as(t, name, append(actions, "bedrock:CreateModelInvocationJob")...))
		_, err := caller.invoke(t, name, func(in invocationInput) { in.Tags = numberedTags(1) })
		return err
	}
	wantError(t, ask("no-pass-role", "bedrock:TagResource"), "AccessDeniedException", "iam:PassRole on resource: "+owner.role)
	wantError(t, ask("no-tags", "iam:PassRole"), "AccessDeniedException", "bedrock:TagResource")
	if err := ask("enough", "iam:PassRole", "bedrock:TagResource"); err != nil {
		t.Error(err)
	}
}

// What a policy says of resources and conditions is judged as IAM judges it, on the resources that AWS documents for the action.
func TestCallers_areHeldToTheResourcesOfTheirPolicy(t *testing.T) {
	t.Parallel()
	c := startStrict(t)
	owner := openWorkshopIn(t, c, "us-east-1")
	made := owner.createJob(t, "made", func(input jobInput) {
		input.JobTags = []types.Tag{{Key: aws.String("team"), Value: aws.String("support")}}
	})
	const bedrockARN = "arn:aws:bedrock:us-east-1:123456789012:"
	allow := func(action, resource string) string {
		return `{"Effect":"Allow","Action":"` + action + `","Resource":"` + resource + `"}`
	}
	pass := func(resource, service string) string {
		return `{"Effect":"Allow","Action":"iam:PassRole","Resource":"` + resource +
			`","Condition":{"StringEquals":{"iam:PassedToService":"` + service + `"}}}`
	}
	base := allow("bedrock:CreateModelCustomizationJob", "arn:aws:bedrock:us-east-1::foundation-model/*")
	models := allow("bedrock:CreateModelCustomizationJob", bedrockARN+"custom-model/*")
	tags := allow("bedrock:TagResource", bedrockARN+"model-customization-job/*")
	tagModels := allow("bedrock:TagResource", bedrockARN+"custom-model/*")
	passRole := pass(owner.role, "bedrock.amazonaws.com")
	passOther := pass("arn:aws:iam::123456789012:role/other", "bedrock.amazonaws.com")
	start := func(config aws.Config, name string) error {
		w := owner
		w.Client = bedrock.NewFromConfig(config)
		_, err := w.CreateModelCustomizationJob(t.Context(), w.jobInput(name, func(input jobInput) {
			input.JobTags = []types.Tag{{Key: aws.String("team"), Value: aws.String("support")}}
		}))
		return err
	}
	for name, test := range map[string]struct {
		statements []string
		refused    string
	}{
		"enough":                  {[]string{base, models, tags, passRole}, ""},
		"no custom models":        {[]string{base, tags, passRole}, "CreateModelCustomizationJob on resource: " + bedrockARN + "custom-model/*"},
		"no base models":          {[]string{models, tags, passRole}, "on resource: arn:aws:bedrock:us-east-1::foundation-model/amazon.nova"},
		"tags of models only":     {[]string{base, models, tagModels, passRole}, "bedrock:TagResource"},
		"another role":            {[]string{base, models, tags, passOther}, "iam:PassRole"},
		"passed to other service": {[]string{base, models, tags, pass(owner.role, "lambda.amazonaws.com")}, "iam:PassRole"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := start(c.asWith(t, strings.ReplaceAll(name, " ", "-"), test.statements...), strings.ReplaceAll(name, " ", "-"))
			if test.refused == "" {
				wantCode(t, err, "no error")
				return
			}
			wantError(t, err, "AccessDeniedException", test.refused)
		})
	}
	reader := bedrock.NewFromConfig(c.asWith(t, "reader", allow("bedrock:ListTagsForResource", bedrockARN+"custom-model/*")))
	_, err := reader.ListTagsForResource(t.Context(), &bedrock.ListTagsForResourceInput{ResourceARN: &made})
	wantError(t, err, "AccessDeniedException", "ListTagsForResource on resource: "+made)
}

func TestCallers_needTheObjectsThatTheyDeleteAndThePathOfARole(t *testing.T) {
	t.Parallel()
	sim := startStrict(t)
	sim.createBucket(t, "data")
	_, err := sim.iam().CreateRole(t.Context(), &iam.CreateRoleInput{
		RoleName: aws.String("deep"), Path: aws.String("/bedrock/"), AssumeRolePolicyDocument: aws.String(bedrockTrust),
	})
	wantCode(t, err, "no error")
	caller := sim.asWith(t, "cleaner",
		`{"Effect":"Allow","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::data/mine/*"}`,
		`{"Effect":"Allow","Action":"iam:GetRole","Resource":"arn:aws:iam::123456789012:role/bedrock/*"}`)
	caller.Region = homeRegion
	remove := func(key string) error {
		_, err := s3.NewFromConfig(caller).DeleteObjects(t.Context(), &s3.DeleteObjectsInput{
			Bucket: dataBucket, Delete: &s3types.Delete{Objects: []s3types.ObjectIdentifier{{Key: &key}}},
		})
		return err
	}
	wantCode(t, remove("mine/a.jsonl"), "no error")
	wantError(t, remove("theirs/a.jsonl"), "AccessDenied", "s3:DeleteObject on resource: arn:aws:s3:::data/theirs/a.jsonl")
	role := func(name string) error {
		_, err := iam.NewFromConfig(caller).GetRole(t.Context(), &iam.GetRoleInput{RoleName: &name})
		return err
	}
	wantCode(t, role("deep"), "no error")
	wantError(t, role("cleaner"), "AccessDenied", "iam:GetRole on resource: arn:aws:iam::123456789012:role/cleaner")
}
