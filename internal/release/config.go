// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"go.yaml.in/yaml/v3"
)

// config are the members of .goreleaser.yml that say what a release is. GoReleaser has many more; those that this file uses and this
// program does not know are in known.
type config struct {
	ProjectName string `yaml:"project_name"`
	Builds      []build
	Archives    []archive
	Checksum    struct {
		NameTemplate string `yaml:"name_template"`
		Algorithm    string
		IDs          []string    `yaml:"ids"`
		ExtraFiles   []extraFile `yaml:"extra_files"`
	}
	SBOMs []sbomStep `yaml:"sboms"`
	Signs []struct {
		Artifacts string
		Args      []string
	}
}

type build struct {
	ID, Main, Binary string
	Env, Flags       []string
	LDFlags          []string `yaml:"ldflags"`
	ModTimestamp     string   `yaml:"mod_timestamp"`
	GOOS             []string `yaml:"goos"`
	GOARCH           []string `yaml:"goarch"`
	Ignore           []struct{ GOOS, GOARCH string }
}

type archive struct {
	ID           string
	IDs          []string `yaml:"ids"`
	Formats      []string
	NameTemplate string `yaml:"name_template"`
}

type extraFile struct {
	Glob         string
	NameTemplate string `yaml:"name_template"`
}

type sbomStep struct {
	Artifacts string
	Documents []string
	Cmd       string
	Args      []string
}

// readConfig reads .goreleaser.yml and refuses what this program would not build as GoReleaser does.
func readConfig(root string) (config, error) {
	var c config
	text, err := os.ReadFile(filepath.Join(root, ".goreleaser.yml"))
	if err != nil {
		return c, err
	}
	if err := yaml.Unmarshal(text, &c); err != nil {
		return c, fmt.Errorf("reading .goreleaser.yml: %w", err)
	}
	if len(c.Builds) == 0 || len(c.Archives) == 0 || c.Checksum.Algorithm != "sha256" || len(c.SBOMs) != 1 || len(c.Signs) != 1 {
		return c, fmt.Errorf(".goreleaser.yml has no builds, archives, sha256 checksum, SBOM and signature, one of each of the last three")
	}
	for _, a := range c.Archives {
		if len(a.IDs) != 1 || c.build(a.IDs[0]) == nil || !slices.Equal(a.Formats, []string{"zip"}) {
			return c, fmt.Errorf(".goreleaser.yml: the archive %s is not a zip of one build", a.ID)
		}
	}
	return c, nil
}

func (c config) build(id string) *build {
	for i := range c.Builds {
		if c.Builds[i].ID == id {
			return &c.Builds[i]
		}
	}
	return nil
}

// platform is an operating system and an architecture.
type platform struct{ os, arch string }

func (p platform) String() string { return p.os + "_" + p.arch }

// platforms are those that a build is made for.
func (b build) platforms() (all []platform) {
	for _, goos := range b.GOOS {
		for _, goarch := range b.GOARCH {
			ignored := slices.ContainsFunc(b.Ignore, func(i struct{ GOOS, GOARCH string }) bool { return i.GOOS == goos && i.GOARCH == goarch })
			if !ignored {
				all = append(all, platform{goos, goarch})
			}
		}
	}
	return all
}

// facts are what templates of GoReleaser may use here.
type facts struct {
	ProjectName, Version, CommitTimestamp string
	Os, Arch, ArtifactName                string
	Env                                   map[string]string
}

// fill executes a template. What it uses and facts do not have is an error.
func (f facts) fill(text string) (string, error) {
	parsed, err := template.New("").Option("missingkey=error").Parse(text)
	if err != nil {
		return "", fmt.Errorf("template %q: %w", text, err)
	}
	var out bytes.Buffer
	if err := parsed.Execute(&out, f); err != nil {
		return "", fmt.Errorf("template %q: %w", text, err)
	}
	return out.String(), nil
}

func (f facts) fillAll(texts []string) (filled []string, err error) {
	for _, text := range texts {
		one, err := f.fill(text)
		if err != nil {
			return nil, err
		}
		filled = append(filled, one)
	}
	return filled, nil
}

// environ is the environment of this process with some variables set.
func environ(set ...string) []string {
	kept := slices.DeleteFunc(os.Environ(), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return name == "GOFLAGS" || strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "TF_")
	})
	return append(kept, set...)
}
