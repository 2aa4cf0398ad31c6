// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	"github.com/aws/aws-sdk-go-v2/service/bedrock/types"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

const (
	novaLiteARN   = "arn:aws:bedrock:us-east-1::foundation-model/" + novaLite
	usNovaLite    = "us." + novaLite
	usNovaLiteARN = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/" + usNovaLite
)

type profileInput = *bedrock.CreateInferenceProfileInput

// makeProfile asks for a profile of Nova Lite, unless an edit changes that.
func (w workshop) makeProfile(t *testing.T, name string, edits ...func(profileInput)) (*bedrock.CreateInferenceProfileOutput, error) {
	t.Helper()
	in := &bedrock.CreateInferenceProfileInput{
		InferenceProfileName: aws.String(name), ModelSource: &types.InferenceProfileModelSourceMemberCopyFrom{Value: novaLiteARN},
	}
	for _, edit := range edits {
		edit(in)
	}
	return w.CreateInferenceProfile(t.Context(), in)
}

func (w workshop) createProfile(t *testing.T, name string, edits ...func(profileInput)) string {
	t.Helper()
	out, err := w.makeProfile(t, name, edits...)
	if err != nil {
		t.Fatalf("creating profile %s: %v", name, err)
	}
	return *out.InferenceProfileArn
}

func copyFrom(arn string) func(profileInput) {
	return func(in profileInput) { in.ModelSource = &types.InferenceProfileModelSourceMemberCopyFrom{Value: arn} }
}

func (w workshop) getProfile(t *testing.T, identifier string) (*bedrock.GetInferenceProfileOutput, error) {
	t.Helper()
	return w.GetInferenceProfile(t.Context(), &bedrock.GetInferenceProfileInput{InferenceProfileIdentifier: aws.String(identifier)})
}

func (w workshop) deleteProfile(t *testing.T, identifier string) error {
	t.Helper()
	_, err := w.DeleteInferenceProfile(t.Context(), &bedrock.DeleteInferenceProfileInput{InferenceProfileIdentifier: aws.String(identifier)})
	return err
}

// listProfiles returns the profiles of all pages by id, and the number of pages.
func (w workshop) listProfiles(t *testing.T, kind types.InferenceProfileType) (map[string]types.InferenceProfileSummary, int) {
	t.Helper()
	profiles, pages := map[string]types.InferenceProfileSummary{}, 0
	pager := bedrock.NewListInferenceProfilesPaginator(w.Client, &bedrock.ListInferenceProfilesInput{TypeEquals: kind})
	for pager.HasMorePages() {
		page, err := pager.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		pages++
		for _, summary := range page.InferenceProfileSummaries {
			profiles[*summary.InferenceProfileId] = summary
		}
	}
	return profiles, pages
}

func modelARNs(models []types.InferenceProfileModel) (arns []string) {
	for _, model := range models {
		arns = append(arns, *model.ModelArn)
	}
	return arns
}

func TestInferenceProfile_ofAModel(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	created, err := w.makeProfile(t, "Team A", func(in profileInput) {
		in.Description, in.Tags = aws.String("Costs of team A"), []types.Tag{{Key: aws.String("team"), Value: aws.String("a")}}
	})
	if err != nil {
		t.Fatal(err)
	}
	arn := *created.InferenceProfileArn
	if !regexp.MustCompile(`^arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/[a-z0-9]{12}$`).MatchString(arn) {
		t.Errorf("got ARN %s", arn)
	}
	if created.Status != types.InferenceProfileStatusActive {
		t.Errorf("got status %s", created.Status)
	}
	for _, identifier := range []string{arn, lastSegment(arn)} {
		profile, err := w.getProfile(t, identifier)
		if err != nil {
			t.Fatal(err)
		}
		if *profile.InferenceProfileName != "Team A" || *profile.Description != "Costs of team A" || *profile.InferenceProfileArn != arn ||
			*profile.InferenceProfileId != lastSegment(arn) || profile.Type != types.InferenceProfileTypeApplication ||
			!slices.Equal(modelARNs(profile.Models), []string{novaLiteARN}) || !profile.CreatedAt.Equal(*profile.UpdatedAt) {
			t.Errorf("got profile %+v", profile)
		}
	}
	if diff := cmp.Diff(map[string]string{"team": "a"}, w.tagsOf(t, arn)); diff != "" {
		t.Errorf("the tags differ: %s", diff)
	}
	if !slices.Contains(w.Objects(), simulator.Object{Type: "application-inference-profile", ARN: arn, Status: "ACTIVE"}) {
		t.Errorf("the profile is not among the objects: %v", w.Objects())
	}
	if err := w.deleteProfile(t, lastSegment(arn)); err != nil {
		t.Fatal(err)
	}
	_, err = w.getProfile(t, arn)
	wantError(t, err, "ResourceNotFoundException", arn)
	wantError(t, w.deleteProfile(t, arn), "ResourceNotFoundException", arn)
	_, err = w.ListTagsForResource(t.Context(), &bedrock.ListTagsForResourceInput{ResourceARN: aws.String(arn)})
	wantError(t, err, "ResourceNotFoundException")
}

