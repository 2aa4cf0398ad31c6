// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"slices"
	"time"
)

// log delivers a record of an invocation to the account's bucket, if the account logs to one and the model's data is of a kind that is
// delivered. AWS collects records for minutes; here each is a file, at once. A delivery that fails does not fail the invocation.
func (q *request) log(target invocationTarget, answer modelAnswer, output any, metadata map[string]string) error {
	for _, logging := range of[*invocationLogging](q.state).all {
		destination := logging.config.S3Config
		if destination == nil || !logging.config.delivers(target.base) {
			return nil
		}
		now := q.now.UTC()
		key := fmt.Sprintf("%s%s/%s/%s_%016x.json.gz", destination.logsOf(q.Account), q.Region, now.Format("2006/01/02/15"),
			now.Format("20060102T150405000Z"), answer.digest)
		if !q.aws.Buckets.MayDeliver(destination.BucketName, key, q.Account, q.loggingSource()) {
			return nil // as AWS: nobody is told
		}
		record, err := json.Marshal(object{
			"schemaType": "ModelInvocationLog", "schemaVersion": "1.0", "timestamp": now.Format(time.RFC3339),
			"accountId": q.Account, "region": q.Region, "operation": q.Operation, "modelId": target.arn, "requestMetadata": metadata,
			"input": object{
				"inputContentType": "application/json", "inputBodyJson": json.RawMessage(q.body), "inputTokenCount": answer.inputTokens,
			},
			"output": object{
				"outputContentType": "application/json", "outputBodyJson": output, "outputTokenCount": answer.outputTokens,
			},
		})
		if err != nil {
			return err
		}
		file, err := compressed(append(record, '\n'))
		if err != nil {
			return err
		}
		if err := q.aws.Objects.Put(destination.BucketName, key, file); err != nil {
			return err
		}
	}
	return nil
}

func compressed(text []byte) ([]byte, error) {
	var file bytes.Buffer
	archive := gzip.NewWriter(&file)
	if _, err := archive.Write(text); err != nil {
		return nil, err
	}
	err := archive.Close()
	return file.Bytes(), err
}

// delivers says whether records of a model's kind of data are delivered.
func (c *loggingConfig) delivers(model *foundationModel) bool {
	flags := map[string]*bool{
		"TEXT": c.TextDataDeliveryEnabled, "IMAGE": c.ImageDataDeliveryEnabled, "EMBEDDING": c.EmbeddingDataDeliveryEnabled,
		"VIDEO": c.VideoDataDeliveryEnabled, "SPEECH": c.AudioDataDeliveryEnabled,
	}
	return slices.ContainsFunc(model.OutputModalities, func(modality string) bool { return flags[modality] == nil || *flags[modality] })
}
