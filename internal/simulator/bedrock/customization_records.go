// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// recordCheck holds one line of a data set against the form that a job needs.
type recordCheck struct {
	kind   string // customization type
	model  string // base model, for messages
	family modelFamily
	inputs []string // input modalities of the base model
	bucket string   // images and videos must be in the bucket of the data set
}

// record is one line of a data set, decoded.
type record = map[string]any

// strictRecord reads a line as one JSON object, in the strict way.
func strictRecord(line []byte) (r record, err error) {
	if err := json.Unmarshal(line, &r); err != nil {
		return nil, fmt.Errorf("the record is not a JSON object: %w", err)
	}
	if !jsontext.Value(line).IsValid() { // encoding/json takes a name twice, and what is not UTF-8
		return nil, errors.New("the record is not a JSON object: a name stands twice in an object, or a text is not UTF-8")
	}
	if r == nil {
		return nil, errors.New("the record is not a JSON object: null")
	}
	return r, nil
}

// check returns an error that begins with the field at fault.
func (c recordCheck) check(line []byte) error {
	r, err := strictRecord(line)
	if err != nil {
		return err
	}
	switch c.kind {
	case continuedPreTraining:
		return requireText(r, "input", "input")
	case distillation:
		return c.checkConversation(r)
	case reinforcementFineTuning:
		return c.checkChat(r)
	}
	switch c.family.Records {
	case "converse":
		return c.checkConversation(r)
	case "messages":
		return checkMessages(r)
	case "image-caption":
		return c.checkImage(r)
	}
	if err := requireText(r, "prompt", "prompt"); err != nil {
		return err
	}
	return requireText(r, "completion", "completion")
}

// checkImage checks a record that pairs an image with a caption.
func (c recordCheck) checkImage(r record) error {
	if err := c.requireS3URI(r, "image-ref", "image-ref"); err != nil {
		return err
	}
	return requireString(r, "caption", "caption") // which is empty where an embedding has none
}

func (c recordCheck) requireS3URI(r record, name, path string) error {
	if err := requireText(r, name, path); err != nil {
		return err
	}
	uri, _ := r[name].(string)
	if bucket, key := splitS3URI(uri); key == "" || bucket != c.bucket {
		return fmt.Errorf("%s: must be the S3 URI of an object in bucket %s", path, c.bucket)
	}
	return nil
}

// checkMessages checks a record of Claude 3, whose contents are plain strings.
func checkMessages(r record) error {
	if r["system"] != nil {
		if err := requireString(r, "system", "system"); err != nil {
			return err
		}
	}
	messages, err := requireTurns(r, false)
	if err != nil {
		return err
	}
	for i, message := range messages {
		if err := requireText(message, "content", fmt.Sprintf("messages[%d].content", i)); err != nil {
			return err
		}
	}
	return nil
}

// checkChat checks a prompt for reinforcement fine-tuning, in the form of OpenAI's chat. Members that it does not know
// go to the grader.
func (c recordCheck) checkChat(r record) error {
	messages, ok := r["messages"].([]any)
	if !ok || len(messages) == 0 {
		return errors.New("messages: must be a list that is not empty")
	}
	asked := false
	for i, item := range messages {
		path := fmt.Sprintf("messages[%d]", i)
		message, _ := item.(record)
		switch message["role"] {
		case "user":
			asked = true
		case "system", "assistant":
		default:
			return fmt.Errorf("%s.role: must be system, user or assistant", path)
		}
		if err := c.checkText(message, "content", path); err != nil {
			return err
		}
	}
	if !asked {
		return errors.New("messages: must hold a message with the role user")
	}
	return nil
}

// requireTurns returns the messages of a conversation: user and assistant take turns, the user begins, and the
// assistant has the last word unless the record may be a prompt alone.
func requireTurns(r record, promptAlone bool) ([]record, error) {
	items, ok := r["messages"].([]any)
	if !ok || len(items) == 0 {
		return nil, errors.New("messages: must be a list that is not empty")
	}
	messages := make([]record, len(items))
	for i, item := range items {
		messages[i], _ = item.(record)
		if role := []string{"user", "assistant"}[i%2]; messages[i]["role"] != role {
			return nil, fmt.Errorf("messages[%d].role: must be %q", i, role)
		}
	}
	if len(messages)%2 != 0 && !promptAlone {
		return nil, fmt.Errorf("messages[%d].role: the last message must be the assistant's", len(messages)-1)
	}
	return messages, nil
}

// requireText requires a string that is not empty.
func requireText(r record, name, path string) error {
	if err := requireString(r, name, path); err != nil {
		return err
	}
	if r[name] == "" {
		return fmt.Errorf("%s: must be a string that is not empty", path)
	}
	return nil
}

func requireString(r record, name, path string) error {
	value, present := r[name]
	if !present {
		return fmt.Errorf("%s: is missing", path)
	}
	if _, ok := value.(string); !ok {
		return fmt.Errorf("%s: must be a string that is not empty", path)
	}
	return nil
}
