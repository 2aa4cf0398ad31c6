// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

// checkPromptCompletion reads {"prompt": "...", "completion": "..."}; neither may be empty.
func checkPromptCompletion(r *record) {
	if !r.object() {
		return
	}
	var prompt, completion bool
	for r.member() {
		switch string(r.name()) {
		case "prompt":
			prompt = true
			r.wholeText()
		case "completion":
			completion = true
			r.wholeText()
		default:
			r.unknown("Bedrock reads prompt and completion")
		}
	}
	r.requireText(prompt, "prompt")
	r.requireText(completion, "completion")
}
