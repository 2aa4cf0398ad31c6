// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import "fmt"

// The rules of AWS's model for the members of CreateModelCustomizationJob.
var (
	jobNameRule         = textRule{min: 1, max: 63, pattern: `[a-zA-Z0-9](-*[a-zA-Z0-9\+\-\.])*`}
	customModelNameRule = textRule{min: 1, max: 63, pattern: `([0-9a-zA-Z][_-]?){1,63}`}
	roleARNRule         = textRule{max: 2048, pattern: `arn:aws(-[^:]+)?:iam::([0-9]{12})?:role/.+`}
	requestTokenRule    = textRule{min: 1, max: 256, pattern: `[a-zA-Z0-9]([-a-zA-Z0-9]{0,254}[a-zA-Z0-9])?`}
	baseModelRule       = textRule{min: 1, max: 2048, pattern: `(arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:(([0-9]{12}:custom-model/` +
		`([a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}([.]?[a-z0-9-]{1,63})([:][a-z0-9-]{1,63}){0,2})/[a-z0-9]{12})|(:foundation-model/` +
		`[a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}([:][a-z0-9-]{1,63}){0,2})))|([a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}` +
		`([.]?[a-z0-9-]{1,63})([:][a-z0-9-]{1,63}){0,2})|(([0-9a-zA-Z][_-]?)+)`}
	customizationTypeRule = textRule{values: []string{fineTuning, continuedPreTraining, distillation, reinforcementFineTuning, "IMPORTED"}}
	kmsKeyIDRule          = textRule{min: 1, max: 2048, pattern: `(arn:aws(-[^:]+)?:kms:[a-zA-Z0-9-]*:[0-9]{12}:((key/[a-zA-Z0-9-]{36})|` +
		`(alias/[a-zA-Z0-9-_/]+)))|([a-zA-Z0-9-]{36})|(alias/[a-zA-Z0-9-_/]+)`}
	s3URIRule = textRule{min: 1, max: 1024, pattern: `s3://[a-z0-9][-.a-z0-9]{1,61}[a-z0-9](?:/[-!_*'().a-z0-9A-Z]+` +
		`(?:/[-!_*'().a-z0-9A-Z]+)*)?/?`}
	metadataKeyRule   = textRule{min: 1, max: 256, pattern: `[a-zA-Z0-9\s._:/=+$@-]{1,256}`}
	metadataValueRule = textRule{max: 256, pattern: `[a-zA-Z0-9\s._:/=+$@-]{0,256}`}
	networkIDRule     = textRule{max: 32, pattern: `[-0-9a-zA-Z]+`}
	teacherModelRule  = textRule{pattern: `(arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:((:foundation-model/([a-z0-9-]{1,63}[.]{1}` +
		`[a-z0-9-]{1,63}([.]?[a-z0-9-]{1,63})([:][a-z0-9-]{1,63}){0,2})|(([0-9a-zA-Z][_-]?)+)$)|([0-9]{12}:inference-profile/` +
		`[a-zA-Z0-9-:.]+$)))|([a-z0-9-]{1,63}[.]{1}[a-z0-9-]{1,63}([.]?[a-z0-9-]{1,63})([:][a-z0-9-]{1,63}){0,2})`}
	lambdaARNRule = textRule{min: 1, max: 512, pattern: `arn:(aws[a-zA-Z-]*)?:lambda:[a-z]{2}(-gov)?-[a-z]+-\d{1}:\d{12}:function:` +
		`[a-zA-Z0-9-_\.]+(:(\$LATEST|[a-zA-Z0-9-_]+))?`}
	reasoningEffortRule = textRule{values: []string{"low", "medium", "high"}}
)

// validate checks the shape of the input: what AWS's front end refuses before it looks at any other object.
func (in *createCustomizationInput) validate() error {
	var v violations
	v.requiredText("jobName", in.JobName, jobNameRule)
	v.requiredText("customModelName", in.CustomModelName, customModelNameRule)
	v.requiredText("roleArn", in.RoleARN, roleARNRule)
	v.text("clientRequestToken", in.ClientRequestToken, requestTokenRule)
	v.requiredText("baseModelIdentifier", in.BaseModelIdentifier, baseModelRule)
	v.text("customizationType", in.CustomizationType, customizationTypeRule)
	v.text("customModelKmsKeyId", in.CustomModelKMSKeyID, kmsKeyIDRule)
	in.validateData(&v)
	if vpc := in.VPCConfig; vpc != nil {
		v.texts("vpcConfig.subnetIds", vpc.SubnetIDs, 1, 16, networkIDRule)
		v.texts("vpcConfig.securityGroupIds", vpc.SecurityGroupIDs, 1, 5, networkIDRule)
	}
	if config := in.CustomizationConfig; config != nil {
		v.union("customizationConfig", config.DistillationConfig != nil, config.RFTConfig != nil)
		config.DistillationConfig.validate(&v)
		config.RFTConfig.validate(&v)
	}
	return v.err()
}

