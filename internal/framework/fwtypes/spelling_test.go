// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package fwtypes_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

const (
	lite       = "amazon.nova-lite-v1:0"
	liteARN    = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"
	customARN  = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:300k/abcdefghijkl"
	profileARN = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0"
	keyARN     = "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab"
	keyID      = "1234abcd-12ab-34cd-56ef-1234567890ab"
	aliasARN   = "arn:aws:kms:us-east-1:123456789012:alias/train"
)

// pairs compares two spellings in both orders.
func pairs(t *testing.T, same func(a, b string) bool, cases map[[2]string]bool) {
	t.Helper()
	for pair, want := range cases {
		if got := same(pair[0], pair[1]); got != want {
			t.Errorf("(%q, %q) are the same: %t", pair[0], pair[1], got)
		}
		if got := same(pair[1], pair[0]); got != want {
			t.Errorf("(%q, %q) are the same: %t, unlike the other way round", pair[1], pair[0], got)
		}
	}
}

func TestSameModel(t *testing.T) {
	t.Parallel()
	pairs(t, fwtypes.SameModel, map[[2]string]bool{
		{lite, lite}:       true,
		{liteARN, liteARN}: true,
		{lite, liteARN}:    true,
		{lite, "arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/amazon.nova-lite-v1:0"}: true,
		{"us.amazon.nova-lite-v1:0", profileARN}:                                               true,
		{"amazon.nova-lite-v1:0:300k/abcdefghijkl", customARN}:                                 true,
		{"", ""}:                             true,
		{lite, "amazon.nova-lite-v1:0:300k"}: false,
		{lite, profileARN}:                   false,
		{lite, customARN}:                    false,
		{lite, ""}:                           false,
		{liteARN, ""}:                        false,
		{liteARN, "arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0"}:                             false,
		{customARN, "arn:aws:bedrock:us-east-1:210987654321:custom-model/amazon.nova-lite-v1:0:300k/abcdefghijkl"}: false,
	})
}

func TestModelID(t *testing.T) {
	t.Parallel()
	for identifier, want := range map[string]string{
		lite: lite, liteARN: lite, customARN: "amazon.nova-lite-v1:0:300k/abcdefghijkl", "": "", "arn:aws": "arn:aws",
		"arn:aws:bedrock:us-east-1::nothing": "arn:aws:bedrock:us-east-1::nothing",
	} {
		if got := fwtypes.ModelID(identifier); got != want {
			t.Errorf("ModelID(%q) = %q, want %q", identifier, got, want)
		}
	}
}

func TestSameS3URI(t *testing.T) {
	t.Parallel()
	pairs(t, fwtypes.SameS3URI, map[[2]string]bool{
		{"s3://bucket/out", "s3://bucket/out"}:   true,
		{"s3://bucket/out", "s3://bucket/out/"}:  true,
		{"s3://bucket", "s3://bucket/"}:          true,
		{"s3://bucket/out", "s3://bucket/Out"}:   false,
		{"s3://bucket/out", "s3://bucket/out//"}: false,
		{"s3://bucket/out", "s3://bucket"}:       false,
		{"s3://bucket/a/b", "s3://bucket/a//b"}:  false,
	})
}

func TestSameKMSKey(t *testing.T) {
	t.Parallel()
	for pair, want := range map[[2]string]bool{
		{keyARN, keyARN}: true, {keyARN, keyID}: true, {keyID, keyARN}: true, {aliasARN, "alias/train"}: true, {"alias/train", aliasARN}: true,
		// Which key an alias stands for, only KMS knows.
		{keyARN, "alias/train"}: true, {keyARN, aliasARN}: true,
		{"alias/train", keyARN}: false, {"alias/train", "alias/other"}: false, {aliasARN, "alias/other"}: false, {keyID, "alias/train"}: false,
		{keyARN, "arn:aws:kms:us-west-2:123456789012:key/" + keyID}: false, {keyARN, "ffffffff-12ab-34cd-56ef-1234567890ab"}: false,
	} {
		if got := fwtypes.SameKMSKey(pair[0], pair[1]); got != want {
			t.Errorf("SameKMSKey(state %q, configuration %q) = %t", pair[0], pair[1], got)
		}
	}
}

