// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	iamtypes "github.com/aws/aws-sdk-go-v2/service/iam/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	roleAddress = "bedrock_service_role.test"
	roleName    = "AmazonBedrock-wiring"

	// foreignTrust is the trust policy of a role that is not for Bedrock.
	foreignTrust = `{"Version":"2012-10-17","Statement":{
		"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}`
)

// iamClient is a client of somebody else in the same account.
func iamClient(cloud *acctest.Cloud) *iam.Client {
	return iam.New(iam.Options{
		Region: acctest.Region, BaseEndpoint: &cloud.URL, Credentials: credentials.NewStaticCredentialsProvider("AKIAOTHER", "secret", ""),
	})
}

func TestServiceRole_lifecycle(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	for _, step := range []string{"max.tf", "update.tf", "max.tf"} {
		config := acctest.Fixture(t, step)
		acctest.OK(t, w.Apply(t.Context(), config))
		acctest.Unchanged(t, w, config)
	}
	if n := cloud.Count("CreateRole"); n != 1 {
		t.Errorf("the role was created %d times, want once: every argument but name and path changes in place", n)
	}
	acctest.Destroyed(t, cloud, w)

	cloud, w = start(t)
	config := acctest.Fixture(t, "min.tf")
	acctest.OK(t, w.Apply(t.Context(), config))
	acctest.Unchanged(t, w, config)
	acctest.Destroyed(t, cloud, w)
}

func TestServiceRole_planKnowsThePolicies(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	const profile, itsModel = "us.amazon.nova-pro-v1:0", "amazon.nova-pro-v1:0"
	plan := w.Plan(t.Context(), strings.Replace(acctest.Fixture(t, "max.tf"), profile, itsModel, 1))
	acctest.OK(t, plan.Diagnostics)
	planned := plan.Change(roleAddress).Planned
	for name, parts := range map[string][]string{
		"arn":                {"arn:aws:iam::123456789012:role/bedrock/AmazonBedrock-wiring"},
		"trust_policy":       {`"bedrock.amazonaws.com"`, `"arn:aws:bedrock:us-east-1:123456789012:model-customization-job/*"`},
		"permissions_policy": {`"s3:GetObject"`, `"arn:aws:s3:::wiring-data-bucket/train.jsonl"`, `"210987654321"`},
	} {
		value := planned.GetAttr(name)
		if !value.IsKnown() {
			t.Errorf("%s is not known at plan", name)
			continue
		}
		acctest.Says(t, name, value.AsString(), parts...)
	}
	if n := cloud.Count("GetCallerIdentity"); n != 1 || len(cloud.Journal()) != 1 {
		t.Errorf("the plan sent %v, want one GetCallerIdentity", cloud.Journal())
	}
}

func TestServiceRole_plansWithoutAnAnswerFromSTS(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	cloud.AddFault(simulator.Fault{Operation: "GetCallerIdentity", Status: 403, Code: "AccessDenied"})
	plan := w.PlanOnly(t.Context(), acctest.Fixture(t, "min.tf"))
	acctest.OK(t, plan.Diagnostics)
	if plan.Change(roleAddress).Planned.GetAttr("trust_policy").IsKnown() {
		t.Error("the trust policy names an account that nobody knows")
	}
}

func TestServiceRole_rolesOfBedrockMayBeAssumedByBedrockOnly(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := `resource "bedrock_service_role" "test" {
		purpose       = "model_customization"
		training_data = ["s3://wiring-data-bucket/train.jsonl"]
		output_data   = "s3://wiring-data-bucket/output/"
	}`
	diags := w.Apply(t.Context(), config)
	acctest.OK(t, diags)
	if warnings := diags.Warnings(); warnings != "" {
		t.Errorf("unexpected warning: %s", warnings)
	}
	name := w.Object(roleAddress).Attr("name")
	if !strings.HasPrefix(name, "AmazonBedrock-") {
		t.Errorf("the generated name %q cannot be passed with AmazonBedrockFullAccess", name)
	}
	role, err := iamClient(cloud).GetRole(t.Context(), &iam.GetRoleInput{RoleName: &name})
	trust := *acctest.Must(t, role, err).Role.AssumeRolePolicyDocument
	acctest.Says(t, "trust policy", trust, "bedrock.amazonaws.com", "aws%3ASourceAccount", "model-customization-job")
}

