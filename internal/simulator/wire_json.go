// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"encoding/json"
	"net/http"
	"strconv"
)

// writeJSON answers with v as JSON.
func writeJSON(c *call, status int, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err) // our own types always marshal
	}
	c.w.Header().Set("Content-Type", "application/json")
	c.w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	c.w.WriteHeader(status)
	writeBody(c.w, body)
}

// writeJSONError answers with an error in the form of AWS's rest-json protocol.
func writeJSONError(c *call, status int, code, message string) {
	c.w.Header().Set("X-Amzn-Errortype", code)
	writeJSON(c, status, map[string]string{"message": message})
}

// writeBody sends a body whose headers are out. When that fails the client is gone, and there is no one left to tell.
func writeBody(w http.ResponseWriter, body []byte) {
	w.Write(body)
}
