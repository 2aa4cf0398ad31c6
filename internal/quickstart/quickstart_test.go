// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

// screen is what somebody reads who may be still printed to.
type screen struct {
	mu   sync.Mutex
	text strings.Builder
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// await returns when a text was printed.
func (s *screen) await(ctx context.Context, t *testing.T, text string) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for !strings.Contains(s.String(), text) {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("%q was not printed:\n%s", text, s)
		}
	}
}

// program is the path of a program of testdata.
func program(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// newQuickstart is a run in a simulator of the test, with a program of testdata in place of Terraform.
func newQuickstart(t *testing.T, cli string) (*quickstart, *acctest.Cloud, *screen) {
	t.Helper()
	sky, printed := acctest.NewCloud(t), &screen{}
	return &quickstart{
		cli: terraform.CLI{Path: program(t, cli), Dir: t.TempDir()}, out: &printer{w: printed},
		cloud: &cloud{url: sky.URL}, aws: watcher(sky.URL),
	}, sky, printed
}

func makeBucket(t *testing.T, sky *acctest.Cloud, name string) *s3.Client {
	t.Helper()
	client, err := sky.Clients().S3(t.Context(), region)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: &name}); err != nil {
		t.Fatal(err)
	}
	return client
}

func TestQuickstart_failsWhenTheSecondPlanIsNotEmpty(t *testing.T) {
	t.Parallel()
	q, _, printed := newQuickstart(t, "changes")
	if err := q.planAgain(t.Context()); err == nil || !strings.Contains(err.Error(), "not empty") {
		t.Errorf("planAgain() = %v, want an error that says so", err)
	}
	if !strings.Contains(printed.String(), "  | 1 to change\n") {
		t.Errorf("the plan was not shown:\n%s", printed)
	}
}

func TestQuickstart_failsWhenTerraformFails(t *testing.T) {
	t.Parallel()
	q, _, _ := newQuickstart(t, "changes")
	var exit *terraform.ExitError
	if err := q.apply(t.Context()); !errors.As(err, &exit) {
		t.Errorf("apply() = %v, want the exit code", err)
	}
}

func TestQuickstart_failsWhenSomethingIsLeft(t *testing.T) {
	t.Parallel()
	q, sky, printed := newQuickstart(t, "changes")
	if err := q.checkNothingLeft(t.Context()); err != nil || !strings.HasPrefix(printed.String(), "nothing.") {
		t.Fatalf("an empty account: %v, printed %q", err, printed)
	}
	makeBucket(t, sky, "forgotten-bucket")
	if err := q.checkNothingLeft(t.Context()); err == nil || !strings.Contains(err.Error(), "bucket arn:aws:s3:::forgotten-bucket") {
		t.Errorf("checkNothingLeft() = %v, want an error that names the bucket", err)
	}
}

func TestQuickstart_countsTheRequestsOfTheProviderOnly(t *testing.T) {
	t.Parallel()
	q, sky, _ := newQuickstart(t, "changes")
	makeBucket(t, sky, "some-bucket")
	own, err := q.aws.S3(t.Context(), region)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := own.ListBuckets(t.Context(), &s3.ListBucketsInput{}); err != nil {
		t.Fatal(err)
	}
	if got, err := q.cloud.requests(t.Context()); err != nil || got != "The provider sent 1 requests: s3 1" {
		t.Errorf("requests() = %q, %v", got, err)
	}
}

