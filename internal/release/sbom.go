// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"archive/zip"
	"bytes"
	"cmp"
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// module is one that is linked into a program.
type module struct{ path, version string }

// stdlib is how advisories call Go's own packages.
const stdlib = "stdlib"

// linked are the program of an archive, the modules that are linked into it, Go's own among them, and when it was packed.
func linked(archive string) (program string, own module, modules []module, at time.Time, err error) {
	r, err := zip.OpenReader(archive)
	if err != nil {
		return "", module{}, nil, at, err
	}
	defer r.Close() //nolint:errcheck // it was read
	for _, file := range r.File {
		if file.Mode()&0o100 == 0 {
			continue
		}
		in, err := file.Open()
		if err != nil {
			return "", module{}, nil, at, err
		}
		text, err := io.ReadAll(in)
		if err := errors.Join(err, in.Close()); err != nil {
			return "", module{}, nil, at, err
		}
		info, err := buildinfo.Read(bytes.NewReader(text))
		if err != nil {
			return "", module{}, nil, at, fmt.Errorf("%s: %w", file.Name, err)
		}
		modules = append(modules, module{stdlib, strings.TrimPrefix(info.GoVersion, "go")})
		for _, m := range info.Deps {
			if m.Replace != nil {
				m = m.Replace
			}
			modules = append(modules, module{m.Path, m.Version})
		}
		slices.SortFunc(modules, func(a, b module) int { return cmp.Compare(a.path, b.path) })
		return file.Name, module{info.Main.Path, ""}, modules, file.Modified.UTC(), nil
	}
	return "", module{}, nil, at, fmt.Errorf("%s has no program in it", archive)
}

// Members of an SPDX 2.3 document that are used here.
type (
	spdxDocument struct {
		Version       string             `json:"spdxVersion"`
		DataLicense   string             `json:"dataLicense"`
		ID            string             `json:"SPDXID"`
		Name          string             `json:"name"`
		Namespace     string             `json:"documentNamespace"`
		Creation      spdxCreation       `json:"creationInfo"`
		Packages      []spdxPackage      `json:"packages"`
		Relationships []spdxRelationship `json:"relationships"`
	}
	spdxCreation struct {
		Created  string   `json:"created"`
		Creators []string `json:"creators"`
	}
	spdxPackage struct {
		ID        string          `json:"SPDXID"`
		Name      string          `json:"name"`
		Version   string          `json:"versionInfo,omitempty"`
		Location  string          `json:"downloadLocation"`
		Analyzed  bool            `json:"filesAnalyzed"`
		License   string          `json:"licenseConcluded"`
		Declared  string          `json:"licenseDeclared"`
		Copyright string          `json:"copyrightText"`
		Checksums []spdxChecksum  `json:"checksums,omitempty"`
		Refs      []spdxReference `json:"externalRefs,omitempty"`
	}
	spdxChecksum struct {
		Algorithm string `json:"algorithm"`
		Value     string `json:"checksumValue"`
	}
	spdxReference struct {
		Category string `json:"referenceCategory"`
		Type     string `json:"referenceType"`
		Locator  string `json:"referenceLocator"`
	}
	spdxRelationship struct {
		Of   string `json:"spdxElementId"`
		Kind string `json:"relationshipType"`
		To   string `json:"relatedSpdxElement"`
	}
)

const unknown = "NOASSERTION"

// writeSBOM writes what is linked into the program of an archive, read from the program itself.
func writeSBOM(archive, document string) error {
	program, own, modules, at, err := linked(archive)
	if err != nil {
		return err
	}
	sum, err := sumOf(archive)
	if err != nil {
		return err
	}
	main := spdxPackage{
		ID: "SPDXRef-Package-main", Name: program, Location: unknown, License: "MPL-2.0", Declared: "MPL-2.0", Copyright: unknown,
		Checksums: []spdxChecksum{{"SHA256", sum}}, Refs: []spdxReference{{"PACKAGE-MANAGER", "purl", "pkg:golang/" + own.path}},
	}
	d := spdxDocument{
		Version: "SPDX-2.3", DataLicense: "CC0-1.0", ID: "SPDXRef-DOCUMENT", Name: filepath.Base(archive),
		Namespace: "https://" + own.path + "/spdx/" + filepath.Base(archive) + "/" + sum,
		Creation:  spdxCreation{Created: at.Format(time.RFC3339), Creators: []string{"Tool: " + own.path + "/internal/release"}},
		Packages:  []spdxPackage{main}, Relationships: []spdxRelationship{{"SPDXRef-DOCUMENT", "DESCRIBES", main.ID}},
	}
	for i, m := range modules {
		p := spdxPackage{
			ID: fmt.Sprintf("SPDXRef-Package-%d", i+1), Name: m.path, Version: m.version, Location: unknown, License: unknown, Declared: unknown,
			Copyright: unknown, Refs: []spdxReference{{"PACKAGE-MANAGER", "purl", "pkg:golang/" + m.path + "@" + m.version}},
		}
		d.Packages = append(d.Packages, p)
		d.Relationships = append(d.Relationships, spdxRelationship{main.ID, "DEPENDS_ON", p.ID})
	}
	text, err := json.MarshalIndent(d, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(document, append(text, '\n'), 0o644)
}
