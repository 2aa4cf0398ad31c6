// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

// register builds the services and lets them know one another.
func (s *Simulator) register() {
	iam := newIAMService(s)
	s.roles = iam
	s3 := newS3Service(s)
	s.objects = s3
	s.services = map[string]service{
		"bedrock": newBedrockService(s), // Bedrock Runtime signs as bedrock too
		"iam":     iam,
		"s3":      s3,
		"sts":     newSTSService(s, iam),
	}
}
