// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// IAM and STS speak XML, of which the SDK passes the parser's errors on.
func TestRetry_unreadableXMLIsTriedAgainWhereThatDoesNoHarm(t *testing.T) {
	t.Parallel()
	for name, half := range map[string]string{
		"malformed": "<GetRoleResponse><GetRoleResult><Role><Arn>arn:aws:iam", "another document": "<Welcome><Hotel/></Welcome>",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud, broken := newCloud(t), 2
			cloud.answer = func(n int, w http.ResponseWriter, _ request) bool {
				body := "<GetRoleResponse><GetRoleResult><Role><Arn>arn:aws:iam::123456789012:role/r</Arn></Role></GetRoleResult></GetRoleResponse>"
				if n <= broken {
					body = half
				}
				_, _ = io.WriteString(w, body)
				return true
			}
			client, err := awsclient.NewWithLimits(cloud.config(), quick).IAM(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			out, err := client.GetRole(t.Context(), &iam.GetRoleInput{RoleName: aws.String("r")})
			if err != nil || aws.ToString(out.Role.Arn) != "arn:aws:iam::123456789012:role/r" {
				t.Errorf("two answers that cannot be read were not survived: %v", err)
			}
			before := len(cloud.seen())
			broken = 1000
			_, err = client.CreateRole(t.Context(), &iam.CreateRoleInput{RoleName: aws.String("r"), AssumeRolePolicyDocument: aws.String("{}")})
			if err == nil || !strings.Contains(err.Error(), "may have carried out the request") {
				t.Errorf("got %v", err)
			}
			if n := len(cloud.seen()) - before; n != 1 {
				t.Errorf("%d attempts to create, want 1", n)
			}
		})
	}
}
