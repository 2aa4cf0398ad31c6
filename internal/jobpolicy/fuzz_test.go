// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
)

// FuzzPermissions_allowExactlyTheLocation holds that whatever stands in the names of a bucket and of a key, the policy that is made
// of them allows this object or folder, and no other.
func FuzzPermissions_allowExactlyTheLocation(f *testing.F) {
	for _, seed := range [][3]string{
		{"data", "train.jsonl", "train.jsonl"}, {"data", "folder/", "folder/a"}, {"data", "folder", "folder2"}, {"data", "", "any"},
		{"data", "a*b", "axb"}, {"data", "${aws:username}", "x"}, {"data", "a?", "ab"}, {"*", "a", "a"},
		{"data", "$", "$"}, {"data", "a//", "a/"},
	} {
		f.Add(byte(0), seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, purpose byte, bucket, key, other string) {
		valid := utf8.ValidString(bucket) && utf8.ValidString(key) && utf8.ValidString(other)
		if !valid || strings.Contains(other, "${") { // S3 has no other names; and match reads ${ as IAM does
			t.Skip()
		}
		name := []jobpolicy.Purpose{jobpolicy.ModelCustomization, jobpolicy.ModelImport, jobpolicy.BatchInference}[purpose%3]
		location := []jobpolicy.S3Location{{Bucket: bucket, Key: key}}
		text, err := jobpolicy.Permissions(name, virginia(), jobpolicy.Grants{TrainingData: location, InputData: location})
		if err != nil {
			return
		}
		d := decode(t, text)
		inside := func(other string) bool {
			folder := strings.TrimSuffix(key, "/") + "/"
			return key == "" || other == key || strings.HasPrefix(other, folder)
		}
		for _, candidate := range []string{key, other, key + "/" + other, key + other} {
			allowed := d.allows("s3:GetObject", "arn:aws:s3:::"+bucket+"/"+candidate, "")
			if allowed && !inside(candidate) {
				t.Fatalf("%q is allowed by what is for %q: %s", candidate, key, text)
			}
		}
		if key != "" && !strings.HasSuffix(key, "/") && !d.allows("s3:GetObject", "arn:aws:s3:::"+bucket+"/"+key, "") {
			t.Fatalf("%q is not allowed: %s", key, text)
		}
		if d.allows("s3:GetObject", "arn:aws:s3:::"+bucket+"-2/"+key, "") {
			t.Fatalf("another bucket is allowed: %s", text)
		}
	})
}

// FuzzDocuments holds that documents are made of whole words only: what somebody writes into an ARN or a name is refused, or it
// is one resource, and grants nothing that nobody asked for.
func FuzzDocuments(f *testing.F) {
	for _, seed := range []string{
		"arn:aws:kms:us-east-1:123456789012:key/a", "*", "arn:aws:kms:*:*:key/*", `"],"Action":["*`, "arn:aws:lambda:us-east-1::x", "",
	} {
		f.Add(byte(0), seed, "/bedrock/logs", "123456789012")
		f.Add(byte(3), seed, "a*", "*")
	}
	f.Fuzz(func(t *testing.T, purpose byte, arn, logs, account string) {
		names := jobpolicy.Purposes()
		name := names[int(purpose)%len(names)]
		scope := jobpolicy.Scope{Partition: "aws", Region: "us-east-1", AccountID: account}
		if trust, err := jobpolicy.TrustPolicy(name, scope); err == nil {
			holdsGrammar(t, trust)
		}
		text, err := jobpolicy.Permissions(name, scope, jobpolicy.Grants{
			TrainingData: []jobpolicy.S3Location{{Bucket: "data"}}, InputData: []jobpolicy.S3Location{{Bucket: "data"}}, LogGroup: logs,
			ReadKMSKeyARNs: []string{arn}, RewardFunctionARNs: []string{arn}, InvokedModelARNs: []string{arn}, KnowledgeBaseARNs: []string{arn},
		})
		if err == nil {
			holdsGrammar(t, text)
		}
		if text, err := jobpolicy.InvokePolicy([]jobpolicy.Invocation{{arn}}, []string{"bedrock:InvokeModel"}, false); err == nil {
			holdsGrammar(t, text)
		}
	})
}

// holdsGrammar checks what IAM wants of a document, and that no resource is everything.
func holdsGrammar(t *testing.T, text string) {
	t.Helper()
	d := decode(t, text)
	var sids []string
	for _, s := range d.Statement {
		if s.Effect != "Allow" || len(list(s.Action)) == 0 || s.Resource == nil && s.Principal == nil {
			t.Fatalf("a statement says nothing: %s", text)
		}
		for _, action := range list(s.Action) {
			if service, verb, ok := strings.Cut(action, ":"); !ok || service == "" || strings.Contains(verb, "*") {
				t.Fatalf("the action %s: %s", action, text)
			}
		}
		for _, resource := range list(s.Resource) {
			if !strings.HasPrefix(resource, "arn:") || strings.Contains(strings.TrimSuffix(resource, "*"), ":*:*") {
				t.Fatalf("the resource %s: %s", resource, text)
			}
		}
		if s.Sid != "" && slices.Contains(sids, s.Sid) {
			t.Fatalf("%s is there twice: %s", s.Sid, text)
		}
		sids = append(sids, s.Sid)
	}
	if d.Version != "2012-10-17" || len(d.Statement) == 0 {
		t.Fatalf("no document: %s", text)
	}
}
