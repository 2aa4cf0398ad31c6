// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package core

import (
	"crypto/rand"
	"fmt"
)

// Alphabets of RandomString.
const (
	LowerAlphanumeric = "abcdefghijklmnopqrstuvwxyz0123456789"
	UpperAlphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
)

// NewID returns a random identifier of 12 lower-case letters and digits, the form Bedrock uses.
func NewID() string { return RandomString(LowerAlphanumeric, 12) }

// NewUUID returns a random (version 4) UUID.
func NewUUID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails: documented to crash the program instead
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// RandomString returns n characters of an alphabet of at most 256 bytes.
func RandomString(alphabet string, n int) string {
	b := make([]byte, n)
	rand.Read(b)
	for i := range b {
		b[i] = alphabet[int(b[i])%len(alphabet)]
	}
	return string(b)
}
