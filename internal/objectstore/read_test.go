// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package objectstore_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
)

func TestReads_tellWhatIsNotThere(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	for _, name := range []string{bucket, "nowhere"} {
		if _, err := c.Stat(t.Context(), name, "a"); !errors.Is(err, objectstore.ErrNotFound) {
			t.Errorf("stat in %s: %v", name, err)
		}
		if _, err := c.Open(t.Context(), name, "a"); !errors.Is(err, objectstore.ErrNotFound) {
			t.Errorf("open in %s: %v", name, err)
		}
	}
	for _, err := range c.List(t.Context(), "nowhere", "") {
		if !errors.Is(err, objectstore.ErrNotFound) {
			t.Errorf("list: %v", err)
		}
	}
}

func TestReads_doNotCallAFailureAbsence(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	c.put(t, "a")
	c.interfere(func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { w.WriteHeader(http.StatusForbidden) })
	if _, err := c.Stat(t.Context(), bucket, "a"); err == nil || errors.Is(err, objectstore.ErrNotFound) {
		t.Errorf("stat: %v", err)
	}
	if _, err := c.Open(t.Context(), bucket, "a"); err == nil || errors.Is(err, objectstore.ErrNotFound) {
		t.Errorf("open: %v", err)
	}
}

// breakOff sends at most some bytes of each of the first answers with a body, and then cuts the connection.
func breakOff(times, after int) func(http.ResponseWriter, *http.Request, http.Handler) {
	return func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		if r.Method != http.MethodGet || times == 0 {
			next.ServeHTTP(w, r)
			return
		}
		times--
		answer := httptest.NewRecorder()
		next.ServeHTTP(answer, r)
		for key, values := range answer.Header() {
			w.Header()[key] = values
		}
		w.WriteHeader(answer.Code)
		w.Write(answer.Body.Bytes()[:after])
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}
}

func TestOpen_takesUpAStreamThatBrokeOff(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	want := content(100_000)
	if _, err := c.Upload(t.Context(), upload("a", want)); err != nil {
		t.Fatal(err)
	}
	c.interfere(breakOff(3, 20_000))
	body, err := c.Open(t.Context(), bucket, "a")
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	got, err := io.ReadAll(body)
	if err != nil || !bytes.Equal(want, got) {
		t.Errorf("%d bytes of %d, %v", len(got), len(want), err)
	}
	if c.count("GET") != 4 {
		t.Errorf("%d requests, want 4", c.count("GET"))
	}
}

func TestOpen_givesUpOnAStreamThatKeepsBreaking(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	if _, err := c.Upload(t.Context(), upload("a", content(100_000))); err != nil {
		t.Fatal(err)
	}
	c.interfere(breakOff(100, 1000))
	body, err := c.Open(t.Context(), bucket, "a")
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	got, err := io.ReadAll(body)
	if !errors.Is(err, io.ErrUnexpectedEOF) || len(got) != 4000 {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestOpen_doesNotMixTwoContents(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	if _, err := c.Upload(t.Context(), upload("a", content(100_000))); err != nil {
		t.Fatal(err)
	}
	c.interfere(breakOff(1, 1000))
	body, err := c.Open(t.Context(), bucket, "a")
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	if _, err := c.Upload(t.Context(), upload("a", bytes.Repeat([]byte("x"), 100_000))); err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(body)
	if err == nil || bytes.Contains(got, []byte("x")) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestOpen_seesDamage(t *testing.T) {
	t.Parallel()
	for _, size := range []int{100_000, 9 << 20} { // written whole, and in parts
		c := newCloud(t)
		if _, err := c.Upload(t.Context(), upload("a", content(size))); err != nil {
			t.Fatal(err)
		}
		c.interfere(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			answer := httptest.NewRecorder()
			next.ServeHTTP(answer, r)
			for key, values := range answer.Header() {
				w.Header()[key] = values
			}
			w.WriteHeader(answer.Code)
			w.Write(bytes.ReplaceAll(answer.Body.Bytes(), []byte("77"), []byte("99")))
		})
		body, err := c.Open(t.Context(), bucket, "a")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadAll(body); err == nil {
			t.Errorf("%d bytes: damage on the way was not seen", size)
		}
		body.Close()
	}
}

func TestList_yieldsAllBelowAPrefix(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	c.put(t, "a/1", "a/2", "ab", "b")
	for prefix, want := range map[string][]string{"": {"a/1", "a/2", "ab", "b"}, "a/": {"a/1", "a/2"}, "a": {"a/1", "a/2", "ab"}, "c": nil} {
		if diff := cmp.Diff(want, c.keys(t, prefix)); diff != "" {
			t.Errorf("%q: %s", prefix, diff)
		}
	}
	for object, err := range c.List(t.Context(), bucket, "a/") {
		if err != nil || object.Size != 3 || object.ETag == "" || object.LastModified.IsZero() {
			t.Errorf("%+v, %v", object, err)
		}
		break // which must be allowed
	}
}

// smallPages makes S3 answer lists two at a time.
func smallPages(w http.ResponseWriter, r *http.Request, next http.Handler) {
	query := r.URL.Query()
	if query.Has("list-type") || query.Has("versions") {
		query.Set("max-keys", "2")
		r.URL.RawQuery = query.Encode()
	}
	next.ServeHTTP(w, r)
}

func TestList_readsAllPages(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	want := []string{"a", "b", "c", "d", "e"}
	c.put(t, want...)
	c.interfere(smallPages)
	if diff := cmp.Diff(want, c.keys(t, "")); diff != "" {
		t.Error(diff)
	}
	if c.count("GET list-type") != 3 {
		t.Errorf("%d requests, want 3", c.count("GET list-type"))
	}
}

// listPage is a page of objects that says that there are more.
const listPage = `<ListBucketResult><IsTruncated>true</IsTruncated>%s<Contents><Key>a</Key></Contents></ListBucketResult>`

func TestList_refusesToGoOnForever(t *testing.T) {
	t.Parallel()
	n := 0
	for name, token := range map[string]func() string{
		"the same token again": func() string { return "<NextContinuationToken>x</NextContinuationToken>" },
		"no token":             func() string { return "" },
		"ever new tokens":      func() string { n++; return fmt.Sprintf("<NextContinuationToken>%d</NextContinuationToken>", n) },
	} {
		c := newCloud(t)
		c.SetMaxPages(50)
		c.interfere(func(w http.ResponseWriter, _ *http.Request, _ http.Handler) { fmt.Fprintf(w, listPage, token()) })
		var last error
		for _, err := range c.List(t.Context(), bucket, "") {
			if last != nil {
				t.Errorf("%s: goes on after %v", name, last)
			}
			last = err
		}
		if !errors.Is(last, objectstore.ErrEndlessList) {
			t.Errorf("%s: ends with %v", name, last)
		}
	}
}
