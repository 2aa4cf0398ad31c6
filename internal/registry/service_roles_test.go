// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/iam"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

const servedRole = "AmazonBedrock-servedPurpose"

// servedPurpose is what a service role is for, with a job that uses it.
type servedPurpose struct {
	grants string // arguments of the role
	job    string // of NAME and ROLE
	lost   string // what is taken from the role
	named  string // what the job's error then says
}

func servedPurposes() map[string]servedPurpose {
	return map[string]servedPurpose{
		"model_import": {
			grants: `input_data = ["s3://training-data/model/"]`,
			job: `resource "bedrock_imported_model" "NAME" {
				job_name            = "NAME"
				imported_model_name = "NAME"
				role_arn            = ROLE
				deletion_policy     = "DELETE"
				model_data_source   = { s3_data_source = { s3_uri = "s3://training-data/model/" } }
			}`,
			lost: "s3:GetObject", named: "GetObject permissions to access Amazon S3 bucket: training-data at key model/",
		},
		"batch_inference": {
			grants: "input_data = [\"s3://training-data/records.jsonl\"]\noutput_data = \"s3://training-data/answers/\"",
			job: `resource "bedrock_model_invocation_job" "NAME" {
				job_name           = "NAME"
				role_arn           = ROLE
				model_id           = "amazon.nova-lite-v1:0"
				wait_for           = "completed"
				input_data_config  = { s3_input_data_config = { s3_uri = "s3://training-data/records.jsonl" } }
				output_data_config = { s3_output_data_config = { s3_uri = "s3://training-data/answers/" } }
			}`,
			lost: "s3:PutObject", named: "training-data",
		},
		"evaluation_judge": {
			grants: `output_data = "s3://training-data/results/"
				invoked_models = [
					"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0",
					"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0",
				]`,
			job: `resource "bedrock_evaluation_job" "NAME" {
				job_name = "NAME"
				role_arn = ROLE
				wait_for = "completed"
				evaluation_config = { automated = {
					dataset_metric_configs = [{
						task_type = "General", dataset = { name = "Builtin.Gigaword" }, metric_names = ["Builtin.Correctness"]
					}]
					evaluator_model_config = { bedrock_evaluator_models = [{ model_identifier = "amazon.nova-pro-v1:0" }] }
				} }
				inference_config   = { models = [{ bedrock_model = { model_identifier = "amazon.nova-lite-v1:0" } }] }
				output_data_config = { s3_uri = "s3://training-data/results/" }
			}`,
			lost: "s3:PutObject", named: "Could not validate PutObject permissions to access S3 bucket: training-data",
		},
		"model_customization": {
			grants: "training_data = [\"s3://training-data/train.jsonl\"]\noutput_data = \"s3://training-data/output/\"",
			job: `resource "bedrock_model_customization_job" "NAME" {
				job_name              = "NAME"
				custom_model_name     = "NAME"
				base_model_identifier = "amazon.nova-micro-v1:0:128k"
				role_arn              = ROLE
				training_data_config  = { s3_uri = "s3://training-data/train.jsonl" }
				output_data_config    = { s3_uri = "s3://training-data/output/" }
				deletion_policy       = "DELETE"
			}`,
			lost: "s3:GetObject", named: "Could not validate GetObject permissions to access Amazon S3 bucket: training-data",
		},
		"evaluation_automatic": {
			grants: `output_data = "s3://evaluation-data/results/"
				invoked_models = ["amazon.nova-lite-v1:0"]`,
			job: `resource "bedrock_evaluation_job" "NAME" {
				job_name = "NAME"
				role_arn = ROLE
				wait_for = "completed"
				evaluation_config = { automated = { dataset_metric_configs = [{
					task_type = "QuestionAndAnswer", dataset = { name = "Builtin.BoolQ" }, metric_names = ["Builtin.Accuracy"]
				}] } }
				inference_config   = { models = [{ bedrock_model = { model_identifier = "amazon.nova-lite-v1:0" } }] }
				output_data_config = { s3_uri = "s3://evaluation-data/results/" }
			}`,
			lost: "bedrock:InvokeModel", named: "amazon.nova-lite-v1:0",
		},
		"evaluation_human": {
			grants: `input_data = ["s3://evaluation-data/prompts.jsonl"]
				output_data = "s3://evaluation-data/results/"`,
			job: `resource "bedrock_evaluation_job" "NAME" {
				job_name = "NAME"
				role_arn = ROLE
				evaluation_config = { human = {
					dataset_metric_configs = [{
						task_type    = "Custom"
						dataset      = { name = "support", dataset_location = { s3_uri = "s3://evaluation-data/prompts.jsonl" } }
						metric_names = ["satisfaction"]
					}]
					human_workflow_config = {
						flow_definition_arn = "arn:aws:sagemaker:us-east-1:123456789012:flow-definition/support"
						instructions        = "Does the answer help?"
					}
					custom_metrics = [{ name = "satisfaction", rating_method = "ThumbsUpDown" }]
				} }
				inference_config   = { models = [{ precomputed_inference_source = { inference_source_identifier = "mine" } }] }
				output_data_config = { s3_uri = "s3://evaluation-data/results/" }
			}`,
			lost: "s3:PutObject", named: "Could not validate PutObject permissions to access S3 bucket: evaluation-data",
		},
		"evaluation_rag": {
			grants: `input_data = ["s3://evaluation-data/conversations.jsonl"]
				output_data = "s3://evaluation-data/results/"
				invoked_models = ["amazon.nova-pro-v1:0"]
				knowledge_base_arns = ["arn:aws:bedrock:us-east-1:123456789012:knowledge-base/KB12345678"]`,
			job: `resource "bedrock_evaluation_job" "NAME" {
				job_name = "NAME"
				role_arn = ROLE
				wait_for = "completed"
				evaluation_config = { automated = {
					dataset_metric_configs = [{
						task_type    = "General"
						dataset      = { name = "support", dataset_location = { s3_uri = "s3://evaluation-data/conversations.jsonl" } }
						metric_names = ["Builtin.ContextRelevance"]
					}]
					evaluator_model_config = { bedrock_evaluator_models = [{ model_identifier = "amazon.nova-pro-v1:0" }] }
				} }
				inference_config = { rag_configs = [{ knowledge_base_config = { retrieve_config = {
					knowledge_base_id                      = "KB12345678"
					knowledge_base_retrieval_configuration = { vector_search_configuration = { number_of_results = 5 } }
				} } }] }
				output_data_config = { s3_uri = "s3://evaluation-data/results/" }
			}`,
			lost: "bedrock:Retrieve", named: "does not have bedrock:Retrieve permission",
		},
		"invocation_logging": {
			grants: `log_group_name = "/bedrock/invocations"`,
			job: `resource "bedrock_model_invocation_logging_configuration" "NAME" {
				overwrite_existing         = true
				text_data_delivery_enabled = "NAME" == "first"
				cloudwatch_config          = { log_group_name = "/bedrock/invocations", role_arn = ROLE }
			}`,
			lost: "logs:PutLogEvents", named: "Failed to validate permissions for log group: /bedrock/invocations",
		},
	}
}

