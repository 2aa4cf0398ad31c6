// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

// unmarkTime bounds the requests that take a mark off, also after an interrupt, when somebody waits for Terraform to end.
const unmarkTime = 10 * time.Second

// What this process knows of a mark.
const (
	creating = "creating"
	stays    = "stays"
)

// Ownership lets a Create know again what an earlier one made, of a run that died before it could save the state. It is asked
// for with the provider's ownership_key; without it, its methods do nothing.
//
// The mark is an HMAC, under that key, of account, region, type and create input. Names that are made from a prefix follow from
// it, so that the second Create meets what the first one has made. What is being created has the mark as a tag, and loses it
// when its Create is over: only what has it still may be taken over, since everything else may be in a state.
type Ownership struct {
	mark string
	data *ProviderData
}

// Own begins the ownership of what Create is about to make; Release ends it. input is the SDK's without the mark, in which a
// prefix stands for a name that is not made yet. It is an error when another Create of this process makes the same.
func Own(ctx context.Context, data *ProviderData, region, typ string, input any) (Ownership, error) {
	if data.OwnershipKey == "" {
		return Ownership{}, nil
	}
	caller, err := data.Clients.Caller(ctx)
	if err != nil {
		return Ownership{}, err
	}
	canonical, err := canonicalInput(input)
	if err != nil {
		return Ownership{}, fmt.Errorf("marking the owner: %w", err)
	}
	mac := hmac.New(sha256.New, []byte(data.OwnershipKey))
	mac.Write([]byte(strings.Join([]string{caller.AccountID, region, typ, string(canonical)}, "\x00")))
	o := Ownership{hex.EncodeToString(mac.Sum(nil)), data}
	if _, taken := data.owned.LoadOrStore(o.mark, creating); taken {
		return Ownership{}, errors.New("another resource of this configuration has the same arguments, and with ownership_key they could " +
			"not be told apart: give this one a name, a prefix or tags of its own. Leave the name and the prefix of the other as they are: " +
			"another one replaces what exists")
	}
	return o, nil
}

// Release lets others of this process make the same, unless the mark stays on what was made: they would take it over.
func (o Ownership) Release() {
	if o.mark != "" {
		o.data.owned.CompareAndDelete(o.mark, creating)
	}
}

// Name is prefix with GeneratedNameLength characters more: with a mark those that follow from it and from turn, which counts the
// names that were used up; otherwise those of NameFromPrefix.
func (o Ownership) Name(prefix string, turn int, now time.Time) string {
	if o.mark == "" {
		return NameFromPrefix(prefix, now)
	}
	sum := sha256.Sum256([]byte(o.mark + "/" + strconv.Itoa(turn)))
	return prefix + hex.EncodeToString(sum[:])[:GeneratedNameLength]
}

// Mark is all with the mark.
func (o Ownership) Mark(all map[string]string) map[string]string {
	if o.mark == "" {
		return all
	}
	marked := map[string]string{tags.Owner: o.mark}
	maps.Copy(marked, all)
	return marked
}

// Marks reports whether the tags of an object have the mark: then no state has the object, unless taking the mark off failed.
func (o Ownership) Marks(all map[string]string) bool {
	return o.mark != "" && all[tags.Owner] == o.mark
}

// Unmark takes the mark off an object whose Create is over. untag removes the tag tags.Owner. Where Terraform has died meanwhile,
// nobody saves a state, and the mark stays for the next run.
func (o Ownership) Unmark(ctx context.Context, object string, untag func(context.Context) error) diag.Diagnostics {
	if o.mark == "" || errors.Is(ctx.Err(), context.Canceled) && (o.data.Stopped == nil || !o.data.Stopped()) {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), unmarkTime)
	defer cancel()
	unsettled := func(err error) bool { return apierr.Is(err, apierr.NotFound, apierr.Conflict) }
	err := wait.Retry(ctx, o.data.Clock, unmarkTime, unsettled, untag)
	if err == nil {
		return nil
	}
	o.data.owned.Store(o.mark, stays)
	return diag.Diagnostics{diag.NewWarningDiagnostic("Removing the tag "+tags.Owner, apierr.Detail(object, err)+
		"\n\nThe object is complete, but the tag says that it is not: remove it. Until then, a resource with the same arguments would "+
		"take over the same object.")}
}

// TakenOver is the warning that an object is one which an earlier run made.
func (o Ownership) TakenOver(kind, object string) diag.Diagnostic {
	return diag.NewWarningDiagnostic("Taking over a Bedrock "+kind, object+" was made by an earlier apply of this configuration, which did "+
		"not live to write its state: its tag "+tags.Owner+" says so. Nothing new was made.")
}

// Repeats reports whether a create input asks for nothing but what another one asked for too: every member that is set has the same
// value there. What AWS adds to an input that leaves it open makes no difference.
func Repeats(input, other any) bool {
	now, err := canonicalMembers(input)
	if err != nil {
		return false
	}
	was, err := canonicalMembers(other)
	return err == nil && contained(now, was)
}

// contained reports whether every member of a value is in another one. Lists are compared as a whole. An empty text is an enum of the
// SDK that is not set: one that a plan leaves to AWS, which has filled it in where the job exists.
func contained(now, was any) bool {
	members, isObject := now.(map[string]any)
	others, alsoObject := was.(map[string]any)
	if !isObject || !alsoObject {
		return reflect.DeepEqual(now, was)
	}
	for name, member := range members {
		if member != "" && !contained(member, others[name]) {
			return false
		}
	}
	return true
}

// canonicalInput is a create input in JSON without what does not count: members that are not set, since a new version of the
// SDK has more of them, and the token, which every Create makes anew.
func canonicalInput(input any) ([]byte, error) {
	members, err := canonicalMembers(input)
	if err != nil {
		return nil, err
	}
	return json.Marshal(members)
}

func canonicalMembers(input any) (members any, err error) {
	encoded, err := json.Marshal(input)
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(encoded, &members); err != nil {
		return nil, err
	}
	return withoutUnset(members), nil
}

func withoutUnset(value any) any {
	switch value := value.(type) {
	case []any:
		for i, element := range value {
			value[i] = withoutUnset(element)
		}
	case map[string]any:
		for name, member := range value {
			if value[name] = withoutUnset(member); member == nil || name == "ClientRequestToken" || name == "ClientToken" {
				delete(value, name)
			}
		}
	}
	return value
}
