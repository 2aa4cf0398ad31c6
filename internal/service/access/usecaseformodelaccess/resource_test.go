// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package usecaseformodelaccess_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/acctest/desk"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator"
)

func TestUseCaseForModelAccess_isSubmittedOnce(t *testing.T) {
	t.Parallel()
	for _, attribute := range []string{"form_data", "form_data_wo"} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			if warnings := d.MustApply(desk.FormOf(attribute)); warnings != "" {
				t.Error(warnings)
			}
			d.Settled(desk.FormOf(attribute))
			d.Restart("")
			d.Settled(desk.FormOf(attribute))
			d.WantWrites(map[string]int{"PutUseCaseForModelAccess": 1})
			if sum := d.Object(desk.UseCase).Attr("form_sha256"); len(sum) != 64 {
				t.Errorf("form_sha256 is %q", sum)
			}
		})
	}
}

func TestUseCaseForModelAccess_keepsWriteOnlyAnswersOutOfTheState(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	plan := d.Plan(t.Context(), desk.FormOf("form_data_wo"))
	d.MustApply(desk.FormOf("form_data_wo"))
	d.Refresh(t.Context())
	for what, text := range map[string]string{
		"state":   d.Object(desk.UseCase).Value.GoString(),
		"plan":    plan.Change(desk.UseCase).Planned.GoString(),
		"refusal": d.Plan(t.Context(), strings.ReplaceAll(desk.FormOf("form_data_wo"), "bees", "wasps")).Errors(),
	} {
		for _, secret := range desk.Secrets() {
			if strings.Contains(text, secret) {
				t.Errorf("the %s says %q: %s", what, secret, text)
			}
		}
	}
}

func TestUseCaseForModelAccess_takesOverAFormThatSaysTheSame(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Submit(desk.Answers)
	if warnings := d.MustApply(desk.FormOf("form_data")); warnings != "" {
		t.Error(warnings)
	}
	d.Settled(desk.FormOf("form_data"))
	d.WantWrites(map[string]int{"PutUseCaseForModelAccess": 1}) // which was the other's
}

func TestUseCaseForModelAccess_refusesAnotherFormAtPlan(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Submit(strings.NewReplacer("Apiary", "Bee", "4711", "4712").Replace(desk.Answers))
	for _, attribute := range []string{"form_data", "form_data_wo"} {
		diags := d.Plan(t.Context(), desk.FormOf(attribute)).Diagnostics
		d.Refused(diags, "differs in: company_name, use_cases.", "adopt_existing", "management account")
		if strings.Contains(diags.Errors(), "4712") || strings.Contains(diags.Errors(), "4711") {
			t.Errorf("the error quotes a form: %s", diags.Errors())
		}
	}
	d.MustApply(desk.FormOf("form_data", "adopt_existing = true"))
	d.Settled(desk.FormOf("form_data", "adopt_existing = true"))
	acctest.Says(t, "warning", d.Plan(t.Context(), desk.FormOf("form_data")).Warnings(), "company_name, use_cases", "cannot be applied")
	d.Refused(d.Apply(t.Context(), desk.FormOf("form_data")), "company_name, use_cases")
	d.WantWrites(map[string]int{"PutUseCaseForModelAccess": 1})
}

// The plan could not look, and somebody else was faster.
func TestUseCaseForModelAccess_refusesAnotherFormAtApply(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Submit(strings.ReplaceAll(desk.Answers, "Apiary", "Bee"))
	d.Cloud.AddFault(simulator.Fault{Operation: "GetUseCaseForModelAccess", Status: 403, Times: 3})
	acctest.Says(t, "warning", d.Plan(t.Context(), desk.FormOf("form_data")).Warnings(), "without a check of the use-case form that AWS has")
	d.Refused(d.Apply(t.Context(), desk.FormOf("form_data")), "differs in: company_name.")
	if d.Objects[desk.UseCase] != nil {
		t.Error("it is in the state")
	}
	d.WantWrites(map[string]int{"PutUseCaseForModelAccess": 1})
}

func TestUseCaseForModelAccess_refusesAChange(t *testing.T) {
	t.Parallel()
	for _, attribute := range []string{"form_data", "form_data_wo"} {
		t.Run(attribute, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			d.MustApply(desk.FormOf(attribute))
			changed := strings.ReplaceAll(desk.FormOf(attribute), "hive 4711", "all hives")
			plan := d.Plan(t.Context(), changed)
			acctest.OK(t, plan.Diagnostics) // an error would stop a destroy too
			acctest.Says(t, "warning", plan.Warnings(), "takes no other", "differs in: use_cases.", "cannot be applied")
			d.Refused(d.Apply(t.Context(), changed), "takes no other", "differs in: use_cases.")
			d.Settled(desk.FormOf(attribute))
		})
	}
}

func TestUseCaseForModelAccess_movesTheAnswersInAndOutOfTheState(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, attribute := range []string{"form_data", "form_data_wo", "form_data"} {
		d.MustApply(desk.FormOf(attribute))
		d.Settled(desk.FormOf(attribute))
		kept := !d.Object(desk.UseCase).Value.GetAttr("form_data").IsNull()
		if kept != (attribute == "form_data") {
			t.Errorf("%s: the answers are in the state: %t", attribute, kept)
		}
	}
	d.WantWrites(map[string]int{"PutUseCaseForModelAccess": 1})
}

