// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"strings"
	"sync"
)

// s3Service is Amazon S3 as far as training data needs it: general purpose buckets, their configuration, and versioned
// objects held in memory. What it does not know, be it an operation, a sub-resource or a header, it answers with 501.
//
// It is looser than AWS in this: bucket policies are validated and stored, not enforced, so that a policy that denies
// whatever lacks TLS (aws:SecureTransport) does not shut out clients that come over plain HTTP, as most do here;
// lifecycle rules expire nothing; KMS keys are not looked up. It is stricter in this: nobody but the owning account
// gets at a bucket, whatever its policy allows, and there are no ACLs beyond the owner's own.
type s3Service struct {
	clock      *clock
	operations map[string]s3Operation // by AWS's name

	mu      sync.Mutex
	buckets map[string]*s3Bucket // by name: bucket names are global
}

func newS3Service(clock *clock) *s3Service {
	s := &s3Service{clock: clock, operations: map[string]s3Operation{}, buckets: map[string]*s3Bucket{}}
	for _, op := range s3Operations() {
		s.operations[op.name] = op
	}
	return s
}

// s3Request is one request to S3, taken apart.
type s3Request struct {
	*call
	query   url.Values
	name    string    // of the bucket
	key     string    // of the object
	bucket  *s3Bucket // set for every operation on an existing bucket
	payload s3Payload // set for every operation that takes a body
}

// newS3Request reads /bucket/key. Keys are everything after the second slash: they may be empty between slashes.
func newS3Request(c *call) *s3Request {
	name, key, _ := strings.Cut(strings.TrimPrefix(c.r.URL.Path, "/"), "/")
	return &s3Request{call: c, query: c.r.URL.Query(), name: name, key: key}
}

func (s *s3Service) serve(c *call) {
	q := newS3Request(c)
	answer, err := s.answer(q)
	if err != nil {
		// A client that is still sending must be able to read why it was refused; one that broke off reads nothing.
		_, _ = io.Copy(io.Discard, c.r.Body)
		writeS3Error(c, err)
		return
	}
	answer.write(c)
}

func (s *s3Service) answer(q *s3Request) (s3Answer, error) {
	if err := knownS3Headers(q.r.Header); err != nil {
		return s3Answer{}, err
	}
	op := s.operations[q.operation]
	if op.admit {
		if err := s.admit(q); err != nil { // before the body is read, as AWS does
			return s3Answer{}, err
		}
	}
	if op.limit > 0 {
		if err := q.readPayload(op); err != nil {
			return s3Answer{}, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if op.admit {
		if err := s.admitLocked(q); err != nil { // the bucket may have gone meanwhile
			return s3Answer{}, err
		}
	}
	return op.serve(s, q)
}

func (q *s3Request) readPayload(op s3Operation) error {
	var sent s3Checksum
	var err error
	if !op.joins {
		if sent, err = sentChecksum(q.r.Header); err != nil {
			return err
		}
	}
	q.payload, err = readS3Payload(q.r, op.limit, sent)
	return err
}

func (s *s3Service) admit(q *s3Request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.admitLocked(q)
}

// admitLocked finds the bucket of a request and checks region and owner, in AWS's order.
func (s *s3Service) admitLocked(q *s3Request) error {
	b, ok := s.buckets[q.name]
	if !ok {
		return noSuchBucket(q.name)
	}
	if q.region != b.region && !(q.operation == "GetBucketLocation" && q.region == "us-east-1") {
		return wrongRegion(q, b)
	}
	if q.account != b.account {
		return accessDenied().withHeader("X-Amz-Bucket-Region", b.region)
	}
	if owner := q.r.Header.Get("X-Amz-Expected-Bucket-Owner"); owner != "" && owner != b.account {
		return accessDenied()
	}
	q.bucket = b
	return nil
}

// bucket implements objectStore.
func (s *s3Service) bucket(name string) (account, region string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.buckets[name]
	if !ok {
		return "", "", fmt.Errorf("%s: %w", name, errNoSuchBucket)
	}
	return b.account, b.region, nil
}

// open implements objectStore: it reads the current version.
func (s *s3Service) open(bucket, key string) (io.ReadCloser, int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.buckets[bucket]
	if !ok {
		return nil, 0, fmt.Errorf("%s: %w", bucket, errNoSuchBucket)
	}
	v := b.current(key)
	if v == nil || v.deleteMarker {
		return nil, 0, fmt.Errorf("%s/%s: %w", bucket, key, errNoSuchKey)
	}
	return io.NopCloser(bytes.NewReader(v.body)), int64(len(v.body)), nil
}

// put implements objectStore: it writes on behalf of the bucket's owner.
func (s *s3Service) put(bucket, key string, body []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.buckets[bucket]
	if !ok {
		return fmt.Errorf("%s: %w", bucket, errNoSuchBucket)
	}
	body = bytes.Clone(body)
	b.add(&s3Version{
		key: key, modified: s.clock.now(), body: body, etag: md5ETag(body), storageClass: "STANDARD",
		headers: map[string]string{"Content-Type": defaultContentType}, encryption: b.defaultEncryption(), checksum: defaultChecksum(body),
	})
	return nil
}

// keys implements objectStore.
func (s *s3Service) keys(bucket, prefix string) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.buckets[bucket]
	if !ok {
		return nil, fmt.Errorf("%s: %w", bucket, errNoSuchBucket)
	}
	return b.liveKeys(prefix), nil
}

// list returns buckets, current objects, whatever else keeps a bucket from being deleted ("object-version", which
// includes delete markers), and unfinished uploads, which AWS charges for.
func (s *s3Service) list() []Object {
	s.mu.Lock()
	defer s.mu.Unlock()
	var objects []Object
	for _, b := range s.buckets {
		objects = append(objects, Object{Type: "bucket", ARN: b.arn()})
		for key, versions := range b.versions {
			for i, v := range versions {
				o := Object{Type: "object-version", ARN: b.arn() + "/" + key + "?versionId=" + v.id}
				switch {
				case v.deleteMarker:
					o.Status = "DeleteMarker"
				case i == len(versions)-1:
					o = Object{Type: "object", ARN: b.arn() + "/" + key}
				}
				objects = append(objects, o)
			}
		}
		for id, u := range b.uploads {
			objects = append(objects, Object{Type: "multipart-upload", ARN: b.arn() + "/" + u.key + "?uploadId=" + id})
		}
	}
	return objects
}

func (s *s3Service) reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.buckets = map[string]*s3Bucket{}
}
