// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package customization

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/wait"
)

const (
	// rolePropagation is how long IAM may take to make a new role usable everywhere.
	rolePropagation = 2 * time.Minute
	// recoveryTime bounds the look for a job whose create was not answered, also after an interrupt.
	recoveryTime = 5 * time.Second
	// maxJobPages bounds the search among the running jobs of a region; its quota is far below one page.
	maxJobPages = 10
	// inUse is how long a delete is repeated while dependents are being destroyed.
	inUse = 5 * time.Minute
)

// jobPhase is the status of a job, with the one phase that AWS reports beside it: validated data.
type jobPhase string

const phaseValidated jobPhase = "Validated"

var errNoARN = errors.New("AWS answered without the ARN of the job")

// createJob starts the job. The request is never cancelled half way, and it is repeated with the same token while IAM
// does not know the role yet.
func createJob(
	ctx context.Context, client *bedrock.Client, clock wait.Clock, input *bedrock.CreateModelCustomizationJobInput,
) (arn string, err error) {
	err = wait.Retry(ctx, clock, rolePropagation, apierr.IsRolePropagation, func(ctx context.Context) error {
		out, err := client.CreateModelCustomizationJob(ctx, input, func(o *bedrock.Options) {
			o.APIOptions = append(o.APIOptions, awsclient.DetachAttempts)
		})
		if err != nil {
			return err
		}
		if arn = aws.ToString(out.JobArn); arn == "" {
			return errNoARN
		}
		return nil
	})
	if errors.Is(err, errNoARN) || apierr.Is(err, apierr.Interrupted, apierr.Unavailable, apierr.NameInUse, apierr.Conflict) {
		return recoverJob(ctx, client, input, err)
	}
	return arn, err
}

// recoverJob looks for the job of a create that failed without a clear no: AWS may have started it and its answer may be
// lost. A job of that name with our token is ours; with any other token it is not, and the error stands.
func recoverJob(
	ctx context.Context, client *bedrock.Client, input *bedrock.CreateModelCustomizationJobInput, createErr error,
) (arn string, err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), recoveryTime)
	defer cancel()
	job, err := findJob(ctx, client, aws.ToString(input.JobName))
	if err != nil || aws.ToString(job.ClientRequestToken) != aws.ToString(input.ClientRequestToken) {
		return "", createErr
	}
	return aws.ToString(job.JobArn), nil
}

// findJob reads a job by ARN or name. An answer without the ARN is an error, not an empty job.
func findJob(ctx context.Context, client *bedrock.Client, identifier string) (*bedrock.GetModelCustomizationJobOutput, error) {
	job, err := client.GetModelCustomizationJob(ctx, &bedrock.GetModelCustomizationJobInput{JobIdentifier: &identifier})
	if err != nil {
		return nil, err
	}
	if aws.ToString(job.JobArn) == "" || job.Status == "" {
		return nil, fmt.Errorf("AWS answered without the ARN or the status of the job")
	}
	return job, nil
}

// findJobOfModel finds the job that is training a custom model, by the name of the model; nil when there is none.
func findJobOfModel(ctx context.Context, client *bedrock.Client, modelName string) (*bedrock.GetModelCustomizationJobOutput, error) {
	pages := bedrock.NewListModelCustomizationJobsPaginator(client, &bedrock.ListModelCustomizationJobsInput{
		StatusEquals: awstypes.FineTuningJobStatusInProgress,
	}, func(o *bedrock.ListModelCustomizationJobsPaginatorOptions) { o.StopOnDuplicateToken = true })
	for range maxJobPages {
		if !pages.HasMorePages() {
			break
		}
		page, err := pages.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		for _, job := range page.ModelCustomizationJobSummaries {
			if aws.ToString(job.CustomModelName) == modelName {
				return findJob(ctx, client, aws.ToString(job.JobArn))
			}
		}
	}
	return nil, nil
}

// findModel reads a custom model by ARN or name.
func findModel(ctx context.Context, client *bedrock.Client, identifier string) (*bedrock.GetCustomModelOutput, error) {
	model, err := client.GetCustomModel(ctx, &bedrock.GetCustomModelInput{ModelIdentifier: &identifier})
	if err != nil {
		return nil, err
	}
	if aws.ToString(model.ModelArn) == "" {
		return nil, fmt.Errorf("AWS answered without the ARN of the model")
	}
	return model, nil
}