func (in *createCustomizationInput) validateData(v *violations) {
	v.required("trainingDataConfig", in.TrainingDataConfig != nil)
	if data := in.TrainingDataConfig; data != nil {
		v.text("trainingDataConfig.s3Uri", data.S3URI, s3URIRule)
		data.InvocationLogsConfig.validate(v, "trainingDataConfig.invocationLogsConfig")
	}
	if data := in.ValidationDataConfig; data != nil {
		v.required("validationDataConfig.validators", data.Validators != nil)
		v.count("validationDataConfig.validators", len(data.Validators), 0, 10)
		for i, validator := range data.Validators {
			v.requiredText(listMember("validationDataConfig.validators", i)+".s3Uri", validator.S3URI, s3URIRule)
		}
	}
	v.required("outputDataConfig", in.OutputDataConfig != nil)
	if data := in.OutputDataConfig; data != nil {
		v.requiredText("outputDataConfig.s3Uri", data.S3URI, s3URIRule)
	}
}

func (logs *invocationLogsConfig) validate(v *violations, path string) {
	if logs == nil {
		return
	}
	v.required(path+".invocationLogSource", logs.InvocationLogSource != nil)
	if source := logs.InvocationLogSource; source != nil {
		v.union(path+".invocationLogSource", source.S3URI != nil)
		v.text(path+".invocationLogSource.s3Uri", source.S3URI, s3URIRule)
	}
	filters := logs.RequestMetadataFilters
	if filters == nil {
		return
	}
	path += ".requestMetadataFilters"
	v.union(path, filters.Equals != nil, filters.NotEquals != nil, filters.AndAll != nil, filters.OrAll != nil)
	validateMetadata(v, path+".equals", filters.Equals)
	validateMetadata(v, path+".notEquals", filters.NotEquals)
	validateMetadataList(v, path+".andAll", filters.AndAll)
	validateMetadataList(v, path+".orAll", filters.OrAll)
}

func validateMetadataList(v *violations, path string, filters []requestMetadataBaseFilter) {
	if filters == nil {
		return
	}
	v.count(path, len(filters), 1, 16)
	for i, filter := range filters {
		validateMetadata(v, listMember(path, i)+".equals", filter.Equals)
		validateMetadata(v, listMember(path, i)+".notEquals", filter.NotEquals)
	}
}

func validateMetadata(v *violations, path string, pairs map[string]string) {
	if pairs == nil {
		return
	}
	v.count(path, len(pairs), 1, 1)
	for key, value := range pairs {
		v.text(path, &key, metadataKeyRule)
		v.text(path+"."+key, &value, metadataValueRule)
	}
}

func (d *distillationConfig) validate(v *violations) {
	const path = "customizationConfig.distillationConfig.teacherModelConfig"
	if d == nil {
		return
	}
	v.required(path, d.TeacherModelConfig != nil)
	if teacher := d.TeacherModelConfig; teacher != nil {
		v.requiredText(path+".teacherModelIdentifier", teacher.TeacherModelIdentifier, teacherModelRule)
	}
}

func (r *rftConfig) validate(v *violations) {
	const path = "customizationConfig.rftConfig"
	if r == nil {
		return
	}
	if grader := r.GraderConfig; grader != nil {
		v.union(path+".graderConfig", grader.LambdaGrader != nil)
		if lambda := grader.LambdaGrader; lambda != nil {
			v.requiredText(path+".graderConfig.lambdaGrader.lambdaArn", lambda.LambdaARN, lambdaARNRule)
		}
	}
	if h := r.HyperParameters; h != nil {
		member := func(name string) string { return fmt.Sprintf("%s.hyperParameters.%s", path, name) }
		between(v, member("epochCount"), h.EpochCount, 1, 50)
		between(v, member("batchSize"), h.BatchSize, 16, 512)
		between(v, member("learningRate"), h.LearningRate, 1e-7, 1e-3)
		between(v, member("trainingSamplePerPrompt"), h.TrainingSamplePerPrompt, 2, 16)
		between(v, member("evalInterval"), h.EvalInterval, 1, 100)
		v.text(member("reasoningEffort"), h.ReasoningEffort, reasoningEffortRule)
	}
}
