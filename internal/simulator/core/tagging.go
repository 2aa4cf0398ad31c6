// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package core

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tag is one tag in the form of Bedrock's JSON and IAM's XML.
type Tag struct {
	Key   string `json:"key" xml:"Key"`
	Value string `json:"value" xml:"Value"`
}

// MaxTags is how many tags a thing can have.
const MaxTags = 50

// What ValidateTags wraps: more than 50 tags, a key that is there twice, and a key that only AWS may set.
var (
	ErrTooManyTags  = errors.New("too many tags")
	ErrDuplicateTag = errors.New("duplicate tag key")
	ErrReservedTag  = errors.New("uses the prefix aws:, which is reserved")
)

// ASCIITagRune is the alphabet of Bedrock's tags: [a-zA-Z0-9\s._:/=+@-].
func ASCIITagRune(r rune) bool {
	return r < utf8.RuneSelf && UnicodeTagRune(r)
}

// UnicodeTagRune is the alphabet of IAM's and S3's tags: [\p{L}\p{Z}\p{N}_.:/=+\-@].
func UnicodeTagRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSpace(r) || strings.ContainsRune("._:/=+@-", r)
}

// ValidateTags checks the tags that one request carries, or that one object would have after it.
func ValidateTags(tags []Tag, alphabet func(rune) bool) error {
	if len(tags) > MaxTags {
		return fmt.Errorf("%w: %d, the maximum is %d", ErrTooManyTags, len(tags), MaxTags)
	}
	seen := make(map[string]bool, len(tags))
	for _, t := range tags {
		if err := validateTag(t, alphabet); err != nil {
			return err
		}
		if seen[t.Key] {
			return fmt.Errorf("%w %q", ErrDuplicateTag, t.Key)
		}
		seen[t.Key] = true
	}
	return nil
}

func validateTag(t Tag, alphabet func(rune) bool) error {
	outside := func(r rune) bool { return !alphabet(r) }
	switch {
	case t.Key == "" || utf8.RuneCountInString(t.Key) > 128:
		return fmt.Errorf("tag key %q must have 1 to 128 characters", t.Key)
	case utf8.RuneCountInString(t.Value) > 256:
		return fmt.Errorf("the value of tag %q must have at most 256 characters", t.Key)
	case strings.ContainsFunc(t.Key, outside) || strings.ContainsFunc(t.Value, outside):
		return fmt.Errorf("tag %q holds a character that is not allowed", t.Key)
	case len(t.Key) >= 4 && strings.EqualFold(t.Key[:4], "aws:"):
		return fmt.Errorf("tag key %q %w", t.Key, ErrReservedTag)
	}
	return nil
}

// sameKey reports whether a service takes two keys for one.
type sameKey func(a, b string) bool

// Exactly is for services that tell keys apart by case.
func Exactly(a, b string) bool { return a == b }

// MergeTags returns the tags after added was written over them; existing is not changed.
func MergeTags(existing, added []Tag, same sameKey) []Tag {
	merged := slices.Clone(existing)
	for _, t := range added {
		if i := slices.IndexFunc(merged, func(m Tag) bool { return same(m.Key, t.Key) }); i >= 0 {
			merged[i] = t
		} else {
			merged = append(merged, t)
		}
	}
	return merged
}

// RemoveTags returns the tags without the keys; existing is not changed.
func RemoveTags(existing []Tag, keys []string, same sameKey) []Tag {
	return slices.DeleteFunc(slices.Clone(existing), func(t Tag) bool {
		return slices.ContainsFunc(keys, func(key string) bool { return same(t.Key, key) })
	})
}
