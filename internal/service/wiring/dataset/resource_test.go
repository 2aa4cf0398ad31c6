// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	datasetAddress = "bedrock_dataset.test"
	datasetBucket  = "wiring-dataset-bucket"

	oneRecord  = `{"prompt": "Where is my order?", "completion": "On its way."}` + "\n"
	twoRecords = oneRecord + `{"prompt": "May I return it?", "completion": "Within 30 days."}` + "\n"
)

// withDataset is a bucket with a data set that has further arguments.
func withDataset(arguments string) string {
	return fmt.Sprintf(`resource "bedrock_data_bucket" "data" {
		bucket = %q
	}
	resource "bedrock_dataset" "test" {
		bucket = bedrock_data_bucket.data.bucket
		key    = "train.jsonl"
		format = "prompt_completion"
		%s
	}`, datasetBucket, arguments)
}

// fromFile is a data set in a file with the given content, and the path of the file.
func fromFile(t *testing.T, content string) (config, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "train.jsonl")
	write(t, path, content)
	return withDataset(fmt.Sprintf("source = %q", path)), path
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

func getDataset(t *testing.T, cloud *acctest.Cloud) string {
	t.Helper()
	out, err := acctest.S3Client(cloud, acctest.Region).GetObject(t.Context(), &s3.GetObjectInput{
		Bucket: aws.String(datasetBucket), Key: aws.String("train.jsonl"),
	})
	content, err := io.ReadAll(acctest.Must(t, out, err).Body)
	return string(acctest.Must(t, content, err))
}

// uploads is how many objects a client began to write.
func uploads(cloud *acctest.Cloud) int {
	return cloud.Count("PutObject") + cloud.Count("CreateMultipartUpload")
}

func TestDataset_lifecycle(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	for _, step := range []string{"max.tf", "update.tf", "max.tf"} {
		config := acctest.Fixture(t, step)
		acctest.OK(t, w.Apply(t.Context(), config))
		acctest.Unchanged(t, w, config)
	}
	if n := uploads(cloud); n != 3 {
		t.Errorf("the data set was uploaded %d times, want once for each content", n)
	}
	acctest.Destroyed(t, cloud, w) // with all versions, so that the bucket goes too
}

// statistics are the numbers that are known of the content.
func statistics() []string {
	return []string{"record_count", "size_bytes", "token_estimate", "longest_record_tokens", "duplicate_record_count"}
}

func TestDataset_plansTheStatisticsOfTheContent(t *testing.T) {
	t.Parallel()
	_, w := start(t)
	config, _ := fromFile(t, twoRecords+oneRecord)
	plan := w.Plan(t.Context(), config)
	acctest.OK(t, plan.Diagnostics)
	want := map[string]string{
		"record_count": "3", "size_bytes": fmt.Sprint(len(twoRecords + oneRecord)), "token_estimate": "15", "longest_record_tokens": "6",
		"duplicate_record_count": "1",
	}
	for _, name := range statistics() {
		if got := plan.Change(datasetAddress).Planned.GetAttr(name); !got.IsKnown() || got.AsBigFloat().String() != want[name] {
			t.Errorf("%s is planned as %#v, want %s", name, got, want[name])
		}
	}
	acctest.OK(t, w.ApplyPlan(t.Context(), config, plan))
	acctest.Unchanged(t, w, config)
}

