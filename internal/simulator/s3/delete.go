// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"errors"
	"net/http"
	"strings"
)

const maxDeletes = 1000

type deletes struct {
	Objects []deleteItem `xml:"Object"`
	Quiet   *bool        `xml:"Quiet"`
}

type deleteItem struct {
	Key       string  `xml:"Key"`
	VersionID *string `xml:"VersionId"`
	ETag      *string `xml:"ETag"`
}

type deleted struct {
	Key           string `xml:"Key"`
	VersionID     string `xml:"VersionId,omitempty"` // as the client named it
	DeleteMarker  bool   `xml:"DeleteMarker,omitempty"`
	MarkerVersion string `xml:"DeleteMarkerVersionId,omitempty"`
}

// versionID is the version that was deleted, or the delete marker that was added.
func (d deleted) versionID() string {
	if d.VersionID != "" {
		return d.VersionID
	}
	return d.MarkerVersion
}

type deleteError struct {
	Key       string `xml:"Key"`
	VersionID string `xml:"VersionId,omitempty"`
	Code      string `xml:"Code"`
	Message   string `xml:"Message"`
}

// deleteOne deletes a version, or the current object when id is "". Deleting what is not there is a success.
func (s *Service) deleteOne(q *request, key, id, ifMatch string) (deleted, error) {
	if ifMatch != "" {
		current := q.bucket.current(key)
		if current == nil || current.deleteMarker {
			return deleted{}, noSuchKey(key)
		}
		if ifMatch != "*" && !sameETag(ifMatch, current.etag) {
			return deleted{}, preconditionFailed("If-Match")
		}
	}
	deleted := deleted{Key: key, VersionID: id}
	if id != "" {
		if v := q.bucket.removeVersion(key, id); v != nil && v.deleteMarker {
			deleted.DeleteMarker, deleted.MarkerVersion = true, id
		}
		return deleted, nil
	}
	if marker := q.bucket.remove(key, s.clock.Now()); marker != nil {
		deleted.DeleteMarker, deleted.MarkerVersion = true, marker.id
	}
	return deleted, nil
}

// deleteObjects answers 200 with one result per object: errors are in the document.
func (s *Service) deleteObjects(q *request) (response, error) {
	if !q.payload.verified {
		return response{}, refuse(http.StatusBadRequest, "InvalidRequest",
			"Missing required header for this request: Content-MD5 OR x-amz-checksum-*")
	}
	var deletes deletes
	if err := decodeS3XML(q.payload.data, "Delete", &deletes); err != nil {
		return response{}, err
	}
	if len(deletes.Objects) == 0 || len(deletes.Objects) > maxDeletes {
		return response{}, malformedXML()
	}
	var result struct {
		Deleted []deleted     `xml:"Deleted"`
		Errors  []deleteError `xml:"Error"`
	}
	for _, item := range deletes.Objects {
		if id := text(item.VersionID); id != "" && !isVersionID(id) {
			result.Errors = append(result.Errors, deleteError{item.Key, id, "NoSuchVersion", "The specified version does not exist."})
			continue
		}
		deleted, err := s.deleteOne(q, item.Key, text(item.VersionID), text(item.ETag))
		var refused *apiError
		switch {
		case errors.As(err, &refused):
			result.Errors = append(result.Errors, deleteError{item.Key, text(item.VersionID), refused.code, refused.message})
		case err != nil:
			return response{}, err
		case deletes.Quiet == nil || !*deletes.Quiet:
			result.Deleted = append(result.Deleted, deleted)
		}
	}
	return response{root: "DeleteResult", document: result}, nil
}

// text returns what an optional element says.
func text(s *string) string {
	if s == nil {
		return ""
	}
	return strings.TrimSpace(*s)
}
