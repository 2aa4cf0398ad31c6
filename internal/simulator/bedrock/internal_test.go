// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsmodel"
)

func TestRecordCheck_knowsTheFormOfEveryFamily(t *testing.T) {
	t.Parallel()
	const (
		turn     = `{"role":"user","content":[{"text":"a"}]}`
		answer   = `{"role":"assistant","content":[{"text":"b"}]}`
		image    = `{"image":{"format":"png","source":{"s3Location":{"uri":"s3://data/x.png"}}}}`
		converse = `{"schemaVersion":"bedrock-conversation-2024","messages":`
	)
	for _, test := range []struct{ kind, family, line, want string }{
		{fineTuning, "llama-3-1", `{"prompt":"a","completion":"b"}`, ""},
		{fineTuning, "llama-3-1", `{"prompt":"a"}`, "completion: is missing"},
		{fineTuning, "llama-3-1", `{"prompt":"a","completion":3}`, "completion: must be a string"},
		{fineTuning, "llama-3-1", `{"prompt":"","completion":"b"}`, "prompt: must be a string that is not empty"},
		{fineTuning, "llama-3-1", `null`, "not a JSON object"},
		{fineTuning, "llama-3-1", `["a"]`, "not a JSON object"},
		{continuedPreTraining, "titan-text", `{"input":"a"}`, ""},
		{continuedPreTraining, "titan-text", `{"prompt":"a","completion":"b"}`, "input: is missing"},
		{fineTuning, "nova", converse + "[" + turn + "," + answer + "]}", ""},
		{fineTuning, "nova", converse + "[" + turn + "," + answer + `],"system":"x"}`, "system: must be a list"},
		{fineTuning, "nova", converse + "[" + turn + "]}", "messages[0].role: the last message must be the assistant's"},
		{fineTuning, "nova", converse + "[" + answer + "]}", `messages[0].role: must be "user"`},
		{fineTuning, "nova", converse + `[` + turn + `,{"role":"assistant","content":[]}]}`, "messages[1].content: must be a list"},
		{fineTuning, "nova", converse + `[` + turn + `,{"role":"assistant","content":[{"audio":{}}]}]}`,
			"messages[1].content[0]: must be an object"},
		{fineTuning, "nova", converse + `[{"role":"user","content":[` + image + `]},` + answer + `]}`, ""},
		{fineTuning, "nova", converse + `[{"role":"user","content":[` + strings.Replace(image, "data", "other", 1) + `]},` + answer + `]}`,
			"messages[0].content[0].image.source.s3Location.uri: must be the S3 URI of an object in bucket data"},
		{fineTuning, "nova", converse + `[{"role":"user","content":[{"text":"[EOS]"}]},` + answer + `]}`, "reserved word"},
		{fineTuning, "llama-3-2", converse + `[{"role":"user","content":[{"text":"[EOS]"}]},` + answer + `]}`, ""},
		{fineTuning, "claude-3", `{"system":"s","messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}`, ""},
		{fineTuning, "claude-3", `{"messages":[` + turn + `,` + answer + `]}`, "messages[0].content: must be a string"},
		{fineTuning, "titan-embed-image", `{"image-ref":"s3://data/x.png","caption":"a cat"}`, ""},
		{fineTuning, "titan-embed-image", `{"image-ref":"x.png","caption":"a cat"}`, "image-ref: must be the S3 URI"},
		{distillation, "nova", `{"schemaVersion":"any","messages":[` + turn + `]}`, ""},
		{distillation, "nova", `{"schemaVersion":1,"messages":[` + turn + `]}`, "schemaVersion: must be a string"},
		{reinforcementFineTuning, "nova", `{"messages":[{"role":"system","content":"s"},{"role":"user","content":"a"}],"topic":"b"}`, ""},
		{reinforcementFineTuning, "nova", `{"messages":[{"role":"system","content":"s"}]}`, "messages: must hold a message with the role user"},
		{reinforcementFineTuning, "nova", `{"messages":[{"role":"tool","content":"s"}]}`, "messages[0].role: must be system, user or assistant"},
		{reinforcementFineTuning, "nova", `{"input":"a"}`, "messages: must be a list"},
	} {
		check := recordCheck{kind: test.kind, family: loadCatalogue().Families[test.family], inputs: []string{"TEXT", "IMAGE"}, bucket: "data"}
		err := check.check([]byte(test.line))
		if (err == nil) != (test.want == "") || err != nil && !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s of %s: %s: got %v, want %q", test.kind, test.family, test.line, err, test.want)
		}
	}
}

