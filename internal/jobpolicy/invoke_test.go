// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package jobpolicy_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/jobpolicy"
)

const (
	novaHere      = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0"
	novaThere     = "arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0"
	novaAnywhere  = "arn:aws:bedrock:::foundation-model/amazon.nova-lite-v1:0"
	usNova        = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-lite-v1:0"
	globalNova    = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/global.amazon.nova-lite-v1:0"
	aDeployment   = "arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdefghijkl"
	invokeActions = `"Action":["bedrock:InvokeModel","bedrock:InvokeModelWithResponseStream"]`
)

func invokePolicy(t *testing.T, ways ...jobpolicy.Invocation) string {
	t.Helper()
	text, err := jobpolicy.InvokePolicy(ways, []string{"bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"}, false)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// The documents mean what AWS's pages print for each way.
func TestInvokePolicy_meansWhatAWSDocuments(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		ways []jobpolicy.Invocation
		want string
	}{
		"a model and a deployment": {
			[]jobpolicy.Invocation{{novaHere}, {aDeployment}},
			`{"Effect":"Allow",` + invokeActions + `,"Resource":["` + aDeployment + `","` + novaHere + `"]}`,
		},
		"a profile of a geography": {
			[]jobpolicy.Invocation{{usNova, novaHere, novaThere}},
			`{"Effect":"Allow",` + invokeActions + `,"Resource":"` + usNova + `"},
			{"Effect":"Allow",` + invokeActions + `,"Resource":["` + novaHere + `","` + novaThere + `"],
			"Condition":{"StringLike":{"bedrock:InferenceProfileArn":"` + usNova + `"}}}`,
		},
		"a global profile": {
			[]jobpolicy.Invocation{{globalNova, novaHere, novaAnywhere}},
			`{"Effect":"Allow",` + invokeActions + `,"Resource":"` + globalNova + `"},
			{"Effect":"Allow",` + invokeActions + `,"Resource":"` + novaHere + `",
			"Condition":{"StringLike":{"bedrock:InferenceProfileArn":"` + globalNova + `"}}},
			{"Effect":"Allow",` + invokeActions + `,"Resource":"` + novaAnywhere + `","Condition":{
			"StringEquals":{"aws:RequestedRegion":"unspecified"},"StringLike":{"bedrock:InferenceProfileArn":"` + globalNova + `"}}}`,
		},
	} {
		want := `{"Version":"2012-10-17","Statement":[` + c.want + `]}`
		if got := invokePolicy(t, c.ways...); withoutIDs(got) != strings.NewReplacer("\n", "", "\t", "").Replace(want) {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// withoutIDs takes the names of statements away, which mean nothing.
func withoutIDs(document string) string {
	for {
		before, rest, found := strings.Cut(document, `"Sid":"`)
		if !found {
			return document
		}
		_, after, _ := strings.Cut(rest, `",`)
		document = before + after
	}
}

func TestInvokePolicy_deniesTheSame(t *testing.T) {
	t.Parallel()
	ways := []jobpolicy.Invocation{{novaHere}, {usNova, novaHere, novaThere}, {globalNova, novaHere, novaAnywhere}}
	denied, err := jobpolicy.InvokePolicy(ways, []string{"bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"}, true)
	if err != nil || strings.ReplaceAll(denied, `"Deny"`, `"Allow"`) != invokePolicy(t, ways...) {
		t.Errorf("%v: %s", err, denied)
	}
}

func TestInvokePolicy_refusesWhatWouldNotWork(t *testing.T) {
	t.Parallel()
	for want, way := range map[string]jobpolicy.Invocation{
		"a profile without the ARNs of its models": {usNova},
		"several profiles":                         {usNova, globalNova, novaHere},
		"no ARN":                                   {},
		"not the ARN of one resource":              {"arn:aws:bedrock:us-east-1::foundation-model/*"},
	} {
		if _, err := jobpolicy.InvokePolicy([]jobpolicy.Invocation{way}, []string{"bedrock:InvokeModel"}, false); err == nil ||
			!strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v", way, err)
		}
	}
}
