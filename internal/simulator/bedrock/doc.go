// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package bedrock is Amazon Bedrock: the control plane, and what of Bedrock Runtime invokes a model.
//
// Where an operation is found, what it takes, its success status and the statuses of its errors are in AWS's own model; a handler holds
// what it does. Where AWS breaks its model, internal/awsmodel lists it. A handler gets nothing that breaks a rule, and nothing required
// is missing.
//
// # Add a type
//
//  1. A file named after the type. Its struct has a method listed, which is all that the controls need; of[*thing](q.state) is
//     where the things of the caller's account and region are, and nothing has to be declared for that.
//  2. A function that returns its kind: handlers by the names of AWS's operations, and settle for what happens by itself.
//  3. One line in kinds, where the order says what settles before what.
//  4. What IAM asks of a caller in permissions.go, if it is more than the action with the operation's name on the ARN in the path.
//
// make new writes the first three. An operation that has no handler is answered with 501 and its name.
package bedrock
