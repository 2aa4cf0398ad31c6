// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

// The API versions of the services that speak the query protocol.
const (
	stsVersion = "2011-06-15"
	iamVersion = "2010-05-08"
)
