// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
)

// maxMetricRows bounds the metrics file: a long training is logged every few steps.
const maxMetricRows = 500

// lossCurve is the loss of a training, falling from step to step. There is no model that learns, but other data, more
// data and more epochs give another curve, as they would.
type lossCurve struct {
	epochs, stepsPerEpoch int
	first, floor, decay   float64
}

func (job *customizationJob) lossCurve() lossCurve {
	records := job.training.records
	batch := max(1, job.hyperParameterOr("batchSize", 1))
	curve := lossCurve{epochs: job.hyperParameterOr("epochCount", 1), stepsPerEpoch: (records + batch - 1) / batch}
	if r := job.rftHyperParameters(); r.EpochCount != nil {
		curve.epochs = *r.EpochCount
	}
	if steps := job.hyperParameterOr("stepCount", 0); steps > 0 {
		curve.epochs = max(1, steps/curve.stepsPerEpoch)
	}
	curve.first = 1.4 + float64(job.training.digest%1000)/1000
	curve.floor = 0.1 * curve.first
	curve.decay = 0.3*math.Sqrt(float64(curve.epochs)) + 0.25*math.Log10(float64(records)+1)
	return curve
}

func (c lossCurve) steps() int { return max(1, c.epochs*c.stepsPerEpoch) }

// at is the loss after a step, with as many digits as the metrics file has.
func (c lossCurve) at(step int) float64 {
	progress := float64(step) / float64(c.steps())
	return roundLoss(c.floor + (c.first-c.floor)*math.Exp(-c.decay*progress))
}

func (c lossCurve) final() float64 { return c.at(c.steps() - 1) }

// csv is the file step_wise_training_metrics.csv.
func (c lossCurve) csv() []byte {
	var b bytes.Buffer
	b.WriteString("step_number,epoch_number,training_loss,perplexity\n")
	stride := (c.steps() + maxMetricRows - 1) / maxMetricRows
	for step := 0; step < c.steps(); step += stride {
		if step+stride >= c.steps() {
			step = c.steps() - 1 // the last step is always told
		}
		writeLoss(&b, step, step/c.stepsPerEpoch, c.at(step))
	}
	return b.Bytes()
}

// validationLosses are the losses on each validation data set after the last step: a little above the training loss,
// by a measure that depends on the data.
func (job *customizationJob) computeValidationLosses(final float64) []float64 {
	losses := []float64{}
	for _, validation := range job.validations {
		losses = append(losses, roundLoss(final*(1.02+float64(validation.digest%100)/500)))
	}
	return losses
}

// validationCSV is the file validation_metrics.csv, with one row for each validation data set.
func (c lossCurve) validationCSV(losses []float64) []byte {
	var b bytes.Buffer
	b.WriteString("step_number,epoch_number,validation_loss,perplexity\n")
	for _, loss := range losses {
		writeLoss(&b, c.steps()-1, c.epochs-1, loss)
	}
	return b.Bytes()
}

func writeLoss(b *bytes.Buffer, step, epoch int, loss float64) {
	fmt.Fprintf(b, "%d,%d,%s,%s\n", step, epoch, formatLoss(loss), formatLoss(roundLoss(math.Exp(loss))))
}

func roundLoss(loss float64) float64 { return math.Round(loss*1e6) / 1e6 }

func formatLoss(loss float64) string { return strconv.FormatFloat(loss, 'f', -1, 64) }

// hyperParameterOr returns an integer hyperparameter, or the fallback where the family has none or it is a word.
func (job *customizationJob) hyperParameterOr(name string, fallback int) int {
	n, err := strconv.Atoi(job.hyperParameters[name])
	if err != nil {
		return fallback
	}
	return n
}

func (job *customizationJob) rftHyperParameters() rftHyperParameters {
	config := job.input.CustomizationConfig
	if config == nil || config.RFTConfig == nil || config.RFTConfig.HyperParameters == nil {
		return rftHyperParameters{}
	}
	return *config.RFTConfig.HyperParameters
}
