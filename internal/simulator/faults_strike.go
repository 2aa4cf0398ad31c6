// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"bytes"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// strike does to a request what the fault says.
func (f Fault) strike(c *call, svc service) {
	if !f.AfterCommit && !f.hold(c) {
		return
	}
	answer := &capture{header: http.Header{}}
	if f.AfterCommit || f.answers() {
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
	case actionDelay:
		if f.AfterCommit {
			answer.release(c.w)
			writeBody(c.w, answer.body.Bytes())
			return
		}
		svc.serve(c)
		settle(c.w)
	default:
		f.spoil(c, svc, answer)
	}
}

// spoil answers with something that is not what the service says.
func (f Fault) spoil(c *call, svc service, answer *capture) {
	switch f.Action {
	case actionBare:
		c.w.WriteHeader(f.Status)
	case actionHTML:
		c.w.Header().Set("Content-Type", "text/html")
		c.w.WriteHeader(f.Status)
		writeBody(c.w, []byte("<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>"))
	case actionDrop:
		dropConnection(c.w)
	case actionReset:
		reset(c.w, answer)
	case actionTruncate:
		truncate(c.w, answer)
	case actionHang:
		if absorb(c) {
			<-c.r.Context().Done()
		}
		panic(http.ErrAbortHandler)
	case actionTrickle:
		trickle(c, answer)
	case actionMalform:
		writeRaw(c, svc.dialect().contentType, inAnswerTo(c, svc.dialect().broken))
	case actionEmpty:
		writeRaw(c, svc.dialect().contentType, inAnswerTo(c, svc.dialect().empty))
	default:
		f.rewrite(c, svc.dialect(), answer)
	}
}

// hold keeps a request waiting. It returns false when the client has gone meanwhile: an operation that was not
// carried out by then never is.
func (f Fault) hold(c *call) bool {
	if f.DelayMS == 0 {
		return true
	}
	if !absorb(c) {
		return false
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

// absorb reads a body of moderate size: net/http notices that the client went away only then. It returns false when the
// client has gone already.
func absorb(c *call) bool {
	if c.r.ContentLength <= 0 || c.r.ContentLength > 1<<20 {
		return true
	}
	body, err := io.ReadAll(c.r.Body)
	if err != nil {
		return false
	}
	c.r.Body = io.NopCloser(bytes.NewReader(body))
	return true
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
	if tcp, ok := conn.(interface{ SetLinger(seconds int) error }); ok { // *net.TCPConn, or one of a test
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
	if !sendHalf(w, answer) {
		dropConnection(w) // nothing can be missing from an empty body
		return
	}
	panic(http.ErrAbortHandler)
}

// reset promises the whole body, sends half of it and resets the connection.
func reset(w http.ResponseWriter, answer *capture) {
	sendHalf(w, answer)
	dropConnection(w)
}

// sendHalf returns false when there is nothing to halve.
func sendHalf(w http.ResponseWriter, answer *capture) bool {
	body := answer.body.Bytes()
	if len(body) == 0 {
		return false
	}
	answer.header.Set("Content-Length", strconv.Itoa(len(body)))
	answer.release(w)
	writeBody(w, body[:len(body)/2])
	flush(w)
	return true
}

func flush(w http.ResponseWriter) {
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
}

// trickle sends the right answer too slowly for anybody to wait for its end.
func trickle(c *call, answer *capture) {
	present := absorb(c)
	answer.header.Set("Content-Length", strconv.Itoa(answer.body.Len()))
	answer.release(c.w)
	for _, b := range answer.body.Bytes() {
		flush(c.w)
		second := time.NewTimer(time.Second)
		select {
		case <-second.C:
			writeBody(c.w, []byte{b})
		case <-c.r.Context().Done():
			present = false
		}
		second.Stop()
		if !present {
			panic(http.ErrAbortHandler)
		}
	}
}

// inAnswerTo writes the name of the operation into a document of the service.
func inAnswerTo(c *call, document string) string {
	return strings.ReplaceAll(document, operationMark, c.operation)
}

func writeRaw(c *call, contentType, body string) {
	c.w.Header().Set("Content-Type", contentType)
	c.w.WriteHeader(http.StatusOK)
	writeBody(c.w, []byte(body))
}
