// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package scores_test

import (
	"fmt"
	"io"
	"math"
	"math/big"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/scores"
)

var place = scores.Place{Model: "amazon.nova-lite-v1:0", TaskType: "QuestionAndAnswer", Dataset: "faq"}

func read(t *testing.T, at scores.Place, files ...string) []scores.Summary {
	t.Helper()
	var reader scores.Reader
	for i, file := range files {
		if err := reader.Read(at, fmt.Sprintf("file %d", i), strings.NewReader(file)); err != nil {
			t.Fatal(err)
		}
	}
	return reader.Summaries(nil)
}

// judged is a line of an automated job. result is JSON.
func judged(prompt int, metric, result string) string {
	return fmt.Sprintf(`{"automatedEvaluationResult":{"scores":[{"metricName":%q,"result":%s,"evaluatorDetails":[{"modelIdentifier":"judge",`+
		`"explanation":"because %d"}]}]},"inputRecord":{"prompt":"prompt %d","referenceResponse":"r"},`+
		`"modelResponses":[{"modelIdentifier":"m","response":"answer %d"}]}`+"\n", metric, result, prompt, prompt, prompt)
}

// The figures of a metric are those of an exact computation over the file, and a record without a score is counted as such.
func TestReader_automated(t *testing.T) {
	t.Parallel()
	var file strings.Builder
	sum, n := new(big.Rat), int64(0)
	for i := range 100 {
		if i%10 == 0 {
			file.WriteString(judged(i, "Accuracy", "null"))
			continue
		}
		value := fmt.Sprintf("%.3f", float64(i*37%101)/101)
		exact, _ := new(big.Rat).SetString(value)
		sum.Add(sum, exact)
		n++
		file.WriteString(judged(i, "Builtin.Accuracy", value))
	}
	all := read(t, place, file.String())
	if len(all) != 1 {
		t.Fatalf("%d groups, want one: AWS's prefix may be missing in a file", len(all))
	}
	got := all[0]
	want, _ := sum.Quo(sum, big.NewRat(n, 1)).Float64()
	if got.Count != 90 || got.Missing != 10 || math.Abs(*got.Mean-want) > 1e-12 {
		t.Errorf("count %d, missing %d, mean %v; want 90, 10, %v", got.Count, got.Missing, *got.Mean, want)
	}
	if *got.Min >= *got.Max || got.Interval.Low > *got.Mean || got.Interval.High < *got.Mean {
		t.Errorf("min %v, max %v, interval %+v", *got.Min, *got.Max, *got.Interval)
	}
	if got.Measure != "NLP-F1" || got.Direction != scores.HigherIsBetter {
		t.Errorf("measured by %q, direction %q", got.Measure, got.Direction)
	}
}

// Scores that are words are counted, and have no mean; those of a scale with numbers may stand in an object or a text.
func TestReader_customMetrics(t *testing.T) {
	t.Parallel()
	all := read(t, place, judged(1, "tone", `"good"`)+judged(2, "tone", `{"stringValue":"bad"}`)+judged(3, "tone", `"good"`)+
		judged(1, "fit", `{"floatValue":2}`)+judged(2, "fit", `"3"`)+judged(3, "fit", `"NaN"`))
	if len(all) != 2 {
		t.Fatalf("%d groups, want 2", len(all))
	}
	fit, tone := all[0], all[1]
	if fit.Count != 2 || fit.Missing != 1 || *fit.Mean != 2.5 || fit.Direction != scores.NoDirection {
		t.Errorf("fit is %+v", fit)
	}
	if tone.Count != 0 || tone.Mean != nil || !cmp.Equal(tone.Labels, map[string]int{"good": 2, "bad": 1}) {
		t.Errorf("tone is %+v", tone)
	}
}

const humanLine = `{"humanEvaluationResult":{"flowDefinitionArn":"arn:f","humanAnswers":[{"acceptanceTime":"2026-06-07T22:31:57.066Z",` +
	`"answerContent":{"evaluationResults":{` +
	`"comparisonChoice":[{"metricName":"Fluency","result":{"modelResponseId":"0"}}],` +
	`"comparisonLikertScale":[{"leftModelResponseId":"0","metricName":"Coherence","result":2,"rightModelResponseId":"1"}],` +
	`"comparisonRank":[{"metricName":"Taste","result":[{"modelResponseId":"0","rank":1},{"modelResponseId":"1","rank":2}]}],` +
	`"individualLikertScale":[{"metricName":"Depth","modelResponseId":"0","result":2},` +
	`{"metricName":"Depth","modelResponseId":"1","result":3}],` +
	`"thumbsUpDown":[{"metricName":"Accuracy","modelResponseId":"0","result":true},` +
	`{"metricName":"Accuracy","modelResponseId":"1","result":false}]` +
	`}},"timeSpentInSeconds":22.5,"workerId":"ead1ba56c1278175","workerMetadata":{"identityData":{"sub":"cd2848f5"}}}],` +
	`"modelResponseIdMap":{"0":"arn:a","1":"arn:b"}},"inputRecord":{"prompt":"Who?"},` +
	`"modelResponses":[{"modelIdentifier":"arn:a","response":"A."},{"modelIdentifier":"arn:b","text":"B."}]}` + "\n"

