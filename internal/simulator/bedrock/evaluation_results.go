// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const (
	builtinPrompts = 100 // AWS samples as many of its own data sets
	workers        = 2   // who rate each prompt
)

// writeScores writes a file for each data set, and for each model where people do not see both side by side.
func (job *evaluationJob) writeScores(objects core.ObjectStore) error {
	for _, set := range job.input.datasets() {
		prompts, err := job.prompts(objects, set)
		if err != nil {
			return err
		}
		end := "datasets/" + *set.Dataset.Name
		switch {
		case job.input.EvaluationConfig.Human != nil:
			err = job.writeFile(objects, end, prompts, func(p evaluatedPrompt) any { return job.rate(p) })
		case job.input.InferenceConfig.RAGConfigs != nil:
			if err = job.answerTurns(prompts); err == nil {
				err = job.writeFile(objects, end, prompts, func(p evaluatedPrompt) any { return job.scoreTurns(p, set) })
			}
		default:
			model := job.input.InferenceConfig.Models[0]
			err = job.writeFile(objects, "models/"+model.id()+"/taskTypes/"+*set.TaskType+"/"+end, prompts,
				func(p evaluatedPrompt) any { return job.score(p, set, model) })
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (job *evaluationJob) writeFile(
	objects core.ObjectStore, folder string, prompts []evaluatedPrompt, record func(evaluatedPrompt) any,
) error {
	var lines bytes.Buffer
	for _, prompt := range prompts {
		if err := writeLine(&lines, record(prompt)); err != nil {
			return err
		}
	}
	bucket, prefix := splitS3URI(*job.input.OutputDataConfig.S3URI)
	key := belowPrefix(prefix, *job.input.JobName) + "/" + job.id + "/" + folder + "/" + core.NewUUID() + "_output.jsonl"
	return objects.Put(bucket, key, lines.Bytes())
}

// score is a line of an automated job.
func (job *evaluationJob) score(p evaluatedPrompt, set evaluatedDataset, model evaluatedModel) any {
	prompt := *p.Prompt
	response := object{"modelIdentifier": model.id(), "response": job.answer(p, model)}
	return object{
		"automatedEvaluationResult": object{"scores": job.scores(set, model.id(), prompt)},
		"inputRecord":               p.input(), "modelResponses": []any{response},
	}
}

// input is the line without the responses that were there already.
func (p evaluatedPrompt) input() any {
	members := object{}
	if json.Unmarshal(p.raw, &members) != nil {
		return p.raw
	}
	delete(members, "modelResponses")
	return members
}

func (job *evaluationJob) answer(p evaluatedPrompt, model evaluatedModel) string {
	for _, response := range p.ModelResponses {
		if response.ModelIdentifier == model.id() {
			return response.Response
		}
	}
	return newModelAnswer(p.raw).text
}

func (job *evaluationJob) scores(set evaluatedDataset, model, prompt string) []any {
	var all []any
	for _, metric := range set.MetricNames {
		one := object{"metricName": metric, "result": job.result(metric, model, prompt)}
		judges := job.judges(!strings.HasPrefix(metric, "Builtin."))
		if len(judges) > 0 {
			one["evaluatorDetails"] = []any{object{"modelIdentifier": judges[0], "explanation": "A simulated judge explains nothing."}}
		}
		all = append(all, one)
	}
	return all
}

// result is plausible, and always the same for the same prompt.
func (job *evaluationJob) result(metric, model, prompt string) any {
	n := digestOf(metric, model, prompt)
	if items := job.scale(metric); len(items) > 0 {
		value := items[n%uint64(len(items))].Value
		if value.FloatValue != nil {
			return *value.FloatValue
		}
		return *value.StringValue
	}
	judged := len(job.judges(!strings.HasPrefix(metric, "Builtin."))) > 0
	switch {
	case judged && n%40 == 0:
		return nil // a judge that found nothing to judge
	case judged:
		return float64(n%5) / 4
	case metric == "Builtin.Robustness":
		return float64(n%20000) / 1000
	case metric == "Builtin.Toxicity":
		return float64(n%1000) / 10000
	}
	return float64(n%1000) / 1000
}

func (job *evaluationJob) scale(metric string) []ratingItem {
	automated := job.input.EvaluationConfig.Automated
	if automated == nil || automated.CustomMetricConfig == nil {
		return nil
	}
	for _, custom := range automated.CustomMetricConfig.CustomMetrics {
		if *custom.CustomMetricDefinition.Name == metric {
			return custom.CustomMetricDefinition.RatingScale
		}
	}
	return nil
}

// answerTurns gives every turn of the conversations what was answered.
func (job *evaluationJob) answerTurns(prompts []evaluatedPrompt) error {
	rag, _ := job.input.rag()
	for _, prompt := range prompts {
		for i := range prompt.ConversationTurns {
			output, err := rag.outputOf(prompt.ConversationTurns[i])
			if err != nil {
				return err
			}
			prompt.ConversationTurns[i].Output = output
		}
	}
	return nil
}

// scoreTurns is a line of a job on a knowledge base.
func (job *evaluationJob) scoreTurns(p evaluatedPrompt, set evaluatedDataset) any {
	var turns []any
	for _, turn := range p.ConversationTurns {
		turns = append(turns, object{
			"inputRecord": object{"prompt": turn.Prompt, "referenceResponses": turn.ReferenceResponses},
			"output":      turn.Output, "results": job.scores(set, "", string(turn.Prompt)),
		})
	}
	return object{"conversationTurns": turns}
}

// rate is a line of a job of people.
func (job *evaluationJob) rate(p evaluatedPrompt) any {
	human, models := job.input.EvaluationConfig.Human, job.input.InferenceConfig.Models
	ids, responses := object{}, []any{}
	for i, model := range models {
		ids[fmt.Sprint(i)] = model.id()
		responses = append(responses, object{"modelIdentifier": model.id(), "response": job.answer(p, model)})
	}
	var answers []any
	for worker := range workers {
		results := map[string][]any{}
		for _, metric := range human.CustomMetrics {
			key := strings.ToLower((*metric.RatingMethod)[:1]) + (*metric.RatingMethod)[1:]
			results[key] = append(results[key], ratings(metric, models, fmt.Sprint(worker, *p.Prompt))...)
		}
		answers = append(answers, object{
			"acceptanceTime": "2026-01-01T00:00:00.000Z", "submissionTime": "2026-01-01T00:00:20.000Z", "timeSpentInSeconds": 20.0,
			"answerContent": object{"evaluationResults": results}, "workerId": fmt.Sprintf("worker%010d", worker),
			"workerMetadata": object{"identityData": object{"identityProviderType": "Cognito", "sub": fmt.Sprintf("sub-%d", worker)}},
		})
	}
	return object{
		"humanEvaluationResult": object{
			"flowDefinitionArn": human.HumanWorkflowConfig.FlowDefinitionARN, "humanAnswers": answers, "modelResponseIdMap": ids,
		},
		"inputRecord": p.input(), "modelResponses": responses,
	}
}

// ratings are one person's answers by one metric.
func ratings(metric humanMetric, models []evaluatedModel, prompt string) (all []any) {
	n := digestOf(*metric.Name, "", prompt)
	switch *metric.RatingMethod {
	case "ComparisonChoice":
		return []any{object{"metricName": metric.Name, "result": object{"modelResponseId": fmt.Sprint(n % 2)}}}
	case "ComparisonLikertScale":
		return []any{object{"metricName": metric.Name, "leftModelResponseId": "0", "rightModelResponseId": "1", "result": 1 + n%5}}
	case "ComparisonRank":
		return []any{object{"metricName": metric.Name, "result": []any{
			object{"modelResponseId": "0", "rank": 1 + n%2}, object{"modelResponseId": "1", "rank": 2 - n%2},
		}}}
	}
	for i, model := range models {
		n := digestOf(*metric.Name, model.id(), prompt)
		var result any = n%3 > 0
		if *metric.RatingMethod == "IndividualLikertScale" {
			result = 1 + n%5
		}
		all = append(all, object{"metricName": metric.Name, "modelResponseId": fmt.Sprint(i), "result": result})
	}
	return all
}

func digestOf(parts ...string) uint64 {
	digest := fnv.New64a()
	for _, part := range parts {
		digest.Write([]byte(part + "\n")) // never fails
	}
	return digest.Sum64() >> 8 // its lowest bits are the least mixed
}
