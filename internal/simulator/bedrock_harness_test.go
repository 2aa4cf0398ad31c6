// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"
)

const (
	trainingKey = "train.jsonl"
	novaLite    = "amazon.nova-lite-v1:0"
)

// workshop is a simulator with a role that was made long enough ago and a bucket with training data, in one region.
type workshop struct {
	core
	*bedrock.Client
	region, bucket, role string
}

func openWorkshop(t *testing.T) workshop {
	t.Helper()
	return openWorkshopIn(t, startCore(t), "us-east-1")
}

func openWorkshopIn(t *testing.T, c core, region string) workshop {
	t.Helper()
	w := workshop{core: c, region: region, bucket: "training-" + region}
	w.Client = bedrock.NewFromConfig(c.config("simulator", region))
	w.role = w.createRole(t, "AmazonBedrockTraining-"+region)
	w.putRolePolicy(t, w.role, `{"Version":"2012-10-17","Statement":{"Effect":"Allow",
		"Action":["s3:GetObject","s3:PutObject","s3:ListBucket"],"Resource":["arn:aws:s3:::`+w.bucket+`","arn:aws:s3:::`+w.bucket+`/*"]}}`)
	w.createBucket(t, w.bucket)
	w.putObject(t, trainingKey, conversations(20))
	w.Advance(time.Minute) // the role is known everywhere by now
	return w
}

func (w workshop) s3Client() *s3.Client {
	return s3.NewFromConfig(w.config("simulator", w.region), func(o *s3.Options) { o.UsePathStyle = true })
}

func (w workshop) putRolePolicy(t *testing.T, roleARN, document string) {
	t.Helper()
	_, err := w.iam().PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{
		RoleName: aws.String(roleARN[strings.LastIndex(roleARN, "/")+1:]), PolicyName: aws.String("data"), PolicyDocument: aws.String(document),
	})
	if err != nil {
		t.Fatalf("allowing %s: %v", roleARN, err)
	}
}

// mayInvoke lets the role call teachers and graders.
func (w workshop) mayInvoke(t *testing.T) {
	t.Helper()
	_, err := w.iam().PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{
		RoleName: aws.String(w.role[strings.LastIndex(w.role, "/")+1:]), PolicyName: aws.String("invoke"), PolicyDocument: aws.String(
			`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["bedrock:InvokeModel","lambda:InvokeFunction"],"Resource":"*"}}`),
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (w workshop) createBucket(t *testing.T, name string) {
	t.Helper()
	in := &s3.CreateBucketInput{Bucket: aws.String(name)}
	if w.region != "us-east-1" {
		in.CreateBucketConfiguration = &s3types.CreateBucketConfiguration{LocationConstraint: s3types.BucketLocationConstraint(w.region)}
	}
	if _, err := w.s3Client().CreateBucket(t.Context(), in); err != nil {
		t.Fatalf("creating bucket %s: %v", name, err)
	}
}

func (w workshop) putObject(t *testing.T, key, body string) {
	t.Helper()
	_, err := w.s3Client().PutObject(t.Context(), &s3.PutObjectInput{
		Bucket: aws.String(w.bucket), Key: aws.String(key), Body: strings.NewReader(body),
	})
	if err != nil {
		t.Fatalf("writing %s: %v", key, err)
	}
}

func (w workshop) deleteObject(t *testing.T, key string) {
	t.Helper()
	_, err := w.s3Client().DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: aws.String(w.bucket), Key: aws.String(key)})
	if err != nil {
		t.Fatalf("deleting %s: %v", key, err)
	}
}

// emptyBucket deletes all that is in the bucket, what jobs have left included.
func (w workshop) emptyBucket(t *testing.T) {
	t.Helper()
	out, err := w.s3Client().ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: aws.String(w.bucket)})
	if err != nil {
		t.Fatal(err)
	}
	for _, object := range out.Contents {
		w.deleteObject(t, *object.Key)
	}
}

