// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"fmt"
	"time"
	"unicode"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const (
	statusSubmitted          = "Submitted"
	statusValidating         = "Validating"
	statusScheduled          = "Scheduled"
	statusPartiallyCompleted = "PartiallyCompleted"
	statusExpired            = "Expired"
)

// The steps of a job in virtual time, counted from its submission. A model has room for one job of the account in the
// region at a time; others stay Scheduled until it is their turn.
const (
	invocationSubmitted = time.Minute
	invocationValidated = 5 * time.Minute
	invocationScheduled = 10 * time.Minute

	recordsPerMinute = 100
)

// ended tells whether the job is a record that will not change any more.
func (job *invocationJob) ended() bool {
	switch job.status {
	case statusSubmitted, statusValidating, statusScheduled, statusInProgress, statusStopping:
		return false
	}
	return true
}

func (job *invocationJob) listed(time.Time) (core.Object, bool) {
	return core.Object{Type: "model-invocation-job", ARN: job.arn, Status: job.status}, !job.ended()
}

func settleInvocationJobs(aws *Neighbours, r *region, now time.Time) {
	for _, job := range of[*invocationJob](r).all {
		job.advance(aws, r, now)
	}
}

// advance carries out what a job has done by now. Jobs are advanced in the order of their creation: the end of the one
// before is known when the next one waits for it.
func (job *invocationJob) advance(aws *Neighbours, region *region, now time.Time) {
	if job.ended() {
		return
	}
	if job.status == statusStopping {
		if end := job.stopRequested.Add(stoppingTime); !now.Before(end) {
			job.finish(aws, statusStopped, end)
		}
		return
	}
	job.step(statusValidating, job.submitted.Add(invocationSubmitted), now)
	if validated := job.submitted.Add(invocationValidated); !now.Before(validated) {
		if job.batch == nil && !job.validate(aws, validated) {
			return
		}
		job.step(statusScheduled, validated, now)
	}
	if start, ok := job.turn(region); ok && start.Before(job.expires()) {
		if job.step(statusInProgress, start, now); job.status == statusInProgress {
			job.began = start
		}
	}
	switch end := job.began.Add(job.duration()); {
	case job.status == statusInProgress && !now.Before(end) && !end.After(job.expires()):
		job.finish(aws, statusCompleted, end)
	case now.Before(job.expires()):
	case job.status == statusInProgress:
		job.finish(aws, statusPartiallyCompleted, job.expires())
	default:
		job.end(statusExpired, job.expires())
	}
}

// step brings the job into a status that it reaches at a time.
func (job *invocationJob) step(status string, at, now time.Time) {
	if !now.Before(at) && at.After(job.modified) {
		job.status, job.modified = status, at
	}
}

// validate reads the input, as AWS does before it schedules a job. It returns false when the job failed.
func (job *invocationJob) validate(aws *Neighbours, at time.Time) bool {
	err := job.checkInvoke(aws.Roles)
	if err == nil {
		job.batch, err = job.readBatch(aws.Objects)
	}
	if err != nil {
		job.fail(at, err)
	}
	return err == nil
}

// turn returns when the job can begin; ok is false while a job for the same model that was submitted before has not ended.
func (job *invocationJob) turn(region *region) (start time.Time, ok bool) {
	start = job.submitted.Add(invocationScheduled)
	for _, other := range of[*invocationJob](region).all {
		switch {
		case other == job:
			return start, true
		case other.target.base != job.target.base:
		case !other.ended():
			return time.Time{}, false
		case !other.began.IsZero() && other.endTime.After(start):
			start = other.endTime
		}
	}
	return start, true
}

// duration is how long the job takes once it began.
func (job *invocationJob) duration() time.Duration {
	if job.batch == nil {
		return 0
	}
	return time.Duration(job.batch.total) * time.Minute / recordsPerMinute
}

// processed is how many records the job has done at a time, or until it was told to stop or ended.
func (job *invocationJob) processed(at time.Time) int {
	switch {
	case job.began.IsZero():
		return 0
	case !job.stopRequested.IsZero():
		at = job.stopRequested
	case !job.endTime.IsZero():
		at = job.endTime
	}
	return min(job.batch.total, int(at.Sub(job.began)*recordsPerMinute/time.Minute))
}

// finish writes the results of what was processed and ends the job.
func (job *invocationJob) finish(aws *Neighbours, status string, at time.Time) {
	if !job.began.IsZero() {
		if err := job.writeResults(aws.Objects, job.processed(at)); err != nil {
			job.fail(at, err)
			return
		}
	}
	job.end(status, at)
}

func (job *invocationJob) end(status string, at time.Time) {
	job.status, job.endTime, job.modified = status, at, at
	if status == statusPartiallyCompleted || status == statusExpired {
		job.message = fmt.Sprintf("Batch job %s timed out after %d hours.", job.arn, job.timeoutHours)
	}
}

func (job *invocationJob) fail(at time.Time, err error) {
	const longest = 2048
	message := []rune(err.Error())
	message[0] = unicode.ToUpper(message[0])
	job.message = string(message[:min(len(message), longest)])
	job.end(statusFailed, at)
}
