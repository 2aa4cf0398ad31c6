// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// likeness is what a record looks like by the names and kinds of its members.
type likeness struct {
	known  bool   // a record was looked at
	format Format // empty when it is none of ours
	name   string // for people, where it has one besides the format
	// question and answer are the members of a single question and answer.
	question, answer string
	chat             bool     // messages whose contents are plain text
	wrapped          string   // the member of one object that holds all records
	columns          bool     // question and answer hold one column each of all records
	names            []string // of the members
}

// wrappers are names under which one object holds all records.
func wrappers() []string {
	return []string{"data", "records", "items", "examples", "rows", "samples", "train", "training", "training_data", "dataset", "entries"}
}

// pairs are names under which people keep a question and its answer, besides those of Bedrock.
func pairs() [][2]string {
	return [][2]string{
		{"instruction", "output"}, {"instruction", "response"}, {"question", "answer"}, {"input", "output"}, {"prompt", "response"},
		{"query", "response"}, {"query", "answer"}, {"question", "response"}, {"prompt", "answer"}, {"prompt", "output"}, {"context", "response"},
		{"input_text", "output_text"},
	}
}

// Formats of others that have a name.
const (
	shareGPT = "ShareGPT's format"
	gemini   = "Gemini's format"
)

const geminiConversion = `{schemaVersion: "bedrock-conversation-2024"} + ((.systemInstruction // .system_instruction) | if . then ` +
	`{system: [.parts[] | {text}]} else {} end) + {messages: [.contents[] | {role: (if .role == "model" then "assistant" else .role end), ` +
	`content: [.parts[] | {text}]}]}`

func likenessOf(line []byte) likeness {
	var members map[string]json.RawMessage
	if json.Unmarshal(line, &members) != nil || members == nil {
		return likeness{}
	}
	l := likenessOfMembers(members)
	l.names = slices.Sorted(maps.Keys(members))
	return l
}

func likenessOfMembers(members map[string]json.RawMessage) likeness {
	has := func(names ...string) bool {
		return !slices.ContainsFunc(names, func(name string) bool { _, ok := members[name]; return !ok })
	}
	switch {
	case has("modelInput"), has("recordId"):
		return likeness{known: true, format: BatchRecords}
	case has("conversationTurns"):
		return likeness{known: true, format: RAGEvaluation}
	case has("image-ref"):
		return likeness{known: true, format: ImageCaption}
	case has("messages"):
		return conversationLikeness(members)
	case has("conversations"):
		return likeness{known: true, name: shareGPT}
	case has("contents"):
		return likeness{known: true, name: gemini}
	case has("prompt", "completion") && isColumn(members["prompt"]) && isColumn(members["completion"]):
		return columnsLikeness("prompt", "completion")
	case has("prompt", "completion"):
		return likeness{known: true, format: PromptCompletion, question: "prompt", answer: "completion"}
	case has("chosen", "rejected"):
		return likeness{known: true, name: "pairs of a preferred and a rejected answer, which no job of Bedrock trains on"}
	case has("modelResponses"):
		return likeness{known: true, format: EvaluationResponses}
	}
	if len(members) <= 3 {
		for _, name := range wrappers() {
			if list := members[name]; len(list) > 0 && list[0] == '[' {
				return likeness{known: true, name: "one object that holds the records in its member " + name, wrapped: name}
			}
		}
	}
	for _, pair := range append([][2]string{{"prompt", "completion"}}, pairs()...) {
		question, answer := spelt(members, pair[0]), spelt(members, pair[1])
		switch {
		case question == "" || answer == "":
		case pair[0] == "instruction" && question != pair[0]: // what it is about would be left out
		case isColumn(members[question]) && isColumn(members[answer]):
			return columnsLikeness(question, answer)
		default:
			return likeness{known: true, name: "records with " + question + " and " + answer, question: question, answer: answer}
		}
	}
	switch {
	case has("prompt"):
		return likeness{known: true, format: EvaluationPrompts, question: "prompt", answer: "referenceResponse"}
	case has("input"):
		return likeness{known: true, format: ContinuedPreTraining, question: "input"}
	case has("text"):
		return likeness{known: true, name: "records with one text each", question: "text"}
	}
	return likeness{known: true}
}

// spelt is the name of a member in the case that it has, or nothing.
func spelt(members map[string]json.RawMessage, name string) string {
	if _, ok := members[name]; ok {
		return name
	}
	for _, other := range slices.Sorted(maps.Keys(members)) {
		if len(other) == len(name) && strings.EqualFold(other, name) {
			return other
		}
	}
	return ""
}

