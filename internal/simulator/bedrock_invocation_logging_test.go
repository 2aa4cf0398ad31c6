// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// letLogsIn gives the bucket the statement of AWS's page, for logs below a prefix.
func (w workshop) letLogsIn(t *testing.T, prefix string) {
	t.Helper()
	_, err := w.s3Client().PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{Bucket: &w.bucket, Policy: aws.String(
		`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"bedrock.amazonaws.com"},"Action":["s3:PutObject"],` +
			`"Resource":["arn:aws:s3:::` + w.bucket + `/` + prefix + `/AWSLogs/123456789012/BedrockModelInvocationLogs/*"],"Condition":{` +
			`"StringEquals":{"aws:SourceAccount":"123456789012"},"ArnLike":{"aws:SourceArn":"arn:aws:bedrock:us-east-1:123456789012:*"}}}]}`)})
	if err != nil {
		t.Fatal(err)
	}
}

func (w workshop) logTo(t *testing.T, config types.LoggingConfig) error {
	t.Helper()
	in := &bedrock.PutModelInvocationLoggingConfigurationInput{LoggingConfig: &config}
	_, err := w.PutModelInvocationLoggingConfiguration(t.Context(), in)
	return err
}

func (w workshop) logging(t *testing.T) *types.LoggingConfig {
	t.Helper()
	out, err := w.GetModelInvocationLoggingConfiguration(t.Context(), &bedrock.GetModelInvocationLoggingConfigurationInput{})
	if err != nil {
		t.Fatal(err)
	}
	return out.LoggingConfig
}

// keysBelow are the keys of the workshop's bucket with a prefix.
func (w workshop) keysBelow(t *testing.T, prefix string) (keys []string) {
	t.Helper()
	out, err := w.s3Client().ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: &w.bucket, Prefix: &prefix})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range out.Contents {
		keys = append(keys, *o.Key)
	}
	return keys
}

// An account has one in each region, until it is deleted. What a request does not mention is delivered.
func TestInvocationLogging_lives(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.letLogsIn(t, "logs")
	if w.logging(t) != nil {
		t.Error("a new account logs")
	}
	destination := &types.S3Config{BucketName: &w.bucket, KeyPrefix: aws.String("logs")}
	if err := w.logTo(t, types.LoggingConfig{S3Config: destination, ImageDataDeliveryEnabled: aws.Bool(false)}); err != nil {
		t.Fatal(err)
	}
	got := w.logging(t)
	if *got.S3Config.BucketName != w.bucket || *got.S3Config.KeyPrefix != "logs" || !*got.AudioDataDeliveryEnabled ||
		*got.ImageDataDeliveryEnabled {
		t.Errorf("got %+v", got)
	}
	if keys := w.keysBelow(t, "logs/"); len(keys) != 1 || !strings.HasSuffix(keys[0], "/amazon-bedrock-logs-permission-check") {
		t.Errorf("the check of the permission left %v", keys)
	}
	if elsewhere := openWorkshopIn(t, w.core, "us-west-2"); elsewhere.logging(t) != nil {
		t.Error("another region logs too")
	}
	if _, err := w.DeleteModelInvocationLoggingConfiguration(t.Context(),
		&bedrock.DeleteModelInvocationLoggingConfigurationInput{}); err != nil || w.logging(t) != nil {
		t.Errorf("it is still there after its deletion: %v", err)
	}
}

// What Bedrock may not write to is refused before anything is configured.
func TestInvocationLogging_looksWhetherItMayWrite(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.letLogsIn(t, "logs")
	group := func(role string) types.LoggingConfig {
		return types.LoggingConfig{CloudWatchConfig: &types.CloudWatchConfig{LogGroupName: aws.String("/bedrock"), RoleArn: &role}}
	}
	for name, c := range map[string]struct {
		config types.LoggingConfig
		want   string
	}{
		"another prefix": {types.LoggingConfig{S3Config: &types.S3Config{BucketName: &w.bucket, KeyPrefix: aws.String("other")}}, "S3 bucket"},
		"no bucket":      {types.LoggingConfig{S3Config: &types.S3Config{BucketName: aws.String("not-there")}}, "S3 bucket: not-there"},
		"a role without rights": {group(w.role), "Failed to validate permissions for log group: /bedrock, with role: " + w.role +
			". Verify the IAM role permissions are correct."},
		"no role": {group("arn:aws:iam::123456789012:role/absent"), "log group"},
	} {
		if err := w.logTo(t, c.config); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if w.logging(t) != nil {
		t.Error("what was refused is configured")
	}
	w.putRolePolicy(t, w.role, `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],`+
		`"Resource":"arn:aws:logs:us-east-1:123456789012:log-group:/bedrock:log-stream:aws/bedrock/modelinvocations"}]}`)
	if err := w.logTo(t, group(w.role)); err != nil {
		t.Error(err)
	}
}

// Each call is a record in the bucket, with what was asked and answered and the metadata that filters go by.
func TestInvocationLogging_recordsCalls(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.letLogsIn(t, "logs")
	if err := w.logTo(t, types.LoggingConfig{S3Config: &types.S3Config{BucketName: &w.bucket, KeyPrefix: aws.String("logs")}}); err != nil {
		t.Fatal(err)
	}
	byTeam := func(in *bedrockruntime.ConverseInput) { in.RequestMetadata = map[string]string{"team": "support"} }
	if _, err := w.ask(t, novaLite, byTeam); err != nil {
		t.Fatal(err)
	}
	w.Advance(time.Minute)
	keys := w.keysBelow(t, "logs/AWSLogs/123456789012/BedrockModelInvocationLogs/us-east-1/")
	if len(keys) != 1 || !strings.HasSuffix(keys[0], ".json.gz") {
		t.Fatalf("got %v", keys)
	}
	archive, err := gzip.NewReader(bytes.NewReader([]byte(w.getObject(t, keys[0]))))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(archive)
	if err != nil {
		t.Fatal(err)
	}
	var record struct {
		SchemaType, Operation, ModelID string
		RequestMetadata                map[string]string
		Input                          struct{ InputBodyJSON map[string]any }
		Output                         struct{ OutputTokenCount int }
	}
	if err := json.Unmarshal(text, &record); err != nil {
		t.Fatal(err)
	}
	if record.SchemaType != "ModelInvocationLog" || record.Operation != "Converse" || record.RequestMetadata["team"] != "support" ||
		!strings.HasSuffix(record.ModelID, novaLite) || record.Input.InputBodyJSON["messages"] == nil || record.Output.OutputTokenCount == 0 {
		t.Errorf("got %s", text)
	}
}
