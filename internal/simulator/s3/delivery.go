// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// MayDeliver says whether the policy of a bucket lets Bedrock write an object on behalf of a source.
func (s *Service) MayDeliver(bucket, key, sourceAccount, sourceARN string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.buckets[bucket]
	if !ok || b.policy == nil {
		return false
	}
	policy, err := parseBucketPolicy(b.policy)
	if err != nil {
		return false // it was accepted under other rules
	}
	return core.Decide([]core.Policy{policy}, func(st core.Statement) bool {
		return st.Delivers("s3:PutObject", b.arn()+"/"+key, sourceAccount, sourceARN)
	})
}
