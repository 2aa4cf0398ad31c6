// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization

import (
	"context"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
)

const (
	// filesTime bounds a look at S3: nothing depends on its answer.
	filesTime = 10 * time.Second
	// mostFiles bounds a list: a model is a few hundred files at most.
	mostFiles = 10_000
)

// MissingFiles is what a folder lacks to be that of a model, as a sentence; empty where it has all of it, and where S3 does not tell.
// needed are the names of files, or what they end with, each as "config.json" or "*.safetensors"; none means any file at all.
func MissingFiles(ctx context.Context, store *objectstore.Store, uri string, needed ...string) string {
	ctx, cancel := context.WithTimeout(ctx, filesTime)
	defer cancel()
	at, err := objectstore.ParseURI(uri)
	if err != nil {
		return ""
	}
	prefix := at.Key
	if prefix != "" && !strings.HasSuffix(prefix, "/") {
		prefix += "/"
	}
	found, count := map[string]bool{}, 0
	for object, err := range store.List(ctx, at.Bucket, prefix) {
		if err != nil || count == mostFiles {
			return ""
		}
		if object.Size == 0 {
			continue // the folder itself, as the console makes it
		}
		count++
		name := strings.TrimPrefix(object.Key, prefix)
		for _, pattern := range needed {
			if matches, err := path.Match(pattern, name); matches && err == nil {
				found[pattern] = true
			}
		}
	}
	if count == 0 {
		return fmt.Sprintf("There is no file below %s/.", strings.TrimSuffix(uri, "/"))
	}
	var missing []string
	for _, pattern := range needed {
		if !found[pattern] {
			missing = append(missing, pattern)
		}
	}
	if len(missing) == 0 {
		return ""
	}
	return fmt.Sprintf("%s/ has no %s.", strings.TrimSuffix(uri, "/"), strings.Join(missing, " and no "))
}
