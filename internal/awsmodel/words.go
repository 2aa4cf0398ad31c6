// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Sentences say what is wrong with a value, and what AWS takes. The value is called by a name that the reader knows.
func (v Violation) Sentences(name string) string {
	switch v.Rule {
	case Min, Max:
		return v.measure(name) + " " + v.bounds() + "."
	case Enum:
		return fmt.Sprintf("%s is none that AWS names: %s.", v.quote(name), v.Limit)
	case Pattern:
		return v.wrongForm(name)
	case Required:
		return fmt.Sprintf("%s lacks %s.", name, v.Limit)
	case Union:
		return fmt.Sprintf("%s has %d of %s, and takes exactly one.", name, v.length, v.Limit)
	case Type:
		return fmt.Sprintf("%s is no %s.", name, v.Limit)
	}
	return fmt.Sprintf("%s is nothing that %s has.", name, v.Shape)
}

// quote is the value with its name in front; only the name where the value may not be shown.
func (v Violation) quote(name string) string {
	if v.Sensitive || v.Value == "" {
		return name
	}
	return fmt.Sprintf("%s = %q", name, v.Value)
}

func (v Violation) measure(name string) string {
	switch v.shape.Type {
	case "string":
		return fmt.Sprintf("%s has %d characters, and AWS takes", v.quote(name), v.length)
	case "list", "map":
		return fmt.Sprintf("%s has %d elements, and AWS takes", name, v.length)
	case "blob":
		return fmt.Sprintf("%s has %d bytes, and AWS takes", name, v.length)
	}
	if v.Sensitive {
		return name + " is outside of what AWS takes:"
	}
	return fmt.Sprintf("%s is %s, and AWS takes", name, v.Value)
}

func (v Violation) bounds() string {
	least, most := v.shape.Min.String(), v.shape.Max.String()
	switch {
	case most == "":
		return "at least " + least
	case least == "" || least == "0" && v.shape.Type != "integer":
		return "at most " + most
	case least == most:
		return "exactly " + most
	}
	return least + " to " + most
}

func (v Violation) wrongForm(name string) string {
	form, known := v.form()
	f := v.fault
	var what string
	switch {
	case v.Doubt != "":
		return fmt.Sprintf("%s does not have %s.", v.quote(name), form)
	case f.foreign && v.Sensitive:
		what = fmt.Sprintf("the character at position %d is not allowed", f.position)
	case f.foreign:
		what = fmt.Sprintf("%q at position %d is not allowed", f.text, f.position)
	case f.position > v.length:
		what = "it ends too early"
	case v.Sensitive:
		what = fmt.Sprintf("the character at position %d is not allowed there", f.position)
	case f.position == 1:
		what = fmt.Sprintf("it cannot begin with %q", f.text)
	default:
		what = fmt.Sprintf("%q at position %d is not allowed there", f.text, f.position)
	}
	if known || v.words == "" {
		return fmt.Sprintf("%s: %s. AWS takes %s.", v.quote(name), what, form)
	}
	return fmt.Sprintf("%s: %s. AWS takes %s.", v.quote(name), what, v.words)
}

// form is what a pattern asks for, in words.
func (v Violation) form() (words string, known bool) {
	if words, known = forms[v.Shape]; known && v.Source.Service == "Bedrock" {
		return words, true
	}
	return "a form that AWS's model has for " + v.Shape, false
}

// forms are the patterns in words that say more than the characters that a match can hold.
var forms = map[string]string{
	"S3Uri":                       "s3://bucket/key for a job, with letters, digits, ! - _ . * ' ( ) and single slashes in the key",
	"JobName":                     "a letter or digit, and after it letters, digits, +, - and .",
	"EvaluationJobName":           "small letters and digits, with hyphens between them",
	"CustomModelName":             "letters and digits, with single - and _ after them",
	"ImportedModelName":           "letters and digits, with single - and _ after them",
	"InferenceProfileName":        "letters and digits, with single spaces, - and _ after them",
	"InferenceProfileDescription": "letters, digits, colons and dots, with single spaces, - and _ after them",
	"RoleArn":                     "the form of a role's ARN, arn:aws:iam::123456789012:role/name",
	"LambdaArn":                   "the form of a function's ARN, arn:aws:lambda:us-east-1:123456789012:function:name",
	"AccountId":                   "the 12 digits of an AWS account",
}

// classes are sets of characters that have a name.
var classes = []struct {
	low, high rune
	name      string
}{{'a', 'z', "small letters"}, {'A', 'Z', "capital letters"}, {'0', '9', "digits"}, {'a', 'f', "a to f"}, {'A', 'F', "A to F"}}

// words lists the characters that a match can hold; empty where that is nearly all.
func (p *pattern) words() string {
	var has [utf8.RuneSelf]bool
	for r := range rune(utf8.RuneSelf) {
		has[r] = p.allows(r)
	}
	if has[0] || p.allows('é') {
		return ""
	}
	var parts []string
	for _, class := range classes {
		if allOf(has[class.low : class.high+1]) {
			parts = append(parts, class.name)
			clear(has[class.low : class.high+1])
		}
	}
	if len(parts) > 1 && parts[0] == "small letters" && parts[1] == "capital letters" {
		parts = slices.Replace(parts, 0, 2, "letters")
	}
	for r, is := range has {
		switch {
		case !is || strings.ContainsRune("\t\n\v\f\r", rune(r)):
		case r == ' ':
			parts = append(parts, "spaces")
		default:
			parts = append(parts, string(rune(r)))
		}
	}
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " and " + parts[len(parts)-1]
}

func allOf(all []bool) bool { return !slices.Contains(all, false) }
