// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package apierr_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
)

type errorCase struct {
	call   func(context.Context, *awsclient.Clients) error
	answer answer
	want   apierr.Class
}

func check(t *testing.T, cases map[string]errorCase) {
	t.Helper()
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := errorOf(t, tc.call, tc.answer)
			if got := apierr.Classify(err); got != tc.want {
				t.Errorf("class %d, want %d, of %v", got, tc.want, err)
			}
		})
	}
}

func TestClassify_bedrock(t *testing.T) {
	t.Parallel()
	cases := map[string]errorCase{}
	for code, tc := range map[string]struct {
		status int
		want   apierr.Class
	}{
		"ResourceNotFoundException": {404, apierr.NotFound}, "ConflictException": {400, apierr.Conflict},
		"ResourceInUseException": {400, apierr.Conflict}, "ThrottlingException": {429, apierr.Throttled},
		"TooManyRequestsException": {429, apierr.Throttled}, "InternalServerException": {500, apierr.Unavailable},
		"ServiceUnavailableException": {503, apierr.Unavailable}, "AccessDeniedException": {403, apierr.AccessDenied},
		"ServiceQuotaExceededException": {400, apierr.Quota}, "TooManyTagsException": {400, apierr.Quota},
		"ValidationException": {400, apierr.Validation}, "ExpiredTokenException": {403, apierr.Credentials},
		"UnrecognizedClientException": {403, apierr.Credentials}, "InvalidSignatureException": {403, apierr.Credentials},
		// Codes that no service is known to send are judged by their status.
		"GoneWithTheWind": {404, apierr.NotFound}, "Busy": {409, apierr.Conflict}, "Hasty": {429, apierr.Throttled},
		"Verboten": {403, apierr.AccessDenied}, "Kaput": {502, apierr.Unavailable}, "Odd": {400, apierr.Other},
	} {
		cases[code] = errorCase{getCustomModel, restJSON(tc.status, code, "No."), tc.want}
	}
	check(t, cases)
}

func TestClassify_bedrockByMessage(t *testing.T) {
	t.Parallel()
	cases := map[string]errorCase{}
	for message, want := range map[string]apierr.Class{
		"The provided job name is currently in use.":                                     apierr.NameInUse,
		"The provided custom model name is currently in use.":                            apierr.NameInUse,
		"The name you gave is already in use":                                            apierr.NameInUse,
		"A guardrail with this name already exists":                                      apierr.NameInUse,
		"Could not assume provided IAM role. Please ensure the role exists.":             apierr.RolePropagation,
		"Access denied exception when attempting to assume roleArn":                      apierr.RolePropagation,
		"The role does not have permission to read s3://b/k":                             apierr.RolePropagation,
		"Received an access denied message from S3":                                      apierr.RolePropagation,
		"Failed to validate permissions for log group: g, with role: r.":                 apierr.RolePropagation,
		"1 validation error detected: Value at 'jobName' failed to satisfy constraint":   apierr.Validation,
		"The custom model m is in use by the model customization job j.":                 apierr.Validation,
		"Model arn:aws:bedrock:us-east-1:1:custom-model/m is currently in use by others": apierr.Validation,
		"An agreement for this model already exists":                                     apierr.Validation,
	} {
		cases["ValidationException "+message] = errorCase{getCustomModel, restJSON(400, "ValidationException", message), want}
		if want == apierr.Validation {
			want = apierr.Conflict
		}
		cases["ConflictException "+message] = errorCase{getCustomModel, restJSON(400, "ConflictException", message), want}
	}
	// A message decides only where the code leaves it open.
	cases["PassRole"] = errorCase{
		getCustomModel, restJSON(403, "AccessDeniedException", "The user does not have permission for iam:PassRole"), apierr.AccessDenied,
	}
	check(t, cases)
}

func TestClassify_iam(t *testing.T) {
	t.Parallel()
	cases := map[string]errorCase{}
	for code, tc := range map[string]struct {
		status int
		want   apierr.Class
	}{
		"NoSuchEntity": {404, apierr.NotFound}, "EntityAlreadyExists": {409, apierr.NameInUse}, "DeleteConflict": {409, apierr.Conflict},
		"ConcurrentModification": {409, apierr.Conflict}, "EntityTemporarilyUnmodifiable": {409, apierr.Conflict},
		"LimitExceeded": {409, apierr.Quota}, "MalformedPolicyDocument": {400, apierr.Validation}, "InvalidInput": {400, apierr.Validation},
		"ValidationError": {400, apierr.Validation}, "Throttling": {400, apierr.Throttled}, "ServiceFailure": {500, apierr.Unavailable},
		"AccessDenied": {403, apierr.AccessDenied}, "InvalidClientTokenId": {403, apierr.Credentials}, "ExpiredToken": {403, apierr.Credentials},
		"SignatureDoesNotMatch": {403, apierr.Credentials},
	} {
		cases[code] = errorCase{getRole, query(tc.status, code, "No."), tc.want}
	}
	check(t, cases)
}

