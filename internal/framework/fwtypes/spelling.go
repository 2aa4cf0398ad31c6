// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package fwtypes

import (
	"strings"

	awsarn "github.com/aws/aws-sdk-go-v2/aws/arn"
)

// SameModel reports whether two model identifiers name the same model: an id and the ARN that ends in it do; two ARNs
// only when they are equal, because account and region count.
func SameModel(a, b string) bool {
	if a == b {
		return true
	}
	if awsarn.IsARN(a) == awsarn.IsARN(b) {
		return false
	}
	return ModelID(a) == ModelID(b)
}

// ResolvesToModel reports whether AWS takes identifier for the foundation model with this ARN. A model that is trained in
// variants may be given without the variant: amazon.nova-micro-v1:0 for amazon.nova-micro-v1:0:128k.
func ResolvesToModel(identifier, arn string) bool {
	if SameModel(identifier, arn) {
		return true
	}
	if awsarn.IsARN(identifier) {
		return strings.HasPrefix(arn, identifier+":")
	}
	return strings.HasPrefix(ModelID(arn), identifier+":")
}

// ModelID is the id in a model ARN (arn:aws:bedrock:us-east-1::foundation-model/ID), or the identifier itself when it is
// no ARN.
func ModelID(identifier string) string {
	parsed, err := awsarn.Parse(identifier)
	if err != nil {
		return identifier
	}
	_, id, found := strings.Cut(parsed.Resource, "/")
	if !found {
		return identifier
	}
	return id
}

// SameS3URI reports whether two S3 URIs name the same place; AWS adds or drops one trailing slash.
func SameS3URI(a, b string) bool {
	return strings.TrimSuffix(a, "/") == strings.TrimSuffix(b, "/")
}

// SameKMSKey reports whether the key that the state names may be the key that the configuration names: an ARN and the
// id or alias that it ends in are; and where the state has a key ARN, as after an import, an alias is taken for it,
// because only KMS could tell.
func SameKMSKey(state, config string) bool {
	if state == config {
		return true
	}
	short, isAlias := kmsName(config)
	known, _ := kmsName(state)
	return known == short && awsarn.IsARN(state) != awsarn.IsARN(config) || isAlias && strings.Contains(state, ":key/")
}

// ResolvesToKMSKey reports whether a key is certainly the one with this ARN. Of an alias, only KMS could tell.
func ResolvesToKMSKey(key, arn string) bool {
	_, isAlias := kmsName(key)
	return !isAlias && SameKMSKey(arn, key)
}

// kmsName is the key id or alias name (with alias/) in any spelling of a key.
func kmsName(key string) (name string, isAlias bool) {
	if parsed, err := awsarn.Parse(key); err == nil {
		key = strings.TrimPrefix(parsed.Resource, "key/")
	}
	return key, strings.HasPrefix(key, "alias/")
}
