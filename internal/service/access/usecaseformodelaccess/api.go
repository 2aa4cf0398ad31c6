// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package usecaseformodelaccess

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

// find returns Bedrock's client of a region and the form that AWS has there; nil when there is none.
func find(ctx context.Context, data *crud.ProviderData, region string) (*bedrock.Client, *access.Form, error) {
	client, err := data.Clients.Bedrock(ctx, region)
	if err != nil {
		return nil, nil, err
	}
	form, err := access.FindForm(ctx, client)
	return client, form, err
}

// submit hands in the form. The request is never cancelled half way. A refusal does not count where AWS has just this
// form afterwards: the answer to an earlier attempt was lost.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_PutUseCaseForModelAccess.html
func submit(ctx context.Context, client *bedrock.Client, form access.Form) error {
	_, err := client.PutUseCaseForModelAccess(ctx, &bedrock.PutUseCaseForModelAccessInput{FormData: form.Encode()},
		crud.Undetachable)
	if err == nil {
		return nil
	}
	if now, readErr := access.FindForm(ctx, client); readErr == nil && now != nil && *now == form {
		return nil
	}
	return err
}
