// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"errors"
	"iter"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// operation is a method of Bedrock's client, as the SDK writes them all.
type operation[I, O any] = func(*bedrock.Client, context.Context, *I, ...func(*bedrock.Options)) (*O, error)

var errOtherOperation = errors.New("the input is of another operation")

// Creation is the one request that creates.
type Creation[M any] struct {
	// Input is the request, a pure mapping of the model; it survives a model in which nothing is set.
	Input func(m *M, token string) any
	send  func(ctx context.Context, client *bedrock.Client, input any) (arn string, err error)
	// passing reports that a refusal may pass by itself, for up to patience; nil where none does.
	passing  func(ctx context.Context, data *crud.ProviderData, m *M, err error) bool
	patience time.Duration
}

// Awaiting is a creation that is asked for again while a refusal may pass by itself: what it needs may be on its way.
func (c Creation[M]) Awaiting(
	patience time.Duration, passing func(ctx context.Context, data *crud.ProviderData, m *M, err error) bool,
) Creation[M] {
	c.patience, c.passing = patience, passing
	return c
}

// Creates is the creation by an operation; arn finds in its answer what was made.
func Creates[M, I, O any](create operation[I, O], input func(*M, string) *I, arn func(*O) *string) Creation[M] {
	return Creation[M]{
		Input: func(m *M, token string) any { return input(m, token) },
		send: func(ctx context.Context, client *bedrock.Client, in any) (string, error) {
			typed, ok := in.(*I)
			if !ok {
				return "", errOtherOperation
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
type Reading[M any] struct {
	// get asks AWS.
	get func(ctx context.Context, client *bedrock.Client, id string) (answer any, err error)
	// take takes over what AWS answers; it survives an empty answer.
	take func(m *M, answer any, imported bool) (token string)
	// find asks for the arguments that the answer lacks; nil where it has all that AWS knows.
	find func(ctx context.Context, client *bedrock.Client, m *M, answer any)
	// tokenless says that AWS does not tell the token of a job.
	tokenless bool
	// empty is an answer without anything, for tests.
	empty func() any
}

func (r Reading[M]) read(ctx context.Context, client *bedrock.Client, id string, m *M, imported bool) (token string, err error) {
	answer, err := r.get(ctx, client, id)
	if err != nil {
		return "", err
	}
	token = r.take(m, answer, imported)
	if imported && r.find != nil {
		r.find(ctx, client, m, answer)
	}
	return token, nil
}

// Reads is the reading by an operation. flatten takes over all that AWS answers; it survives an empty answer.
func Reads[M, I, O any](get operation[I, O], input func(id string) *I, flatten func(*M, *O)) Reading[M] {
	return reads(get, input, func(m *M, out *O, _ bool) string {
		flatten(m, out)
		return ""
	})
}

// ReadsRecord is Reads for a record whose arguments stay as they were configured: arguments fills them after an import only. token is
// nil where AWS does not tell with which one the record was made.
func ReadsRecord[M, I, O any](
	get operation[I, O], input func(id string) *I, outputs, arguments func(*M, *O), token func(*O) *string,
) Reading[M] {
	reading := reads(get, input, func(m *M, out *O, imported bool) string {
		outputs(m, out)
		if imported {
			arguments(m, out)
		}
		if token == nil {
			return ""
		}
		return aws.ToString(token(out))
	})
	reading.tokenless = token == nil
	return reading
}

// ReadsAndFinds is Reads for an object whose answer lacks arguments that AWS tells elsewhere: find asks for them after an import.
func ReadsAndFinds[M, I, O any](
	get operation[I, O], input func(id string) *I, flatten func(*M, *O),
	find func(ctx context.Context, client *bedrock.Client, m *M, out *O),
) Reading[M] {
	reading := Reads(get, input, flatten)
	reading.find = func(ctx context.Context, client *bedrock.Client, m *M, answer any) {
		if out, ok := answer.(*O); ok {
			find(ctx, client, m, out)
		}
	}
	return reading
}

func reads[M, I, O any](get operation[I, O], input func(id string) *I, take func(*M, *O, bool) string) Reading[M] {
	return Reading[M]{
		get: func(ctx context.Context, client *bedrock.Client, id string) (any, error) {
			return get(client, ctx, input(id))
		},
		take: func(m *M, answer any, imported bool) string {
			out, ok := answer.(*O)
			if !ok {
				return ""
			}
			return take(m, out, imported)
		},
		empty: func() any { return new(O) },
	}
}

// Updating changes an object in place.
type Updating[M any] struct {
	// input is the request; nil when nothing that it takes has changed.
	input func(now, was *M) any
	send  func(ctx context.Context, client *bedrock.Client, input any) error
}

// change sends the request. It reports whether there was anything to send.
func (u *Updating[M]) change(ctx context.Context, client *bedrock.Client, now, was *M) (sent bool, err error) {
	input := u.input(now, was)
	if input == nil {
		return false, nil
	}
	return true, u.send(ctx, client, input)
}

// Updates is the change by an operation; input is nil when nothing that it takes has changed.
func Updates[M, I, O any](update operation[I, O], input func(now, was *M) *I) *Updating[M] {
	return &Updating[M]{
		input: func(now, was *M) any {
			if in := input(now, was); in != nil {
				return in
			}
			return nil
		},
		send: func(ctx context.Context, client *bedrock.Client, in any) error {
			typed, ok := in.(*I)
			if !ok {
				return errOtherOperation
			}
			_, err := update(client, ctx, typed, crud.Undetachable)
			return err
		},
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

// Lists is the listing by an operation with pages. items is what a page holds, and the token of the next page.
func Lists[I, O any](
	list operation[I, O], input func(name string, next *string) *I, items func(*O) (page []Listed, next *string),
) Listing {
	return func(ctx context.Context, client *bedrock.Client, name string) iter.Seq2[Listed, error] {
		return awsclient.Pages(func(token *string) ([]Listed, *string, error) {
			out, err := list(client, ctx, input(name, token))
			if err != nil {
				return nil, nil, err
			}
			page, next := items(out)
			return page, next, nil
		})
	}
}
