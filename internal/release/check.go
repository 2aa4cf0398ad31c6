// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// check is a rehearsal.
type check struct {
	root, dist, version string
	only                []platform // nil for all
	cold                bool
	say                 func(format string, args ...any)
}

func (c check) run(ctx context.Context) error {
	read, err := readConfig(c.root)
	if err != nil {
		return err
	}
	if err := os.RemoveAll(c.dist); err != nil {
		return err
	}
	at, err := exec.CommandContext(ctx, "git", "-C", c.root, "log", "-1", "--format=%ct").Output()
	if err != nil {
		return fmt.Errorf("asking git when the commit was made: %w", err)
	}
	first := distribution{
		config: read, source: c.root, dir: filepath.Join(c.dist, "release"), platforms: c.only,
		facts: facts{ProjectName: read.ProjectName, Version: c.version, CommitTimestamp: strings.TrimSpace(string(at))},
	}
	all := read.Builds[0].platforms()
	if c.only == nil {
		first.platforms = all
	}
	for _, p := range first.platforms {
		if !slices.Contains(all, p) {
			return fmt.Errorf(".goreleaser.yml builds nothing for %s", p)
		}
	}
	archives, err := first.make(ctx)
	if err != nil {
		return err
	}
	c.say("built %d archives for %v", len(archives), first.platforms)
	if err := c.again(ctx, first); err != nil {
		return fmt.Errorf("building again: %w", err)
	}
	if err := verifySums(first); err != nil {
		return err
	}
	if err := c.sboms(ctx, first, archives); err != nil {
		return err
	}
	if err := c.mended(first, archives); err != nil {
		return err
	}
	if err := c.sign(ctx, first); err != nil {
		return fmt.Errorf("signing: %w", err)
	}
	return c.install(ctx, first, archives)
}

// again builds from a copy of the source in another place, and compares every file.
func (c check) again(ctx context.Context, first distribution) error {
	copied := filepath.Join(c.dist, "_elsewhere") // where go list ./... does not look
	if err := copySource(ctx, c.root, copied); err != nil {
		return err
	}
	second := first
	second.source, second.dir, second.cold = copied, filepath.Join(c.dist, "again"), c.cold
	if _, err := second.make(ctx); err != nil {
		return err
	}
	files, err := os.ReadDir(first.dir)
	if err != nil {
		return err
	}
	for _, file := range files {
		one, err := os.ReadFile(filepath.Join(first.dir, file.Name()))
		if err != nil {
			return err
		}
		other, err := os.ReadFile(filepath.Join(second.dir, file.Name()))
		if err != nil {
			return err
		}
		if !bytes.Equal(one, other) {
			return fmt.Errorf("%s has other bytes when it is built in another directory", file.Name())
		}
	}
	c.say("built again in another directory: %d files, the same bytes", len(files))
	return errors.Join(os.RemoveAll(copied), os.RemoveAll(second.dir))
}

// copySource copies what git knows of a checkout, as it is now.
func copySource(ctx context.Context, from, to string) error {
	names, err := exec.CommandContext(ctx, "git", "-C", from, "ls-files", "-z", "--cached", "--others", "--exclude-standard").Output()
	if err != nil {
		return fmt.Errorf("asking git for the files: %w", err)
	}
	for name := range strings.SplitSeq(strings.TrimRight(string(names), "\x00"), "\x00") {
		source := filepath.Join(from, name)
		if info, err := os.Lstat(source); err != nil || !info.Mode().IsRegular() {
			continue // deleted, or a link
		}
		if err := copyFile(source, filepath.Join(to, name)); err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	text, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return os.WriteFile(to, text, 0o644)
}

// verifySums reads the checksums as whoever downloads them does, and looks whether they are of the right files.
func verifySums(d distribution) error {
	name, err := d.fill(d.Checksum.NameTemplate)
	if err != nil {
		return err
	}
	text, err := os.ReadFile(filepath.Join(d.dir, name))
	if err != nil {
		return err
	}
	manifests := 0
	for line := range strings.Lines(string(text)) {
		sum, file, ok := strings.Cut(strings.TrimSpace(line), "  ")
		have, err := sumOf(filepath.Join(d.dir, file))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if !ok || have != sum {
			return fmt.Errorf("%s: the checksum is not that of %s", name, file)
		}
		switch {
		case strings.HasSuffix(file, "_manifest.json"):
			manifests++
		case !strings.HasPrefix(file, d.config.ProjectName+"_") || !strings.HasSuffix(file, ".zip"):
			return fmt.Errorf("%s has %s in it, which the Terraform Registry does not expect", name, file)
		}
	}
	if manifests != 1 {
		return fmt.Errorf("%s has %d manifests", name, manifests)
	}
	return nil
}

// sboms runs the command that .goreleaser.yml names, and holds each document against `go version -m`.
func (c check) sboms(ctx context.Context, d distribution, archives []released) error {
	step := d.SBOMs[0]
	count := 0
	for _, a := range archives {
		f := d.facts
		f.ArtifactName = a.name
		document, err := f.fill(step.Documents[0])
		if err != nil {
			return err
		}
		replace := strings.NewReplacer("$artifact", a.name, "$document", document)
		var args []string
		for _, arg := range step.Args {
			args = append(args, replace.Replace(arg))
		}
		cmd := exec.CommandContext(ctx, step.Cmd, args...)
		cmd.Dir, cmd.Env = d.dir, environ()
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("SBOM of %s: %w\n%s", a.name, err, out)
		}
		n, err := compareSBOM(ctx, filepath.Join(d.dir, a.name), filepath.Join(d.dir, document))
		if err != nil {
			return fmt.Errorf("SBOM of %s: %w", a.name, err)
		}
		count = max(count, n)
	}
	c.say("%d SBOMs name what `go version -m` names, up to %d modules", len(archives), count)
	return nil
}

