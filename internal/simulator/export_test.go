// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

// Assume asks the role authority what a job asks it.
func (s *Simulator) Assume(roleARN, sourceAccount, sourceARN string) error {
	return s.bedrock.aws.roles.assume(roleARN, sourceAccount, sourceARN)
}

// Allowed asks the role authority what a job asks it.
func (s *Simulator) Allowed(roleARN, action, resourceARN string) bool {
	return s.bedrock.aws.roles.allowed(roleARN, action, resourceARN)
}
