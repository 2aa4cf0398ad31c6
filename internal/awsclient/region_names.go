// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"

	"github.com/aws/smithy-go"
	"github.com/hashicorp/aws-sdk-go-base/v2/endpoints"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient/spelling"
)

// nearestRegion is the region that is spelled most like text, or lies in a place of that name, such as Virginia; empty for none.
func nearestRegion(text string) string {
	places := map[string]string{}
	for _, partition := range endpoints.DefaultPartitions() {
		for id, region := range partition.Regions() {
			places[id] = strings.ToLower(region.Description())
		}
	}
	var ids, there []string
	for id, place := range places {
		ids = append(ids, id)
		if strings.Contains(place, strings.ToLower(text)) {
			there = append(there, id)
		}
	}
	slices.Sort(ids)
	slices.Sort(there)
	if near := spelling.Nearest(text, ids); near != "" {
		return near
	}
	if len(there) > 0 && text != "" {
		return there[0]
	}
	return ""
}

// onByDefault are the regions that every account of the partition aws has. It can use a region that came later, after March 2019,
// only after it has enabled it.
const onByDefault = "ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-south-1 ap-southeast-1 ap-southeast-2 ca-central-1 eu-central-1 " +
	"eu-north-1 eu-west-1 eu-west-2 eu-west-3 sa-east-1 us-east-1 us-east-2 us-west-1 us-west-2"

// needsEnabling reports whether accounts have a region only after they have enabled it.
// https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html
func (c *Clients) needsEnabling(region string) bool {
	return c.Partition(region) == "aws" && !slices.Contains(strings.Fields(onByDefault), region)
}

// refusedByRegion is the error of credentials that a region does not know because the account has not enabled it, or because they
// are of another partition; nil for other errors. AWS answers both as it answers keys that do not exist.
func (c *Clients) refusedByRegion(ctx context.Context, region string, err error) *CredentialsError {
	var api smithy.APIError
	if region == "" || !errors.As(err, &api) || api.ErrorCode() != "UnrecognizedClientException" && api.ErrorCode() != "InvalidClientTokenId" {
		return nil
	}
	var why string
	switch partition := c.Partition(region); {
	case partition != c.Partition(c.homeRegion(ctx)):
		why = fmt.Sprintf("It is a region of the partition %s, which has accounts and credentials of its own. Name another region, or use "+
			"such credentials.", partition)
	case c.needsEnabling(region):
		why = fmt.Sprintf("Accounts have this region only after they have enabled it, which is probably missing:\n\n"+
			"  aws account enable-region --region-name %s\n\n"+
			"That takes minutes to hours. Or name another region. Where it is enabled, the credentials are wrong.", region)
	default:
		return nil
	}
	return &CredentialsError{
		summary: "AWS refuses the credentials in " + region, region: region, told: c.toldOfRegion(region),
		detail: fmt.Sprintf("%s (%s). %s", api.ErrorCode(), strings.TrimSuffix(api.ErrorMessage(), "."), why),
	}
}

// homeRegion is the provider's region, which is known by the time that AWS was called.
func (c *Clients) homeRegion(ctx context.Context) string {
	region, err := c.Region(ctx)
	if err != nil {
		return ""
	}
	return region
}

func (c *Clients) toldOfRegion(region string) *atomic.Bool {
	told, _ := c.toldRegions.LoadOrStore(region, new(atomic.Bool))
	return told.(*atomic.Bool) //nolint:forcetypeassert // nothing else is stored
}
