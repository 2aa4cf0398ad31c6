// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// proxy forwards everything to one cloud, whatever host is meant, and remembers the hosts.
type proxy struct {
	*httptest.Server
	// bundle is the path of the certificate that the hosts behind the proxy are signed with.
	bundle string

	mu    sync.Mutex
	hosts []string
	// status, if set, is the answer to every CONNECT.
	status int
}

func newProxy(t *testing.T, behind *cloud) *proxy {
	t.Helper()
	authority := newAuthority(t)
	p := &proxy{bundle: filepath.Join(t.TempDir(), "ca.pem")}
	write(t, p.bundle, string(authority.pem))
	p.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p.mu.Lock()
		p.hosts = append(p.hosts, r.Host)
		status := p.status
		p.mu.Unlock()
		switch {
		case r.Method != http.MethodConnect:
			behind.ServeHTTP(w, r)
		case status != 0:
			w.WriteHeader(status)
		default:
			authority.tunnel(w, r, behind)
		}
	}))
	t.Cleanup(p.Close)
	return p
}

func (p *proxy) seen() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.hosts)
}

// authority signs certificates for any host.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
	pem         []byte
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test authority"}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageCertSign, NotAfter: time.Now().Add(time.Hour),
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &authority{certificate: certificate, key: key, pem: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})}
}

func (a *authority) sign(host string) (*tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(2), DNSNames: []string{host}, NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, a.certificate, &key.PublicKey, a.key)
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
}

// tunnel answers CONNECT and then is the TLS server that the client wanted.
func (a *authority) tunnel(w http.ResponseWriter, r *http.Request, behind http.Handler) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return
	}
	_, _ = io.WriteString(connection, "HTTP/1.1 200 Connection established\r\n\r\n")
	host, _, _ := net.SplitHostPort(r.Host)
	server := &http.Server{Handler: behind, ReadHeaderTimeout: time.Minute}
	_ = server.Serve(&oneConnection{Conn: tls.Server(connection, &tls.Config{
		MinVersion:     tls.VersionTLS12,
		GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return a.sign(host) },
	})})
}

// oneConnection is a listener with one connection.
type oneConnection struct {
	net.Conn
	taken bool
}

func (l *oneConnection) Accept() (net.Conn, error) {
	if l.taken {
		return nil, io.EOF
	}
	l.taken = true
	return l.Conn, nil
}

func (l *oneConnection) Close() error   { return nil }
func (l *oneConnection) Addr() net.Addr { return l.LocalAddr() }

// throughProxy is a configuration that knows no endpoints: hosts are AWS's own, reached through the proxy.
func throughProxy(p *proxy) awsclient.Config {
	return awsclient.Config{
		Region: region, AccessKey: "AKIAEXAMPLE", SecretKey: "secret", HTTPSProxy: &p.URL, CustomCABundle: p.bundle,
	}
}

func TestProxy_http(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	p := newProxy(t, cloud)
	arguments := cloud.config()
	arguments.Endpoints = map[string]string{"bedrock": "http://bedrock.test:8080"}
	arguments.HTTPProxy = &p.URL
	mustGetModel(t, awsclient.New(arguments))
	if got := p.seen(); !slices.Equal(got, []string{"bedrock.test:8080"}) {
		t.Errorf("the proxy saw %q", got)
	}
}

func TestProxy_httpServesHTTPSToo(t *testing.T) {
	t.Parallel()
	p := newProxy(t, newCloud(t))
	arguments := throughProxy(p)
	arguments.HTTPProxy, arguments.HTTPSProxy = &p.URL, nil
	mustGetModel(t, awsclient.New(arguments))
}

func TestProxy_noProxy(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	p := newProxy(t, cloud)
	arguments := cloud.config()
	arguments.Endpoints = map[string]string{"bedrock": "http://bedrock.invalid:8080"}
	arguments.HTTPProxy, arguments.NoProxy = &p.URL, "other.test,.invalid"
	if err := getModel(t.Context(), t, awsclient.NewWithLimits(arguments, quick)); err == nil {
		t.Error("a host that does not exist answered")
	}
	if got := p.seen(); len(got) != 0 {
		t.Errorf("the proxy saw %q", got)
	}
}

func TestProxy_emptyMeansNone(t *testing.T) {
	cloud := newCloud(t)
	p := newProxy(t, cloud)
	t.Setenv("HTTP_PROXY", p.URL)
	none := ""
	arguments := cloud.config()
	arguments.Endpoints = map[string]string{"bedrock": "http://bedrock.invalid:8080"}
	arguments.HTTPProxy = &none
	if err := getModel(t.Context(), t, awsclient.NewWithLimits(arguments, quick)); err == nil {
		t.Error("a host that does not exist answered")
	}
	arguments.HTTPProxy = nil
	mustGetModel(t, awsclient.New(arguments))
	if got := p.seen(); !slices.Equal(got, []string{"bedrock.invalid:8080"}) {
		t.Errorf("the proxy saw %q", got)
	}
}

