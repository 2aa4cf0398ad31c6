// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package sts

import (
	"net/http"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// Service is AWS Security Token Service: who the caller is, and sessions of roles.
type Service struct {
	core.QueryService

	clock    *core.Clock
	sessions *core.Sessions
	roles    roles
}

// roles is what STS asks of IAM.
type roles interface {
	// RoleID returns the id of a role; one is made up for a role that was not created here.
	RoleID(role core.ARN) string
}

// New returns an STS that keeps the sessions it opens in a table.
func New(clock *core.Clock, sessions *core.Sessions, roles roles) *Service {
	s := &Service{clock: clock, sessions: sessions, roles: roles}
	session := []string{"RoleArn", "RoleSessionName"}
	optional := []string{"DurationSeconds", "Policy", "PolicyArns.member.N.arn"}
	s.QueryService = core.QueryService{
		Version:   "2011-06-15",
		Namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
		Operations: map[string]core.QueryOperation{
			"GetCallerIdentity": {Run: s.getCallerIdentity},
			"AssumeRole": {
				Required: session,
				Optional: append([]string{
					"ExternalId", "SerialNumber", "TokenCode", "SourceIdentity", "Tags.member.N.Key", "Tags.member.N.Value",
					"TransitiveTagKeys.member.N",
				}, optional...),
				Run: s.assumeRole,
			},
			"AssumeRoleWithWebIdentity": {
				Required: append(session[:2:2], "WebIdentityToken"),
				Optional: append([]string{"ProviderId"}, optional...),
				Run:      s.assumeRoleWithWebIdentity,
			},
		},
	}
	return s
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
func (s *Service) getCallerIdentity(q *core.QueryCall) (any, error) {
	userID := "AIDASIMULATOR" + q.Account[:8]
	if scope, signed := core.CredentialScope(q.R.Header.Get("Authorization")); signed {
		if current, ok := s.sessions.Find(scope.AccessKeyID); ok {
			userID = current.RoleID
		}
	}
	return struct{ Arn, UserId, Account string }{q.Principal, userID, q.Account}, nil
}

// assumedRole is the part that the answers of all AssumeRole operations have in common.
type assumedRole struct {
	Credentials struct {
		AccessKeyID     string `xml:"AccessKeyId"`
		SecretAccessKey string
		SessionToken    string
		Expiration      string
	}
	AssumedRoleUser struct {
		Arn           string
		AssumedRoleID string `xml:"AssumedRoleId"`
	}
	PackedPolicySize int
	SourceIdentity   string `xml:",omitempty"`
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
func (s *Service) assumeRole(q *core.QueryCall) (any, error) {
	if err := core.ValidateTags(q.Tags(), core.UnicodeTagRune); err != nil {
		return nil, core.NewQueryError(http.StatusBadRequest, "ValidationError", "%v", err)
	}
	longest := 43200
	if strings.Contains(q.Principal, ":assumed-role/") {
		longest = 3600 // role chaining
	}
	answer, err := s.openSession(q, longest)
	if err != nil {
		return nil, err
	}
	answer.SourceIdentity = q.Value("SourceIdentity")
	return answer, nil
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
func (s *Service) assumeRoleWithWebIdentity(q *core.QueryCall) (any, error) {
	if token := q.Value("WebIdentityToken"); len(token) < 4 || len(token) > 20000 {
		return nil, core.NewQueryError(http.StatusBadRequest, "InvalidIdentityToken", "The web identity token must have 4 to 20000 characters")
	}
	answer, err := s.openSession(q, 43200)
	if err != nil {
		return nil, err
	}
	return struct {
		*assumedRole
		SubjectFromWebIdentityToken, Audience, Provider string
	}{answer, "simulator", "sts.amazonaws.com", q.Value("ProviderId")}, nil
}

// openSession issues credentials that act for the account of the role.
func (s *Service) openSession(q *core.QueryCall, longest int) (*assumedRole, error) {
	role, name, err := sessionNames(q)
	if err != nil {
		return nil, err
	}
	seconds, err := q.Integer("DurationSeconds", 3600, 900, longest)
	if err != nil {
		return nil, err
	}
	roleName := role.Resource[strings.LastIndex(role.Resource, "/")+1:]
	duration := time.Duration(seconds) * time.Second
	issued := core.Session{
		AccessKeyID: "ASIA" + role.Account + core.RandomString(core.UpperAlphanumeric, 4),
		SecretKey:   core.RandomString(core.UpperAlphanumeric+core.LowerAlphanumeric, 40),
		Token:       "simulated" + core.RandomString(core.UpperAlphanumeric+core.LowerAlphanumeric, 200),
		Principal:   core.NewARN(role.Partition, "sts", "", role.Account, "assumed-role/"+roleName+"/"+name).String(),
		RoleID:      s.roles.RoleID(role) + ":" + name,
		Role:        role.String(),
		Expires:     s.clock.Unscaled().Add(duration),
	}
	s.sessions.Add(issued)

	answer := &assumedRole{}
	answer.Credentials.AccessKeyID = issued.AccessKeyID
	answer.Credentials.SecretAccessKey = issued.SecretKey
	answer.Credentials.SessionToken = issued.Token
	answer.Credentials.Expiration = core.QueryTime(time.Now().Add(duration)) // the client renews by its own clock
	answer.AssumedRoleUser.Arn = issued.Principal
	answer.AssumedRoleUser.AssumedRoleID = issued.RoleID
	return answer, nil
}

func sessionNames(q *core.QueryCall) (role core.ARN, name string, err error) {
	role, ok := core.ParseARN(q.Value("RoleArn"))
	if !ok || role.Service != "iam" || role.Region != "" || !core.IsAccountID(role.Account) || !strings.HasPrefix(role.Resource, "role/") {
		return core.ARN{}, "", core.NewQueryError(http.StatusBadRequest, "ValidationError", "%s is invalid", q.Value("RoleArn"))
	}
	name = q.Value("RoleSessionName")
	if len(name) < 2 {
		return core.ARN{}, "", core.InvalidParameter("RoleSessionName", name, "Member must have length greater than or equal to 2")
	}
	return role, name, core.CheckName(q, "RoleSessionName", 64)
}

// Anonymous tells whether a request needs no credentials.
func (s *Service) Anonymous(r *http.Request) bool {
	return r.PostFormValue("Action") == "AssumeRoleWithWebIdentity"
}

// Permissions are none: everybody may ask STS who they are.
func (s *Service) Permissions(*core.Call) []core.Permission { return nil }

// List returns nothing: sessions end by themselves.
func (s *Service) List() []core.Object { return nil }

// Reset does nothing: the sessions belong to the front, which looks them up.
func (s *Service) Reset() {}
