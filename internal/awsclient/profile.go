// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/config"
	awsbase "github.com/hashicorp/aws-sdk-go-base/v2"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient/spelling"
)

// ProfileError says that the profile in use does not exist, or assumes a role in a way that is not supported.
type ProfileError struct {
	// Profile is its name, and Source where that name comes from.
	Profile, Source string
	// Near is the profile that may be meant; empty for none.
	Near string
	// RoleARN and SourceProfile are the role that the profile assumes, and the profile that has nothing to do it with; empty where
	// the profile does not exist.
	RoleARN, SourceProfile string
}

func (e *ProfileError) Error() string {
	if e.RoleARN == "" {
		text := fmt.Sprintf("there is no profile %q, which %s names, in the shared configuration and credentials files", e.Profile, e.Source)
		if e.Near != "" {
			text += fmt.Sprintf(". Spelled alike is %q", e.Near)
		}
		return text
	}
	instead := fmt.Sprintf("Set profile = %q in the provider block", e.SourceProfile)
	switch {
	case e.SourceProfile != config.DefaultSharedConfigProfile:
	case e.Source == profileArgument:
		instead = "Leave profile out of the provider block"
	case e.Source != "":
		instead = "Unset " + strings.TrimPrefix(e.Source, variablePrefix)
	}
	return fmt.Sprintf("profile %q assumes the role %s with the credentials of profile %q, which has none that can be used so; those of "+
		"\"aws login\" cannot. %s, and let the provider block assume the role: assume_role { role_arn = %q }",
		e.Profile, e.RoleARN, e.SourceProfile, instead, e.RoleARN)
}

// What names a profile.
const (
	profileArgument = "profile of the provider block"
	variablePrefix  = "the environment variable "
)

// profileError makes a *ProfileError of an error about the profile in use, and returns nil for other errors.
func (c *Clients) profileError(err error) *ProfileError {
	var absent config.SharedConfigProfileNotExistError
	var role config.SharedConfigAssumeRoleError
	profile, source := c.profile()
	switch {
	case errors.As(err, &absent):
		return &ProfileError{Profile: profile, Source: source, Near: spelling.Nearest(profile, c.profileNames())}
	case errors.As(err, &role) && role.Err == nil:
		return &ProfileError{Profile: profile, Source: source, RoleARN: role.RoleARN, SourceProfile: role.Profile}
	}
	return nil
}

// profile is the name of the profile in use, and where it comes from; nowhere for the default.
func (c *Clients) profile() (name, source string) {
	if c.config.Profile != "" {
		return c.config.Profile, profileArgument
	}
	for _, variable := range []string{"AWS_PROFILE", "AWS_DEFAULT_PROFILE"} {
		if name := os.Getenv(variable); name != "" {
			return name, variablePrefix + variable
		}
	}
	return config.DefaultSharedConfigProfile, ""
}

// profileFiles are the shared configuration and credentials files in use.
func (c *Clients) profileFiles() (configFiles, credentialsFiles []string, err error) {
	files := awsbase.Config{SharedConfigFiles: c.config.SharedConfigFiles, SharedCredentialsFiles: c.config.SharedCredentialsFiles}
	if file := os.Getenv("AWS_CONFIG_FILE"); len(files.SharedConfigFiles) == 0 && file != "" {
		files.SharedConfigFiles = []string{file}
	}
	if file := os.Getenv("AWS_SHARED_CREDENTIALS_FILE"); len(files.SharedCredentialsFiles) == 0 && file != "" {
		files.SharedCredentialsFiles = []string{file}
	}
	if configFiles, err = files.ResolveSharedConfigFiles(); err != nil {
		return nil, nil, err
	}
	credentialsFiles, err = files.ResolveSharedCredentialsFiles()
	return configFiles, credentialsFiles, err
}

// profileNames are the profiles in these files, for a suggestion: what cannot be read has none.
func (c *Clients) profileNames() (names []string) {
	configFiles, credentialsFiles, err := c.profileFiles()
	if err != nil {
		return nil
	}
	if len(configFiles) == 0 {
		configFiles = []string{config.DefaultSharedConfigFilename()}
	}
	if len(credentialsFiles) == 0 {
		credentialsFiles = []string{config.DefaultSharedCredentialsFilename()}
	}
	for _, name := range append(configFiles, credentialsFiles...) {
		names = append(names, sections(name)...)
	}
	return names
}

// sections are the names in the lines [name] and [profile name] of a file.
func sections(name string) (names []string) {
	file, err := os.Open(name)
	if err != nil {
		return nil
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		header, isHeader := strings.CutPrefix(strings.TrimSpace(lines.Text()), "[")
		if section, _, ends := strings.Cut(header, "]"); isHeader && ends {
			names = append(names, strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(section), "profile ")))
		}
	}
	return names
}
