// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package cost

import (
	"fmt"
	"math/big"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
)

// What on_unknown of a ceiling may be.
const (
	RefuseUnknown = "error"
	WarnOfUnknown = "warn"
)

// Ceiling is what one object may cost. Nil is no ceiling, and so is an amount that is nil.
type Ceiling struct {
	OneTime, Monthly *big.Rat
	Currency         string
	// WarnOnly says that what is not known is told and may pass.
	WarnOnly bool
}

// Judge holds what a new object costs against the ceiling; the estimate is nil where there is none.
func (c *Ceiling) Judge(noun string, e *Estimate) (diags diag.Diagnostics) {
	if c == nil || c.OneTime == nil && c.Monthly == nil {
		return nil
	}
	at := path.Root(Argument)
	if e == nil {
		c.unknown(&diags, at, fmt.Sprintf("This %s has no cost_estimate, so nobody can tell whether it costs less than cost_ceiling of the "+
			"provider allows (%s). Give it one: %s", noun, c, sources))
		return diags
	}
	for _, amount := range []struct {
		name  string
		limit *big.Rat
		value types.String
	}{{"one_time", c.OneTime, e.OneTime}, {"monthly", c.Monthly, e.Monthly}} {
		if amount.limit == nil {
			continue
		}
		text, isKnown := known(amount.value)
		figure, isAmount := pricelist.Exact(text)
		currency := e.Currency.ValueString()
		switch {
		case isKnown && isAmount && figure.Sign() == 0: // in every currency
		case !isKnown || !isAmount:
			c.unknown(&diags, at.AtName(amount.name), fmt.Sprintf("%s of this %s is not known at plan, and cost_ceiling of the provider "+
				"allows %s %s.%s", amount.name, noun, pricelist.Decimal(amount.limit), c.Currency, e.way()))
		case !strings.EqualFold(currency, c.Currency):
			c.unknown(&diags, at.AtName("currency"), fmt.Sprintf("%s of this %s is %s %s, and cost_ceiling of the provider is in %s: the two "+
				"cannot be compared. Say currency = %q there.", amount.name, noun, text, currency, c.Currency, currency))
		case figure.Cmp(amount.limit) > 0:
			diags.AddAttributeError(at.AtName(amount.name), "Costing more than the ceiling", fmt.Sprintf(
				"%s of this %s is %s %s, and cost_ceiling of the provider allows %s %[4]s for one object.%[6]s\n\n"+
					"Nothing was created. Make it smaller, or raise %[1]s in cost_ceiling.",
				amount.name, noun, text, currency, pricelist.Decimal(amount.limit), e.way()))
		}
	}
	return diags
}

const sources = "bedrock_customization_cost and bedrock_evaluation_cost make one of AWS's prices, and one that you write yourself is as " +
	"good: cost_estimate = { one_time = \"12.50\", monthly = \"0\", currency = \"USD\" }."

func (c *Ceiling) unknown(diags *diag.Diagnostics, at path.Path, detail string) {
	const summary = "Creating what has no known price"
	if c.WarnOnly {
		diags.AddAttributeWarning(at, summary, detail+"\n\nIt is created all the same, because of on_unknown = \"warn\".")
		return
	}
	diags.AddAttributeError(at, summary, detail+"\n\nNothing was created. With on_unknown = \"warn\" in cost_ceiling this is a warning.")
}

// String is the ceiling in words.
func (c *Ceiling) String() string {
	var limits []string
	if c.OneTime != nil {
		limits = append(limits, pricelist.Decimal(c.OneTime)+" "+c.Currency+" once")
	}
	if c.Monthly != nil {
		limits = append(limits, pricelist.Decimal(c.Monthly)+" "+c.Currency+" every month")
	}
	return strings.Join(limits, ", ")
}