// isColumn reports whether a member holds the values of many records, as a list or by their number.
func isColumn(value json.RawMessage) bool {
	return len(value) > 0 && (value[0] == '[' || strings.HasPrefix(string(value), `{"0":`))
}

func columnsLikeness(question, answer string) likeness {
	return likeness{
		known: true, columns: true, question: question, answer: answer,
		name: "one object that holds the columns " + question + " and " + answer + ", as pandas writes it by default",
	}
}

// conversationLikeness tells the formats with messages apart.
func conversationLikeness(members map[string]json.RawMessage) likeness {
	var messages []struct {
		Role    string          `json:"role"`
		Content json.RawMessage `json:"content"`
	}
	if json.Unmarshal(members["messages"], &messages) != nil || len(messages) == 0 {
		return likeness{known: true}
	}
	for _, message := range messages {
		if message.Role == "tool" || message.Role == "function" {
			return likeness{known: true, name: "OpenAI's chat format with calls of tools, which the formats of Bedrock have in other members"}
		}
	}
	last := messages[len(messages)-1]
	plain := len(last.Content) > 0 && last.Content[0] == '"'
	_, schema := members["schemaVersion"]
	_, reference := members["reference_answer"]
	switch {
	case !plain && last.Role == "assistant":
		return likeness{known: true, format: Conversation}
	case !plain:
		return likeness{known: true, format: Distillation}
	case schema: // somebody means the Converse API
		return likeness{known: true, format: Conversation, chat: true}
	case reference || last.Role != "assistant":
		return likeness{known: true, format: Reinforcement, chat: true}
	case messages[0].Role == "system":
		return likeness{known: true, name: "OpenAI's chat format", chat: true}
	}
	return likeness{known: true, format: ClaudeMessages, name: "OpenAI's chat format, or Claude's", chat: true}
}

// mend says which format a data set looks like that has another one, and how to convert it.
func (l likeness) mend(want Format, s shape) (Mend, bool) {
	if command := l.respelling(want); command != "" {
		return Mend{Looks: "records whose members are spelt in another case", Command: command}, true
	}
	if !l.known || l.format == want && !(l.chat && s.plainContent) {
		return Mend{}, false
	}
	command := l.conversion(want)
	name := l.name
	switch {
	case l.format == want:
		name = "messages whose content is a plain string, as OpenAI's chat format has it"
	case l.format != "":
		if name == "" {
			name = "records of the format " + string(l.format)
		}
		return Mend{Looks: name, Format: l.format, Command: command}, true
	case name == "" && command == "":
		return Mend{}, false
	}
	return Mend{Looks: name, Command: command}, true
}

// conversion is the command that makes the wanted format of what the records look like, or nothing.
func (l likeness) conversion(want Format) string {
	var program string
	switch {
	case l.chat && l.format == Reinforcement && want != Distillation: // whose prompts have no answers
	case l.chat:
		program = chatConversion(want)
	case l.columns:
		if program = pairConversion(want, ".[0]", ".[1]"); program != "" {
			program = "[." + l.question + ", ." + l.answer + "] | map([.[]]) | transpose[] | " + program
		}
	case l.question == "instruction": // with what it is about beside it
		program = pairConversion(want, `([.instruction, .input, .context] | map(select(. != null and . != "")) | join("\n\n"))`, "."+l.answer)
	case l.question != "" && l.answer != "":
		program = pairConversion(want, "."+l.question, "."+l.answer)
	case l.name == shareGPT:
		program = shareGPTConversion(want)
	case l.name == gemini && want == Conversation:
		program = geminiConversion
	case l.wrapped != "":
		program = "." + l.wrapped + "[]"
	case l.question == "text" && want == ContinuedPreTraining:
		program = `{input: .text}`
	case l.format == Conversation && want == ClaudeMessages:
		program = `(if .system then {system: [.system[].text] | join("\n")} else {} end) + ` +
			`{messages: [.messages[] | {role, content: ([.content[] | .text // error("a part is no text")] | join("\n"))}]}`
	}
	if program == "" {
		return ""
	}
	return "jq -c '" + program + "' {in} > {out}"
}

