// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

// latecomer is a service whose objects change while no request comes in, as jobs do.
type latecomer interface {
	// CatchUp makes the changes that are due at the virtual time.
	CatchUp()
}

// catchUp brings every service up to the virtual time. It runs before each request to any of them: the files that a
// job wrote are there for the client that lists the bucket without having asked for the job.
func (s *Simulator) catchUp() {
	for _, svc := range s.services {
		if late, ok := svc.(latecomer); ok {
			late.CatchUp()
		}
	}
}
