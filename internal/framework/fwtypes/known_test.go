// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package fwtypes_test

import (
	"strings"
	"testing"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// A value that the SDK does not know is a warning that names those it knows, never an error.
func TestIsKnown(t *testing.T) {
	t.Parallel()
	for value, warns := range map[types.String]bool{
		types.StringValue("OneMonth"): false, types.StringNull(): false, types.StringUnknown(): false,
		types.StringValue("onemonth"): true, types.StringValue("TwelveMonths"): true,
	} {
		var resp validator.StringResponse
		req := validator.StringRequest{Path: path.Root("commitment_duration"), ConfigValue: value}
		fwtypes.IsKnown[awstypes.CommitmentDuration]().ValidateString(t.Context(), req, &resp)
		if resp.Diagnostics.HasError() || resp.Diagnostics.WarningsCount() > 0 != warns {
			t.Errorf("%s: %v", value, resp.Diagnostics)
		}
		for _, warning := range resp.Diagnostics {
			if !strings.Contains(warning.Detail(), "commitment_duration") || !strings.Contains(warning.Detail(), "SixMonths") {
				t.Errorf("the warning does not name the argument and what is known: %s", warning.Detail())
			}
		}
	}
}
