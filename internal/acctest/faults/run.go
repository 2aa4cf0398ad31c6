// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package faults

import (
	"hash/fnv"
	"sync"
	"testing"
	"time"
)

// Matrix is what has been judged so far. It is safe for concurrent use.
type Matrix struct {
	// Share is how many cells there are for one that is judged; 1 judges all. Which ones does not change from run to run.
	Share uint32

	mu       sync.Mutex
	verdicts []Verdict
}

// Verdicts are all verdicts, in no particular order.
func (m *Matrix) Verdicts() []Verdict {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.verdicts
}

// Run judges a scenario: every operation that it calls, in every way in which it can fail.
func (m *Matrix) Run(t *testing.T, s *Scenario) {
	t.Helper()
	impatient := *s
	impatient.Idle = time.Second
	if impatient.Operations(t); !t.Failed() {
		m.add(Verdict{Type: s.title(), Verb: s.Verb, Kind: idleConnections(), Outcome: Survived})
	}
	for _, operation := range s.Operations(t) {
		for _, kind := range Kinds() {
			if t.Failed() && m.Share > 1 || !kind.applies(operation) || !m.chooses(s, operation, kind) {
				continue
			}
			verdict := s.Judge(t, operation, kind)
			if verdict.Outcome == Broken {
				t.Errorf("%s of %s while %s: %s: %s", s.Verb, s.title(), operation.Name, kind.Name, verdict.Reason)
			}
			m.add(verdict)
		}
	}
}

func (m *Matrix) add(v Verdict) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.verdicts = append(m.verdicts, v)
}

func (m *Matrix) chooses(s *Scenario, operation Operation, kind Kind) bool {
	if m.Share <= 1 {
		return true
	}
	hash := fnv.New32a()
	for _, part := range []string{s.Case.Type, string(s.Verb), operation.Name, kind.Name} {
		hash.Write([]byte(part))
	}
	return hash.Sum32()%m.Share == 0
}
