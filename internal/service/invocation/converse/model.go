// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package converse

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/document"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/invocation"
)

type model struct {
	invocation.Asked

	Prompt          types.String     `tfsdk:"prompt"`
	System          types.String     `tfsdk:"system"`
	Messages        []message        `tfsdk:"messages"`
	InferenceConfig *inferenceConfig `tfsdk:"inference_config"`
	Fields          types.String     `tfsdk:"additional_model_request_fields"`
}

type message struct {
	Role    types.String `tfsdk:"role"`
	Content []content    `tfsdk:"content"`
}

type content struct {
	Text  types.String `tfsdk:"text"`
	Image *image       `tfsdk:"image"`
}

type image struct {
	File        types.String `tfsdk:"file"`
	S3URI       types.String `tfsdk:"s3_uri"`
	BucketOwner types.String `tfsdk:"s3_bucket_owner"`
	Format      types.String `tfsdk:"format"`
}

type inferenceConfig struct {
	MaxTokens     types.Int32   `tfsdk:"max_tokens"`
	Temperature   types.Float64 `tfsdk:"temperature"`
	TopP          types.Float64 `tfsdk:"top_p"`
	StopSequences []string      `tfsdk:"stop_sequences"`
}

// input is the request, pictures from local files included.
func (m *model) input() (*bedrockruntime.ConverseInput, error) {
	in := &bedrockruntime.ConverseInput{ModelId: conv.Optional(m.ModelID), InferenceConfig: m.InferenceConfig.expand()}
	if system := m.System.ValueString(); system != "" {
		in.System = []awstypes.SystemContentBlock{&awstypes.SystemContentBlockMemberText{Value: system}}
	}
	messages := m.Messages
	if !m.Prompt.IsNull() {
		messages = []message{{types.StringValue(string(awstypes.ConversationRoleUser)), []content{{Text: m.Prompt}}}}
	}
	for _, one := range messages {
		blocks, err := one.expand()
		if err != nil {
			return nil, err
		}
		in.Messages = append(in.Messages, awstypes.Message{Role: awstypes.ConversationRole(one.Role.ValueString()), Content: blocks})
	}
	if fields := m.Fields.ValueString(); fields != "" {
		var value map[string]any
		if err := json.Unmarshal([]byte(fields), &value); err != nil {
			return nil, errors.New("additional_model_request_fields is no JSON object")
		}
		in.AdditionalModelRequestFields = document.NewLazyDocument(value)
	}
	return in, nil
}

func (c *inferenceConfig) expand() *awstypes.InferenceConfiguration {
	if c == nil {
		return nil
	}
	return &awstypes.InferenceConfiguration{
		MaxTokens: conv.OptionalInt32(c.MaxTokens), Temperature: narrow(c.Temperature), TopP: narrow(c.TopP), StopSequences: c.StopSequences,
	}
}

func narrow(v types.Float64) *float32 {
	if v.IsNull() {
		return nil
	}
	f := float32(v.ValueFloat64())
	return &f
}

func (m message) expand() (blocks []awstypes.ContentBlock, err error) {
	for _, one := range m.Content {
		if one.Image == nil {
			blocks = append(blocks, &awstypes.ContentBlockMemberText{Value: one.Text.ValueString()})
			continue
		}
		picture, err := one.Image.expand()
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, &awstypes.ContentBlockMemberImage{Value: picture})
	}
	return blocks, nil
}

func (i *image) expand() (block awstypes.ImageBlock, err error) {
	name := i.File.ValueString() + i.S3URI.ValueString() // there is one of them
	block.Format = awstypes.ImageFormat(i.Format.ValueString())
	if block.Format == "" {
		block.Format = formatOf(name)
	}
	if block.Format == "" {
		return block, fmt.Errorf("the name of %s does not tell which format the picture has: set format", name)
	}
	if i.File.IsNull() {
		block.Source = &awstypes.ImageSourceMemberS3Location{Value: awstypes.S3Location{
			Uri: conv.Optional(i.S3URI), BucketOwner: conv.Optional(i.BucketOwner),
		}}
		return block, nil
	}
	picture, err := os.ReadFile(i.File.ValueString())
	block.Source = &awstypes.ImageSourceMemberBytes{Value: picture}
	return block, err
}

// formatOf is the format that the name of a picture tells; empty where it does not.
func formatOf(name string) awstypes.ImageFormat {
	switch extension := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), ".")); extension {
	case "png", "jpeg", "gif", "webp":
		return awstypes.ImageFormat(extension)
	case "jpg":
		return awstypes.ImageFormatJpeg
	}
	return ""
}
