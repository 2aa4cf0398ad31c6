// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
)

// verdict is what a record should be told.
type verdict struct {
	record   string
	problems []string
	warnings []string
}

func checkVerdicts(t *testing.T, format dataset.Format, verdicts map[string]verdict) {
	t.Helper()
	for name, v := range verdicts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := validate(t, format, v.record)
			if diff := cmp.Diff(v.problems, lines(got.Problems)); diff != "" {
				t.Errorf("problems: %s", diff)
			}
			if diff := cmp.Diff(v.warnings, lines(got.Warnings)); diff != "" {
				t.Errorf("warnings: %s", diff)
			}
		})
	}
}

func TestPromptCompletion(t *testing.T) {
	t.Parallel()
	checkVerdicts(t, dataset.PromptCompletion, map[string]verdict{
		"good":                  {record: goodPrompt},
		"members in any order":  {record: `{"completion":"c","prompt":"p"}`},
		"escaped member name":   {record: `{"pro\u006dpt":"p","completion":"c"}`},
		"reserved word of Nova": {record: `{"prompt":"User: hi","completion":"c"}`},
		"completion missing":    {record: ` {"prompt":"p"}`, problems: []string{"line 1, column 2, completion: is missing"}},
		"prompt is empty": {record: `{"prompt":"","completion":"c"}`, problems: []string{
			"line 1, column 11, prompt: must not be empty",
		}},
		"prompt is null": {record: `{"prompt":null,"completion":"c"}`, problems: []string{
			"line 1, column 11, prompt: is null, and must be a string",
		}},
		"completion is a list": {record: `{"prompt":"p","completion": ["c"]}`, problems: []string{
			"line 1, column 29, completion: must be a string",
		}},
		"member of another format": {record: `{"prompt":"p","completion":"c","id":{"a":[1]}}`, warnings: []string{
			"line 1, column 32: unknown member: Bedrock reads prompt and completion",
		}},
		"conversation instead": {
			record: goodConversation,
			problems: []string{
				"line 1, column 1, prompt: is missing", "line 1, column 1, completion: is missing",
			},
			warnings: []string{
				"line 1, column 2: unknown member: Bedrock reads prompt and completion (3 times)",
			},
		},
	})
}

// conversation is a record with the given messages.
func conversation(messages ...string) string {
	return `{"schemaVersion":"bedrock-conversation-2024","messages":[` + strings.Join(messages, ",") + `]}`
}

const (
	user      = `{"role":"user","content":[{"text":"Hi"}]}`
	assistant = `{"role":"assistant","content":[{"text":"Hello"}]}`
)