func TestSamePolicy(t *testing.T) {
	t.Parallel()
	const (
		policy = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetObject"],"Resource":["a","b"]}]}`
		spaced = `{ "Statement": {"Resource": ["b", "a"], "Action": "s3:GetObject", "Effect": "Allow"}, "Version": "2012-10-17" }`
		wider  = `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*"],"Resource":["a","b"]}]}`
	)
	pairs(t, fwtypes.SamePolicy, map[[2]string]bool{
		{policy, policy}: true, {policy, spaced}: true, {"", ""}: true, {"no policy", "no policy"}: true,
		{policy, wider}: false, {policy, ""}: false, {policy, "no policy"}: false, {policy, "{}"}: false,
	})
}

func TestCutScope(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]struct {
		scope, model string
		ok           bool
	}{
		"us." + lite:                       {"us", lite, true},
		"us-gov." + lite:                   {"us-gov", lite, true},
		"global.anthropic.claude-sonnet-5": {"global", "anthropic.claude-sonnet-5", true},
		"eu.deepseek.v3.2":                 {"eu", "deepseek.v3.2", true},
		lite:                               {"", lite, false},
		"deepseek.v3.2":                    {"", "deepseek.v3.2", false},
		"zai.glm-4.6":                      {"", "zai.glm-4.6", false},
		"us":                               {"us", "", false},
		"":                                 {"", "", false},
	} {
		if scope, model, ok := fwtypes.CutScope(id); scope != want.scope || model != want.model || ok != want.ok {
			t.Errorf("CutScope(%q) = %q, %q, %t", id, scope, model, ok)
		}
	}
}

// Whatever two strings are, the comparisons answer, the same in both orders, and a string is what it is.
func FuzzSame(f *testing.F) {
	for _, seed := range []string{
		lite, liteARN, customARN, keyARN, "alias/train", "s3://bucket/out/", "arn:::::", "[]",
		`{"Statement":[{"Effect":"Allow"}]}`, `{"Statement":{}}`,
	} {
		f.Add(seed, lite)
		f.Add(seed, seed+"/")
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		for name, same := range map[string]func(a, b string) bool{
			"SameModel": fwtypes.SameModel, "SameS3URI": fwtypes.SameS3URI, "SamePolicy": fwtypes.SamePolicy,
		} {
			if same(a, b) != same(b, a) {
				t.Errorf("%s(%q, %q) depends on the order", name, a, b)
			}
			if !same(a, a) {
				t.Errorf("%s: %q is not itself", name, a)
			}
		}
		if !fwtypes.SameKMSKey(a, a) {
			t.Errorf("SameKMSKey: %q is not itself", a)
		}
		if scope, model, ok := fwtypes.CutScope(a); ok && scope+"."+model != a {
			t.Errorf("CutScope(%q) = %q, %q", a, scope, model)
		}
	})
}

func TestResolvesTo(t *testing.T) {
	t.Parallel()
	const model = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0:300k"
	for identifier, want := range map[string]bool{
		"amazon.nova-lite-v1:0": true, "amazon.nova-lite-v1:0:300k": true, model: true, strings.TrimSuffix(model, ":300k"): true,
		"amazon.nova-lite-v1:0:24k": false, "amazon.nova-lite-v1:0:3": false, "amazon.nova-lite": false, "": false,
		"arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0": false,
	} {
		if got := fwtypes.ResolvesToModel(identifier, model); got != want {
			t.Errorf("ResolvesToModel(%q) = %t", identifier, got)
		}
	}
	const id = "11111111-2222-3333-4444-555555555555"
	const key = "arn:aws:kms:us-east-1:123456789012:key/" + id
	for spelling, want := range map[string]bool{
		key: true, id: true, "alias/a": false, "arn:aws:kms:us-east-1:123456789012:alias/a": false, "22222222-" + id[9:]: false,
	} {
		if got := fwtypes.ResolvesToKMSKey(spelling, key); got != want {
			t.Errorf("ResolvesToKMSKey(%q) = %t", spelling, got)
		}
	}
}
