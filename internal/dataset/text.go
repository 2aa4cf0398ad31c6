// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"bytes"
	"encoding/binary"
	"iter"
	"math/bits"

	"github.com/go-json-experiment/json/jsontext"
)

// text reads the string that must be the next value and that the model is trained on, and adds its characters to the
// record's. ok is false when the value is no string.
func (r *record) text() (characters int, ok bool) {
	_, characters, ok = r.measured()
	return characters, ok
}

// filledText is text that must not be empty.
func (r *record) filledText() {
	if n, ok := r.text(); ok && n == 0 {
		r.problem("must not be empty")
	}
}

// wholeText is filledText of a record that is of no use without it.
func (r *record) wholeText() {
	n, ok := r.text()
	if !ok || n == 0 {
		r.shape.incomplete = true
	}
	if ok && n == 0 {
		r.problem("must not be empty")
	}
}

// requireText is require for such a text.
func (r *record) requireText(present bool, name string) {
	if !present {
		r.shape.incomplete = true
	}
	r.require(present, name)
}

// novaText is text that Amazon Nova may read: it reports the words that Nova reserves.
func (r *record) novaText() (characters int, ok bool) {
	plain, characters, ok := r.measured()
	if r.rules.known && !r.rules.family.nova {
		return characters, ok
	}
	word := reservedWord(plain)
	switch {
	case word == "":
	case r.rules.family.nova:
		r.problem("holds " + word + ", a reserved word of Amazon Nova: its jobs fail on it")
	default:
		r.warn("holds " + word + ", a reserved word of Amazon Nova: its jobs fail on it, those of other models do not")
	}
	return characters, ok
}

func (r *record) measured() (plain []byte, characters int, ok bool) {
	quoted, ok := r.quoted()
	if ok {
		plain, characters = r.measure(quoted)
		r.characters += int64(characters)
	}
	return plain, characters, ok
}

// word reads the string that must be the next value and that is not trained on. It is valid until the next call; ok is
// false when the value is no string.
func (r *record) word() (word []byte, ok bool) {
	quoted, ok := r.quoted()
	if !ok {
		return nil, false
	}
	if bytes.IndexByte(quoted, '\\') >= 0 {
		return r.unquote(quoted), true
	}
	return inner(quoted), true
}

// filledWord is a word that must not be empty, to keep.
func (r *record) filledWord() (text string, ok bool) {
	word, ok := r.word()
	if ok && len(word) == 0 {
		r.problem("must not be empty")
	}
	return string(word), ok && len(word) > 0
}

// texts reads the next value, whatever it is, and counts the characters of all strings in it but the names of members.
func (r *record) texts() {
	switch r.peek() {
	case '"':
		r.text()
	case '{':
		if r.object() {
			for r.member() {
				r.texts()
			}
		}
	case '[':
		if r.array() {
			for r.item() {
				r.texts()
			}
		}
	default:
		r.skip()
	}
}

// quoted reads the string that must be the next value, as it is written, with its quotation marks.
func (r *record) quoted() (quoted []byte, ok bool) {
	if first := r.peek(); first != '"' {
		r.shape.numbers = r.shape.numbers || first == '-' || '0' <= first && first <= '9'
		r.mismatch("must be a string")
		return nil, false
	}
	quoted, err := r.decoder.ReadValue()
	if err != nil {
		r.fail(err)
		return nil, false
	}
	return quoted, true
}

// measure counts the characters that a quoted string stands for. plain is the string without escapes of the form \u; the
// others stay, because no word that is looked for has one in it and they are quick to count.
func (r *record) measure(quoted []byte) (plain []byte, characters int) {
	plain = inner(quoted)
	characters = countCharacters(plain)
	for rest := plain; ; characters-- {
		i := bytes.IndexByte(rest, '\\')
		if i < 0 {
			return plain, characters
		}
		if rest[i+1] == 'u' {
			plain = r.unquote(quoted)
			return plain, countCharacters(plain)
		}
		rest = rest[i+2:]
	}
}

// unquote resolves the escapes of a quoted string. The result is valid until the next call.
func (r *record) unquote(quoted []byte) []byte {
	unquoted, err := jsontext.AppendUnquote(r.scratch[:0], quoted)
	if err != nil {
		panic(err) // the decoder has accepted it
	}
	r.scratch = unquoted
	return unquoted
}

// inner is what is between the quotation marks.
func inner(quoted []byte) []byte { return quoted[1 : len(quoted)-1] }

// countCharacters is utf8.RuneCount for text that is known to be UTF-8: it counts the bytes that do not continue a
// character, eight at a time.
func countCharacters(text []byte) int {
	n := len(text)
	for ; len(text) >= 8; text = text[8:] {
		word := binary.LittleEndian.Uint64(text)
		n -= bits.OnesCount64(word >> 7 &^ (word >> 6) & 0x0101010101010101)
	}
	for _, b := range text {
		if b&0xc0 == 0x80 {
			n--
		}
	}
	return n
}

// reservedWord returns the first kind of word found in a text that Amazon Nova reserves, or nothing. Nova fails the job
// when one is anywhere in a prompt:
// https://docs.aws.amazon.com/nova/latest/userguide/fine-tune-prepare-data-understanding.html
func reservedWord(text []byte) string {
	for at := range marks(text, ':') {
		for _, word := range [...]string{"User:", "Bot:", "Assistant:", "System:"} {
			if bytes.HasSuffix(text[:at+1], []byte(word)) {
				return word
			}
		}
	}
	for at := range marks(text, '<') {
		for _, word := range [...]string{"<image>", "<video>"} {
			if bytes.HasPrefix(text[at:], []byte(word)) {
				return word
			}
		}
	}
	for at := range marks(text, '[') {
		if bytes.HasPrefix(text[at:], []byte("[EOS]")) {
			return "[EOS]"
		}
	}
	return ""
}

// marks yields the offsets of a byte.
func marks(text []byte, mark byte) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := 0; ; at++ {
			i := bytes.IndexByte(text[at:], mark)
			if i < 0 {
				return
			}
			if at += i; !yield(at) {
				return
			}
		}
	}
}
