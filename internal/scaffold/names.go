// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"regexp"
	"strings"
)

// splitWords are the lower-case words of a Go name: kms, key, id for KmsKeyId.
func splitWords(name string) []string {
	words := regexp.MustCompile(`[A-Z]?[a-z0-9]+|[A-Z]+`).FindAllString(name, -1)
	for i := range words {
		words[i] = strings.ToLower(words[i])
	}
	return words
}

// attributeName is the snake case of an SDK member: kms_key_id for KmsKeyId.
func attributeName(name string) string { return strings.Join(splitWords(name), "_") }

// goName is the name of an attribute as Go writes it: KMSKeyID for kms_key_id.
func goName(attribute string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(attribute, "_") {
		switch word {
		case "arn", "id", "kms", "uri", "url", "vpc":
			b.WriteString(strings.ToUpper(word))
		default:
			b.WriteString(strings.ToUpper(word[:1]) + word[1:])
		}
	}
	return b.String()
}

// pascal is the name of a resource as AWS's operations write it: PromptRouter for prompt_router.
func pascal(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "_") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// lowerFirst is the JSON name of an SDK member, and the unexported form of a Go name.
func lowerFirst(name string) string { return strings.ToLower(name[:1]) + name[1:] }

// plurals are what AWS may call several of a thing.
func plurals(noun string) []string {
	forms := []string{noun + "s"}
	if stem, ok := strings.CutSuffix(noun, "y"); ok {
		forms = append(forms, stem+"ies")
	}
	return forms
}

// kebab is a noun as ARNs have it: prompt-router for PromptRouter.
func kebab(noun string) string { return strings.Join(splitWords(noun), "-") }
