// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package foundationmodelagreement

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/boolplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/setdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/schemas"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

// defaultTimeouts are generous: most agreements take a minute, the entitlement may follow a quarter of an hour later.
var defaultTimeouts = crud.Timeouts{Create: 30 * time.Minute, Update: 30 * time.Minute, Delete: 30 * time.Minute}

const description = "Accepts the terms of a foundation model and waits until the account has access to it.\n\n" +
	"- **Create**: accepts the terms of the offer, if there are any and they are not accepted yet, and waits for the gates in " +
	"`required_gates`.\n" +
	"- **Read**: asks AWS for the state of the four gates.\n" +
	"- **Update**: waits on while a gate is closed; another model or offer is another agreement.\n" +
	"- **Delete**: only forgets the agreement; with `deletion_policy = \"DELETE\"` it cancels it, for the whole account.\n\n" +
	"**Cost.** Accepting costs nothing; invoking the model does, at the rates of the offer, which the data source " +
	"`bedrock_foundation_model_agreement_offers` shows.\n\n" +
	"**Models without terms.** Models that AWS does not sell through its Marketplace, such as those of Amazon, " +
	"Meta, Mistral AI, DeepSeek and Qwen, have no terms to accept: for them this resource sends nothing, and " +
	"`agreement_required` is false. So one `for_each` may name models of any vendor. Access that the account has already is taken " +
	"over as it is.\n\n" +
	"**Why accept at all.** Since autumn 2025 AWS enables all serverless models by default, and the first invocation of a Marketplace " +
	"model by a principal with `aws-marketplace:Subscribe` accepts its terms. This resource is for accounts where that must not be left " +
	"to chance: it accepts on purpose, fails early, and leaves a record. It does not limit who may use a model: IAM policies and " +
	"service control policies that deny `bedrock:InvokeModel` do.\n\n" +
	"**Destroying.** An agreement counts for the whole account, in all regions. Therefore the default of `deletion_policy` is `ABANDON`: " +
	"`terraform destroy` of one stack must not take the model away from the others. With `DELETE` it does, and the next invocation " +
	"by a principal that may subscribe accepts the terms again.\n\n" +
	"**Anthropic** wants a use-case form first: see `bedrock_use_case_for_model_access`, and let this resource depend on it."

// Schema describes the resource.
func (*managed) Schema(ctx context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: description,
		Attributes: map[string]schema.Attribute{
			"region": crud.RegionAttribute(),
			"model_id": schemas.ImmutableString("Id of the foundation model, such as `anthropic.claude-haiku-4-5-20251001-v1:0`: no ARN, "+
				"and no inference profile, such as `us.anthropic...`.", access.ModelIDValidator{}),
			"accept_eula": schema.BoolAttribute{
				Required:            true,
				MarkdownDescription: "Must be `true`: you accept the vendor's end user license agreement, which is at `legal_terms_url`.",
				Validators:          []validator.Bool{mustAccept{}},
			},
			"offer_id":           offerIDAttribute(),
			"expected_terms_url": expectedTermsAttribute(),
			"required_gates": schema.SetAttribute{
				Optional: true, Computed: true, ElementType: types.StringType,
				Default: setdefault.StaticValue(allGatesValue()),
				MarkdownDescription: "Gates that must be open: `agreement`, `authorization`, `entitlement`, `region`. Default: all four. " +
					"Apply waits for them as far as they can move, and says what keeps the others closed. An empty set waits for nothing.",
				Validators: []validator.Set{setvalidator.ValueStringsAre(stringvalidator.OneOf(access.AllGates()...))},
			},
			"deletion_policy": crud.DeletionPolicyAttribute("the agreement, and with it to the access of the whole account", crud.DeletionAbandon),
			"timeouts":        defaultTimeouts.Attribute(ctx),

			"account_id": schemas.ComputedString("Account that has the access."),
			"agreement_required": schema.BoolAttribute{
				Computed:            true,
				MarkdownDescription: "Whether the model has terms to accept.",
				PlanModifiers:       []planmodifier.Bool{boolplanmodifier.UseStateForUnknown()},
			},
			"legal_terms_url": schemas.ComputedString("Where the terms are that were accepted, or that were offered when existing access " +
				"was taken over. The address carries no signature, so to read the document take `legal_terms_download_url` of the data " +
				"source `bedrock_foundation_model_agreement_offers`."),
			"accepted_at": schemas.ComputedString("When this resource accepted the terms (RFC 3339); null when the access existed before."),

			"agreement_status": schemas.ComputedString("`AVAILABLE`, `PENDING`, `NOT_AVAILABLE` or `ERROR`, as last seen. `AVAILABLE` for a " +
				"model without terms."),
			"agreement_error_message":  schemas.ComputedString("AWS's reason when the agreement failed."),
			"authorization_status":     schemas.ComputedString("Whether AWS allows the account to use the model: `AUTHORIZED` or `NOT_AUTHORIZED`."),
			"entitlement_availability": schemas.ComputedString("Whether the account is entitled to the model: `AVAILABLE` or `NOT_AVAILABLE`."),
			"region_availability":      schemas.ComputedString("Whether the region has the model: `AVAILABLE` or `NOT_AVAILABLE`."),
		},
	}
}

func offerIDAttribute() schema.Attribute {
	return schema.StringAttribute{
		Optional: true, Computed: true,
		MarkdownDescription: "Offer to accept, for instance a private one. Default: the first public offer. AWS does not tell by which " +
			"offer existing access came about, so this is null where access was taken over or imported. Another offer forces a new " +
			"resource, which accepts it only if `deletion_policy` is `DELETE`: an account has one agreement for a model.",
		PlanModifiers: []planmodifier.String{
			stringplanmodifier.UseStateForUnknown(),
			stringplanmodifier.RequiresReplaceIf(anotherOffer, "Another offer forces a new resource.", "Another offer forces a new resource."),
		},
		Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
	}
}

// anotherOffer replaces where the state knows by which offer the agreement came about.
func anotherOffer(_ context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	resp.RequiresReplace = !req.StateValue.IsNull() && !req.ConfigValue.IsNull()
}

func expectedTermsAttribute() schema.Attribute {
	return schema.StringAttribute{
		Optional: true,
		MarkdownDescription: "Address of the terms that you have read, as `legal_terms_url` of the data source " +
			"`bedrock_foundation_model_agreement_offers` shows it. When AWS offers others, the plan stops with an error. What follows " +
			"a `?` is not compared: it is a signature that AWS changes every time.",
		PlanModifiers: []planmodifier.String{sameTerms{}},
		Validators:    []validator.String{stringvalidator.LengthAtLeast(1)},
	}
}

// sameTerms plans nothing for an address that differs in its signature only.
type sameTerms struct{}

func (sameTerms) Description(context.Context) string { return "Another signature changes nothing." }

func (m sameTerms) MarkdownDescription(ctx context.Context) string { return m.Description(ctx) }

func (sameTerms) PlanModifyString(_ context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	known := !req.StateValue.IsNull() && !req.PlanValue.IsNull() && !req.PlanValue.IsUnknown()
	if known && access.Unsigned(req.StateValue.ValueString()) == access.Unsigned(req.PlanValue.ValueString()) {
		resp.PlanValue = req.StateValue
	}
}
