// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"bufio"
	"bytes"
	"crypto/md5" //nolint:gosec // Content-MD5 and the ETag are MD5
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"hash"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// payload is the body of a request, complete and held against every digest that came with it.
type payload struct {
	data     []byte
	etag     string
	checksum checksum // the one the client sent, if any
	verified bool     // some digest came with it: Content-MD5 or a checksum
}

// readPayload reads a body of at most limit bytes, plain or aws-chunked, and holds it against the checksum sent for it.
func readPayload(r *http.Request, limit int64, sent checksum) (payload, error) {
	size, err := payloadSize(r)
	if err != nil {
		return payload{}, err
	}
	if size > limit {
		return payload{}, refuse(http.StatusBadRequest, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size").
			with("ProposedSize", strconv.FormatInt(size, 10)).with("MaxSizeAllowed", strconv.FormatInt(limit, 10))
	}
	body, trailer := io.Reader(r.Body), func() (http.Header, error) { return nil, nil }
	if isChunked(r) {
		buffered := bufio.NewReader(r.Body)
		body, trailer = decodeChunks(buffered), func() (http.Header, error) { return readTrailer(buffered) }
	}
	digest, sha, sum := md5.New(), sha256.New(), newChecksumHash(sent.algorithm) //nolint:gosec // see above
	sinks := []io.Writer{digest, sha}
	if sum != nil {
		sinks = append(sinks, sum)
	}
	var buffer bytes.Buffer
	buffer.Grow(int(min(size, 64<<20)))
	n, err := io.Copy(io.MultiWriter(append(sinks, &buffer)...), io.LimitReader(body, size+1))
	if err != nil || n != size {
		return payload{}, incompleteBody()
	}
	trailing, err := trailer()
	if err != nil {
		return payload{}, malformedTrailer()
	}
	p := payload{data: buffer.Bytes(), etag: `"` + hex.EncodeToString(digest.Sum(nil)) + `"`, checksum: sent}
	if sent.algorithm != "" && sent.value == "" {
		p.checksum.value = trailing.Get(sent.headerName())
		if err := p.checksum.wellFormed(); err != nil {
			return payload{}, malformedTrailer()
		}
	}
	err = p.verify(r.Header, digest, sha, sum)
	return p, err
}

// payloadSize returns how many bytes the decoded body has.
func payloadSize(r *http.Request) (int64, error) {
	size := r.ContentLength
	if isChunked(r) {
		decoded, err := strconv.ParseInt(r.Header.Get("X-Amz-Decoded-Content-Length"), 10, 64)
		if err != nil {
			decoded = -1
		}
		size = decoded
	}
	if size < 0 {
		return 0, refuse(http.StatusLengthRequired, "MissingContentLength", "You must provide the Content-Length HTTP header.")
	}
	return size, nil
}

// verify holds the body against Content-MD5, the checksum and the signed hash.
func (p *payload) verify(header http.Header, digest, sha, sum hash.Hash) error {
	if values, sent := header["Content-Md5"]; sent {
		value := values[0]
		raw, err := base64.StdEncoding.DecodeString(value)
		if err != nil || len(raw) != md5.Size {
			return refuse(http.StatusBadRequest, "InvalidDigest", "The Content-MD5 you specified is not valid.")
		}
		if !bytes.Equal(raw, digest.Sum(nil)) {
			return refuse(http.StatusBadRequest, "BadDigest", "The Content-MD5 you specified did not match what we received.")
		}
		p.verified = true
	}
	if sum != nil {
		if err := p.checksum.verify(sum.Sum(nil)); err != nil {
			return err
		}
		p.verified = true
	}
	signed := header.Get("X-Amz-Content-Sha256")
	if raw, err := hex.DecodeString(signed); signed != "" && signed != "UNSIGNED-PAYLOAD" && !strings.HasPrefix(signed, "STREAMING-") &&
		(err != nil || len(raw) != sha256.Size) {
		return invalidArgument("x-amz-content-sha256", signed, "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, "+
			"STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD or a valid sha256 value.")
	}
	if raw, err := hex.DecodeString(signed); err == nil && len(raw) == sha256.Size && !bytes.Equal(raw, sha.Sum(nil)) {
		return refuse(http.StatusBadRequest, "XAmzContentSHA256Mismatch",
			"The provided 'x-amz-content-sha256' header does not match what was computed.")
	}
	return nil
}

func isChunked(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("X-Amz-Content-Sha256"), "STREAMING-")
}

func incompleteBody() *apiError {
	return refuse(http.StatusBadRequest, "IncompleteBody",
		"You did not provide the number of bytes specified by the Content-Length HTTP header")
}

func malformedTrailer() *apiError {
	return refuse(http.StatusBadRequest, "MalformedTrailerError",
		"The request contained trailing data that was not well-formed or did not conform to our published schema.")
}
