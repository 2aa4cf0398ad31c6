// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
)

// worthShowing are the lines of a run that fit on one screen and tell it: each title, each command, what became of it. Every
// pattern matches a line, or the picture would lack what it is for.
func worthShowing() []*regexp.Regexp {
	var patterns []*regexp.Regexp
	for _, pattern := range []string{
		`^=== \d+/\d+ `,
		`^http://.*, where an hour passes in `,
		`^\$ (terraform|tofu) `,
		`has been successfully initialized!$`,
		`Plan: [1-9]\d* to add`,
		`: Creation complete after `,
		`^  : job `,
		`Apply complete!`,
		`"text" = `,
		`\b(training|validation)_loss = \d`,
		`^  [▁▂▃▄▅▆▇█]+$`,
		`No changes\.`,
		`Destroy complete!`,
		`^nothing\. `,
		`^Done in `,
	} {
		patterns = append(patterns, regexp.MustCompile(pattern))
	}
	return patterns
}

// choose returns the lines worth showing. The clock starts with the first of them: what comes before is a build.
func choose(printed []line) (shown []line, err error) {
	patterns := worthShowing()
	found := make([]bool, len(patterns))
	for _, l := range printed {
		i := slices.IndexFunc(patterns, func(p *regexp.Regexp) bool { return p.MatchString(l.text()) })
		if i < 0 {
			continue
		}
		found[i] = true
		shown = append(shown, l)
	}
	if i := slices.Index(found, false); i >= 0 {
		return nil, fmt.Errorf("no line matches %s: has the quickstart changed?", patterns[i])
	}
	first := shown[0].at
	for i := range shown {
		shown[i].at -= first
	}
	return shown, nil
}

// absolutePath is the path of a file on somebody's machine. That of a URL follows a host.
var absolutePath = regexp.MustCompile(`(^|[\s"'=(])(/\w|[A-Za-z]:\\|file:)`)

// betrays says whether the lines tell something about the machine that nobody needs to know.
func betrays(lines []line) error {
	host, err := os.Hostname()
	if err != nil {
		return err
	}
	for _, l := range lines {
		if absolutePath.MatchString(l.text()) {
			return fmt.Errorf("a path of this machine is in the line %q", l.text())
		}
		if host != "localhost" && strings.Contains(l.text(), host) {
			return fmt.Errorf("the name of this machine is in the line %q", l.text())
		}
	}
	return nil
}
