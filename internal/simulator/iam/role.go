// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package iam

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
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
	tags               []core.Tag
	inline             map[string]string // documents by policy name
	attached           []string          // ARNs of managed policies
}

func (r *role) arn() string {
	return core.NewARN(r.partition, "iam", "", r.account, "role"+r.path+r.name).String()
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
	MaxSessionDuration       int    `xml:",omitempty"`
	PermissionsBoundary      *boundaryElement
	Tags                     *tagsElement // nil for none
	RoleLastUsed             *struct{}
}

type boundaryElement struct {
	PermissionsBoundaryType string
	PermissionsBoundaryArn  string
}

type tagsElement struct {
	Tags []core.Tag `xml:"member"`
}

type roleResult struct{ Role roleElement }

func (r *role) result() roleResult {
	element := roleElement{
		Path: r.path, RoleName: r.name, RoleID: r.id, Arn: r.arn(), CreateDate: core.QueryTime(r.created),
		AssumeRolePolicyDocument: encodeDocument(r.trust), Description: r.description, MaxSessionDuration: r.maxSession,
	}
	if len(r.tags) > 0 {
		element.Tags = &tagsElement{slices.Clone(r.tags)}
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
func (s *Service) createRole(q *core.QueryCall) (any, error) {
	r := &role{
		partition: core.Partition(q.Region), account: q.Account, path: "/", name: q.Value("RoleName"),
		id: "AROA" + core.RandomString(core.UpperAlphanumeric, 17), created: s.clock.Now(), maxSession: 3600,
		tags: q.Tags(), boundary: q.Value("PermissionsBoundary"), inline: map[string]string{},
	}
	if q.Form.Has("Path") {
		r.path = q.Value("Path")
	}
	if err := core.CheckName(q, "RoleName", 64); err != nil {
		return nil, err
	}
	if !validPath(r.path) {
		return nil, core.InvalidParameter("Path", r.path, "Member must begin and end with a slash and have 1 to 512 printable characters")
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
	if err := s.setTrust(r, q.Value("AssumeRolePolicyDocument")); err != nil {
		return nil, err
	}

	s.mu.Lock()
	defer s.mu.Unlock()
	if s.roles[r.account][strings.ToLower(r.name)] != nil {
		return nil, core.NewQueryError(http.StatusConflict, "EntityAlreadyExists", "Role with name %s already exists.", r.name)
	}
	if s.roles[r.account] == nil {
		s.roles[r.account] = map[string]*role{}
	}
	s.roles[r.account][strings.ToLower(r.name)] = r
	created := r.result()
	created.Role.MaxSessionDuration = 0 // only GetRole tells it
	return created, nil
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
func getRole(_ *core.QueryCall, r *role) (any, error) {
	got := r.result()
	got.Role.RoleLastUsed = &struct{}{}
	return got, nil
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html
func updateRole(q *core.QueryCall, r *role) (any, error) {
	return struct{}{}, r.describe(q)
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html
func (s *Service) updateAssumeRolePolicy(q *core.QueryCall, r *role) (any, error) {
	return nil, s.setTrust(r, q.Value("PolicyDocument"))
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html
func (s *Service) deleteRole(_ *core.QueryCall, r *role) (any, error) {
	switch {
	case len(r.attached) > 0:
		return nil, core.NewQueryError(http.StatusConflict, "DeleteConflict", "Cannot delete entity, must detach all policies first.")
	case len(r.inline) > 0:
		return nil, core.NewQueryError(http.StatusConflict, "DeleteConflict", "Cannot delete entity, must delete policies first.")
	}
	delete(s.roles[r.account], strings.ToLower(r.name))
	return nil, nil
}

// RoleID returns the id of a role for a session; one is made up for a role that was not created here.
func (s *Service) RoleID(a core.ARN) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.roleByARN(a.String()); r != nil {
		return r.id
	}
	return "AROA" + core.RandomString(core.UpperAlphanumeric, 17)
}

// describe sets the description and the length of sessions, where the request has them.
func (r *role) describe(q *core.QueryCall) error {
	seconds, err := q.Integer("MaxSessionDuration", r.maxSession, 3600, 43200)
	if err != nil {
		return err
	}
	switch description := q.Value("Description"); {
	case utf8.RuneCountInString(description) > 1000:
		return core.InvalidParameter("Description", description, "Member must have length less than or equal to 1000")
	case strings.ContainsFunc(description, outsideLatin1):
		return core.InvalidParameter("Description", description,
			`Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*`)
	}
	r.maxSession = seconds
	if q.Form.Has("Description") {
		r.description = q.Value("Description")
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

func malformedDocument(err error) error {
	return core.NewQueryError(http.StatusBadRequest, "MalformedPolicyDocument", "%v", err)
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
