// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// S3Location is an object, or all objects below a folder.
type S3Location struct {
	Bucket string
	// Key is the key of the object, or of the folder with or without a slash at its end. A key without a slash means
	// both the object and the folder of that name, but no other key that merely begins alike. Empty is the whole
	// bucket.
	Key string
	// AccountID owns the bucket. Empty means the account of the scope.
	AccountID string
}

func (l S3Location) validate() error {
	if l.Bucket == "" || strings.ContainsAny(l.Bucket, "*?$/:") {
		return fmt.Errorf("the bucket name %q is not valid", l.Bucket)
	}
	if strings.HasPrefix(l.Key, "/") {
		return fmt.Errorf("the key %q in bucket %s begins with a slash", l.Key, l.Bucket)
	}
	return nil
}

// patterns are the keys of the location as IAM matches them.
func (l S3Location) patterns() []string {
	key := literal(l.Key)
	switch {
	case key == "":
		return []string{"*"}
	case strings.HasSuffix(key, "/"):
		return []string{key + "*"}
	default:
		return []string{key, key + "/*"}
	}
}

// literal makes IAM match characters as they are that it would read as wildcards or variables.
func literal(s string) string {
	return strings.NewReplacer("*", "${*}", "?", "${?}", "$", "${$}").Replace(s)
}

// s3Access is what may be done in S3, in the order of its statements.
type s3Access struct {
	sid     string
	actions []string // on objects
	from    []S3Location
}

// s3Statements allow actions on the objects of locations, and to list the buckets there. Every statement holds for one
// account, because the condition on the account of the bucket does, and a listing for one bucket, because the condition
// on its prefix does.
func s3Statements(scope Scope, accesses ...s3Access) []Statement {
	var out []Statement
	var all []S3Location
	for _, access := range accesses {
		all = append(all, access.from...)
		for i, account := range accounts(scope, access.from) {
			var resources []string
			for _, location := range access.from {
				if location.account(scope) != account {
					continue
				}
				for _, pattern := range location.patterns() {
					resources = append(resources, location.bucketARN(scope)+"/"+pattern)
				}
			}
			out = append(out, Statement{
				SID:       numbered(access.sid, i),
				Actions:   access.actions,
				Resources: resources,
				Condition: Conditions{"StringEquals": {"aws:ResourceAccount": {account}}},
			})
		}
	}
	return append(out, listStatements(scope, all)...)
}

func listStatements(scope Scope, locations []S3Location) []Statement {
	type bucket struct{ arn, account string }
	prefixes := map[bucket][]string{}
	for _, location := range locations {
		b := bucket{location.bucketARN(scope), location.account(scope)}
		prefixes[b] = append(prefixes[b], location.patterns()...)
	}
	order := slices.SortedFunc(maps.Keys(prefixes), func(a, b bucket) int {
		return strings.Compare(a.arn+" "+a.account, b.arn+" "+b.account)
	})
	var out []Statement
	for i, b := range order {
		conditions := Conditions{"StringEquals": {"aws:ResourceAccount": {b.account}}}
		if !slices.Contains(prefixes[b], "*") { // a request for the whole bucket has no prefix to compare
			conditions["StringLike"] = map[string]Values{"s3:prefix": prefixes[b]}
		}
		out = append(out, Statement{
			SID: numbered("ListBucket", i), Actions: []string{"s3:ListBucket"}, Resources: []string{b.arn}, Condition: conditions,
		})
	}
	return out
}

// accounts are the owners of locations, sorted.
func accounts(scope Scope, locations []S3Location) []string {
	var out []string
	for _, location := range locations {
		out = append(out, location.account(scope))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (l S3Location) account(scope Scope) string {
	if l.AccountID == "" {
		return scope.AccountID
	}
	return l.AccountID
}

func (l S3Location) bucketARN(scope Scope) string {
	return "arn:" + scope.Partition + ":s3:::" + l.Bucket
}

// numbered makes the statement IDs of one kind unique: the first has no number.
func numbered(sid string, i int) string {
	if i == 0 {
		return sid
	}
	return fmt.Sprintf("%s%d", sid, i+1)
}
