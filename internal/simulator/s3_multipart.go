// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	maxParts    = 10000
	minPartSize = 5 << 20 // of every part but the last
)

// s3Upload is a multipart upload that is not finished.
type s3Upload struct {
	id        string
	key       string
	started   time.Time
	draft     *s3Version
	algorithm string // of the checksum; "" when the client named none: parts may then carry any, which are held against the part only
	kind      string // of the checksum
	parts     map[int]s3Part
}

// s3Part is a part of an upload, or of a finished object, which keeps no body in its parts.
type s3Part struct {
	number   int
	body     []byte
	size     int
	etag     string
	checksum s3Checksum
	modified time.Time
}

func (s *s3Service) createMultipartUpload(q *s3Request) (s3Answer, error) {
	draft, err := s.draft(q)
	if err != nil {
		return s3Answer{}, err
	}
	u := &s3Upload{id: randomString(lowerAlphanumeric, 64), key: q.key, started: s.clock.now(), draft: draft, parts: map[int]s3Part{},
		algorithm: strings.ToUpper(q.r.Header.Get("X-Amz-Checksum-Algorithm")), kind: strings.ToUpper(q.r.Header.Get("X-Amz-Checksum-Type"))}
	if err := u.checkChecksum(); err != nil {
		return s3Answer{}, err
	}
	q.bucket.uploads[u.id] = u
	header := map[string]string{}
	draft.encryption.addTo(header)
	if u.algorithm != "" {
		header["X-Amz-Checksum-Algorithm"], header["X-Amz-Checksum-Type"] = u.algorithm, u.kind
	}
	return s3Answer{header: header, root: "InitiateMultipartUploadResult", document: struct {
		Bucket, Key string
		UploadID    string `xml:"UploadId"`
	}{q.name, q.key, u.id}}, nil
}

// checkChecksum validates which checksum the upload will have, and completes it.
func (u *s3Upload) checkChecksum() error {
	switch {
	case u.algorithm == "" && u.kind != "":
		return s3Refuse(http.StatusBadRequest, "InvalidRequest",
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
		return s3Refuse(http.StatusBadRequest, "InvalidRequest", "Value for x-amz-checksum-type header is invalid.")
	}
	if u.kind == fullObject && !linear(u.algorithm) || u.kind == composite && u.algorithm == defaultAlgorithm {
		return s3Refuse(http.StatusBadRequest, "InvalidRequest", "The %s checksum type cannot be used with the %s checksum algorithm.",
			u.kind, strings.ToLower(u.algorithm))
	}
	return nil
}

// upload finds the upload that a request names.
func (q *s3Request) upload() (*s3Upload, error) {
	u, ok := q.bucket.uploads[q.query.Get("uploadId")]
	if !ok || u.key != q.key {
		return nil, s3Refuse(http.StatusNotFound, "NoSuchUpload", "The specified upload does not exist. The upload ID may be invalid, or the "+
			"upload may have been aborted or completed.").with("UploadId", q.query.Get("uploadId"))
	}
	return u, nil
}

func (s *s3Service) uploadPart(q *s3Request) (s3Answer, error) {
	u, err := q.upload()
	if err != nil {
		return s3Answer{}, err
	}
	number, err := strconv.Atoi(q.query.Get("partNumber"))
	if err != nil || number < 1 || number > maxParts {
		return s3Answer{}, invalidArgument("partNumber", q.query.Get("partNumber"),
			"Part number must be an integer between 1 and 10000, inclusive")
	}
	sum := q.payload.checksum
	if u.algorithm != "" && sum.algorithm != u.algorithm && (sum.algorithm != "" || u.kind == composite) {
		return s3Answer{}, s3Refuse(http.StatusBadRequest, "InvalidRequest",
			"Checksum Type mismatch occurred, expected checksum Type: %s, actual checksum Type: %s",
			strings.ToLower(u.algorithm), cmp.Or(strings.ToLower(sum.algorithm), "null"))
	}
	u.parts[number] = s3Part{
		number: number, body: q.payload.data, size: len(q.payload.data), etag: q.payload.etag, checksum: sum, modified: s.clock.now(),
	}
	header := map[string]string{"Etag": q.payload.etag}
	sum.addTo(header)
	delete(header, "X-Amz-Checksum-Type") // a part has none
	u.draft.encryption.addTo(header)
	return s3Answer{header: header}, nil
}

func (s *s3Service) abortMultipartUpload(q *s3Request) (s3Answer, error) {
	u, err := q.upload()
	if err != nil {
		return s3Answer{}, err
	}
	delete(q.bucket.uploads, u.id)
	return s3Answer{status: http.StatusNoContent}, nil
}

type s3ListedPart struct {
	PartNumber   int
	LastModified string
	ETag         string
	Size         int
	Checksum     []s3Element
}

func (s *s3Service) listParts(q *s3Request) (s3Answer, error) {
	u, err := q.upload()
	if err != nil {
		return s3Answer{}, err
	}
	limit, err := s3Limit(q, "max-parts", maxS3Page)
	if err != nil {
		return s3Answer{}, err
	}
	marker := 0
	if q.query.Has("part-number-marker") {
		if marker, err = s3Limit(q, "part-number-marker", maxParts); err != nil {
			return s3Answer{}, err
		}
	}
	var parts []s3ListedPart
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
		listed := s3ListedPart{number, part.modified.Format(s3Time), part.etag, part.size, part.checksum.elements()}
		listed.Checksum = listed.Checksum[:min(1, len(listed.Checksum))] // without its type
		parts, next = append(parts, listed), number
	}
	owner := canonicalUser(q.bucket.account)
	return s3Answer{root: "ListPartsResult", document: struct {
		Bucket, Key          string
		UploadID             string `xml:"UploadId"`
		PartNumberMarker     int
		NextPartNumberMarker int
		MaxParts             int
		IsTruncated          bool
		Part                 []s3ListedPart
		Initiator, Owner     s3Owner
		StorageClass         string
		ChecksumAlgorithm    string `xml:",omitempty"`
		ChecksumType         string `xml:",omitempty"`
	}{q.name, q.key, u.id, marker, next, limit, more, parts, owner, owner, u.draft.storageClass, u.algorithm, u.kind}}, nil
}

