// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ram"
	ramtypes "github.com/aws/aws-sdk-go-v2/service/ram/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	owner, colleague, stranger = "123456789012", "210987654321", "345678901234"

	sharedModel = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:300k/abcdefghijkl"
)

// sharing is a simulator with a custom model, an account of the same organization and one of none.
type sharing struct {
	core
}

func startSharing(t *testing.T) sharing {
	t.Helper()
	c := startCore(t)
	c.GiveModel(simulator.GivenModel{ARN: sharedModel, Name: "support"})
	c.SetAccount(owner, simulator.Account{Organization: "o-example123"})
	c.SetAccount(colleague, simulator.Account{Organization: "o-example123", OrganizationalUnit: "ou-1234-abcdefgh"})
	return sharing{c}
}

func keyOf(account string) string { return "AKIA" + account + "EXAM" }

func (s sharing) as(account string) *ram.Client {
	return ram.NewFromConfig(s.config(keyOf(account), "us-east-1"))
}

func (s sharing) share(t *testing.T, change func(*ram.CreateResourceShareInput)) (string, error) {
	t.Helper()
	in := &ram.CreateResourceShareInput{Name: aws.String("support"), ResourceArns: []string{sharedModel}}
	change(in)
	out, err := s.as(owner).CreateResourceShare(t.Context(), in)
	if err != nil {
		return "", err
	}
	return *out.ResourceShare.ResourceShareArn, nil
}

func (s sharing) mustShare(t *testing.T, change func(*ram.CreateResourceShareInput)) string {
	t.Helper()
	arn, err := s.share(t, change)
	if err != nil {
		t.Fatal(err)
	}
	return arn
}

// seen are the shares of other accounts that an account sees.
func (s sharing) seen(t *testing.T, account string) int {
	t.Helper()
	out, err := s.as(account).GetResourceShares(t.Context(), &ram.GetResourceSharesInput{ResourceOwner: ramtypes.ResourceOwnerOtherAccounts})
	if err != nil {
		t.Fatal(err)
	}
	return len(out.ResourceShares)
}

