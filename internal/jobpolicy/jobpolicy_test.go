// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
)

var update = flag.Bool("update", false, "rewrite the golden documents")

func virginia() jobpolicy.Scope {
	return jobpolicy.Scope{Partition: "aws", Region: "us-east-1", AccountID: "123456789012"}
}

// everything grants one of each kind.
func everything() jobpolicy.Grants {
	const key = "arn:aws:kms:us-east-1:123456789012:key/"
	return jobpolicy.Grants{
		TrainingData: []jobpolicy.S3Location{
			{Bucket: "data", Key: "train/train.jsonl"}, {Bucket: "data", Key: "images/"},
			{Bucket: "partner", Key: "records/", AccountID: "210987654321"},
		},
		ValidationData:   []jobpolicy.S3Location{{Bucket: "data", Key: "train/validation.jsonl"}},
		InvocationLogs:   []jobpolicy.S3Location{{Bucket: "logs"}},
		Output:           &jobpolicy.S3Location{Bucket: "output", Key: "jobs"},
		ReadKMSKeyARNs:   []string{key + "read"},
		OutputKMSKeyARNs: []string{key + "output"},
		ModelKMSKeyARN:   key + "model",
		VPC: &jobpolicy.VPC{
			SubnetIDs: []string{"subnet-b", "subnet-a"}, SecurityGroupIDs: []string{"sg-1"},
		},
		TeacherModelARNs: []string{
			"arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-premier-v1:0",
			"arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-premier-v1:0",
			"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-premier-v1:0",
		},
		RewardFunctionARNs: []string{"arn:aws:lambda:us-east-1:123456789012:function:grader"},
	}
}

// document is a policy as IAM would read it.
type document struct {
	Version   string
	Statement []statement
}

type statement struct {
	Sid, Effect string
	Principal   map[string]string
	Action      any
	Resource    any
	Condition   map[string]map[string]any
}

