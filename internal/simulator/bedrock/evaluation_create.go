// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// evaluationInput is the body of CreateEvaluationJob. What is raw is answered as it was asked.
type evaluationInput struct {
	JobName                 *string              `json:"jobName"`
	JobDescription          *string              `json:"jobDescription"`
	ClientRequestToken      *string              `json:"clientRequestToken"`
	RoleARN                 *string              `json:"roleArn"`
	CustomerEncryptionKeyID *string              `json:"customerEncryptionKeyId"`
	JobTags                 []core.Tag           `json:"jobTags"`
	ApplicationType         *string              `json:"applicationType"`
	EvaluationConfig        *evaluationConfig    `json:"evaluationConfig"`
	InferenceConfig         *evaluationInference `json:"inferenceConfig"`
	OutputDataConfig        *evaluationOutput    `json:"outputDataConfig"`
}

// evaluationConfig is a union.
type evaluationConfig struct {
	Automated *automatedEvaluation `json:"automated,omitempty"`
	Human     *humanEvaluation     `json:"human,omitempty"`
}

type automatedEvaluation struct {
	DatasetMetricConfigs []evaluatedDataset `json:"datasetMetricConfigs"`
	EvaluatorModelConfig *evaluatorModels   `json:"evaluatorModelConfig,omitempty"`
	CustomMetricConfig   *struct {
		CustomMetrics        []customMetric   `json:"customMetrics"`
		EvaluatorModelConfig *evaluatorModels `json:"evaluatorModelConfig"`
	} `json:"customMetricConfig,omitempty"`
}

type humanEvaluation struct {
	DatasetMetricConfigs []evaluatedDataset `json:"datasetMetricConfigs"`
	HumanWorkflowConfig  *humanWorkflow     `json:"humanWorkflowConfig,omitempty"`
	CustomMetrics        []humanMetric      `json:"customMetrics,omitempty"`
}

type evaluatedDataset struct {
	TaskType *string `json:"taskType"`
	Dataset  *struct {
		Name            *string `json:"name"`
		DatasetLocation *struct {
			S3URI *string `json:"s3Uri"`
		} `json:"datasetLocation,omitempty"`
	} `json:"dataset"`
	MetricNames []string `json:"metricNames"`
}

type evaluatorModels struct {
	BedrockEvaluatorModels []struct {
		ModelIdentifier *string `json:"modelIdentifier"`
	} `json:"bedrockEvaluatorModels"`
}

type customMetric struct {
	CustomMetricDefinition *struct {
		Name         *string      `json:"name"`
		Instructions *string      `json:"instructions"`
		RatingScale  []ratingItem `json:"ratingScale,omitempty"`
	} `json:"customMetricDefinition"`
}

type ratingItem struct {
	Definition *string `json:"definition"`
	Value      struct {
		StringValue *string  `json:"stringValue,omitempty"`
		FloatValue  *float64 `json:"floatValue,omitempty"`
	} `json:"value"`
}

type humanWorkflow struct {
	FlowDefinitionARN *string `json:"flowDefinitionArn"`
	Instructions      *string `json:"instructions,omitempty"`
}

type humanMetric struct {
	Name         *string `json:"name"`
	Description  *string `json:"description,omitempty"`
	RatingMethod *string `json:"ratingMethod"`
}

// evaluationInference is a union.
type evaluationInference struct {
	Models     []evaluatedModel  `json:"models,omitempty"`
	RAGConfigs []json.RawMessage `json:"ragConfigs,omitempty"`
}

// evaluatedModel is a union.
type evaluatedModel struct {
	BedrockModel *struct {
		ModelIdentifier   *string         `json:"modelIdentifier"`
		InferenceParams   *string         `json:"inferenceParams,omitempty"`
		PerformanceConfig json.RawMessage `json:"performanceConfig,omitempty"`
	} `json:"bedrockModel,omitempty"`
	PrecomputedInferenceSource *struct {
		InferenceSourceIdentifier *string `json:"inferenceSourceIdentifier"`
	} `json:"precomputedInferenceSource,omitempty"`
}

// id is the model, or the source of responses that are there already.
func (m evaluatedModel) id() string {
	if m.BedrockModel != nil {
		return *m.BedrockModel.ModelIdentifier
	}
	return *m.PrecomputedInferenceSource.InferenceSourceIdentifier
}

type evaluationOutput struct {
	S3URI *string `json:"s3Uri"`
}

// datasets are the data sets of either kind.
func (in *evaluationInput) datasets() []evaluatedDataset {
	if in.EvaluationConfig.Human != nil {
		return in.EvaluationConfig.Human.DatasetMetricConfigs
	}
	return in.EvaluationConfig.Automated.DatasetMetricConfigs
}

// invoked are the models that the job invokes, judges among them.
func (in *evaluationInput) invoked() (all []string) {
	for _, model := range in.InferenceConfig.Models {
		if model.BedrockModel != nil {
			all = append(all, *model.BedrockModel.ModelIdentifier)
		}
	}
	if rag, ok := in.rag(); ok && rag.base().ModelARN != nil {
		all = append(all, *rag.base().ModelARN)
	}
	if automated := in.EvaluationConfig.Automated; automated != nil {
		for _, models := range []*evaluatorModels{automated.EvaluatorModelConfig, automated.customJudge()} {
			if models != nil {
				all = append(all, *models.BedrockEvaluatorModels[0].ModelIdentifier)
			}
		}
	}
	return all
}

