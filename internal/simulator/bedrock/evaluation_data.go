// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// mostPrompts are those of a data set of one's own.
const mostPrompts = 1000

// evaluatedPrompt is one line of a data set.
type evaluatedPrompt struct {
	raw               json.RawMessage
	Prompt            *string         `json:"prompt"`
	ConversationTurns []ragTurn       `json:"conversationTurns"`
	ReferenceResponse json.RawMessage `json:"referenceResponse"`
	ModelResponses    []struct {
		Response        string `json:"response"`
		ModelIdentifier string `json:"modelIdentifier"`
	} `json:"modelResponses"`
}

type ragTurn struct {
	Prompt             json.RawMessage `json:"prompt"`
	ReferenceResponses json.RawMessage `json:"referenceResponses,omitempty"`
	Output             json.RawMessage `json:"output,omitempty"`
}

// prompts reads a data set, or makes one up where it is one of AWS's.
func (job *evaluationJob) prompts(objects core.ObjectStore, set evaluatedDataset) ([]evaluatedPrompt, error) {
	var all []evaluatedPrompt
	if set.Dataset.DatasetLocation == nil {
		for i := range builtinPrompts {
			prompt := fmt.Sprintf("Prompt %d of %s", i+1, *set.Dataset.Name)
			raw, err := json.Marshal(object{"prompt": prompt, "referenceResponse": "none"})
			if err != nil {
				return nil, err
			}
			all = append(all, evaluatedPrompt{raw: raw, Prompt: &prompt})
		}
		return all, nil
	}
	uri := *set.Dataset.DatasetLocation.S3URI
	bucket, key := splitS3URI(uri)
	body, _, err := objects.Open(bucket, key)
	if err != nil {
		return nil, fmt.Errorf("Could not read the dataset %s: %w", uri, err) //nolint:staticcheck // AWS says so
	}
	defer body.Close()
	lines := bufio.NewScanner(body)
	lines.Buffer(nil, maxRecordBytes)
	for number := 1; lines.Scan(); number++ {
		one, err := job.readPrompt(lines.Bytes())
		if errors.Is(err, errNoPrompt) {
			return nil, fmt.Errorf("The dataset %s has no prompt at line %d.", uri, number) //nolint:staticcheck,revive // AWS says so
		}
		if err != nil {
			return nil, fmt.Errorf("The dataset %s is not valid at line %d: %w", uri, number, err) //nolint:staticcheck // AWS says so
		}
		all = append(all, one)
	}
	if len(all) == 0 || len(all) > mostPrompts {
		return nil, fmt.Errorf("The dataset %s must have 1 to %d prompts.", uri, mostPrompts) //nolint:staticcheck,revive // AWS says so
	}
	return all, lines.Err()
}

var errNoPrompt = errors.New("there is no prompt")

// readPrompt reads one line of a data set.
func (job *evaluationJob) readPrompt(line []byte) (evaluatedPrompt, error) {
	one := evaluatedPrompt{raw: bytes.Clone(line)}
	r, err := strictRecord(line)
	if err != nil {
		return one, err
	}
	rag, ofTurns := job.input.rag()
	if ofTurns && r["conversationTurns"] == nil || !ofTurns && r["prompt"] == nil {
		return one, errNoPrompt
	}
	if ofTurns {
		if err := checkTurns(r, rag.source()); err != nil {
			return one, err
		}
	} else if err := job.checkPrompt(r); err != nil {
		return one, err
	}
	return one, json.Unmarshal(one.raw, &one)
}

// checkPrompt checks a prompt, with its answers where there are some already.
func (job *evaluationJob) checkPrompt(r record) error {
	if err := requireText(r, "prompt", "prompt"); err != nil {
		return err
	}
	for _, name := range []string{"referenceResponse", "category"} {
		if r[name] != nil {
			if err := requireString(r, name, name); err != nil {
				return err
			}
		}
	}
	var sources []string // of answers that are there already
	for _, model := range job.input.InferenceConfig.Models {
		if model.PrecomputedInferenceSource != nil {
			sources = append(sources, model.id())
		}
	}
	if sources == nil {
		return nil
	}
	responses, _ := r["modelResponses"].([]any)
	if len(responses) < 1 || len(responses) > len(sources) {
		return fmt.Errorf("modelResponses: must be a list of 1 to %d responses", len(sources))
	}
	for i, item := range responses {
		path := fmt.Sprintf("modelResponses[%d]", i)
		response, _ := item.(record)
		if err := requireString(response, "response", path+".response"); err != nil {
			return err
		}
		if err := requireText(response, "modelIdentifier", path+".modelIdentifier"); err != nil {
			return err
		}
		if identifier, _ := response["modelIdentifier"].(string); !slices.Contains(sources, identifier) {
			return fmt.Errorf("%s.modelIdentifier: is not an inference source of the job", path)
		}
	}
	return nil
}

// checkTurns checks a conversation with a knowledge base, or with the source of answers that are there already.
func checkTurns(r record, source string) error {
	turns, _ := r["conversationTurns"].([]any)
	if len(turns) == 0 {
		return errors.New("conversationTurns: must be a list that is not empty")
	}
	for i, item := range turns {
		path := fmt.Sprintf("conversationTurns[%d]", i)
		turn, _ := item.(record)
		if err := checkTexts(turn["prompt"], path+".prompt"); err != nil {
			return err
		}
		for _, name := range []string{"referenceResponses", "referenceContexts"} {
			texts, ok := turn[name].([]any)
			if !ok && turn[name] != nil {
				return fmt.Errorf("%s.%s: must be a list", path, name)
			}
			for n, text := range texts {
				if err := checkTexts(text, fmt.Sprintf("%s.%s[%d]", path, name, n)); err != nil {
					return err
				}
			}
		}
		if source == "" {
			continue
		}
		if err := checkTurnOutput(turn["output"], source, path+".output"); err != nil {
			return err
		}
	}
	return nil
}

// checkTexts checks {"content": [{"text": "..."}]}.
func checkTexts(value any, path string) error {
	message, _ := value.(record)
	content, _ := message["content"].([]any)
	if len(content) == 0 {
		return fmt.Errorf("%s.content: must be a list that is not empty", path)
	}
	for i, item := range content {
		block, _ := item.(record)
		if err := requireText(block, "text", fmt.Sprintf("%s.content[%d].text", path, i)); err != nil {
			return err
		}
	}
	return nil
}

// checkTurnOutput checks what the source of the job found, and perhaps answered.
func checkTurnOutput(value any, source, path string) error {
	output, ok := value.(record)
	if !ok || output["knowledgeBaseIdentifier"] != source {
		return fmt.Errorf("%s: is none of the RAG source %s", path, source)
	}
	if output["text"] != nil {
		if err := requireString(output, "text", path+".text"); err != nil {
			return err
		}
	}
	for _, name := range []string{"retrievedPassages", "retrievedResults"} {
		if output[name] == nil {
			continue
		}
		passages, _ := output[name].(record)
		results, ok := passages["retrievalResults"].([]any)
		if !ok {
			return fmt.Errorf("%s.%s.retrievalResults: must be a list", path, name)
		}
		for i, item := range results {
			result, _ := item.(record)
			content, _ := result["content"].(record)
			if err := requireString(content, "text", fmt.Sprintf("%s.%s.retrievalResults[%d].content.text", path, name, i)); err != nil {
				return err
			}
		}
	}
	return nil
}
