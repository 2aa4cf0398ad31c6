// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"fmt"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// writeProbe is the object that Bedrock writes to learn whether it may write, and leaves behind for good.
const writeProbe = ".write_access_check_file.temp"

// permissionOfRole is an action that the role of a job must be allowed.
type permissionOfRole struct{ action, resource string }

// invokedBy lists what a job invokes with its role: the teacher of a distillation, which must be one that AWS supports with the
// student, with the models behind it where it is a profile; the graders of a reinforcement.
func (q *request) invokedBy(in *createCustomizationInput, base *foundationModel) (needed []permissionOfRole, err error) {
	config := in.CustomizationConfig
	if config == nil {
		return nil, nil
	}
	if config.DistillationConfig != nil {
		teacher := *config.DistillationConfig.TeacherModelConfig.TeacherModelIdentifier
		if err := q.checkTeacher(teacher, base); err != nil {
			return nil, err
		}
		target, err := q.invocationTarget(teacher)
		if err != nil {
			return nil, err
		}
		for _, resource := range append([]string{target.arn}, target.routes...) {
			needed = append(needed, permissionOfRole{"bedrock:InvokeModel", resource})
		}
	}
	if rft := config.RFTConfig; rft != nil && rft.GraderConfig != nil && rft.GraderConfig.LambdaGrader != nil {
		needed = append(needed, permissionOfRole{"lambda:InvokeFunction", *rft.GraderConfig.LambdaGrader.LambdaARN})
	}
	return needed, nil
}

// checkInvoked says what the role of a job may not invoke. AWS finds that out when the job runs.
func (job *customizationJob) checkInvoked(roles serviceRoles) error {
	for _, needed := range job.invoked {
		if !roles.Allowed(*job.input.RoleARN, needed.action, needed.resource) {
			return fmt.Errorf("the role %s is not authorized to perform %s on %s", *job.input.RoleARN, needed.action, needed.resource)
		}
	}
	return nil
}

// checkAccess refuses a job whose role cannot be assumed or cannot reach the data. A role that is too young to be known
// everywhere is refused with the same words as one that does not exist, as AWS does.
func (q *request) checkAccess(job *customizationJob) error {
	role := *job.input.RoleARN
	if err := q.aws.Roles.Assume(role, q.Account, job.arn); err != nil {
		return validationError(err.Error())
	}
	readable := job.validatorURIs()
	if data := job.input.TrainingDataConfig; data.S3URI != nil {
		readable = append([]string{*data.S3URI}, readable...)
	} else if err := q.checkLogs(role, *data.InvocationLogsConfig.InvocationLogSource.S3URI); err != nil {
		return err
	}
	for _, uri := range readable {
		if err := q.checkReadable(role, uri); err != nil {
			return err
		}
	}
	return q.checkWritable(role, *job.input.OutputDataConfig.S3URI)
}

// checkReadable looks for an object that the role may read. An object that is not there is refused like one that may
// not be read.
func (q *request) checkReadable(role, uri string) error {
	bucket, key := splitS3URI(uri)
	refused := validationError(fmt.Sprintf("Could not validate GetObject permissions to access Amazon S3 bucket: %s at key %s", bucket, key))
	if err := q.checkBucket(bucket); err != nil {
		return err
	}
	if key == "" || !q.aws.Roles.Allowed(role, "s3:GetObject", q.s3ARN(bucket, key)) {
		return refused
	}
	body, _, err := q.aws.Objects.Open(bucket, key)
	if err != nil {
		return refused
	}
	return body.Close()
}

// checkLogs looks for a prefix below which the role may list and read.
func (q *request) checkLogs(role, uri string) error {
	bucket, prefix := splitS3URI(uri)
	if err := q.checkBucket(bucket); err != nil {
		return err
	}
	if !q.aws.Roles.Allowed(role, "s3:ListBucket", q.s3ARN(bucket, "")) ||
		!q.aws.Roles.Allowed(role, "s3:GetObject", q.s3ARN(bucket, belowPrefix(prefix, "AWSLogs"))) {
		return validationError(fmt.Sprintf("Could not validate GetObject permissions to access Amazon S3 bucket: %s at key %s", bucket, prefix))
	}
	return nil
}

func (q *request) checkWritable(role, uri string) error {
	bucket, prefix := splitS3URI(uri)
	if err := q.checkBucket(bucket); err != nil {
		return err
	}
	probe := belowPrefix(prefix, writeProbe)
	if !q.aws.Roles.Allowed(role, "s3:PutObject", q.s3ARN(bucket, probe)) {
		return validationError(fmt.Sprintf("Amazon S3 perms missing (PutObject): "+
			"Could not validate PutObject permissions to access S3 bucket: %s at key %s", bucket, probe))
	}
	return q.aws.Objects.Put(bucket, probe, nil)
}

// checkBucket refuses a bucket that does not exist or is in another region than the job.
func (q *request) checkBucket(name string) error {
	_, region, err := q.aws.Objects.Bucket(name)
	if err != nil {
		return validationError(fmt.Sprintf("The provided S3 bucket %s could not be found: %v", name, err))
	}
	if region != q.Region {
		return validationError(fmt.Sprintf("The provided S3 bucket %s is in %s. It must be in the region of the job, %s.",
			name, region, q.Region))
	}
	return nil
}

// s3ARN is the ARN of an object, or of the bucket where the key is empty.
func (q *request) s3ARN(bucket, key string) string {
	resource := bucket
	if key != "" {
		resource += "/" + key
	}
	return core.NewARN(core.Partition(q.Region), "s3", "", "", resource).String()
}

// belowPrefix is the key of a name below the prefix of an S3 URI, which may end with a slash or not.
func belowPrefix(prefix, name string) string {
	if prefix = strings.TrimSuffix(prefix, "/"); prefix == "" {
		return name
	}
	return prefix + "/" + name
}
