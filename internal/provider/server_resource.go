// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

func (s *server) ValidateResourceConfig(
	ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest,
) (*tfprotov6.ValidateResourceConfigResponse, error) {
	resp, err := guard(ctx, s.call("ValidateResourceConfig", req.TypeName), req, s.frameworkServer.ValidateResourceConfig,
		func(d diagnostics) *tfprotov6.ValidateResourceConfigResponse {
			return &tfprotov6.ValidateResourceConfigResponse{Diagnostics: d}
		})
	if resp != nil {
		explainNull(resp.Diagnostics)
	}
	return resp, err
}

func (s *server) UpgradeResourceState(
	ctx context.Context, req *tfprotov6.UpgradeResourceStateRequest,
) (*tfprotov6.UpgradeResourceStateResponse, error) {
	return guard(ctx, s.call("UpgradeResourceState", req.TypeName), req, s.frameworkServer.UpgradeResourceState,
		func(d diagnostics) *tfprotov6.UpgradeResourceStateResponse {
			return &tfprotov6.UpgradeResourceStateResponse{Diagnostics: d}
		})
}

func (s *server) UpgradeResourceIdentity(
	ctx context.Context, req *tfprotov6.UpgradeResourceIdentityRequest,
) (*tfprotov6.UpgradeResourceIdentityResponse, error) {
	return guard(ctx, s.call("UpgradeResourceIdentity", req.TypeName), req, s.frameworkServer.UpgradeResourceIdentity,
		func(d diagnostics) *tfprotov6.UpgradeResourceIdentityResponse {
			return &tfprotov6.UpgradeResourceIdentityResponse{Diagnostics: d}
		})
}

func (s *server) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	return guard(ctx, s.call("ReadResource", req.TypeName), req, s.frameworkServer.ReadResource,
		func(d diagnostics) *tfprotov6.ReadResourceResponse {
			return &tfprotov6.ReadResourceResponse{
				NewState: req.CurrentState, NewIdentity: req.CurrentIdentity, Private: req.Private, Diagnostics: d,
			}
		})
}

func (s *server) PlanResourceChange(
	ctx context.Context, req *tfprotov6.PlanResourceChangeRequest,
) (*tfprotov6.PlanResourceChangeResponse, error) {
	return guard(ctx, s.call("PlanResourceChange", req.TypeName), req, s.plan,
		func(d diagnostics) *tfprotov6.PlanResourceChangeResponse { return unplanned(req, d) })
}

// plan plans nothing, whatever the type, where nothing can be done in AWS.
func (s *server) plan(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	creates, err := req.PriorState.IsNull()
	if err != nil {
		return nil, fmt.Errorf("planning %s: reading the prior state: %w", req.TypeName, err)
	}
	ctx = awsclient.Briefly(ctx)
	refused, left := s.access.refusal(ctx, creates)
	if refused != nil {
		return unplanned(req, diagnostics{refused}), nil
	}
	resp, err := s.planTwice(ctx, req)
	if err == nil && left != nil {
		resp.Diagnostics = append(resp.Diagnostics, left)
	}
	return resp, err
}

func unplanned(req *tfprotov6.PlanResourceChangeRequest, d diagnostics) *tfprotov6.PlanResourceChangeResponse {
	return &tfprotov6.PlanResourceChangeResponse{
		PlannedState: req.PriorState, PlannedIdentity: req.PriorIdentity, PlannedPrivate: req.PriorPrivate, Diagnostics: d,
	}
}

// planTwice plans a replacement twice: only the answer to the first time says that it is one, and a resource that knows can
// protect an object, warn of the price, or refuse to be replaced. What the second time asks of AWS is cached.
func (s *server) planTwice(
	ctx context.Context, req *tfprotov6.PlanResourceChangeRequest,
) (*tfprotov6.PlanResourceChangeResponse, error) {
	resp, err := s.frameworkServer.PlanResourceChange(ctx, req)
	if err != nil || len(resp.RequiresReplace) == 0 {
		return resp, err
	}
	ctx = crud.WithReplacement(ctx, resp.RequiresReplace)
	resp, err = s.frameworkServer.PlanResourceChange(ctx, req)
	if err == nil && crud.ReplacementRefused(ctx) {
		resp.RequiresReplace = nil
	}
	return resp, err
}

