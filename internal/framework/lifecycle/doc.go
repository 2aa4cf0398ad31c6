// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package lifecycle makes a managed resource, its data source and its list resource of a value that says only what is special
// about a type. It knows two kinds: the object, and the job, which ends and leaves a record. A type that fits neither is an
// ordinary resource that calls the plain functions of package crud, as this package does.
//
// What Terraform is told of a Create, whatever happens:
//
//	request sent  answered  saved  then                    state            diagnostics        tainted
//	no            -         -      refused, interrupted    none             error              -
//	yes           no        -      found by its token      as if answered   as if answered     as if answered
//	yes           no        -      not found               none             error              -
//	yes           yes       yes    ready                   all that is read none               no
//	yes           yes       yes    failed for good         all that is read error with reason  yes
//	yes           yes       yes    stopped by somebody     all that is read warning            no
//	yes           yes       yes    interrupted, timed out, last that was    warning            no
//	                               credentials lost        read
//	yes           yes       yes    panic                   ARN, arguments   warning            no
//
// And of an Update, which never taints: what was sent and what could be read is saved; an interrupt is a warning, all else an
// error; after a panic the state is what was saved last.
package lifecycle
