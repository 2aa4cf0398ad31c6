// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package inferenceprofiles is the data source bedrock_inference_profiles: the inference profiles of a region, through filters.
package inferenceprofiles

import (
	"context"

	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
)

type dataSource struct {
	crud.DataSource
}

// DataSource returns the data source bedrock_inference_profiles.
func DataSource() datasource.DataSource {
	return &dataSource{crud.DataSource{Type: "inference_profiles"}}
}

// Read lists AWS's profiles and those of the account, and filters them.
func (d *dataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	diags := &resp.Diagnostics
	var m model
	if !crud.Decode(ctx, req.Config, &m, diags) || !crud.Locate(ctx, d.Provider, &m.Region, diags) {
		return
	}
	profiles, err := d.list(ctx, m.Region.ValueString(), awstypes.InferenceProfileType(m.TypeEquals.ValueString()))
	if crud.Failed(diags, "Listing Bedrock inference profiles", m.Region.ValueString(), err) {
		return
	}
	m.ProfileIDs, m.Summaries = []string{}, []summary{}
	for _, one := range profiles {
		if p := lookup.DescribeProfile(one); m.passes(&p) {
			m.ProfileIDs = append(m.ProfileIDs, *one.InferenceProfileId)
			m.Summaries = append(m.Summaries, flatten(&p))
		}
	}
	diags.Append(resp.State.Set(ctx, &m)...)
}

// list asks for AWS's own profiles once per region and process, and for those of the account each time.
func (d *dataSource) list(
	ctx context.Context, region string, kind awstypes.InferenceProfileType,
) (profiles []awstypes.InferenceProfileSummary, err error) {
	if kind != awstypes.InferenceProfileTypeApplication {
		if profiles, err = d.Provider.Lookup.SystemProfiles(ctx, region); err != nil {
			return nil, err
		}
	}
	if kind == awstypes.InferenceProfileTypeSystemDefined {
		return profiles, nil
	}
	own, err := d.Provider.Lookup.ListInferenceProfiles(ctx, region, awstypes.InferenceProfileTypeApplication)
	return append(profiles[:len(profiles):len(profiles)], own...), err
}
