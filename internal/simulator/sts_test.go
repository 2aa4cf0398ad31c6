// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/credentials/stscreds"
	"github.com/aws/aws-sdk-go-v2/service/iam"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/aws-sdk-go-v2/service/sts/types"
)

type identityToken string

func (t identityToken) GetIdentityToken() ([]byte, error) { return []byte(t), nil }

func TestAssumeRole_actsForTheAccountOfTheRole(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	roleARN := "arn:aws:iam::210987654321:role/ops/deployer"
	providers := map[string]aws.CredentialsProvider{
		"AssumeRole": stscreds.NewAssumeRoleProvider(sim.sts(), roleARN, func(o *stscreds.AssumeRoleOptions) {
			o.RoleSessionName = "session"
			o.Tags = []types.Tag{{Key: aws.String("team"), Value: aws.String("ml")}}
			o.TransitiveTagKeys = []string{"team"}
			o.SourceIdentity = aws.String("someone")
		}),
		"AssumeRoleWithWebIdentity": stscreds.NewWebIdentityRoleProvider(
			sts.New(sts.Options{Region: "eu-west-1", BaseEndpoint: aws.String(sim.server.URL)}), roleARN, identityToken("token"),
			func(o *stscreds.WebIdentityRoleOptions) { o.RoleSessionName = "session" }),
	}
	for name, provider := range providers {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			cfg := sim.config("", "us-east-1")
			cfg.Credentials = provider
			out, err := sts.NewFromConfig(cfg).GetCallerIdentity(t.Context(), &sts.GetCallerIdentityInput{})
			if err != nil {
				t.Fatal(err)
			}
			if got, want := aws.ToString(out.Arn), "arn:aws:sts::210987654321:assumed-role/deployer/session"; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			if aws.ToString(out.Account) != "210987654321" || !strings.HasSuffix(aws.ToString(out.UserId), ":session") {
				t.Errorf("got account %s, user %s", aws.ToString(out.Account), aws.ToString(out.UserId))
			}
		})
	}
}

func TestAssumeRole_validatesItsInput(t *testing.T) {
	t.Parallel()
	cases := map[string]struct {
		role, session string
		seconds       int32
	}{
		"not an ARN":          {"deployer-of-this-account", "session", 3600},
		"not a role":          {"arn:aws:iam::123456789012:user/deployer", "session", 3600},
		"no account":          {"arn:aws:iam::1234:role/deployer", "session", 3600},
		"short session name":  {"arn:aws:iam::123456789012:role/deployer", "s", 3600},
		"odd session name":    {"arn:aws:iam::123456789012:role/deployer", "my session", 3600},
		"too short a session": {"arn:aws:iam::123456789012:role/deployer", "session", 899},
		"too long a session":  {"arn:aws:iam::123456789012:role/deployer", "session", 43201},
	}
	for name, test := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := startCore(t).sts().AssumeRole(t.Context(), &sts.AssumeRoleInput{
				RoleArn: &test.role, RoleSessionName: &test.session, DurationSeconds: &test.seconds,
			})
			wantCode(t, err, "ValidationError")
		})
	}
}

func TestAssumeRole_chainedSessionsLastOneHour(t *testing.T) {
	t.Parallel()
	sim := startCore(t)
	input := &sts.AssumeRoleInput{
		RoleArn: aws.String(sim.createRole(t, "deployer")), RoleSessionName: aws.String("session"), DurationSeconds: aws.Int32(7200),
	}
	first, err := sim.sts().AssumeRole(t.Context(), input)
	if err != nil {
		t.Fatal(err)
	}
	if left := time.Until(aws.ToTime(first.Credentials.Expiration)); left < 119*time.Minute || left > 2*time.Hour {
		t.Errorf("the session lasts %v, want two hours", left)
	}
	role, err := sim.iam().GetRole(t.Context(), &iam.GetRoleInput{RoleName: aws.String("deployer")})
	if err != nil {
		t.Fatal(err)
	}
	if want := aws.ToString(role.Role.RoleId) + ":session"; aws.ToString(first.AssumedRoleUser.AssumedRoleId) != want {
		t.Errorf("got %s, want %s", aws.ToString(first.AssumedRoleUser.AssumedRoleId), want)
	}
	cfg := sim.config("", "us-east-1")
	cfg.Credentials = credentials.NewStaticCredentialsProvider(aws.ToString(first.Credentials.AccessKeyId),
		aws.ToString(first.Credentials.SecretAccessKey), aws.ToString(first.Credentials.SessionToken))
	_, err = sts.NewFromConfig(cfg).AssumeRole(t.Context(), input)
	wantCode(t, err, "ValidationError")
	input.DurationSeconds = aws.Int32(3600)
	if _, err := sts.NewFromConfig(cfg).AssumeRole(t.Context(), input); err != nil {
		t.Error(err)
	}
}

func TestAssumeRoleWithWebIdentity_wantsAToken(t *testing.T) {
	t.Parallel()
	_, err := startCore(t).sts().AssumeRoleWithWebIdentity(t.Context(), &sts.AssumeRoleWithWebIdentityInput{
		RoleArn: aws.String("arn:aws:iam::123456789012:role/deployer"), RoleSessionName: aws.String("session"), WebIdentityToken: aws.String(""),
	})
	wantCode(t, err, "InvalidIdentityToken")
}
