// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acctest

import (
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
)

// Block is the configuration as Terraform reads it, for a provider that shares its environment with other tests.
func (p ProviderConfig) Block() string {
	file := hclwrite.NewEmptyFile()
	writeBody(file.Body().AppendNewBlock("provider", []string{"bedrock"}).Body(), p)
	return strings.TrimSpace(string(file.Bytes())) + "\n"
}

func writeBody(body *hclwrite.Body, values map[string]any) {
	for _, name := range slices.Sorted(maps.Keys(values)) {
		blocks, _ := values[name].([]any)
		nested := false
		for _, element := range blocks {
			if arguments, ok := element.(map[string]any); ok {
				writeBody(body.AppendNewBlock(name, nil).Body(), arguments)
				nested = true
			}
		}
		if !nested {
			body.SetAttributeValue(name, toCty(values[name]))
		}
	}
}
