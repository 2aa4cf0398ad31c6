// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/bedrock"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/iam"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/pricing"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/ram"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/s3"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/sts"
)

// register builds the services and lets them know one another. What signs with a name that is not here is answered with 501.
func (s *Simulator) register() {
	roles := iam.New(s.clock)
	objects := s3.New(s.clock, roles)
	shares := ram.New(s.clock, s.accounts)
	s.bedrock = bedrock.New(&bedrock.Neighbours{
		Clock: s.clock, Accounts: s.accounts, Objects: objects, Roles: roles, Buckets: objects, Shares: shares,
	})
	shares.Share(s.bedrock)
	s.roles = roles
	s.services = map[string]core.Service{
		"bedrock": s.bedrock, // Bedrock Runtime signs as bedrock too
		"iam":     roles,
		"pricing": pricing.New(),
		"ram":     shares,
		"s3":      objects,
		"sts":     sts.New(s.clock, s.sessions, roles),
	}
}

// serviceOf returns the service with a signing name.
func (s *Simulator) serviceOf(name string) core.Service {
	if svc, ok := s.services[name]; ok {
		return svc
	}
	return unknownService{}
}
