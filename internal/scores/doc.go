// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package scores reads what evaluation jobs of Amazon Bedrock write to S3: files of JSON lines, a record with its scores in each. AWS
// answers no score in any operation, and documents no file with means, so they are made here.
//
// [Locate] says what a file is by its key, [Reader] streams files and keeps of a record two numbers for each score, [Summary] is what a
// metric came to, [Compare] holds two models against each other, and [Markdown] writes that for people.
//
// A file that cannot be read to its end is an error: there is never a mean over what was not read. Texts of records leave the package
// only through [Reader.Each], and the ids of the people who rated do not leave it at all.
//
// The package knows neither Terraform nor the AWS SDK.
package scores
