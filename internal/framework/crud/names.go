// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// NewToken is one idempotency token: made once per Create and sent with every attempt of it, including the repeats that
// wait for IAM, so that AWS starts one paid object at most.
func NewToken() string {
	return "terraform-" + rand.Text()
}

// NameFromPrefix makes a name that no earlier run has used: the prefix, the UTC time to the second and six random hex
// digits, within AWS's limit on the length.
func NameFromPrefix(prefix string, now time.Time) string {
	random := make([]byte, 3)
	_, _ = rand.Read(random) // never fails, says its documentation
	return prefix + now.UTC().Format("20060102150405") + hex.EncodeToString(random)
}

// GeneratedNameLength is what NameFromPrefix adds to the prefix.
const GeneratedNameLength = 14 + 6

// Duration is how people write it: 1h30m and 24h, not 1h30m0s and 24h0m0s.
func Duration(d time.Duration) string {
	text := d.Round(time.Second).String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}

// Count is a number with its noun: "1 record", "3 records".
func Count(n int64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%s %ss", strconv.FormatInt(n, 10), noun)
}
