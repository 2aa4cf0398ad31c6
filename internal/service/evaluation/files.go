// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluation

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/scores"
)

// ErrNoResults is the error of a folder without result files.
var ErrNoResults = errors.New("there are no results")

// ReadResults takes in all result files of a job, which are below a folder of its name in its output.
func ReadResults(ctx context.Context, clients *awsclient.Clients, arn, name, output string, reader *scores.Reader) error {
	uri, err := objectstore.ParseURI(output)
	if err != nil {
		return err
	}
	client, err := clients.S3(ctx, crud.RegionFromARN(arn))
	if err != nil {
		return err
	}
	return readFiles(ctx, objectstore.New(client), uri.Join(name+"/"), arn[strings.LastIndex(arn, "/")+1:], reader)
}

// readFiles takes in all result files of the job with an id below a folder: of the only job that there is, where the id is empty.
func readFiles(ctx context.Context, store *objectstore.Store, folder objectstore.URI, id string, reader *scores.Reader) error {
	var keys []string
	var places []scores.Place
	for o, err := range store.List(ctx, folder.Bucket, folder.Key) {
		if err != nil {
			return err
		}
		if place, ok := scores.Locate(folder.Key, o.Key); ok {
			keys, places = append(keys, o.Key), append(places, place)
		}
	}
	run, err := scores.OneRun(places, id)
	if err != nil {
		return fmt.Errorf("%s: %w", folder, err)
	}
	if len(keys) == 0 {
		return fmt.Errorf("%s: %w", folder, ErrNoResults)
	}
	for i, key := range keys {
		if places[i].Run != run {
			continue
		}
		if err := readFile(ctx, store, folder.Bucket, key, places[i], reader); err != nil {
			return err
		}
	}
	return nil
}

func readFile(ctx context.Context, store *objectstore.Store, bucket, key string, place scores.Place, reader *scores.Reader) error {
	body, err := store.Open(ctx, bucket, key)
	if err != nil {
		return err
	}
	defer func() { _ = body.Close() }()
	return reader.Read(place, objectstore.URI{Bucket: bucket, Key: key}.String(), body)
}
