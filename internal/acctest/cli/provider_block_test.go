// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"strings"
	"testing"
)

// Blocks of hashicorp/aws whose variables are empty on a laptop: no role is assumed, and a warning says so.
func TestProviderBlock_withoutARoleAssumesNone(t *testing.T) {
	t.Parallel()
	for name, roles := range map[string]string{
		"empty":                   `assume_role { role_arn = "" }`,
		"null, with settings":     "assume_role {\n role_arn = null\n duration = \"15m\"\n session_name = \"atlantis\"\n }",
		"empty, twice":            "assume_role { role_arn = \"\" }\n assume_role { role_arn = \"\" }",
		"empty settings":          "assume_role {\n role_arn = \"\"\n duration = \"\"\n external_id = \"\"\n policy = \"\"\n }",
		"empty web identity role": "assume_role_with_web_identity {\n role_arn = \"\"\n web_identity_token_file = \"\"\n }",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newWorkbench(t, `data "bedrock_foundation_models" "all" {}`)
			b.Write(map[string]string{"provider.tf": strings.Replace(providerBlock, `poll_interval = "1s"`, roles, 1)})
			b.Plan().OK(t).Says(t, "Assuming no role", "no role is assumed")
			b.expectCounts(t, map[string]int{"AssumeRole": 0, "AssumeRoleWithWebIdentity": 0, "ListFoundationModels": 1})
		})
	}
}
