// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package ram

import (
	"encoding/json"
	"strconv"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// customModelType is the resource type of custom models, and permissionName what AWS manages for it. The name is a guess in the form of
// its others: AWS publishes none, and clients have to ask for it.
const (
	customModelType = "bedrock:CustomModel"
	permissionName  = "AWSRAMDefaultPermissionBedrockCustomModel"
)

func permissionARN(region string) string {
	return core.NewARN(core.Partition(region), "ram", "", "aws", "permission/"+permissionName).String()
}

// timestamp is a time in the form of RAM's answers: seconds since 1970.
type timestamp time.Time

// MarshalJSON writes the timestamp.
func (t timestamp) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, float64(time.Time(t).UnixMilli())/1000, 'f', 3, 64), nil
}

// pageSize is how many items a page has, however many more are asked for.
const pageSize = 3

// paging is what operations take that answer with pages.
type paging struct {
	MaxResults *int   `json:"maxResults"`
	NextToken  string `json:"nextToken"`
}

// answer is one page of a list.
func (p paging) answer(member string, items any) (any, error) {
	encoded, err := json.Marshal(items)
	if err != nil {
		return nil, err
	}
	var all []json.RawMessage
	if err := json.Unmarshal(encoded, &all); err != nil {
		return nil, err
	}
	start := 0
	if p.NextToken != "" {
		if start, err = strconv.Atoi(p.NextToken); err != nil || start < 0 || start > len(all) {
			return nil, &apiError{"InvalidNextTokenException", "The specified value for NextToken is not valid."}
		}
	}
	size := pageSize
	if p.MaxResults != nil {
		size = max(1, min(size, *p.MaxResults))
	}
	end := min(start+size, len(all))
	page := map[string]any{member: all[start:end]}
	if end < len(all) {
		page["nextToken"] = strconv.Itoa(end)
	}
	return page, nil
}

func (*Service) listResourceTypes(q *request) (any, error) {
	var in struct {
		paging
		Scope string `json:"resourceRegionScope"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	type resourceType struct {
		Type    string `json:"resourceType"`
		Service string `json:"serviceName"`
		Scope   string `json:"resourceRegionScope"`
	}
	return in.answer("resourceTypes", []resourceType{
		{"appmesh:Mesh", "appmesh", "REGIONAL"}, {"ec2:Subnet", "ec2", "REGIONAL"}, {"ec2:TransitGateway", "ec2", "REGIONAL"},
		{customModelType, "bedrock", "REGIONAL"}, {"route53resolver:ResolverRule", "route53resolver", "REGIONAL"},
	})
}

// permissionAnswer is a managed permission as RAM tells it.
type permissionAnswer struct {
	ARN       string `json:"arn"`
	Name      string `json:"name"`
	Type      string `json:"resourceType"`
	Version   string `json:"version"`
	Default   bool   `json:"defaultVersion"`
	IsDefault bool   `json:"isResourceTypeDefault"`
	Kind      string `json:"permissionType"`
	Status    string `json:"status"`
}

func (*Service) listPermissions(q *request) (any, error) {
	var in struct {
		paging
		Type string `json:"resourceType"`
		Kind string `json:"permissionType"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	if in.Type != customModelType {
		return nil, &apiError{"InvalidParameterException", "Unknown resource type " + in.Type + "."}
	}
	return in.answer("permissions", []permissionAnswer{modelPermission(q.Region)})
}

func modelPermission(region string) permissionAnswer {
	return permissionAnswer{permissionARN(region), permissionName, customModelType, "1", true, true, "AWS_MANAGED", "ATTACHABLE"}
}

func (s *Service) listSharePermissions(q *request) (any, error) {
	var in struct {
		paging
		ARN string `json:"resourceShareArn"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	if _, err := s.own(q, in.ARN); err != nil {
		return nil, err
	}
	return in.answer("permissions", []permissionAnswer{modelPermission(q.Region)})
}

// Permissions are the actions of a request, with those that RAM carries out on the custom models in the name of the caller.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsresourceaccessmanagerram.html
func (s *Service) Permissions(c *core.Call) []core.Permission {
	resource := "*"
	if c.Resource != "" {
		resource = c.Resource
	}
	needed := []core.Permission{{Action: "ram:" + c.Operation, Resource: resource}}
	var in createShareInput
	if json.Unmarshal(core.Peek(c.R), &in) != nil {
		in = createShareInput{} // the operation refuses it
	}
	switch c.Operation {
	case "CreateResourceShare":
		made := core.NewARN(core.Partition(c.Region), "ram", c.Region, c.Account, "resource-share/*").String()
		needed[0].Resource = made
		if len(in.Tags) > 0 {
			needed = append(needed, core.Permission{Action: "ram:TagResource", Resource: made})
		}
		return append(needed, onModels("PutResourcePolicy", in.ResourceARNs)...)
	case "DeleteResourceShare":
		return append(needed, onModels("DeleteResourcePolicy", s.modelsOf(c.Resource))...)
	}
	return needed
}

func onModels(operation string, arns []string) (needed []core.Permission) {
	for _, arn := range arns {
		needed = append(needed, core.Permission{Action: "bedrock:" + operation, Resource: arn})
	}
	return needed
}

func (s *Service) modelsOf(arn string) (models []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, one := range s.shares {
		for _, a := range one.associations {
			if one.arn == arn && a.kind == ofResource && !a.gone() {
				models = append(models, a.entity)
			}
		}
	}
	return models
}
