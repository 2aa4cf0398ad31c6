// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package simulator

import "net/http"

// s3VersioningConfiguration is empty for a bucket whose versioning was never set.
type s3VersioningConfiguration struct {
	Status    string  `xml:"Status,omitempty"`
	MFADelete *string `xml:"MfaDelete"`
}

func (s *s3Service) getBucketVersioning(q *s3Request) (s3Answer, error) {
	return s3Answer{root: "VersioningConfiguration", document: s3VersioningConfiguration{Status: q.bucket.versioning}}, nil
}

func (s *s3Service) putBucketVersioning(q *s3Request) (s3Answer, error) {
	var config s3VersioningConfiguration
	if err := decodeS3XML(q.payload.data, "VersioningConfiguration", &config); err != nil {
		return s3Answer{}, err
	}
	switch {
	case config.Status != versionsEnabled && config.Status != versionsStopped:
		return s3Answer{}, s3Refuse(http.StatusBadRequest, "IllegalVersioningConfigurationException",
			"The Versioning element must be specified")
	case config.MFADelete != nil && *config.MFADelete != "Disabled":
		return s3Answer{}, s3Refuse(http.StatusNotImplemented, "NotImplemented", "the simulator does not know MFA delete")
	case q.bucket.objectLock && config.Status != versionsEnabled:
		return s3Answer{}, s3Refuse(http.StatusConflict, "InvalidBucketState",
			"An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.")
	}
	q.bucket.versioning = config.Status
	return s3Answer{}, nil
}
