// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

//go:embed catalogue.json
var catalogueJSON []byte

// catalogue is what AWS itself brings to every account: the foundation models and how each may be trained. Ids, names,
// providers and inference types follow what AWS answered in 2026; regions are an outline, and dates are to the day at
// best. Of a legacy model AWS publishes the end of life: the other two dates are six and three months before it, as its
// policy has it. Models that AWS has retired are kept as legacy ones, for the tutorials that still name them.
type catalogue struct {
	Models []foundationModel `json:"models"`
	// Distillation holds the students of each teacher, by model id.
	Distillation map[string][]string    `json:"distillation"`
	Families     map[string]modelFamily `json:"families"`
}

// foundationModel is one entry of the catalogue. A model that can be trained or bought as provisioned throughput has
// entries of its own for its context variants, such as amazon.nova-lite-v1:0:300k.
type foundationModel struct {
	ID               string   `json:"id"`
	Name             string   `json:"name"`
	Provider         string   `json:"provider"`
	InputModalities  []string `json:"inputModalities"`
	OutputModalities []string `json:"outputModalities"`
	Streaming        bool     `json:"streaming"`
	// Regions holds the inference types by region; a model is absent from every other region.
	Regions   map[string][]string `json:"regions"`
	Lifecycle lifecycle           `json:"lifecycle"`
	Training  *training           `json:"training"` // nil for a model that cannot be trained
}

type lifecycle struct {
	Status                   string    `json:"status"`
	StartOfLifeTime          time.Time `json:"startOfLifeTime"`
	LegacyTime               time.Time `json:"legacyTime"`
	PublicExtendedAccessTime time.Time `json:"publicExtendedAccessTime"`
	EndOfLifeTime            time.Time `json:"endOfLifeTime"`
}

// training is how a model may be trained. It is not on the wire: ListFoundationModels has no word for reinforcement
// fine-tuning, for instance.
type training struct {
	Family string `json:"family"`
	// Alias is the id without the context suffix. A job takes it too, and then trains this variant.
	Alias   string   `json:"alias"`
	Types   []string `json:"types"`
	Regions []string `json:"regions"`
}

// modelFamily holds what base models of one kind share: the form of their data, its limits, their hyperparameters.
type modelFamily struct {
	Records         string                    `json:"records"`
	Training        [2]int                    `json:"training"`     // least and most training records; 0 for no limit
	Validation      [2]int                    `json:"validation"`   // least and most validation records
	Total           int                       `json:"total"`        // most training and validation records together
	NoValidation    bool                      `json:"noValidation"` // a fine-tuning job takes no validation data
	Reasoning       bool                      `json:"reasoning"`    // what its records may hold besides text, images and videos
	Tools           bool                      `json:"tools"`
	Documents       bool                      `json:"documents"`
	ReservedWords   []string                  `json:"reservedWords"`
	HyperParameters map[string]hyperParameter `json:"hyperParameters"`
}

// hyperParameter is the range of one hyperparameter. On the wire every value is a string.
type hyperParameter struct {
	Type     string  `json:"type"` // integer or number
	Min      float64 `json:"min"`
	Max      float64 `json:"max"`
	Default  string  `json:"default"`
	Word     string  `json:"word"` // the one value that is not a number, such as auto
	Required bool    `json:"required"`
}

var loadCatalogue = sync.OnceValue(func() *catalogue {
	var c catalogue
	if err := json.Unmarshal(catalogueJSON, &c); err != nil {
		panic(err) // the file is compiled in, and a test reads it
	}
	return &c
})

// in returns the models of a region in catalogue order.
func (c *catalogue) in(region string) []*foundationModel {
	var models []*foundationModel
	for i := range c.Models {
		if m := &c.Models[i]; m.Regions[region] != nil {
			models = append(models, m)
		}
	}
	return models
}

// find returns the model with an id in a region.
func (c *catalogue) find(region, id string) (*foundationModel, bool) {
	for _, m := range c.in(region) {
		if m.ID == id {
			return m, true
		}
	}
	return nil, false
}

// trainable returns the variant of a model that a customization job in the region trains.
func (c *catalogue) trainable(region, id string) (*foundationModel, bool) {
	for _, m := range c.in(region) {
		if t := m.Training; t != nil && (m.ID == id || t.Alias == id) && slices.Contains(t.Regions, region) {
			return m, true
		}
	}
	return nil, false
}

// customizations returns what ListFoundationModels says of a model: the three customization types its enum knows.
func (m *foundationModel) customizations(region string) []string {
	supported := []string{}
	if m.Training == nil || !slices.Contains(m.Training.Regions, region) {
		return supported
	}
	for _, t := range m.Training.Types {
		if t != reinforcementFineTuning {
			supported = append(supported, t)
		}
	}
	return supported
}

func (m *foundationModel) arn(region string) string {
	return foundationModelARN(region, m.ID)
}

// baseName is the id without its version and context suffix: amazon.nova-lite-v1 of amazon.nova-lite-v1:0:300k.
func (m *foundationModel) baseName() string {
	name, _, _ := strings.Cut(m.ID, ":")
	return name
}

func foundationModelARN(region, id string) string {
	return core.NewARN(core.Partition(region), "bedrock", region, "", "foundation-model/"+id).String()
}