func (w workshop) getObject(t *testing.T, key string) string {
	t.Helper()
	out, err := w.s3Client().GetObject(t.Context(), &s3.GetObjectInput{Bucket: aws.String(w.bucket), Key: aws.String(key)})
	if err != nil {
		t.Fatalf("reading %s: %v", key, err)
	}
	defer out.Body.Close()
	body, err := io.ReadAll(out.Body)
	if err != nil {
		t.Fatalf("reading %s: %v", key, err)
	}
	return string(body)
}

func (w workshop) uri(key string) string { return "s3://" + w.bucket + "/" + key }

type jobInput = *bedrock.CreateModelCustomizationJobInput

// jobInput is a job that succeeds, unless an edit spoils it.
func (w workshop) jobInput(name string, edits ...func(jobInput)) jobInput {
	in := &bedrock.CreateModelCustomizationJobInput{
		JobName:             aws.String(name),
		CustomModelName:     aws.String(name + "-model"),
		RoleArn:             aws.String(w.role),
		BaseModelIdentifier: aws.String(novaLite),
		TrainingDataConfig:  &types.TrainingDataConfig{S3Uri: aws.String(w.uri(trainingKey))},
		OutputDataConfig:    &types.OutputDataConfig{S3Uri: aws.String(w.uri("output/"))},
	}
	for _, edit := range edits {
		edit(in)
	}
	return in
}

func (w workshop) createJob(t *testing.T, name string, edits ...func(jobInput)) string {
	t.Helper()
	out, err := w.CreateModelCustomizationJob(t.Context(), w.jobInput(name, edits...))
	if err != nil {
		t.Fatalf("creating job %s: %v", name, err)
	}
	return aws.ToString(out.JobArn)
}

// refuseJob returns why a job was not created.
func (w workshop) refuseJob(t *testing.T, edits ...func(jobInput)) error {
	t.Helper()
	out, err := w.CreateModelCustomizationJob(t.Context(), w.jobInput("refused", edits...))
	if err == nil {
		t.Fatalf("the job %s was created", *out.JobArn)
	}
	return err
}

func (w workshop) stopJob(t *testing.T, identifier string) error {
	t.Helper()
	_, err := w.StopModelCustomizationJob(t.Context(), &bedrock.StopModelCustomizationJobInput{JobIdentifier: aws.String(identifier)})
	return err
}

func (w workshop) getJob(t *testing.T, identifier string) *bedrock.GetModelCustomizationJobOutput {
	t.Helper()
	out, err := w.GetModelCustomizationJob(t.Context(), &bedrock.GetModelCustomizationJobInput{JobIdentifier: aws.String(identifier)})
	if err != nil {
		t.Fatalf("getting job %s: %v", identifier, err)
	}
	return out
}

// train runs a job to its end and returns it.
func (w workshop) train(t *testing.T, name string, edits ...func(jobInput)) *bedrock.GetModelCustomizationJobOutput {
	t.Helper()
	arn := w.createJob(t, name, edits...)
	w.Advance(time.Hour)
	job := w.getJob(t, arn)
	if job.Status != types.ModelCustomizationJobStatusCompleted {
		t.Fatalf("job %s ended %s: %s", name, job.Status, aws.ToString(job.FailureMessage))
	}
	return job
}

// conversations returns n records of the Converse schema.
func conversations(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{"schemaVersion":"bedrock-conversation-2024","system":[{"text":"Be brief."}],"messages":[`+
			`{"role":"user","content":[{"text":"How much is %d and %d?"}]},{"role":"assistant","content":[{"text":"%d"}]}]}`+"\n", i, i, 2*i)
	}
	return b.String()
}

// wantError wants an error of a code whose message holds every fragment.
func wantError(t *testing.T, err error, code string, fragments ...string) {
	t.Helper()
	var answer smithy.APIError
	if !errors.As(err, &answer) {
		t.Fatalf("got error %v, want %s", err, code)
	}
	if answer.ErrorCode() != code {
		t.Errorf("got error %s (%s), want %s", answer.ErrorCode(), answer.ErrorMessage(), code)
	}
	for _, fragment := range fragments {
		if !strings.Contains(answer.ErrorMessage(), fragment) {
			t.Errorf("the message %q does not say %q", answer.ErrorMessage(), fragment)
		}
	}
}
