// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"crypto/md5" //nolint:gosec // S3's ETag is an MD5
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

type completion struct {
	Parts []completedPart `xml:"Part"`
}

type completedPart struct {
	PartNumber int       `xml:"PartNumber"`
	ETag       string    `xml:"ETag"`
	Checksum   []element `xml:",any"`
}

// completed is what a finished upload was finished with, and answered.
type completed struct {
	key    string
	parts  []completedPart
	answer response
}

// completeMultipartUpload joins the parts that the request names; others that were uploaded are dropped. To the same
// request sent again it gives the same answer, so that a client whose connection broke can simply retry.
func (s *Service) completeMultipartUpload(q *request) (response, error) {
	var completion completion
	if err := decodeS3XML(q.payload.data, "CompleteMultipartUpload", &completion); err != nil {
		return response{}, err
	}
	samePart := func(a, b completedPart) bool { return a.PartNumber == b.PartNumber && sameETag(a.ETag, b.ETag) }
	done, ok := q.bucket.completed[q.query.Get("uploadId")]
	if ok && done.key == q.key && slices.EqualFunc(done.parts, completion.Parts, samePart) {
		return done.answer, nil
	}
	u, err := q.upload()
	if err != nil {
		return response{}, err
	}
	if len(completion.Parts) == 0 {
		return response{}, refuse(http.StatusBadRequest, "InvalidRequest", "You must specify at least one part")
	}
	parts, err := u.selectParts(completion.Parts)
	if err != nil {
		return response{}, err
	}
	v := *u.draft
	v.modified = s.clock.Now()
	if err := u.join(&v, parts); err != nil {
		return response{}, err
	}
	if err := checkCompletion(q.R.Header, &v); err != nil {
		return response{}, err
	}
	if err := q.checkWrite(); err != nil {
		return response{}, err
	}
	q.bucket.add(&v)
	delete(q.bucket.uploads, u.id)
	header := q.bucket.writtenHeader(&v)
	v.encryption.addTo(header)
	scheme := "http"
	if q.R.TLS != nil {
		scheme = "https"
	}
	answer := response{header: header, root: "CompleteMultipartUploadResult", document: struct {
		Location, Bucket, Key, ETag string
		Checksum                    []element
	}{scheme + "://" + q.R.Host + "/" + q.name + "/" + q.key, q.name, q.key, v.etag, v.checksum.elements()}}
	q.bucket.completed[u.id] = completed{q.key, completion.Parts, answer}
	return answer, nil
}

// selectParts finds the parts that the client lists, which must be in order, and as they were uploaded.
func (u *upload) selectParts(listed []completedPart) ([]part, error) {
	parts := make([]part, 0, len(listed))
	for i, l := range listed {
		if i > 0 && l.PartNumber <= listed[i-1].PartNumber {
			return nil, refuse(http.StatusBadRequest, "InvalidPartOrder",
				"The list of parts was not in ascending order. Parts must be ordered by part number.").with("UploadId", u.id)
		}
		part, ok := u.parts[l.PartNumber]
		if !ok || !sameETag(part.etag, l.ETag) {
			return nil, u.invalidPart(l)
		}
		sum := ""
		for _, element := range l.Checksum {
			if u.algorithm == "" {
				break
			}
			if element.XMLName.Local != "Checksum"+u.algorithm || element.Value != part.checksum.value {
				return nil, u.invalidPart(l)
			}
			sum = element.Value
		}
		if u.kind == composite && sum == "" {
			return nil, refuse(http.StatusBadRequest, "InvalidRequest", "The upload was created using a %s checksum. The complete request "+
				"must include the checksum for each part. It was missing for part %d in the request.", strings.ToLower(u.algorithm), l.PartNumber)
		}
		if i < len(listed)-1 && part.size < minPartSize {
			return nil, refuse(http.StatusBadRequest, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size").
				with("ProposedSize", strconv.Itoa(part.size)).with("MinSizeAllowed", strconv.Itoa(minPartSize)).
				with("PartNumber", strconv.Itoa(l.PartNumber)).with("ETag", strings.Trim(part.etag, `"`))
		}
		parts = append(parts, part)
	}
	return parts, nil
}

func (u *upload) invalidPart(listed completedPart) error {
	return refuse(http.StatusBadRequest, "InvalidPart", "One or more of the specified parts could not be found.  The part may not have "+
		"been uploaded, or the specified entity tag may not match the part's entity tag.").
		with("UploadId", u.id).with("PartNumber", strconv.Itoa(listed.PartNumber)).with("ETag", strings.Trim(listed.ETag, `"`))
}

// join fills in what depends on the content. The ETag of a multipart object is the MD5 of the MD5s of its parts, and how many there are.
func (u *upload) join(v *version, parts []part) error {
	size := 0
	for _, part := range parts {
		size += part.size
	}
	v.body = make([]byte, 0, size)
	digest := md5.New() //nolint:gosec // see above
	for _, part := range parts {
		raw, err := hex.DecodeString(strings.Trim(part.etag, `"`))
		if err != nil {
			return fmt.Errorf("reading the ETag of part %d: %w", part.number, err)
		}
		digest.Write(raw)
		v.body = append(v.body, part.body...)
		part.body = nil
		v.parts = append(v.parts, part)
	}
	v.etag = fmt.Sprintf(`"%s-%d"`, hex.EncodeToString(digest.Sum(nil)), len(parts))
	switch {
	case u.algorithm == "":
		v.checksum = defaultChecksum(v.body)
	case u.kind == composite:
		sum, err := compositeChecksum(u.algorithm, parts)
		if err != nil {
			return err
		}
		v.checksum = sum
	default:
		v.checksum = checksumOf(u.algorithm, v.body)
	}
	return nil
}

// checkCompletion holds the joined object against what the client says about the whole.
func checkCompletion(header http.Header, v *version) error {
	if size := header.Get("X-Amz-Mp-Object-Size"); size != "" && size != strconv.Itoa(len(v.body)) {
		return refuse(http.StatusBadRequest, "InvalidRequest", "The provided 'x-amz-mp-object-size' header does not match what was computed.")
	}
	if kind := header.Get("X-Amz-Checksum-Type"); kind != "" && kind != v.checksum.kind {
		return refuse(http.StatusBadRequest, "InvalidRequest",
			"The upload was created using the %s checksum mode. The complete request must use the same checksum mode.", v.checksum.kind)
	}
	if sum := header.Get(v.checksum.headerName()); sum != "" && sum != v.checksum.value {
		return refuse(http.StatusBadRequest, "BadDigest", "The %s you specified did not match the calculated checksum.", v.checksum.algorithm)
	}
	return nil
}
