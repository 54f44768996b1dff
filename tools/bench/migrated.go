package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"hearth/internal/app"
	"hearth/internal/platform/store"
)

// migrated takes what is kept of an older schema over as p, as the product does when it starts: filling a large one again takes half an hour. It returns "" when there is
// nothing that can be: what was not filled to the end, and what this program cannot migrate.
func (k *keeper) migrated(ctx context.Context, server *postgres, p place, n int) (took string, err error) {
	old, err := filepath.Glob(filepath.Join(k.dir, fmt.Sprintf("%s-kept_%d_*", p.where, n)))
	if err != nil || len(old) != 1 {
		return "", err
	}
	note, err := os.ReadFile(filepath.Join(old[0], filledIn))
	if err != nil {
		return "", nil //nolint:nilerr // it was not filled to the end
	}
	name := strings.TrimPrefix(filepath.Base(old[0]), p.where+"-")
	address := filepath.Join(old[0], "hearth.db")
	if server != nil {
		address = server.address(name)
	}
	if err := migrate(ctx, address); err != nil {
		fmt.Fprintf(os.Stderr, "bench: %s is filled anew: %v\n", name, err)
		return "", nil
	}
	if server != nil {
		if err := server.exec(ctx, "postgres", fmt.Sprintf(`ALTER DATABASE %s RENAME TO %s`, name, p.name)); err != nil {
			return "", err
		}
	}
	took, _, _ = strings.Cut(strings.TrimSpace(string(note)), "; ")
	took += "; its schema was brought up to date since"
	return took, errors.Join(os.Rename(old[0], p.data), os.WriteFile(filepath.Join(p.data, filledIn), []byte(took+"\n"), 0o600))
}

// migrate brings a database to the present schema, with statistics of what is new.
func migrate(ctx context.Context, address string) error {
	all, err := app.Migrations()
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, address, nil)
	if err != nil {
		return err
	}
	return errors.Join(db.Migrate(ctx, all...), db.Survey(ctx), db.Close())
}
