// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"encoding/base64"
	"encoding/xml"
	"net/url"
	"slices"
	"strings"
)

const maxS3Page = 1000

// listing is what the list operations have in common: which keys a client asks for, and how they are told.
type listing struct {
	prefix, delimiter string
	limit             int
	encode            bool // encoding-type=url
}

type commonPrefix struct {
	Prefix string `xml:"Prefix"`
}

// listedItem is an object, a version or a delete marker in a list.
type listedItem struct {
	XMLName      xml.Name
	Key          string        `xml:"Key"`
	VersionID    string        `xml:"VersionId,omitempty"`
	IsLatest     *bool         `xml:"IsLatest"`
	LastModified string        `xml:"LastModified"`
	ETag         string        `xml:"ETag,omitempty"`
	Algorithm    string        `xml:"ChecksumAlgorithm,omitempty"`
	ChecksumType string        `xml:"ChecksumType,omitempty"`
	Size         *int          `xml:"Size"`
	Owner        *ownerElement `xml:"Owner"`
	StorageClass string        `xml:"StorageClass,omitempty"`
}

func readListing(q *request) (listing, error) {
	limit, err := pageLimit(q, "max-keys", maxS3Page)
	if err != nil {
		return listing{}, err
	}
	encoding := q.query.Get("encoding-type")
	if encoding != "" && encoding != "url" {
		return listing{}, invalidArgument("encoding-type", encoding, "Invalid Encoding Method specified in Request")
	}
	return listing{q.query.Get("prefix"), q.query.Get("delimiter"), limit, encoding != ""}, nil
}

// text returns a key as the client wants it written.
func (l listing) text(key string) string {
	if !l.encode {
		return key
	}
	return strings.ReplaceAll(url.QueryEscape(key), "%2F", "/")
}

func (l listing) encodingType() string {
	if l.encode {
		return "url"
	}
	return ""
}

// group returns the common prefix that a key is listed under; "" when it is listed itself.
func (l listing) group(key string) string {
	if l.delimiter == "" {
		return ""
	}
	i := strings.Index(key[len(l.prefix):], l.delimiter)
	if i < 0 {
		return ""
	}
	return key[:len(l.prefix)+i+len(l.delimiter)]
}

// keyPage is one page of keys: keys themselves, and prefixes that stand for several.
type keyPage struct {
	keys     []string
	prefixes []commonPrefix
	last     string // the key or prefix that the next page goes on behind
	more     bool
}

// page selects from keys, which are sorted and have the prefix, those behind after.
func (l listing) page(keys []string, after string) keyPage {
	var page keyPage
	grouped := ""
	for _, key := range keys {
		group := l.group(key)
		if key <= after || group != "" && (group == grouped || group == after) {
			continue
		}
		if len(page.keys)+len(page.prefixes) == l.limit {
			page.more = l.limit > 0
			return page
		}
		if group == "" {
			page.keys, page.last = append(page.keys, key), key
		} else {
			page.prefixes, page.last = append(page.prefixes, commonPrefix{l.text(group)}), group
			grouped = group
		}
	}
	return page
}

func (l listing) item(name string, v *version) listedItem {
	size := len(v.body)
	item := listedItem{XMLName: xml.Name{Local: name}, Key: l.text(v.key), LastModified: v.modified.Format(timestamp)}
	if !v.deleteMarker {
		item.ETag, item.Size, item.StorageClass = v.etag, &size, v.storageClass
		item.Algorithm, item.ChecksumType = v.checksum.algorithm, v.checksum.kind
	}
	return item
}

func (l listing) contents(b *bucket, keys []string, owner bool) []listedItem {
	items := make([]listedItem, 0, len(keys))
	for _, key := range keys {
		item := l.item("Contents", b.current(key))
		if owner {
			user := canonicalUser(b.account)
			item.Owner = &user
		}
		items = append(items, item)
	}
	return items
}

func (s *Service) listObjects(q *request) (response, error) {
	l, err := readListing(q)
	if err != nil {
		return response{}, err
	}
	marker := q.query.Get("marker")
	page := l.page(q.bucket.liveKeys(l.prefix), marker)
	next := ""
	if page.more && l.delimiter != "" { // without a delimiter the last key is the marker
		next = l.text(page.last)
	}
	return response{root: "ListBucketResult", document: struct {
		Name, Prefix, Marker string
		NextMarker           string `xml:",omitempty"`
		MaxKeys              int
		Delimiter            string `xml:",omitempty"`
		EncodingType         string `xml:",omitempty"`
		IsTruncated          bool
		Contents             []listedItem
		CommonPrefixes       []commonPrefix
	}{q.name, l.text(l.prefix), l.text(marker), next, l.limit, l.text(l.delimiter), l.encodingType(), page.more,
		l.contents(q.bucket, page.keys, true), page.prefixes}}, nil
}

