// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// twoOfOneOrganization are the accounts of the example, without which its share would need somebody to accept it.
func twoOfOneOrganization(t *testing.T, cloud *acctest.Cloud) {
	t.Helper()
	for _, account := range []string{"123456789012", "210987654321"} {
		cloud.SetAccount(account, simulator.Account{Organization: "o-example123"})
	}
}

// One apply, with the credentials of a third account, trains, deploys, asks, copies to a second region, shares with a second account and
// copies there; a second plan is empty, and one destroy leaves nothing, in no account.
func TestThreeAccounts_trainShareAndCopyInOneApply(t *testing.T) {
	t.Parallel()
	cloud := acctest.NewCloud(t)
	twoOfOneOrganization(t, cloud)
	files, _ := readExamples(t)
	tf := acctest.NewTerraform(t, cloud, files).In("three-accounts")
	tf.Setenv("AWS_ACCESS_KEY_ID", "AKIA345678901234EXAM")
	tf.Init().OK(t)
	timeFlies := func() { cloud.Advance(5 * time.Minute) }
	tf.Start("apply", "-auto-approve").Meanwhile(200*time.Millisecond, timeFlies).OK(t)
	tf.Plan().OK(t)

	models := map[string]bool{}
	for _, one := range cloud.Objects() {
		if one.Type == "custom-model" {
			models[one.ARN[:len("arn:aws:bedrock:us-east-1:123456789012")]] = true
		}
	}
	for _, where := range []string{
		"arn:aws:bedrock:us-east-1:123456789012", "arn:aws:bedrock:us-west-2:123456789012", "arn:aws:bedrock:us-east-1:210987654321",
	} {
		if !models[where] {
			t.Errorf("there is no model in %s", where)
		}
	}
	for operation, want := range map[string]int{
		"CreateModelCustomizationJob": 1, "CreateModelCopyJob": 2, "CreateResourceShare": 1, "CreateCustomModelDeployment": 2, "Converse": 1,
	} {
		if n := carriedOut(cloud, operation); n != want {
			t.Errorf("%s was carried out %d times, want %d", operation, n, want)
		}
	}
	tf.Start("destroy", "-auto-approve").Meanwhile(200*time.Millisecond, timeFlies).OK(t)
	if left := cloud.Objects(); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}

// Who tries the example by hand starts the simulator as the example says, with the two accounts as one organization.
func TestThreeAccounts_byHand(t *testing.T) {
	t.Parallel()
	files, _ := readExamples(t)
	example := files["three-accounts/main.tf"]
	_, command, found := strings.Cut(example, "bin/bedrock-simulator ")
	command, _, _ = strings.Cut(command, "\n")
	if !found {
		t.Fatal("the example does not say how the simulator is started")
	}
	program := filepath.Join(t.TempDir(), "bedrock-simulator")
	if out, err := exec.Command("go", "build", "-o", program, "../simulator/cmd/bedrock-simulator").CombinedOutput(); err != nil {
		t.Fatalf("building the simulator: %s\n%s", err, out)
	}
	url := serveSimulator(t, program, append([]string{"-listen", "127.0.0.1:0"}, strings.Fields(command)...)...)
	tf := acctest.NewTerraform(t, acctest.NewCloud(t), files).In("three-accounts")
	tf.Setenv("AWS_ENDPOINT_URL", url)
	tf.Init().OK(t)
	tf.Apply().OK(t)
	tf.Plan().OK(t)
	tf.Destroy().OK(t)
	if left := objectsAt(t, url); len(left) > 0 {
		t.Errorf("left behind: %+v", left)
	}
}

// serveSimulator runs the simulator's program until the test ends, and returns where it listens.
func serveSimulator(t *testing.T, program string, args ...string) (url string) {
	t.Helper()
	serving := exec.CommandContext(t.Context(), program, args...)
	stdout, err := serving.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := serving.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := serving.Wait(); err == nil {
			t.Error("the simulator ended before the test") // which kills it
		}
	})
	return strings.TrimPrefix(strings.TrimSpace(line), "listening on ")
}

func objectsAt(t *testing.T, url string) []simulator.Object {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/_simulator/objects", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var answer struct {
		Objects []simulator.Object `json:"objects"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	return answer.Objects
}
