// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access

import (
	"context"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
)

// findForm returns the form that AWS has for the account, its own or the organization's; nil when there is none.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetUseCaseForModelAccess.html
func findForm(ctx context.Context, client *bedrock.Client) (*useCaseForm, error) {
	out, err := client.GetUseCaseForModelAccess(ctx, &bedrock.GetUseCaseForModelAccessInput{})
	if apierr.IsNotFound(err) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if len(out.FormData) == 0 {
		return nil, errors.New("calling GetUseCaseForModelAccess: the answer has no form")
	}
	form, err := parseForm(out.FormData)
	if err != nil {
		return nil, fmt.Errorf("calling GetUseCaseForModelAccess: %w", err)
	}
	return &form, nil
}

// submitForm hands in the form. The request is never cancelled half way. A refusal does not count where AWS has just this
// form afterwards: the answer to an earlier attempt was lost.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_PutUseCaseForModelAccess.html
func submitForm(ctx context.Context, client *bedrock.Client, form useCaseForm) error {
	_, err := client.PutUseCaseForModelAccess(ctx, &bedrock.PutUseCaseForModelAccessInput{FormData: form.encode()},
		func(o *bedrock.Options) { o.APIOptions = append(o.APIOptions, awsclient.DetachAttempts) })
	if err == nil {
		return nil
	}
	if now, readErr := findForm(ctx, client); readErr == nil && now != nil && *now == form {
		return nil
	}
	return err
}
