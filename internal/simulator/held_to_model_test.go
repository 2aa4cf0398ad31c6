// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsmodel"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// heldToModel holds every conversation of a test with Bedrock against AWS's own model: a request that is accepted breaks no rule of
// it, an answer has the status and the members that the operation has, and an error is one that the operation declares.
func heldToModel(t testing.TB, sim *simulator.Simulator) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		operation, members, ok := awsmodel.Bedrock.Route(r.Method, r.URL.EscapedPath())
		if !ok || !strings.Contains(r.Header.Get("Authorization"), "/bedrock/aws4_request") {
			sim.ServeHTTP(w, r)
			return
		}
		sent, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		r.Body = io.NopCloser(bytes.NewReader(sent))
		for name, text := range awsmodel.Bedrock.Query(operation, r.URL.Query()) {
			members[name] = text
		}
		recorded := httptest.NewRecorder()
		sim.ServeHTTP(recorded, r)
		for name, values := range recorded.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(recorded.Code)
		answered := recorded.Body.Bytes()
		w.Write(answered)

		struck := slices.ContainsFunc(sim.Journal(), func(e simulator.Entry) bool {
			return e.RequestID == recorded.Header().Get("X-Amzn-Requestid") && e.Fault != ""
		})
		if !struck {
			holdToModel(t, operation, sent, members, recorded.Code, recorded.Header().Get("X-Amzn-Errortype"), answered)
		}
	})
}

// beyondOperations are the errors that every operation of every service has.
var beyondOperations = []string{
	"NotImplemented", "AccessDeniedException", "UnrecognizedClientException", "InvalidClientTokenId", "ExpiredTokenException",
	"IncompleteSignature", "MissingAuthenticationToken", "SerializationException",
}

func holdToModel(
	t testing.TB, o awsmodel.Operation, sent []byte, members map[string]string, status int, failed string, answered []byte,
) {
	if status >= http.StatusBadRequest {
		code, _, _ := strings.Cut(failed, ":")
		if slices.Contains(beyondOperations, code) {
			return
		}
		declared := slices.Contains(o.Errors, code) || code == "ValidationException" // which some operations forget to declare
		if wanted, ok := awsmodel.Bedrock.Error(code); !ok || !declared || wanted != status {
			t.Errorf("%s is answered with %d %s, which it does not declare", o.Name, status, code)
		}
		return
	}
	if status != o.HTTP.Status {
		t.Errorf("%s is answered with %d, and AWS's status is %d", o.Name, status, o.HTTP.Status)
	}
	accepted, err := awsmodel.Bedrock.CheckRequest(o.Name, sent, members)
	if err != nil {
		t.Errorf("%s: the request: %v", o.Name, err)
	}
	for _, v := range accepted {
		t.Errorf("%s is accepted although AWS refuses it: %v", o.Name, v)
	}
	answer, err := awsmodel.Bedrock.CheckAnswer(o.Name, answered, nil)
	if err != nil {
		t.Errorf("%s: the answer: %v", o.Name, err)
	}
	for _, v := range answer {
		t.Errorf("%s answers what AWS does not: %v", o.Name, v)
	}
}
