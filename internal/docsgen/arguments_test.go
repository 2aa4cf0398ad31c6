// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/docsgen/schemajson"
)

func TestSchemaSections(t *testing.T) {
	t.Parallel()
	text := func(description string) schemajson.Attribute {
		return schemajson.Attribute{Type: tftypes.String, Optional: true, Description: description}
	}
	output := func(description string) schemajson.Attribute {
		return schemajson.Attribute{Type: tftypes.String, Computed: true, Description: description}
	}
	object := func(mode, description string, attributes map[string]schemajson.Attribute) schemajson.Attribute {
		return schemajson.Attribute{
			Optional: true, Description: description,
			NestedType: &schemajson.NestedType{NestingMode: mode, Attributes: attributes},
		}
	}
	uri := text("Where.")
	uri.Required, uri.Optional = true, false
	secret := text("A prompt\nwith {{prompt}}.")
	secret.Sensitive = true
	got := schemaSections(schemajson.Block{
		Attributes: map[string]schemajson.Attribute{
			"s3_uri": uri, "prompt": secret,
			"data": object("single", "Data.", map[string]schemajson.Attribute{"owner": text("Who."), "s3_uri": uri}),
			"jobs": object("list", "Jobs.", map[string]schemajson.Attribute{
				"a": text("A."), "b": text("B."),
				"c": object("single", "C.", map[string]schemajson.Attribute{"d": text("D.")}),
			}),
			"timeouts":      object("single", "How long.", map[string]schemajson.Attribute{"create": text("Default `1h`.")}),
			"arn":           output("ARN."),
			"creation_time": output("When."),
			"model_arn":     output("ARN of the model."),
			"status":        output("Status."),
		},
		BlockTypes: map[string]schemajson.NestedBlock{"rule": {Block: schemajson.Block{Description: "Rules."}}},
	}, "allowed = var.creation_time, output = bedrock_x.y.model_arn")
	want := `## Argument Reference

### Required

- ` + "`s3_uri`" + ` (String) Where.

### Optional

- ` + "`data`" + ` (Object) Data.
  - ` + "`s3_uri`" + ` (String, required) Where.
  - ` + "`owner`" + ` (String) Who.
- ` + "`jobs`" + ` (List of Object) Jobs. See [below](#jobs).
- ` + "`prompt`" + ` (String, sensitive) A prompt with {{prompt}}.
- ` + "`rule`" + ` (Block) Rules.
- ` + "`timeouts`" + ` (Object) How long. See [Timeouts](#timeouts).

### ` + "`jobs`" + `

- ` + "`a`" + ` (String) A.
- ` + "`b`" + ` (String) B.
- ` + "`c`" + ` (Object) C.
  - ` + "`d`" + ` (String) D.

## Attribute Reference

Besides the arguments, these can be read:

- ` + "`arn`" + ` (String) ARN.
- ` + "`model_arn`" + ` (String) ARN of the model.
- ` + "`status`" + ` (String) Status.
- ` + "`creation_time`" + ` (String) When.

## Timeouts

- ` + "`create`" + " (String) Default `1h`."
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestKindOf(t *testing.T) {
	t.Parallel()
	for want, kind := range map[string]tftypes.Type{
		"List of String": tftypes.List{ElementType: tftypes.String},
		"Set of Boolean": tftypes.Set{ElementType: tftypes.Bool},
		"Map of Number":  tftypes.Map{ElementType: tftypes.Number},
		"Object":         tftypes.Object{},
		"Any":            tftypes.DynamicPseudoType,
	} {
		if got := kindOf(kind); got != want {
			t.Errorf("%s: %q, not %q", kind, got, want)
		}
	}
}

// tfplugindocs executes the pages as templates.
func TestLiterally(t *testing.T) {
	t.Parallel()
	if got, want := literally("Score {{prompt}}."), `Score {{"{{"}}prompt}}.`; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}

func TestExamplesOf(t *testing.T) {
	t.Parallel()
	p := page{kind: "resources", typeName: "bedrock_x"}
	const directory = "examples/resources/bedrock_x/"
	files := map[string]string{directory + "resource.tf": "# Anything\n"}
	found, err := examplesOf(writeTree(t, files), p)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := examplesSection(found), "## Example Usage\n\n```terraform\n# Anything\n```"; got != want {
		t.Errorf("one example: %q, not %q", got, want)
	}

	files[directory+"another/main.tf"] = "# Another\na = 3\n"
	files[directory+"ci/main.tf"] = "# In a pipeline\na = 2\n"
	files[directory+"kms/main.tf"] = "# With a key\n\na = 1\n"
	found, err = examplesOf(writeTree(t, files), p)
	if err != nil {
		t.Fatal(err)
	}
	want := "## Example Usage\n\n### Basic\n\n```terraform\n# Anything\n```\n\n### With a key\n\n```terraform\na = 1\n```\n\n" +
		"### In a pipeline\n\n```terraform\na = 2\n```\n\n### Another\n\n```terraform\na = 3\n```"
	if diff := cmp.Diff(want, examplesSection(found)); diff != "" {
		t.Error(diff)
	}

	files[directory+"ci/main.tf"] = "a = 2\n"
	if _, err := examplesOf(writeTree(t, files), p); err == nil || !strings.Contains(err.Error(), "ci/main.tf does not begin with its title") {
		t.Errorf("a title that is missing: %v", err)
	}
	if found, err := examplesOf(t.TempDir(), p); err != nil || examplesSection(found) != "" {
		t.Errorf("no example: %v, %v", found, err)
	}
}
