// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// prepare makes what an example refers to and somebody else has made, by directory.
var prepare = map[string]func(t *testing.T, cloud *acctest.Cloud){
	"resources/bedrock_evaluation_job":        evaluation,
	"data-sources/bedrock_evaluation_job":     evaluation,
	"data-sources/bedrock_evaluation_results": evaluation,
	"evaluations/bring-your-own":              evaluation,

	"resources/bedrock_model_invocation_job":    batchOfTickets,
	"data-sources/bedrock_model_invocation_job": batchOfTickets,

	"resources/bedrock_custom_model_copy/kms":                  supportAssistant,
	"resources/bedrock_imported_model/kms":                     weights,
	"resources/bedrock_evaluation_job/kms":                     evaluation,
	"resources/bedrock_model_customization_job/bring-your-own": trainingOfTheirOwn,
	"resources/bedrock_model_customization_job/ci":             trainingOfTheirOwn,

	"resources/bedrock_custom_model":     artefacts,
	"data-sources/bedrock_custom_models": assistantGenerations,
	"two-roots/deploy":                   assistantGenerations,
	"blue-green":                         assistantGenerations,

	"three-accounts": twoOfOneOrganization,

	"resources/bedrock_custom_model_share":    sharedAssistant,
	"data-sources/bedrock_custom_model_share": sharedAssistant,

	"resources/bedrock_custom_model_copy":    supportAssistant,
	"data-sources/bedrock_custom_model_copy": copiedAssistant,

	"resources/bedrock_imported_model":    weights,
	"data-sources/bedrock_imported_model": importedAssistant,

	"resources/bedrock_custom_model_deployment":    supportAssistant,
	"data-sources/bedrock_custom_model_deployment": supportAssistant,

	"resources/bedrock_provisioned_model_throughput":    supportAssistant,
	"data-sources/bedrock_provisioned_model_throughput": supportAssistant,
}

// supportAssistant is the custom model that the examples of what serves one name.
func supportAssistant(t *testing.T, cloud *acctest.Cloud) {
	t.Helper()
	cloud.GiveModel(simulator.GivenModel{ARN: supportModel, Name: "support-assistant"})
}

// sharedAssistant is that model in an organization.
func sharedAssistant(t *testing.T, cloud *acctest.Cloud) {
	t.Helper()
	giveOrganization(t, cloud)
}

