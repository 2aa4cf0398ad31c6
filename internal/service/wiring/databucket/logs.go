// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// logStatements let Bedrock write the invocation logs of an account and region below key prefixes of the bucket.
func logStatements(scope jobpolicy.Scope, bucket string, prefixes []string) ([]json.RawMessage, error) {
	if len(prefixes) == 0 {
		return nil, nil
	}
	document, err := jobpolicy.BucketStatements(scope, bucket, jobpolicy.BucketGrants{LogPrefixes: prefixes})
	if err != nil {
		return nil, err
	}
	return wiring.StatementsOf(document)
}

// delivery is a statement that lets Bedrock write logs: ours, or that which Bedrock adds by itself for whoever configures logging.
type delivery struct {
	statement json.RawMessage
	prefixes  []string
}

// deliveries are the statements of a policy that let Bedrock write logs, and nothing else.
func deliveries(scope jobpolicy.Scope, bucket string, statements []json.RawMessage) (all []delivery) {
	for _, statement := range statements {
		var said struct {
			Sid      string
			Resource wiring.OneOrMany
		}
		if json.Unmarshal(statement, &said) != nil || said.Sid != jobpolicy.LogDeliverySID {
			continue
		}
		found := delivery{statement: statement}
		for _, resource := range said.Resource {
			key := strings.TrimPrefix(resource, wiring.BucketARN(scope.Partition, bucket)+"/")
			prefix, _, _ := strings.Cut(key, "AWSLogs/")
			found.prefixes = append(found.prefixes, strings.TrimSuffix(prefix, "/"))
		}
		same, err := logStatements(scope, bucket, found.prefixes)
		if err == nil && len(same) == 1 && wiring.SameStatement(same[0], statement) {
			all = append(all, found)
		}
	}
	return all
}

// withoutDeliveries is a policy without what Bedrock has added to it by itself: statements that let it write logs and that a policy of
// ours has not. Empty policies stay.
func withoutDeliveries(scope jobpolicy.Scope, bucket, policy, ours string) (string, error) {
	if policy == "" {
		return "", nil
	}
	document, err := wiring.ParsePolicy(policy)
	if err != nil {
		return policy, nil //nolint:nilerr // whatever it is, it is not Bedrock's
	}
	added := addedByBedrock(scope, bucket, document.Statement, ours)
	if len(added) == 0 || len(added) == len(document.Statement) {
		return policy, nil
	}
	document.Statement = wiring.Without(document.Statement, added)
	return document.Encode()
}

func addedByBedrock(scope jobpolicy.Scope, bucket string, statements []json.RawMessage, ours string) (added []json.RawMessage) {
	for _, found := range deliveries(scope, bucket, statements) {
		added = append(added, found.statement)
	}
	if known, err := wiring.ParsePolicy(ours); err == nil {
		added = wiring.Without(added, known.Statement)
	}
	return added
}

// replacePolicy makes a policy that of the bucket. What Bedrock has added by itself stays: logging would stop without it.
func (b *bucket) replacePolicy(ctx context.Context, now, was string) error {
	current, err := b.policy(ctx)
	if err != nil {
		return fmt.Errorf("reading the policy there is: %w", err)
	}
	there, err := wiring.ParsePolicy(current)
	if err != nil { // there is none, or none that Bedrock wrote
		return b.putPolicy(ctx, now)
	}
	document, err := wiring.ParsePolicy(now)
	if err != nil {
		return err
	}
	kept := wiring.Without(addedByBedrock(b.scope(), b.name, there.Statement, was), document.Statement)
	if len(kept) == 0 {
		return b.putPolicy(ctx, now)
	}
	document.Statement = slices.Concat(document.Statement, kept)
	text, err := document.Encode()
	if err != nil {
		return err
	}
	return b.putPolicy(ctx, text)
}
