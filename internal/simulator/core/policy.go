// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package core

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Policy is a policy document.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
type Policy struct {
	Version   string
	Id        string
	Statement StatementList
}

// Statement is one statement of a policy.
type Statement struct {
	Sid          string
	Effect       string
	Principal    *Principals
	NotPrincipal *Principals
	Action       StringList
	NotAction    StringList
	Resource     StringList
	NotResource  StringList
	Condition    map[string]map[string]StringList // operator, key, values
}

// Principals are "*" or the principals by kind: Service, AWS, Federated, CanonicalUser.
type Principals map[string]StringList

// StatementList is one statement or a list of them.
type StatementList []Statement

// StringList is one string or a list of them. Booleans and numbers, which conditions allow, count as their text.
type StringList []string

// AWSMessage is an error in AWS's own words, capitals and full stop included.
type AWSMessage string

func (m AWSMessage) Error() string { return string(m) }

// ParsePolicy reads a document as strictly as AWS does, including the case of the names of elements.
func ParsePolicy(document string) (Policy, error) {
	var p Policy
	if err := json.Unmarshal([]byte(document), &p); err != nil {
		return Policy{}, AWSMessage("Syntax errors in policy: " + err.Error())
	}
	switch {
	case p.Version != "" && p.Version != "2012-10-17" && p.Version != "2008-10-17":
		return Policy{}, AWSMessage("Syntax errors in policy: unknown version " + p.Version)
	case len(p.Statement) == 0:
		return Policy{}, AWSMessage("Syntax errors in policy: no statement")
	}
	var sids []string
	for _, st := range p.Statement {
		if err := st.check(); err != nil {
			return Policy{}, err
		}
		if slices.Contains(sids, st.Sid) {
			return Policy{}, AWSMessage("Statement IDs (SID) in a single policy must be unique.")
		}
		if st.Sid != "" {
			sids = append(sids, st.Sid)
		}
	}
	return p, nil
}

// check holds what all kinds of policies have in common.
func (s Statement) check() error {
	notAlphanumeric := func(r rune) bool { return r > unicode.MaxASCII || (!unicode.IsLetter(r) && !unicode.IsDigit(r)) }
	switch {
	case s.Effect != "Allow" && s.Effect != "Deny":
		return AWSMessage("Syntax errors in policy: unknown effect " + s.Effect)
	case strings.ContainsFunc(s.Sid, notAlphanumeric):
		return AWSMessage("Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*")
	case (len(s.Action) == 0) == (len(s.NotAction) == 0):
		return AWSMessage("Policy statement must contain actions.")
	}
	for _, action := range slices.Concat(s.Action, s.NotAction) {
		if service, name, ok := strings.Cut(action, ":"); action != "*" && (!ok || service == "" || name == "") {
			return AWSMessage("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")
		}
	}
	return nil
}

// UnmarshalJSON refuses unknown elements.
func (p *Policy) UnmarshalJSON(raw []byte) error {
	type plain Policy
	return decodeElement(raw, (*plain)(p), "Version", "Id", "Statement")
}

// UnmarshalJSON refuses unknown elements.
func (s *Statement) UnmarshalJSON(raw []byte) error {
	type plain Statement
	return decodeElement(raw, (*plain)(s), "Sid", "Effect", "Principal", "NotPrincipal",
		"Action", "NotAction", "Resource", "NotResource", "Condition")
}

// UnmarshalJSON reads one statement as a list of one.
func (l *StatementList) UnmarshalJSON(raw []byte) error {
	if raw[0] == '[' {
		return json.Unmarshal(raw, (*[]Statement)(l))
	}
	*l = make(StatementList, 1)
	return json.Unmarshal(raw, &(*l)[0])
}

// UnmarshalJSON reads "*" as {"AWS": "*"}, which means the same.
func (p *Principals) UnmarshalJSON(raw []byte) error {
	if string(raw) == `"*"` {
		*p = Principals{"AWS": {"*"}}
		return nil
	}
	return decodeElement(raw, (*map[string]StringList)(p), "Service", "AWS", "Federated", "CanonicalUser")
}

// UnmarshalJSON reads one value as a list of one.
func (l *StringList) UnmarshalJSON(raw []byte) error {
	if raw[0] != '[' {
		raw = slices.Concat([]byte("["), raw, []byte("]"))
	}
	var items []any
	if err := json.Unmarshal(raw, &items); err != nil {
		return err
	}
	for _, item := range items {
		switch item.(type) {
		case string, bool, float64:
			*l = append(*l, fmt.Sprint(item))
		default:
			return fmt.Errorf("%s is neither a string nor a list of strings", raw)
		}
	}
	return nil
}

// decodeElement decodes an object whose members have exactly these names; encoding/json alone ignores their case.
func decodeElement(raw []byte, into any, names ...string) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		return err
	}
	for name := range members {
		if !slices.Contains(names, name) {
			return fmt.Errorf("unknown element %q", name)
		}
	}
	return json.Unmarshal(raw, into)
}
