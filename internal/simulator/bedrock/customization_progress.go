// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"errors"
	"time"
	"unicode"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const (
	statusNotStarted = "NotStarted"
	statusInProgress = "InProgress"
	statusCompleted  = "Completed"
	statusFailed     = "Failed"
	statusStopping   = "Stopping"
	statusStopped    = "Stopped"
)

const (
	phaseValidation     = "validation"
	phaseDataProcessing = "dataProcessing"
	phaseTraining       = "training"
)

// The phases of a job in virtual time.
const (
	validationTime     = 5 * time.Minute
	dataProcessingTime = 10 * time.Minute
	trainingTime       = 45 * time.Minute
	stoppingTime       = time.Minute

	customizationTime = validationTime + dataProcessingTime + trainingTime
)

// ended tells whether the job is a record that will not change any more.
func (job *customizationJob) ended() bool {
	return job.status != statusInProgress && job.status != statusStopping
}

func (job *customizationJob) listed(time.Time) (core.Object, bool) {
	return core.Object{Type: "model-customization-job", ARN: job.arn, Status: job.status}, !job.ended()
}

func settleCustomizationJobs(aws *Neighbours, r *region, now time.Time) {
	standing := aws.Accounts.Get(r.account)
	for _, job := range of[*customizationJob](r).all {
		job.advance(aws, r, standing, now)
	}
}

// advance carries out what a job has done by now. Nothing happens between requests: what a request would have seen is
// worked out when it comes, with the times at which it would have happened.
func (job *customizationJob) advance(aws *Neighbours, region *region, standing core.Account, now time.Time) {
	if job.ended() {
		return
	}
	if job.status == statusStopping {
		if end := job.stopRequested.Add(stoppingTime); !now.Before(end) {
			job.end(statusStopped, end)
		}
		return
	}
	if validated := job.created.Add(validationTime); job.training == nil && !now.Before(validated) {
		err := job.checkInvoked(aws.Roles)
		if err == nil {
			err = job.readData(aws.Objects)
		}
		if err == nil {
			err = job.reportData(aws.Objects)
		}
		if err != nil {
			job.fail(phaseValidation, validated, err)
			return
		}
	}
	processed := job.created.Add(validationTime + dataProcessingTime)
	if job.kind == distillation && !now.Before(processed) && job.training.records < leastPrompts {
		job.fail(phaseDataProcessing, processed, errTooFewPrompts)
		return
	}
	if job.stalled = standing.TrainingStalls && !now.Before(processed); job.stalled {
		return
	}
	if failing := processed.Add(trainingTime / 2); standing.TrainingFailure != "" && !now.Before(failing) {
		job.fail(phaseTraining, failing, errors.New(standing.TrainingFailure))
		return
	}
	if end := job.created.Add(customizationTime); !now.Before(end) {
		if err := job.complete(aws, region, end); err != nil {
			job.fail(phaseTraining, end, err)
		}
	}
}

// complete writes the metrics and makes the model.
func (job *customizationJob) complete(aws *Neighbours, region *region, end time.Time) error {
	curve := job.lossCurve()
	job.trainingLoss = curve.final()
	job.validationLosses = job.computeValidationLosses(job.trainingLoss)

	files := map[string][]byte{"/training_artifacts/step_wise_training_metrics.csv": curve.csv()}
	if len(job.validations) > 0 {
		files["/validation_artifacts/post_fine_tuning_validation/validation/validation_metrics.csv"] = curve.validationCSV(job.validationLosses)
	}
	if err := job.writeOutput(aws.Objects, files); err != nil {
		return err
	}
	job.end(statusCompleted, end)
	model := newTrainedModel(job, region, end)
	job.outputModelARN = model.arn
	of[*customModel](region).add(model)
	region.tags[model.arn] = job.input.CustomModelTags
	return nil
}

func (job *customizationJob) end(status string, at time.Time) {
	job.status, job.endTime, job.modified = status, at, at
}

func (job *customizationJob) fail(phase string, at time.Time, err error) {
	const longest = 2048
	message := []rune(err.Error())
	message[0] = unicode.ToUpper(message[0])
	job.failedPhase, job.failure = phase, string(message[:min(len(message), longest)])
	job.end(statusFailed, at)
}

// statusDetails tells how far each phase is.
type statusDetails struct {
	ValidationDetails     phaseDetails `json:"validationDetails"`
	DataProcessingDetails phaseDetails `json:"dataProcessingDetails"`
	TrainingDetails       phaseDetails `json:"trainingDetails"`
}

type phaseDetails struct {
	Status           string    `json:"status"`
	CreationTime     timestamp `json:"creationTime,omitzero"`
	LastModifiedTime timestamp `json:"lastModifiedTime,omitzero"`
}

func (job *customizationJob) statusDetails(now time.Time) statusDetails {
	processing := job.created.Add(validationTime)
	training := processing.Add(dataProcessingTime)
	return statusDetails{
		ValidationDetails:     job.phase(now, phaseValidation, job.created, processing),
		DataProcessingDetails: job.phase(now, phaseDataProcessing, processing, training),
		TrainingDetails:       job.phase(now, phaseTraining, training, training.Add(trainingTime)),
	}
}

// phase tells the state of one phase. A job that stops or fails takes along the phase it was in.
func (job *customizationJob) phase(now time.Time, name string, start, end time.Time) phaseDetails {
	seen := now
	if !job.stopRequested.IsZero() {
		seen = job.stopRequested
	} else if job.ended() {
		seen = job.endTime
	}
	details := phaseDetails{Status: statusInProgress, CreationTime: timestamp(start), LastModifiedTime: timestamp(start)}
	switch {
	case job.stalled && name == phaseTraining:
		return phaseDetails{Status: statusNotStarted}
	case job.failedPhase == name:
		details.Status, details.LastModifiedTime = statusFailed, timestamp(job.endTime)
	case seen.Before(start), job.failedPhase != "" && !start.Before(job.endTime):
		return phaseDetails{Status: statusNotStarted}
	case !seen.Before(end):
		details.Status, details.LastModifiedTime = statusCompleted, timestamp(end)
	case !job.stopRequested.IsZero():
		details.Status, details.LastModifiedTime = job.status, timestamp(job.modified)
	}
	return details
}
