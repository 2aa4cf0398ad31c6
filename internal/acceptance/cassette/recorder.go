// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cassette

import (
	"bytes"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"time"
)

// Recorder is an http.RoundTripper that records what passes through it to AWS.
type Recorder struct {
	// Next sends the requests.
	Next http.RoundTripper
	// Public replaces what belongs to whoever runs this by what may be known, such as the number of the account.
	Public map[string]string

	mu        sync.Mutex
	mask      *mask
	exchanges []Exchange
	last      time.Time
}

// largest is the size in bytes of what is recorded: data files are not.
const largest = 4 << 20

// RoundTrip sends a request, and records it with its answer.
func (r *Recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	target := TargetOf(req.Host)
	if target.Service == "" {
		return r.Next.RoundTrip(req)
	}
	sent, err := take(&req.Body)
	if err != nil {
		return nil, err
	}
	resp, err := r.Next.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	answered, err := take(&resp.Body)
	if err != nil {
		return nil, err
	}
	path := req.URL.EscapedPath()
	if target.Bucket != "" {
		path = "/" + target.Bucket + path
	}
	if name := target.operation(req, path, sent); name != "" && len(sent)+len(answered) <= largest {
		r.record(target, name, path, req, sent, resp, answered)
	}
	return resp, nil
}

// take reads a body and puts it back.
func take(body *io.ReadCloser) ([]byte, error) {
	if *body == nil || *body == http.NoBody {
		return nil, nil
	}
	data, err := io.ReadAll(*body)
	if err != nil {
		return nil, err
	}
	(*body).Close()
	*body = io.NopCloser(bytes.NewReader(data))
	return data, nil
}

var scope = regexp.MustCompile(`Credential=[^/]+/\d{8}/([a-z0-9-]+)/`)

func (r *Recorder) record(t Target, operation, path string, req *http.Request, sent []byte, resp *http.Response, answered []byte) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.mask == nil {
		r.mask = newMask(r.Public)
	}
	e := Exchange{Service: t.Service, Operation: operation}
	if found := scope.FindStringSubmatch(req.Header.Get("Authorization")); found != nil {
		e.Region = found[1]
	}
	now := time.Now()
	if !r.last.IsZero() {
		e.After = float64(now.Sub(r.last).Milliseconds()) / 1000
	}
	r.last = now
	e.Request = Request{
		Method: req.Method, Path: r.mask.request(path), Query: r.mask.request(query(req.URL.Query())),
		Headers: r.mask.requestHeaders(req.Header), Body: r.mask.request(string(sent)),
	}
	r.mask.sent(t, path, req.URL.Query(), sent)
	e.Answer = Answer{
		Status: resp.StatusCode, Headers: r.mask.answerHeaders(resp.Header),
		Body: r.mask.answer(t.Service, operation, decode(answered)),
	}
	r.exchanges = append(r.exchanges, e)
}

// query leaves out what signs a request.
func query(values url.Values) string {
	for name := range values {
		if strings.HasPrefix(strings.ToLower(name), "x-amz-") {
			values.Del(name)
		}
	}
	return values.Encode()
}

// Take returns what was recorded since the last time, and forgets it.
func (r *Recorder) Take() []Exchange {
	r.mu.Lock()
	defer r.mu.Unlock()
	taken := r.exchanges
	r.exchanges, r.mask, r.last = nil, nil, time.Time{}
	return taken
}
