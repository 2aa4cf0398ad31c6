// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

const (
	policyVersion = "2012-10-17"
	// secureTransportSid names the statement that every bucket of ours has.
	secureTransportSid = "DenyInsecureTransport"
)

// policyDocument is a policy whose statements stay as they are spelled.
type policyDocument struct {
	Version   string            `json:"Version,omitempty"`
	ID        string            `json:"Id,omitempty"`
	Statement []json.RawMessage `json:"Statement"`
}

// bucketARN is the ARN of a bucket, which names neither region nor account.
func bucketARN(partition, bucket string) string { return "arn:" + partition + ":s3:::" + bucket }

// bucketPolicy is the policy of a bucket: no access without TLS, and the statements of additional, which is a policy
// document or empty.
func bucketPolicy(arn, additional string) (string, error) {
	document := policyDocument{Version: policyVersion, Statement: []json.RawMessage{secureTransport(arn)}}
	if additional != "" {
		more, err := parseAdditional(additional)
		if err != nil {
			return "", err
		}
		document.ID = more.ID
		document.Statement = append(document.Statement, more.Statement...)
	}
	return document.encode()
}

// secureTransport is the statement that denies everything that does not come over TLS.
func secureTransport(arn string) json.RawMessage {
	return fmt.Appendf(nil, `{"Sid":%q,"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":[%q,%q],`+
		`"Condition":{"Bool":{"aws:SecureTransport":"false"}}}`, secureTransportSid, arn, arn+"/*")
}

// additionalPolicy is what a policy holds besides secureTransport, as the argument takes it; empty when nothing. A policy of
// the older version of the policy language, which AWS still writes in places, is thereby planned to become one of today's.
func additionalPolicy(arn, policy string) (string, error) {
	document, err := parsePolicy(policy)
	if err != nil {
		return "", err
	}
	ours, err := policyDocument{Version: policyVersion, Statement: []json.RawMessage{secureTransport(arn)}}.encode()
	if err != nil {
		return "", err
	}
	document.Version = policyVersion
	document.Statement = slices.DeleteFunc(document.Statement, func(statement json.RawMessage) bool {
		alone, err := policyDocument{Version: policyVersion, Statement: []json.RawMessage{statement}}.encode()
		return err == nil && fwtypes.SamePolicy(alone, ours)
	})
	if len(document.Statement) == 0 {
		return "", nil
	}
	return document.encode()
}

func (d policyDocument) encode() (string, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(d); err != nil {
		return "", fmt.Errorf("encoding a policy: %w", err)
	}
	return string(bytes.TrimSpace(b.Bytes())), nil
}

// parseAdditional reads a policy document whose statements are to become part of ours.
func parseAdditional(text string) (policyDocument, error) {
	document, err := parsePolicy(text)
	if err == nil && document.Version != "" && document.Version != policyVersion {
		return policyDocument{}, fmt.Errorf("the policy language must be of version %s, not %q", policyVersion, document.Version)
	}
	return document, err
}

// parsePolicy reads a policy document, with one statement or a list of them.
func parsePolicy(text string) (policyDocument, error) {
	var document struct {
		Version   string
		ID        string `json:"Id"`
		Statement json.RawMessage
	}
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&document); err != nil {
		return policyDocument{}, fmt.Errorf("not a policy document: %w", err)
	}
	if decoder.More() {
		return policyDocument{}, errors.New("not a policy document: more than one JSON value")
	}
	parsed := policyDocument{Version: document.Version, ID: document.ID}
	switch trimmed := bytes.TrimSpace(document.Statement); {
	case len(trimmed) > 0 && trimmed[0] == '{':
		parsed.Statement = []json.RawMessage{trimmed}
	case len(trimmed) > 0 && trimmed[0] == '[':
		if err := json.Unmarshal(trimmed, &parsed.Statement); err != nil {
			return policyDocument{}, fmt.Errorf("reading the statements of a policy: %w", err)
		}
	}
	if len(parsed.Statement) == 0 {
		return policyDocument{}, errors.New("the policy has no statement")
	}
	return parsed, nil
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
