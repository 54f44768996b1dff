package files

import (
	"bytes"
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
	"sync/atomic"

	"hearth/internal/platform/fault"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/store"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Migrations returns the schema of this package.
func Migrations() store.Migrations { return store.Migrations{Module: "files", Files: migrations} }

// MaxSize is how many bytes a file may have.
const MaxSize = 20 << 20

// File is a file that is kept. DeletedAt is zero until it was deleted; then Name is empty and its content is gone.
type File struct {
	ID, Owner, Name, ContentType string
	Size                         int64
	SHA256                       string
	CreatedAt, DeletedAt         store.Time
}

// Staged is a file that was taken but belongs to nobody yet. Keep makes it a File; what is not kept goes with the request, see Clearing, or is swept after a day.
type Staged struct {
	id, name, kind, sum string
	size                int64
	content             []byte       // nil where blobs are kept in a directory
	given               *atomic.Bool // a transaction took, or tried to take, the blob
}

// Store keeps files: their rows in the database, their content in a directory or, without one, in the database too. It is safe for
// concurrent use.
type Store struct {
	db        *store.DB
	dir       string
	beginning sync.Mutex // guards begun
	begun     bool       // dir is there and synced
}

// New returns a store. Without dir the content is kept in the database.
func New(db *store.DB, dir string) *Store { return &Store{db: db, dir: dir} }

// Stage takes a file before the transaction in which it is kept. With a directory the bytes are on disk, and synced, when it returns.
// It refuses an empty file, one of more than MaxSize, and one whose content (not its name) is of a kind that Hearth does not take. Nothing
// inside a file is changed: a photo keeps what the camera wrote into it, such as the place.
func (s *Store) Stage(ctx context.Context, name, _ string, r io.Reader) (Staged, error) {
	name = CleanName(name)
	content, err := readUpTo(r, MaxSize+1)
	if err != nil {
		return Staged{}, fault.New(fault.Invalid, "The file %s did not arrive whole. Send it again.", name)
	}
	if len(content) > MaxSize {
		rest, _ := io.Copy(io.Discard, r) // only to say how large it is
		return Staged{}, fault.New(fault.TooLarge, "A file may have up to %d MB; this one has %d MB. Send a smaller photo or a PDF.",
			MaxSize>>20, (int64(len(content))+rest)>>20)
	}
	if len(content) == 0 {
		return Staged{}, fault.New(fault.Invalid, "The file %s is empty. Choose it again.", name)
	}
	kind, ok := sniff(name, content)
	if !ok {
		return Staged{}, fault.New(fault.Invalid, "The file %s is of a kind that we cannot take. Send a PDF, a photo, a text, a table or a sound recording.", name)
	}
	staged, err := s.stage(name, kind, content)
	if err == nil {
		s.cleared(ctx, staged)
	}
	return staged, err
}

// readUpTo reads up to n bytes. A reader that says how many there are, by Len, gets room for them at once.
func readUpTo(r io.Reader, n int64) ([]byte, error) {
	sized, ok := r.(interface{ Len() int })
	if !ok {
		return io.ReadAll(io.LimitReader(r, n))
	}
	b := bytes.NewBuffer(make([]byte, 0, min(int64(max(sized.Len(), 0)), n)+bytes.MinRead))
	_, err := b.ReadFrom(io.LimitReader(r, n))
	return b.Bytes(), err
}

// StageWhole takes, as Stage does, something of ours that nobody uploaded, such as a mail as it came: of any size, and without looking into it.
func (s *Store) StageWhole(name, contentType string, content []byte) (Staged, error) {
	return s.stage(name, contentType, content)
}

func (s *Store) stage(name, kind string, content []byte) (Staged, error) {
	sum := sha256.Sum256(content)
	staged := Staged{id: ident.New(), name: name, kind: kind, sum: hex.EncodeToString(sum[:]), size: int64(len(content)), content: content, given: new(atomic.Bool)}
	if s.dir == "" {
		return staged, nil
	}
	staged.content = nil
	if err := s.db.Kept(s.writeBlob(staged.id, content)); err != nil {
		return Staged{}, fmt.Errorf("stage file: %w", err)
	}
	return staged, nil
}

// Keep gives a staged file to owner, in the transaction. The same bytes sent twice to one owner are kept once.
func (s *Store) Keep(ctx context.Context, tx *store.Tx, owner string, staged Staged) (File, error) {
	blob, err := store.One[string](ctx, tx, `SELECT id FROM files_blob WHERE owner = $1 AND sha256 = $2`, owner, staged.sum)
	if errors.Is(err, store.ErrNone) {
		blob = staged.id
		staged.given.Store(true)
		err = insertBlob(ctx, tx, owner, staged)
	}
	if err != nil {
		return File{}, fmt.Errorf("keep file: %w", err)
	}
	if blob != staged.id && s.dir != "" {
		tx.AfterCommit(func() { s.dropStaged(staged) })
	}
	f := File{ID: ident.New(), Owner: owner, Name: staged.name, ContentType: staged.kind, Size: staged.size, SHA256: staged.sum, CreatedAt: tx.Now()}
	if _, err := tx.Exec(ctx, `INSERT INTO files_file (id, owner, blob_id, name, content_type, size, sha256, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		f.ID, owner, blob, f.Name, f.ContentType, f.Size, f.SHA256, f.CreatedAt); err != nil {
		return File{}, fmt.Errorf("keep file: %w", err)
	}
	return f, nil
}

// insertBlob writes the row of a staged file; its content is NULL where blobs are on disk.
func insertBlob(ctx context.Context, tx *store.Tx, owner string, staged Staged) error {
	columns, row := []string{"id", "owner", "sha256", "size", "created_at"}, []any{staged.id, owner, staged.sum, staged.size, tx.Now()}
	if staged.content == nil {
		return tx.InsertAll(ctx, "files_blob", columns, [][]any{row})
	}
	return tx.InsertLarge(ctx, "files_blob", columns, row, "content", staged.content)
}

const columns = `id, owner, name, content_type, size, sha256, created_at, deleted_at`

// ByIDs returns files by their ids, deleted ones too; an id that does not exist is left out.
func ByIDs(ctx context.Context, q store.Querier, ids []string) (map[string]File, error) {
	found, err := store.Select[File](ctx, q, new(store.Q).Add(`SELECT `+columns+` FROM files_file WHERE `).Where(store.In("id", ids)))
	if err != nil {
		return nil, fmt.Errorf("read files: %w", err)
	}
	all := make(map[string]File, len(found))
	for _, f := range found {
		all[f.ID] = f
	}
	return all, nil
}

// Erase removes a file without a trace. Its bytes go at once, before the commit, so that no crash leaves them behind: should the transaction fail, the file is
// there without content, and erasing it again ends it.
func (s *Store) Erase(ctx context.Context, tx *store.Tx, id string) error {
	blobs, err := store.All[string](ctx, tx, `SELECT blob_id FROM files_file WHERE id = $1 AND blob_id IS NOT NULL`, id)
	if err != nil {
		return fmt.Errorf("erase file: %w", err)
	}
	if _, err := tx.Exec(ctx, `DELETE FROM files_file WHERE id = $1`, id); err != nil {
		return fmt.Errorf("erase file: %w", err)
	}
	for _, blob := range blobs {
		n, err := tx.Exec(ctx, `DELETE FROM files_blob WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM files_file WHERE blob_id = $1)`, blob)
		if err == nil && n > 0 && s.dir != "" {
			err = s.eraseBlob(blob)
		}
		if err != nil {
			return fmt.Errorf("erase file: %w", err)
		}
	}
	return nil
}

// Open returns a file with its content. A file that does not exist, or was deleted, is NotFound. Whether the reader may see it is for the
// caller to decide first.
func (s *Store) Open(ctx context.Context, q store.Querier, id string) (io.ReadSeekCloser, File, error) {
	all, err := ByIDs(ctx, q, []string{id})
	if err != nil {
		return nil, File{}, err
	}
	f, ok := all[id]
	if !ok || !f.DeletedAt.IsZero() {
		return nil, File{}, fault.New(fault.NotFound, "This file is not there, or it was withdrawn.")
	}
	type blob struct {
		ID      string
		Content []byte
	}
	b, err := store.One[blob](ctx, q, `SELECT b.id, b.content FROM files_blob b JOIN files_file f ON f.blob_id = b.id WHERE f.id = $1`, id)
	if err != nil {
		return nil, File{}, fmt.Errorf("content of file %s: %w", id, err)
	}
	if b.Content != nil {
		return unclosed{bytes.NewReader(b.Content)}, f, nil
	}
	content, err := s.openBlob(b.ID)
	if err != nil {
		return nil, File{}, fmt.Errorf("content of file %s: %w", id, err)
	}
	return content, f, nil
}

// Content returns the whole content of a file, as Open does. The caller does not change it.
func (s *Store) Content(ctx context.Context, q store.Querier, id string) ([]byte, error) {
	if s.dir == "" {
		return pieces(ctx, q, id)
	}
	r, f, err := s.Open(ctx, q, id)
	if err != nil {
		return nil, err
	}
	content := make([]byte, f.Size)
	_, err = io.ReadFull(r, content)
	return content, errors.Join(err, r.Close())
}

// piece is how many bytes of a content are read from the database at once: a whole one would lie in memory once for each layer on the way.
const piece = 1 << 20

// pieces reads the content of a file from the database.
func pieces(ctx context.Context, q store.Querier, id string) ([]byte, error) {
	all, err := ByIDs(ctx, q, []string{id})
	if err != nil {
		return nil, err
	}
	f, ok := all[id]
	if !ok || !f.DeletedAt.IsZero() {
		return nil, fault.New(fault.NotFound, "This file is not there, or it was withdrawn.")
	}
	content := make([]byte, 0, f.Size)
	for int64(len(content)) < f.Size {
		next, err := store.One[[]byte](ctx, q, `SELECT substr(b.content, $2, $3) FROM files_blob b JOIN files_file f ON f.blob_id = b.id WHERE f.id = $1`, id, len(content)+1, piece)
		if err == nil && len(next) == 0 {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, fmt.Errorf("content of file %s: %w", id, err)
		}
		content = append(content, next...)
		if len(content)%(4*piece) == 0 {
			runtime.GC() // each layer on the way has made a copy of what was read
		}
	}
	return content, nil
}

// unclosed is content that lies in memory.
type unclosed struct{ *bytes.Reader }

// Close implements io.Closer.
func (unclosed) Close() error { return nil }

// Delete takes name and content of a file away and leaves its row as a trace. The bytes go when no other file of the owner has them.
// Deleting twice changes nothing.
func (s *Store) Delete(ctx context.Context, tx *store.Tx, id string) error {
	blobs, err := store.All[string](ctx, tx, `SELECT blob_id FROM files_file WHERE id = $1 AND blob_id IS NOT NULL`, id)
	if err != nil || len(blobs) == 0 {
		return err
	}
	if _, err := tx.Exec(ctx, `UPDATE files_file SET blob_id = NULL, name = '', deleted_at = $1 WHERE id = $2`, tx.Now(), id); err != nil {
		return fmt.Errorf("delete file: %w", err)
	}
	n, err := tx.Exec(ctx, `DELETE FROM files_blob WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM files_file WHERE blob_id = $1)`, blobs[0])
	if err != nil {
		return fmt.Errorf("delete file: %w", err)
	}
	if n > 0 && s.dir != "" {
		tx.AfterCommit(func() { s.removeBlob(blobs[0]) })
	}
	return nil
}
