// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func TestCreateModelCustomizationJob_isIdempotentByToken(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	in := w.jobInput("once", func(in jobInput) { in.ClientRequestToken = aws.String("token-1") })
	first, err := w.CreateModelCustomizationJob(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	again, err := w.CreateModelCustomizationJob(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if *first.JobArn != *again.JobArn {
		t.Errorf("got %s for a repeated request, want %s", *again.JobArn, *first.JobArn)
	}
	in.HyperParameters = map[string]string{"epochCount": "3"}
	_, err = w.CreateModelCustomizationJob(t.Context(), in)
	wantError(t, err, "ConflictException", "token")
	if got := aws.ToString(w.getJob(t, "once").ClientRequestToken); got != "token-1" {
		t.Errorf("got token %q back", got)
	}
}

func TestCreateModelCustomizationJob_neverFreesAJobName(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	model := w.train(t, "tuned")
	if _, err := w.DeleteCustomModel(t.Context(), &bedrock.DeleteCustomModelInput{ModelIdentifier: model.OutputModelArn}); err != nil {
		t.Fatal(err)
	}
	_, err := w.CreateModelCustomizationJob(t.Context(), w.jobInput("tuned"))
	wantError(t, err, "ValidationException", "The provided job name is currently in use.")

	other := openWorkshopIn(t, w.core, "us-west-2")
	llama := func(in jobInput) { in.BaseModelIdentifier = aws.String("meta.llama3-3-70b-instruct-v1:0") }
	other.createJob(t, "tuned", llama) // names are per region
}

func TestCreateModelCustomizationJob_refusesAModelNameInUse(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	named := func(in jobInput) { in.CustomModelName = aws.String("mine") }
	w.createJob(t, "first", named)
	_, err := w.CreateModelCustomizationJob(t.Context(), w.jobInput("second", named))
	wantError(t, err, "ValidationException", "currently in use")

	w.Advance(time.Hour)
	_, err = w.CreateModelCustomizationJob(t.Context(), w.jobInput("second", named))
	wantError(t, err, "ValidationException", "currently in use")

	if _, err := w.DeleteCustomModel(t.Context(), &bedrock.DeleteCustomModelInput{ModelIdentifier: aws.String("mine")}); err != nil {
		t.Fatal(err)
	}
	w.createJob(t, "second", named)
}

func TestCreateModelCustomizationJob_holdsMembersAgainstTheModel(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	for name, test := range map[string]struct {
		spoil func(jobInput)
		says  string
	}{
		"job name":          {func(in jobInput) { in.JobName = aws.String("no_underscore") }, "at 'jobName' failed"},
		"long job name":     {func(in jobInput) { in.JobName = aws.String(strings.Repeat("a", 64)) }, "length less than or equal to 63"},
		"model name":        {func(in jobInput) { in.CustomModelName = aws.String("-x") }, "at 'customModelName'"},
		"role":              {func(in jobInput) { in.RoleArn = aws.String("arn:aws:iam::123456789012:user/me") }, "at 'roleArn'"},
		"token":             {func(in jobInput) { in.ClientRequestToken = aws.String("-") }, "at 'clientRequestToken'"},
		"base":              {func(in jobInput) { in.BaseModelIdentifier = aws.String("!") }, "at 'baseModelIdentifier'"},
		"type":              {func(in jobInput) { in.CustomizationType = "MAGIC" }, "enum value set: [FINE_TUNING, "},
		"key":               {func(in jobInput) { in.CustomModelKmsKeyId = aws.String("key") }, "at 'customModelKmsKeyId'"},
		"training URI":      {func(in jobInput) { in.TrainingDataConfig.S3Uri = aws.String("https://x") }, "at 'trainingDataConfig.s3Uri'"},
		"output URI":        {func(in jobInput) { in.OutputDataConfig.S3Uri = aws.String("s3://B") }, "at 'outputDataConfig.s3Uri'"},
		"subnet":            {func(in jobInput) { in.VpcConfig = vpc("sub net", "sg-1") }, "at 'vpcConfig.subnetIds.1.member'"},
		"no security group": {func(in jobInput) { in.VpcConfig = vpc("subnet-1") }, "at 'vpcConfig.securityGroupIds'"},
		"validator": {func(in jobInput) {
			in.ValidationDataConfig = &types.ValidationDataConfig{Validators: []types.Validator{{S3Uri: aws.String("x")}}}
		}, "at 'validationDataConfig.validators.1.member.s3Uri'"},
		"lambda": {func(in jobInput) {
			in.CustomizationConfig = &types.CustomizationConfigMemberRftConfig{Value: types.RFTConfig{
				GraderConfig: &types.GraderConfigMemberLambdaGrader{Value: types.LambdaGraderConfig{LambdaArn: aws.String("x")}},
			}}
		}, "at 'customizationConfig.rftConfig.graderConfig.lambdaGrader.lambdaArn'"},
		"RFT epochs": {func(in jobInput) {
			in.CustomizationConfig = &types.CustomizationConfigMemberRftConfig{Value: types.RFTConfig{
				HyperParameters: &types.RFTHyperParameters{EpochCount: aws.Int32(51)},
			}}
		}, "value less than or equal to 50"},
		"metadata filter": {func(in jobInput) {
			in.TrainingDataConfig = logs(w.uri("logs"), &types.RequestMetadataFiltersMemberEquals{Value: map[string]string{"a": "1", "b": "2"}})
		}, "at 'trainingDataConfig.invocationLogsConfig.requestMetadataFilters.equals'"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantError(t, w.refuseJob(t, test.spoil), "ValidationException", "validation error", test.says)
		})
	}
}

