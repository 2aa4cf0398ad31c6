// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

// OwnerMark is what the tag tags.Owner says of an object that Create is about to make, so that a later Create, after a run that
// died before it could save the state, knows the object as its own: an HMAC, under the provider's ownership_key, of the account,
// the region, the type and the create input without its idempotency token. It is empty where the user has not asked for it.
// input is the SDK's, before the mark is added to its tags.
func OwnerMark(ctx context.Context, data *ProviderData, region, typ string, input any) (string, error) {
	if data.OwnershipKey == "" {
		return "", nil
	}
	caller, err := data.Clients.Caller(ctx)
	if err != nil {
		return "", err
	}
	canonical, err := canonicalInput(input)
	if err != nil {
		return "", fmt.Errorf("marking the owner: %w", err)
	}
	mac := hmac.New(sha256.New, []byte(data.OwnershipKey))
	mac.Write([]byte(strings.Join([]string{caller.AccountID, region, typ, string(canonical)}, "\x00")))
	return hex.EncodeToString(mac.Sum(nil)), nil
}

// canonicalInput is a create input in JSON without what does not count: members that are not set, since a new version of the
// SDK has more of them, and the token, which every Create makes anew.
func canonicalInput(input any) ([]byte, error) {
	encoded, err := json.Marshal(input)
	if err != nil {
		return nil, err
	}
	var members any
	if err := json.Unmarshal(encoded, &members); err != nil {
		return nil, err
	}
	return json.Marshal(withoutUnset(members))
}

func withoutUnset(value any) any {
	members, ok := value.(map[string]any)
	if !ok {
		return value
	}
	for name, member := range members {
		if members[name] = withoutUnset(member); member == nil || name == "ClientRequestToken" || name == "ClientToken" {
			delete(members, name)
		}
	}
	return members
}
