// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import "time"

// timestamp is a time in the form of Bedrock's answers: ISO 8601 with milliseconds, UTC. A zero one is left out by
// the tag omitzero.
type timestamp time.Time

// MarshalText writes the timestamp into JSON.
func (t timestamp) MarshalText() ([]byte, error) {
	return []byte(time.Time(t).UTC().Format("2006-01-02T15:04:05.000Z")), nil
}

// IsZero makes omitzero leave out a time that is not set.
func (t timestamp) IsZero() bool { return time.Time(t).IsZero() }
