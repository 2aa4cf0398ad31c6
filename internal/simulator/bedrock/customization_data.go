// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"bufio"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const maxRecordBytes = 16 << 20

// leastPrompts are those that a distillation needs. Reports of the validation accept fewer: it fails when the teacher is asked.
const (
	leastPrompts                     = 100
	errTooFewPrompts core.AWSMessage = "Input data must have at minimum 100 valid prompts"
)

// dataset is what a job learned about one of its data sets while it read it.
type dataset struct {
	uri     string
	records int
	digest  uint64 // of the content, so that other data give another loss
}

// readData reads and checks the data sets of a job, as the validation phase does. The error is the job's failure message.
func (job *customizationJob) readData(objects core.ObjectStore) error {
	check := recordCheck{
		kind: job.kind, model: job.base.ID, family: loadCatalogue().Families[job.base.Training.Family], inputs: job.base.InputModalities,
	}
	if uris := job.validatorURIs(); len(uris) > 0 && check.family.NoValidation && job.kind == fineTuning {
		return fmt.Errorf("validation data are not supported for fine-tuning %s: %s", job.base.ID, uris[0])
	}
	training, err := job.readTraining(objects, check)
	if err != nil {
		return err
	}
	var validations []*dataset
	for _, uri := range job.validatorURIs() {
		validation, err := readDataset(objects, uri, check)
		if err != nil {
			return err
		}
		validations = append(validations, validation)
	}
	if err := checkLimits(job.kind, check.family, training, validations); err != nil {
		return err
	}
	job.training, job.validations = training, validations
	return nil
}

func (job *customizationJob) readTraining(objects core.ObjectStore, check recordCheck) (*dataset, error) {
	data := job.input.TrainingDataConfig
	if data.InvocationLogsConfig != nil {
		return readInvocationLogs(objects, data.InvocationLogsConfig)
	}
	return readDataset(objects, *data.S3URI, check)
}

func (job *customizationJob) validatorURIs() []string {
	var uris []string
	if data := job.input.ValidationDataConfig; data != nil {
		for _, v := range data.Validators {
			uris = append(uris, *v.S3URI)
		}
	}
	return uris
}

// readDataset reads a JSONL object and checks every record of it.
func readDataset(objects core.ObjectStore, uri string, check recordCheck) (*dataset, error) {
	bucket, key := splitS3URI(uri)
	check.bucket = bucket
	body, _, err := objects.Open(bucket, key)
	if err != nil {
		return nil, fmt.Errorf("could not read the Amazon S3 file %s: %w", uri, err)
	}
	defer body.Close()
	data := &dataset{uri: uri}
	return data, data.read(body, check.check)
}

// read counts the records of a JSONL file. The check sees every line, and an error names the line.
func (d *dataset) read(body io.Reader, check func(line []byte) error) error {
	digest := fnv.New64a()
	lines := bufio.NewScanner(io.TeeReader(body, digest))
	lines.Buffer(nil, maxRecordBytes)
	for number := 1; lines.Scan(); number++ {
		if len(strings.TrimSpace(lines.Text())) == 0 {
			return fmt.Errorf("unable to parse Amazon S3 file: %s. Line %d is empty; data files must conform to JSONL format", d.uri, number)
		}
		if err := check(lines.Bytes()); err != nil {
			return fmt.Errorf("invalid record in Amazon S3 file: %s. Line %d: %w", d.uri, number, err)
		}
		d.records++
	}
	if err := lines.Err(); errors.Is(err, bufio.ErrTooLong) {
		return fmt.Errorf("input size exceeded in file %s: line %d has more than %d bytes", d.uri, d.records+1, maxRecordBytes)
	} else if err != nil {
		return fmt.Errorf("could not read the Amazon S3 file %s: %w", d.uri, err)
	}
	d.digest = digest.Sum64()
	return nil
}

// checkLimits holds the number of records against what the model family takes.
func checkLimits(kind string, family modelFamily, training *dataset, validations []*dataset) error {
	limits := family.Training
	switch kind {
	case distillation:
		limits = [2]int{0, 15000} // too few are found later, see errTooFewPrompts
	case reinforcementFineTuning:
		limits = [2]int{100, 20000}
	}
	if err := training.within("training", limits); err != nil {
		return err
	}
	total := training.records
	for _, validation := range validations {
		if err := validation.within("validation", family.Validation); err != nil {
			return err
		}
		total += validation.records
	}
	if family.Total > 0 && total > family.Total {
		return fmt.Errorf("the training and validation data have %d records, the maximum is %d", total, family.Total)
	}
	return nil
}

func (d *dataset) within(purpose string, limits [2]int) error {
	least, most := max(1, limits[0]), limits[1]
	switch {
	case d.records < least:
		return fmt.Errorf("the %s data %s have %d records, the minimum is %d", purpose, d.uri, d.records, least)
	case most > 0 && d.records > most:
		return fmt.Errorf("the %s data %s have %d records, the maximum is %d", purpose, d.uri, d.records, most)
	}
	return nil
}

// splitS3URI returns the bucket and the key of an S3 URI; the key is empty for the bucket itself.
func splitS3URI(uri string) (bucket, key string) {
	bucket, key, _ = strings.Cut(strings.TrimPrefix(uri, "s3://"), "/")
	return bucket, key
}
