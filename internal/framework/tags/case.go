// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package tags

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// key is the key of a tag, and the argument that it stands in.
type key struct{ name, origin string }

// CheckCase refuses keys that differ in case only, for objects of IAM, which takes them for one: with both it would refuse the object,
// or keep one of them. AWS's other services tell them apart.
func CheckCase(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, defaults map[string]string, own path.Path,
) {
	var configured types.Map
	resp.Diagnostics.Append(req.Config.GetAttribute(ctx, own, &configured)...)
	var keys []key
	for name := range defaults {
		keys = append(keys, key{name, "the provider's default_tags"})
	}
	for name, value := range configured.Elements() {
		if _, inherited := defaults[name]; !inherited && !value.IsNull() { // a tag that is null is none
			keys = append(keys, key{name, own.String()})
		}
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name)), cmp.Compare(b.origin, a.origin), cmp.Compare(a.name, b.name))
	})
	for i := 1; i < len(keys); i++ {
		one, other := keys[i-1], keys[i]
		if !strings.EqualFold(one.name, other.name) {
			continue
		}
		resp.Diagnostics.AddAttributeError(own, "Two tags that are one for IAM", fmt.Sprintf(
			"IAM does not tell keys apart by case, so %q of %s and %q of %s are the same tag. Write the key the same way everywhere%s.",
			one.name, one.origin, other.name, other.origin, advice(one, other)))
	}
}

// advice says what becomes of the value of two keys once they are written alike.
func advice(one, other key) string {
	if one.origin == other.origin {
		return ", and once only"
	}
	return ": " + other.origin + " then wins over " + one.origin
}
