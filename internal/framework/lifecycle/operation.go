// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"errors"
	"iter"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// operation is a method of Bedrock's client, as the SDK writes them all.
type operation[I, O any] = func(*bedrock.Client, context.Context, *I, ...func(*bedrock.Options)) (*O, error)

// Creation is the one request that creates.
type Creation[M any] struct {
	// Input is the request, a pure mapping of the model; it survives a model in which nothing is set.
	Input func(m *M, token string) any
	send  func(ctx context.Context, client *bedrock.Client, input any) (arn string, err error)
}

// Creates is the creation by an operation; arn finds in its answer what was made.
func Creates[M, I, O any](create operation[I, O], input func(*M, string) *I, arn func(*O) *string) Creation[M] {
	return Creation[M]{
		Input: func(m *M, token string) any { return input(m, token) },
		send: func(ctx context.Context, client *bedrock.Client, in any) (string, error) {
			typed, ok := in.(*I)
			if !ok {
				return "", errors.New("the input is of another operation")
			}
			out, err := create(client, ctx, typed, crud.Undetachable)
			if err != nil {
				return "", err
			}
			return aws.ToString(arn(out)), nil
		},
	}
}

// Reading reads an object into the model, by ARN or what else AWS takes for it. imported says that the arguments are wanted
// too. It returns the token that the object was created with, where AWS tells it.
type Reading[M any] func(ctx context.Context, client *bedrock.Client, id string, m *M, imported bool) (token string, err error)

// Reads is the reading by an operation. flatten takes over all that AWS answers; it survives an empty answer.
func Reads[M, I, O any](get operation[I, O], input func(id string) *I, flatten func(*M, *O)) Reading[M] {
	return func(ctx context.Context, client *bedrock.Client, id string, m *M, _ bool) (string, error) {
		out, err := get(client, ctx, input(id))
		if err == nil {
			flatten(m, out)
		}
		return "", err
	}
}

// ReadsRecord is Reads for a record whose arguments stay as they were configured: arguments fills them after an import only.
func ReadsRecord[M, I, O any](
	get operation[I, O], input func(id string) *I, outputs, arguments func(*M, *O), token func(*O) *string,
) Reading[M] {
	return func(ctx context.Context, client *bedrock.Client, id string, m *M, imported bool) (string, error) {
		out, err := get(client, ctx, input(id))
		if err != nil {
			return "", err
		}
		outputs(m, out)
		if imported {
			arguments(m, out)
		}
		return aws.ToString(token(out)), nil
	}
}

// Updating changes an object in place. It reports whether there was anything to send.
type Updating[M any] func(ctx context.Context, client *bedrock.Client, now, was *M) (sent bool, err error)

// Updates is the change by an operation; input is nil when nothing that it takes has changed.
func Updates[M, I, O any](update operation[I, O], input func(now, was *M) *I) Updating[M] {
	return func(ctx context.Context, client *bedrock.Client, now, was *M) (bool, error) {
		in := input(now, was)
		if in == nil {
			return false, nil
		}
		_, err := update(client, ctx, in, crud.Undetachable)
		return true, err
	}
}

// Deletion deletes, or stops, what an identifier names.
type Deletion func(ctx context.Context, client *bedrock.Client, id string) error

// Deletes is the deletion by an operation.
func Deletes[I, O any](remove operation[I, O], input func(id string) *I) Deletion {
	return func(ctx context.Context, client *bedrock.Client, id string) error {
		_, err := remove(client, ctx, input(id), crud.Undetachable)
		return err
	}
}

// Listed is an object in a list.
type Listed struct{ ARN, Name string }

// Listing goes through every object of the client's account and region. name, where not empty, is a part of the names that
// are wanted, as far as AWS can filter by it.
type Listing func(ctx context.Context, client *bedrock.Client, name string) iter.Seq2[Listed, error]

// maxPages bounds a list: AWS has quotas far below what so many pages hold.
const maxPages = 1000

// Lists is the listing by an operation with pages. items is what a page holds, and the token of the next page.
func Lists[I, O any](
	list operation[I, O], input func(name string, next *string) *I, items func(*O) (page []Listed, next *string),
) Listing {
	return func(ctx context.Context, client *bedrock.Client, name string) iter.Seq2[Listed, error] {
		return func(yield func(Listed, error) bool) {
			var next *string
			for range maxPages {
				out, err := list(client, ctx, input(name, next))
				if err != nil {
					yield(Listed{}, err)
					return
				}
				page, following := items(out)
				for _, item := range page {
					if !yield(item, nil) {
						return
					}
				}
				if aws.ToString(following) == "" {
					return
				}
				if aws.ToString(following) == aws.ToString(next) {
					break
				}
				next = following
			}
			yield(Listed{}, errors.New("AWS goes on answering the same list without an end"))
		}
	}
}
