// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package objectstore_test

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
)

func TestDelete_leavesVersions(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	c.enableVersions(t)
	c.put(t, "a")
	if err := c.Delete(t.Context(), bucket, "a"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a", "a"}, c.versions(t)); diff != "" { // the version and its delete marker
		t.Error(diff)
	}
	if _, err := c.Stat(t.Context(), bucket, "a"); !errors.Is(err, objectstore.ErrNotFound) {
		t.Errorf("still there: %v", err)
	}
}

func TestDeleteVersions_deletesOneObject(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	c.enableVersions(t)
	c.put(t, "a", "a", "a", "a.bak", "a/b", "b")
	if err := c.Delete(t.Context(), bucket, "a"); err != nil {
		t.Fatal(err)
	}
	c.interfere(smallPages)
	if err := c.DeleteVersions(t.Context(), bucket, "a"); err != nil {
		t.Fatal(err)
	}
	c.interfere(nil)
	if diff := cmp.Diff([]string{"a.bak", "a/b", "b"}, c.versions(t)); diff != "" {
		t.Error(diff)
	}
}

func TestDeleteVersions_doesNotReadTheWholeBucket(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	c.put(t, "a", "a1", "a2", "a3", "a4", "a5")
	c.interfere(smallPages)
	if err := c.DeleteVersions(t.Context(), bucket, "a"); err != nil {
		t.Fatal(err)
	}
	if c.count("GET versions") != 1 {
		t.Errorf("%d lists, want 1", c.count("GET versions"))
	}
}

func TestDeleteAll_emptiesABucket(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	c.enableVersions(t)
	// More versions of one key than a page holds: there only the version in the marker moves on.
	c.put(t, "a", "b", "b", "b", "b", "b", "c/1", "c/2")
	if err := c.Delete(t.Context(), bucket, "c/1"); err != nil {
		t.Fatal(err)
	}
	c.interfere(smallPages)
	if err := c.DeleteAll(t.Context(), bucket, "c/"); err != nil {
		t.Fatal(err)
	}
	if err := c.DeleteAll(t.Context(), bucket, ""); err != nil {
		t.Fatal(err)
	}
	c.interfere(nil)
	c.holdsNothing(t)
}

func TestDelete_acceptsWhatIsGone(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	for _, name := range []string{bucket, "nowhere"} {
		for _, err := range []error{
			c.Delete(t.Context(), name, "a"), c.DeleteVersions(t.Context(), name, "a"), c.DeleteAll(t.Context(), name, ""),
		} {
			if err != nil {
				t.Errorf("in %s: %v", name, err)
			}
		}
	}
}

func TestDeleteAll_reportsWhatS3Refuses(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	c.put(t, "a", "b")
	c.interfere(func(w http.ResponseWriter, r *http.Request, next http.Handler) {
		if !r.URL.Query().Has("delete") {
			next.ServeHTTP(w, r)
			return
		}
		fmt.Fprint(w, `<DeleteResult>`)
		for i := range 7 {
			fmt.Fprintf(w, `<Error><Key>k%d</Key><Code>AccessDenied</Code><Message>Access Denied</Message></Error>`, i)
		}
		fmt.Fprint(w, `<Error><Key>gone</Key><Code>NoSuchVersion</Code></Error></DeleteResult>`)
	})
	err := c.DeleteAll(t.Context(), bucket, "")
	if err == nil || !strings.Contains(err.Error(), "s3://bucket/k0") || !strings.Contains(err.Error(), "AccessDenied") ||
		!strings.Contains(err.Error(), "and 2 more") || strings.Contains(err.Error(), "gone") {
		t.Errorf("got %v", err)
	}
}

func TestDeleteAll_refusesToGoOnForever(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	c.interfere(func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		fmt.Fprint(w, `<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>a</NextKeyMarker>`+
			`<NextVersionIdMarker>1</NextVersionIdMarker></ListVersionsResult>`)
	})
	if err := c.DeleteAll(t.Context(), bucket, ""); !errors.Is(err, objectstore.ErrEndlessList) {
		t.Errorf("got %v", err)
	}
}

func TestDeleteAll_refusesEmptyPagesWithoutEnd(t *testing.T) {
	t.Parallel()
	c := newCloud(t)
	pages := 0
	c.interfere(func(w http.ResponseWriter, _ *http.Request, _ http.Handler) {
		pages++
		fmt.Fprintf(w, "<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>%d</NextKeyMarker></ListVersionsResult>", pages)
	})
	if err := c.DeleteAll(t.Context(), bucket, ""); !errors.Is(err, objectstore.ErrEndlessList) {
		t.Errorf("got %v", err)
	}
	if pages > 2000 {
		t.Errorf("gave up after %d pages", pages)
	}
}
