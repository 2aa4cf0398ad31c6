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

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// strike does to a request what the fault says.
func (f Fault) strike(c *core.Call, svc core.Service) {
	if !f.AfterCommit && !f.hold(c) {
		return
	}
	answer := &capture{header: http.Header{}}
	if f.AfterCommit || f.answers() {
		front := c.W
		c.W = answer
		svc.Serve(c)
		c.W = front
	}
	if f.AfterCommit && !f.hold(c) {
		return
	}
	switch f.Action {
	case actionError, actionThrottle:
		if f.RetryAfterSeconds > 0 {
			c.W.Header().Set("Retry-After", strconv.Itoa(f.RetryAfterSeconds))
		}
		svc.Fail(c, f.Status, f.Code, f.Message)
	case actionDelay:
		if f.AfterCommit {
			answer.release(c.W)
			core.WriteBody(c.W, answer.body.Bytes())
			return
		}
		svc.Serve(c)
		settle(c.W)
	default:
		f.spoil(c, svc, answer)
	}
}

// spoil answers with something that is not what the service says.
func (f Fault) spoil(c *core.Call, svc core.Service, answer *capture) {
	switch f.Action {
	case actionBare:
		c.W.WriteHeader(f.Status)
	case actionHTML:
		c.W.Header().Set("Content-Type", "text/html")
		c.W.WriteHeader(f.Status)
		core.WriteBody(c.W, []byte("<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>"))
	case actionDrop:
		dropConnection(c.W)
	case actionReset:
		reset(c.W, answer)
	case actionTruncate:
		truncate(c.W, answer)
	case actionHang:
		if absorb(c) {
			<-c.R.Context().Done()
		}
		panic(http.ErrAbortHandler)
	case actionTrickle:
		trickle(c, answer)
	case actionMalform:
		writeRaw(c, svc.Dialect().ContentType, inAnswerTo(c, svc.Dialect().Broken))
	case actionEmpty:
		writeRaw(c, svc.Dialect().ContentType, inAnswerTo(c, svc.Dialect().Empty))
	default:
		f.rewrite(c, svc.Dialect(), answer)
	}
}

// hold keeps a request waiting. It returns false when the client has gone meanwhile: an operation that was not
// carried out by then never is.
func (f Fault) hold(c *core.Call) bool {
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
	case <-c.R.Context().Done():
		return false
	}
}

// absorb reads a body of moderate size: net/http notices that the client went away only then. It returns false when the
// client has gone already.
func absorb(c *core.Call) bool {
	if c.R.ContentLength <= 0 || c.R.ContentLength > 1<<20 {
		return true
	}
	body, err := io.ReadAll(c.R.Body)
	if err != nil {
		return false
	}
	c.R.Body = io.NopCloser(bytes.NewReader(body))
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
	core.WriteBody(w, body[:len(body)/2])
	flush(w)
	return true
}

func flush(w http.ResponseWriter) {
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
}

// trickle sends the right answer too slowly for anybody to wait for its end.
func trickle(c *core.Call, answer *capture) {
	present := absorb(c)
	answer.header.Set("Content-Length", strconv.Itoa(answer.body.Len()))
	answer.release(c.W)
	for _, b := range answer.body.Bytes() {
		flush(c.W)
		second := time.NewTimer(time.Second)
		select {
		case <-second.C:
			core.WriteBody(c.W, []byte{b})
		case <-c.R.Context().Done():
			present = false
		}
		second.Stop()
		if !present {
			panic(http.ErrAbortHandler)
		}
	}
}

// inAnswerTo writes the name of the operation into a document of the service.
func inAnswerTo(c *core.Call, document string) string {
	return strings.ReplaceAll(document, core.OperationMark, c.Operation)
}

func writeRaw(c *core.Call, contentType, body string) {
	c.W.Header().Set("Content-Type", contentType)
	c.W.WriteHeader(http.StatusOK)
	core.WriteBody(c.W, []byte(body))
}
