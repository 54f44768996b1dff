package faults

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearth/internal/platform/audit"
	"hearth/internal/platform/files"
	"hearth/internal/platform/store"
)

// halves are the ways in which an act could be kept in part, each as a count that must be nought.
var halves = map[string]string{
	"entries without their case":          `SELECT count(*) FROM desk_entry e WHERE NOT EXISTS (SELECT 1 FROM desk_case c WHERE c.id = e.case_id)`,
	"cases without their first message":   `SELECT count(*) FROM desk_case c WHERE NOT EXISTS (SELECT 1 FROM desk_entry e WHERE e.case_id = c.id AND e.kind = 'message')`,
	"cases without both promises":         `SELECT count(*) FROM desk_case c WHERE 2 <> (SELECT count(*) FROM promise_promise p WHERE p.owner_kind = 'case' AND p.owner_id = c.id)`,
	"cases without their acknowledgement": `SELECT count(*) FROM desk_case c WHERE 1 <> (SELECT count(*) FROM mail_outbox m WHERE m.about = c.id AND m.kind = 'case.acknowledgement')`,
	"cases that the record does not know": `SELECT count(*) FROM desk_case c WHERE 1 <> (SELECT count(*) FROM audit_entry a WHERE a.kind = 'case' AND a.object = c.id AND a.action = 'case.open')`,
	"messages that the search cannot find": `SELECT count(*) FROM desk_case c WHERE (SELECT COALESCE(SUM(s.size), 0) FROM search_doc s WHERE s.kind = 'case' AND s.ref = c.id) <
		(SELECT COALESCE(SUM(length(e.body)), 0) FROM desk_entry e WHERE e.case_id = c.id AND e.kind = 'message' AND NOT e.internal AND e.withdrawn_at IS NULL)`,
	"cases that the search cannot find": `SELECT count(*) FROM desk_case c WHERE NOT EXISTS (SELECT 1 FROM search_doc s WHERE s.kind = 'case' AND s.ref = c.id)`,
	"answered cases with a running promise": `SELECT count(*) FROM desk_case c WHERE c.state = 'answered' AND EXISTS (SELECT 1 FROM promise_promise p
		WHERE p.owner_id = c.id AND p.state = 'running')`,
	"answers that were not mailed":   `SELECT count(*) FROM desk_case c WHERE c.state = 'answered' AND NOT EXISTS (SELECT 1 FROM mail_outbox m WHERE m.about = c.id AND m.kind = 'case.answer')`,
	"attachments without their file": `SELECT count(*) FROM desk_file d WHERE NOT EXISTS (SELECT 1 FROM files_file f WHERE f.id = d.file_id AND f.owner = d.case_id)`,
	"files without their content":    `SELECT count(*) FROM files_file f WHERE NOT EXISTS (SELECT 1 FROM files_blob b WHERE b.id = f.blob_id AND b.sha256 = f.sha256 AND b.size = f.size)`,
	"ratings without their case":     `SELECT count(*) FROM rating_rating r WHERE NOT EXISTS (SELECT 1 FROM desk_case c WHERE c.id = r.case_id)`,
}

// flaws says what is not whole in an installation whose database is open: half acts, damaged pages, lost or changed attachments, and what the record finds.
func flaws(t *testing.T, db *store.DB, data string) (found []string) {
	t.Helper()
	for what, query := range halves {
		n, err := store.One[int](t.Context(), db, query)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if n > 0 {
			found = append(found, what)
		}
	}
	if db.Dialect() == store.SQLite {
		found = append(found, pages(t, db)...)
	}
	dir := filepath.Join(data, "files")
	if db.Dialect() == store.Postgres {
		dir = ""
	}
	blobs := files.New(db, dir)
	err := files.Blobs(t.Context(), db, func(b files.Blob) error {
		if dir == "" {
			return nil // in the database, whose own checks hold for it
		}
		content, err := blobs.ReadBlob(b.ID)
		if sum := sha256.Sum256(content); err != nil || hex.EncodeToString(sum[:]) != b.SHA256 || int64(len(content)) != b.Size {
			found = append(found, "an attachment is lost or changed")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := verify(t, db, data); err != nil {
		found = append(found, "the record: "+err.Error())
	}
	return found
}

// pages are the damages that SQLite finds in its file.
func pages(t *testing.T, db *store.DB) (found []string) {
	t.Helper()
	all, err := store.All[string](t.Context(), db, `PRAGMA integrity_check`)
	if err != nil || len(all) != 1 || all[0] != "ok" {
		found = append(found, "integrity_check: "+strings.Join(all, "; ")+errText(err))
	}
	broken, err := store.All[string](t.Context(), db, `SELECT "table" FROM pragma_foreign_key_check`)
	if err != nil || len(broken) > 0 {
		found = append(found, "foreign_key_check: "+strings.Join(broken, "; ")+errText(err))
	}
	return found
}

func errText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// verify reads the record with the key of the installation, as `hearth audit verify` does.
func verify(t *testing.T, db *store.DB, data string) error {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(data, "key"))
	if err != nil {
		return err
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil {
		return err
	}
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte("hearth audit"))
	_, err = audit.New(db, mac.Sum(nil), slog.New(slog.DiscardHandler)).AnchorAt(filepath.Join(data, "audit.log")).Verify(t.Context(), db)
	return err
}