func TestUseCaseForModelAccess_recognisesTheFormOfTheOrganization(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Submit(desk.Answers) // as the management account
	d.Cloud.SetAccount(desk.Stranger, simulator.Account{Management: desk.Account})
	d.Restart("AKIA" + desk.Stranger + "EXAM")
	d.Refused(d.Plan(t.Context(), strings.ReplaceAll(desk.FormOf("form_data"), "bees", "wasps")).Diagnostics,
		"management account of its organization", "differs in: use_cases.")
	d.MustApply(desk.FormOf("form_data"))
	d.Settled(desk.FormOf("form_data"))
	d.HasAttr(desk.UseCase, "account_id", desk.Stranger)
	d.WantWrites(map[string]int{"PutUseCaseForModelAccess": 1})
}

func TestUseCaseForModelAccess_isOnlyForgottenWhenDestroyed(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.MustApply(desk.FormOf("form_data"))
	diags := d.Destroy(t.Context())
	if diags.Errors() != "" {
		t.Error(diags.Errors())
	}
	acctest.Says(t, "warning", diags.Warnings(), "no way to take the form back")
	d.WantWrites(map[string]int{"PutUseCaseForModelAccess": 1})
	d.MustApply(desk.FormOf("form_data")) // takes it over again
	d.Refused(d.Plan(t.Context(), desk.FormOf("form_data", `deletion_policy = "DELETE"`)).Diagnostics, "deletion_policy")
}

func TestUseCaseForModelAccess_importsWithoutItsAnswers(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Submit(desk.Answers)
	if diags := d.Import(t.Context(), desk.UseCase, "bedrock_use_case_for_model_access", desk.Account, nil); diags.Errors() != "" {
		t.Fatal(diags.Errors())
	}
	if !d.Object(desk.UseCase).Value.GetAttr("form_data").IsNull() {
		t.Error("the answers are in the state, and nobody asked for them")
	}
	d.Settled(desk.FormOf("form_data_wo"))
	plan := d.Plan(t.Context(), desk.FormOf("form_data"))
	if plan.Of(desk.UseCase) != acctest.Update || plan.Errors() != "" {
		t.Errorf("plans %s %s", plan.Of(desk.UseCase), plan.Errors())
	}
	d.MustApply(desk.FormOf("form_data"))
	d.Settled(desk.FormOf("form_data"))
	d.WantWrites(map[string]int{"PutUseCaseForModelAccess": 1})

	empty := newDesk(t)
	empty.Refused(empty.Import(t.Context(), desk.UseCase, "bedrock_use_case_for_model_access", desk.Account, nil), "does not exist")
	empty = newDesk(t)
	empty.Refused(empty.Import(t.Context(), desk.UseCase, "bedrock_use_case_for_model_access", desk.Stranger, nil), desk.Stranger,
		desk.Account)
}

func TestUseCaseForModelAccess_seesThatTheFormIsGone(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.MustApply(desk.FormOf("form_data"))
	d.Cloud.Reset()
	plan := d.Plan(t.Context(), desk.FormOf("form_data"))
	acctest.Says(t, "warning", plan.Warnings(), "is gone", "hands it in again")
	if plan.Of(desk.UseCase) != acctest.Create {
		t.Errorf("plans %s", plan.Of(desk.UseCase))
	}
}

// AWS answers the form as base64 text in a blob. Should it ever answer plain JSON, that is fine too.
func TestUseCaseForModelAccess_readsPlainFormsToo(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.MustApply(desk.FormOf("form_data"))
	d.Cloud.AddFault(simulator.Fault{
		Operation: "GetUseCaseForModelAccess", Action: "replace", Member: "formData", Value: []byte(desk.Answers), Times: -1,
	})
	d.Settled(desk.FormOf("form_data"))
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
			config := strings.Replace(desk.FormOf("form_data"), test.old, test.replacement, 1)
			if name == "neither" {
				config = "resource \"bedrock_use_case_for_model_access\" \"test\" {\n}\n"
			}
			d.Refused(d.Plan(t.Context(), config).Diagnostics, test.says)
			d.WantWrites(map[string]int{})
		})
	}
}

func TestUseCaseForModelAccess_isGivenInOneWay(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	both := desk.FormOf("form_data", strings.Split(desk.FormOf("form_data_wo"), "\n")[1],
		`company_name = "x", company_website = "https://x.example",
		intended_users = "0", industry_option = "Energy", use_cases = "Something." }`)
	d.Refused(d.Plan(t.Context(), both).Diagnostics, "form_data_wo")
	d.WantWrites(map[string]int{})
}

func TestUseCaseForModelAccess_saysWhatAWSDoesNotSay(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Cloud.AddFault(simulator.Fault{
		Operation: "PutUseCaseForModelAccess", Status: 400, Code: "ValidationException", Message: "Invalid form data", Times: -1,
	})
	d.Refused(d.Apply(t.Context(), desk.FormOf("form_data_wo")), "Invalid form data", "company_website", "https://www.")
	d.Cloud.ClearFaults()
	d.Cloud.AddFault(simulator.Fault{Operation: "PutUseCaseForModelAccess", Status: 403, Code: "AccessDeniedException", Times: -1})
	d.Refused(d.Apply(t.Context(), desk.FormOf("form_data_wo")), "bedrock:PutUseCaseForModelAccess", "management account")
}