type s3ListedUpload struct {
	Key               string
	UploadID          string `xml:"UploadId"`
	Initiator, Owner  s3Owner
	StorageClass      string
	Initiated         string
	ChecksumAlgorithm string `xml:",omitempty"`
	ChecksumType      string `xml:",omitempty"`
}

func (s *s3Service) listMultipartUploads(q *s3Request) (s3Answer, error) {
	limit, err := s3Limit(q, "max-uploads", maxS3Page)
	if err != nil {
		return s3Answer{}, err
	}
	encoding := s3Listing{encode: q.query.Get("encoding-type") == "url"}
	prefix, keyMarker, idMarker := q.query.Get("prefix"), q.query.Get("key-marker"), q.query.Get("upload-id-marker")
	owner := canonicalUser(q.bucket.account)
	var uploads []s3ListedUpload
	var next s3ListedUpload
	more := false
	for _, u := range q.bucket.sortedUploads(prefix) {
		if u.key < keyMarker || u.key == keyMarker && (idMarker == "" || u.id <= idMarker) {
			continue
		}
		if len(uploads) == limit {
			more = limit > 0
			break
		}
		next = s3ListedUpload{encoding.text(u.key), u.id, owner, owner, u.draft.storageClass, u.started.Format(s3Time), u.algorithm, u.kind}
		uploads = append(uploads, next)
	}
	if !more {
		next = s3ListedUpload{}
	}
	return s3Answer{root: "ListMultipartUploadsResult", document: struct {
		Bucket, KeyMarker  string
		UploadIDMarker     string `xml:"UploadIdMarker"`
		NextKeyMarker      string `xml:",omitempty"`
		NextUploadIDMarker string `xml:"NextUploadIdMarker,omitempty"`
		Prefix             string `xml:",omitempty"`
		EncodingType       string `xml:",omitempty"`
		MaxUploads         int
		IsTruncated        bool
		Upload             []s3ListedUpload
	}{q.name, keyMarker, idMarker, next.Key, next.UploadID, prefix, encoding.encodingType(), limit, more, uploads}}, nil
}

// sortedUploads returns the uploads below a prefix by key, those of one key by id.
func (b *s3Bucket) sortedUploads(prefix string) []*s3Upload {
	var uploads []*s3Upload
	for _, u := range b.uploads {
		if strings.HasPrefix(u.key, prefix) {
			uploads = append(uploads, u)
		}
	}
	slices.SortFunc(uploads, func(a, b *s3Upload) int { return strings.Compare(a.key+"\x00"+a.id, b.key+"\x00"+b.id) })
	return uploads
}
