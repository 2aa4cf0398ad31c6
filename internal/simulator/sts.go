// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"net/http"
	"strings"
	"time"
)

// stsService is AWS Security Token Service: who the caller is, and sessions of roles.
type stsService struct {
	queryService

	clock    *clock
	sessions *sessionTable
	roles    stsRoles
}

// stsRoles is what STS asks of IAM.
type stsRoles interface {
	// roleID returns the id of a role; one is made up for a role that was not created here.
	roleID(role arn) string
}

func newSTSService(clock *clock, sessions *sessionTable, roles stsRoles) *stsService {
	s := &stsService{clock: clock, sessions: sessions, roles: roles}
	session := []string{"RoleArn", "RoleSessionName"}
	optional := []string{"DurationSeconds", "Policy", "PolicyArns.member.N.arn"}
	s.queryService = queryService{
		version:   "2011-06-15",
		namespace: "https://sts.amazonaws.com/doc/2011-06-15/",
		operations: map[string]queryOperation{
			"GetCallerIdentity": {run: s.getCallerIdentity},
			"AssumeRole": {
				required: session,
				optional: append([]string{
					"ExternalId", "SerialNumber", "TokenCode", "SourceIdentity", "Tags.member.N.Key", "Tags.member.N.Value",
					"TransitiveTagKeys.member.N",
				}, optional...),
				run: s.assumeRole,
			},
			"AssumeRoleWithWebIdentity": {
				required: append(session[:2:2], "WebIdentityToken"),
				optional: append([]string{"ProviderId"}, optional...),
				run:      s.assumeRoleWithWebIdentity,
			},
		},
	}
	return s
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
func (s *stsService) getCallerIdentity(q *queryCall) (any, error) {
	userID := "AIDASIMULATOR" + q.account[:8]
	if scope, signed := credentialScope(q.r.Header.Get("Authorization")); signed {
		if current, ok := s.sessions.find(scope.accessKeyID); ok {
			userID = current.roleID
		}
	}
	return struct{ Arn, UserId, Account string }{q.principal, userID, q.account}, nil
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
func (s *stsService) assumeRole(q *queryCall) (any, error) {
	if err := validateTags(q.tags(), unicodeTagRune); err != nil {
		return nil, newQueryError(http.StatusBadRequest, "ValidationError", "%v", err)
	}
	longest := 43200
	if strings.Contains(q.principal, ":assumed-role/") {
		longest = 3600 // role chaining
	}
	answer, err := s.openSession(q, longest)
	if err != nil {
		return nil, err
	}
	answer.SourceIdentity = q.value("SourceIdentity")
	return answer, nil
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
func (s *stsService) assumeRoleWithWebIdentity(q *queryCall) (any, error) {
	if token := q.value("WebIdentityToken"); len(token) < 4 || len(token) > 20000 {
		return nil, newQueryError(http.StatusBadRequest, "InvalidIdentityToken", "The web identity token must have 4 to 20000 characters")
	}
	answer, err := s.openSession(q, 43200)
	if err != nil {
		return nil, err
	}
	return struct {
		*assumedRole
		SubjectFromWebIdentityToken, Audience, Provider string
	}{answer, "simulator", "sts.amazonaws.com", q.value("ProviderId")}, nil
}

// openSession issues credentials that act for the account of the role.
func (s *stsService) openSession(q *queryCall, longest int) (*assumedRole, error) {
	role, name, err := sessionNames(q)
	if err != nil {
		return nil, err
	}
	seconds, err := q.integer("DurationSeconds", 3600, 900, longest)
	if err != nil {
		return nil, err
	}
	roleName := role.resource[strings.LastIndex(role.resource, "/")+1:]
	duration := time.Duration(seconds) * time.Second
	issued := session{
		accessKeyID: "ASIA" + role.account + randomString(upperAlphanumeric, 4),
		secretKey:   randomString(upperAlphanumeric+lowerAlphanumeric, 40),
		token:       "simulated" + randomString(upperAlphanumeric+lowerAlphanumeric, 200),
		principal:   arn{role.partition, "sts", "", role.account, "assumed-role/" + roleName + "/" + name}.String(),
		roleID:      s.roles.roleID(role) + ":" + name,
		role:        role.String(),
		expires:     s.clock.unscaled().Add(duration),
	}
	s.sessions.add(issued)

	answer := &assumedRole{}
	answer.Credentials.AccessKeyID = issued.accessKeyID
	answer.Credentials.SecretAccessKey = issued.secretKey
	answer.Credentials.SessionToken = issued.token
	answer.Credentials.Expiration = queryTime(time.Now().Add(duration)) // the client renews by its own clock
	answer.AssumedRoleUser.Arn = issued.principal
	answer.AssumedRoleUser.AssumedRoleID = issued.roleID
	return answer, nil
}

func sessionNames(q *queryCall) (role arn, name string, err error) {
	role, ok := parseARN(q.value("RoleArn"))
	if !ok || role.service != "iam" || role.region != "" || !isAccountID(role.account) || !strings.HasPrefix(role.resource, "role/") {
		return arn{}, "", newQueryError(http.StatusBadRequest, "ValidationError", "%s is invalid", q.value("RoleArn"))
	}
	name = q.value("RoleSessionName")
	if len(name) < 2 {
		return arn{}, "", invalidParameter("RoleSessionName", name, "Member must have length greater than or equal to 2")
	}
	return role, name, checkName(q, "RoleSessionName", 64)
}

// anonymous tells whether a request needs no credentials.
func (s *stsService) anonymous(r *http.Request) bool {
	return r.PostFormValue("Action") == "AssumeRoleWithWebIdentity"
}

// permissions are none: everybody may ask STS who they are.
func (s *stsService) permissions(*call) []permission { return nil }

// list returns nothing: sessions end by themselves.
func (s *stsService) list() []Object { return nil }

// reset does nothing: the sessions belong to the front, which looks them up.
func (s *stsService) reset() {}
