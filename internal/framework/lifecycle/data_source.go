// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

// Singular is the data source of one object, in the terms of its resource.
type Singular struct {
	// Identifier is the argument that names the object, and IdentifierText what it takes: "ARN or id of the profile."
	Identifier, IdentifierText string
	Description                string
	// Shows are the attributes of the resource that the data source has as well, besides arn and region.
	Shows []string
	// Texts are their descriptions, where those of the resource speak of a configuration.
	Texts map[string]string
}

// DataSource is the constructor of the singular data source of a value.
func DataSource[M any, P located[M]](o *Object[M], s Singular) func() datasource.DataSource {
	return func() datasource.DataSource { return &singular[M, P]{Singular: s, managed: &managed[M, P]{thing: o}} }
}

type singular[M any, P located[M]] struct {
	Singular
	managed *managed[M, P]
}

var _ datasource.DataSourceWithConfigure = (*singular[Located, *Located])(nil)

func (d *singular[M, P]) Configure(ctx context.Context, req datasource.ConfigureRequest, resp *datasource.ConfigureResponse) {
	var source crud.DataSource
	source.Configure(ctx, req, resp)
	d.managed.Provider = source.Provider
}

func (d *singular[M, P]) Metadata(_ context.Context, req datasource.MetadataRequest, resp *datasource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_" + d.managed.thing.Type
}

func (d *singular[M, P]) Schema(ctx context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	var of resource.SchemaResponse
	d.managed.Schema(ctx, resource.SchemaRequest{}, &of)
	shown := computedTwins(of.Schema.Attributes)
	attributes := map[string]schema.Attribute{
		d.Identifier: schema.StringAttribute{
			Required: true, MarkdownDescription: d.IdentifierText, Validators: []validator.String{stringvalidator.LengthBetween(1, 2048)},
		},
		"region": schema.StringAttribute{
			Optional: true, Computed: true,
			MarkdownDescription: "AWS Region of the " + d.managed.thing.Noun + ". Defaults to the region of the ARN, or the provider's.",
		},
		"arn": shown["arn"],
	}
	for _, name := range d.Shows {
		attributes[name] = shown[name]
		if text, ok := d.Texts[name]; ok {
			attributes[name] = retold(shown[name], text)
		}
	}
	resp.Schema = schema.Schema{MarkdownDescription: d.Description, Attributes: attributes}
}

// retold is an attribute with another description.
func retold(attribute schema.Attribute, text string) schema.Attribute {
	switch a := attribute.(type) {
	case schema.StringAttribute:
		a.MarkdownDescription = text
		return a
	case schema.MapAttribute:
		a.MarkdownDescription = text
		return a
	}
	return attribute
}

func (d *singular[M, P]) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	var id, configured types.String
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root(d.Identifier), &id)...)
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, path.Root("region"), &configured)...)
	if resp.Diagnostics.HasError() {
		return
	}
	summary := "Reading " + d.managed.thing.title()
	region := types.StringValue(crud.RegionFromARN(id.ValueString()))
	if region.ValueString() == "" {
		chosen, diags := crud.DataRegion(ctx, d.managed.Provider, configured)
		if resp.Diagnostics.Append(diags...); diags.HasError() {
			return
		}
		region = chosen
	}
	client, ok := d.managed.client(ctx, region.ValueString(), summary, id.ValueString(), &resp.Diagnostics)
	if !ok {
		return
	}
	state, m, diags := d.managed.blank(ctx)
	if resp.Diagnostics.Append(diags...); diags.HasError() {
		return
	}
	record := d.managed.thing.Job != nil // whose arguments are read after an import only
	_, err := d.managed.read(ctx, client, id.ValueString(), m, record)
	if apierr.Is(err, apierr.NotFound, apierr.Validation) {
		if arn, listErr := d.managed.listed(ctx, client, id.ValueString()); listErr == nil {
			_, err = d.managed.read(ctx, client, arn, m, record)
		}
	}
	if crud.Failed(&resp.Diagnostics, summary, id.ValueString(), err) {
		return
	}
	d.readOutput(ctx, client, m, &resp.Diagnostics)
	P(m).located().Region = region
	resp.Diagnostics.Append(d.readTags(ctx, client, m)...)
	resp.Diagnostics.Append(state.Set(ctx, m)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(d.show(ctx, state, id, resp)...)
}

// readOutput reads the status of what a job has made. Unlike a resource, a data source has no state to fall back on.
func (d *singular[M, P]) readOutput(ctx context.Context, client *bedrock.Client, m *M, diags *diag.Diagnostics) {
	if d.managed.thing.Job == nil || d.managed.thing.Job.Output == nil {
		return
	}
	output := d.managed.thing.Job.Output
	arn, status := output.Get(m)
	if arn.ValueString() == "" {
		return
	}
	found, err := output.Read(ctx, client, arn.ValueString())
	if apierr.IsNotFound(err) {
		found, err = notFound, nil
	}
	if !crud.Failed(diags, "Reading Bedrock "+output.Noun, arn.ValueString(), err) {
		*status = types.StringValue(found)
	}
}

// readTags reads every set of tags, of what is there.
func (d *singular[M, P]) readTags(ctx context.Context, client *bedrock.Client, m *M) (diags diag.Diagnostics) {
	for _, set := range d.managed.thing.Tags {
		arn, own, all := set.Get(m)
		if arn.ValueString() == "" {
			*all = tags.Value(nil)
			continue
		}
		remote, err := tags.ListBedrock(ctx, client, arn.ValueString())
		if !crud.Failed(&diags, "Reading the tags of a Bedrock object", arn.ValueString(), err) {
			*own, *all = tags.FromAWS(remote, *own, d.managed.Provider.DefaultTags, d.managed.Provider.IgnoreTags)
		}
	}
	return diags
}

// show takes the attributes of the data source out of a state of the resource.
func (d *singular[M, P]) show(
	ctx context.Context, state tfsdk.State, id types.String, resp *datasource.ReadResponse,
) diag.Diagnostics {
	var all map[string]tftypes.Value
	err := state.Raw.As(&all)
	if err == nil {
		shown := map[string]tftypes.Value{d.Identifier: tftypes.NewValue(tftypes.String, id.ValueString())}
		for name := range resp.State.Schema.GetAttributes() {
			if name != d.Identifier {
				shown[name] = all[name]
			}
		}
		resp.State.Raw = tftypes.NewValue(resp.State.Schema.Type().TerraformType(ctx), shown)
	}
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Saving the state", err.Error()+". This is a bug in the provider, please report it.")}
	}
	return nil
}

// blank is a state and a model in which every attribute is null, which is not what a model's zero value is.
func (r *managed[M, P]) blank(ctx context.Context) (tfsdk.State, *M, diag.Diagnostics) {
	var s resource.SchemaResponse
	r.Schema(ctx, resource.SchemaRequest{}, &s)
	object, _ := s.Schema.Type().TerraformType(ctx).(tftypes.Object)
	nulls := make(map[string]tftypes.Value, len(object.AttributeTypes))
	for name, t := range object.AttributeTypes {
		nulls[name] = tftypes.NewValue(t, nil)
	}
	state := tfsdk.State{Schema: s.Schema, Raw: tftypes.NewValue(object, nulls)}
	m := new(M)
	return state, m, state.Get(ctx, m)
}
