// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package servicerole

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	iamtypes "github.com/aws/aws-sdk-go-v2/service/iam/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

// inlinePolicy is the name of the policy that holds the permissions. It says no purpose, because the purpose may change.
const inlinePolicy = "bedrock-service-role"

// findRole reads a role.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
func findRole(ctx context.Context, client *iam.Client, name string) (*iamtypes.Role, error) {
	out, err := client.GetRole(ctx, &iam.GetRoleInput{RoleName: &name})
	if err != nil {
		return nil, err
	}
	if out.Role == nil || out.Role.Arn == nil {
		return nil, wiring.ErrNoContent
	}
	return out.Role, nil
}

// findPermissions reads the inline policy of a role; empty when there is none.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
func findPermissions(ctx context.Context, client *iam.Client, name string) (string, error) {
	out, err := client.GetRolePolicy(ctx, &iam.GetRolePolicyInput{RoleName: &name, PolicyName: aws.String(inlinePolicy)})
	switch {
	case apierr.IsNotFound(err):
		return "", nil
	case err != nil:
		return "", err
	case out.PolicyDocument == nil:
		return "", wiring.ErrNoContent
	}
	return decodeDocument(out.PolicyDocument)
}

// decodeDocument reads a policy document as IAM answers with it, in URL encoding.
func decodeDocument(encoded *string) (string, error) {
	document, err := url.PathUnescape(aws.ToString(encoded))
	if err != nil {
		return "", fmt.Errorf("decoding a policy document: %w", err)
	}
	return document, nil
}

func putPermissions(ctx context.Context, client *iam.Client, name, document string) error {
	_, err := client.PutRolePolicy(ctx, &iam.PutRolePolicyInput{
		RoleName: &name, PolicyName: aws.String(inlinePolicy), PolicyDocument: &document,
	})
	return err
}

// createRole makes a role. free says that its name was free right before; only then a role that exists after a failure can
// be told to be the one that was asked for.
func createRole(ctx context.Context, client *iam.Client, input *iam.CreateRoleInput, free bool) (arn string, err error) {
	var creating wiring.Creation
	out, err := client.CreateRole(ctx, input, func(o *iam.Options) {
		o.APIOptions = append(o.APIOptions, creating.Options()...)
	})
	if err == nil && out.Role != nil && aws.ToString(out.Role.Arn) != "" {
		return *out.Role.Arn, nil
	}
	if err == nil {
		err = wiring.ErrNoContent
	}
	var role *iamtypes.Role
	found := func(ctx context.Context) (err error) {
		role, err = findRole(ctx, client, *input.RoleName)
		return err
	}
	if free && creating.Happened(ctx, err, found) {
		return *role.Arn, nil
	}
	return "", err
}

// othersOf lists the policies of a role that are not ours: inline ones by name, attached ones by ARN.
func othersOf(ctx context.Context, client *iam.Client, name string) ([]string, error) {
	var others []string
	err := eachPage(func(marker *string) (truncated bool, next *string, err error) {
		page, err := client.ListRolePolicies(ctx, &iam.ListRolePoliciesInput{RoleName: &name, Marker: marker})
		if err != nil {
			return false, nil, err
		}
		for _, policy := range page.PolicyNames {
			if policy != inlinePolicy {
				others = append(others, "inline policy "+policy)
			}
		}
		return page.IsTruncated, page.Marker, nil
	})
	if err != nil {
		return nil, err
	}
	err = eachPage(func(marker *string) (truncated bool, next *string, err error) {
		page, err := client.ListAttachedRolePolicies(ctx, &iam.ListAttachedRolePoliciesInput{RoleName: &name, Marker: marker})
		if err != nil {
			return false, nil, err
		}
		for _, policy := range page.AttachedPolicies {
			others = append(others, "managed policy "+aws.ToString(policy.PolicyArn))
		}
		return page.IsTruncated, page.Marker, nil
	})
	return others, err
}

// eachPage reads a list of IAM page by page. A marker that repeats, is missing, or leads on without end is an error; IAM's
// quotas leave a role with fewer policies than there are pages here.
func eachPage(read func(marker *string) (truncated bool, next *string, err error)) error {
	var marker *string
	for range 100 {
		truncated, next, err := read(marker)
		if err != nil || !truncated {
			return err
		}
		if aws.ToString(next) == "" || aws.ToString(next) == aws.ToString(marker) {
			break
		}
		marker = next
	}
	return errors.New("AWS answers with a list that does not end")
}

// deleteRole deletes a role and its permissions; nil when it is gone already.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html
func deleteRole(ctx context.Context, client *iam.Client, name string) error {
	_, err := client.DeleteRolePolicy(ctx, &iam.DeleteRolePolicyInput{RoleName: &name, PolicyName: aws.String(inlinePolicy)})
	if err != nil && !apierr.IsNotFound(err) {
		return err
	}
	if _, err = client.DeleteRole(ctx, &iam.DeleteRoleInput{RoleName: &name}); apierr.IsNotFound(err) {
		return nil
	}
	return err
}

// splitRole is the path and the name in the ARN of a role, arn:aws:iam::123456789012:role/path/name.
func splitRole(arn string) (path, name string) {
	_, resource, _ := strings.Cut(arn, ":role/")
	slash := strings.LastIndexByte(resource, '/')
	return "/" + resource[:slash+1], resource[slash+1:]
}
