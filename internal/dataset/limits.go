// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"cmp"
	"fmt"
)

// Limits are what AWS documents for the fine-tuning data of a model family. They are advisory: many are quotas that an
// account can raise, and models change. Zero means that no limit is documented.
type Limits struct {
	Training   Range
	Validation Range
	// Total is about training and validation data together.
	Total Range
	// RecordTokens is the longest record, in tokens.
	RecordTokens int64
	// NoValidation says that a job takes no validation data.
	NoValidation bool
	// Taker is the job that the limits are of. Empty means that they are those of a model that is fine-tuned.
	Taker string
}

// Range bounds a data set.
type Range struct {
	MinRecords int64
	MaxRecords int64
	MaxBytes   int64
}

// Check returns one sentence for each limit that the data sets of a job are outside of. validation is nil for a job
// without validation data. Tokens are held against the estimate of the report.
func (l Limits) Check(training Report, validation *Report) []string {
	what := "the training data set"
	if l.Taker != "" {
		what = "the data set"
	}
	out := l.outside(l.Training, what, training)
	out = append(out, l.recordTokens(what, training)...)
	total := training
	if validation != nil {
		if l.NoValidation {
			out = append(out, "the validation data set: the model takes none")
		}
		out = append(out, l.outside(l.Validation, "the validation data set", *validation)...)
		out = append(out, l.recordTokens("the validation data set", *validation)...)
		total.Records += validation.Records
		total.Bytes += validation.Bytes
	}
	return append(out, l.outside(l.Total, "training and validation data together", total)...)
}

func (l Limits) outside(r Range, what string, report Report) []string {
	taker := cmp.Or(l.Taker, "the model")
	var out []string
	if report.Records < r.MinRecords {
		out = append(out, fmt.Sprintf("%s: %d records, and %s takes at least %d", what, report.Records, taker, r.MinRecords))
	}
	if r.MaxRecords > 0 && report.Records > r.MaxRecords {
		out = append(out, fmt.Sprintf("%s: %d records, and %s takes at most %d", what, report.Records, taker, r.MaxRecords))
	}
	if r.MaxBytes > 0 && report.Bytes > r.MaxBytes {
		out = append(out, fmt.Sprintf("%s: %d bytes, and %s takes at most %d", what, report.Bytes, taker, r.MaxBytes))
	}
	return out
}

func (l Limits) recordTokens(what string, report Report) []string {
	if l.RecordTokens == 0 || report.LongestRecordTokens <= l.RecordTokens {
		return nil
	}
	return []string{fmt.Sprintf("%s: the longest record has about %d tokens, and the model takes at most %d",
		what, report.LongestRecordTokens, l.RecordTokens)}
}

// JobLimits is what AWS documents for the data of a job that does not fine-tune, by its format. It is false for the formats
// of fine-tuning, whose limits depend on the model.
func JobLimits(format Format) (Limits, bool) {
	taker := format.Job()
	switch format {
	case Distillation:
		return Limits{Taker: taker, Training: Range{MinRecords: 100, MaxRecords: 15_000, MaxBytes: 2 * gigabyte}}, true
	case Reinforcement:
		return Limits{Taker: taker, Training: Range{MinRecords: 100, MaxRecords: 20_000}}, true
	case EvaluationPrompts, EvaluationResponses, RAGEvaluation:
		return Limits{Taker: taker, Training: Range{MaxRecords: 1000}}, true
	case BatchRecords:
		return Limits{Taker: taker, Training: Range{MinRecords: 100, MaxRecords: 50_000, MaxBytes: gigabyte}}, true
	case ContinuedPreTraining:
		return Limits{Taker: taker, Training: Range{MaxBytes: gigabyte}, Validation: Range{MaxBytes: 100 * megabyte}}, true
	default:
		return Limits{}, false
	}
}
