// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"slices"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// stored is something that clients make, of a type of its own.
type stored interface {
	// listed is how the controls show it. ok is false for what is no object any more, such as the record of a job that has ended.
	listed(now time.Time) (o core.Object, ok bool)
}

// store holds the objects of one type, in the order of their creation.
type store[T stored] struct{ all []T }

// lister is a store of whatever type.
type lister interface {
	list(now time.Time) []core.Object
}

// storeOf is the key of a store among those of a region.
type storeOf[T stored] struct{}

// of returns the store of a type in a region.
func of[T stored](r *region) *store[T] {
	if s, ok := r.stores[storeOf[T]{}].(*store[T]); ok {
		return s
	}
	s := &store[T]{}
	r.stores[storeOf[T]{}] = s
	return s
}

func (s *store[T]) add(o T) { s.all = append(s.all, o) }

// remove takes out those that something is true of.
func (s *store[T]) remove(gone func(T) bool) { s.all = slices.DeleteFunc(s.all, gone) }

func (s *store[T]) list(now time.Time) (objects []core.Object) {
	for _, one := range s.all {
		if o, ok := one.listed(now); ok {
			objects = append(objects, o)
		}
	}
	return objects
}
