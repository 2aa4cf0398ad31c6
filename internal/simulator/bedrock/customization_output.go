// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"bytes"
	"fmt"
	"io"
	"path"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// Jobs leave more in their output location than their metrics, and nobody removes it: the probe of the role's rights, also where the
// job then fails, and, once the data are accepted, reports on them and copies of them. The folders below input_status and
// validated_data are the simulator's own: which ones AWS makes is not known.

// writeOutput writes files below the folder of the job.
func (job *customizationJob) writeOutput(objects core.ObjectStore, files map[string][]byte) error {
	bucket, prefix := splitS3URI(*job.input.OutputDataConfig.S3URI)
	folder := belowPrefix(prefix, "model-customization-job-"+job.id)
	for name, body := range files {
		if err := objects.Put(bucket, folder+name, body); err != nil {
			return fmt.Errorf("could not write the Amazon S3 file s3://%s/%s%s: %w", bucket, folder, name, err)
		}
	}
	return nil
}

// reportData writes what a job leaves of data that it has accepted.
func (job *customizationJob) reportData(objects core.ObjectStore) error {
	if job.kind == distillation {
		return job.writeOutput(objects, map[string][]byte{"/input_data_report/manifest.report.csv": dataReport(job.training)})
	}
	files := map[string][]byte{"/input_status/training/manifest.report.csv": dataReport(job.training)}
	if len(job.validations) > 0 {
		files["/input_status/validation/manifest.report.csv"] = dataReport(job.validations...)
	}
	if job.input.TrainingDataConfig.S3URI != nil {
		records, err := job.training.content(objects)
		if err != nil {
			return err
		}
		files["/validated_data/training/validated_prompts.jsonl"] = records
	}
	return job.writeOutput(objects, files)
}

// dataReport is a file manifest.report.csv, with one row for each data set.
func dataReport(all ...*dataset) []byte {
	var b bytes.Buffer
	b.WriteString("fileName,totalProcessedRecordCount,acceptedRecordCount,partiallyAcceptedRecordCount,rejectedRecordCount\n")
	for _, data := range all {
		fmt.Fprintf(&b, "%s,%d,%d,0,0\n", path.Base(data.uri), data.records, data.records)
	}
	return b.Bytes()
}

// content is the file of a data set as it is.
func (d *dataset) content(objects core.ObjectStore) ([]byte, error) {
	bucket, key := splitS3URI(d.uri)
	body, _, err := objects.Open(bucket, key)
	if err != nil {
		return nil, fmt.Errorf("could not read the Amazon S3 file %s: %w", d.uri, err)
	}
	defer body.Close()
	return io.ReadAll(body)
}
