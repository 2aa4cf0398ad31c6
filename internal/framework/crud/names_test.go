// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

func TestNameFromPrefix(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 23, 59, 58, 0, time.FixedZone("east", 3*3600))
	seen := map[string]bool{}
	form := regexp.MustCompile(`^tickets-20261122205958[0-9a-f]{6}$`)
	for range 100 {
		name := crud.NameFromPrefix("tickets-", now)
		if !form.MatchString(name) {
			t.Fatalf("%q is not the prefix, the time in UTC and six hex digits", name)
		}
		if len(name) != len("tickets-")+crud.GeneratedNameLength {
			t.Fatalf("%q has %d characters", name, len(name))
		}
		seen[name] = true
	}
	if len(seen) < 99 {
		t.Errorf("100 names of one second are %d different ones", len(seen))
	}
}

func TestNewToken_isNewEachTime(t *testing.T) {
	t.Parallel()
	// The form that every operation of Bedrock takes.
	form := regexp.MustCompile(`^[a-zA-Z0-9]([-a-zA-Z0-9]{0,254}[a-zA-Z0-9])?$`)
	a, b := crud.NewToken(), crud.NewToken()
	if a == b || !form.MatchString(a) || len(a) < 32 || len(a) > 64 || !strings.HasPrefix(a, "terraform-") {
		t.Errorf("tokens are %q and %q", a, b)
	}
}

func TestDuration(t *testing.T) {
	t.Parallel()
	for d, want := range map[time.Duration]string{
		0: "0s", 400 * time.Millisecond: "0s", 1500 * time.Millisecond: "2s", 90 * time.Second: "1m30s", time.Minute: "1m",
		10 * time.Minute: "10m", 100 * time.Minute: "1h40m", time.Hour: "1h", 24 * time.Hour: "24h", time.Hour + time.Second: "1h0m1s",
		20*time.Hour + 10*time.Minute: "20h10m",
	} {
		if got := crud.Duration(d); got != want {
			t.Errorf("Duration(%d) = %q, want %q", d, got, want)
		}
		if back, err := time.ParseDuration(want); err != nil || back != d.Round(time.Second) {
			t.Errorf("%q is read as %s, %v", want, back, err)
		}
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	for n, want := range map[int64]string{0: "0 records", 1: "1 record", 2: "2 records", 1234567: "1234567 records"} {
		if got := crud.Count(n, "record"); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestRegionFromARN(t *testing.T) {
	t.Parallel()
	for arn, want := range map[string]string{
		"arn:aws:bedrock:eu-central-1:123456789012:custom-model/m/abc": "eu-central-1", "arn:aws:iam::123456789012:role/r": "", "m": "", "": "",
	} {
		if got := crud.RegionFromARN(arn); got != want {
			t.Errorf("RegionFromARN(%q) = %q, want %q", arn, got, want)
		}
	}
}
