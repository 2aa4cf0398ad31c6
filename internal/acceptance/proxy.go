// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acceptance

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"sync"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acceptance/cassette"
)

// Proxy is an HTTPS proxy on this machine that can read what passes. The requests go on as they were signed.
type Proxy struct {
	// URL is for HTTPS_PROXY.
	URL string
	// Certificate is that of the authority that the client must trust, for AWS_CA_BUNDLE. It is made for this run, and its key is kept
	// nowhere.
	Certificate []byte

	authority *x509.Certificate
	key       *ecdsa.PrivateKey
	leaves    sync.Map // by host: *tls.Certificate
	inner     chan net.Conn
	stopped   chan struct{}
	outer     net.Listener
	servers   []*http.Server
}

// StartProxy starts a proxy on a free port of the loopback interface. upstream sends what passes.
func StartProxy(upstream http.RoundTripper) (*Proxy, error) {
	p := &Proxy{inner: make(chan net.Conn), stopped: make(chan struct{})}
	if err := p.makeAuthority(); err != nil {
		return nil, fmt.Errorf("making a certificate: %w", err)
	}
	var err error
	if p.outer, err = net.Listen("tcp", "127.0.0.1:0"); err != nil { //nolint:noctx // it listens at once
		return nil, fmt.Errorf("listening: %w", err)
	}
	p.URL = "http://" + p.outer.Addr().String()
	forward := &httputil.ReverseProxy{
		Transport: upstream,
		Rewrite: func(r *httputil.ProxyRequest) {
			r.Out.URL.Scheme, r.Out.URL.Host, r.Out.Host = "https", r.In.Host, r.In.Host
		},
	}
	p.servers = []*http.Server{
		{Handler: http.HandlerFunc(p.connect), ReadHeaderTimeout: time.Minute},
		{Handler: forward, ReadHeaderTimeout: time.Minute},
	}
	inner := tls.NewListener(tunnels{p}, &tls.Config{GetCertificate: p.leaf, MinVersion: tls.VersionTLS12})
	go p.servers[0].Serve(p.outer) //nolint:errcheck // it says that it was closed
	go p.servers[1].Serve(inner)   //nolint:errcheck // as above
	return p, nil
}

// Close ends the proxy.
func (p *Proxy) Close() error {
	close(p.stopped)
	var first error
	for _, server := range p.servers {
		if err := server.Close(); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// connect opens a tunnel, whose other end is here.
func (p *Proxy) connect(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodConnect {
		http.Error(w, "this proxy takes CONNECT only", http.StatusMethodNotAllowed)
		return
	}
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if _, err := io.WriteString(conn, "HTTP/1.1 200 Connection established\r\n\r\n"); err != nil {
		_ = conn.Close()
		return
	}
	select {
	case p.inner <- conn:
	case <-p.stopped:
		_ = conn.Close()
	}
}

// tunnels is the listener of the server at the other end.
type tunnels struct{ *Proxy }

func (t tunnels) Accept() (net.Conn, error) {
	select {
	case conn := <-t.inner:
		return conn, nil
	case <-t.stopped:
		return nil, net.ErrClosed
	}
}

func (t tunnels) Close() error   { return nil }
func (t tunnels) Addr() net.Addr { return t.outer.Addr() }

const lifetime = 48 * time.Hour // longer than a run

func (p *Proxy) makeAuthority() (err error) {
	if p.key, err = ecdsa.GenerateKey(elliptic.P256(), rand.Reader); err != nil {
		return err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "acceptance run of terraform-provider-bedrock"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(lifetime),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &p.key.PublicKey, p.key)
	if err != nil {
		return err
	}
	p.Certificate = pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	p.authority, err = x509.ParseCertificate(der)
	return err
}

// leaf is the certificate of a host.
func (p *Proxy) leaf(hello *tls.ClientHelloInfo) (*tls.Certificate, error) {
	if known, ok := p.leaves.Load(hello.ServerName); ok {
		if certificate, is := known.(*tls.Certificate); is {
			return certificate, nil
		}
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "acceptance run"}, DNSNames: []string{hello.ServerName},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(lifetime),
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth}, KeyUsage: x509.KeyUsageDigitalSignature,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, p.authority, &p.key.PublicKey, p.key)
	if err != nil {
		return nil, err
	}
	certificate := &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: p.key}
	p.leaves.Store(hello.ServerName, certificate)
	return certificate, nil
}

// Elsewhere sends requests for AWS to another address, as AWS_ENDPOINT_URL would have it. Buckets go from the name of the host into
// the path.
type Elsewhere struct {
	Address *url.URL
	Next    http.RoundTripper
}

// RoundTrip sends a request to the other address.
func (e Elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	out := r.Clone(r.Context())
	out.URL.Scheme, out.URL.Host = e.Address.Scheme, e.Address.Host
	if bucket := cassette.TargetOf(r.Host).Bucket; bucket != "" {
		if out.URL.RawPath != "" {
			out.URL.RawPath = "/" + bucket + out.URL.RawPath
		}
		out.URL.Path = "/" + bucket + out.URL.Path
	}
	return e.Next.RoundTrip(out)
}