func TestDataset_uploadsWhatItsPlanSaid(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config, _ := fromFile(t, twoRecords)
	plan := w.Plan(t.Context(), config)
	acctest.OK(t, plan.Diagnostics)
	sum := sha256.Sum256([]byte(twoRecords))
	planned := plan.Change(datasetAddress).Planned
	for name, want := range map[string]string{
		"sha256": hex.EncodeToString(sum[:]), "s3_uri": "s3://wiring-dataset-bucket/train.jsonl",
		"arn": "arn:aws:s3:::wiring-dataset-bucket/train.jsonl",
	} {
		if got := planned.GetAttr(name); !got.IsKnown() || got.AsString() != want {
			t.Errorf("%s is planned as %#v, want %s", name, got, want)
		}
	}
	acctest.OK(t, w.ApplyPlan(t.Context(), config, plan))
	if got := getDataset(t, cloud); got != twoRecords {
		t.Errorf("the object holds %q", got)
	}
	head, err := acctest.S3Client(cloud, acctest.Region).HeadObject(t.Context(), &s3.HeadObjectInput{
		Bucket: aws.String(datasetBucket), Key: aws.String("train.jsonl"),
	})
	if got := *acctest.Must(t, head, err).ContentType; got != "application/jsonl" {
		t.Errorf("the content type is %s", got)
	}
	if object := w.Object(datasetAddress); object.Attr("etag") == "" || object.Attr("version_id") == "" {
		t.Errorf("etag or version_id is missing: %#v", object.Value)
	}
}

func TestDataset_uploadsAgainOnlyWhenTheContentChanged(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config, path := fromFile(t, oneRecord)
	acctest.OK(t, w.Apply(t.Context(), config))
	other := filepath.Join(t.TempDir(), "copy.jsonl")
	write(t, other, oneRecord)
	copied := strings.Replace(config, path, other, 1)
	acctest.OK(t, w.Apply(t.Context(), copied))
	acctest.Unchanged(t, w, copied)
	if n := uploads(cloud); n != 1 {
		t.Fatalf("a copy of the file was uploaded: %d uploads", n)
	}
	write(t, other, twoRecords)
	acctest.OK(t, w.Apply(t.Context(), copied))
	acctest.Unchanged(t, w, copied)
	if n := uploads(cloud); n != 2 || getDataset(t, cloud) != twoRecords {
		t.Errorf("%d uploads, want 2, and the new content", n)
	}
}

func TestDataset_refreshAndDestroyNeedNoFile(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config, path := fromFile(t, oneRecord)
	acctest.OK(t, w.Apply(t.Context(), config))
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	acctest.OK(t, w.Refresh(t.Context()))
	// Terraform makes this plan before a destroy too, and an error would stop it.
	plan := w.Plan(t.Context(), config)
	if plan.Errors() != "" || !plan.Empty() || !strings.Contains(plan.Warnings(), "does not exist") {
		t.Errorf("errors %q, warnings %q, changes %+v", plan.Errors(), plan.Warnings(), plan.Changes)
	}
	elsewhere := strings.ReplaceAll(config, path, path+".moved")
	plan = w.Plan(t.Context(), elsewhere)
	acctest.OK(t, plan.Diagnostics)
	acctest.Says(t, "warning", plan.Warnings(), path+".moved does not exist", "to destroy the data set it need not")
	acctest.Refused(t, w.ApplyPlan(t.Context(), elsewhere, plan), path, "does not exist", `AttributeName("source")`)
	if n := uploads(cloud); n != 1 {
		t.Errorf("%d uploads of one file", n)
	}
	acctest.Destroyed(t, cloud, w)
}

func TestDataset_undoesWhatOthersWrote(t *testing.T) {
	t.Parallel()
	for how, config := range map[string]func(*testing.T) string{
		"file": func(t *testing.T) string { config, _ := fromFile(t, oneRecord); return config },
		"records_wo": func(*testing.T) string {
			return withDataset("records_wo = [jsonencode({ prompt = \"a\", completion = \"b\" })]\nrecords_wo_version = 1")
		},
	} {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			cloud, w := start(t)
			config := config(t)
			acctest.OK(t, w.Apply(t.Context(), config))
			content := getDataset(t, cloud)
			put, err := acctest.S3Client(cloud, acctest.Region).PutObject(t.Context(), &s3.PutObjectInput{
				Bucket: aws.String(datasetBucket), Key: aws.String("train.jsonl"), Body: strings.NewReader(twoRecords),
				Metadata: map[string]string{"sha256": strings.Repeat("0", 64)},
			})
			acctest.Must(t, put, err)
			plan := w.Plan(t.Context(), config)
			if got := plan.Of(datasetAddress); got != acctest.Update {
				t.Fatalf("the plan is %s, want update: %s", got, plan.Errors())
			}
			acctest.OK(t, w.ApplyPlan(t.Context(), config, plan))
			acctest.Unchanged(t, w, config)
			if got := getDataset(t, cloud); got != content {
				t.Errorf("the object holds %q", got)
			}
			acctest.Destroyed(t, cloud, w)
		})
	}
}

