// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

//go:embed inference_profiles.json
var inferenceProfilesJSON []byte

// systemProfiles are the inference profiles that AWS brings to every account. Ids, names and destinations follow what AWS
// answered from 2024 to 2026; where no answer was seen, the destinations are those of the siblings. There is a profile for
// each model of the catalogue, in each of its regions, that has the inference type INFERENCE_PROFILE. AWS answers what its
// own API model does not allow, and so do we: dots in names, commas in descriptions, more than five models, and a global
// profile's model without a region.
type systemProfiles struct {
	// Destinations holds the regions that a profile routes to. The names are our own.
	Destinations map[string][]string `json:"destinations"`
	Profiles     []systemProfile     `json:"profiles"`
}

type systemProfile struct {
	ID      string   `json:"id"`
	Scope   string   `json:"scope"`   // as it begins the profile's name
	Model   string   `json:"model"`   // as the name goes on, which is not always the model's name
	Sources []string `json:"sources"` // the regions where the profile can be used
	// Destinations is a key of systemProfiles.Destinations; empty for a global profile.
	Destinations string `json:"destinations"`
}

var loadSystemProfiles = sync.OnceValue(func() *systemProfiles {
	var s systemProfiles
	if err := json.Unmarshal(inferenceProfilesJSON, &s); err != nil {
		panic(err) // the file is compiled in, and a test reads it
	}
	return &s
})

// modelID is the id of the profile without the scope it begins with.
func (p *systemProfile) modelID() string {
	_, id, _ := strings.Cut(p.ID, ".")
	return id
}

// in returns the profiles of a region as an account sees them.
func (s *systemProfiles) in(scope scope) []*inferenceProfile {
	var profiles []*inferenceProfile
	for i := range s.Profiles {
		p := &s.Profiles[i]
		if !slices.Contains(p.Sources, scope.region) {
			continue
		}
		model, ok := loadCatalogue().find(scope.region, p.modelID())
		if !ok {
			continue // a test finds this
		}
		profiles = append(profiles, &inferenceProfile{
			arn: core.NewARN(core.Partition(scope.region), "bedrock", scope.region, scope.account, "inference-profile/"+p.ID).String(),
			id:  p.ID, name: p.Scope + " " + p.Model, description: s.describe(p), kind: profileSystemDefined,
			models: s.models(p, scope.region), created: model.Lifecycle.StartOfLifeTime,
		})
	}
	return profiles
}

// describe tells where a profile routes to, in AWS's words.
func (s *systemProfiles) describe(p *systemProfile) string {
	regions := s.Destinations[p.Destinations]
	if len(regions) == 0 {
		return "Routes requests to " + p.Model + " globally across all supported AWS Regions."
	}
	last := len(regions) - 1
	return "Routes requests to " + p.Model + " in " + strings.Join(regions[:last], ", ") + " and " + regions[last] + "."
}

// models returns the ARNs of the models that a profile routes to. A global profile names the model without a region, and
// in the region it is used from.
func (s *systemProfiles) models(p *systemProfile, source string) []string {
	regions := s.Destinations[p.Destinations]
	if len(regions) == 0 {
		nowhere := core.NewARN(core.Partition(source), "bedrock", "", "", "foundation-model/"+p.modelID())
		return []string{nowhere.String(), foundationModelARN(source, p.modelID())}
	}
	var models []string
	for _, region := range regions {
		models = append(models, foundationModelARN(region, p.modelID()))
	}
	return models
}
