// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import (
	"context"
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
)

// Timeouts are how long each verb of a resource may take by default; a verb with 0 cannot be set.
type Timeouts struct {
	Create, Update, Delete time.Duration
}

// Attribute is the timeouts argument with these defaults.
func (t Timeouts) Attribute(ctx context.Context) schema.Attribute {
	describe := func(verb string, d time.Duration) string {
		return fmt.Sprintf("How long to %s, such as `90s` or `2h45m`. Default `%s`.", verb, Duration(d))
	}
	attribute, ok := timeouts.Attributes(ctx, timeouts.Opts{
		Create: t.Create > 0, CreateDescription: describe("create and wait", t.Create),
		Update: t.Update > 0, UpdateDescription: describe("update and wait", t.Update),
		Delete: t.Delete > 0, DeleteDescription: describe("delete", t.Delete),
	}).(schema.SingleNestedAttribute)
	if !ok {
		panic("the timeouts module changed the type of its attribute")
	}
	attribute.MarkdownDescription = "How long Terraform waits before it gives up for this run. The object stays in the state."
	return attribute
}
