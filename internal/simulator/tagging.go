// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// tag is one tag in the form of Bedrock's JSON and IAM's XML.
type tag struct {
	Key   string `json:"key" xml:"Key"`
	Value string `json:"value" xml:"Value"`
}

const maxTags = 50

// errTooManyTags is wrapped by validateTags when an object would carry more than 50 tags.
var errTooManyTags = errors.New("too many tags")

// asciiTagRune is the alphabet of Bedrock's tags: [a-zA-Z0-9\s._:/=+@-].
func asciiTagRune(r rune) bool {
	return r < utf8.RuneSelf && unicodeTagRune(r)
}

// unicodeTagRune is the alphabet of IAM's and S3's tags: [\p{L}\p{Z}\p{N}_.:/=+\-@].
func unicodeTagRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSpace(r) || strings.ContainsRune("._:/=+@-", r)
}

// validateTags checks the tags that one request carries, or that one object would have after it.
func validateTags(tags []tag, alphabet func(rune) bool) error {
	if len(tags) > maxTags {
		return fmt.Errorf("%w: %d, the maximum is %d", errTooManyTags, len(tags), maxTags)
	}
	seen := make(map[string]bool, len(tags))
	for _, t := range tags {
		if err := validateTag(t, alphabet); err != nil {
			return err
		}
		if seen[t.Key] {
			return fmt.Errorf("duplicate tag key %q", t.Key)
		}
		seen[t.Key] = true
	}
	return nil
}

func validateTag(t tag, alphabet func(rune) bool) error {
	outside := func(r rune) bool { return !alphabet(r) }
	switch {
	case t.Key == "" || utf8.RuneCountInString(t.Key) > 128:
		return fmt.Errorf("tag key %q must have 1 to 128 characters", t.Key)
	case utf8.RuneCountInString(t.Value) > 256:
		return fmt.Errorf("the value of tag %q must have at most 256 characters", t.Key)
	case strings.ContainsFunc(t.Key, outside) || strings.ContainsFunc(t.Value, outside):
		return fmt.Errorf("tag %q holds a character that is not allowed", t.Key)
	case len(t.Key) >= 4 && strings.EqualFold(t.Key[:4], "aws:"):
		return fmt.Errorf("tag key %q uses the prefix aws:, which is reserved", t.Key)
	}
	return nil
}

// sameKey reports whether a service takes two keys for one.
type sameKey func(a, b string) bool

func exactly(a, b string) bool { return a == b }

// mergeTags returns the tags after added was written over them; existing is not changed.
func mergeTags(existing, added []tag, same sameKey) []tag {
	merged := slices.Clone(existing)
	for _, t := range added {
		if i := slices.IndexFunc(merged, func(m tag) bool { return same(m.Key, t.Key) }); i >= 0 {
			merged[i] = t
		} else {
			merged = append(merged, t)
		}
	}
	return merged
}

// removeTags returns the tags without the keys; existing is not changed.
func removeTags(existing []tag, keys []string, same sameKey) []tag {
	return slices.DeleteFunc(slices.Clone(existing), func(t tag) bool {
		return slices.ContainsFunc(keys, func(key string) bool { return same(t.Key, key) })
	})
}
