// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const (
	throughputCreating  = "Creating"
	throughputInService = "InService"
	throughputUpdating  = "Updating"
	throughputFailed    = "Failed"

	oneMonth, sixMonths = "OneMonth", "SixMonths"

	// throughputTime is how long one takes, throughputUpdateTime how long it takes to change it, and throughputRemovalTime how long it
	// is still found after it was deleted.
	throughputTime        = 12 * time.Minute
	throughputUpdateTime  = 6 * time.Minute
	throughputRemovalTime = 20 * time.Second

	// renewalTime is how long after its end a commitment is renewed unless it is deleted. That it renews by itself is documented, and
	// that it can be deleted at the end of its term; how long there is for that is not.
	renewalTime = 24 * time.Hour

	// grantedModelUnits are those that an account has, unless it has none.
	grantedModelUnits = 10
)

// throughput is provisioned throughput of a model, by the hour or for a term.
type throughput struct {
	arn, name, status, failure string
	input                      throughputInput
	model, desired             servedModel
	created, modified, changed time.Time // changed is when the last update began
	expires                    time.Time // the end of the commitment; zero for none
	failing                    string
	removed                    time.Time
}

// servedModel is what throughput is bought for: a foundation model, or a custom one.
type servedModel struct {
	arn    string
	base   *foundationModel
	custom *customModel // nil for a foundation model
}

// throughputInput is the request of CreateProvisionedModelThroughput.
type throughputInput struct {
	ModelUnits           *int       `json:"modelUnits"`
	ProvisionedModelName *string    `json:"provisionedModelName"`
	ModelID              *string    `json:"modelId"`
	CommitmentDuration   *string    `json:"commitmentDuration"`
	Tags                 []core.Tag `json:"tags"`
	ClientRequestToken   *string    `json:"clientRequestToken"`
}

// term is the end of a commitment that begins at a time; zero for none.
func (in *throughputInput) term(from time.Time) time.Time {
	switch {
	case in.CommitmentDuration == nil:
		return time.Time{}
	case *in.CommitmentDuration == sixMonths:
		return from.AddDate(0, 6, 0)
	}
	return from.AddDate(0, 1, 0)
}

func (t *throughput) listed(time.Time) (core.Object, bool) {
	return core.Object{Type: "provisioned-model", ARN: t.arn, Status: t.status}, true
}

// throughputs are the operations on provisioned throughput.
func throughputs() kind {
	return kind{handlers: map[string]handler{
		"CreateProvisionedModelThroughput": createThroughput,
		"ListProvisionedModelThroughputs":  listThroughputs,
		"GetProvisionedModelThroughput":    getThroughput,
		"UpdateProvisionedModelThroughput": updateThroughput,
		"DeleteProvisionedModelThroughput": deleteThroughput,
	}, settle: settleThroughputs}
}

// settleThroughputs lets everything reach the state it has at a time, and renews what nobody has deleted in time.
func settleThroughputs(_ *Neighbours, r *region, now time.Time) {
	of[*throughput](r).remove(func(t *throughput) bool {
		gone := !t.removed.IsZero() && !now.Before(t.removed.Add(throughputRemovalTime))
		if gone {
			delete(r.tags, t.arn)
		}
		return gone
	})
	for _, t := range of[*throughput](r).all {
		t.settle(now)
		for !t.expires.IsZero() && t.removed.IsZero() && !now.Before(t.expires.Add(renewalTime)) {
			t.expires = t.input.term(t.expires)
		}
	}
}

func (t *throughput) settle(now time.Time) {
	switch end := t.created.Add(throughputTime); {
	case t.status == throughputCreating && !now.Before(end):
		t.status, t.modified, t.failure = throughputInService, end, t.failing
		if t.failing != "" {
			t.status, t.expires = throughputFailed, time.Time{}
		}
	case t.status == throughputUpdating && !now.Before(t.changed.Add(throughputUpdateTime)):
		t.status, t.modified, t.failure = throughputInService, t.changed.Add(throughputUpdateTime), t.failing
		if t.failing != "" {
			t.desired = t.model
		}
		t.model = t.desired
	}
}

// served finds a model that throughput can be bought for.
func (q *request) served(identifier string) (servedModel, error) {
	if custom, ok := q.state.findModel(identifier); ok {
		return servedModel{custom.arn, custom.base, custom}, nil
	}
	id := identifier
	if a, ok := core.ParseARN(identifier); ok {
		if a.Account != "" || a.Region != q.Region {
			return servedModel{}, notFoundError("The model " + identifier + " could not be found.")
		}
		id = strings.TrimPrefix(a.Resource, "foundation-model/")
	}
	base, ok := loadCatalogue().find(q.Region, id)
	switch {
	case !ok:
		return servedModel{}, validationError("The provided model identifier is invalid.")
	case !slices.Contains(base.Regions[q.Region], "PROVISIONED"):
		return servedModel{}, validationError("The model " + id + " does not support provisioned throughput.")
	case base.Lifecycle.Status == statusLegacy:
		return servedModel{}, validationError("The model " + id + " is in LEGACY status: no new provisioned throughput can be created for it.")
	}
	return servedModel{base.arn(q.Region), base, nil}, nil
}

