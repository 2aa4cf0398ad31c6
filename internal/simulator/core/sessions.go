// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package core

import (
	"sync"
	"time"
)

// Session is what AssumeRole issued credentials for.
type Session struct {
	AccessKeyID string
	SecretKey   string
	Token       string
	Principal   string // arn:aws:sts::<account>:assumed-role/<role>/<name>
	RoleID      string // <role id>:<session name>
	Role        string // ARN
	Expires     time.Time
}

// Sessions holds the sessions by access key.
type Sessions struct {
	mu    sync.Mutex
	byKey map[string]Session
}

// NewSessions returns a table that holds nothing yet.
func NewSessions() *Sessions {
	return &Sessions{byKey: map[string]Session{}}
}

// Add keeps a session.
func (t *Sessions) Add(s Session) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.byKey[s.AccessKeyID] = s
}

// Find returns the session of an access key.
func (t *Sessions) Find(accessKeyID string) (Session, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s, ok := t.byKey[accessKeyID]
	return s, ok
}

// Reset forgets everything.
func (t *Sessions) Reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.byKey)
}