func TestConversation(t *testing.T) {
	t.Parallel()
	checkVerdicts(t, dataset.Conversation, map[string]verdict{
		"good":           {record: goodConversation},
		"several turns":  {record: conversation(user, assistant, user, assistant)},
		"no system":      {record: conversation(user, assistant)},
		"schema is last": {record: `{"messages":[` + user + `,` + assistant + `],"schemaVersion":"bedrock-conversation-2024"}`},
		"content first":  {record: conversation(`{"content":[{"text":"Hi"}],"role":"user"}`, assistant)},
		"schema missing": {record: `{"messages":[` + user + `,` + assistant + `]}`, warnings: []string{
			`line 1, column 1, schemaVersion: is missing: AWS documents it as required, with "bedrock-conversation-2024" in its ` +
				`examples, though not every one of its checks does`,
		}},
		"schema a number": {record: `{"schemaVersion":1,"messages":[` + user + `,` + assistant + `]}`, problems: []string{
			"line 1, column 18, schemaVersion: must be a string",
		}},
		"other schema": {record: `{"schemaVersion":"mine","messages":[` + user + `,` + assistant + `]}`},
		"messages missing": {record: `{"schemaVersion":"bedrock-conversation-2024"}`, problems: []string{
			"line 1, column 1, messages: is missing",
		}},
		"no messages": {record: conversation(), problems: []string{
			"line 1, column 57, messages: must hold at least one message of the user and one of the assistant",
		}},
		"begins with the assistant": {record: conversation(assistant), problems: []string{
			`line 1, column 66, messages[0].role: must be "user": messages alternate between user and assistant, and begin with user`,
		}},
		"ends with the user": {record: conversation(user, assistant, user), problems: []string{
			`line 1, column 57, messages: must end with a message of the role "assistant"`,
		}},
		"user twice": {record: conversation(user, user, assistant), problems: []string{
			`line 1, column 108, messages[1].role: must be "assistant": messages alternate between user and assistant, and begin with user`,
			`line 1, column 150, messages[2].role: must be "user": messages alternate between user and assistant, and begin with user`,
		}},
		"role of a system": {record: conversation(`{"role":"system","content":[{"text":"x"}]}`, assistant), problems: []string{
			`line 1, column 66, messages[0].role: must be "user": a system prompt is no message, it stands in the member system of the record`,
		}},
		"role and content missing": {record: conversation(`{}`, assistant), problems: []string{
			"line 1, column 58, messages[0].role: is missing", "line 1, column 58, messages[0].content: is missing",
		}},
		"content is a string": {record: conversation(`{"role":"user","content":"Hi"}`, assistant), problems: []string{
			"line 1, column 83, messages[0].content: " +
				`must be an array of its parts and not a plain string: [{"text": "..."}]`,
		}},
		"content is empty": {record: conversation(`{"role":"user","content":[]}`, assistant), problems: []string{
			"line 1, column 83, messages[0].content: must hold a text, an image or a video that is not empty",
		}},
		"text is empty": {record: conversation(user, `{"role":"assistant","content":[{"text":""}]}`), problems: []string{
			"line 1, column 130, messages[1].content: must hold a text, an image or a video that is not empty",
		}},
		"one of two texts is empty": {record: conversation(user, `{"role":"assistant","content":[{"text":""},{"text":"a"}]}`)},
		"item without anything": {record: conversation(`{"role":"user","content":[{},{"text":"Hi"}]}`, assistant), problems: []string{
			"line 1, column 84, messages[0].content[0]: must hold text, image or video",
		}},
		"item of two kinds": {
			record: conversation(`{"role":"user","content":[{"text":"Hi",`+video[1:]+`]}`, assistant),
			warnings: []string{
				"line 1, column 84, messages[0].content[0]: holds more than one kind of content; AWS documents one to an item",
			},
		},
		"item of a newer kind": {
			record: conversation(`{"role":"user","content":[{"audio":{"x":1}}]}`, assistant),
			warnings: []string{"line 1, column 85, messages[0].content[0]: unknown member: Bedrock reads " +
				"text, image, video, document, reasoningContent, toolUse or toolResult"},
		},
		"system is a string": {
			record:   `{"schemaVersion":"bedrock-conversation-2024","system":"x","messages":[` + user + `,` + assistant + `]}`,
			problems: []string{`line 1, column 55, system: must be an array of its parts and not a plain string: [{"text": "..."}]`},
		},
		"system without text": {
			record:   `{"schemaVersion":"bedrock-conversation-2024","system":[{"txt":"x"}],"messages":[` + user + `,` + assistant + `]}`,
			problems: []string{"line 1, column 56, system[0].text: is missing"},
			warnings: []string{"line 1, column 57, system[0]: unknown member: Bedrock reads text"},
		},
		"messages that are strings": {record: conversation(`"Hi"`, `"Hello"`), problems: []string{
			"line 1, column 58, messages[0]: must be a JSON object (2 times)",
		}},
		"broken within a message": {record: conversation(user, `{"role":"assistant","content":[{"text":"a`), problems: []string{
			"line 1, column 143, messages[1].content[0].text: ends within the JSON value: a record must be on one line",
		}},
	})
}

func TestConversation_warnsOfWordsThatNovaReserves(t *testing.T) {
	t.Parallel()
	for word, text := range map[string]string{
		"User:": "ask User: x", "Bot:": "Bot:", "Assistant:": `\nAssistant:`, "System:": "System: x", "<image>": `\u003cimage\u003e`,
		"<video>": "see <video>", "[EOS]": "end[EOS]", "": "a user: b [eos] <img> : < [ System Bot",
	} {
		record := conversation(`{"role":"user","content":[{"text":"`+text+`"}]}`, assistant)
		got := validate(t, dataset.Conversation, record)
		var want []string
		if word != "" {
			want = []string{"line 1, column 92, messages[0].content[0].text: holds " + word +
				", a reserved word of Amazon Nova: its jobs fail on it, those of other models do not"}
		}
		if diff := cmp.Diff(want, lines(got.Warnings)); diff != "" || !got.Valid() {
			t.Errorf("%q: %s %v", text, diff, got.Problems)
		}
	}
}

