// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import "net/http"

// refusal is why a request is answered before its service sees it.
type refusal struct {
	status        int
	code, message string
}

// dialect is how a service says what every service says.
type dialect struct {
	xml bool // JSON otherwise

	// What is said before the service looks at the request.
	unsigned, expired, invalidToken refusal
	deniedCode                      string

	// An answer without members, one that breaks off, and what says in an answer that another page follows: with
	// operationMark and tokenMark where the name of the operation and the token belong.
	contentType, empty, broken, nextPage string
}

const (
	operationMark = "{operation}"
	tokenMark     = "{token}"

	invalidTokenMessage = "The security token included in the request is invalid."
	expiredTokenMessage = "The security token included in the request is expired"
)

// restJSON is the dialect of services that speak JSON.
func restJSON() dialect {
	return dialect{
		unsigned:     refusal{http.StatusForbidden, "MissingAuthenticationTokenException", "Missing Authentication Token"},
		expired:      refusal{http.StatusForbidden, "ExpiredTokenException", expiredTokenMessage},
		invalidToken: refusal{http.StatusForbidden, "UnrecognizedClientException", invalidTokenMessage},
		deniedCode:   "AccessDeniedException",
		contentType:  "application/json",
		empty:        `{}`,
		broken:       `{"broken": [`,
	}
}
