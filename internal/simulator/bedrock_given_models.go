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

// GiveModel makes a custom model as if a job had trained it long ago.
func (s *Simulator) GiveModel(given GivenModel) {
	service, isBedrock := s.services["bedrock"].(*bedrockService)
	a, isARN := parseARN(given.ARN)
	parts := strings.Split(a.resource, "/")
	if !isBedrock || !isARN || len(parts) != 3 {
		panic("not the ARN of a custom model: " + given.ARN)
	}
	service.mu.Lock()
	defer service.mu.Unlock()
	base, ok := loadCatalogue().find(a.region, parts[1])
	if !ok {
		panic("there is no base model " + parts[1])
	}
	if given.Created.IsZero() {
		given.Created = service.now()
	}
	uri := "s3://given-models/" + given.Name
	jobARN := arn{a.partition, a.service, a.region, a.account, "model-customization-job/" + base.ID + "/" + parts[2]}.String()
	job := &customizationJob{arn: jobARN, kind: fineTuning, base: base, status: statusCompleted}
	job.input.JobName, job.input.CustomModelName = &given.Name, &given.Name
	job.input.TrainingDataConfig, job.input.OutputDataConfig = &trainingDataConfig{S3URI: &uri}, &outputDataConfig{S3URI: &uri}
	region := service.region(bedrockScope{a.account, a.region})
	region.models = append(region.models, &customModel{
		arn: given.ARN, name: given.Name, status: modelActive, created: given.Created, base: base, baseModelARN: base.arn(a.region), job: job,
	})
	region.tags[given.ARN] = nil
}
