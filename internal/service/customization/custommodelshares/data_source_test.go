// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package custommodelshares_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/ram"
	ramtypes "github.com/aws/aws-sdk-go-v2/service/ram/types"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	prefix    = "arn:aws:bedrock:us-east-1:123456789012:custom-model/amazon.nova-micro-v1:0:128k/support0000"
	colleague = "345678901234"
	other     = "456789012345"
)

// start is an organization of three accounts, and four shares of the first: one for each colleague, one of two models for both, which is
// not there yet, and one that is deleted.
func start(t *testing.T) (*acctest.Cloud, *acctest.Workspace) {
	t.Helper()
	cloud, ws := acctest.Start(t, registry.Of("customization"))
	for i := range 2 {
		cloud.GiveModel(simulator.GivenModel{ARN: fmt.Sprint(prefix, i), Name: fmt.Sprint("support-", i)})
	}
	for _, account := range []string{simulator.DefaultAccountID, colleague, other} {
		cloud.SetAccount(account, simulator.Account{Organization: "o-example123"})
	}
	client, err := cloud.Clients().RAM(t.Context(), acctest.Region)
	if err != nil {
		t.Fatal(err)
	}
	share := func(name string, models, principals []string, stage string) string {
		out, err := client.CreateResourceShare(t.Context(), &ram.CreateResourceShareInput{
			Name: aws.String(name), ResourceArns: models, Principals: principals, AllowExternalPrincipals: aws.Bool(false),
			Tags: []ramtypes.Tag{{Key: aws.String("team"), Value: aws.String("support")}, {Key: aws.String("stage"), Value: &stage}},
		})
		if err != nil {
			t.Fatal(err)
		}
		return *out.ResourceShare.ResourceShareArn
	}
	share("first", []string{prefix + "0"}, []string{colleague}, "live")
	share("second", []string{prefix + "1"}, []string{other}, "test")
	deleted := share("deleted", []string{prefix + "0"}, []string{colleague}, "live")
	if _, err := client.DeleteResourceShare(t.Context(), &ram.DeleteResourceShareInput{ResourceShareArn: &deleted}); err != nil {
		t.Fatal(err)
	}
	cloud.Advance(time.Hour)
	share("both", []string{prefix + "0", prefix + "1"}, []string{colleague, other}, "live")
	return cloud, ws
}

// list reads the shares that pass a filter.
func list(t *testing.T, ws *acctest.Workspace, arguments string) map[string]cty.Value {
	t.Helper()
	acctest.ApplyInSilence(t, ws, fmt.Sprintf("data \"bedrock_custom_model_shares\" \"test\" {\n%s\n}", arguments))
	found := map[string]cty.Value{}
	for _, one := range ws.Data("bedrock_custom_model_shares.test").GetAttr("resource_shares").AsValueSlice() {
		found[one.GetAttr("name").AsString()] = one
	}
	return found
}

func names(found map[string]cty.Value) (all []string) {
	for name := range found {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

// Every filter counts, alone and together, and what is deleted is not there.
func TestCustomModelShares_filters(t *testing.T) {
	t.Parallel()
	_, ws := start(t)
	for arguments, want := range map[string][]string{
		"":                                                     {"both", "first", "second"},
		`resource_owner = "SELF"`:                              {"both", "first", "second"},
		`resource_owner = "OTHER-ACCOUNTS"`:                    nil,
		`name = "first"`:                                       {"first"},
		`name = "deleted"`:                                     nil,
		`resource_share_status = "ACTIVE"`:                     {"first", "second"},
		`resource_share_status = "PENDING"`:                    {"both"},
		`model_arn = "` + prefix + `1"`:                        {"both", "second"},
		`model_arn = "` + prefix + `2"`:                        nil,
		`principal = "` + colleague + `"`:                      {"both", "first"},
		`tags = { stage = "live" }`:                            {"both", "first"},
		`tags = { stage = "live", a = "b"}`:                    nil,
		`permission_arn = "arn:aws:ram::aws:permission/Other"`: nil,
		"principal = \"" + colleague + "\"\nname = \"second\"": nil,
	} {
		if got := names(list(t, ws, arguments)); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", arguments, got, want)
		}
	}
}

// Who a model is shared with finds it, whose it is and what it can copy, once it is there; the owner sees the tags.
func TestCustomModelShares_ofOtherAccounts(t *testing.T) {
	t.Parallel()
	cloud, ws := start(t)
	both := list(t, ws, `name = "both"`)["both"]
	if both.GetAttr("tags").LengthInt() != 2 || both.GetAttr("model_arns").LengthInt() != 2 ||
		both.GetAttr("allow_external_principals").True() {
		t.Errorf("the owner sees %#v", both)
	}
	config := cloud.For(acctest.Region)
	config["access_key"] = "AKIA" + colleague + "EXAM"
	ws.Reconfigure(config, registry.Of("customization"), provider.WithClock(acctest.NewClock(cloud)))
	received := func() []string { return names(list(t, ws, `resource_owner = "OTHER-ACCOUNTS"`)) }
	if got := received(); !slices.Equal(got, []string{"first"}) {
		t.Errorf("got %v before the second one is there", got)
	}
	cloud.Advance(time.Minute)
	if got := received(); !slices.Equal(got, []string{"both", "first"}) {
		t.Errorf("got %v", got)
	}
	first := list(t, ws, `resource_owner = "OTHER-ACCOUNTS"`+"\nname = \"first\"")["first"]
	if first.GetAttr("owning_account_id").AsString() != simulator.DefaultAccountID || first.GetAttr("tags").LengthInt() != 0 ||
		first.GetAttr("model_arns").Index(cty.NumberIntVal(0)).AsString() != prefix+"0" {
		t.Errorf("got %#v", first)
	}
}

// What only an owner sees is no filter of what others share.
func TestCustomModelShares_refuses(t *testing.T) {
	t.Parallel()
	_, ws := acctest.Start(t, registry.Of("customization"))
	for _, argument := range []string{`principal = "345678901234"`, `tags = { team = "support" }`} {
		plan := ws.Plan(t.Context(), "data \"bedrock_custom_model_shares\" \"test\" {\nresource_owner = \"OTHER-ACCOUNTS\"\n"+argument+"\n}")
		acctest.Says(t, "the plan", plan.Errors(), "only the owner")
	}
}
