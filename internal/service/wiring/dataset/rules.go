// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsmodel"
)

// checkKey warns of a key that S3 takes and no job of Bedrock can name. It is said here because the URI of an object that is yet to
// be made is not known where the job is planned.
func (r *managed) checkKey(bucket, key string) (diags diag.Diagnostics) {
	rules := r.Provider.Rules
	if rules.Off || key == "" {
		return nil
	}
	if bucket == "" {
		bucket = "xyz" // not known yet, and no name of a bucket is shorter
	}
	for _, v := range awsmodel.Bedrock.CheckPart("S3Uri", "s3://"+bucket+"/", key) {
		name := "key"
		if v.Rule == awsmodel.Max {
			name = "s3_uri"
		}
		if !slices.Contains(rules.Skip, v.Name()) {
			diags.AddAttributeWarning(path.Root("key"), "Uploading to a key that no job takes", fmt.Sprintf("%s\n\nS3 takes the key, and a job "+
				"of Bedrock will refuse the URI: this is %s in AWS's model of %s of %s. Choose another key before a job needs the data set.",
				v.Sentences(name), v.Name(), v.Source.Service, v.Source.Date))
		}
	}
	return diags
}
