// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"slices"
	"strings"
	"time"
)

// s3Bucket is a bucket with its configuration and its objects. The service's lock guards it.
type s3Bucket struct {
	name, account, region string
	location              string // LocationConstraint as it was created with
	created               time.Time
	objectLock            bool
	versioning            string // "" before it was ever set, Enabled, Suspended

	tags         []tag
	policy       []byte               // JSON; nil without a policy
	publicAccess *s3PublicAccessBlock // nil after it was deleted
	ownership    string               // "" after it was deleted
	encryption   s3EncryptionConfiguration
	lifecycle    *s3Lifecycle
	lifecycleMin string // transition-default-minimum-object-size
	cors         *s3CORS

	versions map[string][]*s3Version // by key, oldest first, never empty
	uploads  map[string]*s3Upload    // by upload id

	completed map[string]s3Completed // by upload id
}

// s3Version is one version of an object, or a delete marker. It never changes: a new set of tags makes a new value.
type s3Version struct {
	key, id      string // the id is "null" for what was written without versioning
	deleteMarker bool
	modified     time.Time
	body         []byte
	etag         string            // with quotes
	headers      map[string]string // Content-Type and its like, X-Amz-Meta-*
	storageClass string
	encryption   s3Encryption
	checksum     s3Checksum
	parts        []s3Part // of a multipart upload
	tags         []tag
}

const (
	nullVersion     = "null"
	versionsEnabled = "Enabled"
	versionsStopped = "Suspended"
)

func (b *s3Bucket) arn() string {
	return arn{partition: partition(b.region), service: "s3", resource: b.name}.String()
}

// current returns the newest version of a key, which may be a delete marker; nil when there is none.
func (b *s3Bucket) current(key string) *s3Version {
	versions := b.versions[key]
	if len(versions) == 0 {
		return nil
	}
	return versions[len(versions)-1]
}

// version returns one version of a key; nil when there is none.
func (b *s3Bucket) version(key, id string) *s3Version {
	for _, v := range b.versions[key] {
		if v.id == id {
			return v
		}
	}
	return nil
}

// add makes v the newest version of its key and gives it its version id. Without versioning it takes the place of the
// null version; versions that were kept while versioning was enabled stay.
func (b *s3Bucket) add(v *s3Version) {
	v.id = nullVersion
	if b.versioning == versionsEnabled {
		v.id = randomString(lowerAlphanumeric, 32)
	} else {
		b.removeVersion(v.key, nullVersion)
	}
	b.versions[v.key] = append(b.versions[v.key], v)
}

// remove deletes a key as a DELETE without a version id does. With versioning that adds a delete marker, which it returns.
func (b *s3Bucket) remove(key string, now time.Time) *s3Version {
	if b.versioning == "" {
		b.removeVersion(key, nullVersion)
		return nil
	}
	marker := &s3Version{key: key, deleteMarker: true, modified: now}
	b.add(marker)
	return marker
}

// removeVersion deletes one version for good and returns it; nil when there is none.
func (b *s3Bucket) removeVersion(key, id string) *s3Version {
	i := slices.IndexFunc(b.versions[key], func(v *s3Version) bool { return v.id == id })
	if i < 0 {
		return nil
	}
	v := b.versions[key][i]
	b.versions[key] = slices.Delete(b.versions[key], i, i+1)
	if len(b.versions[key]) == 0 {
		delete(b.versions, key)
	}
	return v
}

// replace puts v in the place of the version that has its id.
func (b *s3Bucket) replace(v *s3Version) {
	for i, old := range b.versions[v.key] {
		if old.id == v.id {
			b.versions[v.key][i] = v
		}
	}
}

// allKeys returns the keys below a prefix that have versions or delete markers, in lexical order.
func (b *s3Bucket) allKeys(prefix string) []string {
	var keys []string
	for key := range b.versions {
		if strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// liveKeys returns the keys below a prefix that a GET finds, in lexical order.
func (b *s3Bucket) liveKeys(prefix string) []string {
	return slices.DeleteFunc(b.allKeys(prefix), func(key string) bool { return b.current(key).deleteMarker })
}

// versionHeader returns the header that names a version; nothing when the bucket never had versions.
func (b *s3Bucket) versionHeader(v *s3Version) map[string]string {
	if b.versioning == "" {
		return map[string]string{}
	}
	return map[string]string{"X-Amz-Version-Id": v.id}
}
