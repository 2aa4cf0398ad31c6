// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricing

import (
	"net/http"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// offerFiles is where offer files are, and offers where those of the partition are: <service code>/<version>/<region>/index.json, where
// the version may be "current", and <service code>/current/region_index.json.
const (
	offerFiles = "/offers/v1.0/"
	offers     = offerFiles + "aws/"
)

// offerFile answers with the prices of a service in a region. What is not there is answered with 404, as by S3 behind it.
func (*Service) offerFile(c *core.Call) {
	parts := strings.Split(strings.TrimPrefix(c.R.URL.Path, offers), "/")
	switch {
	case c.R.Method != http.MethodGet:
	case len(parts) == 4 && (parts[1] == "current" || parts[1] == version) && parts[3] == "index.json":
		if file := offerOf(parts[0], parts[2]); file != nil {
			core.WriteJSON(c, http.StatusOK, file)
			return
		}
	case len(parts) == 3 && parts[1] == "current" && parts[2] == "region_index.json":
		if regions := regionsOf(parts[0]); len(regions) > 0 {
			core.WriteJSON(c, http.StatusOK, map[string]any{
				"formatVersion": "v1.0", "publicationDate": publicationDate, "regions": regions,
			})
			return
		}
	}
	c.W.Header().Set("Content-Type", "application/xml")
	c.W.WriteHeader(http.StatusNotFound)
	core.WriteBody(c.W, []byte(`<?xml version="1.0" encoding="UTF-8"?>`+"\n<Error><Code>NoSuchKey</Code>"+
		"<Message>The specified key does not exist.</Message></Error>"))
}

// ordered is written in the order in which AWS writes an offer file: products before terms.
type ordered struct {
	FormatVersion   string         `json:"formatVersion"`
	Disclaimer      string         `json:"disclaimer"`
	OfferCode       string         `json:"offerCode"`
	Version         string         `json:"version"`
	PublicationDate string         `json:"publicationDate"`
	Products        map[string]any `json:"products"`
	Terms           map[string]any `json:"terms"`
	AttributesList  map[string]any `json:"attributesList"`
}

func offerOf(serviceCode, region string) *ordered {
	products, terms := map[string]any{}, map[string]any{}
	for _, r := range rows() {
		if r.serviceCode == serviceCode && r.region == region {
			products[r.sku], terms[r.sku] = r.product(), r.terms()
		}
	}
	if len(products) == 0 {
		return nil
	}
	return &ordered{
		FormatVersion: "v1.0", Disclaimer: "These prices are made up.", OfferCode: serviceCode, Version: version,
		PublicationDate: publicationDate, Products: products, Terms: map[string]any{"OnDemand": terms}, AttributesList: map[string]any{},
	}
}

func regionsOf(serviceCode string) map[string]any {
	regions := map[string]any{}
	for _, r := range rows() {
		if r.serviceCode == serviceCode {
			regions[r.region] = map[string]string{
				"regionCode": r.region, "currentVersionUrl": offers + serviceCode + "/" + version + "/" + r.region + "/index.json",
			}
		}
	}
	return regions
}
