// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"strings"
	"time"
)

// GivenModel is a custom model that exists already, under an ARN that a test can name.
type GivenModel struct {
	// ARN names its account, region and base model.
	ARN, Name string
	// Created is when it was made; the zero time means now.
	Created time.Time
}

// giveModel makes a custom model as if a job had trained it long ago.
func (s *bedrockService) giveModel(given GivenModel) {
	a, isARN := parseARN(given.ARN)
	parts := strings.Split(a.resource, "/")
	if !isARN || len(parts) != 3 {
		panic("not the ARN of a custom model: " + given.ARN)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	base, ok := loadCatalogue().find(a.region, parts[1])
	if !ok {
		panic("there is no base model " + parts[1])
	}
	if given.Created.IsZero() {
		given.Created = s.now()
	}
	uri := "s3://given-models/" + given.Name
	jobARN := arn{a.partition, a.service, a.region, a.account, "model-customization-job/" + base.ID + "/" + parts[2]}.String()
	job := &customizationJob{arn: jobARN, kind: fineTuning, base: base, status: statusCompleted}
	job.input.JobName, job.input.CustomModelName = &given.Name, &given.Name
	job.input.TrainingDataConfig, job.input.OutputDataConfig = &trainingDataConfig{S3URI: &uri}, &outputDataConfig{S3URI: &uri}
	region := s.region(bedrockScope{a.account, a.region})
	region.models = append(region.models, &customModel{
		arn: given.ARN, name: given.Name, status: modelActive, created: given.Created, base: base, baseModelARN: base.arn(a.region), job: job,
	})
	region.tags[given.ARN] = nil
}
