// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const (
	defaultContentType = "binary/octet-stream"
	maxS3Key           = 1024
	maxMetadata        = 2 << 10
)

// storedHeaders are the headers that an object keeps, beside its x-amz-meta-*.
func storedHeaders() []string {
	return []string{"Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Type", "Expires"}
}

// version finds the version that a request is about: the one it names, or the current one.
func (q *request) version() (*version, error) {
	return q.bucket.find(q.key, q.query.Get("versionId"))
}

// find returns a version that has content, or S3's error for why there is none.
func (b *bucket) find(key, id string) (*version, error) {
	if id != "" {
		v := b.version(key, id)
		switch {
		case v == nil && !isVersionID(id):
			return nil, invalidVersionID(id)
		case v == nil:
			return nil, refuse(http.StatusNotFound, "NoSuchVersion", "The specified version does not exist.").
				with("Key", key).with("VersionId", id)
		case v.deleteMarker:
			return nil, refuse(http.StatusMethodNotAllowed, "MethodNotAllowed", "The specified method is not allowed against this resource.").
				with("Method", "GET").with("ResourceType", "DeleteMarker").withHeader("Allow", "DELETE").
				withHeader("X-Amz-Delete-Marker", "true").withHeader("X-Amz-Version-Id", v.id).withHeader("Last-Modified", httpTime(v.modified))
		}
		return v, nil
	}
	v := b.current(key)
	switch {
	case v == nil:
		return nil, noSuchKey(key)
	case v.deleteMarker:
		return nil, noSuchKey(key).withHeader("X-Amz-Delete-Marker", "true").withHeader("X-Amz-Version-Id", v.id)
	}
	return v, nil
}

// isVersionID tells whether an id has the form that versions have, whether there is one or not.
func isVersionID(id string) bool {
	outside := func(r rune) bool { return !strings.ContainsRune(core.LowerAlphanumeric, r) }
	return id == nullVersion || len(id) == versionIDLength && !strings.ContainsFunc(id, outside)
}

func invalidVersionID(id string) error {
	return invalidArgument("versionId", id, "Invalid version id specified")
}

// draft reads everything of a new version that does not depend on its body.
func (s *Service) draft(q *request) (*version, error) {
	header := q.R.Header
	v := &version{key: q.key, modified: s.clock.Now(), headers: map[string]string{}, storageClass: header.Get("X-Amz-Storage-Class")}
	if len(q.key) > maxS3Key {
		return nil, refuse(http.StatusBadRequest, "KeyTooLongError", "Your key is too long").with("Size", strconv.Itoa(len(q.key)))
	}
	if err := q.bucket.checkACL(header.Get("X-Amz-Acl")); err != nil {
		return nil, err
	}
	switch {
	case v.storageClass == "":
		v.storageClass = "STANDARD"
	case !slices.Contains(storageClasses(), v.storageClass):
		return nil, refuse(http.StatusBadRequest, "InvalidStorageClass", "The storage class you specified is not valid")
	}
	metadata := 0
	for name, values := range header {
		if strings.HasPrefix(name, "X-Amz-Meta-") {
			v.headers[name] = strings.Join(values, ",")
			metadata += len(strings.TrimPrefix(name, "X-Amz-Meta-")) + len(v.headers[name])
		}
	}
	if metadata > maxMetadata {
		return nil, refuse(http.StatusBadRequest, "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size").
			with("Size", strconv.Itoa(metadata)).with("MaxSizeAllowed", strconv.Itoa(maxMetadata))
	}
	for _, name := range storedHeaders() {
		if value := header.Get(name); value != "" {
			v.headers[name] = value
		}
	}
	if v.headers["Content-Type"] == "" {
		v.headers["Content-Type"] = defaultContentType
	}
	if encoding := plainEncoding(v.headers["Content-Encoding"]); encoding != "" {
		v.headers["Content-Encoding"] = encoding
	} else {
		delete(v.headers, "Content-Encoding")
	}
	var err error
	if v.tags, err = tagsFromHeader(header.Get("X-Amz-Tagging")); err != nil {
		return nil, err
	}
	v.encryption, err = q.bucket.objectEncryption(header)
	return v, err
}

func storageClasses() []string {
	return []string{
		"STANDARD", "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER", "DEEP_ARCHIVE", "GLACIER_IR",
	}
}

// checkACL takes the ACLs that change nothing.
func (b *bucket) checkACL(acl string) error {
	switch {
	case acl == "", acl == "private", acl == "bucket-owner-full-control":
		return nil
	case b.ownership == "BucketOwnerEnforced":
		return refuse(http.StatusBadRequest, "AccessControlListNotSupported", "The bucket does not allow ACLs")
	}
	return refuse(http.StatusNotImplemented, "NotImplemented", "the simulator does not know the ACL %s", acl)
}

