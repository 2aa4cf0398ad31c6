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
	deploymentCreating = "Creating"
	deploymentActive   = "Active"
	deploymentFailed   = "Failed"

	deploymentUpdating     = "Updating"
	deploymentUpdated      = "UpdateCompleted"
	deploymentUpdateFailed = "UpdateFailed"

	// deploymentTime is how long a deployment takes, deploymentUpdateTime how long it takes to give it another model, and
	// deploymentRemovalTime how long it is still found after it was deleted.
	deploymentTime        = 8 * time.Minute
	deploymentUpdateTime  = 5 * time.Minute
	deploymentRemovalTime = 20 * time.Second

	// deploymentsInProgress is the quota of deployments that are being made at one time.
	deploymentsInProgress = 2
)

// deploymentSince is when AWS began to make models that can be deployed on demand.
var deploymentSince = time.Date(2025, 7, 16, 0, 0, 0, 0, time.UTC)

// deployableModels are the base models whose custom models AWS answers with on demand, by region.
var deployableModels = map[string][]string{
	"us-east-1": {"amazon.nova-micro-v1", "amazon.nova-lite-v1", "amazon.nova-pro-v1", "amazon.nova-2-lite-v1"},
	"us-west-2": {"meta.llama3-3-70b-instruct-v1"},
}

// modelDeployment answers requests with a custom model, by the token.
type modelDeployment struct {
	arn, status, failure string
	input                modelDeploymentInput
	model                *customModel
	created, updated     time.Time
	failing              string            // why it will fail; empty for one that will not
	update               *deploymentUpdate // the last one; nil before the first
	removed              time.Time         // when it was deleted; zero before
}

// deploymentUpdate gives a deployment another model.
type deploymentUpdate struct {
	status  string
	model   *customModel
	began   time.Time
	failing string
}

// modelDeploymentInput is the request of CreateCustomModelDeployment.
type modelDeploymentInput struct {
	ModelDeploymentName *string    `json:"modelDeploymentName"`
	ModelARN            *string    `json:"modelArn"`
	Description         *string    `json:"description"`
	Tags                []core.Tag `json:"tags"`
	ClientRequestToken  *string    `json:"clientRequestToken"`
}

func (d *modelDeployment) listed(time.Time) (core.Object, bool) {
	return core.Object{Type: "custom-model-deployment", ARN: d.arn, Status: d.status}, true
}

// modelDeployments are the operations on deployments of custom models.
func modelDeployments() kind {
	return kind{handlers: map[string]handler{
		"CreateCustomModelDeployment": createModelDeployment,
		"ListCustomModelDeployments":  listModelDeployments,
		"GetCustomModelDeployment":    getModelDeployment,
		"UpdateCustomModelDeployment": updateModelDeployment,
		"DeleteCustomModelDeployment": deleteModelDeployment,
	}, settle: settleDeployments}
}

// settleDeployments lets every deployment reach the state it has at a time.
func settleDeployments(_ *Neighbours, r *region, now time.Time) {
	of[*modelDeployment](r).remove(func(d *modelDeployment) bool {
		gone := !d.removed.IsZero() && !now.Before(d.removed.Add(deploymentRemovalTime))
		if gone {
			delete(r.tags, d.arn)
		}
		return gone
	})
	for _, d := range of[*modelDeployment](r).all {
		d.settle(now)
	}
}

func (d *modelDeployment) settle(now time.Time) {
	if end := d.created.Add(deploymentTime); d.status == deploymentCreating && !now.Before(end) {
		d.status, d.failure, d.updated = deploymentActive, d.failing, end
		if d.failing != "" {
			d.status = deploymentFailed
		}
	}
	u := d.update
	if u == nil || u.status != deploymentUpdating || now.Before(u.began.Add(deploymentUpdateTime)) {
		return
	}
	d.updated = u.began.Add(deploymentUpdateTime)
	if u.failing != "" {
		u.status, d.failure = deploymentUpdateFailed, u.failing
		return
	}
	u.status, d.model, d.failure = deploymentUpdated, u.model, ""
}

// checkUnused refuses to delete a model that something answers requests with.
func (r *region) checkUnused(model *customModel) error {
	for _, d := range of[*modelDeployment](r).all {
		if d.model == model || d.update != nil && d.update.status == deploymentUpdating && d.update.model == model {
			name := *d.input.ModelDeploymentName
			return conflictError("The custom model " + model.name + " is in use by the custom model deployment " + name + ".")
		}
	}
	for _, t := range of[*throughput](r).all {
		if t.model.custom == model || t.desired.custom == model {
			return conflictError("The custom model " + model.name + " is in use by the provisioned model " + t.name + ".")
		}
	}
	return nil
}

// deployable finds a model that AWS can deploy on demand.
func (q *request) deployable(modelARN string) (*customModel, error) {
	model, ok := q.state.findModel(modelARN)
	if !ok {
		return nil, notFoundError("The custom model " + modelARN + " could not be found.")
	}
	if !slices.Contains(deployableModels[q.Region], model.base.baseName()) || model.created.Before(deploymentSince) {
		return nil, validationError("The provided custom model does not support on-demand deployment.")
	}
	return model, nil
}