// What people said is told by model, whatever the rating method; who said it is not told at all.
func TestReader_human(t *testing.T) {
	t.Parallel()
	var told strings.Builder
	reader := scores.Reader{Each: func(d scores.Detail) error {
		fmt.Fprintf(&told, "%+v %v\n", d, *d.Value)
		return nil
	}}
	if err := reader.Read(scores.Place{Dataset: "d"}, "file", strings.NewReader(humanLine)); err != nil {
		t.Fatal(err)
	}
	means := map[string]float64{}
	all := reader.Summaries(nil)
	for _, s := range all {
		means[s.Model+" "+s.Metric+" "+s.Method] = *s.Mean
	}
	want := map[string]float64{
		"arn:a Fluency ComparisonChoice": 1, "arn:b Fluency ComparisonChoice": 0,
		"arn:a Coherence ComparisonLikertScale": 4, "arn:b Coherence ComparisonLikertScale": 2,
		"arn:a Taste ComparisonRank": 1, "arn:b Taste ComparisonRank": 2,
		"arn:a Depth IndividualLikertScale": 2, "arn:b Depth IndividualLikertScale": 3,
		"arn:a Accuracy ThumbsUpDown": 1, "arn:b Accuracy ThumbsUpDown": 0,
	}
	if diff := cmp.Diff(want, means); diff != "" {
		t.Error(diff)
	}
	for _, secret := range []string{"ead1ba56c1278175", "cd2848f5"} {
		if strings.Contains(told.String()+fmt.Sprintf("%+v", all), secret) {
			t.Errorf("%s of a person is told", secret)
		}
	}
	if !strings.Contains(told.String(), "B.") {
		t.Errorf("the answer of the second model is not told: %s", told.String())
	}
}

// A conversation with a knowledge base has the scores of its turns.
func TestReader_rag(t *testing.T) {
	t.Parallel()
	const line = `{"conversationTurns":[{"inputRecord":{"prompt":{"content":[{"text":"Where?"}]}},"output":{"text":"There.",` +
		`"modelIdentifier":"m","knowledgeBaseIdentifier":"KB12345678","retrievedPassages":{"retrievalResults":[]}},` +
		`"results":[{"metricName":"Builtin.Correctness","result":1.0},{"metricName":"Builtin.Faithfulness","result":{"floatValue":0.5}}]}]}`
	var prompts []string
	reader := scores.Reader{Each: func(d scores.Detail) error {
		prompts = append(prompts, d.Prompt)
		return nil
	}}
	if err := reader.Read(scores.Place{Dataset: "d"}, "file", strings.NewReader(line)); err != nil {
		t.Fatal(err)
	}
	all := reader.Summaries(nil)
	if len(all) != 2 || all[0].Model != "m" || *all[0].Mean != 1 || *all[1].Mean != 0.5 || all[0].Measure != "judge" {
		t.Errorf("the summaries are %+v", all)
	}
	if !cmp.Equal(prompts, []string{"Where?", "Where?"}) {
		t.Errorf("the prompts are %q", prompts)
	}
}

// What cannot be read to its end has no mean, and its text stays out of the error.
func TestReader_refuses(t *testing.T) {
	t.Parallel()
	good := judged(1, "Builtin.Correctness", "0.5")
	for name, test := range map[string]struct{ file, want string }{
		"cut":            {good + good[:len(good)/2], "line 2: no record of an evaluation, or one that is cut"},
		"empty":          {"\n", "holds no record"},
		"of another job": {`{"recordId":"1","modelOutput":{"secret":"canary"}}`, "line 1: no record of an evaluation"},
		"odd score":      {judged(1, "Builtin.Correctness", `["canary"]`), "line 1: a score is neither a number nor a text"},
		"unknown model":  {strings.Replace(humanLine, `"modelResponseIdMap":{"0"`, `"modelResponseIdMap":{"7"`, 1), "line 1: a rating is of"},
	} {
		var reader scores.Reader
		err := reader.Read(place, "the file", strings.NewReader(test.file))
		if err == nil || !strings.Contains(err.Error(), "the file") || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q", name, err, test.want)
		}
		if err != nil && strings.Contains(err.Error(), "canary") {
			t.Errorf("%s: the error tells what is in the file: %v", name, err)
		}
	}
}

// A file takes as much memory as one of its records, and two numbers for each score, also while it is read.
func TestReader_memory(t *testing.T) {
	t.Parallel()
	const records, size = 5000, 20_000
	long := strings.Repeat("x", size)
	heap := func() uint64 {
		runtime.GC()
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		return memory.HeapAlloc
	}
	pipe, writer := io.Pipe()
	nearTheEnd := make(chan uint64, 1)
	go func() {
		for i := range records {
			if i == records-1 {
				nearTheEnd <- heap() // all but the last record were taken in
			}
			line := strings.Replace(judged(i, "Builtin.Correctness", "0.5"), "answer", long, 1)
			if _, err := io.WriteString(writer, line); err != nil {
				return
			}
		}
		writer.Close()
	}()
	var reader scores.Reader
	if err := reader.Read(place, "pipe", pipe); err != nil {
		t.Fatal(err)
	}
	for when, bytes := range map[string]uint64{"near the end": <-nearTheEnd, "afterwards": heap()} {
		if bytes > records*size/4 {
			t.Errorf("%s, %d bytes are kept of a file of %d", when, bytes, records*size)
		}
	}
	if n := reader.Summaries(nil)[0].Count; n != records {
		t.Errorf("%d scores, want %d", n, records)
	}
}
