// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"sync"
	"sync/atomic"
	"syscall"
)

// Network is a network in memory with one host, which every address leads to. Inside a testing/synctest bubble it lets time
// pass as soon as both ends wait, so that back-offs, timeouts and a stalled connection cost a test nothing.
type Network struct {
	incoming chan net.Conn
	closed   chan struct{}
	close    sync.Once
}

// NewNetwork returns a network whose host does not answer until its Listener is served.
func NewNetwork() *Network {
	return &Network{incoming: make(chan net.Conn), closed: make(chan struct{})}
}

// Dial opens a connection to the host.
func (n *Network) Dial(ctx context.Context, _, _ string) (net.Conn, error) {
	client, server := net.Pipe()
	broken := &atomic.Bool{}
	select {
	case n.incoming <- &end{Conn: server, reset: broken}:
		return &end{Conn: client, reset: broken}, nil
	case <-n.closed:
		return nil, &net.OpError{Op: "dial", Net: "tcp", Addr: address{}, Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	case <-ctx.Done():
		return nil, &net.OpError{Op: "dial", Net: "tcp", Addr: address{}, Err: ctx.Err()}
	}
}

// Listener is the host's end of the network.
func (n *Network) Listener() net.Listener { return listener{n} }

type listener struct{ network *Network }

func (l listener) Accept() (net.Conn, error) {
	select {
	case conn := <-l.network.incoming:
		return conn, nil
	case <-l.network.closed:
		return nil, net.ErrClosed
	}
}

func (l listener) Close() error {
	l.network.close.Do(func() { close(l.network.closed) })
	return nil
}

func (listener) Addr() net.Addr { return address{} }

type address struct{}

func (address) Network() string { return "tcp" }
func (address) String() string  { return "192.0.2.1:443" }

// end is one end of a connection. It fails as those of TCP do, whose errors decide what is tried again.
type end struct {
	net.Conn
	reset  *atomic.Bool // shared with the other end
	closed atomic.Bool
	abort  atomic.Bool
}

// SetLinger with 0 makes Close a reset, as that of a TCP connection does.
func (e *end) SetLinger(seconds int) error {
	e.abort.Store(seconds == 0)
	return nil
}

func (e *end) Close() error {
	if e.abort.Load() {
		e.reset.Store(true)
	}
	e.closed.Store(true)
	return e.Conn.Close()
}

func (e *end) Read(b []byte) (int, error) {
	n, err := e.Conn.Read(b)
	return n, e.explain("read", err, syscall.ECONNRESET)
}

func (e *end) Write(b []byte) (int, error) {
	n, err := e.Conn.Write(b)
	return n, e.explain("write", err, syscall.EPIPE)
}

func (e *end) explain(op string, err error, gone syscall.Errno) error {
	switch {
	case err == nil:
		return nil
	case e.closed.Load():
		err = net.ErrClosed
	case e.reset.Load():
		err = os.NewSyscallError(op, syscall.ECONNRESET)
	case errors.Is(err, io.EOF):
		return io.EOF
	case errors.Is(err, io.ErrClosedPipe):
		err = os.NewSyscallError(op, gone)
	}
	return &net.OpError{Op: op, Net: "tcp", Source: address{}, Addr: address{}, Err: err}
}

func (*end) LocalAddr() net.Addr  { return address{} }
func (*end) RemoteAddr() net.Addr { return address{} }
