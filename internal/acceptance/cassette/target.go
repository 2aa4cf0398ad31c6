// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cassette

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsmodel"
)

// Target is where a request to AWS goes.
type Target struct {
	Service string // as it signs; empty for what is none of the services that are recorded
	Runtime bool   // of Bedrock, which signs as bedrock too
	Bucket  string // that stands in the name of the host
}

// TargetOf finds the service of a host of AWS.
func TargetOf(host string) Target {
	host, _, _ = strings.Cut(host, ":")
	name, isAWS := strings.CutSuffix(host, ".amazonaws.com")
	if !isAWS {
		return Target{}
	}
	labels := strings.Split(name, ".")
	switch labels[0] {
	case "bedrock", "iam", "s3":
		return Target{Service: labels[0]}
	case "sts":
		return Target{Service: "sts"}
	case "bedrock-runtime":
		return Target{Service: "bedrock", Runtime: true}
	case "api":
		if len(labels) > 1 && labels[1] == "pricing" {
			return Target{Service: "pricing"}
		}
	}
	if bucket, _, ok := strings.Cut(name, ".s3."); ok {
		return Target{Service: "s3", Bucket: bucket}
	}
	if bucket, ok := strings.CutSuffix(name, ".s3"); ok {
		return Target{Service: "s3", Bucket: bucket}
	}
	return Target{}
}

// operation names what a request asks for; empty for what is not recorded, such as the answers that hold credentials.
func (t Target) operation(r *http.Request, path string, body []byte) string {
	switch t.Service {
	case "bedrock":
		model := awsmodel.Bedrock
		if t.Runtime {
			model = awsmodel.Runtime
		}
		o, _, _ := model.Route(r.Method, path)
		return o.Name
	case "pricing":
		_, name, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
		return name
	case "iam", "sts":
		form, err := url.ParseQuery(string(body))
		if err != nil || t.Service == "sts" && form.Get("Action") != "GetCallerIdentity" {
			return ""
		}
		return form.Get("Action")
	case "s3":
		return s3Operation(r.Method, path, r.URL.Query())
	}
	return ""
}

// bucketParts are the parts of a bucket that have operations of their own.
var bucketParts = map[string]string{
	"publicAccessBlock": "PublicAccessBlock", "ownershipControls": "BucketOwnershipControls", "policy": "BucketPolicy",
	"versioning": "BucketVersioning", "encryption": "BucketEncryption", "lifecycle": "BucketLifecycleConfiguration",
	"tagging": "BucketTagging", "cors": "BucketCors", "location": "BucketLocation",
}

var s3Verbs = map[string]string{"GET": "Get", "PUT": "Put", "DELETE": "Delete", "HEAD": "Head", "POST": "Post"}

func s3Operation(method, path string, query url.Values) string {
	bucket, key, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	verb := s3Verbs[method]
	switch {
	case bucket == "":
		return "ListBuckets"
	case key != "" && query.Has("tagging"):
		return verb + "ObjectTagging"
	case key != "":
		return verb + "Object"
	case query.Has("list-type"):
		return "ListObjectsV2"
	case query.Has("versions"):
		return "ListObjectVersions"
	case query.Has("delete"):
		return "DeleteObjects"
	}
	for part, noun := range bucketParts {
		if query.Has(part) {
			return verb + noun
		}
	}
	if method == http.MethodPut {
		return "CreateBucket"
	}
	return verb + "Bucket"
}
