// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package evaluationjob

import (
	"context"
	"fmt"
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/lifecycle"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
)

// promptQuota is how many prompts of a data set AWS takes.
const promptQuota = 1000

// checkPrompts warns of data sets with more prompts than AWS takes. How many an object has is known where a bedrock_dataset wrote it, of
// this configuration or of another one; nothing is read to count them.
func checkPrompts(ctx context.Context, p *lifecycle.Plan[model], at path.Path, sets []dataset) {
	for i, set := range sets {
		if set.Dataset == nil || set.Dataset.DatasetLocation == nil {
			continue
		}
		uri := set.Dataset.DatasetLocation.S3URI.ValueString()
		if count := promptCount(ctx, p, uri); count > promptQuota {
			warn(p, at.AtName("dataset_metric_configs").AtListIndex(i).AtName("dataset").AtName("dataset_location").AtName("s3_uri"),
				"Evaluating with many prompts", fmt.Sprintf("%s now holds %d records, and AWS's quota is %d prompts of a data set. Unless the "+
					"same plan replaces it, AWS fails the job. A job takes up to 5 data sets.", uri, count, promptQuota))
		}
	}
}

// promptCount is the number of records of an object, 0 where that is not known.
func promptCount(ctx context.Context, p *lifecycle.Plan[model], text string) int64 {
	uri, err := objectstore.ParseURI(text)
	if err != nil || uri.Key == "" || p.Region == "" || p.Lookup().IsUnanswered() {
		return 0
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	store, err := p.Objects(ctx)
	if err != nil {
		return 0
	}
	object, err := store.Stat(ctx, uri.Bucket, uri.Key)
	if apierr.Is(err, apierr.Throttled, apierr.Unavailable, apierr.Interrupted) {
		p.Lookup().Unanswered()
	}
	count, err := strconv.ParseInt(object.Metadata[objectstore.RecordsKey], 10, 64)
	if err != nil {
		return 0
	}
	return count
}