func TestServiceRole_undoesWhatOthersChanged(t *testing.T) {
	t.Parallel()
	name := aws.String(roleName)
	for drift, change := range map[string]func(*testing.T, *iam.Client) error{
		"trust_policy": func(t *testing.T, c *iam.Client) error {
			_, err := c.UpdateAssumeRolePolicy(t.Context(), &iam.UpdateAssumeRolePolicyInput{
				RoleName: name, PolicyDocument: aws.String(foreignTrust),
			})
			return err
		},
		"permissions_policy": func(t *testing.T, c *iam.Client) error {
			_, err := c.DeleteRolePolicy(t.Context(), &iam.DeleteRolePolicyInput{RoleName: name, PolicyName: aws.String("bedrock-service-role")})
			return err
		},
		"description": func(t *testing.T, c *iam.Client) error {
			_, err := c.UpdateRole(t.Context(), &iam.UpdateRoleInput{RoleName: name, Description: aws.String("mine")})
			return err
		},
		"max_session_duration": func(t *testing.T, c *iam.Client) error {
			_, err := c.UpdateRole(t.Context(), &iam.UpdateRoleInput{RoleName: name, MaxSessionDuration: aws.Int32(43200)})
			return err
		},
		"permissions_boundary": func(t *testing.T, c *iam.Client) error {
			_, err := c.DeleteRolePermissionsBoundary(t.Context(), &iam.DeleteRolePermissionsBoundaryInput{RoleName: name})
			return err
		},
		"tags_all": func(t *testing.T, c *iam.Client) error {
			_, err := c.TagRole(t.Context(), &iam.TagRoleInput{RoleName: name, Tags: []iamtypes.Tag{{Key: aws.String("x"), Value: aws.String("y")}}})
			return err
		},
	} {
		t.Run(drift, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			config := acctest.Fixture(t, "max.tf")
			acctest.OK(t, w.Apply(t.Context(), config))
			if err := change(t, iamClient(cloud)); err != nil {
				t.Fatal(err)
			}
			before := w.Object(roleAddress).Value.GetAttr(drift)
			plan := w.Plan(t.Context(), config)
			if got := plan.Of(roleAddress); got != acctest.Update {
				t.Fatalf("the plan is %s, want update: %s", got, plan.Errors())
			}
			if w.Object(roleAddress).Value.GetAttr(drift).RawEquals(before) {
				t.Errorf("the refresh does not show the change of %s", drift)
			}
			acctest.OK(t, w.ApplyPlan(t.Context(), config, plan))
			acctest.Unchanged(t, w, config)
		})
	}
}

func TestServiceRole_neverTakesOverARole(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := acctest.Fixture(t, "min.tf")
	created, err := iamClient(cloud).CreateRole(t.Context(), &iam.CreateRoleInput{
		RoleName: aws.String(roleName), AssumeRolePolicyDocument: aws.String(foreignTrust),
	})
	acctest.Must(t, created, err)
	acctest.Refused(t, w.Apply(t.Context(), config), "already exists",
		"terraform import bedrock_service_role.NAME arn:aws:iam::123456789012:role/"+roleName, `AttributeName("name")`)
	if len(w.Objects) > 0 {
		t.Error("the role of somebody else got into the state")
	}

	other := strings.Replace(config, roleName, strings.ToUpper(roleName), 1) // the same name to IAM
	acctest.Refused(t, w.Apply(t.Context(), other), "EntityAlreadyExists")
	if len(w.Objects) > 0 {
		t.Error("the role of somebody else got into the state")
	}
}

func TestServiceRole_isKnownAfterALostAnswer(t *testing.T) {
	t.Parallel()
	for _, action := range []string{"drop", "error", "truncate", "malform", "empty"} {
		t.Run(action, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			cloud.AddFault(simulator.Fault{Operation: "CreateRole", Action: action, AfterCommit: true})
			config := acctest.Fixture(t, "min.tf")
			acctest.OK(t, w.Apply(t.Context(), config))
			acctest.Unchanged(t, w, config)
			acctest.Destroyed(t, cloud, w)
		})
	}
}

func TestServiceRole_keepsTheRoleWhenThePermissionsFail(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := acctest.Fixture(t, "min.tf")
	cloud.AddFault(simulator.Fault{Operation: "PutRolePolicy", Status: 403, Code: "AccessDenied", Message: "not you"})
	acctest.Refused(t, w.Apply(t.Context(), config), "putting the permissions", "not you", "terraform untaint")
	object := w.Object(roleAddress)
	if !object.Tainted || object.Attr("arn") == "" {
		t.Fatalf("the role is not in the state as tainted: %+v", object)
	}
	object.Tainted = false // terraform untaint
	acctest.OK(t, w.Apply(t.Context(), config))
	acctest.Unchanged(t, w, config)
	if n := cloud.Count("CreateRole"); n != 1 {
		t.Errorf("CreateRole was called %d times, want once", n)
	}
}

func TestServiceRole_waitsUntilANewRoleIsKnown(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	cloud.AddFault(simulator.Fault{Operation: "PutRolePolicy", Status: 404, Code: "NoSuchEntity", Times: 3})
	acctest.OK(t, w.Apply(t.Context(), acctest.Fixture(t, "min.tf")))
}

