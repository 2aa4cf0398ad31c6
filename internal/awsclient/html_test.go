// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// S3's answers are XML, which the SDK reads so leniently that a web page is an answer without content.
func TestHTML_isNoAnswer(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	pages := 1
	cloud.answer = func(n int, w http.ResponseWriter, _ request) bool {
		if n <= pages {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = io.WriteString(w, "<html><body>Log in to the network of the hotel</body></html>")
			return true
		}
		_, _ = io.WriteString(w, "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")
		return true
	}
	client, err := awsclient.NewWithLimits(cloud.config(), quick).S3(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	read := func() (*s3.GetBucketVersioningOutput, error) {
		return client.GetBucketVersioning(t.Context(), &s3.GetBucketVersioningInput{Bucket: aws.String("bucket")})
	}
	if out, err := read(); err != nil || out.Status != "Enabled" {
		t.Errorf("one web page was not survived: %v", err)
	}
	pages = 1000
	if _, err := read(); err == nil || !strings.Contains(err.Error(), "web page") {
		t.Errorf("a web page was believed: %v", err)
	}
}

// page answers with a status, a type of content and a body, and nothing that AWS would add.
func page(status int, content, body string) func(int, http.ResponseWriter, request) bool {
	return func(_ int, w http.ResponseWriter, _ request) bool {
		w.Header()["Content-Type"] = nil // nor what Go would add
		if content != "" {
			w.Header().Set("Content-Type", content)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
		return true
	}
}

// oneOfEach is requests of each protocol: reads, writes, and those whose answer has no body or is an object.
func oneOfEach(t *testing.T, c *awsclient.Clients) map[string]func() error {
	t.Helper()
	objects, err := c.S3(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	roles, err := c.IAM(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	models, name := bedrockOf(t, c), aws.String("name")
	return map[string]func() error{
		"GetBucketVersioning": func() error {
			_, err := objects.GetBucketVersioning(t.Context(), &s3.GetBucketVersioningInput{Bucket: name})
			return err
		},
		"HeadBucket": func() error {
			_, err := objects.HeadBucket(t.Context(), &s3.HeadBucketInput{Bucket: name})
			return err
		},
		"DeleteBucket": func() error {
			_, err := objects.DeleteBucket(t.Context(), &s3.DeleteBucketInput{Bucket: name})
			return err
		},
		"HeadObject": func() error {
			_, err := objects.HeadObject(t.Context(), &s3.HeadObjectInput{Bucket: name, Key: name})
			return err
		},
		"GetObject": func() error {
			_, err := objects.GetObject(t.Context(), &s3.GetObjectInput{Bucket: name, Key: name})
			return err
		},
		"GetRole": func() error {
			_, err := roles.GetRole(t.Context(), &iam.GetRoleInput{RoleName: name})
			return err
		},
		"DeleteRole": func() error {
			_, err := roles.DeleteRole(t.Context(), &iam.DeleteRoleInput{RoleName: name})
			return err
		},
		"GetFoundationModel": func() error {
			_, err := models.GetFoundationModel(t.Context(), &bedrock.GetFoundationModelInput{ModelIdentifier: name})
			return err
		},
		"PutUseCaseForModelAccess": func() error {
			_, err := models.PutUseCaseForModelAccess(t.Context(), &bedrock.PutUseCaseForModelAccessInput{FormData: []byte("{}")})
			return err
		},
	}
}

// However it is sent, with a body or without, a web page is the answer to no operation.
func TestHTML_isNoAnswerOfAnyOperation(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(int, http.ResponseWriter, request) bool{
		"empty":             page(200, "text/html", ""),
		"empty, with set":   page(200, "text/html; charset=utf-8", ""),
		"in capitals":       page(200, "Text/HTML", "<HTML></HTML>"),
		"XHTML":             page(200, "application/xhtml+xml", "<html/>"),
		"accepted":          page(202, "text/html", ""),
		"no content":        page(204, "text/html", ""),
		"part of something": page(206, "text/html", "<html>"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud := newCloud(t)
			cloud.answer = answer
			for operation, call := range oneOfEach(t, awsclient.NewWithLimits(cloud.config(), quick)) {
				if err := call(); err == nil || !strings.Contains(err.Error(), "web page") {
					t.Errorf("%s: %v", operation, err)
				}
			}
		})
	}
}

// An object may be a web page. Then the answer is S3's, and says so.
func TestHTML_isAnObject(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(n int, w http.ResponseWriter, r request) bool {
		w.Header().Set("X-Amz-Request-Id", "4442587FB7D0A2F9")
		return page(200, "text/html", "<html></html>")(n, w, r)
	}
	calls := oneOfEach(t, awsclient.NewWithLimits(cloud.config(), quick))
	for _, operation := range []string{"HeadObject", "GetObject"} {
		if err := calls[operation](); err != nil {
			t.Errorf("%s: %v", operation, err)
		}
	}
}

// Where AWS always sends a document, none is not an empty one.
func TestEmptiness_isNoAnswer(t *testing.T) {
	t.Parallel()
	for _, status := range []int{200, 204} {
		cloud := newCloud(t)
		cloud.answer = page(status, "", "")
		for operation, call := range oneOfEach(t, awsclient.NewWithLimits(cloud.config(), quick)) {
			err := call()
			switch operation {
			case "GetBucketVersioning", "GetRole", "DeleteRole", "GetFoundationModel":
				if err == nil || !strings.Contains(err.Error(), "has no body") {
					t.Errorf("%s: %v", operation, err)
				}
			default:
				if err != nil {
					t.Errorf("%s: %v", operation, err)
				}
			}
		}
	}
}
