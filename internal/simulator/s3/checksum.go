// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"crypto/md5"  //nolint:gosec // S3's ETag is an MD5
	"crypto/sha1" //nolint:gosec // one of the checksums that S3 offers
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"hash"
	"hash/crc32"
	"hash/crc64"
	"net/http"
	"strings"
)

// checksum is a checksum of an object or a part. The zero value is none.
type checksum struct {
	algorithm string // CRC32, CRC32C, CRC64NVME, SHA1, SHA256, SHA512, MD5
	value     string // base64; "-<parts>" behind it when composite
	kind      string // FULL_OBJECT, or COMPOSITE for a checksum of the checksums of parts
}

const (
	fullObject       = "FULL_OBJECT"
	composite        = "COMPOSITE"
	defaultAlgorithm = "CRC64NVME" // S3 computes it when the client sends no checksum

	// crc64NVME is the polynomial of CRC-64/NVME, bits reversed.
	crc64NVME = 0x9a6c9329ac4bc9b5
)

// newChecksumHash returns nil for an algorithm that is not known.
func newChecksumHash(algorithm string) hash.Hash {
	switch algorithm {
	case "CRC32":
		return crc32.NewIEEE()
	case "CRC32C":
		return crc32.New(crc32.MakeTable(crc32.Castagnoli))
	case "CRC64NVME":
		return crc64.New(crc64.MakeTable(crc64NVME))
	case "SHA1":
		return sha1.New() //nolint:gosec // see above
	case "SHA256":
		return sha256.New()
	case "SHA512":
		return sha512.New()
	case "MD5":
		return md5.New() //nolint:gosec // see above
	}
	return nil
}

// linear says whether the checksum of a whole object can be had from a multipart upload.
func linear(algorithm string) bool { return strings.HasPrefix(algorithm, "CRC") }

func checksumOf(algorithm string, body []byte) checksum {
	h := newChecksumHash(algorithm)
	h.Write(body)
	return checksum{algorithm, base64.StdEncoding.EncodeToString(h.Sum(nil)), fullObject}
}

func defaultChecksum(body []byte) checksum { return checksumOf(defaultAlgorithm, body) }

// compositeChecksum is the checksum of the checksums of the parts.
func compositeChecksum(algorithm string, parts []part) (checksum, error) {
	h := newChecksumHash(algorithm)
	for _, part := range parts {
		raw, err := base64.StdEncoding.DecodeString(part.checksum.value)
		if err != nil {
			return checksum{}, fmt.Errorf("reading the checksum of part %d: %w", part.number, err)
		}
		h.Write(raw)
	}
	value := fmt.Sprintf("%s-%d", base64.StdEncoding.EncodeToString(h.Sum(nil)), len(parts))
	return checksum{algorithm, value, composite}, nil
}

// sentChecksum reads the one checksum that a request may carry. What is sent behind the body has no value yet.
func sentChecksum(header http.Header) (checksum, error) {
	var sent checksum
	for name, values := range header {
		rest, ok := strings.CutPrefix(name, "X-Amz-Checksum-")
		if !ok || rest == "Mode" || rest == "Type" || rest == "Algorithm" {
			continue
		}
		if sent.algorithm != "" {
			return checksum{}, refuse(http.StatusBadRequest, "InvalidRequest",
				"Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.")
		}
		sent = checksum{strings.ToUpper(rest), values[0], fullObject}
		if err := sent.wellFormed(); err != nil {
			return checksum{}, err
		}
	}
	trailer := http.CanonicalHeaderKey(header.Get("X-Amz-Trailer"))
	if trailer == "" {
		return sent, nil
	}
	algorithm, ok := strings.CutPrefix(trailer, "X-Amz-Checksum-")
	if !ok || sent.algorithm != "" || newChecksumHash(strings.ToUpper(algorithm)) == nil {
		return checksum{}, refuse(http.StatusBadRequest, "InvalidRequest", "The value specified in the x-amz-trailer header is not supported")
	}
	return checksum{algorithm: strings.ToUpper(algorithm), kind: fullObject}, nil
}

func (c checksum) headerName() string {
	return "X-Amz-Checksum-" + c.algorithm[:1] + strings.ToLower(c.algorithm[1:])
}

func (c checksum) wellFormed() error {
	raw, err := base64.StdEncoding.DecodeString(c.value)
	if err != nil || len(raw) != newChecksumHash(c.algorithm).Size() {
		return refuse(http.StatusBadRequest, "InvalidRequest", "Value for %s header is invalid.", strings.ToLower(c.headerName()))
	}
	return nil
}

// verify compares what was sent with what arrived.
func (c checksum) verify(sum []byte) error {
	if c.value != base64.StdEncoding.EncodeToString(sum) {
		return refuse(http.StatusBadRequest, "BadDigest", "The %s you specified did not match the calculated checksum.", c.algorithm)
	}
	return nil
}

// addTo writes the headers with which S3 answers a checksum.
func (c checksum) addTo(header map[string]string) {
	if c.algorithm != "" {
		header[c.headerName()] = c.value
		header["X-Amz-Checksum-Type"] = c.kind
	}
}

// elements writes a checksum into a document.
func (c checksum) elements() []element {
	if c.algorithm == "" {
		return nil
	}
	return []element{{xml.Name{Local: "Checksum" + c.algorithm}, c.value}, {xml.Name{Local: "ChecksumType"}, c.kind}}
}

// md5ETag is the ETag of what was written in one piece.
func md5ETag(body []byte) string {
	sum := md5.Sum(body) //nolint:gosec // see above
	return `"` + hex.EncodeToString(sum[:]) + `"`
}
