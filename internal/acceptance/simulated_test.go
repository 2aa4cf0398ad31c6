// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acceptance_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acceptance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acceptance/cassette"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// speed makes an hour of training pass in a second.
const speed = 3600

// simulated is an account of the simulator whose caller has the policy of a class and nothing else. Terraform believes that it is AWS:
// it calls AWS's hosts by TLS.
func simulated(t *testing.T, class acceptance.Class) (account, *simulator.Simulator) {
	t.Helper()
	sim := simulator.New(simulator.Options{EnforceCallers: true, Speed: speed})
	server := httptest.NewServer(sim)
	t.Cleanup(server.Close)
	address, err := url.Parse(server.URL)
	must(t, err)
	admin := aws.Config{
		Region: "us-east-1", Credentials: credentials.NewStaticCredentialsProvider("AKIAADMINISTRATOR", "secret", ""), BaseEndpoint: &server.URL,
	}
	session := become(t, admin, class)
	caller := admin
	caller.Credentials = credentials.NewStaticCredentialsProvider(session["AWS_ACCESS_KEY_ID"], session["AWS_SECRET_ACCESS_KEY"],
		session["AWS_SESSION_TOKEN"])
	provider := (&acctest.Cloud{URL: server.URL}).For("us-east-1")
	provider["access_key"], provider["secret_key"] = session["AWS_ACCESS_KEY_ID"], session["AWS_SECRET_ACCESS_KEY"]
	provider["token"], provider["deletion_policy_override"] = session["AWS_SESSION_TOKEN"], "DELETE"
	return account{
		config: caller, env: session, provider: provider, source: cassette.Simulated, unfinished: t.TempDir(), patience: 2 * time.Minute,
		upstream: acceptance.Elsewhere{Address: address, Next: &http.Transport{DisableCompression: true}},
	}, sim
}

// become is the environment of a session of a role with the policy of a class.
func become(t *testing.T, admin aws.Config, class acceptance.Class) map[string]string {
	t.Helper()
	policy, err := acceptance.Policy(class, root)
	must(t, err)
	name := aws.String("AcceptanceRun")
	role, err := iam.NewFromConfig(admin).CreateRole(t.Context(), &iam.CreateRoleInput{RoleName: name, AssumeRolePolicyDocument: aws.String(
		`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"*"}}}`)})
	must(t, err)
	_, err = iam.NewFromConfig(admin).PutRolePolicy(t.Context(), &iam.PutRolePolicyInput{
		RoleName: name, PolicyName: name, PolicyDocument: &policy,
	})
	must(t, err)
	session, err := sts.NewFromConfig(admin).AssumeRole(t.Context(), &sts.AssumeRoleInput{RoleArn: role.Role.Arn, RoleSessionName: name})
	must(t, err)
	return map[string]string{
		"AWS_ACCESS_KEY_ID": *session.Credentials.AccessKeyId, "AWS_SECRET_ACCESS_KEY": *session.Credentials.SecretAccessKey,
		"AWS_SESSION_TOKEN": *session.Credentials.SessionToken,
	}
}

// All classes run on the simulator as they would on AWS: the policy is enough, nothing is left, and what was recorded plays again.
func TestSimulated(t *testing.T) {
	t.Parallel()
	a, sim := simulated(t, acceptance.Training)
	kept := filepath.Join(t.TempDir(), "2026-01-01")
	t.Run("run", func(t *testing.T) { a.run(t, acceptance.Training, kept) })
	for _, object := range sim.Objects() {
		if object.Type != "role" || !strings.HasSuffix(object.ARN, "AcceptanceRun") {
			t.Errorf("left behind: %+v", object)
		}
	}
	for _, entry := range sim.Journal() {
		if entry.Status == http.StatusForbidden {
			t.Errorf("refused to the caller: %s %s", entry.Operation, entry.Resource)
		}
	}
	cassettes, err := cassette.Read(kept)
	if err != nil || len(cassettes) != len(acceptance.Steps) {
		t.Fatalf("%d cassettes: %v", len(cassettes), err)
	}
	for _, c := range cassettes {
		fresh := simulator.New(simulator.Options{})
		for _, d := range c.Replay(fresh, func(d time.Duration) { fresh.Advance(speed * d) }) {
			t.Error(d)
		}
	}
	expectNoSecrets(t, a, kept)
}

// expectNoSecrets looks for what belongs to the caller in the files of a run.
func expectNoSecrets(t *testing.T, a account, kept string) {
	t.Helper()
	secrets := []string{"AcceptanceRun", "AKIA", "ASIA"}
	for _, value := range a.env {
		secrets = append(secrets, value)
	}
	files, err := filepath.Glob(filepath.Join(kept, "*.json"))
	must(t, err)
	for _, file := range files {
		text, err := os.ReadFile(file)
		must(t, err)
		for _, secret := range secrets {
			if strings.Contains(string(text), secret) {
				t.Errorf("%s has %q in it", filepath.Base(file), secret)
			}
		}
	}
}

// A run that is killed half way is swept by the next one, and so is what a run of another machine left.
func TestSimulated_isSweptAfterAKill(t *testing.T) {
	t.Parallel()
	a, sim := simulated(t, acceptance.Free)
	j := a.begin(t)
	for _, step := range acceptance.Steps {
		switch step.Name {
		case "wiring":
			tf := j.terraform(t, step)
			run := tf.Start("apply", "-auto-approve")
			run.Until("the role is made", func() bool { return has(sim, "CreateRole") && has(sim, "PutObject") })
			run.Kill()
			run.Wait()
		case "profile":
			j.terraform(t, step).Apply().OK(t)
		}
	}
	if len(sim.Objects()) < 3 {
		t.Fatalf("there is nothing to sweep: %v", sim.Objects())
	}
	a.sweep(t, acceptance.Free)
	if left := sim.Objects(); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
	if runs, err := os.ReadDir(a.unfinished); err != nil || len(runs) > 0 {
		t.Errorf("the run still counts as unfinished: %v %v", runs, err)
	}
}

func has(sim *simulator.Simulator, operation string) bool {
	for _, entry := range sim.Journal() {
		if entry.Operation == operation && entry.Status == http.StatusOK {
			return true
		}
	}
	return false
}
