// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const root = "../.."

// A release for the platform of this machine is built twice, verified, installed and started. All platforms are `make release-check`.
func TestCheck_ofThisPlatform(t *testing.T) {
	t.Parallel()
	if _, err := os.Stat(filepath.Join(root, ".git")); err != nil {
		t.Skipf("needs a checkout of git, which says when the commit was made: %s", err)
	}
	dist := filepath.Join(root, "bin", "release-test") // within the module, as GoReleaser's dist is
	var said bytes.Buffer
	if err := run(t.Context(), []string{"check", "-root", root, "-dist", dist, "-platforms", "host"}, &said); err != nil {
		t.Fatalf("%s\n%s", err, said.String())
	}
	for _, part := range []string{"the same bytes", "SBOMs name", "linked modules is older", "locked for 1 platforms", "destroyed it"} {
		if !strings.Contains(said.String(), part) {
			t.Errorf("not said: %q\n%s", part, said.String())
		}
	}
	if err := os.RemoveAll(dist); err != nil {
		t.Error(err)
	}
}

func TestReadConfig_hasAllPlatforms(t *testing.T) {
	t.Parallel()
	c, err := readConfig(root)
	if err != nil {
		t.Fatal(err)
	}
	want := []platform{
		{"darwin", "amd64"}, {"darwin", "arm64"}, {"freebsd", "amd64"}, {"linux", "amd64"}, {"linux", "arm64"},
		{"windows", "amd64"}, {"windows", "arm64"},
	}
	for _, b := range c.Builds {
		if got := b.platforms(); !slices.Equal(got, want) {
			t.Errorf("%s is built for %v", b.ID, got)
		}
	}
	if !slices.Equal(c.Checksum.IDs, []string{"provider"}) {
		t.Errorf("the checksums are over %v: the Terraform Registry expects the provider", c.Checksum.IDs)
	}
	f := facts{ProjectName: c.ProjectName, Version: "1.2.3", Os: "linux", Arch: "arm64"}
	name, err := f.fill(c.Archives[0].NameTemplate)
	if err != nil || name != "terraform-provider-bedrock_1.2.3_linux_arm64" {
		t.Errorf("the archive is %s: %v", name, err)
	}
}

func TestReadConfig_refusesWhatItWouldNotBuild(t *testing.T) {
	t.Parallel()
	whole, err := os.ReadFile(filepath.Join(root, ".goreleaser.yml"))
	if err != nil {
		t.Fatal(err)
	}
	for what, change := range map[string][2]string{
		"no zip":        {"formats: [zip]", "formats: [tar.gz]"},
		"an absent one": {"ids: [simulator]\n    formats", "ids: [absent]\n    formats"},
		"another sum":   {"algorithm: sha256", "algorithm: md5"},
	} {
		dir := t.TempDir()
		text := strings.Replace(string(whole), change[0], change[1], 1)
		if text == string(whole) {
			t.Fatalf("%s: nothing changed", what)
		}
		if err := os.WriteFile(filepath.Join(dir, ".goreleaser.yml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := readConfig(dir); err == nil {
			t.Errorf("%s is taken", what)
		}
	}
	if _, err := (facts{}).fill("{{ .Branch }}"); err == nil {
		t.Error("a template of GoReleaser that is not known here is taken")
	}
}

// small is a distribution with an archive that holds this very program.
func small(t *testing.T) (distribution, string) {
	t.Helper()
	c, err := readConfig(root)
	if err != nil {
		t.Fatal(err)
	}
	d := distribution{config: c, source: root, dir: t.TempDir(), facts: facts{ProjectName: c.ProjectName, Version: "1.2.3"}}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	archive := filepath.Join(d.dir, c.ProjectName+"_1.2.3_linux_amd64.zip")
	if err := writeZip(archive, []string{program, filepath.Join(root, "LICENSE")}, time.Unix(1, 0).UTC()); err != nil {
		t.Fatal(err)
	}
	if err := d.writeSums([]released{{name: filepath.Base(archive), build: "provider"}}); err != nil {
		t.Fatal(err)
	}
	return d, archive
}

func TestVerifySums_findsWhatIsWrong(t *testing.T) {
	t.Parallel()
	d, archive := small(t)
	if err := verifySums(d); err != nil {
		t.Fatal(err)
	}
	sums := filepath.Join(d.dir, "terraform-provider-bedrock_1.2.3_SHA256SUMS")
	right, err := os.ReadFile(sums)
	if err != nil {
		t.Fatal(err)
	}
	sum, _, _ := strings.Cut(string(right), " ")
	for what, text := range map[string]string{
		"a wrong sum":      strings.Replace(string(right), sum, strings.Repeat("0", 64), 1),
		"no manifest":      sum + "  " + filepath.Base(archive) + "\n",
		"something else":   string(right) + sum + "  " + filepath.Base(archive) + ".spdx.json\n",
		"an absent file":   string(right) + sum + "  terraform-provider-bedrock_1.2.3_absent.zip\n",
		"no sums but text": "x\n",
	} {
		if err := os.WriteFile(sums, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := verifySums(d); err == nil {
			t.Errorf("%s is not found", what)
		}
	}
}

func TestCompareSBOM_findsAMissingModule(t *testing.T) {
	t.Parallel()
	_, archive := small(t)
	document := filepath.Join(t.TempDir(), "sbom.json")
	if err := writeSBOM(archive, document); err != nil {
		t.Fatal(err)
	}
	if n, err := compareSBOM(t.Context(), archive, document); err != nil || n < 1 {
		t.Fatalf("%d modules: %v", n, err)
	}
	var d spdxDocument
	text, err := os.ReadFile(document)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &d); err != nil {
		t.Fatal(err)
	}
	d.Packages = slices.DeleteFunc(d.Packages, func(p spdxPackage) bool { return strings.Contains(p.Name, "yaml") })
	if text, err = json.Marshal(d); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(document, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := compareSBOM(t.Context(), archive, document); err == nil {
		t.Error("a module that is missing is not found")
	}
}

func TestUnmended(t *testing.T) {
	t.Parallel()
	all, err := advisories()
	if err != nil || len(all) < 20 {
		t.Fatalf("%d advisories: %v", len(all), err)
	}
	for _, a := range all {
		if a.ID == "" || a.About == "" || !before("v0.0.1", a.Fixed) || before(a.Fixed, a.Fixed) {
			t.Errorf("incomplete: %+v", a)
		}
	}
	found, err := unmended([]module{
		{"google.golang.org/grpc", "v1.83.1"}, {"google.golang.org/grpc", "v1.83.2"}, {"stdlib", "1.26.10"}, {"example.com/other", "v0.1.0"},
	})
	if err != nil || len(found) != 1 || !strings.Contains(found[0], "v1.83.1: CVE-2026-84303") {
		t.Errorf("found %v: %v", found, err)
	}
}

func TestRun_refusesOtherCommands(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		nil, {"sbom"}, {"publish"}, {"check", "-platforms", "some"},
		{"check", "-root", root, "-dist", t.TempDir(), "-platforms", "plan9_amd64"},
	} {
		if err := run(t.Context(), args, &bytes.Buffer{}); err == nil {
			t.Errorf("%v is taken", args)
		}
	}
}
