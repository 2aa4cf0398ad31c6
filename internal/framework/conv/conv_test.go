// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package conv_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
)

func TestOptional_sendsNothingForNothing(t *testing.T) {
	t.Parallel()
	for _, nothing := range []types.String{types.StringNull(), types.StringUnknown(), types.StringValue("")} {
		if got := conv.Optional(nothing); got != nil {
			t.Errorf("%s is sent as %q", nothing, *got)
		}
	}
	if got := conv.Optional(types.StringValue(" a ")); got == nil || *got != " a " {
		t.Errorf("got %v", got)
	}
}

func TestNonEmpty_isNullForNothing(t *testing.T) {
	t.Parallel()
	for _, nothing := range []*string{nil, aws.String("")} {
		if got := conv.NonEmpty(nothing); !got.IsNull() {
			t.Errorf("nothing is %s", got)
		}
	}
	if got := conv.NonEmpty(aws.String("a")); got.ValueString() != "a" {
		t.Errorf("got %s", got)
	}
}

func TestEnum(t *testing.T) {
	t.Parallel()
	type color string
	if got := conv.Enum(color("RED")); got.ValueString() != "RED" {
		t.Errorf("got %s", got)
	}
	if got := conv.Enum(color("")); !got.IsNull() {
		t.Errorf("no value is %s", got)
	}
}

func TestTime_isInUTC(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 22, 1, 2, 3, 4500000, time.FixedZone("east", 3*3600))
	if got := conv.Time(&at); got.ValueString() != "2026-11-21T22:02:03.0045Z" {
		t.Errorf("got %s", got)
	}
	if got := conv.Time(nil); !got.IsNull() {
		t.Errorf("no time is %s", got)
	}
}

func TestInt64From32(t *testing.T) {
	t.Parallel()
	if got := conv.Int64From32(aws.Int32(-7)); got.ValueInt64() != -7 {
		t.Errorf("got %s", got)
	}
	if got := conv.Int64From32(nil); !got.IsNull() {
		t.Errorf("no number is %s", got)
	}
}

// A list without elements is none to AWS, so it is null on the way in and out.
func TestList(t *testing.T) {
	t.Parallel()
	for _, all := range [][]string{nil, {}, {"one"}, {"one", "two"}} {
		list := conv.List(all)
		if list.IsNull() != (len(all) == 0) || !slices.Equal(conv.Strings(list), all) {
			t.Errorf("%q became %s and %q", all, list, conv.Strings(list))
		}
		if joined := conv.Joined(list); joined.ValueString() != strings.Join(all, " ") || joined.IsNull() != (len(all) == 0) {
			t.Errorf("%q as one text is %s", all, joined)
		}
	}
	if got := conv.Strings(types.ListUnknown(types.StringType)); got != nil {
		t.Errorf("what is unknown is sent as %q", got)
	}
}
