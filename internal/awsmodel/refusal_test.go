// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"slices"
	"testing"
)

func TestViolation_isWordedAsAWSDoes(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"jobName":"` + `a b"}`: "Value 'a b' at 'jobName' failed to satisfy constraint: Member must satisfy regular expression pattern: " +
			`[a-zA-Z0-9](-*[a-zA-Z0-9\+\-\.])*`,
		`{}`:                             "Value null at 'jobName' failed to satisfy constraint: Member must not be null",
		`{"customizationType":"A"}`:      "Value 'A' at 'customizationType' failed to satisfy constraint: Member must satisfy enum value set: ",
		`{"vpcConfig":{"subnetIds":[]}}`: "Value '[0 members]' at 'vpcConfig.subnetIds' failed to satisfy constraint: Member must have length",
		`{"jobTags":[{"key":""}]}`:       "Value '' at 'jobTags.1.member.key' failed to satisfy constraint: Member must have length greater than",
		`{"roleArn":3}`:                  "Value at 'roleArn' failed to satisfy constraint: Member must be of type string",
		`{"surprise":3}`:                 "Value at 'surprise' failed to satisfy constraint: Member is not one of the operation",
		`{"customizationConfig":{}}`:     "Value '[0 members]' at 'customizationConfig' failed to satisfy constraint: Exactly one member",
		`{"validationDataConfig":{"validators":[{},{}]}}`: "Value null at 'validationDataConfig.validators.2.member.s3Uri' failed to satisfy",
	} {
		violations, err := Bedrock.CheckRequest("CreateModelCustomizationJob", []byte(body), nil)
		if err != nil {
			t.Fatal(err)
		}
		said := func(v Violation) bool { return len(v.Refusal()) >= len(want) && v.Refusal()[:len(want)] == want }
		if !slices.ContainsFunc(violations, said) {
			t.Errorf("%s: nothing says %q", body, want)
		}
	}
}
