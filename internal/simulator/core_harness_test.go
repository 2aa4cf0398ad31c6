// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"errors"
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// core is a simulator that listens, and what a client needs to reach it.
type core struct {
	*simulator.Simulator
	server *httptest.Server
}

func startCore(t *testing.T) core {
	t.Helper()
	sim := simulator.New(simulator.Options{})
	server := httptest.NewServer(heldToModel(t, sim))
	t.Cleanup(server.Close)
	return core{sim, server}
}

// config returns the configuration of clients that do not retry.
func (c core) config(accessKey, region string) aws.Config {
	return aws.Config{
		Region:       region,
		BaseEndpoint: aws.String(c.server.URL),
		HTTPClient:   c.server.Client(),
		Credentials:  credentials.NewStaticCredentialsProvider(accessKey, "secret", ""),
		Retryer:      func() aws.Retryer { return aws.NopRetryer{} },
	}
}

func (c core) iam() *iam.Client { return iam.NewFromConfig(c.config("simulator", "us-east-1")) }

func (c core) sts() *sts.Client { return sts.NewFromConfig(c.config("simulator", "us-east-1")) }

const bedrockTrust = `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
	"Principal":{"Service":"bedrock.amazonaws.com"}}}`

const readBucket = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":"arn:aws:s3:::data/*"}]}`

func (c core) createRole(t *testing.T, name string) string {
	t.Helper()
	out, err := c.iam().CreateRole(t.Context(), &iam.CreateRoleInput{
		RoleName: aws.String(name), AssumeRolePolicyDocument: aws.String(bedrockTrust),
	})
	if err != nil {
		t.Fatalf("creating role %s: %v", name, err)
	}
	return aws.ToString(out.Role.Arn)
}

// errorCode returns the code of an AWS error, or what else went wrong.
func errorCode(err error) string {
	var answer smithy.APIError
	switch {
	case err == nil:
		return "no error"
	case errors.As(err, &answer):
		return answer.ErrorCode()
	}
	return err.Error()
}

func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	if got := errorCode(err); got != code {
		t.Errorf("got error %s (%v), want %s", got, err, code)
	}
}
