// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"maps"
	"net/http"
	"net/url"
	"strings"
)

func (s *Service) copyObject(q *request) (response, error) {
	source, err := s.copySource(q)
	if err != nil {
		return response{}, err
	}
	v, err := s.draft(q)
	if err != nil {
		return response{}, err
	}
	if err := q.checkWrite(); err != nil {
		return response{}, err
	}
	if err := q.checkSelfCopy(source); err != nil {
		return response{}, err
	}
	if !strings.EqualFold(q.R.Header.Get("X-Amz-Metadata-Directive"), "REPLACE") {
		v.headers = maps.Clone(source.headers)
	}
	if !strings.EqualFold(q.R.Header.Get("X-Amz-Tagging-Directive"), "REPLACE") {
		v.tags = source.tags
	}
	algorithm := strings.ToUpper(q.R.Header.Get("X-Amz-Checksum-Algorithm"))
	if algorithm == "" {
		algorithm = source.checksum.algorithm
	}
	if newChecksumHash(algorithm) == nil {
		return response{}, unknownChecksum(algorithm)
	}
	v.body, v.etag, v.checksum = source.body, md5ETag(source.body), checksumOf(algorithm, source.body)
	q.bucket.add(v)
	header := q.bucket.writtenHeader(v)
	v.encryption.addTo(header)
	if source.id != nullVersion {
		header["X-Amz-Copy-Source-Version-Id"] = source.id
	}
	return response{header: header, root: "CopyObjectResult", document: struct {
		LastModified string
		ETag         string
		Checksum     []element
	}{v.modified.Format(timestamp), v.etag, v.checksum.elements()}}, nil
}

// copySource finds what x-amz-copy-source names: bucket/key, URL-encoded, perhaps with ?versionId= behind it.
func (s *Service) copySource(q *request) (*version, error) {
	header := q.R.Header.Get("X-Amz-Copy-Source")
	encoded, rawQuery, _ := strings.Cut(strings.TrimPrefix(header, "/"), "?")
	decoded, err := url.PathUnescape(encoded)
	name, key, ok := strings.Cut(strings.TrimPrefix(decoded, "/"), "/")
	if err != nil || !ok || key == "" {
		return nil, invalidArgument("x-amz-copy-source", header, "Copy Source must mention the source bucket and key: sourcebucket/sourcekey")
	}
	id := ""
	if rawQuery != "" {
		query, err := url.ParseQuery(rawQuery)
		if id = query.Get("versionId"); err != nil || id == "" {
			return nil, invalidArgument("x-amz-copy-source", header, "Version id cannot be the empty string")
		}
	}
	b, ok := s.buckets[name]
	switch {
	case !ok:
		return nil, noSuchBucket(name)
	case b.account != q.Account:
		return nil, accessDenied()
	}
	if owner := q.R.Header.Get("X-Amz-Source-Expected-Bucket-Owner"); owner != "" && owner != b.account {
		return nil, accessDenied()
	}
	source, err := b.find(key, id)
	if err != nil {
		return nil, err
	}
	return source, source.checkRead(q.R.Header, "X-Amz-Copy-Source-", false, s.clock.Now())
}

// checkSelfCopy refuses a copy of an object onto itself that changes nothing.
func (q *request) checkSelfCopy(source *version) error {
	if q.bucket.current(q.key) != source {
		return nil
	}
	for _, name := range []string{"X-Amz-Storage-Class", "X-Amz-Server-Side-Encryption"} {
		if q.R.Header.Get(name) != "" {
			return nil
		}
	}
	if strings.EqualFold(q.R.Header.Get("X-Amz-Metadata-Directive"), "REPLACE") {
		return nil
	}
	return refuse(http.StatusBadRequest, "InvalidRequest", "This copy request is illegal because it is trying to copy an object to itself "+
		"without changing the object's metadata, storage class, website redirect location or encryption attributes.")
}

func unknownChecksum(algorithm string) *apiError {
	return refuse(http.StatusBadRequest, "InvalidRequest",
		"Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32, CRC32C, CRC64NVME, SHA1, SHA256]").
		with("ChecksumAlgorithm", algorithm)
}
