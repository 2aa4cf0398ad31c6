// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// action is what Terraform is doing when it is hit.
type action string

const (
	apply   action = "apply"
	destroy action = "destroy"
)

// blow is what hits a process.
type blow string

const (
	interrupt       blow = "SIGINT"        // to the whole process group, as a terminal sends it
	terminate       blow = "SIGTERM"       // to Terraform alone, as a CI system sends it
	interruptTwice  blow = "double SIGINT" // from somebody in a hurry
	killTerraform   blow = "kill terraform"
	killTheProvider blow = "kill provider"
)

func blows() []blow {
	return []blow{interrupt, terminate, interruptTwice, killTerraform, killTheProvider}
}

// names is where the names of what is made come from.
type names string

const (
	fixed     names = "fixed"
	generated names = "generated" // from prefixes
	owned     names = "owned"     // from prefixes, with an ownership_key
)

// namings are the names to try under a blow. Of a run that is killed, names by chance leave nothing to go by, as the documentation
// says: there, ownership_key is what the promise needs.
func namings(b blow) []names {
	if b == killTerraform || b == killTheProvider {
		return []names{fixed, owned}
	}
	return []names{fixed, generated, owned}
}

// choice is everything about a run that is left to chance.
type choice struct {
	number int // from 1
	action action
	blow   blow
	names  names
	moment float64 // when to strike, as a part of how long the action takes when nothing happens to it: [0, 1)
	// hurry is the time between the two signals of a double SIGINT.
	hurry time.Duration
}

// choose returns the choice for a run. It depends on the seed and the number alone, so that any run can be made again.
func choose(seed uint64, number int) choice {
	random := rand.New(rand.NewPCG(seed, uint64(number))) //nolint:gosec // it must be repeatable, nobody has to be surprised
	c := choice{number: number, action: apply}
	// A destroy is over soon and costs nothing when it is repeated: most runs hit an apply.
	if random.IntN(4) == 0 {
		c.action = destroy
	}
	c.blow = blows()[random.IntN(len(blows()))]
	c.names = namings(c.blow)[random.IntN(len(namings(c.blow)))]
	c.moment = random.Float64()
	c.hurry = time.Duration(random.IntN(500)) * time.Millisecond
	return c
}

func (c choice) String() string {
	return fmt.Sprintf("%s at %2.0f %% of %s, %s names", c.blow, 100*c.moment, c.action, c.names)
}
