// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"strconv"

	"github.com/hashicorp/terraform-plugin-framework-timeouts/resource/timeouts"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/dataset"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/conv"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// model has framework types throughout, so that a plan with unknown values can be decoded as a whole.
type model struct {
	ARN                 types.String   `tfsdk:"arn"`
	Bucket              types.String   `tfsdk:"bucket"`
	Key                 types.String   `tfsdk:"key"`
	Region              types.String   `tfsdk:"region"`
	Source              types.String   `tfsdk:"source"`
	Records             types.List     `tfsdk:"records"`
	RecordsWO           types.List     `tfsdk:"records_wo"`
	RecordsWOVersion    types.Int64    `tfsdk:"records_wo_version"`
	Format              types.String   `tfsdk:"format"`
	BaseModelIdentifier types.String   `tfsdk:"base_model_identifier"`
	UsedFor             types.String   `tfsdk:"used_for"`
	KMSKeyID            types.String   `tfsdk:"kms_key_id"`
	S3URI               types.String   `tfsdk:"s3_uri"`
	SHA256              types.String   `tfsdk:"sha256"`
	RecordCount         types.Int64    `tfsdk:"record_count"`
	SizeBytes           types.Int64    `tfsdk:"size_bytes"`
	TokenEstimate       types.Int64    `tfsdk:"token_estimate"`
	LongestRecordTokens types.Int64    `tfsdk:"longest_record_tokens"`
	DuplicateCount      types.Int64    `tfsdk:"duplicate_record_count"`
	ETag                types.String   `tfsdk:"etag"`
	VersionID           types.String   `tfsdk:"version_id"`
	KMSKeyARN           types.String   `tfsdk:"kms_key_arn"`
	Tags                types.Map      `tfsdk:"tags"`
	TagsAll             types.Map      `tfsdk:"tags_all"`
	DeletionPolicy      types.String   `tfsdk:"deletion_policy"`
	Timeouts            timeouts.Value `tfsdk:"timeouts"`
}

// User metadata of an upload besides objectstore.SHA256Key: a mark of its own, and what an import could not know.
const (
	metadataUpload  = "bedrock-upload"
	metadataFormat  = "bedrock-format"
	metadataRecords = objectstore.RecordsKey
	metadataTokens  = "bedrock-tokens"

	metadataLongest    = "bedrock-longest-record-tokens"
	metadataDuplicates = "bedrock-duplicate-records"
)

// contentType is what an object with JSON Lines is served as.
const contentType = "application/jsonl"

// place fills in the names of the object.
func (m *model) place(partition string) {
	uri := objectstore.URI{Bucket: m.Bucket.ValueString(), Key: m.Key.ValueString()}
	m.ARN = types.StringValue(wiring.BucketARN(partition, uri.Bucket) + "/" + uri.Key)
	m.S3URI = types.StringValue(uri.String())
}

// describe fills in what a report says of the content.
func (m *model) describe(report dataset.Report) {
	m.SHA256, m.SizeBytes = types.StringValue(report.SHA256), types.Int64Value(report.Bytes)
	m.RecordCount, m.TokenEstimate = types.Int64Value(report.Records), types.Int64Value(report.TokenEstimate)
	m.LongestRecordTokens, m.DuplicateCount = types.Int64Value(report.LongestRecordTokens), types.Int64Value(report.DuplicateRecords)
}

// upload is the object to write, without its body.
func (m *model) upload(report dataset.Report, tagged map[string]string) objectstore.Upload {
	return objectstore.Upload{
		Bucket: m.Bucket.ValueString(), Key: m.Key.ValueString(), Size: report.Bytes, SHA256: report.SHA256, CRC32: report.CRC32,
		ContentType: contentType, KMSKeyARN: m.KMSKeyID.ValueString(), Tags: tagged,
		Metadata: map[string]string{
			metadataFormat:  m.Format.ValueString(),
			metadataRecords: strconv.FormatInt(report.Records, 10),
			metadataTokens:  strconv.FormatInt(report.TokenEstimate, 10),

			metadataLongest:    strconv.FormatInt(report.LongestRecordTokens, 10),
			metadataDuplicates: strconv.FormatInt(report.DuplicateRecords, 10),
		},
	}
}

// written takes over what S3 says of the object.
func (m *model) written(object objectstore.Object) {
	m.ETag, m.VersionID, m.KMSKeyARN = conv.NonEmpty(&object.ETag), conv.NonEmpty(&object.VersionID), conv.NonEmpty(&object.KMSKeyARN)
}

// flatten takes over what S3 says; imported also what an upload left in the metadata. Of an object that somebody else has
// written, nobody knows what it holds, so that the next plan uploads again.
func (m *model) flatten(object objectstore.Object, imported bool) {
	m.written(object)
	if imported || object.SHA256 != m.SHA256.ValueString() {
		m.RecordCount, m.TokenEstimate = number(object.Metadata[metadataRecords]), number(object.Metadata[metadataTokens])
		m.LongestRecordTokens = number(object.Metadata[metadataLongest])
		m.DuplicateCount = number(object.Metadata[metadataDuplicates])
		m.SHA256 = conv.NonEmpty(&object.SHA256)
		if !m.RecordsWOVersion.IsNull() { // these are not what that version says, whatever they are
			m.SHA256 = types.StringNull()
		}
	}
	m.SizeBytes = types.Int64Value(object.Size)
	if imported {
		format := object.Metadata[metadataFormat]
		m.Format = conv.NonEmpty(&format)
	}
	if !m.KMSKeyID.IsNull() && !fwtypes.SameKMSKey(m.KMSKeyARN.ValueString(), m.KMSKeyID.ValueString()) {
		m.KMSKeyID = m.KMSKeyARN
	}
}

func number(text string) types.Int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return types.Int64Null()
	}
	return types.Int64Value(n)
}

// needsUpload reports whether the object has to be written to be what now says.
func (m *model) needsUpload(now *model) bool {
	return !now.SHA256.Equal(m.SHA256) || !now.SizeBytes.Equal(m.SizeBytes) || m.changesKey(now)
}

// changesKey compares what was asked for with what is asked for now; after an import, only with what is there.
func (m *model) changesKey(now *model) bool {
	switch {
	case now.KMSKeyID.IsUnknown():
		return true
	case now.KMSKeyID.IsNull():
		return !m.KMSKeyID.IsNull()
	case m.KMSKeyID.IsNull():
		return !fwtypes.SameKMSKey(m.KMSKeyARN.ValueString(), now.KMSKeyID.ValueString())
	}
	return !fwtypes.SameKMSKey(m.KMSKeyID.ValueString(), now.KMSKeyID.ValueString())
}
