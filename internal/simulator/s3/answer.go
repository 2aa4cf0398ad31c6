// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

const namespace = "http://s3.amazonaws.com/doc/2006-03-01/"

// response is what an operation answers: a document, a body, or neither.
type response struct {
	status   int // 0 means 200
	header   map[string]string
	root     string // element name of the document
	document any
	body     []byte
}

func (a response) write(c *core.Call) {
	body := a.body
	if a.document != nil {
		body = encodeS3XML(a.root, a.document)
		c.W.Header().Set("Content-Type", "application/xml")
	}
	requestID(c)
	for name, value := range a.header {
		if strings.HasPrefix(name, "X-Amz-Meta-") {
			c.W.Header()[strings.ToLower(name)] = []string{value} // as S3 keeps it
			continue
		}
		c.W.Header().Set(name, value)
	}
	if a.status == 0 {
		a.status = http.StatusOK
	}
	if a.status != http.StatusNoContent && a.status != http.StatusNotModified {
		c.W.Header().Set("Content-Length", strconv.Itoa(len(body)))
	}
	c.W.WriteHeader(a.status)
	if c.R.Method != http.MethodHead {
		core.WriteBody(c.W, body)
	}
}

func requestID(c *core.Call) {
	c.W.Header().Set("X-Amz-Request-Id", c.RequestID)
	c.W.Header().Set("X-Amz-Id-2", "simulator/"+c.RequestID)
}

// apiError is a refusal in S3's words.
type apiError struct {
	status        int
	code, message string
	details       []element
	header        map[string]string
}

// element is an XML element whose name is not known before.
type element struct {
	XMLName xml.Name
	Value   string `xml:",chardata"`
}

func (e *apiError) Error() string { return e.code + ": " + e.message }

func refuse(status int, code, format string, args ...any) *apiError {
	return &apiError{status: status, code: code, message: fmt.Sprintf(format, args...)}
}

// with adds an element to the error document.
func (e *apiError) with(name, value string) *apiError {
	e.details = append(e.details, element{xml.Name{Local: name}, value})
	return e
}

func (e *apiError) withHeader(name, value string) *apiError {
	if e.header == nil {
		e.header = map[string]string{}
	}
	e.header[name] = value
	return e
}

func noSuchBucket(name string) *apiError {
	return refuse(http.StatusNotFound, "NoSuchBucket", "The specified bucket does not exist").with("BucketName", name)
}

func noSuchKey(key string) *apiError {
	return refuse(http.StatusNotFound, "NoSuchKey", "The specified key does not exist.").with("Key", key)
}

func accessDenied() *apiError {
	return refuse(http.StatusForbidden, "AccessDenied", "Access Denied")
}

func invalidArgument(name, value, message string) *apiError {
	return refuse(http.StatusBadRequest, "InvalidArgument", "%s", message).with("ArgumentName", name).with("ArgumentValue", value)
}

func malformedXML() *apiError {
	return refuse(http.StatusBadRequest, "MalformedXML",
		"The XML you provided was not well-formed or did not validate against our published schema")
}

// wrongRegion is what a request that was signed for another region than the bucket's meets. The endpoint of us-east-1
// is also the global one, which looks at the signature first.
func wrongRegion(q *request, b *bucket) *apiError {
	err := refuse(http.StatusMovedPermanently, "PermanentRedirect", "The bucket you are attempting to access must be addressed using "+
		"the specified endpoint. Please send all future requests to this endpoint.").
		with("Endpoint", b.name+".s3."+b.region+".amazonaws.com").with("Bucket", b.name)
	if q.Region == "us-east-1" && q.R.Method != http.MethodHead {
		err = refuse(http.StatusBadRequest, "AuthorizationHeaderMalformed",
			"The authorization header is malformed; the region '%s' is wrong; expecting '%s'", q.Region, b.region).with("Region", b.region)
	}
	return err.withHeader("X-Amz-Bucket-Region", b.region)
}

// Fail answers with an error.
func (s *Service) Fail(c *core.Call, status int, code, message string) {
	writeError(c, refuse(status, code, "%s", message))
}

func writeError(c *core.Call, err error) {
	var refused *apiError
	if !errors.As(err, &refused) {
		refused = refuse(http.StatusInternalServerError, "InternalError", "%s", err)
	}
	document := struct {
		XMLName xml.Name `xml:"Error"`
		Code    string
		Message string
		Details []element
		ID      string `xml:"RequestId"`
		HostID  string `xml:"HostId"`
	}{Code: refused.code, Message: refused.message, Details: refused.details, ID: c.RequestID, HostID: "simulator/" + c.RequestID}
	body, encodeErr := xml.Marshal(document)
	if encodeErr != nil {
		panic(encodeErr) // our own types always marshal
	}
	header := map[string]string{"Content-Type": "application/xml"}
	for name, value := range refused.header {
		header[name] = value
	}
	response{status: refused.status, header: header, body: append([]byte(xml.Header), body...)}.write(c)
}

func encodeS3XML(root string, v any) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).EncodeElement(v, xml.StartElement{Name: xml.Name{Space: namespace, Local: root}}); err != nil {
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
