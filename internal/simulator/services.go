// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

// register builds the services and lets them know one another. What signs with a name that is not here is answered with 501.
func (s *Simulator) register() {
	iam := newIAMService(s.clock)
	s3 := newS3Service(s.clock)
	s.bedrock = newBedrockService(&neighbours{clock: s.clock, accounts: s.accounts, objects: s3, roles: iam})
	s.roles = iam
	s.services = map[string]service{
		"bedrock": s.bedrock, // Bedrock Runtime signs as bedrock too
		"iam":     iam,
		"s3":      s3,
		"sts":     newSTSService(s.clock, s.sessions, iam),
	}
}

// serviceOf returns the service with a signing name.
func (s *Simulator) serviceOf(name string) service {
	if svc, ok := s.services[name]; ok {
		return svc
	}
	return unknownService{}
}
