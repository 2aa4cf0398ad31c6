// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"slices"
	"strings"
	"testing"
)

// An exemption that refuses nothing any more is to be removed: the model has learned what AWS takes.
func TestExemptions_areStillNeeded(t *testing.T) {
	t.Parallel()
	for _, e := range exemptions {
		for _, name := range e.shapes {
			s, ok := Bedrock.shape(name)
			if !ok {
				t.Errorf("the model has no %s", name)
				continue
			}
			if e.source == "" {
				t.Errorf("%s.%s: nothing says how it is known", name, e.rule)
			}
			c := &checker{model: Bedrock} // no service, no exemptions
			e.hold(c, name, s)
			if len(c.found) != 1 || c.found[0].Rule != e.rule {
				t.Errorf("%s.%s is exempt, but the model takes %q: %v", name, e.rule, e.example, c.found)
			}
			c = &checker{model: Bedrock, source: Bedrock.Source(), answer: e.answered}
			e.hold(c, name, s)
			if len(c.found) != 0 {
				t.Errorf("%q is refused although %s.%s is exempt: %v", e.example, name, e.rule, c.found)
			}
		}
	}
}

func (e exemption) hold(c *checker, name string, s *shape) {
	if e.elements > 0 {
		c.bounds("x", place{shape: name}, s, e.elements)
		return
	}
	c.text("x", place{shape: name}, s, e.example)
}

// What the tables name is there.
func TestTables_nameShapes(t *testing.T) {
	t.Parallel()
	names := append(slices.Clone(raised), openForms...)
	for name := range forms {
		names = append(names, name)
	}
	for _, name := range names {
		if s, ok := Bedrock.shape(name); !ok || s.Pattern == "" {
			t.Errorf("the model has no pattern of %s", name)
		}
	}
}

// Ids and ARNs that are in use pass wherever a pattern is sure to refuse, in every partition.
func TestCheck_takesWhatIsInUse(t *testing.T) {
	t.Parallel()
	partitions := []string{"aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"}
	arns := []string{
		"arn:P:bedrock:us-east-1::foundation-model/deepseek.v3.2", "arn:P:bedrock:us-east-1:123456789012:inference-profile/global.x.y-v1:0",
		"arn:P:bedrock:us-east-1:123456789012:imported-model/a1b2c3d4e5f6", "arn:P:iam::123456789012:role/x",
		"arn:P:lambda:us-east-1:123456789012:function:grader",
	}
	texts := []string{"amazon.nova-lite-v1:0:300k", "meta.llama3-3-70b-instruct-v1:0:128k", "deepseek.v3.2", "us-gov.amazon.nova-lite-v1:0"}
	for _, partition := range partitions {
		for _, arn := range arns {
			texts = append(texts, strings.Replace(arn, ":P:", ":"+partition+":", 1))
		}
	}
	for line := range strings.Lines(Bedrock.lines) {
		name, _, _ := strings.Cut(strings.TrimPrefix(line, "shape "), " ")
		s, ok := Bedrock.shape(name)
		isForm := strings.HasSuffix(name, "Arn") || strings.HasSuffix(name, "Identifier")
		if !ok || s.Pattern == "" || !isForm || strings.HasPrefix(name, "EvaluationPrecomputed") {
			continue
		}
		for _, text := range texts {
			c := &checker{model: Bedrock, source: Bedrock.Source()}
			c.text("x", place{shape: name}, s, text)
			for _, v := range c.found {
				if v.Rule == Pattern && v.Doubt == "" {
					t.Errorf("%s is sure to refuse %s", name, text)
				}
			}
		}
	}
}
