// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package ram

import "slices"

// resourceAnswer is a resource of a share as RAM tells it.
type resourceAnswer struct {
	ARN      string    `json:"arn"`
	Type     string    `json:"type"`
	ShareARN string    `json:"resourceShareArn"`
	Status   string    `json:"status"`
	Created  timestamp `json:"creationTime"`
	Updated  timestamp `json:"lastUpdatedTime"`
	Scope    string    `json:"resourceRegionScope"`
}

// listResources are what the caller shares, or what has reached it. What has left a share is not in it.
func (s *Service) listResources(q *request) (any, error) {
	var in struct {
		paging
		Owner     string   `json:"resourceOwner"`
		Principal string   `json:"principal"`
		ARNs      []string `json:"resourceArns"`
		ShareARNs []string `json:"resourceShareArns"`
		Type      string   `json:"resourceType"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	if err := checkOwner(in.Owner); err != nil {
		return nil, err
	}
	if in.Type != "" && in.Type != customModelType {
		return nil, &apiError{"InvalidParameterException", "Unknown resource type " + in.Type + "."}
	}
	found := []resourceAnswer{}
	for _, one := range s.shares {
		if !s.visible(one, q, in.Owner) || in.Principal != "" && one.find(in.Principal) == nil ||
			len(in.ShareARNs) > 0 && !slices.Contains(in.ShareARNs, one.arn) {
			continue
		}
		for _, a := range one.associations {
			if a.kind != ofResource || a.gone() || len(in.ARNs) > 0 && !slices.Contains(in.ARNs, a.entity) {
				continue
			}
			status := "AVAILABLE"
			if a.status(q.now) == associating {
				status = "PENDING"
			}
			found = append(found, resourceAnswer{
				a.entity, customModelType, one.arn, status, timestamp(a.created), timestamp(a.updated), "REGIONAL",
			})
		}
	}
	return in.answer("resources", found)
}

func checkOwner(owner string) error {
	if owner != "SELF" && owner != "OTHER-ACCOUNTS" {
		return &apiError{"InvalidParameterException", "resourceOwner must be SELF or OTHER-ACCOUNTS."}
	}
	return nil
}
