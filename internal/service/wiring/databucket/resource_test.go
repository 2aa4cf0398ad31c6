// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package databucket_test

import (
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	bucketAddress = "bedrock_data_bucket.test"
	bucketName    = "wiring-data-bucket"
)

func TestDataBucket_lifecycle(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	for _, step := range []string{"min.tf", "max.tf", "update.tf", "min.tf"} {
		config := acctest.Fixture(t, step)
		acctest.OK(t, w.Apply(t.Context(), config))
		acctest.Unchanged(t, w, config)
	}
	if n := cloud.Count("CreateBucket"); n != 1 {
		t.Errorf("the bucket was created %d times, want once: every argument but the name changes in place", n)
	}
	acctest.Destroyed(t, cloud, w)
}

func TestDataBucket_isSecureWithoutFurtherArguments(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	acctest.OK(t, w.Apply(t.Context(), acctest.Fixture(t, "min.tf")))
	client, name := acctest.S3Client(cloud, acctest.Region), aws.String(bucketName)

	block, err := client.GetPublicAccessBlock(t.Context(), &s3.GetPublicAccessBlockInput{Bucket: name})
	c := acctest.Must(t, block, err).PublicAccessBlockConfiguration
	if !*c.BlockPublicAcls || !*c.BlockPublicPolicy || !*c.IgnorePublicAcls || !*c.RestrictPublicBuckets {
		t.Errorf("public access is not blocked in all four ways: %+v", c)
	}
	controls, err := client.GetBucketOwnershipControls(t.Context(), &s3.GetBucketOwnershipControlsInput{Bucket: name})
	if got := acctest.Must(t, controls, err).OwnershipControls.Rules[0].ObjectOwnership; got != "BucketOwnerEnforced" {
		t.Errorf("object ownership is %s", got)
	}
	policy, err := client.GetBucketPolicy(t.Context(), &s3.GetBucketPolicyInput{Bucket: name})
	acctest.Says(t, "policy", *acctest.Must(t, policy, err).Policy, `"Deny"`, `"aws:SecureTransport":"false"`,
		`"arn:aws:s3:::wiring-data-bucket/*"`)
	versioning, err := client.GetBucketVersioning(t.Context(), &s3.GetBucketVersioningInput{Bucket: name})
	if got := acctest.Must(t, versioning, err).Status; got != s3types.BucketVersioningStatusEnabled {
		t.Errorf("versioning is %q", got)
	}
	if got := w.Object(bucketAddress).Attr("sse_algorithm"); got != "AES256" {
		t.Errorf("sse_algorithm is %q", got)
	}
}

func TestDataBucket_readsNoMoreThanItShows(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	acctest.OK(t, w.Apply(t.Context(), acctest.Fixture(t, "min.tf")))
	before := len(cloud.Journal())
	acctest.OK(t, w.Refresh(t.Context()))
	if n := len(cloud.Journal()) - before; n != 7 {
		t.Errorf("a refresh took %d calls, want 7: the bucket and six settings", n)
	}
	for _, operation := range []string{"GetBucketLifecycleConfiguration", "GetBucketCors"} {
		if n := cloud.Count(operation); n != 0 {
			t.Errorf("%s was called %d times for a setting that is not configured", operation, n)
		}
	}
	if n := cloud.Count("GetCallerIdentity"); n != 1 {
		t.Errorf("GetCallerIdentity was called %d times", n)
	}
}

