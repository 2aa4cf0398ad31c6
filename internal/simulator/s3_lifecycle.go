// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"net/http"
	"slices"
	"unicode/utf8"
)

type s3Lifecycle struct {
	Rules []s3LifecycleRule `xml:"Rule"`
}

type s3LifecycleRule struct {
	ID                   *string                 `xml:"ID"`
	Prefix               *string                 `xml:"Prefix"` // the form before Filter
	Filter               *s3LifecycleFilter      `xml:"Filter"`
	Status               string                  `xml:"Status"`
	Transitions          []s3LifecycleTransition `xml:"Transition"`
	Expiration           *s3LifecycleExpiration  `xml:"Expiration"`
	NoncurrentTransition []s3NoncurrentAction    `xml:"NoncurrentVersionTransition"`
	NoncurrentExpiration *s3NoncurrentAction     `xml:"NoncurrentVersionExpiration"`
	AbortUploads         *s3AbortUploads         `xml:"AbortIncompleteMultipartUpload"`
}

// s3LifecycleFilter selects by one criterion, or by several inside And.
type s3LifecycleFilter struct {
	Prefix      *string         `xml:"Prefix"`
	Tags        []tag           `xml:"Tag"`
	GreaterThan *int64          `xml:"ObjectSizeGreaterThan"`
	LessThan    *int64          `xml:"ObjectSizeLessThan"`
	And         *s3LifecycleAnd `xml:"And"`
}

type s3LifecycleAnd struct {
	Prefix      *string `xml:"Prefix"`
	Tags        []tag   `xml:"Tag"`
	GreaterThan *int64  `xml:"ObjectSizeGreaterThan"`
	LessThan    *int64  `xml:"ObjectSizeLessThan"`
}

type s3LifecycleTransition struct {
	Date         *string `xml:"Date"`
	Days         *int    `xml:"Days"`
	StorageClass string  `xml:"StorageClass"`
}

type s3LifecycleExpiration struct {
	Date         *string `xml:"Date"`
	Days         *int    `xml:"Days"`
	DeleteMarker *bool   `xml:"ExpiredObjectDeleteMarker"`
}

type s3NoncurrentAction struct {
	Days         *int    `xml:"NoncurrentDays"`
	Newer        *int    `xml:"NewerNoncurrentVersions"`
	StorageClass *string `xml:"StorageClass"` // of a transition
}

type s3AbortUploads struct {
	Days *int `xml:"DaysAfterInitiation"`
}

const lifecycleMinHeader = "X-Amz-Transition-Default-Minimum-Object-Size"

func (s *s3Service) getBucketLifecycle(q *s3Request) (s3Answer, error) {
	if q.bucket.lifecycle == nil {
		return s3Answer{}, s3Refuse(http.StatusNotFound, "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist").
			with("BucketName", q.name)
	}
	return s3Answer{header: map[string]string{lifecycleMinHeader: q.bucket.lifecycleMin}, root: "LifecycleConfiguration",
		document: q.bucket.lifecycle}, nil
}

func (s *s3Service) putBucketLifecycle(q *s3Request) (s3Answer, error) {
	var config s3Lifecycle
	if err := decodeS3XML(q.payload.data, "LifecycleConfiguration", &config); err != nil {
		return s3Answer{}, err
	}
	minimum := q.r.Header.Get(lifecycleMinHeader)
	switch minimum {
	case "":
		minimum = "all_storage_classes_128K"
	case "all_storage_classes_128K", "varies_by_storage_class":
	default:
		return s3Answer{}, invalidArgument("x-amz-transition-default-minimum-object-size", minimum, "Invalid argument")
	}
	if len(config.Rules) == 0 || len(config.Rules) > 1000 {
		return s3Answer{}, malformedXML()
	}
	ids := map[string]bool{}
	for i := range config.Rules {
		rule := &config.Rules[i]
		if rule.ID == nil || *rule.ID == "" {
			id := newUUID() // as AWS names them
			rule.ID = &id
		}
		if ids[*rule.ID] {
			return s3Answer{}, s3Refuse(http.StatusBadRequest, "InvalidArgument",
				"Rule ID must be unique. Found same ID for more than one rule")
		}
		ids[*rule.ID] = true
		if err := rule.check(); err != nil {
			return s3Answer{}, err
		}
	}
	q.bucket.lifecycle, q.bucket.lifecycleMin = &config, minimum
	return s3Answer{header: map[string]string{lifecycleMinHeader: minimum}}, nil
}

