// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Command generate turns a model file, as AWS publishes its API models, into the lines of internal/awsmodel: one operation or shape
// a line, sorted, without documentation, with patterns that Go compiles. The first line says what the lines were made from.
package main

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
)

func main() {
	date := flag.String("date", "", "day of the model file, such as 2026-08-07")
	flag.Parse()
	if flag.NArg() != 1 || *date == "" {
		fmt.Fprintln(os.Stderr, "usage: generate -date <day of the model> <model.json>")
		os.Exit(2)
	}
	file, err := os.ReadFile(flag.Arg(0))
	if err == nil {
		var lines string
		if lines, err = Lines(file, *date); err == nil {
			_, err = os.Stdout.WriteString(lines)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// Lines are the lines of a model file.
func Lines(file []byte, date string) (string, error) {
	var m struct {
		Metadata   struct{ ServiceID, APIVersion string }
		Operations map[string]map[string]any
		Shapes     map[string]map[string]any
	}
	if err := json.Unmarshal(file, &m); err != nil {
		return "", fmt.Errorf("reading the model: %w", err)
	}
	digest := sha256.Sum256(file)
	lines := []string{fmt.Sprintf("# service=%s; version=%s; date=%s; sha256=%s",
		m.Metadata.ServiceID, m.Metadata.APIVersion, date, hex.EncodeToString(digest[:]))}
	for name, operation := range m.Operations {
		lines = append(lines, line("operation", name, ofOperation(operation)))
	}
	for name, shape := range m.Shapes {
		if pattern, ok := shape["pattern"].(string); ok {
			text, err := compilable(pattern)
			if err != nil {
				return "", fmt.Errorf("pattern of %s: %w", name, err)
			}
			shape["pattern"] = text
		}
		lines = append(lines, line("shape", name, without(shape, "documentation", "deprecated", "deprecatedMessage", "deprecatedSince",
			"box", "fault", "retryable", "senderFault", "timestampFormat")))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n", nil
}

func line(kind, name string, value any) string {
	var text strings.Builder
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err) // it was read as JSON
	}
	return kind + " " + name + " " + strings.TrimSuffix(text.String(), "\n")
}

// ofOperation keeps the route, and the names of the shapes.
func ofOperation(operation map[string]any) map[string]any {
	kept := map[string]any{"http": operation["http"]}
	for _, role := range []string{"input", "output"} {
		if reference, ok := operation[role].(map[string]any); ok {
			kept[role] = reference["shape"]
		}
	}
	var names []any
	references, _ := operation["errors"].([]any)
	for _, reference := range references {
		if reference, ok := reference.(map[string]any); ok {
			names = append(names, reference["shape"])
		}
	}
	kept["errors"] = names
	return kept
}

// without is a value without some members, at every depth, but where they are names: a shape may have a member called documentation.
func without(shape map[string]any, dropped ...string) map[string]any {
	kept := map[string]any{}
	for name, value := range shape {
		switch inner, isObject := value.(map[string]any); {
		case slices.Contains(dropped, name):
		case name == "members" && isObject:
			members := map[string]any{}
			for member, reference := range inner {
				if reference, ok := reference.(map[string]any); ok {
					members[member] = without(reference, dropped...)
				}
			}
			kept[name] = members
		case isObject:
			kept[name] = without(inner, dropped...)
		default:
			kept[name] = value
		}
	}
	return kept
}

// mostRepeats is how often a regular expression of Go may repeat something.
const mostRepeats = 1000

var repeats = regexp.MustCompile(`\{(\d+),(\d+)\}`)

// compilable rewrites counts that Go does not take: the length has a rule of its own.
func compilable(pattern string) (string, error) {
	pattern = repeats.ReplaceAllStringFunc(pattern, func(count string) string {
		bounds := repeats.FindStringSubmatch(count)
		if most, err := strconv.Atoi(bounds[2]); err == nil && most <= mostRepeats {
			return count
		}
		switch bounds[1] {
		case "0":
			return "*"
		case "1":
			return "+"
		}
		return "{" + bounds[1] + ",}"
	})
	_, err := syntax.Parse(pattern, syntax.Perl)
	return pattern, err
}
