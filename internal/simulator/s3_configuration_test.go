// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var ignoreSDK = cmpopts.IgnoreUnexported(
	types.PublicAccessBlockConfiguration{}, types.OwnershipControls{}, types.OwnershipControlsRule{},
	types.ServerSideEncryptionConfiguration{},
	types.ServerSideEncryptionRule{}, types.ServerSideEncryptionByDefault{}, types.BlockedEncryptionTypes{}, types.LifecycleRule{},
	types.LifecycleExpiration{}, types.LifecycleRuleFilter{}, types.LifecycleRuleAndOperator{}, types.Tag{}, types.Transition{},
	types.NoncurrentVersionExpiration{}, types.NoncurrentVersionTransition{}, types.AbortIncompleteMultipartUpload{}, types.CORSRule{},
)

// A sub-resource is put, got as it was put, deleted, and then it is gone with AWS's code for that.
func TestS3_bucketConfigurationRoundTrips(t *testing.T) {
	t.Parallel()
	bucket := dataBucket
	block := &types.PublicAccessBlockConfiguration{
		BlockPublicAcls: aws.Bool(true), IgnorePublicAcls: aws.Bool(false),
		BlockPublicPolicy: aws.Bool(true), RestrictPublicBuckets: aws.Bool(false),
	}
	ownership := &types.OwnershipControls{Rules: []types.OwnershipControlsRule{{ObjectOwnership: types.ObjectOwnershipObjectWriter}}}
	encryption := &types.ServerSideEncryptionConfiguration{Rules: []types.ServerSideEncryptionRule{{
		ApplyServerSideEncryptionByDefault: &types.ServerSideEncryptionByDefault{
			SSEAlgorithm: types.ServerSideEncryptionAwsKms, KMSMasterKeyID: aws.String("arn:aws:kms:eu-west-1:123456789012:key/1234"),
		},
		BucketKeyEnabled:       aws.Bool(true),
		BlockedEncryptionTypes: &types.BlockedEncryptionTypes{EncryptionType: []types.EncryptionType{types.EncryptionTypeSseC}},
	}}}
	policy := `{"Version":"2012-10-17","Statement":[{"Sid":"TLS only","Effect":"Deny","Principal":"*","Action":"s3:*",` +
		`"Resource":["arn:aws:s3:::data","arn:aws:s3:::data/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}`
	lifecycle := lifecycleRules()
	cors := []types.CORSRule{{
		ID: aws.String("web"), AllowedMethods: []string{"GET", "PUT"}, AllowedOrigins: []string{"https://*.example.com"},
		AllowedHeaders: []string{"*"}, ExposeHeaders: []string{"ETag"}, MaxAgeSeconds: aws.Int32(3000),
	}}
	tags := map[string]string{"team": "ml", "äöü": ""}

	cases := map[string]struct {
		put    func(*testing.T, *s3.Client) error
		get    func(*testing.T, *s3.Client) (got any, err error)
		remove func(*testing.T, *s3.Client) error
		want   any
		absent string
		later  bool // a new bucket does not have it
	}{
		"public access block": {
			put: func(t *testing.T, c *s3.Client) error {
				_, err := c.PutPublicAccessBlock(t.Context(), &s3.PutPublicAccessBlockInput{Bucket: bucket, PublicAccessBlockConfiguration: block})
				return err
			},
			get: func(t *testing.T, c *s3.Client) (any, error) {
				out, err := c.GetPublicAccessBlock(t.Context(), &s3.GetPublicAccessBlockInput{Bucket: bucket})
				return member(out, err, func() any { return out.PublicAccessBlockConfiguration }), err
			},
			remove: func(t *testing.T, c *s3.Client) error {
				_, err := c.DeletePublicAccessBlock(t.Context(), &s3.DeletePublicAccessBlockInput{Bucket: bucket})
				return err
			},
			want: block, absent: "NoSuchPublicAccessBlockConfiguration",
		},
		"ownership controls": {
			put: func(t *testing.T, c *s3.Client) error {
				_, err := c.PutBucketOwnershipControls(t.Context(), &s3.PutBucketOwnershipControlsInput{Bucket: bucket, OwnershipControls: ownership})
				return err
			},
			get: func(t *testing.T, c *s3.Client) (any, error) {
				out, err := c.GetBucketOwnershipControls(t.Context(), &s3.GetBucketOwnershipControlsInput{Bucket: bucket})
				return member(out, err, func() any { return out.OwnershipControls }), err
			},
			remove: func(t *testing.T, c *s3.Client) error {
				_, err := c.DeleteBucketOwnershipControls(t.Context(), &s3.DeleteBucketOwnershipControlsInput{Bucket: bucket})
				return err
			},
			want: ownership, absent: "OwnershipControlsNotFoundError",
		},
		"encryption": {
			put: func(t *testing.T, c *s3.Client) error {
				_, err := c.PutBucketEncryption(t.Context(), &s3.PutBucketEncryptionInput{
					Bucket: bucket, ServerSideEncryptionConfiguration: encryption,
				})
				return err
			},
			get: func(t *testing.T, c *s3.Client) (any, error) {
				out, err := c.GetBucketEncryption(t.Context(), &s3.GetBucketEncryptionInput{Bucket: bucket})
				return member(out, err, func() any { return out.ServerSideEncryptionConfiguration }), err
			},
			want: encryption,
		},
		"policy": {
			put: func(t *testing.T, c *s3.Client) error {
				_, err := c.PutBucketPolicy(t.Context(), &s3.PutBucketPolicyInput{Bucket: bucket, Policy: &policy})
				return err
			},
			get: func(t *testing.T, c *s3.Client) (any, error) {
				out, err := c.GetBucketPolicy(t.Context(), &s3.GetBucketPolicyInput{Bucket: bucket})
				return member(out, err, func() any { return *out.Policy }), err
			},
			remove: func(t *testing.T, c *s3.Client) error {
				_, err := c.DeleteBucketPolicy(t.Context(), &s3.DeleteBucketPolicyInput{Bucket: bucket})
				return err
			},
			want: policy, absent: "NoSuchBucketPolicy", later: true,
		},
		"lifecycle": {
			put: func(t *testing.T, c *s3.Client) error {
				_, err := c.PutBucketLifecycleConfiguration(t.Context(), &s3.PutBucketLifecycleConfigurationInput{
					Bucket: bucket, LifecycleConfiguration: &types.BucketLifecycleConfiguration{Rules: lifecycle},
				})
				return err
			},
			get: func(t *testing.T, c *s3.Client) (any, error) {
				out, err := c.GetBucketLifecycleConfiguration(t.Context(), &s3.GetBucketLifecycleConfigurationInput{Bucket: bucket})
				return member(out, err, func() any { return out.Rules }), err
			},
			remove: func(t *testing.T, c *s3.Client) error {
				_, err := c.DeleteBucketLifecycle(t.Context(), &s3.DeleteBucketLifecycleInput{Bucket: bucket})
				return err
			},
			want: lifecycle, absent: "NoSuchLifecycleConfiguration", later: true,
		},
		"CORS": {
			put: func(t *testing.T, c *s3.Client) error {
				_, err := c.PutBucketCors(t.Context(), &s3.PutBucketCorsInput{
					Bucket: bucket, CORSConfiguration: &types.CORSConfiguration{CORSRules: cors},
				})
				return err
			},
			get: func(t *testing.T, c *s3.Client) (any, error) {
				out, err := c.GetBucketCors(t.Context(), &s3.GetBucketCorsInput{Bucket: bucket})
				return member(out, err, func() any { return out.CORSRules }), err
			},
			remove: func(t *testing.T, c *s3.Client) error {
				_, err := c.DeleteBucketCors(t.Context(), &s3.DeleteBucketCorsInput{Bucket: bucket})
				return err
			},
			want: cors, absent: "NoSuchCORSConfiguration", later: true,
		},
		"tagging": {
			put: func(t *testing.T, c *s3.Client) error {
				_, err := c.PutBucketTagging(t.Context(), &s3.PutBucketTaggingInput{Bucket: bucket, Tagging: &types.Tagging{TagSet: tagSet(tags)}})
				return err
			},
			get: func(t *testing.T, c *s3.Client) (any, error) {
				out, err := c.GetBucketTagging(t.Context(), &s3.GetBucketTaggingInput{Bucket: bucket})
				return member(out, err, func() any { return tagMap(out.TagSet) }), err
			},
			remove: func(t *testing.T, c *s3.Client) error {
				_, err := c.DeleteBucketTagging(t.Context(), &s3.DeleteBucketTaggingInput{Bucket: bucket})
				return err
			},
			want: tags, absent: "NoSuchTagSet", later: true,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := startCore(t).createBucket(t, "data")
			if tc.later {
				_, err := tc.get(t, client)
				wantCode(t, err, tc.absent)
			}
			if err := tc.put(t, client); err != nil {
				t.Fatal(err)
			}
			got, err := tc.get(t, client)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got, ignoreSDK); diff != "" {
				t.Errorf("put and got differ (-put +got):\n%s", diff)
			}
			if tc.remove == nil {
				return
			}
			if err := tc.remove(t, client); err != nil {
				t.Fatal(err)
			}
			_, err = tc.get(t, client)
			wantCode(t, err, tc.absent)
		})
	}
}

