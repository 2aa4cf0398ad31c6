// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package ram is AWS Resource Access Manager: resource shares of custom models, which take some time to reach those that they are for.
// Accounts of the owner's organization have them without being asked; any other account has to accept an invitation.
package ram
