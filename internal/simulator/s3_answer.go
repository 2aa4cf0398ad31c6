// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

const s3Namespace = "http://s3.amazonaws.com/doc/2006-03-01/"

// s3Answer is what an operation answers: a document, a body, or neither.
type s3Answer struct {
	status   int // 0 means 200
	header   map[string]string
	root     string // element name of the document
	document any
	body     []byte
}

func (a s3Answer) write(c *call) {
	body := a.body
	if a.document != nil {
		body = encodeS3XML(a.root, a.document)
		c.w.Header().Set("Content-Type", "application/xml")
	}
	s3RequestID(c)
	for name, value := range a.header {
		c.w.Header().Set(name, value)
	}
	if a.status == 0 {
		a.status = http.StatusOK
	}
	if a.status != http.StatusNoContent && a.status != http.StatusNotModified {
		c.w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	}
	c.w.WriteHeader(a.status)
	if c.r.Method != http.MethodHead {
		writeBody(c.w, body)
	}
}

func s3RequestID(c *call) {
	c.w.Header().Set("X-Amz-Request-Id", c.requestID)
	c.w.Header().Set("X-Amz-Id-2", "simulator/"+c.requestID)
}

// s3Error is a refusal in S3's words.
type s3Error struct {
	status        int
	code, message string
	details       []s3Element
	header        map[string]string
}

// s3Element is an XML element whose name is not known before.
type s3Element struct {
	XMLName xml.Name
	Value   string `xml:",chardata"`
}

func (e *s3Error) Error() string { return e.code + ": " + e.message }

func s3Refuse(status int, code, format string, args ...any) *s3Error {
	return &s3Error{status: status, code: code, message: fmt.Sprintf(format, args...)}
}

// with adds an element to the error document.
func (e *s3Error) with(name, value string) *s3Error {
	e.details = append(e.details, s3Element{xml.Name{Local: name}, value})
	return e
}

func (e *s3Error) withHeader(name, value string) *s3Error {
	if e.header == nil {
		e.header = map[string]string{}
	}
	e.header[name] = value
	return e
}

func noSuchBucket(name string) *s3Error {
	return s3Refuse(http.StatusNotFound, "NoSuchBucket", "The specified bucket does not exist").with("BucketName", name)
}

func noSuchKey(key string) *s3Error {
	return s3Refuse(http.StatusNotFound, "NoSuchKey", "The specified key does not exist.").with("Key", key)
}

func accessDenied() *s3Error {
	return s3Refuse(http.StatusForbidden, "AccessDenied", "Access Denied")
}

func invalidArgument(name, value, message string) *s3Error {
	return s3Refuse(http.StatusBadRequest, "InvalidArgument", "%s", message).with("ArgumentName", name).with("ArgumentValue", value)
}

func malformedXML() *s3Error {
	return s3Refuse(http.StatusBadRequest, "MalformedXML",
		"The XML you provided was not well-formed or did not validate against our published schema")
}

// wrongRegion is what a request that was signed for another region than the bucket's meets. The endpoint of us-east-1
// is also the global one, which looks at the signature first.
func wrongRegion(q *s3Request, b *s3Bucket) *s3Error {
	err := s3Refuse(http.StatusMovedPermanently, "PermanentRedirect", "The bucket you are attempting to access must be addressed using "+
		"the specified endpoint. Please send all future requests to this endpoint.").
		with("Endpoint", b.name+".s3."+b.region+".amazonaws.com").with("Bucket", b.name)
	if q.region == "us-east-1" && q.r.Method != http.MethodHead {
		err = s3Refuse(http.StatusBadRequest, "AuthorizationHeaderMalformed",
			"The authorization header is malformed; the region '%s' is wrong; expecting '%s'", q.region, b.region).with("Region", b.region)
	}
	return err.withHeader("X-Amz-Bucket-Region", b.region)
}

func (s *s3Service) fail(c *call, status int, code, message string) {
	writeS3Error(c, s3Refuse(status, code, "%s", message))
}

func writeS3Error(c *call, err error) {
	var refused *s3Error
	if !errors.As(err, &refused) {
		refused = s3Refuse(http.StatusInternalServerError, "InternalError", "%s", err)
	}
	document := struct {
		XMLName xml.Name `xml:"Error"`
		Code    string
		Message string
		Details []s3Element
		ID      string `xml:"RequestId"`
		HostID  string `xml:"HostId"`
	}{Code: refused.code, Message: refused.message, Details: refused.details, ID: c.requestID, HostID: "simulator/" + c.requestID}
	body, encodeErr := xml.Marshal(document)
	if encodeErr != nil {
		panic(encodeErr) // our own types always marshal
	}
	header := map[string]string{"Content-Type": "application/xml"}
	for name, value := range refused.header {
		header[name] = value
	}
	s3Answer{status: refused.status, header: header, body: append([]byte(xml.Header), body...)}.write(c)
}

func encodeS3XML(root string, v any) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).EncodeElement(v, xml.StartElement{Name: xml.Name{Space: s3Namespace, Local: root}}); err != nil {
		panic(err) // our own types always marshal
	}
	return b.Bytes()
}

// decodeS3XML decodes a document that has the root element and nothing that v does not understand: what S3 stores, it
// gives back, so that dropping an element would be a lie.
func decodeS3XML(data []byte, root string, v any) error {
	given, name, err := elementCounts(data)
	if err != nil || name != root {
		return malformedXML()
	}
	if err := xml.Unmarshal(data, v); err != nil {
		return malformedXML()
	}
	understood, _, err := elementCounts(encodeS3XML(root, v))
	if err != nil {
		return fmt.Errorf("reading our own document: %w", err)
	}
	for path, n := range given {
		if understood[path] < n {
			return malformedXML().with("Element", path)
		}
	}
	return nil
}

// elementCounts counts the elements of a document by their path, and names its root.
func elementCounts(data []byte) (counts map[string]int, root string, err error) {
	counts = map[string]int{}
	decoder := xml.NewDecoder(bytes.NewReader(data))
	var path []string
	for {
		token, err := decoder.Token()
		switch {
		case errors.Is(err, io.EOF) && root != "":
			return counts, root, nil
		case err != nil:
			return nil, "", fmt.Errorf("reading XML: %w", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			if root == "" {
				root = t.Name.Local
			}
			path = append(path, t.Name.Local)
			counts[strings.Join(path, "/")]++
		case xml.EndElement:
			path = path[:len(path)-1]
		}
	}
}
