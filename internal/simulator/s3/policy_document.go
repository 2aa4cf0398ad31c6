// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import (
	"encoding/json"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

func malformedPolicy(format string, args ...any) *apiError {
	return refuse(http.StatusBadRequest, "MalformedPolicy", format, args...)
}

// parseBucketPolicy reads a policy and says what S3 says when it is not one.
func parseBucketPolicy(data []byte) (core.Policy, error) {
	if len(data) == 0 || data[0] != '{' || !json.Valid(data) {
		return core.Policy{}, malformedPolicy("Policies must be valid JSON and the first byte must be '{'")
	}
	var p core.Policy
	if err := json.Unmarshal(data, &p); err != nil {
		return core.Policy{}, malformedPolicy("Invalid policy syntax.").with("Detail", err.Error())
	}
	return p, nil
}

// checkPolicy validates a policy for the bucket it is put on.
func (b *bucket) checkPolicy(p core.Policy) error {
	if p.Version != "" && p.Version != "2012-10-17" && p.Version != "2008-10-17" {
		return malformedPolicy("The policy must contain a valid version string")
	}
	if len(p.Statement) == 0 {
		return malformedPolicy("Missing required field Statement")
	}
	sids := map[string]bool{}
	for _, st := range p.Statement {
		if st.Sid != "" && sids[st.Sid] {
			return malformedPolicy("Statement IDs (SID) in a single policy must be unique.")
		}
		sids[st.Sid] = true
		if err := checkStatement(st); err != nil {
			return err
		}
		if err := b.checkStatementResources(st); err != nil {
			return err
		}
	}
	return nil
}

func checkStatement(st core.Statement) error {
	switch {
	case st.Effect == "":
		return malformedPolicy("Missing required field Effect")
	case st.Effect != "Allow" && st.Effect != "Deny":
		return malformedPolicy("Invalid effect: %s", st.Effect)
	case (st.Principal == nil) == (st.NotPrincipal == nil):
		return malformedPolicy("Missing required field Principal")
	case (len(st.Action) == 0) == (len(st.NotAction) == 0):
		return malformedPolicy("Missing required field Action")
	case (len(st.Resource) == 0) == (len(st.NotResource) == 0):
		return malformedPolicy("Missing required field Resource")
	case !validPrincipals(st.Principal) || !validPrincipals(st.NotPrincipal):
		return malformedPolicy("Invalid principal in policy")
	}
	for _, action := range slices.Concat(st.Action, st.NotAction) {
		if name, ok := strings.CutPrefix(strings.ToLower(action), "s3:"); action != "*" && (!ok || name == "") {
			return malformedPolicy("Policy has invalid action")
		}
	}
	return nil
}

// checkStatementResources wants every resource to be of this bucket, and every action to have one that it applies to.
func (b *bucket) checkStatementResources(st core.Statement) error {
	onBucket, onObjects := false, false
	for _, resource := range slices.Concat(st.Resource, st.NotResource) {
		bucket, objects, ok := b.resourceLevels(resource)
		if !ok {
			return malformedPolicy("Policy has invalid resource")
		}
		onBucket, onObjects = onBucket || bucket, onObjects || objects
	}
	for _, action := range st.Action {
		if strings.ContainsAny(action, "*?") {
			continue
		}
		if objects := isObjectAction(action); objects && !onObjects || !objects && !onBucket {
			return malformedPolicy("Action does not apply to any resource(s) in statement")
		}
	}
	return nil
}

// resourceLevels says whether a resource of a policy is of this bucket, and whether it can match the bucket itself and
// objects in it.
func (b *bucket) resourceLevels(resource string) (onBucket, onObjects, ok bool) {
	a, ok := core.ParseARN(resource)
	if !ok || a.Service != "s3" || a.Region != "" || a.Account != "" || a.Partition != core.Partition(b.region) {
		return false, false, false
	}
	name, _, slash := strings.Cut(a.Resource, "/")
	return !slash, slash || strings.HasSuffix(name, "*"), core.WildcardMatch(name, b.name)
}

func isObjectAction(action string) bool {
	name := strings.TrimPrefix(strings.ToLower(action), "s3:")
	return slices.ContainsFunc([]string{
		"getobject", "putobject", "deleteobject", "restoreobject", "updateobject", "abortmultipartupload", "listmultipartuploadparts",
		"replicate", "bypassgovernanceretention", "objectowneroverride",
	}, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}

// validPrincipals checks the form of principals: AWS refuses also those that do not exist.
func validPrincipals(p *core.Principals) bool {
	if p == nil {
		return true
	}
	for kind, values := range *p {
		for _, value := range values {
			ok := value != ""
			switch kind {
			case "AWS":
				a, isARN := core.ParseARN(value)
				ok = value == "*" || core.IsAccountID(value) || isARN && (a.Service == "iam" || a.Service == "sts") && core.IsAccountID(a.Account)
			case "Service":
				ok = strings.Contains(value, ".amazonaws.com")
			}
			if !ok {
				return false
			}
		}
	}
	return true
}

// isPublic is AWS's meaning of a public policy: it allows something to everyone, and no condition pins down who that is.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
func isPublic(p core.Policy) bool {
	return slices.ContainsFunc(p.Statement, func(st core.Statement) bool {
		everyone := st.NotPrincipal != nil || st.Principal != nil && slices.Contains((*st.Principal)["AWS"], "*")
		return st.Effect == "Allow" && everyone && !pinned(st)
	})
}

// pinned says whether a condition holds the statement to fixed values of something that identifies the caller.
func pinned(st core.Statement) bool {
	identifying := []string{
		"aws:sourceip", "aws:sourcearn", "aws:sourcevpc", "aws:sourcevpce", "aws:sourceowner", "aws:sourceaccount", "aws:userid",
		"aws:principalorgid", "aws:principalorgpaths", "aws:principalarn", "aws:principalaccount", "s3:dataaccesspointarn",
		"s3:dataaccesspointaccount", "s3:x-amz-server-side-encryption-aws-kms-key-id",
	}
	positive := []string{"stringequals", "stringequalsignorecase", "stringlike", "arnequals", "arnlike", "ipaddress"}
	for operator, keys := range st.Condition {
		if !slices.Contains(positive, strings.ToLower(operator)) {
			continue
		}
		for key, values := range keys {
			if slices.Contains(identifying, strings.ToLower(key)) && !slices.ContainsFunc(values, openEnded) {
				return true
			}
		}
	}
	return false
}

// openEnded says whether a value of a condition stands for more than fixed callers.
func openEnded(value string) bool {
	if network, err := netip.ParsePrefix(value); err == nil {
		return network.Addr().Is4() && network.Bits() < 8 || network.Addr().Is6() && network.Bits() < 32
	}
	return strings.ContainsAny(value, "*?$")
}
