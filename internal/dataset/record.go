// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// record is a cursor over the JSON value of one line, reused from line to line. A format's check reads the value with
// object and member, array and item, text and word; each of them reports what does not fit and steps over it. When the
// line turns out not to be JSON, the cursor is broken: every further call does nothing and returns false.
type record struct {
	number     int64 // of the line, from 1
	line       []byte
	characters int64 // of all text so far

	problems  findings
	warnings  findings
	rules     *rules
	shape     shape
	media     media
	message   message // the one that is read
	tools     tools
	responses responses

	source  bytes.Buffer
	decoder *jsontext.Decoder
	path    []step
	start   int // where the value that was read, opened or closed last begins
	broken  bool
	scratch []byte // an unquoted string
	key     []byte // what a finding is counted under
}

// shape is what was seen of the ways in which data sets are spelled elsewhere, for the advice on how to mend them.
type shape struct {
	nulls        bool // null in the place of a value
	plainContent bool // "content": "text" where a list is wanted
	plainSystem  bool // "system": "text" where a list is wanted
	systemRole   bool // a message of the role system
	blank        bool // a blank line
	split        bool // a record that goes on in the next line
	joined       bool // more than one record on a line
	commas       bool // a comma at the end of a line
	python       bool // 'text', None, True
	noNumber     bool // NaN, Infinity
	notUTF8      bool
	typographic  bool // “text”
	lastComma    bool // a comma before a closing bracket
	control      bool // a control character within a string
	numbers      bool // a number in the place of a text
	incomplete   bool // a text that a record cannot be without is missing or empty

	byteOrderMark bool
}

// knownSpelling reports that it is known why no line is JSON.
func (s shape) knownSpelling() bool {
	return s.python || s.noNumber || s.notUTF8 || s.typographic || s.lastComma || s.control || s.split || s.joined || s.commas ||
		s.byteOrderMark
}

// step is an open object or array on the way to the current value.
type step struct {
	start int    // offset of its opening bracket
	index int    // current item of an array; -1 before the first, and in an object
	name  []byte // current member of an object; nil before the first, and for a member the format does not know
}

func newRecord(keep int, rules *rules) *record {
	r := &record{problems: newFindings(keep), warnings: newFindings(keep), rules: rules}
	r.decoder = jsontext.NewDecoder(&r.source)
	return r
}

// reset moves the cursor to the next line.
func (r *record) reset(line []byte) {
	r.number++
	r.characters = 0
	r.path = r.path[:0]
	r.broken = false
	r.media.startRecord()
	r.tools.startRecord()
	r.read(line)
}

// read makes the decoder read a line, in place, as it does with a bytes.Buffer.
func (r *record) read(line []byte) {
	r.line = line
	r.source = *bytes.NewBuffer(line)
	r.decoder.Reset(&r.source)
}

// object opens the object that must be the next value.
func (r *record) object() bool { return r.open('{', "must be a JSON object") }

// array opens the array that must be the next value.
func (r *record) array() bool { return r.open('[', "must be an array") }

func (r *record) open(bracket byte, rule string) bool {
	if r.peek() != bracket {
		r.mismatch(rule)
		return false
	}
	if !r.bracket() {
		return false
	}
	r.path = append(r.path, step{start: r.start, index: -1})
	return true
}

// member reads the name of the next member of the open object, or closes the object and returns false.
func (r *record) member() bool {
	if r.broken {
		return false
	}
	top := r.top()
	top.name = nil
	if r.peek() == '}' {
		r.close()
		return false
	}
	quoted, err := r.decoder.ReadValue()
	if err != nil {
		r.fail(err)
		return false
	}
	top.name = inner(r.line[r.start : r.start+len(quoted)])
	if bytes.IndexByte(top.name, '\\') >= 0 {
		top.name = bytes.Clone(r.unquote(quoted))
	}
	return true
}

// name is the name that member read.
func (r *record) name() []byte { return r.top().name }

// item steps to the next item of the open array, or closes the array and returns false.
func (r *record) item() bool {
	if r.broken {
		return false
	}
	if r.peek() == ']' {
		r.close()
		return false
	}
	r.top().index++
	return true
}

func (r *record) close() {
	if r.bracket() {
		r.start = r.top().start
		r.path = r.path[:len(r.path)-1]
	}
}

// bracket steps over the bracket that peek saw, unless it is in the wrong place.
func (r *record) bracket() bool {
	if _, err := r.decoder.ReadToken(); err != nil {
		r.fail(err)
		return false
	}
	return true
}

// unknown steps over a member that the format does not know, with a warning that names those it knows.
func (r *record) unknown(known string) {
	r.top().name = nil // it may be anything, so it must not get into a report
	r.warn("unknown member: " + known)
	r.skip()
}