func TestDataset_writeOnlyRecordsAreNeverStored(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config := func(text string, version int) string {
		return withDataset(fmt.Sprintf("records_wo = [jsonencode({ prompt = %q, completion = \"b\" })]\nrecords_wo_version = %d", text, version))
	}
	acctest.OK(t, w.Apply(t.Context(), config("first", 1)))
	acctest.Unchanged(t, w, config("first", 1))
	acctest.Unchanged(t, w, config("second", 1)) // the version decides
	if state := fmt.Sprintf("%#v", w.Object(datasetAddress).Value); strings.Contains(state, "first") {
		t.Errorf("the records are in the state: %s", state)
	}
	acctest.OK(t, w.Apply(t.Context(), config("second", 2)))
	acctest.Unchanged(t, w, config("second", 2))
	if got := getDataset(t, cloud); got != `{"completion":"b","prompt":"second"}`+"\n" {
		t.Errorf("the object holds %q", got)
	}
}

func TestDataset_neverOverwritesAnObject(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config, _ := fromFile(t, oneRecord)
	bucket, _, _ := strings.Cut(config, `resource "bedrock_dataset"`)
	acctest.OK(t, w.Apply(t.Context(), bucket))
	put, err := acctest.S3Client(cloud, acctest.Region).PutObject(t.Context(), &s3.PutObjectInput{
		Bucket: aws.String(datasetBucket), Key: aws.String("train.jsonl"), Body: strings.NewReader(twoRecords),
	})
	acctest.Must(t, put, err)
	acctest.Refused(t, w.Apply(t.Context(), config), "not overwritten", "the next apply writes over it where its content is another",
		"terraform import bedrock_dataset.NAME s3://wiring-dataset-bucket/train.jsonl")
	if got := getDataset(t, cloud); got != twoRecords {
		t.Errorf("the object holds %q", got)
	}
	if w.Objects[datasetAddress] != nil {
		t.Error("the object of somebody else got into the state")
	}
}

func TestDataset_saysWhatIsWrongWithTheBucket(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	dataset := func(bucket string) string {
		return fmt.Sprintf(`resource "bedrock_dataset" "test" {
			bucket  = %q
			key     = "train.jsonl"
			format  = "prompt_completion"
			records = [jsonencode({ prompt = "a", completion = "b" })]
		}`, bucket)
	}
	elsewhere, err := acctest.S3Client(cloud, "eu-west-1").CreateBucket(t.Context(), &s3.CreateBucketInput{
		Bucket: aws.String("bucket-in-ireland"), CreateBucketConfiguration: &s3types.CreateBucketConfiguration{LocationConstraint: "eu-west-1"},
	})
	acctest.Must(t, elsewhere, err)
	theirs, err := acctest.S3ClientOfStranger(t, cloud, acctest.Region).CreateBucket(t.Context(), &s3.CreateBucketInput{
		Bucket: aws.String("bucket-of-a-stranger"),
	})
	acctest.Must(t, theirs, err)
	for bucket, want := range map[string][]string{
		"no-such-bucket-here":  {"there is no bucket named no-such-bucket-here", `AttributeName("bucket")`},
		"bucket-in-ireland":    {`the bucket is in eu-west-1, not in us-east-1`, `AttributeName("region")`},
		"bucket-of-a-stranger": {"belongs to another account", "s3:ListBucket"},
	} {
		acctest.Refused(t, w.Apply(t.Context(), dataset(bucket)), want...)
		if len(w.Objects) > 0 {
			t.Errorf("%s: something got into the state", bucket)
		}
	}
}

