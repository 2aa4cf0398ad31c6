// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/bug"
)

// call is one request, as the report of a bug names it.
type call struct {
	rpc     string
	typ     string // of the resource, data source or action; empty where the request is about none
	version string // of the provider
}

func (s *server) call(rpc, typ string) call { return call{rpc, typ, s.version} }

func (c call) String() string {
	if c.typ == "" {
		return c.rpc
	}
	return c.rpc + " of " + c.typ
}

// bug logs a panic and returns what the user sees of it. Both say where it happened and neither says with what values, because
// reports of bugs are public: what a program panics with may be made of the configuration, and so of secrets, prompts and
// records. The place is in the error too, and not in the log alone: to run a failed apply again for the sake of a log may cost
// money, or not fail again.
func (c call) bug(ctx context.Context, cause any) *tfprotov6.Diagnostic {
	what, where := bug.What(cause), bug.Where()
	tflog.Error(ctx, "Provider bug", map[string]any{
		"rpc": c.rpc, "type": c.typ, "provider_version": c.version, "panic": what, "stack": where,
	})
	return &tfprotov6.Diagnostic{
		Severity: tfprotov6.DiagnosticSeverityError,
		Summary:  "The Bedrock provider failed unexpectedly",
		Detail: fmt.Sprintf("%s stopped with %s at\n\n%s\n\nThis is a bug in version %s of the provider, please report it, with the lines "+
			"above. They hold nothing of your configuration. Other resources are not affected, and what the state holds of this one is "+
			"unchanged; if it was being created, look in AWS for an object that the state does not have.", c, what, where, c.version),
	}
}
