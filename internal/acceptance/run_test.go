// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acceptance_test

import (
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sts"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acceptance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acceptance/cassette"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

// account is where a run takes place.
type account struct {
	// config has the credentials.
	config aws.Config
	// env are the variables by which Terraform finds the same credentials.
	env map[string]string
	// provider are the arguments by which a provider in this process finds them.
	provider acctest.ProviderConfig
	// upstream sends what the proxy lets through.
	upstream http.RoundTripper
	// source says what kind of account it is.
	source string
	// unfinished is the directory with a file for each run that has begun and not ended.
	unfinished string
	// patience is how long one run of Terraform may take.
	patience time.Duration
}

// journey is one run: its name, and the proxy that reads along.
type journey struct {
	account
	name     string
	number   string // of the account
	proxy    *acceptance.Proxy
	recorder *cassette.Recorder
	bundle   string // file with the certificate of the proxy
}

// begin starts a run. Its name is written down before anything has it.
func (a account) begin(t *testing.T) *journey {
	t.Helper()
	chance := make([]byte, 4)
	if _, err := rand.Read(chance); err != nil {
		t.Fatal(err)
	}
	suffix := hex.EncodeToString(chance)
	j := &journey{account: a, name: acceptance.Prefix + suffix, recorder: &cassette.Recorder{Next: a.upstream}}
	var err error
	if j.proxy, err = acceptance.StartProxy(j.recorder); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := j.proxy.Close(); err != nil {
			t.Error(err)
		}
	})
	j.bundle = filepath.Join(t.TempDir(), "proxy.pem")
	must(t, os.WriteFile(j.bundle, j.proxy.Certificate, 0o600))
	must(t, os.MkdirAll(a.unfinished, 0o750))
	must(t, os.WriteFile(filepath.Join(a.unfinished, j.name), nil, 0o600))
	j.config.HTTPClient = j.client(t)
	j.config.ConfigSources, j.config.BaseEndpoint = nil, nil // what is not AWS is reached through the proxy too

	who, err := sts.NewFromConfig(j.config).GetCallerIdentity(t.Context(), nil)
	if err != nil {
		t.Fatalf("who are you to AWS? %s", err)
	}
	j.recorder.Take()
	j.number = *who.Account
	j.recorder.Public = map[string]string{
		suffix: "00000000", j.number: "123456789012", *who.Arn: "arn:aws:iam::123456789012:user/somebody", *who.UserId: "AIDAEXAMPLE",
	}
	return j
}

// client goes through the proxy, as Terraform does.
func (j *journey) client(t *testing.T) *http.Client {
	t.Helper()
	address, err := url.Parse(j.proxy.URL)
	must(t, err)
	trusted := x509.NewCertPool()
	trusted.AppendCertsFromPEM(j.proxy.Certificate)
	transport := &http.Transport{Proxy: http.ProxyURL(address), TLSClientConfig: &tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS12}}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

// run does every step that a class allows, and keeps what AWS answers in a directory.
func (a account) run(t *testing.T, class acceptance.Class, kept string) {
	j := a.begin(t)
	for _, step := range acceptance.Steps {
		if !class.Allows(step.Class) {
			continue
		}
		t.Run(step.Name, func(t *testing.T) {
			defer func() {
				c := cassette.Cassette{Step: step.Name, Date: time.Now().UTC().Format(time.DateOnly), Source: a.source, Exchanges: j.recorder.Take()}
				if len(c.Exchanges) == 0 {
					t.Error("AWS was asked for nothing")
				}
				must(t, c.Write(kept))
			}()
			if step.Name == acceptance.Refusals {
				j.beRefused(t)
				return
			}
			j.do(t, step)
		})
	}
	a.sweep(t, class)
}

// do applies the configuration of a step, plans it again, which must be empty, and destroys it, whatever happened before.
func (j *journey) do(t *testing.T, step acceptance.Step) {
	tf := j.terraform(t, step)
	if apply := tf.Apply("-parallelism=1"); apply.Code != 0 {
		t.Error(apply)
	} else if plan := tf.Plan("-parallelism=1"); plan.Code != 0 {
		t.Errorf("the second plan is not empty: %s", plan)
	}
	if destroy := tf.Destroy("-parallelism=1"); destroy.Code != 0 {
		t.Error(destroy)
	}
}

// terraform is the real Terraform, which believes that it speaks to AWS.
func (j *journey) terraform(t *testing.T, step acceptance.Step) *acctest.Terraform {
	t.Helper()
	config, err := step.Configuration()
	must(t, err)
	tf := acctest.NewTerraform(t, &acctest.Cloud{}, map[string]string{
		"main.tf": config, "terraform.tfvars": fmt.Sprintf("name = %q\n", j.name),
	})
	tf.Within(j.patience)
	for _, name := range []string{"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_EC2_METADATA_DISABLED"} {
		tf.Setenv(name, "") // those of the simulator
	}
	for name, value := range j.env {
		tf.Setenv(name, value)
	}
	tf.Setenv("AWS_ENDPOINT_URL", "")
	tf.Setenv("HTTPS_PROXY", j.proxy.URL)
	tf.Setenv("NO_PROXY", "")
	tf.Setenv("AWS_CA_BUNDLE", j.bundle)
	return tf
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// ours says that a name is of this or an earlier run.
func ours(name string) bool { return strings.HasPrefix(name, acceptance.Prefix) }