func pairConversion(want Format, question, answer string) string {
	program := map[Format]string{
		PromptCompletion: `{prompt: Q, completion: A}`,
		Conversation: `{schemaVersion: "bedrock-conversation-2024", messages: [{role: "user", content: [{text: Q}]}, ` +
			`{role: "assistant", content: [{text: A}]}]}`,
		Distillation:      `{schemaVersion: "bedrock-conversation-2024", messages: [{role: "user", content: [{text: Q}]}]}`,
		ClaudeMessages:    `{messages: [{role: "user", content: Q}, {role: "assistant", content: A}]}`,
		Reinforcement:     `{messages: [{role: "user", content: Q}], reference_answer: A}`,
		EvaluationPrompts: `{prompt: Q, referenceResponse: A}`,
	}[want]
	return strings.NewReplacer("Q", question, "A", answer).Replace(program)
}

// chatConversion takes messages of plain text apart, with a system prompt among them or beside them.
func chatConversion(want Format) string {
	const system = `[(.system | select(type == "string")), (.messages[] | select(.role == "system") | .content)]`
	const others = `.messages[] | select(.role != "system")`
	switch want {
	case Conversation, Distillation:
		return `{schemaVersion: "bedrock-conversation-2024"} + (` + system + ` | if length > 0 then {system: map({text: .})} else {} end) + ` +
			`{messages: [` + others + ` | {role, content: (if (.content | type) == "string" then [{text: .content}] else .content end)}]}`
	case ClaudeMessages:
		return `(` + system + ` | if length > 0 then {system: join("\n")} else {} end) + {messages: [` + others + ` | {role, content}]}`
	case PromptCompletion:
		return `if [.messages[] | select(.role == "assistant")] | length == 1 then {prompt: ([.messages[] | select(.role != "assistant") | ` +
			`.content] | join("\n")), completion: .messages[-1].content} else error("a record has several answers") end`
	default:
		return ""
	}
}

// respelling is the command that gives members their names where they are spelt in another case, and nothing else is wrong with
// them; otherwise it is nothing.
func (l likeness) respelling(want Format) string {
	var renamed []string
	for _, name := range membersOf(want) {
		if slices.Contains(l.names, name) {
			continue
		}
		if slices.ContainsFunc(l.names, func(other string) bool { return strings.EqualFold(other, name) }) {
			renamed = append(renamed, `"`+strings.ToLower(name)+`": "`+name+`"`)
		}
	}
	if renamed == nil {
		return ""
	}
	return "jq -c 'with_entries(.key |= ({" + strings.Join(renamed, ", ") + "}[ascii_downcase] // .))' {in} > {out}"
}

// membersOf are the members of the records of a format.
func membersOf(format Format) []string {
	return map[Format][]string{
		PromptCompletion: {"prompt", "completion"}, Conversation: {"schemaVersion", "system", "messages"}, ClaudeMessages: {"system", "messages"},
		ImageCaption: {"image-ref", "caption"}, ContinuedPreTraining: {"input"}, Distillation: {"schemaVersion", "system", "messages"},
		Reinforcement: {"messages"}, EvaluationPrompts: {"prompt", "referenceResponse", "category"},
		EvaluationResponses: {"prompt", "referenceResponse", "category", "modelResponses"}, RAGEvaluation: {"conversationTurns"},
		BatchRecords: {"recordId", "modelInput"},
	}[format]
}

func shareGPTConversion(want Format) string {
	const role = `(if .from == "gpt" then "assistant" elif .from == "human" then "user" else .from end)`
	switch want {
	case Conversation, Distillation:
		return `{schemaVersion: "bedrock-conversation-2024"} + ([.conversations[] | select(.from == "system") | {text: .value}] | ` +
			`if length > 0 then {system: .} else {} end) + {messages: [.conversations[] | select(.from != "system") | ` +
			`{role: ` + role + `, content: [{text: .value}]}]}`
	case ClaudeMessages:
		return `([.conversations[] | select(.from == "system") | .value] | if length > 0 then {system: join("\n")} else {} end) + ` +
			`{messages: [.conversations[] | select(.from != "system") | {role: ` + role + `, content: .value}]}`
	case PromptCompletion:
		return `if [.conversations[] | select(.from == "gpt")] | length == 1 then {prompt: ([.conversations[] | select(.from != "gpt") | ` +
			`.value] | join("\n")), completion: .conversations[-1].value} else error("a record has several answers") end`
	default:
		return ""
	}
}

// Conversion is the command that makes one format of another, where there is one that keeps all that is trained on.
func Conversion(from, to Format) (Mend, bool) {
	l := likeness{known: true, format: from}
	switch from {
	case PromptCompletion:
		l.question, l.answer = "prompt", "completion"
	case ClaudeMessages, Reinforcement:
		l.chat = true
	default:
	}
	command := l.conversion(to)
	return Mend{Looks: "records of the format " + string(from), Command: command}, command != ""
}
