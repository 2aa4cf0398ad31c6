// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package spelling_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient/spelling"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	known := []string{"default", "dev", "prod", "Anthropic", "Amazon", "us-east-1", "us-east-2"}
	for word, want := range map[string]string{
		"dve": "dev", "deev": "dev", "DEV": "dev", "Antropic": "Anthropic", "anthropic": "Anthropic", "us-east1": "us-east-1",
		"us-east": "us-east-1", "us-esat-2": "us-east-2", "us-east-1a": "us-east-1", "staging": "", "": "", "x": "",
	} {
		if got := spelling.Nearest(word, known); got != want {
			t.Errorf("Nearest(%q) is %q, want %q", word, got, want)
		}
	}
	if got := spelling.Nearest("dev", nil); got != "" {
		t.Errorf("out of nothing came %q", got)
	}
}
