// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package core

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

// QueryService is the part of a service that the query protocol fixes: a form goes in, XML comes out.
type QueryService struct {
	Version    string
	Namespace  string
	Operations map[string]QueryOperation
}

// QueryOperation is one operation. Elements of lists are written Tags.member.N.Key.
type QueryOperation struct {
	Required []string // parameters; the first names the resource the operation is about
	Optional []string
	// Run returns the members of <Operation>Result, or nil when the operation has none. An error is a *queryError.
	Run func(q *QueryCall) (any, error)
}

// QueryCall is a call with its form.
type QueryCall struct {
	*Call
	Form url.Values
}

// queryError is an error answer.
type queryError struct {
	status        int
	code, message string
}

func (e *queryError) Error() string { return e.code + ": " + e.message }

// NewQueryError returns an error that is answered with a status and a code.
func NewQueryError(status int, code, format string, args ...any) error {
	return &queryError{status, code, fmt.Sprintf(format, args...)}
}

// InvalidParameter says which parameter broke which rule.
func InvalidParameter(name, value, rule string) error {
	return NewQueryError(http.StatusBadRequest, "ValidationError",
		"1 validation error detected: Value '%s' at '%s' failed to satisfy constraint: %s", value, lowerFirst(name), rule)
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }

// Route finds the operation that the form names. The resource is the first parameter that it cannot do without.
func (s *QueryService) Route(c *Call) (operation, resource string, ok bool) {
	if err := c.R.ParseForm(); err != nil || c.R.Method != http.MethodPost {
		return "", "", false
	}
	operation = c.R.PostForm.Get("Action")
	op, known := s.Operations[operation]
	if known && len(op.Required) > 0 {
		resource = c.R.PostForm.Get(op.Required[0])
	}
	return operation, resource, known && c.R.PostForm.Get("Version") == s.Version
}

// Recognizes tells whether a request without a signature is one to this service.
func (s *QueryService) Recognizes(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") && r.PostFormValue("Version") == s.Version
}

// Dialect is that of the query protocol.
func (s *QueryService) Dialect() Dialect {
	const response, result = OperationMark + "Response", OperationMark + "Result"
	return Dialect{
		XML:          true,
		Unsigned:     Refusal{http.StatusForbidden, "MissingAuthenticationToken", "Request is missing Authentication Token"},
		Expired:      Refusal{http.StatusForbidden, "ExpiredToken", expiredTokenMessage},
		InvalidToken: Refusal{http.StatusForbidden, "InvalidClientTokenId", InvalidTokenMessage},
		DeniedCode:   "AccessDenied",
		ContentType:  "text/xml",
		Empty:        "<" + response + "><" + result + "/></" + response + ">",
		Broken:       `<?xml version="1.0"?><` + response + "><" + result + "><Broken",
		NextPage:     "<IsTruncated>true</IsTruncated><Marker>" + TokenMark + "</Marker>",
	}
}

// Serve carries an operation out.
func (s *QueryService) Serve(c *Call) {
	op, q := s.Operations[c.Operation], &QueryCall{c, c.R.PostForm}
	err := op.check(q.Form)
	var result any
	if err == nil {
		result, err = op.Run(q)
	}
	var refused *queryError
	switch {
	case errors.As(err, &refused):
		s.Fail(c, refused.status, refused.code, refused.message)
	case err != nil:
		s.Fail(c, http.StatusInternalServerError, "InternalFailure", err.Error())
	default:
		s.answer(c, result)
	}
}

