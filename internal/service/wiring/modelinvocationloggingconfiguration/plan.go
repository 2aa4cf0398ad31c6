// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package modelinvocationloggingconfiguration

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// ModifyPlan plans the region and where the logs will be, and refuses to overwrite what somebody else configured.
func (r *setting) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	crud.PlanShared(ctx, req, resp, r.Provider, crud.DeletionDelete, func(planning crud.Planning) {
		if planning == crud.PlanDestroy {
			return
		}
		planLogs(ctx, resp)
		if planning == crud.PlanCreate {
			r.planOverwrite(ctx, resp)
			return
		}
		var account types.String // null until what was moved is read
		if resp.Diagnostics.Append(req.State.GetAttribute(ctx, path.Root("account_id"), &account)...); account.IsNull() {
			resp.Diagnostics.Append(crud.Unread(noun, "The "+noun))
		}
	})
}

// planLogs plans the URI of the logs, which follows from what the plan knows.
func planLogs(ctx context.Context, resp *resource.ModifyPlanResponse) {
	var account, region, bucket, prefix types.String
	var destination types.Object
	diags := &resp.Diagnostics
	diags.Append(resp.Plan.GetAttribute(ctx, path.Root("account_id"), &account)...)
	diags.Append(resp.Plan.GetAttribute(ctx, path.Root("region"), &region)...)
	diags.Append(resp.Plan.GetAttribute(ctx, path.Root("s3_config"), &destination)...)
	if diags.HasError() {
		return
	}
	planned := types.StringUnknown()
	switch {
	case destination.IsNull():
		planned = types.StringNull()
	case !destination.IsUnknown():
		bucket, _ = destination.Attributes()["bucket_name"].(types.String)
		prefix, _ = destination.Attributes()["key_prefix"].(types.String)
		if !account.IsUnknown() && !region.IsUnknown() && !bucket.IsUnknown() && !prefix.IsUnknown() {
			planned = logsS3URI(bucket.ValueString(), prefix.ValueString(), account.ValueString(), region.ValueString())
		}
	}
	diags.Append(resp.Plan.SetAttribute(ctx, path.Root("logs_s3_uri"), planned)...)
}

// planOverwrite looks for a configuration that is there already, before anything is made.
func (r *setting) planOverwrite(ctx context.Context, resp *resource.ModifyPlanResponse) {
	var overwrite types.Bool
	diags := &resp.Diagnostics
	diags.Append(resp.Plan.GetAttribute(ctx, path.Root("overwrite_existing"), &overwrite)...)
	region := crud.Text(ctx, resp.Plan, "region", diags)
	if diags.HasError() || overwrite.IsUnknown() || overwrite.ValueBool() || region == "" {
		return
	}
	var existing model
	client, err := r.Provider.Clients.Bedrock(ctx, region)
	there := false
	if err == nil {
		there, err = find(ctx, client, &existing)
	}
	if err != nil {
		diags.Append(apierr.Unchecked(path.Empty(), "the model invocation logging configuration that AWS has", "", err, "")...)
		return
	}
	if there && !planned(ctx, resp, diags).sameFor(&existing) {
		diags.Append(othersConfiguration(region, &existing))
	}
}

// planned is what the plan configures, as far as it is known: what is not known yet is made by this plan, so nothing that exists has it.
func planned(ctx context.Context, resp *resource.ModifyPlanResponse, diags *diag.Diagnostics) *model {
	var m model
	var cloudWatch, s3 types.Object
	for name, into := range map[string]any{
		"cloudwatch_config": &cloudWatch, "s3_config": &s3,
		"text_data_delivery_enabled": &m.TextDataDeliveryEnabled, "image_data_delivery_enabled": &m.ImageDataDeliveryEnabled,
		"embedding_data_delivery_enabled": &m.EmbeddingDataDeliveryEnabled, "video_data_delivery_enabled": &m.VideoDataDeliveryEnabled,
		"audio_data_delivery_enabled": &m.AudioDataDeliveryEnabled,
	} {
		diags.Append(resp.Plan.GetAttribute(ctx, path.Root(name), into)...)
	}
	unknown := basetypes.ObjectAsOptions{}
	if !cloudWatch.IsUnknown() {
		diags.Append(cloudWatch.As(ctx, &m.CloudWatchConfig, unknown)...)
	}
	if !s3.IsUnknown() {
		diags.Append(s3.As(ctx, &m.S3Config, unknown)...)
	}
	return &m
}

// othersConfiguration is the refusal to overwrite what is there.
func othersConfiguration(region string, existing *model) diag.Diagnostic {
	return diag.NewErrorDiagnostic(creating, "The account logs model invocations in "+region+" already, to "+existing.destinations()+
		", and not as configured here. AWS has one configuration for the whole account in a region, so somebody else may rely on it.\n\n"+
		"To manage it here as it is, write what it says and import it: terraform import ADDRESS "+
		"ACCOUNT@"+region+". To replace it with what is configured here, set overwrite_existing = true.")
}

// destinations are where a configuration logs to, in words.
func (m *model) destinations() string {
	bucket := func(c *s3Config) string {
		uri := "s3://" + c.BucketName.ValueString()
		if prefix := c.KeyPrefix.ValueString(); prefix != "" {
			uri += "/" + prefix
		}
		return uri
	}
	switch group, s3 := m.CloudWatchConfig, m.S3Config; {
	case group != nil && s3 != nil:
		return bucket(s3) + " and the log group " + group.LogGroupName.ValueString()
	case group != nil:
		return "the log group " + group.LogGroupName.ValueString()
	case s3 != nil:
		return bucket(s3)
	}
	return "nowhere"
}
