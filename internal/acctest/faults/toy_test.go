// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package faults_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/faults"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/domain"
)

// defect is what is wrong with a toy.
type defect string

const (
	sound      defect = "nothing"
	gullible   defect = "it believes an answer without members"
	careless   defect = "it crashes on an answer without members"
	tireless   defect = "it follows pages without end"
	forgiving  defect = "it takes every error for an empty list"
	impatient  defect = "it gives up at the first error"
	persistent defect = "it tries for hours"
)

// toy is a data source that reads a role and the names of its policies.
type toy struct {
	crud.DataSource
	defect defect
}

func (d *toy) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_toy"
}

func (d *toy) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"name":     schema.StringAttribute{Required: true},
		"arn":      schema.StringAttribute{Computed: true},
		"policies": schema.Int64Attribute{Computed: true},
	}}
}

func (d *toy) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var name string
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("name"), &name)...)
	client, err := d.Provider.Clients.IAM(ctx)
	if err != nil {
		resp.Diagnostics.AddError("Toy", err.Error())
		return
	}
	arn, err := d.arn(ctx, client, name)
	for tries := 0; err != nil && d.defect == persistent && tries < 20; tries++ {
		time.Sleep(time.Minute) //nolint:forbidigo // the bubble's time: it takes none
		arn, err = d.arn(ctx, client, name)
	}
	if err != nil || arn == "" && d.defect != gullible {
		resp.Diagnostics.AddError("Toy", "no role")
		return
	}
	policies, err := d.policies(ctx, client, name)
	if err != nil {
		resp.Diagnostics.AddError("Toy", err.Error())
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("name"), name)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("arn"), arn)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("policies"), policies)...)
}

func (d *toy) arn(ctx context.Context, client *iam.Client, name string) (string, error) {
	out, err := client.GetRole(ctx, &iam.GetRoleInput{RoleName: &name}, func(o *iam.Options) {
		if d.defect == impatient {
			o.Retryer = aws.NopRetryer{}
		}
	})
	switch {
	case err != nil:
		return "", err
	case out.Role == nil && d.defect != careless:
		return "", nil
	}
	return aws.ToString(out.Role.Arn), nil
}

func (d *toy) policies(ctx context.Context, client *iam.Client, name string) (n int64, err error) {
	pages := iam.NewListRolePoliciesPaginator(client, &iam.ListRolePoliciesInput{RoleName: &name})
	for page := 0; pages.HasMorePages(); page++ {
		if page == 100 && d.defect != tireless {
			return 0, errors.New("the pages have no end")
		}
		out, err := pages.NextPage(ctx)
		if err != nil && d.defect == forgiving {
			return 0, nil
		}
		if err == nil && out.PolicyNames == nil {
			err = errors.New("the answer has no list")
		}
		if err != nil {
			return 0, err
		}
		n += int64(len(out.PolicyNames))
	}
	return n, nil
}

func scenario(d defect) *faults.Scenario {
	c := conformance.Case{
		Type: "bedrock_toy",
		Domains: []domain.Domain{{Name: "toy", DataSources: []func() datasource.DataSource{
			func() datasource.DataSource { return &toy{defect: d} },
		}}},
		Prepare: func(t testing.TB, cloud *acctest.Cloud) { cloud.NewTraining(t) },
	}
	return faults.OfData(c, `data "bedrock_toy" "test" { name = "AmazonBedrock-training" }`)
}

// judge returns the verdict on one cell.
func judge(t *testing.T, d defect, operation, kind string) faults.Verdict {
	t.Helper()
	s := scenario(d)
	for _, o := range s.Operations(t) {
		for _, k := range faults.Kinds() {
			if o.Name == operation && k.Name == kind {
				return s.Judge(t, o, k)
			}
		}
	}
	t.Fatalf("there is no cell %s, %s", operation, kind)
	return faults.Verdict{}
}

func TestMatrix_breaksNothingSound(t *testing.T) {
	t.Parallel()
	var matrix faults.Matrix
	matrix.Run(t, scenario(sound))
	if n := len(matrix.Verdicts()); n < 50 {
		t.Errorf("only %d cells were judged", n)
	}
}

func TestMatrix_catchesDefects(t *testing.T) {
	t.Parallel()
	for d, cell := range map[defect]struct{ operation, kind string }{
		gullible:   {"GetRole", "an object without members"},
		careless:   {"GetRole", "an object without members"},
		tireless:   {"ListRolePolicies", "new tokens without end"},
		forgiving:  {"ListRolePolicies", "access denied"},
		impatient:  {"GetRole", "503, three times"},
		persistent: {"GetRole", "500 for good"},
	} {
		t.Run(string(d), func(t *testing.T) {
			t.Parallel()
			if v := judge(t, sound, cell.operation, cell.kind); v.Outcome != faults.Survived && v.Outcome != faults.Refused {
				t.Fatalf("the sound toy is broken: %+v", v)
			}
			began := time.Now()
			v := judge(t, d, cell.operation, cell.kind)
			if v.Outcome != faults.Broken {
				t.Errorf("not noticed: %+v", v)
			}
			t.Logf("%s (%s of its time, %s of ours)", v.Reason, v.Elapsed, time.Since(began).Round(time.Millisecond))
		})
	}
}
