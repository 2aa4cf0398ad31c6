// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsmodel"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/bug"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
)

// ruled is what AWS's rules are held against. config and state are null where there is none.
type ruled struct {
	plan          tfsdk.Plan
	config, state tftypes.Value
}

// checkRules holds the requests that a plan leads to against AWS's own model, before any is sent: what is known of them. It refuses
// only what the configuration sets and the state does not have already. An error would stand in the way of a destroy, and what AWS
// once took is not the model's to refuse.
//
// The check is an extra: where it cannot be made, the plan goes on.
func (r *managed[M, P]) checkRules(ctx context.Context, values ruled) (diags diag.Diagnostics) {
	defer func() {
		if cause := recover(); cause != nil {
			tflog.Warn(ctx, "AWS's rules could not be checked", map[string]any{"cause": bug.What(cause), "where": bug.Where()})
		}
	}()
	rules := r.Provider.Rules
	if rules.Off {
		return nil
	}
	requests, err := r.requests(ctx, values, &marks{})
	if err != nil {
		tflog.Warn(ctx, "AWS's rules could not be checked", map[string]any{"cause": err.Error()})
		return nil
	}
	for i, request := range requests {
		for _, v := range awsmodel.Check(request) {
			isOfValues := v.Rule == awsmodel.Min || v.Rule == awsmodel.Max || v.Rule == awsmodel.Pattern || v.Rule == awsmodel.Enum
			if isOfValues && !slices.Contains(rules.Skip, v.Name()) {
				diags.Append(r.violated(ctx, values, i, v)...)
			}
		}
	}
	return diags
}

// requests are the inputs that the plan leads to: that of the create, which has all arguments, and that of the update. They are made
// of values in the place of which marks are put.
func (r *managed[M, P]) requests(ctx context.Context, values ruled, put *marks) ([]any, error) {
	raw, err := tftypes.Transform(values.plan.Raw, put.put)
	if err != nil {
		return nil, err
	}
	now := new(M)
	if diags := (tfsdk.Plan{Schema: values.plan.Schema, Raw: raw}).Get(ctx, now); diags.HasError() {
		return nil, fmt.Errorf("the plan cannot be decoded: %s", diags.Errors()[0].Summary())
	}
	r.mergeTags(now)
	named := *now
	r.thing.makeNames(&named, func(prefix string) string { return prefix + strings.Repeat("0", crud.GeneratedNameLength) })
	all := []any{r.thing.Create.Input(&named, "token")}
	if r.thing.Update == nil || values.state.IsNull() {
		return all, nil
	}
	was := new(M)
	if diags := (tfsdk.State{Schema: values.plan.Schema, Raw: values.state}).Get(ctx, was); diags.HasError() {
		return all, nil // a state that cannot be decoded is told elsewhere
	}
	if input := r.thing.Update.input(now, was); input != nil {
		all = append(all, input)
	}
	return all, nil
}

// violated tells of a violation in a request, at the attribute that it came from.
func (r *managed[M, P]) violated(ctx context.Context, values ruled, request int, v awsmodel.Violation) diag.Diagnostics {
	put := &marks{known: true}
	requests, err := r.requests(ctx, values, put)
	if err != nil || request >= len(requests) {
		return nil
	}
	steps := put.origin(awsmodel.Texts(requests[request], v.Member))
	isDefault := steps == nil && r.isDefaultTag(v)
	if steps == nil && !isDefault { // a key of a map has no mark of its own, but its value has
		steps = put.origin(awsmodel.Texts(requests[request], awsmodel.Parent(v.Member)))
	}
	if isDefault {
		if !r.tagsChange(values) {
			return nil
		}
		return r.told(path.Empty(), "default_tags", "default_tags of the provider", v)
	}
	at, within := attributePath(steps)
	if len(within.Steps()) == 0 || !isConfigured(values.config, within) || isKept(values, within) {
		return nil
	}
	name := at.String()
	if attribute, diags := values.plan.Schema.AttributeAtPath(ctx, at); !diags.HasError() && attribute.IsSensitive() {
		v.Hide()
	}
	if text, ok := textAt(values.plan.Raw, within); ok && !v.Sensitive {
		switch {
		case text != v.Value && within.LastStep() == tftypes.ElementKeyString(v.Value):
			name = "The key of " + name
		case text != "" && strings.HasPrefix(v.Value, text): // a name is made of its prefix
			v.Value = text
		}
	}
	return r.told(at, lastName(within), name, v)
}