// mismatch steps over the next value, which is not of the type that rule asks for.
func (r *record) mismatch(rule string) {
	null := r.peek() == 'n'
	r.skip()
	if null && !r.broken {
		r.shape.nulls = true
		rule = "is null, and " + rule
	}
	r.problem(rule)
}

// null steps over a null in the place of a member that may be left out, with a warning, and reports whether it was one.
func (r *record) null() bool {
	start := r.start
	if r.peek() != 'n' {
		r.start = start // of the name
		return false
	}
	r.skip()
	if !r.broken {
		r.shape.nulls = true
		r.warn("is null: leave the member out. Some readers take it for missing, and some for wrong")
	}
	return true
}

// anyObject steps over the object that must be the next value, whatever it holds.
func (r *record) anyObject() {
	if r.peek() != '{' {
		r.mismatch("must be a JSON object")
		return
	}
	r.skip()
}

// skip steps over the next value.
func (r *record) skip() {
	if r.broken {
		return
	}
	r.peek()
	if err := r.decoder.SkipValue(); err != nil {
		r.fail(err)
	}
}

// require reports that the object closed last lacks a member.
func (r *record) require(present bool, name string) {
	if !present {
		r.find(&r.problems, r.start, name, "is missing")
	}
}

// end reports what follows the value of the record on its line.
func (r *record) end() {
	rest := r.decoder.InputOffset()
	if text := bytes.TrimLeft(r.line[rest:], " \t\r"); len(text) > 0 && !r.broken {
		r.start = len(r.line) - len(text)
		object := bytes.HasPrefix(bytes.TrimLeft(r.line, " \t"), []byte("{")) // and not a cell of a table
		if text[0] == ',' {
			r.shape.commas = r.shape.commas || object
			r.problem("a comma follows the JSON object: the records stand on lines of their own, and nothing is between them")
			return
		}
		r.shape.joined = r.shape.joined || object
		r.problem("text follows the JSON object: every line must hold exactly one")
	}
}

// problem reports that Bedrock refuses the value that was read last.
func (r *record) problem(rule string) { r.find(&r.problems, r.start, "", rule) }

// warn reports that some models refuse the value that was read last.
func (r *record) warn(rule string) { r.find(&r.warnings, r.start, "", rule) }

func (r *record) find(list *findings, offset int, member, rule string) {
	if r.broken {
		return
	}
	list.add(r.findingKey(member, rule), func() Problem {
		return Problem{Line: r.number, Column: columnOf(r.line, offset), Field: r.field(member), Rule: rule}
	})
}

// findingKey is the same for all findings of one rule in one place, whatever the record and the item of a list.
func (r *record) findingKey(member, rule string) []byte {
	r.key = append(append(r.key[:0], rule...), 0)
	for _, s := range r.path {
		if s.index < 0 && s.name == nil {
			break
		}
		r.key = append(append(r.key, s.name...), '.')
	}
	r.key = append(r.key, member...)
	return r.key
}

// lineProblem reports something about the line as a whole.
func (r *record) lineProblem(rule string) { r.findLine(&r.problems, rule) }

// warnLine warns of something about the line as a whole.
func (r *record) warnLine(rule string) { r.findLine(&r.warnings, rule) }

func (r *record) findLine(list *findings, rule string) {
	list.add([]byte(rule), func() Problem { return Problem{Line: r.number, Rule: rule} })
}

func (r *record) top() *step { return &r.path[len(r.path)-1] }

// peek moves start to the next value, name or closing bracket and returns the byte there, or 0 when the line ends or is
// broken. White space and separators before it are the decoder's to judge when it reads on.
func (r *record) peek() byte {
	if r.broken {
		return 0
	}
	for r.start = int(r.decoder.InputOffset()); r.start < len(r.line); r.start++ {
		switch b := r.line[r.start]; b {
		case ' ', ':', ',', '\t', '\r':
		default:
			return b
		}
	}
	return 0
}

// columnOf turns an offset into a column: characters from 1.
func columnOf(line []byte, offset int) int { return utf8.RuneCount(line[:min(offset, len(line))]) + 1 }

// field is the path of the current value, or of a member of it, down to the first member that the format does not know.
func (r *record) field(member string) string {
	path := ""
	for _, s := range r.path {
		switch {
		case s.index >= 0:
			path += "[" + strconv.Itoa(s.index) + "]"
		case s.name != nil:
			path = joinPath(path, string(s.name))
		default:
			return path
		}
	}
	return joinPath(path, member)
}

func joinPath(path, name string) string {
	if path == "" || name == "" {
		return path + name
	}
	return path + "." + name
}
