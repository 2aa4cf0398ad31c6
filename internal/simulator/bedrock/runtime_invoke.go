// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"
)

// pixel is the smallest PNG there is, without its colour.
const pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

func handleInvokeModel(q *request) (any, error) {
	target, err := q.invoked()
	if err != nil {
		return nil, err
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(q.body, &members); err != nil {
		return nil, validationError("Malformed input request: " + err.Error() + ", please reformat your input and try again.")
	}
	required := requiredMembers(invokeModel, target.base)
	isImage := slices.Contains(target.base.OutputModalities, "IMAGE")
	if isImage {
		required = []string{"prompt"}
		if target.base.Provider == "Amazon" {
			required = []string{"taskType"}
		}
	}
	for _, name := range required {
		if _, ok := members[name]; !ok {
			return nil, validationError("Malformed input request: #: required key [" + name + "] not found, please reformat your input and try " +
				"again.")
		}
	}
	answer := target.answer(q.body)
	if isImage {
		answer.outputTokens = 0
		answer.tell(q.W.Header())
		pictures := answer.images()
		return pictures, q.log(target, answer, pictures, nil)
	}
	answer.limit(maxTokensOf(members), nil)
	answer.tell(q.W.Header())
	body := answer.body(invokeModel, target.base)
	return body, q.log(target, answer, body, nil)
}

// maxTokensOf finds the limit of an answer under the names that families of models have for it.
func maxTokensOf(members map[string]json.RawMessage) *int {
	for _, within := range []string{"inferenceConfig", "textGenerationConfig"} {
		var inner map[string]json.RawMessage
		if json.Unmarshal(members[within], &inner) == nil && inner != nil {
			return maxTokensOf(inner)
		}
	}
	for _, name := range []string{"max_tokens", "maxTokens", "max_new_tokens", "max_gen_len", "maxTokenCount", "max_completion_tokens"} {
		var n int
		if json.Unmarshal(members[name], &n) == nil && n > 0 {
			return &n
		}
	}
	return nil
}

// images is the answer of a model that paints: one picture, which differs from that of another input in what follows its end.
func (a modelAnswer) images() any {
	png, err := base64.StdEncoding.DecodeString(pixel)
	if err != nil {
		panic(err) // it is a constant
	}
	picture := base64.StdEncoding.EncodeToString(append(png, strings.TrimSuffix(a.text, ".")...))
	return object{"images": []string{picture}, "seeds": []uint64{a.digest % 1000}, "finish_reasons": []any{nil}}
}
