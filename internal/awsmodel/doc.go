// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package awsmodel holds AWS's own service models of Bedrock, and checks requests and answers against them: lengths, ranges,
// patterns, enumerations, unions. It knows neither Terraform nor the SDK's services, so that a provider and a simulation of AWS can
// both read it.
//
// A model is text with one operation or shape a line, sorted. Nothing of it is read when the program starts: a check finds the lines
// that it needs by binary search, and compiles a pattern when a value has to match it. The tool in generate writes the lines from a
// model file of AWS:
//
//	go run ./internal/awsmodel/generate -date 2026-08-07 bedrock.json >internal/awsmodel/bedrock.lines
//
// AWS does not keep every rule of its models: exemptions.go lists what it takes all the same. A violation with a Doubt is one that
// AWS may well take: a new value of an enumeration, another form of an ARN.
package awsmodel
