// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"cmp"
	"context"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
)

// Object is a managed resource as a value: it says what is special about one type, and the kernel does the rest. M is the
// type's model, a struct that embeds Located.
type Object[M any] struct {
	// Type is the name of the type without bedrock_, Noun what messages call the object: "inference profile".
	Type, Noun string
	// Description begins with one sentence on one line; its other paragraphs become "Good to know".
	Description string
	// Again completes "The next apply ..." of an object that somebody deleted, with its price: "makes another one".
	Again string
	// Attributes are those that the kernel does not add: it adds arn, region, deletion_policy, tags and timeouts, and those of
	// the kind.
	Attributes func() map[string]schema.Attribute
	Timeouts   crud.Timeouts
	Validators []resource.ConfigValidator
	// Tags are what AWS can tag: nothing, the object, or the object and what it makes.
	Tags []TagSet[M]
	// ProviderOnly are arguments of the type that AWS never sees, besides those that the kernel adds.
	ProviderOnly []string
	// Names are the arguments that name the object and what it makes, the object's own first; none where AWS lets two objects
	// have the same name.
	Names []Name[M]
	// RoleFor are the purposes of bedrock_service_role whose roles role_arn takes; none where the type takes no role.
	RoleFor []jobpolicy.Purpose
	// MovedFrom are the types of hashicorp/aws whose state a moved block may bring here, with the attribute that has the ARN.
	MovedFrom crud.MovedFrom
	// ReadsName says that Read takes the name of the object too.
	ReadsName bool

	Create Creation[M]
	Read   Reading[M]
	// Update is nil where AWS cannot change the object in place.
	Update *Updating[M]
	// Delete is nil where AWS has no way to delete the object, as most jobs.
	Delete Deletion
	// List is every object of the account and region.
	List Listing

	// Moving are the outputs that change with time or an update, besides the status.
	Moving []string
	// Wait is nil where an object is ready when its create is answered.
	Wait *Wait[M]
	// Commitment is set where an object may be bought for a term that nobody can cancel.
	Commitment *Commitment[M]
	// Job is set for work that ends and leaves a record.
	Job *Job[M]

	// Refused explains a create that AWS refused for a reason that only this type has; nil where there is none.
	Refused func(ctx context.Context, client *bedrock.Client, m *M, err error) diag.Diagnostic
	// Plan adds the checks that only this type has, and plans what configuration alone does not say.
	Plan func(ctx context.Context, p *Plan[M])
}

// Wait is how the status of an object tells that it is ready.
type Wait[M any] struct {
	// Attribute has the status; empty means status.
	Attribute string
	Status    func(*M) types.String
	Failure   func(*M) types.String // AWS's reason, for an object that failed
	// Detail says more of an object that is on its way, when a wait runs out of time: the phase, and since when. Nil where the status is
	// all there is.
	Detail func(*M) string
	Ready  []string
	Failed []string
}

// attribute is the name of that with the status.
func (w *Wait[M]) attribute() string { return cmp.Or(w.Attribute, "status") }

// Located is embedded by every model: what all regional objects with an ARN have.
type Located struct {
	ARN            types.String   `tfsdk:"arn"`
	Region         types.String   `tfsdk:"region"`
	DeletionPolicy types.String   `tfsdk:"deletion_policy"`
	Timeouts       timeouts.Value `tfsdk:"timeouts"`
}

func (l *Located) located() *Located { return l }

// Tagged is embedded by the models of what AWS can tag.
type Tagged struct {
	Tags    types.Map `tfsdk:"tags"`
	TagsAll types.Map `tfsdk:"tags_all"`
}

// located is a model: a pointer to a struct that embeds Located.
type located[M any] interface {
	*M
	located() *Located
}

// TagSet is one set of tags, in a pair of attributes: Name, and Name with _all for the tags with the provider's defaults.
type TagSet[M any] struct {
	Name, Of string
	// Get is what the tags are on, empty when that is not there yet, and where the model has them.
	Get func(m *M) (arn types.String, own, all *types.Map)
}

// OwnTags are the tags of the object itself, in tags and tags_all; of names it in the description, get what the model embeds.
func OwnTags[M any](of string, get func(*M) (*Located, *Tagged)) TagSet[M] {
	return TagSet[M]{Name: "tags", Of: of, Get: func(m *M) (types.String, *types.Map, *types.Map) {
		l, t := get(m)
		return l.ARN, &t.Tags, &t.TagsAll
	}}
}

// statusOf is the status in a model; empty where the type has none.
func (o *Object[M]) statusOf(m *M) string {
	if o.Wait == nil {
		return ""
	}
	return o.Wait.Status(m).ValueString()
}

// title is the object in the summary of a diagnostic: "Bedrock inference profile".
func (o *Object[M]) title() string { return "Bedrock " + o.Noun }

// Resource is the constructor of the resource that a value describes.
func Resource[M any, P located[M]](o *Object[M]) func() resource.Resource {
	return func() resource.Resource { return &managed[M, P]{thing: o} }
}