func TestDataBucket_undoesWhatOthersOpened(t *testing.T) {
	t.Parallel()
	name := aws.String(bucketName)
	for drift, open := range map[string]func(*testing.T, *s3.Client) error{
		"public_access_blocked": func(t *testing.T, c *s3.Client) error {
			_, err := c.DeletePublicAccessBlock(t.Context(), &s3.DeletePublicAccessBlockInput{Bucket: name})
			return err
		},
		"acls_disabled": func(t *testing.T, c *s3.Client) error {
			_, err := c.DeleteBucketOwnershipControls(t.Context(), &s3.DeleteBucketOwnershipControlsInput{Bucket: name})
			return err
		},
		"policy": func(t *testing.T, c *s3.Client) error {
			_, err := c.DeleteBucketPolicy(t.Context(), &s3.DeleteBucketPolicyInput{Bucket: name})
			return err
		},
		"versioning": func(t *testing.T, c *s3.Client) error {
			_, err := c.PutBucketVersioning(t.Context(), &s3.PutBucketVersioningInput{
				Bucket: name, VersioningConfiguration: &s3types.VersioningConfiguration{Status: "Suspended"},
			})
			return err
		},
		"kms_key_id": func(t *testing.T, c *s3.Client) error {
			_, err := c.DeleteBucketEncryption(t.Context(), &s3.DeleteBucketEncryptionInput{Bucket: name})
			return err
		},
		"lifecycle_rules": func(t *testing.T, c *s3.Client) error {
			_, err := c.DeleteBucketLifecycle(t.Context(), &s3.DeleteBucketLifecycleInput{Bucket: name})
			return err
		},
		"cors_rules": func(t *testing.T, c *s3.Client) error {
			_, err := c.DeleteBucketCors(t.Context(), &s3.DeleteBucketCorsInput{Bucket: name})
			return err
		},
		"tags_all": func(t *testing.T, c *s3.Client) error {
			_, err := c.DeleteBucketTagging(t.Context(), &s3.DeleteBucketTaggingInput{Bucket: name})
			return err
		},
	} {
		t.Run(drift, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			config := acctest.Fixture(t, "max.tf")
			acctest.OK(t, w.Apply(t.Context(), config))
			if err := open(t, acctest.S3Client(cloud, acctest.Region)); err != nil {
				t.Fatal(err)
			}
			before := w.Object(bucketAddress).Value.GetAttr(drift)
			plan := w.Plan(t.Context(), config)
			if got := plan.Of(bucketAddress); got != acctest.Update {
				t.Fatalf("the plan is %s, want update: %s", got, plan.Errors())
			}
			if w.Object(bucketAddress).Value.GetAttr(drift).RawEquals(before) {
				t.Errorf("the refresh does not show the change of %s", drift)
			}
			acctest.OK(t, w.ApplyPlan(t.Context(), config, plan))
			acctest.Unchanged(t, w, config)
		})
	}
}

func TestDataBucket_neverTakesOverABucket(t *testing.T) {
	t.Parallel()
	for region, configuration := range map[string]*s3types.CreateBucketConfiguration{
		"us-east-1": nil, // where CreateBucket answers with success for a bucket of one's own
		"eu-west-1": {LocationConstraint: "eu-west-1"},
	} {
		t.Run(region, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			config := fmt.Sprintf(`resource "bedrock_data_bucket" "test" {
				bucket = %q
				region = %q
			}`, bucketName, region)
			early := w.Plan(t.Context(), config)
			acctest.OK(t, early.Diagnostics)
			out, err := acctest.S3Client(cloud, region).CreateBucket(t.Context(), &s3.CreateBucketInput{
				Bucket: aws.String(bucketName), CreateBucketConfiguration: configuration,
			})
			acctest.Must(t, out, err)

			hint := "terraform import bedrock_data_bucket.NAME " + bucketName
			late := w.Plan(t.Context(), config)
			acctest.OK(t, late.Diagnostics)
			acctest.Says(t, "warning", late.Warnings(), "The apply stops", "already exists in this account", hint, "moved block",
				`AttributeName("bucket")`)
			acctest.Refused(t, w.ApplyPlan(t.Context(), config, early), "already exists in this account", hint)
			if len(w.Objects) > 0 {
				t.Error("the bucket of somebody else got into the state")
			}
		})
	}
}

func TestDataBucket_namesAreSharedByAllAccounts(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	out, err := acctest.S3ClientOfStranger(t, cloud, acctest.Region).CreateBucket(t.Context(),
		&s3.CreateBucketInput{Bucket: aws.String(bucketName)})
	acctest.Must(t, out, err)
	acctest.Refused(t, w.Plan(t.Context(), acctest.Fixture(t, "min.tf")).Diagnostics, "does not own it",
		`AttributeName("bucket")`)
	acctest.Refused(t, w.Import(t.Context(), bucketAddress, "bedrock_data_bucket", bucketName, nil), "Forbidden")
}

func TestDataBucket_staysInTheStateOfAnotherAccount(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	acctest.OK(t, w.Apply(t.Context(), acctest.Fixture(t, "min.tf")))
	w.Reconfigure(acctest.ConfigOfStranger(cloud), domains())
	acctest.Refused(t, w.Refresh(t.Context()), "credentials of another account", acctest.StrangerAccount)
	acctest.Refused(t, w.DestroyOne(t.Context(), bucketAddress), "credentials of another account")

	removed, err := acctest.S3Client(cloud, acctest.Region).DeleteBucket(t.Context(), &s3.DeleteBucketInput{Bucket: aws.String(bucketName)})
	acctest.Must(t, removed, err)
	acctest.Refused(t, w.Refresh(t.Context()), "credentials of another account", acctest.StrangerAccount)
	acctest.Refused(t, w.DestroyOne(t.Context(), bucketAddress), "credentials of another account")
	w.Object(bucketAddress)
}

