// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

const (
	// formSettles is how long after its submission the form is not yet known where agreements are made.
	formSettles = 5 * time.Second
	formMissing = "You have not filled out the request form. Fill out the form before getting access."
)

// useCaseForm is the form that an account submitted.
type useCaseForm struct {
	answers   map[string]string
	submitted time.Time
}

// formQuestions are the members of the form, all of which must be there, and their greatest lengths.
var formQuestions = map[string]int{
	"companyName": 128, "companyWebsite": 128, "intendedUsers": 1, "industryOption": 128, "otherIndustryOption": 128, "useCases": 8192,
}

// currentForm is the form of the account, or of the organization's management account; nil when there is none.
func (q *request) currentForm() *useCaseForm {
	if q.owner.form == nil && q.management != nil {
		return q.management.form
	}
	return q.owner.form
}

// knowsForm tells whether the form counts already.
func (q *request) knowsForm() bool {
	form := q.currentForm()
	return form != nil && !q.now.Before(form.submitted.Add(formSettles))
}

func putUseCaseForModelAccess(q *request) (any, error) {
	var in struct {
		FormData []byte `json:"formData"`
	}
	if err := q.decode(&in); err != nil {
		return nil, err
	}
	answers, err := readForm(in.FormData)
	if err != nil {
		return nil, validationError("Invalid form data: " + err.Error())
	}
	if form := q.currentForm(); form != nil {
		if !sameAnswers(form.answers, answers) {
			return nil, validationError("The form has already been submitted and cannot be changed.")
		}
		return struct{}{}, nil
	}
	q.owner.form = &useCaseForm{answers: answers, submitted: q.now}
	return struct{}{}, nil
}

// readForm reads the answers of a form and finds out whether it is complete.
func readForm(data []byte) (map[string]string, error) {
	var answers map[string]string
	decoder := json.NewDecoder(bytes.NewReader(data))
	if err := decoder.Decode(&answers); err != nil {
		return nil, err
	}
	for question, longest := range formQuestions {
		answer, ok := answers[question]
		if !ok || utf8.RuneCountInString(answer) > longest {
			return nil, fmt.Errorf("%s must be there, with at most %d characters", question, longest)
		}
		if answer == "" && question != "otherIndustryOption" {
			return nil, fmt.Errorf("%s is empty", question)
		}
	}
	switch {
	case len(answers) != len(formQuestions):
		return nil, fmt.Errorf("it must have exactly %d members", len(formQuestions))
	case !slices.Contains([]string{"0", "1", "2"}, answers["intendedUsers"]):
		return nil, fmt.Errorf("intendedUsers must be 0, 1 or 2")
	case !strings.HasPrefix(answers["companyWebsite"], "https://") && !strings.HasPrefix(answers["companyWebsite"], "http://"):
		return nil, fmt.Errorf("companyWebsite is no URL")
	case answers["industryOption"] == "Other" && answers["otherIndustryOption"] == "":
		return nil, fmt.Errorf("otherIndustryOption is empty, but industryOption is Other")
	}
	return answers, nil
}

func sameAnswers(a, b map[string]string) bool {
	for question := range formQuestions {
		if a[question] != b[question] {
			return false
		}
	}
	return true
}

// getUseCaseForModelAccess answers as AWS does: with the base64 text of the form, and that as a blob, so that it is
// encoded twice on the wire.
func getUseCaseForModelAccess(q *request) (any, error) {
	form := q.currentForm()
	if form == nil {
		return nil, notFoundError(formMissing)
	}
	text, err := json.Marshal(form.answers)
	if err != nil {
		panic(err) // a map of texts always marshals
	}
	return map[string][]byte{"formData": []byte(base64.StdEncoding.EncodeToString(text))}, nil
}
