// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"strings"
)

// decodeChunks reads a body in the coding "aws-chunked". It is HTTP's own chunked coding inside the body: the size of
// each chunk in hexadecimal, when signed with ";chunk-signature=<hex>" behind it, which is not checked, as no signature is.
//
//	400;chunk-signature=...\r\n<1024 bytes>\r\n0;chunk-signature=...\r\nx-amz-checksum-crc32:sOO8/Q==\r\n\r\n
//
// It stops behind the chunk of size 0, so that what is left in r is the trailer.
func decodeChunks(r *bufio.Reader) io.Reader { return httputil.NewChunkedReader(r) }

// readTrailer reads the fields behind the last chunk, with the body's end as their end: clients differ in whether an
// empty line follows.
func readTrailer(r *bufio.Reader) (http.Header, error) {
	lines := textproto.NewReader(bufio.NewReader(io.LimitReader(r, 8<<10)))
	trailer := http.Header{}
	for {
		line, err := lines.ReadLine()
		if line != "" {
			name, value, ok := strings.Cut(line, ":")
			if !ok {
				return nil, fmt.Errorf("trailer line without a colon: %q", line)
			}
			trailer.Set(strings.TrimSpace(name), strings.TrimSpace(value))
		}
		switch {
		case errors.Is(err, io.EOF):
			return trailer, nil
		case err != nil:
			return nil, fmt.Errorf("reading the trailer: %w", err)
		}
	}
}

// plainEncoding returns Content-Encoding without aws-chunked, which is about the request and not the object.
func plainEncoding(encoding string) string {
	var codings []string
	for coding := range strings.SplitSeq(encoding, ",") {
		if coding = strings.TrimSpace(coding); coding != "" && coding != "aws-chunked" {
			codings = append(codings, coding)
		}
	}
	return strings.Join(codings, ",")
}
