// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
)

// availabilitiesAtOnce is how many models AWS is asked about at the same time, however many resources ask: a configuration
// that opens sixty models must not run into the rate limit of one small call.
const availabilitiesAtOnce = 8

// ModelAvailability returns the four gates between the account and a model in a region; an empty region means the
// provider's. The answer is always a new one, since the gates move while somebody waits for them. An answer in which a gate
// is missing is an error.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetFoundationModelAvailability.html
func (r *Readers) ModelAvailability(ctx context.Context, region, id string) (*bedrock.GetFoundationModelAvailabilityOutput, error) {
	client, err := r.clients.Bedrock(ctx, region)
	if err != nil {
		return nil, err
	}
	select {
	case r.availabilities <- struct{}{}:
		defer func() { <-r.availabilities }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	out, err := client.GetFoundationModelAvailability(ctx, &bedrock.GetFoundationModelAvailabilityInput{ModelId: &id})
	if err != nil {
		return nil, err
	}
	if out.AgreementAvailability == nil || out.AgreementAvailability.Status == "" || out.AuthorizationStatus == "" ||
		out.EntitlementAvailability == "" || out.RegionAvailability == "" {
		return nil, fmt.Errorf("calling GetFoundationModelAvailability for %s: the answer lacks one of the four gates", id)
	}
	return out, nil
}
