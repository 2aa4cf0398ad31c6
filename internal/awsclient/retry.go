// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"reflect"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/aws/ratelimit"
	"github.com/aws/aws-sdk-go-v2/aws/retry"
	"github.com/aws/smithy-go"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

const (
	defaultMaxAttempts = 25
	// networkAttempts is how often a host that does not exist or refuses connections is tried: with the SDK's pauses, which begin at
	// 50 ms and double, about as long as limits.network.
	networkAttempts = 11
	// unreadableAttempts is how often a request is sent whose answer cannot be understood.
	unreadableAttempts = 3
)

// retryPolicy says how often and how long a call is attempted.
//
// Every call may be retried, those that create or cost money too: one call carries one idempotency token, set by its caller,
// in all its attempts, so that AWS carries it out once.
type retryPolicy struct {
	maxAttempts int
	adaptive    bool
	capacity    int
	limits      limits
}

func newRetryPolicy(c *Config, resolved aws.Config, l limits) retryPolicy {
	p := retryPolicy{maxAttempts: defaultMaxAttempts, capacity: c.TokenBucketRateLimiterCapacity, limits: l}
	if resolved.RetryMaxAttempts > 0 { // max_retries, AWS_MAX_ATTEMPTS or max_attempts of the profile
		p.maxAttempts = resolved.RetryMaxAttempts
	}
	p.adaptive = resolved.RetryMode == aws.RetryModeAdaptive
	return p
}

// retryer adds to the SDK's retries what a provider needs: an end in time, an early end for hosts that cannot be reached,
// another try when an answer was cut off and asking again does no harm, and one renewal of expired credentials.
type retryer struct {
	aws.RetryerV2
	limits      limits
	credentials *credentials
	outages     outages
}

// newRetryer returns a retryer of one client's own: shared, clients would spend each other's quota.
func newRetryer(p retryPolicy, c *credentials) aws.Retryer {
	standard := func(o *retry.StandardOptions) {
		o.MaxAttempts, o.MaxBackoff = p.maxAttempts, p.limits.maxBackoff
		o.RateLimiter = ratelimit.None
		if p.capacity > 0 {
			o.RateLimiter = ratelimit.NewTokenRateLimit(uint(p.capacity))
		}
	}
	r := &retryer{limits: p.limits, credentials: c}
	if p.adaptive {
		r.RetryerV2 = retry.NewAdaptiveMode(func(o *retry.AdaptiveModeOptions) {
			o.StandardOptions = append(o.StandardOptions, standard)
		})
	} else {
		r.RetryerV2 = retry.NewStandard(standard)
	}
	return r
}

// IsErrorRetryable lets through what GetRetryToken, which knows the call, decides.
func (r *retryer) IsErrorRetryable(err error) bool {
	return !isHopeless(err) && (r.RetryerV2.IsErrorRetryable(err) || expired(err) || unreadable(err) || throttled(err))
}

// GetRetryToken refuses another attempt with an error that says why; the SDK joins it to the error of the last attempt.
func (r *retryer) GetRetryToken(ctx context.Context, opErr error) (func(error) error, error) {
	if c := callOf(ctx); c != nil {
		if err := c.permit(ctx, r, opErr); err != nil {
			return nil, err
		}
	}
	return r.RetryerV2.GetRetryToken(ctx, opErr)
}

// call is what is known of one call across its attempts. One goroutine uses it.
type call struct {
	operation string
	start     time.Time
	// repeatable says that sending the request twice does no more than sending it once.
	repeatable bool
	// signer is what the last attempt was signed with.
	signer  aws.Credentials
	renewed bool
	// unreachable counts attempts that found no host, since unreachableSince.
	unreachable      int
	unreachableSince time.Time
	unreadable       int
	// brief says that the call is one of Briefly, of which failed counts the attempts that AWS failed.
	brief  bool
	failed int
}

// permit returns nil if the call may be attempted again after opErr.
func (c *call) permit(ctx context.Context, r *retryer, opErr error) error {
	elapsed := time.Since(c.start)
	switch {
	case elapsed >= r.limits.elapsed:
		return fmt.Errorf("not tried again after %s", elapsed.Round(time.Second))
	case expired(opErr):
		return c.permitExpired(ctx, r.credentials)
	case unreachable(opErr):
		return c.permitUnreachable(r.limits.network)
	case unreadable(opErr) && !r.RetryerV2.IsErrorRetryable(opErr):
		c.unreadable++
		if !c.repeatable {
			return errors.New("not tried again: AWS may have carried out the request, though its answer cannot be read")
		}
		if c.unreadable >= unreadableAttempts {
			return fmt.Errorf("not tried again: %d answers could not be read", c.unreadable)
		}
	case c.brief:
		return c.permitBrief(r, opErr)
	}
	return nil
}

func (c *call) permitUnreachable(limit time.Duration) error {
	if c.unreachable == 0 {
		c.unreachableSince = time.Now()
	}
	c.unreachable++
	if elapsed := time.Since(c.unreachableSince); c.unreachable >= networkAttempts || elapsed >= limit {
		return fmt.Errorf("not tried again: the host could not be reached in %d attempts over %s", c.unreachable, elapsed.Round(time.Second))
	}
	return nil
}

func (c *call) permitExpired(ctx context.Context, source *credentials) error {
	if c.renewed {
		return errors.New("not tried again: the credentials were renewed once already")
	}
	c.renewed = true
	changed, err := source.renew(ctx, c.signer)
	if err != nil {
		return err
	}
	if !changed {
		return errors.New("not tried again: the source of the credentials has no newer ones")
	}
	return nil
}

// isRepeatable reports whether an operation changes nothing, by AWS's naming, or whether its input has an idempotency token,
// by which AWS recognizes the second request as the first.
func isRepeatable(operation string, input any) bool {
	for _, prefix := range []string{"Get", "List", "Head"} {
		if strings.HasPrefix(operation, prefix) {
			return true
		}
	}
	members := reflect.Indirect(reflect.ValueOf(input))
	if members.Kind() != reflect.Struct {
		return false
	}
	for _, name := range []string{"ClientRequestToken", "ClientToken"} {
		if token := members.FieldByName(name); token.Kind() == reflect.Pointer && !token.IsNil() {
			return true
		}
	}
	return false
}

func expired(err error) bool {
	var api smithy.APIError
	return errors.As(err, &api) && isExpired(api.ErrorCode())
}

// throttled reports the status for too many requests. The SDK goes by the error code, which the answer to a HEAD lacks.
func throttled(err error) bool {
	var response *smithyhttp.ResponseError
	return errors.As(err, &response) && response.HTTPStatusCode() == http.StatusTooManyRequests
}

// unreadable reports an answer that was cut off or is not what the service's protocol says.
func unreadable(err error) bool {
	var bad *smithy.DeserializationError
	return errors.As(err, &bad) || errors.Is(err, io.ErrUnexpectedEOF)
}

// unreachable reports a host, or a proxy, that has no address or accepts no connection: rarely a fault that passes, so not
// worth many tries. The SDK never tries a name again that does not exist.
func unreachable(err error) bool {
	var dns *net.DNSError
	var network *net.OpError
	return errors.As(err, &dns) || errors.As(err, &network) && (network.Op == "dial" || network.Op == "proxyconnect")
}

type callKey struct{}

func callOf(ctx context.Context) *call {
	c, _ := middleware.GetStackValue(ctx, callKey{}).(*call)
	return c
}
