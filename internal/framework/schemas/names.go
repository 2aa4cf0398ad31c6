// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package schemas

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// MaxName is AWS's limit on the names of jobs and of what they make.
const MaxName = 63

// NameOrPrefix are a name and its prefix, of which exactly one is given. of names what has the name. What a name may hold is in AWS's
// model, but that is of requests, in which an empty name is none; and a prefix has a length of its own.
func NameOrPrefix(name, of, note string) map[string]schema.Attribute {
	exactlyOne := stringvalidator.ExactlyOneOf(path.MatchRoot(name), path.MatchRoot(name+"_prefix"))
	return map[string]schema.Attribute{
		name: schema.StringAttribute{
			Optional: true,
			Computed: true,
			MarkdownDescription: fmt.Sprintf("Name of %s, 1 to %d characters. Exactly one of `%s` and `%[3]s_prefix` is required. %s "+
				"Changing it forces a new resource.", of, MaxName, name, note),
			PlanModifiers: []planmodifier.String{
				stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured(),
			},
			Validators: []validator.String{stringvalidator.LengthAtLeast(1), exactlyOne},
		},
		name + "_prefix": schema.StringAttribute{
			Optional: true,
			MarkdownDescription: fmt.Sprintf("Prefix of a name that is generated for every new %s, at most %d characters. "+
				"Changing it forces a new resource.", strings.TrimPrefix(of, "the "), MaxName-crud.GeneratedNameLength),
			PlanModifiers: []planmodifier.String{fwtypes.ReplaceUnlessPrefixOf(path.Root(name))},
			Validators:    []validator.String{stringvalidator.LengthBetween(1, MaxName-crud.GeneratedNameLength), exactlyOne},
		},
	}
}

// JobName are job_name and job_name_prefix.
func JobName() map[string]schema.Attribute {
	return NameOrPrefix("job_name", "the job",
		"AWS never frees a job name, so a fixed name allows one paid run; use the prefix where the job may run again.")
}
