// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// tokenTime is how long an offer can be accepted with the token of one answer.
const tokenTime = time.Hour

// modelOffer is one offer of the Marketplace for a model.
type modelOffer struct {
	OfferID     string     `json:"offerId"`
	OfferToken  string     `json:"offerToken"`
	TermDetails offerTerms `json:"termDetails"`
}

type offerTerms struct {
	UsageBasedPricingTerm struct {
		RateCard []offerRate `json:"rateCard"`
	} `json:"usageBasedPricingTerm"`
	LegalTerm struct {
		URL string `json:"url"`
	} `json:"legalTerm"`
	SupportTerm struct {
		RefundPolicyDescription string `json:"refundPolicyDescription"`
	} `json:"supportTerm"`
	ValidityTerm *offerValidity `json:"validityTerm,omitempty"`
}

type offerValidity struct {
	AgreementDuration string `json:"agreementDuration"`
}

type offerRate struct {
	Dimension   string `json:"dimension"`
	Price       string `json:"price"`
	Description string `json:"description"`
	Unit        string `json:"unit"`
}

func listFoundationModelAgreementOffers(q *request) (any, error) {
	kind := q.queryText("offerType")
	id := q.path["modelId"]
	model, err := q.accessModel(id, false)
	if err != nil {
		return nil, err
	}
	if !model.needsAgreement() {
		return nil, errNoAgreement
	}
	offers := []modelOffer{q.offer(model, "public")}
	if kind != nil && *kind == "ALL" {
		private := q.offer(model, "private")
		private.TermDetails.ValidityTerm = &offerValidity{"P365D"}
		offers = append(offers, private)
	}
	return struct {
		ModelID string       `json:"modelId"`
		Offers  []modelOffer `json:"offers"`
	}{id, offers}, nil
}

// offer makes an offer for a model. It is the same in every region but for its token, which nobody has seen before, and
// for the signature in the URL of its terms.
func (q *request) offer(model *foundationModel, kind string) modelOffer {
	o := modelOffer{OfferID: offerID(model, kind), OfferToken: q.newOfferToken(model)}
	vendor, _, _ := strings.Cut(model.ID, ".")
	o.TermDetails.LegalTerm.URL = fmt.Sprintf("https://bedrock-eula.s3.us-east-1.amazonaws.com/%s/%s.pdf?X-Amz-Date=%s&X-Amz-Signature=%s",
		vendor, kind, q.now.Format("20060102T150405Z"), core.RandomString(core.LowerAlphanumeric, 64))
	o.TermDetails.SupportTerm.RefundPolicyDescription = "No refunds"
	o.TermDetails.UsageBasedPricingTerm.RateCard = rateCard(model)
	return o
}

// offerID is the same whenever and wherever the offer is listed.
func offerID(model *foundationModel, kind string) string {
	sum := sha256.Sum256([]byte(model.product() + " " + kind))
	return "offer-" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:])[:13])
}

// offerToken is what a token means. Clients cannot tell: to them it is a text that differs every time.
type offerToken struct {
	Product string
	Expires time.Time
	Nonce   string
}

func (q *request) newOfferToken(model *foundationModel) string {
	text, err := json.Marshal(offerToken{model.product(), q.now.Add(tokenTime), core.RandomString(core.LowerAlphanumeric, 300)})
	if err != nil {
		panic(err) // our own types always marshal
	}
	return base64.StdEncoding.EncodeToString(text)
}

// checkOfferToken refuses a token that was made up, made for another model, or has expired.
func (q *request) checkOfferToken(token string, model *foundationModel) error {
	var decoded offerToken
	text, err := base64.StdEncoding.DecodeString(token)
	if err == nil {
		err = json.Unmarshal(text, &decoded)
	}
	if err != nil || decoded.Product != model.product() || !q.now.Before(decoded.Expires) {
		return validationError("The provided offer token is invalid.")
	}
	return nil
}

// regionCodes are how the Marketplace writes regions in the dimensions of a rate card.
var regionCodes = map[string]string{"us-east-1": "USE1", "us-west-2": "USW2", "eu-central-1": "EUC1", "ap-northeast-1": "APN1"}

// tokenPrice is what a million tokens cost in USD, for models whose id has the part.
type tokenPrice struct {
	part          string
	input, output float64
}

// tokenPrices are list prices in outline. The first that fits counts.
var tokenPrices = []tokenPrice{
	{"haiku", 1, 5}, {"opus", 5, 25}, {"claude", 3, 15}, {"command-r-plus", 2.5, 10}, {"command", 0.5, 1.5}, {"embed", 0.1, 0},
	{"jamba-1-5-large", 2, 8}, {"", 0.6, 2.4},
}

// rateCard lists what each unit, a million tokens, costs in each region of a model; a regional rate is a tenth above the
// global one.
func rateCard(model *foundationModel) []offerRate {
	i := slices.IndexFunc(tokenPrices, func(p tokenPrice) bool { return strings.Contains(model.ID, p.part) })
	var card []offerRate
	for _, region := range slices.Sorted(maps.Keys(model.Regions)) {
		for _, side := range []struct {
			name  string
			price float64
		}{{"Input", tokenPrices[i].input}, {"Output", tokenPrices[i].output}} {
			dimension, description := regionCodes[region]+"_"+side.name+"TokenCount", "Per 1M "+strings.ToLower(side.name)+" tokens"
			card = append(card,
				offerRate{dimension, strconv.FormatFloat(side.price*1.1, 'f', 10, 64), description, "Units"},
				offerRate{dimension + "_Global", strconv.FormatFloat(side.price, 'f', 10, 64), description + " - Global", "Units"})
		}
	}
	return card
}