func (a *automatedEvaluation) customJudge() *evaluatorModels {
	if a.CustomMetricConfig == nil {
		return nil
	}
	return a.CustomMetricConfig.EvaluatorModelConfig
}

// check refuses what is well formed and makes no job.
func (in *evaluationInput) check() error {
	models := len(in.InferenceConfig.Models)
	if automated := in.EvaluationConfig.Automated; automated != nil && models > 1 {
		return validationError("Automated evaluation jobs support exactly one model.")
	}
	if len(in.InferenceConfig.RAGConfigs) > 0 {
		return in.checkRAG()
	}
	human := in.EvaluationConfig.Human
	if human == nil {
		return nil
	}
	if human.HumanWorkflowConfig == nil {
		return validationError("humanWorkflowConfig is required for human evaluation jobs.")
	}
	for _, metric := range human.CustomMetrics {
		if strings.HasPrefix(*metric.RatingMethod, "Comparison") && models < 2 {
			return validationError(fmt.Sprintf("The rating method %s requires two models.", *metric.RatingMethod))
		}
	}
	return nil
}

func createEvaluationJob(q *request) (any, error) {
	var in evaluationInput
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	if made, err := q.replayed(in.ClientRequestToken, &in); made != "" || err != nil {
		return createdJob(made), err
	}
	for _, job := range of[*evaluationJob](q.state).all {
		if *job.input.JobName == *in.JobName {
			return nil, conflictError("The provided job name is currently in use.")
		}
	}
	if err := in.check(); err != nil {
		return nil, err
	}
	if err := core.ValidateTags(in.JobTags, core.ASCIITagRune); err != nil {
		return nil, validationError(err.Error()) // the operation has no error of its own for too many tags
	}
	id := core.NewID()
	job := &evaluationJob{
		arn: q.arn("evaluation-job/" + id), id: id, account: q.Account, input: in, status: statusInProgress, created: q.now, modified: q.now,
	}
	for _, identifier := range in.invoked() {
		target, err := q.invocationTarget(identifier)
		if err != nil {
			return nil, err
		}
		job.invokes = append(job.invokes, target)
	}
	if err := q.checkEvaluationAccess(job); err != nil {
		return nil, err
	}
	if err := q.checkPeople(job); err != nil {
		return nil, err
	}
	of[*evaluationJob](q.state).add(job)
	q.state.tags[job.arn] = in.JobTags
	q.remember(in.ClientRequestToken, &in, job.arn)
	return createdJob(job.arn), nil
}

// checkEvaluationAccess refuses a job whose role cannot be assumed, or cannot reach the data.
func (q *request) checkEvaluationAccess(job *evaluationJob) error {
	role := *job.input.RoleARN
	switch err := q.aws.Roles.Assume(role, q.Account, job.arn); {
	case errors.Is(err, core.ErrForeignRole):
		return accessDeniedError(err.Error())
	case err != nil:
		return validationError(err.Error())
	}
	for _, one := range job.input.datasets() {
		if one.Dataset.DatasetLocation == nil {
			continue
		}
		if err := q.checkReadable(role, *one.Dataset.DatasetLocation.S3URI); err != nil {
			return err
		}
	}
	uri := *job.input.OutputDataConfig.S3URI
	bucket, prefix := splitS3URI(uri)
	if err := q.checkBucket(bucket); err != nil {
		return err
	}
	probe := belowPrefix(prefix, *job.input.JobName) + "/amazon-bedrock-evaluations-permission-check"
	if !q.aws.Roles.Allowed(role, "s3:PutObject", q.s3ARN(bucket, probe)) {
		return validationError(fmt.Sprintf("Could not validate PutObject permissions to access S3 bucket: %s at key %s", bucket, probe))
	}
	return q.aws.Objects.Put(bucket, probe, nil)
}

// peoplesPage is where people see the answers of models. It reads them from the bucket.
const peoplesPage = "https://mturk-console-template-preview-hooks.s3.amazonaws.com"

// checkPeople refuses a job of people whose flow is elsewhere, or whose page may not read the bucket:
// https://docs.aws.amazon.com/bedrock/latest/userguide/model-evaluation-security-cors.html. Whether there is such a flow is not known
// here, since SageMaker is not simulated.
func (q *request) checkPeople(job *evaluationJob) error {
	human := job.input.EvaluationConfig.Human
	if human == nil {
		return nil
	}
	flow := *human.HumanWorkflowConfig.FlowDefinitionARN
	if parts := strings.SplitN(flow, ":", 6); len(parts) != 6 || parts[3] != q.Region || parts[4] != q.Account {
		return validationError("The flow definition " + flow + " must be in the account and region of the evaluation job.")
	}
	bucket, _ := splitS3URI(*job.input.OutputDataConfig.S3URI)
	for _, origin := range q.aws.Objects.Origins(bucket) {
		if origin == "*" || origin == peoplesPage {
			return nil
		}
	}
	return validationError("The S3 bucket " + bucket + " does not have the CORS configuration that human evaluation jobs require.")
}
