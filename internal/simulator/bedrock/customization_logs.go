// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// invocationLog is what a job needs of one record of Bedrock's invocation logs.
type invocationLog struct {
	SchemaType      string            `json:"schemaType"`
	RequestMetadata map[string]string `json:"requestMetadata"`
}

// readInvocationLogs counts the log records below a prefix that pass the filters.
func readInvocationLogs(objects core.ObjectStore, config *invocationLogsConfig) (*dataset, error) {
	uri := *config.InvocationLogSource.S3URI
	bucket, prefix := splitS3URI(uri)
	keys, err := objects.Keys(bucket, prefix)
	if err != nil {
		return nil, fmt.Errorf("could not list the Amazon S3 prefix %s: %w", uri, err)
	}
	selected := &dataset{uri: uri}
	for _, key := range keys {
		if !strings.HasSuffix(key, ".json") && !strings.HasSuffix(key, ".jsonl") && !strings.HasSuffix(key, ".json.gz") {
			continue // what lies beside the logs: large bodies, the marker of the permission check
		}
		if err := selected.readLogs(objects, bucket, key, config.RequestMetadataFilters); err != nil {
			return nil, err
		}
	}
	return selected, nil
}

func (d *dataset) readLogs(objects core.ObjectStore, bucket, key string, filters *requestMetadataFilters) error {
	body, _, err := objects.Open(bucket, key)
	if err != nil {
		return fmt.Errorf("could not read the Amazon S3 file s3://%s/%s: %w", bucket, key, err)
	}
	defer body.Close()
	var plain io.Reader = body
	if strings.HasSuffix(key, ".gz") {
		if plain, err = gzip.NewReader(body); err != nil {
			return fmt.Errorf("could not read the Amazon S3 file s3://%s/%s: %w", bucket, key, err)
		}
	}
	file := dataset{uri: "s3://" + bucket + "/" + key}
	err = file.read(plain, func(line []byte) error {
		var log invocationLog
		if err := json.Unmarshal(line, &log); err != nil {
			return fmt.Errorf("the record is not a JSON object: %w", err)
		}
		if log.SchemaType != "ModelInvocationLog" {
			return fmt.Errorf("schemaType: must be %q", "ModelInvocationLog")
		}
		if filters.accept(log.RequestMetadata) {
			d.records++
		}
		return nil
	})
	d.digest ^= file.digest
	return err
}

func (f *requestMetadataFilters) accept(metadata map[string]string) bool {
	switch {
	case f == nil:
		return true
	case f.AndAll != nil:
		for _, filter := range f.AndAll {
			if !filter.accept(metadata) {
				return false
			}
		}
		return true
	case f.OrAll != nil:
		for _, filter := range f.OrAll {
			if filter.accept(metadata) {
				return true
			}
		}
		return false
	}
	return requestMetadataBaseFilter{Equals: f.Equals, NotEquals: f.NotEquals}.accept(metadata)
}

func (f requestMetadataBaseFilter) accept(metadata map[string]string) bool {
	for key, value := range f.Equals {
		if metadata[key] != value {
			return false
		}
	}
	for key, value := range f.NotEquals {
		if metadata[key] == value {
			return false
		}
	}
	return true
}
