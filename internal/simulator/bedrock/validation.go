// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"
)

// violations collects what is wrong with the members of one request, so that they are all told at once, as AWS does.
type violations []string

// textRule is what AWS's model says of a string member. A zero max and an empty pattern allow everything.
type textRule struct {
	min, max int
	pattern  string
	values   []string // an enum
}

func (v *violations) add(path, value, constraint string) {
	*v = append(*v, fmt.Sprintf("Value %s at '%s' failed to satisfy constraint: %s", value, path, constraint))
}

// err returns nil when nothing was found.
func (v *violations) err() error {
	if len(*v) == 0 {
		return nil
	}
	noun := "validation error"
	if len(*v) > 1 {
		noun += "s"
	}
	return validationError(fmt.Sprintf("%d %s detected: %s", len(*v), noun, strings.Join(*v, "; ")))
}

// required finds a member that is absent.
func (v *violations) required(path string, present bool) {
	if !present {
		v.add(path, "null", "Member must not be null")
	}
}

// text checks a string member that may be absent.
func (v *violations) text(path string, value *string, rule textRule) {
	if value == nil {
		return
	}
	quoted, length := "'"+*value+"'", utf8.RuneCountInString(*value)
	if length < rule.min {
		v.add(path, quoted, fmt.Sprintf("Member must have length greater than or equal to %d", rule.min))
	}
	if rule.max > 0 && length > rule.max {
		v.add(path, quoted, fmt.Sprintf("Member must have length less than or equal to %d", rule.max))
	}
	if rule.pattern != "" && !matchesPattern(rule.pattern, *value) {
		v.add(path, quoted, "Member must satisfy regular expression pattern: "+rule.pattern)
	}
	if rule.values != nil && !slices.Contains(rule.values, *value) {
		v.add(path, quoted, "Member must satisfy enum value set: ["+strings.Join(rule.values, ", ")+"]")
	}
}

func (v *violations) requiredText(path string, value *string, rule textRule) {
	v.required(path, value != nil)
	v.text(path, value, rule)
}

// texts checks the members of a list.
func (v *violations) texts(path string, values []string, least, most int, rule textRule) {
	v.count(path, len(values), least, most)
	for i := range values {
		v.text(listMember(path, i), &values[i], rule)
	}
}

// count checks the length of a list or map.
func (v *violations) count(path string, n, least, most int) {
	switch {
	case n < least:
		v.add(path, fmt.Sprintf("'[%d members]'", n), fmt.Sprintf("Member must have length greater than or equal to %d", least))
	case n > most:
		v.add(path, fmt.Sprintf("'[%d members]'", n), fmt.Sprintf("Member must have length less than or equal to %d", most))
	}
}

// between checks a number that may be absent.
func between[N int | float64](v *violations, path string, value *N, least, most N) {
	switch {
	case value == nil:
	case *value < least:
		v.add(path, fmt.Sprintf("'%v'", *value), fmt.Sprintf("Member must have value greater than or equal to %v", least))
	case *value > most:
		v.add(path, fmt.Sprintf("'%v'", *value), fmt.Sprintf("Member must have value less than or equal to %v", most))
	}
}

// union finds a union with no or with several of its members.
func (v *violations) union(path string, present ...bool) {
	n := 0
	for _, p := range present {
		if p {
			n++
		}
	}
	if n != 1 {
		v.add(path, fmt.Sprintf("'[%d members]'", n), "Exactly one member of the union must be set")
	}
}

// listMember names a member of a list as AWS does, counting from 1.
func listMember(path string, i int) string { return fmt.Sprintf("%s.%d.member", path, i+1) }

// queryText returns a query parameter that was checked; nil when it is absent.
func (q *request) queryText(v *violations, name string, rule textRule) *string {
	if !q.query.Has(name) {
		return nil
	}
	value := q.query.Get(name)
	v.text(name, &value, rule)
	return &value
}

func (q *request) queryTime(v *violations, name string) (time.Time, bool) {
	if !q.query.Has(name) {
		return time.Time{}, false
	}
	t, err := time.Parse(time.RFC3339Nano, q.query.Get(name))
	if err != nil {
		v.add(name, "'"+q.query.Get(name)+"'", "Member must be a timestamp")
	}
	return t, err == nil
}

func (q *request) queryInteger(v *violations, name string, least, most int) *int {
	if !q.query.Has(name) {
		return nil
	}
	n, err := strconv.Atoi(q.query.Get(name))
	if err != nil {
		v.add(name, "'"+q.query.Get(name)+"'", "Member must be an integer")
		return nil
	}
	between(v, name, &n, least, most)
	return &n
}

func (q *request) queryBool(v *violations, name string) *bool {
	if !q.query.Has(name) {
		return nil
	}
	b, err := strconv.ParseBool(q.query.Get(name))
	if err != nil {
		v.add(name, "'"+q.query.Get(name)+"'", "Member must be a boolean")
	}
	return &b
}

var compiledPatterns sync.Map // of *regexp.Regexp by pattern; each is compiled when it is first needed

// matchesPattern holds a whole value against a pattern of AWS's model.
func matchesPattern(pattern, value string) bool {
	compiled, ok := compiledPatterns.Load(pattern)
	if !ok {
		compiled, _ = compiledPatterns.LoadOrStore(pattern, regexp.MustCompile("^(?s:"+pattern+")$"))
	}
	expression, ok := compiled.(*regexp.Regexp)
	return ok && expression.MatchString(value)
}
