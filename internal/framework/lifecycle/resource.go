// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/cost"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// managed is the resource of a value.
type managed[M any, P located[M]] struct {
	crud.Resource
	thing *Object[M]
}

var (
	_ resource.ResourceWithConfigure        = (*managed[Located, *Located])(nil)
	_ resource.ResourceWithIdentity         = (*managed[Located, *Located])(nil)
	_ resource.ResourceWithImportState      = (*managed[Located, *Located])(nil)
	_ resource.ResourceWithModifyPlan       = (*managed[Located, *Located])(nil)
	_ resource.ResourceWithConfigValidators = (*managed[Located, *Located])(nil)
)

func (r *managed[M, P]) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + r.thing.Type
}

func (r *managed[M, P]) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = crud.ARNIdentitySchema()
}

func (r *managed[M, P]) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	attributes := map[string]schema.Attribute{
		"arn":             schemas.ComputedString("ARN of the " + r.thing.Noun + "."),
		"region":          crud.RegionAttribute(),
		"deletion_policy": r.thing.deletionPolicy(),
		"timeouts":        r.thing.Timeouts.Attribute(ctx),
	}
	for _, set := range r.thing.Tags {
		attributes[set.Name], attributes[set.Name+"_all"] = tags.Attribute(set.Of), tags.AllAttribute(set.Of)
	}
	if r.thing.Job != nil {
		maps.Copy(attributes, r.thing.Job.attributes())
	}
	if _, ok := pricedOf(P(new(M))); ok {
		attributes[cost.Argument] = cost.Attribute()
	}
	maps.Copy(attributes, r.thing.Attributes())
	resp.Schema = schema.Schema{MarkdownDescription: r.thing.Description, Attributes: attributes}
}

func (r *managed[M, P]) ConfigValidators(context.Context) []resource.ConfigValidator {
	return r.thing.Validators
}

// ImportState takes an ARN, or what else Read finds an object by in the provider's region.
func (r *managed[M, P]) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	crud.ImportARN(ctx, req, resp, func(id string) (string, error) { return r.find(ctx, id) })
	defaults := map[string]any{"deletion_policy": r.Provider.PolicyUnlessSaid(r.thing.byDefault())}
	if r.thing.Job != nil {
		maps.Copy(defaults, r.thing.Job.defaults())
	}
	for attribute, value := range defaults {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(attribute), value)...)
	}
}

// find is the ARN of an object that is given by id or name.
func (r *managed[M, P]) find(ctx context.Context, id string) (arn string, err error) {
	client, err := r.Provider.Clients.Bedrock(ctx, "")
	if err != nil {
		return "", err
	}
	var m M
	if _, err = r.read(ctx, client, id, &m, false); err == nil {
		return P(&m).located().ARN.ValueString(), nil
	}
	if found, _, nameErr := r.named(ctx, client, id); nameErr == nil {
		return P(found).located().ARN.ValueString(), nil
	}
	return "", fmt.Errorf("%s", apierr.Detail("", err))
}

// errNotListed is the error of a name that no list shows.
var errNotListed = errors.New("nothing has this name")

// named is the object that has a name, and the token it was created with, where AWS tells that.
func (r *managed[M, P]) named(ctx context.Context, client *bedrock.Client, name string) (found *M, token string, err error) {
	id := name
	if !r.thing.ReadsName {
		if id, err = r.listed(ctx, client, name); err != nil {
			return nil, "", err
		}
	}
	found = new(M)
	token, err = r.read(ctx, client, id, found, true)
	return found, token, err
}

// listed is the ARN of the object that a list shows under a name.
func (r *managed[M, P]) listed(ctx context.Context, client *bedrock.Client, name string) (arn string, err error) {
	if r.thing.List == nil || name == "" {
		return "", errNotListed
	}
	for item, err := range r.thing.List(ctx, client, name) {
		if err != nil {
			return "", err
		}
		if item.Name == name {
			return item.ARN, nil
		}
	}
	return "", errNotListed
}

// read reads an object into the model. An answer without what makes an object leaves the model as it was.
func (r *managed[M, P]) read(ctx context.Context, client *bedrock.Client, id string, m *M, imported bool) (token string, err error) {
	found := *m
	token, err = r.thing.Read.read(ctx, client, id, &found, imported)
	if err != nil {
		return "", err
	}
	if P(&found).located().ARN.ValueString() == "" {
		return "", crud.ErrNoARN
	}
	if w := r.thing.Wait; w != nil && w.Status(&found).ValueString() == "" {
		return "", fmt.Errorf("AWS answered without the status of the %s", r.thing.Noun)
	}
	*m = found
	return token, nil
}

// client is Bedrock's client of a region, or a diagnostic.
func (r *managed[M, P]) client(ctx context.Context, region, summary, id string, diags *diag.Diagnostics) (*bedrock.Client, bool) {
	client, err := r.Provider.Clients.Bedrock(ctx, region)
	return client, !crud.Failed(diags, summary, id, err)
}

// mergeTags fills the tags with the provider's defaults, in every set.
func (r *managed[M, P]) mergeTags(m *M) {
	for _, set := range r.thing.Tags {
		_, own, all := set.Get(m)
		*all = crud.MergedTags(r.Provider, *own)
	}
}

// byDefault is deletion_policy where nobody says any: none where an output would be deleted that cannot be had back for free.
func (o *Object[M]) byDefault() string {
	if o.Job != nil && o.Job.Output != nil {
		return ""
	}
	return crud.DeletionDelete
}

// deletionPolicy is the argument. Of a job whose record AWS never deletes, and which leaves nothing else, a destroy can only stop the run.
func (o *Object[M]) deletionPolicy() schema.StringAttribute {
	attribute := crud.DeletionPolicyAttribute(o.deletes(), o.byDefault())
	if o.Job != nil && o.Job.Output == nil && o.Delete == nil {
		attribute.MarkdownDescription = "What destroying this resource does to a job that runs: `DELETE` stops it, `ABANDON` lets it run on, " +
			"`PREVENT` refuses to destroy or replace the resource. AWS keeps the record of the job in any case. Defaults to the provider's " +
			"`default_deletion_policy`, else `DELETE`."
	}
	return attribute
}

// deletes names what deletion_policy is about.
func (o *Object[M]) deletes() string {
	if o.Job != nil && o.Job.Output != nil {
		return o.Job.Output.Of
	}
	return "the " + o.Noun
}