// copiedAssistant is a copy of it in another region.
func copiedAssistant(t *testing.T, cloud *acctest.Cloud) {
	t.Helper()
	supportAssistant(t, cloud)
	client, err := cloud.Clients().Bedrock(t.Context(), "us-west-2")
	if err == nil {
		_, err = client.CreateModelCopyJob(t.Context(), &bedrock.CreateModelCopyJobInput{
			SourceModelArn: aws.String(supportModel), TargetModelName: aws.String("support-assistant"),
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	cloud.Advance(time.Hour)
}

// artefacts are the files, and the role, that the example of a model from SageMaker AI names.
func artefacts(t *testing.T, cloud *acctest.Cloud) {
	t.Helper()
	cloud.NewBatchIn(t, "support-assistant-artefacts", "nova/weights.safetensors", "AmazonBedrock-artefacts")
}

// weights are the files of an open model, and the role, that the example of an import names.
func weights(t *testing.T, cloud *acctest.Cloud) {
	t.Helper()
	cloud.NewBatchIn(t, "support-assistant-weights", "llama/model.safetensors", "AmazonBedrock-weights")
	cloud.PutObject(t, "support-assistant-weights", "llama/config.json", "{}")
	cloud.PutObject(t, "support-assistant-weights", "llama/tokenizer_config.json", "{}")
}

// importedAssistant is a model that was imported from them.
func importedAssistant(t *testing.T, cloud *acctest.Cloud) {
	t.Helper()
	weights(t, cloud)
	client, err := cloud.Clients().Bedrock(t.Context(), acctest.Region)
	if err == nil {
		_, err = client.CreateModelImportJob(t.Context(), &bedrock.CreateModelImportJobInput{
			JobName: aws.String("support-assistant"), ImportedModelName: aws.String("support-assistant"),
			RoleArn: aws.String("arn:aws:iam::123456789012:role/AmazonBedrock-weights"),
			ModelDataSource: &awstypes.ModelDataSourceMemberS3DataSource{
				Value: awstypes.S3DataSource{S3Uri: aws.String("s3://support-assistant-weights/llama/")},
			},
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	cloud.Advance(time.Hour)
}

// assistantGenerations are two models of one name and tag.
func assistantGenerations(t *testing.T, cloud *acctest.Cloud) {
	t.Helper()
	for i, name := range []string{"support-assistant-20261101", "support-assistant-20261108"} {
		arn := []string{supportModel, betterModel}[i]
		cloud.GiveModel(simulator.GivenModel{ARN: arn, Name: name})
		client, err := cloud.Clients().Bedrock(t.Context(), acctest.Region)
		if err == nil {
			_, err = client.TagResource(t.Context(), &bedrock.TagResourceInput{
				ResourceARN: &arn, Tags: []awstypes.Tag{{Key: aws.String("stage"), Value: aws.String("live")}},
			})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// evaluation is the bucket and the role that the examples of evaluations name.
func evaluation(t *testing.T, cloud *acctest.Cloud) {
	t.Helper()
	cloud.NewEvaluation(t)
}

// batchOfTickets is the bucket and the role that the examples of batch inference name.
func batchOfTickets(t *testing.T, cloud *acctest.Cloud) {
	t.Helper()
	cloud.NewBatchIn(t, "support-tickets", "tickets.jsonl", "bedrock-batch")
}

// trainingOfTheirOwn is a bucket with data to train on, and the role, that the examples of a training name which make neither.
func trainingOfTheirOwn(t *testing.T, cloud *acctest.Cloud) {
	t.Helper()
	const bucket = "support-assistant-data"
	cloud.NewBatchIn(t, bucket, "records.jsonl", "AmazonBedrock-training")
	cloud.PutObject(t, bucket, "train.jsonl", strings.Repeat(`{"schemaVersion":"bedrock-conversation-2024","messages":[`+
		`{"role":"user","content":[{"text":"Where is it?"}]},{"role":"assistant","content":[{"text":"On its way."}]}]}`+"\n", 10))
}

// Every directory of examples/ with a configuration is what it says: it is installed, applied, planned empty and destroyed to
// nothing, as a reader would, and with nothing but the defaults of its variables.
func TestExamples(t *testing.T) {
	t.Parallel()
	files, roots := readExamples(t)
	for directory := range prepare {
		if !slices.Contains(roots, directory) {
			t.Errorf("there is no example %s to prepare for", directory)
		}
	}
	for _, directory := range roots {
		if slices.Contains(alikeAlone, directory) {
			continue // TestTutorial_isOneChain applies it
		}
		t.Run(directory, func(t *testing.T) {
			t.Parallel()
			cloud := acctest.NewCloud(t)
			if prepare[directory] != nil {
				prepare[directory](t, cloud)
			}
			before := cloud.Objects()
			tf := acctest.NewTerraform(t, cloud, files).In(directory).Since(oldest(t, files, directory))
			tf.Init().OK(t)
			tf.Run("validate").OK(t)
			if directory == "provider" {
				return // it holds nothing to apply
			}
			timeFlies := func() { cloud.Advance(5 * time.Minute) }
			tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, timeFlies).OK(t)
			tf.Plan().OK(t)
			if strings.HasPrefix(directory, "resources/") {
				expectGeneratedConfiguration(t, cloud, tf)
			}
			tf.Start("destroy", "-auto-approve").Meanwhile(200*time.Millisecond, timeFlies).OK(t)
			if err := sameObjects(before, slices.DeleteFunc(cloud.Objects(), abandoned)); err != nil {
				t.Error(err)
			}
		})
	}
}

// oldest is the minor version that an example needs.
func oldest(t *testing.T, files map[string]string, directory string) (minor int) {
	t.Helper()
	for _, name := range below(files, directory) {
		_, required, found := strings.Cut(files[name], `required_version = ">= 1.`)
		if !found {
			continue
		}
		if _, err := fmt.Sscan(strings.SplitN(required, `"`, 2)[0], &minor); err != nil {
			t.Fatal(err)
		}
	}
	return minor
}

// abandoned are objects that terraform destroy leaves on purpose: it must not take models away from a whole account.
func abandoned(o simulator.Object) bool { return o.Type == "foundation-model-agreement" }

// The account that an example names is the only one it touches: with the credentials of another it does nothing.
func TestExamples_stayInTheirAccount(t *testing.T) {
	t.Parallel()
	files, roots := readExamples(t)
	for _, directory := range roots {
		if !guarded(files, directory) {
			continue
		}
		t.Run(directory, func(t *testing.T) {
			t.Parallel()
			cloud := acctest.NewCloud(t)
			tf := acctest.NewTerraform(t, cloud, files).In(directory).Since(oldest(t, files, directory))
			tf.Setenv("AWS_ACCESS_KEY_ID", "AKIA210987654321EXAM")
			if strings.Contains(files[directory+"/main.tf"], "\nmodule ") {
				tf.Init().OK(t)
			}
			tf.Apply().Exits(t, 1).Says(t, "210987654321", "allowed_account_ids of the provider block rules out")
			for _, entry := range cloud.Journal() {
				// Files of prices are public, and read without credentials.
				if entry.Operation != "GetCallerIdentity" && entry.Operation != "GetOfferFile" {
					t.Errorf("sent %s", entry.Operation)
				}
			}
		})
	}
}

// Whoever applies an example by mistake must not make anything in an account that was not meant: it allows one, or assumes roles of those
// that it names.
func TestExamples_thatMakeSomethingNameTheirAccount(t *testing.T) {
	t.Parallel()
	files, roots := readExamples(t)
	for _, directory := range roots {
		makes := slices.ContainsFunc(below(files, directory), func(name string) bool {
			return strings.Contains(files[name], "\nresource \"bedrock_")
		})
		assumes := slices.ContainsFunc(below(files, directory), func(name string) bool {
			blocks := strings.Count(files[name], "\nprovider \"bedrock\" {")
			return blocks > 0 && blocks == strings.Count(files[name], `assume_role { role_arn = "arn:aws:iam::${var.`)
		})
		const module = "module-tests" // which has no provider block: whoever calls it names the account, as its tests do
		if makes && !guarded(files, directory) && !assumes && directory != module {
			t.Errorf("%s creates something and has no allowed_account_ids = [var.account_id]", directory)
		}
	}
}

func guarded(files map[string]string, directory string) bool {
	return slices.ContainsFunc(below(files, directory), func(name string) bool {
		return strings.Contains(files[name], "allowed_account_ids = [var.account_id]") && directory != "provider"
	})
}

// below are the names of the configuration files in a directory.
func below(files map[string]string, directory string) (names []string) {
	for name := range files {
		if path.Dir(name) == directory && path.Ext(name) == ".tf" {
			names = append(names, name)
		}
	}
	return names
}

// readExamples reads all files below examples/ and says which directories hold a configuration of their own. Import blocks are left out:
// they are about objects that exist already.
func readExamples(t *testing.T) (files map[string]string, roots []string) {
	t.Helper()
	files, roots, err := examplesIn(os.DirFS(root + "/examples"))
	if err != nil {
		t.Fatal(err)
	}
	return files, roots
}

func examplesIn(examples fs.FS) (files map[string]string, roots []string, err error) {
	files = map[string]string{}
	err = fs.WalkDir(examples, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if entry.Name() == ".terraform" || name == "mine" { // where the guide has its reader work
				return fs.SkipDir
			}
			return nil
		}
		if strings.HasPrefix(entry.Name(), "import") || ofARun(entry.Name()) {
			return nil
		}
		text, err := fs.ReadFile(examples, name)
		if err != nil {
			return err
		}
		files[name] = string(text)
		// A module is part of the roots that call it.
		directory := path.Dir(name)
		if path.Ext(name) == ".tf" && !strings.Contains(directory, "modules/") && !slices.Contains(roots, directory) {
			roots = append(roots, directory)
		}
		return nil
	})
	return files, roots, err
}

// ofARun are what Terraform, and the steps of the tutorial, leave beside an example that somebody has tried by hand.
func ofARun(name string) bool {
	return strings.Contains(name, ".tfstate") || strings.HasSuffix(name, ".auto.tfvars.json") || name == ".terraform.lock.hcl"
}

// Whoever has tried an example by hand has its state beside it: the tests begin without it all the same.
func TestExamples_areReadWithoutWhatARunHasLeft(t *testing.T) {
	t.Parallel()
	left := &fstest.MapFile{Data: []byte("{}")}
	files, roots, err := examplesIn(fstest.MapFS{
		"a/main.tf": left, "a/import.tf": left, "a/terraform.tfstate": left, "a/terraform.tfstate.backup": left,
		"a/inputs.auto.tfvars.json": left, "a/.terraform.lock.hcl": left, "a/.terraform/modules/modules.json": left,
		"modules/m/main.tf": left, "a/tests/a.tftest.hcl": left, "mine/main.tf": left,
	})
	if err != nil {
		t.Fatal(err)
	}
	if names := slices.Sorted(maps.Keys(files)); !slices.Equal(names, []string{"a/main.tf", "a/tests/a.tftest.hcl", "modules/m/main.tf"}) {
		t.Errorf("read %v", names)
	}
	if !slices.Equal(roots, []string{"a"}) {
		t.Errorf("roots are %v", roots)
	}
}
