// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsclient

import "context"

// Ready returns why nothing can be done in AWS: there is no region, there are no credentials, AWS refuses them, or they are of
// an account that the provider block rules out. It costs the one question of Caller. With skip_credentials_validation it looks
// at no more than the region and the accounts that are ruled out.
func (c *Clients) Ready(ctx context.Context) error {
	if _, err := c.Region(ctx); err != nil {
		return err
	}
	if c.config.SkipCredentialsValidation && !c.GuardsAccount() {
		return nil
	}
	if _, err := c.session(ctx); err != nil { // also where nobody asks for the account
		return c.tell(ctx, "", err)
	}
	_, err := c.Caller(ctx)
	return err
}

// GuardsAccount reports whether the provider block rules out accounts.
func (c *Clients) GuardsAccount() bool { return c.config.guardsAccount() }
