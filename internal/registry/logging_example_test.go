// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// Logging is switched on and a batch answered; an application asks the teacher 100 questions, and the same root then distils a student
// from what was logged.
func TestLoggingExample_distilsFromItsLogs(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	r := startExample(t, cloud, "logging-and-distillation")
	r.apply(t)
	const student = "bedrock_model_customization_job.student[0]"
	if r.State()[student] != nil {
		t.Error("a student is trained before anybody asked for it")
	}
	ask(t, cloud, 100)
	r.apply(t, "-var=distill=true")
	if job := r.State()[student]; job == nil || job.AttributeValues["output_model_arn"] == nil {
		t.Errorf("there is no model: %v", job)
	}
	r.carriedOut(t, "both applies", map[string]int{
		"PutModelInvocationLoggingConfiguration": 1, "CreateModelInvocationJob": 1, "CreateModelCustomizationJob": 1,
	})
	r.run("destroy", "-auto-approve", "-var=distill=true").OK(t)
	if left := cloud.Objects(); len(left) > 0 {
		t.Errorf("destroy left %v", left)
	}
}

// ask is an application that asks the teacher.
func ask(t *testing.T, cloud *acctest.Cloud, times int) {
	t.Helper()
	client := bedrockruntime.New(bedrockruntime.Options{
		Region: acctest.Region, BaseEndpoint: &cloud.URL,
		Credentials: credentials.NewStaticCredentialsProvider("AKIAOTHER", "secret", ""),
	})
	for number := range times {
		out, err := client.Converse(t.Context(), &bedrockruntime.ConverseInput{
			ModelId: aws.String("amazon.nova-pro-v1:0"),
			Messages: []types.Message{{
				Role:    types.ConversationRoleUser,
				Content: []types.ContentBlock{&types.ContentBlockMemberText{Value: fmt.Sprintf("Where is order %d?", number)}},
			}},
		})
		acctest.Must(t, out, err)
	}
}
