// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/docsgen/schemajson"
)

// entry is an argument or an attribute as a page shows it.
type entry struct {
	name        string
	kind        string // List of String, Object, and what else is said in brackets
	description string
	required    bool
	readOnly    bool
	nested      []entry
}

const timeoutsName = "timeouts"

// most entries that an object may have to be shown in its place; a larger one has a heading of its own.
const mostInPlace = 3

// schemaSections writes arguments, attributes and timeouts. tfplugindocs has a heading for every object within another one, with
// the whole path in it, and the objects of an evaluation are twelve deep; here each argument has one heading, and what is in it is a list
// of lists.
func schemaSections(block schemajson.Block, examples string) string {
	all := entriesOf(block)
	var required, optional, attributes []entry
	for _, e := range all {
		switch {
		case e.readOnly:
			attributes = append(attributes, e)
		case e.required:
			required = append(required, e)
		default:
			optional = append(optional, e)
		}
	}
	var out strings.Builder
	if len(required)+len(optional) > 0 {
		out.WriteString("## Argument Reference\n")
		writeList(&out, "### Required", required)
		writeList(&out, "### Optional", optional)
		writeObjects(&out, append(required, optional...))
	}
	if len(attributes) > 0 {
		out.WriteString("\n## Attribute Reference\n\nBesides the arguments, these can be read:\n")
		importantFirst(attributes, examples)
		writeList(&out, "", attributes)
		writeObjects(&out, attributes)
	}
	if i := slices.IndexFunc(all, func(e entry) bool { return e.name == timeoutsName }); i >= 0 {
		out.WriteString("\n## Timeouts\n\n")
		writeNested(&out, "", all[i].nested)
	}
	return strings.TrimSpace(out.String())
}

// writeList writes entries under a heading, if there are any.
func writeList(out *strings.Builder, heading string, entries []entry) {
	if len(entries) == 0 {
		return
	}
	if heading != "" {
		out.WriteString("\n" + heading + "\n")
	}
	out.WriteString("\n")
	for _, e := range entries {
		switch {
		case e.name == timeoutsName:
			fmt.Fprintf(out, "%s See [Timeouts](#timeouts).\n", e.line(false))
		case len(e.nested) > 0 && !e.inPlace():
			fmt.Fprintf(out, "%s See [below](#%s).\n", e.line(false), e.name)
		default:
			out.WriteString(e.line(false) + "\n")
			writeNested(out, "  ", e.nested)
		}
	}
}

// writeObjects writes what is in the objects that are not shown in their place.
func writeObjects(out *strings.Builder, entries []entry) {
	for _, e := range entries {
		if len(e.nested) > 0 && !e.inPlace() && e.name != timeoutsName {
			fmt.Fprintf(out, "\n### `%s`\n\n", e.name)
			writeNested(out, "", e.nested)
		}
	}
}

// writeNested writes entries as a list, and what is in them as lists in it: first what is required.
func writeNested(out *strings.Builder, indent string, entries []entry) {
	for _, e := range slices.SortedStableFunc(slices.Values(entries), func(a, b entry) int { return cmp.Compare(b.rank(), a.rank()) }) {
		out.WriteString(indent + e.line(true) + "\n")
		writeNested(out, indent+"  ", e.nested)
	}
}

func (e entry) rank() int {
	if e.required {
		return 1
	}
	return 0
}

// line is the entry as an item of a list; within an object it says itself whether it is required.
func (e entry) line(within bool) string {
	kind := e.kind
	if within && e.required {
		kind += ", required"
	}
	return fmt.Sprintf("- `%s` (%s) %s", e.name, kind, e.description)
}

// inPlace reports whether an object is small enough to be shown where it is listed.
func (e entry) inPlace() bool {
	return count(e.nested) <= mostInPlace
}

func count(entries []entry) (n int) {
	for _, e := range entries {
		n += 1 + count(e.nested)
	}
	return n
}

// importantFirst sorts attributes: the ARN, what the examples on the page use, the status, and then the others by name.
func importantFirst(attributes []entry, examples string) {
	rank := func(e entry) int {
		used := firstUse(examples, e.name)
		switch {
		case e.name == "arn":
			return -2
		case used >= 0:
			return used
		case e.name == "status":
			return len(examples)
		}
		return len(examples) + 1
	}
	slices.SortStableFunc(attributes, func(a, b entry) int { return cmp.Compare(rank(a), rank(b)) })
}

// firstUse is where an example reads an attribute, of anything but a variable and the like; -1 where it does not.
func firstUse(examples, name string) int {
	for _, found := range regexp.MustCompile(`(\w+)(?:\[[^\]]*\])?\.`+name+`\b`).FindAllStringSubmatchIndex(examples, -1) {
		if of := examples[found[2]:found[3]]; !slices.Contains([]string{"var", "local", "each", "path", "module"}, of) {
			return found[0]
		}
	}
	return -1
}

// entriesOf are the attributes and blocks of a block, by name.
func entriesOf(block schemajson.Block) []entry {
	entries := entriesOfAttributes(block.Attributes)
	for name, nested := range block.BlockTypes {
		entries = append(entries, entry{
			name: name, kind: "Block", description: oneLine(nested.Block.Description), required: nested.MinItems > 0,
			nested: entriesOf(nested.Block),
		})
	}
	slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.name, b.name) })
	return entries
}

func entriesOfAttributes(attributes map[string]schemajson.Attribute) (entries []entry) {
	for _, name := range slices.Sorted(maps.Keys(attributes)) {
		a := attributes[name]
		e := entry{name: name, description: oneLine(a.Description), required: a.Required, readOnly: !a.Required && !a.Optional}
		if a.NestedType != nil {
			e.kind = kindOfNested(a.NestedType.NestingMode)
			e.nested = entriesOfAttributes(a.NestedType.Attributes)
		} else {
			e.kind = kindOf(a.Type)
		}
		for _, mark := range []struct {
			is   bool
			text string
		}{{a.Sensitive, "sensitive"}, {a.WriteOnly, "write-only"}, {a.Deprecated, "deprecated"}} {
			if mark.is {
				e.kind += ", " + mark.text
			}
		}
		entries = append(entries, e)
	}
	return entries
}

// oneLine makes a description an item of a list.
func oneLine(text string) string {
	return strings.Join(strings.Fields(text), " ")
}

func kindOfNested(mode string) string {
	switch mode {
	case "single":
		return "Object"
	case "map":
		return "Map of Object"
	case "set":
		return "Set of Object"
	}
	return "List of Object"
}

// kindOf names a type as Terraform's documentation does.
func kindOf(t tftypes.Type) string {
	switch t := t.(type) {
	case tftypes.List:
		return "List of " + kindOf(t.ElementType)
	case tftypes.Set:
		return "Set of " + kindOf(t.ElementType)
	case tftypes.Map:
		return "Map of " + kindOf(t.ElementType)
	case tftypes.Object:
		return "Object"
	}
	switch {
	case t.Is(tftypes.String):
		return "String"
	case t.Is(tftypes.Number):
		return "Number"
	case t.Is(tftypes.Bool):
		return "Boolean"
	}
	return "Any"
}

// literally protects text from the templates of tfplugindocs: what a judge is told has {{prompt}} in it.
func literally(text string) string {
	return strings.ReplaceAll(text, "{{", `{{"{{"}}`)
}
