// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"reflect"
	"slices"
	"strings"
	"time"
)

// Unions are the members of each union of an SDK, by the interface that they implement.
type Unions map[reflect.Type][]any

// UnreadMembers are the members of an answer, by path, that change nothing about what read makes of it. Every member gets a value,
// and then each is left out in turn. A union that is not known has none, and is unread.
func UnreadMembers(empty func() any, read func(answer any) any, unions Unions) (unread []string) {
	for variant := range unions.variants() {
		members := 0
		full := func() reflect.Value {
			answer := reflect.ValueOf(empty())
			unions.fill(answer.Elem(), variant)
			return answer
		}
		want := read(full().Interface())
		eachMember("", full(), func(string, reflect.Value) { members++ })
		for nth := range members {
			answer, path, at := full(), "", 0
			eachMember("", answer, func(member string, v reflect.Value) {
				if at == nth {
					path = member
					v.SetZero()
				}
				at++
			})
			if reflect.DeepEqual(want, read(answer.Interface())) && !slices.Contains(unread, path) {
				unread = append(unread, path)
			}
		}
	}
	slices.Sort(unread)
	return unread
}

// variants is how many answers it takes to have seen every member of every union.
func (u Unions) variants() int {
	most := 1
	for _, members := range u {
		most = max(most, len(members))
	}
	return most
}

// fill gives every member a value; unions the one of a variant.
func (u Unions) fill(v reflect.Value, variant int) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		u.fill(v.Elem(), variant)
	case reflect.Interface:
		members := u[v.Type()]
		if len(members) == 0 {
			return // nothing can be read of it, so that it is among what is unread
		}
		member := reflect.New(reflect.TypeOf(members[variant%len(members)]).Elem())
		u.fill(member.Elem(), variant)
		v.Set(member)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		u.fill(v.Index(0), variant)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, element := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		u.fill(key, variant)
		u.fill(element, variant)
		v.SetMapIndex(key, element)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)))
			return
		}
		for i := range v.NumField() {
			if isMember(v.Type().Field(i)) {
				u.fill(v.Field(i), variant)
			}
		}
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int32, reflect.Int64:
		v.SetInt(7)
	case reflect.Float32, reflect.Float64:
		v.SetFloat(0.5)
	case reflect.Uint8: // of bytes
		v.SetUint(7)
	default:
		panic("no value for " + v.Type().String())
	}
}

func isMember(field reflect.StructField) bool {
	return field.IsExported() && field.Name != "ResultMetadata"
}

// eachMember visits the members that have no members of their own.
func eachMember(path string, v reflect.Value, visit func(path string, v reflect.Value)) {
	inner := v
	for inner.Kind() == reflect.Pointer || inner.Kind() == reflect.Interface || inner.Kind() == reflect.Slice && inner.Len() > 0 {
		if inner.Kind() == reflect.Slice {
			inner = inner.Index(0)
		} else {
			inner = inner.Elem()
		}
	}
	if inner.Kind() != reflect.Struct || inner.Type() == reflect.TypeFor[time.Time]() {
		visit(path, v)
		return
	}
	for i := range inner.NumField() {
		if field := inner.Type().Field(i); isMember(field) {
			eachMember(strings.TrimPrefix(path+"."+field.Name, "."), inner.Field(i), visit)
		}
	}
}
