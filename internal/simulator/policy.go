// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// policy is a policy document.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
type policy struct {
	Version   string
	Id        string
	Statement statementList
}

type statement struct {
	Sid          string
	Effect       string
	Principal    *principals
	NotPrincipal *principals
	Action       stringList
	NotAction    stringList
	Resource     stringList
	NotResource  stringList
	Condition    map[string]map[string]stringList // operator, key, values
}

// principals are "*" or the principals by kind: Service, AWS, Federated, CanonicalUser.
type principals map[string]stringList

// statementList is one statement or a list of them.
type statementList []statement

// stringList is one string or a list of them. Booleans and numbers, which conditions allow, count as their text.
type stringList []string

// awsMessage is an error in AWS's own words, capitals and full stop included.
type awsMessage string

func (m awsMessage) Error() string { return string(m) }

// parsePolicy reads a document as strictly as AWS does, including the case of the names of elements.
func parsePolicy(document string) (policy, error) {
	var p policy
	if err := json.Unmarshal([]byte(document), &p); err != nil {
		return policy{}, awsMessage("Syntax errors in policy: " + err.Error())
	}
	switch {
	case p.Version != "" && p.Version != "2012-10-17" && p.Version != "2008-10-17":
		return policy{}, awsMessage("Syntax errors in policy: unknown version " + p.Version)
	case len(p.Statement) == 0:
		return policy{}, awsMessage("Syntax errors in policy: no statement")
	}
	var sids []string
	for _, st := range p.Statement {
		if err := st.check(); err != nil {
			return policy{}, err
		}
		if slices.Contains(sids, st.Sid) {
			return policy{}, awsMessage("Statement IDs (SID) in a single policy must be unique.")
		}
		if st.Sid != "" {
			sids = append(sids, st.Sid)
		}
	}
	return p, nil
}

// check holds what all kinds of policies have in common.
func (s statement) check() error {
	notAlphanumeric := func(r rune) bool { return r > unicode.MaxASCII || (!unicode.IsLetter(r) && !unicode.IsDigit(r)) }
	switch {
	case s.Effect != "Allow" && s.Effect != "Deny":
		return awsMessage("Syntax errors in policy: unknown effect " + s.Effect)
	case strings.ContainsFunc(s.Sid, notAlphanumeric):
		return awsMessage("Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*")
	case (len(s.Action) == 0) == (len(s.NotAction) == 0):
		return awsMessage("Policy statement must contain actions.")
	}
	for _, action := range slices.Concat(s.Action, s.NotAction) {
		if service, name, ok := strings.Cut(action, ":"); action != "*" && (!ok || service == "" || name == "") {
			return awsMessage("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")
		}
	}
	return nil
}

// UnmarshalJSON refuses unknown elements.
func (p *policy) UnmarshalJSON(raw []byte) error {
	type plain policy
	return decodeElement(raw, (*plain)(p), "Version", "Id", "Statement")
}

// UnmarshalJSON refuses unknown elements.
func (s *statement) UnmarshalJSON(raw []byte) error {
	type plain statement
	return decodeElement(raw, (*plain)(s), "Sid", "Effect", "Principal", "NotPrincipal",
		"Action", "NotAction", "Resource", "NotResource", "Condition")
}

// UnmarshalJSON reads one statement as a list of one.
func (l *statementList) UnmarshalJSON(raw []byte) error {
	if raw[0] == '[' {
		return json.Unmarshal(raw, (*[]statement)(l))
	}
	*l = make(statementList, 1)
	return json.Unmarshal(raw, &(*l)[0])
}

// UnmarshalJSON reads "*" as {"AWS": "*"}, which means the same.
func (p *principals) UnmarshalJSON(raw []byte) error {
	if string(raw) == `"*"` {
		*p = principals{"AWS": {"*"}}
		return nil
	}
	return decodeElement(raw, (*map[string]stringList)(p), "Service", "AWS", "Federated", "CanonicalUser")
}

// UnmarshalJSON reads one value as a list of one.
func (l *stringList) UnmarshalJSON(raw []byte) error {
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
