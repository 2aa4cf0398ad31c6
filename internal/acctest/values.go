// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	ctymsgpack "github.com/zclconf/go-cty/cty/msgpack"
)

// typeOf is the cty type of a schema.
func typeOf(block *tfprotov6.SchemaBlock) cty.Type { return ctyType(block.ValueType()) }

func ctyType(t tftypes.Type) cty.Type {
	encoded, err := t.MarshalJSON() //nolint:staticcheck // the one way from tftypes to cty
	if err != nil {
		panic(err)
	}
	result, err := ctyjson.UnmarshalType(encoded)
	if err != nil {
		panic(err)
	}
	return result
}

func encode(v cty.Value, ty cty.Type) *tfprotov6.DynamicValue {
	packed, err := ctymsgpack.Marshal(v, ty)
	if err != nil {
		panic(fmt.Sprintf("encoding %#v as %#v: %s", v, ty, err))
	}
	return &tfprotov6.DynamicValue{MsgPack: packed}
}

func decode(v *tfprotov6.DynamicValue, ty cty.Type) cty.Value {
	if v == nil {
		return cty.NullVal(ty)
	}
	var value cty.Value
	var err error
	if len(v.JSON) > 0 {
		value, err = ctyjson.Unmarshal(v.JSON, ty)
	} else {
		value, err = ctymsgpack.Unmarshal(v.MsgPack, ty)
	}
	if err != nil {
		panic(fmt.Sprintf("decoding a value of %#v: %s", ty, err))
	}
	return value
}

// conform gives a value the exact type of a schema; arguments that it lacks are null.
func conform(v cty.Value, ty cty.Type) (cty.Value, error) {
	return convert.Convert(v, optional(ty))
}

// optional is the type in which every attribute of every object may be left out.
func optional(ty cty.Type) cty.Type {
	switch {
	case ty.IsObjectType():
		attributes := map[string]cty.Type{}
		var names []string
		for name, at := range ty.AttributeTypes() {
			attributes[name] = optional(at)
			names = append(names, name)
		}
		return cty.ObjectWithOptionalAttrs(attributes, names)
	case ty.IsListType():
		return cty.List(optional(ty.ElementType()))
	case ty.IsSetType():
		return cty.Set(optional(ty.ElementType()))
	case ty.IsMapType():
		return cty.Map(optional(ty.ElementType()))
	}
	return ty
}

// toCty turns plain Go values, as tests write them, into cty.
func toCty(v any) cty.Value {
	switch v := v.(type) {
	case nil:
		return cty.NullVal(cty.DynamicPseudoType)
	case cty.Value:
		return v
	case string:
		return cty.StringVal(v)
	case bool:
		return cty.BoolVal(v)
	case int:
		return cty.NumberIntVal(int64(v))
	case []string:
		values := make([]any, len(v))
		for i, s := range v {
			values[i] = s
		}
		return toCty(values)
	case []any:
		values := make([]cty.Value, len(v))
		for i, element := range v {
			values[i] = toCty(element)
		}
		return cty.TupleVal(values)
	case map[string]any:
		values := make(map[string]cty.Value, len(v))
		for key, element := range v {
			values[key] = toCty(element)
		}
		return cty.ObjectVal(values)
	}
	panic(fmt.Sprintf("no cty value for %T", v))
}

// proposed is the new state that Terraform proposes: the configuration, with the prior value of every computed attribute
// that it leaves out.
func proposed(attributes []*tfprotov6.SchemaAttribute, prior, config cty.Value) cty.Value {
	if config.IsNull() || !config.IsKnown() {
		return config
	}
	values := config.AsValueMap()
	for _, attribute := range attributes {
		was := cty.NullVal(values[attribute.Name].Type())
		if !prior.IsNull() && prior.IsKnown() {
			was = prior.GetAttr(attribute.Name)
		}
		switch now := values[attribute.Name]; {
		case attribute.WriteOnly:
			values[attribute.Name] = cty.NullVal(now.Type())
		case now.IsNull() && attribute.Computed:
			values[attribute.Name] = was
		case attribute.NestedType != nil && attribute.NestedType.Nesting == tfprotov6.SchemaObjectNestingModeSingle:
			values[attribute.Name] = proposed(attribute.NestedType.Attributes, was, now)
		}
	}
	return cty.ObjectVal(values)
}