func vpc(subnet string, groups ...string) *types.VpcConfig {
	return &types.VpcConfig{SubnetIds: []string{subnet}, SecurityGroupIds: append([]string{}, groups...)}
}

func logs(uri string, filters types.RequestMetadataFilters) *types.TrainingDataConfig {
	return &types.TrainingDataConfig{InvocationLogsConfig: &types.InvocationLogsConfig{
		InvocationLogSource: &types.InvocationLogSourceMemberS3Uri{Value: uri}, RequestMetadataFilters: filters,
	}}
}

func TestCreateModelCustomizationJob_tellsAllViolationsAtOnce(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	err := w.refuseJob(t, func(in jobInput) { in.JobName, in.CustomModelName = aws.String("_"), aws.String("_") })
	wantError(t, err, "ValidationException", "2 validation errors detected: ", "'jobName'", "; ", "'customModelName'")
}

func TestCreateModelCustomizationJob_refusesUnknownAndMissingMembers(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	for body, says := range map[string]string{
		`{"jobName":"x","jobKolor":"red"}`: "jobKolor",
		`{"jobName":7}`:                    "jobName",
		`{"jobName":"x"`:                   "not valid",
		`{}`:                               "Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
		`{"jobName":"x","customizationConfig":{"distillationConfig":{},"rftConfig":{}}}`: "Exactly one member of the union",
	} {
		url := w.server.URL + "/model-customization-jobs"
		request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization",
			"AWS4-HMAC-SHA256 Credential=k/20260101/us-east-1/bedrock/aws4_request, SignedHeaders=host, Signature=0")
		answer, err := w.server.Client().Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil {
			t.Fatal(err)
		}
		if answer.StatusCode != http.StatusBadRequest || answer.Header.Get("X-Amzn-Errortype") != "ValidationException" ||
			!strings.Contains(string(text), says) {
			t.Errorf("%s: got %d %s, want a ValidationException that says %q", body, answer.StatusCode, text, says)
		}
	}
}

func TestCreateModelCustomizationJob_refusesBaseModels(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	for identifier, want := range map[string][2]string{
		"amazon.titan-text-express-v1": {"InternalServerException", "internal error"},
		"amazon.nova-lite-v1:0:24k":    {"ValidationException", "does not support"},
		"anthropic.claude-sonnet-5":    {"ValidationException", "does not support the customization type FINE_TUNING"},
		"amazon.nova-huge-v1:0":        {"ValidationException", "invalid"},
		"arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-lite-v1:0": {"ValidationException", "invalid"},
		"my-model": {"ResourceNotFoundException", "my-model"},
	} {
		err := w.refuseJob(t, func(in jobInput) { in.BaseModelIdentifier = aws.String(identifier) })
		wantError(t, err, want[0], want[1])
	}
	for _, kind := range []types.CustomizationType{types.CustomizationTypeContinuedPreTraining, types.CustomizationTypeImported} {
		err := w.refuseJob(t, func(in jobInput) { in.CustomizationType = kind })
		wantError(t, err, "ValidationException", string(kind))
	}
}

