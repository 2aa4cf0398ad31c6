// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package awsmodel

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/bedrock"
	awstypes "github.com/aws/aws-sdk-go-v2/service/bedrock/types"
)

// inputs are the SDK's input structs, by operation.
func inputs() map[string]reflect.Type {
	all := map[string]reflect.Type{}
	client := reflect.TypeFor[*bedrock.Client]()
	for i := range client.NumMethod() {
		if method := client.Method(i); method.Type.NumIn() > 2 && strings.HasSuffix(method.Type.In(2).String(), method.Name+"Input") {
			all[method.Name] = method.Type.In(2).Elem()
		}
	}
	return all
}

// The check finds a member by its name in the SDK's struct. One that the SDK calls otherwise would never be checked.
func TestCheck_findsEveryMemberInTheSDK(t *testing.T) {
	t.Parallel()
	all, members := inputs(), 0
	for _, operation := range Bedrock.Operations() {
		o, _ := Bedrock.Operation(operation)
		input, ok := all[operation]
		if !ok {
			t.Errorf("the SDK has no %s", operation)
			continue
		}
		members += haveFields(t, o.Input, input, nil)
	}
	if members < 480 {
		t.Errorf("only %d members were looked at", members)
	}
}

func haveFields(t *testing.T, shapeName string, in reflect.Type, within []string) (members int) {
	t.Helper()
	s, _ := Bedrock.shape(shapeName)
	for in.Kind() == reflect.Pointer {
		in = in.Elem()
	}
	if slices.Contains(within, shapeName) {
		return 0
	}
	within = append(slices.Clone(within), shapeName)
	switch {
	case in.Kind() == reflect.Slice && s.Type == "list":
		return haveFields(t, s.Member.Shape, in.Elem(), within)
	case in.Kind() == reflect.Struct && s.Type == "structure":
		for name, member := range s.Members {
			field, ok := in.FieldByName(capital(name))
			if !ok {
				t.Errorf("%s has no field for %s", in, name)
				continue
			}
			members += 1 + haveFields(t, member.Shape, field.Type, within)
		}
	}
	return members
}

// The member of a union is a struct of the SDK that is called after both.
func TestCheck_findsEveryMemberOfAUnionInTheSDK(t *testing.T) {
	t.Parallel()
	command := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.Dir}}", "github.com/aws/aws-sdk-go-v2/service/bedrock/types")
	dir, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "types.go"))
	if err != nil {
		t.Fatal(err)
	}
	inSDK := map[string]bool{}
	for _, found := range regexp.MustCompile(`(?m)^type (\w+Member\w+) struct`).FindAllSubmatch(source, -1) {
		inSDK[string(found[1])] = true
	}
	unions := 0
	for line := range strings.Lines(Bedrock.lines) {
		name, _, _ := strings.Cut(strings.TrimPrefix(line, "shape "), " ")
		s, ok := Bedrock.shape(name)
		if !ok || !s.Union {
			continue
		}
		for member := range s.Members {
			unions++
			if wanted := capital(name) + "Member" + capital(member); !inSDK[wanted] {
				t.Errorf("the SDK has no %s", wanted)
			}
		}
	}
	if unions < 90 {
		t.Errorf("only %d members of unions were looked at", unions)
	}
}

// An input of the SDK is held against the same rules as a body, at every place that is not inside of a union: those can only be
// made by name.
func TestCheck_findsEachRuleInTheSDKsInputs(t *testing.T) {
	t.Parallel()
	broken := 0
	for operation, input := range inputs() {
		o, _ := Bedrock.Operation(operation)
		for _, at := range spots(Bedrock, o.Input, "", nil, nil) {
			s, _ := Bedrock.shape(at.shape)
			wrong, right := cases(Bedrock, s)
			for _, value := range right {
				made := reflect.New(input)
				if fill(made.Elem(), at.steps, value) {
					if found := atPath(Check(made.Interface()), at.path); len(found) > 0 {
						t.Errorf("%s: %s is at a limit of %s, and is refused: %v", operation, at.path, at.shape, found)
					}
				}
			}
			for rule, value := range wrong {
				made := reflect.New(input)
				isExempt := exempt(Violation{Source: Bedrock.Source(), Shape: at.shape, Rule: rule, Value: fmt.Sprint(value)}, false)
				if isExempt || value == "" || !fill(made.Elem(), at.steps, value) {
					continue
				}
				broken++
				found := atPath(Check(made.Interface()), at.path)
				if !slices.ContainsFunc(found, func(v Violation) bool { return v.Rule == rule }) {
					t.Errorf("%s: %s breaks %s of %s, and that is not found: %v", operation, at.path, rule, at.shape, found)
				}
			}
		}
	}
	if t.Logf("%d rules broken", broken); broken < 400 {
		t.Error("that is less than the inputs have")
	}
}