// ApplyResourceChange answers a panic with the prior state: without a state, Terraform would take an object that was to be
// updated or deleted for gone.
func (s *server) ApplyResourceChange(
	ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest,
) (*tfprotov6.ApplyResourceChangeResponse, error) {
	return guard(ctx, s.call("ApplyResourceChange", req.TypeName), req, s.frameworkServer.ApplyResourceChange,
		func(d diagnostics) *tfprotov6.ApplyResourceChangeResponse {
			return &tfprotov6.ApplyResourceChangeResponse{
				NewState: req.PriorState, NewIdentity: req.PlannedIdentity, Private: req.PlannedPrivate, Diagnostics: d,
			}
		})
}

func (s *server) ImportResourceState(
	ctx context.Context, req *tfprotov6.ImportResourceStateRequest,
) (*tfprotov6.ImportResourceStateResponse, error) {
	return guard(ctx, s.call("ImportResourceState", req.TypeName), req, s.frameworkServer.ImportResourceState,
		func(d diagnostics) *tfprotov6.ImportResourceStateResponse {
			return &tfprotov6.ImportResourceStateResponse{Diagnostics: d}
		})
}

func (s *server) MoveResourceState(
	ctx context.Context, req *tfprotov6.MoveResourceStateRequest,
) (*tfprotov6.MoveResourceStateResponse, error) {
	return guard(ctx, s.call("MoveResourceState", req.TargetTypeName), req, s.move,
		func(d diagnostics) *tfprotov6.MoveResourceStateResponse {
			return &tfprotov6.MoveResourceStateResponse{Diagnostics: d}
		})
}

func (s *server) GenerateResourceConfig(
	ctx context.Context, req *tfprotov6.GenerateResourceConfigRequest,
) (*tfprotov6.GenerateResourceConfigResponse, error) {
	return guard(ctx, s.call("GenerateResourceConfig", req.TypeName), req, s.frameworkServer.GenerateResourceConfig,
		func(d diagnostics) *tfprotov6.GenerateResourceConfigResponse {
			return &tfprotov6.GenerateResourceConfigResponse{Diagnostics: d}
		})
}

func (s *server) ValidateDataResourceConfig(
	ctx context.Context, req *tfprotov6.ValidateDataResourceConfigRequest,
) (*tfprotov6.ValidateDataResourceConfigResponse, error) {
	resp, err := guard(ctx, s.call("ValidateDataResourceConfig", req.TypeName), req, s.frameworkServer.ValidateDataResourceConfig,
		func(d diagnostics) *tfprotov6.ValidateDataResourceConfigResponse {
			return &tfprotov6.ValidateDataResourceConfigResponse{Diagnostics: d}
		})
	if resp != nil {
		explainNull(resp.Diagnostics)
	}
	return resp, err
}

// ofAJob are the ends of names of arguments that take what a job makes.
var ofAJob = []string{"arn", "identifier", "uri", "id"}

// explainNull adds to the framework's error of a required argument that is null where the null of an ARN or an id usually comes from:
// Terraform itself finds those that nobody wrote, and never asks.
func explainNull(found diagnostics) {
	for _, d := range found {
		if d.Summary == "Missing Configuration for Required Attribute" && slices.Contains(ofAJob, lastWord(d.Attribute)) {
			d.Detail += "\n\nWhat a job makes, such as output_model_arn, is null in an apply that does not wait for it. Set " +
				"wait_for = \"completed\" on that job, or make this one only when it is there: count = ARN == null ? 0 : 1."
		}
	}
}

// lastWord is the end of the name of an attribute, behind its last underscore.
func lastWord(attribute *tftypes.AttributePath) string {
	step, _ := attribute.LastStep().(tftypes.AttributeName)
	return string(step[strings.LastIndexByte(string(step), '_')+1:])
}

func (s *server) ReadDataSource(
	ctx context.Context, req *tfprotov6.ReadDataSourceRequest,
) (*tfprotov6.ReadDataSourceResponse, error) {
	return guard(awsclient.Briefly(ctx), s.call("ReadDataSource", req.TypeName), req, s.frameworkServer.ReadDataSource,
		func(d diagnostics) *tfprotov6.ReadDataSourceResponse {
			return &tfprotov6.ReadDataSourceResponse{Diagnostics: d}
		})
}
