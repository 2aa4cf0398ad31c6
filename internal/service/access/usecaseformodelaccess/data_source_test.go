// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package usecaseformodelaccess_test

import (
	"fmt"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/desk"
)

func TestUseCaseForModelAccessDataSource_showsAnswersOnRequestOnly(t *testing.T) {
	t.Parallel()
	const config = "data \"bedrock_use_case_for_model_access\" \"test\" {\n  include_form_data = %t\n}\n"
	d := newDesk(t)
	resource := ""
	read := func(include bool) map[string]cty.Value {
		d.MustApply(fmt.Sprintf(config, include) + resource)
		return d.Data("bedrock_use_case_for_model_access.test").AsValueMap()
	}
	if got := read(true); got["submitted"].True() || !got["form_data"].IsNull() || !got["form_sha256"].IsNull() {
		t.Errorf("without a form: %#v", got)
	}
	resource = desk.FormOf("form_data_wo")
	d.MustApply(resource)
	got := read(false)
	if !got["submitted"].True() || !got["form_data"].IsNull() || got["form_sha256"].AsString() != d.Object(desk.UseCase).Attr("form_sha256") {
		t.Errorf("got %#v", got)
	}
	shown := read(true)["form_data"].AsValueMap()
	if shown["company_name"].AsString() != "Apiary GmbH" || shown["other_industry_option"].AsString() != "" {
		t.Errorf("got %#v", shown)
	}
}