// image is a content item with an image at an address.
func image(uri string) string {
	return fmt.Sprintf(`{"image":{"format":"png","source":{"s3Location":{"uri":%q,"bucketOwner":"123456789012"}}}}`, uri)
}

const video = `{"video":{"format":"mp4","source":{"s3Location":{"uri":"s3://b/v"}}}}`

func TestConversation_countsMedia(t *testing.T) {
	t.Parallel()
	with := func(items ...string) string {
		return conversation(`{"role":"user","content":[`+strings.Join(items, ",")+`]}`, assistant) + "\n"
	}
	got := validate(t, dataset.Conversation, with(image("s3://one/a.png"), image("s3://two/b.png"))+with(image("s3://one/c.png")))
	if !got.Valid() || got.WarningCount != 0 || got.Images != 3 || got.Videos != 0 {
		t.Errorf("%d images, %d videos, problems %v, warnings %v", got.Images, got.Videos, lines(got.Problems), lines(got.Warnings))
	}
	if diff := cmp.Diff([]string{"one", "two"}, got.MediaBuckets); diff != "" {
		t.Error(diff)
	}
	for name, c := range map[string]struct{ text, want string }{
		"mixed": {with(image("s3://one/a.png")) + with(video), "line 2, column 93, messages[0].content[0].video: " +
			"Amazon Nova takes images or videos, not both in one data set"},
		"two videos": {with(video, video), "line 1, column 163, messages[0].content[1].video: Amazon Nova takes at most 1 video in a record"},
		"eleven images": {
			with(strings.Split(strings.Repeat(image("s3://b/k")+" ", 11), " ")[:11]...),
			"line 1, column 1083, messages[0].content[10].image: Amazon Nova takes at most 10 images in a record",
		},
		"odd file name": {with(image("s3://b/a b.png")), "line 1, column 139, messages[0].content[0].image.source.s3Location.uri: " +
			"Amazon Nova takes only letters, digits, _ - / and . in the names of files"},
		"odd format": {with(strings.ReplaceAll(video, "mp4", "avi")), "line 1, column 103, messages[0].content[0].video.format: " +
			"is not one of the formats AWS documents: mkv, mov, mp4, webm"},
	} {
		got := validate(t, dataset.Conversation, c.text)
		if diff := cmp.Diff([]string{c.want}, lines(got.Warnings)); diff != "" || !got.Valid() {
			t.Errorf("%s: %s %v", name, diff, lines(got.Problems))
		}
	}
}

func TestConversation_namesProblemsOfMedia(t *testing.T) {
	t.Parallel()
	const at = "messages[0].content[0].image"
	const address = at + ".source.s3Location.uri: must be the address of an S3 object: s3://bucket/key"
	for item, want := range map[string]string{
		`{"image":"x"}`:              at + ": must be a JSON object",
		`{"image":{"format":"png"}}`: at + ".source: is missing",
		`{"image":{"source":{"s3Location":{"uri":"s3://b/k"}}}}`: at + ".format: is missing",
		`{"image":{"format":"png","source":{}}}`:                 at + ".source.s3Location: is missing",
		`{"image":{"format":"png","source":{"bytes":"AA"}}}`: at +
			".source.bytes: jobs read media from S3 only: upload the file and name it in s3Location",
		`{"image":{"format":"png","source":{"s3Location":{}}}}`:                    at + ".source.s3Location.uri: is missing",
		`{"image":{"format":"png","source":{"s3Location":{"uri":"https://b/k"}}}}`: address,
		`{"image":{"format":"png","source":{"s3Location":{"uri":"s3://b/"}}}}`:     address,
		`{"image":{"format":"png","source":{"s3Location":{"uri":"s3://b/k","bucketOwner":"12"}}}}`: at +
			".source.s3Location.bucketOwner: must be an account ID of 12 digits",
	} {
		got := validate(t, dataset.Conversation, conversation(`{"role":"user","content":[`+item+`]}`, assistant))
		if len(got.Problems) != 1 || got.Problems[0].Field+": "+got.Problems[0].Rule != want {
			t.Errorf("%s: %v, want %s", item, lines(got.Problems), want)
		}
	}
}
