// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// queryService is the part of a service that the query protocol fixes: a form goes in, XML comes out.
type queryService struct {
	version    string
	namespace  string
	operations map[string]queryOperation
}

// queryOperation is one operation. Elements of lists are written Tags.member.N.Key.
type queryOperation struct {
	required []string // parameters; the first names the resource the operation is about
	optional []string
	// run returns the members of <Operation>Result, or nil when the operation has none. An error is a *queryError.
	run func(q *queryCall) (any, error)
}

// queryCall is a call with its form.
type queryCall struct {
	*call
	form url.Values
}

// queryError is an error answer.
type queryError struct {
	status        int
	code, message string
}

func (e *queryError) Error() string { return e.code + ": " + e.message }

func newQueryError(status int, code, format string, args ...any) error {
	return &queryError{status, code, fmt.Sprintf(format, args...)}
}

// invalidParameter says which parameter broke which rule.
func invalidParameter(name, value, rule string) error {
	return newQueryError(http.StatusBadRequest, "ValidationError",
		"1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s", value, lowerFirst(name), rule)
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }

func (s *queryService) route(c *call) (operation, resource string, ok bool) {
	if err := c.r.ParseForm(); err != nil || c.r.Method != http.MethodPost {
		return "", "", false
	}
	operation = c.r.PostForm.Get("Action")
	op, known := s.operations[operation]
	if known && len(op.required) > 0 {
		resource = c.r.PostForm.Get(op.required[0])
	}
	return operation, resource, known && c.r.PostForm.Get("Version") == s.version
}

// recognizes tells whether a request without a signature is one to this service.
func (s *queryService) recognizes(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") && r.PostFormValue("Version") == s.version
}

func (s *queryService) dialect() dialect {
	const response, result = operationMark + "Response", operationMark + "Result"
	return dialect{
		xml:          true,
		unsigned:     refusal{http.StatusForbidden, "MissingAuthenticationToken", "Request is missing Authentication Token"},
		expired:      refusal{http.StatusForbidden, "ExpiredToken", expiredTokenMessage},
		invalidToken: refusal{http.StatusForbidden, "InvalidClientTokenId", invalidTokenMessage},
		deniedCode:   "AccessDenied",
		contentType:  "text/xml",
		empty:        "<" + response + "><" + result + "/></" + response + ">",
		broken:       `<?xml version="1.0"?><` + response + "><" + result + "><Broken",
		nextPage:     "<IsTruncated>true</IsTruncated><Marker>" + tokenMark + "</Marker>",
	}
}

func (s *queryService) serve(c *call) {
	op, q := s.operations[c.operation], &queryCall{c, c.r.PostForm}
	err := op.check(q.form)
	var result any
	if err == nil {
		result, err = op.run(q)
	}
	var refused *queryError
	switch {
	case errors.As(err, &refused):
		s.fail(c, refused.status, refused.code, refused.message)
	case err != nil:
		s.fail(c, http.StatusInternalServerError, "InternalFailure", err.Error())
	default:
		s.answer(c, result)
	}
}

// check refuses missing and unknown parameters. AWS ignores unknown ones; here they are a mistake worth seeing.
func (op queryOperation) check(form url.Values) error {
	given := map[string]bool{}
	for name := range form {
		pattern := parameterPattern(name)
		given[pattern] = true
		if name != "Action" && name != "Version" && !slices.Contains(op.required, pattern) && !slices.Contains(op.optional, pattern) {
			return newQueryError(http.StatusBadRequest, "ValidationError", "%s is not a parameter of this operation", name)
		}
	}
	for _, name := range op.required {
		if !given[name] {
			return newQueryError(http.StatusBadRequest, "ValidationError",
				"1 validation error detected: Value null at '%s' failed to satisfy constraint: Member must not be null", lowerFirst(name))
		}
	}
	return nil
}

// parameterPattern turns Tags.member.12.Key into Tags.member.N.Key.
func parameterPattern(name string) string {
	parts := strings.Split(name, ".")
	for i, part := range parts {
		if _, err := strconv.Atoi(part); err == nil {
			parts[i] = "N"
		}
	}
	return strings.Join(parts, ".")
}