func compareSBOM(ctx context.Context, archive, document string) (int, error) {
	text, err := os.ReadFile(document)
	if err != nil {
		return 0, err
	}
	var d spdxDocument
	if err := json.Unmarshal(text, &d); err != nil {
		return 0, err
	}
	var named []string
	for _, p := range d.Packages[1:] {
		if p.Name != stdlib {
			named = append(named, p.Name+" "+p.Version)
		}
	}
	dir, err := os.MkdirTemp("", "bedrock-release-")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // the system removes what is temporary
	program, err := unpack(archive, dir)
	if err != nil {
		return 0, err
	}
	out, err := exec.CommandContext(ctx, "go", "version", "-m", program).Output()
	if err != nil {
		return 0, fmt.Errorf("go version -m: %w", err)
	}
	var linked []string
	for line := range strings.Lines(string(out)) {
		if fields := strings.Fields(line); len(fields) >= 3 && fields[0] == "dep" {
			linked = append(linked, fields[1]+" "+fields[2])
		}
	}
	slices.Sort(named)
	slices.Sort(linked)
	if len(linked) == 0 || !slices.Equal(named, linked) {
		return 0, fmt.Errorf("it names %v, linked are %v", named, linked)
	}
	return len(named), nil
}

// unpack takes the program out of an archive.
func unpack(archive, dir string) (string, error) {
	program, _, _, _, err := linked(archive)
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, program), unzip(archive, program, filepath.Join(dir, program))
}

// sign signs the checksums as .goreleaser.yml says, with a key of the moment, and verifies the signature.
func (c check) sign(ctx context.Context, d distribution) error {
	if _, err := exec.LookPath("gpg"); err != nil {
		c.say("there is no gpg here: the signature is left out")
		return nil
	}
	home, err := os.MkdirTemp("", "gpg")
	if err != nil {
		return err
	}
	defer os.RemoveAll(home) //nolint:errcheck // as above
	gpg := func(stdout io.Writer, args ...string) error {
		cmd := exec.CommandContext(ctx, "gpg", args...)
		cmd.Env, cmd.Dir, cmd.Stdout = environ("GNUPGHOME="+home), d.dir, stdout
		var problem bytes.Buffer
		cmd.Stderr = &problem
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("gpg %v: %w\n%s", args, err, problem.String())
		}
		return nil
	}
	const owner = "rehearsal@example.com"
	if err := gpg(nil, "--batch", "--passphrase", "", "--quick-generate-key", owner, "rsa3072", "sign", "1d"); err != nil {
		return err
	}
	defer exec.Command("gpgconf", "--homedir", home, "--kill", "all").Run() //nolint:errcheck,noctx // the agent ends with its directory
	sums, err := d.fill(d.Checksum.NameTemplate)
	if err != nil {
		return err
	}
	f := d.facts
	f.Env = map[string]string{"GPG_FINGERPRINT": owner}
	args, err := f.fillAll(d.Signs[0].Args)
	if err != nil {
		return err
	}
	replace := strings.NewReplacer("${artifact}", sums, "${signature}", sums+".sig")
	for i := range args {
		args[i] = replace.Replace(args[i])
	}
	if err := gpg(nil, args...); err != nil {
		return err
	}
	if err := gpg(nil, "--verify", sums+".sig", sums); err != nil {
		return err
	}
	c.say("signed %s with a key of the moment, and verified it", sums)
	return os.Remove(filepath.Join(d.dir, sums+".sig"))
}

func host() platform { return platform{runtime.GOOS, runtime.GOARCH} }
