// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"os/exec"
	"slices"
	"strings"
	"time"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/terraform"
)

// userAgent marks the requests that this program sends itself.
const userAgent = "quickstart/1.0"

// cloud is a running simulator.
type cloud struct {
	cmd *exec.Cmd
	url string
}

// startCloud starts the simulator. It does not end with the context: Terraform still needs it to stop in good order.
func startCloud(ctx context.Context, program, listen string, speed float64) (*cloud, error) {
	cmd := exec.CommandContext(context.WithoutCancel(ctx), program, "-listen", listen, "-speed", fmt.Sprint(speed))
	terraform.InOwnGroup(cmd)
	var problem strings.Builder
	cmd.Stderr = &problem
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting the simulator: %w", err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	url, listening := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if err != nil || !listening {
		return nil, fmt.Errorf("the simulator did not start: %s", strings.TrimSpace(errors.Join(cmd.Wait(), err).Error()+" "+problem.String()))
	}
	return &cloud{cmd: cmd, url: url}, nil
}

// stop ends the simulator.
func (c *cloud) stop() error {
	if err := c.cmd.Process.Kill(); err != nil {
		return fmt.Errorf("stopping the simulator: %w", err)
	}
	var exit *exec.ExitError
	if err := c.cmd.Wait(); err != nil && !errors.As(err, &exit) {
		return fmt.Errorf("stopping the simulator: %w", err)
	}
	return nil
}

// objects returns what the simulator still holds.
func (c *cloud) objects(ctx context.Context) ([]string, error) {
	var answer struct {
		Objects []struct{ Type, ARN string }
	}
	if err := c.control(ctx, "objects", &answer); err != nil {
		return nil, err
	}
	var left []string
	for _, object := range answer.Objects {
		left = append(left, object.Type+" "+object.ARN)
	}
	return left, nil
}

// requests says how many requests the provider sent to each service.
func (c *cloud) requests(ctx context.Context) (string, error) {
	var answer struct {
		Entries []struct {
			Service   string
			UserAgent string `json:"user_agent"`
		}
	}
	if err := c.control(ctx, "journal", &answer); err != nil {
		return "", err
	}
	total, services := 0, map[string]int{}
	for _, entry := range answer.Entries {
		if !strings.Contains(entry.UserAgent, userAgent) {
			total++
			services[entry.Service]++
		}
	}
	var parts []string
	for _, service := range slices.Sorted(maps.Keys(services)) {
		parts = append(parts, fmt.Sprintf("%s %d", service, services[service]))
	}
	return fmt.Sprintf("The provider sent %d requests: %s", total, strings.Join(parts, ", ")), nil
}

// control asks the simulator about itself.
func (c *cloud) control(ctx context.Context, name string, answer any) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+"/_simulator/"+name, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("asking the simulator: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("asking the simulator for its %s: %s", name, resp.Status)
	}
	return json.NewDecoder(resp.Body).Decode(answer)
}
