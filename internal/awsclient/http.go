// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
)

// limits are the times that bound a call. Tests shorten them.
type limits struct {
	// attempt bounds one attempt of a control-plane call, from the look-up of the host name to the last byte of the answer.
	attempt time.Duration
	// responseHeader bounds the silence between the last byte of a control-plane request and the first of its answer.
	responseHeader time.Duration
	// elapsed is the time after which a call is not attempted again.
	elapsed time.Duration
	// brief and briefAttempt are elapsed and attempt for a call of Briefly. One attempt that hangs leaves time for another.
	brief, briefAttempt time.Duration
	// network is the time after which a host that cannot be reached is not tried again.
	network time.Duration
	// credentials bounds resolving them the first time.
	credentials time.Duration
	// maxBackoff is the longest pause between two attempts.
	maxBackoff time.Duration
}

func defaultLimits() limits {
	return limits{
		attempt:        time.Minute,
		responseHeader: 30 * time.Second,
		elapsed:        5 * time.Minute,
		brief:          45 * time.Second,
		briefAttempt:   40 * time.Second,
		network:        30 * time.Second,
		credentials:    2 * time.Minute,
		maxBackoff:     20 * time.Second,
	}
}

// httpClients share connections across all services and regions of the process.
type httpClients struct {
	// controlPlane expects an answer to begin soon.
	controlPlane aws.HTTPClient
	// inference waits as long as its caller does.
	inference aws.HTTPClient
}

// idleConnections is enough for terraform -parallelism=50 not to open a connection per call.
const idleConnections = 64

// newHTTPClients derives both clients from the one that has the proxies and certificates of the configuration. They are
// frozen because every service client would otherwise make itself a copy, with connections of its own.
func newHTTPClients(configured aws.HTTPClient, c *Config, l limits) (httpClients, error) {
	buildable, ok := configured.(*awshttp.BuildableClient)
	if !ok {
		return httpClients{}, fmt.Errorf("configuring HTTP: unexpected client %T", configured)
	}
	pooled := buildable.WithTransportOptions(func(t *http.Transport) {
		t.MaxIdleConnsPerHost = idleConnections
		t.MaxIdleConns = 4 * idleConnections
		t.OnProxyConnectResponse = refusedByProxy
		if c.Dial != nil {
			t.DialContext = c.Dial
		}
	})
	return httpClients{
		inference: pooled.Freeze(),
		controlPlane: pooled.WithTransportOptions(func(t *http.Transport) {
			t.ResponseHeaderTimeout = l.responseHeader
		}).Freeze(),
	}, nil
}

// proxyError says that the proxy answers, but does not connect.
type proxyError struct {
	proxy, target string
	response      *http.Response
}

func (e *proxyError) Error() string {
	return fmt.Sprintf("the proxy %s refused to connect to %s: %s", e.proxy, e.target, e.response.Status)
}

func refusedByProxy(_ context.Context, proxy *url.URL, request *http.Request, response *http.Response) error {
	if response.StatusCode == http.StatusOK {
		return nil
	}
	return &proxyError{proxy: proxy.Host, target: request.Host, response: response}
}

// isHopeless reports a connection that the next attempt would not make either.
func isHopeless(err error) bool {
	var certificate *tls.CertificateVerificationError
	var proxy *proxyError
	return isRefusedHere(err) || errors.As(err, &certificate) ||
		errors.As(err, &proxy) && proxy.response.StatusCode < http.StatusInternalServerError
}
