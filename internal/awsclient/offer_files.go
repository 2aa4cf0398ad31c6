// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awsbase "github.com/hashicorp/aws-sdk-go-base/v2"
)

// NoOfferFilesError says that AWS publishes no offer files where a region is.
type NoOfferFilesError struct{ Region, Partition string }

func (e *NoOfferFilesError) Error() string {
	return fmt.Sprintf("AWS publishes no price files for %s, which is in the partition %s, that this provider knows of", e.Region, e.Partition)
}

// OfferFileError says which file of prices could not be read.
type OfferFileError struct {
	URL string
	Err error
}

func (e *OfferFileError) Error() string { return fmt.Sprintf("fetching %s: %s", e.URL, e.Err) }

// Unwrap returns the reason.
func (e *OfferFileError) Unwrap() error { return e.Err }

// offerFileAttempts is how often a file is fetched that breaks off, or is not there for the moment.
const offerFileAttempts = 3

// CurrentOffer is the version of the prices that are in force.
const CurrentOffer = "current"

// OfferFile hands the prices of a service in a region to a function, as AWS publishes them in a file: without credentials, in a version or
// CurrentOffer. It is found at endpoints.pricing where that is set. Where the service has no prices in the region, found is false. The
// function is called again where the file breaks off.
// https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html
func (c *Clients) OfferFile(
	ctx context.Context, serviceCode, version, region string, read func(io.Reader) error,
) (found bool, err error) {
	return c.offer(ctx, region, serviceCode+"/"+version+"/"+region+"/index.json", read)
}

// OfferVersions is OfferFile for the list of the regions in which a service has prices, with the version that is in force in each.
func (c *Clients) OfferVersions(ctx context.Context, serviceCode, region string, read func(io.Reader) error) (found bool, err error) {
	return c.offer(ctx, region, serviceCode+"/"+CurrentOffer+"/region_index.json", read)
}

func (c *Clients) offer(ctx context.Context, region, path string, read func(io.Reader) error) (found bool, err error) {
	base, err := c.offerFiles(region)
	if err != nil {
		return false, err
	}
	fetcher, err := c.fetcher(ctx)
	if err != nil {
		return false, err
	}
	if fetcher.base != "" {
		base.host = fetcher.base
	}
	url := strings.TrimSuffix(base.host, "/") + base.path + path
	for attempt := 1; ; attempt++ {
		found, again, err := fetcher.fetch(ctx, url, c.limits.attempt, read)
		if err == nil {
			return found, nil
		}
		if !again || attempt == offerFileAttempts || ctx.Err() != nil {
			return false, &OfferFileError{URL: url, Err: err}
		}
		select {
		case <-time.After(time.Duration(attempt) * 500 * time.Millisecond):
		case <-ctx.Done():
			return false, context.Cause(ctx)
		}
	}
}

type offerPlace struct{ host, path string }

func (c *Clients) offerFiles(region string) (offerPlace, error) {
	switch partition := c.Partition(region); partition {
	case "aws", "aws-us-gov": // the prices of GovCloud stand with the others
		return offerPlace{"https://pricing.us-east-1.amazonaws.com", "/offers/v1.0/aws/"}, nil
	case "aws-cn":
		return offerPlace{"https://pricing.cn-north-1.amazonaws.com.cn", "/offers/v1.0/cn/"}, nil
	default:
		return offerPlace{}, &NoOfferFilesError{Region: region, Partition: partition}
	}
}

// fetcher is an HTTP client with the proxies and certificates of the configuration, and without credentials.
type fetcher struct {
	client aws.HTTPClient
	base   string
	agent  string
}

// fetcher is made with credentials that nobody has, so that none are looked for.
func (c *Clients) fetcher(ctx context.Context) (*fetcher, error) {
	if err := c.unknown("endpoints", "http_proxy", "https_proxy", "no_proxy", "custom_ca_bundle", "insecure"); err != nil {
		return nil, err
	}
	if err := checkEndpointVariables(); err != nil {
		return nil, err
	}
	base := c.baseConfig(usEast1)
	base.AccessKey, base.SecretKey, base.Token = "none", "none", ""
	base.AssumeRole, base.AssumeRoleWithWebIdentity = nil, nil
	_, cfg, diags := awsbase.GetAwsConfig(ctx, base)
	if diags.HasError() {
		return nil, errors.New(diags.Errors()[0].Summary())
	}
	clients, err := newHTTPClients(cfg.HTTPClient, &c.config, c.limits)
	if err != nil {
		return nil, err
	}
	return &fetcher{
		client: clients.controlPlane,
		base:   firstOf(c.config.endpoint(Pricing), os.Getenv("AWS_ENDPOINT_URL_PRICING"), aws.ToString(cfg.BaseEndpoint)),
		agent:  "terraform-provider-bedrock/" + c.config.ProviderVersion,
	}, nil
}

// fetch fetches a file once. Again says that another attempt may go better.
func (f *fetcher) fetch(
	ctx context.Context, url string, limit time.Duration, read func(io.Reader) error,
) (found, again bool, err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, limit, fmt.Errorf("no answer after %s", limit))
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return false, false, err
	}
	request.Header.Set("User-Agent", f.agent)
	response, err := f.client.Do(request)
	if err != nil {
		return false, !isHopeless(err), err
	}
	defer response.Body.Close()
	switch kind, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type")); {
	case response.StatusCode == http.StatusNotFound && kind != "text/html":
		return false, false, nil
	case response.StatusCode != http.StatusOK:
		return false, response.StatusCode >= http.StatusInternalServerError || response.StatusCode == http.StatusTooManyRequests,
			fmt.Errorf("the answer is %s", response.Status)
	case kind == "text/html":
		return false, false, errHTML
	}
	if err := read(response.Body); err != nil {
		return false, true, err
	}
	return true, false, nil
}
