// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"slices"
	"strconv"
	"strings"
)

// Missing is the path of the first ARN or status that an answer of the SDK lacks although the model promises it, also inside of lists;
// empty where there is none, and for what has no model. Of the other members nobody decides anything that costs money.
func Missing(answer any) string {
	m, operation, ok := operationOf(answer)
	if !ok {
		return ""
	}
	return m.missing("", operation.Output, m.plain(operation.Output, answer))
}

func (m *Model) missing(path, shapeName string, value any) string {
	s, ok := m.shape(shapeName)
	if !ok {
		return ""
	}
	switch v := value.(type) {
	case map[string]any:
		return m.missingMember(path, s, v)
	case []any:
		for i, element := range v {
			if at := m.missing(path+"["+strconv.Itoa(i)+"]", s.Member.Shape, element); at != "" {
				return at
			}
		}
	}
	return ""
}

func (m *Model) missingMember(path string, s *shape, object map[string]any) string {
	for _, name := range s.members() {
		at, value := join(path, name), object[name]
		if (value == nil || value == "") && slices.Contains(s.Required, name) && isVital(name) {
			return at
		}
		if at := m.missing(at, s.Members[name].Shape, value); at != "" {
			return at
		}
	}
	return ""
}

// isVital reports that a member says what something is, or how it stands.
func isVital(name string) bool {
	return strings.EqualFold(name, "status") || strings.HasSuffix(strings.ToLower(name), "arn")
}
