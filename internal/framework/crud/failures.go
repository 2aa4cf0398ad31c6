// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import "sync"

// Failures remembers what this process has seen of jobs that failed. Terraform plans a tainted object as one that never was, without
// its state, but it reads it in the same process first; and an apply deletes it in the process that creates the next one. Its zero
// value is ready.
type Failures struct {
	mu     sync.Mutex
	models map[string]map[string]any // by type and region, and by ARN
}

// Add remembers the model of a failed job; kind is its type and region.
func (f *Failures) Add(kind, arn string, model any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.models == nil {
		f.models = map[string]map[string]any{}
	}
	if f.models[kind] == nil {
		f.models[kind] = map[string]any{}
	}
	f.models[kind][arn] = model
}

// Of are the models of a kind.
func (f *Failures) Of(kind string) (models []any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, model := range f.models[kind] {
		models = append(models, model)
	}
	return models
}
