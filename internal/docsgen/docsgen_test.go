// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/docsgen/schemajson"
)

// identities is a provider of which only the identity of one resource type matters.
func identities(typeName string, attributes ...string) schemajson.Provider {
	s := schemajson.IdentitySchema{Attributes: map[string]schemajson.IdentityAttribute{}}
	for _, name := range attributes {
		s.Attributes[name] = schemajson.IdentityAttribute{Type: tftypes.String, RequiredForImport: true}
	}
	return schemajson.Provider{Identities: map[string]schemajson.IdentitySchema{typeName: s}}
}

// writeTree writes files, given by path, below a new directory.
func writeTree(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for path, text := range files {
		path = filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func readFile(t *testing.T, path ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(path...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestWriteTemplates_fillsInWhatTfplugindocsDoesNotKnow(t *testing.T) {
	t.Parallel()
	root := writeTree(t, map[string]string{
		"templates/index.md.tmpl":                 "# Index\n",
		"templates/resources.md.tmpl":             "sub: <<subcategory>>\n{{ .Name }}\n<<import>>\n",
		"templates/data-sources.md.tmpl":          "data: <<subcategory>>\n",
		"templates/resources/custom_copy.md.tmpl": "by hand: <<subcategory>>\n",
		"examples/resources/bedrock_custom_model/import.sh": "# The ARN is in the console.\n" +
			"terraform import bedrock_custom_model.example 'arn:aws:bedrock:us-east-1:123456789012:custom-model/a'\n",
	})
	out := filepath.Join(t.TempDir(), "templates")
	err := writeTemplates(root, out, []page{
		{kind: "resources", typeName: "bedrock_custom_model", domain: "customization"},
		{kind: "resources", typeName: "bedrock_custom_copy", domain: "customization"},
		{kind: "data-sources", typeName: "bedrock_foundation_model", domain: "catalog"},
	}, identities("bedrock_custom_model", "arn"))
	if err != nil {
		t.Fatal(err)
	}

	got := readFile(t, out, "resources/custom_model.md.tmpl")
	for _, want := range []string{
		"sub: Customization", "{{ .Name }}",
		"  to = bedrock_custom_model.example\n  identity = {\n    arn = \"arn:aws:bedrock:us-east-1:123456789012:custom-model/a\"\n",
		"  id = \"arn:aws:bedrock:us-east-1:123456789012:custom-model/a\"\n",
		"# The ARN is in the console.\nterraform import",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	if got := readFile(t, out, "resources/custom_copy.md.tmpl"); got != "by hand: Customization\n" {
		t.Errorf("a template of its own is not used: %q", got)
	}
	if got := readFile(t, out, "data-sources/foundation_model.md.tmpl"); !strings.HasPrefix(got, "data: Catalog\n") ||
		!strings.Contains(got, "[ListFoundationModels](https://docs.aws.amazon.com/bedrock/latest/APIReference/API_ListFoundationModels.html)") {
		t.Errorf("data source: %q", got)
	}
}

func TestImportSection_ofASingletonHasItsIdentity(t *testing.T) {
	t.Parallel()
	root := writeTree(t, map[string]string{
		"examples/resources/bedrock_logging/import.sh": "terraform import bedrock_logging.example us-east-1\n",
	})
	p := page{kind: "resources", typeName: "bedrock_logging"}
	got, err := importSection(root, p, identities(p.typeName, "region", "account_id").Identities[p.typeName])
	if err != nil {
		t.Fatal(err)
	}
	if want := "    account_id = \"123456789012\"\n    region     = \"us-east-1\"\n"; !strings.Contains(got, want) {
		t.Errorf("%q is missing in\n%s", want, got)
	}
}

func TestImportSection_ofAModelIsKnownByIt(t *testing.T) {
	t.Parallel()
	root := writeTree(t, map[string]string{"examples/resources/bedrock_access/import.sh": "# By model\n" +
		"terraform import bedrock_access.example vendor.model-1\nterraform import bedrock_access.example vendor.model-1@eu-central-1\n"})
	p := page{kind: "resources", typeName: "bedrock_access"}
	got, err := importSection(root, p, identities(p.typeName, "model_id").Identities[p.typeName])
	if want := "    model_id = \"vendor.model-1\"\n"; err != nil || !strings.Contains(got, want) {
		t.Errorf("%v, or %q is missing in\n%s", err, want, got)
	}
}

func TestImportSection_ofTwoKindsOfIDShowsBoth(t *testing.T) {
	t.Parallel()
	root := writeTree(t, map[string]string{"examples/resources/bedrock_data_bucket/import.sh": "# By name\n" +
		"terraform import bedrock_data_bucket.example training\n# or by ARN\n" +
		"terraform import bedrock_data_bucket.example arn:aws:s3:::training\n"})
	p := page{kind: "resources", typeName: "bedrock_data_bucket"}
	got, err := importSection(root, p, identities(p.typeName, "arn").Identities[p.typeName])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"    arn = \"arn:aws:s3:::training\"\n", "  id = \"training\"\n", "# or by ARN\nterraform import"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

func TestImportSection_refusesWhatItCannotExplain(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ script, identity string }{
		"no command":         {script: "# later\n", identity: "arn"},
		"no arn":             {script: "terraform import bedrock_x.example abc\n", identity: "arn"},
		"unknown identifier": {script: "terraform import bedrock_x.example abc\n", identity: "flavour"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			root := writeTree(t, map[string]string{"examples/resources/bedrock_x/import.sh": tc.script})
			p := page{kind: "resources", typeName: "bedrock_x"}
			if got, err := importSection(root, p, identities(p.typeName, tc.identity).Identities[p.typeName]); err == nil {
				t.Errorf("no error, but\n%s", got)
			}
		})
	}
}

func TestDropUnregistered_keepsOnlyWhatThereIs(t *testing.T) {
	t.Parallel()
	root := writeTree(t, map[string]string{"index.md.tmpl": `See [a guide](guides/a.md) and [later](resources/later.md).

| I want to | use |
|---|---|
| **Now** | |
| train | [x](resources/x.md), [later](data-sources/later.md), [guide](guides/a.md) |
| look | [y](data-sources/y.md) |
| fly | [later](resources/later.md), [later](data-sources/later.md) |
| **Later** | |
| fly higher | [later](resources/later.md) |

The end.
`})
	path := filepath.Join(root, "index.md.tmpl")
	if err := dropUnregistered(path, map[string]bool{"resources/x": true, "data-sources/y": true}); err != nil {
		t.Fatal(err)
	}
	want := `See [a guide](guides/a.md) and [later](resources/later.md).

| I want to | use |
|---|---|
| **Now** | |
| train | [x](resources/x.md), [guide](guides/a.md) |
| look | [y](data-sources/y.md) |

The end.
`
	if got := readFile(t, path); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPermissionsSection(t *testing.T) {
	t.Parallel()
	all := map[string]needs{
		"bedrock_job": {
			Plan: []string{"bedrock:GetJob", "bedrock:ListFoundationModels"}, Apply: []string{"bedrock:CreateJob", "iam:PassRole"},
			Better: []string{"bedrock:ListTagsForResource"},
		},
		"data.bedrock_job":   {Plan: []string{"bedrock:GetJob", "bedrock:ListTagsForResource"}},
		"data.bedrock_check": {},
	}
	for name, tc := range map[string]struct {
		page page
		want []string
	}{
		"a resource": {page{kind: "resources", typeName: "bedrock_job"}, []string{
			`"Sid": "PlanJob"`, `"Sid": "ApplyJob"`, `"iam:PassedToService": "bedrock.amazonaws.com"`, `"Sid": "OptionalTags"`,
			`"Resource": "arn:aws:bedrock:us-east-1:123456789012:job/*"`, `"Resource": "arn:aws:iam::123456789012:role/AmazonBedrock-*"`,
			`"Resource": "*"`, "`*` alone stands where IAM knows no resource",
		}},
		"a data source": {page{kind: "data-sources", typeName: "bedrock_job"}, []string{
			"Reading it needs this policy.", `"bedrock:GetJob"`, `"bedrock:ListTagsForResource"`,
		}},
		"one that needs nothing":    {page{kind: "data-sources", typeName: "bedrock_check"}, []string{"None, not even credentials."}},
		"one that was not measured": {page{kind: "resources", typeName: "bedrock_new"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			section := permissionsSection(tc.page, all)
			if tc.want == nil && section != "" {
				t.Errorf("unexpected: %s", section)
			}
			for _, want := range tc.want {
				if !strings.Contains(section, want) {
					t.Errorf("%q is not in %s", want, section)
				}
			}
		})
	}
}
