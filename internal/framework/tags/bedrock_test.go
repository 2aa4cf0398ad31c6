// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package tags_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
)

const arn = "arn:aws:bedrock:us-east-1:123456789012:custom-model/m/abc"

// tagService keeps the requests it gets, and answers each path as it is told; {} otherwise.
type tagService struct {
	mu       sync.Mutex
	requests []string
	answers  map[string]string
	refuse   string // a path
}

func (s *tagService) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, r.URL.Path+" "+string(body))
	if r.URL.Path == s.refuse {
		w.Header().Set("X-Amzn-ErrorType", "AccessDeniedException")
		w.WriteHeader(http.StatusForbidden)
	}
	answer := s.answers[r.URL.Path]
	if answer == "" {
		answer = "{}"
	}
	_, _ = w.Write([]byte(answer))
}

func (s *tagService) client(t *testing.T) *bedrock.Client {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	client, err := awsclient.New(awsclient.Config{
		Region: "us-east-1", AccessKey: "AKIAEXAMPLE", SecretKey: "secret", MaxRetries: 1,
		Endpoints: map[string]string{"bedrock": server.URL},
	}).Bedrock(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestToBedrock_isInTheOrderOfTheKeys(t *testing.T) {
	t.Parallel()
	want := []awstypes.Tag{{Key: aws.String("a"), Value: aws.String("")}, {Key: aws.String("b"), Value: aws.String("1")}}
	if diff := cmp.Diff(want, tags.ToBedrock(set{"b": "1", "a": ""}), cmpopts.IgnoreUnexported(awstypes.Tag{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := tags.ToBedrock(set{}); got != nil {
		t.Errorf("no tags are %v: AWS would get an empty list", got)
	}
}

func TestListBedrock(t *testing.T) {
	t.Parallel()
	service := &tagService{answers: map[string]string{"/listTagsForResource": `{"tags":[{"key":"a","value":"1"},{"key":"b","value":""}]}`}}
	got, err := tags.ListBedrock(t.Context(), service.client(t), arn)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(set{"a": "1", "b": ""}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	refusing := &tagService{refuse: "/listTagsForResource"}
	if got, err := tags.ListBedrock(t.Context(), refusing.client(t), arn); err == nil {
		t.Errorf("a refusal came as %v", got)
	}
}

func TestSyncBedrock_setsBeforeItRemoves(t *testing.T) {
	t.Parallel()
	const (
		setB    = `/tagResource {"resourceARN":"` + arn + `","tags":[{"key":"b","value":"2"}]}`
		removeA = `/untagResource {"resourceARN":"` + arn + `","tagKeys":["a"]}`
	)
	for name, tc := range map[string]struct {
		from, to set
		refuse   string
		want     []string
	}{
		"nothing":              {set{"a": "1"}, set{"a": "1"}, "", nil},
		"set":                  {set{"b": "1"}, set{"b": "2"}, "", []string{setB}},
		"remove":               {set{"a": "1"}, nil, "", []string{removeA}},
		"both":                 {set{"a": "1"}, set{"b": "2"}, "", []string{setB, removeA}},
		"the first is refused": {set{"a": "1"}, set{"b": "2"}, "/tagResource", []string{setB}},
		"the last is refused":  {set{"a": "1"}, set{"b": "2"}, "/untagResource", []string{setB, removeA}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service := &tagService{refuse: tc.refuse}
			err := tags.SyncBedrock(t.Context(), service.client(t), arn, tc.from, tc.to)
			if (err != nil) != (tc.refuse != "") {
				t.Errorf("error %v", err)
			}
			if !slices.Equal(service.requests, tc.want) {
				t.Errorf("requests %q, want %q", service.requests, tc.want)
			}
		})
	}
}

// With fifty tags, AWS takes no new one before an old one is gone.
func TestSyncBedrock_makesRoom(t *testing.T) {
	t.Parallel()
	from, to := set{}, set{}
	for i := range 50 {
		from[fmt.Sprintf("key-%02d", i)] = "v"
		to[fmt.Sprintf("key-%02d", i)] = "v"
	}
	delete(to, "key-00")
	to["new"] = "v"
	service := &tagService{}
	if err := tags.SyncBedrock(t.Context(), service.client(t), arn, from, to); err != nil {
		t.Fatal(err)
	}
	if len(service.requests) != 2 || !strings.HasPrefix(service.requests[0], "/untagResource") {
		t.Errorf("requests %q", service.requests)
	}
}
