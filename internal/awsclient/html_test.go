// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
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
