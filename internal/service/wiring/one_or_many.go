// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package wiring

import "encoding/json"

// OneOrMany is a string or a list of them. In a condition, true and 5 stand for "true" and "5".
type OneOrMany []string

// UnmarshalJSON implements json.Unmarshaler.
func (v *OneOrMany) UnmarshalJSON(data []byte) error {
	var list []json.RawMessage // of its own: decoding into one that holds data would write over data
	if len(data) == 0 || data[0] != '[' {
		list = append(list, data)
	} else if err := json.Unmarshal(data, &list); err != nil {
		return err
	}
	*v = make(OneOrMany, len(list))
	for i, element := range list {
		if len(element) == 0 || element[0] != '"' {
			(*v)[i] = string(element)
			continue
		}
		if err := json.Unmarshal(element, &(*v)[i]); err != nil {
			return err
		}
	}
	return nil
}
