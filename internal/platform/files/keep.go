package files

import (
	"context"
	"fmt"
	"io"

	"hearth/internal/platform/store"
)

// Blob is the content of one or more files of an owner: what a backup copies.
type Blob struct {
	ID, SHA256 string
	Size       int64
}

const blobsAtOnce = 1000

// Blobs calls f for each blob that q knows, in the order of their ids, until f fails.
func Blobs(ctx context.Context, q store.Querier, f func(Blob) error) error {
	for after := ""; ; {
		some, err := store.All[Blob](ctx, q, `SELECT id, sha256, size FROM files_blob WHERE id > $1 ORDER BY id LIMIT $2`, after, blobsAtOnce)
		if err != nil {
			return fmt.Errorf("list attachments: %w", err)
		}
		for _, b := range some {
			if err := f(b); err != nil {
				return err
			}
			after = b.ID
		}
		if len(some) < blobsAtOnce {
			return nil
		}
	}
}

// Has reports whether q knows the blob.
func Has(ctx context.Context, q store.Querier, id string) (bool, error) {
	n, err := store.One[int](ctx, q, `SELECT count(*) FROM files_blob WHERE id = $1`, id)
	return n > 0, err
}

// ReadBlob returns the content of a blob in the store's directory; one that is not there is fs.ErrNotExist.
func (s *Store) ReadBlob(id string) ([]byte, error) {
	f, err := s.openBlob(id)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	return io.ReadAll(f)
}

// WriteBlob puts a blob of a backup into the store's directory, synced. It is there afterwards or the error says why not.
func (s *Store) WriteBlob(id string, content []byte) error { return s.writeBlob(id, content) }