func TestCreateModelCustomizationJob_checksRoleAndData(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.createBucket(t, "closed")
	elsewhere := openWorkshopIn(t, w.core, "us-west-2")
	deaf := w.createRole(t, "Deaf")
	w.Advance(time.Minute)
	const (
		roleProblem = "Could not assume provided IAM role"
		getProblem  = "Could not validate GetObject permissions to access Amazon S3 bucket: "
		putProblem  = "Could not validate PutObject permissions"
	)
	for name, test := range map[string]struct {
		spoil func(jobInput)
		says  string
	}{
		"absent role":   {func(in jobInput) { in.RoleArn = aws.String("arn:aws:iam::123456789012:role/Nobody") }, roleProblem},
		"young role":    {func(in jobInput) { in.RoleArn = aws.String(w.createRole(t, "Young")) }, roleProblem},
		"no permission": {func(in jobInput) { in.RoleArn = aws.String(deaf) }, getProblem + w.bucket + " at key " + trainingKey},
		"absent object": {func(in jobInput) { in.TrainingDataConfig.S3Uri = aws.String(w.uri("nothing.jsonl")) }, getProblem},
		"only a bucket": {func(in jobInput) { in.TrainingDataConfig.S3Uri = aws.String("s3://" + w.bucket) }, getProblem},
		"absent bucket": {func(in jobInput) { in.TrainingDataConfig.S3Uri = aws.String("s3://not-there/x") }, "could not be found"},
		"other region":  {func(in jobInput) { in.TrainingDataConfig.S3Uri = aws.String(elsewhere.uri(trainingKey)) }, "us-west-2"},
		"closed output": {func(in jobInput) { in.OutputDataConfig.S3Uri = aws.String("s3://closed/out") }, putProblem},
		"absent validation": {func(in jobInput) {
			in.ValidationDataConfig = &types.ValidationDataConfig{Validators: []types.Validator{{S3Uri: aws.String(w.uri("nothing"))}}}
		}, getProblem + w.bucket + " at key nothing"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wantError(t, w.refuseJob(t, test.spoil), "ValidationException", test.says)
		})
	}
}

func TestCreateModelCustomizationJob_checksHyperParameters(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	for _, given := range []map[string]string{
		{"epochCount": "6"}, {"epochCount": "2.5"}, {"epochCount": "two"}, {"learningRate": "1"}, {"learningRate": "NaN"}, {"momentum": "1"},
	} {
		wantError(t, w.refuseJob(t, func(in jobInput) { in.HyperParameters = given }), "ValidationException", "hyperparameter")
	}
	arn := w.createJob(t, "job", func(in jobInput) { in.HyperParameters = map[string]string{"learningRate": "0.00002"} })
	got := w.getJob(t, arn).HyperParameters
	if got["learningRate"] != "0.00002" || got["epochCount"] != "2" || got["learningRateWarmupSteps"] != "10" {
		t.Errorf("got %v, want what was given and the defaults of the family", got)
	}
}

func TestCreateModelCustomizationJob_checksTags(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	reserved := []types.Tag{{Key: aws.String("aws:x"), Value: aws.String("1")}}
	for _, spoil := range []func(jobInput){
		func(in jobInput) { in.JobTags = reserved },
		func(in jobInput) { in.CustomModelTags = reserved },
	} {
		wantError(t, w.refuseJob(t, spoil), "ValidationException", "aws:")
	}
	wantError(t, w.refuseJob(t, func(in jobInput) { in.JobTags = numberedTags(51) }), "TooManyTagsException")
}

