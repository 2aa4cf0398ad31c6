// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket

import (
	"encoding/json"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// bucketPolicy is the policy of a bucket: no access without TLS, the delivery of logs, and the statements of additional, which is a
// policy document or empty.
func bucketPolicy(arn string, logs []json.RawMessage, additional string) (string, error) {
	document := wiring.PolicyDocument{Version: wiring.PolicyVersion, Statement: []json.RawMessage{wiring.SecureTransport(arn)}}
	document.Statement = append(document.Statement, logs...)
	if additional != "" {
		more, err := wiring.ParseAdditional(additional)
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
	document.Statement = wiring.Without(document.Statement, anyway)
	if len(document.Statement) == 0 {
		return "", nil
	}
	return document.Encode()
}

// refused is what is wrong with a statement beside those that every bucket has; empty for nothing.
func refused(statement wiring.AdditionalStatement) string {
	if statement.Sid == wiring.SecureTransportSID {
		return "the Sid " + statement.Sid + " is that of the statement which the bucket has anyway"
	}
	return ""
}
