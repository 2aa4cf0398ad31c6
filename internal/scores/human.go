// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package scores

import "errors"

// Rating methods of people.
const (
	ThumbsUpDown          = "ThumbsUpDown"
	IndividualLikertScale = "IndividualLikertScale"
	ComparisonLikertScale = "ComparisonLikertScale"
	ComparisonChoice      = "ComparisonChoice"
	ComparisonRank        = "ComparisonRank"
)

// humanResult is what people said of a record. Who they are is not decoded.
type humanResult struct {
	Answers []struct {
		Content struct {
			Results struct {
				Thumbs     []individual `json:"thumbsUpDown"`
				Likert     []individual `json:"individualLikertScale"`
				Choices    []choice     `json:"comparisonChoice"`
				Preference []preference `json:"comparisonLikertScale"`
				Ranks      []ranks      `json:"comparisonRank"`
			} `json:"evaluationResults"`
		} `json:"answerContent"`
	} `json:"humanAnswers"`
	Models map[string]string `json:"modelResponseIdMap"`
}

type individual struct {
	MetricName      string `json:"metricName"`
	ModelResponseID string `json:"modelResponseId"`
	Result          result `json:"result"`
}

type choice struct {
	MetricName string `json:"metricName"`
	Result     struct {
		ModelResponseID string `json:"modelResponseId"`
	} `json:"result"`
}

type preference struct {
	MetricName string `json:"metricName"`
	Left       string `json:"leftModelResponseId"`
	Right      string `json:"rightModelResponseId"`
	Result     result `json:"result"`
}

type ranks struct {
	MetricName string `json:"metricName"`
	Result     []struct {
		ModelResponseID string  `json:"modelResponseId"`
		Rank            float64 `json:"rank"`
	} `json:"result"`
}

var errUnknownResponse = errors.New("a rating is of a response that modelResponseIdMap does not have")

// rating is one person's score of one model.
type rating struct {
	model, metric, method string
	result                result
}

// preferences is the sum of what both sides of a comparison on a scale from 1 to 5 get: 5 on the right is 1 on the left.
const preferences = 6

// ratings turns what people answered into scores of single models: a choice into yes for the chosen and no for the other, a preference
// into how strong it is for each side.
func (h *humanResult) ratings() (all []rating, err error) {
	add := func(id, metric, method string, r result) {
		model, known := h.Models[id]
		if !known {
			err = errUnknownResponse
		}
		all = append(all, rating{model, metric, method, r})
	}
	for _, answer := range h.Answers {
		results := answer.Content.Results
		for _, one := range results.Thumbs {
			one.Result.yesNo = true
			add(one.ModelResponseID, one.MetricName, ThumbsUpDown, one.Result)
		}
		for _, one := range results.Likert {
			add(one.ModelResponseID, one.MetricName, IndividualLikertScale, one.Result)
		}
		for _, one := range results.Choices {
			if _, known := h.Models[one.Result.ModelResponseID]; !known {
				err = errUnknownResponse
			}
			for id := range h.Models {
				chosen := 0.0
				if id == one.Result.ModelResponseID {
					chosen = 1
				}
				add(id, one.MetricName, ComparisonChoice, result{number: &chosen, yesNo: true})
			}
		}
		for _, one := range results.Preference {
			left := one.Result
			if one.Result.number != nil {
				strength := preferences - *one.Result.number
				left.number = &strength
			}
			add(one.Left, one.MetricName, ComparisonLikertScale, left)
			add(one.Right, one.MetricName, ComparisonLikertScale, one.Result)
		}
		for _, one := range results.Ranks {
			for _, ranked := range one.Result {
				add(ranked.ModelResponseID, one.MetricName, ComparisonRank, result{number: &ranked.Rank})
			}
		}
	}
	return all, err
}
