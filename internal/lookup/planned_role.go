// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

// RoleUse is what a service role is for: jobs of a purpose of bedrock_service_role, in a region.
type RoleUse struct{ Purpose, Region string }

// PlanRole remembers what a role will be for when its plan is applied, so that the plans of jobs with it need not ask IAM, which would
// know the role only as it is now.
func (r *Readers) PlanRole(arn string, use RoleUse) { r.plannedRoles.Store(arn, use) }

// PlannedRole is what a role will be for; ok is false for one that this process has not planned.
func (r *Readers) PlannedRole(arn string) (use RoleUse, ok bool) {
	value, ok := r.plannedRoles.Load(arn)
	if ok {
		use, ok = value.(RoleUse)
	}
	return use, ok
}
