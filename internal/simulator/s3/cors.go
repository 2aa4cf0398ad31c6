// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"net/http"
	"slices"
	"strings"
)

type cORS struct {
	Rules []cORSRule `xml:"CORSRule"`
}

type cORSRule struct {
	ID             *string  `xml:"ID"`
	AllowedHeaders []string `xml:"AllowedHeader"`
	AllowedMethods []string `xml:"AllowedMethod"`
	AllowedOrigins []string `xml:"AllowedOrigin"`
	ExposeHeaders  []string `xml:"ExposeHeader"`
	MaxAgeSeconds  *int     `xml:"MaxAgeSeconds"`
}

// Origins implements core.ObjectStore.
func (s *Service) Origins(bucket string) (origins []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.buckets[bucket]
	if !ok || b.cors == nil {
		return nil
	}
	for _, rule := range b.cors.Rules {
		if slices.Contains(rule.AllowedMethods, "GET") {
			origins = append(origins, rule.AllowedOrigins...)
		}
	}
	return origins
}

func (s *Service) getBucketCORS(q *request) (response, error) {
	if q.bucket.cors == nil {
		return response{}, refuse(http.StatusNotFound, "NoSuchCORSConfiguration", "The CORS configuration does not exist").
			with("BucketName", q.name)
	}
	return response{root: "CORSConfiguration", document: q.bucket.cors}, nil
}

func (s *Service) putBucketCORS(q *request) (response, error) {
	var config cORS
	if err := decodeS3XML(q.payload.data, "CORSConfiguration", &config); err != nil {
		return response{}, err
	}
	if len(config.Rules) == 0 || len(config.Rules) > 100 {
		return response{}, malformedXML()
	}
	for _, rule := range config.Rules {
		if err := rule.check(); err != nil {
			return response{}, err
		}
	}
	q.bucket.cors = &config
	return response{}, nil
}

func (s *Service) deleteBucketCORS(q *request) (response, error) {
	q.bucket.cors = nil
	return response{status: http.StatusNoContent}, nil
}

func (r cORSRule) check() error {
	if len(r.AllowedMethods) == 0 || len(r.AllowedOrigins) == 0 {
		return malformedXML()
	}
	for _, method := range r.AllowedMethods {
		if !slices.Contains([]string{"GET", "PUT", "POST", "DELETE", "HEAD"}, method) {
			return refuse(http.StatusBadRequest, "InvalidRequest",
				"Found unsupported HTTP method in CORS config. Unsupported method is %s", method)
		}
	}
	for _, origin := range r.AllowedOrigins {
		if strings.Count(origin, "*") > 1 {
			return refuse(http.StatusBadRequest, "InvalidRequest", "AllowedOrigin %q can not have more than one wildcard.", origin)
		}
	}
	for _, header := range r.AllowedHeaders {
		if strings.Count(header, "*") > 1 {
			return refuse(http.StatusBadRequest, "InvalidRequest", "AllowedHeader %q can not have more than one wildcard.", header)
		}
	}
	return nil
}