func TestDataBucket_goneIsRemovedWithAWarning(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	acctest.OK(t, w.Apply(t.Context(), acctest.Fixture(t, "min.tf")))
	removed, err := acctest.S3Client(cloud, acctest.Region).DeleteBucket(t.Context(), &s3.DeleteBucketInput{Bucket: aws.String(bucketName)})
	acctest.Must(t, removed, err)
	acctest.OK(t, w.DestroyOne(t.Context(), bucketAddress)) // deleting what is gone is success

	cloud, w = start(t)
	acctest.OK(t, w.Apply(t.Context(), acctest.Fixture(t, "min.tf")))
	removed, err = acctest.S3Client(cloud, acctest.Region).DeleteBucket(t.Context(), &s3.DeleteBucketInput{Bucket: aws.String(bucketName)})
	acctest.Must(t, removed, err)
	diags := w.Refresh(t.Context())
	acctest.OK(t, diags)
	acctest.Says(t, "warning", diags.Warnings(), "is gone")
	if len(w.Objects) > 0 {
		t.Error("the bucket is still in the state")
	}
}

func TestDataBucket_keepsTheBucketWhenASettingFails(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := acctest.Fixture(t, "min.tf")
	cloud.AddFault(simulator.Fault{Operation: "PutBucketPolicy", Status: 403, Code: "AccessDenied", Message: "not you"})
	acctest.Refused(t, w.Apply(t.Context(), config), "setting the policy", "not you", "terraform untaint")
	object := w.Object(bucketAddress)
	if !object.Tainted || object.Attr("arn") == "" {
		t.Fatalf("the bucket is not in the state as tainted: %+v", object)
	}

	object.Tainted = false // terraform untaint
	acctest.OK(t, w.Apply(t.Context(), config))
	acctest.Unchanged(t, w, config)
	if n := cloud.Count("CreateBucket"); n != 1 {
		t.Errorf("CreateBucket was called %d times, want once", n)
	}
}

func TestDataBucket_replacesATaintedBucketOfTheSameName(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := acctest.Fixture(t, "min.tf")
	acctest.OK(t, w.Apply(t.Context(), config))
	w.Object(bucketAddress).Tainted = true
	acctest.OK(t, w.Apply(t.Context(), config))
	acctest.Unchanged(t, w, config)
	if n := cloud.Count("CreateBucket"); n != 2 {
		t.Errorf("CreateBucket was called %d times, want twice", n)
	}
}

// With create_before_destroy, Terraform sets the old bucket aside, and plans the new one again when it applies, in a process that
// has read nothing. After an error at that point it would keep the old one aside, and every later plan would meet the same error.
func TestDataBucket_planOfABucketOfTheSameNameGoesOn(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := acctest.Fixture(t, "min.tf")
	acctest.OK(t, w.Apply(t.Context(), config))
	other := acctest.NewWorkspace(t, cloud.For(acctest.Region), domains())
	acctest.OK(t, other.Plan(t.Context(), config).Diagnostics)
	acctest.Refused(t, other.Apply(t.Context(), config), "already exists in this account")
}

func TestDataBucket_isKnownAfterALostAnswer(t *testing.T) {
	t.Parallel()
	for _, region := range []string{"us-east-1", "eu-west-1"} {
		for _, action := range []string{"drop", "error"} {
			t.Run(region+" "+action, func(t *testing.T) {
				t.Parallel()
				cloud, w := start(t)
				cloud.AddFault(simulator.Fault{Operation: "CreateBucket", Action: action, AfterCommit: true})
				config := fmt.Sprintf(`resource "bedrock_data_bucket" "test" {
					bucket = %q
					region = %q
				}`, bucketName, region)
				acctest.OK(t, w.Apply(t.Context(), config))
				acctest.Unchanged(t, w, config)
				acctest.Destroyed(t, cloud, w)
			})
		}
	}
}

func TestDataBucket_waitsForSettingsOfANewBucket(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	cloud.AddFault(simulator.Fault{Operation: "PutPublicAccessBlock", Status: 404, Code: "NoSuchBucket", Times: 2})
	cloud.AddFault(simulator.Fault{Operation: "PutBucketPolicy", Status: 409, Code: "OperationAborted", Times: 2})
	acctest.OK(t, w.Apply(t.Context(), acctest.Fixture(t, "min.tf")))
}

func TestDataBucket_emptyAnswersLeaveTheStateAlone(t *testing.T) {
	t.Parallel()
	for _, operation := range []string{
		"GetPublicAccessBlock", "GetBucketOwnershipControls", "GetBucketPolicy", "GetBucketEncryption", "GetBucketTagging",
		"GetBucketLifecycleConfiguration", "GetBucketCors",
	} {
		t.Run(operation, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			config := acctest.Fixture(t, "max.tf")
			acctest.OK(t, w.Apply(t.Context(), config))
			before := w.Object(bucketAddress).Value
			cloud.AddFault(simulator.Fault{Operation: operation, Action: "empty"})
			acctest.Refused(t, w.Refresh(t.Context()), "AWS answered without content")
			if !w.Object(bucketAddress).Value.RawEquals(before) {
				t.Error("the state changed")
			}
			acctest.Unchanged(t, w, config)
		})
	}
}
