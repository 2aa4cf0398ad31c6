// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package faults

import (
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// Operation is an operation of AWS, as one verb of the provider calls it.
type Operation struct {
	Verb    Verb
	Service string
	Name    string
	// Creates and Reads say that it creates or reads the object under test.
	Creates, Reads bool
	// Answers says that its answer has a body.
	Answers bool
	// HasRole says that the object under test runs under a service role.
	HasRole bool
	// Once says that AWS answers with something that is paid for, so that it is not asked again unless it clearly said no, and that
	// it may take its time.
	Once bool
}

// isRead reports whether it changes nothing, by AWS's naming.
func (o Operation) isRead() bool {
	return slices.ContainsFunc([]string{"Get", "List", "Head"}, func(verb string) bool { return strings.HasPrefix(o.Name, verb) })
}

func (o Operation) repeats() bool { return !o.Once }

func (o Operation) isWrite() bool { return !o.isRead() }

func (o Operation) answers() bool { return o.Answers }

// readsBody reports whether it reads a document, which tells when it is not what it should be. A bucket policy is the user's
// own document, and whatever comes is one.
func (o Operation) readsBody() bool {
	return o.isRead() && o.Answers && o.Name != "GetBucketPolicy" && o.Name != "GetObject"
}

// pages reports whether it has pages.
func (o Operation) pages() bool {
	return strings.HasPrefix(o.Name, "List") && o.Name != "ListFoundationModels" && o.Name != "ListTagsForResource" &&
		o.Name != "ListFoundationModelAgreementOffers"
}

// emptyMeansNone reports whether an answer without members is how AWS says that there is nothing: no tags, no versions,
// no objects that pass a filter.
func (o Operation) emptyMeansNone() bool {
	return strings.HasSuffix(o.Name, "Tagging") || strings.HasSuffix(o.Name, "Tags") || o.Name == "ListTagsForResource" ||
		o.Name == "GetBucketVersioning" ||
		o.Name == "GetModelInvocationLoggingConfiguration" || o.Verb == Data && o.pages()
}

// hasStatus reports whether a status in its answer can be that of the object. What is called so in a foundation model is the
// stage of its life.
func (o Operation) hasStatus() bool {
	return o.isRead() && o.Answers && o.Service == "bedrock" && (o.Reads || !strings.Contains(o.Name, "FoundationModel"))
}

// statusOptional reports whether AWS's model of the operation lets it leave the status out.
func (o Operation) statusOptional() bool { return o.Name == "GetCustomModel" }

func (o Operation) creates() bool { return o.Creates && o.Verb == Create }

// takesRole reports whether it starts something that runs under a service role.
func (o Operation) takesRole() bool { return o.creates() && o.HasRole }

func (o Operation) speaksXML() bool {
	return o.Service == "s3" || o.Service == "iam" || o.Service == "sts"
}

// fails is an error of the service, in its own spelling.
func (o Operation) fails(class string, f simulator.Fault) simulator.Fault {
	json, xml := map[string]string{
		"not found": "ResourceNotFoundException", "denied": "AccessDeniedException", "conflict": "ConflictException",
		"quota": "ServiceQuotaExceededException", "expired": "ExpiredTokenException",
	}, map[string]string{
		"not found": "NoSuchEntity", "denied": "AccessDenied", "conflict": "ConcurrentModification",
		"quota": "LimitExceeded", "expired": "ExpiredToken",
	}
	statuses := map[string]int{"not found": 404, "denied": 403, "conflict": 409, "quota": 400, "expired": 403}
	f.Status, f.Code = statuses[class], json[class]
	if o.speaksXML() {
		f.Code = xml[class]
	}
	if o.Service == "s3" {
		switch {
		case class == "conflict":
			f.Code = "OperationAborted"
		case class == "not found" && strings.HasPrefix(o.Name, "Head"):
			f.Code = "NotFound"
		case class == "not found":
			f.Code = "NoSuchBucket"
		}
	} else if class == "conflict" && !o.speaksXML() {
		f.Status = 400 // as Bedrock sends it
	}
	return f
}
