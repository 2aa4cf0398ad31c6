// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"syscall"
	"time"
)

// memoryConn is one end of a connection. It is buffered and fails as TCP does: its errors decide what is tried again.
type memoryConn struct {
	in, out *stream
	abort   bool // set by SetLinger, before Close
}

// SetLinger with 0 makes Close a reset, as it does for TCP.
func (c *memoryConn) SetLinger(seconds int) error {
	c.abort = seconds == 0
	return nil
}

func (c *memoryConn) Read(b []byte) (int, error) {
	n, err := c.in.read(b)
	if err != nil && !errors.Is(err, io.EOF) {
		err = &net.OpError{Op: "read", Net: "tcp", Source: memoryAddress{}, Addr: memoryAddress{}, Err: err}
	}
	return n, err
}

func (c *memoryConn) Write(b []byte) (int, error) {
	if err := c.out.write(b); err != nil {
		return 0, &net.OpError{Op: "write", Net: "tcp", Source: memoryAddress{}, Addr: memoryAddress{}, Err: err}
	}
	return len(b), nil
}

func (c *memoryConn) Close() error {
	c.in.change(func(s *stream) { s.readerGone, s.reset = true, s.reset || c.abort })
	c.out.change(func(s *stream) { s.writerGone, s.reset = true, s.reset || c.abort })
	return nil
}

func (c *memoryConn) SetDeadline(t time.Time) error { return c.SetReadDeadline(t) }

func (c *memoryConn) SetReadDeadline(t time.Time) error {
	c.in.setDeadline(t)
	return nil
}

// SetWriteDeadline does nothing: no write has to wait.
func (*memoryConn) SetWriteDeadline(time.Time) error { return nil }

func (*memoryConn) LocalAddr() net.Addr  { return memoryAddress{} }
func (*memoryConn) RemoteAddr() net.Addr { return memoryAddress{} }

// stream is what one end has sent and the other has not read yet.
type stream struct {
	mu                     sync.Mutex
	changed                *sync.Cond
	waiting                []byte
	readerGone, writerGone bool
	reset                  bool
	deadline               time.Time // of reads; zero means none
	alarm                  *time.Timer
}

func newStream() *stream {
	s := &stream{}
	s.changed = sync.NewCond(&s.mu)
	return s
}

func (s *stream) change(f func(*stream)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(s)
	s.changed.Broadcast()
}

func (s *stream) read(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		switch {
		case s.readerGone:
			return 0, net.ErrClosed
		case s.reset:
			return 0, os.NewSyscallError("read", syscall.ECONNRESET)
		case !s.deadline.IsZero() && !time.Now().Before(s.deadline):
			return 0, os.ErrDeadlineExceeded
		case len(s.waiting) > 0:
			n := copy(b, s.waiting)
			s.waiting = s.waiting[n:]
			return n, nil
		case s.writerGone:
			return 0, io.EOF
		}
		s.changed.Wait()
	}
}

func (s *stream) write(b []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.writerGone:
		return net.ErrClosed
	case s.reset:
		return os.NewSyscallError("write", syscall.ECONNRESET)
	case s.readerGone:
		return os.NewSyscallError("write", syscall.EPIPE)
	}
	s.waiting = append(s.waiting, b...)
	s.changed.Broadcast()
	return nil
}

func (s *stream) setDeadline(t time.Time) {
	s.change(func(s *stream) {
		if s.alarm != nil {
			s.alarm.Stop()
		}
		s.deadline, s.alarm = t, nil
		if left := time.Until(t); !t.IsZero() && left > 0 {
			s.alarm = time.AfterFunc(left, func() { s.change(func(*stream) {}) })
		}
	})
}
