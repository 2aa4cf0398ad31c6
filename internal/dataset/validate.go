// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
)

// DefaultMaxProblems is how many problems a report lists when Options does not say.
const DefaultMaxProblems = 20

// Options say how a data set is checked.
type Options struct {
	// Format is the shape every record must have. Empty means that of the first record.
	Format Format
	// Model is the base model that the data set is for, an identifier or an ARN. Empty means that nothing is known of it.
	Model string
	// MaxProblems bounds the kinds of problems, and likewise of warnings, that the report lists. All are counted.
	// 0 means DefaultMaxProblems.
	MaxProblems int
}

// Validate reads a data set to its end and reports what it holds and what is wrong with it. It needs constant memory:
// about 1 MB, the longest line, and 20 bytes for each record up to a million.
//
// Lines end with a line feed; a carriage return before it is accepted, because JSON counts it as white space. A blank
// line is a problem, an end of file without a line feed is not.
//
// The error is that of the reader or the context, or says that the format is not known. Problems of the data set are
// not errors: see [Report.Valid].
func Validate(ctx context.Context, r io.Reader, opts Options) (Report, error) {
	if _, known := factsOf(opts.Format); !known && opts.Format != "" {
		return Report{}, fmt.Errorf("unknown data set format %q", opts.Format)
	}
	if opts.MaxProblems <= 0 {
		opts.MaxProblems = DefaultMaxProblems
	}
	sum := newChecksum()
	size := &byteCounter{}
	v := newValidation(opts)
	err := v.lines(io.TeeReader(contextReader{ctx, r}, io.MultiWriter(sum, size)))
	digest := sum.end()
	if err != nil {
		return Report{}, err
	}
	report := v.report()
	report.Bytes = size.n
	report.SHA256, report.CRC32 = digest.sha256, digest.crc32
	return report, nil
}

// validation is the state of one run over a data set.
type validation struct {
	opts       Options
	check      check
	record     *record
	duplicates *duplicates
	container  *container // what the data set is instead of one record to a line; nil when it is that
	likeness   likeness   // of the first record that is an object
	records    int64
	invalid    int64
	characters int64
	longest    int64 // characters of the longest record
	longestAt  int64 // its line
}

func newValidation(opts Options) *validation {
	v := &validation{opts: opts, record: newRecord(opts.MaxProblems, rulesFor(opts.Model)), duplicates: newDuplicates(maxRemembered)}
	if known, ok := factsOf(opts.Format); ok {
		v.check = known.check
	}
	return v
}

func (v *validation) lines(stream io.Reader) error {
	r := v.record
	lines := newLineReader(stream)
	for {
		line, tooLong, err := lines.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("reading line %d: %w", r.number+1, err)
		}
		r.reset(line)
		before := r.problems.count
		v.line(line, tooLong)
		if r.problems.count > before {
			v.invalid++
		}
	}
	if r.number == 0 {
		const empty = "the data set is empty: it must hold one JSON object per line"
		r.problems.add([]byte(empty), func() Problem { return Problem{Rule: empty} })
	}
	return nil
}

// line checks one line, which the record was reset to.
func (v *validation) line(line []byte, tooLong bool) {
	r := v.record
	line = trimRight(line)
	if r.number <= 2 && v.container == nil {
		line = v.beginning(line)
	}
	if v.container != nil { // its lines are no records, and each of them would be a problem
		if len(line) > 0 {
			v.records++
		}
		return
	}
	switch {
	case tooLong:
		v.records++
		r.lineProblem(fmt.Sprintf("the line is longer than %d MB", MaxLineBytes>>20))
		return
	case len(line) == 0:
		r.shape.blank = true
		r.lineProblem("the line is blank: every line must hold one JSON object")
		return
	}
	v.records++
	v.duplicates.add(line)
	v.look(line)
	if v.check == nil {
		r.lineProblem("the record looks like none of the formats: name the one that it should have")
		return
	}
	v.check(r)
	r.end()
	v.characters += r.characters
	if r.characters > v.longest {
		v.longest, v.longestAt = r.characters, r.number
	}
}

// beginning looks at the first two lines for what is no data set of one record to a line. It goes on behind a byte order
// mark, so that it does not hide other problems of the first record.
func (v *validation) beginning(line []byte) []byte {
	r := v.record
	if r.number == 2 {
		if r.shape.split && continues(line) { // the first line
			v.replace(prettyPrinted())
		}
		return line
	}
	if rest, ok := bytes.CutPrefix(line, []byte("\xef\xbb\xbf")); ok {
		r.shape.byteOrderMark = true
		r.lineProblem("the data set begins with a byte order mark: save it as UTF-8 without one")
		line = rest
		r.read(line)
	}
	if found := containerOf(line); found != nil {
		v.replace(found)
	}
	return line
}

// replace tells of a container in the place of all that was found so far.
func (v *validation) replace(found *container) {
	r := v.record
	v.container = found
	r.problems, r.warnings = newFindings(r.problems.keep), newFindings(r.warnings.keep)
	r.problems.add([]byte(found.rule), func() Problem { return Problem{Line: 1, Column: 1, Rule: found.rule} })
	v.invalid = min(r.number-1, 1) // the line itself is counted where the problem is new
}

// look keeps what the first record looks like, and takes its format where none was named.
func (v *validation) look(line []byte) {
	if v.likeness.known {
		return
	}
	v.likeness = likenessOf(line)
	if v.check == nil && v.opts.Format == "" && v.likeness.format != "" {
		v.opts.Format = v.likeness.format
		known, _ := factsOf(v.opts.Format)
		v.check = known.check
	}
}

func (v *validation) report() Report {
	r := v.record
	report := Report{
		Format:              v.opts.Format,
		Model:               v.opts.Model,
		Records:             v.records,
		Characters:          v.characters,
		TokenEstimate:       tokens(v.characters),
		LongestRecordTokens: tokens(v.longest),
		LongestRecordLine:   v.longestAt,
		Images:              r.media.images,
		Videos:              r.media.videos,
		Documents:           r.media.documents,
		MediaBuckets:        r.media.buckets,
		DuplicateRecords:    v.duplicates.count,
		DuplicatesCapped:    v.duplicates.capped,
		InvalidRecords:      v.invalid,
		Problems:            r.problems.list,
		ProblemCount:        r.problems.count,
		Warnings:            r.warnings.list,
		WarningCount:        r.warnings.count,
	}
	report.NotJSONLines = v.container != nil
	report.Mends = v.mends()
	if !report.Valid() {
		report.Likeness = v.likeness.format
	}
	return report
}

func tokens(characters int64) int64 {
	return (characters + CharactersPerToken - 1) / CharactersPerToken
}

// trimRight cuts the white space at the end of a line.
func trimRight(line []byte) []byte {
	for len(line) > 0 {
		switch line[len(line)-1] {
		case ' ', '\t', '\r':
			line = line[:len(line)-1]
		default:
			return line
		}
	}
	return line
}

type byteCounter struct{ n int64 }

func (c *byteCounter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}
