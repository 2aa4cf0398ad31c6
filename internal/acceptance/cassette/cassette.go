// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package cassette keeps what AWS answered in an acceptance run, without anything that belongs to whoever ran it, and plays it to a
// simulation of AWS.
//
// What is kept is chosen, not what is left out: some headers, the names and types of all members, and of their values those that AWS
// tells everybody, such as the id of a foundation model, and those that the run itself has sent before. Every other text is a number
// in its place: masked-1, masked-2. The same text has the same number, so that a later request can be sent with what the simulation
// answered in that place.
package cassette

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Cassette is one step of an acceptance run.
type Cassette struct {
	Step      string     `json:"step"`
	Date      string     `json:"date"`   // of the run
	Source    string     `json:"source"` // AWS, or Simulated
	Exchanges []Exchange `json:"exchanges"`
}

// Where the answers of a cassette come from.
const (
	AWS       = "AWS"
	Simulated = "simulator"
)

// Exchange is one request and its answer.
type Exchange struct {
	Service   string  `json:"service"` // as it signs
	Region    string  `json:"region"`
	Operation string  `json:"operation"`
	After     float64 `json:"after"` // seconds since the answer before
	Request   Request `json:"request"`
	Answer    Answer  `json:"answer"`
}

// Request is what was asked. Buckets stand in the path.
type Request struct {
	Method  string            `json:"method"`
	Path    string            `json:"path"`
	Query   string            `json:"query,omitempty"`
	Headers map[string]string `json:"headers,omitempty"`
	Body    string            `json:"body,omitempty"`
}

// Answer is what was answered.
type Answer struct {
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers,omitempty"`
	Body    any               `json:"body,omitempty"` // of JSON or XML, with masked texts; nil where it is neither
}

// Write writes a cassette into a directory, under the name of its step.
func (c Cassette) Write(dir string) error {
	text, err := json.MarshalIndent(c, "", " ")
	if err != nil {
		return fmt.Errorf("writing the cassette %s: %w", c.Step, err)
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return fmt.Errorf("writing the cassette %s: %w", c.Step, err)
	}
	return os.WriteFile(filepath.Join(dir, c.Step+".json"), append(text, '\n'), 0o600)
}

// Read reads the cassettes of a directory and of those in it, sorted by their paths.
func Read(dir string) ([]Cassette, error) {
	var cassettes []Cassette
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return nil, err
	}
	below, err := filepath.Glob(filepath.Join(dir, "*", "*.json"))
	if err != nil {
		return nil, err
	}
	files = append(files, below...)
	slices.Sort(files)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var c Cassette
		if err := json.Unmarshal(text, &c); err != nil {
			return nil, fmt.Errorf("reading %s: %w", file, err)
		}
		cassettes = append(cassettes, c)
	}
	return cassettes, nil
}
