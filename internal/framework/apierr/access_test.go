// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package apierr_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/aws/smithy-go"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
)

func TestModelAccess_tellsApartWhatHasOneCode(t *testing.T) {
	t.Parallel()
	api := func(code, message string) error {
		return fmt.Errorf("calling: %w", &smithy.GenericAPIError{Code: code, Message: message})
	}
	for name, test := range map[string]struct {
		err                          error
		unsupported, absent, missing bool
	}{
		"unsupported":  {err: api("ValidationException", "Agreement not supported for this model"), unsupported: true},
		"absent":       {err: api("ValidationException", "No agreement exists to cancel"), absent: true},
		"not found":    {err: api("ResourceNotFoundException", "no such model"), absent: true},
		"form missing": {err: api("AccessDeniedException", "You have not filled out the request form. Fill it"), missing: true},
		"form not found": {
			err: api("ResourceNotFoundException", "You have not filled out the request form."), absent: true, missing: true,
		},
		"no permission":          {err: api("AccessDeniedException", "not authorized to perform: aws-marketplace:Subscribe")},
		"invalid":                {err: api("ValidationException", "The provided model identifier is invalid.")},
		"the words of a failure": {err: errors.New("Agreement not supported for this model")},
		"nothing":                {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := apierr.IsAgreementUnsupported(test.err); got != test.unsupported {
				t.Errorf("unsupported: %t", got)
			}
			if got := apierr.IsAgreementAbsent(test.err); got != test.absent {
				t.Errorf("absent: %t", got)
			}
			if got := apierr.IsUseCaseMissing(test.err); got != test.missing {
				t.Errorf("form missing: %t", got)
			}
		})
	}
}
