// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"encoding/json"
	"slices"
)

// converseInput is the request of Converse, as far as the simulator knows it.
type converseInput struct {
	Messages []converseMessage `json:"messages"`
	System   []struct {
		Text *string `json:"text"`
	} `json:"system"`
	InferenceConfig *struct {
		MaxTokens     *int     `json:"maxTokens"`
		Temperature   *float64 `json:"temperature"`
		TopP          *float64 `json:"topP"`
		StopSequences []string `json:"stopSequences"`
	} `json:"inferenceConfig"`
	AdditionalModelRequestFields json.RawMessage   `json:"additionalModelRequestFields"`
	RequestMetadata              map[string]string `json:"requestMetadata"`
}

type converseMessage struct {
	Role    *string           `json:"role"`
	Content []converseContent `json:"content"`
}

type converseContent struct {
	Text  *string        `json:"text"`
	Image *converseImage `json:"image"`
}

type converseImage struct {
	Format *string `json:"format"`
	Source *struct {
		Bytes      []byte `json:"bytes"`
		S3Location *struct {
			URI         *string `json:"uri"`
			BucketOwner *string `json:"bucketOwner"`
		} `json:"s3Location"`
	} `json:"source"`
}

// check refuses what AWS finds out beyond the shape of the request.
func (in *converseInput) check(q *request, model *foundationModel) error {
	if !slices.Contains(model.OutputModalities, "TEXT") {
		return validationError("This action doesn't support the model that you provided. Try again with a supported text or chat model.")
	}
	if len(in.Messages) == 0 || *in.Messages[0].Role != "user" {
		return validationError("A conversation must start with a user message. Try again with a conversation that starts with a user message.")
	}
	for i, message := range in.Messages {
		if i > 0 && *message.Role == *in.Messages[i-1].Role {
			return validationError("A conversation must alternate between user and assistant roles. Make sure the conversation alternates " +
				"between user and assistant roles and try again.")
		}
		for _, content := range message.Content {
			if content.Image == nil {
				continue
			}
			if !slices.Contains(model.InputModalities, "IMAGE") {
				return validationError("This model doesn't support the image content block that you provided.")
			}
			if location := content.Image.Source.S3Location; location != nil {
				bucket, key := splitS3URI(*location.URI)
				body, _, err := q.aws.Objects.Open(bucket, key)
				if err != nil {
					return validationError("The image at " + *location.URI + " could not be read.")
				}
				body.Close()
			}
		}
	}
	return nil
}

func handleConverse(q *request) (any, error) {
	var in converseInput
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	target, err := q.invoked()
	if err != nil {
		return nil, err
	}
	if err := in.check(q, target.base); err != nil {
		return nil, err
	}
	answer := target.answer(q.body)
	if config := in.InferenceConfig; config != nil {
		answer.limit(config.MaxTokens, config.StopSequences)
	}
	body, _ := answer.body(converse, target.base).(object)
	body["metrics"] = object{"latencyMs": answer.latencyMs()}
	return body, q.log(target, answer, body, in.RequestMetadata)
}
