// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"time"
)

// s3Time is the time format of S3's documents.
const s3Time = "2006-01-02T15:04:05.000Z"

type s3CreateBucketConfiguration struct {
	LocationConstraint string    `xml:"LocationConstraint,omitempty"`
	Tags               *s3TagSet `xml:"Tags"`
}

// createBucket makes a bucket the way AWS does since 2023: everything public is blocked, objects belong to the bucket
// owner, and are encrypted with SSE-S3.
func (s *s3Service) createBucket(q *s3Request) (s3Answer, error) {
	var config s3CreateBucketConfiguration
	if len(q.payload.data) > 0 {
		if err := decodeS3XML(q.payload.data, "CreateBucketConfiguration", &config); err != nil {
			return s3Answer{}, err
		}
	}
	var tags []tag
	if config.Tags != nil {
		tags = config.Tags.Tags
	}
	if err := checkS3Tags(tags, maxTags, "Bucket"); err != nil {
		return s3Answer{}, err
	}
	ownership, err := checkCreateBucket(q, config.LocationConstraint)
	if err != nil {
		return s3Answer{}, err
	}
	b := &s3Bucket{
		name: q.name, account: q.account, region: q.region, location: config.LocationConstraint, created: s.clock.now(), tags: tags,
		publicAccess: &s3PublicAccessBlock{true, true, true, true}, ownership: ownership, encryption: newS3Encryption(),
		versions: map[string][]*s3Version{}, uploads: map[string]*s3Upload{}, completed: map[string]s3Completed{},
	}
	if strings.EqualFold(q.r.Header.Get("X-Amz-Bucket-Object-Lock-Enabled"), "true") {
		b.objectLock, b.versioning = true, versionsEnabled
	}
	answer := s3Answer{header: map[string]string{"Location": "/" + b.name, "X-Amz-Bucket-Arn": b.arn()}}
	existing, exists := s.buckets[q.name]
	switch {
	case !exists:
		s.buckets[q.name] = b
		return answer, nil
	case existing.account != q.account:
		return s3Answer{}, s3Refuse(http.StatusConflict, "BucketAlreadyExists", "The requested bucket name is not available. The bucket "+
			"namespace is shared by all users of the system. Please select a different name and try again.").with("BucketName", q.name)
	case existing.region == "us-east-1" && q.region == "us-east-1":
		return answer, nil // only here, and the bucket stays as it is
	}
	return s3Answer{}, s3Refuse(http.StatusConflict, "BucketAlreadyOwnedByYou",
		"Your previous request to create the named bucket succeeded and you already own it.").with("BucketName", q.name)
}

// checkCreateBucket validates name, place and headers, and returns the object ownership.
func checkCreateBucket(q *s3Request, location string) (ownership string, err error) {
	if reason := bucketNameFault(q.name); reason != "" {
		return "", s3Refuse(http.StatusBadRequest, "InvalidBucketName", "The specified bucket is not valid.").
			with("BucketName", q.name).with("Reason", reason)
	}
	if err := checkLocation(location, q.region); err != nil {
		return "", err
	}
	ownership = q.r.Header.Get("X-Amz-Object-Ownership")
	switch {
	case ownership == "":
		ownership = "BucketOwnerEnforced"
	case !slices.Contains(objectOwnerships(), ownership):
		return "", invalidArgument("x-amz-object-ownership", ownership, "Invalid x-amz-object-ownership header")
	}
	switch acl := q.r.Header.Get("X-Amz-Acl"); {
	case acl == "", acl == "private":
	case ownership == "BucketOwnerEnforced":
		return "", s3Refuse(http.StatusBadRequest, "InvalidBucketAclWithObjectOwnership",
			"Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting")
	default:
		return "", s3Refuse(http.StatusNotImplemented, "NotImplemented", "the simulator does not know the ACL %s", acl)
	}
	return ownership, nil
}

func checkLocation(constraint, region string) error {
	switch {
	case constraint == "" && region == "us-east-1", constraint == region && region != "us-east-1":
		return nil
	case constraint == "EU" && region == "eu-west-1": // its name before there were two regions in Europe
		return nil
	case constraint == "us-east-1" && region == "us-east-1":
		return s3Refuse(http.StatusBadRequest, "InvalidLocationConstraint", "The specified location-constraint is not valid").
			with("LocationConstraint", constraint)
	case constraint == "":
		constraint = "unspecified"
	}
	return s3Refuse(http.StatusBadRequest, "IllegalLocationConstraintException",
		"The %s location constraint is incompatible for the region specific endpoint this request was sent to.", constraint)
}

