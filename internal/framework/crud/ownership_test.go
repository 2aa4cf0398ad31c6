// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

func input(name, token string) *bedrock.CreateModelCustomizationJobInput {
	return &bedrock.CreateModelCustomizationJobInput{JobName: aws.String(name), ClientRequestToken: aws.String(token)}
}

func own(t *testing.T, data *crud.ProviderData, region, typ string, input any) crud.Ownership {
	t.Helper()
	o, err := crud.Own(t.Context(), data, region, typ, input)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestOwnership_followsFromKeyPlaceAndArguments(t *testing.T) {
	t.Parallel()
	clients := acctest.NewCloud(t).Clients()
	run := func(key string) *crud.ProviderData { return &crud.ProviderData{Clients: clients, OwnershipKey: key} }
	name := func(o crud.Ownership) string { return o.Name("a-", 0, time.Now()) }
	first := own(t, run("one"), "us-east-1", "job", input("a-", "token"))
	again := own(t, run("one"), "us-east-1", "job", input("a-", "another token"))
	marked := first.Mark(map[string]string{"team": "support"})
	if marked["team"] != "support" || !again.Marks(marked) || name(first) != name(again) {
		t.Errorf("the next run does not know %v and %s again", marked, name(first))
	}
	if got := name(first); len(got) != len("a-")+crud.GeneratedNameLength || got == first.Name("a-", 1, time.Now()) {
		t.Errorf("the first name is %s, the second %s", got, first.Name("a-", 1, time.Now()))
	}
	for what, other := range map[string]crud.Ownership{
		"key":       own(t, run("two"), "us-east-1", "job", input("a-", "")),
		"region":    own(t, run("one"), "us-west-2", "job", input("a-", "")),
		"type":      own(t, run("one"), "us-east-1", "role", input("a-", "")),
		"arguments": own(t, run("one"), "us-east-1", "job", input("b-", "")),
		"no key":    own(t, run(""), "us-east-1", "job", input("a-", "")),
	} {
		if other.Marks(marked) || name(other) == name(first) {
			t.Errorf("another %s leads to the same", what)
		}
	}
}

// A new version of the SDK has more members, at any depth.
func TestOwnership_doesNotCountWhatIsNotSet(t *testing.T) {
	t.Parallel()
	clients := acctest.NewCloud(t).Clients()
	name := func(rule map[string]any) string {
		data := &crud.ProviderData{Clients: clients, OwnershipKey: "one"}
		return own(t, data, "us-east-1", "bucket", map[string]any{"Rules": []any{rule}}).Name("a-", 0, time.Now())
	}
	if name(map[string]any{"Days": 7}) != name(map[string]any{"Days": 7, "New": nil}) {
		t.Error("a member that is not set leads to another name")
	}
}

func TestOwnership_keepsTwoOfOneRunApart(t *testing.T) {
	t.Parallel()
	data := &crud.ProviderData{Clients: acctest.NewCloud(t).Clients(), OwnershipKey: "one"}
	first := own(t, data, "us-east-1", "job", input("a-", ""))
	if _, err := crud.Own(t.Context(), data, "us-east-1", "job", input("a-", "")); err == nil || !strings.Contains(err.Error(), "prefix") {
		t.Errorf("a second one of the same arguments at the same time: %v", err)
	}
	first.Release()
	own(t, data, "us-east-1", "job", input("a-", ""))
}

// What has the mark would be taken over: nobody else of this run may have it while it stays.
func TestOwnership_keepsTwoOfOneRunApartWhileTheMarkStays(t *testing.T) {
	t.Parallel()
	data := &crud.ProviderData{Clients: acctest.NewCloud(t).Clients(), OwnershipKey: "one"}
	first := own(t, data, "us-east-1", "job", input("a-", ""))
	if diags := first.Unmark(t.Context(), "arn", func(context.Context) error { return errors.New("denied") }); len(diags) != 1 {
		t.Error(diags)
	}
	first.Release()
	if _, err := crud.Own(t.Context(), data, "us-east-1", "job", input("a-", "")); err == nil {
		t.Error("a second one may take over the first")
	}
}

func TestOwnership_isNothingUnlessAskedFor(t *testing.T) {
	t.Parallel()
	o := own(t, &crud.ProviderData{}, "us-east-1", "job", input("a-", ""))
	defer o.Release()
	if got := o.Mark(nil); got != nil {
		t.Errorf("marked with %v", got)
	}
	if o.Marks(map[string]string{}) || o.Marks(map[string]string{tags.Owner: ""}) {
		t.Error("what has no mark is ours")
	}
	if a, b := o.Name("a-", 0, time.Now()), o.Name("a-", 0, time.Now()); a == b {
		t.Errorf("two names are %s", a)
	}
	if diags := o.Unmark(t.Context(), "x", func(context.Context) error { return errors.New("called") }); len(diags) > 0 {
		t.Error(diags)
	}
}

func TestOwnership_takesTheMarkOffUnlessTerraformHasDied(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ interrupted, stopped, called bool }{
		"complete": {false, false, true}, "interrupted": {true, true, true}, "died": {true, false, false},
	} {
		data := &crud.ProviderData{
			Clients: acctest.NewCloud(t).Clients(), OwnershipKey: "one", Stopped: func() bool { return tc.stopped },
		}
		o := own(t, data, "us-east-1", "job", input("a-", ""))
		ctx, interrupt := context.WithCancel(t.Context())
		if tc.interrupted {
			interrupt()
		}
		called := false
		diags := o.Unmark(ctx, "arn", func(ctx context.Context) error {
			called = true
			return errors.Join(errors.New("denied"), ctx.Err())
		})
		interrupt()
		if called != tc.called {
			t.Errorf("%s: called %t", name, called)
		}
		if called && (len(diags) != 1 || diags.HasError() || !strings.Contains(diags[0].Detail(), "denied\n\n")) {
			t.Errorf("%s: %v", name, diags)
		}
	}
}
