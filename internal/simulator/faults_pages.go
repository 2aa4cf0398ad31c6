// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// inventedToken begins the tokens for pages that a fault makes up. What follows a blank page's is the token of the page that
// the client asked for.
const inventedToken = "faulty-page."

// inventToken returns the token for the next page after a faulty one.
func (f Fault) inventToken(c *core.Call) string {
	switch f.Action {
	case actionBlankPage:
		return inventedToken + tokenOf(c.R)
	case actionEndlessPages:
		return inventedToken + "." + c.RequestID
	}
	return inventedToken + ".again"
}

// tokenNames are how the simulated services call the parameter that names a page.
func tokenNames() []string {
	return []string{"nextToken", "NextToken", "continuation-token", "key-marker", "Marker"}
}

// tokenOf returns the page that a request without a body asks for.
func tokenOf(r *http.Request) string {
	query := r.URL.Query()
	for _, name := range tokenNames() {
		if token := query.Get(name) + r.PostForm.Get(name); token != "" {
			return token
		}
	}
	return ""
}

// forgetInventedTokens makes a request for an invented page one for the page that it stands for.
func forgetInventedTokens(r *http.Request) {
	if query := r.URL.Query(); forgetIn(query) {
		r.URL.RawQuery = query.Encode()
	}
	switch contentType := r.Header.Get("Content-Type"); {
	case strings.HasPrefix(contentType, "application/x-www-form-urlencoded"):
		if r.ParseForm() == nil {
			forgetIn(r.PostForm)
		}
	case strings.Contains(contentType, "json") && r.ContentLength > 0 && r.ContentLength < 1<<16:
		forgetInJSON(r)
	}
}

func forgetIn(values url.Values) (changed bool) {
	for _, name := range tokenNames() {
		invented, ok := strings.CutPrefix(values.Get(name), inventedToken)
		if !ok {
			continue
		}
		changed = true
		values.Set(name, invented)
		if invented == "" || invented[0] == '.' {
			values.Del(name)
		}
	}
	return changed
}

// forgetInJSON is for the services that are asked in JSON; their first page will do, whatever the token stands for.
func forgetInJSON(r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the service finds the same
	}
	if bytes.Contains(body, []byte(`"`+inventedToken)) {
		var members map[string]any
		if json.Unmarshal(body, &members) == nil {
			for _, name := range tokenNames() {
				if token, _ := members[name].(string); strings.HasPrefix(token, inventedToken) {
					delete(members, name)
				}
			}
			if rest, err := json.Marshal(members); err == nil {
				body = rest
			}
		}
	}
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	r.Header.Set("Content-Length", strconv.Itoa(len(body)))
}
