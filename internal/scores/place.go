// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package scores

import (
	"fmt"
	"slices"
	"strings"
)

// suffix is what the names of result files end with.
const suffix = "_output.jsonl"

// Place is what the key of a result file says.
type Place struct {
	// Run is the folder of one job below the prefix that was listed.
	Run string
	// Model is empty where the file holds answers of several models, as those of people do.
	Model    string
	TaskType string
	Dataset  string
}

// Locate says what a file is. It is not ok where the file holds no results. AWS puts the job's name into the path once or twice, and
// folders of its own between, so only names are looked for, and their depth is not.
func Locate(prefix, key string) (place Place, ok bool) {
	below, found := strings.CutPrefix(key, prefix)
	if !found || !strings.HasSuffix(key, suffix) {
		return Place{}, false
	}
	folders := strings.Split(strings.TrimPrefix(below, "/"), "/")
	folders = folders[:len(folders)-1]
	datasets := slices.Index(folders, "datasets")
	if datasets < 0 || datasets+1 >= len(folders) {
		return Place{}, false
	}
	place.Dataset = folders[datasets+1]
	head := folders[:datasets]
	if tasks := slices.Index(head, "taskTypes"); tasks >= 0 {
		if tasks+1 < len(head) {
			place.TaskType = head[tasks+1]
		}
		head = head[:tasks]
	}
	if models := slices.Index(head, "models"); models >= 0 {
		place.Model = strings.Join(head[models+1:], "/") // an ARN has a slash in it
		head = head[:models]
	}
	place.Run = strings.Join(head, "/")
	return place, true
}

// OneRun chooses, of the files below a prefix, those of one job: of the job with the id, where a folder has its name, or of the only one
// that there is. It fails where that cannot be told, because a mean over two jobs is of neither.
func OneRun(places []Place, id string) (run string, err error) {
	var runs []string
	for _, place := range places {
		if !slices.Contains(runs, place.Run) {
			runs = append(runs, place.Run)
		}
	}
	if id != "" {
		named := slices.DeleteFunc(slices.Clone(runs), func(run string) bool { return !slices.Contains(strings.Split(run, "/"), id) })
		if len(named) > 0 {
			runs = named
		}
	}
	if len(runs) > 1 {
		slices.Sort(runs)
		return "", fmt.Errorf("results of %d jobs lie below one prefix, in the folders %s, and none of them has the id of the job. Move those "+
			"that are not its own elsewhere: a mean over several jobs is of none", len(runs), strings.Join(runs, ", "))
	}
	if len(runs) == 0 {
		return "", nil
	}
	return runs[0], nil
}
