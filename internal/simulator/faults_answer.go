// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// rewrite sends the right answer, changed. An answer that is an error already, or has no body, stays as it is.
func (f Fault) rewrite(c *core.Call, d core.Dialect, answer *capture) {
	body := answer.body.Bytes()
	if answer.status < 300 && len(body) > 0 {
		switch {
		case f.Action == actionHalve:
			body = body[:len(body)/2]
		case d.XML:
			body = f.rewriteXML(c, d, string(body))
		default:
			body = f.rewriteJSON(c, body)
		}
	}
	answer.header.Set("Content-Length", strconv.Itoa(len(body)))
	answer.header.Del("Etag") // it was that of the body
	answer.release(c.W)
	core.WriteBody(c.W, body)
}

func (f Fault) rewriteJSON(c *core.Call, body []byte) []byte {
	var members map[string]any
	if err := json.Unmarshal(body, &members); err != nil {
		return body // no object, so it has no members
	}
	switch f.Action {
	case actionExtend:
		extend(members)
		for _, name := range slices.Sorted(maps.Keys(members)) {
			list, _ := members[name].([]any)
			for _, item := range list {
				extend(item)
			}
		}
	case actionReplace:
		for _, member := range f.members() {
			replaceMember(members, member, f.Value)
		}
	case actionBlankPage, actionRepeatPage, actionEndlessPages:
		for name, value := range members {
			if _, isList := value.([]any); isList && f.Action == actionBlankPage {
				members[name] = []any{}
			}
		}
		members["nextToken"] = f.inventToken(c)
		members["NextToken"] = members["nextToken"] // as the Price List spells it
	}
	changed, err := json.Marshal(members)
	if err != nil {
		panic(err) // it was JSON before
	}
	return changed
}

// extend adds a member that AWS may add one day. Maps of the user's own are not extended: there it would be data.
func extend(object any) {
	if members, ok := object.(map[string]any); ok {
		members["addedByAws"] = map[string]any{"since": "tomorrow", "values": []any{1, true, nil}}
	}
}

func (f Fault) members() []string { return strings.Split(f.Member, "|") }

func replaceMember(value any, member string, by any) {
	switch value := value.(type) {
	case map[string]any:
		for name, inner := range value {
			switch {
			case name != member:
				replaceMember(inner, member, by)
			case by == nil:
				delete(value, name)
			default:
				value[name] = by
			}
		}
	case []any:
		for _, item := range value {
			replaceMember(item, member, by)
		}
	}
}

// endOfResult matches where the members of an XML answer end: at the end of the result of IAM and STS, or of the document.
const endOfResult = `</\w+Result>|</\w+>\s*$`

func (f Fault) rewriteXML(c *core.Call, d core.Dialect, body string) []byte {
	remove := func(pattern string) { body = regexp.MustCompile(pattern).ReplaceAllString(body, "") }
	add := func(members string) {
		if at := regexp.MustCompile(endOfResult).FindStringIndex(body); at != nil {
			body = body[:at[0]] + members + body[at[0]:]
		}
	}
	switch f.Action {
	case actionExtend:
		add("<AddedByAws><Since>tomorrow</Since></AddedByAws>")
	case actionReplace:
		for _, member := range f.members() {
			element, by := regexp.QuoteMeta(member), ""
			if f.Value != nil {
				by = fmt.Sprintf("<%[1]s>%[2]v</%[1]s>", member, f.Value)
			}
			body = regexp.MustCompile(`(?s)<`+element+`>.*?</`+element+`>`).ReplaceAllLiteralString(body, by)
		}
	case actionBlankPage, actionRepeatPage, actionEndlessPages:
		if f.Action == actionBlankPage {
			remove(`(?s)<member>.*</member>|<(Contents|Version|DeleteMarker)[ >].*</(Contents|Version|DeleteMarker)>`)
		}
		remove(`<IsTruncated>\w*</IsTruncated>|<(Next)?(Key)?Marker>[^<]*</(Next)?(Key)?Marker>`)
		add(strings.ReplaceAll(d.NextPage, core.TokenMark, f.inventToken(c)))
	}
	return []byte(body)
}
