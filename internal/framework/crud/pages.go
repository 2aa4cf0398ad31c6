// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"errors"
	"iter"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// maxPages bounds a list: AWS has quotas far below what so many pages hold.
const maxPages = 1000

// ErrEndlessList is the error of a list that AWS answers without an end.
var ErrEndlessList = errors.New("AWS goes on answering the same list without an end")

// Pages goes through the pages of a list. ask gets one page by its token, nil for the first, and says the token of the next. A token
// that comes back means that pages would be told twice, so it is an error.
func Pages[O any](ask func(token *string) (page *O, next *string, err error)) iter.Seq2[*O, error] {
	return func(yield func(*O, error) bool) {
		var token *string
		seen := map[string]bool{}
		for range maxPages {
			page, next, err := ask(token)
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(page, nil) || aws.ToString(next) == "" {
				return
			}
			if seen[*next] {
				break
			}
			seen[*next], token = true, next
		}
		yield(nil, ErrEndlessList)
	}
}

// Collect is all that the pages of a list hold; empty, and not nil, where they hold nothing.
func Collect[O, T any](pages iter.Seq2[*O, error], items func(*O) []T) ([]T, error) {
	all := []T{}
	for page, err := range pages {
		if err != nil {
			return nil, err
		}
		all = append(all, items(page)...)
	}
	return all, nil
}
