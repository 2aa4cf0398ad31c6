// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodelshare_test

import (
	"context"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ram"
	ramtypes "github.com/aws/aws-sdk-go-v2/service/ram/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	address   = "bedrock_custom_model_share.test"
	source    = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support00001"
	colleague = "345678901234"
	other     = "456789012345"
	stranger  = "567890123456"
)

// start is an organization of three accounts, of which the first has a model.
func start(t *testing.T) (*acctest.Cloud, *acctest.Workspace) {
	t.Helper()
	cloud, ws := acctest.Start(t, registry.Of("customization"))
	cloud.GiveModel(simulator.GivenModel{ARN: source, Name: "support"})
	for _, account := range []string{"123456789012", colleague, other} {
		cloud.SetAccount(account, simulator.Account{Organization: "o-example123", OrganizationalUnit: "ou-1234-abcdefgh"})
	}
	return cloud, ws
}

func shared(principals, arguments string) string {
	return `resource "bedrock_custom_model_share" "test" {
		name       = "support"
		model_arn  = "` + source + `"
		principals = [` + principals + `]
		` + arguments + "\n}\n"
}

func client(t *testing.T, cloud *acctest.Cloud) *ram.Client {
	t.Helper()
	c, err := cloud.Clients().RAM(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// who are the principals that have the model, by AWS.
func who(t *testing.T, cloud *acctest.Cloud, arn string) (all []string) {
	t.Helper()
	out, err := client(t, cloud).GetResourceShareAssociations(t.Context(), &ram.GetResourceShareAssociationsInput{
		AssociationType: ramtypes.ResourceShareAssociationTypePrincipal, ResourceShareArns: []string{arn},
		AssociationStatus: ramtypes.ResourceShareAssociationStatusAssociated,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range out.ResourceShareAssociations {
		all = append(all, *a.AssociatedEntity)
	}
	slices.Sort(all)
	return all
}

// At the end of an apply everybody has the model; principals come and go in place, and a destroy leaves nothing.
func TestCustomModelShare(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	config := shared(`"`+colleague+`"`, `tags = { team = "support" }`) + `
	data "bedrock_custom_model_share" "test" { resource_share_arn = bedrock_custom_model_share.test.arn }`
	acctest.ApplyInSilence(t, ws, config)
	got, data := ws.Object(address), ws.Data("bedrock_custom_model_share.test")
	arn := got.Attr("arn")
	if got.Attr("status") != "ASSOCIATED" || !slices.Equal(who(t, cloud, arn), []string{colleague}) || got.Attr("permission_arn") == "" {
		t.Errorf("got %#v", got.Value)
	}
	if data.GetAttr("model_arn").AsString() != source || data.GetAttr("tags").LengthInt() != 1 {
		t.Errorf("the data source has %#v", data)
	}
	acctest.Unchanged(t, ws, config)
	acctest.ApplyInSilence(t, ws, shared(`"`+other+`"`, `tags = { team = "support" }`))
	if got := who(t, cloud, arn); ws.Object(address).Attr("arn") != arn || !slices.Equal(got, []string{other}) {
		t.Errorf("%v have the model", got)
	}
	acctest.OK(t, ws.Destroy(context.Background()))
	if left := cloud.Objects(); len(left) != 1 || left[0].ARN != source {
		t.Errorf("left are %+v", left)
	}
}

// A principal outside of the organization is refused, with the way out; once it is allowed, no apply waits for it to accept.
func TestCustomModelShare_outsideOfTheOrganization(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	acctest.Refused(t, ws.Apply(context.Background(), shared(`"`+stranger+`"`, "")), "allow_external_principals = true")
	config := shared(`"`+stranger+`", "`+colleague+`"`, "allow_external_principals = true")
	acctest.ApplyInSilence(t, ws, config)
	statuses := ws.Object(address).Value.GetAttr("principal_statuses").AsValueMap()
	if statuses[stranger].AsString() != "ASSOCIATING" || statuses[colleague].AsString() != "ASSOCIATED" {
		t.Errorf("got %#v", statuses)
	}
	acctest.Unchanged(t, ws, config)
	if got := who(t, cloud, ws.Object(address).Attr("arn")); !slices.Equal(got, []string{colleague}) {
		t.Errorf("%v have the model", got)
	}
}

// What others took out of the share, a plan puts back.
func TestCustomModelShare_putsBackWhatOthersRemove(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	config := shared(`"`+colleague+`", "`+other+`"`, "")
	acctest.ApplyInSilence(t, ws, config)
	arn := ws.Object(address).Attr("arn")
	_, err := client(t, cloud).DisassociateResourceShare(t.Context(), &ram.DisassociateResourceShareInput{
		ResourceShareArn: &arn, Principals: []string{colleague},
	})
	if err != nil {
		t.Fatal(err)
	}
	if plan := ws.Plan(context.Background(), config); plan.Of(address) != acctest.Update || plan.Errors() != "" {
		t.Fatalf("the plan is %s: %s", plan.Of(address), plan.Errors())
	}
	acctest.ApplyInSilence(t, ws, config)
	if got := who(t, cloud, arn); !slices.Equal(got, []string{colleague, other}) {
		t.Errorf("%v have the model", got)
	}
}

// A model of another region, a principal that is none, and a share that is nobody's business are refused.
func TestCustomModelShare_refuses(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	cloud, ws := start(t)
	acctest.Refused(t, ws.Plan(ctx, shared(`"`+colleague+`"`, `region = "us-west-2"`)).Diagnostics, `region = "us-east-1"`)
	acctest.Refused(t, ws.Plan(ctx, shared(`"support team"`, "")).Diagnostics, "12 digits")
	if n := cloud.Count("CreateResourceShare"); n != 0 {
		t.Errorf("CreateResourceShare was called %d times", n)
	}
	out, err := client(t, cloud).CreateResourceShare(ctx, &ram.CreateResourceShareInput{Name: aws.String("empty")})
	if err != nil {
		t.Fatal(err)
	}
	diags := ws.Import(ctx, address, "bedrock_custom_model_share", *out.ResourceShare.ResourceShareArn, nil)
	acctest.Refused(t, diags, "exactly one, a custom model")
	diags = ws.Import(ctx, address, "bedrock_custom_model_share", "arn:aws:ram:us-east-1:"+colleague+":resource-share/11111111", nil)
	acctest.Refused(t, diags, colleague)
}

// An apply that is interrupted while the model spreads leaves the share in the state, and the next one waits on.
func TestCustomModelShare_waitsOn(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	config := shared(`"`+colleague+`"`, `timeouts = { create = "1s" }`)
	acctest.Says(t, "the apply", ws.Apply(t.Context(), config).Warnings(), "still running")
	acctest.OK(t, ws.Apply(t.Context(), config))
	if got := ws.Object(address); got.Attr("status") != "ASSOCIATED" || cloud.Count("CreateResourceShare") != 1 {
		t.Errorf("got %#v", got.Value)
	}
}
