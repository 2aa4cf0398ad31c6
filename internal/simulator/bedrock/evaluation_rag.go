// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// evaluatedRAG is a union: a knowledge base, or a source of answers that are there already. What a search may be made of is answered
// as it was asked, and changes nothing here.
type evaluatedRAG struct {
	KnowledgeBaseConfig        *evaluatedBase `json:"knowledgeBaseConfig"`
	PrecomputedRAGSourceConfig *struct {
		Retrieve *ragSource `json:"retrieveSourceConfig"`
		Generate *ragSource `json:"retrieveAndGenerateSourceConfig"`
	} `json:"precomputedRagSourceConfig"`
}

// evaluatedBase is a union.
type evaluatedBase struct {
	Retrieve *baseOf `json:"retrieveConfig"`
	Generate *struct {
		KnowledgeBase   *baseOf `json:"knowledgeBaseConfiguration"`
		ExternalSources *baseOf `json:"externalSourcesConfiguration"`
	} `json:"retrieveAndGenerateConfig"`
}

type baseOf struct {
	KnowledgeBaseID *string `json:"knowledgeBaseId"`
	ModelARN        *string `json:"modelArn"`
}

type ragSource struct {
	Identifier *string `json:"ragSourceIdentifier"`
}

// rag is the knowledge base that is evaluated; false where models are.
func (in *evaluationInput) rag() (rag evaluatedRAG, ok bool) {
	if len(in.InferenceConfig.RAGConfigs) == 0 {
		return rag, false
	}
	return rag, json.Unmarshal(in.InferenceConfig.RAGConfigs[0], &rag) == nil
}

// base is what finds the passages, with the model that writes the answers; neither where they are there already.
func (r evaluatedRAG) base() baseOf {
	switch base := r.KnowledgeBaseConfig; {
	case base == nil:
	case base.Retrieve != nil:
		return *base.Retrieve
	case base.Generate != nil && base.Generate.KnowledgeBase != nil:
		return *base.Generate.KnowledgeBase
	case base.Generate != nil && base.Generate.ExternalSources != nil:
		return *base.Generate.ExternalSources
	}
	return baseOf{}
}

// source is the identifier of answers that are there already; empty where a knowledge base gives them.
func (r evaluatedRAG) source() string {
	switch config := r.PrecomputedRAGSourceConfig; {
	case config == nil:
	case config.Retrieve != nil:
		return *config.Retrieve.Identifier
	case config.Generate != nil:
		return *config.Generate.Identifier
	}
	return ""
}

// checkRAG refuses what makes no job on a knowledge base.
func (in *evaluationInput) checkRAG() error {
	automated := in.EvaluationConfig.Automated
	switch {
	case automated == nil:
		return validationError("RAG evaluation jobs support automated evaluation only.")
	case automated.EvaluatorModelConfig == nil && automated.CustomMetricConfig == nil:
		return validationError("evaluatorModelConfig is required for RAG evaluation jobs.")
	}
	return nil
}

// mayRetrieve refuses a role that may not ask the knowledge base.
func (job *evaluationJob) mayRetrieve(roles serviceRoles) error {
	rag, ok := job.input.rag()
	base := rag.base()
	if !ok || base.KnowledgeBaseID == nil {
		return nil
	}
	action := "bedrock:Retrieve"
	if base.ModelARN != nil {
		action = "bedrock:RetrieveAndGenerate"
	}
	parts := strings.SplitN(job.arn, ":", 6)
	arn := fmt.Sprintf("arn:%s:bedrock:%s:%s:knowledge-base/%s", parts[1], parts[3], parts[4], *base.KnowledgeBaseID)
	if !roles.Allowed(*job.input.RoleARN, action, arn) {
		return core.AWSMessage("The provided role does not have " + action + " permission on " + arn + ".")
	}
	return nil
}

// outputOf is what a turn of a conversation was answered, by the knowledge base or in the data set, where checkTurnOutput has seen it.
func (r evaluatedRAG) outputOf(turn ragTurn) (json.RawMessage, error) {
	if r.source() != "" {
		return turn.Output, nil
	}
	base, output := r.base(), object{"text": "A simulated answer."}
	if base.KnowledgeBaseID != nil {
		output["knowledgeBaseIdentifier"] = *base.KnowledgeBaseID
		output["retrievedPassages"] = object{"retrievalResults": []any{object{"content": object{"text": "A simulated passage."}}}}
	}
	if base.ModelARN != nil {
		output["modelIdentifier"] = *base.ModelARN
	}
	return json.Marshal(output)
}
