// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"encoding/json"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// plain is a value of the SDK in the form that JSON has, as far as the model knows it; nil for what is absent. The SDK calls a
// member by its name with a capital, and holds the one member of a union in a struct that is called after both.
func (m *Model) plain(shapeName string, value any) any {
	return m.plainOf(shapeName, reflect.ValueOf(value))
}

func (m *Model) plainOf(shapeName string, v reflect.Value) any {
	s, ok := m.shape(shapeName)
	if !ok || s.Document || !v.IsValid() {
		return nil
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return nil
		}
		if s.Union && v.Kind() == reflect.Interface {
			return m.plainUnion(s, shapeName, v.Elem())
		}
		return m.plainOf(shapeName, v.Elem())
	case reflect.Struct:
		return m.plainStruct(s, v)
	case reflect.Slice:
		return m.plainSlice(s, v)
	case reflect.Map:
		return m.plainMap(s, v)
	case reflect.String:
		if v.Type().PkgPath() != "" && v.String() == "" {
			return nil // an enumeration that is not set
		}
		return v.String()
	case reflect.Bool:
		return v.Bool()
	case reflect.Int32, reflect.Int64, reflect.Int:
		return json.Number(strconv.FormatInt(v.Int(), 10))
	case reflect.Float32, reflect.Float64:
		// The shortest digits are what is sent: 0.001 of 32 bits is more than 0.001 in 64.
		return json.Number(strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits()))
	default:
		return nil
	}
}

func (m *Model) plainStruct(s *shape, v reflect.Value) any {
	if s.Type != "structure" {
		return nil // a time
	}
	object := map[string]any{}
	for name, member := range s.Members {
		field := v.FieldByName(capital(name))
		if value := m.plainOf(member.Shape, field); value != nil {
			object[name] = value
		}
	}
	return object
}

func (m *Model) plainUnion(s *shape, shapeName string, v reflect.Value) any {
	if v.Kind() == reflect.Pointer {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return nil
	}
	_, member, _ := strings.Cut(v.Type().Name(), capital(shapeName)+"Member")
	for name, reference := range s.Members {
		if capital(name) == member {
			if value := m.plainOf(reference.Shape, v.FieldByName("Value")); value != nil {
				return map[string]any{name: value}
			}
		}
	}
	return nil
}

func (m *Model) plainSlice(s *shape, v reflect.Value) any {
	if v.IsNil() {
		return nil
	}
	if s.Type == "blob" {
		return v.Bytes()
	}
	list := make([]any, v.Len())
	for i := range list {
		list[i] = m.plainOf(s.Member.Shape, v.Index(i))
	}
	return list
}

func (m *Model) plainMap(s *shape, v reflect.Value) any {
	if v.IsNil() || v.Type().Key().Kind() != reflect.String {
		return nil
	}
	object := map[string]any{}
	for entries := v.MapRange(); entries.Next(); {
		object[entries.Key().String()] = m.plainOf(s.Value.Shape, entries.Value())
	}
	return object
}

func capital(name string) string {
	if name == "" {
		return ""
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

func sortedKeys(object map[string]any) []string {
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
