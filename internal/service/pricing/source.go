// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricing

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/lookup"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
)

// Source are the arguments that say where prices are read.
type Source struct {
	Source         types.String      `tfsdk:"source"`
	PriceFile      types.String      `tfsdk:"price_file"`
	CacheDirectory types.String      `tfsdk:"cache_directory"`
	NameOverrides  map[string]string `tfsdk:"name_overrides"`
	OnUnavailable  types.String      `tfsdk:"on_unavailable"`

	PriceSource types.String `tfsdk:"price_source"`
}

// Values of on_unavailable.
const (
	stop = "error"
	warn = "warn"
)

// SourceAttributes describe Source.
func SourceAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"source": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "Where prices are read: `bulk`, the files that AWS publishes for everybody, without credentials; `api`, the AWS " +
				"Price List API, with the permission `pricing:GetProducts`; `agreement_offers`, the rate card of a model of AWS Marketplace, with " +
				"`bedrock:ListFoundationModelAgreementOffers`, which tells the model by its id but has rates of tokens only; or `file`, that " +
				"of `price_file`. Default `file` where there is a `price_file`, else `bulk`.",
			Validators: []validator.String{stringvalidator.OneOf(lookup.PricesOfBulk, lookup.PricesOfAPI, lookup.PricesOfAgreement,
				lookup.PricesOfFile)},
		},
		"price_file": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "Path of a file with prices: an offer file of AWS (`index.json` of a region or of all of them), or what " +
				"`aws pricing get-products` prints.",
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"cache_directory": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "A directory of yours in which the price files of `bulk` are kept, each under its version, such as " +
				"`~/.cache/bedrock-prices` with `pathexpand()`. A plan then asks only which version is in force, and fetches what is new. Nothing " +
				"is ever removed from it.",
			Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
		},
		"name_overrides": schema.MapAttribute{
			Optional: true, ElementType: types.StringType,
			MarkdownDescription: "What AWS's rows call a model, and the id of the model, where this provider does not know it or knows it " +
				"wrongly: the name (`Nova 2.0 Lite`), and where the usage type does not spell the name, what it says instead (`Nova2.0Lite`).",
		},
		"on_unavailable": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: "What happens where prices cannot be read: `error` stops the plan; `warn` warns, and everything stays unknown " +
				"to you. Default `error`.",
			Validators: []validator.String{stringvalidator.OneOf(stop, warn)},
		},
		"price_source": schema.StringAttribute{
			Computed: true, MarkdownDescription: "Where the prices were read, in words. Null where they could not be read.",
		},
	}
}

// Index are the prices of a region, of one model where it is not empty; nil where there are none and a warning says so. It reports whether
// the data source may go on.
func (s *Source) Index(
	ctx context.Context, data *crud.ProviderData, region, model string, diags *diag.Diagnostics,
) (*pricelist.Index, bool) {
	from, problem, at := s.place(model)
	if problem != "" {
		diags.AddAttributeError(path.Root(at), "Invalid source of prices", problem)
		return nil, false
	}
	list, err := data.Lookup.Prices(ctx, region, from)
	if err == nil {
		s.PriceSource = types.StringValue(list.Source)
		return list.Index(s.NameOverrides), true
	}
	s.PriceSource = types.StringNull()
	const summary = "Reading prices of Amazon Bedrock"
	if s.OnUnavailable.ValueString() != warn {
		diags.AddError(summary, apierr.Detail(region, err)+"\n\n"+
			"With on_unavailable = \"warn\" the plan goes on without prices; with price_file they are read from a file.")
		return nil, false
	}
	diags.AddWarning(summary, apierr.Detail(region, err)+"\n\nThe plan goes on without prices, because of on_unavailable = \"warn\".")
	return nil, true
}

// place is where prices are read, or what is wrong with the arguments that say so, and at which.
func (s *Source) place(model string) (from lookup.PriceSource, problem, at string) {
	from = lookup.PriceSource{Kind: s.Source.ValueString(), File: s.PriceFile.ValueString(), CacheDirectory: s.CacheDirectory.ValueString()}
	if from.Kind == "" {
		from.Kind = lookup.PricesOfBulk
		if from.File != "" {
			from.Kind = lookup.PricesOfFile
		}
	}
	switch {
	case (from.Kind == lookup.PricesOfFile) != (from.File != ""):
		return from, "source = \"file\" and price_file go together: one says that prices are read from a file, the other from which.", "source"
	case from.CacheDirectory != "" && from.Kind != lookup.PricesOfBulk:
		return from, "Only the price files of AWS are kept in a directory: cache_directory goes with source = \"bulk\".", "cache_directory"
	case from.Kind == lookup.PricesOfAgreement && model == "":
		return from, "An agreement has the rates of one model, and this data source is about many. bedrock_model_prices reads it.", "source"
	case from.Kind == lookup.PricesOfAgreement:
		from.Model = model
	}
	return from, "", ""
}

// Answer is what the prices of a region say of a model, with the routing of requests that name it; nothing where there are no prices and
// a warning says so. It reports whether the data source may go on.
func (s *Source) Answer(
	ctx context.Context, data *crud.ProviderData, region, identifier string, at path.Path, diags *diag.Diagnostics,
) (a pricelist.Answer, id, routing string, ok bool) {
	id, routing, err := FoundationModel(identifier)
	if err != nil {
		diags.AddAttributeError(at, "Reading prices of a Bedrock model", err.Error()+".")
		return a, "", "", false
	}
	index, ok := s.Index(ctx, data, region, id, diags)
	if ok && index != nil {
		a = index.Find(id, "")
	}
	return a, id, routing, ok
}
