// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"encoding/json"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// invocationLogging is the model invocation logging configuration of an account in a region: none or one.
type invocationLogging struct {
	account, region string
	config          *loggingConfig
}

type loggingConfig struct {
	CloudWatchConfig *struct {
		LogGroupName              string          `json:"logGroupName"`
		RoleARN                   string          `json:"roleArn"`
		LargeDataDeliveryS3Config *logDestination `json:"largeDataDeliveryS3Config,omitempty"`
	} `json:"cloudWatchConfig,omitempty"`
	S3Config                     *logDestination `json:"s3Config,omitempty"`
	TextDataDeliveryEnabled      *bool           `json:"textDataDeliveryEnabled"`
	ImageDataDeliveryEnabled     *bool           `json:"imageDataDeliveryEnabled"`
	EmbeddingDataDeliveryEnabled *bool           `json:"embeddingDataDeliveryEnabled"`
	VideoDataDeliveryEnabled     *bool           `json:"videoDataDeliveryEnabled"`
	AudioDataDeliveryEnabled     *bool           `json:"audioDataDeliveryEnabled"`
}

// logDestination is a bucket; AWS answers with an empty prefix where there is none.
type logDestination struct {
	BucketName string `json:"bucketName"`
	KeyPrefix  string `json:"keyPrefix"`
}

// permissionCheck is what Bedrock leaves in a bucket when it tries whether it may write there.
const permissionCheck = "amazon-bedrock-logs-permission-check"

// modelInvocationLogging are the operations on the configuration.
func modelInvocationLogging() kind {
	return kind{handlers: map[string]handler{
		"DeleteModelInvocationLoggingConfiguration": deleteModelInvocationLoggingConfiguration,
		"GetModelInvocationLoggingConfiguration":    getModelInvocationLoggingConfiguration,
		"PutModelInvocationLoggingConfiguration":    putModelInvocationLoggingConfiguration,
	}}
}

func putModelInvocationLoggingConfiguration(q *request) (any, error) {
	var in struct {
		LoggingConfig *loggingConfig `json:"loggingConfig"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	config := in.LoggingConfig
	destinations := []*logDestination{config.S3Config}
	if group := config.CloudWatchConfig; group != nil {
		if err := q.checkLogGroup(group.LogGroupName, group.RoleARN); err != nil {
			return nil, err
		}
		destinations = append(destinations, group.LargeDataDeliveryS3Config)
	}
	for _, destination := range destinations {
		if destination == nil {
			continue
		}
		if err := q.checkLogBucket(*destination); err != nil {
			return nil, err
		}
	}
	config.defaults()
	of[*invocationLogging](q.state).all = []*invocationLogging{{q.Account, q.Region, config}}
	return struct{}{}, nil
}

// defaults delivers what the request does not mention.
func (c *loggingConfig) defaults() {
	for _, flag := range []**bool{
		&c.TextDataDeliveryEnabled, &c.ImageDataDeliveryEnabled, &c.EmbeddingDataDeliveryEnabled, &c.VideoDataDeliveryEnabled,
		&c.AudioDataDeliveryEnabled,
	} {
		if *flag == nil {
			*flag = new(bool)
			**flag = true
		}
	}
}

// loggingSource is on whose behalf Bedrock writes logs.
func (q *request) loggingSource() string {
	return core.ARN{
		Partition: core.Partition(q.Region), Service: "bedrock", Region: q.Region, Account: q.Account, Resource: "*",
	}.String()
}

// checkLogGroup judges the role alone: the simulator has no CloudWatch Logs, so that every log group exists.
func (q *request) checkLogGroup(group, role string) error {
	stream := core.ARN{
		Partition: core.Partition(q.Region), Service: "logs", Region: q.Region, Account: q.Account,
		Resource: "log-group:" + group + ":log-stream:aws/bedrock/modelinvocations",
	}.String()
	if q.aws.Roles.Assume(role, q.Account, q.loggingSource()) != nil ||
		!q.aws.Roles.Allowed(role, "logs:CreateLogStream", stream) || !q.aws.Roles.Allowed(role, "logs:PutLogEvents", stream) {
		return validationError("Failed to validate permissions for log group: " + group + ", with role: " + role +
			". Verify the IAM role permissions are correct.")
	}
	return nil
}

// checkLogBucket writes to a bucket as the logs will be.
func (q *request) checkLogBucket(d logDestination) error {
	account, region, err := q.aws.Objects.Bucket(d.BucketName)
	key := d.logsOf(q.Account) + permissionCheck
	if err != nil || account != q.Account || region != q.Region ||
		!q.aws.Buckets.MayDeliver(d.BucketName, key, q.Account, q.loggingSource()) {
		return validationError("Failed to validate permissions for S3 bucket: " + d.BucketName + ", with prefix: " + d.KeyPrefix +
			". Verify the bucket is in the same account and region and its policy lets Amazon Bedrock write to it.")
	}
	return q.aws.Objects.Put(d.BucketName, key, nil)
}

// loggingRole is the role that a request passes for its log group; empty for none.
func loggingRole(raw json.RawMessage) string {
	var config loggingConfig
	if json.Unmarshal(raw, &config) != nil || config.CloudWatchConfig == nil {
		return ""
	}
	return config.CloudWatchConfig.RoleARN
}

// logsOf is where the logs of an account are: https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html
func (d logDestination) logsOf(account string) string {
	prefix := ""
	if d.KeyPrefix != "" {
		prefix = d.KeyPrefix + "/"
	}
	return prefix + "AWSLogs/" + account + "/BedrockModelInvocationLogs/"
}

// getModelInvocationLoggingConfiguration answers nothing while there is none.
func getModelInvocationLoggingConfiguration(q *request) (any, error) {
	for _, logging := range of[*invocationLogging](q.state).all {
		return object{"loggingConfig": logging.config}, nil
	}
	return struct{}{}, nil
}

func deleteModelInvocationLoggingConfiguration(q *request) (any, error) {
	of[*invocationLogging](q.state).all = nil
	return struct{}{}, nil
}

// listed is one that exists.
func (o *invocationLogging) listed(time.Time) (core.Object, bool) {
	return core.Object{Type: "model-invocation-logging-configuration", ARN: "account " + o.account + ", region " + o.region}, true
}
