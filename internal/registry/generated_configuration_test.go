// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// importedBy is the attribute that a type is imported by, where that is not its ARN.
var importedBy = map[string]string{
	"bedrock_foundation_model_agreement":             "model_id",
	"bedrock_model_invocation_logging_configuration": "account_id",
}

// notGenerated are the types that no configuration can be generated for, as their pages say: the answers of a form and the source of a
// data set are the user's to fill in, and an answer is no object of AWS.
var notGenerated = []string{"bedrock_use_case_for_model_access", "bedrock_dataset", "bedrock_converse", "bedrock_invoke_model"}

// expectGeneratedConfiguration imports everything that a root has made into another one, for which Terraform writes the configuration.
// That one plans nothing but the imports.
func expectGeneratedConfiguration(t *testing.T, cloud *acctest.Cloud, tf *acctest.Terraform) {
	t.Helper()
	var imports []string
	state := tf.State()
	for i, address := range slices.Sorted(maps.Keys(state)) {
		r := state[address]
		if r.Mode != "managed" || !strings.HasPrefix(r.Type, "bedrock_") || slices.Contains(notGenerated, r.Type) {
			continue
		}
		id := r.AttributeValues["arn"]
		if by := importedBy[r.Type]; by != "" {
			id = fmt.Sprintf("%s@%s", r.AttributeValues[by], r.AttributeValues["region"])
		}
		imports = append(imports, fmt.Sprintf("import {\n  to = %s.imported%d\n  id = %q\n}\n", r.Type, i, id))
	}
	if len(imports) == 0 {
		return
	}
	other := acctest.NewTerraform(t, cloud, map[string]string{
		"imports.tf": strings.Join(imports, "\n"), "provider.tf": cloud.For(acctest.Region).Block(),
		"terraform.tf": "terraform {\n  required_providers {\n    bedrock = { source = \"terraform-provider-bedrock/bedrock\" }\n  }\n}\n",
	})
	other.Init().OK(t)
	planned := fmt.Sprintf("%d to import, 0 to add, 0 to change, 0 to destroy", len(imports))
	other.Run("plan", "-generate-config-out=generated.tf").OK(t).Says(t, planned)
	other.Run("plan").OK(t).Says(t, planned)
}
