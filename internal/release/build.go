// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// distribution is a directory with what is released.
type distribution struct {
	config
	facts
	source, dir string
	platforms   []platform
	// cold builds everything anew, without what Go has kept of earlier builds.
	cold bool
}

// released is one archive.
type released struct {
	name     string
	build    string // id
	platform platform
}

// make builds the archives, the manifest and the checksums.
func (d distribution) make(ctx context.Context) (archives []released, err error) {
	if err := os.MkdirAll(d.dir, 0o755); err != nil {
		return nil, err
	}
	for _, a := range d.Archives {
		b := d.build(a.IDs[0])
		for _, p := range b.platforms() {
			if !slices.Contains(d.platforms, p) {
				continue
			}
			one, err := d.archive(ctx, a, *b, p)
			if err != nil {
				return nil, fmt.Errorf("%s for %s: %w", b.ID, p, err)
			}
			archives = append(archives, one)
		}
	}
	return archives, d.writeSums(archives)
}

// archive builds a program and puts it into an archive, with what GoReleaser puts beside it.
func (d distribution) archive(ctx context.Context, a archive, b build, p platform) (released, error) {
	f := d.facts
	f.Os, f.Arch = p.os, p.arch
	name, err := f.fill(a.NameTemplate)
	if err != nil {
		return released{}, err
	}
	program, err := f.fill(b.Binary)
	if err != nil {
		return released{}, err
	}
	if p.os == "windows" {
		program += ".exe"
	}
	stamp, err := f.fill(b.ModTimestamp)
	if err != nil {
		return released{}, err
	}
	seconds, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return released{}, err
	}
	built := filepath.Join(d.dir, name, program)
	if err := d.compile(ctx, f, b, p, built); err != nil {
		return released{}, err
	}
	one := released{name: name + ".zip", build: b.ID, platform: p}
	files := []string{built}
	for _, document := range []string{"CHANGELOG.md", "LICENSE", "README.md"} {
		files = append(files, filepath.Join(d.source, document))
	}
	if err := writeZip(filepath.Join(d.dir, one.name), files, time.Unix(seconds, 0).UTC()); err != nil {
		return one, err
	}
	return one, os.RemoveAll(filepath.Dir(built))
}

func (d distribution) compile(ctx context.Context, f facts, b build, p platform, to string) error {
	flags, err := f.fillAll(b.Flags)
	if err != nil {
		return err
	}
	linked, err := f.fillAll(b.LDFlags)
	if err != nil {
		return err
	}
	to, err = filepath.Abs(to)
	if err != nil {
		return err
	}
	args := append([]string{"build"}, flags...)
	if d.cold {
		args = append(args, "-a")
	}
	cmd := exec.CommandContext(ctx, "go", append(args, "-ldflags", strings.Join(linked, " "), "-o", to, b.Main)...)
	cmd.Dir = d.source
	cmd.Env = environ(append(slices.Clone(b.Env), "GOOS="+p.os, "GOARCH="+p.arch)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("go build: %w\n%s", err, out)
	}
	return nil
}

// writeZip packs files without their directories; the first one is a program. All have one time, so that the bytes depend on nothing else.
func writeZip(to string, files []string, at time.Time) error {
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer out.Close()
	packed := zip.NewWriter(out)
	for i, file := range files {
		header := &zip.FileHeader{Name: filepath.Base(file), Method: zip.Deflate, Modified: at}
		header.SetMode(0o644)
		if i == 0 {
			header.SetMode(0o755)
		}
		w, err := packed.CreateHeader(header)
		if err != nil {
			return err
		}
		in, err := os.Open(file)
		if err != nil {
			return err
		}
		_, err = io.Copy(w, in)
		in.Close()
		if err != nil {
			return err
		}
	}
	if err := packed.Close(); err != nil {
		return err
	}
	return out.Close()
}

// writeSums writes the manifest, and the file of checksums over it and the archives of the provider.
func (d distribution) writeSums(archives []released) error {
	var names []string
	for _, a := range archives {
		if slices.Contains(d.Checksum.IDs, a.build) {
			names = append(names, a.name)
		}
	}
	for _, extra := range d.Checksum.ExtraFiles {
		name, err := d.fill(extra.NameTemplate)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(filepath.Join(d.source, extra.Glob))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(d.dir, name), text, 0o644); err != nil {
			return err
		}
		names = append(names, name)
	}
	slices.Sort(names)
	var sums strings.Builder
	for _, name := range names {
		sum, err := sumOf(filepath.Join(d.dir, name))
		if err != nil {
			return err
		}
		fmt.Fprintf(&sums, "%s  %s\n", sum, name)
	}
	name, err := d.fill(d.Checksum.NameTemplate)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(d.dir, name), []byte(sums.String()), 0o644)
}

func sumOf(file string) (string, error) {
	in, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer in.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, in)
	return hex.EncodeToString(sum.Sum(nil)), err
}
