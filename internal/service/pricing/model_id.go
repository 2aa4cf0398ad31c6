// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricing

import (
	"fmt"
	"strings"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
)

// FoundationModel is the id of the foundation model in an identifier: an id, that of an inference profile of AWS, or the ARN of either;
// and how requests that name it are routed.
func FoundationModel(identifier string) (id, routing string, err error) {
	id = identifier
	if arn, notARN := awsarn.Parse(identifier); notARN == nil {
		kind, name, _ := strings.Cut(arn.Resource, "/")
		if kind != "foundation-model" && kind != "inference-profile" {
			return "", "", fmt.Errorf("%s is a %s, and AWS publishes prices of foundation models. Give the id of the model behind it, such as "+
				"amazon.nova-lite-v1:0", identifier, strings.ReplaceAll(kind, "-", " "))
		}
		id = name
	}
	id, routing = pricelist.Scope(id)
	return id, routing, nil
}
