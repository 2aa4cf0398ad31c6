// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"errors"
	"net/http"
	"strings"
)

const maxDeletes = 1000

type s3Deletes struct {
	Objects []s3DeleteItem `xml:"Object"`
	Quiet   *bool          `xml:"Quiet"`
}

type s3DeleteItem struct {
	Key       string  `xml:"Key"`
	VersionID *string `xml:"VersionId"`
	ETag      *string `xml:"ETag"`
}

type s3Deleted struct {
	Key           string `xml:"Key"`
	VersionID     string `xml:"VersionId,omitempty"` // as the client named it
	DeleteMarker  bool   `xml:"DeleteMarker,omitempty"`
	MarkerVersion string `xml:"DeleteMarkerVersionId,omitempty"`
}

// versionID is the version that was deleted, or the delete marker that was added.
func (d s3Deleted) versionID() string {
	if d.VersionID != "" {
		return d.VersionID
	}
	return d.MarkerVersion
}

type s3DeleteError struct {
	Key       string `xml:"Key"`
	VersionID string `xml:"VersionId,omitempty"`
	Code      string `xml:"Code"`
	Message   string `xml:"Message"`
}

// deleteOne deletes a version, or the current object when id is "". Deleting what is not there is a success.
func (s *s3Service) deleteOne(q *s3Request, key, id, ifMatch string) (s3Deleted, error) {
	if ifMatch != "" {
		current := q.bucket.current(key)
		if current == nil || current.deleteMarker {
			return s3Deleted{}, noSuchKey(key)
		}
		if ifMatch != "*" && !sameETag(ifMatch, current.etag) {
			return s3Deleted{}, preconditionFailed("If-Match")
		}
	}
	deleted := s3Deleted{Key: key, VersionID: id}
	if id != "" {
		if v := q.bucket.removeVersion(key, id); v != nil && v.deleteMarker {
			deleted.DeleteMarker, deleted.MarkerVersion = true, id
		}
		return deleted, nil
	}
	if marker := q.bucket.remove(key, s.clock.now()); marker != nil {
		deleted.DeleteMarker, deleted.MarkerVersion = true, marker.id
	}
	return deleted, nil
}

// deleteObjects answers 200 with one result per object: errors are in the document.
func (s *s3Service) deleteObjects(q *s3Request) (s3Answer, error) {
	if !q.payload.verified {
		return s3Answer{}, s3Refuse(http.StatusBadRequest, "InvalidRequest",
			"Missing required header for this request: Content-MD5 OR x-amz-checksum-*")
	}
	var deletes s3Deletes
	if err := decodeS3XML(q.payload.data, "Delete", &deletes); err != nil {
		return s3Answer{}, err
	}
	if len(deletes.Objects) == 0 || len(deletes.Objects) > maxDeletes {
		return s3Answer{}, malformedXML()
	}
	var result struct {
		Deleted []s3Deleted     `xml:"Deleted"`
		Errors  []s3DeleteError `xml:"Error"`
	}
	for _, item := range deletes.Objects {
		deleted, err := s.deleteOne(q, item.Key, text(item.VersionID), text(item.ETag))
		var refused *s3Error
		switch {
		case errors.As(err, &refused):
			result.Errors = append(result.Errors, s3DeleteError{item.Key, text(item.VersionID), refused.code, refused.message})
		case err != nil:
			return s3Answer{}, err
		case deletes.Quiet == nil || !*deletes.Quiet:
			result.Deleted = append(result.Deleted, deleted)
		}
	}
	return s3Answer{root: "DeleteResult", document: result}, nil
}

// text returns what an optional element says.
func text(s *string) string {
	if s == nil {
		return ""
	}
	return strings.TrimSpace(*s)
}
