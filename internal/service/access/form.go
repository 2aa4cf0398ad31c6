// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
)

// Form is the form as AWS has it. Members that AWS may add do not count.
type Form struct {
	CompanyName         string `json:"companyName"`
	CompanyWebsite      string `json:"companyWebsite"`
	IntendedUsers       string `json:"intendedUsers"`
	IndustryOption      string `json:"industryOption"`
	OtherIndustryOption string `json:"otherIndustryOption"`
	UseCases            string `json:"useCases"`
}

// parseForm reads a form from AWS: as JSON, or as the base64 text of JSON, which is what AWS answers. Errors never quote the
// form.
func parseForm(data []byte) (Form, error) {
	data = bytes.TrimSpace(data)
	if decoded, err := base64.StdEncoding.DecodeString(string(data)); err == nil {
		data = decoded
	}
	var members map[string]any
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&members); err != nil || len(members) == 0 {
		return Form{}, errors.New("the answer of AWS is no use-case form")
	}
	text := func(member string) string {
		if members[member] == nil {
			return ""
		}
		return fmt.Sprint(members[member]) // some tools wrote intendedUsers as a number
	}
	return Form{
		text("companyName"), text("companyWebsite"), text("intendedUsers"), text("industryOption"), text("otherIndustryOption"),
		text("useCases"),
	}, nil
}

// Encode is the form as PutUseCaseForModelAccess takes it; the SDK adds the base64 of the wire.
func (f Form) Encode() []byte {
	text, err := json.Marshal(f)
	if err != nil {
		panic(err) // six strings always marshal
	}
	return text
}

// Sum is the SHA-256 of the form, in hex: what the state knows of a form that it does not hold.
func (f Form) Sum() string {
	sum := sha256.Sum256(f.Encode())
	return hex.EncodeToString(sum[:])
}

// Differences are the arguments in which two forms differ.
func (f Form) Differences(other Form) (arguments []string) {
	for _, member := range []struct {
		argument string
		one, two string
	}{
		{"company_name", f.CompanyName, other.CompanyName},
		{"company_website", f.CompanyWebsite, other.CompanyWebsite},
		{"intended_users", f.IntendedUsers, other.IntendedUsers},
		{"industry_option", f.IndustryOption, other.IndustryOption},
		{"other_industry_option", f.OtherIndustryOption, other.OtherIndustryOption},
		{"use_cases", f.UseCases, other.UseCases},
	} {
		if member.one != member.two {
			arguments = append(arguments, member.argument)
		}
	}
	return arguments
}

// FindForm returns the form that AWS has for the account, its own or the organization's; nil when there is none.
// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetUseCaseForModelAccess.html
func FindForm(ctx context.Context, client *bedrock.Client) (*Form, error) {
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
