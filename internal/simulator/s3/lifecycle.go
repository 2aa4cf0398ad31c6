// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"net/http"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

type lifecycle struct {
	Rules []lifecycleRule `xml:"Rule"`
}

type lifecycleRule struct {
	ID                   *string               `xml:"ID"`
	Prefix               *string               `xml:"Prefix"` // the form before Filter
	Filter               *lifecycleFilter      `xml:"Filter"`
	Status               string                `xml:"Status"`
	Transitions          []lifecycleTransition `xml:"Transition"`
	Expiration           *lifecycleExpiration  `xml:"Expiration"`
	NoncurrentTransition []noncurrentAction    `xml:"NoncurrentVersionTransition"`
	NoncurrentExpiration *noncurrentAction     `xml:"NoncurrentVersionExpiration"`
	AbortUploads         *abortUploads         `xml:"AbortIncompleteMultipartUpload"`
}

// lifecycleFilter selects by one criterion, or by several inside And.
type lifecycleFilter struct {
	Prefix      *string       `xml:"Prefix"`
	Tags        []core.Tag    `xml:"Tag"`
	GreaterThan *int64        `xml:"ObjectSizeGreaterThan"`
	LessThan    *int64        `xml:"ObjectSizeLessThan"`
	And         *lifecycleAnd `xml:"And"`
}

type lifecycleAnd struct {
	Prefix      *string    `xml:"Prefix"`
	Tags        []core.Tag `xml:"Tag"`
	GreaterThan *int64     `xml:"ObjectSizeGreaterThan"`
	LessThan    *int64     `xml:"ObjectSizeLessThan"`
}

type lifecycleTransition struct {
	Date         *string `xml:"Date"`
	Days         *int    `xml:"Days"`
	StorageClass string  `xml:"StorageClass"`
}

type lifecycleExpiration struct {
	Date         *string `xml:"Date"`
	Days         *int    `xml:"Days"`
	DeleteMarker *bool   `xml:"ExpiredObjectDeleteMarker"`
}

type noncurrentAction struct {
	Days         *int    `xml:"NoncurrentDays"`
	Newer        *int    `xml:"NewerNoncurrentVersions"`
	StorageClass *string `xml:"StorageClass"` // of a transition
}

type abortUploads struct {
	Days *int `xml:"DaysAfterInitiation"`
}

const lifecycleMinHeader = "X-Amz-Transition-Default-Minimum-Object-Size"

func (s *Service) getBucketLifecycle(q *request) (response, error) {
	if q.bucket.lifecycle == nil {
		return response{}, refuse(http.StatusNotFound, "NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist").
			with("BucketName", q.name)
	}
	return response{header: map[string]string{lifecycleMinHeader: q.bucket.lifecycleMin}, root: "LifecycleConfiguration",
		document: q.bucket.lifecycle}, nil
}

func (s *Service) putBucketLifecycle(q *request) (response, error) {
	var config lifecycle
	if err := decodeS3XML(q.payload.data, "LifecycleConfiguration", &config); err != nil {
		return response{}, err
	}
	minimum := q.R.Header.Get(lifecycleMinHeader)
	switch minimum {
	case "":
		minimum = "all_storage_classes_128K"
	case "all_storage_classes_128K", "varies_by_storage_class":
	default:
		return response{}, invalidArgument("x-amz-transition-default-minimum-object-size", minimum, "Invalid argument")
	}
	if len(config.Rules) == 0 || len(config.Rules) > 1000 {
		return response{}, malformedXML()
	}
	ids := map[string]bool{}
	for i := range config.Rules {
		rule := &config.Rules[i]
		if rule.ID == nil || *rule.ID == "" {
			id := core.NewUUID() // as AWS names them
			rule.ID = &id
		}
		if ids[*rule.ID] {
			return response{}, refuse(http.StatusBadRequest, "InvalidArgument",
				"Rule ID must be unique. Found same ID for more than one rule")
		}
		ids[*rule.ID] = true
		if err := rule.check(); err != nil {
			return response{}, err
		}
	}
	q.bucket.lifecycle, q.bucket.lifecycleMin = &config, minimum
	return response{header: map[string]string{lifecycleMinHeader: minimum}}, nil
}

