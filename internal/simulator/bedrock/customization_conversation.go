// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// checkConversation checks a record of the Converse schema. A prompt for distillation needs no answer. The schemaVersion may
// be any text, and where it is missing AWS's own checks differ.
func (c recordCheck) checkConversation(r record) error {
	if r["schemaVersion"] != nil {
		if err := requireString(r, "schemaVersion", "schemaVersion"); err != nil {
			return err
		}
	}
	if err := c.checkSystem(r["system"]); err != nil {
		return err
	}
	offered, err := c.checkToolConfig(r["toolConfig"])
	if err != nil {
		return err
	}
	messages, err := requireTurns(r, c.kind == distillation)
	if err != nil {
		return err
	}
	calls := toolCalls{offered: offered}
	for i, message := range messages {
		if err := c.checkMessage(message, fmt.Sprintf("messages[%d].content", i), &calls); err != nil {
			return err
		}
	}
	return nil
}

func (c recordCheck) checkSystem(system any) error {
	if system == nil {
		return nil
	}
	prompts, ok := system.([]any)
	if !ok {
		return errors.New("system: must be a list")
	}
	for i, item := range prompts {
		path := fmt.Sprintf("system[%d]", i)
		prompt, ok := item.(record)
		if !ok {
			return fmt.Errorf("%s: must be an object with text", path)
		}
		if err := requireString(prompt, "text", path+".text"); err != nil {
			return err
		}
		if err := c.checkReserved(prompt["text"], path+".text"); err != nil {
			return err
		}
	}
	return nil
}

// contentKinds are the members of a content block.
var contentKinds = []string{"text", "image", "video", "document", "reasoningContent", "toolUse", "toolResult"}

// checkMessage checks the content of a message: blocks, of which at least one says something besides reasoning.
func (c recordCheck) checkMessage(message record, path string, calls *toolCalls) error {
	items, ok := message["content"].([]any)
	if !ok || len(items) == 0 {
		return fmt.Errorf("%s: must be a list that is not empty", path)
	}
	filled := false
	for i, item := range items {
		at := fmt.Sprintf("%s[%d]", path, i)
		block, ok := item.(record)
		if !ok {
			return fmt.Errorf("%s: must be an object with one of %s", at, strings.Join(contentKinds, ", "))
		}
		said, err := c.checkBlock(block, message["role"] == "assistant", at, calls)
		if err != nil {
			return err
		}
		filled = filled || said
	}
	if !filled {
		return fmt.Errorf("%s: must not be empty", path)
	}
	return nil
}

// checkBlock checks one block and reports whether it says something besides reasoning. Null members are none.
func (c recordCheck) checkBlock(block record, assistant bool, path string, calls *toolCalls) (filled bool, err error) {
	known := false
	for _, kind := range contentKinds {
		value := block[kind]
		if value == nil {
			continue
		}
		known = true
		at := path + "." + kind
		if kind == "text" {
			if err := c.checkContentText(block, path); err != nil {
				return false, err
			}
			filled = filled || block["text"] != ""
			continue
		}
		filled = filled || kind != "reasoningContent"
		if err := c.checkKind(kind, assistant, at); err != nil {
			return false, err
		}
		switch kind {
		case "image", "video", "document":
			err = c.checkMedia(value, at)
		case "reasoningContent":
			reasoning, _ := value.(record)
			text, _ := reasoning["reasoningText"].(record)
			err = c.checkText(text, "text", at+".reasoningText")
		case "toolUse":
			err = calls.use(value, at)
		case "toolResult":
			err = calls.result(value, at)
		}
		if err != nil {
			return false, err
		}
	}
	if !known {
		return false, fmt.Errorf("%s: must be an object with one of %s", path, strings.Join(contentKinds, ", "))
	}
	return filled, nil
}

// checkKind refuses what the model is not trained on, and what the role may not say.
func (c recordCheck) checkKind(kind string, assistant bool, path string) error {
	var trained bool
	switch kind {
	case "image", "video":
		trained = slices.Contains(c.inputs, strings.ToUpper(kind))
	case "document":
		trained = c.family.Documents
	case "reasoningContent":
		trained = c.family.Reasoning
	default:
		trained = c.family.Tools
	}
	if !trained {
		return fmt.Errorf("%s: fine-tuning of %s does not support %s", path, c.model, kind)
	}
	if (kind == "reasoningContent" || kind == "toolUse") != assistant {
		return fmt.Errorf("%s: is not supported in a message of this role", path)
	}
	return nil
}

func (c recordCheck) checkContentText(block record, path string) error {
	if err := requireString(block, "text", path+".text"); err != nil {
		return err
	}
	return c.checkReserved(block["text"], path+".text")
}

// checkText requires a text that is not empty and holds no reserved word.
func (c recordCheck) checkText(block record, name, path string) error {
	if err := requireText(block, name, path+"."+name); err != nil {
		return err
	}
	return c.checkReserved(block[name], path+"."+name)
}

func (c recordCheck) checkReserved(value any, path string) error {
	text, _ := value.(string)
	for _, word := range c.family.ReservedWords {
		if strings.Contains(text, word) {
			return fmt.Errorf("%s: must not contain the reserved word %q", path, word)
		}
	}
	return nil
}

func (c recordCheck) checkMedia(media any, path string) error {
	m, _ := media.(record)
	if err := requireString(m, "format", path+".format"); err != nil {
		return err
	}
	source, _ := m["source"].(record)
	location, _ := source["s3Location"].(record)
	if owner, _ := location["bucketOwner"].(string); location["bucketOwner"] != nil && !core.IsAccountID(owner) {
		return fmt.Errorf("%s.source.s3Location.bucketOwner: must be an account id", path)
	}
	return c.requireS3URI(location, "uri", path+".source.s3Location.uri")
}