// createModelDeployment answers what an earlier request with the same token made again.
func createModelDeployment(q *request) (any, error) {
	var in modelDeploymentInput
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
		return deploymentARN{made}, nil
	}
	model, err := q.deployable(*in.ModelARN)
	if err != nil {
		return nil, err
	}
	inProgress := 0
	for _, d := range of[*modelDeployment](q.state).all {
		if *d.input.ModelDeploymentName == *in.ModelDeploymentName {
			return nil, validationError("The provided model deployment name is currently in use.")
		}
		if d.status == deploymentCreating {
			inProgress++
		}
	}
	if inProgress >= deploymentsInProgress {
		return nil, quotaError("Your account has reached the quota of in-progress custom model deployments.")
	}
	d := &modelDeployment{
		arn: q.arn("custom-model-deployment/" + core.NewID()), status: deploymentCreating, input: in, model: model,
		created: q.now, updated: q.now, failing: q.standing.DeploymentFailure,
	}
	of[*modelDeployment](q.state).add(d)
	q.state.tags[d.arn] = in.Tags
	q.remember(in.ClientRequestToken, &in, d.arn)
	return deploymentARN{d.arn}, nil
}

type deploymentARN struct {
	CustomModelDeploymentARN string `json:"customModelDeploymentArn"`
}

// deployment finds the deployment of the request by ARN or name.
func (q *request) deployment() (*modelDeployment, error) {
	identifier := q.path["customModelDeploymentIdentifier"]
	for _, d := range of[*modelDeployment](q.state).all {
		if d.arn == identifier || *d.input.ModelDeploymentName == identifier {
			return d, nil
		}
	}
	return nil, notFoundError("The custom model deployment " + identifier + " could not be found.")
}

type deploymentUpdateDetails struct {
	ModelARN     string `json:"modelArn"`
	UpdateStatus string `json:"updateStatus"`
}

func getModelDeployment(q *request) (any, error) {
	d, err := q.deployment()
	if err != nil {
		return nil, err
	}
	var details *deploymentUpdateDetails
	if d.update != nil {
		details = &deploymentUpdateDetails{d.update.model.arn, d.update.status}
	}
	return struct {
		deploymentARN
		ModelDeploymentName string                   `json:"modelDeploymentName"`
		ModelARN            string                   `json:"modelArn"`
		CreatedAt           timestamp                `json:"createdAt"`
		Status              string                   `json:"status"`
		Description         *string                  `json:"description,omitempty"`
		UpdateDetails       *deploymentUpdateDetails `json:"updateDetails,omitempty"`
		FailureMessage      string                   `json:"failureMessage,omitempty"`
		LastUpdatedAt       timestamp                `json:"lastUpdatedAt"`
	}{
		deploymentARN{d.arn}, *d.input.ModelDeploymentName, d.model.arn, timestamp(d.created), d.status, d.input.Description, details, d.failure,
		timestamp(d.updated),
	}, nil
}

func listModelDeployments(q *request) (any, error) {
	within := q.timeFilter("createdAfter", "createdBefore")
	name := q.queryText("nameContains")
	status := q.queryText("statusEquals")
	model := q.queryText("modelArnEquals")
	p, err := q.paging()
	if err != nil {
		return nil, err
	}
	found := slices.DeleteFunc(slices.Clone(of[*modelDeployment](q.state).all), func(d *modelDeployment) bool {
		return !within(d.created) ||
			name != nil && !strings.Contains(*d.input.ModelDeploymentName, *name) || status != nil && d.status != *status ||
			model != nil && d.model.arn != *model
	})
	found, next := page(p, found, func(d *modelDeployment) string { return creationKey(d.created, d.arn) })
	type summary struct {
		deploymentARN
		CustomModelDeploymentName string    `json:"customModelDeploymentName"`
		ModelARN                  string    `json:"modelArn"`
		CreatedAt                 timestamp `json:"createdAt"`
		Status                    string    `json:"status"`
		LastUpdatedAt             timestamp `json:"lastUpdatedAt"`
		FailureMessage            string    `json:"failureMessage,omitempty"`
	}
	summaries := []summary{}
	for _, d := range found {
		summaries = append(summaries, summary{
			deploymentARN{d.arn}, *d.input.ModelDeploymentName, d.model.arn, timestamp(d.created), d.status, timestamp(d.updated), d.failure,
		})
	}
	return struct {
		NextToken *string   `json:"nextToken,omitempty"`
		Summaries []summary `json:"modelDeploymentSummaries"`
	}{next, summaries}, nil
}

// updateModelDeployment begins to give a deployment another model. Until that is done, and where it fails, the old one answers.
func updateModelDeployment(q *request) (any, error) {
	d, err := q.deployment()
	if err != nil {
		return nil, err
	}
	var in struct {
		ModelARN *string `json:"modelArn"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	model, err := q.deployable(*in.ModelARN)
	if err != nil {
		return nil, err
	}
	if d.status != deploymentActive || d.update != nil && d.update.status == deploymentUpdating {
		return nil, validationError("The custom model deployment " + *d.input.ModelDeploymentName + " can't be updated in its current state.")
	}
	d.update = &deploymentUpdate{deploymentUpdating, model, q.now, q.standing.DeploymentFailure}
	d.updated = q.now
	return deploymentARN{d.arn}, nil
}

// deleteModelDeployment lets the deployment be found for a while yet.
func deleteModelDeployment(q *request) (any, error) {
	d, err := q.deployment()
	if err != nil {
		return nil, err
	}
	if d.removed.IsZero() {
		d.removed = q.now
	}
	return struct{}{}, nil
}