// answer wraps a result as <OperationResponse><OperationResult>.
func (s *queryService) answer(c *call, result any) {
	response := xml.StartElement{
		Name: xml.Name{Local: c.operation + "Response"},
		Attr: []xml.Attr{{Name: xml.Name{Local: "xmlns"}, Value: s.namespace}},
	}
	writeXML(c, http.StatusOK, func(e *xml.Encoder) error {
		steps := []error{e.EncodeToken(response)}
		if result != nil {
			steps = append(steps, e.EncodeElement(result, xml.StartElement{Name: xml.Name{Local: c.operation + "Result"}}))
		}
		metadata := struct{ RequestId string }{c.requestID}
		steps = append(steps,
			e.EncodeElement(metadata, xml.StartElement{Name: xml.Name{Local: "ResponseMetadata"}}),
			e.EncodeToken(response.End()))
		return errors.Join(steps...)
	})
}

func (s *queryService) fail(c *call, status int, code, message string) {
	fault := "Sender"
	if status >= http.StatusInternalServerError {
		fault = "Receiver"
	}
	type errorMember struct{ Type, Code, Message string }
	body := struct {
		XMLName   xml.Name `xml:"ErrorResponse"`
		Namespace string   `xml:"xmlns,attr"`
		Error     errorMember
		RequestID string `xml:"RequestId"`
	}{Namespace: s.namespace, Error: errorMember{fault, code, message}, RequestID: c.requestID}
	writeXML(c, status, func(e *xml.Encoder) error { return e.Encode(body) })
}

func writeXML(c *call, status int, encode func(*xml.Encoder) error) {
	var body bytes.Buffer
	encoder := xml.NewEncoder(&body)
	if err := errors.Join(encode(encoder), encoder.Flush()); err != nil {
		panic(err) // our own types always marshal
	}
	c.w.Header().Set("Content-Type", "text/xml")
	c.w.Header().Set("Content-Length", strconv.Itoa(body.Len()))
	c.w.WriteHeader(status)
	writeBody(c.w, body.Bytes())
}

// value returns a parameter; empty when it is not given.
func (q *queryCall) value(name string) string { return q.form.Get(name) }

// integer returns a parameter within bounds, or fallback when it is not given.
func (q *queryCall) integer(name string, fallback, low, high int) (int, error) {
	if !q.form.Has(name) {
		return fallback, nil
	}
	n, err := strconv.Atoi(q.value(name))
	if err != nil || n < low || n > high {
		return 0, invalidParameter(name, q.value(name), fmt.Sprintf("Member must have value between %d and %d", low, high))
	}
	return n, nil
}

// strings returns a list of strings, such as TagKeys.member.1, .2, ...
func (q *queryCall) strings(list string) []string {
	var values []string
	for i := 1; q.form.Has(list + ".member." + strconv.Itoa(i)); i++ {
		values = append(values, q.value(list+".member."+strconv.Itoa(i)))
	}
	return values
}

// tags returns the list of tags called Tags.
func (q *queryCall) tags() []tag {
	var tags []tag
	for i := 1; q.form.Has("Tags.member." + strconv.Itoa(i) + ".Key"); i++ {
		prefix := "Tags.member." + strconv.Itoa(i)
		tags = append(tags, tag{q.value(prefix + ".Key"), q.value(prefix + ".Value")})
	}
	return tags
}

// queryTime writes a time as the query protocol does: whole seconds, UTC.
func queryTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// checkName checks a parameter that holds the name of a role or a policy, or of a session of a role.
func checkName(q *queryCall, parameter string, longest int) error {
	name := q.value(parameter)
	outside := func(r rune) bool {
		return r > unicode.MaxASCII || (!unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_+=,.@-", r))
	}
	if name == "" || len(name) > longest || strings.ContainsFunc(name, outside) {
		return invalidParameter(parameter, name, fmt.Sprintf(`Member must have 1 to %d characters of [\w+=,.@-]`, longest))
	}
	return nil
}
