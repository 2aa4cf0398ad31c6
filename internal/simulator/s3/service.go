// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// Service is Amazon S3 as far as training data needs it: general purpose buckets, their configuration, and versioned
// objects held in memory. What it does not know, be it an operation, a sub-resource or a header, it answers with 501.
//
// It is looser than AWS in this: bucket policies are validated and stored, not enforced, so that a policy that denies
// whatever lacks TLS (aws:SecureTransport) does not shut out clients that come over plain HTTP, as most do here;
// lifecycle rules expire nothing; KMS keys are not looked up. It is stricter in this: nobody but the owning account
// gets at a bucket, whatever its policy allows, and there are no ACLs beyond the owner's own.
type Service struct {
	clock      *core.Clock
	roles      roles
	operations map[string]operation // by AWS's name

	mu      sync.Mutex
	buckets map[string]*bucket // by name: bucket names are global
}

// roles is what S3 asks of IAM.
type roles interface {
	// Exists says whether there is such a role.
	Exists(roleARN string) bool
}

// New returns an S3 without buckets.
func New(clock *core.Clock, roles roles) *Service {
	s := &Service{clock: clock, roles: roles, operations: map[string]operation{}, buckets: map[string]*bucket{}}
	for _, op := range operations() {
		s.operations[op.name] = op
	}
	return s
}

// request is one request to S3, taken apart.
type request struct {
	*core.Call
	query   url.Values
	name    string  // of the bucket
	key     string  // of the object
	bucket  *bucket // set for every operation on an existing bucket
	payload payload // set for every operation that takes a body
}

// newRequest reads /bucket/key. Keys are everything after the second slash: they may be empty between slashes.
func newRequest(c *core.Call) *request {
	name, key, _ := strings.Cut(strings.TrimPrefix(c.R.URL.Path, "/"), "/")
	return &request{Call: c, query: c.R.URL.Query(), name: name, key: key}
}

// Serve carries an operation out.
func (s *Service) Serve(c *core.Call) {
	q := newRequest(c)
	answer, err := s.answer(q)
	if err != nil {
		// A client that is still sending must be able to read why it was refused; one that broke off reads nothing.
		_, _ = io.Copy(io.Discard, c.R.Body)
		writeError(c, err)
		return
	}
	answer.write(c)
}

func (s *Service) answer(q *request) (response, error) {
	if err := knownHeaders(q.R.Header); err != nil {
		return response{}, err
	}
	op := s.operations[q.Operation]
	if op.admit {
		if err := s.admit(q); err != nil { // before the body is read, as AWS does
			return response{}, err
		}
	}
	if op.limit > 0 {
		if err := q.readPayload(op); err != nil {
			return response{}, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if op.admit {
		if err := s.admitLocked(q); err != nil { // the bucket may have gone meanwhile
			return response{}, err
		}
	}
	return op.serve(s, q)
}

func (q *request) readPayload(op operation) error {
	var sent checksum
	var err error
	if !op.joins {
		if sent, err = sentChecksum(q.R.Header); err != nil {
			return err
		}
	}
	q.payload, err = readPayload(q.R, op.limit, sent)
	return err
}

func (s *Service) admit(q *request) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.admitLocked(q)
}

// admitLocked finds the bucket of a request and checks region and owner, in AWS's order.
func (s *Service) admitLocked(q *request) error {
	b, ok := s.buckets[q.name]
	if !ok {
		return noSuchBucket(q.name)
	}
	if q.Region != b.region && !(q.Operation == "GetBucketLocation" && q.Region == "us-east-1") {
		return wrongRegion(q, b)
	}
	if q.Account != b.account {
		return accessDenied().withHeader("X-Amz-Bucket-Region", b.region)
	}
	switch owner := q.R.Header.Get("X-Amz-Expected-Bucket-Owner"); {
	case owner != "" && !core.IsAccountID(owner):
		return refuse(http.StatusBadRequest, "InvalidBucketOwnerAWSAccountID",
			"The value of the expected bucket owner parameter must be an AWS account ID")
	case owner != "" && owner != b.account:
		return accessDenied()
	}
	q.bucket = b
	return nil
}

// Bucket implements core.ObjectStore.
func (s *Service) Bucket(name string) (account, region string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.buckets[name]
	if !ok {
		return "", "", fmt.Errorf("%s: %w", name, core.ErrNoSuchBucket)
	}
	return b.account, b.region, nil
}

// Open implements core.ObjectStore: it reads the current version.
func (s *Service) Open(bucket, key string) (io.ReadCloser, int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.buckets[bucket]
	if !ok {
		return nil, 0, fmt.Errorf("%s: %w", bucket, core.ErrNoSuchBucket)
	}
	v := b.current(key)
	if v == nil || v.deleteMarker {
		return nil, 0, fmt.Errorf("%s/%s: %w", bucket, key, core.ErrNoSuchKey)
	}
	return io.NopCloser(bytes.NewReader(v.body)), int64(len(v.body)), nil
}

// Put implements core.ObjectStore: it writes on behalf of the bucket's owner.
func (s *Service) Put(bucket, key string, body []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.buckets[bucket]
	if !ok {
		return fmt.Errorf("%s: %w", bucket, core.ErrNoSuchBucket)
	}
	body = bytes.Clone(body)
	b.add(&version{
		key: key, modified: s.clock.Now(), body: body, etag: md5ETag(body), storageClass: "STANDARD",
		headers: map[string]string{"Content-Type": defaultContentType}, encryption: b.defaultEncryption(), checksum: defaultChecksum(body),
	})
	return nil
}

// Keys implements core.ObjectStore.
func (s *Service) Keys(bucket, prefix string) ([]string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.buckets[bucket]
	if !ok {
		return nil, fmt.Errorf("%s: %w", bucket, core.ErrNoSuchBucket)
	}
	return b.liveKeys(prefix), nil
}

// List returns buckets, current objects, whatever else keeps a bucket from being deleted ("object-version", which
// includes delete markers), and unfinished uploads, which AWS charges for.
func (s *Service) List() []core.Object {
	s.mu.Lock()
	defer s.mu.Unlock()
	var objects []core.Object
	for _, b := range s.buckets {
		objects = append(objects, core.Object{Type: "bucket", ARN: b.arn()})
		for key, versions := range b.versions {
			for i, v := range versions {
				o := core.Object{Type: "object-version", ARN: b.arn() + "/" + key + "?versionId=" + v.id}
				switch {
				case v.deleteMarker:
					o.Status = "DeleteMarker"
				case i == len(versions)-1:
					o = core.Object{Type: "object", ARN: b.arn() + "/" + key}
				}
				objects = append(objects, o)
			}
		}
		for id, u := range b.uploads {
			objects = append(objects, core.Object{Type: "multipart-upload", ARN: b.arn() + "/" + u.key + "?uploadId=" + id})
		}
	}
	return objects
}

// Reset forgets everything.
func (s *Service) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.buckets = map[string]*bucket{}
}
