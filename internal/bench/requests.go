// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"context"
	"fmt"
	"os"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

const (
	// manyJobs and manyModels are how many objects of a kind are refreshed, and looked up.
	manyJobs   = 50
	manyModels = 20
	// maxGets of an object in a refresh of it; the rest is for throttled requests, of which there are none here.
	maxGets = 1.02
	// maxJobRequests is what a refresh of a completed job takes: it and its model, and the tags of both.
	maxJobRequests = 4
)

// requests counts what Terraform commands send.
func (b *bench) requests(ctx context.Context) ([]result, error) {
	sky, err := startCloud(ctx)
	if err != nil {
		return nil, err
	}
	defer sky.stop()
	var results []result
	for _, measure := range []func(context.Context, *cloud) ([]result, error){b.quickstartRequests, b.jobRequests, b.modelRequests} {
		more, err := measure(ctx, sky)
		if err != nil {
			return nil, err
		}
		results = append(results, more...)
	}
	return results, nil
}

// bedrock is a workspace with our provider in front of a simulator.
func (b *bench) bedrock(ctx context.Context, name, config string, sky *cloud) (*terraform.CLI, error) {
	return b.workspace(ctx, name, terraform.Address, b.provider, config, terraform.Simulated(sky.url)...)
}

// quickstartRequests follows the example from validate to the second plan.
func (b *bench) quickstartRequests(ctx context.Context, sky *cloud) ([]result, error) {
	cli, err := b.bedrock(ctx, "quickstart", "", sky)
	if err != nil {
		return nil, err
	}
	if err := os.Remove(cli.Dir + "/main.tf"); err != nil {
		return nil, err
	}
	if err := os.CopyFS(cli.Dir, os.DirFS("examples/quickstart")); err != nil {
		return nil, err
	}
	if _, err := cli.Run(ctx, "init", "-input=false", "-no-color"); err != nil {
		return nil, err
	}
	var all []counted
	for _, args := range [][]string{{"validate"}, {"plan", "-out=tfplan"}, {"apply", "tfplan"}, {"plan", "-detailed-exitcode"}} {
		sent, err := sky.during(ctx, cli, args...)
		if err != nil {
			return nil, err
		}
		all = append(all, sent)
	}
	validate, plan, apply, again := all[0], all[1], all[2], all[3]
	const caller = "GetCallerIdentity"
	return []result{
		exactly("`terraform validate` of the quickstart", validate.total(), 0),
		atMost("`terraform plan` of it before anything exists: GetCallerIdentity", float64(plan[caller]), 1, ""),
		info("the same: all requests", "%d", plan.total()),
		atMost("`terraform apply` of that plan: GetCallerIdentity", float64(apply[caller]), 1, ""),
		exactly("the same: CreateModelCustomizationJob", apply["CreateModelCustomizationJob"], 1),
		info("the same: all requests, polls included", "%d", apply.total()),
		atMost("`terraform plan` of what exists: GetCallerIdentity", float64(again[caller]), 1, ""),
		info("the same: all requests", "%d", again.total()),
	}, sky.empty(ctx, cli)
}

// jobRequests refreshes many completed jobs.
func (b *bench) jobRequests(ctx context.Context, sky *cloud) ([]result, error) {
	cli, err := b.bedrock(ctx, "jobs", header("bedrock", terraform.Address)+fmt.Sprintf(jobsConfig, manyJobs), sky)
	if err != nil {
		return nil, err
	}
	created, err := sky.during(ctx, cli, "apply", "-auto-approve", "-input=false")
	if err != nil {
		return nil, err
	}
	refreshed, err := sky.during(ctx, cli, "plan", "-detailed-exitcode", "-input=false")
	if err != nil {
		return nil, err
	}
	perJob := func(sent counted, operations ...string) float64 {
		n := 0
		for _, operation := range operations {
			n += sent[operation]
		}
		return float64(n) / manyJobs
	}
	return []result{
		exactly(fmt.Sprintf("apply of %d jobs: CreateModelCustomizationJob", manyJobs), created["CreateModelCustomizationJob"], manyJobs),
		info("the same: GetModelCustomizationJob for each job, polls included", "%s", number(perJob(created, "GetModelCustomizationJob"))),
		atMost(fmt.Sprintf("plan of %d completed jobs: GetModelCustomizationJob for each", manyJobs),
			perJob(refreshed, "GetModelCustomizationJob"), maxGets, ""),
		atMost("the same: GetCustomModel for each", perJob(refreshed, "GetCustomModel"), maxGets, ""),
		atMost("the same: these and the tags of job and model, for each",
			perJob(refreshed, "GetModelCustomizationJob", "GetCustomModel", "ListTagsForResource"), maxJobRequests, ""),
		atMost("the same: GetCallerIdentity", float64(refreshed["GetCallerIdentity"]), 1, ""),
	}, sky.empty(ctx, cli)
}

// modelRequests looks up the same model in many places of a configuration.
func (b *bench) modelRequests(ctx context.Context, sky *cloud) ([]result, error) {
	config := header("bedrock", terraform.Address) + "provider \"bedrock\" {\n  region = \"us-east-1\"\n}\n"
	for i := range manyModels {
		config += fmt.Sprintf("data \"bedrock_foundation_model\" \"m%d\" {\n  model_id = \"amazon.nova-micro-v1:0\"\n}\n", i)
	}
	cli, err := b.bedrock(ctx, "models", config, sky)
	if err != nil {
		return nil, err
	}
	sent, err := sky.during(ctx, cli, "plan", "-input=false")
	if err != nil {
		return nil, err
	}
	return []result{
		exactly(fmt.Sprintf("plan of %d bedrock_foundation_model: ListFoundationModels", manyModels), sent["ListFoundationModels"], 1),
		exactly("the same: all requests", sent.total(), 1),
	}, nil
}
