// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package registry_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/terraform-provider-bedrock/terraform-provider-bedrock"

// mayImport is the direction of imports: what the code of a package (a key covers its subpackages too) may import of ours,
// besides itself. Tests may import more. A new package below internal/ needs a line here, and a reason to exist.
var mayImport = map[string][]string{
	"": {"internal/provider", "internal/registry", "internal/serve"}, // main.go

	"internal/registry": {"internal/framework/domain", "internal/service"},
	"internal/provider": {"internal/framework", "internal/lookup", "internal/awsclient", "internal/pricelist"},
	"internal/service": {
		"internal/framework", "internal/lookup", "internal/objectstore", "internal/awsclient",
		"internal/awsmodel", "internal/dataset", "internal/jobpolicy", "internal/pricelist",
		"internal/scores", "internal/serving",
	},
	"internal/framework": {
		"internal/lookup", "internal/objectstore", "internal/awsclient", "internal/awsmodel", "internal/jobpolicy", "internal/pricelist",
	},
	"internal/lookup":      {"internal/framework/apierr", "internal/awsclient", "internal/pricelist"},
	"internal/objectstore": {"internal/framework/apierr", "internal/awsclient"},
	"internal/awsclient":   {"internal/awsmodel"},
	"internal/serve":       {},

	// Pure: data in, data out.
	"internal/awsmodel":  {},
	"internal/dataset":   {},
	"internal/jobpolicy": {},
	"internal/pricelist": {},
	"internal/scores":    {},
	"internal/serving":   {},

	// The independent witness: the models are AWS's own. One of its services never imports another.
	"internal/simulator":         {"internal/awsmodel"},
	"internal/simulator/core":    {"internal/awsmodel"},
	"internal/simulator/bedrock": {"internal/awsmodel", "internal/simulator/core"},
	"internal/simulator/iam":     {"internal/awsmodel", "internal/simulator/core"},
	"internal/simulator/pricing": {"internal/awsmodel", "internal/simulator/core"},
	"internal/simulator/s3":      {"internal/awsmodel", "internal/simulator/core"},
	"internal/simulator/sts":     {"internal/awsmodel", "internal/simulator/core"},

	// Never part of the provider.
	"internal/acceptance":          {},
	"internal/acceptance/cassette": {"internal/awsmodel"},
	"internal/acctest": {
		"internal/framework", "internal/lookup", "internal/objectstore", "internal/awsclient", "internal/provider", "internal/simulator",
	},
	"internal/bench": {
		"internal/dataset", "internal/framework/wait", "internal/pricelist", "internal/scores", "internal/simulator", "internal/terraform",
	},
	"internal/chaos": {"internal/simulator", "internal/terraform"},
	"internal/docsgen": {
		"internal/acceptance", "internal/framework/domain", "internal/provider", "internal/registry", "internal/simulator",
	},
	"internal/quickstart": {"internal/awsclient", "internal/terraform"},
	"internal/recording":  {},
	"internal/release":    {"internal/terraform"},
	"internal/scaffold":   {},
	"internal/terraform":  {},
	"internal/testcount":  {},
}

// notInTheProvider must not be linked into the released binary, however it would get there.
var notInTheProvider = []string{
	module + "/internal/simulator", module + "/internal/acctest",
	"github.com/hashicorp/terraform-plugin-testing",
	"github.com/google/go-cmp", "go.uber.org/goleak", "github.com/yuin/goldmark", "go.yaml.in/yaml",
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

// goList returns what `go list` says about packages of the module.
func goList(t *testing.T, args ...string) []goPackage {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", append([]string{"list", "-json=ImportPath,Imports"}, args...)...)
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, stderr(err))
	}
	var packages []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return packages
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
}

func stderr(err error) []byte {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.Stderr
	}
	return nil
}

// within reports whether path is dir or below it.
func within(path, dir string) bool { return path == dir || strings.HasPrefix(path, dir+"/") }

// ours returns a package's path within the module.
func ours(importPath string) (path string, ok bool) {
	path = strings.TrimPrefix(strings.TrimPrefix(importPath, module), "/")
	return path, within(importPath, module)
}

// layer returns the key of mayImport that a package belongs to, the nearest one. Each package of a service, the domain's own and
// those of its things, is a layer of its own.
func layer(path string) (key string, ok bool) {
	if within(path, "internal/service") {
		return path, true
	}
	for at := range mayImport {
		if at == path || at != "" && within(path, at) && len(at) >= len(key) {
			key, ok = at, true
		}
	}
	return key, ok
}

func TestImports_pointDownwards(t *testing.T) {
	t.Parallel()
	for _, p := range goList(t, "./...") {
		at, _ := ours(p.ImportPath)
		own, known := layer(at)
		if !known {
			t.Errorf("%s is in no layer: add it to mayImport, with what it may import", p.ImportPath)
			continue
		}
		allowed := mayImport[own]
		if within(own, "internal/service") {
			allowed = mayImport["internal/service"]
		}
		for _, imported := range p.Imports {
			target, isOurs := ours(imported)
			service := within(own, "internal/service")
			if !isOurs || service && target == path.Dir(own) || !service && within(target, own) {
				continue // a thing may import its domain, never a sibling
			}
			if !slices.ContainsFunc(allowed, func(dir string) bool { return within(target, dir) }) {
				t.Errorf("%s imports %s, but may import only %v", p.ImportPath, target, allowed)
			}
		}
	}
}

func TestImports_keepAWSAndTerraformOutOfPurePackages(t *testing.T) {
	t.Parallel()
	for _, p := range goList(t, "./...") {
		path, _ := ours(p.ImportPath)
		own, _ := layer(path)
		for _, imported := range p.Imports {
			pure := slices.Contains([]string{"internal/dataset", "internal/jobpolicy", "internal/pricelist", "internal/scores"}, own) ||
				within(own, "internal/simulator")
			if pure && (within(imported, "github.com/aws") || within(imported, "github.com/hashicorp")) {
				t.Errorf("%s imports %s", path, imported)
			}
		}
	}
}

func TestImports_leaveTestCodeOutOfTheProvider(t *testing.T) {
	t.Parallel()
	for _, p := range goList(t, "-deps", ".") {
		for _, unwanted := range notInTheProvider {
			if within(p.ImportPath, unwanted) {
				t.Errorf("the provider links %s", p.ImportPath)
			}
		}
	}
}
