// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

// version is what the provider is installed as; the example asks for none in particular.
const version = "0.0.1"

// region is where the example works.
const region = "us-east-1"

// quickstart is one run.
type quickstart struct {
	options
	dir   string // everything that is written goes below it
	out   *printer
	color bool // whether Terraform may print in colours, and what this program prints stands out
	cli   terraform.CLI
	cloud *cloud
	aws   *awsclient.Clients // to look at the simulator as anybody else could
}

// step is what a run does under one title.
type step struct {
	title string
	do    func(context.Context) error
}

func (q *quickstart) steps() []step {
	return []step{
		{"Start a simulated AWS on this machine", q.start},
		{"Install the provider, without a network", q.initialize},
		{"Apply: data set, bucket, role, fine-tuning job, custom model, deployment, first answer", q.apply},
		{"Look at the metrics of the training", q.showMetrics},
		{"Plan again: there must be nothing to do", q.planAgain},
		{"Destroy everything", q.destroy},
		{"Look whether anything is left", q.checkNothingLeft},
	}
}

func (q *quickstart) run(ctx context.Context) error {
	steps := q.steps()
	began := time.Now()
	for i, step := range steps {
		q.out.printf("\n%s\n", q.bold(fmt.Sprintf("=== %d/%d %s", i+1, len(steps), step.title)))
		if err := step.do(ctx); err != nil {
			return fmt.Errorf("step %d, %s: %w", i+1, strings.ToLower(step.title[:1])+step.title[1:], err)
		}
	}
	q.out.printf("\nDone in %s. What you saw is %s; with your own account_id it runs on AWS.\n",
		time.Since(began).Round(time.Second), q.example)
	return nil
}

func (q *quickstart) start(ctx context.Context) (err error) {
	for _, program := range []string{q.provider, q.simulator} {
		if _, err := os.Stat(program); err != nil {
			return fmt.Errorf("%w: run make build simulator first", err)
		}
	}
	if q.cloud, err = startCloud(ctx, q.simulator, q.listen, q.speed); err != nil {
		return err
	}
	q.aws = watcher(q.cloud.url)
	if q.endpoint == "" {
		q.endpoint = q.cloud.url
	}
	q.out.printf("%s, where an hour passes in %.0f seconds\n", q.cloud.url, 3600/q.speed)
	return nil
}

// watcher is somebody else who has access to the simulated account.
func watcher(url string) *awsclient.Clients {
	return awsclient.New(awsclient.Config{
		Region: region, AccessKey: "simulator", SecretKey: "simulator", UserAgent: []string{userAgent},
		Endpoints: map[string]string{awsclient.Bedrock: url, awsclient.S3: url},
	})
}

// initialize copies the example, so that nothing is written to the repository, and installs the provider.
func (q *quickstart) initialize(ctx context.Context) error {
	q.cli.Dir = filepath.Join(q.dir, "configuration")
	if err := os.CopyFS(q.cli.Dir, os.DirFS(q.example)); err != nil {
		return err
	}
	mirror, err := terraform.Install(filepath.Join(q.dir, "installation"), terraform.Address, version, q.provider)
	if err != nil {
		return err
	}
	q.cli.Env = slices.Concat(mirror, terraform.Simulated(q.endpoint))
	if err := q.terraform(ctx, "init"); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(q.cli.Dir, ".terraform.lock.hcl")); err != nil {
		return fmt.Errorf("init has not locked the provider: %w", err)
	}
	return nil
}

func (q *quickstart) apply(ctx context.Context) error {
	return q.following(ctx, func() error { return q.terraform(ctx, "apply", "-auto-approve") })
}

// planAgain holds the provider to its promise that a second plan is empty.
func (q *quickstart) planAgain(ctx context.Context) error {
	err := q.terraform(ctx, "plan", "-detailed-exitcode")
	var exit *terraform.ExitError
	if errors.As(err, &exit) && exit.Code == 2 {
		return errors.New("the plan above is not empty, and nothing has changed since the apply: this is a bug in the provider")
	}
	return err
}

// destroy asks for JSON, which is the short form: a line for each object instead of every attribute that goes.
func (q *quickstart) destroy(ctx context.Context) error {
	return q.terraform(ctx, "destroy", "-auto-approve", "-json")
}

func (q *quickstart) checkNothingLeft(ctx context.Context) error {
	left, err := q.cloud.objects(ctx)
	if err != nil {
		return err
	}
	if len(left) > 0 {
		return fmt.Errorf("destroy left behind:\n  %s", strings.Join(left, "\n  "))
	}
	summary, err := q.cloud.requests(ctx)
	if err != nil {
		return err
	}
	q.out.printf("nothing. %s\n", summary)
	return nil
}

// terraform runs a command and shows what it prints.
func (q *quickstart) terraform(ctx context.Context, command string, flags ...string) error {
	args := []string{command, "-input=false"}
	if !q.color {
		args = append(args, "-no-color")
	}
	args = append(args, flags...)
	q.out.printf("%s\n", q.bold("$ "+filepath.Base(q.cli.Path)+" "+strings.Join(args, " ")))
	cli := q.cli
	out := q.out.lines("  | ")
	if slices.Contains(flags, "-json") {
		out.shorten = message
	}
	cli.Stdout, cli.Stderr = out, out
	_, err := cli.Run(ctx, args...)
	out.flush()
	return err
}

// bold makes a line stand out.
func (q *quickstart) bold(line string) string {
	if !q.color {
		return line
	}
	return "\x1b[1m" + line + "\x1b[0m"
}

// message is what a person reads in a line of Terraform's JSON.
func message(line string) string {
	var said struct {
		Message    string `json:"@message"`
		Diagnostic struct {
			Detail string
		}
	}
	if json.Unmarshal([]byte(line), &said) != nil || said.Message == "" {
		return line
	}
	return strings.TrimSpace(said.Message + "\n" + said.Diagnostic.Detail)
}

// stop ends the simulator, and with it everything in it.
func (q *quickstart) stop() error {
	if q.cloud == nil {
		return nil
	}
	return q.cloud.stop()
}
