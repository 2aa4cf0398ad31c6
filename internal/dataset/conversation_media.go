// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"slices"
	"strings"
)

// maxMediaBuckets bounds the buckets that a report names.
const maxMediaBuckets = 16

// What Amazon Nova takes in one record:
// https://docs.aws.amazon.com/nova/latest/userguide/fine-tune-prepare-data-understanding.html
const (
	novaImages    = 10
	novaVideos    = 1
	novaDocuments = 1
)

// media counts the images, videos and documents of a data set.
type media struct {
	images, videos, documents            int64
	buckets                              []string
	recordImages, recordVids, recordDocs int
	mixed                                bool // both kinds were seen, and that was reported
}

func (m *media) startRecord() { m.recordImages, m.recordVids, m.recordDocs = 0, 0, 0 }

func countImage(r *record) {
	r.media.images++
	if r.media.recordImages++; r.media.recordImages == novaImages+1 && r.mayBeNova() {
		r.warn("Amazon Nova takes at most 10 images in a record")
	}
	warnMixed(r)
}

func countVideo(r *record) {
	r.media.videos++
	if r.media.recordVids++; r.media.recordVids == novaVideos+1 && r.mayBeNova() {
		r.warn("Amazon Nova takes at most 1 video in a record")
	}
	warnMixed(r)
}

func countDocument(r *record) {
	r.media.documents++
	if r.media.recordDocs++; r.media.recordDocs == novaDocuments+1 && r.mayBeNova() {
		r.warn("Amazon Nova takes at most 1 document in a record")
	}
}

func warnMixed(r *record) {
	if !r.media.mixed && r.media.images > 0 && r.media.videos > 0 && r.mayBeNova() {
		r.media.mixed = true
		r.warn("Amazon Nova takes images or videos, not both in one data set")
	}
}

// mayBeNova reports whether the data set is for an Amazon Nova, or for a model that nothing is known of.
func (r *record) mayBeNova() bool { return r.rules.family.nova || !r.rules.known }

// checkMedia reads {"format": "...", "source": {...}} and reports whether the model reads such media at all.
func checkMedia(r *record, kind string) bool {
	if !r.allowed(kind) {
		return false
	}
	if !r.object() {
		return true
	}
	var format, source bool
	for r.member() {
		switch string(r.name()) {
		case "format":
			format = true
			formats := r.rules.formats(kind)
			if value, ok := r.word(); ok && !slices.Contains(formats, string(value)) {
				r.warn("is not one of the formats AWS documents: " + strings.Join(formats, ", "))
			}
		case "source":
			source = true
			checkSource(r)
		case "name": // of a document, as the Converse API has it
			if kind == kindDocument {
				r.word()
				continue
			}
			r.unknown("Bedrock reads format and source")
		default:
			r.unknown("Bedrock reads format and source")
		}
	}
	r.require(format, "format")
	r.require(source, "source")
	return true
}

// checkSource reads {"s3Location": {"uri": "s3://...", "bucketOwner": "..."}}.
func checkSource(r *record) {
	if !r.object() {
		return
	}
	var location, bytes bool
	for r.member() {
		switch string(r.name()) {
		case "s3Location":
			location = true
			checkS3Location(r)
		case "bytes":
			bytes = true
			r.skip()
			r.problem("jobs read media from S3 only: upload the file and name it in s3Location")
		default:
			r.unknown("Bedrock reads s3Location")
		}
	}
	r.require(location || bytes, "s3Location")
}

func checkS3Location(r *record) {
	if !r.object() {
		return
	}
	uri := false
	for r.member() {
		switch string(r.name()) {
		case "uri":
			uri = true
			checkMediaURI(r)
		case "bucketOwner":
			if r.null() {
				continue
			}
			if owner, ok := r.word(); ok && !isAccountID(string(owner)) {
				r.problem("must be an account ID of 12 digits")
			}
		default:
			r.unknown("Bedrock reads uri and bucketOwner")
		}
	}
	r.require(uri, "uri")
}

func checkMediaURI(r *record) {
	uri, ok := r.word()
	if !ok {
		return
	}
	rest, isS3 := strings.CutPrefix(string(uri), "s3://")
	bucket, key, _ := strings.Cut(rest, "/")
	if !isS3 || len(bucket) == 0 || len(key) == 0 {
		r.problem("must be the address of an S3 object: s3://bucket/key")
		return
	}
	if r.mayBeNova() && strings.ContainsFunc(key, func(c rune) bool { return !isMediaNameCharacter(c) }) {
		r.warn("Amazon Nova takes only letters, digits, _ - / and . in the names of files")
	}
	if len(r.media.buckets) < maxMediaBuckets && !slices.Contains(r.media.buckets, bucket) {
		r.media.buckets = append(r.media.buckets, bucket)
	}
}

func isMediaNameCharacter(c rune) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return true
	default:
		return c == '_' || c == '-' || c == '/' || c == '.'
	}
}

func isAccountID(s string) bool {
	return len(s) == 12 && !strings.ContainsFunc(s, func(c rune) bool { return c < '0' || c > '9' })
}
