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
	novaImages = 10
	novaVideos = 1
)

// media counts the images and videos of a data set.
type media struct {
	images, videos           int64
	buckets                  []string
	recordImages, recordVids int
	inMessage                int
	mixed                    bool // both kinds were seen, and that was reported
}

func (m *media) startRecord()  { m.recordImages, m.recordVids = 0, 0 }
func (m *media) startMessage() { m.inMessage = 0 }

// checkContentItem reads one item of a message and reports whether there is anything in it.
func checkContentItem(r *record) (filled bool) {
	if !r.object() {
		return true // what it is instead was reported
	}
	known, others := 0, 0
	for r.member() {
		switch string(r.name()) {
		case "text":
			known++
			n, ok := r.novaText()
			filled = filled || !ok || n > 0
		case "image":
			known++
			filled = true
			checkMedia(r, "gif", "jpeg", "png", "webp")
			countImage(r)
		case "video":
			known++
			filled = true
			checkMedia(r, "mkv", "mov", "mp4", "webm")
			countVideo(r)
		default: // newer models read more kinds, such as toolUse
			others++
			filled = true
			r.unknown("Bedrock reads text, image or video")
		}
	}
	switch {
	case known > 1:
		r.warn("holds more than one of text, image and video; AWS documents one to an item")
	case known+others == 0:
		r.problem("must hold text, image or video")
	}
	return filled
}

func countImage(r *record) {
	r.media.images++
	r.media.inMessage++
	if r.media.recordImages++; r.media.recordImages == novaImages+1 {
		r.warn("Amazon Nova takes at most 10 images in a record")
	}
	warnMixed(r)
}

func countVideo(r *record) {
	r.media.videos++
	r.media.inMessage++
	if r.media.recordVids++; r.media.recordVids == novaVideos+1 {
		r.warn("Amazon Nova takes at most 1 video in a record")
	}
	warnMixed(r)
}

func warnMixed(r *record) {
	if !r.media.mixed && r.media.images > 0 && r.media.videos > 0 {
		r.media.mixed = true
		r.warn("Amazon Nova takes images or videos, not both in one data set")
	}
}

// checkMedia reads {"format": "...", "source": {...}}.
func checkMedia(r *record, formats ...string) {
	if !r.object() {
		return
	}
	var format, source bool
	for r.member() {
		switch string(r.name()) {
		case "format":
			format = true
			if value, ok := r.word(); ok && !slices.Contains(formats, string(value)) {
				r.warn("is not one of the formats AWS documents: " + strings.Join(formats, ", "))
			}
		case "source":
			source = true
			checkSource(r)
		default:
			r.unknown("Bedrock reads format and source")
		}
	}
	r.require(format, "format")
	r.require(source, "source")
}

// checkSource reads {"s3Location": {"uri": "s3://...", "bucketOwner": "..."}} or {"bytes": "<base64>"}.
func checkSource(r *record) {
	if !r.object() {
		return
	}
	known := 0
	for r.member() {
		switch string(r.name()) {
		case "s3Location":
			known++
			checkS3Location(r)
		case "bytes":
			known++
			if value, ok := r.word(); ok && len(value) == 0 {
				r.problem("must not be empty")
			}
		default:
			r.unknown("Bedrock reads s3Location or bytes")
		}
	}
	if known != 1 {
		r.problem("must hold either s3Location or bytes")
	}
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
	if strings.ContainsFunc(key, func(c rune) bool { return !isMediaNameCharacter(c) }) {
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
