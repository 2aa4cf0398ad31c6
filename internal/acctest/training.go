// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// Training is what a customization job needs and what somebody else made: a bucket with data and a service role.
type Training struct {
	Bucket  string
	DataURI string
	RoleARN string
}

// Clients are SDK clients for the simulator, to prepare and to judge.
func (c *Cloud) Clients() *awsclient.Clients {
	endpoints := map[string]string{}
	for _, service := range []string{"bedrock", "bedrockruntime", "iam", "s3", "sts", "ram"} {
		endpoints[service] = c.URL
	}
	return awsclient.New(awsclient.Config{
		Region: Region, AccessKey: "AKIAEXAMPLE", SecretKey: "secret", Endpoints: endpoints, Dial: c.Dial,
	})
}

// NewTraining makes a bucket with a conversation data set and a role that may read it, as a user would bring them.
func (c *Cloud) NewTraining(t testing.TB) Training {
	t.Helper()
	return c.NewTrainingWith(t, TrainingRecords())
}

// TrainingRecords are 40 records of a conversation data set, as JSONL.
func TrainingRecords() string {
	record := `{"schemaVersion":"bedrock-conversation-2024","messages":[` +
		`{"role":"user","content":[{"text":"Where is order %d?"}]},{"role":"assistant","content":[{"text":"It left on day %d."}]}]}` + "\n"
	var data strings.Builder
	for i := range 40 {
		fmt.Fprintf(&data, record, i, i)
	}
	return data.String()
}

// NewBatch is NewTraining with records for batch inference, in records.jsonl beside the training data.
func (c *Cloud) NewBatch(t testing.TB) {
	t.Helper()
	c.PutObject(t, c.NewTraining(t).Bucket, "records.jsonl", BatchRecords())
}

// NewBatchIn makes a bucket with records for batch inference and a role that may read and write there.
func (c *Cloud) NewBatchIn(t testing.TB, bucket, key, role string) {
	t.Helper()
	objects, err := c.Clients().S3(context.Background(), Region)
	check(t, err)
	_, err = objects.CreateBucket(context.Background(), &s3.CreateBucketInput{Bucket: &bucket})
	check(t, err)
	c.PutObject(t, bucket, key, BatchRecords())
	c.newRole(t, role, bucket)
	c.Advance(time.Minute) // IAM knows the role everywhere
}

// NewEvaluation makes a bucket with 40 prompts and a role that may read and write there, and invoke models.
func (c *Cloud) NewEvaluation(t testing.TB) {
	t.Helper()
	const bucket = "evaluation-data"
	ctx := context.Background()
	objects, err := c.Clients().S3(ctx, Region)
	check(t, err)
	_, err = objects.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: aws.String(bucket)})
	check(t, err)
	_, err = objects.PutBucketCors(ctx, &s3.PutBucketCorsInput{Bucket: aws.String(bucket), CORSConfiguration: &s3types.CORSConfiguration{
		CORSRules: []s3types.CORSRule{{
			AllowedMethods: []string{"GET"}, AllowedOrigins: []string{"https://mturk-console-template-preview-hooks.s3.amazonaws.com"},
		}},
	}})
	check(t, err)
	c.PutObject(t, bucket, "conversations.jsonl", conversations())
	var prompts strings.Builder
	for i := range 40 {
		fmt.Fprintf(&prompts, `{"prompt":"Where is order %d?","referenceResponse":"It left.",`+
			`"modelResponses":[{"response":"Order %[1]d has left.","modelIdentifier":"mine"}]}`+"\n", i)
	}
	c.PutObject(t, bucket, "prompts.jsonl", prompts.String())
	c.newRole(t, "AmazonBedrock-evaluation", bucket)
	identity, err := c.Clients().IAM(ctx)
	check(t, err)
	_, err = identity.PutRolePolicy(ctx, &iam.PutRolePolicyInput{
		RoleName: aws.String("AmazonBedrock-evaluation"), PolicyName: aws.String("models"), PolicyDocument: aws.String(
			`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["bedrock:InvokeModel",` +
				`"bedrock:Retrieve","bedrock:RetrieveAndGenerate"],"Resource":"*"}]}`),
	})
	check(t, err)
	c.Advance(time.Minute) // IAM knows the role everywhere
}

// BatchRecords are 120 records of batch inference, as JSONL.
func BatchRecords() string {
	var data strings.Builder
	for i := range 120 {
		fmt.Fprintf(&data, `{"recordId":"R%d","modelInput":{"messages":[{"role":"user","content":[{"text":"Where is order %[1]d?"}]}]}}`+"\n", i)
	}
	return data.String()
}