func phaseOf(job *bedrock.GetModelCustomizationJobOutput) jobPhase {
	if job.Status == awstypes.ModelCustomizationJobStatusInProgress && job.StatusDetails != nil {
		if details := job.StatusDetails.ValidationDetails; details != nil && details.Status == awstypes.JobStatusDetailsCompleted {
			return phaseValidated
		}
	}
	return jobPhase(job.Status)
}

// waitJob follows a job to the phase that wait_for names. It returns the job as last seen, nil when no read succeeded.
func waitJob(
	ctx context.Context, client *bedrock.Client, data *crud.ProviderData, arn, waitFor string, timeout time.Duration,
) (*bedrock.GetModelCustomizationJobOutput, error) {
	spec := wait.Spec[*bedrock.GetModelCustomizationJobOutput, jobPhase]{
		Poll: func(ctx context.Context) (*bedrock.GetModelCustomizationJobOutput, jobPhase, error) {
			job, err := findJob(ctx, client, arn)
			if err != nil {
				return nil, "", err
			}
			return job, phaseOf(job), nil
		},
		Target:      []jobPhase{jobPhase(awstypes.ModelCustomizationJobStatusCompleted)},
		Failed:      []jobPhase{jobPhase(awstypes.ModelCustomizationJobStatusFailed), jobPhase(awstypes.ModelCustomizationJobStatusStopped)},
		NotFound:    apierr.IsNotFound,
		Transient:   apierr.IsTransient,
		Timeout:     timeout,
		MaxInterval: data.PollInterval,
		Clock:       data.Clock,
		Progress: func(phase jobPhase, elapsed time.Duration) {
			tflog.Info(ctx, "waiting for Bedrock model customization job", map[string]any{
				"arn": arn, "status": string(phase), "wait_for": waitFor, "elapsed": elapsed.String(),
			})
		},
	}
	switch waitFor {
	case crud.WaitCreated:
		// One read for the outputs that exist from the start.
		job, err := findJob(ctx, client, arn)
		if err != nil && (apierr.IsNotFound(err) || apierr.IsTransient(err)) {
			return nil, nil
		}
		return job, err
	case crud.WaitValidated:
		spec.Target = append(spec.Target, phaseValidated)
	}
	return wait.For(ctx, spec)
}

// finalStatuses are those after which a job does not change any more.
func finalStatuses() []awstypes.ModelCustomizationJobStatus {
	return []awstypes.ModelCustomizationJobStatus{
		awstypes.ModelCustomizationJobStatusCompleted, awstypes.ModelCustomizationJobStatusFailed,
		awstypes.ModelCustomizationJobStatusStopped,
	}
}

func ended(status awstypes.ModelCustomizationJobStatus) bool {
	return slices.Contains(finalStatuses(), status)
}

// stopJob stops a job that still runs and waits until it is over, whatever won the race.
func stopJob(ctx context.Context, client *bedrock.Client, data *crud.ProviderData, arn string, timeout time.Duration) (
	*bedrock.GetModelCustomizationJobOutput, error,
) {
	_, err := client.StopModelCustomizationJob(ctx, &bedrock.StopModelCustomizationJobInput{JobIdentifier: &arn})
	if err != nil && !apierr.Is(err, apierr.Conflict, apierr.Validation, apierr.NotFound) {
		return nil, err
	}
	return wait.For(ctx, wait.Spec[*bedrock.GetModelCustomizationJobOutput, awstypes.ModelCustomizationJobStatus]{
		Poll: func(ctx context.Context) (*bedrock.GetModelCustomizationJobOutput, awstypes.ModelCustomizationJobStatus, error) {
			job, err := findJob(ctx, client, arn)
			if err != nil {
				return nil, "", err
			}
			return job, job.Status, nil
		},
		Target:    finalStatuses(),
		Transient: apierr.IsTransient, Timeout: timeout, MaxInterval: data.PollInterval, Clock: data.Clock,
	})
}

// deleteModel deletes a custom model, waiting while deployments or copies that use it go away.
func deleteModel(ctx context.Context, client *bedrock.Client, clock wait.Clock, identifier string) error {
	err := wait.Retry(ctx, clock, inUse, func(err error) bool { return apierr.Is(err, apierr.Conflict) },
		func(ctx context.Context) error {
			_, err := client.DeleteCustomModel(ctx, &bedrock.DeleteCustomModelInput{ModelIdentifier: &identifier})
			return err
		})
	if apierr.IsNotFound(err) {
		return nil
	}
	return err
}
