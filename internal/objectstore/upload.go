// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package objectstore

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"maps"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/s3/transfermanager"
	"github.com/aws/aws-sdk-go-v2/feature/s3/transfermanager/types"
)

const (
	partBytes   = 8 << 20 // also the size from which an object goes up in parts
	concurrency = 4       // parts on their way; the memory of an upload is about partBytes times this and two
	// abortTimeout bounds how long the parts of a failed upload are cleared away, after a cancellation too.
	abortTimeout = 30 * time.Second

	defaultContentType = "application/octet-stream"
)

// Upload is an object to write.
type Upload struct {
	Bucket string
	Key    string
	// Body is read once, to its end. UploadFile opens it.
	Body io.Reader
	// Size, SHA256 (hexadecimal) and CRC32 (IEEE) are those of the body. When the body turns out to have others, nothing is
	// stored: this package sees that it reads what has this SHA-256, and S3 that it holds what has this CRC-32.
	Size   int64
	SHA256 string
	CRC32  uint32
	// ContentType is application/octet-stream when it is empty.
	ContentType string
	// KMSKeyARN encrypts the object with that key. Empty means as the bucket does.
	KMSKeyARN string
	Tags      map[string]string
	// Metadata is the user metadata. SHA256Key is added to it.
	Metadata map[string]string
	// OnlyNew refuses to replace an object that exists, with ErrExists. Where an answer of S3 is lost, that object may be
	// the one that was to be written.
	OnlyNew bool
	// Progress, where it is not nil, is called whenever S3 has taken another part, with all that it has taken so far. Calls do
	// not overlap.
	Progress func(sent int64)
}

// UploadFile writes a file to S3; Body and Size of the upload are the file's.
func (s *Store) UploadFile(ctx context.Context, path string, u Upload) (object Object, err error) {
	file, err := os.Open(path)
	if err != nil {
		return Object{}, fmt.Errorf("opening the file to upload: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	info, err := file.Stat()
	if err != nil {
		return Object{}, fmt.Errorf("opening the file to upload: %w", err)
	}
	u.Body, u.Size = file, info.Size()
	return s.Upload(ctx, u)
}

// Upload writes an object, in parts when it is large, with a few parts in memory at a time. S3 verifies a CRC-32 of each part
// on its way, and that of the whole before there is an object; Upload verifies size and SHA-256 of what it reads. An upload that
// fails or is cancelled leaves nothing behind, and an object that was there before stays.
//
// The error wraps ErrContentChanged, ErrExists, ErrNotFound when there is no such bucket, or that of the body or of S3.
func (s *Store) Upload(ctx context.Context, u Upload) (Object, error) {
	if len(u.SHA256) != hex.EncodedLen(sha256.Size) {
		return Object{}, failed("uploading", u.Bucket, u.Key, errors.New("its SHA-256 was not given"))
	}
	body := &announced{from: u.Body, sum: sha256.New(), size: u.Size, sha256: strings.ToLower(u.SHA256)}
	metadata := maps.Clone(u.Metadata)
	if metadata == nil {
		metadata = map[string]string{}
	}
	metadata[SHA256Key] = body.sha256
	input := &transfermanager.UploadObjectInput{
		Bucket:            aws.String(u.Bucket),
		Key:               aws.String(u.Key),
		Body:              body,
		ContentLength:     aws.Int64(u.Size),
		ContentType:       aws.String(cmp.Or(u.ContentType, defaultContentType)),
		ChecksumAlgorithm: types.ChecksumAlgorithmCrc32,
		ChecksumType:      types.ChecksumTypeFullObject, // not of the parts, so that readers can verify it too
		ChecksumCRC32:     aws.String(base64.StdEncoding.EncodeToString(binary.BigEndian.AppendUint32(nil, u.CRC32))),
		Metadata:          metadata,
	}
	if u.KMSKeyARN != "" {
		input.ServerSideEncryption = types.ServerSideEncryptionAwsKms
		input.SSEKMSKeyID = aws.String(u.KMSKeyARN)
	}
	if len(u.Tags) > 0 {
		input.Tagging = aws.String(encodeTags(u.Tags))
	}
	if u.OnlyNew {
		input.IfNoneMatch = aws.String("*")
	}
	out, err := s.transfers(u.Progress).UploadObject(ctx, input)
	if u.OnlyNew && isPreconditionFailed(err) {
		return Object{}, fmt.Errorf("uploading %s: %w", URI{u.Bucket, u.Key}, ErrExists)
	}
	if err != nil {
		return Object{}, failed("uploading", u.Bucket, u.Key, err)
	}
	return Object{
		Key: u.Key, Size: u.Size, ETag: unquoted(out.ETag), VersionID: aws.ToString(out.VersionID), SHA256: body.sha256,
		KMSKeyARN: aws.ToString(out.SSEKMSKeyID), ContentType: aws.ToString(input.ContentType), Metadata: metadata,
	}, nil
}

func (s *Store) transfers(progress func(int64)) *transfermanager.Client {
	return transfermanager.New(s.client, func(o *transfermanager.Options) {
		o.PartSizeBytes, o.MultipartUploadThreshold = partBytes, partBytes
		o.Concurrency = concurrency
		o.FailTimeout = abortTimeout
		if progress != nil {
			o.ObjectProgressListeners.Register(&listener{tell: progress})
		}
	})
}

// listener hears of the parts from several goroutines, and tells of them one after the other. A part that is overtaken by a later
// one adds nothing.
type listener struct {
	mu   sync.Mutex
	sent int64
	tell func(sent int64)
}

// OnObjectBytesTransferred implements transfermanager.ObjectBytesTransferredListener.
func (l *listener) OnObjectBytesTransferred(_ context.Context, event *transfermanager.ObjectBytesTransferredEvent) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if event.BytesTransferred > l.sent {
		l.sent = event.BytesTransferred
		l.tell(l.sent)
	}
}

// encodeTags writes tags as S3 takes them in a header.
func encodeTags(tags map[string]string) string {
	values := url.Values{}
	for key, value := range tags {
		values.Set(key, value)
	}
	return values.Encode()
}

// announced is a body that fails at its end, and so before S3 makes an object of it, when it is not what was announced.
type announced struct {
	from   io.Reader
	sum    hash.Hash
	read   int64
	size   int64
	sha256 string
}

func (a *announced) Read(p []byte) (int, error) {
	n, err := a.from.Read(p)
	a.read += int64(n)
	a.sum.Write(p[:n])
	if !errors.Is(err, io.EOF) {
		return n, err
	}
	if a.read != a.size {
		return n, fmt.Errorf("%w: %d bytes instead of %d", ErrContentChanged, a.read, a.size)
	}
	if sum := hex.EncodeToString(a.sum.Sum(nil)); sum != a.sha256 {
		return n, fmt.Errorf("%w: SHA-256 %s instead of %s", ErrContentChanged, sum, a.sha256)
	}
	return n, io.EOF
}
