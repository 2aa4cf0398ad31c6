// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricelist

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
)

//go:embed grammar.json
var grammarJSON []byte

// word is a piece of text and what it says of a row.
type word struct {
	Text       string `json:"text"`
	Meter      string `json:"meter,omitempty"`
	Tier       string `json:"tier,omitempty"`
	Routing    string `json:"routing,omitempty"`
	Context    string `json:"context,omitempty"`
	Use        string `json:"use,omitempty"`
	Commitment string `json:"commitment,omitempty"`
	Variant    string `json:"variant,omitempty"`
}

// language is one way to spell a dimension: a meter, and any number of qualifiers after it.
type language struct {
	Source     string `json:"source"`
	Date       string `json:"date"`
	Meters     []word `json:"meters"`
	Qualifiers []word `json:"qualifiers"`
}

// words are single words with a meaning.
type words struct {
	Source string `json:"source"`
	Date   string `json:"date"`
	Words  []word `json:"words"`
}

// unit is how much of something a price is for.
type unit struct {
	Text string `json:"text"`
	Of   string `json:"of"`
	Per  string `json:"per"`
}

// place is how AWS writes a region in usage types and dimensions.
type place struct {
	Text   string `json:"text"`
	Region string `json:"region"`
}

// meter is something that is sold.
type meter struct {
	Of string `json:"of"` // what it is measured in
	// Alone says that the usage type tells all, so that the other attributes need not be understood.
	Alone bool `json:"alone,omitempty"`
	// MarketplaceUnits is how many of it a row of the Marketplace means by "Units".
	MarketplaceUnits string `json:"marketplace_units,omitempty"`
}

type grammar struct {
	Native        language         `json:"native"`
	Mantle        language         `json:"mantle"`
	Marketplace   language         `json:"marketplace"`
	InferenceType language         `json:"inference_type"`
	Features      words            `json:"features"`
	FeatureTypes  words            `json:"feature_types"`
	ServiceTiers  words            `json:"service_tiers"`
	Scopes        words            `json:"scopes"`
	NameSuffixes  words            `json:"service_name_suffixes"`
	Meters        map[string]meter `json:"meters"`
	Places        struct {
		Source string  `json:"source"`
		Date   string  `json:"date"`
		Places []place `json:"places"`
	} `json:"places"`
	Units struct {
		Units []unit `json:"units"`
	} `json:"units"`
}

var theGrammar = sync.OnceValue(func() *grammar {
	var g grammar
	if err := json.Unmarshal(grammarJSON, &g); err != nil {
		panic(fmt.Sprintf("grammar.json: %v", err)) // a test reads it
	}
	return &g
})

// read understands the whole of a text, or nothing of it.
func (l *language) read(text string) (word, bool) {
	for _, m := range l.Meters {
		rest, ok := strings.CutPrefix(text, m.Text)
		if !ok {
			continue
		}
		if all, ok := l.qualify(m, rest); ok {
			return all, true
		}
	}
	return word{}, false
}

func (l *language) qualify(said word, rest string) (word, bool) {
	if rest == "" {
		return said, true
	}
	for _, q := range l.Qualifiers {
		after, ok := strings.CutPrefix(rest, q.Text)
		if !ok {
			continue
		}
		both, agree := said.and(q)
		if !agree {
			continue
		}
		if all, ok := l.qualify(both, after); ok {
			return all, true
		}
	}
	return word{}, false
}

// find is the word of that text, whatever its case.
func (w *words) find(text string) (word, bool) {
	for _, one := range w.Words {
		if strings.EqualFold(one.Text, strings.TrimSpace(text)) {
			return one, true
		}
	}
	return word{}, false
}

// and is what two words say together; false where they contradict each other.
func (w word) and(other word) (word, bool) {
	both := word{Text: w.Text}
	for _, p := range []struct {
		to   *string
		a, b string
	}{
		{&both.Meter, w.Meter, other.Meter}, {&both.Tier, w.Tier, other.Tier}, {&both.Routing, w.Routing, other.Routing},
		{&both.Context, w.Context, other.Context}, {&both.Use, w.Use, other.Use},
		{&both.Commitment, w.Commitment, other.Commitment}, {&both.Variant, w.Variant, other.Variant},
	} {
		if p.a != "" && p.b != "" && p.a != p.b {
			return word{}, false
		}
		*p.to = p.a + p.b
		if p.a == p.b {
			*p.to = p.a
		}
	}
	return both, true
}

// dimension fills in what is not said: the usual case.
func (w word) dimension() Dimension {
	d := Dimension{
		Meter: w.Meter, Tier: w.Tier, Routing: w.Routing, Context: w.Context, Use: w.Use, Commitment: w.Commitment, Variant: w.Variant,
	}
	if theGrammar().Meters[w.Meter].Of == "token" && w.Meter != "training_tokens" {
		d.Tier, d.Routing, d.Context = or(d.Tier, "standard"), or(d.Routing, "in_region"), or(d.Context, "standard")
	}
	d.Use = or(d.Use, "base")
	return d
}

func or(text, otherwise string) string {
	if text == "" {
		return otherwise
	}
	return text
}

// scale is how much of a meter the unit of a row is for, as a decimal number.
func (g *grammar) scale(m meter, unitText string, marketplace bool) (per string, ok bool) {
	if marketplace && strings.EqualFold(strings.TrimSpace(unitText), "units") {
		return m.MarketplaceUnits, m.MarketplaceUnits != ""
	}
	for _, u := range g.Units.Units {
		if u.Of == m.Of && strings.EqualFold(u.Text, strings.TrimSpace(unitText)) {
			return u.Per, true
		}
	}
	return "", false
}
