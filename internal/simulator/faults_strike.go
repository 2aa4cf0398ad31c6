// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"
)

// strike does to a request what the fault says.
func (f Fault) strike(c *call, svc service) {
	if !f.AfterCommit && !f.hold(c) {
		return
	}
	commit := f.AfterCommit || f.Action == actionTruncate
	answer := &capture{header: http.Header{}}
	if commit {
		front := c.w
		c.w = answer
		svc.serve(c)
		c.w = front
	}
	if f.AfterCommit && !f.hold(c) {
		return
	}
	switch f.Action {
	case actionError, actionThrottle:
		if f.RetryAfterSeconds > 0 {
			c.w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfterSeconds))
		}
		svc.fail(c, f.Status, f.Code, f.Message)
	case actionDrop:
		dropConnection(c.w)
	case actionTruncate:
		truncate(c.w, answer)
	case actionMalform:
		writeMalformed(c)
	case actionEmpty:
		writeEmpty(c)
	case actionDelay:
		if commit {
			answer.release(c.w)
			writeBody(c.w, answer.body.Bytes())
			return
		}
		svc.serve(c)
		settle(c.w)
	}
}

// hold keeps a request waiting. It returns false when the client has gone meanwhile: an operation that was not
// carried out by then never is.
func (f Fault) hold(c *call) bool {
	if f.DelayMS == 0 {
		return true
	}
	if c.r.ContentLength > 0 && c.r.ContentLength <= 1<<20 {
		// net/http notices that the client went away only once the body has been read.
		body, err := io.ReadAll(c.r.Body)
		if err != nil {
			return false
		}
		c.r.Body = io.NopCloser(bytes.NewReader(body))
	}
	timer := time.NewTimer(time.Duration(f.DelayMS) * time.Millisecond)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-c.r.Context().Done():
		return false
	}
}

// dropConnection resets the connection, so that the client reads "connection reset by peer".
func dropConnection(w http.ResponseWriter) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler) // HTTP/2: net/http resets the stream
	}
	if wrapped, ok := conn.(interface{ NetConn() net.Conn }); ok {
		conn = wrapped.NetConn() // below TLS
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		if err := tcp.SetLinger(0); err != nil {
			panic(err)
		}
	}
	if err := conn.Close(); err != nil {
		panic(err)
	}
}

// truncate promises the whole body, sends half of it and closes the connection.
func truncate(w http.ResponseWriter, answer *capture) {
	body := answer.body.Bytes()
	if len(body) == 0 {
		dropConnection(w) // nothing can be missing from an empty body
		return
	}
	answer.header.Set("Content-Length", strconv.Itoa(len(body)))
	answer.release(w)
	writeBody(w, body[:len(body)/2])
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
	panic(http.ErrAbortHandler)
}

// speaksXML tells the services whose answers are XML.
func speaksXML(service string) bool {
	return service == "s3" || service == "sts" || service == "iam"
}

// writeMalformed answers 200 with a document that breaks off.
func writeMalformed(c *call) {
	if speaksXML(c.service) {
		writeRaw(c, "text/xml", `<?xml version="1.0"?><`+c.operation+`Response><`+c.operation+`Result><Broken`)
		return
	}
	writeRaw(c, "application/json", `{"broken": [`)
}

// writeEmpty answers 200 with a document that parses and has no members.
func writeEmpty(c *call) {
	switch {
	case c.service == "s3":
		writeRaw(c, "application/xml", `<?xml version="1.0"?><`+c.operation+`Result/>`)
	case speaksXML(c.service):
		writeRaw(c, "text/xml", `<`+c.operation+`Response><`+c.operation+`Result/></`+c.operation+`Response>`)
	default:
		writeRaw(c, "application/json", `{}`)
	}
}

func writeRaw(c *call, contentType, body string) {
	c.w.Header().Set("Content-Type", contentType)
	c.w.WriteHeader(http.StatusOK)
	writeBody(c.w, []byte(body))
}