func TestQuickstart_showsTheMetricsThatTheOutputsName(t *testing.T) {
	t.Parallel()
	q, sky, printed := newQuickstart(t, "output")
	makeBucket(t, sky, "bucket")
	sky.PutObject(t, "bucket", "key.csv", "step,loss\n0,2.5\n1,2.0\n2,1.5\n")
	if err := q.showMetrics(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := "s3://bucket/key.csv\n  █▄▁\n  step,loss\n  0,2.5\n  ... 1 more ...\n  2,1.5\n"
	if got := printed.String(); got != want+want {
		t.Errorf("printed\n%s, want twice\n%s", got, want)
	}
	sky.PutObject(t, "bucket", "key.csv", "step,loss\n")
	if err := q.showMetrics(t.Context()); err == nil || !strings.Contains(err.Error(), "no metrics") {
		t.Errorf("showMetrics() of an empty file = %v, want an error", err)
	}
}

func TestQuickstart_tellsEveryPhaseOfTheJobOnce(t *testing.T) {
	t.Parallel()
	q, sky, printed := newQuickstart(t, "changes")
	training := sky.NewTraining(t)
	client, err := sky.Clients().Bedrock(t.Context(), region)
	if err != nil {
		t.Fatal(err)
	}
	name, model := "tickets", "amazon.nova-micro-v1:0:128k"
	_, err = client.CreateModelCustomizationJob(t.Context(), &bedrock.CreateModelCustomizationJobInput{
		JobName: &name, CustomModelName: &name, BaseModelIdentifier: &model, RoleArn: &training.RoleARN,
		TrainingDataConfig: &awstypes.TrainingDataConfig{S3Uri: &training.DataURI},
		OutputDataConfig:   &awstypes.OutputDataConfig{S3Uri: &training.DataURI},
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Second)
	defer stop()
	var following sync.WaitGroup
	following.Go(func() {
		if err := q.follow(ctx, time.Millisecond); err != nil && ctx.Err() == nil {
			t.Error(err)
		}
	})
	for _, phase := range []struct {
		told string
		then time.Duration
	}{
		{"validation InProgress", 6 * time.Minute}, {"data processing InProgress", 10 * time.Minute},
		{"training InProgress", time.Hour}, {": Completed", 0},
	} {
		printed.await(ctx, t, phase.told)
		sky.Advance(phase.then)
	}
	stop()
	following.Wait()
	if lines := strings.Count(printed.String(), "\n"); lines != 4 {
		t.Errorf("%d lines for 4 phases:\n%s", lines, printed)
	}
}

// The picture in README.md is of these steps and these commands: make recording draws it anew.
func TestQuickstart_isWhatThePictureShows(t *testing.T) {
	t.Parallel()
	q, _, printed := newQuickstart(t, "obliging")
	q.dir, q.example, q.provider, q.color = t.TempDir(), "../../examples/quickstart", program(t, "obliging"), true
	want := []string{"$ make quickstart"}
	for i, step := range q.steps() {
		want = append(want, fmt.Sprintf("=== %d/%d %s", i+1, len(q.steps()), step.title))
	}
	for _, do := range []func(context.Context) error{q.initialize, q.apply, q.planAgain, q.destroy} {
		if err := do(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	for line := range strings.Lines(printed.String()) {
		if _, command, found := strings.Cut(line, "$ obliging "); found {
			want = append(want, "$ terraform "+strings.TrimSuffix(command, "\x1b[0m\n"))
		}
	}
	svg, err := os.ReadFile("../../.github/quickstart.svg")
	if err != nil {
		t.Fatal(err)
	}
	var shown []string
	for line := range strings.Lines(regexp.MustCompile("<[^>]*>").ReplaceAllString(string(svg), "")) {
		if line = html.UnescapeString(strings.TrimSpace(line)); strings.HasPrefix(line, "$ ") || strings.HasPrefix(line, "=== ") {
			shown = append(shown, line)
		}
	}
	slices.Sort(want)
	slices.Sort(shown)
	if !slices.Equal(shown, want) {
		t.Errorf("the picture shows\n%q\nand the quickstart does\n%q", shown, want)
	}
}

func TestColored_isForTerminals(t *testing.T) {
	t.Parallel()
	file, err := os.Create(filepath.Join(t.TempDir(), "output"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	terminal, err := os.Open(os.DevNull) // a device, as a terminal is
	if err != nil {
		t.Fatal(err)
	}
	defer terminal.Close()
	for _, c := range []struct {
		out  io.Writer
		set  string
		want bool
	}{
		{file, "", false}, {&screen{}, "", false}, {file, "CLICOLOR_FORCE=1", true},
		{terminal, "", true}, {terminal, "NO_COLOR=1", false}, {terminal, "TERM=dumb", false},
	} {
		getenv := func(name string) string {
			set, value, _ := strings.Cut(c.set, "=")
			if set != name {
				return ""
			}
			return value
		}
		if got := colored(c.out, getenv); got != c.want {
			t.Errorf("%T with %q: %t, want %t", c.out, c.set, got, c.want)
		}
	}
}

func TestStartCloud_saysWhyTheSimulatorDoesNotStart(t *testing.T) {
	t.Parallel()
	_, err := startCloud(t.Context(), program(t, "broken"), "127.0.0.1:0", 1)
	if err == nil || !strings.Contains(err.Error(), "the port is in use") {
		t.Errorf("startCloud() = %v, want the simulator's own words", err)
	}
}

func TestStart_saysWhatIsNotBuilt(t *testing.T) {
	t.Parallel()
	q, _, _ := newQuickstart(t, "changes")
	q.provider, q.simulator = program(t, "nothing"), program(t, "broken")
	if err := q.start(t.Context()); err == nil || !strings.Contains(err.Error(), "make build simulator") {
		t.Errorf("start() = %v, want an error that says what to do", err)
	}
}

func TestLineWriter_keepsLinesWhole(t *testing.T) {
	t.Parallel()
	printed := &screen{}
	out := (&printer{w: printed}).lines("> ")
	for _, part := range []string{"one\ntw", "o\n", "", "\nlast"} {
		if _, err := io.WriteString(out, part); err != nil {
			t.Fatal(err)
		}
	}
	if got := printed.String(); got != "> one\n> two\n> \n" {
		t.Errorf("before the end: %q", got)
	}
	out.flush()
	if got := printed.String(); got != "> one\n> two\n> \n> last\n" {
		t.Errorf("at the end: %q", got)
	}
}

func TestMessage_isWhatAPersonReads(t *testing.T) {
	t.Parallel()
	failed := `{"@message":"Error: Deleting S3 bucket","diagnostic":{"detail":"BucketNotEmpty: not empty"}}`
	for line, want := range map[string]string{
		`{"@level":"info","@message":"bedrock_dataset.train: Destroying..."}`: "bedrock_dataset.train: Destroying...",
		failed:     "Error: Deleting S3 bucket\nBucketNotEmpty: not empty",
		`not JSON`: "not JSON",
	} {
		if got := message(line); got != want {
			t.Errorf("message(%s) = %q, want %q", line, got, want)
		}
	}
}
