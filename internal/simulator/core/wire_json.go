// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package core

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// WriteJSON answers with v as JSON.
func WriteJSON(c *Call, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err) // our own types always marshal
	}
	c.W.Header().Set("Content-Type", "application/json")
	c.W.Header().Set("Content-Length", strconv.Itoa(len(body)))
	c.W.WriteHeader(status)
	WriteBody(c.W, body)
}

// WriteJSONError answers with an error in the form of AWS's rest-json protocol.
func WriteJSONError(c *Call, status int, code, message string) {
	c.W.Header().Set("X-Amzn-Errortype", code)
	WriteJSON(c, status, map[string]string{"message": message})
}

// WriteBody sends a body whose headers are out. When that fails the client is gone, and there is no one left to tell.
func WriteBody(w http.ResponseWriter, body []byte) {
	w.Write(body)
}