func (s *Service) deleteBucketLifecycle(q *request) (response, error) {
	q.bucket.lifecycle = nil
	return response{status: http.StatusNoContent}, nil
}

func (r lifecycleRule) check() error {
	switch {
	case utf8.RuneCountInString(*r.ID) > 255:
		return refuse(http.StatusBadRequest, "InvalidArgument", "ID length should not exceed allowed limit of 255")
	case r.Status != "Enabled" && r.Status != "Disabled":
		return malformedXML()
	case (r.Prefix == nil) == (r.Filter == nil):
		return malformedXML()
	case r.Filter != nil && !r.Filter.valid():
		return malformedXML()
	case r.Filter != nil && r.Filter.And != nil && checkS3Tags(r.Filter.And.Tags, core.MaxTags, "Rule") != nil:
		return refuse(http.StatusBadRequest, "InvalidRequest", "Duplicate Tag Keys are not allowed.")
	case r.Expiration == nil && r.NoncurrentExpiration == nil && r.AbortUploads == nil && len(r.Transitions)+len(r.NoncurrentTransition) == 0:
		return refuse(http.StatusBadRequest, "InvalidRequest", "At least one action needs to be specified in a rule")
	}
	if e := r.Expiration; e != nil {
		if given(e.Date != nil, e.Days != nil, e.DeleteMarker != nil) != 1 {
			return malformedXML()
		}
		if !midnight(e.Date) {
			return notMidnight()
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
			return refuse(http.StatusBadRequest, "InvalidRequest",
				"AbortIncompleteMultipartUpload cannot be specified with Tags or object size")
		}
	}
	return r.checkTransitions()
}

func (r lifecycleRule) checkTransitions() error {
	classes := []string{"GLACIER", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "DEEP_ARCHIVE", "GLACIER_IR"}
	for _, t := range r.Transitions {
		if given(t.Date != nil, t.Days != nil) != 1 || !slices.Contains(classes, t.StorageClass) {
			return malformedXML()
		}
		if !midnight(t.Date) {
			return notMidnight()
		}
		if infrequent := t.StorageClass == "STANDARD_IA" || t.StorageClass == "ONEZONE_IA"; infrequent && t.Days != nil && *t.Days < 30 {
			return refuse(http.StatusBadRequest, "InvalidArgument",
				"'Days' in Transition action must be greater than or equal to 30 for storageClass '%s'", t.StorageClass)
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
func (f lifecycleFilter) valid() bool {
	if f.And != nil && given(f.And.Prefix != nil, f.And.GreaterThan != nil, f.And.LessThan != nil)+len(f.And.Tags) < 2 {
		return false
	}
	return given(f.Prefix != nil, f.GreaterThan != nil, f.LessThan != nil, f.And != nil)+len(f.Tags) <= 1
}

// selects says whether the filter looks at tags or sizes.
func (f lifecycleFilter) selects() bool {
	if f.And != nil && (len(f.And.Tags) > 0 || f.And.GreaterThan != nil || f.And.LessThan != nil) {
		return true
	}
	return len(f.Tags) > 0 || f.GreaterThan != nil || f.LessThan != nil
}

// midnight tells whether a date of a rule is at the beginning of a day of UTC, as all have to be.
func midnight(date *string) bool {
	if date == nil {
		return true
	}
	t, err := time.Parse(time.RFC3339Nano, *date)
	return err != nil || t.Equal(t.Truncate(24*time.Hour)) // one without a time has none either
}

func notMidnight() error {
	return refuse(http.StatusBadRequest, "InvalidArgument", "'Date' must be at midnight GMT")
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
	return refuse(http.StatusBadRequest, "InvalidArgument", "'%s' for %s action must be a positive integer", member, action)
}
