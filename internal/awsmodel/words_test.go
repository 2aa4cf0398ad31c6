// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
)

// A message says what is wrong and what is right, and never shows a regular expression or something sensitive.
func TestViolation_saysWhatIsWrong(t *testing.T) {
	t.Parallel()
	job := func(change func(*bedrock.CreateModelCustomizationJobInput)) any {
		in := &bedrock.CreateModelCustomizationJobInput{}
		change(in)
		return in
	}
	for _, test := range []struct {
		input any
		want  string
	}{
		{job(func(in *bedrock.CreateModelCustomizationJobInput) { in.JobName = ptr("a_b") }),
			`x = "a_b": "_" at position 2 is not allowed. AWS takes a letter or digit, and after it letters, digits, +, - and .`},
		{job(func(in *bedrock.CreateModelCustomizationJobInput) { in.CustomModelName = ptr("-a") }), `cannot begin with "-"`},
		{job(func(in *bedrock.CreateModelCustomizationJobInput) { in.CustomModelName = ptr(strings.Repeat("a", 64)) }),
			"has 64 characters, and AWS takes 1 to 63."},
		{job(func(in *bedrock.CreateModelCustomizationJobInput) { in.CustomizationType = "NEW" }), "none that AWS names: FINE_TUNING,"},
		{job(func(in *bedrock.CreateModelCustomizationJobInput) { in.RoleArn = ptr("x") }), "does not have the form of a role's ARN"},
		{job(func(in *bedrock.CreateModelCustomizationJobInput) {
			in.JobTags = []awstypes.Tag{{Key: ptr("a!"), Value: ptr("")}}
		}), `"!" at position 2 is not allowed. AWS takes letters, digits, spaces, +, -, ., /, :, =, @ and _.`},
		{&bedrock.CreateModelInvocationJobInput{TimeoutDurationInHours: ptr(int32(1))}, "x is 1, and AWS takes 24 to 168."},
		{&bedrock.CreateInferenceProfileInput{Description: ptr("secret!")}, "x: the character at position 7 is not allowed."},
	} {
		for _, v := range Check(test.input) {
			text := v.Sentences("x")
			if v.Rule == Required {
				continue
			}
			if !strings.Contains(text, test.want) || strings.Contains(text, "[") || strings.Contains(text, "secret") {
				t.Errorf("%q, want %q", text, test.want)
			}
		}
	}
}

func TestSource_isTheFirstLine(t *testing.T) {
	t.Parallel()
	for i, service := range []string{"Bedrock", "Bedrock Runtime", "Pricing"} {
		if s := models[i].Source(); s.Service != service || s.Version == "" || len(s.Date) != 10 || len(s.Digest) != 64 {
			t.Errorf("%+v", s)
		}
	}
}

// Every line is found by its name, and no other name finds one.
func TestModel_findsEveryLine(t *testing.T) {
	t.Parallel()
	for _, m := range models {
		lines := strings.Split(strings.TrimSuffix(m.lines, "\n"), "\n")
		for _, line := range lines[1:] {
			kind, rest, _ := strings.Cut(line, " ")
			name, text, _ := strings.Cut(rest, " ")
			if got, ok := m.find(kind + " " + name + " "); !ok || got != text {
				t.Errorf("%s %s is not found", kind, name)
			}
			if _, ok := m.find(kind + " " + name + "X "); ok && !strings.Contains(m.lines, kind+" "+name+"X ") {
				t.Errorf("%s %sX is found", kind, name)
			}
		}
		if got := len(m.Operations()); got < 5 {
			t.Errorf("%d operations", got)
		}
	}
}

// Whatever a body holds, a check of it ends without a panic.
func FuzzCheckRequest(f *testing.F) {
	operations := Bedrock.Operations()
	for i := range operations {
		f.Add(uint8(i), `{"jobName":1,"trainingDataConfig":[],"tags":[{"key":null}],"hyperParameters":{"a":{}},"x":1e999}`)
	}
	f.Fuzz(func(t *testing.T, which uint8, body string) {
		operation := operations[int(which)%len(operations)]
		found, _ := Bedrock.CheckRequest(operation, []byte(body), map[string]string{"jobIdentifier": body})
		answers, _ := Bedrock.CheckAnswer(operation, []byte(body), nil)
		for _, v := range append(found, answers...) {
			if v.Sentences("x") == "" || v.Name() == "" {
				t.Errorf("%+v", v)
			}
		}
	})
}

var job = &bedrock.CreateModelCustomizationJobInput{
	JobName: ptr("tickets-1"), CustomModelName: ptr("tickets"), RoleArn: ptr("arn:aws:iam::123456789012:role/bedrock"),
	BaseModelIdentifier: ptr("amazon.nova-micro-v1:0:128k"), CustomizationType: "FINE_TUNING",
	HyperParameters:      map[string]string{"epochCount": "2", "batchSize": "1"},
	TrainingDataConfig:   &awstypes.TrainingDataConfig{S3Uri: ptr("s3://training-data/2026/tickets/train.jsonl")},
	ValidationDataConfig: &awstypes.ValidationDataConfig{Validators: []awstypes.Validator{{S3Uri: ptr("s3://training-data/validate.jsonl")}}},
	OutputDataConfig:     &awstypes.OutputDataConfig{S3Uri: ptr("s3://training-output/")},
	JobTags:              []awstypes.Tag{{Key: ptr("team"), Value: ptr("support")}, {Key: ptr("cost-center"), Value: ptr("12")}},
}

// Cold is what the first check of a plan costs: nothing was read or compiled before.
func BenchmarkCheck_cold(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		m := &Model{lines: bedrockLines}
		c := &checker{model: m, source: m.Source()}
		c.value("", place{shape: "CreateModelCustomizationJobRequest"}, m.plain("CreateModelCustomizationJobRequest", job))
	}
}

func BenchmarkCheck_warm(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if found := Check(job); len(found) > 0 {
			b.Fatal(found)
		}
	}
}

func BenchmarkModel_operationAndShape(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		m := &Model{lines: bedrockLines}
		o, _ := m.Operation("CreateModelCustomizationJob")
		m.shape(o.Input)
	}
}
