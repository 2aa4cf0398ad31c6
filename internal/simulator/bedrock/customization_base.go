// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package bedrock

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/simulator/core"
)

// resolveBase finds the variant of a foundation model that a job trains. The identifier may also be the ARN or name of
// a custom model, which is then trained further; parent is its ARN.
func (q *request) resolveBase(identifier, kind string) (base *foundationModel, parent string, err error) {
	id := identifier
	a, isARN := core.ParseARN(identifier)
	if isARN && a.Account != "" || !isARN && !strings.Contains(identifier, ".") {
		model, ok := q.state.findModel(identifier)
		if !ok {
			return nil, "", notFoundError("The custom model " + identifier + " could not be found.")
		}
		id, parent = model.base.ID, model.arn
	} else if isARN {
		id = strings.TrimPrefix(a.Resource, "foundation-model/")
	}
	if _, ok := loadCatalogue().find(q.Region, id); !ok || isARN && a.Region != q.Region {
		return nil, "", validationError("The provided model identifier is invalid.")
	}
	base, ok := loadCatalogue().trainable(q.Region, id)
	if !ok || !slices.Contains(base.Training.Types, kind) {
		return nil, "", validationError("The model " + identifier + " does not support the customization type " + kind + " in " + q.Region + ".")
	}
	// A model that is past its active life can be used, but not trained any more. AWS answers as if it were broken.
	if base.Lifecycle.Status == statusLegacy {
		return nil, "", &apiError{"InternalServerException", "The server encountered an internal error while processing the request."}
	}
	return base, parent, nil
}

// checkTeacher holds a teacher against the pairs that AWS supports. The identifier is a model's or an inference profile's.
func (q *request) checkTeacher(identifier string, student *foundationModel) error {
	id := identifier
	if a, ok := core.ParseARN(identifier); ok {
		if a.Region != q.Region {
			return validationError("The provided teacher model identifier is invalid.")
		}
		_, id, _ = strings.Cut(a.Resource, "/")
	}
	for teacher, students := range loadCatalogue().Distillation {
		if id != teacher && !strings.HasSuffix(id, "."+teacher) && !strings.HasPrefix(id, teacher+":") {
			continue
		}
		if _, ok := loadCatalogue().find(q.Region, teacher); ok && slices.Contains(students, student.ID) {
			return nil
		}
	}
	return validationError("The teacher model " + identifier + " is not supported with the student model " + student.ID + ".")
}

// kmsKeyARN returns the key that an identifier stands for. The simulator has no KMS: an alias stands for a key of its
// own, always the same one.
func (q *request) kmsKeyARN(identifier *string) string {
	if identifier == nil {
		return ""
	}
	key := core.NewARN(core.Partition(q.Region), "kms", q.Region, q.Account, *identifier)
	if a, ok := core.ParseARN(*identifier); ok {
		key = a
	}
	switch alias, isAlias := strings.CutPrefix(key.Resource, "alias/"); {
	case isAlias:
		digest := sha256.Sum256([]byte(alias))
		key.Resource = fmt.Sprintf("key/%x-%x-%x-%x-%x", digest[0:4], digest[4:6], digest[6:8], digest[8:10], digest[10:16])
	case !strings.HasPrefix(key.Resource, "key/"):
		key.Resource = "key/" + key.Resource
	}
	return key.String()
}
