// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package apierr_test

import (
	"context"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
)

func TestDetail_namesObjectMessageRequestAndHint(t *testing.T) {
	t.Parallel()
	const refusal = "The caller lacks a permission, or a service control policy denies it."
	for name, tc := range map[string]struct {
		call   func(context.Context, *awsclient.Clients) error
		answer answer
		want   string
	}{
		"bedrock": {
			getCustomModel, restJSON(404, "ResourceNotFoundException", "No such model."),
			"m: ResourceNotFoundException: No such model. (request id req-1)\n\nCheck the identifier",
		},
		"iam": {
			getRole, query(403, "AccessDenied", "You may not."),
			"m: AccessDenied: You may not. (request id req-1)\n\nThe caller lacks a permission",
		},
		"s3": {
			getObject, restXML(404, "NoSuchKey", "No such key."),
			"m: NoSuchKey: No such key. (request id req-1)\n\nCheck the identifier",
		},
		"prices": {
			getProducts, json11(400, "ThrottlingException", "Rate exceeded"),
			"m: ThrottlingException: Rate exceeded (request id req-1)\n\nAWS limits",
		},
		"a refusal without a body": {
			headBucket, answer{status: 403}, "m: Forbidden: Forbidden\n\nThe caller lacks a permission, or a service control policy denies it. " +
				"S3 does not say which one: HeadBucket needs s3:ListBucket.",
		},
		"a role that is passed": {
			createJob, restJSON(403, "AccessDeniedException", "No."), "m: AccessDeniedException: No. (request id req-1)\n\nThe caller lacks a " +
				"permission, or a service control policy denies it. AWS does not say which one: CreateModelCustomizationJob needs " +
				"bedrock:CreateModelCustomizationJob, and iam:PassRole on the role.",
		},
		"another action than to pass the role": {
			createJob, restJSON(403, "AccessDeniedException", "User u is not authorized to perform: bedrock:CreateModelCustomizationJob."),
			"m: AccessDeniedException: User u is not authorized to perform: bedrock:CreateModelCustomizationJob. (request id req-1)\n\n" + refusal,
		},
		"a role that AWS names": {
			createJob, restJSON(403, "AccessDeniedException", "User u is not authorized to perform: iam:PassRole on resource r."),
			"m: AccessDeniedException: User u is not authorized to perform: iam:PassRole on resource r. (request id req-1)\n\n" + refusal,
		},
		"a class without a hint": {
			getCustomModel, restJSON(400, "ValidationException", "Bad name."),
			"m: ValidationException: Bad name. (request id req-1)",
		},
		"a code without a message": {
			getCustomModel, restJSON(400, "ConflictException", ""),
			"m: ConflictException (request id req-1)\n\nSomething else is using or changing the object. When it is done, apply again; after a " +
				"terraform destroy, repeat that command instead.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			detail := apierr.Detail("m", errorOf(t, tc.call, tc.answer))
			if !strings.HasPrefix(detail, tc.want) {
				t.Errorf("%q does not begin with %q", detail, tc.want)
			}
			if strings.HasSuffix(tc.want, refusal) && detail != tc.want {
				t.Errorf("%q adds to %q", detail, tc.want)
			}
			if hinted := strings.Contains(tc.want, "\n\n"); !hinted && detail != tc.want {
				t.Errorf("%q, want %q", detail, tc.want)
			}
		})
	}
}

func TestDetail_withoutAnIdentifierOrAWS(t *testing.T) {
	t.Parallel()
	if got := apierr.Detail("", errOwn); got != "an error of our own" {
		t.Errorf("got %q", got)
	}
	if got := apierr.Detail("m", errOwn); got != "m: an error of our own" {
		t.Errorf("got %q", got)
	}
}

func TestDetail_tellsACredentialsErrorOnceInFull(t *testing.T) {
	t.Parallel()
	clients := clientsOf(t, restJSON(403, "ExpiredTokenException", "The security token is expired."))
	var details []string
	for range 2 {
		details = append(details, apierr.Detail("m", getCustomModel(t.Context(), clients)))
	}
	if full := details[0]; strings.Count(full, "The security token is expired.") != 1 || !strings.Contains(full, "aws sso login") ||
		strings.Contains(full, "Check the provider's credentials") {
		t.Errorf("the first detail is\n%s", full)
	}
	if again := details[1]; again != "m: AWS refuses the credentials: told in full once in this output" {
		t.Errorf("the second detail is\n%s", again)
	}
}

func TestDiagnostic(t *testing.T) {
	t.Parallel()
	at := path.Root("role_arn")
	got := apierr.AttributeDiagnostic(at, "Creating Bedrock custom model", "m", errOwn)
	if got.Severity() != diag.SeverityError || got.Summary() != "Creating Bedrock custom model" || got.Detail() != "m: an error of our own" {
		t.Errorf("got %v", got)
	}
	if placed, ok := got.(diag.DiagnosticWithPath); !ok || !placed.Path().Equal(at) {
		t.Errorf("%v is not at %s", got, at)
	}
	plain := apierr.Diagnostic("Creating Bedrock custom model", "m", errOwn)
	if plain.Detail() != got.Detail() || plain.Severity() != diag.SeverityError {
		t.Errorf("got %v", plain)
	}
}
