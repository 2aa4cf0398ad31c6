// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package acceptance_test

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acceptance"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acceptance/cassette"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
)

const root = "../.."

// TestAcc runs the provider on the account of whoever has set TF_ACC. It is what `make testacc` does.
func TestAcc(t *testing.T) { //nolint:paralleltest // it is one run, in order
	if os.Getenv("TF_ACC") == "" {
		t.Skip("runs on a real AWS account: make testacc")
	}
	class, err := acceptance.ParseClass(os.Getenv("BEDROCK_ACC_COST"))
	must(t, err)
	fmt.Fprintln(os.Stderr, acceptance.Announce(class))
	kept := filepath.Join(root, filepath.FromSlash(strings.TrimSuffix(acceptance.Kept, "<date>")), time.Now().UTC().Format(time.DateOnly))
	a := mine(t)
	if a.source == cassette.Simulated {
		kept = filepath.Join(root, "bin", "acceptance", "answers")
	}
	a.run(t, class, kept)
	fmt.Fprintln(os.Stderr, "The answers are in "+kept+": look through them, and send them back.")
}

// TestAnnounce says what a run would do and cost. It is what `make testacc-list` does.
func TestAnnounce(t *testing.T) {
	t.Parallel()
	class, err := acceptance.ParseClass(os.Getenv("BEDROCK_ACC_COST"))
	must(t, err)
	policy, err := acceptance.Policy(class, root)
	must(t, err)
	text := acceptance.Announce(class) + "\nThe caller needs this policy:\n\n" + policy
	for _, part := range []string{"wiring", "Costs: nothing", acceptance.Prefix, "s3:CreateBucket"} {
		if !strings.Contains(text, part) {
			t.Errorf("%q is not announced", part)
		}
	}
	if class == acceptance.Free && strings.Contains(text, "Nova Micro one short question") {
		t.Error("something paid is announced for the free class")
	}
	t.Log("\n" + text)
}

// TestSweep removes what earlier runs have left. It is what `make sweep` does.
func TestSweep(t *testing.T) { //nolint:paralleltest // it acts on an account
	if os.Getenv("TF_ACC") == "" {
		t.Skip("acts on a real AWS account: make sweep")
	}
	mine(t).sweep(t, acceptance.Training)
}

// mine is the account of whoever runs this, found as every AWS tool finds it. AWS_ENDPOINT_URL makes something else of it that speaks
// as AWS does.
func mine(t *testing.T) account {
	t.Helper()
	loaded, err := config.LoadDefaultConfig(t.Context(), config.WithRegion("us-east-1"))
	must(t, err)
	a := account{
		config: loaded, env: map[string]string{"HOME": os.Getenv("HOME")}, source: cassette.AWS, patience: 6 * time.Hour,
		provider:   acctest.ProviderConfig{"region": "us-east-1", "deletion_policy_override": "DELETE"},
		unfinished: filepath.Join(root, "bin", "acceptance", "unfinished"),
	}
	for _, variable := range os.Environ() {
		if name, value, _ := strings.Cut(variable, "="); strings.HasPrefix(name, "AWS_") {
			a.env[name] = value
		}
	}
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.DisableCompression = true
	if bundle := os.Getenv("AWS_CA_BUNDLE"); bundle != "" { // of a network that looks into what passes: Terraform trusts the proxy here
		certificates, err := os.ReadFile(bundle)
		must(t, err)
		trusted, err := x509.SystemCertPool()
		must(t, err)
		trusted.AppendCertsFromPEM(certificates)
		transport.TLSClientConfig = &tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS12}
	}
	a.upstream = transport
	if elsewhere := os.Getenv("AWS_ENDPOINT_URL"); elsewhere != "" {
		address, err := url.Parse(elsewhere)
		must(t, err)
		a.upstream, a.source = acceptance.Elsewhere{Address: address, Next: transport}, cassette.Simulated
	}
	return a
}
