// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// The linker drops methods that nothing calls, unless something in the program looks up methods by names that are not known
// before it runs, as text/template and net/rpc do. Then it keeps all, and the program is larger by two thirds.
func TestProvider_linksNoOperationItNeverCalls(t *testing.T) {
	t.Parallel()
	program, err := os.ReadFile(acctest.ProviderProgram(t))
	if err != nil {
		t.Fatal(err)
	}
	const client = "github.com/aws/aws-sdk-go-v2/service/iam.(*Client)."
	if !bytes.Contains(program, []byte(client+"CreateRole")) {
		t.Errorf("%sCreateRole is not in the program, though it is called: this test looks in the wrong way", client)
	}
	if bytes.Contains(program, []byte(client+"CreateUser")) {
		t.Errorf("%sCreateUser is in the program, though nothing calls it. Find out what keeps it:\n"+
			"go build -tags grpcnotrace -ldflags=-dumpdep -o bin/all . 2>&1 | grep -- '-> .*<ReflectMethod>'", client)
	}
}
