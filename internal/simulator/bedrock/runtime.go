// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Bedrock Runtime is another host of AWS, but signs as the control plane does, so that both are one service here.

// runtime are the operations of Bedrock Runtime that invoke a model.
func runtime() kind {
	return kind{handlers: map[string]handler{
		"Converse":    handleConverse,
		"InvokeModel": handleInvokeModel,
	}, reworded: map[string]string{"Converse.modelId": invalidModel, "InvokeModel.modelId": invalidModel}}
}

// invoked finds what a request invokes, whether it may be, and refuses it with AWS's own words.
func (q *request) invoked() (invocationTarget, error) {
	identifier := q.path["modelId"]
	for _, d := range of[*modelDeployment](q.state).all {
		if d.arn == identifier {
			return served(d.model.arn, d.model.base, d.status == deploymentActive)
		}
	}
	for _, t := range of[*throughput](q.state).all {
		if t.arn == identifier {
			return served(t.model.arn, t.model.base, t.status == throughputInService || t.status == throughputUpdating)
		}
	}
	if strings.Contains(identifier, ":custom-model-deployment/") || strings.Contains(identifier, ":provisioned-model/") {
		return invocationTarget{}, notFoundError("The model " + identifier + " could not be found.")
	}
	if _, isCustom := q.state.findModel(identifier); isCustom {
		return invocationTarget{}, validationError("Invocation of custom model " + identifier + " with on-demand throughput isn't supported. " +
			"Deploy the model or create provisioned throughput for it.")
	}
	target, err := q.invocationTarget(identifier)
	if err != nil {
		if strings.Count(identifier, ":") > 1 && !strings.HasPrefix(identifier, "arn:") {
			return target, notFoundError("Model not found.") // a variant with a context in its id
		}
		return target, err
	}
	if len(target.routes) == 0 && !slices.Contains(target.base.Regions[q.Region], "ON_DEMAND") {
		return target, validationError("Invocation of model ID " + identifier + " with on-demand throughput isn\u2019t supported. Retry your " +
			"request with the ID or ARN of an inference profile that contains this model.")
	}
	return target, q.checkModelAccess(target.base)
}

func served(arn string, base *foundationModel, isReady bool) (invocationTarget, error) {
	target := invocationTarget{arn: arn, base: base}
	if !isReady {
		return target, &apiError{"ModelNotReadyException", "The model is not ready for inference."}
	}
	return target, nil
}

// checkModelAccess refuses a model whose gates are closed. AWS asks for the form of a vendor in its own way.
func (q *request) checkModelAccess(model *foundationModel) error {
	hasForm := q.owner.form != nil || q.management != nil && q.management.form != nil
	switch {
	case q.standing.Unverified:
		return accessDeniedError("You don't have access to the model with the specified model ID.")
	case model.needsForm() && !hasForm:
		return notFoundError("Model use case details have not been submitted for this account. Fill out the Anthropic use case details form " +
			"before using the model. If you have already filled out the form, try again in 15 minutes.")
	case model.needsAgreement() && q.owner.agreements[model.product()].availability(q.now).Status != gateOpen:
		return accessDeniedError("You don't have access to the model with the specified model ID.")
	}
	return nil
}

// answer is what a model says to an input: no two models say the same.
func (t invocationTarget) answer(input []byte) modelAnswer {
	return newModelAnswer(append([]byte(t.arn+"\n"), input...))
}

// latencyMs is how long the model took: longer for more words, and always the same.
func (a modelAnswer) latencyMs() int { return 180 + 9*a.outputTokens + int(a.digest%50) }

// limit ends the answer where the request wants it to: at a number of tokens, or before a text.
func (a *modelAnswer) limit(maxTokens *int, stops []string) {
	for _, stop := range stops {
		if before, _, found := strings.Cut(a.text, stop); found && stop != "" {
			a.text, a.stop = before, stopSequence
		}
	}
	if maxTokens != nil && len(a.text)/charactersPerToken > *maxTokens {
		a.text, a.stop = a.text[:*maxTokens*charactersPerToken], stopMaxTokens
	}
	a.outputTokens = len(a.text) / charactersPerToken
}

// tell sets the headers with which Bedrock Runtime answers InvokeModel.
func (a modelAnswer) tell(header http.Header) {
	header.Set("X-Amzn-Bedrock-Invocation-Latency", strconv.Itoa(a.latencyMs()))
	header.Set("X-Amzn-Bedrock-Input-Token-Count", strconv.Itoa(a.inputTokens))
	header.Set("X-Amzn-Bedrock-Output-Token-Count", strconv.Itoa(a.outputTokens))
}
