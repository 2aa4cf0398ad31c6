// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package s3

import "net/http"

// versioningConfiguration is empty for a bucket whose versioning was never set.
type versioningConfiguration struct {
	Status    string  `xml:"Status,omitempty"`
	MFADelete *string `xml:"MfaDelete"`
}

func (s *Service) getBucketVersioning(q *request) (response, error) {
	return response{root: "VersioningConfiguration", document: versioningConfiguration{Status: q.bucket.versioning}}, nil
}

func (s *Service) putBucketVersioning(q *request) (response, error) {
	var config versioningConfiguration
	if err := decodeS3XML(q.payload.data, "VersioningConfiguration", &config); err != nil {
		return response{}, err
	}
	switch {
	case config.Status == "":
		return response{}, refuse(http.StatusBadRequest, "IllegalVersioningConfigurationException",
			"The Versioning element must be specified")
	case config.Status != versionsEnabled && config.Status != versionsStopped:
		return response{}, malformedXML()
	case config.MFADelete != nil && *config.MFADelete != "Disabled":
		return response{}, refuse(http.StatusNotImplemented, "NotImplemented", "the simulator does not know MFA delete")
	case q.bucket.objectLock && config.Status != versionsEnabled:
		return response{}, refuse(http.StatusConflict, "InvalidBucketState",
			"An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.")
	}
	q.bucket.versioning = config.Status
	return response{}, nil
}
