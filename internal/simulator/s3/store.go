// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// bucket is a bucket with its configuration and its objects. The service's lock guards it.
type bucket struct {
	name, account, region string
	location              string // LocationConstraint as it was created with
	created               time.Time
	objectLock            bool
	versioning            string // "" before it was ever set, Enabled, Suspended

	tags         []core.Tag
	policy       []byte             // JSON; nil without a policy
	publicAccess *publicAccessBlock // nil after it was deleted
	ownership    string             // "" after it was deleted
	encryption   encryptionConfiguration
	lifecycle    *lifecycle
	lifecycleMin string // transition-default-minimum-object-size
	cors         *cORS

	versions map[string][]*version // by key, oldest first, never empty
	uploads  map[string]*upload    // by upload id

	completed map[string]completed // by upload id
}

// version is one version of an object, or a delete marker. It never changes: a new set of tags makes a new value.
type version struct {
	key, id      string // the id is "null" for what was written without versioning
	deleteMarker bool
	modified     time.Time
	body         []byte
	etag         string            // with quotes
	headers      map[string]string // Content-Type and its like, X-Amz-Meta-*
	storageClass string
	encryption   encryption
	checksum     checksum
	parts        []part // of a multipart upload
	tags         []core.Tag
}

const (
	nullVersion     = "null"
	versionIDLength = 32
	versionsEnabled = "Enabled"
	versionsStopped = "Suspended"
)

func (b *bucket) arn() string {
	return core.ARN{Partition: core.Partition(b.region), Service: "s3", Resource: b.name}.String()
}

// current returns the newest version of a key, which may be a delete marker; nil when there is none.
func (b *bucket) current(key string) *version {
	versions := b.versions[key]
	if len(versions) == 0 {
		return nil
	}
	return versions[len(versions)-1]
}

// version returns one version of a key; nil when there is none.
func (b *bucket) version(key, id string) *version {
	for _, v := range b.versions[key] {
		if v.id == id {
			return v
		}
	}
	return nil
}

// add makes v the newest version of its key and gives it its version id. Without versioning it takes the place of the
// null version; versions that were kept while versioning was enabled stay.
func (b *bucket) add(v *version) {
	v.id = nullVersion
	if b.versioning == versionsEnabled {
		v.id = core.RandomString(core.LowerAlphanumeric, versionIDLength)
	} else {
		b.removeVersion(v.key, nullVersion)
	}
	b.versions[v.key] = append(b.versions[v.key], v)
}

// remove deletes a key as a DELETE without a version id does. With versioning that adds a delete marker, which it returns.
func (b *bucket) remove(key string, now time.Time) *version {
	if b.versioning == "" {
		b.removeVersion(key, nullVersion)
		return nil
	}
	marker := &version{key: key, deleteMarker: true, modified: now}
	b.add(marker)
	return marker
}

// removeVersion deletes one version for good and returns it; nil when there is none.
func (b *bucket) removeVersion(key, id string) *version {
	i := slices.IndexFunc(b.versions[key], func(v *version) bool { return v.id == id })
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
func (b *bucket) replace(v *version) {
	for i, old := range b.versions[v.key] {
		if old.id == v.id {
			b.versions[v.key][i] = v
		}
	}
}

// allKeys returns the keys below a prefix that have versions or delete markers, in lexical order.
func (b *bucket) allKeys(prefix string) []string {
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
func (b *bucket) liveKeys(prefix string) []string {
	return slices.DeleteFunc(b.allKeys(prefix), func(key string) bool { return b.current(key).deleteMarker })
}

// writtenHeader is versionHeader of the answer to a write, which names only versions of their own.
func (b *bucket) writtenHeader(v *version) map[string]string {
	if v.id == nullVersion {
		return map[string]string{}
	}
	return b.versionHeader(v)
}

// versionHeader returns the header that names a version; nothing when the bucket never had versions.
func (b *bucket) versionHeader(v *version) map[string]string {
	if b.versioning == "" {
		return map[string]string{}
	}
	return map[string]string{"X-Amz-Version-Id": v.id}
}
