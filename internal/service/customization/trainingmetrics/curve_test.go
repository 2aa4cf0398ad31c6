// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package trainingmetrics

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

func TestReadCurve(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ file, want string }{
		"as AWS documents it": {
			"step_number,epoch_number,training_loss,perplexity\n0,0,1.5,4.5\n1,0,0.7,2\n2,1,0.9,2.4\n",
			"3 rows, first 0/0 1.5 4.5, last 2/1 0.9 2.4, best 1/0 0.7 2",
		},
		"other order, another column, carriage returns": {
			"\ufeffperplexity, validation_loss,step_number,learning_rate\r\n4.5, 1.5,10.0,1e-5\r\n",
			"1 rows, first 10/- 1.5 4.5, last 10/- 1.5 4.5, best 10/- 1.5 4.5",
		},
		"diverged": {
			"step_number,training_loss\n0,2\n1,NaN\n2,+Inf\n3\n",
			"4 rows, first 0/- 2 -, last 3/- - -, best 0/- 2 -",
		},
		"without a row": {"step_number,training_loss\n", "0 rows, first none, last none, best none"},
		"empty":         {"", "the file is empty"},
		"of another kind": {
			"date,amount\n1,2\n", "the file has no column training_loss or validation_loss, but date, amount",
		},
		"no table": {"step_number,training_loss\n\"0,2\n", `parse error on line 2, column 6: extraneous or missing " in quoted-field`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if curve, err := readCurve(strings.NewReader(c.file), 10); err != nil {
				got = err.Error()
			} else {
				got = fmt.Sprintf("%d rows, first %s, last %s, best %s", curve.rows, text(curve.first), text(curve.last), text(curve.best))
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func text(s *step) string {
	if s == nil {
		return "none"
	}
	return fmt.Sprintf("%s/%s %s %s", number(s.number), number(s.epoch), number(s.loss), number(s.perplexity))
}

func number[N int64 | float64](n *N) string {
	if n == nil {
		return "-"
	}
	return fmt.Sprint(*n)
}

// However long a training was, no more steps are kept than are wanted, evenly spaced, from the first to the last.
func TestReadCurve_spacesTheSteps(t *testing.T) {
	t.Parallel()
	for limit := range 12 {
		for rows := range 60 {
			var file strings.Builder
			file.WriteString("step_number,training_loss\n")
			for i := range rows {
				fmt.Fprintf(&file, "%d,1\n", i)
			}
			curve, err := readCurve(strings.NewReader(file.String()), limit)
			if err != nil {
				t.Fatal(err)
			}
			var got []int64
			for _, one := range curve.steps {
				got = append(got, *one.number)
			}
			if err := evenly(got, rows, limit); err != nil {
				t.Errorf("%d of %d rows: %v: %v", limit, rows, got, err)
			}
		}
	}
}

func evenly(got []int64, rows, limit int) error {
	switch {
	case len(got) > limit:
		return fmt.Errorf("more than %d", limit)
	case limit == 0 || rows == 0:
		return nil
	case got[len(got)-1] != int64(rows-1):
		return fmt.Errorf("the last is missing")
	case limit == 1:
		return nil
	case got[0] != 0:
		return fmt.Errorf("the first is missing")
	case len(got) < min(limit/2, rows):
		return fmt.Errorf("too few")
	}
	for i := 2; i < len(got)-1; i++ {
		if got[i]-got[i-1] != got[1]-got[0] {
			return fmt.Errorf("unevenly spaced")
		}
	}
	return nil
}

func TestReadCurve_boundsTheFile(t *testing.T) {
	t.Parallel()
	for name, start := range map[string]string{"in its header": "", "in its rows": "step_number,training_loss\n1,1\n"} {
		_, err := readCurve(io.MultiReader(strings.NewReader(start), endless{}), 10)
		if !errors.Is(err, errTooLong) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// endless is a line that never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}
