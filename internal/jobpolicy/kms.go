// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy

// kmsStatements allow to use keys, each only through the service that encrypts with it:
// https://docs.aws.amazon.com/bedrock/latest/userguide/encryption-custom-job.html.
func kmsStatements(scope Scope, grants Grants) []Statement {
	var model []string
	if grants.ModelKMSKeyARN != "" {
		model = []string{grants.ModelKMSKeyARN}
	}
	var out []Statement
	for _, use := range []struct {
		sid     string
		keys    []string
		service string
		actions []string
	}{
		{"DecryptData", grants.ReadKMSKeyARNs, "s3", []string{"kms:Decrypt"}},
		// Writing an object in parts decrypts the data key again.
		{"EncryptOutput", grants.OutputKMSKeyARNs, "s3", []string{"kms:Decrypt", "kms:GenerateDataKey"}},
		{"EncryptModel", model, "bedrock", []string{"kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"}},
	} {
		if len(use.keys) == 0 {
			continue
		}
		out = append(out, Statement{
			SID: use.sid, Actions: use.actions, Resources: use.keys,
			Condition: Conditions{"StringEquals": {"kms:ViaService": {scope.endpoint(use.service)}}},
		})
	}
	return out
}
