// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package core is what the simulated services have in common: the call, and what the server asks of a service; the JSON and the
// query protocol; ids, ARNs, tags and policy documents; the clock, the standing of accounts and the sessions of roles. It knows
// none of the services.
//
// # Add a service
//
//  1. A package next to this one, named as AWS's SDK names the service, with a type Service that implements the interface here. A
//     service that takes forms embeds QueryService; one that AWS's models describe finds its operations with Model.Route of
//     internal/awsmodel, and then handlers by name of the operation are all that it has of its own.
//  2. What it needs of another service is an interface of two or three methods in its own package, never an import.
//  3. One line in services.go of the server: its signing name, and what it is given.
//  4. What it is looser or stricter in than AWS goes into the package comment of simulator.
//
// A service whose things change while nobody asks has a method CatchUp too, one that knows its requests without a signature has
// Recognizes, and one with operations for everybody Anonymous.
package core
