// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const (
	maxParts    = 10000
	minPartSize = 5 << 20 // of every part but the last
)

// upload is a multipart upload that is not finished.
type upload struct {
	id        string
	key       string
	started   time.Time
	draft     *version
	algorithm string // of the checksum; "" when the client named none: parts may then carry any, which are held against the part only
	kind      string // of the checksum
	parts     map[int]part
}

// part is a part of an upload, or of a finished object, which keeps no body in its parts.
type part struct {
	number   int
	body     []byte
	size     int
	etag     string
	checksum checksum
	modified time.Time
}

func (s *Service) createMultipartUpload(q *request) (response, error) {
	draft, err := s.draft(q)
	if err != nil {
		return response{}, err
	}
	u := &upload{id: core.RandomString(core.LowerAlphanumeric, 64), key: q.key, started: s.clock.Now(), draft: draft, parts: map[int]part{},
		algorithm: strings.ToUpper(q.R.Header.Get("X-Amz-Checksum-Algorithm")), kind: strings.ToUpper(q.R.Header.Get("X-Amz-Checksum-Type"))}
	if err := u.checkChecksum(); err != nil {
		return response{}, err
	}
	q.bucket.uploads[u.id] = u
	header := map[string]string{}
	draft.encryption.addTo(header)
	if u.algorithm != "" {
		header["X-Amz-Checksum-Algorithm"], header["X-Amz-Checksum-Type"] = u.algorithm, u.kind
	}
	return response{header: header, root: "InitiateMultipartUploadResult", document: struct {
		Bucket, Key string
		UploadID    string `xml:"UploadId"`
	}{q.name, q.key, u.id}}, nil
}

// checkChecksum validates which checksum the upload will have, and completes it.
func (u *upload) checkChecksum() error {
	switch {
	case u.algorithm == "" && u.kind != "":
		return refuse(http.StatusBadRequest, "InvalidRequest",
			"The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.")
	case u.algorithm == "":
		return nil
	case newChecksumHash(u.algorithm) == nil:
		return unknownChecksum(u.algorithm)
	case u.kind == "" && u.algorithm == defaultAlgorithm:
		u.kind = fullObject
	case u.kind == "":
		u.kind = composite
	case u.kind != fullObject && u.kind != composite:
		return refuse(http.StatusBadRequest, "InvalidRequest", "Value for x-amz-checksum-type header is invalid.")
	}
	if u.kind == fullObject && !linear(u.algorithm) || u.kind == composite && u.algorithm == defaultAlgorithm {
		return refuse(http.StatusBadRequest, "InvalidRequest", "The %s checksum type cannot be used with the %s checksum algorithm.",
			u.kind, strings.ToLower(u.algorithm))
	}
	return nil
}

// upload finds the upload that a request names.
func (q *request) upload() (*upload, error) {
	u, ok := q.bucket.uploads[q.query.Get("uploadId")]
	if !ok || u.key != q.key {
		return nil, refuse(http.StatusNotFound, "NoSuchUpload", "The specified upload does not exist. The upload ID may be invalid, or the "+
			"upload may have been aborted or completed.").with("UploadId", q.query.Get("uploadId"))
	}
	return u, nil
}

func (s *Service) uploadPart(q *request) (response, error) {
	u, err := q.upload()
	if err != nil {
		return response{}, err
	}
	number, err := strconv.Atoi(q.query.Get("partNumber"))
	if err != nil || number < 1 || number > maxParts {
		return response{}, invalidArgument("partNumber", q.query.Get("partNumber"),
			"Part number must be an integer between 1 and 10000, inclusive")
	}
	sum := q.payload.checksum
	if u.algorithm != "" && sum.algorithm != u.algorithm && (sum.algorithm != "" || u.kind == composite) {
		return response{}, refuse(http.StatusBadRequest, "InvalidRequest",
			"Checksum Type mismatch occurred, expected checksum Type: %s, actual checksum Type: %s",
			strings.ToLower(u.algorithm), cmp.Or(strings.ToLower(sum.algorithm), "null"))
	}
	u.parts[number] = part{
		number: number, body: q.payload.data, size: len(q.payload.data), etag: q.payload.etag, checksum: sum, modified: s.clock.Now(),
	}
	header := map[string]string{"Etag": q.payload.etag}
	sum.addTo(header)
	delete(header, "X-Amz-Checksum-Type") // a part has none
	u.draft.encryption.addTo(header)
	return response{header: header}, nil
}

