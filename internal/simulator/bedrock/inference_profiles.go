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
	profileActive        = "ACTIVE" // the only status there is
	profileSystemDefined = "SYSTEM_DEFINED"
	profileApplication   = "APPLICATION"
)

// inferenceProfile is one that AWS defines, or one that a client made.
type inferenceProfile struct {
	arn, id, name, description, kind string
	models                           []string // ARNs
	created                          time.Time
}

// createInferenceProfileInput is the body of CreateInferenceProfile.
type createInferenceProfileInput struct {
	InferenceProfileName *string             `json:"inferenceProfileName"`
	Description          *string             `json:"description"`
	ClientRequestToken   *string             `json:"clientRequestToken"`
	ModelSource          *profileModelSource `json:"modelSource"`
	Tags                 []core.Tag          `json:"tags"`
}

// profileModelSource is a union with one member.
type profileModelSource struct {
	CopyFrom *string `json:"copyFrom"`
}

func (p *inferenceProfile) listed(time.Time) (core.Object, bool) {
	return core.Object{Type: "application-inference-profile", ARN: p.arn, Status: profileActive}, true
}

// inferenceProfiles are the operations on inference profiles.
func inferenceProfiles() kind {
	return kind{handlers: map[string]handler{
		"CreateInferenceProfile": createInferenceProfile,
		"ListInferenceProfiles":  listInferenceProfiles,
		"GetInferenceProfile":    getInferenceProfile,
		"DeleteInferenceProfile": deleteInferenceProfile,
	}}
}

func createInferenceProfile(q *request) (any, error) {
	var in createInferenceProfileInput
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	if made, err := q.replayed(in.ClientRequestToken, &in); made != "" || err != nil {
		return createdProfile(made), err
	}
	models, err := q.profileModels(*in.ModelSource.CopyFrom)
	if err != nil {
		return nil, err
	}
	for _, profile := range of[*inferenceProfile](q.state).all {
		if profile.name == *in.InferenceProfileName {
			return nil, conflictError("An inference profile with the name " + profile.name + " already exists.")
		}
	}
	if err := checkTags(in.Tags); err != nil {
		return nil, err
	}
	id := core.NewID()
	profile := &inferenceProfile{
		arn: q.arn("application-inference-profile/" + id), id: id, name: *in.InferenceProfileName, kind: profileApplication,
		models: models, created: q.now,
	}
	if in.Description != nil {
		profile.description = *in.Description
	}
	of[*inferenceProfile](q.state).add(profile)
	q.state.tags[profile.arn] = in.Tags
	q.remember(in.ClientRequestToken, &in, profile.arn)
	return createdProfile(profile.arn), nil
}

func createdProfile(arn string) any {
	return map[string]string{"inferenceProfileArn": arn, "status": profileActive}
}

// profileModels returns the models of what a profile is copied from: a model of the region, or a profile that AWS defines
// there. Embedding models have no application profiles.
func (q *request) profileModels(source string) ([]string, error) {
	refused := validationError("copyFrom must be a valid inference profile model source ARN.")
	for _, profile := range loadSystemProfiles().in(q.state.scope) {
		if profile.arn == source && !slices.ContainsFunc(profile.models, q.embeds) {
			return profile.models, nil
		}
	}
	a, _ := core.ParseARN(source)
	id, ok := strings.CutPrefix(a.Resource, "foundation-model/")
	if !ok || source != foundationModelARN(q.Region, id) || q.embeds(source) {
		return nil, refused
	}
	model, ok := loadCatalogue().find(q.Region, id)
	if !ok || slices.Equal(model.Regions[q.Region], []string{"PROVISIONED"}) {
		return nil, refused
	}
	return []string{source}, nil
}

// embeds tells whether the model with an ARN makes embeddings.
func (q *request) embeds(modelARN string) bool {
	_, id, _ := strings.Cut(modelARN, "foundation-model/")
	model, ok := loadCatalogue().find(q.Region, id)
	return ok && slices.Contains(model.OutputModalities, "EMBEDDING")
}