// told is what to say of a violation: an error where AWS is sure to refuse it, else a warning.
func (r *managed[M, P]) told(at path.Path, argument, name string, v awsmodel.Violation) diag.Diagnostics {
	s := v.Source
	rule := fmt.Sprintf("This is %s in AWS's model of %s of %s.", v.Name(), s.Service, s.Date)
	if v.Doubt != "" {
		return diag.Diagnostics{warningAt(at, "Unusual "+argument, fmt.Sprintf("%s %s. %s, so it is left to AWS.",
			v.Sentences(name), strings.TrimSuffix(rule, "."), v.Doubt))}
	}
	detail := fmt.Sprintf("%s\n\n%s Where AWS takes it all the same, skip_plan_checks = [%q] in the provider block lets it pass.",
		v.Sentences(name), rule, v.Name())
	if r.Provider.Rules.WarnOnly {
		return diag.Diagnostics{warningAt(at, "Invalid "+argument, detail)}
	}
	if at.Equal(path.Empty()) {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Invalid "+argument, detail)}
	}
	return diag.Diagnostics{diag.NewAttributeErrorDiagnostic(at, "Invalid "+argument, detail)}
}

func warningAt(at path.Path, summary, detail string) diag.Diagnostic {
	if at.Equal(path.Empty()) {
		return diag.NewWarningDiagnostic(summary, detail)
	}
	return diag.NewAttributeWarningDiagnostic(at, summary, detail)
}

// nothing is the state of what a plan creates.
func nothing(plan tfsdk.Plan) tftypes.Value { return tftypes.NewValue(plan.Raw.Type(), nil) }

// refused are the errors among what is to be told: an apply repeats no warning of its plan.
func refused(diags diag.Diagnostics) (errors diag.Diagnostics) {
	errors.Append(diags.Errors()...)
	return errors
}

// isDefaultTag reports that the value is of a tag that the provider adds.
func (r *managed[M, P]) isDefaultTag(v awsmodel.Violation) bool {
	for key, value := range r.Provider.DefaultTags {
		if v.Shape == "TagKey" && v.Value == key || v.Shape == "TagValue" && v.Value == value {
			return true
		}
	}
	return false
}

// tagsChange reports that the plan changes tags, or makes the object.
func (r *managed[M, P]) tagsChange(values ruled) bool {
	return slices.ContainsFunc(r.thing.Tags, func(set TagSet[M]) bool {
		return !isKept(values, tftypes.NewAttributePath().WithAttributeName(set.Name+"_all"))
	})
}

// isConfigured reports that the configuration has a value somewhere.
func isConfigured(config tftypes.Value, at *tftypes.AttributePath) bool {
	value, ok := valueAt(config, at)
	return ok && !value.IsNull()
}

// isKept reports that the state has the planned value already.
func isKept(values ruled, at *tftypes.AttributePath) bool {
	now, _ := valueAt(values.plan.Raw, at)
	was, ok := valueAt(values.state, at)
	return ok && now.Equal(was)
}

func valueAt(root tftypes.Value, at *tftypes.AttributePath) (tftypes.Value, bool) {
	found, _, err := tftypes.WalkAttributePath(root, at)
	value, ok := found.(tftypes.Value)
	return value, ok && err == nil
}

func textAt(root tftypes.Value, at *tftypes.AttributePath) (text string, ok bool) {
	value, ok := valueAt(root, at)
	return text, ok && value.IsKnown() && !value.IsNull() && value.Type().Is(tftypes.String) && value.As(&text) == nil
}

// lastName is the attribute that a place is in.
func lastName(at *tftypes.AttributePath) string {
	for _, step := range slices.Backward(at.Steps()) {
		if name, ok := step.(tftypes.AttributeName); ok {
			return string(name)
		}
	}
	return ""
}