func (s *Service) abortMultipartUpload(q *request) (response, error) {
	u, err := q.upload()
	if err != nil {
		return response{}, err
	}
	delete(q.bucket.uploads, u.id)
	return response{status: http.StatusNoContent}, nil
}

type listedPart struct {
	PartNumber   int
	LastModified string
	ETag         string
	Size         int
	Checksum     []element
}

func (s *Service) listParts(q *request) (response, error) {
	u, err := q.upload()
	if err != nil {
		return response{}, err
	}
	limit, err := pageLimit(q, "max-parts", maxS3Page)
	if err != nil {
		return response{}, err
	}
	marker := 0
	if q.query.Has("part-number-marker") {
		if marker, err = pageLimit(q, "part-number-marker", maxParts); err != nil {
			return response{}, err
		}
	}
	var parts []listedPart
	next, more := 0, false
	for number := marker + 1; number <= maxParts; number++ {
		part, ok := u.parts[number]
		if !ok {
			continue
		}
		if len(parts) == limit {
			more = limit > 0
			break
		}
		listed := listedPart{number, part.modified.Format(timestamp), part.etag, part.size, part.checksum.elements()}
		listed.Checksum = listed.Checksum[:min(1, len(listed.Checksum))] // without its type
		parts, next = append(parts, listed), number
	}
	owner := canonicalUser(q.bucket.account)
	return response{root: "ListPartsResult", document: struct {
		Bucket, Key          string
		UploadID             string `xml:"UploadId"`
		PartNumberMarker     int
		NextPartNumberMarker int
		MaxParts             int
		IsTruncated          bool
		Part                 []listedPart
		Initiator, Owner     ownerElement
		StorageClass         string
		ChecksumAlgorithm    string `xml:",omitempty"`
		ChecksumType         string `xml:",omitempty"`
	}{q.name, q.key, u.id, marker, next, limit, more, parts, owner, owner, u.draft.storageClass, u.algorithm, u.kind}}, nil
}

type listedUpload struct {
	Key               string
	UploadID          string `xml:"UploadId"`
	Initiator, Owner  ownerElement
	StorageClass      string
	Initiated         string
	ChecksumAlgorithm string `xml:",omitempty"`
	ChecksumType      string `xml:",omitempty"`
}

func (s *Service) listMultipartUploads(q *request) (response, error) {
	limit, err := pageLimit(q, "max-uploads", maxS3Page)
	if err != nil {
		return response{}, err
	}
	encoding := listing{encode: q.query.Get("encoding-type") == "url"}
	prefix, keyMarker, idMarker := q.query.Get("prefix"), q.query.Get("key-marker"), q.query.Get("upload-id-marker")
	owner := canonicalUser(q.bucket.account)
	var uploads []listedUpload
	var next listedUpload
	more := false
	for _, u := range q.bucket.sortedUploads(prefix) {
		if u.key < keyMarker || u.key == keyMarker && (idMarker == "" || u.id <= idMarker) {
			continue
		}
		if len(uploads) == limit {
			more = limit > 0
			break
		}
		next = listedUpload{encoding.text(u.key), u.id, owner, owner, u.draft.storageClass, u.started.Format(timestamp), u.algorithm, u.kind}
		uploads = append(uploads, next)
	}
	if !more {
		next = listedUpload{}
	}
	return response{root: "ListMultipartUploadsResult", document: struct {
		Bucket, KeyMarker  string
		UploadIDMarker     string `xml:"UploadIdMarker"`
		NextKeyMarker      string `xml:",omitempty"`
		NextUploadIDMarker string `xml:"NextUploadIdMarker,omitempty"`
		Prefix             string `xml:",omitempty"`
		EncodingType       string `xml:",omitempty"`
		MaxUploads         int
		IsTruncated        bool
		Upload             []listedUpload
	}{q.name, keyMarker, idMarker, next.Key, next.UploadID, prefix, encoding.encodingType(), limit, more, uploads}}, nil
}

// sortedUploads returns the uploads below a prefix by key, those of one key by id.
func (b *bucket) sortedUploads(prefix string) []*upload {
	var uploads []*upload
	for _, u := range b.uploads {
		if strings.HasPrefix(u.key, prefix) {
			uploads = append(uploads, u)
		}
	}
	slices.SortFunc(uploads, func(a, b *upload) int { return strings.Compare(a.key+"\x00"+a.id, b.key+"\x00"+b.id) })
	return uploads
}
