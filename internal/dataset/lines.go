// Copyright (c) The terraform-provider-bedrock authors
// SPDX-License-Identifier: MPL-2.0

package dataset

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
)

// MaxLineBytes is the longest line that is read; a longer one is a problem of the data set. It bounds the memory.
const MaxLineBytes = 16 << 20

const readBytes = 256 << 10

// lineReader reads lines of bounded length from a stream, without copying those that fit its buffer.
type lineReader struct {
	buffered *bufio.Reader
	long     []byte // holds a line that did not fit
}

func newLineReader(r io.Reader) *lineReader {
	return &lineReader{buffered: bufio.NewReaderSize(r, readBytes)}
}

// next returns the next line without its line feed, valid until the next call. tooLong means that the line was longer
// than MaxLineBytes and was skipped. The error is io.EOF after the last line, which needs no line feed.
func (l *lineReader) next() (line []byte, tooLong bool, err error) {
	line, err = l.buffered.ReadSlice('\n')
	if errors.Is(err, bufio.ErrBufferFull) {
		line, tooLong, err = l.rest(line)
	}
	if errors.Is(err, io.EOF) && (len(line) > 0 || tooLong) {
		err = nil
	}
	if err != nil {
		return nil, false, err
	}
	line = bytes.TrimSuffix(line, []byte("\n"))
	return line, tooLong || len(line) > MaxLineBytes, nil
}

// rest collects a line that begins with part and did not fit the buffer. Behind MaxLineBytes and a line feed it only
// looks for the end.
func (l *lineReader) rest(part []byte) (line []byte, tooLong bool, err error) {
	l.long = append(l.long[:0], part...)
	for err = bufio.ErrBufferFull; errors.Is(err, bufio.ErrBufferFull); {
		part, err = l.buffered.ReadSlice('\n')
		if len(l.long)+len(part) > MaxLineBytes+1 {
			tooLong = true
			continue
		}
		l.long = append(l.long, part...)
	}
	return l.long, tooLong, err
}

// contextReader stops a stream when its context ends.
type contextReader struct {
	ctx context.Context //nolint:containedctx // an io.Reader has no other way to see it
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
