// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package serve

// ListenTCP is how the provider listens on Windows.
var ListenTCP = listenTCP
