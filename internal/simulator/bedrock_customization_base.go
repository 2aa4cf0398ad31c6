// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

// resolveBase finds the variant of a foundation model that a job trains. The identifier may also be the ARN or name of
// a custom model, which is then trained further; parent is its ARN.
func (q *bedrockRequest) resolveBase(identifier, kind string) (base *foundationModel, parent string, err error) {
	id := identifier
	a, isARN := parseARN(identifier)
	if isARN && a.account != "" || !isARN && !strings.Contains(identifier, ".") {
		model, ok := q.state.findModel(identifier)
		if !ok {
			return nil, "", notFoundError("The custom model " + identifier + " could not be found.")
		}
		id, parent = model.base.ID, model.arn
	} else if isARN {
		id = strings.TrimPrefix(a.resource, "foundation-model/")
	}
	if _, ok := loadCatalogue().find(q.region, id); !ok || isARN && a.region != q.region {
		return nil, "", validationError("The provided model identifier is invalid.")
	}
	base, ok := loadCatalogue().trainable(q.region, id)
	if !ok || !slices.Contains(base.Training.Types, kind) {
		return nil, "", validationError("The model " + identifier + " does not support the customization type " + kind + " in " + q.region + ".")
	}
	// A model that is past its active life can be used, but not trained any more.
	if base.Lifecycle.Status == statusLegacy {
		return nil, "", validationError("The model " + identifier + " is in LEGACY status and can no longer be customized.")
	}
	return base, parent, nil
}

// checkTeacher holds a teacher against the pairs that AWS supports. The identifier is a model's or an inference profile's.
func (q *bedrockRequest) checkTeacher(identifier string, student *foundationModel) error {
	id := identifier
	if a, ok := parseARN(identifier); ok {
		if a.region != q.region {
			return validationError("The provided teacher model identifier is invalid.")
		}
		_, id, _ = strings.Cut(a.resource, "/")
	}
	for teacher, students := range loadCatalogue().Distillation {
		if id != teacher && !strings.HasSuffix(id, "."+teacher) && !strings.HasPrefix(id, teacher+":") {
			continue
		}
		if _, ok := loadCatalogue().find(q.region, teacher); ok && slices.Contains(students, student.ID) {
			return nil
		}
	}
	return validationError("The teacher model " + identifier + " is not supported with the student model " + student.ID + ".")
}

// kmsKeyARN returns the key that an identifier stands for. The simulator has no KMS: an alias stands for a key of its
// own, always the same one.
func (q *bedrockRequest) kmsKeyARN(identifier *string) string {
	if identifier == nil {
		return ""
	}
	key := arn{partition(q.region), "kms", q.region, q.account, *identifier}
	if a, ok := parseARN(*identifier); ok {
		key = a
	}
	switch alias, isAlias := strings.CutPrefix(key.resource, "alias/"); {
	case isAlias:
		digest := sha256.Sum256([]byte(alias))
		key.resource = fmt.Sprintf("key/%x-%x-%x-%x-%x", digest[0:4], digest[4:6], digest[6:8], digest[8:10], digest[10:16])
	case !strings.HasPrefix(key.resource, "key/"):
		key.resource = "key/" + key.resource
	}
	return key.String()
}
