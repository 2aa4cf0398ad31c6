// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/aws/aws-sdk-go-v2/aws"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
)

// ModelNotFoundError says that a region has no foundation model of that id, and what may be meant.
type ModelNotFoundError struct {
	// Identifier is the id or the ARN that was asked for, as it was spelled.
	Identifier string
	Region     string
	// Named holds the ids of the region's models that have the identifier for a name, as the console shows it.
	Named []string
	// Elsewhere holds other regions that have the model. Where there is one, or a name, nothing else is near.
	Elsewhere []string
	// Near holds up to three ids of the region that are spelled alike, the nearest first.
	Near []string
}

func (e *ModelNotFoundError) Error() string {
	msg := fmt.Sprintf("there is no foundation model %q in %s", e.Identifier, e.Region)
	if hint := e.hint(); hint != "" {
		msg += "; " + hint
	}
	return msg
}

// Detail is the error in whole sentences.
func (e *ModelNotFoundError) Detail() string {
	text := fmt.Sprintf("There is no foundation model %q in %s.", e.Identifier, e.Region)
	if hint := e.hint(); hint != "" {
		text += " " + strings.ToUpper(hint[:1]) + hint[1:] + "."
	}
	return text
}

func (e *ModelNotFoundError) hint() string {
	switch {
	case len(e.Named) == 1:
		return "that is the name of a model, and its id is " + e.Named[0]
	case len(e.Named) > 1:
		return "that is the name of a model, and its ids are " + strings.Join(e.Named, ", ") + " (with the size of the context behind)"
	case len(e.Elsewhere) > 0:
		return "among the regions that have it: " + strings.Join(e.Elsewhere, ", ")
	case len(e.Near) > 0:
		return "spelled alike are " + strings.Join(e.Near, ", ")
	}
	return ""
}

// named returns the ids of the models with a name, however it is spelled, and with or without the provider in front.
func named(name string, models []awstypes.FoundationModelSummary) (ids []string) {
	name = letters(name)
	for _, m := range models {
		short, provider := letters(aws.ToString(m.ModelName)), letters(aws.ToString(m.ProviderName))
		if short != "" && (name == short || name == provider+short) {
			ids = append(ids, *m.ModelId)
		}
	}
	return ids
}

// letters leaves letters and digits of a name, in lower case.
func letters(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// elsewhere are regions to ask for a model that another one does not have: those with the most models, on each continent.
func elsewhere(partition string) []string {
	switch partition {
	case "aws":
		return []string{"us-east-1", "us-west-2", "eu-central-1", "eu-west-1", "ap-northeast-1"}
	case "aws-us-gov":
		return []string{"us-gov-west-1", "us-gov-east-1"}
	}
	return nil
}

// patience is how long other regions have to answer a question that only makes an error kinder.
const patience = 5 * time.Second

// regionsWith returns other regions of the partition that list a model. What does not answer, or may not be asked, is left out.
func (r *Readers) regionsWith(ctx context.Context, region, id string) (regions []string) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var mu sync.Mutex
	var asked sync.WaitGroup
	for _, other := range elsewhere(r.clients.Partition(region)) {
		if other == region {
			continue
		}
		asked.Go(func() {
			models, err := r.FoundationModels(ctx, other)
			if err == nil && slices.Contains(modelIDs(models), id) {
				mu.Lock()
				defer mu.Unlock()
				regions = append(regions, other)
			}
		})
	}
	asked.Wait()
	slices.Sort(regions)
	return regions
}

// ModelNamed returns the ids of the foundation models of a region with a name, and none where AWS does not say.
func (r *Readers) ModelNamed(ctx context.Context, region, name string) []string {
	models, err := r.FoundationModels(ctx, region)
	if err != nil {
		return nil
	}
	return named(name, models)
}
