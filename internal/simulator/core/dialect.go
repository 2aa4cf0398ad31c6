// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package core

import "net/http"

// Refusal is why a request is answered before its service sees it.
type Refusal struct {
	Status        int
	Code, Message string
}

// Dialect is how a service says what every service says.
type Dialect struct {
	XML bool // JSON otherwise

	// What is said before the service looks at the request.
	Unsigned, Expired, InvalidToken Refusal
	DeniedCode                      string

	// An answer without members, one that breaks off, and what says in an answer that another page follows: with
	// OperationMark and TokenMark where the name of the operation and the token belong.
	ContentType, Empty, Broken, NextPage string
}

// The marks in a Dialect, and the messages that most share.
const (
	OperationMark = "{operation}"
	TokenMark     = "{token}"

	InvalidTokenMessage = "The security token included in the request is invalid."
	expiredTokenMessage = "The security token included in the request is expired"
)

// RESTJSON is the dialect of services that speak JSON.
func RESTJSON() Dialect {
	return Dialect{
		Unsigned:     Refusal{http.StatusForbidden, "MissingAuthenticationTokenException", "Missing Authentication Token"},
		Expired:      Refusal{http.StatusForbidden, "ExpiredTokenException", expiredTokenMessage},
		InvalidToken: Refusal{http.StatusForbidden, "UnrecognizedClientException", InvalidTokenMessage},
		DeniedCode:   "AccessDeniedException",
		ContentType:  "application/json",
		Empty:        `{}`,
		Broken:       `{"broken": [`,
	}
}
