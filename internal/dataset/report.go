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
	// Records counts the lines that are not blank, whether they are right or wrong.
	Records int64
	// Bytes and SHA256 (lower-case hexadecimal) are of the exact bytes that were read.
	Bytes  int64
	SHA256 string
	// Characters counts the Unicode characters of all text the model is trained on: prompts, completions, messages,
	// system prompts. Member names, media and JSON syntax are not in it.
	Characters int64
	// TokenEstimate is Characters divided by CharactersPerToken, rounded up. Images and videos are not in it.
	TokenEstimate int64
	// LongestRecordTokens is the same estimate for the longest record.
	LongestRecordTokens int64
	// Images and Videos count the media items of all records.
	Images, Videos int64
	// MediaBuckets names the S3 buckets of the media, in order of appearance, at most 16 of them.
	MediaBuckets []string
	// DuplicateRecords counts the records that repeat an earlier one byte for byte. Only the first million different
	// records are remembered; DuplicatesCapped says that there were more, so that the count is a lower bound.
	DuplicateRecords int64
	DuplicatesCapped bool
	// Problems are the first of the ProblemCount reasons for which Bedrock would refuse the data set.
	Problems     []Problem
	ProblemCount int64
	// Warnings are the first of the WarningCount oddities that only some models refuse.
	Warnings     []Problem
	WarningCount int64
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
}

// String is the problem on one line: "line 3, column 17, messages[1].role: must be ...".
func (p Problem) String() string {
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

// findings collects the first few of a kind of problem and counts all of them.
type findings struct {
	list  []Problem
	count int64
	keep  int
}

// add counts a problem and keeps it while there is room. The problem is made only when it is kept.
func (f *findings) add(problem func() Problem) {
	f.count++
	if len(f.list) < f.keep {
		f.list = append(f.list, problem())
	}
}