// findProfile finds a profile by ARN or id.
func (q *request) findProfile(identifier string) (*inferenceProfile, bool) {
	for _, profile := range slices.Concat(of[*inferenceProfile](q.state).all, loadSystemProfiles().in(q.state.scope)) {
		if profile.arn == identifier || profile.id == identifier {
			return profile, true
		}
	}
	return nil, false
}

// profile finds the profile of the request.
func (q *request) profile() (*inferenceProfile, error) {
	identifier := q.path["inferenceProfileIdentifier"]
	profile, ok := q.findProfile(identifier)
	if !ok {
		return nil, notFoundError("The inference profile " + identifier + " could not be found.")
	}
	return profile, nil
}

// inferenceProfileDetails is a profile as both GetInferenceProfile and ListInferenceProfiles tell it. What an application
// profile was copied from is not among it.
type inferenceProfileDetails struct {
	InferenceProfileName string         `json:"inferenceProfileName"`
	Description          string         `json:"description,omitempty"`
	CreatedAt            timestamp      `json:"createdAt"`
	UpdatedAt            timestamp      `json:"updatedAt"`
	InferenceProfileARN  string         `json:"inferenceProfileArn"`
	Models               []profileModel `json:"models"`
	InferenceProfileID   string         `json:"inferenceProfileId"`
	Status               string         `json:"status"`
	Type                 string         `json:"type"`
}

type profileModel struct {
	ModelARN string `json:"modelArn"`
}

func (p *inferenceProfile) details() inferenceProfileDetails {
	details := inferenceProfileDetails{
		InferenceProfileName: p.name, Description: p.description, CreatedAt: timestamp(p.created), UpdatedAt: timestamp(p.created),
		InferenceProfileARN: p.arn, InferenceProfileID: p.id, Status: profileActive, Type: p.kind,
	}
	for _, model := range p.models {
		details.Models = append(details.Models, profileModel{model})
	}
	return details
}

func getInferenceProfile(q *request) (any, error) {
	profile, err := q.profile()
	if err != nil {
		return nil, err
	}
	return profile.details(), nil
}

// listInferenceProfiles lists the profiles that AWS defines, unless the other type is asked for: so does AWS.
func listInferenceProfiles(q *request) (any, error) {
	kind := q.queryText("type")
	p, err := q.unsortedPaging()
	if err != nil {
		return nil, err
	}
	profiles := of[*inferenceProfile](q.state).all
	if kind == nil || *kind == profileSystemDefined {
		profiles = loadSystemProfiles().in(q.state.scope)
	}
	profiles, next := page(p, profiles, func(profile *inferenceProfile) string { return creationKey(profile.created, profile.arn) })
	summaries := []inferenceProfileDetails{}
	for _, profile := range profiles {
		summaries = append(summaries, profile.details())
	}
	return struct {
		NextToken *string                   `json:"nextToken,omitempty"`
		Summaries []inferenceProfileDetails `json:"inferenceProfileSummaries"`
	}{next, summaries}, nil
}

// deleteInferenceProfile refuses a profile that a running job invokes.
func deleteInferenceProfile(q *request) (any, error) {
	profile, err := q.profile()
	if err != nil {
		return nil, err
	}
	if profile.kind == profileSystemDefined {
		return nil, validationError("The inference profile " + profile.id + " is defined by the system and can't be deleted.")
	}
	for _, job := range of[*invocationJob](q.state).all {
		if !job.ended() && job.target.arn == profile.arn {
			return nil, conflictError("The inference profile " + profile.name + " is in use by the model invocation job " + *job.input.JobName + ".")
		}
	}
	of[*inferenceProfile](q.state).remove(func(p *inferenceProfile) bool { return p == profile })
	delete(q.state.tags, profile.arn)
	return struct{}{}, nil
}
