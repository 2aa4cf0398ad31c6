// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

// answers are what the form of these tests says, as AWS has it.
const answers = `{"companyName":"Apiary GmbH","companyWebsite":"https://www.apiary.example","intendedUsers":"0",` +
	`"industryOption":"Agriculture","otherIndustryOption":"","useCases":"Counting the bees of hive 4711."}`

// secrets are the parts of it that nobody must find anywhere else.
func secrets() []string { return []string{"Apiary", "apiary.example", "Agriculture", "4711"} }

// form is the configuration of that form, in form_data or in form_data_wo, with further lines.
func form(attribute string, lines ...string) string {
	return fmt.Sprintf(`resource "bedrock_use_case_for_model_access" "test" {
  %s = {
    company_name    = "Apiary GmbH"
    company_website = "https://www.apiary.example"
    intended_users  = "0"
    industry_option = "Agriculture"
    use_cases       = "Counting the bees of hive 4711."
  }
  %s
}
`, attribute, strings.Join(lines, "\n  "))
}

func TestUseCaseForModelAccess_isSubmittedOnce(t *testing.T) {
	t.Parallel()
	for _, attribute := range []string{"form_data", "form_data_wo"} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			if warnings := d.apply(form(attribute)); warnings != "" {
				t.Error(warnings)
			}
			d.settled(form(attribute))
			d.restart("")
			d.settled(form(attribute))
			d.wantWrites(map[string]int{"PutUseCaseForModelAccess": 1})
			if sum := d.Object(useCase).Attr("form_sha256"); len(sum) != 64 {
				t.Errorf("form_sha256 is %q", sum)
			}
		})
	}
}

func TestUseCaseForModelAccess_keepsWriteOnlyAnswersOutOfTheState(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	plan := d.Plan(t.Context(), form("form_data_wo"))
	d.apply(form("form_data_wo"))
	d.Refresh(t.Context())
	for what, text := range map[string]string{
		"state":   d.Object(useCase).Value.GoString(),
		"plan":    plan.Change(useCase).Planned.GoString(),
		"refusal": d.Plan(t.Context(), strings.ReplaceAll(form("form_data_wo"), "bees", "wasps")).Errors(),
	} {
		for _, secret := range secrets() {
			if strings.Contains(text, secret) {
				t.Errorf("the %s says %q: %s", what, secret, text)
			}
		}
	}
}

func TestUseCaseForModelAccess_takesOverAFormThatSaysTheSame(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.submit(answers)
	if warnings := d.apply(form("form_data")); warnings != "" {
		t.Error(warnings)
	}
	d.settled(form("form_data"))
	d.wantWrites(map[string]int{"PutUseCaseForModelAccess": 1}) // which was the other's
}

func TestUseCaseForModelAccess_refusesAnotherFormAtPlan(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.submit(strings.NewReplacer("Apiary", "Bee", "4711", "4712").Replace(answers))
	for _, attribute := range []string{"form_data", "form_data_wo"} {
		diags := d.Plan(t.Context(), form(attribute)).Diagnostics
		d.refuse(diags, "differs in: company_name, use_cases.", "adopt_existing", "management account")
		if strings.Contains(diags.Errors(), "4712") || strings.Contains(diags.Errors(), "4711") {
			t.Errorf("the error quotes a form: %s", diags.Errors())
		}
	}
	d.apply(form("form_data", "adopt_existing = true"))
	d.settled(form("form_data", "adopt_existing = true"))
	d.refuse(d.Plan(t.Context(), form("form_data")).Diagnostics, "company_name, use_cases")
	d.wantWrites(map[string]int{"PutUseCaseForModelAccess": 1})
}

// The plan could not look, and somebody else was faster.
func TestUseCaseForModelAccess_refusesAnotherFormAtApply(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.submit(strings.ReplaceAll(answers, "Apiary", "Bee"))
	d.cloud.AddFault(simulator.Fault{Operation: "GetUseCaseForModelAccess", Status: 403, Times: 3})
	says(t, "warning", d.Plan(t.Context(), form("form_data")).Warnings(), "without a check of the use-case form that AWS has")
	d.refuse(d.Apply(t.Context(), form("form_data")), "differs in: company_name.")
	if d.Objects[useCase] != nil {
		t.Error("it is in the state")
	}
	d.wantWrites(map[string]int{"PutUseCaseForModelAccess": 1})
}

func TestUseCaseForModelAccess_refusesAChange(t *testing.T) {
	t.Parallel()
	for _, attribute := range []string{"form_data", "form_data_wo"} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.apply(form(attribute))
			changed := strings.ReplaceAll(form(attribute), "hive 4711", "all hives")
			d.refuse(d.Plan(t.Context(), changed).Diagnostics, "takes no other", "differs in: use_cases.")
			d.settled(form(attribute))
		})
	}
}

func TestUseCaseForModelAccess_movesTheAnswersInAndOutOfTheState(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, attribute := range []string{"form_data", "form_data_wo", "form_data"} {
		d.apply(form(attribute))
		d.settled(form(attribute))
		kept := !d.Object(useCase).Value.GetAttr("form_data").IsNull()
		if kept != (attribute == "form_data") {
			t.Errorf("%s: the answers are in the state: %t", attribute, kept)
		}
	}
	d.wantWrites(map[string]int{"PutUseCaseForModelAccess": 1})
}

