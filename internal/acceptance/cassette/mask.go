// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cassette

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Headers that are kept. Those of requests say how a body is to be read; of answers the presence counts, and the value of some.
var (
	requestHeaders = []string{
		"Content-Type", "Content-Encoding", "Content-Md5", "If-None-Match", "X-Amz-Target", "X-Amz-Content-Sha256", "X-Amz-Trailer",
		"X-Amz-Decoded-Content-Length", "X-Amz-Sdk-Checksum-Algorithm", "X-Amz-Checksum-Crc32", "X-Amz-Tagging", "X-Amz-Checksum-Mode",
	}
	answerHeaders = map[string]bool{ // whether the value is kept
		"Content-Type": true, "X-Amzn-Errortype": true, "X-Amz-Server-Side-Encryption": true, "X-Amz-Bucket-Region": true,
		"Etag": false, "Last-Modified": false, "X-Amz-Version-Id": false, "X-Amz-Delete-Marker": true,
	}
)

// wordMembers are those whose values are one of a few words that AWS has chosen.
var wordMembers = []string{
	"status", "Status", "type", "Type", "code", "Code", "currency", "unit", "LocationConstraint", "ObjectOwnership", "SSEAlgorithm",
	"StorageClass", "agreementStatus", "authorizationStatus", "entitlementAvailability", "regionAvailability",
}

// catalogueMembers are of what AWS tells everybody of foundation models, in the answers of these operations.
var (
	catalogueMembers = []string{
		"modelId", "modelName", "providerName", "inputModalities", "outputModalities", "customizationsSupported", "inferenceTypesSupported",
		"dimension",
	}
	catalogueOperations = []string{
		"ListFoundationModels", "GetFoundationModel", "GetFoundationModelAvailability", "ListFoundationModelAgreementOffers",
	}
)

// publicService is the one whose answers are the same for everybody.
const publicService = "pricing"

// mask replaces what belongs to whoever runs this.
type mask struct {
	public  map[string]string // by text
	numbers map[string]string // by text: masked-1
	said    map[string]bool   // texts that the run has sent itself
	// catalogue says that the answer is about foundation models.
	catalogue bool
}

func newMask(public map[string]string) *mask {
	return &mask{public: public, numbers: map[string]string{}, said: map[string]bool{}}
}

// shortestID is the length from which on a text of an answer is taken for one that AWS has made up and that a request may send back. A
// shorter one, such as a size, may stand in a request by chance.
const shortestID = 8

// request is a text of a request with what earlier answers told in its masked form, also where it is escaped.
func (m *mask) request(text string) string {
	forms := map[string]string{}
	maps.Copy(forms, m.public)
	for known, token := range m.numbers {
		if len(known) < shortestID {
			continue
		}
		for _, form := range []string{known, url.PathEscape(known), url.QueryEscape(known)} {
			forms[form] = token
		}
	}
	return replace(text, forms)
}

func (m *mask) publish(text string) string { return replace(text, m.public) }

// replace replaces texts in one pass, so that none is found in what took the place of another, and of two that begin at the same place
// the longer one.
func replace(text string, by map[string]string) string {
	var pairs []string
	for _, old := range slices.SortedFunc(maps.Keys(by), func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) }) {
		pairs = append(pairs, old, by[old])
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

func (m *mask) requestHeaders(header http.Header) map[string]string {
	kept := map[string]string{}
	for _, name := range requestHeaders {
		if value := header.Get(name); value != "" {
			kept[name] = m.request(value)
		}
	}
	return kept
}

func (m *mask) answerHeaders(header http.Header) map[string]string {
	kept := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(answerHeaders)) {
		switch value := header.Get(name); {
		case value == "":
		case answerHeaders[name]:
			kept[name] = words(value)
		default:
			kept[name] = m.number(value)
		}
	}
	return kept
}

// sent remembers the texts of a request: an answer that repeats one of them tells nothing new.
func (m *mask) sent(t Target, path string, query url.Values, body []byte) {
	for _, segment := range append(strings.Split(path, "/"), path) {
		if text, err := url.PathUnescape(segment); err == nil {
			m.say(text)
		}
	}
	values := []url.Values{query}
	if form, err := url.ParseQuery(string(body)); err == nil && (t.Service == "iam" || t.Service == "sts") {
		values = append(values, form)
	}
	for _, texts := range values {
		for _, all := range texts {
			for _, text := range all {
				m.say(text)
			}
		}
	}
	eachText(decode(body), m.say)
}

// say takes a text for one of the run's own. Whatever an answer told first is not, also where it is sent back.
func (m *mask) say(text string) {
	if m.numbers[text] == "" {
		m.said[text] = true
	}
}

