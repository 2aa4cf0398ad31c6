// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"encoding/base64"
	"hash/fnv"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	sortDescending = "Descending"

	defaultMaxResults = 10
	// shortfall is how many items a page has less than it could have. AWS promises no full pages, so we give none.
	shortfall = 3
)

// paging is what paged List operations take.
type paging struct {
	limit      int // items on a page
	descending bool
	after      string // key of the last item of the page before; empty for the first page
	filters    string // fingerprint of the other parameters, which a page token belongs to
}

// paging reads maxResults, nextToken and sortOrder. Newest first is the order when none is asked for.
func (q *request) paging() (paging, error) {
	p, err := q.unsortedPaging()
	order := q.queryText("sortOrder")
	p.descending = order == nil || *order == sortDescending
	return p, err
}

// unsortedPaging reads maxResults and nextToken, of an operation that lets nobody choose the order.
func (q *request) unsortedPaging() (paging, error) {
	p := paging{limit: defaultMaxResults, filters: filterFingerprint(q.query)}
	if n, ok := q.queryInteger("maxResults"); ok {
		p.limit = n
	}
	p.limit = max(1, p.limit-shortfall)
	if token := q.queryText("nextToken"); token != nil {
		key, ok := openPageToken(*token, p.filters)
		if !ok {
			return p, validationError("1 validation error detected: Value '" + *token + "' at 'nextToken' failed to satisfy constraint: " +
				"Member must be a token of a previous answer to the same request")
		}
		p.after = key
	}
	return p, nil
}

// page returns the items of one page and the token of the next, which is empty on the last page. A key orders the
// items and stays with them, so that an item deleted between two pages hides no other.
func page[T any](p paging, items []T, key func(T) string) (selected []T, nextToken *string) {
	sorted := slices.Clone(items)
	slices.SortFunc(sorted, func(a, b T) int {
		order := strings.Compare(key(a), key(b))
		if p.descending {
			return -order
		}
		return order
	})
	selected = []T{}
	for _, item := range sorted {
		k := key(item)
		if p.after != "" && (p.descending && k >= p.after || !p.descending && k <= p.after) {
			continue
		}
		if len(selected) == p.limit {
			token := sealPageToken(key(selected[p.limit-1]), p.filters)
			return selected, &token
		}
		selected = append(selected, item)
	}
	return selected, nil
}

// creationKey orders by time of creation, and by ARN what was created in the same millisecond.
func creationKey(created time.Time, arn string) string {
	return strconv.FormatInt(created.UnixMilli(), 10) + " " + arn
}

func sealPageToken(key, filters string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(filters + "\n" + key))
}

func openPageToken(token, filters string) (key string, ok bool) {
	plain, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		return "", false
	}
	sealed, key, ok := strings.Cut(string(plain), "\n")
	return key, ok && sealed == filters
}

// filterFingerprint tells requests apart that a page token must not be carried between.
func filterFingerprint(query url.Values) string {
	filters := url.Values{}
	for name, values := range query {
		if name != "maxResults" && name != "nextToken" {
			filters[name] = values
		}
	}
	digest := fnv.New64a()
	digest.Write([]byte(filters.Encode())) // never fails
	return strconv.FormatUint(digest.Sum64(), 36)
}
