// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
)

func TestValidate_hashesManyBlocksInTheirOrder(t *testing.T) {
	t.Parallel()
	data := corpus(dataset.Conversation, 3<<20, false)
	want := sha256.Sum256(data)
	for name, r := range map[string]io.Reader{
		"whole blocks": bytes.NewReader(data), "half blocks": iotest.HalfReader(bytes.NewReader(data)),
	} {
		report, err := dataset.Validate(t.Context(), r, dataset.Options{Format: dataset.Conversation})
		if err != nil || report.SHA256 != hex.EncodeToString(want[:]) || report.Bytes != int64(len(data)) {
			t.Errorf("%s: SHA-256 %s of %d bytes, %v, want %x", name, report.SHA256, report.Bytes, err, want)
		}
	}
}

func TestValidate_leavesNothingRunningWhenTheStreamFails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // fails when a goroutine is left waiting
		broken := errors.New("the disk is gone")
		r := io.MultiReader(strings.NewReader(goodPrompt+"\n"), iotest.ErrReader(broken))
		_, err := dataset.Validate(t.Context(), r, dataset.Options{Format: dataset.PromptCompletion})
		if !errors.Is(err, broken) {
			t.Errorf("Validate() = %v, want the reader's error", err)
		}
	})
}
