// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"errors"
	"iter"

	"github.com/aws/aws-sdk-go-v2/aws"
)

// maxPages bounds a list: AWS has quotas far below what so many pages hold.
const maxPages = 1000

// ErrEndlessList is the error of a list that AWS answers without an end.
var ErrEndlessList = errors.New("AWS goes on answering the same list without an end")

// Pages goes through what the pages of a list hold. ask gets one page by its token, nil for the first, and says the token of the next.
// A token that comes back means that pages would be told twice, so it is an error.
func Pages[T any](ask func(token *string) (page []T, next *string, err error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		var token *string
		seen := map[string]bool{}
		for range maxPages {
			page, next, err := ask(token)
			if err != nil {
				yield(none, err)
				return
			}
			for _, one := range page {
				if !yield(one, nil) {
					return
				}
			}
			if aws.ToString(next) == "" {
				return
			}
			if seen[*next] {
				break
			}
			seen[*next], token = true, next
		}
		yield(none, ErrEndlessList)
	}
}

// Collect is all that the pages of a list hold; empty, and not nil, where they hold nothing.
func Collect[T any](ask func(token *string) (page []T, next *string, err error)) ([]T, error) {
	all := []T{}
	for one, err := range Pages(ask) {
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}
