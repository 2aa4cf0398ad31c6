// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// A region that the account has not enabled is told as that, with the command, and the credentials as the second guess.
func TestCause_aRegionThatIsNotEnabled(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, `
data "bedrock_foundation_models" "m" {
  for_each = toset(["us-east-1", "ap-southeast-4"])
  region   = each.key
}
`)
	b.cloud.SetAccount(simulator.DefaultAccountID, simulator.Account{DisabledRegions: []string{"ap-southeast-4"}})
	result := b.Plan().Exits(t, 1).Says(t, "AWS refuses the credentials in ap-southeast-4",
		"aws account enable-region --region-name ap-southeast-4", "Where it is enabled, the credentials are wrong.")
	if strings.Contains(result.Text(), "tries, in this order") {
		t.Errorf("credentials are told as the cause\n%s", result)
	}
	b.Setenv("AWS_REGION", "ap-southeast-4")
	b.configure(training(fixedName))
	b.Plan().Exits(t, 1).Says(t, "aws account enable-region --region-name ap-southeast-4")
}

// A profile that does not exist is not told as a missing region.
func TestCause_aMisspeltProfile(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(fixedName))
	file := filepath.Join(t.TempDir(), "config")
	if err := os.WriteFile(file, []byte("[profile dev]\nregion = us-east-1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.Setenv("AWS_CONFIG_FILE", file)
	b.Setenv("AWS_REGION", "")
	b.Setenv("AWS_PROFILE", "dve")
	result := b.Plan().Exits(t, 1).Says(t, `There is no profile "dve", which the environment variable AWS_PROFILE names`,
		`Spelled alike is "dev".`)
	if strings.Contains(result.Text(), "no AWS region") || strings.Contains(result.Text(), "No AWS region") {
		t.Errorf("the region is told as the cause\n%s", result)
	}
}

// A simulator that does not run is told by the variable that points at it, and at once.
func TestCause_aSimulatorThatDoesNotRun(t *testing.T) {
	t.Parallel()
	b := newWorkbench(t, training(fixedName))
	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // closed at once
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	b.Setenv("AWS_ENDPOINT_URL", url)
	begun := time.Now()
	b.Plan().Exits(t, 1).Says(t, "AWS_ENDPOINT_URL is "+url+", and nothing listens there.")
	if waited := time.Since(begun); waited > 20*time.Second {
		t.Errorf("it took %s", waited)
	}
}
