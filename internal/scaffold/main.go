// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Command scaffold writes the files of a new type: a value that package lifecycle makes a resource of, from what the SDK says of
// its operations. What only a person can know is left to the tests, which fail until it is there.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

const sdkModule = "github.com/aws/aws-sdk-go-v2/service/bedrock"

func main() {
	domain := flag.String("domain", "", "package of the resource: guardrail for internal/service/guardrail")
	name := flag.String("name", "", "name of the resource without bedrock_: prompt_router")
	kind := flag.String("kind", "", "object, job or setting; by default what the operations of the SDK look like")
	root := flag.String("root", ".", "directory of the repository")
	flag.Parse()
	if err := run(*root, *kind, *domain, *name, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "scaffold:", err)
		os.Exit(1)
	}
}

// run writes the type into the tree at root, nothing of it when anything is in the way, and says what is left to do.
func run(root, kind, domain, name string, out io.Writer) error {
	f := newTree(root)
	t, err := add(f, kind, domain, name)
	if err != nil {
		return err
	}
	if err := f.write(root); err != nil {
		return err
	}
	return t.explain(out, f)
}

// add adds a type to what will be written.
func add(f *tree, kind, domain, name string) (*thing, error) {
	if err := checkNames(domain, name); err != nil {
		return nil, err
	}
	dir, err := sdkDir(f.root)
	if err != nil {
		return nil, err
	}
	t, err := readThing(dir, kind, domain, name)
	if err != nil {
		return nil, err
	}
	return t, t.files(f)
}

// checkNames refuses what cannot be the name of a package or of a resource.
func checkNames(domain, name string) error {
	usage := "make new DOMAIN=guardrail NAME=guardrail"
	if !regexp.MustCompile(`^[a-z][a-z0-9]*$`).MatchString(domain) {
		return fmt.Errorf("the domain %q must be lower-case letters and digits, as in %s", domain, usage)
	}
	if strings.HasPrefix(name, "bedrock_") {
		return fmt.Errorf("the name %q must do without bedrock_, which every type begins with", name)
	}
	if !regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`).MatchString(name) {
		return fmt.Errorf("the name %q must be lower-case words joined by single underscores, as in %s", name, usage)
	}
	return nil
}

// sdkDir is where the Go command keeps the source of the SDK's Bedrock client that go.mod names. It asks no network.
func sdkDir(root string) (string, error) {
	cmd := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", sdkModule)
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "GOPROXY=off")
	text, err := cmd.Output()
	if exit := new(exec.ExitError); errors.As(err, &exit) {
		return "", fmt.Errorf("looking for the SDK: %s", strings.TrimSpace(string(exit.Stderr)))
	}
	if err != nil {
		return "", fmt.Errorf("looking for the SDK: %w", err)
	}
	dir := strings.TrimSpace(string(text))
	if dir == "" {
		return "", fmt.Errorf("%s is not in the module cache: run go mod download", sdkModule)
	}
	return filepath.Clean(dir), nil
}
