// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
)

// charactersPerToken turns lengths into tokens: no model's own count, but the same one every time.
const charactersPerToken = 4

// modelAnswer is what a model says to an input: always the same to the same input.
type modelAnswer struct {
	text                      string
	digest                    uint64 // of the input
	stop                      stopReason
	inputTokens, outputTokens int
}

func newModelAnswer(input json.RawMessage) modelAnswer {
	digest := fnv.New64a()
	digest.Write(input) // never fails
	text := fmt.Sprintf("This is the simulated answer to the input %016x.", digest.Sum64())
	return modelAnswer{text, digest.Sum64(), stopEndTurn, len(input)/charactersPerToken + 1, len(text) / charactersPerToken}
}

// stopReason is why an answer ends, in the words of Converse.
type stopReason string

const (
	stopEndTurn   stopReason = "end_turn"
	stopMaxTokens stopReason = "max_tokens"
	stopSequence  stopReason = "stop_sequence"
)

// or is the reason in the words of another family, which has one for an answer that is too long.
func (r stopReason) or(complete, tooLong string) string {
	if r == stopMaxTokens {
		return tooLong
	}
	return complete
}

// refuse says why the model does not take an input, which AWS finds out only record by record. Only members without which
// no input of the family works are looked for.
func (job *invocationJob) refuse(input json.RawMessage) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(input, &members); err != nil {
		return fmt.Errorf("malformed input request: %w", err)
	}
	for _, name := range requiredMembers(job.kind, job.target.base) {
		if _, ok := members[name]; !ok {
			return fmt.Errorf("%s: Field required", name)
		}
	}
	return nil
}

func requiredMembers(kind string, model *foundationModel) []string {
	switch {
	case kind == converse, strings.HasPrefix(model.ID, "amazon.nova-"):
		return []string{"messages"}
	case model.Provider == "Anthropic":
		return []string{"anthropic_version", "max_tokens", "messages"}
	case model.Provider == "Meta":
		return []string{"prompt"}
	case strings.HasPrefix(model.ID, "amazon.titan-text-"), strings.HasPrefix(model.ID, "amazon.titan-embed-text-"):
		return []string{"inputText"}
	}
	return nil
}

// object is a JSON object.
type object = map[string]any

// body puts the answer into the form of Converse, or into that of the model's own answers to InvokeModel. Families that the
// simulator does not know answer like a chat completion.
func (a modelAnswer) body(kind string, model *foundationModel) any {
	usage := object{"inputTokens": a.inputTokens, "outputTokens": a.outputTokens, "totalTokens": a.inputTokens + a.outputTokens}
	content := []object{{"text": a.text}}
	switch {
	case kind == converse, strings.HasPrefix(model.ID, "amazon.nova-"):
		message := object{"role": "assistant", "content": content}
		return object{"output": object{"message": message}, "stopReason": a.stop, "usage": usage}
	case model.Provider == "Anthropic":
		return object{
			"id": fmt.Sprintf("msg_bdrk_%016x", a.digest), "type": "message", "role": "assistant", "model": model.baseName(),
			"content": []object{{"type": "text", "text": a.text}}, "stop_reason": a.stop, "stop_sequence": nil,
			"usage": object{"input_tokens": a.inputTokens, "output_tokens": a.outputTokens},
		}
	case model.Provider == "Meta":
		return object{
			"generation": a.text, "prompt_token_count": a.inputTokens, "generation_token_count": a.outputTokens,
			"stop_reason": a.stop.or("stop", "length"),
		}
	case slices.Contains(model.OutputModalities, "EMBEDDING"):
		return object{"embedding": a.embedding(), "inputTextTokenCount": a.inputTokens}
	case strings.HasPrefix(model.ID, "amazon.titan-text-"):
		result := object{"tokenCount": a.outputTokens, "outputText": a.text, "completionReason": a.stop.or("FINISH", "LENGTH")}
		return object{"inputTextTokenCount": a.inputTokens, "results": []object{result}}
	}
	choice := object{"index": 0, "message": object{"role": "assistant", "content": a.text}, "finish_reason": a.stop.or("stop", "length")}
	return object{"choices": []object{choice}, "usage": object{
		"prompt_tokens": a.inputTokens, "completion_tokens": a.outputTokens, "total_tokens": a.inputTokens + a.outputTokens,
	}}
}

// embedding is a short vector: its length is no model's own.
func (a modelAnswer) embedding() []float64 {
	vector := make([]float64, 8)
	for i := range vector {
		vector[i] = float64(a.digest>>(8*i)&0xff)/127.5 - 1
	}
	return vector
}
