// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import "time"

// NewWithLimits returns clients whose times are short enough for tests. Zero means the default.
func NewWithLimits(config Config, l Limits) *Clients {
	c := New(config)
	for to, from := range map[*time.Duration]time.Duration{
		&c.limits.attempt: l.Attempt, &c.limits.responseHeader: l.ResponseHeader, &c.limits.elapsed: l.Elapsed,
		&c.limits.network: l.Network, &c.limits.brief: l.Brief, &c.limits.maxBackoff: l.MaxBackoff,
	} {
		if from > 0 {
			*to = from
		}
	}
	return c
}

// Limits are the times that tests shorten.
type Limits struct {
	Attempt, ResponseHeader, Elapsed, Brief, Network, MaxBackoff time.Duration
}
