// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package converse is bedrock_converse: one conversation with a model, in the form that all chat models share.
package converse

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/invocation"
)

var call = invocation.Call[model]{
	Type: "converse", Noun: "conversation", Description: description, Attributes: attributes, Prepare: prepare, Plan: checkFiles,
}

// Resource is bedrock_converse.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
var Resource = invocation.Resource(&call)

func prepare(_ context.Context, _ *crud.ProviderData, m *model) (invocation.Request, error) {
	input, err := m.input()
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, client *bedrockruntime.Client) (invocation.Answer, error) {
		out, err := client.Converse(ctx, input)
		if err != nil {
			return invocation.Answer{}, err
		}
		return flatten(out), nil
	}, nil
}

// flatten takes over what a model said.
func flatten(out *bedrockruntime.ConverseOutput) invocation.Answer {
	answer := invocation.Answer{StopReason: string(out.StopReason)}
	if message, ok := out.Output.(*awstypes.ConverseOutputMemberMessage); ok {
		var texts []string
		for _, block := range message.Value.Content {
			if text, ok := block.(*awstypes.ContentBlockMemberText); ok {
				texts = append(texts, text.Value)
			}
		}
		answer.Text = strings.Join(texts, "\n")
	}
	answer.File = []byte(answer.Text)
	if out.Usage != nil {
		answer.InputTokens, answer.OutputTokens = wide(out.Usage.InputTokens), wide(out.Usage.OutputTokens)
	}
	if out.Metrics != nil {
		answer.LatencyMs = out.Metrics.LatencyMs
	}
	return answer
}

func wide(n *int32) *int64 {
	if n == nil {
		return nil
	}
	w := int64(*n)
	return &w
}