func (s sharing) associations(t *testing.T, arn string, kind ramtypes.ResourceShareAssociationType) []ramtypes.ResourceShareAssociation {
	t.Helper()
	out, err := s.as(owner).GetResourceShareAssociations(t.Context(), &ram.GetResourceShareAssociationsInput{
		AssociationType: kind, ResourceShareArns: []string{arn},
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.ResourceShareAssociations
}

// Within the organization a share reaches an account, its unit and the organization without being asked, after a while.
func TestResourceShare_reachesTheOrganization(t *testing.T) {
	t.Parallel()
	for _, principal := range []string{
		colleague, "arn:aws:organizations::123456789012:ou/o-example123/ou-1234-abcdefgh",
		"arn:aws:organizations::123456789012:organization/o-example123",
	} {
		s := startSharing(t)
		arn := s.mustShare(t, func(in *ram.CreateResourceShareInput) {
			in.Principals, in.AllowExternalPrincipals = []string{principal}, aws.Bool(false)
		})
		if got := s.associations(t, arn, ramtypes.ResourceShareAssociationTypePrincipal)[0]; got.Status != "ASSOCIATING" || *got.External {
			t.Errorf("%s is %s, external %t, right after the create", principal, got.Status, *got.External)
		}
		if n := s.seen(t, colleague); n != 0 {
			t.Errorf("%s sees %d shares before they reach it", principal, n)
		}
		s.Advance(time.Minute)
		if n := s.seen(t, colleague); n != 1 {
			t.Errorf("%s sees %d shares", principal, n)
		}
		if n := s.seen(t, stranger); n != 0 {
			t.Errorf("a stranger sees %d shares", n)
		}
	}
}

// An account outside of the organization has to be allowed, and to accept.
func TestResourceShare_outsideOfTheOrganization(t *testing.T) {
	t.Parallel()
	s := startSharing(t)
	_, err := s.share(t, func(in *ram.CreateResourceShareInput) {
		in.Principals, in.AllowExternalPrincipals = []string{stranger}, aws.Bool(false)
	})
	wantError(t, err, "OperationNotPermittedException", "within your AWS Organization")
	s.mustShare(t, func(in *ram.CreateResourceShareInput) { in.Principals = []string{stranger} })
	s.Advance(time.Hour)
	if n := s.seen(t, stranger); n != 0 {
		t.Errorf("the stranger sees %d shares before it accepts", n)
	}
	invitations, err := s.as(stranger).GetResourceShareInvitations(t.Context(), &ram.GetResourceShareInvitationsInput{})
	if err != nil || len(invitations.ResourceShareInvitations) != 1 {
		t.Fatalf("got invitations %+v, %v", invitations, err)
	}
	accept := &ram.AcceptResourceShareInvitationInput{
		ResourceShareInvitationArn: invitations.ResourceShareInvitations[0].ResourceShareInvitationArn,
	}
	if _, err := s.as(stranger).AcceptResourceShareInvitation(t.Context(), accept); err != nil {
		t.Fatal(err)
	}
	_, err = s.as(stranger).AcceptResourceShareInvitation(t.Context(), accept)
	wantCode(t, err, "ResourceShareInvitationAlreadyAcceptedException")
	s.Advance(time.Minute)
	if n := s.seen(t, stranger); n != 1 {
		t.Errorf("the stranger sees %d shares", n)
	}
	arn := s.mustShare(t, func(in *ram.CreateResourceShareInput) {
		in.Principals, in.Name = []string{stranger}, aws.String("other")
	})
	invitations, err = s.as(stranger).GetResourceShareInvitations(t.Context(), &ram.GetResourceShareInvitationsInput{
		ResourceShareArns: []string{arn},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.as(stranger).RejectResourceShareInvitation(t.Context(), &ram.RejectResourceShareInvitationInput{
		ResourceShareInvitationArn: invitations.ResourceShareInvitations[0].ResourceShareInvitationArn,
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.associations(t, arn, ramtypes.ResourceShareAssociationTypePrincipal)[0].Status; got != "FAILED" {
		t.Errorf("a share that was rejected is %s", got)
	}
}

// Principals, name and tags change in place; what is taken out is told for a while yet, and what is deleted too.
func TestResourceShare_changes(t *testing.T) {
	t.Parallel()
	s := startSharing(t)
	ctx, client := t.Context(), s.as(owner)
	arn := s.mustShare(t, func(in *ram.CreateResourceShareInput) {
		in.Principals, in.Tags = []string{colleague}, []ramtypes.Tag{{Key: aws.String("team"), Value: aws.String("support")}}
	})
	_, err := client.UpdateResourceShare(ctx, &ram.UpdateResourceShareInput{ResourceShareArn: &arn, Name: aws.String("renamed")})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.TagResource(ctx, &ram.TagResourceInput{
		ResourceShareArn: &arn, Tags: []ramtypes.Tag{{Key: aws.String("stage"), Value: aws.String("test")}},
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := client.UntagResource(ctx, &ram.UntagResourceInput{ResourceShareArn: &arn, TagKeys: []string{"team"}}); err != nil {
		t.Fatal(err)
	}
	if _, err := client.AssociateResourceShare(ctx, &ram.AssociateResourceShareInput{
		ResourceShareArn: &arn, Principals: []string{stranger},
	}); err != nil {
		t.Fatal(err)
	}
	if _, err := client.DisassociateResourceShare(ctx, &ram.DisassociateResourceShareInput{
		ResourceShareArn: &arn, Principals: []string{colleague},
	}); err != nil {
		t.Fatal(err)
	}
	get := func() ramtypes.ResourceShare {
		out, err := client.GetResourceShares(ctx, &ram.GetResourceSharesInput{
			ResourceOwner: ramtypes.ResourceOwnerSelf, ResourceShareArns: []string{arn},
		})
		if err != nil {
			t.Fatal(err)
		}
		return out.ResourceShares[0]
	}
	if got := get(); *got.Name != "renamed" || len(got.Tags) != 1 || *got.Tags[0].Key != "stage" {
		t.Errorf("got %+v", got)
	}
	statuses := func() (all []string) {
		for _, a := range s.associations(t, arn, ramtypes.ResourceShareAssociationTypePrincipal) {
			all = append(all, *a.AssociatedEntity+" "+string(a.Status))
		}
		return all
	}
	if got := statuses(); !slices.Equal(got, []string{colleague + " DISASSOCIATING", stranger + " ASSOCIATING"}) {
		t.Errorf("got %v", got)
	}
	if _, err := client.DeleteResourceShare(ctx, &ram.DeleteResourceShareInput{ResourceShareArn: &arn}); err != nil {
		t.Fatal(err)
	}
	if got := get().Status; got != "DELETING" {
		t.Errorf("the share is %s", got)
	}
	s.Advance(time.Minute)
	if got := get().Status; got != "DELETED" || len(s.Objects()) != 1 {
		t.Errorf("the share is %s; there are %+v", got, s.Objects())
	}
	if got := statuses(); !slices.Equal(got, []string{colleague + " DISASSOCIATED", stranger + " DISASSOCIATED"}) {
		t.Errorf("got %v", got)
	}
	_, err = client.UpdateResourceShare(ctx, &ram.UpdateResourceShareInput{ResourceShareArn: &arn, Name: aws.String("again")})
	wantCode(t, err, "UnknownResourceException")
}

// What is shared belongs to the caller, and is a custom model; a token makes one share.
func TestCreateResourceShare_refuses(t *testing.T) {
	t.Parallel()
	s := startSharing(t)
	for arn, code := range map[string]string{
		"model":               "MalformedArnException",
		"arn:aws:s3:::bucket": "InvalidParameterException",
		"arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-lite-v1:0:300k/none": "UnknownResourceException",
		"arn:aws:bedrock:us-east-1:210987654321:custom-model/amazon.nova-lite-v1:0:300k/none": "UnknownResourceException",
	} {
		_, err := s.share(t, func(in *ram.CreateResourceShareInput) { in.ResourceArns = []string{arn} })
		wantCode(t, err, code)
	}
	_, err := s.share(t, func(in *ram.CreateResourceShareInput) { in.Principals = []string{"nobody"} })
	wantError(t, err, "InvalidParameterException", "malformed")
	token := func(in *ram.CreateResourceShareInput) { in.ClientToken = aws.String("once") }
	if first, second := s.mustShare(t, token), s.mustShare(t, token); first != second {
		t.Errorf("a token made %s and %s", first, second)
	}
	_, err = s.share(t, func(in *ram.CreateResourceShareInput) {
		in.ClientToken, in.Name = aws.String("once"), aws.String("other")
	})
	wantCode(t, err, "IdempotentParameterMismatchException")
	if n := len(s.Objects()); n != 2 {
		t.Errorf("there are %d objects, want the model and a share", n)
	}
}

// Clients look up the type of custom models and what AWS manages for it, page by page.
func TestRAM_tellsTypesAndPermissions(t *testing.T) {
	t.Parallel()
	s := startSharing(t)
	var found []string
	pages := ram.NewListResourceTypesPaginator(s.as(owner), &ram.ListResourceTypesInput{})
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range page.ResourceTypes {
			if *one.ServiceName == "bedrock" {
				found = append(found, *one.ResourceType)
			}
		}
	}
	if !slices.Equal(found, []string{"bedrock:CustomModel"}) {
		t.Fatalf("got types %v", found)
	}
	permissions, err := s.as(owner).ListPermissions(t.Context(), &ram.ListPermissionsInput{ResourceType: &found[0]})
	if err != nil || len(permissions.Permissions) != 1 || !*permissions.Permissions[0].IsResourceTypeDefault {
		t.Fatalf("got %+v, %v", permissions, err)
	}
	arn := s.mustShare(t, func(in *ram.CreateResourceShareInput) { in.PermissionArns = []string{*permissions.Permissions[0].Arn} })
	of, err := s.as(owner).ListResourceSharePermissions(t.Context(), &ram.ListResourceSharePermissionsInput{ResourceShareArn: &arn})
	if err != nil || len(of.Permissions) != 1 || *of.Permissions[0].Arn != *permissions.Permissions[0].Arn {
		t.Errorf("got %+v, %v", of, err)
	}
	_, err = s.share(t, func(in *ram.CreateResourceShareInput) {
		in.PermissionArns = []string{"arn:aws:ram::aws:permission/Other"}
	})
	wantCode(t, err, "UnknownResourceException")
}

// A list of resources is what an account shares or what has reached it, and every filter counts. Tags are the owner's alone.
func TestResourceShare_lists(t *testing.T) {
	t.Parallel()
	s := startSharing(t)
	ctx := t.Context()
	arn := s.mustShare(t, func(in *ram.CreateResourceShareInput) {
		in.Principals, in.Tags = []string{colleague}, []ramtypes.Tag{{Key: aws.String("team"), Value: aws.String("support")}}
	})
	resources := func(account string, in ram.ListResourcesInput) []ramtypes.Resource {
		out, err := s.as(account).ListResources(ctx, &in)
		if err != nil {
			t.Fatal(err)
		}
		return out.Resources
	}
	const own, others = ramtypes.ResourceOwnerSelf, ramtypes.ResourceOwnerOtherAccounts
	if got := resources(owner, ram.ListResourcesInput{ResourceOwner: own}); len(got) != 1 || got[0].Status != ramtypes.ResourceStatusPending {
		t.Errorf("the owner shares %+v right after the create", got)
	}
	if got := resources(colleague, ram.ListResourcesInput{ResourceOwner: others}); len(got) != 0 {
		t.Errorf("the colleague has %+v before it is there", got)
	}
	s.Advance(time.Minute)
	got := resources(colleague, ram.ListResourcesInput{ResourceOwner: others})
	if len(got) != 1 || *got[0].Arn != sharedModel || *got[0].ResourceShareArn != arn || got[0].Status != ramtypes.ResourceStatusAvailable {
		t.Errorf("the colleague has %+v", got)
	}
	for want, filters := range map[int][]ram.ListResourcesInput{
		1: {
			{Principal: aws.String(colleague)}, {ResourceArns: []string{sharedModel}}, {ResourceShareArns: []string{arn}},
			{ResourceType: aws.String("bedrock:CustomModel")},
		},
		0: {{Principal: aws.String(stranger)}, {ResourceArns: []string{sharedModel + "x"}}, {ResourceShareArns: []string{arn + "x"}}},
	} {
		for _, in := range filters {
			in.ResourceOwner = own
			if got := resources(owner, in); len(got) != want {
				t.Errorf("%+v lists %+v", in, got)
			}
		}
	}
	_, err := s.as(owner).ListResources(ctx, &ram.ListResourcesInput{ResourceOwner: own, ResourceType: aws.String("bedrock:Model")})
	wantCode(t, err, "InvalidParameterException")

	for value, want := range map[string]int{"support": 1, "sales": 0} {
		out, err := s.as(owner).GetResourceShares(ctx, &ram.GetResourceSharesInput{
			ResourceOwner: own, TagFilters: []ramtypes.TagFilter{{TagKey: aws.String("team"), TagValues: []string{value}}},
		})
		if err != nil || len(out.ResourceShares) != want {
			t.Errorf("%d shares have the tag %s: %v", len(out.ResourceShares), value, err)
		}
	}
	out, err := s.as(colleague).GetResourceShares(ctx, &ram.GetResourceSharesInput{ResourceOwner: others})
	if err != nil || len(out.ResourceShares) != 1 || len(out.ResourceShares[0].Tags) != 0 {
		t.Errorf("the colleague sees %+v: %v", out, err)
	}
	if _, err := s.as(owner).DeleteResourceShare(ctx, &ram.DeleteResourceShareInput{ResourceShareArn: &arn}); err != nil {
		t.Fatal(err)
	}
	if got := resources(owner, ram.ListResourcesInput{ResourceOwner: own}); len(got) != 0 {
		t.Errorf("a share that is deleted has %+v", got)
	}
}

// Accounts of the options are one organization, also after a reset.
func TestOptions_organization(t *testing.T) {
	t.Parallel()
	sim := simulator.New(simulator.Options{Organization: []string{owner, colleague}})
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	s := sharing{core{sim, server}}
	for range 2 {
		s.GiveModel(simulator.GivenModel{ARN: sharedModel, Name: "support"})
		s.mustShare(t, func(in *ram.CreateResourceShareInput) {
			in.Principals, in.AllowExternalPrincipals = []string{colleague}, aws.Bool(false)
		})
		_, err := s.share(t, func(in *ram.CreateResourceShareInput) {
			in.Principals, in.AllowExternalPrincipals = []string{stranger}, aws.Bool(false)
		})
		wantCode(t, err, "OperationNotPermittedException")
		s.Reset()
	}
}
