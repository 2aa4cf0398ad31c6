// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// Refusal is what AWS itself says of a violation: Value 'a b' at 'jobTags.1.member.key' failed to satisfy constraint: Member must ...
func (v Violation) Refusal() string {
	return fmt.Sprintf("Value%s at '%s' failed to satisfy constraint: %s", v.said(), wirePath(v.Member), v.constraint())
}

// said is the value as AWS repeats it; it says nothing of what is sensitive.
func (v Violation) said() string {
	switch {
	case v.Rule == Required:
		return " null"
	case v.Sensitive || v.Rule == Unknown || v.Rule == Type:
		return ""
	case v.Rule == Union || v.shape.Type == "list" || v.shape.Type == "map" || v.shape.Type == "blob":
		return fmt.Sprintf(" '[%d members]'", v.length)
	}
	return " '" + v.Value + "'"
}

func (v Violation) constraint() string {
	measure := "length"
	switch v.shape.Type {
	case "integer", "long", "float", "double":
		measure = "value"
	}
	switch v.Rule {
	case Required:
		return "Member must not be null"
	case Min:
		return "Member must have " + measure + " greater than or equal to " + v.Limit
	case Max:
		return "Member must have " + measure + " less than or equal to " + v.Limit
	case Pattern:
		return "Member must satisfy regular expression pattern: " + v.Limit
	case Enum:
		return "Member must satisfy enum value set: [" + v.Limit + "]"
	case Union:
		return "Exactly one member of the union must be set"
	case Type:
		return "Member must be of type " + v.Limit
	}
	return "Member is not one of the operation"
}

var pathStep = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[(\d+|"(?:[^"\\]|\\.)*")\]`) })

// wirePath is a path as AWS writes it: elements of lists count from 1, and the entry of a map is called by its key.
func wirePath(path string) string {
	return pathStep().ReplaceAllStringFunc(path, func(step string) string {
		step = strings.Trim(step, "[]")
		if n, err := strconv.Atoi(step); err == nil {
			return fmt.Sprintf(".%d.member", n+1)
		}
		if key, err := strconv.Unquote(step); err == nil {
			return "." + key
		}
		return "." + step
	})
}
