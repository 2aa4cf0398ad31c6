// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// Neighbours are what Bedrock reaches behind the scenes.
type Neighbours struct {
	Clock    *core.Clock
	Accounts *core.Accounts
	Objects  core.ObjectStore
	Roles    serviceRoles
	Buckets  bucketPolicies
	Shares   resourceShares
}

// bucketPolicies judge what Bedrock itself may write to a bucket, by the bucket's own policy.
type bucketPolicies interface {
	MayDeliver(bucket, key, sourceAccount, sourceARN string) bool
}

// resourceShares tell which custom models of other accounts an account may copy.
type resourceShares interface {
	// Shared reports whether a resource has reached an account, and whether it is on its way there.
	Shared(arn, account string) (reached, underWay bool)
	// SharedWith are the resources that have reached an account in a region.
	SharedWith(account, region string) (arns []string)
}

// serviceRoles judges what the service role of a job may do, as the package comment of simulator says: Allow, Action, Resource
// with wildcards, aws:SourceAccount and aws:SourceArn; other conditions are ignored.
type serviceRoles interface {
	// Assume returns nil when bedrock.amazonaws.com may assume the role on behalf of sourceARN, now. A role that is
	// too young, absent, or whose trust policy says no returns an error with AWS's reason.
	Assume(roleARN, sourceAccount, sourceARN string) error
	// Allowed says whether the role's identity policies allow the action on the resource ARN.
	Allowed(roleARN, action, resourceARN string) bool
}