func TestUseCaseForModelAccess_recognisesTheFormOfTheOrganization(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.submit(answers) // as the management account
	d.cloud.SetAccount(stranger, simulator.Account{Management: account})
	d.restart("AKIA" + stranger + "EXAM")
	d.refuse(d.Plan(t.Context(), strings.ReplaceAll(form("form_data"), "bees", "wasps")).Diagnostics,
		"management account of its organization", "differs in: use_cases.")
	d.apply(form("form_data"))
	d.settled(form("form_data"))
	d.attr(useCase, "account_id", stranger)
	d.wantWrites(map[string]int{"PutUseCaseForModelAccess": 1})
}

func TestUseCaseForModelAccess_isOnlyForgottenWhenDestroyed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.apply(form("form_data"))
	diags := d.Destroy(t.Context())
	if diags.Errors() != "" {
		t.Error(diags.Errors())
	}
	says(t, "warning", diags.Warnings(), "no way to take the form back")
	d.wantWrites(map[string]int{"PutUseCaseForModelAccess": 1})
	d.apply(form("form_data")) // takes it over again
	d.refuse(d.Plan(t.Context(), form("form_data", `deletion_policy = "DELETE"`)).Diagnostics, "deletion_policy")
}

func TestUseCaseForModelAccess_importsWithoutItsAnswers(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.submit(answers)
	if diags := d.Import(t.Context(), useCase, "bedrock_use_case_for_model_access", account, nil); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	if !d.Object(useCase).Value.GetAttr("form_data").IsNull() {
		t.Error("the answers are in the state, and nobody asked for them")
	}
	d.settled(form("form_data_wo"))
	plan := d.Plan(t.Context(), form("form_data"))
	if plan.Of(useCase) != acctest.Update || plan.Errors() != "" {
		t.Errorf("plans %s %s", plan.Of(useCase), plan.Errors())
	}
	d.apply(form("form_data"))
	d.settled(form("form_data"))
	d.wantWrites(map[string]int{"PutUseCaseForModelAccess": 1})

	empty := newDesk(t)
	empty.refuse(empty.Import(t.Context(), useCase, "bedrock_use_case_for_model_access", account, nil), "nothing to import")
	empty = newDesk(t)
	empty.refuse(empty.Import(t.Context(), useCase, "bedrock_use_case_for_model_access", stranger, nil), stranger, account)
}

func TestUseCaseForModelAccess_seesThatTheFormIsGone(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.apply(form("form_data"))
	d.cloud.Reset()
	plan := d.Plan(t.Context(), form("form_data"))
	says(t, "warning", plan.Warnings(), "has not filled out the form")
	if plan.Of(useCase) != acctest.Create {
		t.Errorf("plans %s", plan.Of(useCase))
	}
}

// AWS answers the form as base64 text in a blob. Should it ever answer plain JSON, that is fine too.
func TestUseCaseForModelAccess_readsPlainFormsToo(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.apply(form("form_data"))
	d.cloud.AddFault(simulator.Fault{
		Operation: "GetUseCaseForModelAccess", Action: "replace", Member: "formData", Value: []byte(answers), Times: -1,
	})
	d.settled(form("form_data"))
}

func TestUseCaseForModelAccess_isValidatedBeforeItIsSent(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ old, replacement, says string }{
		"no website":       {`"https://www.apiary.example"`, `"www.apiary.example"`, "https://www.example.com"},
		"unknown users":    {`"0"`, `"employees"`, "intended_users"},
		"long name":        {`"Apiary GmbH"`, `"` + strings.Repeat("b", 129) + `"`, "company_name"},
		"other of what":    {`"Agriculture"`, `"Other"`, "say which in other_industry_option"},
		"nothing to do":    {`"Counting the bees of hive 4711."`, `""`, "use_cases"},
		"neither":          {"form_data", "# form_data", "form_data"},
		"company is asked": {"company_name", "name", "company_name"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			config := strings.Replace(form("form_data"), test.old, test.replacement, 1)
			if name == "neither" {
				config = "resource \"bedrock_use_case_for_model_access\" \"test\" {\n}\n"
			}
			d.refuse(d.Plan(t.Context(), config).Diagnostics, test.says)
			d.wantWrites(map[string]int{})
		})
	}
}

func TestUseCaseForModelAccess_isGivenInOneWay(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	both := form("form_data", strings.Split(form("form_data_wo"), "\n")[1], `company_name = "x", company_website = "https://x.example",
		intended_users = "0", industry_option = "Energy", use_cases = "Something." }`)
	d.refuse(d.Plan(t.Context(), both).Diagnostics, "form_data_wo")
	d.wantWrites(map[string]int{})
}

func TestUseCaseForModelAccess_saysWhatAWSDoesNotSay(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.cloud.AddFault(simulator.Fault{
		Operation: "PutUseCaseForModelAccess", Status: 400, Code: "ValidationException", Message: "Invalid form data", Times: -1,
	})
	d.refuse(d.Apply(t.Context(), form("form_data_wo")), "Invalid form data", "company_website", "https://www.")
	d.cloud.ClearFaults()
	d.cloud.AddFault(simulator.Fault{Operation: "PutUseCaseForModelAccess", Status: 403, Code: "AccessDeniedException", Times: -1})
	d.refuse(d.Apply(t.Context(), form("form_data_wo")), "bedrock:PutUseCaseForModelAccess", "management account")
}