// member takes a member out of an answer, when there is one.
func member[T any](_ T, err error, take func() any) any {
	if err != nil {
		return nil
	}
	return take()
}

func tagSet(tags map[string]string) []types.Tag {
	var set []types.Tag
	for key, value := range tags {
		set = append(set, types.Tag{Key: aws.String(key), Value: aws.String(value)})
	}
	return set
}

func TestS3_configurationRefusesWhatItCannotMean(t *testing.T) {
	t.Parallel()
	many := map[string]string{}
	for i := range 51 {
		many[fmt.Sprint(i)] = "v"
	}
	cases := map[string]struct {
		sub, body, code string
	}{
		"two encryption rules":    {"encryption", encryptionXML("AES256") + encryptionXML("AES256"), "MalformedXML"},
		"unknown encryption":      {"encryption", encryptionXML("DES"), "MalformedXML"},
		"key for SSE-S3":          {"encryption", encryptionXML("AES256", "<KMSMasterKeyID>k</KMSMasterKeyID>"), "InvalidArgument"},
		"unknown ownership":       {"ownershipControls", "<Rule><ObjectOwnership>Everyone</ObjectOwnership></Rule>", "MalformedXML"},
		"unknown versioning":      {"versioning", "<Status>On</Status>", "MalformedXML"},
		"MFA delete":              {"versioning", "<Status>Enabled</Status><MfaDelete>Enabled</MfaDelete>", "NotImplemented"},
		"CORS method":             {"cors", corsXML("PATCH", "*"), "InvalidRequest"},
		"CORS wildcards":          {"cors", corsXML("GET", "*.*"), "InvalidRequest"},
		"CORS without origin":     {"cors", "<CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule>", "MalformedXML"},
		"51 tags":                 {"tagging", tagsXML(many), "BadRequest"},
		"reserved tag":            {"tagging", tagsXML(map[string]string{"aws:x": "y"}), "InvalidTag"},
		"odd character in a tag":  {"tagging", tagsXML(map[string]string{"a!": "y"}), "InvalidTag"},
		"same tag twice":          {"tagging", "<TagSet><Tag><Key>a</Key><Value/></Tag><Tag><Key>a</Key><Value/></Tag></TagSet>", "InvalidTag"},
		"element nobody knows":    {"publicAccessBlock", "<BlockPublicAcls>true</BlockPublicAcls><BlockRain>true</BlockRain>", "MalformedXML"},
		"not a boolean":           {"publicAccessBlock", "<BlockPublicAcls>yes</BlockPublicAcls>", "MalformedXML"},
		"broken off":              {"publicAccessBlock", "<BlockPublicAcls>true", "MalformedXML"},
		"another document's root": {"cors&", "", "MalformedXML"},
	}
	roots := map[string]string{
		"encryption": "ServerSideEncryptionConfiguration", "ownershipControls": "OwnershipControls", "versioning": "VersioningConfiguration",
		"cors": "CORSConfiguration", "tagging": "Tagging", "publicAccessBlock": "PublicAccessBlockConfiguration", "cors&": "Tagging",
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := startCore(t)
			c.createBucket(t, "data")
			body := "<" + roots[tc.sub] + ">" + tc.body + "</" + roots[tc.sub] + ">"
			status, answer, _ := c.raw(t, "PUT", "/data?"+strings.TrimSuffix(tc.sub, "&"), nil, []byte(body))
			if status < 400 || !strings.Contains(answer, "<Code>"+tc.code+"</Code>") {
				t.Errorf("got %d %s, want %s", status, answer, tc.code)
			}
		})
	}
}

func encryptionXML(algorithm string, more ...string) string {
	const name = "ApplyServerSideEncryptionByDefault"
	return "<Rule><" + name + "><SSEAlgorithm>" + algorithm + "</SSEAlgorithm>" + strings.Join(more, "") + "</" + name + "></Rule>"
}

func corsXML(method, origin string) string {
	return "<CORSRule><AllowedMethod>" + method + "</AllowedMethod><AllowedOrigin>" + origin + "</AllowedOrigin></CORSRule>"
}

func tagsXML(tags map[string]string) string {
	var b strings.Builder
	for key, value := range tags {
		b.WriteString("<Tag><Key>" + key + "</Key><Value>" + value + "</Value></Tag>")
	}
	return "<TagSet>" + b.String() + "</TagSet>"
}
