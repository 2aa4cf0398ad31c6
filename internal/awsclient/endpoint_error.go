// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"errors"
	"fmt"
	"maps"
	"net"
	"net/url"
	"os"
	"slices"
	"syscall"
)

// UnreachableEndpointError says that there is nothing at the URL that somebody has given in the place of AWS's own.
type UnreachableEndpointError struct {
	// Source is the argument, the environment variable or the setting that the URL comes from.
	Source string
	// URL is without a password.
	URL string
	// Err is the error of the connection.
	Err error
}

func (e *UnreachableEndpointError) Error() string {
	why := "nothing listens there"
	var dns *net.DNSError
	if errors.As(e.Err, &dns) {
		why = "there is no host of that name"
	}
	return fmt.Sprintf("%s is %s, and %s. Start what should answer there, or correct the URL", e.Source, e.URL, why)
}

// Unwrap returns the error of the connection.
func (e *UnreachableEndpointError) Unwrap() error { return e.Err }

// unreachableEndpoint explains a connection that was refused, or a name that does not exist, where the URL is one that the
// configuration or the environment names; nil otherwise.
func (c *Clients) unreachableEndpoint(err error) *UnreachableEndpointError {
	var known *UnreachableEndpointError
	if errors.As(err, &known) {
		return known
	}
	var dns *net.DNSError
	var request *url.Error
	if !isRefused(err) && !(errors.As(err, &dns) && dns.IsNotFound) || !errors.As(err, &request) {
		return nil
	}
	source, endpoint := c.endpointAt(hostOf(request.URL))
	if source == "" {
		return nil
	}
	return &UnreachableEndpointError{Source: source, URL: endpoint, Err: err}
}

// endpointAt is the endpoint at a host and port, and what names it: the endpoints block, the environment, or the profile.
func (c *Clients) endpointAt(host string) (source, endpoint string) {
	at := func(text string) bool {
		if host == "" || hostOf(text) != host {
			return false
		}
		if u, err := url.Parse(text); err == nil {
			endpoint = u.Redacted()
		}
		return true
	}
	for _, name := range slices.Sorted(maps.Keys(c.config.Endpoints)) {
		if at(c.config.Endpoints[name]) {
			return name + " of the endpoints block", endpoint
		}
	}
	for _, variable := range slices.Backward(endpointVariables()) { // that of all services last
		if at(os.Getenv(variable)) {
			return variable, endpoint
		}
	}
	if text := c.profileEndpoint.Load(); text != nil && at(*text) {
		return "endpoint_url of the profile", endpoint
	}
	return "", ""
}

// hostOf is the host and port of a URL; empty for what is none.
func hostOf(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return ""
	}
	return u.Host
}

// isRefused reports a host that accepts no connection, because nothing listens at the port.
func isRefused(err error) bool {
	var dial *net.OpError
	return errors.Is(err, syscall.ECONNREFUSED) && errors.As(err, &dial) && dial.Op == "dial"
}

// isRefusedHere is isRefused of this machine itself: what does not run does not begin to run by being called again.
func isRefusedHere(err error) bool {
	var dial *net.OpError
	if !isRefused(err) || !errors.As(err, &dial) {
		return false
	}
	address, ok := dial.Addr.(*net.TCPAddr)
	return ok && address.IP.IsLoopback()
}
