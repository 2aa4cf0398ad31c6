// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// plansStopWithoutAccess plans to create, to keep and to destroy the object where no apply could do anything, or must not.
func plansStopWithoutAccess(s *subject) error {
	config := s.fixture("min")
	if err := s.apply(config); err != nil {
		return err
	}
	profiles := filepath.Join(s.t.TempDir(), "config")
	if err := os.WriteFile(profiles, []byte("[profile none]\ncredential_process = /nonexistent\n"), 0o600); err != nil {
		return err
	}
	var wrong []error
	for says, change := range map[string]acctest.ProviderConfig{
		"allowed_account_ids":   {"allowed_account_ids": []any{"210987654321"}},
		"forbidden_account_ids": {"forbidden_account_ids": []any{"123456789012"}},
		"us-east-11":            {"region": "us-east-11"},
		"The provider tries, in this order": {
			"access_key": nil, "secret_key": nil, "profile": "none", "shared_config_files": []any{profiles},
		},
	} {
		for verb, plan := range map[string]func() acctest.Diagnostics{
			"keep":    func() acctest.Diagnostics { return s.PlanOnly(context.Background(), config).Diagnostics },
			"destroy": func() acctest.Diagnostics { return s.PlanDestroy(context.Background(), s.address()) },
			"create": func() acctest.Diagnostics {
				saved := s.State()
				defer s.SetState(saved)
				s.Forget(s.address())
				return s.PlanOnly(context.Background(), config).Diagnostics
			},
		} {
			s.restart(s.config(change))
			s.Only(s.address())
			before := len(s.cloud.Journal())
			if said := plan().Errors(); !strings.Contains(said, says) {
				wrong = append(wrong, fmt.Errorf("a plan to %s does not stop for %q: %q", verb, says, said))
			}
			sent := s.cloud.Journal()[before:]
			if len(sent) > 1 || len(sent) == 1 && sent[0].Operation != "GetCallerIdentity" {
				wrong = append(wrong, fmt.Errorf("a plan to %s that stops for %q sent %+v", verb, says, sent))
			}
		}
	}
	return errors.Join(wrong...)
}
