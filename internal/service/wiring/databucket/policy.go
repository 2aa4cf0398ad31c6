// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// secureTransportSid names the statement that every bucket of ours has.
const secureTransportSid = "DenyInsecureTransport"

// bucketPolicy is the policy of a bucket: no access without TLS, and the statements of additional, which is a policy
// document or empty.
func bucketPolicy(arn, additional string) (string, error) {
	document := wiring.PolicyDocument{Version: wiring.PolicyVersion, Statement: []json.RawMessage{secureTransport(arn)}}
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

// secureTransport is the statement that denies everything that does not come over TLS.
func secureTransport(arn string) json.RawMessage {
	return fmt.Appendf(nil, `{"Sid":%q,"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":[%q,%q],`+
		`"Condition":{"Bool":{"aws:SecureTransport":"false"}}}`, secureTransportSid, arn, arn+"/*")
}

// additionalPolicy is what a policy holds besides secureTransport, as the argument takes it; empty when nothing. A policy of
// the older version of the policy language, which AWS still writes in places, is thereby planned to become one of today's.
func additionalPolicy(arn, policy string) (string, error) {
	document, err := wiring.ParsePolicy(policy)
	if err != nil {
		return "", err
	}
	ours, err := wiring.PolicyDocument{Version: wiring.PolicyVersion, Statement: []json.RawMessage{secureTransport(arn)}}.Encode()
	if err != nil {
		return "", err
	}
	document.Version = wiring.PolicyVersion
	document.Statement = slices.DeleteFunc(document.Statement, func(statement json.RawMessage) bool {
		alone, err := wiring.PolicyDocument{Version: wiring.PolicyVersion, Statement: []json.RawMessage{statement}}.Encode()
		return err == nil && fwtypes.SamePolicy(alone, ours)
	})
	if len(document.Statement) == 0 {
		return "", nil
	}
	return document.Encode()
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
		case statement.Sid == secureTransportSid:
			return fmt.Errorf("statement %d: the Sid %s is that of the statement which the bucket has anyway", i+1, secureTransportSid)
		}
	}
	return nil
}
