// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"maps"
	"slices"

	"github.com/aws/aws-sdk-go-v2/aws"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

// expandLifecycle is the rules as S3 takes them, in the order of their ids.
func expandLifecycle(rules map[string]lifecycleRule) []s3types.LifecycleRule {
	var out []s3types.LifecycleRule
	for _, id := range slices.Sorted(maps.Keys(rules)) {
		out = append(out, rules[id].expand(id))
	}
	return out
}

func (r lifecycleRule) expand(id string) s3types.LifecycleRule {
	rule := s3types.LifecycleRule{
		ID: aws.String(id), Status: s3types.ExpirationStatusEnabled,
		Filter: &s3types.LifecycleRuleFilter{Prefix: aws.String(r.Prefix.ValueString())}, // "" is the whole bucket
	}
	if !r.ExpirationDays.IsNull() {
		rule.Expiration = &s3types.LifecycleExpiration{Days: days(r.ExpirationDays)}
	}
	if !r.NoncurrentExpirationDays.IsNull() {
		rule.NoncurrentVersionExpiration = &s3types.NoncurrentVersionExpiration{NoncurrentDays: days(r.NoncurrentExpirationDays)}
	}
	if !r.AbortIncompleteMultipartDays.IsNull() {
		rule.AbortIncompleteMultipartUpload = &s3types.AbortIncompleteMultipartUpload{
			DaysAfterInitiation: days(r.AbortIncompleteMultipartDays),
		}
	}
	return rule
}

func days(v types.Int64) *int32 {
	return aws.Int32(int32(v.ValueInt64())) //nolint:gosec // the schema bounds it
}

// flattenLifecycle is the reverse of expandLifecycle; nil when there are no rules. A rule that says more than the
// argument can, such as a transition, becomes an empty one, so that the plan shows that it is not what was configured.
func flattenLifecycle(rules []s3types.LifecycleRule) map[string]lifecycleRule {
	if len(rules) == 0 {
		return nil
	}
	out := make(map[string]lifecycleRule, len(rules))
	for _, remote := range rules {
		out[aws.ToString(remote.ID)] = flattenLifecycleRule(remote)
	}
	return out
}

func flattenLifecycleRule(remote s3types.LifecycleRule) lifecycleRule {
	var rule lifecycleRule
	if !expressible(remote) {
		return rule
	}
	if f := remote.Filter; f != nil {
		rule.Prefix = conv.NonEmpty(f.Prefix)
	}
	if e := remote.Expiration; e != nil {
		rule.ExpirationDays = conv.Int64From32(e.Days)
	}
	if n := remote.NoncurrentVersionExpiration; n != nil {
		rule.NoncurrentExpirationDays = conv.Int64From32(n.NoncurrentDays)
	}
	if a := remote.AbortIncompleteMultipartUpload; a != nil {
		rule.AbortIncompleteMultipartDays = conv.Int64From32(a.DaysAfterInitiation)
	}
	return rule
}

// allExpressible reports whether the argument can say what all the rules say.
func allExpressible(rules []s3types.LifecycleRule) bool {
	return !slices.ContainsFunc(rules, func(r s3types.LifecycleRule) bool { return !expressible(r) })
}

// expressible reports whether a lifecycleRule can say all that the rule says.
func expressible(r s3types.LifecycleRule) bool {
	f, e, n := r.Filter, r.Expiration, r.NoncurrentVersionExpiration
	switch {
	case r.Status != s3types.ExpirationStatusEnabled, f == nil:
		return false
	case f.And != nil, f.Tag != nil, f.ObjectSizeGreaterThan != nil, f.ObjectSizeLessThan != nil:
		return false
	case e != nil && (e.Date != nil || aws.ToBool(e.ExpiredObjectDeleteMarker)):
		return false
	case n != nil && n.NewerNoncurrentVersions != nil:
		return false
	}
	return len(r.Transitions) == 0 && len(r.NoncurrentVersionTransitions) == 0
}

// expandCORS is the rules as S3 takes them, in their order: the first that matches decides.
func expandCORS(rules []corsRule) []s3types.CORSRule {
	var out []s3types.CORSRule
	for _, r := range rules {
		rule := s3types.CORSRule{
			AllowedMethods: r.AllowedMethods, AllowedOrigins: r.AllowedOrigins,
			AllowedHeaders: r.AllowedHeaders, ExposeHeaders: r.ExposeHeaders,
		}
		if !r.MaxAgeSeconds.IsNull() {
			rule.MaxAgeSeconds = days(r.MaxAgeSeconds)
		}
		out = append(out, rule)
	}
	return out
}

// equal compares what the rules say: the members of each are sets.
func (r corsRule) equal(other corsRule) bool {
	same := func(a, b []string) bool {
		return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
	}
	return same(r.AllowedMethods, other.AllowedMethods) && same(r.AllowedOrigins, other.AllowedOrigins) &&
		same(r.AllowedHeaders, other.AllowedHeaders) && same(r.ExposeHeaders, other.ExposeHeaders) &&
		r.MaxAgeSeconds.Equal(other.MaxAgeSeconds)
}

// flattenCORS is the reverse of expandCORS; nil when there are no rules.
func flattenCORS(rules []s3types.CORSRule) []corsRule {
	var out []corsRule
	for _, r := range rules {
		out = append(out, corsRule{
			AllowedMethods: r.AllowedMethods, AllowedOrigins: r.AllowedOrigins,
			AllowedHeaders: r.AllowedHeaders, ExposeHeaders: r.ExposeHeaders,
			MaxAgeSeconds: conv.Int64From32(r.MaxAgeSeconds),
		})
	}
	return out
}
