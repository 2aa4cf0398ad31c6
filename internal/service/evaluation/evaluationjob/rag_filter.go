// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/document"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// A filter holds filters, which no schema of Terraform can say, so it is JSON in the form that AWS has.

// mostFilterDepth is more than AWS takes, and less than a stack.
const mostFilterDepth = 20

func filterValidator() validator.String {
	return fwtypes.Rule("Reading a filter", "filter must be one filter of knowledge bases as JSON: an operator with key and value, or "+
		"andAll or "+
		"orAll with two or more filters.", func(text string) bool {
		_, err := parseFilter(text)
		return err == nil
	})
}

var errFilter = errors.New("not a filter of a knowledge base")

// parseFilter reads a filter; nil where there is none.
func parseFilter(text string) (awstypes.RetrievalFilter, error) {
	if text == "" {
		return nil, nil //nolint:nilnil // no filter is a filter that AWS takes
	}
	return filterOf([]byte(text), 0)
}

func filterOf(text []byte, depth int) (awstypes.RetrievalFilter, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil || len(members) != 1 || depth > mostFilterDepth {
		return nil, errFilter
	}
	for operator, value := range members {
		if operator == "andAll" || operator == "orAll" {
			return filtersOf(operator, value, depth)
		}
		attribute, err := filterAttribute(value)
		if err != nil {
			return nil, err
		}
		switch operator {
		case "equals":
			return &awstypes.RetrievalFilterMemberEquals{Value: attribute}, nil
		case "notEquals":
			return &awstypes.RetrievalFilterMemberNotEquals{Value: attribute}, nil
		case "greaterThan":
			return &awstypes.RetrievalFilterMemberGreaterThan{Value: attribute}, nil
		case "greaterThanOrEquals":
			return &awstypes.RetrievalFilterMemberGreaterThanOrEquals{Value: attribute}, nil
		case "lessThan":
			return &awstypes.RetrievalFilterMemberLessThan{Value: attribute}, nil
		case "lessThanOrEquals":
			return &awstypes.RetrievalFilterMemberLessThanOrEquals{Value: attribute}, nil
		case "in":
			return &awstypes.RetrievalFilterMemberIn{Value: attribute}, nil
		case "notIn":
			return &awstypes.RetrievalFilterMemberNotIn{Value: attribute}, nil
		case "startsWith":
			return &awstypes.RetrievalFilterMemberStartsWith{Value: attribute}, nil
		case "listContains":
			return &awstypes.RetrievalFilterMemberListContains{Value: attribute}, nil
		case "stringContains":
			return &awstypes.RetrievalFilterMemberStringContains{Value: attribute}, nil
		}
	}
	return nil, errFilter
}

func filtersOf(operator string, text []byte, depth int) (awstypes.RetrievalFilter, error) {
	var parts []json.RawMessage
	if err := json.Unmarshal(text, &parts); err != nil || len(parts) < 2 {
		return nil, errFilter
	}
	var all []awstypes.RetrievalFilter
	for _, part := range parts {
		one, err := filterOf(part, depth+1)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	if operator == "andAll" {
		return &awstypes.RetrievalFilterMemberAndAll{Value: all}, nil
	}
	return &awstypes.RetrievalFilterMemberOrAll{Value: all}, nil
}

func filterAttribute(text []byte) (awstypes.FilterAttribute, error) {
	var attribute struct {
		Key   string `json:"key"`
		Value any    `json:"value"`
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&attribute); err != nil || attribute.Key == "" || attribute.Value == nil {
		return awstypes.FilterAttribute{}, errFilter
	}
	return awstypes.FilterAttribute{Key: &attribute.Key, Value: document.NewLazyDocument(attribute.Value)}, nil
}

// flattenFilter is parseFilter backwards. What this version does not know is null.
func flattenFilter(in awstypes.RetrievalFilter) types.String {
	plain, err := plainFilter(in)
	if err != nil || plain == nil {
		return types.StringNull()
	}
	text, err := json.Marshal(plain)
	if err != nil {
		return types.StringNull()
	}
	return types.StringValue(string(text))
}

func plainFilter(in awstypes.RetrievalFilter) (map[string]any, error) {
	switch in := in.(type) {
	case nil:
		return nil, nil //nolint:nilnil // as above
	case *awstypes.RetrievalFilterMemberAndAll:
		return plainFilters("andAll", in.Value)
	case *awstypes.RetrievalFilterMemberOrAll:
		return plainFilters("orAll", in.Value)
	case *awstypes.RetrievalFilterMemberEquals:
		return attributeOf("equals", in.Value)
	case *awstypes.RetrievalFilterMemberNotEquals:
		return attributeOf("notEquals", in.Value)
	case *awstypes.RetrievalFilterMemberGreaterThan:
		return attributeOf("greaterThan", in.Value)
	case *awstypes.RetrievalFilterMemberGreaterThanOrEquals:
		return attributeOf("greaterThanOrEquals", in.Value)
	case *awstypes.RetrievalFilterMemberLessThan:
		return attributeOf("lessThan", in.Value)
	case *awstypes.RetrievalFilterMemberLessThanOrEquals:
		return attributeOf("lessThanOrEquals", in.Value)
	case *awstypes.RetrievalFilterMemberIn:
		return attributeOf("in", in.Value)
	case *awstypes.RetrievalFilterMemberNotIn:
		return attributeOf("notIn", in.Value)
	case *awstypes.RetrievalFilterMemberStartsWith:
		return attributeOf("startsWith", in.Value)
	case *awstypes.RetrievalFilterMemberListContains:
		return attributeOf("listContains", in.Value)
	case *awstypes.RetrievalFilterMemberStringContains:
		return attributeOf("stringContains", in.Value)
	}
	return nil, fmt.Errorf("%w: %T", errFilter, in)
}

func plainFilters(operator string, all []awstypes.RetrievalFilter) (map[string]any, error) {
	parts := []any{}
	for _, one := range all {
		part, err := plainFilter(one)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
	return map[string]any{operator: parts}, nil
}

func attributeOf(operator string, in awstypes.FilterAttribute) (map[string]any, error) {
	if in.Value == nil {
		return nil, errFilter
	}
	value, err := plainValue(in.Value)
	return map[string]any{operator: map[string]any{"key": aws.ToString(in.Key), "value": value}}, err
}