func (s servedPurpose) of(name, role string) string {
	return strings.NewReplacer("NAME", name, "ROLE", role).Replace(s.job) + "\n"
}

// Role and job come in one apply. When somebody takes a permission from the role, the next job's error names what is missing, and the
// next plan of the role gives it back. The role of SageMaker AI has no job of Bedrock's.
func TestServiceRole_ofEveryPurposeServesItsJobs(t *testing.T) {
	t.Parallel()
	for purpose, s := range servedPurposes() {
		t.Run(purpose, func(t *testing.T) {
			t.Parallel()
			cloud := acctest.NewCloud(t)
			giveArtefacts(t, cloud)
			cloud.NewEvaluation(t)
			cloud.PutObject(t, "training-data", "records.jsonl", acctest.BatchRecords())
			clock := provider.WithClock(acctest.NewClock(cloud))
			w := acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.All(), clock)
			role := fmt.Sprintf("resource \"bedrock_service_role\" \"this\" {\n name = %q\n purpose = %q\n %s\n}\n", servedRole, purpose, s.grants)
			root := role + s.of("first", "bedrock_service_role.this.arn")
			acctest.OK(t, w.Apply(t.Context(), root))
			acctest.Unchanged(t, w, root)

			takeFromRole(t, cloud, w.Object("bedrock_service_role.this").Attr("permissions_policy"), s.lost)
			other := acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.All(), clock)
			second := s.of("second", fmt.Sprintf("%q", w.Object("bedrock_service_role.this").Attr("arn")))
			acctest.Refused(t, other.Apply(t.Context(), second), s.named)

			acctest.OK(t, w.Refresh(t.Context()))
			plan := w.Plan(t.Context(), root)
			acctest.OK(t, plan.Diagnostics)
			if got := plan.Of("bedrock_service_role.this"); got != acctest.Update {
				t.Fatalf("the role is planned to %v", got)
			}
			acctest.OK(t, w.ApplyPlan(t.Context(), root, plan))
			acctest.Unchanged(t, w, root)
		})
	}
}

