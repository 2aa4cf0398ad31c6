// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
)

const (
	formatBytes  = 32 << 20
	formatRounds = 7
	// minFormatRatio is less than that of the large data set: short records cost more by the byte than long ones.
	minFormatRatio = 1.0
)

// formats checks a data set of each format, in memory, in turns with encoding/json's check of the syntax. The fastest rounds count.
func (b *bench) formats(ctx context.Context) (results []result, err error) {
	for _, format := range dataset.Formats() {
		data := formatData(format, formatBytes)
		var ours, theirs []time.Duration
		for range formatRounds {
			began := time.Now()
			report, err := dataset.Validate(ctx, bytes.NewReader(data), dataset.Options{Format: format})
			if err != nil || !report.Valid() || report.WarningCount > 0 {
				return nil, fmt.Errorf("the %s are not sound: %v %v %w", format, report.Problems, report.Warnings, err)
			}
			ours = append(ours, time.Since(began))
			began = time.Now()
			if err := allValid(data); err != nil {
				return nil, err
			}
			theirs = append(theirs, time.Since(began))
		}
		fastest := slices.Min(ours).Seconds()
		results = append(results,
			atLeast(string(format)+": speed in multiples of encoding/json's Valid", slices.Min(theirs).Seconds()/fastest, minFormatRatio, ""),
			info("the same: MB in a second", "%.0f", megabytes(int64(len(data)))/fastest))
	}
	return results, nil
}

func allValid(data []byte) error {
	for line := range bytes.Lines(data) {
		if !json.Valid(line) {
			return errors.New("a line is not JSON")
		}
	}
	return nil
}

// formatData is a data set of a size.
func formatData(format dataset.Format, size int) []byte {
	var b bytes.Buffer
	for number := 0; b.Len() < size; number++ {
		b.WriteString(formatRecord(format, number))
	}
	return b.Bytes()
}

// formatRecord is one record, with a line feed, of one to several sentences.
func formatRecord(format dataset.Format, number int) string {
	question, answer := talk(number, number, 1+number%5), talk(number, number+3, 2+number%9)
	switch format {
	case dataset.PromptCompletion:
		return fmt.Sprintf(`{"prompt":%s,"completion":%s}`+"\n", question, answer)
	case dataset.ClaudeMessages:
		return fmt.Sprintf(`{"system":"Be brief.","messages":[{"role":"user","content":%s},{"role":"assistant","content":%s}]}`+"\n",
			question, answer)
	case dataset.ImageCaption:
		return fmt.Sprintf(`{"image-ref":"s3://parcels/%d.png","caption":%s}`+"\n", number, question)
	case dataset.ContinuedPreTraining:
		return fmt.Sprintf(`{"input":%s}`+"\n", answer)
	case dataset.Reinforcement:
		return fmt.Sprintf(`{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":%s}],"reference_answer":%s}`+"\n",
			question, answer)
	case dataset.EvaluationPrompts:
		return fmt.Sprintf(`{"prompt":%s,"referenceResponse":%s,"category":"parcels"}`+"\n", question, answer)
	case dataset.EvaluationResponses:
		return fmt.Sprintf(`{"prompt":%s,"modelResponses":[{"response":%s,"modelIdentifier":"ours"}]}`+"\n", question, answer)
	case dataset.RAGEvaluation:
		return fmt.Sprintf(`{"conversationTurns":[{"prompt":{"content":[{"text":%s}]},"output":{"text":%s,"knowledgeBaseIdentifier":"ours",`+
			`"retrievedPassages":{"retrievalResults":[{"content":{"text":"A passage."}}]}}}]}`+"\n", question, answer)
	case dataset.BatchRecords:
		return fmt.Sprintf(`{"recordId":"R%d","modelInput":{"messages":[{"role":"user","content":[{"text":%s}]}]}}`+"\n", number, answer)
	case dataset.Distillation:
		return strings.ReplaceAll(conversation(3*number), `"system":[{"text":"You answer for the parcel service."}],`, "")
	default:
		return conversation(number)
	}
}
