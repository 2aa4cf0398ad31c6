// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

// neighbours are what Bedrock reaches behind the scenes.
type neighbours struct {
	clock    *clock
	accounts *accountTable
	objects  objectStore
	roles    serviceRoles
}

// serviceRoles judges what the service role of a job may do, as the package comment of simulator says: Allow, Action, Resource
// with wildcards, aws:SourceAccount and aws:SourceArn; other conditions are ignored.
type serviceRoles interface {
	// assume returns nil when bedrock.amazonaws.com may assume the role on behalf of sourceARN, now. A role that is
	// too young, absent, or whose trust policy says no returns an error with AWS's reason.
	assume(roleARN, sourceAccount, sourceARN string) error
	// allowed says whether the role's identity policies allow the action on the resource ARN.
	allowed(roleARN, action, resourceARN string) bool
}
