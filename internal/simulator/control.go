// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const controlPrefix = "/_simulator/"

// serveControl answers the test controls, which need no signature and are not in the journal.
func (s *Simulator) serveControl(w http.ResponseWriter, r *http.Request) {
	switch name := r.Method + " " + r.URL.Path[len(controlPrefix):]; name {
	case "GET journal":
		writeControl(w, map[string]any{"entries": s.journal.list(r.URL.Query().Get("operation"))})
	case "GET objects":
		writeControl(w, map[string]any{"objects": s.Objects()})
	case "GET clock":
		writeControl(w, map[string]any{"now": s.Now()})
	case "POST faults":
		s.controlFaults(w, r)
	case "POST clock":
		s.controlClock(w, r)
	case "POST reset":
		s.Reset()
		writeControl(w, map[string]any{})
	default:
		http.Error(w, "no such control: "+name, http.StatusNotFound)
	}
}

func (s *Simulator) controlFaults(w http.ResponseWriter, r *http.Request) {
	var f Fault
	if err := readControl(r, &f); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if err := s.faults.add(f, s.Now()); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	writeControl(w, map[string]any{})
}

func (s *Simulator) controlClock(w http.ResponseWriter, r *http.Request) {
	var body struct {
		Advance string `json:"advance"`
	}
	if err := readControl(r, &body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	d, err := time.ParseDuration(body.Advance)
	if err != nil || d < 0 {
		http.Error(w, fmt.Sprintf("advance %q must be a duration such as 2h, and not negative", body.Advance), http.StatusBadRequest)
		return
	}
	s.Advance(d)
	writeControl(w, map[string]any{"now": s.Now()})
}

// readControl decodes exactly one JSON object without unknown members, so that a misspelt fault is not a silent one.
func readControl(r *http.Request, v any) error {
	decoder := json.NewDecoder(io.LimitReader(r.Body, 1<<20))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(v); err != nil {
		return fmt.Errorf("reading the control: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("reading the control: one JSON object is expected")
	}
	return nil
}

func writeControl(w http.ResponseWriter, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err) // our own types always marshal
	}
	w.Header().Set("Content-Type", "application/json")
	core.WriteBody(w, append(body, '\n'))
}
