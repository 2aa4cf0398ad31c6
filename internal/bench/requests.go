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
	// manyJobs is how many jobs are refreshed, each with the model that it made, and manyDatasets how many data sets. More of
	// them would show the same and take much longer: Terraform writes its whole state after each resource that it creates.
	manyJobs     = 250
	manyDatasets = 500
	manyObjects  = 2*manyJobs + manyDatasets
	// maxGets of an object in a refresh of it; the rest is for throttled requests, of which there are none here.
	maxGets = 1.02
	// manyModels is how many blocks look up the same model.
	manyModels = 20

	caller = "GetCallerIdentity"
)

// requests counts what Terraform commands send.
func (b *bench) requests(ctx context.Context) ([]result, error) {
	sky, err := startCloud(ctx)
	if err != nil {
		return nil, err
	}
	defer sky.stop()
	var results []result
	for _, measure := range []func(context.Context, *cloud) ([]result, error){b.quickstartRequests, b.objectRequests, b.modelRequests} {
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
	var all []sent
	for _, args := range [][]string{{"validate"}, {"plan", "-out=tfplan"}, {"apply", "tfplan"}, {"plan", "-detailed-exitcode"}} {
		requests, err := sky.during(ctx, cli, args...)
		if err != nil {
			return nil, err
		}
		all = append(all, requests)
	}
	validate, plan, apply, again := all[0], all[1], all[2], all[3]
	return []result{
		exactly("`terraform validate` of the quickstart", len(validate), 0),
		atMost("`terraform plan` of it before anything exists: GetCallerIdentity", float64(plan.of(caller)), 1, ""),
		info("the same: all requests", "%d", len(plan)),
		atMost("`terraform apply` of that plan: GetCallerIdentity", float64(apply.of(caller)), 1, ""),
		exactly("the same: CreateModelCustomizationJob", apply.of("CreateModelCustomizationJob"), 1),
		info("the same: all requests, polls included", "%d", len(apply)),
		atMost("`terraform plan` of what exists: GetCallerIdentity", float64(again.of(caller)), 1, ""),
		info("the same: all requests", "%d", len(again)),
	}, sky.empty(ctx, cli)
}

// objectRequests refreshes many objects of three kinds. They are not destroyed, which takes as long as creating them and
// counts nothing: the simulator forgets them.
func (b *bench) objectRequests(ctx context.Context, sky *cloud) ([]result, error) {
	defer sky.Reset()
	config := header("bedrock", terraform.Address) + fmt.Sprintf(objectsConfig, manyJobs, manyDatasets-1)
	cli, err := b.bedrock(ctx, "objects", config, sky)
	if err != nil {
		return nil, err
	}
	b.say("  creating %d jobs and %d data sets", manyJobs, manyDatasets)
	created, err := sky.during(ctx, cli, "apply", "-auto-approve", "-input=false", "-parallelism=50")
	if err != nil {
		return nil, err
	}
	refreshed, err := sky.during(ctx, cli, "plan", "-detailed-exitcode", "-input=false")
	if err != nil {
		return nil, err
	}
	return append([]result{
		exactly(fmt.Sprintf("apply of %d jobs: CreateModelCustomizationJob", manyJobs), created.of("CreateModelCustomizationJob"), manyJobs),
		info("the same: GetModelCustomizationJob for each job, polls included", "%s",
			number(float64(created.of("GetModelCustomizationJob"))/manyJobs)),
	}, refreshResults(refreshed)...), nil
}

// refreshResults judges the plan of what objectRequests made, in which nothing has changed.
func refreshResults(refreshed sent) []result {
	reads := []string{"GetModelCustomizationJob", "GetCustomModel", "HeadObject"}
	tags := []string{"ListTagsForResource", "GetObjectTagging"}
	each := func(operations []string) float64 { return float64(refreshed.of(operations...)) / manyObjects }
	return []result{
		atMost(fmt.Sprintf("plan of %d objects (%d jobs, their %d models, %d data sets): Get or Head of each",
			manyObjects, manyJobs, manyJobs, manyDatasets), each(reads), maxGets, ""),
		atMost("the same: of the object that is read most often", float64(refreshed.mostOfOne(reads...)), 1, ""),
		atMost("the same: requests for the tags of each", each(tags), maxGets, ""),
		exactly("the same: lists of objects", refreshed.lists("bedrock", "s3"), 0),
		atMost("the same: GetCallerIdentity", float64(refreshed.of(caller)), 1, ""),
		info("the same: all requests, with those for the bucket and the role", "%d", len(refreshed)),
	}
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
	looked, err := sky.during(ctx, cli, "plan", "-input=false")
	if err != nil {
		return nil, err
	}
	return []result{
		exactly(fmt.Sprintf("plan of %d bedrock_foundation_model: ListFoundationModels", manyModels), looked.of("ListFoundationModels"), 1),
		exactly("the same: all requests", len(looked), 1),
	}, nil
}