func TestServiceRole_replacesForAnotherNameOrPath(t *testing.T) {
	t.Parallel()
	for change, replace := range map[string][2]string{
		"name":        {`name          = "AmazonBedrock-wiring"`, `name = "AmazonBedrock-other"`},
		"name_prefix": {`name          = "AmazonBedrock-wiring"`, `name_prefix = "AmazonBedrock-other"`},
		"path":        {`name          = "AmazonBedrock-wiring"`, "name = \"AmazonBedrock-wiring\"\npath = \"/other/\""},
	} {
		t.Run(change, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			config := acctest.Fixture(t, "min.tf")
			acctest.OK(t, w.Apply(t.Context(), config))
			config = strings.Replace(config, replace[0], replace[1], 1)
			plan := w.Plan(t.Context(), config)
			acctest.OK(t, plan.Diagnostics)
			if got := plan.Change(roleAddress); got.Action != acctest.Replace || got.Replacing[0] != change {
				t.Fatalf("the plan is %s because of %v, want replace because of %s", got.Action, got.Replacing, change)
			}
			acctest.OK(t, w.ApplyPlan(t.Context(), config, plan))
			acctest.Unchanged(t, w, config)
			acctest.Destroyed(t, cloud, w)
		})
	}
}

func TestServiceRole_staysInTheStateOfAnotherAccount(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := acctest.Fixture(t, "min.tf")
	acctest.OK(t, w.Apply(t.Context(), config))
	stranger := acctest.NewWorkspace(t, acctest.ConfigOfStranger(cloud), domains())
	acctest.OK(t, stranger.Apply(t.Context(), config)) // a role of the same name, there

	w.Reconfigure(acctest.ConfigOfStranger(cloud), domains())
	acctest.Refused(t, w.Refresh(t.Context()), "credentials of another account", acctest.StrangerAccount)
	acctest.Refused(t, w.DestroyOne(t.Context(), roleAddress), "credentials of another account", acctest.StrangerAccount)
	w.Object(roleAddress)
	if n := cloud.Count("DeleteRole"); n != 0 {
		t.Errorf("DeleteRole was called %d times", n)
	}
}

func TestServiceRole_goneIsRemovedWithAWarning(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	acctest.OK(t, w.Apply(t.Context(), acctest.Fixture(t, "min.tf")))
	client := iamClient(cloud)
	noPolicy, err := client.DeleteRolePolicy(t.Context(), &iam.DeleteRolePolicyInput{
		RoleName: aws.String(roleName), PolicyName: aws.String("bedrock-service-role"),
	})
	acctest.Must(t, noPolicy, err)
	removed, err := client.DeleteRole(t.Context(), &iam.DeleteRoleInput{RoleName: aws.String(roleName)})
	acctest.Must(t, removed, err)
	state := w.State()
	diags := w.Refresh(t.Context())
	acctest.OK(t, diags)
	acctest.Says(t, "warning", diags.Warnings(), "is gone")
	if len(w.Objects) > 0 {
		t.Error("the role is still in the state")
	}
	w.SetState(state)
	acctest.OK(t, w.DestroyOne(t.Context(), roleAddress)) // deleting what is gone is success
}

func TestServiceRole_deleteLeavesARoleThatOthersUse(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := acctest.Fixture(t, "min.tf")
	acctest.OK(t, w.Apply(t.Context(), config))
	client := iamClient(cloud)
	for i := range 12 { // more than a page
		put, err := client.PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{
			RoleName: aws.String(roleName), PolicyName: aws.String(fmt.Sprintf("theirs-%02d", i)), PolicyDocument: aws.String(
				`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}}`),
		})
		acctest.Must(t, put, err)
	}
	attached, err := client.AttachRolePolicy(t.Context(), &iam.AttachRolePolicyInput{
		RoleName: aws.String(roleName), PolicyArn: aws.String("arn:aws:iam::aws:policy/ReadOnlyAccess"),
	})
	acctest.Must(t, attached, err)
	acctest.Refused(t, w.DestroyOne(t.Context(), roleAddress), "inline policy theirs-11",
		"managed policy arn:aws:iam::aws:policy/ReadOnlyAccess")
	acctest.Unchanged(t, w, config) // with its permissions
}

func TestServiceRole_deletionPolicy(t *testing.T) {
	t.Parallel()
	for policy, check := range map[string]func(*testing.T, *acctest.Workspace){
		"PREVENT": func(t *testing.T, w *acctest.Workspace) {
			acctest.Refused(t, w.DestroyOne(t.Context(), roleAddress), "deletion_policy is PREVENT")
		},
		"ABANDON": func(t *testing.T, w *acctest.Workspace) {
			diags := w.Destroy(t.Context())
			acctest.OK(t, diags)
			acctest.Says(t, "warning", diags.Warnings(), roleName, "no longer managed")
		},
	} {
		t.Run(policy, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			config := acctest.Fixture(t, "min.tf")
			acctest.OK(t, w.Apply(t.Context(), strings.Replace(config, "purpose ", "deletion_policy = \""+policy+"\"\n  purpose ", 1)))
			check(t, w)
			if n := cloud.Count("DeleteRole"); n != 0 {
				t.Errorf("DeleteRole was called %d times", n)
			}
		})
	}
}
