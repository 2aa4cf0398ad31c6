// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"net"
	"os"
	"sync"
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
	up, down := newStream(), newStream()
	failed := func(err error) error { return &net.OpError{Op: "dial", Net: "tcp", Addr: memoryAddress{}, Err: err} }
	select {
	case n.incoming <- &memoryConn{in: up, out: down}:
		return &memoryConn{in: down, out: up}, nil
	case <-n.closed:
		return nil, failed(os.NewSyscallError("connect", syscall.ECONNREFUSED))
	case <-ctx.Done():
		return nil, failed(ctx.Err())
	}
}

// Listener is the host's end of the network.
func (n *Network) Listener() net.Listener { return memoryListener{n} }

type memoryListener struct{ network *Network }

func (l memoryListener) Accept() (net.Conn, error) {
	select {
	case conn := <-l.network.incoming:
		return conn, nil
	case <-l.network.closed:
		return nil, net.ErrClosed
	}
}

func (l memoryListener) Close() error {
	l.network.close.Do(func() { close(l.network.closed) })
	return nil
}

func (memoryListener) Addr() net.Addr { return memoryAddress{} }

type memoryAddress struct{}

func (memoryAddress) Network() string { return "tcp" }
func (memoryAddress) String() string  { return "192.0.2.1:443" }