func eachText(value any, visit func(string)) {
	switch v := value.(type) {
	case string:
		visit(v)
	case []any:
		for _, element := range v {
			eachText(element, visit)
		}
	case map[string]any:
		for _, member := range v {
			eachText(member, visit)
		}
	}
}

// answer is the body of an answer with its texts masked, and of long lists one element of each shape.
func (m *mask) answer(service, operation string, body any) any {
	m.catalogue = slices.Contains(catalogueOperations, operation)
	return m.member(service, "", body)
}

func (m *mask) member(service, name string, value any) any {
	switch v := value.(type) {
	case map[string]any:
		masked := map[string]any{}
		for _, inner := range slices.Sorted(maps.Keys(v)) {
			if !beyond[inner] {
				masked[m.key(service, inner)] = m.member(service, inner, v[inner])
			}
		}
		return masked
	case []any:
		list := []any{}
		kept := v
		if service != "s3" { // whose lists say what is deleted next
			kept = ofEachShape(v)
		}
		for _, element := range kept {
			list = append(list, m.member(service, name, element))
		}
		return list
	case string:
		return m.text(service, name, v)
	}
	return value
}

// memberName is how AWS writes the names of members. Other keys are those of a map, and so data.
var memberName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]{0,39}$`)

// key keeps the name of a member. What has been sent before may be a key too.
func (m *mask) key(service, name string) string {
	if memberName.MatchString(name) && !hasCredential(name) || m.said[name] {
		return m.publish(name)
	}
	if service == publicService {
		return name
	}
	return m.number(name)
}

func (m *mask) text(service, member, text string) string {
	switch {
	case text == "":
		return ""
	case strings.EqualFold(member, "message"):
		return words(m.publish(text))
	case hasCredential(text):
	case m.said[text], service == publicService, m.isPublic(member, text):
		return m.publish(text)
	}
	return m.number(text) + kindOf(text)
}

var aChosenWord = regexp.MustCompile(`^[A-Za-z0-9_:-]{1,40}$`)

func (m *mask) isPublic(member, text string) bool {
	return slices.Contains(wordMembers, member) && aChosenWord.MatchString(text) ||
		m.catalogue && slices.Contains(catalogueMembers, member)
}

// number is what stands for a text.
func (m *mask) number(text string) string {
	if m.numbers[text] == "" {
		m.numbers[text] = "masked-" + strconv.Itoa(len(m.numbers)+1) + "."
	}
	return m.numbers[text]
}

var arnKind = regexp.MustCompile(`^arn:[a-z-]+:([a-z0-9-]+):[a-z0-9-]*:\d*:([a-z-]+)[/:]`)

// kindOf says what a masked text is, as far as that is AWS's to say.
func kindOf(text string) string {
	if found := arnKind.FindStringSubmatch(text); found != nil {
		return fmt.Sprintf(" (arn of %s %s)", found[1], found[2])
	}
	for _, layout := range []string{time.RFC3339Nano, time.RFC1123} {
		if _, err := time.Parse(layout, text); err == nil {
			return " (time)"
		}
	}
	return ""
}

var (
	plainWord  = regexp.MustCompile(`^["'(]?[A-Za-z][a-z']{0,19}["'),.:;!?]*$`)
	aCode      = regexp.MustCompile(`^[A-Z][A-Za-z]{2,39}(Exception|Error|Entity|Tag|Bucket|Key|Found|Argument|Denied)$`)
	anAction   = regexp.MustCompile(`^[a-z0-9-]{2,20}:[A-Z][A-Za-z]{2,40}$`)
	aMediaType = regexp.MustCompile(`^(application|text|binary)/[a-z0-9.+-]{1,40};?$`)
	aShortWord = regexp.MustCompile(`^([A-Za-z]{1,6}|[A-Z]{1,20}|\d{1,4}|AES256|aws:kms|[a-z]{2}-[a-z]+-\d|charset=[a-zA-Z0-9-]{1,10})[.,]?$`)
)

// words are a message without what is not a plain word of it: names, ids, ARNs.
func words(text string) string {
	parts := strings.Fields(text)
	for i, part := range parts {
		known := plainWord.MatchString(part) || aCode.MatchString(part) || anAction.MatchString(part) || aMediaType.MatchString(part) ||
			aShortWord.MatchString(part)
		if !known || hasCredential(part) {
			parts[i] = "(...)"
		}
	}
	return strings.Join(parts, " ")
}

// hasCredential reports what looks like a key of AWS, wherever it stands.
func hasCredential(text string) bool {
	return strings.Contains(text, "AKIA") || strings.Contains(text, "ASIA")
}
