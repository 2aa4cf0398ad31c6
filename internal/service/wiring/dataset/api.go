// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	s3types "github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/awsclient"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/apierr"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/crud"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/framework/tags"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/objectstore"
	"github.com/terraform-provider-bedrock/terraform-provider-bedrock/internal/service/wiring"
)

const (
	// wholeBytes is the size below which an object is one request, which is never cancelled half way. Larger ones go up in
	// parts, of which a cancelled upload leaves none.
	wholeBytes = 8 << 20
	// wholeTime bounds such a request.
	wholeTime = 2 * time.Minute
)

// object is one S3 object.
type object struct {
	client *s3.Client
	store  *objectstore.Store
	uri    objectstore.URI
}

func openObject(ctx context.Context, clients *awsclient.Clients, m *model) (*object, error) {
	client, err := clients.S3(ctx, m.Region.ValueString())
	if err != nil {
		return nil, err
	}
	uri := objectstore.URI{Bucket: m.Bucket.ValueString(), Key: m.Key.ValueString()}
	return &object{client: client, store: objectstore.New(client), uri: uri}, nil
}

// stat reads what S3 knows of the object.
func (o *object) stat(ctx context.Context) (objectstore.Object, error) {
	found, err := o.store.Stat(ctx, o.uri.Bucket, o.uri.Key)
	if err == nil && found.ETag == "" {
		return found, wiring.ErrNoContent
	}
	return found, err
}

// errKeyTaken says that there is an object under the key of a new one.
var errKeyTaken = errors.New("there is an object under this key already. It is not overwritten, because destroying the resource " +
	"would then delete it. Choose another key, delete the object, or import it, after which the next apply writes over it where its " +
	"content is another")

// free returns errKeyTaken when the object exists. Where S3 does not tell, the upload itself finds out.
func (o *object) free(ctx context.Context) error {
	if _, err := o.stat(ctx); err == nil {
		return errKeyTaken
	}
	return nil
}

// write uploads content. When the upload fails although S3 has stored the object, as the mark in its metadata tells, that is
// success.
func (o *object) write(ctx context.Context, c content, u objectstore.Upload) (objectstore.Object, error) {
	u.Metadata[metadataUpload] = crud.NewToken()
	sending := ctx
	if u.Size < wholeBytes {
		var cancel context.CancelFunc
		sending, cancel = context.WithTimeout(context.WithoutCancel(ctx), wholeTime)
		defer cancel()
	}
	u.Progress = o.progress(ctx, u.Size)
	var stored objectstore.Object
	var err error
	if c.File != "" {
		stored, err = o.store.UploadFile(sending, c.File, u)
	} else {
		u.Body = bytes.NewReader(c.Bytes)
		stored, err = o.store.Upload(sending, u)
	}
	if err == nil || errors.Is(err, objectstore.ErrContentChanged) {
		return stored, err
	}
	looking, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer cancel()
	if found, statErr := o.stat(looking); statErr == nil && found.Metadata[metadataUpload] == u.Metadata[metadataUpload] {
		return found, nil
	}
	if errors.Is(err, objectstore.ErrExists) {
		return stored, errKeyTaken
	}
	return stored, err
}

// progress writes a line to the log whenever S3 has taken another twentieth of a large object.
func (o *object) progress(ctx context.Context, size int64) func(sent int64) {
	const lines = 20
	var told int64
	return func(sent int64) {
		if share := sent * lines / max(size, 1); share > told {
			told = share
			tflog.Info(ctx, "uploading a "+noun, map[string]any{"uri": o.uri.String(), "sent_bytes": sent, "size_bytes": size})
		}
	}
}

// delete deletes every version, and looks whether that is so: a bad answer to the list of versions is one that deletes none.
func (o *object) delete(ctx context.Context) error {
	const rounds = 3
	for range rounds {
		if err := o.store.DeleteVersions(ctx, o.uri.Bucket, o.uri.Key); err != nil {
			return err
		}
		_, err := o.stat(ctx)
		if errors.Is(err, objectstore.ErrNotFound) || apierr.Is(err, apierr.AccessDenied) { // without s3:ListBucket, both are one
			return nil
		}
		if err != nil {
			return err
		}
	}
	return errors.New("AWS still has the object, or somebody keeps writing it")
}

// tags reads the tags of the object.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectTagging.html
func (o *object) tags(ctx context.Context) (map[string]string, error) {
	out, err := o.client.GetObjectTagging(ctx, &s3.GetObjectTaggingInput{Bucket: &o.uri.Bucket, Key: &o.uri.Key})
	if err != nil {
		return nil, fmt.Errorf("reading the tags: %w", err)
	}
	return wiring.TagsFromS3(out.TagSet), nil
}

// retagged is the whole set of tags that the object gets: the wanted ones, and those that belong to somebody else.
func (o *object) retagged(ctx context.Context, wanted map[string]string, ignore tags.Ignore) (map[string]string, error) {
	remote, err := o.tags(ctx)
	if err != nil {
		return nil, err
	}
	return wiring.ReplacementTags(remote, wanted, ignore), nil
}

// putTags replaces all tags of the object.
func (o *object) putTags(ctx context.Context, all map[string]string) error {
	_, err := o.client.PutObjectTagging(ctx, &s3.PutObjectTaggingInput{
		Bucket: &o.uri.Bucket, Key: &o.uri.Key, Tagging: &s3types.Tagging{TagSet: wiring.S3Tags(all)},
	})
	return err
}
