// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

func preconditionFailed(condition string) *apiError {
	return refuse(http.StatusPreconditionFailed, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold").
		with("Condition", condition)
}

// sameETag compares ETags with or without their quotes.
func sameETag(a, b string) bool { return strings.Trim(a, `"`) == strings.Trim(b, `"`) }

// headerNotImplemented refuses a request for what S3 has not got.
func headerNotImplemented(name string) error {
	return refuse(http.StatusNotImplemented, "NotImplemented", "A header you provided implies functionality that is not implemented").
		with("Header", name)
}

// checkWrite holds a conditional write against the current object: If-None-Match: * creates, If-Match replaces.
func (q *request) checkWrite() error {
	if match := q.R.Header.Get("If-Match"); match == "*" || match != "" && q.R.Header.Get("If-None-Match") != "" {
		return headerNotImplemented("If-Match")
	}
	current := q.bucket.current(q.key)
	exists := current != nil && !current.deleteMarker
	switch condition := q.R.Header.Get("If-None-Match"); {
	case condition == "":
	case condition != "*":
		return headerNotImplemented("If-None-Match")
	case exists:
		return preconditionFailed("If-None-Match")
	}
	switch condition := q.R.Header.Get("If-Match"); {
	case condition == "":
	case !exists:
		return noSuchKey(q.key)
	case !sameETag(condition, current.etag):
		return preconditionFailed("If-Match")
	}
	return nil
}

// checkRead holds a conditional read against a version. prefix comes before the names of the headers. What a plain read
// answers with 304, a copy answers with 412.
func (v *version) checkRead(header http.Header, prefix string, notModified bool, now time.Time) error {
	refuse := func(condition string) error {
		if notModified {
			return refuse(http.StatusNotModified, "NotModified", "Not Modified").
				withHeader("Etag", v.etag).withHeader("Last-Modified", httpTime(v.modified))
		}
		return preconditionFailed(prefix + condition)
	}
	modifiedAfter := func(name string) (after, ok bool) {
		t, err := http.ParseTime(header.Get(name))
		return v.modified.Unix() > t.Unix(), err == nil // headers know no fractions of a second
	}
	if match := header.Get(prefix + "If-Match"); match != "" {
		if match != "*" && !sameETag(match, v.etag) {
			return preconditionFailed(prefix + "If-Match")
		}
	} else if after, ok := modifiedAfter(prefix + "If-Unmodified-Since"); ok && after {
		return preconditionFailed(prefix + "If-Unmodified-Since")
	}
	if match := header.Get(prefix + "If-None-Match"); match != "" {
		if match == "*" || sameETag(match, v.etag) {
			return refuse("If-None-Match")
		}
	} else if after, ok := modifiedAfter(prefix + "If-Modified-Since"); ok && !after && !isAfter(header.Get(prefix+"If-Modified-Since"), now) {
		return refuse("If-Modified-Since")
	}
	return nil
}

// isAfter reports whether a time of a header is yet to come. S3 then acts as if the header were not there.
func isAfter(text string, now time.Time) bool {
	t, err := http.ParseTime(text)
	return err == nil && t.After(now)
}

// selection is what of a version a GET asked for.
type selection struct {
	status   int
	header   map[string]string
	body     []byte
	checksum checksum // of exactly what is selected, if S3 knows it
}

// selection applies Range or partNumber.
func (v *version) selection(q *request) (selection, error) {
	whole := selection{status: http.StatusOK, body: v.body, checksum: v.checksum}
	ranged, part := q.R.Header.Get("Range"), q.query.Get("partNumber")
	switch {
	case ranged != "" && part != "":
		return whole, refuse(http.StatusBadRequest, "InvalidRequest", "Cannot specify both Range header and partNumber query parameter")
	case part != "":
		return v.partSelection(part)
	case ranged == "":
		return whole, nil
	}
	start, end, ok := parseRange(ranged, len(v.body))
	if !ok {
		return whole, nil // S3 ignores what it does not understand, several ranges among it
	}
	if start >= end {
		return whole, refuse(http.StatusRequestedRangeNotSatisfiable, "InvalidRange", "The requested range is not satisfiable").
			with("RangeRequested", ranged).with("ActualObjectSize", strconv.Itoa(len(v.body))).
			withHeader("Content-Range", fmt.Sprintf("bytes */%d", len(v.body)))
	}
	selected := v.slice(start, end)
	if start == 0 && end == len(v.body) {
		selected.checksum = v.checksum
	}
	return selected, nil
}

func (v *version) slice(start, end int) selection {
	return selection{status: http.StatusPartialContent, body: v.body[start:end],
		header: map[string]string{"Content-Range": fmt.Sprintf("bytes %d-%d/%d", start, end-1, len(v.body))}}
}

// partSelection selects a part by its position among the parts. An object that was written in one piece is its own part 1.
func (v *version) partSelection(number string) (selection, error) {
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n > maxParts {
		return selection{}, invalidArgument("partNumber", number, "Part number must be an integer between 1 and 10000, inclusive")
	}
	if n > max(1, len(v.parts)) {
		return selection{}, refuse(http.StatusRequestedRangeNotSatisfiable, "InvalidPartNumber",
			"The requested partnumber is not satisfiable").
			with("PartNumberRequested", number).with("ActualPartCount", strconv.Itoa(max(1, len(v.parts))))
	}
	if len(v.parts) == 0 {
		selected := selection{status: http.StatusOK}
		if len(v.body) > 0 {
			selected = v.slice(0, len(v.body))
		}
		selected.checksum = v.checksum
		return selected, nil
	}
	start := 0
	for _, p := range v.parts[:n-1] {
		start += p.size
	}
	selected := v.slice(start, start+v.parts[n-1].size)
	selected.checksum = v.parts[n-1].checksum
	selected.header["X-Amz-Mp-Parts-Count"] = strconv.Itoa(len(v.parts))
	return selected, nil
}

// parseRange reads one byte range as the half-open interval it selects, empty when it selects nothing. ok is false when
// the header is not one well-formed range.
func parseRange(header string, size int) (start, end int, ok bool) {
	spec, isBytes := strings.CutPrefix(header, "bytes=")
	first, last, isRange := strings.Cut(strings.TrimSpace(spec), "-")
	if !isBytes || !isRange || first == "" && last == "" {
		return 0, 0, false
	}
	if first == "" {
		n, err := strconv.Atoi(last)
		return max(0, size-n), size, err == nil && n >= 0
	}
	start, err := strconv.Atoi(first)
	if err != nil {
		return 0, 0, false
	}
	if last == "" {
		return start, size, true
	}
	n, err := strconv.Atoi(last)
	return start, min(size, n+1), err == nil && n >= start
}
