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
const DefaultMaxProblems = 5

// Options say how a data set is checked.
type Options struct {
	// Format is the shape every record must have. Required.
	Format Format
	// MaxProblems bounds the problems, and likewise the warnings, that the report lists. All are counted.
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
	check := checkFor(opts.Format)
	if check == nil {
		return Report{}, fmt.Errorf("unknown data set format %q", opts.Format)
	}
	if opts.MaxProblems <= 0 {
		opts.MaxProblems = DefaultMaxProblems
	}
	sum := newChecksum()
	size := &byteCounter{}
	v := newValidation(check, opts.MaxProblems)
	err := v.lines(io.TeeReader(contextReader{ctx, r}, io.MultiWriter(sum, size)))
	digest := sum.end()
	if err != nil {
		return Report{}, err
	}
	report := v.report()
	report.Format = opts.Format
	report.Bytes = size.n
	report.SHA256 = digest
	return report, nil
}

// validation is the state of one run over a data set.
type validation struct {
	check      check
	record     *record
	duplicates *duplicates
	records    int64
	characters int64
	longest    int64 // characters of the longest record
}

func newValidation(check check, keep int) *validation {
	return &validation{check: check, record: newRecord(keep), duplicates: newDuplicates(maxRemembered)}
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
		v.line(line, tooLong)
	}
	if r.number == 0 {
		r.problems.add(func() Problem { return Problem{Rule: "the data set is empty: it must hold one JSON object per line"} })
	}
	return nil
}

// line checks one line, which the record was reset to.
func (v *validation) line(line []byte, tooLong bool) {
	r := v.record
	if r.number == 1 {
		line = v.beginning(line)
	}
	line = trimRight(line)
	switch {
	case tooLong:
		v.records++
		r.lineProblem(fmt.Sprintf("the line is longer than %d MB", MaxLineBytes>>20))
		return
	case len(line) == 0:
		r.lineProblem("the line is blank: every line must hold one JSON object")
		return
	}
	v.records++
	v.duplicates.add(line)
	v.check(r)
	r.end()
	v.characters += r.characters
	v.longest = max(v.longest, r.characters)
}

// beginning reports by its first bytes what is no text in UTF-8. It goes on behind a byte order mark, so that it does not
// hide other problems of the first record.
func (v *validation) beginning(line []byte) []byte {
	switch {
	case bytes.HasPrefix(line, []byte("\xef\xbb\xbf")):
		v.record.lineProblem("the data set begins with a byte order mark: save it as UTF-8 without one")
		line = line[3:]
		v.record.read(line)
	case bytes.HasPrefix(line, []byte("\xff\xfe")), bytes.HasPrefix(line, []byte("\xfe\xff")):
		v.record.lineProblem("the data set is UTF-16: save it as UTF-8 without a byte order mark")
	case bytes.HasPrefix(line, []byte("\x1f\x8b")):
		v.record.lineProblem("the data set is compressed with gzip: decompress it, Bedrock reads plain JSON Lines")
	case bytes.HasPrefix(line, []byte("PK\x03\x04")):
		v.record.lineProblem("the data set is a ZIP archive or an office document: Bedrock reads plain JSON Lines")
	}
	return line
}

func (v *validation) report() Report {
	r := v.record
	return Report{
		Records:             v.records,
		Characters:          v.characters,
		TokenEstimate:       tokens(v.characters),
		LongestRecordTokens: tokens(v.longest),
		Images:              r.media.images,
		Videos:              r.media.videos,
		MediaBuckets:        r.media.buckets,
		DuplicateRecords:    v.duplicates.count,
		DuplicatesCapped:    v.duplicates.capped,
		Problems:            r.problems.list,
		ProblemCount:        r.problems.count,
		Warnings:            r.warnings.list,
		WarningCount:        r.warnings.count,
	}
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
