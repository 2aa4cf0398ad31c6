// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

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

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// timestamp is the time format of S3's documents.
const timestamp = "2006-01-02T15:04:05.000Z"

type createBucketConfiguration struct {
	LocationConstraint string  `xml:"LocationConstraint,omitempty"`
	Tags               *tagSet `xml:"Tags"`
}

// createBucket makes a bucket the way AWS does since 2023: everything public is blocked, objects belong to the bucket
// owner, and are encrypted with SSE-S3.
func (s *Service) createBucket(q *request) (response, error) {
	var config createBucketConfiguration
	if len(q.payload.data) > 0 {
		if err := decodeS3XML(q.payload.data, "CreateBucketConfiguration", &config); err != nil {
			return response{}, err
		}
	}
	var tags []core.Tag
	if config.Tags != nil {
		tags = config.Tags.Tags
	}
	if err := checkS3Tags(tags, core.MaxTags, "Bucket"); err != nil {
		return response{}, err
	}
	ownership, err := checkCreateBucket(q, config.LocationConstraint)
	if err != nil {
		return response{}, err
	}
	b := &bucket{
		name: q.name, account: q.Account, region: placed(config.LocationConstraint, q.Region), location: config.LocationConstraint,
		created: s.clock.Now(), tags: tags,
		publicAccess: &publicAccessBlock{true, true, true, true}, ownership: ownership, encryption: newEncryption(),
		versions: map[string][]*version{}, uploads: map[string]*upload{}, completed: map[string]completed{},
	}
	if strings.EqualFold(q.R.Header.Get("X-Amz-Bucket-Object-Lock-Enabled"), "true") {
		b.objectLock, b.versioning = true, versionsEnabled
	}
	answer := response{header: map[string]string{"Location": "/" + b.name, "X-Amz-Bucket-Arn": b.arn()}}
	existing, exists := s.buckets[q.name]
	switch {
	case !exists:
		s.buckets[q.name] = b
		return answer, nil
	case existing.account != q.Account:
		return response{}, refuse(http.StatusConflict, "BucketAlreadyExists", "The requested bucket name is not available. The bucket "+
			"namespace is shared by all users of the system. Please select a different name and try again.").with("BucketName", q.name)
	case existing.region == "us-east-1" && q.Region == "us-east-1" && len(tags) == 0:
		return answer, nil // only here, and the bucket stays as it is
	}
	return response{}, refuse(http.StatusConflict, "BucketAlreadyOwnedByYou",
		"Your previous request to create the named bucket succeeded and you already own it.").with("BucketName", q.name)
}

// checkCreateBucket validates name, place and headers, and returns the object ownership.
func checkCreateBucket(q *request, location string) (ownership string, err error) {
	if reason := bucketNameFault(q.name); reason != "" {
		return "", refuse(http.StatusBadRequest, "InvalidBucketName", "The specified bucket is not valid.").
			with("BucketName", q.name).with("Reason", reason)
	}
	if err := checkLocation(location, q.Region); err != nil {
		return "", err
	}
	ownership = q.R.Header.Get("X-Amz-Object-Ownership")
	switch {
	case ownership == "":
		ownership = "BucketOwnerEnforced"
	case !slices.Contains(objectOwnerships(), ownership):
		return "", invalidArgument("x-amz-object-ownership", ownership, "Invalid x-amz-object-ownership header")
	}
	switch acl := q.R.Header.Get("X-Amz-Acl"); {
	case acl == "", acl == "private":
	case ownership == "BucketOwnerEnforced":
		return "", refuse(http.StatusBadRequest, "InvalidBucketAclWithObjectOwnership",
			"Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting")
	default:
		return "", refuse(http.StatusNotImplemented, "NotImplemented", "the simulator does not know the ACL %s", acl)
	}
	return ownership, nil
}

// placed is the region of a bucket that is made with a location at the endpoint of a region.
func placed(constraint, region string) string {
	switch constraint {
	case "":
		return region
	case "EU": // its name before there were two regions in Europe
		return "eu-west-1"
	}
	return constraint
}