func TestClassify_s3(t *testing.T) {
	t.Parallel()
	cases := map[string]errorCase{
		"HEAD of nothing":   {headBucket, restXML(404, "", ""), apierr.NotFound},
		"HEAD of another's": {headBucket, restXML(403, "", ""), apierr.AccessDenied},
		"HEAD at a fault":   {headBucket, restXML(503, "", ""), apierr.Unavailable},
	}
	for code, tc := range map[string]struct {
		status int
		want   apierr.Class
	}{
		"NoSuchBucket": {404, apierr.NotFound}, "NoSuchKey": {404, apierr.NotFound}, "NoSuchVersion": {404, apierr.NotFound},
		"BucketAlreadyExists": {409, apierr.NameInUse}, "BucketAlreadyOwnedByYou": {409, apierr.NameInUse},
		"BucketNotEmpty": {409, apierr.Conflict}, "OperationAborted": {409, apierr.Conflict}, "SlowDown": {503, apierr.Throttled},
		"InternalError": {500, apierr.Unavailable}, "ServiceUnavailable": {503, apierr.Unavailable}, "AccessDenied": {403, apierr.AccessDenied},
		"InvalidAccessKeyId": {403, apierr.Credentials}, "ExpiredToken": {400, apierr.Credentials},
	} {
		cases[code] = errorCase{getObject, restXML(tc.status, code, "No."), tc.want}
	}
	check(t, cases)
}

func TestClassify_priceListAndRAM(t *testing.T) {
	t.Parallel()
	check(t, map[string]errorCase{
		"prices, throttled": {getProducts, json11(400, "ThrottlingException", "Rate exceeded"), apierr.Throttled},
		"prices, a fault":   {getProducts, json11(500, "InternalErrorException", "Oops"), apierr.Unavailable},
		"prices, not found": {getProducts, json11(400, "NotFoundException", "No."), apierr.NotFound},
		"prices, denied":    {getProducts, json11(400, "AccessDeniedException", "No."), apierr.AccessDenied},
		"shares, not found": {getResourceShares, restJSON(400, "UnknownResourceException", "No."), apierr.NotFound},
		"shares, no object": {getResourceShares, restJSON(400, "ResourceArnNotFoundException", "No."), apierr.NotFound},
		"shares, too many":  {getResourceShares, restJSON(400, "ResourceShareLimitExceededException", "No."), apierr.Quota},
		"shares, a fault":   {getResourceShares, restJSON(500, "ServerInternalException", "Oops"), apierr.Unavailable},
		"shares, invalid":   {getResourceShares, restJSON(400, "InvalidParameterException", "No."), apierr.Validation},
	})
}

func TestClassify_answersThatAreNone(t *testing.T) {
	t.Parallel()
	check(t, map[string]errorCase{
		"cut off":          {getCustomModel, answer{status: 200, body: `{"modelArn":"arn:`}, apierr.Unavailable},
		"a page of a host": {getCustomModel, answer{status: 200, body: `<html>`}, apierr.Unavailable},
		"a proxy's error":  {getCustomModel, answer{status: 502, body: `<html>bad gateway</html>`}, apierr.Unavailable},
	})
	t.Run("connection lost", func(t *testing.T) {
		t.Parallel()
		err := errorOf(t, getCustomModel, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			connection, _, err := http.NewResponseController(w).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			_ = connection.Close()
		}))
		if got := apierr.Classify(err); got != apierr.Unavailable {
			t.Errorf("class %d of %v", got, err)
		}
	})
	t.Run("nobody listens", func(t *testing.T) {
		t.Parallel()
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		_ = listener.Close()
		if err := getCustomModel(t.Context(), clientsAt("http://"+listener.Addr().String())); apierr.Classify(err) != apierr.Unavailable {
			t.Errorf("class %d of %v", apierr.Classify(err), err)
		}
	})
}

func TestClassify_endOfTheContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	err := getCustomModel(ctx, clientsOf(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		cancel()
		<-r.Context().Done()
	})))
	if got := apierr.Classify(err); got != apierr.Interrupted {
		t.Errorf("class %d of %v", got, err)
	}
}

func TestClassify_whatIsNoErrorOfAWS(t *testing.T) {
	t.Parallel()
	for _, err := range []error{nil, errOwn, fmt.Errorf("wrapped: %w", errOwn)} {
		if got := apierr.Classify(err); got != apierr.Other {
			t.Errorf("class %d of %v", got, err)
		}
	}
	if apierr.Is(nil, apierr.Other) {
		t.Error("no error is of a class")
	}
}

func TestIs(t *testing.T) {
	t.Parallel()
	absent := errorOf(t, getCustomModel, restJSON(404, "ResourceNotFoundException", "No."))
	if !apierr.IsNotFound(absent) || apierr.IsTransient(absent) || apierr.IsRolePropagation(absent) {
		t.Errorf("%v is only not found", absent)
	}
	if !apierr.Is(absent, apierr.Conflict, apierr.NotFound) || apierr.Is(absent, apierr.Conflict) || apierr.Is(absent) {
		t.Error("Is does not ask for any of the classes")
	}
	for _, passing := range []answer{restJSON(429, "ThrottlingException", "No."), restJSON(500, "InternalServerException", "No.")} {
		if err := errorOf(t, getCustomModel, passing); !apierr.IsTransient(err) {
			t.Errorf("%v is not transient", err)
		}
	}
	spreading := errorOf(t, getCustomModel, restJSON(400, "ValidationException", "Could not assume provided IAM role"))
	if !apierr.IsRolePropagation(spreading) {
		t.Errorf("%v is not the propagation of a role", spreading)
	}
}