func TestProxy_refusal(t *testing.T) {
	t.Parallel()
	p := newProxy(t, newCloud(t))
	p.status = http.StatusProxyAuthRequired
	err := getModel(t.Context(), t, awsclient.NewWithLimits(throughProxy(p), quick))
	if err == nil || !strings.Contains(err.Error(), "refused to connect to bedrock.us-west-2.amazonaws.com:443: 407") {
		t.Errorf("got %v", err)
	}
	if n := len(p.seen()); n != 1 {
		t.Errorf("asked %d times", n)
	}
}

func TestHosts_areAWSs(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(*awsclient.Config)
		want   []string
	}{
		"default": {
			func(*awsclient.Config) {},
			[]string{"bedrock.us-west-2.amazonaws.com", "iam.amazonaws.com", "bucket.s3.us-west-2.amazonaws.com"},
		},
		"FIPS": {
			func(c *awsclient.Config) { c.UseFIPSEndpoint = true },
			[]string{"bedrock-fips.us-west-2.amazonaws.com", "iam-fips.amazonaws.com", "bucket.s3-fips.us-west-2.amazonaws.com"},
		},
		"dualstack": {
			func(c *awsclient.Config) { c.UseDualStackEndpoint = true },
			[]string{"bedrock.us-west-2.api.aws", "iam.global.api.aws", "bucket.s3.dualstack.us-west-2.amazonaws.com"},
		},
		"another partition": {
			func(c *awsclient.Config) { c.Region = "us-gov-west-1" },
			[]string{"bedrock.us-gov-west-1.amazonaws.com", "iam.us-gov.amazonaws.com", "bucket.s3.us-gov-west-1.amazonaws.com"},
		},
		"path style": {
			func(c *awsclient.Config) { c.S3UsePathStyle = true },
			[]string{"bedrock.us-west-2.amazonaws.com", "iam.amazonaws.com", "s3.us-west-2.amazonaws.com"},
		},
		"regional S3": {
			func(c *awsclient.Config) { c.Region = "us-east-1" },
			[]string{"bedrock.us-east-1.amazonaws.com", "iam.amazonaws.com", "bucket.s3.us-east-1.amazonaws.com"},
		},
		"legacy S3": {
			func(c *awsclient.Config) { c.Region, c.S3USEast1RegionalEndpoint = "us-east-1", "legacy" },
			[]string{"bedrock.us-east-1.amazonaws.com", "iam.amazonaws.com", "bucket.s3.amazonaws.com"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newProxy(t, newCloud(t))
			arguments := throughProxy(p)
			test.change(&arguments)
			c := awsclient.New(arguments)
			mustGetModel(t, c)
			users, err := c.IAM(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			_, _ = users.GetUser(t.Context(), &iam.GetUserInput{}) // the cloud cannot answer that; the host is what counts
			buckets, err := c.S3(t.Context(), "")
			if err != nil {
				t.Fatal(err)
			}
			if _, err := buckets.HeadBucket(t.Context(), &s3.HeadBucketInput{Bucket: aws.String("bucket")}); err != nil {
				t.Error(err)
			}
			got := slices.Compact(p.seen())
			for i := range got {
				got[i] = strings.TrimSuffix(got[i], ":443")
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("called %q, want %q", got, test.want)
			}
		})
	}
}

// secure is a cloud behind TLS, and the path of its certificate.
func secure(t *testing.T) (awsclient.Config, string) {
	t.Helper()
	cloud := newCloud(t)
	server := httptest.NewUnstartedServer(cloud)
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // refused handshakes are part of the test
	server.StartTLS()
	t.Cleanup(server.Close)
	bundle := filepath.Join(t.TempDir(), "ca.pem")
	write(t, bundle, string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})))
	arguments := cloud.config()
	arguments.Endpoints = map[string]string{"bedrock": server.URL}
	return arguments, bundle
}

func TestTLS_unknownAuthorityIsRefusedAtOnce(t *testing.T) {
	t.Parallel()
	arguments, _ := secure(t)
	err := getModel(t.Context(), t, awsclient.New(arguments)) // with the default times: this must not be tried again
	if err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("got %v", err)
	}
}

func TestTLS_customCABundle(t *testing.T) {
	t.Parallel()
	arguments, bundle := secure(t)
	arguments.CustomCABundle = bundle
	mustGetModel(t, awsclient.New(arguments))
}

func TestTLS_caBundleOfTheEnvironment(t *testing.T) {
	arguments, bundle := secure(t)
	t.Setenv("AWS_CA_BUNDLE", bundle)
	mustGetModel(t, awsclient.New(arguments))
}

func TestTLS_insecure(t *testing.T) {
	t.Parallel()
	arguments, _ := secure(t)
	arguments.Insecure = true
	mustGetModel(t, awsclient.New(arguments))
}
