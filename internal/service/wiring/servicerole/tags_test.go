// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// roleWithTags is a role with other tags than those of min.tf, in HCL.
func roleWithTags(t *testing.T, tags string) string {
	t.Helper()
	config, err := acctest.SetArguments(acctest.Fixture(t, "min.tf"), "bedrock_service_role", "test",
		map[string]string{"tags": tags})
	if err != nil {
		t.Fatal(err)
	}
	return config
}

// IAM does not tell keys apart by case, so that the old key must not be taken away after the new one was set.
func TestServiceRole_keepsATagWhoseKeyChangesItsCase(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	acctest.OK(t, w.Apply(t.Context(), roleWithTags(t, `{ team = "support", stage = "test" }`)))
	config := roleWithTags(t, `{ Team = "support", stage = "test" }`)
	acctest.OK(t, w.Apply(t.Context(), config))
	acctest.Unchanged(t, w, config)
	role, err := iamClient(cloud).GetRole(t.Context(), &iam.GetRoleInput{RoleName: aws.String(roleName)})
	acctest.Must(t, role, err)
	var keys []string
	for _, tag := range role.Role.Tags {
		keys = append(keys, *tag.Key+"="+*tag.Value)
	}
	if got := strings.Join(keys, " "); got != "stage=test Team=support" {
		t.Errorf("the role has %s", got)
	}
}

// A role with as many tags as IAM allows has no room for a new one beside the old ones.
func TestServiceRole_changesATagOfFifty(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	many := func(last string) string {
		var tags strings.Builder
		for i := range 49 {
			fmt.Fprintf(&tags, "key-%02d = \"v\"\n", i)
		}
		return "{\n" + tags.String() + last + " = \"v\"\n}"
	}
	acctest.OK(t, w.Apply(t.Context(), roleWithTags(t, many("old"))))
	config := roleWithTags(t, many("new"))
	acctest.OK(t, w.Apply(t.Context(), config))
	acctest.Unchanged(t, w, config)
}

func TestServiceRole_refusesKeysThatAreOneForIAM(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		defaults map[string]any
		tags     string
		says     []string // nothing where the plan is sound
	}{
		"default and own": {map[string]any{"team": "a"}, `{ Team = "b" }`, []string{
			`"team" of the provider's default_tags and "Team" of tags are the same tag`, "tags then wins", `AttributeName("tags")`,
		}},
		"own only":             {nil, `{ team = "a", TEAM = "b" }`, []string{`"TEAM" of tags and "team" of tags`, "once only"}},
		"default only":         {map[string]any{"team": "a", "Team": "b"}, `null`, []string{`"Team" of the provider's default_tags and "team"`}},
		"the same key":         {map[string]any{"team": "a"}, `{ team = "b" }`, nil},
		"a tag that is null":   {map[string]any{"team": "a"}, `{ Team = null }`, nil},
		"a value not known":    {map[string]any{"team": "a"}, `{ Team = unknown }`, []string{`"Team" of tags`}},
		"a map that is not":    {map[string]any{"team": "a"}, `unknown`, nil},
		"other keys, no tags":  {map[string]any{"team": "a", "stage": "b"}, `null`, nil},
		"a key in another one": {map[string]any{"team": "a"}, `{ Teams = "b" }`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			provider := cloud.For(acctest.Region)
			if c.defaults != nil {
				provider["default_tags"] = []any{map[string]any{"tags": c.defaults}}
			}
			w.Reconfigure(provider, domains())
			plan := w.Plan(t.Context(), roleWithTags(t, c.tags))
			if c.says == nil {
				acctest.OK(t, plan.Diagnostics)
				return
			}
			acctest.Refused(t, plan.Diagnostics, c.says...)
		})
	}
}

// S3 tells keys apart by case, and so does Bedrock.
func TestDataBucket_takesKeysThatDifferInCase(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	config := `resource "bedrock_data_bucket" "test" {
		bucket = "wiring-data-bucket"
		tags   = { team = "a", Team = "b" }
	}`
	acctest.OK(t, w.Apply(t.Context(), config))
	acctest.Unchanged(t, w, config)
	config = strings.Replace(config, `team = "a", Team = "b"`, `TEAM = "a"`, 1)
	acctest.OK(t, w.Apply(t.Context(), config))
	acctest.Unchanged(t, w, config)
}
