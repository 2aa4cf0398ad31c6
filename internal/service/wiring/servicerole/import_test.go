// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

func TestServiceRole_imports(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"min.tf", "max.tf"} {
		cloud, w := start(t)
		config := acctest.Fixture(t, name)
		acctest.OK(t, w.Apply(t.Context(), config))
		arn := w.Object(roleAddress).Attr("arn")
		for how, by := range map[string]struct {
			id       string
			identity map[string]string
		}{
			"name":     {id: roleName},
			"ARN":      {id: arn},
			"identity": {identity: map[string]string{"arn": arn}},
		} {
			t.Run(how+" "+name, func(t *testing.T) {
				t.Parallel()
				imported := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
				acctest.OK(t, imported.Import(t.Context(), roleAddress, "bedrock_service_role", by.id, by.identity))
				acctest.Unchanged(t, imported, config)
			})
		}
	}
}

// The roles of evaluations have one trust policy, and are told apart by what they may do.
func TestServiceRole_importsTheRoleOfAnEvaluation(t *testing.T) {
	t.Parallel()
	for purpose, arguments := range map[string]string{
		"evaluation_automatic": "", "evaluation_judge": "", "evaluation_human": "",
		"evaluation_rag": `knowledge_base_arns = ["arn:aws:bedrock:us-east-1:123456789012:knowledge-base/KB12345678"]`,
	} {
		cloud, w := start(t)
		config := `resource "bedrock_service_role" "test" {
			name            = "evaluation"
			purpose         = "` + purpose + `"
			input_data = ["s3://data/prompts.jsonl"]
			output_data     = "s3://data/results/"
			invoked_models = ["arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"]
			` + arguments + `
		}`
		acctest.OK(t, w.Apply(t.Context(), config))
		imported := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
		acctest.OK(t, imported.Import(t.Context(), roleAddress, "bedrock_service_role", "evaluation", nil))
		acctest.Unchanged(t, imported, config)
	}
}

// What the jobs of a purpose do not use is refused, so that nobody believes that the role has it.
func TestServiceRole_refusesWhatEvaluationsDoNotUse(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	for arguments, want := range map[string]string{
		`purpose = "evaluation_judge"
		invoked_models = ["arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"]`: "writes its scores below output_data",
		`purpose = "evaluation_judge"
		output_data = "s3://data/results/"
		training_data = ["s3://data/train.jsonl"]`: "training_data is not for the purpose",
		`purpose = "evaluation_judge"
		output_data = "s3://data/results/"
		knowledge_base_arns = ["arn:aws:bedrock:us-east-1:123456789012:knowledge-base/KB12345678"]`: "knowledge_base_arns is not for the purpose",
		`purpose = "model_customization"
		output_data = "s3://data/output/"
		training_data = ["s3://data/train.jsonl"]
		input_data = ["s3://data/prompts.jsonl"]`: "input_data is not for the purpose",
	} {
		acctest.Refused(t, w.Apply(t.Context(), "resource \"bedrock_service_role\" \"test\" {\n"+arguments+"\n}"), want)
	}
}

func TestServiceRole_importRefusesWhatIsNoRole(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	for id, want := range map[string]string{
		"arn:aws:iam::123456789012:user/user": "not the ARN of a role",
		"no-such-role":                        "NoSuchEntity",
		"arn:aws:iam::123456789012:role/gone": "does not exist",
		"arn:aws:iam::210987654321:role/gone": "credentials of another account",
	} {
		acctest.Refused(t, w.Import(t.Context(), roleAddress, "bedrock_service_role", id, nil), want)
	}
}

func TestServiceRole_importedFromElsewhereChangesInPlace(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	created, err := iamClient(cloud).CreateRole(t.Context(), &iam.CreateRoleInput{
		RoleName: aws.String(roleName), AssumeRolePolicyDocument: aws.String(
			`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"bedrock.amazonaws.com"},"Action":"sts:AssumeRole"}}`),
	})
	acctest.Must(t, created, err)
	acctest.OK(t, w.Import(t.Context(), roleAddress, "bedrock_service_role", roleName, nil))
	config := acctest.Fixture(t, "min.tf")
	plan := w.Plan(t.Context(), config)
	if got := plan.Of(roleAddress); got != acctest.Update {
		t.Fatalf("the plan is %s because of %v, want update", got, plan.Change(roleAddress).Replacing)
	}
	acctest.OK(t, w.ApplyPlan(t.Context(), config, plan))
	acctest.Unchanged(t, w, config)
}

func TestServiceRole_importsPermissionsThatSomebodyElseSpelled(t *testing.T) {
	t.Parallel()
	config := acctest.Fixture(t, "min.tf")
	for name, permissions := range map[string]string{
		"one statement": `{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}`,
		"no resource": `{"Version":"2012-10-17","Statement":[{"Sid":"EncryptModel","Effect":"Allow","Action":"kms:*",` +
			`"NotResource":"arn:aws:kms:us-east-1:123456789012:key/secret"}]}`,
		"no text": `{"Version":"2008-10-17","Statement":[{"Sid":"ReadTrainingData","Effect":"Allow","Action":"s3:GetObject","Resource":"*",` +
			`"Condition":{"Bool":{"aws:SecureTransport":true},"NumericLessThan":{"s3:max-keys":[5]}}}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			acctest.OK(t, w.Apply(t.Context(), config))
			put, err := iamClient(cloud).PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{
				RoleName: aws.String(roleName), PolicyName: aws.String("bedrock-service-role"), PolicyDocument: &permissions,
			})
			acctest.Must(t, put, err)
			imported := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
			acctest.OK(t, imported.Import(t.Context(), roleAddress, "bedrock_service_role", roleName, nil))
			plan := imported.Plan(t.Context(), config)
			if got := plan.Of(roleAddress); got != acctest.Update {
				t.Fatalf("the plan is %s, want update", got)
			}
			acctest.OK(t, imported.ApplyPlan(t.Context(), config, plan))
			acctest.Unchanged(t, imported, config)
		})
	}
}
