// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// Decoder is a plan, a state or a configuration.
type Decoder interface {
	Get(ctx context.Context, model any) diag.Diagnostics
	GetAttribute(ctx context.Context, at path.Path, target any) diag.Diagnostics
}

// Decode reads what a verb starts from into a model, and reports whether nothing has gone wrong so far.
func Decode(ctx context.Context, from Decoder, model any, diags *diag.Diagnostics) bool {
	diags.Append(from.Get(ctx, model)...)
	return !diags.HasError()
}

// Text reads one string; unknown and null are empty.
func Text(ctx context.Context, from Decoder, attribute string, diags *diag.Diagnostics) string {
	var value types.String
	diags.Append(from.GetAttribute(ctx, path.Root(attribute), &value)...)
	return value.ValueString()
}

// Timeout is how long a verb may take: what the timeouts argument says, asked by its method for the verb, or byDefault.
func Timeout(
	ctx context.Context, configured func(context.Context, time.Duration) (time.Duration, diag.Diagnostics), byDefault time.Duration,
	diags *diag.Diagnostics,
) time.Duration {
	timeout, found := configured(ctx, byDefault)
	diags.Append(found...)
	return timeout
}

// Within is a context that ends after Timeout, for a verb whose every request counts.
func Within(
	ctx context.Context, configured func(context.Context, time.Duration) (time.Duration, diag.Diagnostics), byDefault time.Duration,
	diags *diag.Diagnostics,
) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, Timeout(ctx, configured, byDefault, diags))
}
