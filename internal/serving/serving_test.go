// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package serving

import (
	"slices"
	"testing"
)

func TestOnDemand(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		base, region string
		want         bool
	}{
		{"amazon.nova-micro-v1:0:128k", "us-east-1", true}, {"amazon.nova-2-lite-v1:0:256k", "us-east-1", true},
		{"amazon.nova-micro-v1:0:128k", "us-west-2", false}, {"meta.llama3-3-70b-instruct-v1:0:128k", "us-west-2", true},
		{"meta.llama3-1-8b-instruct-v1:0:128k", "us-west-2", false}, {"amazon.nova-canvas-v1:0", "us-east-1", false},
		{"amazon.nova-micro-v1:0:128k", "eu-west-1", false}, {"", "us-east-1", false},
	} {
		if got := OnDemand(c.base, c.region); got != c.want {
			t.Errorf("%s in %s: %t", c.base, c.region, got)
		}
	}
	if !slices.Equal(Regions(), []string{"us-east-1", "us-west-2"}) || len(Bases("us-east-1")) != 4 || len(Bases("eu-west-1")) != 0 {
		t.Errorf("%v, %v", Regions(), Bases("us-east-1"))
	}
}
