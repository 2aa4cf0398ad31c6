// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// modelAccess are the operations on agreements and the use-case form.
func modelAccess() kind {
	return kind{handlers: map[string]handler{
		"GetFoundationModelAvailability":     getFoundationModelAvailability,
		"ListFoundationModelAgreementOffers": listFoundationModelAgreementOffers,
		"CreateFoundationModelAgreement":     createFoundationModelAgreement,
		"DeleteFoundationModelAgreement":     deleteFoundationModelAgreement,
		"PutUseCaseForModelAccess":           putUseCaseForModelAccess,
		"GetUseCaseForModelAccess":           getUseCaseForModelAccess,
	}}
}

// account is what one account has in all regions at once: AWS keeps neither agreements nor the form by region.
type account struct {
	agreements map[string]*agreement // by product, see foundationModel.product
	form       *useCaseForm          // nil until it is submitted
}

// accountState returns what an account has; s.mu is held.
func (s *Service) accountState(id string) *account {
	a, ok := s.accounts[id]
	if !ok {
		a = &account{agreements: map[string]*agreement{}}
		s.accounts[id] = a
	}
	return a
}

// marketplace are the beginnings of the ids of models that AWS sells through its Marketplace, so that they need an
// agreement. The others are Amazon's own, or are billed as if they were.
var marketplace = []string{"ai21.", "anthropic.", "cohere.", "openai.gpt-5", "stability.", "twelvelabs.", "writer."}

// needsAgreement tells whether a model is sold through the Marketplace.
func (m *foundationModel) needsAgreement() bool {
	return slices.ContainsFunc(marketplace, func(prefix string) bool { return strings.HasPrefix(m.ID, prefix) })
}

// needsForm tells whether the vendor of a model wants to know its users first.
func (m *foundationModel) needsForm() bool { return strings.HasPrefix(m.ID, "anthropic.") }

// product is what an agreement is about: all context variants of a model are one.
func (m *foundationModel) product() string { return m.baseName() }

// invalidModel is what AWS says of an id that no model has.
const invalidModel = "The provided model identifier is invalid."

// accessModel finds the model that a request is about. One that the region does not have is refused, unless anywhere
// will do.
func (q *request) accessModel(id string, anywhere bool) (*foundationModel, error) {
	model, ok := loadCatalogue().find(q.Region, id)
	if !ok && anywhere {
		model, ok = loadCatalogue().anywhere(id)
	}
	if !ok {
		return nil, validationError(invalidModel)
	}
	return model, nil
}

// anywhere returns the model with an id, whichever region has it.
func (c *catalogue) anywhere(id string) (*foundationModel, bool) {
	i := slices.IndexFunc(c.Models, func(m foundationModel) bool { return m.ID == id })
	if i < 0 {
		return nil, false
	}
	return &c.Models[i], true
}

// availability is the answer of GetFoundationModelAvailability: four gates.
type availability struct {
	ModelID                 string                `json:"modelId"`
	AgreementAvailability   agreementAvailability `json:"agreementAvailability"`
	AuthorizationStatus     string                `json:"authorizationStatus"`
	EntitlementAvailability string                `json:"entitlementAvailability"`
	RegionAvailability      string                `json:"regionAvailability"`
}

type agreementAvailability struct {
	Status       string `json:"status"`
	ErrorMessage string `json:"errorMessage,omitempty"`
}

const (
	gateOpen   = "AVAILABLE"
	gateClosed = "NOT_AVAILABLE"
)

func getFoundationModelAvailability(q *request) (any, error) {
	id := q.path["modelId"]
	model, err := q.accessModel(id, true)
	if err != nil {
		return nil, err
	}
	answer := availability{
		ModelID:                 id,
		AgreementAvailability:   agreementAvailability{Status: gateOpen},
		AuthorizationStatus:     "AUTHORIZED",
		EntitlementAvailability: gateOpen,
		RegionAvailability:      gateOpen,
	}
	if model.needsAgreement() {
		answer.AgreementAvailability = q.owner.agreements[model.product()].availability(q.now)
	}
	if q.standing.Unverified {
		answer.AuthorizationStatus = "NOT_AUTHORIZED"
	}
	if model.Regions[q.Region] == nil {
		answer.RegionAvailability, answer.EntitlementAvailability = gateClosed, gateClosed
	}
	return answer, nil
}

// listAgreements returns the agreements of all accounts that have not ended; s.mu is held. AWS gives an agreement no ARN:
// the one here only tells which it is.
func (s *Service) listAgreements(now time.Time) []core.Object {
	var objects []core.Object
	for id, account := range s.accounts {
		for product, agreed := range account.agreements {
			if status := agreed.availability(now).Status; status != gateClosed {
				name := core.NewARN("aws", "bedrock", "", id, "foundation-model-agreement/"+product)
				objects = append(objects, core.Object{Type: "foundation-model-agreement", ARN: name.String(), Status: status})
			}
		}
	}
	return objects
}
