// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
)

// blackHole accepts the first requests and never answers them. The channel tells of each.
func blackHole(t *testing.T, cloud *cloud, first int) <-chan struct{} {
	t.Helper()
	arrived, end := make(chan struct{}, 1000), make(chan struct{})
	t.Cleanup(func() { close(end) })
	cloud.answer = func(n int, _ http.ResponseWriter, r request) bool {
		if n > first {
			return false
		}
		arrived <- struct{}{}
		select {
		case <-end:
		case <-r.Context().Done():
		}
		return true
	}
	return arrived
}

func TestTimeout_silenceIsTriedAgain(t *testing.T) {
	t.Parallel()
	for name, limits := range map[string]awsclient.Limits{
		"response header": {MaxBackoff: time.Millisecond, ResponseHeader: 100 * time.Millisecond},
		"attempt":         {MaxBackoff: time.Millisecond, Attempt: 100 * time.Millisecond},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cloud := newCloud(t)
			blackHole(t, cloud, 2)
			mustGetModel(t, awsclient.NewWithLimits(cloud.config(), limits))
			if n := len(cloud.seen()); n < 3 {
				t.Errorf("%d attempts, want 3", n)
			}
		})
	}
}

func TestTimeout_blackHoleIsBoundInTime(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	blackHole(t, cloud, 1000)
	limits := awsclient.Limits{MaxBackoff: time.Millisecond, Attempt: 20 * time.Millisecond, Elapsed: 100 * time.Millisecond}
	start := time.Now()
	err := getModel(t.Context(), t, awsclient.NewWithLimits(cloud.config(), limits))
	if err == nil || !strings.Contains(err.Error(), "no complete answer within 20ms") {
		t.Errorf("got %v", err)
	}
	if took := time.Since(start); took > 30*time.Second {
		t.Errorf("took %s", took)
	}
}

func TestTimeout_endOfCallersContextIsItsOwnError(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	arrived := blackHole(t, cloud, 1000)
	c := awsclient.NewWithLimits(cloud.config(), quick)
	ctx, cancel := context.WithCancel(t.Context())
	go func() { <-arrived; cancel() }()
	if err := getModel(ctx, t, c); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if n := len(cloud.seen()); n != 1 {
		t.Errorf("%d attempts, want 1", n)
	}
}

// A body that takes longer than an attempt may take is the normal case for an object and for a model that thinks.
func TestTimeout_sparesObjectsAndInference(t *testing.T) {
	t.Parallel()
	cloud := newCloud(t)
	cloud.answer = func(_ int, w http.ResponseWriter, r request) bool {
		if strings.HasPrefix(r.URL.Path, "/model/") {
			<-time.After(600 * time.Millisecond) // silent, then an answer
			_, _ = io.WriteString(w, "answer")
			return true
		}
		for range 10 {
			_, _ = io.WriteString(w, "0123456789")
			_ = http.NewResponseController(w).Flush()
			<-time.After(60 * time.Millisecond)
		}
		return true
	}
	c := awsclient.NewWithLimits(cloud.config(), awsclient.Limits{
		MaxBackoff: time.Millisecond, Attempt: 300 * time.Millisecond, ResponseHeader: 300 * time.Millisecond,
	})
	buckets, err := c.S3(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	object, err := buckets.GetObject(t.Context(), &s3.GetObjectInput{Bucket: aws.String("bucket"), Key: aws.String("key")})
	if err != nil {
		t.Fatal(err)
	}
	defer object.Body.Close()
	if content, err := io.ReadAll(object.Body); err != nil || len(content) != 100 {
		t.Errorf("read %d bytes, %v", len(content), err)
	}
	runtime, err := c.BedrockRuntime(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	answer, err := runtime.InvokeModel(t.Context(), &bedrockruntime.InvokeModelInput{ModelId: aws.String("m"), Body: []byte("{}")})
	if err != nil || string(answer.Body) != "answer" {
		t.Errorf("InvokeModel: %v", err)
	}
	if n := len(cloud.seen()); n != 2 {
		t.Errorf("%d attempts, want 2", n)
	}
}

// closedElsewhere is a network in which another machine accepts no connection.
func closedElsewhere(context.Context, string, string) (net.Conn, error) {
	return nil, &net.OpError{
		Op: "dial", Net: "tcp", Addr: &net.TCPAddr{IP: net.IPv4(192, 0, 2, 1), Port: 443},
		Err: os.NewSyscallError("connect", syscall.ECONNREFUSED),
	}
}

func TestUnreachable_endsAfterElevenAttempts(t *testing.T) {
	t.Parallel()
	arguments := newCloud(t).config()
	delete(arguments.Endpoints, "bedrock")
	arguments.Dial = closedElsewhere
	err := getModel(t.Context(), t, awsclient.NewWithLimits(arguments, quick))
	if err == nil || !strings.Contains(err.Error(), "could not be reached in 11 attempts") {
		t.Errorf("got %v", err)
	}
}

func TestUnreachable_isBoundInTime(t *testing.T) {
	t.Parallel()
	arguments := newCloud(t).config()
	delete(arguments.Endpoints, "bedrock")
	arguments.Dial = closedElsewhere
	limits := quick
	limits.Network = time.Nanosecond
	err := getModel(t.Context(), t, awsclient.NewWithLimits(arguments, limits))
	if err == nil || !strings.Contains(err.Error(), "could not be reached in 1 attempts") {
		t.Errorf("got %v", err)
	}
}