func (s *s3Service) deleteBucketLifecycle(q *s3Request) (s3Answer, error) {
	q.bucket.lifecycle = nil
	return s3Answer{status: http.StatusNoContent}, nil
}

func (r s3LifecycleRule) check() error {
	switch {
	case utf8.RuneCountInString(*r.ID) > 255:
		return s3Refuse(http.StatusBadRequest, "InvalidArgument", "ID length should not exceed allowed limit of 255")
	case r.Status != "Enabled" && r.Status != "Disabled":
		return malformedXML()
	case (r.Prefix == nil) == (r.Filter == nil):
		return malformedXML()
	case r.Filter != nil && !r.Filter.valid():
		return malformedXML()
	case r.Expiration == nil && r.NoncurrentExpiration == nil && r.AbortUploads == nil && len(r.Transitions)+len(r.NoncurrentTransition) == 0:
		return s3Refuse(http.StatusBadRequest, "InvalidRequest", "At least one action needs to be specified in a rule")
	}
	if e := r.Expiration; e != nil {
		if given(e.Date != nil, e.Days != nil, e.DeleteMarker != nil) != 1 {
			return malformedXML()
		}
		if e.Days != nil && *e.Days <= 0 {
			return notPositive("Days", "Expiration")
		}
	}
	if n := r.NoncurrentExpiration; n != nil {
		if n.Days == nil || n.StorageClass != nil {
			return malformedXML()
		}
		if *n.Days <= 0 {
			return notPositive("NoncurrentDays", "NoncurrentVersionExpiration")
		}
	}
	if a := r.AbortUploads; a != nil {
		if a.Days == nil {
			return malformedXML()
		}
		if *a.Days <= 0 {
			return notPositive("DaysAfterInitiation", "AbortIncompleteMultipartUpload")
		}
		if r.Filter != nil && r.Filter.selects() {
			return s3Refuse(http.StatusBadRequest, "InvalidRequest",
				"AbortIncompleteMultipartUpload cannot be specified with Tags or object size")
		}
	}
	return r.checkTransitions()
}

func (r s3LifecycleRule) checkTransitions() error {
	classes := []string{"GLACIER", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "DEEP_ARCHIVE", "GLACIER_IR"}
	for _, t := range r.Transitions {
		if given(t.Date != nil, t.Days != nil) != 1 || !slices.Contains(classes, t.StorageClass) {
			return malformedXML()
		}
		if t.Days != nil && *t.Days < 0 {
			return notPositive("Days", "Transition")
		}
	}
	for _, t := range r.NoncurrentTransition {
		if t.Days == nil || t.StorageClass == nil || !slices.Contains(classes, *t.StorageClass) {
			return malformedXML()
		}
	}
	return nil
}

// valid says whether the filter holds at most one criterion. An empty filter means the whole bucket.
func (f s3LifecycleFilter) valid() bool {
	if f.And != nil && given(f.And.Prefix != nil, f.And.GreaterThan != nil, f.And.LessThan != nil)+len(f.And.Tags) < 2 {
		return false
	}
	return given(f.Prefix != nil, f.GreaterThan != nil, f.LessThan != nil, f.And != nil)+len(f.Tags) <= 1
}

// selects says whether the filter looks at tags or sizes.
func (f s3LifecycleFilter) selects() bool {
	if f.And != nil && (len(f.And.Tags) > 0 || f.And.GreaterThan != nil || f.And.LessThan != nil) {
		return true
	}
	return len(f.Tags) > 0 || f.GreaterThan != nil || f.LessThan != nil
}

func given(members ...bool) int {
	n := 0
	for _, m := range members {
		if m {
			n++
		}
	}
	return n
}

func notPositive(member, action string) error {
	return s3Refuse(http.StatusBadRequest, "InvalidArgument", "'%s' for %s action must be a positive integer", member, action)
}