func TestDataset_staysInTheStateOfAnotherAccount(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config, _ := fromFile(t, oneRecord)
	acctest.OK(t, w.Apply(t.Context(), config))
	w.Reconfigure(acctest.ConfigOfStranger(cloud), domains())
	acctest.Refused(t, w.Refresh(t.Context()), "belongs to another account")
	acctest.Refused(t, w.DestroyOne(t.Context(), datasetAddress), "AccessDenied")
	w.Object(datasetAddress)
}

func TestDataset_goneIsRemovedWithAWarning(t *testing.T) {
	t.Parallel()
	cloud, w := start(t)
	config, _ := fromFile(t, oneRecord)
	acctest.OK(t, w.Apply(t.Context(), config))
	removed, err := acctest.S3Client(cloud, acctest.Region).DeleteObject(t.Context(), &s3.DeleteObjectInput{
		Bucket: aws.String(datasetBucket), Key: aws.String("train.jsonl"),
	})
	acctest.Must(t, removed, err)
	diags := w.Refresh(t.Context())
	acctest.OK(t, diags)
	acctest.Says(t, "warning", diags.Warnings(), "s3://wiring-dataset-bucket/train.jsonl is gone")
	if w.Objects[datasetAddress] != nil {
		t.Error("the data set is still in the state")
	}
}

func TestDataset_isKnownAfterALostAnswer(t *testing.T) {
	t.Parallel()
	for _, fault := range []simulator.Fault{
		{Operation: "PutObject", Action: "drop", AfterCommit: true},
		{Operation: "PutObject", Status: 403, Code: "AccessDenied", AfterCommit: true},
	} {
		cloud, w := start(t)
		cloud.AddFault(fault)
		config, _ := fromFile(t, oneRecord)
		acctest.OK(t, w.Apply(t.Context(), config))
		acctest.Unchanged(t, w, config)
		acctest.Destroyed(t, cloud, w)
	}
}

func TestDataset_tagsOfOthersStay(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	provider := cloud.For(acctest.Region)
	provider["ignore_tags"] = []any{map[string]any{"keys": []string{"scanned"}}}
	w := acctest.NewWorkspace(t, provider, domains())
	config := acctest.Fixture(t, "max.tf")
	acctest.OK(t, w.Apply(t.Context(), config))
	client := acctest.S3Client(cloud, acctest.Region)
	name, key := aws.String(datasetBucket), aws.String("datasets/train.jsonl")
	put, err := client.PutObjectTagging(t.Context(), &s3.PutObjectTaggingInput{Bucket: name, Key: key, Tagging: &s3types.Tagging{
		TagSet: []s3types.Tag{{Key: aws.String("scanned"), Value: aws.String("yes")}, {Key: aws.String("team"), Value: aws.String("models")}},
	}})
	acctest.Must(t, put, err)
	acctest.Unchanged(t, w, config)
	before := uploads(cloud)
	retagged := strings.Replace(config, `team = "models"`, `team = "evaluation"`, 1)
	acctest.OK(t, w.Apply(t.Context(), retagged))
	if n := uploads(cloud) - before; n != 0 {
		t.Errorf("a change of tags uploaded the data set %d times", n)
	}
	acctest.OK(t, w.Apply(t.Context(), acctest.Fixture(t, "update.tf"))) // which uploads
	out, err := client.GetObjectTagging(t.Context(), &s3.GetObjectTaggingInput{Bucket: name, Key: key})
	got := map[string]string{}
	for _, tag := range acctest.Must(t, out, err).TagSet {
		got[*tag.Key] = *tag.Value
	}
	if want := "map[owner:evaluation scanned:yes]"; fmt.Sprint(got) != want {
		t.Errorf("the tags are %v, want %s", got, want)
	}
}
