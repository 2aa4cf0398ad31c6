// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const inputExtension = ".jsonl"

// AWS's quotas of records in one job: the least was the same for every model in every answer seen, the most is the default.
const (
	leastBatchRecords = 100
	mostBatchRecords  = 50000
)

// batch is what a job learned about its input.
type batch struct {
	total  int
	errors []int // numbers of the records that the model refuses, counting from 0
}

// refused counts the records among the first ones that the model refuses.
func (b *batch) refused(processed int) int {
	n := 0
	for _, number := range b.errors {
		if number < processed {
			n++
		}
	}
	return n
}

// batchRecord is one line of the input.
type batchRecord struct {
	RecordID   *string         `json:"recordId"`
	ModelInput json.RawMessage `json:"modelInput"`
}

// batchResult is one line of the output.
type batchResult struct {
	RecordID    string          `json:"recordId"`
	ModelInput  json.RawMessage `json:"modelInput"`
	ModelOutput any             `json:"modelOutput,omitempty"`
	Error       *batchError     `json:"error,omitempty"`
}

type batchError struct {
	ErrorCode    int    `json:"errorCode"`
	ErrorMessage string `json:"errorMessage"`
}

// batchManifest is the summary that AWS writes beside the results.
type batchManifest struct {
	TotalRecordCount     int `json:"totalRecordCount"`
	ProcessedRecordCount int `json:"processedRecordCount"`
	SuccessRecordCount   int `json:"successRecordCount"`
	ErrorRecordCount     int `json:"errorRecordCount"`
	InputTokenCount      int `json:"inputTokenCount"`
	OutputTokenCount     int `json:"outputTokenCount"`
}

// inputFiles returns the keys of the files that a URI stands for: the file with this name, or all JSONL files below it.
func inputFiles(objects core.ObjectStore, bucket, prefix string) ([]string, error) {
	isInput := func(key string) bool { return strings.HasSuffix(key, inputExtension) }
	below := belowPrefix(prefix, "")
	if isInput(prefix) {
		below, isInput = prefix, func(key string) bool { return key == prefix }
	}
	keys, err := objects.Keys(bucket, below)
	return slices.DeleteFunc(keys, func(key string) bool { return !isInput(key) }), err
}

// readBatch counts the records and checks the form of each. Whether the model takes them shows only later.
func (job *invocationJob) readBatch(objects core.ObjectStore) (*batch, error) {
	read := &batch{}
	err := job.eachRecord(objects, func(_ string, record batchRecord) error {
		if read.total == mostBatchRecords {
			return fmt.Errorf("batch job %s contains more records than the allowed maximum of: %d", job.arn, mostBatchRecords)
		}
		if job.refuse(record.ModelInput) != nil {
			read.errors = append(read.errors, read.total)
		}
		read.total++
		return nil
	})
	if err != nil {
		return nil, err
	}
	if read.total < leastBatchRecords {
		return nil, fmt.Errorf("batch job %s contains less records (%d) than the required minimum of: %d", job.arn, read.total, leastBatchRecords)
	}
	return read, nil
}

// eachRecord reads the files of the input in the order of their keys.
func (job *invocationJob) eachRecord(objects core.ObjectStore, visit func(file string, record batchRecord) error) error {
	bucket, prefix := splitS3URI(*job.source().S3URI)
	files, err := inputFiles(objects, bucket, prefix)
	if err != nil {
		return fmt.Errorf("could not list the Amazon S3 location %s: %w", *job.source().S3URI, err)
	}
	for _, key := range files {
		if err := readRecords(objects, bucket, key, func(record batchRecord) error { return visit(key, record) }); err != nil {
			return err
		}
	}
	return nil
}

func readRecords(objects core.ObjectStore, bucket, key string, visit func(batchRecord) error) error {
	uri := "s3://" + bucket + "/" + key
	body, _, err := objects.Open(bucket, key)
	if err != nil {
		return fmt.Errorf("could not read the Amazon S3 file %s: %w", uri, err)
	}
	defer body.Close()
	lines := bufio.NewScanner(body)
	lines.Buffer(nil, maxRecordBytes)
	for number := 1; lines.Scan(); number++ {
		record, err := parseRecord(lines.Bytes())
		if err != nil {
			return fmt.Errorf("invalid record in Amazon S3 file: %s. Line %d: %w", uri, number, err)
		}
		if err := visit(record); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("could not read the Amazon S3 file %s: %w", uri, err)
	}
	return nil
}

func parseRecord(line []byte) (batchRecord, error) {
	var parsed batchRecord
	members, err := strictRecord(line)
	if err != nil {
		return parsed, err
	}
	if members["recordId"] != nil {
		if err := requireString(members, "recordId", "recordId"); err != nil {
			return parsed, err
		}
	}
	if _, ok := members["modelInput"].(record); !ok { // names are compared with regard to case, as encoding/json does not
		return parsed, errors.New("modelInput: must be a JSON object")
	}
	return parsed, json.Unmarshal(line, &parsed)
}

// writeResults invokes the model on the first records and writes what it answers: a file for each file of the input, and
// the manifest.
func (job *invocationJob) writeResults(objects core.ObjectStore, processed int) error {
	manifest := batchManifest{TotalRecordCount: job.batch.total}
	files := map[string]*bytes.Buffer{}
	errEnough := errors.New("enough")
	err := job.eachRecord(objects, func(file string, record batchRecord) error {
		if manifest.ProcessedRecordCount == processed {
			return errEnough
		}
		if files[file] == nil {
			files[file] = &bytes.Buffer{}
		}
		result := job.invoke(record, &manifest)
		return writeLine(files[file], result)
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	if manifest.ProcessedRecordCount < processed {
		return fmt.Errorf("the Amazon S3 input %s has less records than when it was validated", *job.source().S3URI)
	}
	_, source := splitS3URI(*job.source().S3URI)
	for file, results := range files {
		name := strings.TrimPrefix(file, belowPrefix(source, ""))
		if file == source {
			name = path.Base(file)
		}
		if err := job.writeFile(objects, name+".out", results); err != nil {
			return err
		}
	}
	var summary bytes.Buffer
	if err := writeLine(&summary, manifest); err != nil {
		return err
	}
	return job.writeFile(objects, "manifest.json.out", &summary)
}

// writeLine writes JSON and leaves what was in the input as it was.
func writeLine(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}

func (job *invocationJob) writeFile(objects core.ObjectStore, name string, body *bytes.Buffer) error {
	bucket, prefix := splitS3URI(*job.output().S3URI)
	key := belowPrefix(prefix, job.id) + "/" + name
	if err := objects.Put(bucket, key, body.Bytes()); err != nil {
		return fmt.Errorf("could not write the Amazon S3 file s3://%s/%s: %w", bucket, key, err)
	}
	return nil
}

// invoke answers one record and counts it.
func (job *invocationJob) invoke(record batchRecord, manifest *batchManifest) batchResult {
	manifest.ProcessedRecordCount++
	result := batchResult{ModelInput: record.ModelInput, RecordID: fmt.Sprintf("CALL%07d", manifest.ProcessedRecordCount)}
	if record.RecordID != nil {
		result.RecordID = *record.RecordID
	}
	if err := job.refuse(record.ModelInput); err != nil {
		manifest.ErrorRecordCount++
		result.Error = &batchError{400, err.Error()}
		return result
	}
	manifest.SuccessRecordCount++
	answer := newModelAnswer(record.ModelInput)
	manifest.InputTokenCount += answer.inputTokens
	manifest.OutputTokenCount += answer.outputTokens
	result.ModelOutput = answer.body(job.kind, job.target.base)
	return result
}
