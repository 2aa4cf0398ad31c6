// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"
	"errors"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

const (
	// rolePropagation is how long IAM may take to make a new role usable everywhere.
	rolePropagation = 2 * time.Minute
	// inUse is how long a write is repeated while what uses the object is going away.
	inUse = 5 * time.Minute
	// held is how long that is where it is known what uses the object: something else in the same run may be about to delete it.
	held = time.Minute
	// recoveryTime bounds the look for an object whose create was not answered, also after an interrupt.
	recoveryTime = 5 * time.Second
)

// ErrNoARN is the error of a create that AWS answered without saying what it made.
var ErrNoARN = errors.New("AWS answered without the ARN")

// ErrGone is what the functions of DeleteUntilGone return of an object that is gone, where AWS says so in another way than others do.
var ErrGone = errors.New("the object is gone")

// Undetachable is the option of every request that writes: Terraform's cancellation does not reach it half way.
func Undetachable(o *bedrock.Options) { o.APIOptions = append(o.APIOptions, awsclient.DetachAttempts) }

// CreateOnce sends the one request that creates. It is repeated, with the token it holds, while IAM does not know a new role
// yet. When it fails without a clear no, AWS may have made the object and its answer may be lost. find then looks for it,
// also after an interrupt; it returns an empty ARN when there is none, and then the first error stands.
func CreateOnce(
	ctx context.Context, clock wait.Clock, send func(context.Context) (arn string, err error), find func(context.Context) (arn string),
) (arn string, err error) {
	err = wait.Retry(ctx, clock, rolePropagation, apierr.IsRolePropagation, func(ctx context.Context) error {
		if arn, err = send(ctx); err == nil && arn == "" {
			return ErrNoARN
		}
		return err
	})
	unclear := errors.Is(err, ErrNoARN) || apierr.Is(err, apierr.Interrupted, apierr.Unavailable, apierr.NameInUse, apierr.Conflict)
	if !unclear || find == nil {
		return arn, err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recoveryTime)
	defer cancel()
	if found := find(ctx); found != "" {
		return found, nil
	}
	return "", err
}

// UpdateSettled repeats a request that changes an object while something else is changing it.
func UpdateSettled(ctx context.Context, clock wait.Clock, send func(context.Context) error) error {
	return wait.Retry(ctx, clock, inUse, func(err error) bool { return apierr.Is(err, apierr.Conflict) }, send)
}

// DeleteUntilGone deletes an object, waiting while what uses it goes away, and then until AWS does not know it any more. An
// object that is gone already is deleted. find is nil where a delete is over when it is answered.
func DeleteUntilGone(
	ctx context.Context, data *ProviderData, timeout time.Duration, send, find func(context.Context) error,
) error {
	err := wait.Retry(ctx, data.Clock, inUse, goingAway(data.Clock), send)
	if isGone(err) || err == nil && find == nil {
		return nil
	}
	if err != nil {
		return err
	}
	type presence string
	const there, gone presence = "there", "gone"
	_, err = wait.For(ctx, wait.Spec[struct{}, presence]{
		Poll: func(ctx context.Context) (struct{}, presence, error) {
			err := find(ctx)
			if isGone(err) {
				return struct{}{}, gone, nil
			}
			return struct{}{}, there, err
		},
		Target: []presence{gone}, Transient: apierr.IsTransient,
		Timeout: timeout, MaxInterval: data.PollInterval, Clock: data.Clock,
	})
	return err
}

// goingAway tells the errors of a delete that may pass: what uses the object is going away, for all that AWS says.
func goingAway(clock wait.Clock) func(error) bool {
	var since time.Time
	return func(err error) bool {
		var known *apierr.HeldError
		if !errors.As(err, &known) {
			return apierr.Is(err, apierr.Conflict)
		}
		if since.IsZero() {
			since = clock.Now()
		}
		return clock.Now().Sub(since) < held
	}
}

func isGone(err error) bool { return apierr.IsNotFound(err) || errors.Is(err, ErrGone) }