func (s *Service) putObject(q *request) (response, error) {
	v, err := s.draft(q)
	if err != nil {
		return response{}, err
	}
	if err := q.checkWrite(); err != nil {
		return response{}, err
	}
	v.body, v.etag, v.checksum = q.payload.data, q.payload.etag, q.payload.checksum
	if v.checksum.algorithm == "" {
		v.checksum = defaultChecksum(v.body)
	}
	q.bucket.add(v)
	header := q.bucket.writtenHeader(v)
	header["Etag"] = v.etag
	v.checksum.addTo(header)
	v.encryption.addTo(header)
	return response{header: header}, nil
}

// getObject answers GetObject and HeadObject, which differ in the body only.
func (s *Service) getObject(q *request) (response, error) {
	v, err := q.version()
	if err != nil {
		return response{}, err
	}
	if err := v.checkRead(q.R.Header, "", true, s.clock.Now()); err != nil {
		return response{}, err
	}
	if archived := v.storageClass == "GLACIER" || v.storageClass == "DEEP_ARCHIVE"; archived && q.R.Method == http.MethodGet {
		return response{}, refuse(http.StatusForbidden, "InvalidObjectState", "The operation is not valid for the object's storage class").
			with("StorageClass", v.storageClass)
	}
	header := q.bucket.versionHeader(v)
	maps.Copy(header, v.headers)
	for parameter, name := range responseOverrides() {
		if value := q.query.Get(parameter); value != "" {
			header[name] = value
		}
	}
	header["Accept-Ranges"] = "bytes"
	header["Etag"] = v.etag
	header["Last-Modified"] = httpTime(v.modified)
	if v.storageClass != "STANDARD" {
		header["X-Amz-Storage-Class"] = v.storageClass
	}
	if len(v.tags) > 0 {
		header["X-Amz-Tagging-Count"] = strconv.Itoa(len(v.tags))
	}
	v.encryption.addTo(header)
	selected, err := v.selection(q)
	if err != nil {
		return response{}, err
	}
	if strings.EqualFold(q.R.Header.Get("X-Amz-Checksum-Mode"), "ENABLED") {
		selected.checksum.addTo(header)
	}
	maps.Copy(header, selected.header)
	return response{status: selected.status, header: header, body: selected.body}, nil
}

// responseOverrides are the query parameters that change a header of the answer.
func responseOverrides() map[string]string {
	return map[string]string{
		"response-cache-control": "Cache-Control", "response-content-disposition": "Content-Disposition",
		"response-content-encoding": "Content-Encoding", "response-content-language": "Content-Language",
		"response-content-type": "Content-Type", "response-expires": "Expires",
	}
}

func (s *Service) deleteObject(q *request) (response, error) {
	if id := q.query.Get("versionId"); id != "" && !isVersionID(id) {
		return response{}, invalidVersionID(id)
	}
	deleted, err := s.deleteOne(q, q.key, q.query.Get("versionId"), q.R.Header.Get("If-Match"))
	if err != nil {
		return response{}, err
	}
	header := map[string]string{}
	if deleted.DeleteMarker {
		header["X-Amz-Delete-Marker"] = "true"
	}
	if id := deleted.versionID(); id != "" {
		header["X-Amz-Version-Id"] = id
	}
	return response{status: http.StatusNoContent, header: header}, nil
}

// getObjectAttributes answers those attributes that the request names.
func (s *Service) getObjectAttributes(q *request) (response, error) {
	v, err := q.version()
	if err != nil {
		return response{}, err
	}
	var attributes struct {
		ETag         string `xml:",omitempty"`
		Checksum     *elements
		ObjectParts  *partCount
		StorageClass string `xml:",omitempty"`
		ObjectSize   *int
	}
	for name := range strings.SplitSeq(strings.Join(q.R.Header.Values("X-Amz-Object-Attributes"), ","), ",") {
		switch strings.TrimSpace(name) {
		case "ETag":
			attributes.ETag = strings.Trim(v.etag, `"`)
		case "Checksum":
			sum := v.checksum
			sum.value, _, _ = strings.Cut(sum.value, "-") // here without the number of parts
			attributes.Checksum = &elements{sum.elements()}
		case "ObjectParts":
			if len(v.parts) > 0 {
				attributes.ObjectParts = &partCount{len(v.parts)}
			}
		case "StorageClass":
			attributes.StorageClass = v.storageClass
		case "ObjectSize":
			size := len(v.body)
			attributes.ObjectSize = &size
		default:
			return response{}, invalidArgument("x-amz-object-attributes", name, "Invalid attribute name specified.")
		}
	}
	header := q.bucket.versionHeader(v)
	header["Last-Modified"] = httpTime(v.modified)
	return response{header: header, root: "GetObjectAttributesResponse", document: attributes}, nil
}

type elements struct {
	Elements []element
}

type partCount struct {
	Count int `xml:"PartsCount"`
}