func TestCatalogue_isConsistent(t *testing.T) {
	t.Parallel()
	c := loadCatalogue()
	ids := map[string]*foundationModel{}
	for i := range c.Models {
		m := &c.Models[i]
		if ids[m.ID] != nil {
			t.Errorf("%s is there twice", m.ID)
		}
		ids[m.ID] = m
		if broken := awsmodel.Bedrock.CheckPart("ModelIdentifier", "", m.ID); len(broken) > 0 {
			t.Errorf("%s is not a model id", m.ID)
		}
	}
	for _, m := range c.Models {
		if m.Training == nil {
			continue
		}
		family, ok := c.Families[m.Training.Family]
		if !ok || m.Training.Alias != "" && ids[m.Training.Alias] == nil {
			t.Errorf("%s: family %q or alias %q does not exist", m.ID, m.Training.Family, m.Training.Alias)
		}
		for name, rule := range family.HyperParameters {
			if !rule.Required && !rule.accepts(rule.Default) {
				t.Errorf("%s: the default %q of %s is out of its range", m.ID, rule.Default, name)
			}
		}
		for _, region := range m.Training.Regions {
			if m.Regions[region] == nil {
				t.Errorf("%s is trained in %s, where it is not", m.ID, region)
			}
		}
	}
	for teacher, students := range c.Distillation {
		for _, student := range students {
			if ids[teacher] == nil || ids[student] == nil {
				t.Errorf("the pair %s and %s does not exist", teacher, student)
			}
		}
	}
}

func TestSystemProfiles_fitTheCatalogue(t *testing.T) {
	t.Parallel()
	s, c := loadSystemProfiles(), loadCatalogue()
	reachable := map[string]bool{}
	for _, p := range s.Profiles {
		if _, ok := s.Destinations[p.Destinations]; !ok && (p.Destinations != "" || p.Scope != "Global") {
			t.Errorf("%s: the destinations %q do not exist", p.ID, p.Destinations)
		}
		for _, region := range p.Sources {
			model, ok := c.find(region, p.modelID())
			if !ok || !slices.Contains(model.Regions[region], "INFERENCE_PROFILE") {
				t.Errorf("%s: the model has no inference type INFERENCE_PROFILE in %s", p.ID, region)
			}
			if destinations := s.Destinations[p.Destinations]; destinations != nil && !slices.Contains(destinations, region) {
				t.Errorf("%s does not route to its source %s", p.ID, region)
			}
			reachable[p.modelID()+" in "+region] = true
		}
	}
	for _, m := range c.Models {
		for region, types := range m.Regions {
			if slices.Contains(types, "INFERENCE_PROFILE") && !reachable[m.ID+" in "+region] {
				t.Errorf("there is no profile for %s in %s", m.ID, region)
			}
		}
	}
}

func TestHyperParameters_takeTheirWord(t *testing.T) {
	t.Parallel()
	base := &foundationModel{ID: "amazon.titan-embed-image-v1:0", Training: &training{Family: "titan-embed-image"}}
	for value, ok := range map[string]bool{"Auto": true, "100": true, "101": false, "auto": false, "": false} {
		_, err := effectiveHyperParameters(base, fineTuning, map[string]string{"epochCount": value})
		if (err == nil) != ok {
			t.Errorf("epochCount %q: got %v", value, err)
		}
	}
	if _, err := effectiveHyperParameters(base, fineTuning, nil); err == nil {
		t.Error("a required hyperparameter was not asked for")
	}
}