func TestInferenceProfile_copiesTheModelsOfASystemProfile(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	for id, want := range map[string][]string{
		usNovaLite: {
			novaLiteARN, "arn:aws:bedrock:us-east-2::foundation-model/" + novaLite, "arn:aws:bedrock:us-west-2::foundation-model/" + novaLite,
		},
		"global.anthropic.claude-opus-4-6-v1": {
			"arn:aws:bedrock:::foundation-model/anthropic.claude-opus-4-6-v1",
			"arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-opus-4-6-v1",
		},
	} {
		system, err := w.getProfile(t, id)
		if err != nil {
			t.Fatal(err)
		}
		arn := w.createProfile(t, strings.ReplaceAll(strings.ReplaceAll(id, ".", " "), ":", "-"), copyFrom(*system.InferenceProfileArn))
		profile, err := w.getProfile(t, arn)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(modelARNs(profile.Models), want) || !slices.Equal(modelARNs(system.Models), want) {
			t.Errorf("got models %v of %v, want %v", modelARNs(profile.Models), modelARNs(system.Models), want)
		}
	}
}

func TestInferenceProfile_refusesWhatAWSRefuses(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	taken := w.createProfile(t, "taken", func(in profileInput) { in.Tags = numberedTags(50) })
	const (
		notASource = "copyFrom must be a valid inference profile model source ARN."
		titanEmbed = "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0"
		embedV4    = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.cohere.embed-v4:0"
	)
	for name, test := range map[string]struct {
		edit func(profileInput)
		code string
		says string
	}{
		"application profile": {copyFrom(taken), "ValidationException", "modelSource.copyFrom"},
		"model id":            {copyFrom(novaLite), "ValidationException", "modelSource.copyFrom"},
		"unknown model":       {copyFrom(novaLiteARN + "9"), "ValidationException", notASource},
		"other region":        {copyFrom(strings.Replace(novaLiteARN, "us-east-1", "us-west-2", 1)), "ValidationException", notASource},
		"embedding model":     {copyFrom(titanEmbed), "ValidationException", notASource},
		"embedding profile":   {copyFrom(embedV4), "ValidationException", notASource},
		"context variant":     {copyFrom(novaLiteARN + ":300k"), "ValidationException", notASource},
		"other account":       {copyFrom(strings.Replace(usNovaLiteARN, "123456789012", "210987654321", 1)), "ValidationException", notASource},
		"other geography":     {copyFrom(strings.Replace(usNovaLiteARN, "/us.", "/eu.", 1)), "ValidationException", notASource},
		"name in use":         {func(in profileInput) { in.InferenceProfileName = aws.String("taken") }, "ConflictException", "taken"},
		"name with a dot":     {func(in profileInput) { in.InferenceProfileName = aws.String("v1.0") }, "ValidationException", "Name"},
		"long name": {func(in profileInput) { in.InferenceProfileName = aws.String(strings.Repeat("a", 65)) }, "ValidationException",
			"length less than or equal to 64"},
		"description": {func(in profileInput) { in.Description = aws.String("a, b") }, "ValidationException", "description"},
		"tags":        {func(in profileInput) { in.Tags = numberedTags(51) }, "TooManyTagsException", "50"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := w.makeProfile(t, "refused", test.edit)
			wantError(t, err, test.code, test.says)
		})
	}
}

