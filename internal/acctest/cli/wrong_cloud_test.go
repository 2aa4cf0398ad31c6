// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cli_test

import (
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// otherAccount are credentials of account 210987654321.
const otherAccount = "AKIA210987654321EXAM"

// A wrong account, a wrong region or an empty AWS remove nothing from the state and create nothing.
func TestWrongCloud_removesNothingAndCreatesNothing(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		mistake func(t *testing.T, b *workbench) *acctest.Cloud // returns the AWS that is asked then
		code    int
		says    []string
	}{
		"the credentials of another account": {
			func(_ *testing.T, b *workbench) *acctest.Cloud {
				b.Setenv("AWS_ACCESS_KEY_ID", otherAccount)
				return b.cloud
			}, 1,
			[]string{"belongs to account 123456789012", "credentials are of account 210987654321", "It stays in the state."},
		},
		"another account in which there is nothing": {
			func(t *testing.T, b *workbench) *acctest.Cloud {
				empty := acctest.NewCloud(t)
				b.Setenv("AWS_ENDPOINT_URL", empty.URL)
				b.Setenv("AWS_ACCESS_KEY_ID", otherAccount)
				return empty
			}, 1,
			[]string{"belongs to account 123456789012", "credentials are of account 210987654321", "It stays in the state."},
		},
		"another region": {
			func(_ *testing.T, b *workbench) *acctest.Cloud {
				b.Setenv("AWS_REGION", "us-west-2")
				return b.cloud
			}, 0,
			[]string{`region = "us-east-1" # stay`, `region = "us-west-2" # move`},
		},
		"the right account, where every record has aged out": {
			func(_ *testing.T, b *workbench) *acctest.Cloud {
				b.cloud.Reset()
				return b.cloud
			}, 0,
			[]string{"Warning: Bedrock model customization job has no record any more"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newWorkbench(t, training(`
  job_name = "tickets"
  wait_for = "created"
`))
			b.Apply().OK(t)
			b.cloud.Advance(trained)
			b.Apply().OK(t)
			arn := b.expectJob(t)["arn"]

			cloud := test.mistake(t, b)
			before := cloud.Count("CreateModelCustomizationJob")
			b.Apply().Exits(t, test.code).Says(t, test.says...)
			if got := b.expectJob(t)["arn"]; got != arn {
				t.Errorf("the state has %v, and had %v", got, arn)
			}
			if n := cloud.Count("CreateModelCustomizationJob") - before; n != 0 {
				t.Errorf("%d jobs were asked for", n)
			}
		})
	}
}
