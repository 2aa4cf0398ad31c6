// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// role is one role, with everything that hangs on it.
type role struct {
	partition, account string
	path, name, id     string
	created            time.Time
	trust              string // the document as it was given
	description        string
	maxSession         int // seconds
	boundary           string
	tags               []tag
	inline             map[string]string // documents by policy name
	attached           []string          // ARNs of managed policies
}

func (r *role) arn() string {
	return arn{r.partition, "iam", "", r.account, "role" + r.path + r.name}.String()
}

// roleElement is a role in an answer.
type roleElement struct {
	Path                     string
	RoleName                 string
	RoleID                   string `xml:"RoleId"`
	Arn                      string
	CreateDate               string
	AssumeRolePolicyDocument string
	Description              string `xml:",omitempty"`
	MaxSessionDuration       int
	PermissionsBoundary      *boundaryElement
	Tags                     []tag `xml:"Tags>member"`
}

type boundaryElement struct {
	PermissionsBoundaryType string
	PermissionsBoundaryArn  string
}

type roleResult struct{ Role roleElement }

func (r *role) result() roleResult {
	element := roleElement{
		Path: r.path, RoleName: r.name, RoleID: r.id, Arn: r.arn(), CreateDate: queryTime(r.created),
		AssumeRolePolicyDocument: encodeDocument(r.trust), Description: r.description, MaxSessionDuration: r.maxSession,
		Tags: slices.Clone(r.tags),
	}
	if r.boundary != "" {
		element.PermissionsBoundary = &boundaryElement{"Policy", r.boundary}
	}
	return roleResult{element}
}

// encodeDocument encodes a policy document as IAM answers with it (RFC 3986).
func encodeDocument(document string) string {
	return strings.ReplaceAll(url.QueryEscape(document), "+", "%20")
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
func (s *iamService) createRole(q *queryCall) (any, error) {
	r := &role{
		partition: partition(q.region), account: q.account, path: "/", name: q.value("RoleName"),
		id: "AROA" + randomString(upperAlphanumeric, 17), created: s.clock.now(), maxSession: 3600,
		tags: q.tags(), boundary: q.value("PermissionsBoundary"), inline: map[string]string{},
	}
	if q.form.Has("Path") {
		r.path = q.value("Path")
	}
	if err := checkName(q, "RoleName", 64); err != nil {
		return nil, err
	}
	if !validPath(r.path) {
		return nil, invalidParameter("Path", r.path, "Member must begin and end with a slash and have 1 to 512 printable characters")
	}
	if r.boundary != "" {
		if err := checkPolicyARN(q, "PermissionsBoundary"); err != nil {
			return nil, err
		}
	}
	if err := checkRoleTags(r.tags); err != nil {
		return nil, err
	}
	if err := r.describe(q); err != nil {
		return nil, err
	}
	if err := r.setTrust(q.value("AssumeRolePolicyDocument")); err != nil {
		return nil, err
	}

	s.mu.Lock()
	defer s.mu.Unlock()
	if s.roles[r.account][strings.ToLower(r.name)] != nil {
		return nil, newQueryError(http.StatusConflict, "EntityAlreadyExists", "Role with name %s already exists.", r.name)
	}
	if s.roles[r.account] == nil {
		s.roles[r.account] = map[string]*role{}
	}
	s.roles[r.account][strings.ToLower(r.name)] = r
	return r.result(), nil
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
func getRole(_ *queryCall, r *role) (any, error) {
	return r.result(), nil
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html
func updateRole(q *queryCall, r *role) (any, error) {
	return struct{}{}, r.describe(q)
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html
func updateAssumeRolePolicy(q *queryCall, r *role) (any, error) {
	return nil, r.setTrust(q.value("PolicyDocument"))
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html
func (s *iamService) deleteRole(_ *queryCall, r *role) (any, error) {
	switch {
	case len(r.attached) > 0:
		return nil, newQueryError(http.StatusConflict, "DeleteConflict", "Cannot delete entity, must detach all policies first.")
	case len(r.inline) > 0:
		return nil, newQueryError(http.StatusConflict, "DeleteConflict", "Cannot delete entity, must delete policies first.")
	}
	delete(s.roles[r.account], strings.ToLower(r.name))
	return nil, nil
}

// roleID returns the id of a role for a session; one is made up for a role that was not created here.
func (s *iamService) roleID(a arn) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.roleByARN(a.String()); r != nil {
		return r.id
	}
	return "AROA" + randomString(upperAlphanumeric, 17)
}

// describe sets the description and the length of sessions, where the request has them.
func (r *role) describe(q *queryCall) error {
	seconds, err := q.integer("MaxSessionDuration", r.maxSession, 3600, 43200)
	if err != nil {
		return err
	}
	switch description := q.value("Description"); {
	case utf8.RuneCountInString(description) > 1000:
		return invalidParameter("Description", description, "Member must have length less than or equal to 1000")
	case strings.ContainsFunc(description, outsideLatin1):
		return invalidParameter("Description", description,
			`Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*`)
	}
	r.maxSession = seconds
	if q.form.Has("Description") {
		r.description = q.value("Description")
	}
	return nil
}

// outsideLatin1 reports a character that IAM takes in no description.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
func outsideLatin1(c rune) bool {
	switch {
	case c == '\t', c == '\n', c == '\r', ' ' <= c && c <= '~', '\u00a1' <= c && c <= '\u00ff':
		return false
	}
	return true
}

// setTrust sets the trust policy: it names principals and an action of STS, and no resource.
func (r *role) setTrust(document string) error {
	p, err := parsePolicy(document)
	for _, st := range p.Statement {
		switch {
		case st.Principal == nil && st.NotPrincipal == nil:
			err = awsMessage("Missing required field Principal")
		case len(st.Resource)+len(st.NotResource) > 0:
			err = awsMessage("Has prohibited field Resource")
		case slices.ContainsFunc(st.Action, func(a string) bool { return a != "*" && !strings.HasPrefix(strings.ToLower(a), "sts:") }):
			err = awsMessage("AssumeRole policy may only specify STS AssumeRole actions.")
		}
	}
	if err != nil {
		return malformedDocument(err)
	}
	if withoutSpace(document) > 2048 {
		return limitExceeded("Cannot exceed quota for ACLSizePerRole: 2048")
	}
	r.trust = document
	return nil
}

func malformedDocument(err error) error {
	return newQueryError(http.StatusBadRequest, "MalformedPolicyDocument", "%v", err)
}

// withoutSpace is the size of a document that counts against a quota.
func withoutSpace(document string) int {
	size := 0
	for _, r := range document {
		if !unicode.IsSpace(r) {
			size++
		}
	}
	return size
}

// validPath holds (/)|(/[!-~]+/).
func validPath(path string) bool {
	unprintable := func(r rune) bool { return r < '!' || r > '~' }
	return path == "/" || (len(path) > 2 && len(path) <= 512 && path[0] == '/' && path[len(path)-1] == '/' &&
		!strings.ContainsFunc(path, unprintable))
}
