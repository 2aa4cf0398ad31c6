// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// move takes over the state of a resource. A type takes that of the same type from a provider at any address, as after a fork, a
// private mirror or a change of namespace: it is read as the state of an earlier version of this provider is. What else a
// resource takes over, it says itself.
func (s *server) move(ctx context.Context, req *tfprotov6.MoveResourceStateRequest) (*tfprotov6.MoveResourceStateResponse, error) {
	if req.SourceTypeName != req.TargetTypeName {
		return s.frameworkServer.MoveResourceState(ctx, req)
	}
	state, err := s.frameworkServer.UpgradeResourceState(ctx, &tfprotov6.UpgradeResourceStateRequest{
		TypeName: req.TargetTypeName, Version: req.SourceSchemaVersion, RawState: req.SourceState,
	})
	if err != nil {
		return nil, err
	}
	resp := &tfprotov6.MoveResourceStateResponse{
		TargetState: state.UpgradedState, TargetPrivate: req.SourcePrivate, Diagnostics: state.Diagnostics,
	}
	if req.SourceIdentity == nil {
		return resp, nil // the refresh that follows writes it
	}
	identity, err := s.frameworkServer.UpgradeResourceIdentity(ctx, &tfprotov6.UpgradeResourceIdentityRequest{
		TypeName: req.TargetTypeName, Version: req.SourceIdentitySchemaVersion, RawIdentity: req.SourceIdentity,
	})
	if err != nil {
		return nil, err
	}
	resp.TargetIdentity = identity.UpgradedIdentity
	resp.Diagnostics = append(resp.Diagnostics, identity.Diagnostics...)
	return resp, nil
}