// checkLocation takes the endpoint's own region. The endpoint of us-east-1 makes buckets everywhere.
func checkLocation(constraint, region string) error {
	switch {
	case constraint != "" && !isRegion(placed(constraint, region)):
		return refuse(http.StatusBadRequest, "InvalidLocationConstraint", "The specified location-constraint is not valid").
			with("LocationConstraint", constraint)
	case constraint != "" && constraint != "us-east-1" && region == "us-east-1":
		return nil
	case constraint == "" && region == "us-east-1", constraint == region && region != "us-east-1":
		return nil
	case constraint == "EU" && region == "eu-west-1":
		return nil
	case constraint == "us-east-1" && region == "us-east-1":
		return refuse(http.StatusBadRequest, "InvalidLocationConstraint", "The specified location-constraint is not valid").
			with("LocationConstraint", constraint)
	case constraint == "":
		constraint = "unspecified"
	}
	return refuse(http.StatusBadRequest, "IllegalLocationConstraintException",
		"The %s location constraint is incompatible for the region specific endpoint this request was sent to.", constraint)
}

// isRegion tells whether a name has the form of a region's: eu-west-1, us-gov-east-1.
func isRegion(name string) bool {
	parts := strings.Split(name, "-")
	last := parts[len(parts)-1]
	return len(parts) >= 3 && len(parts[0]) >= 2 && len(last) == 1 && last[0] >= '1' && last[0] <= '9'
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

func (s *Service) headBucket(q *request) (response, error) {
	return response{header: map[string]string{
		"X-Amz-Bucket-Region": q.bucket.region, "X-Amz-Bucket-Arn": q.bucket.arn(), "X-Amz-Access-Point-Alias": "false",
	}}, nil
}

func (s *Service) getBucketLocation(q *request) (response, error) {
	return response{root: "LocationConstraint", document: struct {
		Value string `xml:",chardata"`
	}{q.bucket.location}}, nil
}

// deleteBucket refuses a bucket that holds anything: objects, noncurrent versions, delete markers. Unfinished uploads go with it.
func (s *Service) deleteBucket(q *request) (response, error) {
	if len(q.bucket.versions) > 0 {
		message := "The bucket you tried to delete is not empty"
		if q.bucket.versioning != "" {
			message += ". You must delete all versions in the bucket."
		}
		return response{}, refuse(http.StatusConflict, "BucketNotEmpty", "%s", message).with("BucketName", q.name)
	}
	delete(s.buckets, q.name)
	return response{status: http.StatusNoContent}, nil
}

type ownerElement struct {
	ID string `xml:"ID"`
}

// canonicalUser is the identifier of an account in S3's documents.
func canonicalUser(account string) ownerElement {
	sum := sha256.Sum256([]byte(account))
	return ownerElement{hex.EncodeToString(sum[:])}
}

type bucketItem struct {
	Name         string `xml:"Name"`
	CreationDate string `xml:"CreationDate"`
	BucketRegion string `xml:"BucketRegion"`
	BucketARN    string `xml:"BucketArn"`
}

func (s *Service) listBuckets(q *request) (response, error) {
	limit, err := pageLimit(q, "max-buckets", 10000)
	if err != nil {
		return response{}, err
	}
	prefix, region, after := q.query.Get("prefix"), q.query.Get("bucket-region"), q.query.Get("continuation-token")
	var items []bucketItem
	for name, b := range s.buckets {
		if b.account == q.Account && strings.HasPrefix(name, prefix) && name > after && (region == "" || region == b.region) {
			items = append(items, bucketItem{name, b.created.Format(timestamp), b.region, b.arn()})
		}
	}
	slices.SortFunc(items, func(a, b bucketItem) int { return strings.Compare(a.Name, b.Name) })
	var token string
	if len(items) > limit && limit > 0 {
		items = items[:limit]
		token = items[limit-1].Name
	}
	return response{root: "ListAllMyBucketsResult", document: struct {
		Owner             ownerElement
		Buckets           []bucketItem `xml:"Buckets>Bucket"`
		ContinuationToken string       `xml:",omitempty"`
		Prefix            string       `xml:",omitempty"`
	}{canonicalUser(q.Account), items, token, prefix}}, nil
}

// pageLimit reads the largest number of items that a client wants; at most most.
func pageLimit(q *request, parameter string, most int) (int, error) {
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
