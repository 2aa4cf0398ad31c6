// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/conformance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

// cases are the resources under examination, by type.
func cases() map[string]conformance.Case {
	byType := map[string]conformance.Case{}
	for _, c := range []conformance.Case{
		foundationModelAgreement(),
		useCaseForModelAccess(),
		inferenceProfile(),
		modelCustomizationJob(),
		modelInvocationJob(),
		dataBucket(),
		dataset(),
		serviceRole(),
		customModel(),
		importedModel(),
		customModelCopy(),
		customModelShare(),
		customModelDeployment(),
		provisionedModelThroughput(),
		conversation(),
		invocationOfModel(),
		modelInvocationLoggingConfiguration(),
		evaluationJob(),
	} {
		byType[c.Type] = c
	}
	return byType
}

// Every registered resource is examined; one without a case fails.
func TestConformance(t *testing.T) {
	t.Parallel()
	known := cases()
	var table conformance.Table
	t.Cleanup(func() { t.Log(table.String()) })
	for _, domain := range registry.All() {
		for _, construct := range domain.Resources {
			var metadata resource.MetadataResponse
			construct().Metadata(context.Background(), resource.MetadataRequest{ProviderTypeName: "bedrock"}, &metadata)
			c, ok := known[metadata.TypeName]
			if !ok {
				t.Errorf("%s has no conformance case: add one with its fixtures", metadata.TypeName)
				continue
			}
			t.Run(strings.TrimPrefix(metadata.TypeName, "bedrock_"), func(t *testing.T) {
				t.Parallel()
				conformance.Run(t, c, &table)
			})
		}
	}
}

func stopModelCustomizationJob(t testing.TB, cloud *acctest.Cloud, arn string) {
	t.Helper()
	client, err := cloud.Clients().Bedrock(context.Background(), acctest.Region)
	if err == nil {
		_, err = client.StopModelCustomizationJob(context.Background(), &bedrock.StopModelCustomizationJobInput{JobIdentifier: &arn})
	}
	if err != nil {
		t.Fatal(err)
	}
}