func TestInferenceProfile_tokenStandsForOneRequest(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	token := func(in profileInput) { in.ClientRequestToken = aws.String("once") }
	arn := w.createProfile(t, "profile", token)
	if again := w.createProfile(t, "profile", token); again != arn {
		t.Errorf("got %s for the same token, want %s", again, arn)
	}
	_, err := w.makeProfile(t, "another", token)
	wantError(t, err, "ConflictException", "token")
	if err := w.deleteProfile(t, arn); err != nil {
		t.Fatal(err)
	}
	if again := w.createProfile(t, "profile", token); again != arn {
		t.Errorf("got %s for the token of a deleted profile, want %s", again, arn)
	}
	if other := w.createProfile(t, "profile"); other == arn {
		t.Error("the name of a deleted profile makes the deleted one")
	}
}

func TestInferenceProfile_ofTheSystem(t *testing.T) {
	t.Parallel()
	w := openWorkshop(t)
	profile, err := w.getProfile(t, usNovaLiteARN)
	if err != nil {
		t.Fatal(err)
	}
	if *profile.InferenceProfileName != "US Nova Lite" || profile.Type != types.InferenceProfileTypeSystemDefined ||
		*profile.Description != "Routes requests to Nova Lite in us-east-1, us-east-2 and us-west-2." {
		t.Errorf("got profile %s of type %s: %s", *profile.InferenceProfileName, profile.Type, *profile.Description)
	}
	wantError(t, w.deleteProfile(t, usNovaLite), "ValidationException", usNovaLite)
	_, err = w.TagResource(t.Context(), &bedrock.TagResourceInput{ResourceARN: aws.String(usNovaLiteARN), Tags: numberedTags(1)})
	wantError(t, err, "ResourceNotFoundException")
	for _, identifier := range []string{"eu." + novaLite, strings.Replace(usNovaLiteARN, "us-east-1", "us-west-2", 1), novaLite} {
		_, err := w.getProfile(t, identifier)
		wantError(t, err, "ResourceNotFoundException", identifier)
	}
}

func TestListInferenceProfiles(t *testing.T) {
	t.Parallel()
	c := startCore(t)
	w := openWorkshopIn(t, c, "us-east-1")
	var own []string
	for i := range 9 {
		own = append(own, lastSegment(w.createProfile(t, fmt.Sprintf("profile %d", i))))
	}
	system, _ := w.listProfiles(t, types.InferenceProfileTypeSystemDefined)
	unfiltered, _ := w.listProfiles(t, "")
	if len(system) < 30 || len(unfiltered) != len(system) || unfiltered[own[0]].InferenceProfileId != nil {
		t.Errorf("got %d profiles of the system and %d without a filter, want the same ones", len(system), len(unfiltered))
	}
	applications, pages := w.listProfiles(t, types.InferenceProfileTypeApplication)
	if len(applications) != len(own) || pages != 2 {
		t.Errorf("got %d application profiles on %d pages, want %d on 2 short ones", len(applications), pages, len(own))
	}
	for _, id := range own {
		if applications[id].Type != types.InferenceProfileTypeApplication {
			t.Errorf("the profile %s is not among them", id)
		}
	}
	for region, want := range map[string][]string{
		"eu-central-1":   {"eu." + novaLite, "global.anthropic.claude-sonnet-4-6"},
		"ap-northeast-1": {"apac." + novaLite, "jp.anthropic.claude-sonnet-4-6", "global.anthropic.claude-sonnet-4-6"},
		"us-west-2":      {usNovaLite, "us.meta.llama3-1-405b-instruct-v1:0"},
	} {
		other, _ := workshop{core: c, Client: bedrock.NewFromConfig(c.config("simulator", region))}.listProfiles(t, "")
		for _, id := range want {
			if !strings.Contains(aws.ToString(other[id].InferenceProfileArn), ":"+region+":123456789012:inference-profile/"+id) {
				t.Errorf("got ARN %s of %s in %s", aws.ToString(other[id].InferenceProfileArn), id, region)
			}
		}
	}
	_, err := w.ListInferenceProfiles(t.Context(), &bedrock.ListInferenceProfilesInput{TypeEquals: "OTHER"})
	wantError(t, err, "ValidationException", "type")
}
