// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cassette

import (
	"bytes"
	"crypto/md5" //nolint:gosec // Content-MD5 is MD5
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"hash/crc32"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Difference is something that a simulation answers in another way than AWS did.
type Difference struct {
	Step, Operation string
	Member          string // empty for the answer as a whole
	Recorded        string
	Simulated       string
}

func (d Difference) String() string {
	at := d.Operation
	if d.Member != "" {
		at += d.Member
	}
	return fmt.Sprintf("%s: %s: recorded is %s, the simulator has %s", d.Step, at, d.Recorded, d.Simulated)
}

// Replay sends the requests of a cassette to a simulation and compares the answers, member by member. advance lets its time pass.
func (c Cassette) Replay(simulation http.Handler, advance func(time.Duration)) (differences []Difference) {
	p := &player{bound: map[string]string{}}
	for _, e := range c.Exchanges {
		advance(time.Duration(e.After * float64(time.Second)))
		answered := httptest.NewRecorder()
		simulation.ServeHTTP(answered, p.request(e))
		for _, d := range p.compare(e.Answer, answered) {
			d.Step, d.Operation = c.Step, e.Operation
			if !slices.Contains(differences, d) {
				differences = append(differences, d)
			}
		}
	}
	return differences
}

// player knows what the simulation answered where AWS's text is masked.
type player struct {
	bound map[string]string // by masked-1.
}

var maskedText = regexp.MustCompile(`masked-\d+\.`)

func (p *player) fill(text string, escape func(string) string) string {
	return maskedText.ReplaceAllStringFunc(text, func(token string) string {
		if value, known := p.bound[token]; known {
			return escape(value)
		}
		return token
	})
}

func (p *player) request(e Exchange) *http.Request {
	asIs := func(s string) string { return s }
	escapeBody := asIs
	if e.Service == "iam" || e.Service == "sts" {
		escapeBody = url.QueryEscape
	}
	body := []byte(p.fill(e.Request.Body, escapeBody))
	target := p.fill(e.Request.Path, url.PathEscape)
	if e.Request.Query != "" {
		target += "?" + p.fill(e.Request.Query, url.QueryEscape)
	}
	r := httptest.NewRequest(e.Request.Method, target, bytes.NewReader(body)) //nolint:noctx // it goes to a handler
	for name, value := range e.Request.Headers {
		r.Header.Set(name, p.fill(value, asIs))
	}
	digest(r.Header, body)
	r.Header.Set("Authorization", fmt.Sprintf("AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260101/%s/%s/aws4_request, SignedHeaders=host, "+
		"Signature=0", e.Region, e.Service))
	return r
}

// digest writes the digests of a body anew, since what was masked in it is another text now.
func digest(header http.Header, body []byte) {
	if len(header.Get("X-Amz-Content-Sha256")) == hex.EncodedLen(sha256.Size) {
		sum := sha256.Sum256(body)
		header.Set("X-Amz-Content-Sha256", hex.EncodeToString(sum[:]))
	}
	if header.Get("Content-Md5") != "" {
		sum := md5.Sum(body) //nolint:gosec // as above
		header.Set("Content-Md5", base64.StdEncoding.EncodeToString(sum[:]))
	}
	if header.Get("X-Amz-Checksum-Crc32") != "" {
		sum := binary.BigEndian.AppendUint32(nil, crc32.ChecksumIEEE(body))
		header.Set("X-Amz-Checksum-Crc32", base64.StdEncoding.EncodeToString(sum))
	}
}

func (p *player) compare(recorded Answer, answered *httptest.ResponseRecorder) (differences []Difference) {
	if recorded.Status != answered.Code {
		return []Difference{{
			Recorded: fmt.Sprintf("status %d", recorded.Status), Simulated: fmt.Sprintf("status %d %s", answered.Code, firstLine(answered)),
		}}
	}
	for name, text := range recorded.Headers {
		simulated := answered.Header().Get(name)
		p.bind(text, simulated)
		if d := header(name, text, simulated); d != nil {
			differences = append(differences, *d)
		}
	}
	body := decode(answered.Body.Bytes())
	p.bindAll(recorded.Body, body)
	was, is := shapeOf(recorded.Body), shapeOf(body)
	paths := maps.Clone(was)
	maps.Copy(paths, is)
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		if was[path] != is[path] && !is.isOpen(path) && !was.isOpen(path) {
			differences = append(differences, Difference{Member: path, Recorded: orNothing(was[path]), Simulated: orNothing(is[path])})
		}
	}
	return differences
}

// header compares the codes of errors, and of other headers the presence.
func header(name, recorded, simulated string) *Difference {
	at := " header " + name
	if simulated == "" {
		return &Difference{Member: at, Recorded: "present", Simulated: "nothing"}
	}
	recorded, _, _ = strings.Cut(recorded, ":")
	simulated, _, _ = strings.Cut(simulated, ":")
	if name == "X-Amzn-Errortype" && recorded != simulated {
		return &Difference{Member: at, Recorded: recorded, Simulated: simulated}
	}
	return nil
}

// isOpen reports that nothing is known of a member, because it or a list around it is empty here.
func (s shape) isOpen(path string) bool {
	for path != "" {
		if kind := s[path]; kind == "empty list" || kind == "null" {
			return true
		}
		path = path[:max(strings.LastIndexByte(path, '.'), 0)]
	}
	return s[""] == "empty list"
}

func (p *player) bindAll(recorded, simulated any) {
	switch r := recorded.(type) {
	case string:
		if text, ok := simulated.(string); ok {
			p.bind(r, text)
		}
	case []any:
		if list, ok := simulated.([]any); ok {
			for i := range min(len(r), len(list)) {
				p.bindAll(r[i], list[i])
			}
		}
	case map[string]any:
		if object, ok := simulated.(map[string]any); ok {
			for name := range r {
				p.bindAll(r[name], object[name])
			}
		}
	}
}

// bind takes what the simulation has in the place of a masked text, the first time.
func (p *player) bind(recorded, simulated string) {
	token := maskedText.FindString(recorded)
	if _, known := p.bound[token]; token != "" && strings.HasPrefix(recorded, token) && !known {
		p.bound[token] = simulated
	}
}

func orNothing(kind string) string {
	if kind == "" {
		return "nothing"
	}
	return kind
}

func firstLine(answered *httptest.ResponseRecorder) string {
	line, _, _ := strings.Cut(answered.Body.String(), "\n")
	return line[:min(len(line), 200)]
}