// takeFromRole takes an action out of the inline policy of the role.
func takeFromRole(t *testing.T, cloud *acctest.Cloud, policy, action string) {
	t.Helper()
	client, err := cloud.Clients().IAM(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	listed, err := client.ListRolePolicies(t.Context(), &iam.ListRolePoliciesInput{RoleName: new(servedRole)})
	if err != nil || len(listed.PolicyNames) != 1 {
		t.Fatalf("%v: %v", listed, err)
	}
	less := strings.ReplaceAll(policy, `"`+action+`"`, `"s3:GetObjectTagging"`)
	if less == policy {
		t.Fatalf("the role never had %s: %s", action, policy)
	}
	if _, err := client.PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{
		RoleName: new(servedRole), PolicyName: &listed.PolicyNames[0], PolicyDocument: &less,
	}); err != nil {
		t.Fatal(err)
	}
}

// Bedrock would refuse such a role only after the minutes in which a new one may not be known yet. The plan needs no AWS to say so.
func TestServiceRole_ofOtherJobsIsRefusedAtPlan(t *testing.T) {
	t.Parallel()
	job := servedPurposes()["batch_inference"]
	role := func(arguments string) string {
		return "resource \"bedrock_service_role\" \"this\" {\n name = \"" + servedRole + "\"\n " + arguments + "\n}\n"
	}
	for what, c := range map[string]struct {
		role string
		want []string
	}{
		"another purpose": {
			role("purpose = \"model_import\"\ninput_data = [\"s3://training-data/model/\"]"),
			[]string{"is for the purpose model_import", `purpose = "batch_inference"`, `AttributeName("role_arn")`},
		},
		"another region": {
			role("purpose = \"batch_inference\"\nregion = \"us-west-2\"\n" + job.grants),
			[]string{"is for jobs in us-west-2", `Set region = "us-east-1"`, `AttributeName("role_arn")`},
		},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			cloud := acctest.NewCloud(t)
			giveArtefacts(t, cloud)
			cloud.PutObject(t, "training-data", "records.jsonl", acctest.BatchRecords())
			w := acctest.NewWorkspace(t, cloud.For(acctest.Region), registry.All(), provider.WithClock(acctest.NewClock(cloud)))
			plan := w.PlanOnly(t.Context(), c.role+job.of("first", "bedrock_service_role.this.arn"))
			acctest.Refused(t, plan.Diagnostics, c.want...)

			// What is there already stays, and may be repaired.
			right := role("purpose = \"batch_inference\"\n" + job.grants)
			acctest.OK(t, w.Apply(t.Context(), right+job.of("first", "bedrock_service_role.this.arn")))
			acctest.OK(t, w.PlanOnly(t.Context(), c.role+job.of("first", "bedrock_service_role.this.arn")).Diagnostics)
		})
	}
}