func (s *Service) listObjectsV2(q *request) (response, error) {
	l, err := readListing(q)
	if err != nil {
		return response{}, err
	}
	if kind := q.query.Get("list-type"); kind != "2" {
		return response{}, invalidArgument("list-type", kind, "Invalid List Type specified in Request")
	}
	start, token := q.query.Get("start-after"), q.query.Get("continuation-token")
	after := start
	if q.query.Has("continuation-token") {
		last, err := base64.StdEncoding.DecodeString(token)
		if err != nil || len(last) == 0 {
			return response{}, invalidArgument("continuation-token", token, "The continuation token provided is incorrect")
		}
		start, after = "", string(last) // a token says where it goes on by itself
	}
	page := l.page(q.bucket.liveKeys(l.prefix), after)
	next := ""
	if page.more {
		next = base64.StdEncoding.EncodeToString([]byte(page.last))
	}
	return response{root: "ListBucketResult", document: struct {
		Name, Prefix          string
		StartAfter            string `xml:",omitempty"`
		ContinuationToken     string `xml:",omitempty"`
		NextContinuationToken string `xml:",omitempty"`
		KeyCount, MaxKeys     int
		Delimiter             string `xml:",omitempty"`
		EncodingType          string `xml:",omitempty"`
		IsTruncated           bool
		Contents              []listedItem
		CommonPrefixes        []commonPrefix
	}{q.name, l.text(l.prefix), l.text(start), token, next, len(page.keys) + len(page.prefixes), l.limit,
		l.text(l.delimiter), l.encodingType(), page.more,
		l.contents(q.bucket, page.keys, q.query.Get("fetch-owner") == "true"), page.prefixes}}, nil
}

type versionPage struct {
	items             []listedItem
	prefixes          []commonPrefix
	lastKey, lastID   string
	more              bool
	keyMarker, marker string // where it begins
}

// versionPage lists keys in order and the versions of each key from new to old.
func (l listing) versionPage(b *bucket, page versionPage) versionPage {
	owner, grouped := canonicalUser(b.account), ""
	for _, key := range b.allKeys(l.prefix) {
		group := l.group(key)
		if key < page.keyMarker || key == page.keyMarker && page.marker == "" || group != "" && (group == grouped || group == page.keyMarker) {
			continue
		}
		versions := slices.Clone(b.versions[key])
		slices.Reverse(versions)
		newest := versions[0]
		if key == page.keyMarker {
			i := slices.IndexFunc(versions, func(v *version) bool { return v.id == page.marker })
			versions = versions[i+1:]
		}
		if group != "" {
			versions = versions[:1] // one entry stands for all
		}
		for _, v := range versions {
			if len(page.items)+len(page.prefixes) == l.limit {
				page.more = l.limit > 0
				return page
			}
			if group != "" {
				page.prefixes, page.lastKey, page.lastID = append(page.prefixes, commonPrefix{l.text(group)}), group, ""
				grouped = group
				continue
			}
			name, latest := "Version", v == newest
			if v.deleteMarker {
				name = "DeleteMarker"
			}
			item := l.item(name, v)
			item.VersionID, item.IsLatest, item.Owner = v.id, &latest, &owner
			page.items, page.lastKey, page.lastID = append(page.items, item), key, v.id
		}
	}
	return page
}

func (s *Service) listObjectVersions(q *request) (response, error) {
	l, err := readListing(q)
	if err != nil {
		return response{}, err
	}
	begin := versionPage{keyMarker: q.query.Get("key-marker"), marker: q.query.Get("version-id-marker")}
	if begin.keyMarker == "" && begin.marker != "" {
		return response{}, invalidArgument("version-id-marker", begin.marker,
			"A version-id marker cannot be specified without a key marker.")
	}
	page := l.versionPage(q.bucket, begin)
	if !page.more {
		page.lastKey, page.lastID = "", ""
	}
	return response{root: "ListVersionsResult", document: struct {
		Name, Prefix, KeyMarker string
		VersionIDMarker         string `xml:"VersionIdMarker"`
		NextKeyMarker           string `xml:",omitempty"`
		NextVersionIDMarker     string `xml:"NextVersionIdMarker,omitempty"`
		MaxKeys                 int
		Delimiter               string `xml:",omitempty"`
		EncodingType            string `xml:",omitempty"`
		IsTruncated             bool
		Items                   []listedItem
		CommonPrefixes          []commonPrefix
	}{q.name, l.text(l.prefix), l.text(begin.keyMarker), begin.marker, l.text(page.lastKey), page.lastID, l.limit, l.text(l.delimiter),
		l.encodingType(), page.more, page.items, page.prefixes}}, nil
}
