// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"fmt"

	"github.com/go-json-experiment/json/jsontext"
)

// EncodeJSONLines writes JSON values as JSON Lines: each on one line without white space between its tokens, with its
// members in the order given, its strings and numbers as they are spelled, and a line feed behind it. The same records
// always give the same bytes. A record that is not strict JSON is an error that names the record, from 1, the column
// and the rule, but holds no text of it.
func EncodeJSONLines(records [][]byte) ([]byte, error) {
	size := 0
	for _, record := range records {
		size += len(record) + 1
	}
	out := make([]byte, 0, size)
	for i, record := range records {
		var err error
		out, err = jsontext.AppendFormat(out, record, jsontext.PreserveRawStrings(true))
		if err != nil {
			offset, rule := brokenRule(record, err)
			return nil, fmt.Errorf("record %d, column %d: %s", i+1, columnOf(record, offset), rule)
		}
		out = append(out, '\n')
	}
	return out, nil
}
