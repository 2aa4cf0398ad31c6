// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"sync"
	"time"
)

// session is what AssumeRole issued credentials for.
type session struct {
	accessKeyID string
	secretKey   string
	token       string
	principal   string // arn:aws:sts::<account>:assumed-role/<role>/<name>
	roleID      string // <role id>:<session name>
	role        string // ARN
	expires     time.Time
}

// sessionTable holds the sessions by access key.
type sessionTable struct {
	mu    sync.Mutex
	byKey map[string]session
}

func newSessionTable() *sessionTable {
	return &sessionTable{byKey: map[string]session{}}
}

func (t *sessionTable) add(s session) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.byKey[s.accessKeyID] = s
}

func (t *sessionTable) find(accessKeyID string) (session, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	s, ok := t.byKey[accessKeyID]
	return s, ok
}

func (t *sessionTable) reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	clear(t.byKey)
}