func atPath(all []Violation, path string) []Violation {
	return slices.DeleteFunc(all, func(v Violation) bool { return v.Member != path || v.Rule == Required })
}

// fill sets what stands at the end of some steps; ok is false where a union or a document is on the way.
func fill(v reflect.Value, steps []step, value any) (ok bool) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		return fill(v.Elem(), steps, value)
	}
	if len(steps) > 0 {
		switch v.Kind() {
		case reflect.Struct:
			return fill(v.FieldByName(capital(steps[0].name)), steps[1:], value)
		case reflect.Slice:
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			return fill(v.Index(0), steps[1:], value)
		case reflect.Map:
			s, _ := Bedrock.shape(steps[0].shape)
			element := reflect.New(v.Type().Elem()).Elem()
			v.Set(reflect.MakeMap(v.Type()))
			ok = fill(element, steps[1:], value)
			v.SetMapIndex(reflect.ValueOf(entryKey(Bedrock, s)), element)
			return ok
		default:
			return false
		}
	}
	switch given := value.(type) {
	case string:
		if v.Kind() != reflect.String {
			return false
		}
		v.SetString(given)
	case json.Number:
		return setNumber(v, given)
	case []byte:
		v.SetBytes(given)
	case []any:
		v.Set(reflect.MakeSlice(v.Type(), len(given), len(given)))
	default:
		return false
	}
	return true
}

func setNumber(v reflect.Value, given json.Number) bool {
	number, err := given.Float64()
	switch {
	case err != nil:
		return false
	case v.CanInt() && number == float64(int32(number)):
		v.SetInt(int64(number))
	case v.CanFloat():
		v.SetFloat(number)
	default:
		return false
	}
	return true
}

func ptr[T any](v T) *T { return &v }

func TestCheck_looksIntoUnions(t *testing.T) {
	t.Parallel()
	input := &bedrock.CreateModelCustomizationJobInput{
		JobName: ptr("no spaces"), ClientRequestToken: ptr("?"),
		TrainingDataConfig: &awstypes.TrainingDataConfig{InvocationLogsConfig: &awstypes.InvocationLogsConfig{
			InvocationLogSource: &awstypes.InvocationLogSourceMemberS3Uri{Value: "s3://bucket//logs"},
		}},
		CustomizationConfig: &awstypes.CustomizationConfigMemberRftConfig{Value: awstypes.RFTConfig{
			HyperParameters: &awstypes.RFTHyperParameters{LearningRate: ptr(float32(0.001)), BatchSize: ptr(int32(1))},
		}},
		CustomModelTags:     []awstypes.Tag{{Key: ptr("a"), Value: ptr("b")}, {Key: ptr("ü"), Value: ptr("b")}},
		CustomModelKmsKeyId: ptr("key-" + Placeholder),
	}
	found := slices.DeleteFunc(Check(input), func(v Violation) bool { return v.Rule == Required })
	var got []string
	for _, v := range found {
		got = append(got, v.Member+" "+v.Name())
	}
	want := []string{
		"customModelTags[1].key TagKey.pattern", "customizationConfig.rftConfig.hyperParameters.batchSize RFTBatchSize.min",
		"jobName JobName.pattern", "trainingDataConfig.invocationLogsConfig.invocationLogSource.s3Uri S3Uri.pattern",
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
	if texts := Texts(input, "customModelTags[1].key"); !slices.Equal(texts, []string{"ü"}) {
		t.Errorf("around the key are %q", texts)
	}
	if texts := Texts(input, "trainingDataConfig.s3Uri"); !slices.Equal(texts, []string{"s3://bucket//logs"}) {
		t.Errorf("nearest to what is not there are %q", texts)
	}
}

// What the model does not know is not checked, and nothing panics.
func TestCheck_passesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	type CreateNothingInput struct{ Name *string }
	for _, input := range []any{
		nil, 1, "x", struct{}{}, &CreateNothingInput{}, (*bedrock.CreateGuardrailInput)(nil), bedrock.CreateModelCustomizationJobOutput{},
		&bedrock.CreateModelCustomizationJobInput{CustomizationConfig: &awstypes.UnknownUnionMember{Tag: "new"}},
	} {
		for _, v := range Check(input) {
			if v.Rule != Required {
				t.Errorf("%T: %v", input, v)
			}
		}
		Texts(input, "a.b[0]")
	}
}
