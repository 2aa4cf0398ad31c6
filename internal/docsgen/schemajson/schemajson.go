// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package schemajson writes a provider's schema as `terraform providers schema -json` does, but straight from the
// provider server: no Terraform, no network, and nothing that a particular version of Terraform leaves out.
package schemajson

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Document is the whole output; its map is keyed by provider address.
type Document struct {
	FormatVersion string              `json:"format_version"`
	Providers     map[string]Provider `json:"provider_schemas"`
}

// Provider is the schema of one provider. Resources, data sources and list resources are keyed by type.
type Provider struct {
	Config      Schema                    `json:"provider"`
	Resources   map[string]Schema         `json:"resource_schemas,omitempty"`
	DataSources map[string]Schema         `json:"data_source_schemas,omitempty"`
	Lists       map[string]Schema         `json:"list_resource_schemas,omitempty"`
	Identities  map[string]IdentitySchema `json:"resource_identity_schemas,omitempty"`
}

// Schema is that of a resource, of a data source or of the provider configuration.
type Schema struct {
	Version int64 `json:"version"`
	Block   Block `json:"block"`
}

// Block is a set of attributes and nested blocks.
type Block struct {
	Attributes      map[string]Attribute   `json:"attributes,omitempty"`
	BlockTypes      map[string]NestedBlock `json:"block_types,omitempty"`
	Description     string                 `json:"description,omitempty"`
	DescriptionKind string                 `json:"description_kind"`
	Deprecated      bool                   `json:"deprecated,omitempty"`
}

// NestedBlock is a block within a block; NestingMode is single, list, set, map or group.
type NestedBlock struct {
	NestingMode string `json:"nesting_mode"`
	Block       Block  `json:"block"`
	MinItems    int64  `json:"min_items,omitempty"`
	MaxItems    int64  `json:"max_items,omitempty"`
}

// Attribute has either a Type or a NestedType.
type Attribute struct {
	Type            tftypes.Type `json:"type,omitempty"`
	NestedType      *NestedType  `json:"nested_type,omitempty"`
	Description     string       `json:"description,omitempty"`
	DescriptionKind string       `json:"description_kind"`
	Deprecated      bool         `json:"deprecated,omitempty"`
	Required        bool         `json:"required,omitempty"`
	Optional        bool         `json:"optional,omitempty"`
	Computed        bool         `json:"computed,omitempty"`
	Sensitive       bool         `json:"sensitive,omitempty"`
	WriteOnly       bool         `json:"write_only,omitempty"`
}

// NestedType holds the attributes of a nested attribute; NestingMode is single, list, set or map.
type NestedType struct {
	Attributes  map[string]Attribute `json:"attributes"`
	NestingMode string               `json:"nesting_mode"`
}

// IdentitySchema is what identifies a resource in an import block.
type IdentitySchema struct {
	Version    int64                        `json:"version"`
	Attributes map[string]IdentityAttribute `json:"attributes"`
}

// IdentityAttribute is required or optional for import.
type IdentityAttribute struct {
	Type              tftypes.Type `json:"type"`
	Description       string       `json:"description,omitempty"`
	RequiredForImport bool         `json:"required_for_import,omitempty"`
	OptionalForImport bool         `json:"optional_for_import,omitempty"`
}

// NewDocument wraps the schema of one provider.
func NewDocument(address string, p Provider) Document {
	return Document{FormatVersion: "1.0", Providers: map[string]Provider{address: p}}
}

// Read asks the server for its schemas. It fails when the server answers with an error, or has something that this
// package cannot write.
func Read(ctx context.Context, server tfprotov6.ProviderServer) (Provider, error) {
	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return Provider{}, err
	}
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return Provider{}, err
	}
	if err := errors.Join(diagnosticErrors(schemas.Diagnostics), diagnosticErrors(identities.Diagnostics)); err != nil {
		return Provider{}, err
	}
	if n := len(schemas.Functions) + len(schemas.EphemeralResourceSchemas) + len(schemas.ActionSchemas) +
		len(schemas.StateStoreSchemas); n > 0 {
		return Provider{}, fmt.Errorf("the provider has %d schemas of a kind that package schemajson does not write", n)
	}
	return Provider{
		Config:      schema(schemas.Provider),
		Resources:   convert(schemas.ResourceSchemas, schema),
		DataSources: convert(schemas.DataSourceSchemas, schema),
		Lists:       convert(schemas.ListResourceSchemas, schema),
		Identities:  convert(identities.IdentitySchemas, identity),
	}, nil
}

func diagnosticErrors(diags []*tfprotov6.Diagnostic) error {
	var errs []error
	for _, d := range diags {
		if d.Severity == tfprotov6.DiagnosticSeverityError {
			errs = append(errs, fmt.Errorf("%s: %s", d.Summary, d.Detail))
		}
	}
	return errors.Join(errs...)
}
