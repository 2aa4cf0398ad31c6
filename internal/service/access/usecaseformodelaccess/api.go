// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package usecaseformodelaccess

import (
	"context"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/access"
)

// submit hands in the form. The request is never cancelled half way. A refusal does not count where AWS has just this
// form afterwards: the answer to an earlier attempt was lost.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_PutUseCaseForModelAccess.html
func submit(ctx context.Context, client *bedrock.Client, form access.Form) error {
	_, err := client.PutUseCaseForModelAccess(ctx, &bedrock.PutUseCaseForModelAccessInput{FormData: form.Encode()},
		func(o *bedrock.Options) { o.APIOptions = append(o.APIOptions, awsclient.DetachAttempts) })
	if err == nil {
		return nil
	}
	if now, readErr := access.FindForm(ctx, client); readErr == nil && now != nil && *now == form {
		return nil
	}
	return err
}
