// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"net/http"
	"time"
)

// distance is how long a request, and its answer, are on their way. AWS is about so far away, and a simulator on the same
// machine is not: without it hardly any blow would fall while a request is on its way, or after AWS has acted and before the
// provider knows.
const distance = 40 * time.Millisecond

// distant puts a distance between the provider and the simulator. A request that was sent arrives, whatever becomes of the
// process that has sent it.
func distant(aws http.Handler, distance time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		<-time.After(distance)
		aws.ServeHTTP(w, r) // what is written stays in the buffer until this function returns, but for long answers
		<-time.After(distance)
	})
}
