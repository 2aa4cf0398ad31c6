// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"net/http"
	"slices"
	"strings"
)

type s3CORS struct {
	Rules []s3CORSRule `xml:"CORSRule"`
}

type s3CORSRule struct {
	ID             *string  `xml:"ID"`
	AllowedHeaders []string `xml:"AllowedHeader"`
	AllowedMethods []string `xml:"AllowedMethod"`
	AllowedOrigins []string `xml:"AllowedOrigin"`
	ExposeHeaders  []string `xml:"ExposeHeader"`
	MaxAgeSeconds  *int     `xml:"MaxAgeSeconds"`
}

func (s *s3Service) getBucketCORS(q *s3Request) (s3Answer, error) {
	if q.bucket.cors == nil {
		return s3Answer{}, s3Refuse(http.StatusNotFound, "NoSuchCORSConfiguration", "The CORS configuration does not exist").
			with("BucketName", q.name)
	}
	return s3Answer{root: "CORSConfiguration", document: q.bucket.cors}, nil
}

func (s *s3Service) putBucketCORS(q *s3Request) (s3Answer, error) {
	var config s3CORS
	if err := decodeS3XML(q.payload.data, "CORSConfiguration", &config); err != nil {
		return s3Answer{}, err
	}
	if len(config.Rules) == 0 || len(config.Rules) > 100 {
		return s3Answer{}, malformedXML()
	}
	for _, rule := range config.Rules {
		if err := rule.check(); err != nil {
			return s3Answer{}, err
		}
	}
	q.bucket.cors = &config
	return s3Answer{}, nil
}

func (s *s3Service) deleteBucketCORS(q *s3Request) (s3Answer, error) {
	q.bucket.cors = nil
	return s3Answer{status: http.StatusNoContent}, nil
}

func (r s3CORSRule) check() error {
	if len(r.AllowedMethods) == 0 || len(r.AllowedOrigins) == 0 {
		return malformedXML()
	}
	for _, method := range r.AllowedMethods {
		if !slices.Contains([]string{"GET", "PUT", "POST", "DELETE", "HEAD"}, method) {
			return s3Refuse(http.StatusBadRequest, "InvalidRequest",
				"Found unsupported HTTP method in CORS config. Unsupported method is %s", method)
		}
	}
	for _, origin := range r.AllowedOrigins {
		if strings.Count(origin, "*") > 1 {
			return s3Refuse(http.StatusBadRequest, "InvalidRequest", "AllowedOrigin %q can not have more than one wildcard.", origin)
		}
	}
	for _, header := range r.AllowedHeaders {
		if strings.Count(header, "*") > 1 {
			return s3Refuse(http.StatusBadRequest, "InvalidRequest", "AllowedHeader %q can not have more than one wildcard.", header)
		}
	}
	return nil
}
