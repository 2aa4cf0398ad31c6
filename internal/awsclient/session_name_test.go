// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"net/url"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// CloudTrail shows the name of a session, so it says whose it is, within the rules of AWS STS, and is the same for all sessions of a
// process.
func TestSession_isNamedAfterTheProvider(t *testing.T) {
	t.Parallel()
	token := filepath.Join(t.TempDir(), "token")
	write(t, token, "oidc-token")
	ours, valid := regexp.MustCompile(`^terraform-provider-bedrock-[0-9]+$`), regexp.MustCompile(`^[\w+=,.@-]{2,64}$`)
	for action, assume := range map[string]func(*awsclient.Config){
		"AssumeRole": func(c *awsclient.Config) {
			c.AssumeRole = []awsclient.AssumeRole{
				{RoleARN: "arn:aws:iam::111111111111:role/first"}, {RoleARN: "arn:aws:iam::222222222222:role/second"},
			}
		},
		"AssumeRoleWithWebIdentity": func(c *awsclient.Config) {
			c.AccessKey, c.SecretKey = "", ""
			c.AssumeRoleWithWebIdentity = &awsclient.AssumeRoleWithWebIdentity{
				RoleARN: "arn:aws:iam::111111111111:role/ci", WebIdentityTokenFile: token,
			}
		},
	} {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			cloud := newCloud(t)
			arguments := cloud.config()
			assume(&arguments)
			mustGetModel(t, awsclient.New(arguments))
			names := map[string]bool{}
			for _, request := range cloud.seen(action) {
				form, err := url.ParseQuery(request.form)
				if err != nil {
					t.Fatal(err)
				}
				name := form.Get("RoleSessionName")
				if names[name] = true; !ours.MatchString(name) || !valid.MatchString(name) {
					t.Errorf("the session is named %q", name)
				}
			}
			if len(names) != 1 {
				t.Errorf("the sessions of one process are named %v", names)
			}
		})
	}
}
