// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

func TestPages_neitherLosesNorRepeats(t *testing.T) {
	t.Parallel()
	refused := errors.New("no")
	for name, test := range map[string]struct {
		next func(asked int) (token *string, err error)
		want []int
		err  error
	}{
		"one page":            {next: func(int) (*string, error) { return nil, nil }, want: []int{1}},
		"an empty token ends": {next: func(int) (*string, error) { return aws.String(""), nil }, want: []int{1}},
		"three pages":         {next: until(3), want: []int{1, 2, 3}},
		"the same token":      {next: func(int) (*string, error) { return aws.String("a"), nil }, err: awsclient.ErrEndlessList},
		"tokens in a circle": {
			next: func(n int) (*string, error) { return aws.String(strconv.Itoa(n % 3)), nil }, err: awsclient.ErrEndlessList,
		},
		"new tokens for ever":   {next: func(n int) (*string, error) { return aws.String(strconv.Itoa(n)), nil }, err: awsclient.ErrEndlessList},
		"an error on the way":   {next: failsAt(2, refused), err: refused},
		"an error at the start": {next: failsAt(1, refused), err: refused},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			asked := 0
			got, err := awsclient.Collect(func(*string) ([]int, *string, error) {
				asked++
				token, err := test.next(asked)
				return []int{asked}, token, err
			})
			if !errors.Is(err, test.err) || !slices.Equal(got, test.want) {
				t.Errorf("got %v, %v", got, err)
			}
		})
	}
}

func until(last int) func(int) (*string, error) {
	return func(n int) (*string, error) {
		if n == last {
			return nil, nil
		}
		return aws.String(strconv.Itoa(n)), nil
	}
}

func failsAt(page int, err error) func(int) (*string, error) {
	return func(n int) (*string, error) {
		if n == page {
			return nil, err
		}
		return aws.String(strconv.Itoa(n)), nil
	}
}
