// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package trainingmetrics

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
)

// maxBytes bounds a file: half a million steps are smaller.
const maxBytes = 16 << 20

var errTooLong = fmt.Errorf("the file is longer than %d MiB, so it is none of metrics", maxBytes>>20)

// maxQuoted is how much of a header an error quotes.
const maxQuoted = 200

// step is one row of a file of metrics. What it lacks, or says in no number, is nil.
type step struct {
	number, epoch    *int64
	loss, perplexity *float64
}

// curve is what is kept of a file, however long that is.
type curve struct {
	rows              int64
	first, last, best *step
	steps             []step // at most as many as are wanted, evenly spaced, the first and the last among them
}

// readCurve reads a file of metrics, a row at a time.
func readCurve(file io.Reader, limit int) (*curve, error) {
	bounded := &io.LimitedReader{R: file, N: maxBytes + 1}
	rows := csv.NewReader(bounded)
	rows.ReuseRecord, rows.FieldsPerRecord, rows.TrimLeadingSpace = true, -1, true
	header, err := rows.Read()
	switch {
	case errors.Is(err, io.EOF):
		return nil, errors.New("the file is empty")
	case bounded.N <= 0:
		return nil, errTooLong
	case err != nil:
		return nil, err
	}
	at, err := findColumns(header)
	if err != nil {
		return nil, err
	}
	c, kept := &curve{}, spaced{limit: limit, stride: 1}
	for {
		row, err := rows.Read()
		if bounded.N <= 0 {
			return nil, errTooLong
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		one := at.step(row)
		c.add(one)
		kept.add(one)
	}
	c.steps = kept.all(c.last)
	return c, nil
}

func (c *curve) add(one step) {
	c.rows++
	if c.first == nil {
		c.first = &one
	}
	c.last = &one
	if one.loss != nil && (c.best == nil || *one.loss < *c.best.loss) {
		c.best = &one
	}
}

// columns are where a file has what a step is made of; -1 where it has not.
type columns struct{ number, epoch, loss, perplexity int }

// findColumns goes by name: the order is AWS's to change.
func findColumns(header []string) (columns, error) {
	find := func(is func(string) bool) int {
		return slices.IndexFunc(header, func(name string) bool {
			return is(strings.ToLower(strings.Trim(name, " \ufeff")))
		})
	}
	at := columns{
		number:     find(func(name string) bool { return name == "step_number" }),
		epoch:      find(func(name string) bool { return name == "epoch_number" }),
		loss:       find(func(name string) bool { return strings.HasSuffix(name, "loss") }),
		perplexity: find(func(name string) bool { return name == "perplexity" }),
	}
	if at.loss < 0 {
		found := strings.Join(header, ", ")
		return at, fmt.Errorf("the file has no column training_loss or validation_loss, but %s", found[:min(len(found), maxQuoted)])
	}
	return at, nil
}

func (at columns) step(row []string) step {
	return step{
		number: whole(field(row, at.number)), epoch: whole(field(row, at.epoch)),
		loss: decimal(field(row, at.loss)), perplexity: decimal(field(row, at.perplexity)),
	}
}

func field(row []string, at int) string {
	if at < 0 || at >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[at])
}

// whole also reads 3.0, as data frames write whole numbers where a column has gaps.
func whole(text string) *int64 {
	n := decimal(text)
	if n == nil || *n != math.Trunc(*n) || math.Abs(*n) > 1<<53 {
		return nil
	}
	i := int64(*n)
	return &i
}

// decimal is nil for what is no number, as the loss of a training that diverged.
func decimal(text string) *float64 {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(n) || math.IsInf(n, 0) {
		return nil
	}
	return &n
}

// spaced keeps every stride-th of its items, and doubles the stride when that is too many: the length need not be known.
type spaced struct {
	limit, stride, seen int
	kept                []step
}

func (s *spaced) add(one step) {
	if s.limit > 0 && s.seen%s.stride == 0 {
		s.kept = append(s.kept, one)
	}
	s.seen++
	if len(s.kept) <= s.limit {
		return
	}
	half := s.kept[:0]
	for i := 0; i < len(s.kept); i += 2 {
		half = append(half, s.kept[i])
	}
	s.kept, s.stride = half, 2*s.stride
}

// all are the items that were kept, the last one among them.
func (s *spaced) all(last *step) []step {
	if len(s.kept) == 0 || (s.seen-1)%s.stride == 0 {
		return s.kept
	}
	if len(s.kept) == s.limit {
		s.kept = s.kept[:s.limit-1]
	}
	return append(s.kept, *last)
}
