// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package apierr

import (
	"errors"
	"fmt"
	"strings"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/smithy-go"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// Again does not say "apply again" alone: after a destroy, that would make anew, and pay for, what is gone already. Nor does it say
// to repeat the command, whatever it was: one with -replace would replace again what it has just made.
const Again = "apply again; after a terraform destroy, repeat that command instead."

// hints are what to try next, by class. Credentials errors bring their own.
var hints = map[Class]string{
	NotFound:  "Check the identifier, the region and the account: AWS answers the same when the object is somewhere else.",
	NameInUse: "Choose another name, or import the object that has it, which this configuration then changes and destroys as its own.",
	Conflict:  "Something else is using or changing the object. When it is done, " + Again,
	RolePropagation: "Check that the role trusts bedrock.amazonaws.com for this account and region, and that its permissions " +
		"cover every S3 location given.",
	Throttled:    "AWS limits the rate of this call; a lower -parallelism helps. To go on, " + Again,
	Unavailable:  "The service or the network failed; nothing that was created is lost. To go on, " + Again,
	AccessDenied: "The caller lacks a permission, or a service control policy denies it.",
	Quota:        "A service quota of the account is used up. Raise it in Service Quotas or remove what is not needed.",
}

// Diagnostic is the one error that tells a user of a failed call: summary is a gerund and its object ("Creating Bedrock
// custom model"), id what it was about.
func Diagnostic(summary, id string, err error) diag.Diagnostic {
	return diag.NewErrorDiagnostic(summary, Detail(id, err))
}

// AttributeDiagnostic is Diagnostic where one attribute is at fault.
func AttributeDiagnostic(at path.Path, summary, id string, err error) diag.Diagnostic {
	return diag.NewAttributeErrorDiagnostic(at, summary, Detail(id, err))
}

// Detail is the text of Diagnostic: the identifier, AWS's message, the request id and one hint.
func Detail(id string, err error) string {
	var b strings.Builder
	if id != "" {
		fmt.Fprintf(&b, "%s: ", id)
	}
	b.WriteString(Message(err))
	var credentials *awsclient.CredentialsError
	var unreachable *awsclient.UnreachableEndpointError
	if errors.As(err, &credentials) || errors.As(err, &unreachable) {
		return b.String() // which says what to do, or where that was said
	}
	var response *awshttp.ResponseError
	if errors.As(err, &response) && response.ServiceRequestID() != "" {
		fmt.Fprintf(&b, " (request id %s)", response.ServiceRequestID())
	}
	var held *HeldError
	if errors.As(err, &held) {
		b.WriteString("\n\n" + held.Hint)
	} else if hint := hints[Classify(err)]; hint != "" {
		b.WriteString("\n\n" + hint + unsaidPermission(err))
	}
	return b.String()
}

// unsaidPermission names the permission that a refusal does not: S3 answers a HEAD without a body, and Bedrock, where a job has a
// role, does not always say that it is the role.
func unsaidPermission(err error) string {
	var call *smithy.OperationError
	if !errors.As(err, &call) || !Is(err, AccessDenied) {
		return ""
	}
	if takesRole(call) && !says(err, "not authorized to perform") && !says(err, ":passrole") {
		return " AWS does not say which one: " + call.OperationName + " needs bedrock:" + call.OperationName + ", and iam:PassRole on the role."
	}
	switch call.OperationName {
	case "HeadBucket":
		return " S3 does not say which one: HeadBucket needs s3:ListBucket."
	case "HeadObject":
		return " S3 does not say which one: HeadObject needs s3:GetObject, and s3:ListBucket to learn that there is no object."
	}
	return ""
}

// takesRole reports an operation of Bedrock that is given the role of a job.
func takesRole(call *smithy.OperationError) bool {
	switch call.OperationName {
	case "CreateModelCustomizationJob", "CreateEvaluationJob", "CreateModelImportJob", "CreateModelInvocationJob", "CreateCustomModel":
		return call.ServiceID == "Bedrock"
	}
	return false
}

// Message is AWS's own message where there is one, without the SDK's wrapping. It is for users, since it tells a credentials
// error in full only once.
func Message(err error) string {
	var credentials *awsclient.CredentialsError
	if errors.As(err, &credentials) {
		return credentials.Tell()
	}
	var unreachable *awsclient.UnreachableEndpointError
	if errors.As(err, &unreachable) {
		return unreachable.Error() + "."
	}
	var api smithy.APIError
	if errors.As(err, &api) {
		if api.ErrorMessage() == "" {
			return api.ErrorCode()
		}
		return api.ErrorCode() + ": " + api.ErrorMessage()
	}
	return err.Error()
}

// Sentence is a message of AWS with a full stop, for a sentence that follows; many have none.
func Sentence(text string) string {
	if strings.HasSuffix(text, ".") {
		return text
	}
	return text + "."
}