// bucketNameFault returns which naming rule of general purpose buckets a name breaks; "" when none.
func bucketNameFault(name string) string {
	alphanumeric := func(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }
	if len(name) < 3 || len(name) > 63 {
		return "it must have 3 to 63 characters"
	}
	for i := range len(name) {
		if c := name[i]; !alphanumeric(c) && c != '.' && c != '-' {
			return "it can hold only lower-case letters, digits, dots and hyphens"
		}
	}
	if !alphanumeric(name[0]) || !alphanumeric(name[len(name)-1]) {
		return "it must begin and end with a letter or digit"
	}
	if strings.Contains(name, "..") {
		return "it must not hold two dots in a row"
	}
	if _, err := netip.ParseAddr(name); err == nil {
		return "it must not be an IP address"
	}
	for _, prefix := range []string{"xn--", "sthree-", "amzn-s3-demo-"} {
		if strings.HasPrefix(name, prefix) {
			return "the prefix " + prefix + " is reserved"
		}
	}
	for _, suffix := range []string{"-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3"} {
		if strings.HasSuffix(name, suffix) {
			return "the suffix " + suffix + " is reserved"
		}
	}
	return ""
}

func (s *s3Service) headBucket(q *s3Request) (s3Answer, error) {
	return s3Answer{header: map[string]string{
		"X-Amz-Bucket-Region": q.bucket.region, "X-Amz-Bucket-Arn": q.bucket.arn(), "X-Amz-Access-Point-Alias": "false",
	}}, nil
}

func (s *s3Service) getBucketLocation(q *s3Request) (s3Answer, error) {
	return s3Answer{root: "LocationConstraint", document: struct {
		Value string `xml:",chardata"`
	}{q.bucket.location}}, nil
}

// deleteBucket refuses a bucket that holds anything: objects, noncurrent versions, delete markers. Unfinished uploads go with it.
func (s *s3Service) deleteBucket(q *s3Request) (s3Answer, error) {
	if len(q.bucket.versions) > 0 {
		message := "The bucket you tried to delete is not empty"
		if q.bucket.versioning != "" {
			message += ". You must delete all versions in the bucket."
		}
		return s3Answer{}, s3Refuse(http.StatusConflict, "BucketNotEmpty", "%s", message).with("BucketName", q.name)
	}
	delete(s.buckets, q.name)
	return s3Answer{status: http.StatusNoContent}, nil
}

type s3Owner struct {
	ID string `xml:"ID"`
}

// canonicalUser is the identifier of an account in S3's documents.
func canonicalUser(account string) s3Owner {
	sum := sha256.Sum256([]byte(account))
	return s3Owner{hex.EncodeToString(sum[:])}
}

type s3BucketItem struct {
	Name         string `xml:"Name"`
	CreationDate string `xml:"CreationDate"`
	BucketRegion string `xml:"BucketRegion"`
	BucketARN    string `xml:"BucketArn"`
}

func (s *s3Service) listBuckets(q *s3Request) (s3Answer, error) {
	limit, err := s3Limit(q, "max-buckets", 10000)
	if err != nil {
		return s3Answer{}, err
	}
	prefix, region, after := q.query.Get("prefix"), q.query.Get("bucket-region"), q.query.Get("continuation-token")
	var items []s3BucketItem
	for name, b := range s.buckets {
		if b.account == q.account && strings.HasPrefix(name, prefix) && name > after && (region == "" || region == b.region) {
			items = append(items, s3BucketItem{name, b.created.Format(s3Time), b.region, b.arn()})
		}
	}
	slices.SortFunc(items, func(a, b s3BucketItem) int { return strings.Compare(a.Name, b.Name) })
	var token string
	if len(items) > limit && limit > 0 {
		items = items[:limit]
		token = items[limit-1].Name
	}
	return s3Answer{root: "ListAllMyBucketsResult", document: struct {
		Owner             s3Owner
		Buckets           []s3BucketItem `xml:"Buckets>Bucket"`
		ContinuationToken string         `xml:",omitempty"`
		Prefix            string         `xml:",omitempty"`
	}{canonicalUser(q.account), items, token, prefix}}, nil
}

// s3Limit reads the largest number of items that a client wants; at most most.
func s3Limit(q *s3Request, parameter string, most int) (int, error) {
	value := q.query.Get(parameter)
	if value == "" {
		return most, nil
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 0 {
		return 0, invalidArgument(parameter, value, fmt.Sprintf("Argument %s must be an integer between 0 and 2147483647", parameter))
	}
	return min(n, most), nil
}

// httpTime is the time format of headers, to the second.
func httpTime(t time.Time) string { return t.UTC().Format(http.TimeFormat) }
