// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func TestControl_listsWhatClientsCreated(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	_, body := sim.send(t, http.MethodGet, "/_simulator/objects", "", nil)
	if strings.TrimSpace(body) != `{"objects":[]}` {
		t.Errorf("nothing was created, but the answer is %s", body)
	}
	arn := sim.createRole(t, "worker")
	var answer struct {
		Objects []simulator.Object `json:"objects"`
	}
	_, body = sim.send(t, http.MethodGet, "/_simulator/objects", "", nil)
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Objects) != 1 || answer.Objects[0] != (simulator.Object{Type: "role", ARN: arn, Status: "Active"}) {
		t.Errorf("got %s", body)
	}
}

func TestControl_resetForgetsAllButTheTime(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	sim.createRole(t, "worker")
	sim.AddFault(simulator.Fault{Operation: "CreateRole", Times: -1})
	sim.Advance(24 * time.Hour)
	before := sim.Now()
	if resp, body := sim.send(t, http.MethodPost, "/_simulator/reset", "", nil); resp.StatusCode != http.StatusOK {
		t.Fatalf("got %d %s", resp.StatusCode, body)
	}
	if len(sim.Objects()) != 0 || len(sim.Journal()) != 0 {
		t.Errorf("left over: %v %v", sim.Objects(), sim.Journal())
	}
	if sim.Now().Before(before) {
		t.Errorf("the clock went back from %v to %v", before, sim.Now())
	}
	sim.createRole(t, "worker") // neither taken nor faulty any more
}

func TestControl_refusesWhatHasNoMeaning(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		method, path, body string
		status             int
	}{
		"misspelt member": {http.MethodPost, "faults", `{"operation":"GetRole","actoin":"drop"}`, 400},
		"unknown action":  {http.MethodPost, "faults", `{"operation":"GetRole","action":"explode"}`, 400},
		"no operation":    {http.MethodPost, "faults", `{"action":"drop"}`, 400},
		"good status":     {http.MethodPost, "faults", `{"operation":"GetRole","status":200}`, 400},
		"negative delay":  {http.MethodPost, "faults", `{"operation":"GetRole","delay_ms":-1}`, 400},
		"two documents":   {http.MethodPost, "faults", `{"operation":"GetRole"}{}`, 400},
		"no duration":     {http.MethodPost, "clock", `{"advance":"soon"}`, 400},
		"back in time":    {http.MethodPost, "clock", `{"advance":"-1h"}`, 400},
		"wrong method":    {http.MethodGet, "reset", ``, 404},
		"unknown control": {http.MethodGet, "secrets", ``, 404},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sim := startCore(t)
			resp, body := sim.send(t, test.method, "/_simulator/"+test.path, test.body, nil)
			if resp.StatusCode != test.status {
				t.Errorf("got %d %s, want %d", resp.StatusCode, body, test.status)
			}
		})
	}
}

func TestClock_jumpsAndNeverGoesBack(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	before := sim.Now()
	var answer struct {
		Now time.Time `json:"now"`
	}
	_, body := sim.send(t, http.MethodPost, "/_simulator/clock", `{"advance":"2h"}`, nil)
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err)
	}
	if jump := answer.Now.Sub(before); jump < 2*time.Hour || jump > 2*time.Hour+time.Minute {
		t.Errorf("two hours became %v", jump)
	}
	sim.Advance(-time.Hour)
	if sim.Now().Before(answer.Now) {
		t.Errorf("the clock went back to %v", sim.Now())
	}
	if drift := time.Until(before); drift > time.Second || drift < -time.Minute {
		t.Errorf("virtual time does not start at the real time: off by %v", drift)
	}
}

func TestClock_runsAtTheSpeedAskedFor(t *testing.T) {
	t.Parallel()
	const speed = 3600
	sim := simulator.New(simulator.Options{Speed: speed})
	outer := time.Now()
	first := sim.Now()
	inner := time.Now()
	for time.Since(inner) < 2*time.Millisecond {
	}
	least := time.Since(inner)
	passed := sim.Now().Sub(first)
	most := time.Since(outer)
	if passed < least*speed || passed > most*speed {
		t.Errorf("between %v and %v of real time, %v of virtual time passed", least, most, passed)
	}
}
