// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"net/url"
	"strings"
)

// Route finds the operation that a method and an escaped path belong to, and the texts of the members in the path. A path without
// members goes before one with some.
func (m *Model) Route(method, path string) (o Operation, members map[string]string, ok bool) {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	for _, candidate := range m.routes() {
		if candidate.HTTP.Method != method {
			continue
		}
		found, matches := pathMembers(strings.Split(strings.Trim(candidate.HTTP.URI, "/"), "/"), parts)
		if matches && (!ok || len(found) < len(members)) {
			o, members, ok = candidate, found, true
		}
	}
	if !ok {
		return Operation{}, nil, false
	}
	return o, m.byMember(o.Input, "uri", members), true
}

// Query are the members of a request that are in its query, by their names in the model.
func (m *Model) Query(o Operation, query url.Values) map[string]string {
	texts := map[string]string{}
	for name := range query {
		texts[name] = query.Get(name)
	}
	return m.byMember(o.Input, "querystring", texts)
}

// byMember calls texts by the names of the members that stand where they were found.
func (m *Model) byMember(shapeName, location string, texts map[string]string) map[string]string {
	named := map[string]string{}
	s, ok := m.shape(shapeName)
	if !ok {
		return named
	}
	for name, member := range s.Members {
		if text, has := texts[member.LocationName]; has && member.Location == location {
			named[name] = text
		}
	}
	return named
}

// routes are all operations, read at the first call: nothing but a simulation of AWS asks for them.
func (m *Model) routes() []Operation {
	m.reading.Do(func() {
		for _, name := range m.Operations() {
			if o, ok := m.Operation(name); ok {
				m.operations = append(m.operations, o)
			}
		}
	})
	return m.operations
}

func pathMembers(segments, parts []string) (members map[string]string, ok bool) {
	if len(segments) != len(parts) {
		return nil, false
	}
	members = map[string]string{}
	for i, segment := range segments {
		text, err := url.PathUnescape(parts[i])
		name, isMember := strings.CutPrefix(segment, "{")
		switch {
		case err != nil || text == "":
			return nil, false
		case isMember:
			members[strings.TrimSuffix(name, "}")] = text
		case segment != text:
			return nil, false
		}
	}
	return members, true
}
