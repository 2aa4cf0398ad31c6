// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package core

import "strings"

// Scope is the credential scope of a signature.
type Scope struct {
	AccessKeyID, Region, Service string
}

// CredentialScope reads `AWS4-HMAC-SHA256 Credential=<key>/<date>/<region>/<service>/aws4_request, ..., Signature=<hex>`.
func CredentialScope(authorization string) (Scope, bool) {
	rest, ok := strings.CutPrefix(authorization, "AWS4-HMAC-SHA256 ")
	if !ok {
		return Scope{}, false
	}
	var credential, signature string
	for field := range strings.SplitSeq(rest, ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(field), "=")
		switch name {
		case "Credential":
			credential = value
		case "Signature":
			signature = value
		}
	}
	parts := strings.Split(credential, "/")
	if len(parts) != 5 || parts[4] != "aws4_request" || signature == "" {
		return Scope{}, false
	}
	return Scope{AccessKeyID: parts[0], Region: parts[2], Service: parts[3]}, true
}
