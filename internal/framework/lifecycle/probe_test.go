// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle_test

import (
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
)

// toy is a model of provisioned throughput that forgets something.
type toy struct {
	lifecycle.Located

	Name    types.String
	ModelID types.String
	Status  types.String
}

func (m *toy) updateInput(was *toy) *bedrock.UpdateProvisionedModelThroughputInput {
	if m.Name.Equal(was.Name) && m.ModelID.Equal(was.ModelID) {
		return nil
	}
	return &bedrock.UpdateProvisionedModelThroughputInput{
		ProvisionedModelId: conv.Optional(m.ARN), DesiredProvisionedModelName: conv.Optional(m.Name),
	}
}

func (m *toy) flatten(out *bedrock.GetProvisionedModelThroughputOutput) {
	m.ARN, m.Name, m.ModelID = conv.NonEmpty(out.ProvisionedModelArn), conv.NonEmpty(out.ProvisionedModelName), conv.NonEmpty(out.ModelArn)
	m.Status = conv.Enum(out.Status)
}

// A test sees what a value sends and takes over, and so what it forgets.
func TestProbe_showsWhatIsForgotten(t *testing.T) {
	t.Parallel()
	object := lifecycle.Object[toy]{
		Attributes: func() map[string]schema.Attribute { return nil },
		Read: lifecycle.Reads((*bedrock.Client).GetProvisionedModelThroughput, func(id string) *bedrock.GetProvisionedModelThroughputInput {
			return &bedrock.GetProvisionedModelThroughputInput{ProvisionedModelId: &id}
		}, (*toy).flatten),
		Update: lifecycle.Updates((*bedrock.Client).UpdateProvisionedModelThroughput, (*toy).updateInput),
	}
	probed, ok := lifecycle.Resource(&object)().(lifecycle.Probed)
	if !ok {
		t.Fatal("the resource of a value cannot be probed")
	}
	probe := probed.Probe(t.Context())
	if input := probe.Update(); input != nil {
		t.Errorf("an update in which nothing changed sends %#v", input)
	}
	acctest.Fill(probe.Model)
	if diff := cmp.Diff([]string{"DesiredModelId"}, acctest.ZeroFields(probe.Update())); diff != "" {
		t.Errorf("members that no argument reaches (-want +got):\n%s", diff)
	}
	unread := acctest.UnreadMembers(probe.Answer, func(answer any) any {
		model, _ := probe.Read(answer)
		return model
	}, nil)
	want := []string{
		"CommitmentDuration", "CommitmentExpirationTime", "CreationTime", "DesiredModelArn", "DesiredModelUnits", "FailureMessage",
		"FoundationModelArn", "LastModifiedTime", "ModelUnits",
	}
	if diff := cmp.Diff(want, unread); diff != "" {
		t.Errorf("members that are not read (-want +got):\n%s", diff)
	}
}
