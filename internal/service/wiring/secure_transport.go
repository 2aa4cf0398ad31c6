// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring

import (
	"encoding/json"
	"fmt"
)

// SecureTransportSID names the statement that every bucket of ours has.
const SecureTransportSID = "DenyInsecureTransport"

// SecureTransport is the statement of a bucket policy that denies everything that does not come over TLS.
func SecureTransport(bucketARN string) json.RawMessage {
	return fmt.Appendf(nil, `{"Sid":%q,"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":[%q,%q],`+
		`"Condition":{"Bool":{"aws:SecureTransport":"false"}}}`, SecureTransportSID, bucketARN, bucketARN+"/*")
}
