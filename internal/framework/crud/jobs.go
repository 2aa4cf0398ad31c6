// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package crud

import "sync"

// Jobs remembers the jobs of the state that this process has seen. Terraform plans a tainted object as one that never was, without
// its state, but it reads it in the same process first; and an apply deletes it in the process that creates the next one. Its zero
// value is ready.
type Jobs struct {
	mu     sync.Mutex
	models map[string]map[string]any // by type and region, and by ARN
}

// Add remembers the model of a job; kind is its type and region.
func (j *Jobs) Add(kind, arn string, model any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.models == nil {
		j.models = map[string]map[string]any{}
	}
	if j.models[kind] == nil {
		j.models[kind] = map[string]any{}
	}
	j.models[kind][arn] = model
}

// Of are the models of a kind.
func (j *Jobs) Of(kind string) (models []any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, model := range j.models[kind] {
		models = append(models, model)
	}
	return models
}

// Has reports whether the state has a job.
func (j *Jobs) Has(arn string) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, models := range j.models {
		if models[arn] != nil {
			return true
		}
	}
	return false
}
