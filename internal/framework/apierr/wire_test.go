// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package apierr_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/pricing"
	"github.com/aws/aws-sdk-go-v2/service/ram"
	ramtypes "github.com/aws/aws-sdk-go-v2/service/ram/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// answer is one HTTP answer, in the wire format of the service that is asked.
type answer struct {
	status int
	header map[string]string
	body   string
}

func (a answer) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	for name, value := range a.header {
		w.Header().Set(name, value)
	}
	w.WriteHeader(a.status)
	_, _ = w.Write([]byte(a.body))
}

// restJSON is an error of Bedrock or RAM.
func restJSON(status int, code, message string) answer {
	body, err := json.Marshal(map[string]string{"message": message})
	if err != nil {
		panic(err)
	}
	return answer{status, map[string]string{"X-Amzn-ErrorType": code, "X-Amzn-RequestId": "req-1"}, string(body)}
}

// json11 is an error of the Price List.
func json11(status int, code, message string) answer {
	return answer{
		status, map[string]string{"Content-Type": "application/x-amz-json-1.1", "X-Amzn-RequestId": "req-1"},
		fmt.Sprintf(`{"__type":"com.amazonaws.pricing#%s","Message":%q}`, code, message),
	}
}

// query is an error of IAM or STS.
func query(status int, code, message string) answer {
	return answer{status, map[string]string{"X-Amzn-RequestId": "req-1"}, fmt.Sprintf(
		"<ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>req-1</RequestId></ErrorResponse>",
		code, message)}
}

// restXML is an error of S3; one to a HEAD request has no body.
func restXML(status int, code, message string) answer {
	a := answer{status: status, header: map[string]string{"X-Amz-Request-Id": "req-1", "X-Amz-Id-2": "host"}}
	if code != "" {
		a.body = fmt.Sprintf("<Error><Code>%s</Code><Message>%s</Message><RequestId>req-1</RequestId></Error>", code, message)
	}
	return a
}

// clientsOf returns clients that have one attempt at a service.
func clientsOf(t *testing.T, service http.Handler) *awsclient.Clients {
	t.Helper()
	server := httptest.NewServer(service)
	t.Cleanup(server.Close)
	return clientsAt(server.URL)
}

func clientsAt(url string) *awsclient.Clients {
	endpoints := map[string]string{}
	for _, name := range []string{"bedrock", "iam", "s3", "sts", "pricing", "ram"} {
		endpoints[name] = url
	}
	return awsclient.New(awsclient.Config{
		Region: "us-east-1", AccessKey: "AKIAEXAMPLE", SecretKey: "secret", MaxRetries: 1, Endpoints: endpoints,
	})
}

func getCustomModel(ctx context.Context, c *awsclient.Clients) error {
	client, err := c.Bedrock(ctx, "")
	if err == nil {
		_, err = client.GetCustomModel(ctx, &bedrock.GetCustomModelInput{ModelIdentifier: aws.String("m")})
	}
	return err
}

func createJob(ctx context.Context, c *awsclient.Clients) error {
	client, err := c.Bedrock(ctx, "")
	if err == nil {
		location := aws.String("s3://b/k")
		_, err = client.CreateModelCustomizationJob(ctx, &bedrock.CreateModelCustomizationJobInput{
			JobName: aws.String("j"), CustomModelName: aws.String("m"), BaseModelIdentifier: aws.String("b"), RoleArn: aws.String("r"),
			TrainingDataConfig: &awstypes.TrainingDataConfig{S3Uri: location}, OutputDataConfig: &awstypes.OutputDataConfig{S3Uri: location},
		})
	}
	return err
}

func getRole(ctx context.Context, c *awsclient.Clients) error {
	client, err := c.IAM(ctx)
	if err == nil {
		_, err = client.GetRole(ctx, &iam.GetRoleInput{RoleName: aws.String("r")})
	}
	return err
}

func headBucket(ctx context.Context, c *awsclient.Clients) error {
	client, err := c.S3(ctx, "")
	if err == nil {
		_, err = client.HeadBucket(ctx, &s3.HeadBucketInput{Bucket: aws.String("bucket")})
	}
	return err
}

func getObject(ctx context.Context, c *awsclient.Clients) error {
	client, err := c.S3(ctx, "")
	if err == nil {
		_, err = client.GetObject(ctx, &s3.GetObjectInput{Bucket: aws.String("bucket"), Key: aws.String("key")})
	}
	return err
}

func getProducts(ctx context.Context, c *awsclient.Clients) error {
	client, err := c.Pricing(ctx)
	if err == nil {
		_, err = client.GetProducts(ctx, &pricing.GetProductsInput{ServiceCode: aws.String("AmazonBedrock")})
	}
	return err
}

func getResourceShares(ctx context.Context, c *awsclient.Clients) error {
	client, err := c.RAM(ctx, "")
	if err == nil {
		_, err = client.GetResourceShares(ctx, &ram.GetResourceSharesInput{ResourceOwner: ramtypes.ResourceOwnerSelf})
	}
	return err
}

// errorOf is the error that a call returns for an answer.
func errorOf(t *testing.T, call func(context.Context, *awsclient.Clients) error, a http.Handler) error {
	t.Helper()
	err := call(t.Context(), clientsOf(t, a))
	if err == nil {
		t.Fatal("the call succeeded")
	}
	return fmt.Errorf("reading something: %w", err) // as our own code passes it on
}

var errOwn = errors.New("an error of our own")
