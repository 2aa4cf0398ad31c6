// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const maxObjectTags = 10

type s3Tagging struct {
	TagSet s3TagSet `xml:"TagSet"`
}

type s3TagSet struct {
	Tags []tag `xml:"Tag"`
}

// checkS3Tags validates the tags of a bucket or an object; what names which in AWS's message.
func checkS3Tags(tags []tag, most int, what string) error {
	if len(tags) > most {
		return s3Refuse(http.StatusBadRequest, "BadRequest", "%s tags cannot be greater than %d", what, most)
	}
	seen := map[string]bool{}
	for _, t := range tags {
		if seen[t.Key] {
			return s3Refuse(http.StatusBadRequest, "InvalidTag", "Cannot provide multiple Tags with the same key").with("TagKey", t.Key)
		}
		seen[t.Key] = true
	}
	if err := validateTags(tags, unicodeTagRune); err != nil && !errors.Is(err, errTooManyTags) {
		return s3Refuse(http.StatusBadRequest, "InvalidTag", "%s", err)
	}
	return nil
}

// tagsFromHeader reads x-amz-tagging, which is encoded like a query string.
func tagsFromHeader(value string) ([]tag, error) {
	parsed, err := url.ParseQuery(value)
	if err != nil {
		return nil, invalidArgument("x-amz-tagging", value, "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query "+
			"parameters without tag name duplicates.")
	}
	var tags []tag
	for key, values := range parsed {
		for _, v := range values {
			tags = append(tags, tag{Key: key, Value: v})
		}
	}
	slices.SortFunc(tags, func(a, b tag) int { return strings.Compare(a.Key, b.Key) })
	return tags, checkS3Tags(tags, maxObjectTags, "Object")
}

func (s *s3Service) getBucketTagging(q *s3Request) (s3Answer, error) {
	if len(q.bucket.tags) == 0 {
		return s3Answer{}, s3Refuse(http.StatusNotFound, "NoSuchTagSet", "The TagSet does not exist").with("BucketName", q.name)
	}
	return s3Answer{root: "Tagging", document: s3Tagging{s3TagSet{q.bucket.tags}}}, nil
}

func (s *s3Service) putBucketTagging(q *s3Request) (s3Answer, error) {
	var tagging s3Tagging
	if err := decodeS3XML(q.payload.data, "Tagging", &tagging); err != nil {
		return s3Answer{}, err
	}
	if err := checkS3Tags(tagging.TagSet.Tags, maxTags, "Bucket"); err != nil {
		return s3Answer{}, err
	}
	q.bucket.tags = tagging.TagSet.Tags
	return s3Answer{status: http.StatusNoContent}, nil
}

func (s *s3Service) deleteBucketTagging(q *s3Request) (s3Answer, error) {
	q.bucket.tags = nil
	return s3Answer{status: http.StatusNoContent}, nil
}

func (s *s3Service) getObjectTagging(q *s3Request) (s3Answer, error) {
	v, err := q.version()
	if err != nil {
		return s3Answer{}, err
	}
	return s3Answer{header: q.bucket.versionHeader(v), root: "Tagging", document: s3Tagging{s3TagSet{v.tags}}}, nil
}

func (s *s3Service) putObjectTagging(q *s3Request) (s3Answer, error) {
	var tagging s3Tagging
	if err := decodeS3XML(q.payload.data, "Tagging", &tagging); err != nil {
		return s3Answer{}, err
	}
	if err := checkS3Tags(tagging.TagSet.Tags, maxObjectTags, "Object"); err != nil {
		return s3Answer{}, err
	}
	return q.setObjectTags(http.StatusOK, tagging.TagSet.Tags)
}

func (s *s3Service) deleteObjectTagging(q *s3Request) (s3Answer, error) {
	return q.setObjectTags(http.StatusNoContent, nil)
}

func (q *s3Request) setObjectTags(status int, tags []tag) (s3Answer, error) {
	v, err := q.version()
	if err != nil {
		return s3Answer{}, err
	}
	tagged := *v
	tagged.tags = tags
	q.bucket.replace(&tagged)
	return s3Answer{status: status, header: q.bucket.versionHeader(v)}, nil
}