// NewTrainingWith is NewTraining with other data.
func (c *Cloud) NewTrainingWith(t testing.TB, data string) Training {
	t.Helper()
	ctx := context.Background()
	training := Training{Bucket: "training-data", DataURI: "s3://training-data/train.jsonl"}
	objects, err := c.Clients().S3(ctx, Region)
	check(t, err)
	_, err = objects.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: &training.Bucket})
	check(t, err)
	c.PutObject(t, training.Bucket, "train.jsonl", data)
	training.RoleARN = c.newRole(t, "AmazonBedrock-training", training.Bucket)
	c.Advance(time.Minute) // IAM knows the role everywhere
	return training
}

// PutObject writes an object, whatever was there before.
func (c *Cloud) PutObject(t testing.TB, bucket, key, body string) {
	t.Helper()
	objects, err := c.Clients().S3(context.Background(), Region)
	check(t, err)
	_, err = objects.PutObject(context.Background(), &s3.PutObjectInput{Bucket: &bucket, Key: &key, Body: strings.NewReader(body)})
	check(t, err)
}

// NewInvocationLogs makes a bucket that Bedrock may write logs of invocations to, and a role for a log group.
func (c *Cloud) NewInvocationLogs(t testing.TB) {
	t.Helper()
	ctx := context.Background()
	bucket := "invocation-logs"
	policy := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"bedrock.amazonaws.com"},` +
		`"Action":"s3:PutObject","Resource":"arn:aws:s3:::` + bucket + `/*",` +
		`"Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}}]}`
	objects, err := c.Clients().S3(ctx, Region)
	check(t, err)
	_, err = objects.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: &bucket})
	check(t, err)
	_, err = objects.PutBucketPolicy(ctx, &s3.PutBucketPolicyInput{Bucket: &bucket, Policy: &policy})
	check(t, err)
	c.newRole(t, "AmazonBedrock-logging", bucket)
	client, err := c.Clients().IAM(ctx)
	check(t, err)
	role, name := "AmazonBedrock-logging", "logs"
	permissions := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],` +
		`"Resource":"arn:aws:logs:us-east-1:123456789012:log-group:/bedrock/*"}]}`
	_, err = client.PutRolePolicy(ctx, &iam.PutRolePolicyInput{RoleName: &role, PolicyName: &name, PolicyDocument: &permissions})
	check(t, err)
	c.Advance(time.Minute) // IAM knows the role everywhere
}

// conversations are questions for a knowledge base, with what another system answered.
func conversations() string {
	var lines strings.Builder
	for i := range 40 {
		fmt.Fprintf(&lines, `{"conversationTurns":[{"prompt":{"content":[{"text":"Where is order %d?"}]},`+
			`"referenceResponses":[{"content":[{"text":"It left."}]}],"output":{"text":"Order %[1]d has left.",`+
			`"knowledgeBaseIdentifier":"mine","retrievedPassages":{"retrievalResults":[{"content":{"text":"Orders leave."}}]}}}]}`+"\n", i)
	}
	return lines.String()
}

// DeleteObject deletes an object.
func (c *Cloud) DeleteObject(t testing.TB, bucket, key string) {
	t.Helper()
	objects, err := c.Clients().S3(context.Background(), Region)
	check(t, err)
	_, err = objects.DeleteObject(context.Background(), &s3.DeleteObjectInput{Bucket: &bucket, Key: &key})
	check(t, err)
}

func (c *Cloud) newRole(t testing.TB, name, bucket string) string {
	t.Helper()
	ctx := context.Background()
	client, err := c.Clients().IAM(ctx)
	check(t, err)
	trust := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",` +
		`"Principal":{"Service":"bedrock.amazonaws.com"}}]}`
	permissions := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*",` +
		`"Resource":["arn:aws:s3:::` + bucket + `","arn:aws:s3:::` + bucket + `/*"]},` +
		// Teachers and graders.
		`{"Effect":"Allow","Action":["bedrock:InvokeModel","lambda:InvokeFunction"],` +
		`"Resource":["arn:aws:bedrock:*::foundation-model/*","arn:aws:lambda:*:*:function:*"]}]}`
	out, err := client.CreateRole(ctx, &iam.CreateRoleInput{RoleName: &name, AssumeRolePolicyDocument: &trust})
	check(t, err)
	policy := "data"
	_, err = client.PutRolePolicy(ctx, &iam.PutRolePolicyInput{RoleName: &name, PolicyName: &policy, PolicyDocument: &permissions})
	check(t, err)
	return *out.Role.Arn
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
