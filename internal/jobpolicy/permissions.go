// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// MaxInlinePolicyCharacters is how many characters all inline policies of a role may have together, white space not
// counted.
const MaxInlinePolicyCharacters = 10_240

// ErrTooLarge means that a document does not fit the inline policies of a role.
var ErrTooLarge = errors.New("the policy is larger than the inline policies of a role may be")

// Grants is what the jobs of a role need. All lists may be empty and in any order; ARNs have no wildcards.
type Grants struct {
	// TrainingData, ValidationData and InvocationLogs are read. Images and videos that records refer to are data too.
	TrainingData   []S3Location
	ValidationData []S3Location
	InvocationLogs []S3Location
	// InputData is read by jobs that do not train: the weights of an import, the records of batch inference.
	InputData []S3Location
	// Output is read and written. Nil grants no output.
	Output *S3Location

	// ReadKMSKeyARNs are the keys that the objects to read are encrypted with, OutputKMSKeyARNs those of the output's
	// bucket. ModelKMSKeyARN is the key of the model that the job makes. The policies of the keys must allow it too.
	ReadKMSKeyARNs   []string
	OutputKMSKeyARNs []string
	ModelKMSKeyARN   string

	// VPC is where the jobs run their network interfaces. Nil is no VPC.
	VPC *VPC

	// TeacherModelARNs are the foundation models and the inference profiles that teach in a distillation. A profile
	// comes with its models in every region of the profile.
	TeacherModelARNs []string

	// InvokedModelARNs are the models and the inference profiles that jobs invoke, a profile with its models as above.
	InvokedModelARNs []string

	// KnowledgeBaseARNs are the knowledge bases that evaluations ask.
	KnowledgeBaseARNs []string

	// LogGroup is the name of the log group of CloudWatch that invocations are logged to. Empty is none.
	LogGroup string

	// RewardFunctionARNs are the Lambda functions that grade in reinforcement fine-tuning.
	RewardFunctionARNs []string
}

// Permissions is the permissions policy of a role: exactly the grants, for the jobs of one kind.
//
// The error says that the purpose is not known, that the scope is incomplete, that a grant is not valid or grants
// nothing; it wraps ErrTooLarge when the policy does not fit a role. Such a role takes managed policies, or fewer and
// shorter locations.
func Permissions(name Purpose, scope Scope, grants Grants) (string, error) {
	p, err := find(name)
	if err != nil {
		return "", err
	}
	if err := errors.Join(scope.validate(), grants.validate()); err != nil {
		return "", err
	}
	document := Document(p.permissions(scope, grants))
	if len(document) == 0 {
		return "", errors.New("nothing is granted: name the data that the jobs read or the output that they write")
	}
	text := document.String()
	if size := utf8.RuneCountInString(text); size > MaxInlinePolicyCharacters {
		return "", fmt.Errorf("%w: %d characters of %d; name folders instead of the files in them", ErrTooLarge, size, MaxInlinePolicyCharacters)
	}
	return text, nil
}

func (g Grants) validate() error {
	var errs []error
	for _, location := range slices.Concat(g.TrainingData, g.ValidationData, g.InvocationLogs, g.InputData) {
		errs = append(errs, location.validate())
	}
	if g.Output != nil {
		errs = append(errs, g.Output.validate())
	}
	for _, arn := range slices.Concat(
		g.ReadKMSKeyARNs, g.OutputKMSKeyARNs, g.TeacherModelARNs, g.InvokedModelARNs, g.RewardFunctionARNs, g.KnowledgeBaseARNs,
	) {
		errs = append(errs, validateARN(arn))
	}
	if g.ModelKMSKeyARN != "" {
		errs = append(errs, validateARN(g.ModelKMSKeyARN))
	}
	if g.VPC != nil {
		errs = append(errs, g.VPC.validate())
	}
	if strings.ContainsAny(g.LogGroup, "*?$:") {
		errs = append(errs, fmt.Errorf("%q is not the name of one log group", g.LogGroup))
	}
	return errors.Join(append(errs, needsModels("a teacher's", g.TeacherModelARNs), needsModels("an", g.InvokedModelARNs))...)
}

// needsModels refuses an inference profile alone: a call through it is a call of the model in the region that it chooses.
func needsModels(whose string, arns []string) error {
	isProfile := func(arn string) bool { return strings.Contains(arn, "inference-profile/") }
	if len(arns) > 0 && !slices.ContainsFunc(arns, func(arn string) bool { return !isProfile(arn) }) {
		return errors.New(whose + " inference profile needs the ARNs of its foundation models in every region as well")
	}
	return nil
}

// validateARN accepts the ARN of one resource.
func validateARN(arn string) error {
	parts := strings.SplitN(arn, ":", 6)
	if len(parts) != 6 || parts[0] != "arn" || parts[5] == "" || strings.ContainsAny(arn, "*?$") {
		return fmt.Errorf("%q is not the ARN of one resource", arn)
	}
	return nil
}
