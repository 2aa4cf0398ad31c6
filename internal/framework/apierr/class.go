// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package apierr sorts the errors of the AWS SDK into the few classes that decide what a resource does next, and turns
// one error into one diagnostic. Matching by message happens here and nowhere else: AWS gives several of these
// conditions no code of their own.
package apierr

import (
	"context"
	"errors"
	"net"
	"slices"
	"strings"

	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// Class is what an error means for the resource.
type Class int

// The classes, from what the caller can act upon to what it cannot.
const (
	Other           Class = iota
	NotFound              // the object does not exist
	NameInUse             // another object has the name
	Conflict              // the object is busy or in use; may pass
	RolePropagation       // IAM does not know the role or its policy everywhere yet; passes within 2 minutes
	Throttled             // too many requests, after all retries
	Unavailable           // 5xx, broken answers, network
	AccessDenied
	Credentials // absent, expired or invalid credentials
	Quota
	Validation
	Interrupted // the context ended
)

// codes maps AWS error codes to classes. Each service has spellings of its own.
var codes = map[string]Class{
	"ResourceNotFoundException":    NotFound,
	"NoSuchEntity":                 NotFound,
	"NoSuchBucket":                 NotFound,
	"NoSuchKey":                    NotFound,
	"NoSuchVersion":                NotFound,
	"NotFound":                     NotFound,
	"NotFoundException":            NotFound, // Price List
	"UnknownResourceException":     NotFound, // RAM
	"ResourceArnNotFoundException": NotFound,

	"EntityAlreadyExists":     NameInUse,
	"BucketAlreadyExists":     NameInUse,
	"BucketAlreadyOwnedByYou": NameInUse,

	"ConflictException":        Conflict,
	"ResourceInUseException":   Conflict,
	"OperationAborted":         Conflict,
	"ConcurrentModification":   Conflict,
	"DeleteConflict":           Conflict,
	"ThrottlingException":      Throttled,
	"Throttling":               Throttled,
	"TooManyRequestsException": Throttled,
	"SlowDown":                 Throttled,

	"InternalServerException":     Unavailable,
	"InternalError":               Unavailable,
	"ServiceUnavailableException": Unavailable,
	"ServiceUnavailable":          Unavailable,

	"AccessDeniedException": AccessDenied,
	"AccessDenied":          AccessDenied,
	"Forbidden":             AccessDenied,

	"ExpiredToken":                Credentials,
	"ExpiredTokenException":       Credentials,
	"InvalidClientTokenId":        Credentials,
	"UnrecognizedClientException": Credentials,
	"InvalidAccessKeyId":          Credentials,
	"SignatureDoesNotMatch":       Credentials,
	"InvalidSignatureException":   Credentials,

	"ServiceQuotaExceededException":       Quota,
	"LimitExceeded":                       Quota,
	"TooManyTagsException":                Quota,
	"ResourceShareLimitExceededException": Quota,

	"ValidationException":       Validation,
	"ValidationError":           Validation,
	"InvalidInput":              Validation,
	"InvalidParameterException": Validation,
	"MalformedPolicyDocument":   Validation,
}

// nameInUse are the ways in which Bedrock says that a name is taken, under ValidationException or ConflictException. An
// object that is itself in use, or exists already, is something else.
var nameInUse = []string{"currently in use", "already in use", "already exists"}

// rolePropagation are the ways in which Bedrock says that a role, or what it may do, is not known yet.
var rolePropagation = []string{
	"could not assume provided iam role",
	"access denied exception when attempting to assume",
	"access denied message from s3",
	"permissions to access s3 bucket",
	"permissions to access amazon s3 bucket",
	"does not have permission",
	"failed to validate permissions for log group",
}

// Classify says what an error means; nil is Other.
func Classify(err error) Class {
	var credentials *awsclient.CredentialsError
	var api smithy.APIError
	switch {
	case err == nil:
		return Other
	case errors.As(err, &credentials):
		return Credentials
	case errors.As(err, &api):
		return classifyAPI(err, api)
	case errors.Is(err, context.Canceled):
		return Interrupted
	case isTransport(err):
		return Unavailable
	}
	return Other
}

func classifyAPI(err error, api smithy.APIError) Class {
	class, known := codes[api.ErrorCode()]
	if !known {
		class = classifyStatus(err)
	}
	if class != Validation && class != Conflict {
		return class
	}
	message := strings.ToLower(api.ErrorMessage())
	contains := func(part string) bool { return strings.Contains(message, part) }
	switch {
	case slices.ContainsFunc(rolePropagation, contains):
		return RolePropagation
	case slices.ContainsFunc(nameInUse, contains) && contains("name "):
		return NameInUse
	}
	return class
}

// classifyStatus judges errors that carry no code of their own, as the answer to a HEAD request does.
func classifyStatus(err error) Class {
	var response *smithyhttp.ResponseError
	if !errors.As(err, &response) {
		return Other
	}
	switch status := response.HTTPStatusCode(); {
	case status == 404:
		return NotFound
	case status == 403:
		return AccessDenied
	case status == 409:
		return Conflict
	case status == 429:
		return Throttled
	case status >= 500:
		return Unavailable
	}
	return Other
}

func isTransport(err error) bool {
	var deserialization *smithy.DeserializationError
	var network net.Error
	var request *smithyhttp.RequestSendError
	return errors.As(err, &deserialization) || errors.As(err, &network) || errors.As(err, &request) ||
		errors.Is(err, context.DeadlineExceeded)
}

// Is reports whether an error is of one of the classes.
func Is(err error, classes ...Class) bool {
	return err != nil && slices.Contains(classes, Classify(err))
}

// IsNotFound reports that the object does not exist. Whether it is gone or was never visible to this caller is for the
// resource to check.
func IsNotFound(err error) bool { return Is(err, NotFound) }

// IsRolePropagation reports that the call is worth repeating because IAM is still spreading a role.
func IsRolePropagation(err error) bool { return Is(err, RolePropagation) }

// IsTransient reports that a read is worth repeating while something else is waited for.
func IsTransient(err error) bool { return Is(err, Throttled, Unavailable) }
