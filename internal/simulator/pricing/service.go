// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricing

import (
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsmodel"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const targetPrefix = "AWSPriceListService."

// Service is the AWS Price List. It holds nothing that clients create.
type Service struct{}

// New returns the AWS Price List.
func New() *Service { return &Service{} }

// Route names GetProducts, and for an offer file an operation of our own.
func (*Service) Route(c *core.Call) (operation, resource string, ok bool) {
	if strings.HasPrefix(c.R.URL.Path, offerFiles) {
		return "GetOfferFile", c.R.URL.Path, true
	}
	operation = strings.TrimPrefix(c.R.Header.Get("X-Amz-Target"), targetPrefix)
	return operation, "", operation == "GetProducts"
}

// Serve answers the request.
func (s *Service) Serve(c *core.Call) {
	if c.Operation == "GetOfferFile" {
		s.offerFile(c)
		return
	}
	var input struct {
		ServiceCode   string
		Filters       []filter
		FormatVersion string
		NextToken     string
		MaxResults    int
	}
	body, err := io.ReadAll(c.R.Body)
	if err != nil {
		panic(http.ErrAbortHandler) // the client went away
	}
	broken, err := awsmodel.Pricing.CheckRequest(c.Operation, body, nil)
	if err == nil && len(broken) == 0 {
		err = json.Unmarshal(body, &input)
	}
	start, tokenErr := strconv.Atoi(input.NextToken)
	switch {
	case err != nil:
		s.Fail(c, http.StatusBadRequest, "SerializationException", err.Error())
		return
	case len(broken) > 0:
		s.Fail(c, http.StatusBadRequest, "InvalidParameterException", broken[0].Refusal())
		return
	case input.NextToken != "" && tokenErr != nil:
		s.Fail(c, http.StatusBadRequest, "InvalidNextTokenException", "Invalid next token")
		return
	}
	answer := map[string]any{"FormatVersion": "aws_v1"}
	items, next := products(input.ServiceCode, input.Filters, start, input.MaxResults)
	answer["PriceList"] = items
	if next != "" {
		answer["NextToken"] = next
	}
	core.WriteJSON(c, http.StatusOK, answer)
}

// filter is one condition on an attribute; all must hold.
type filter struct{ Type, Field, Value string }

// products is a page of the rows that pass. A service code that does not exist has none, and is no error.
func products(serviceCode string, filters []filter, start, limit int) (items []string, next string) {
	if limit == 0 {
		limit = 100
	}
	items = []string{}
	passed := 0
	for _, r := range rows() {
		if r.serviceCode != serviceCode || !r.passes(filters) {
			continue
		}
		passed++
		switch {
		case passed <= start:
		case len(items) == limit:
			return items, strconv.Itoa(passed - 1)
		default:
			items = append(items, r.item())
		}
	}
	return items, ""
}

func (r *row) passes(filters []filter) bool {
	for _, f := range filters {
		if r.attributes[f.Field] != f.Value {
			return false
		}
	}
	return true
}

// item is a row as GetProducts answers it: JSON in a string.
func (r *row) item() string {
	text, err := json.Marshal(map[string]any{
		"product": r.product(), "serviceCode": r.serviceCode, "terms": map[string]any{"OnDemand": r.terms()},
		"version": version, "publicationDate": publicationDate,
	})
	if err != nil {
		panic(err) // our own types always marshal
	}
	return string(text)
}

// Fail answers with an error.
func (*Service) Fail(c *core.Call, status int, code, message string) {
	core.WriteJSON(c, status, map[string]string{"__type": code, "Message": message})
}

// Anonymous reports whether a request needs no credentials: offer files do not.
func (*Service) Anonymous(r *http.Request) bool { return strings.HasPrefix(r.URL.Path, offerFiles) }

// Recognizes tells whether a request without a signature is one to this service.
func (*Service) Recognizes(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, offerFiles) || strings.HasPrefix(r.Header.Get("X-Amz-Target"), targetPrefix)
}

// List returns nothing: nobody creates prices.
func (*Service) List() []core.Object { return nil }

// Reset does nothing.
func (*Service) Reset() {}

// Permissions are those of the operation; IAM takes no resource for it.
func (*Service) Permissions(c *core.Call) []core.Permission {
	operation := strings.TrimPrefix(c.R.Header.Get("X-Amz-Target"), targetPrefix)
	if strings.HasPrefix(c.R.URL.Path, offerFiles) || operation == "" {
		return nil
	}
	return []core.Permission{{Action: "pricing:" + operation, Resource: "*"}}
}

// Dialect is that of services that speak JSON.
func (*Service) Dialect() core.Dialect {
	d := core.RESTJSON()
	d.ContentType = "application/x-amz-json-1.1"
	return d
}
