// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package access

import (
	"encoding/base64"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func example() Form {
	return Form{
		CompanyName: "Example Corp", CompanyWebsite: "https://www.example.com", IntendedUsers: "1", IndustryOption: "Other",
		OtherIndustryOption: "Beekeeping", UseCases: "Answers: \"yes\" & <no>, 1 + 1 = 2.",
	}
}

func TestUseCaseForm_isReadHoweverAWSWritesIt(t *testing.T) {
	t.Parallel()
	plain := string(example().Encode())
	for name, data := range map[string]string{
		"JSON":                plain,
		"base64 of JSON":      base64.StdEncoding.EncodeToString([]byte(plain)),
		"with a line end":     base64.StdEncoding.EncodeToString([]byte(plain)) + "\n",
		"indented":            strings.ReplaceAll(plain, ",\"", ",\n  \""),
		"number":              strings.Replace(plain, `"1"`, "1", 1),
		"with another member": strings.Replace(plain, "{", `{"submittedBy":"someone",`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := parseForm([]byte(data))
			if diff := cmp.Diff(example(), got); err != nil || diff != "" {
				t.Errorf("%v (-want +got):\n%s", err, diff)
			}
			if got.Sum() != example().Sum() {
				t.Error("it has another hash")
			}
		})
	}
}

func TestUseCaseForm_thatIsNoneIsNotQuoted(t *testing.T) {
	t.Parallel()
	encoded := base64.StdEncoding.EncodeToString([]byte("Apiary"))
	for _, data := range []string{"Apiary GmbH", `"Apiary GmbH"`, `["Apiary GmbH"]`, "{}", "", encoded} {
		_, err := parseForm([]byte(data))
		if err == nil || strings.Contains(err.Error(), "Apiary") {
			t.Errorf("%q: %v", data, err)
		}
	}
}
