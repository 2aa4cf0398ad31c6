// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package fwtypes_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/fwtypes"
)

// verdict is what a validator says of a value; empty when it finds nothing.
func verdict(t *testing.T, v validator.String, value types.String) string {
	t.Helper()
	at := path.Root("argument")
	resp := &validator.StringResponse{}
	v.ValidateString(t.Context(), validator.StringRequest{Path: at, ConfigValue: value}, resp)
	if !resp.Diagnostics.HasError() {
		return ""
	}
	detail := resp.Diagnostics[0].Detail()
	if !strings.HasPrefix(detail, "argument is ") || len(resp.Diagnostics) != 1 {
		t.Errorf("%d diagnostics, the first says %q", len(resp.Diagnostics), detail)
	}
	return detail
}

func checkValues(t *testing.T, v validator.String, valid, invalid []string) {
	t.Helper()
	for _, value := range valid {
		if detail := verdict(t, v, types.StringValue(value)); detail != "" {
			t.Errorf("%q is refused: %s", value, detail)
		}
	}
	for _, value := range invalid {
		if verdict(t, v, types.StringValue(value)) == "" {
			t.Errorf("%q is taken", value)
		}
	}
	for _, open := range []types.String{types.StringNull(), types.StringUnknown()} {
		if detail := verdict(t, v, open); detail != "" {
			t.Errorf("%s is refused: %s", open, detail)
		}
	}
	if v.Description(t.Context()) == "" || v.MarkdownDescription(t.Context()) == "" {
		t.Error("there is no description")
	}
}

func TestIsARNOf(t *testing.T) {
	t.Parallel()
	checkValues(t, fwtypes.IsARNOf("iam", "role/"),
		[]string{
			"arn:aws:iam::123456789012:role/train", "arn:aws-cn:iam::123456789012:role/path/to/train",
			"arn:aws-eusc:iam::123456789012:role/train",
		},
		[]string{
			"", "train", "arn:aws:iam", "arn:aws:iam::123456789012:user/train", "arn:aws:sts::123456789012:role/train",
			" arn:aws:iam::123456789012:role/train",
		})
}

func TestIsS3URI(t *testing.T) {
	t.Parallel()
	checkValues(t, fwtypes.IsS3URI(),
		[]string{
			"s3://bucket", "s3://bucket/", "s3://my.bucket-1/a/b/train.jsonl", "s3://abc", "s3://" + strings.Repeat("b", 63) + "/k",
			"s3://bucket/" + strings.Repeat("k", 1024-len("s3://bucket/")),
		},
		[]string{
			"", "s3://", "s3://ab/k", "s3:///key", "bucket/key", "S3://bucket/key", "https://bucket.s3.amazonaws.com/key", "s3:/bucket/key",
			"s3://" + strings.Repeat("b", 64), "s3://bucket/" + strings.Repeat("k", 1025-len("s3://bucket/")),
			"s3://Bucket/key", "s3://my_bucket/key", "s3://my bucket/key", "arn:aws:s3:::bucket/key", "s3://arn:aws:s3:us-east-1:1:accesspoint/a",
		})
}

func TestIsFoundationModel(t *testing.T) {
	t.Parallel()
	checkValues(t, fwtypes.IsFoundationModel(),
		[]string{lite, lite + ":300k", liteARN, liteARN + ":300k", "deepseek.v3.2", "zai.glm-4.6", "a.model-nobody-knows-yet"},
		[]string{"", " ", lite + " ", "us." + lite, profileARN, customARN, "arn:aws", keyARN, "arn:aws:bedrock:us-east-1::foundation-model/"})
}

func TestIsFoundationModel_namesTheModelOfAProfile(t *testing.T) {
	t.Parallel()
	for _, profile := range []string{"us." + lite, "global." + lite, profileARN} {
		if detail := verdict(t, fwtypes.IsFoundationModel(), types.StringValue(profile)); !strings.Contains(detail, `is "`+lite+`"`) {
			t.Errorf("%s: %s", profile, detail)
		}
	}
}

func TestPrivateRule_quotesNothing(t *testing.T) {
	t.Parallel()
	resp := &validator.StringResponse{}
	fwtypes.PrivateRule("Invalid answer", "must be yes", func(text string) bool { return text == "yes" }).ValidateString(t.Context(),
		validator.StringRequest{Path: path.Root("argument"), ConfigValue: types.StringValue("confidential")}, resp)
	if !resp.Diagnostics.HasError() || resp.Diagnostics[0].Detail() != "argument must be yes." {
		t.Errorf("%v", resp.Diagnostics)
	}
}
