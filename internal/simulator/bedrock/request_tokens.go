// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import "encoding/json"

// createdByToken is what a request with a client request token made.
type createdByToken struct {
	input string // as canonical JSON
	arn   string
}

// replayed returns the ARN of what an earlier request with the same token made; empty when there was none. The same token
// with another input is refused. A token lives as long as the simulator does, even where what it made was deleted: AWS
// publishes no lifetime.
func (q *request) replayed(token *string, in any) (string, error) {
	if token == nil {
		return "", nil
	}
	made, ok := q.state.tokens[q.Operation+" "+*token]
	if ok && made.input != canonicalJSON(in) {
		return "", conflictError("The provided client request token was used by an earlier request with other parameters.")
	}
	return made.arn, nil
}

// remember keeps what the request made, for another one with the same token.
func (q *request) remember(token *string, in any, arn string) {
	if token != nil {
		q.state.tokens[q.Operation+" "+*token] = createdByToken{canonicalJSON(in), arn}
	}
}

// canonicalJSON makes inputs comparable: encoding/json sorts the keys of maps.
func canonicalJSON(in any) string {
	b, err := json.Marshal(in)
	if err != nil {
		panic(err) // it was decoded from JSON
	}
	return string(b)
}
