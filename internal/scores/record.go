// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package scores

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
)

// record is a line of a result file, of any kind of job. What else a line has, such as the ids of the people who rated, is not decoded.
type record struct {
	Automated *struct {
		Scores []score `json:"scores"`
	} `json:"automatedEvaluationResult"`
	Human          *humanResult    `json:"humanEvaluationResult"`
	InputRecord    inputRecord     `json:"inputRecord"`
	ModelResponses []modelResponse `json:"modelResponses"`
	Turns          []turn          `json:"conversationTurns"`
}

type inputRecord struct {
	Prompt json.RawMessage `json:"prompt"`
}

type modelResponse struct {
	ModelIdentifier string `json:"modelIdentifier"`
	Response        string `json:"response"`
	Text            string `json:"text"` // older spelling
}

// turn is a part of a conversation with a knowledge base.
type turn struct {
	InputRecord inputRecord `json:"inputRecord"`
	Output      struct {
		Text                    string `json:"text"`
		ModelIdentifier         string `json:"modelIdentifier"`
		KnowledgeBaseIdentifier string `json:"knowledgeBaseIdentifier"`
	} `json:"output"`
	Results []score `json:"results"`
}

type score struct {
	MetricName       string `json:"metricName"`
	Result           result `json:"result"`
	EvaluatorDetails []struct {
		Explanation string `json:"explanation"`
	} `json:"evaluatorDetails"`
}

func (s score) explanation() string {
	for _, details := range s.EvaluatorDetails {
		if details.Explanation != "" {
			return details.Explanation
		}
	}
	return ""
}

// result is a score: a number, yes or no, one of the words of a rating scale, or null where there is none.
type result struct {
	number *float64
	yesNo  bool
	label  string
}

var errResult = errors.New("a score is neither a number nor a text")

func (r *result) UnmarshalJSON(text []byte) error {
	text = bytes.TrimSpace(text)
	switch {
	case bytes.Equal(text, []byte("null")):
		return nil
	case bytes.Equal(text, []byte("true")), bytes.Equal(text, []byte("false")):
		r.number, r.yesNo = new(float64), true
		if text[0] == 't' {
			*r.number = 1
		}
		return nil
	case text[0] == '"':
		var label string
		if err := json.Unmarshal(text, &label); err != nil {
			return err
		}
		return r.word(label)
	case text[0] == '{':
		var value struct {
			FloatValue  *float64 `json:"floatValue"`
			StringValue string   `json:"stringValue"`
		}
		if err := json.Unmarshal(text, &value); err != nil {
			return errResult
		}
		if r.number = value.FloatValue; r.number == nil {
			return r.word(value.StringValue)
		}
		return nil
	}
	r.number = new(float64)
	if json.Unmarshal(text, r.number) != nil {
		return errResult
	}
	return nil
}

// word takes a text for the number that it is, or for a word of a scale. One of NaN or infinity is no score.
func (r *result) word(text string) error {
	if number, err := strconv.ParseFloat(text, 64); err == nil {
		if number-number == 0 {
			r.number = &number
		}
		return nil
	}
	r.label = text
	return nil
}

// promptText is what was asked: a text, or the parts of a message.
func promptText(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text
	}
	var message struct {
		Text    string `json:"text"`
		Content []struct {
			Text string `json:"text"`
		} `json:"content"`
	}
	if json.Unmarshal(raw, &message) != nil {
		return ""
	}
	for _, part := range message.Content {
		message.Text += part.Text
	}
	return message.Text
}
