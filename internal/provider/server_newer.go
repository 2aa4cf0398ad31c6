// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// This file guards what newer versions of Terraform ask for: ephemeral resources, list resources and actions.

func (s *server) ValidateEphemeralResourceConfig(
	ctx context.Context, req *tfprotov6.ValidateEphemeralResourceConfigRequest,
) (*tfprotov6.ValidateEphemeralResourceConfigResponse, error) {
	return guard(ctx, s.call("ValidateEphemeralResourceConfig", req.TypeName), req, s.frameworkServer.ValidateEphemeralResourceConfig,
		func(d diagnostics) *tfprotov6.ValidateEphemeralResourceConfigResponse {
			return &tfprotov6.ValidateEphemeralResourceConfigResponse{Diagnostics: d}
		})
}

func (s *server) OpenEphemeralResource(
	ctx context.Context, req *tfprotov6.OpenEphemeralResourceRequest,
) (*tfprotov6.OpenEphemeralResourceResponse, error) {
	return guard(ctx, s.call("OpenEphemeralResource", req.TypeName), req, s.frameworkServer.OpenEphemeralResource,
		func(d diagnostics) *tfprotov6.OpenEphemeralResourceResponse {
			return &tfprotov6.OpenEphemeralResourceResponse{Diagnostics: d}
		})
}

func (s *server) RenewEphemeralResource(
	ctx context.Context, req *tfprotov6.RenewEphemeralResourceRequest,
) (*tfprotov6.RenewEphemeralResourceResponse, error) {
	return guard(ctx, s.call("RenewEphemeralResource", req.TypeName), req, s.frameworkServer.RenewEphemeralResource,
		func(d diagnostics) *tfprotov6.RenewEphemeralResourceResponse {
			return &tfprotov6.RenewEphemeralResourceResponse{Private: req.Private, Diagnostics: d}
		})
}

func (s *server) CloseEphemeralResource(
	ctx context.Context, req *tfprotov6.CloseEphemeralResourceRequest,
) (*tfprotov6.CloseEphemeralResourceResponse, error) {
	return guard(ctx, s.call("CloseEphemeralResource", req.TypeName), req, s.frameworkServer.CloseEphemeralResource,
		func(d diagnostics) *tfprotov6.CloseEphemeralResourceResponse {
			return &tfprotov6.CloseEphemeralResourceResponse{Diagnostics: d}
		})
}

func (s *server) ValidateListResourceConfig(
	ctx context.Context, req *tfprotov6.ValidateListResourceConfigRequest,
) (*tfprotov6.ValidateListResourceConfigResponse, error) {
	return guard(ctx, s.call("ValidateListResourceConfig", req.TypeName), req, s.frameworkServer.ValidateListResourceConfig,
		func(d diagnostics) *tfprotov6.ValidateListResourceConfigResponse {
			return &tfprotov6.ValidateListResourceConfigResponse{Diagnostics: d}
		})
}

// ListResource guards the stream too: most of the work is done after the call has returned.
func (s *server) ListResource(
	ctx context.Context, req *tfprotov6.ListResourceRequest,
) (*tfprotov6.ListResourceServerStream, error) {
	failed := func(d diagnostics) tfprotov6.ListResourceResult { return tfprotov6.ListResourceResult{Diagnostics: d} }
	stream, err := guard(ctx, s.call("ListResource", req.TypeName), req, s.frameworkServer.ListResource,
		func(d diagnostics) *tfprotov6.ListResourceServerStream {
			return &tfprotov6.ListResourceServerStream{Results: func(push func(tfprotov6.ListResourceResult) bool) { push(failed(d)) }}
		})
	if stream != nil && stream.Results != nil {
		stream.Results = guardSeq(ctx, s.call("ListResource", req.TypeName), stream.Results, failed)
	}
	return stream, err
}

func (s *server) ValidateActionConfig(
	ctx context.Context, req *tfprotov6.ValidateActionConfigRequest,
) (*tfprotov6.ValidateActionConfigResponse, error) {
	return guard(ctx, s.call("ValidateActionConfig", req.ActionType), req, s.frameworkServer.ValidateActionConfig,
		func(d diagnostics) *tfprotov6.ValidateActionConfigResponse {
			return &tfprotov6.ValidateActionConfigResponse{Diagnostics: d}
		})
}

func (s *server) PlanAction(ctx context.Context, req *tfprotov6.PlanActionRequest) (*tfprotov6.PlanActionResponse, error) {
	return guard(ctx, s.call("PlanAction", req.ActionType), req, s.frameworkServer.PlanAction,
		func(d diagnostics) *tfprotov6.PlanActionResponse {
			return &tfprotov6.PlanActionResponse{Diagnostics: d}
		})
}

// InvokeAction guards the stream too: most of the work is done after the call has returned.
func (s *server) InvokeAction(
	ctx context.Context, req *tfprotov6.InvokeActionRequest,
) (*tfprotov6.InvokeActionServerStream, error) {
	failed := func(d diagnostics) tfprotov6.InvokeActionEvent {
		return tfprotov6.InvokeActionEvent{Type: tfprotov6.CompletedInvokeActionEventType{Diagnostics: d}}
	}
	stream, err := guard(ctx, s.call("InvokeAction", req.ActionType), req, s.frameworkServer.InvokeAction,
		func(d diagnostics) *tfprotov6.InvokeActionServerStream {
			return &tfprotov6.InvokeActionServerStream{Events: func(push func(tfprotov6.InvokeActionEvent) bool) { push(failed(d)) }}
		})
	if stream != nil && stream.Events != nil {
		stream.Events = guardSeq(ctx, s.call("InvokeAction", req.ActionType), stream.Events, failed)
	}
	return stream, err
}
