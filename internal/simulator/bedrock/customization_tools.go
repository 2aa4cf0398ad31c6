// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"errors"
	"fmt"
	"slices"
)

// checkToolConfig returns the names of the tools that a record offers; nil when it offers none.
func (c recordCheck) checkToolConfig(config any) ([]string, error) {
	if config == nil {
		return nil, nil
	}
	if !c.family.Tools {
		return nil, fmt.Errorf("toolConfig: fine-tuning of %s does not support tools", c.model)
	}
	members, _ := config.(record)
	tools, _ := members["tools"].([]any)
	if len(tools) == 0 {
		return nil, errors.New("toolConfig.tools: must be a list that is not empty")
	}
	var names []string
	for i, item := range tools {
		path := fmt.Sprintf("toolConfig.tools[%d].toolSpec", i)
		tool, _ := item.(record)
		spec, _ := tool["toolSpec"].(record)
		if err := requireText(spec, "name", path+".name"); err != nil {
			return nil, err
		}
		schema, _ := spec["inputSchema"].(record)
		if _, ok := schema["json"].(record); !ok {
			return nil, fmt.Errorf("%s.inputSchema.json: must be an object", path)
		}
		name, _ := spec["name"].(string)
		if slices.Contains(names, name) {
			return nil, fmt.Errorf("%s.name: is there twice", path)
		}
		names = append(names, name)
	}
	return names, nil
}

// toolCalls are the uses of tools in one record, and their results.
type toolCalls struct {
	offered       []string // nil for a record without toolConfig
	uses, results []string
}

func (t *toolCalls) use(value any, path string) error {
	call, _ := value.(record)
	for _, name := range []string{"toolUseId", "name"} {
		if err := requireText(call, name, path+"."+name); err != nil {
			return err
		}
	}
	if _, ok := call["input"].(record); !ok {
		return fmt.Errorf("%s.input: must be an object", path)
	}
	id, _ := call["toolUseId"].(string)
	name, _ := call["name"].(string)
	switch {
	case slices.Contains(t.uses, id):
		return fmt.Errorf("%s.toolUseId: is there twice", path)
	case t.offered != nil && !slices.Contains(t.offered, name):
		return fmt.Errorf("%s.name: is not the name of a tool in toolConfig", path)
	}
	t.uses = append(t.uses, id)
	return nil
}

func (t *toolCalls) result(value any, path string) error {
	result, _ := value.(record)
	if err := requireText(result, "toolUseId", path+".toolUseId"); err != nil {
		return err
	}
	id, _ := result["toolUseId"].(string)
	if !slices.Contains(t.uses, id) || slices.Contains(t.results, id) {
		return fmt.Errorf("%s.toolUseId: is not the id of an earlier toolUse without a result", path)
	}
	t.results = append(t.results, id)
	content, _ := result["content"].([]any)
	if len(content) == 0 {
		return fmt.Errorf("%s.content: must be a list that is not empty", path)
	}
	for i, item := range content {
		block, _ := item.(record)
		_, hasText := block["text"].(string)
		_, hasJSON := block["json"].(record)
		if hasText == hasJSON {
			return fmt.Errorf("%s.content[%d]: must be an object with text or json", path, i)
		}
	}
	return nil
}
