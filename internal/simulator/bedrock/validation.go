// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// check holds a request against AWS's own model, which is what AWS's front end refuses before it looks at any object. All that is wrong
// is told at once, as AWS does, unless it has words of its own for a member.
func (s *Service) check(found operation, r *http.Request, body []byte) error {
	elsewhere := found.model.Query(found.Operation, r.URL.Query())
	for name, text := range found.members {
		elsewhere[name] = text
	}
	if len(r.URL.Query()) > len(elsewhere)-len(found.members) {
		return validationError("The request has a parameter that " + found.Name + " does not have: " + r.URL.RawQuery)
	}
	violations, err := found.model.CheckRequest(found.Name, body, elsewhere)
	if err != nil {
		return validationError("The request body is not valid: " + err.Error())
	}
	if len(violations) == 0 {
		return nil
	}
	noun := "error"
	if len(violations) > 1 {
		noun += "s"
	}
	var refusals []string
	for _, v := range violations {
		if words := s.reworded[found.Name+"."+v.Member]; words != "" {
			return validationError(words)
		}
		refusals = append(refusals, v.Refusal())
	}
	return validationError(fmt.Sprintf("%d validation %s detected: %s", len(violations), noun, strings.Join(refusals, "; ")))
}

// queryText returns a parameter of the query; nil when it is absent. Its form was held against the model already, as is the case
// with the others here.
func (q *request) queryText(name string) *string {
	if !q.query.Has(name) {
		return nil
	}
	value := q.query.Get(name)
	return &value
}

func (q *request) queryTime(name string) (t time.Time, ok bool) {
	t, err := time.Parse(time.RFC3339Nano, q.query.Get(name))
	return t, err == nil
}

func (q *request) queryInteger(name string) (n int, ok bool) {
	n, err := strconv.Atoi(q.query.Get(name))
	return n, err == nil
}

func (q *request) queryBool(name string) (yes, ok bool) {
	yes, err := strconv.ParseBool(q.query.Get(name))
	return yes, err == nil
}
