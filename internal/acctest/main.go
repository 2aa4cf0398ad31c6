// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"os"
	"runtime/debug"
	"strings"
	"testing"
)

// Main is the TestMain of a package that makes many clouds and providers. It hides the AWS settings of whoever runs the tests: a
// bundle of certificates is read anew for each client, and what else is set may change what is tested. Each test makes much and keeps
// little, so the memory is collected less often than usual.
func Main(m *testing.M) {
	for _, variable := range os.Environ() {
		if name, _, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "AWS_") {
			_ = os.Unsetenv(name)
		}
	}
	debug.SetGCPercent(400)
	os.Exit(m.Run())
}