// check refuses missing and unknown parameters. AWS ignores unknown ones; here they are a mistake worth seeing.
func (op QueryOperation) check(form url.Values) error {
	given := map[string]bool{}
	for name := range form {
		pattern := parameterPattern(name)
		given[pattern] = true
		if name != "Action" && name != "Version" && !slices.Contains(op.Required, pattern) && !slices.Contains(op.Optional, pattern) {
			return NewQueryError(http.StatusBadRequest, "ValidationError", "%s is not a parameter of this operation", name)
		}
	}
	for _, name := range op.Required {
		if !given[name] {
			return NewQueryError(http.StatusBadRequest, "ValidationError",
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
func (s *QueryService) answer(c *Call, result any) {
	response := xml.StartElement{
		Name: xml.Name{Local: c.Operation + "Response"},
		Attr: []xml.Attr{{Name: xml.Name{Local: "xmlns"}, Value: s.Namespace}},
	}
	writeXML(c, http.StatusOK, func(e *xml.Encoder) error {
		steps := []error{e.EncodeToken(response)}
		if result != nil {
			steps = append(steps, e.EncodeElement(result, xml.StartElement{Name: xml.Name{Local: c.Operation + "Result"}}))
		}
		metadata := struct{ RequestId string }{c.RequestID}
		steps = append(steps,
			e.EncodeElement(metadata, xml.StartElement{Name: xml.Name{Local: "ResponseMetadata"}}),
			e.EncodeToken(response.End()))
		return errors.Join(steps...)
	})
}

// Fail answers with an error.
func (s *QueryService) Fail(c *Call, status int, code, message string) {
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
	}{Namespace: s.Namespace, Error: errorMember{fault, code, message}, RequestID: c.RequestID}
	writeXML(c, status, func(e *xml.Encoder) error { return e.Encode(body) })
}

func writeXML(c *Call, status int, encode func(*xml.Encoder) error) {
	var body bytes.Buffer
	encoder := xml.NewEncoder(&body)
	if err := errors.Join(encode(encoder), encoder.Flush()); err != nil {
		panic(err) // our own types always marshal
	}
	c.W.Header().Set("Content-Type", "text/xml")
	c.W.Header().Set("Content-Length", strconv.Itoa(body.Len()))
	c.W.WriteHeader(status)
	WriteBody(c.W, body.Bytes())
}

// Value returns a parameter; empty when it is not given.
func (q *QueryCall) Value(name string) string { return q.Form.Get(name) }

// Integer returns a parameter within bounds, or fallback when it is not given.
func (q *QueryCall) Integer(name string, fallback, low, high int) (int, error) {
	if !q.Form.Has(name) {
		return fallback, nil
	}
	n, err := strconv.Atoi(q.Value(name))
	if err != nil || n < low || n > high {
		return 0, InvalidParameter(name, q.Value(name), fmt.Sprintf("Member must have value between %d and %d", low, high))
	}
	return n, nil
}

// Strings returns a list of strings, such as TagKeys.member.1, .2, ...
func (q *QueryCall) Strings(list string) []string {
	var values []string
	for i := 1; q.Form.Has(list + ".member." + strconv.Itoa(i)); i++ {
		values = append(values, q.Value(list+".member."+strconv.Itoa(i)))
	}
	return values
}

// Tags returns the list of tags called Tags.
func (q *QueryCall) Tags() []Tag {
	var tags []Tag
	for i := 1; q.Form.Has("Tags.member." + strconv.Itoa(i) + ".Key"); i++ {
		prefix := "Tags.member." + strconv.Itoa(i)
		tags = append(tags, Tag{q.Value(prefix + ".Key"), q.Value(prefix + ".Value")})
	}
	return tags
}

// QueryTime writes a time as the query protocol does: whole seconds, UTC.
func QueryTime(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// CheckName checks a parameter that holds the name of a role or a policy, or of a session of a role.
func CheckName(q *QueryCall, parameter string, longest int) error {
	name := q.Value(parameter)
	outside := func(r rune) bool {
		return r > unicode.MaxASCII || (!unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_+=,.@-", r))
	}
	if name == "" || len(name) > longest || strings.ContainsFunc(name, outside) {
		return InvalidParameter(parameter, name, fmt.Sprintf(`Member must have 1 to %d characters of [\w+=,.@-]`, longest))
	}
	return nil
}
