// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"

	"github.com/aws/smithy-go"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
)

// access is what every plan asks first, of whatever type: whether anything can be done in AWS at all. A type whose own plan
// needs nothing of AWS would otherwise plan what no apply can do, or what it must not do there.
type access struct {
	clients atomic.Pointer[awsclient.Clients] // set by Configure
	warned  atomic.Bool
}

// refusal is the error that stops a plan, or nil. Where AWS answers and does not say whose the credentials are, that stops no
// plan, unless the provider block rules out accounts: then left says so, in a plan of something new, once.
func (a *access) refusal(ctx context.Context, creates bool) (refused, left *tfprotov6.Diagnostic) {
	clients := a.clients.Load()
	if clients == nil {
		return nil, nil
	}
	err := clients.Ready(ctx)
	var unknown *awsclient.UnknownArgumentsError
	if err == nil || errors.As(err, &unknown) || ctx.Err() != nil {
		return nil, nil // what is not known yet is asked by the apply
	}
	var answer smithy.APIError
	if !errors.As(err, &answer) || clients.GuardsAccount() {
		asking := ""
		if answer != nil {
			asking = "Asking AWS STS whose the credentials are"
		}
		detail := firstUpper(apierr.Detail(asking, err))
		if !strings.HasSuffix(detail, ".") {
			detail += "."
		}
		if apierr.Is(err, apierr.Unavailable) && !clients.GuardsAccount() {
			detail += " Where the network has no way to AWS STS, set skip_requesting_account_id = true in the provider block."
		}
		if clients.MissesSimulator() {
			detail = missesSimulator + detail
		}
		return &tfprotov6.Diagnostic{Severity: tfprotov6.DiagnosticSeverityError, Summary: summaryOf(err), Detail: detail}, nil
	}
	if creates && a.warned.CompareAndSwap(false, true) {
		left = &tfprotov6.Diagnostic{
			Severity: tfprotov6.DiagnosticSeverityWarning, Summary: "Planning without a check of the credentials",
			Detail: apierr.Detail("AWS STS does not say whose they are", err),
		}
	}
	return nil, left
}

const missesSimulator = "The only account that allowed_account_ids names is the simulator's, and AWS_ENDPOINT_URL is not set. " +
	"To run this on the simulator, start bedrock-simulator, and set AWS_ENDPOINT_URL=http://127.0.0.1:4566. " +
	"To run it on AWS, name your own account.\n\n"

func summaryOf(err error) string {
	var region *awsclient.RegionError
	var profile *awsclient.ProfileError
	var account *awsclient.AccountError
	switch {
	case errors.As(err, &profile):
		return "Reading the AWS profile"
	case errors.As(err, &region):
		return "Choosing the AWS Region"
	case errors.As(err, &account):
		return "Planning with the credentials of an AWS account that is ruled out"
	}
	return "Finding out whose the AWS credentials are"
}
