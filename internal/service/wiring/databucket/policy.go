// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// bucketPolicy is the policy of a bucket: no access without TLS, the delivery of logs, and the statements of additional, which is a
// policy document or empty.
func bucketPolicy(arn string, logs []json.RawMessage, additional string) (string, error) {
	document := wiring.PolicyDocument{Version: wiring.PolicyVersion, Statement: []json.RawMessage{wiring.SecureTransport(arn)}}
	document.Statement = append(document.Statement, logs...)
	if additional != "" {
		more, err := parseAdditional(additional)
		if err != nil {
			return "", err
		}
		document.ID = more.ID
		document.Statement = append(document.Statement, more.Statement...)
	}
	return document.Encode()
}

// additionalPolicy is what a policy holds besides the statements that the bucket has anyway, as the argument takes it; empty when nothing.
// A policy of the older version of the policy language, which AWS still writes in places, is thereby planned to become one of today's.
func additionalPolicy(policy string, anyway ...json.RawMessage) (string, error) {
	document, err := wiring.ParsePolicy(policy)
	if err != nil {
		return "", err
	}
	document.Version = wiring.PolicyVersion
	document.Statement = without(document.Statement, anyway)
	if len(document.Statement) == 0 {
		return "", nil
	}
	return document.Encode()
}

// without are the statements that say nothing that others say, too.
func without(statements, others []json.RawMessage) []json.RawMessage {
	return slices.DeleteFunc(slices.Clone(statements), func(statement json.RawMessage) bool {
		return slices.ContainsFunc(others, func(other json.RawMessage) bool { return wiring.SameStatement(statement, other) })
	})
}

// parseAdditional reads a policy document whose statements are to become part of ours.
func parseAdditional(text string) (wiring.PolicyDocument, error) {
	document, err := wiring.ParsePolicy(text)
	if err == nil && document.Version != "" && document.Version != wiring.PolicyVersion {
		return wiring.PolicyDocument{}, fmt.Errorf("the policy language must be of version %s, not %q", wiring.PolicyVersion, document.Version)
	}
	return document, err
}

// checkAdditional says why statements cannot be added to the policy of a bucket; nil when they can.
func checkAdditional(text string) error {
	document, err := parseAdditional(text)
	if err != nil {
		return err
	}
	for i, raw := range document.Statement {
		var statement struct{ Sid, Effect string }
		if err := json.Unmarshal(raw, &statement); err != nil {
			return fmt.Errorf("statement %d: %w", i+1, err)
		}
		switch {
		case statement.Effect != "Allow" && statement.Effect != "Deny":
			return fmt.Errorf("statement %d: Effect must be Allow or Deny", i+1)
		case statement.Sid == wiring.SecureTransportSID:
			return fmt.Errorf("statement %d: the Sid %s is that of the statement which the bucket has anyway", i+1, wiring.SecureTransportSID)
		}
	}
	return nil
}
