// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Command terraform-provider-bedrock serves the provider to Terraform.
package main

import (
	"flag"
	"log"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/provider"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/registry"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/serve"
)

const address = "registry.terraform.io/terraform-provider-bedrock/bedrock"

// version is set when a release is linked.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "run on its own, for a debugger, and print how Terraform can attach")
	flag.Parse()
	server, err := provider.NewServer(version, registry.All())()
	if err != nil {
		log.Fatal(err)
	}
	run := serve.Provider
	if *debug {
		run = serve.Debug
	}
	if err := run(address, server); err != nil {
		log.Fatal(err)
	}
}