func decode(t *testing.T, text string) document {
	t.Helper()
	var d document
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// list is a string or a list of strings as a list.
func list(value any) []string {
	if one, ok := value.(string); ok {
		return []string{one}
	}
	var out []string
	if many, ok := value.([]any); ok {
		for _, v := range many {
			out = append(out, fmt.Sprint(v))
		}
	}
	return out
}

func permissions(t *testing.T, scope jobpolicy.Scope, grants jobpolicy.Grants) string {
	t.Helper()
	text, err := jobpolicy.Permissions(jobpolicy.ModelCustomization, scope, grants)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestDocuments_matchTheGoldenFiles(t *testing.T) {
	t.Parallel()
	trust, err := jobpolicy.TrustPolicy(jobpolicy.ModelCustomization, virginia())
	if err != nil {
		t.Fatal(err)
	}
	gov := jobpolicy.Scope{Partition: "aws-us-gov", Region: "us-gov-west-1", AccountID: "123456789012"}
	evaluation := jobpolicy.Grants{
		InputData: []jobpolicy.S3Location{{Bucket: "data", Key: "prompts.jsonl"}},
		Output:    &jobpolicy.S3Location{Bucket: "data", Key: "results/"},
		InvokedModelARNs: []string{
			"arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0", "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0",
		},
	}
	rag := evaluation
	rag.KnowledgeBaseARNs = []string{"arn:aws:bedrock:us-east-1:123456789012:knowledge-base/KB12345678"}
	forEvaluation := func(purpose jobpolicy.Purpose, grants jobpolicy.Grants) string {
		text, err := jobpolicy.Permissions(purpose, virginia(), grants)
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	sagemaker, err := jobpolicy.TrustPolicy(jobpolicy.EvaluationHumanSageMaker, virginia())
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string]string{
		"evaluation_automatic":             forEvaluation(jobpolicy.EvaluationAutomatic, evaluation),
		"evaluation_judge":                 forEvaluation(jobpolicy.EvaluationJudge, evaluation),
		"evaluation_human":                 forEvaluation(jobpolicy.EvaluationHuman, evaluation),
		"evaluation_human_sagemaker":       forEvaluation(jobpolicy.EvaluationHumanSageMaker, evaluation),
		"evaluation_human_sagemaker_trust": sagemaker,
		"evaluation_rag":                   forEvaluation(jobpolicy.EvaluationRAG, rag),
		"model_customization_trust":        trust,
		"model_customization_all":          permissions(t, virginia(), everything()),
		"model_customization_min": permissions(t, gov, jobpolicy.Grants{
			TrainingData: []jobpolicy.S3Location{{Bucket: "bucket", Key: "datasets/train.jsonl"}},
			Output:       &jobpolicy.S3Location{Bucket: "bucket", Key: "output/"},
		}),
	} {
		var indented bytes.Buffer
		if err := json.Indent(&indented, []byte(got), "", "  "); err != nil {
			t.Fatal(err)
		}
		indented.WriteByte('\n')
		path := filepath.Join("testdata", name+".json")
		if *update {
			if err := os.WriteFile(path, indented.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), indented.String()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestDocuments_dependOnWhatIsGrantedAndNotOnItsOrder(t *testing.T) {
	t.Parallel()
	want := permissions(t, virginia(), everything())
	grants := everything()
	for _, data := range [][]jobpolicy.S3Location{grants.TrainingData, grants.ValidationData} {
		slices.Reverse(data)
	}
	slices.Reverse(grants.VPC.SubnetIDs)
	slices.Reverse(grants.TeacherModelARNs)
	grants.ReadKMSKeyARNs = append(grants.ReadKMSKeyARNs, grants.ReadKMSKeyARNs...)
	for range 20 { // maps are walked in another order each time
		if diff := cmp.Diff(want, permissions(t, virginia(), grants)); diff != "" {
			t.Fatal(diff)
		}
	}
}

func TestTrustPolicy_letsOnlyBedrockInForJobsOfTheScope(t *testing.T) {
	t.Parallel()
	for _, purpose := range jobpolicy.Purposes() {
		if purpose == jobpolicy.EvaluationHumanSageMaker {
			continue // has a golden file
		}
		text, err := jobpolicy.TrustPolicy(purpose, virginia())
		if err != nil {
			t.Fatal(err)
		}
		d := decode(t, text)
		if len(d.Statement) != 1 || d.Version != "2012-10-17" {
			t.Fatalf("%s: %s", purpose, text)
		}
		s := d.Statement[0]
		if diff := cmp.Diff(map[string]string{"Service": "bedrock.amazonaws.com"}, s.Principal); diff != "" || s.Action != "sts:AssumeRole" {
			t.Errorf("%s: %s", purpose, text)
		}
		if s.Condition["StringEquals"]["aws:SourceAccount"] != "123456789012" {
			t.Errorf("%s: any account: %s", purpose, text)
		}
		for _, source := range list(s.Condition["ArnLike"]["aws:SourceArn"]) {
			if !strings.HasPrefix(source, "arn:aws:bedrock:us-east-1:123456789012:") {
				t.Errorf("%s: any source: %s", purpose, source)
			}
		}
	}
}

// TestPermissions_namesEveryResource holds all that AWS allows to be limited to what was granted.
func TestPermissions_namesEveryResource(t *testing.T) {
	t.Parallel()
	for _, s := range decode(t, permissions(t, virginia(), everything())).Statement {
		for _, action := range list(s.Action) {
			if strings.Contains(action, "*") {
				t.Errorf("%s allows %s", s.Sid, action)
			}
		}
		for _, resource := range list(s.Resource) {
			switch {
			case resource == "*" && s.Sid == "DescribeNetwork": // EC2 knows no resources for Describe
				for _, action := range list(s.Action) {
					if !strings.HasPrefix(action, "ec2:Describe") {
						t.Errorf("%s on * in %s", action, s.Sid)
					}
				}
			case resource == "*": // AWS prints it so, with conditions instead
				if len(s.Condition["ArnLike"]) != 2 || s.Sid != "ManageNetworkInterface" {
					t.Errorf("%s allows * without conditions", s.Sid)
				}
			case !strings.HasPrefix(resource, "arn:aws:"):
				t.Errorf("%s allows %s", s.Sid, resource)
			}
		}
	}
}

// allows says whether any statement of a policy allows an action on an ARN, conditions left aside but for s3:prefix.
func (d document) allows(action, arn, prefix string) bool {
	return slices.ContainsFunc(d.Statement, func(s statement) bool {
		if !slices.Contains(list(s.Action), action) || !slices.ContainsFunc(list(s.Resource), matches(arn)) {
			return false
		}
		prefixes := list(s.Condition["StringLike"]["s3:prefix"])
		return len(prefixes) == 0 || slices.ContainsFunc(prefixes, matches(prefix))
	})
}

// matches returns a function that matches a text against a pattern of IAM, where ${*} is an asterisk.
func matches(text string) func(string) bool {
	return func(pattern string) bool { return match(pattern, text) }
}

func match(pattern, text string) bool {
	switch {
	case pattern == "":
		return text == ""
	case strings.HasPrefix(pattern, "${") && len(pattern) > 3:
		return text != "" && text[0] == pattern[2] && match(pattern[4:], text[1:])
	case pattern[0] == '*':
		return match(pattern[1:], text) || (text != "" && match(pattern, text[1:]))
	default:
		return text != "" && (pattern[0] == '?' || pattern[0] == text[0]) && match(pattern[1:], text[1:])
	}
}

func TestPermissions_allowExactlyTheLocations(t *testing.T) {
	t.Parallel()
	for location, keys := range map[string]struct{ inside, outside []string }{
		"":               {[]string{"a", "a/b"}, nil},
		"data/":          {[]string{"data/", "data/a", "data/a/b"}, []string{"data", "database", "a"}},
		"data":           {[]string{"data", "data/a"}, []string{"database", "data.jsonl", "dat"}},
		"data/a.jsonl":   {[]string{"data/a.jsonl"}, []string{"data/a.jsonl.bak", "data/b.jsonl", "data/"}},
		"50%*?/$x/":      {[]string{"50%*?/$x/a"}, []string{"50%aa/$x/a", "50%*?/xx/a"}},
		"with <&> signs": {[]string{"with <&> signs"}, []string{"with signs"}},
	} {
		d := decode(t, permissions(t, virginia(), jobpolicy.Grants{
			TrainingData: []jobpolicy.S3Location{{Bucket: "in", Key: location}},
			Output:       &jobpolicy.S3Location{Bucket: "out", Key: location},
		}))
		check := func(key string, want bool) {
			for _, c := range []struct {
				action, bucket string
				want           bool
			}{
				{"s3:GetObject", "in", want}, {"s3:PutObject", "in", false}, {"s3:GetObject", "out", want}, {"s3:PutObject", "out", want},
				{"s3:GetObject", "other", false}, {"s3:DeleteObject", "out", false},
			} {
				if got := d.allows(c.action, "arn:aws:s3:::"+c.bucket+"/"+key, ""); got != c.want {
					t.Errorf("location %q: %s on %s/%s is %t", location, c.action, c.bucket, key, got)
				}
			}
			if got := d.allows("s3:ListBucket", "arn:aws:s3:::in", key); got != want {
				t.Errorf("location %q: listing of %q is %t", location, key, got)
			}
		}
		for _, key := range keys.inside {
			check(key, true)
		}
		for _, key := range keys.outside {
			check(key, false)
		}
	}
}

func TestPermissions_holdBucketsToTheirAccounts(t *testing.T) {
	t.Parallel()
	for _, s := range decode(t, permissions(t, virginia(), everything())).Statement {
		if !strings.HasPrefix(list(s.Action)[0], "s3:") {
			continue
		}
		want := "123456789012"
		if strings.HasPrefix(list(s.Resource)[0], "arn:aws:s3:::partner") {
			want = "210987654321"
		}
		if got := s.Condition["StringEquals"]["aws:ResourceAccount"]; got != want {
			t.Errorf("%s: account %v, want %s", s.Sid, got, want)
		}
	}
}

func TestPermissions_useKeysThroughTheirServiceOnly(t *testing.T) {
	t.Parallel()
	want := map[string]string{"DecryptData": "s3", "EncryptOutput": "s3", "EncryptModel": "bedrock"}
	got := map[string]string{}
	for _, s := range decode(t, permissions(t, virginia(), everything())).Statement {
		if strings.HasPrefix(list(s.Action)[0], "kms:") {
			service, _, _ := strings.Cut(fmt.Sprint(s.Condition["StringEquals"]["kms:ViaService"]), ".us-east-1.amazonaws.com")
			got[s.Sid] = service
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPermissions_haveUniqueStatementIDs(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, s := range decode(t, permissions(t, virginia(), everything())).Statement {
		if seen[s.Sid] || s.Sid == "" {
			t.Errorf("statement ID %q twice", s.Sid)
		}
		seen[s.Sid] = true
	}
}

func TestPermissions_refuseWhatARoleCannotHold(t *testing.T) {
	t.Parallel()
	var grants jobpolicy.Grants
	for i := range 300 {
		grants.TrainingData = append(grants.TrainingData, jobpolicy.S3Location{Bucket: "data", Key: fmt.Sprintf("folder-%d/", i)})
	}
	_, err := jobpolicy.Permissions(jobpolicy.ModelCustomization, virginia(), grants)
	if !errors.Is(err, jobpolicy.ErrTooLarge) {
		t.Errorf("300 locations: %v", err)
	}
}

func TestDocuments_refuseWhatWouldGrantMore(t *testing.T) {
	t.Parallel()
	one := jobpolicy.Grants{TrainingData: []jobpolicy.S3Location{{Bucket: "data"}}}
	with := func(change func(*jobpolicy.Grants)) jobpolicy.Grants {
		g := everything()
		change(&g)
		return g
	}
	for name, c := range map[string]struct {
		purpose jobpolicy.Purpose
		scope   jobpolicy.Scope
		grants  jobpolicy.Grants
	}{
		"unknown purpose":  {"dancing", virginia(), one},
		"no account":       {jobpolicy.ModelCustomization, jobpolicy.Scope{Partition: "aws", Region: "us-east-1"}, one},
		"any region":       {jobpolicy.ModelCustomization, jobpolicy.Scope{Partition: "aws", Region: "*", AccountID: "1"}, one},
		"nothing granted":  {jobpolicy.ModelCustomization, virginia(), jobpolicy.Grants{}},
		"any bucket":       {jobpolicy.ModelCustomization, virginia(), jobpolicy.Grants{Output: &jobpolicy.S3Location{Bucket: "*"}}},
		"no bucket":        {jobpolicy.ModelCustomization, virginia(), with(func(g *jobpolicy.Grants) { g.InvocationLogs[0].Bucket = "" })},
		"key with a slash": {jobpolicy.ModelCustomization, virginia(), with(func(g *jobpolicy.Grants) { g.ValidationData[0].Key = "/a" })},
		"any key":          {jobpolicy.ModelCustomization, virginia(), with(func(g *jobpolicy.Grants) { g.ReadKMSKeyARNs[0] = "*" })},
		"key ID":           {jobpolicy.ModelCustomization, virginia(), with(func(g *jobpolicy.Grants) { g.ModelKMSKeyARN = "alias/x" })},
		"any function":     {jobpolicy.ModelCustomization, virginia(), with(func(g *jobpolicy.Grants) { g.RewardFunctionARNs[0] += "*" })},
		"profile alone": {jobpolicy.ModelCustomization, virginia(), with(func(g *jobpolicy.Grants) {
			g.TeacherModelARNs = g.TeacherModelARNs[1:2]
		})},
		"no subnet":       {jobpolicy.ModelCustomization, virginia(), with(func(g *jobpolicy.Grants) { g.VPC.SubnetIDs = nil })},
		"group as subnet": {jobpolicy.ModelCustomization, virginia(), with(func(g *jobpolicy.Grants) { g.VPC.SubnetIDs[0] = "sg-1" })},
	} {
		if text, err := jobpolicy.Permissions(c.purpose, c.scope, c.grants); err == nil {
			t.Errorf("%s: %s", name, text)
		}
	}
	if text, err := jobpolicy.TrustPolicy(jobpolicy.ModelCustomization, jobpolicy.Scope{Partition: "aws"}); err == nil {
		t.Errorf("trust without an account: %s", text)
	}
	if text, err := jobpolicy.TrustPolicy("dancing", virginia()); err == nil {
		t.Errorf("trust for an unknown purpose: %s", text)
	}
}
