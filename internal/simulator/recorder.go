// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"bytes"
	"io"
	"net/http"
)

// recorder passes an answer through and remembers its status.
type recorder struct {
	http.ResponseWriter
	status int // 0 until the answer begins
}

// WriteHeader begins the answer.
func (r *recorder) WriteHeader(status int) {
	if r.status == 0 && status >= 200 { // 1xx is not the answer yet
		r.status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write sends a part of the body.
func (r *recorder) Write(b []byte) (int, error) {
	settle(r)
	return r.ResponseWriter.Write(b)
}

// ReadFrom keeps large objects out of our own buffers.
func (r *recorder) ReadFrom(src io.Reader) (int64, error) {
	settle(r)
	return io.Copy(r.ResponseWriter, src)
}

// Flush sends what is buffered, which event streams need.
func (r *recorder) Flush() {
	settle(r)
	if f, ok := r.ResponseWriter.(http.Flusher); ok {
		f.Flush()
	}
}

// Unwrap lets http.ResponseController reach the connection.
func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// settle begins the answer with 200, as net/http does, when the handler has not begun it.
func settle(w http.ResponseWriter) {
	if r, ok := w.(*recorder); ok && r.status == 0 {
		r.WriteHeader(http.StatusOK)
	}
}

// capture holds an answer back, for a fault that loses or changes it.
type capture struct {
	header http.Header
	status int
	body   bytes.Buffer
}

// Header returns the headers that release sends.
func (a *capture) Header() http.Header { return a.header }

// WriteHeader keeps the status.
func (a *capture) WriteHeader(status int) {
	if a.status == 0 && status >= 200 {
		a.status = status
	}
}

// Write keeps a part of the body.
func (a *capture) Write(b []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(b)
}

// Flush does nothing: the answer is sent at once or never.
func (a *capture) Flush() {}

// release sends the captured headers and status; the body is the caller's.
func (a *capture) release(w http.ResponseWriter) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	if a.status == 0 {
		a.status = http.StatusOK
	}
	w.WriteHeader(a.status)
}
