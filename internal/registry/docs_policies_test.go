// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// withoutResource reports whether IAM takes no resource but * for an action:
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html and its neighbours.
func withoutResource(action string) bool {
	return strings.HasPrefix(action, "aws-marketplace:") || slices.Contains([]string{
		"bedrock:CreateFoundationModelAgreement", "bedrock:DeleteFoundationModelAgreement", "bedrock:GetFoundationModelAvailability",
		"bedrock:GetUseCaseForModelAccess", "bedrock:ListFoundationModelAgreementOffers", "bedrock:ListFoundationModels",
		"bedrock:ListInferenceProfiles", "bedrock:ListModelInvocationJobs", "bedrock:PutUseCaseForModelAccess", "sts:GetCallerIdentity",
		"bedrock:ListCustomModelDeployments", "bedrock:ListProvisionedModelThroughputs", "pricing:GetProducts",
		"bedrock:ListCustomModels", "bedrock:ListImportedModels", "bedrock:PutModelInvocationLoggingConfiguration",
		"bedrock:GetModelInvocationLoggingConfiguration", "bedrock:DeleteModelInvocationLoggingConfiguration",
		"bedrock:ListEvaluationJobs", "bedrock:ListModelCopyJobs",
		"ram:GetResourceShares", "ram:GetResourceShareAssociations", "ram:ListPermissions", "ram:ListResources",
		"ram:ListResourceTypes",
	}, action)
}

// callerStatement is one statement of a policy on a page.
type callerStatement struct {
	Effect    string
	Action    texts
	Resource  texts
	Condition map[string]map[string]texts
}

// texts are one text or several, as policies have them.
type texts []string

func (t *texts) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*t = texts{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(t))
}

// callerStatements are the statements that the page of a resource gives whoever runs Terraform.
func callerStatements(t testing.TB, page string) (statements []callerStatement) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	_, permissions, found := strings.Cut(string(text), "\n## Permissions\n")
	if !found {
		t.Fatal("the page has no permissions")
	}
	for _, block := range strings.Split(permissions, "```json\n")[1:] {
		block, _, _ = strings.Cut(block, "```")
		var policy struct{ Statement []callerStatement }
		if err := json.Unmarshal([]byte(block), &policy); err != nil {
			t.Fatalf("%s\n%s", err, block)
		}
		statements = append(statements, policy.Statement...)
	}
	return statements
}

// A policy is copied as it is: it names what it is about wherever IAM takes a name.
func TestDocs_policiesNameWhatTheyAreAbout(t *testing.T) {
	t.Parallel()
	forEachType(t, func(t *testing.T, k kind, typeName string) {
		for _, statement := range callerStatements(t, filepath.Join(root, "docs", k.dir, strings.TrimPrefix(typeName, "bedrock_")+".md")) {
			for _, action := range statement.Action {
				if slices.Contains(statement.Resource, "*") && !withoutResource(action) {
					t.Errorf("%s is allowed on *: give it its resources in internal/docsgen/scopes.go", action)
				}
				if len(statement.Resource) > 0 && !slices.Contains(statement.Resource, "*") && withoutResource(action) {
					t.Errorf("%s is allowed on %v, and IAM takes only *", action, statement.Resource)
				}
			}
		}
	})
}

// Who may pass a role may give away what it may do: to Bedrock, and to no other service.
func TestDocs_policiesPassRolesToBedrockOnly(t *testing.T) {
	t.Parallel()
	found := false
	for _, statement := range callerStatements(t, resourcePage("bedrock_model_customization_job")) {
		if slices.Contains(statement.Action, "iam:PassRole") {
			found = true
			if to := statement.Condition["StringEquals"]["iam:PassedToService"]; !slices.Equal(to, texts{"bedrock.amazonaws.com"}) {
				t.Errorf("roles may be passed to %v", to)
			}
		}
	}
	if !found {
		t.Error("the page does not say that roles must be passed")
	}
}

func resourcePage(typeName string) string {
	return filepath.Join(root, "docs", "resources", strings.TrimPrefix(typeName, "bedrock_")+".md")
}
