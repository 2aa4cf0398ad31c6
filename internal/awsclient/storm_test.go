// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// storm refuses requests with 429 at random for a minute.
type storm struct {
	mu       sync.Mutex
	random   *rand.Rand
	share    float64
	ends     time.Time
	requests atomic.Int64
}

func (s *storm) wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.requests.Add(1)
		s.mu.Lock()
		refused := time.Now().Before(s.ends) && s.random.Float64() < s.share
		s.mu.Unlock()
		if !refused {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("X-Amzn-Errortype", "ThrottlingException")
		w.WriteHeader(http.StatusTooManyRequests)
		_, _ = io.WriteString(w, `{"message":"Rate exceeded"}`)
	})
}

// 350 reads and 50 writes through a minute in which AWS refuses most requests: none fails, and the requests are few more
// than chance asks for. The times are those of production.
func TestClients_outlastAThrottleStorm(t *testing.T) {
	t.Parallel()
	const reads, writes = 350, 50
	for _, share := range []float64{0.50, 0.75, 0.90} {
		for _, parallel := range []int{10, 50} {
			t.Run(fmt.Sprintf("%.0f %% at parallelism %d", 100*share, parallel), func(t *testing.T) {
				t.Parallel()
				synctest.Test(t, func(t *testing.T) {
					weather := &storm{random: rand.New(rand.NewPCG(1, uint64(parallel))), share: share}
					cloud := acctest.NewVirtualCloud(t, weather.wrap, 0)
					client, err := virtualClients(cloud).Bedrock(t.Context(), acctest.Region)
					if err != nil {
						t.Fatal(err)
					}
					start := time.Now()
					weather.ends = start.Add(time.Minute)
					failures := inParallel(t.Context(), parallel, reads+writes, func(ctx context.Context, i int) error {
						if i%8 == 7 {
							return stopAbsent(ctx, client)
						}
						_, err := client.GetFoundationModel(ctx, &bedrock.GetFoundationModelInput{ModelIdentifier: aws.String("amazon.nova-micro-v1:0")})
						return err
					})
					if len(failures) > 0 {
						t.Errorf("%d calls failed, the first: %s", len(failures), failures[0])
					}
					floor := float64(reads+writes) / (1 - share)
					if sent := float64(weather.requests.Load()); sent > 1.3*floor {
						t.Errorf("%.0f requests, the floor is %.0f", sent, floor)
					}
					if late := time.Since(weather.ends); late > 30*time.Second {
						t.Errorf("the last call ended %s after the storm", late)
					}
					t.Logf("%d requests (%.2f of the floor) in %s", weather.requests.Load(), float64(weather.requests.Load())/floor, time.Since(start))
				})
			})
		}
	}
}

// stopAbsent is a write: that the job does not exist, AWS says only once it has let the request through.
func stopAbsent(ctx context.Context, client *bedrock.Client) error {
	_, err := client.StopModelCustomizationJob(ctx, &bedrock.StopModelCustomizationJobInput{JobIdentifier: aws.String("absent")})
	var absent *awstypes.ResourceNotFoundException
	if errors.As(err, &absent) {
		return nil
	}
	return err
}

func virtualClients(cloud *acctest.Cloud) *awsclient.Clients {
	return awsclient.New(awsclient.Config{
		Region: acctest.Region, AccessKey: "AKIAEXAMPLE", SecretKey: "secret", Dial: cloud.Dial,
		Endpoints: map[string]string{awsclient.Bedrock: cloud.URL, awsclient.STS: cloud.URL},
	})
}

// inParallel makes n calls, at most a number of them at once.
func inParallel(ctx context.Context, parallel, n int, do func(ctx context.Context, i int) error) (failures []error) {
	var mu sync.Mutex
	var group sync.WaitGroup
	next := make(chan int)
	for range parallel {
		group.Go(func() {
			for i := range next {
				if err := do(ctx, i); err != nil {
					mu.Lock()
					failures = append(failures, err)
					mu.Unlock()
				}
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	group.Wait()
	return failures
}
