// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// Output is what a job makes, with a life, a status and tags of its own: a custom or an imported model.
type Output[M any] struct {
	// Noun is "custom model", Of what deletion_policy is about: "the custom model that the job made".
	Noun, Of string
	// Doing is what the job does until then: "training". Empty means running.
	Doing string
	// StatusAttribute has the status, NotFound when somebody deleted the output. Again is the summary of the warning that a plan
	// makes it again: "Training a model again".
	StatusAttribute, Again string
	// Get is the ARN of the output, null until the job is completed, and where the model has its status.
	Get func(m *M) (arn types.String, status *types.String)
	// Read is the status of the output in AWS.
	Read func(ctx context.Context, client *bedrock.Client, arn string) (status string, err error)
	// Delete deletes the output.
	Delete Deletion
}

// word is what a sentence calls an output that it has named before: its last word.
func (o *Output[M]) word() string { return o.Noun[strings.LastIndex(o.Noun, " ")+1:] }

// notFound is the status of an output that somebody deleted while the record of its job lives.
const notFound = "NotFound"

// There is the ARN of an output that the job has made and nobody has deleted; null otherwise.
func There[M any](o *Output[M], m *M) types.String {
	arn, status := o.Get(m)
	if arn.ValueString() == "" || status.ValueString() == notFound {
		return types.StringNull()
	}
	return arn
}

// readOutput reads the status of what a completed job has made; null before. An output that is gone is a status and a warning,
// never a reason to make it again. Where AWS does not tell, the status stays what it was.
func (r *managed[M, P]) readOutput(ctx context.Context, client *bedrock.Client, m *M, diags *diag.Diagnostics) {
	if r.thing.Job == nil || r.thing.Job.Output == nil {
		return
	}
	output := r.thing.Job.Output
	arn, status := output.Get(m)
	if arn.ValueString() == "" {
		*status = types.StringNull()
		return
	}
	at := path.Root(output.StatusAttribute)
	found, err := output.Read(ctx, client, arn.ValueString())
	switch {
	case apierr.IsNotFound(err):
		if status.ValueString() != notFound {
			diags.AddAttributeWarning(at, "Bedrock "+output.Noun+" no longer exists", arn.ValueString()+" was deleted outside of Terraform. "+
				"The record of its job stays in the state. To make it again, apply with -replace, and under another name where the name is fixed; "+
				"that "+r.thing.Again+".")
		}
		*status = types.StringValue(notFound)
	case err != nil:
		detail := apierr.Detail(arn.ValueString(), err)
		tflog.Warn(ctx, "the output of a job could not be read", map[string]any{"error": detail})
		if !apierr.Is(err, apierr.AccessDenied) { // which every plan would say again
			diags.AddAttributeWarning(at, "Reading Bedrock "+output.Noun, detail)
		}
		if status.IsUnknown() {
			*status = types.StringNull()
		}
	default:
		*status = types.StringValue(found)
	}
}

// deleteOutput deletes what a job has made, by what AWS says of it now or, where it has forgotten the job, the state.
func (r *managed[M, P]) deleteOutput(ctx context.Context, client *bedrock.Client, live, known *M) (diags diag.Diagnostics) {
	output := r.thing.Job.Output
	if output == nil {
		return nil
	}
	arn, _ := output.Get(live)
	if arn.ValueString() == "" {
		arn, _ = output.Get(known)
	}
	if arn.ValueString() == "" {
		return nil
	}
	err := crud.DeleteUntilGone(ctx, r.Provider, 0, func(ctx context.Context) error {
		return output.Delete(ctx, client, arn.ValueString())
	}, nil)
	crud.Failed(&diags, "Deleting Bedrock "+output.Noun, arn.ValueString(), err)
	return diags
}

// andOutput names the output beside the job, in what ABANDON leaves in place.
func (o *Object[M]) andOutput() string {
	if o.Job == nil || o.Job.Output == nil {
		return ""
	}
	return " and its " + o.Job.Output.word()
}

// tagNew gives its tags to what a job made while an update waited: it was made with those that the job began with. Those of
// what is not there yet wait for it: once the job is completed, the next plan finds the difference.
func (r *managed[M, P]) tagNew(ctx context.Context, client *bedrock.Client, now, was *M) (diags diag.Diagnostics) {
	for _, set := range r.thing.Tags {
		before, _, from := set.Get(was)
		arn, own, to := set.Get(now)
		switch {
		case before.ValueString() != "":
		case arn.ValueString() == "" && !from.Equal(*to):
			diags.AddAttributeWarning(path.Root(set.Name), "Tagging what does not exist", r.thing.untagged(now))
		case arn.ValueString() != "":
			diags.Append(r.tagMade(ctx, client, arn.ValueString(), own, to)...)
		}
	}
	return diags
}

func (r *managed[M, P]) tagMade(ctx context.Context, client *bedrock.Client, arn string, own, to *types.Map) (diags diag.Diagnostics) {
	remote, err := tags.ListBedrock(ctx, client, arn)
	if apierr.Is(err, apierr.AccessDenied) {
		return nil // the next refresh says it
	}
	if err == nil {
		_, have := tags.FromAWS(remote, *own, r.Provider.DefaultTags, r.Provider.IgnoreTags)
		err = tags.SyncBedrock(ctx, client, arn, tags.Map(have), tags.Map(*to))
	}
	crud.Failed(&diags, "Updating the tags of a Bedrock object", arn, err)
	return diags
}

// untagged is what to tell of tags that no output is there for.
func (o *Object[M]) untagged(m *M) string {
	noun := "object"
	if o.Job != nil && o.Job.Output != nil {
		noun = o.Job.Output.word()
		if arn, _ := o.Job.Output.Get(m); arn.ValueString() != "" {
			return "The " + noun + " was deleted outside of Terraform: only the state has the tags."
		}
	}
	if o.Wait != nil && o.ended(m) {
		return "The job ended without a " + noun + ": only the state has the tags."
	}
	return "The job has not made its " + noun + " yet. The tags are applied by the first apply that sees it completed."
}
