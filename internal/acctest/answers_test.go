// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

type (
	answer struct {
		Name, Note *string
		At         *time.Time
		Units      *int32
		Parts      []part
		Labels     map[string]string
		Source     source
	}
	part     struct{ Key, Value *string }
	source   interface{ isSource() }
	bySource struct{ Value string }
	byParts  struct{ Value part }
)

func (*bySource) isSource() {}
func (*byParts) isSource()  {}

// What changes nothing about what is read of an answer is found at any depth and in any member of a union, and nothing else is.
func TestUnreadMembers(t *testing.T) {
	t.Parallel()
	read := func(a any) any {
		full, _ := a.(*answer)
		all := []any{full.Name, full.At, full.Labels, len(full.Parts)}
		for _, p := range full.Parts {
			all = append(all, p.Key)
		}
		if s, ok := full.Source.(*byParts); ok {
			all = append(all, s.Value.Value)
		}
		return all
	}
	unions := acctest.Unions{reflect.TypeFor[source](): {&bySource{}, &byParts{}}}
	got := acctest.UnreadMembers(func() any { return new(answer) }, read, unions)
	want := []string{"Note", "Parts.Value", "Source.Value", "Source.Value.Key", "Units"}
	if !slices.Equal(got, want) {
		t.Errorf("unread members (-want +got):\n%s", cmp.Diff(want, got))
	}
}
