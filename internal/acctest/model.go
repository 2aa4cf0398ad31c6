// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"context"
	"reflect"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Fill gives every field of a model a value, down to its leaves: the tests of a model then see which members of the SDK
// no field reaches.
func Fill(model any) { fill(reflect.ValueOf(model).Elem()) }

func fill(v reflect.Value) {
	if !v.CanSet() {
		return // what the model keeps to itself is not sent
	}
	switch v.Interface().(type) {
	case types.String:
		v.Set(reflect.ValueOf(types.StringValue("x")))
	case types.Bool:
		v.Set(reflect.ValueOf(types.BoolValue(true)))
	case types.Int32:
		v.Set(reflect.ValueOf(types.Int32Value(7)))
	case types.Int64:
		v.Set(reflect.ValueOf(types.Int64Value(7)))
	case types.Float64:
		v.Set(reflect.ValueOf(types.Float64Value(0.5)))
	case types.Map:
		v.Set(reflect.ValueOf(types.MapValueMust(types.StringType, map[string]attr.Value{"k": types.StringValue("v")})))
	case types.List:
		v.Set(reflect.ValueOf(types.ListValueMust(types.StringType, []attr.Value{types.StringValue("x")})))
	case types.Set:
		v.Set(reflect.ValueOf(types.SetValueMust(types.StringType, []attr.Value{types.StringValue("x")})))
	case attr.Value: // outputs and timeouts are not sent
	default:
		fillNative(v)
	}
}

func fillNative(v reflect.Value) {
	switch v.Kind() { //nolint:exhaustive // models are made of these kinds only
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{"k": "v"}))
	case reflect.String:
		v.SetString("x")
	}
}

// Hollow gives the nested structures of a model, down to a depth, in which nothing is known.
func Hollow(model any, depth int) { hollow(reflect.ValueOf(model).Elem(), depth) }

func hollow(v reflect.Value, depth int) {
	if !v.CanSet() {
		return
	}
	if _, isValue := v.Interface().(attr.Value); isValue || depth < 0 {
		return
	}
	switch v.Kind() { //nolint:exhaustive // models are made of these kinds only
	case reflect.Struct:
		for i := range v.NumField() {
			hollow(v.Field(i), depth)
		}
	case reflect.Pointer:
		if depth > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			hollow(v.Elem(), depth-1)
		}
	}
}

// ZeroFields are the members of an SDK value that hold nothing, by path, nested ones too.
func ZeroFields(sdk any) []string { return zeroFields("", reflect.ValueOf(sdk)) }

func zeroFields(at string, v reflect.Value) (zero []string) {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		if v.IsNil() {
			return []string{at}
		}
		v = v.Elem()
	}
	switch {
	case v.Kind() == reflect.Slice && v.Len() > 0:
		return zeroFields(at, v.Index(0))
	case v.Kind() != reflect.Struct && v.IsZero():
		return []string{at}
	case v.Kind() != reflect.Struct:
		return nil
	}
	for i := range v.NumField() {
		field := v.Type().Field(i)
		if field.IsExported() && field.Name != "ResultMetadata" {
			zero = append(zero, zeroFields(strings.TrimPrefix(at+"."+field.Name, "."), v.Field(i))...)
		}
	}
	return zero
}

// DecodeSchema decodes a value with one element in every collection of a resource's schema into its model, so that the
// framework names every attribute without a field and every field without an attribute.
func DecodeSchema(ctx context.Context, r resource.Resource, model any) diag.Diagnostics {
	var response resource.SchemaResponse
	r.Schema(ctx, resource.SchemaRequest{}, &response)
	state := tfsdk.State{Schema: response.Schema, Raw: oneOfEach(response.Schema.Type().TerraformType(ctx))}
	return state.Get(ctx, model)
}

func oneOfEach(t tftypes.Type) tftypes.Value {
	switch t := t.(type) {
	case tftypes.Object:
		values := map[string]tftypes.Value{}
		for name, at := range t.AttributeTypes {
			values[name] = oneOfEach(at)
		}
		return tftypes.NewValue(t, values)
	case tftypes.List:
		return tftypes.NewValue(t, []tftypes.Value{oneOfEach(t.ElementType)})
	case tftypes.Set:
		return tftypes.NewValue(t, []tftypes.Value{oneOfEach(t.ElementType)})
	case tftypes.Map:
		return tftypes.NewValue(t, map[string]tftypes.Value{"k": oneOfEach(t.ElementType)})
	}
	switch {
	case t.Is(tftypes.Bool):
		return tftypes.NewValue(t, true)
	case t.Is(tftypes.Number):
		return tftypes.NewValue(t, 1)
	}
	return tftypes.NewValue(t, "x")
}
