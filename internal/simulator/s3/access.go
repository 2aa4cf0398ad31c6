// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"net/http"
	"slices"
)

// publicAccessBlock is the PublicAccessBlockConfiguration of a bucket.
type publicAccessBlock struct {
	BlockPublicAcls       bool `xml:"BlockPublicAcls"`
	IgnorePublicAcls      bool `xml:"IgnorePublicAcls"`
	BlockPublicPolicy     bool `xml:"BlockPublicPolicy"`
	RestrictPublicBuckets bool `xml:"RestrictPublicBuckets"`
}

func (s *Service) getPublicAccessBlock(q *request) (response, error) {
	if q.bucket.publicAccess == nil {
		return response{}, refuse(http.StatusNotFound, "NoSuchPublicAccessBlockConfiguration",
			"The public access block configuration was not found").with("BucketName", q.name)
	}
	return response{root: "PublicAccessBlockConfiguration", document: q.bucket.publicAccess}, nil
}

func (s *Service) putPublicAccessBlock(q *request) (response, error) {
	var block publicAccessBlock
	if err := decodeS3XML(q.payload.data, "PublicAccessBlockConfiguration", &block); err != nil {
		return response{}, err
	}
	q.bucket.publicAccess = &block
	return response{}, nil
}

func (s *Service) deletePublicAccessBlock(q *request) (response, error) {
	q.bucket.publicAccess = nil
	return response{status: http.StatusNoContent}, nil
}

type ownershipControls struct {
	Rules []ownershipRule `xml:"Rule"`
}

type ownershipRule struct {
	ObjectOwnership string `xml:"ObjectOwnership"`
}

func objectOwnerships() []string {
	return []string{"BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"}
}

func (s *Service) getOwnershipControls(q *request) (response, error) {
	if q.bucket.ownership == "" {
		return response{}, refuse(http.StatusNotFound, "OwnershipControlsNotFoundError", "The bucket ownership controls were not found").
			with("BucketName", q.name)
	}
	return response{root: "OwnershipControls", document: ownershipControls{[]ownershipRule{{q.bucket.ownership}}}}, nil
}

func (s *Service) putOwnershipControls(q *request) (response, error) {
	var controls ownershipControls
	if err := decodeS3XML(q.payload.data, "OwnershipControls", &controls); err != nil {
		return response{}, err
	}
	if len(controls.Rules) != 1 || !slices.Contains(objectOwnerships(), controls.Rules[0].ObjectOwnership) {
		return response{}, malformedXML()
	}
	q.bucket.ownership = controls.Rules[0].ObjectOwnership
	return response{}, nil
}

func (s *Service) deleteOwnershipControls(q *request) (response, error) {
	q.bucket.ownership = ""
	return response{status: http.StatusNoContent}, nil
}