func TestCreateModelCustomizationJob_distils(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.mayInvoke(t)
	w.putObject(t, "prompts.jsonl", conversations(100))
	distil := func(teacher string) func(jobInput) {
		return func(in jobInput) {
			in.CustomizationType = types.CustomizationTypeDistillation
			in.TrainingDataConfig.S3Uri = aws.String(w.uri("prompts.jsonl"))
			in.CustomizationConfig = &types.CustomizationConfigMemberDistillationConfig{Value: types.DistillationConfig{
				TeacherModelConfig: &types.TeacherModelConfig{
					TeacherModelIdentifier: aws.String(teacher), MaxResponseLengthForInference: aws.Int32(500),
				},
			}}
		}
	}
	for i, teacher := range []string{
		"amazon.nova-pro-v1:0", "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0",
		"us.amazon.nova-premier-v1:0", "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-premier-v1:0",
	} {
		job := w.train(t, "distilled-"+string(rune('a'+i)), distil(teacher))
		config, ok := job.CustomizationConfig.(*types.CustomizationConfigMemberDistillationConfig)
		if !ok || *config.Value.TeacherModelConfig.TeacherModelIdentifier != teacher {
			t.Errorf("got configuration %+v, want the teacher %s", job.CustomizationConfig, teacher)
		}
	}
	for _, teacher := range []string{
		novaLite, "meta.llama3-1-405b-instruct-v1:0", "arn:aws:bedrock:us-west-2::foundation-model/amazon.nova-pro-v1:0",
	} {
		wantError(t, w.refuseJob(t, distil(teacher)), "ValidationException", "teacher")
	}
	err := w.refuseJob(t, func(in jobInput) { in.CustomizationType = types.CustomizationTypeDistillation })
	wantError(t, err, "ValidationException", "distillationConfig")
}

func TestCreateModelCustomizationJob_reinforces(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.mayInvoke(t)
	prompt := `{"messages":[{"role":"user","content":"2+2?"}],"reference_answer":"4","topic":"sums"}` + "\n"
	w.putObject(t, "prompts.jsonl", strings.Repeat(prompt, 100))
	reinforce := func(in jobInput) {
		in.CustomizationType = types.CustomizationTypeReinforcementFineTuning
		in.BaseModelIdentifier = aws.String("amazon.nova-2-lite-v1:0")
		in.TrainingDataConfig.S3Uri = aws.String(w.uri("prompts.jsonl"))
		in.CustomizationConfig = &types.CustomizationConfigMemberRftConfig{Value: types.RFTConfig{
			GraderConfig: &types.GraderConfigMemberLambdaGrader{Value: types.LambdaGraderConfig{
				LambdaArn: aws.String("arn:aws:lambda:us-east-1:123456789012:function:grade"),
			}},
			HyperParameters: &types.RFTHyperParameters{EpochCount: aws.Int32(2), LearningRate: aws.Float32(1e-5)},
		}}
	}
	job := w.train(t, "reinforced", reinforce)
	config, ok := job.CustomizationConfig.(*types.CustomizationConfigMemberRftConfig)
	if !ok || *config.Value.HyperParameters.LearningRate != 1e-5 || len(job.HyperParameters) != 0 {
		t.Errorf("got configuration %+v and hyperparameters %v, want what was given", job.CustomizationConfig, job.HyperParameters)
	}
	err := w.refuseJob(t, reinforce, func(in jobInput) { in.BaseModelIdentifier = aws.String(novaLite) })
	wantError(t, err, "ValidationException", "REINFORCEMENT_FINE_TUNING")
	err = w.refuseJob(t, reinforce, func(in jobInput) { in.HyperParameters = map[string]string{"epochCount": "2"} })
	wantError(t, err, "ValidationException", "rftConfig.hyperParameters")
}

func TestCreateModelCustomizationJob_keepsAccountsApart(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	w.createJob(t, "mine")
	stranger := bedrock.NewFromConfig(w.config("AKIA210987654321", "us-east-1"))
	_, err := stranger.GetModelCustomizationJob(t.Context(), &bedrock.GetModelCustomizationJobInput{JobIdentifier: aws.String("mine")})
	wantError(t, err, "ResourceNotFoundException")
	if got := w.Objects(); !hasObject(got, "model-customization-job", "InProgress") {
		t.Errorf("got objects %v, want the running job among them", got)
	}
	w.Reset()
	if got := w.Objects(); len(got) != 0 {
		t.Errorf("got objects %v after a reset", got)
	}
}

func hasObject(objects []simulator.Object, kind, status string) bool {
	for _, o := range objects {
		if o.Type == kind && o.Status == status {
			return true
		}
	}
	return false
}