// createThroughput answers what an earlier request with the same token made again.
func createThroughput(q *request) (any, error) {
	var in throughputInput
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	if err := checkTags(in.Tags); err != nil {
		return nil, err
	}
	made, err := q.replayed(in.ClientRequestToken, &in)
	if err != nil {
		return nil, err
	}
	if made != "" {
		return throughputARN{made}, nil
	}
	model, err := q.served(*in.ModelID)
	if err != nil {
		return nil, err
	}
	units := *in.ModelUnits
	for _, t := range of[*throughput](q.state).all {
		if t.name == *in.ProvisionedModelName {
			return nil, validationError("The provided provisioned model name is currently in use.")
		}
		units += *t.input.ModelUnits
	}
	if q.standing.NoModelUnits || units > grantedModelUnits {
		return nil, quotaError("You have exceeded the number of model units that are allowed for this account.")
	}
	t := &throughput{
		arn: q.arn("provisioned-model/" + core.NewID()), name: *in.ProvisionedModelName, status: throughputCreating, input: in,
		model: model, desired: model, created: q.now, modified: q.now, expires: in.term(q.now), failing: q.standing.ThroughputFailure,
	}
	of[*throughput](q.state).add(t)
	q.state.tags[t.arn] = in.Tags
	q.remember(in.ClientRequestToken, &in, t.arn)
	return throughputARN{t.arn}, nil
}

type throughputARN struct {
	ProvisionedModelARN string `json:"provisionedModelArn"`
}

// throughput finds that of the request by ARN or name.
func (q *request) throughput() (*throughput, error) {
	identifier := q.path["provisionedModelId"]
	for _, t := range of[*throughput](q.state).all {
		if t.arn == identifier || t.name == identifier {
			return t, nil
		}
	}
	return nil, notFoundError("The provisioned model " + identifier + " could not be found.")
}

// throughputDetails is what both GetProvisionedModelThroughput and ListProvisionedModelThroughputs tell.
type throughputDetails struct {
	throughputARN
	ProvisionedModelName     string    `json:"provisionedModelName"`
	ModelARN                 string    `json:"modelArn"`
	DesiredModelARN          string    `json:"desiredModelArn"`
	FoundationModelARN       string    `json:"foundationModelArn"`
	ModelUnits               int       `json:"modelUnits"`
	DesiredModelUnits        int       `json:"desiredModelUnits"`
	Status                   string    `json:"status"`
	CommitmentDuration       *string   `json:"commitmentDuration,omitempty"`
	CommitmentExpirationTime timestamp `json:"commitmentExpirationTime,omitzero"`
	CreationTime             timestamp `json:"creationTime"`
	LastModifiedTime         timestamp `json:"lastModifiedTime"`
}

func (t *throughput) details(region string) throughputDetails {
	return throughputDetails{
		throughputARN{t.arn}, t.name, t.model.arn, t.desired.arn, t.model.base.arn(region), *t.input.ModelUnits, *t.input.ModelUnits, t.status,
		t.input.CommitmentDuration, timestamp(t.expires), timestamp(t.created), timestamp(t.modified),
	}
}

func getThroughput(q *request) (any, error) {
	t, err := q.throughput()
	if err != nil {
		return nil, err
	}
	return struct {
		throughputDetails
		FailureMessage string `json:"failureMessage,omitempty"`
	}{t.details(q.Region), t.failure}, nil
}

func listThroughputs(q *request) (any, error) {
	within := q.creationFilter()
	name := q.queryText("nameContains")
	status := q.queryText("statusEquals")
	model := q.queryText("modelArnEquals")
	p, err := q.paging()
	if err != nil {
		return nil, err
	}
	found := slices.DeleteFunc(slices.Clone(of[*throughput](q.state).all), func(t *throughput) bool {
		return !within(t.created) || name != nil && !strings.Contains(t.name, *name) || status != nil && t.status != *status ||
			model != nil && t.model.arn != *model
	})
	found, next := page(p, found, func(t *throughput) string { return creationKey(t.created, t.arn) })
	summaries := []throughputDetails{}
	for _, t := range found {
		summaries = append(summaries, t.details(q.Region))
	}
	return struct {
		NextToken *string             `json:"nextToken,omitempty"`
		Summaries []throughputDetails `json:"provisionedModelSummaries"`
	}{next, summaries}, nil
}

// updateThroughput changes the name at once and begins to change the model, which must be of the same base, and a custom one before.
func updateThroughput(q *request) (any, error) {
	t, err := q.throughput()
	if err != nil {
		return nil, err
	}
	var in struct {
		DesiredProvisionedModelName *string `json:"desiredProvisionedModelName"`
		DesiredModelID              *string `json:"desiredModelId"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	if t.status != throughputInService {
		return nil, validationError("The provisioned model " + t.name + " can't be updated while it is " + t.status + ".")
	}
	desired := t.model
	if in.DesiredModelID != nil {
		if desired, err = q.served(*in.DesiredModelID); err != nil {
			return nil, err
		}
		if t.model.custom == nil || desired.base.baseName() != t.model.base.baseName() {
			return nil, validationError("The model of a provisioned model can only be changed from a custom model to another one of the same base.")
		}
	}
	if name := in.DesiredProvisionedModelName; name != nil {
		if slices.ContainsFunc(of[*throughput](q.state).all, func(other *throughput) bool { return other != t && other.name == *name }) {
			return nil, validationError("The provided provisioned model name is currently in use.")
		}
		t.name = *name
	}
	t.status, t.desired, t.changed, t.modified, t.failing = throughputUpdating, desired, q.now, q.now, q.standing.ThroughputFailure
	return struct{}{}, nil
}

// deleteThroughput refuses to end a commitment. What is deleted is found for a while yet.
func deleteThroughput(q *request) (any, error) {
	t, err := q.throughput()
	if err != nil {
		return nil, err
	}
	if q.now.Before(t.expires) {
		return nil, conflictError("The provisioned model " + t.name + " can't be deleted before its commitment term is complete.")
	}
	if t.removed.IsZero() {
		t.removed = q.now
	}
	return struct{}{}, nil
}
