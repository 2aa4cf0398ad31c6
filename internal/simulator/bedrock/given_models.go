// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// GivenModel is a custom model that exists already, under an ARN that a test can name.
type GivenModel struct {
	// ARN names its account, region and base model.
	ARN, Name string
	// Created is when it was made; the zero time means now.
	Created time.Time
}

// GiveModel makes a custom model as if a job had trained it long ago.
func (s *Service) GiveModel(given GivenModel) {
	a, isARN := core.ParseARN(given.ARN)
	parts := strings.Split(a.Resource, "/")
	if !isARN || len(parts) != 3 {
		panic("not the ARN of a custom model: " + given.ARN)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	base, ok := loadCatalogue().find(a.Region, parts[1])
	if !ok {
		panic("there is no base model " + parts[1])
	}
	if given.Created.IsZero() {
		given.Created = s.now()
	}
	uri := "s3://given-models/" + given.Name
	jobARN := core.NewARN(a.Partition, a.Service, a.Region, a.Account, "model-customization-job/"+base.ID+"/"+parts[2]).String()
	job := &customizationJob{arn: jobARN, kind: fineTuning, base: base, status: statusCompleted}
	job.input.JobName, job.input.CustomModelName = &given.Name, &given.Name
	job.input.TrainingDataConfig, job.input.OutputDataConfig = &trainingDataConfig{S3URI: &uri}, &outputDataConfig{S3URI: &uri}
	region := s.region(scope{a.Account, a.Region})
	of[*customModel](region).all = append(of[*customModel](region).all, &customModel{
		arn: given.ARN, name: given.Name, status: modelActive, created: given.Created, base: base, baseModelARN: base.arn(a.Region), job: job,
	})
	region.tags[given.ARN] = nil
}
