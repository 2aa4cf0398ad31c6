// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package pricelist

import (
	"math/big"
	"slices"
	"strings"
)

// line is a row and what was understood of it.
type line struct {
	Item
	owner     *entry // the model, where a name or an id of the table says it
	name      string // what the row calls the model, as a key
	usageID   string // the id in its usage type, as a key, where the table does not know it
	dimension Dimension
	perUnit   *big.Rat
	why       string // why the row has no price
}

// classify understands a row, or says what it did not understand.
func (n *names) classify(item Item) line {
	g := theGrammar()
	l := line{Item: item, name: n.called(&item)}
	l.owner = n.byName[l.name]
	said, marketplace, why := n.usage(&l)
	if why != "" {
		l.why = why
		return l
	}
	if n.latency[l.name] {
		said, why = said.with(word{Tier: "latency_optimized"}, "the name")
	}
	if m := g.Meters[said.Meter]; why == "" && !m.Alone {
		said, why = g.agree(said, &item)
	}
	if why != "" {
		l.why = why
		return l
	}
	l.dimension = said.dimension()
	l.perUnit, l.why = g.price(&item, g.Meters[said.Meter], marketplace)
	return l
}

// called is what a row calls its model, as a key.
func (*names) called(item *Item) string {
	if item.Model != "" {
		return key(item.Model)
	}
	for _, suffix := range theGrammar().NameSuffixes.Words {
		if name, ok := strings.CutSuffix(item.ServiceName, suffix.Text); ok {
			return key(name)
		}
	}
	return ""
}

// usage reads the usage type, and finds the model in it where the row does not name one.
func (n *names) usage(l *line) (said word, marketplace bool, why string) {
	g := theGrammar()
	if l.RateCard {
		said, ok := g.Marketplace.read(withoutPlace(l.UsageType))
		if !ok {
			return said, true, "the dimension is not understood"
		}
		return said, true, ""
	}
	place, rest, _ := strings.Cut(l.UsageType, "-")
	if dimension, ok := strings.CutPrefix(rest, "MP:"+place+"_"); ok {
		dimension, ends := strings.CutSuffix(dimension, "-Units")
		said, ok := g.Marketplace.read(dimension)
		if !ends || !ok {
			return said, true, "the usage type is not understood"
		}
		return said, true, ""
	}
	if id, dimension, ok := strings.Cut(rest, "-mantle-"); ok {
		said, ok := g.Mantle.read(dimension)
		if !ok {
			return said, false, "the usage type is not understood"
		}
		return said, false, n.own(l, n.byID[key(id)], id)
	}
	return n.native(l, rest)
}

// native reads a usage type that begins with a model and goes on with a dimension. Both may have hyphens: it is read at the first one
// after which all the rest is a dimension.
func (n *names) native(l *line, rest string) (said word, marketplace bool, why string) {
	g := theGrammar()
	for i := range len(rest) {
		if rest[i] != '-' {
			continue
		}
		said, ok := g.Native.read(rest[i+1:])
		if !ok {
			continue
		}
		family := rest[:i]
		if byID := n.byID[key(family)]; byID != nil {
			return said, false, n.own(l, byID, family)
		}
		switch known := n.byFamily[key(family)]; {
		case l.owner != nil && slices.Contains(known, l.owner), spells(family, l.name):
			return said, false, ""
		case l.name == "" && len(known) == 1:
			return said, false, n.own(l, known[0], family)
		}
		return said, false, "the usage type says " + family + ", which is not known to mean this model alone"
	}
	return said, false, "the usage type is not understood"
}

// own says whose row it is by the id in its usage type, unless its name says something else.
func (*names) own(l *line, byID *entry, id string) (why string) {
	switch {
	case byID == nil && l.owner == nil:
		// It is the row of a model that is newer than the table.
		l.usageID = key(id)
		return ""
	case byID == nil && !spells(id, l.name):
		return "the usage type says " + id + ", which is not known to mean this model"
	case byID != nil && l.owner != nil && byID != l.owner:
		return "the usage type says " + id + ", and the row names another model"
	case byID != nil:
		l.owner = byID
	}
	return ""
}

// with is what a word says besides, unless it contradicts.
func (w word) with(other word, from string) (both word, why string) {
	both, ok := w.and(other)
	if !ok {
		return w, from + " contradicts the usage type"
	}
	return both, ""
}

// agree holds the other attributes against the usage type: each must be understood, and contradict nothing.
func (g *grammar) agree(said word, item *Item) (all word, why string) {
	for _, attribute := range []struct {
		name, text string
		find       func(string) (word, bool)
	}{
		{"feature", item.Feature, g.Features.find},
		{"feature type", item.FeatureType, g.FeatureTypes.find},
		{"service tier", item.ServiceTier, g.ServiceTiers.find},
		{"inference type", item.InferenceType, func(text string) (word, bool) {
			if text == "" {
				return word{}, true
			}
			return g.InferenceType.read(key(text))
		}},
	} {
		found, ok := attribute.find(attribute.text)
		if !ok {
			return said, "the " + attribute.name + " " + attribute.text + " is not understood"
		}
		if said, why = said.with(found, "the "+attribute.name+" "+attribute.text); why != "" {
			return said, why
		}
	}
	return said, ""
}

// price is what one of what is sold costs.
func (g *grammar) price(item *Item, m meter, marketplace bool) (perUnit *big.Rat, why string) {
	if item.Tiered {
		return nil, "the price depends on the volume"
	}
	per, ok := g.scale(m, item.Unit, marketplace)
	if !ok {
		return nil, "the unit " + item.Unit + " is not understood"
	}
	price, ok := Exact(item.Price)
	if !ok {
		return nil, "the price " + item.Price + " is no decimal number"
	}
	if price.Sign() == 0 {
		return nil, "the price is 0, which AWS also publishes where it means none"
	}
	count, ok := Exact(per)
	if !ok {
		return nil, "the unit " + item.Unit + " is not understood"
	}
	return new(big.Rat).Quo(price, count), ""
}
