// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

// Package faults is the matrix of faults: every verb of every type, run while each operation that it calls fails in each of
// the ways that networks and AWS fail, and judged by what is left behind. It runs with the times of production, in
// testing/synctest bubbles, where none of them passes for real.
package faults

import (
	"slices"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// Kind is one way in which an operation fails.
type Kind struct {
	Group string
	Name  string
	// applies says to which operations.
	applies func(Operation) bool
	// arm returns the faults.
	arm func(Operation) []simulator.Fault
	// survived says that the verb must succeed. Where it need not, it may also refuse, with an error and nothing changed.
	survived func(Operation) bool
	// believable says that AWS may really mean it, so that the state may follow it.
	believable func(Operation) bool
}

// Kinds are all kinds, by group.
func Kinds() []Kind {
	return slices.Concat(answers(), connections(), bodies(), lists(), creations(), meanings())
}

func anywhere(Operation) bool { return true }
func nowhere(Operation) bool  { return false }

// hit is a kind with one fault, which every operation must survive.
func hit(group, name string, fault simulator.Fault) Kind {
	return Kind{
		Group: group, Name: name, applies: anywhere, survived: anywhere, believable: nowhere,
		arm: func(Operation) []simulator.Fault { return []simulator.Fault{fault} },
	}
}

// class is a kind with an error that each service spells in its own way, which no operation needs to survive.
func class(group, name, class string, fault simulator.Fault) Kind {
	return Kind{
		Group: group, Name: name, applies: anywhere, survived: nowhere, believable: nowhere,
		arm: func(o Operation) []simulator.Fault { return []simulator.Fault{o.fails(class, fault)} },
	}
}

func (k Kind) on(applies func(Operation) bool) Kind {
	k.applies = applies
	return k
}

func (k Kind) survivedBy(survived func(Operation) bool) Kind {
	k.survived = survived
	return k
}

func (k Kind) believed(believable func(Operation) bool) Kind {
	k.believable = believable
	return k
}

func answers() []Kind {
	const group = "Answers of HTTP"
	return []Kind{
		hit(group, "500, three times", simulator.Fault{Status: 500, Times: 3}),
		hit(group, "503, three times", simulator.Fault{Status: 503, Times: 3}),
		hit(group, "429, five times", simulator.Fault{Action: "throttle", Times: 5}),
		hit(group, "429 with Retry-After", simulator.Fault{Action: "throttle", Times: 2, RetryAfterSeconds: 7}),
		hit(group, "429 without a body", simulator.Fault{Action: "bare", Times: 2}),
		hit(group, "502 with a page of HTML", simulator.Fault{Action: "html", Times: 2}).survivedBy(Operation.repeats),
		hit(group, "500 for good", simulator.Fault{Status: 500, Times: -1}).survivedBy(nowhere),
		hit(group, "429 for good", simulator.Fault{Action: "throttle", Times: -1}).survivedBy(nowhere),
		hit(group, "301 to another region", simulator.Fault{Status: 301, Code: "PermanentRedirect", Times: -1}).survivedBy(nowhere),
	}
}

func connections() []Kind {
	const group = "Connections"
	return []Kind{
		hit(group, "reset before the answer, twice", simulator.Fault{Action: "drop", Times: 2}).survivedBy(Operation.repeats),
		hit(group, "reset within the answer", simulator.Fault{Action: "reset"}).survivedBy(Operation.readsBody),
		hit(group, "closed within the answer", simulator.Fault{Action: "truncate"}).survivedBy(Operation.readsBody),
		hit(group, "black hole, once", simulator.Fault{Action: "hang"}).survivedBy(Operation.repeats),
		hit(group, "black hole for good", simulator.Fault{Action: "hang", Times: -1}).survivedBy(nowhere),
		hit(group, "one byte a second", simulator.Fault{Action: "trickle"}).
			on(Operation.answers).survivedBy(Operation.isRead),
		hit(group, "answer after 25 s", simulator.Fault{Action: "delay", DelayMS: 25_000}),
		idleConnections(),
	}
}

// spoilt is a kind whose answer is not what the service says. What changes something is carried out before: AWS never says that
// it has done what it has not.
func spoilt(name string, fault simulator.Fault) Kind {
	return Kind{
		Group: "Bodies", Name: name, applies: Operation.answers, survived: nowhere, believable: nowhere,
		arm: func(o Operation) []simulator.Fault {
			fault.AfterCommit = o.isWrite()
			return []simulator.Fault{fault}
		},
	}
}

// idleConnections is a kind that no operation meets alone: a server, or something on the way to it, that closes connections
// which nobody uses for a second, as between two polls.
func idleConnections() Kind {
	return Kind{Group: "Connections", Name: "idle connections closed after 1 s", applies: nowhere}
}

func bodies() []Kind {
	status := func(name string, value any, times int) Kind {
		return hit("Bodies", name, simulator.Fault{Action: "replace", Member: "status|modelStatus", Value: value, Times: times}).
			on(Operation.hasStatus).survivedBy(nowhere)
	}
	return []Kind{
		spoilt("malformed, once", simulator.Fault{Action: "malform"}).survivedBy(Operation.readsBody),
		spoilt("malformed for good", simulator.Fault{Action: "malform", Times: -1}),
		spoilt("a page of HTML, once", simulator.Fault{Action: "html", Status: 200}).survivedBy(Operation.readsBody),
		spoilt("a page of HTML for good", simulator.Fault{Action: "html", Status: 200, Times: -1}),
		spoilt("half of it, as if it were all", simulator.Fault{Action: "halve"}),
		spoilt("an object without members", simulator.Fault{Action: "empty", Times: -1}).believed(Operation.emptyMeansNone),
		spoilt("members that nobody knows", simulator.Fault{Action: "extend", Times: -1}).survivedBy(anywhere),
		spoilt("no ARN", simulator.Fault{Action: "replace", Member: "arn|Arn|jobArn|modelArn|resourceArn", Times: -1}),
		status("no status", nil, -1).believed(Operation.statusOptional),
		status("a status that nobody knows", "HIBERNATING", 3).believed(anywhere),
		status("a number for a status", 7, -1),
	}
}

func lists() []Kind {
	const group = "Lists"
	return []Kind{
		hit(group, "an empty page with a token", simulator.Fault{Action: "blank_page"}).on(Operation.pages),
		hit(group, "the same token again and again", simulator.Fault{Action: "repeat_page", Times: -1}).
			on(Operation.pages).survivedBy(nowhere),
		hit(group, "new tokens without end", simulator.Fault{Action: "endless_pages", Times: -1}).
			on(Operation.pages).survivedBy(nowhere),
		class(group, "token expired in mid-list", "expired", simulator.Fault{Skip: 1, Times: -1}).on(Operation.pages),
	}
}

// creations are requests that AWS carried out and whose answer was lost. What Terraform does not know must be found again.
func creations() []Kind {
	const group = "Meanings"
	return []Kind{
		hit(group, "done, connection reset", simulator.Fault{Action: "drop", AfterCommit: true}).
			on(Operation.isWrite).survivedBy(nowhere),
		hit(group, "done, answered 500", simulator.Fault{Status: 500, AfterCommit: true}).on(Operation.isWrite).survivedBy(nowhere),
		hit(group, "done, no answer", simulator.Fault{Action: "hang", AfterCommit: true}).on(Operation.isWrite).survivedBy(nowhere),
		hit(group, "done, no answer for good", simulator.Fault{Action: "hang", AfterCommit: true, Times: -1}).
			on(Operation.isWrite).survivedBy(nowhere),
		class(group, "unknown for 20 s after create", "not found", simulator.Fault{Seconds: 20}).
			on(func(o Operation) bool { return o.Reads && o.Verb == Create }),
		hit(group, "role not assumable yet, twice", simulator.Fault{
			Status: 400, Code: "ValidationException", Message: "Could not assume provided IAM role.", Times: 2,
		}).on(Operation.takesRole),
		hit(group, "role never assumable", simulator.Fault{
			Status: 400, Code: "ValidationException", Message: "Could not assume provided IAM role.", Times: -1,
		}).on(Operation.takesRole).survivedBy(nowhere),
	}
}

func meanings() []Kind {
	const group = "Meanings"
	return []Kind{
		{
			Group: group, Name: "statuses out of order", survived: nowhere, believable: anywhere, arm: outOfOrder,
			applies: func(o Operation) bool { return o.Reads && o.hasStatus() && o.Verb != Import },
		},
		class(group, "vanished in mid-wait", "not found", simulator.Fault{Skip: 2, Times: -1}).
			on(func(o Operation) bool { return o.Reads && (o.Verb == Create || o.Verb == Resume) }).believed(anywhere),
		class(group, "gone", "not found", simulator.Fault{Times: -1}).on(Operation.isRead).believed(anywhere),
		class(group, "conflict, twice", "conflict", simulator.Fault{Times: 2}).on(Operation.isWrite),
		class(group, "conflict for good", "conflict", simulator.Fault{Times: -1}).on(Operation.isWrite),
		class(group, "quota used up", "quota", simulator.Fault{Times: -1}).on(Operation.isWrite),
		class(group, "access denied", "denied", simulator.Fault{Times: -1}),
		class(group, "credentials expired", "expired", simulator.Fault{Times: -1}),
	}
}

// outOfOrder says that the object is on its way, and then that it is further than it is, and then again.
func outOfOrder(Operation) []simulator.Fault {
	var faults []simulator.Fault
	for _, status := range []string{"InProgress", "Completed", "InProgress", "Completed", "InProgress"} {
		faults = append(faults, simulator.Fault{Action: "replace", Member: "status", Value: status})
	}
	return faults
}
