// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"
)

// Query is what the list resource of a type finds in the provider's region, whole, as `terraform query` asks for it since Terraform 1.14.
func (w *Workspace) Query(ctx context.Context, typ string) (found []cty.Value, diags Diagnostics) {
	w.t.Helper()
	server, ok := w.server.(tfprotov6.ListResourceServer)
	schema := w.schemas.ListResourceSchemas[typ]
	if !ok || schema == nil {
		w.t.Fatalf("the provider has no list resource %s", typ)
	}
	ty := typeOf(schema.Block)
	anything := map[string]cty.Value{}
	for name, attribute := range ty.AttributeTypes() {
		anything[name] = cty.NullVal(attribute)
	}
	stream, err := server.ListResource(ctx, &tfprotov6.ListResourceRequest{
		TypeName: typ, Config: encode(cty.ObjectVal(anything), ty), IncludeResource: true, Limit: 1000,
	})
	if err != nil {
		w.t.Fatal(err)
	}
	for result := range stream.Results {
		diags = append(diags, result.Diagnostics...)
		if result.Resource != nil {
			found = append(found, decode(result.Resource, typeOf(w.schemas.ResourceSchemas[typ].Block)))
		}
	}
	return found, diags
}
