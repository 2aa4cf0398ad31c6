// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"fmt"
	"strings"
)

// CharactersPerToken is AWS's rule of thumb for the size of a data set.
const CharactersPerToken = 6

// Report is what Validate found in a data set. It holds no text of any record.
type Report struct {
	// Format is the format the records were held against.
	Format Format
	// Model is the base model they were judged for, as it was given.
	Model string
	// Records counts the lines that are not blank, whether they are right or wrong.
	Records int64
	// Bytes, SHA256 (lower-case hexadecimal) and CRC32 (IEEE) are of the exact bytes that were read.
	Bytes  int64
	SHA256 string
	CRC32  uint32
	// Characters counts the Unicode characters of all text the model is trained on: prompts, completions, messages,
	// system prompts. Member names, media and JSON syntax are not in it.
	Characters int64
	// TokenEstimate is Characters divided by CharactersPerToken, rounded up. Images and videos are not in it.
	TokenEstimate int64
	// LongestRecordTokens is the same estimate for the longest record, which is in the line LongestRecordLine.
	LongestRecordTokens int64
	LongestRecordLine   int64
	// Images, Videos and Documents count the media items of all records.
	Images, Videos, Documents int64
	// MediaBuckets names the S3 buckets of the media, in order of appearance, at most 16 of them.
	MediaBuckets []string
	// DuplicateRecords counts the records that repeat an earlier one byte for byte. Only the first million different
	// records are remembered; DuplicatesCapped says that there were more, so that the count is a lower bound.
	DuplicateRecords int64
	DuplicatesCapped bool
	// InvalidRecords counts the records, or lines, with at least one problem.
	InvalidRecords int64
	// Problems are the reasons for which Bedrock would refuse the data set, each rule once, with the first place where it is
	// broken. ProblemCount counts all places.
	Problems     []Problem
	ProblemCount int64
	// Warnings are likewise the oddities that only some models refuse.
	Warnings     []Problem
	WarningCount int64
	// NotJSONLines says that the data set is something else than lines with a record each, such as an array or an archive.
	NotJSONLines bool
	// Mends say what an invalid data set looks like, and how it becomes what it should be.
	Mends []Mend
	// Likeness is the format that the first record of an invalid data set looks like; empty when it looks like none.
	Likeness Format
}

// Valid reports whether nothing was found that Bedrock would refuse. Warnings do not count.
func (r *Report) Valid() bool { return r.ProblemCount == 0 }

// Problem is one thing that is wrong with one record.
type Problem struct {
	// Line is the number of the line, from 1. Zero means the data set as a whole.
	Line int64
	// Column is the number of the character within the line, from 1, counted in Unicode characters as editors do.
	// Zero means the line as a whole.
	Column int
	// Field is the path of the member, such as messages[1].content[0].text. It is empty for the record as a whole.
	// Members that the format does not know are never in it.
	Field string
	// Rule says what AWS expects.
	Rule string
	// Count is how often the rule is broken in this member of any record.
	Count int64
}

// String is the problem on one line: "line 3, column 17, messages[1].role: must be ... (4 times)".
func (p Problem) String() string {
	text := p.once()
	if p.Count > 1 {
		text += fmt.Sprintf(" (%d times)", p.Count)
	}
	return text
}

func (p Problem) once() string {
	var where []string
	if p.Line > 0 {
		where = append(where, fmt.Sprintf("line %d", p.Line))
	}
	if p.Column > 0 {
		where = append(where, fmt.Sprintf("column %d", p.Column))
	}
	if p.Field != "" {
		where = append(where, p.Field)
	}
	if len(where) == 0 {
		return p.Rule
	}
	return strings.Join(where, ", ") + ": " + p.Rule
}

// findings collects one of each kind of problem, up to a number of kinds, and counts all of them.
type findings struct {
	list  []Problem
	at    map[string]int // index in list by key
	count int64
	keep  int
}

func newFindings(keep int) findings { return findings{keep: keep, at: map[string]int{}} }

// add counts a problem, and keeps it when it is the first under its key and there is room. It is made only then.
func (f *findings) add(key []byte, problem func() Problem) {
	f.count++
	if i, ok := f.at[string(key)]; ok {
		f.list[i].Count++
		return
	}
	if len(f.list) < f.keep {
		f.at[string(key)] = len(f.list)
		p := problem()
		p.Count = 1
		f.list = append(f.list, p)
	}
}

// more counts the problems of kinds that there was no room for.
func more(count int64, listed []Problem) int64 {
	for _, p := range listed {
		count -= p.Count
	}
	return count
}

// MoreProblems counts the problems that Problems does not tell of.
func (r *Report) MoreProblems() int64 { return more(r.ProblemCount, r.Problems) }

// MoreWarnings counts the warnings that Warnings does not tell of.
func (r *Report) MoreWarnings() int64 { return more(r.WarningCount, r.Warnings) }
