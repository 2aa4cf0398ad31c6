// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
)

// managed is what every resource can do.
type managed interface {
	resource.ResourceWithConfigure
	resource.ResourceWithIdentity
	resource.ResourceWithImportState
	resource.ResourceWithModifyPlan
}

// called is what a resource can do of whose object AWS keeps nothing: its case in the contract says why.
type called interface {
	resource.ResourceWithConfigure
	resource.ResourceWithModifyPlan
}

// A method with another signature than the framework's would never be called, without a word.
func TestAll_implementWhatTheFrameworkCalls(t *testing.T) {
	t.Parallel()
	for _, d := range registry.All() {
		for _, construct := range d.Resources {
			made := construct()
			var metadata resource.MetadataResponse
			made.Metadata(t.Context(), resource.MetadataRequest{ProviderTypeName: "bedrock"}, &metadata)
			if cases()[metadata.TypeName].Unfound != "" {
				if _, ok := made.(called); !ok {
					t.Errorf("%s: %T lacks Configure or ModifyPlan", d.Name, made)
				}
				continue
			}
			if _, ok := made.(managed); !ok {
				t.Errorf("%s: %T lacks one of Configure, IdentitySchema, ImportState and ModifyPlan", d.Name, made)
			}
		}
		for _, construct := range d.DataSources {
			made := construct()
			if _, ok := made.(datasource.DataSourceWithConfigure); !ok {
				t.Errorf("%s: %T lacks Configure", d.Name, made)
			}
		}
	}
}
