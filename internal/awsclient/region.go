// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/hashicorp/aws-sdk-go-base/v2/endpoints"
	"github.com/hashicorp/aws-sdk-go-base/v2/validation"
)

const (
	usEast1   = "us-east-1"
	awsGlobal = "aws-global"
)

// RegionError says that the region is missing or has a name that AWS does not use.
type RegionError struct {
	// Region is the name that was refused; empty when none was configured.
	Region string
	// Err says why a profile could not be read, if one was to supply the region.
	Err error
}

func (e *RegionError) Error() string {
	switch {
	case e.Region != "":
		likely := "for example to \"us-east-1\""
		if near := nearestRegion(e.Region); near != "" {
			likely = fmt.Sprintf("probably to %q", near)
		}
		return fmt.Sprintf("%q is no AWS region this provider knows. Correct the name, %s; for a region newer than this version of the "+
			"provider, or for a service that is not AWS's own, set skip_region_validation = true in the provider block", e.Region, likely)
	case e.Err != nil:
		return fmt.Sprintf("no AWS region is configured, and reading it from the shared configuration failed: %s. %s", e.Err, setRegion)
	default:
		return "no AWS region is configured. " + setRegion
	}
}

// Unwrap returns the reason why a profile could not be read, or nil.
func (e *RegionError) Unwrap() error { return e.Err }

const setRegion = "Set region in the provider block, or the environment variable AWS_REGION (or AWS_DEFAULT_REGION), " +
	"or region in the profile of the shared configuration file (~/.aws/config)"

// Region returns the provider's region: the argument, else AWS_REGION, else AWS_DEFAULT_REGION, else the region of the
// profile. It needs no credentials and sends nothing.
func (c *Clients) Region(ctx context.Context) (string, error) {
	return c.region(ctx)
}

// regionOr returns region, or the provider's where it is empty, unless AWS has no region of that name.
func (c *Clients) regionOr(ctx context.Context, region string) (string, error) {
	if region == "" {
		return c.Region(ctx)
	}
	return region, c.CheckRegion(region)
}

// Partition returns the partition that a region belongs to, such as "aws" or "aws-us-gov". Unknown regions belong to "aws".
func (*Clients) Partition(region string) string {
	if p, ok := endpoints.PartitionForRegion(endpoints.DefaultPartitions(), region); ok {
		return p.ID()
	}
	return "aws"
}

func (c *Clients) resolveRegion(ctx context.Context) (string, error) {
	region, err := c.configuredRegion(ctx)
	if err != nil {
		return "", err
	}
	return region, c.CheckRegion(region)
}

func (c *Clients) configuredRegion(ctx context.Context) (string, error) {
	if c.config.Region != "" {
		return c.config.Region, nil
	}
	if err := c.unknown("region"); err != nil {
		return "", err
	}
	env, err := config.NewEnvConfig()
	if err != nil {
		return "", &RegionError{Err: err}
	}
	if env.Region != "" {
		return env.Region, nil
	}
	if err := c.unknown("profile", "shared_config_files", "shared_credentials_files"); err != nil {
		return "", err
	}
	return c.profileRegion(ctx)
}

// profileRegion reads the region of the profile in use from the shared configuration files.
func (c *Clients) profileRegion(ctx context.Context) (string, error) {
	configFiles, credentialsFiles, err := c.profileFiles()
	if err != nil {
		return "", &RegionError{Err: err}
	}
	profile, source := c.profile()
	shared, err := config.LoadSharedConfigProfile(ctx, profile, func(o *config.LoadSharedConfigOptions) {
		if len(configFiles) > 0 {
			o.ConfigFiles = configFiles
		}
		if len(credentialsFiles) > 0 {
			o.CredentialsFiles = credentialsFiles
		}
	})
	var absent config.SharedConfigProfileNotExistError
	switch {
	case errors.As(err, &absent) && source == "":
		return "", &RegionError{}
	case err != nil:
		if unusable := c.profileError(err); unusable != nil {
			return "", unusable
		}
		return "", &RegionError{Err: err}
	case shared.Region == "":
		return "", &RegionError{}
	}
	return shared.Region, nil
}

// CheckRegion returns a *RegionError unless AWS has a region of that name, or skip_region_validation is set.
func (c *Clients) CheckRegion(region string) error {
	if c.config.SkipRegionValidation {
		return nil
	}
	return CheckRegion(region)
}

// CheckRegion returns a *RegionError unless AWS has a region of that name.
func CheckRegion(region string) error {
	if validation.SupportedRegion(region) != nil {
		return &RegionError{Region: region}
	}
	return nil
}

// UnknownArgumentsError says that the provider block depends on values that are known only after apply.
type UnknownArgumentsError struct {
	// Arguments are the names of the arguments of the provider block.
	Arguments []string
}

func (e *UnknownArgumentsError) Error() string {
	return fmt.Sprintf("the provider configuration depends on values not known yet: %q. Give the provider block values that are "+
		"known at plan, or create what they refer to first, with terraform apply -target", e.Arguments)
}

// unknown returns an error if one of the named arguments, or any argument if none is named, is not known yet.
func (c *Clients) unknown(names ...string) error {
	var found []string
	for _, argument := range c.config.Unknown {
		if len(names) == 0 || slices.Contains(names, argument) {
			found = append(found, argument)
		}
	}
	if len(found) == 0 {
		return nil
	}
	return &UnknownArgumentsError{Arguments: found}
}

// firstOf returns the first of its arguments that is not empty.
func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
