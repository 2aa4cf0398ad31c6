// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"net/http"
	"slices"
)

// s3PublicAccessBlock is the PublicAccessBlockConfiguration of a bucket.
type s3PublicAccessBlock struct {
	BlockPublicAcls       bool `xml:"BlockPublicAcls"`
	IgnorePublicAcls      bool `xml:"IgnorePublicAcls"`
	BlockPublicPolicy     bool `xml:"BlockPublicPolicy"`
	RestrictPublicBuckets bool `xml:"RestrictPublicBuckets"`
}

func (s *s3Service) getPublicAccessBlock(q *s3Request) (s3Answer, error) {
	if q.bucket.publicAccess == nil {
		return s3Answer{}, s3Refuse(http.StatusNotFound, "NoSuchPublicAccessBlockConfiguration",
			"The public access block configuration was not found").with("BucketName", q.name)
	}
	return s3Answer{root: "PublicAccessBlockConfiguration", document: q.bucket.publicAccess}, nil
}

func (s *s3Service) putPublicAccessBlock(q *s3Request) (s3Answer, error) {
	var block s3PublicAccessBlock
	if err := decodeS3XML(q.payload.data, "PublicAccessBlockConfiguration", &block); err != nil {
		return s3Answer{}, err
	}
	q.bucket.publicAccess = &block
	return s3Answer{}, nil
}

func (s *s3Service) deletePublicAccessBlock(q *s3Request) (s3Answer, error) {
	q.bucket.publicAccess = nil
	return s3Answer{status: http.StatusNoContent}, nil
}

type s3OwnershipControls struct {
	Rules []s3OwnershipRule `xml:"Rule"`
}

type s3OwnershipRule struct {
	ObjectOwnership string `xml:"ObjectOwnership"`
}

func objectOwnerships() []string {
	return []string{"BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"}
}

func (s *s3Service) getOwnershipControls(q *s3Request) (s3Answer, error) {
	if q.bucket.ownership == "" {
		return s3Answer{}, s3Refuse(http.StatusNotFound, "OwnershipControlsNotFoundError", "The bucket ownership controls were not found").
			with("BucketName", q.name)
	}
	return s3Answer{root: "OwnershipControls", document: s3OwnershipControls{[]s3OwnershipRule{{q.bucket.ownership}}}}, nil
}

func (s *s3Service) putOwnershipControls(q *s3Request) (s3Answer, error) {
	var controls s3OwnershipControls
	if err := decodeS3XML(q.payload.data, "OwnershipControls", &controls); err != nil {
		return s3Answer{}, err
	}
	if len(controls.Rules) != 1 || !slices.Contains(objectOwnerships(), controls.Rules[0].ObjectOwnership) {
		return s3Answer{}, malformedXML()
	}
	q.bucket.ownership = controls.Rules[0].ObjectOwnership
	return s3Answer{}, nil
}

func (s *s3Service) deleteOwnershipControls(q *s3Request) (s3Answer, error) {
	q.bucket.ownership = ""
	return s3Answer{status: http.StatusNoContent}, nil
}
