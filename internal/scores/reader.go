// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package scores

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
)

const (
	// MaxLineBytes is the longest line that is read. It bounds the memory.
	MaxLineBytes = 16 << 20
	// MaxScores bounds what is kept: a job has five data sets of 1,000 records at most, with 25 metrics and a few people each.
	MaxScores = 1_000_000

	maxLabels  = 32
	firstLines = 64 << 10
)

// Group is what scores are summarised by.
type Group struct {
	Model, Dataset, TaskType string
	// Metric has AWS's prefix where it is built in.
	Metric string
	// Method is how people rated; empty for models and algorithms.
	Method string
}

// series are the scores of a group.
type series struct {
	values  []float64
	keys    []uint64 // of the records of the values
	missing int
	yesNo   bool
	labels  map[string]int
}

// Detail is one score with the texts of its record.
type Detail struct {
	Group
	Value                         *float64
	Label                         string
	Prompt, Response, Explanation string
}

// Reader takes in result files. Its zero value is ready.
type Reader struct {
	// Each is called with every score, where it is set. An error of it ends the reading.
	Each func(Detail) error

	groups map[Group]*series
	scores int
}

// Read takes in a file to its end. It fails where the file is empty, where a line is no record, and where the last one is cut: what an
// error says has the name of the file and the line, and no text of it.
func (r *Reader) Read(place Place, name string, file io.Reader) error {
	lines := bufio.NewScanner(file)
	lines.Buffer(make([]byte, 0, firstLines), MaxLineBytes)
	records, number := 0, 0
	for lines.Scan() {
		number++
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		records++
		if err := r.line(place, line); err != nil {
			return fmt.Errorf("%s, line %d: %w", name, number, err)
		}
	}
	if err := lines.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			err = fmt.Errorf("longer than %d MB", MaxLineBytes>>20)
		}
		return fmt.Errorf("%s, line %d: %w", name, number+1, err)
	}
	if records == 0 {
		return fmt.Errorf("%s holds no record", name)
	}
	return nil
}

func (r *Reader) line(place Place, line []byte) error {
	var rec record
	if err := json.Unmarshal(line, &rec); err != nil {
		if errors.Is(err, errResult) {
			return errResult
		}
		return errors.New("no record of an evaluation, or one that is cut")
	}
	switch {
	case rec.Automated != nil:
		return r.automated(place, &rec)
	case rec.Human != nil:
		return r.human(place, &rec)
	case len(rec.Turns) > 0:
		return r.turns(place, &rec)
	}
	return errors.New("no record of an evaluation: it has no automatedEvaluationResult, humanEvaluationResult or conversationTurns")
}

func (r *Reader) automated(place Place, rec *record) error {
	model, response := place.Model, ""
	for _, answer := range rec.ModelResponses {
		response = answer.Response + answer.Text
		if model == "" {
			model = answer.ModelIdentifier
		}
	}
	key, prompt := keyOf(rec.InputRecord.Prompt), rec.InputRecord.Prompt
	for _, s := range rec.Automated.Scores {
		group := Group{Model: model, Dataset: place.Dataset, TaskType: place.TaskType, Metric: builtin(s.MetricName)}
		if err := r.add(group, key, s.Result, prompt, response, s.explanation()); err != nil {
			return err
		}
	}
	return nil
}

func (r *Reader) human(place Place, rec *record) error {
	ratings, err := rec.Human.ratings()
	if err != nil {
		return err
	}
	responses := map[string]string{}
	for _, answer := range rec.ModelResponses {
		responses[answer.ModelIdentifier] = answer.Response + answer.Text
	}
	key := keyOf(rec.InputRecord.Prompt)
	for _, one := range ratings {
		group := Group{Model: one.model, Dataset: place.Dataset, TaskType: place.TaskType, Metric: one.metric, Method: one.method}
		if err := r.add(group, key, one.result, rec.InputRecord.Prompt, responses[one.model], ""); err != nil {
			return err
		}
	}
	return nil
}

// turns takes in a conversation. Its turns are records of their own, told apart by all that was asked before.
func (r *Reader) turns(place Place, rec *record) error {
	var asked []byte
	for _, t := range rec.Turns {
		asked = append(asked, t.InputRecord.Prompt...)
		model := place.Model
		if model == "" {
			model = t.Output.ModelIdentifier
		}
		if model == "" {
			model = t.Output.KnowledgeBaseIdentifier
		}
		for _, s := range t.Results {
			group := Group{Model: model, Dataset: place.Dataset, TaskType: place.TaskType, Metric: builtin(s.MetricName)}
			if err := r.add(group, keyOf(asked), s.Result, t.InputRecord.Prompt, t.Output.Text, s.explanation()); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *Reader) add(group Group, key uint64, res result, prompt json.RawMessage, response, explanation string) error {
	if r.scores++; r.scores > MaxScores {
		return fmt.Errorf("more than %d scores", MaxScores)
	}
	if r.groups == nil {
		r.groups = map[Group]*series{}
	}
	s := r.groups[group]
	if s == nil {
		group = cloned(group)
		s = &series{yesNo: true}
		r.groups[group] = s
	}
	switch {
	case res.number != nil:
		s.values, s.keys = append(s.values, *res.number), append(s.keys, key)
		s.yesNo = s.yesNo && res.yesNo
	case res.label != "":
		if s.labels == nil {
			s.labels = map[string]int{}
		}
		if _, known := s.labels[res.label]; !known && len(s.labels) == maxLabels {
			return fmt.Errorf("the metric %s has more than %d different words for scores", group.Metric, maxLabels)
		}
		s.labels[strings.Clone(res.label)]++
	default:
		s.missing++
	}
	if r.Each == nil {
		return nil
	}
	return r.Each(Detail{group, res.number, res.label, promptText(prompt), response, explanation})
}

// cloned is a group that holds on to no line.
func cloned(g Group) Group {
	return Group{
		strings.Clone(g.Model), strings.Clone(g.Dataset), strings.Clone(g.TaskType), strings.Clone(g.Metric), strings.Clone(g.Method),
	}
}

// keyOf tells records with different prompts apart.
func keyOf(prompt []byte) uint64 {
	var compact bytes.Buffer
	if json.Compact(&compact, prompt) != nil { // several prompts, one after the other
		compact.Write(prompt)
	}
	digest := sha256.Sum256(compact.Bytes())
	return binary.BigEndian.Uint64(digest[:])
}
