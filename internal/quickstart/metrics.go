// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// showMetrics prints where the job has written its metrics, as the outputs say, and how the loss went.
func (q *quickstart) showMetrics(ctx context.Context) error {
	for _, output := range []string{"training_metrics", "validation_metrics"} {
		uri, err := q.output(ctx, output)
		if err != nil {
			return err
		}
		body, err := q.object(ctx, uri)
		if err != nil {
			return fmt.Errorf("reading %s: %w", uri, err)
		}
		summary, err := firstAndLast(body)
		if err != nil {
			return fmt.Errorf("%s: %w", uri, err)
		}
		q.out.printf("%s\n%s", uri, summary)
	}
	return nil
}

// output returns an output of the configuration that is a text.
func (q *quickstart) output(ctx context.Context, name string) (string, error) {
	var printed bytes.Buffer
	cli := q.cli
	cli.Stdout = &printed
	if _, err := cli.Run(ctx, "output", "-json", name); err != nil {
		return "", err
	}
	var value string
	if err := json.Unmarshal(printed.Bytes(), &value); err != nil {
		return "", fmt.Errorf("the output %s: %w", name, err)
	}
	return value, nil
}

// object reads an object of the simulated S3.
func (q *quickstart) object(ctx context.Context, uri string) (string, error) {
	path, isS3 := strings.CutPrefix(uri, "s3://")
	bucket, key, hasKey := strings.Cut(path, "/")
	if !isS3 || !hasKey {
		return "", fmt.Errorf("%q is not the S3 URI of an object", uri)
	}
	client, err := q.aws.S3(ctx, region)
	if err != nil {
		return "", err
	}
	out, err := client.GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: &key})
	if err != nil {
		return "", err
	}
	defer out.Body.Close()
	body, err := io.ReadAll(out.Body)
	return string(body), err
}

// firstAndLast shortens a CSV file to its header, its first and its last row.
func firstAndLast(csv string) (string, error) {
	lines := strings.Split(strings.TrimSpace(csv), "\n")
	if len(lines) < 2 {
		return "", errors.New("there are no metrics in it")
	}
	rows := lines[1:]
	shown := []string{lines[0], rows[0]}
	if drawn := curve(lines[0], rows); drawn != "" {
		shown = append([]string{drawn}, shown...)
	}
	if len(rows) > 2 {
		shown = append(shown, fmt.Sprintf("... %d more ...", len(rows)-2))
	}
	if len(rows) > 1 {
		shown = append(shown, rows[len(rows)-1])
	}
	return "  " + strings.Join(shown, "\n  ") + "\n", nil
}

// curveWidth is how many columns of a terminal a curve takes.
const curveWidth = 48

// curve draws the last column whose name has "loss" in it, from left to right; empty where there is nothing to draw.
func curve(header string, rows []string) string {
	column := -1
	for i, name := range strings.Split(header, ",") {
		if strings.Contains(name, "loss") {
			column = i
		}
	}
	var values []float64
	for _, row := range rows {
		cells := strings.Split(row, ",")
		if column < 0 || column >= len(cells) {
			return ""
		}
		value, err := strconv.ParseFloat(strings.TrimSpace(cells[column]), 64)
		if err != nil {
			return ""
		}
		values = append(values, value)
	}
	lowest, highest := slices.Min(values), slices.Max(values)
	if lowest == highest {
		return ""
	}
	heights := []rune("▁▂▃▄▅▆▇█")
	var drawn strings.Builder
	for x := range min(curveWidth, len(values)) {
		value := values[x*(len(values)-1)/max(1, min(curveWidth, len(values))-1)]
		drawn.WriteRune(heights[int((value-lowest)/(highest-lowest)*float64(len(heights)-1))])
	}
	return drawn.String()
}
