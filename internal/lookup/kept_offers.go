// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package lookup

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/pricelist"
)

// keptOffer reads the prices of a service in a region from a directory of the user's. What is not there in the version that is in force is
// fetched into it. A version never changes, so that a file that is there is as good as AWS's.
func (r *Readers) keptOffer(ctx context.Context, serviceCode, region, directory string) ([]pricelist.Item, error) {
	version, err := r.offerVersion(ctx, serviceCode, region)
	if err != nil || version == "" {
		return nil, err
	}
	path := filepath.Join(directory, fmt.Sprintf("%s-%s-%s.json", serviceCode, region, version))
	items, err := readPriceFile(path, region)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return r.keepOffer(ctx, serviceCode, version, region, path)
	case err != nil:
		return nil, fmt.Errorf("the cache of prices: %w. Remove the file, and it is fetched again", err)
	}
	return items, nil
}

// offerVersion is the version that is in force; empty where the service has no prices in the region.
func (r *Readers) offerVersion(ctx context.Context, serviceCode, region string) (version string, err error) {
	var list struct {
		Regions map[string]struct {
			CurrentVersionURL string `json:"currentVersionUrl"`
		} `json:"regions"`
	}
	_, err = r.clients.OfferVersions(ctx, serviceCode, region, func(body io.Reader) error {
		return json.NewDecoder(body).Decode(&list)
	})
	place, offered := list.Regions[region]
	if err != nil || !offered {
		return "", err
	}
	// .../<service code>/<version>/<region>/index.json
	parts := strings.Split(place.CurrentVersionURL, "/")
	if len(parts) < 3 || parts[len(parts)-2] != region || !isVersion(parts[len(parts)-3]) {
		return "", fmt.Errorf("AWS's list of price files of %s says %q of %s, where the version is expected", serviceCode,
			place.CurrentVersionURL, region)
	}
	return parts[len(parts)-3], nil
}

// isVersion reports whether a text can be in the name of a file: AWS's versions are times.
func isVersion(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }

// keepOffer reads a file of AWS and keeps it. It has its name only when it is whole.
func (r *Readers) keepOffer(ctx context.Context, serviceCode, version, region, path string) (items []pricelist.Item, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, fmt.Errorf("the cache of prices: %w", err)
	}
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return nil, fmt.Errorf("the cache of prices: %w", err)
	}
	defer os.Remove(file.Name()) //nolint:errcheck // it is gone once it has its name
	found, err := r.clients.OfferFile(ctx, serviceCode, version, region, func(body io.Reader) (err error) {
		if _, err = file.Seek(0, io.SeekStart); err == nil {
			err = file.Truncate(0) // of an attempt that broke off
		}
		if err != nil {
			return err
		}
		whole := io.TeeReader(body, file)
		if items, err = pricelist.Read(whole, region); err == nil {
			_, err = io.Copy(io.Discard, whole)
		}
		return err
	})
	if err = errors.Join(err, file.Close()); err != nil || !found {
		return nil, err
	}
	if err := os.Rename(file.Name(), path); err != nil {
		return nil, fmt.Errorf("the cache of prices: %w", err)
	}
	return items, nil
}
