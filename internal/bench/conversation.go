// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

// sentences of a support desk. Now and then there is what makes JSON slow to read: quotation marks, line breaks, characters
// beyond ASCII.
var sentences = []string{
	"The parcel left our warehouse on Tuesday and has not moved since. ",
	"I'm sorry that you had to write to us twice about this, it should have been solved the first time. ",
	"Please look at the label: it says \"Ludwigstraße 9\", and the customer lives at number 19. ",
	"If the box is damaged, take a picture before you open it, and keep the box, since the carrier's insurer wants to see both. ",
	"The refund of 34.50 goes back to the card that was used for the payment, within five working days. ",
	"We have asked the depot to look for it, and a second parcel with the same contents is on its way to you today.\n",
	"There is no charge for the return if you use the label that came with the delivery, and no reason has to be given. ",
	"The driver rang twice and left a card – the neighbour at number 21 has signed for it. ",
}

// conversation is one record of a data set, with a line feed. Its size depends on its number.
func conversation(number int) string {
	var turns []string
	for turn := range 1 + number%3 {
		turns = append(turns,
			fmt.Sprintf(`{"role":"user","content":[{"text":%s}]}`, talk(number, number+turn, 1+number%5)),
			fmt.Sprintf(`{"role":"assistant","content":[{"text":%s}]}`, talk(number, number+turn+3, 2+number%9)))
	}
	return `{"schemaVersion":"bedrock-conversation-2024","system":[{"text":"You answer for the parcel service."}],"messages":[` +
		strings.Join(turns, ",") + "]}\n"
}

// talk is what somebody says of a case, as JSON: sentences from one on.
func talk(number, of, length int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Case %d. ", number)
	for i := range length {
		b.WriteString(sentences[(of+i*3)%len(sentences)])
	}
	encoded, err := json.Marshal(b.String())
	if err != nil {
		panic(err) // a string always marshals
	}
	return string(encoded)
}
