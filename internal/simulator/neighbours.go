// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"errors"
	"io"
)

// objectStore is how a Bedrock job reaches S3 behind the scenes. Errors wrap errNoSuchBucket or errNoSuchKey.
type objectStore interface {
	bucket(name string) (account, region string, err error)
	open(bucket, key string) (body io.ReadCloser, size int64, err error)
	put(bucket, key string, body []byte) error
	// keys lists the keys below a prefix in lexical order.
	keys(bucket, prefix string) ([]string, error)
}

// roleAuthority judges what a service role may do, as the package comment says: Allow, Action, Resource with
// wildcards, aws:SourceAccount and aws:SourceArn; other conditions are ignored.
type roleAuthority interface {
	// assume returns nil when bedrock.amazonaws.com may assume the role on behalf of sourceARN, now. A role that is
	// too young, absent, or whose trust policy says no returns an error with AWS's reason.
	assume(roleARN, sourceAccount, sourceARN string) error
	// exists says whether there is such a role.
	exists(roleARN string) bool
	// allowed says whether the role's identity policies allow the action on the resource ARN.
	allowed(roleARN, action, resourceARN string) bool
	// permits is allowed for what a caller's request needs.
	permits(roleARN string, p permission) bool
	// called returns the role that has the name of another, with its path, or that one where there is none.
	called(wanted *role) *role
}

var (
	errNoSuchBucket = errors.New("NoSuchBucket: the specified bucket does not exist")
	errNoSuchKey    = errors.New("NoSuchKey: the specified key does not exist")
)
