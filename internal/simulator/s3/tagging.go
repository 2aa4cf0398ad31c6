// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const maxObjectTags = 10

type tagging struct {
	TagSet tagSet `xml:"TagSet"`
}

type tagSet struct {
	Tags []core.Tag `xml:"Tag"`
}

// checkS3Tags validates the tags of a bucket or an object; what names which in AWS's message.
func checkS3Tags(tags []core.Tag, most int, what string) error {
	if len(tags) > most {
		return refuse(http.StatusBadRequest, "BadRequest", "%s tags cannot be greater than %d", what, most)
	}
	seen := map[string]bool{}
	for _, t := range tags {
		if seen[t.Key] {
			return refuse(http.StatusBadRequest, "InvalidTag", "Cannot provide multiple Tags with the same key").with("TagKey", t.Key)
		}
		seen[t.Key] = true
	}
	if err := core.ValidateTags(tags, core.UnicodeTagRune); err != nil && !errors.Is(err, core.ErrTooManyTags) {
		return refuse(http.StatusBadRequest, "InvalidTag", "%s", err)
	}
	return nil
}

// tagsFromHeader reads x-amz-tagging, which is encoded like a query string.
func tagsFromHeader(value string) ([]core.Tag, error) {
	parsed, err := url.ParseQuery(value)
	doubled := func(key string) bool { return len(parsed[key]) > 1 }
	if err != nil || slices.ContainsFunc(slices.Collect(maps.Keys(parsed)), doubled) {
		return nil, invalidArgument("x-amz-tagging", value, "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query "+
			"parameters without tag name duplicates.")
	}
	var tags []core.Tag
	for key, values := range parsed {
		for _, v := range values {
			tags = append(tags, core.Tag{Key: key, Value: v})
		}
	}
	slices.SortFunc(tags, func(a, b core.Tag) int { return strings.Compare(a.Key, b.Key) })
	return tags, checkS3Tags(tags, maxObjectTags, "Object")
}

func (s *Service) getBucketTagging(q *request) (response, error) {
	if len(q.bucket.tags) == 0 {
		return response{}, refuse(http.StatusNotFound, "NoSuchTagSet", "The TagSet does not exist").with("BucketName", q.name)
	}
	return response{root: "Tagging", document: tagging{tagSet{q.bucket.tags}}}, nil
}

func (s *Service) putBucketTagging(q *request) (response, error) {
	var tagging tagging
	if err := decodeS3XML(q.payload.data, "Tagging", &tagging); err != nil {
		return response{}, err
	}
	if err := checkS3Tags(tagging.TagSet.Tags, core.MaxTags, "Bucket"); err != nil {
		return response{}, err
	}
	q.bucket.tags = tagging.TagSet.Tags
	return response{status: http.StatusNoContent}, nil
}

func (s *Service) deleteBucketTagging(q *request) (response, error) {
	q.bucket.tags = nil
	return response{status: http.StatusNoContent}, nil
}

// taggedVersion is the version whose tags a request is about. A delete marker has none.
func (q *request) taggedVersion() (*version, error) {
	if v := q.bucket.current(q.key); v != nil && v.deleteMarker && q.query.Get("versionId") == "" {
		return q.bucket.find(q.key, v.id)
	}
	return q.version()
}

func (s *Service) getObjectTagging(q *request) (response, error) {
	v, err := q.taggedVersion()
	if err != nil {
		return response{}, err
	}
	return response{header: q.bucket.versionHeader(v), root: "Tagging", document: tagging{tagSet{v.tags}}}, nil
}

func (s *Service) putObjectTagging(q *request) (response, error) {
	var tagging tagging
	if err := decodeS3XML(q.payload.data, "Tagging", &tagging); err != nil {
		return response{}, err
	}
	if err := checkS3Tags(tagging.TagSet.Tags, maxObjectTags, "Object"); err != nil {
		return response{}, err
	}
	return q.setObjectTags(http.StatusOK, tagging.TagSet.Tags)
}

func (s *Service) deleteObjectTagging(q *request) (response, error) {
	return q.setObjectTags(http.StatusNoContent, nil)
}

func (q *request) setObjectTags(status int, tags []core.Tag) (response, error) {
	v, err := q.taggedVersion()
	if err != nil {
		return response{}, err
	}
	tagged := *v
	tagged.tags = tags
	q.bucket.replace(&tagged)
	return response{status: status, header: q.bucket.versionHeader(v)}, nil
}
