package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"hearth/internal/app"
	"hearth/internal/platform/config"
	"hearth/internal/platform/store"
)

// lite and post are the databases' names as they are printed.
const (
	lite = "SQLite"
	post = "PostgreSQL"
)

// place is where the product keeps its data: a directory, and a PostgreSQL database or nothing.
type place struct {
	where    string
	data     string
	database string // its address, of PostgreSQL
	name     string // its name there
}

func (p place) config() config.Config {
	return config.Config{Place: config.Place{Data: p.data, Database: p.database}, Listen: "127.0.0.1:8080"} // for links in mails
}

// args are the arguments of a command that works on this place.
func (p place) args(command string, more ...string) []string {
	all := []string{command, "--data", p.data}
	if p.database != "" {
		all = append(all, "--database", p.database)
	}
	return append(all, more...)
}

// keeper keeps filled databases from run to run. A database is measured on a copy.
type keeper struct {
	hearth, dir string
	schema      string // tells the databases of one schema from those of another
	server      *postgres
}

func newKeeper(hearth, dir string) (*keeper, error) {
	all, err := app.Migrations()
	if err != nil {
		return nil, err
	}
	k := &keeper{hearth: hearth, dir: dir}
	k.schema, err = digest(all)
	return k, errors.Join(err, os.MkdirAll(dir, 0o755))
}

func digest(all []store.Migrations) (string, error) {
	sum := sha256.New()
	for _, m := range all {
		err := fs.WalkDir(m.Files, ".", func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			body, err := fs.ReadFile(m.Files, path)
			fmt.Fprintf(sum, "%s %s %d\n%s", m.Module, path, len(body), body)
			return err
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil))[:8], nil
}

// close ends the database server.
func (k *keeper) close() error {
	if k.server == nil {
		return nil
	}
	return k.server.stop()
}

// postgres returns the database server, started at its first use.
func (k *keeper) postgres(ctx context.Context) (*postgres, error) {
	if k.server == nil {
		var err error
		if k.server, err = startPostgres(ctx, filepath.Join(k.dir, "postgres")); err != nil {
			return nil, err
		}
	}
	return k.server, nil
}

const filledIn = "filled.txt" // in the data directory: how long filling took

// filled returns the kept database with n cases, filling it when there is none. It says how long filling took, now or then.
func (k *keeper) filled(ctx context.Context, where string, n int) (p place, took string, err error) {
	name := fmt.Sprintf("kept_%d_%s", n, k.schema)
	p = place{where: where, data: filepath.Join(k.dir, where+"-"+name), name: name}
	var server *postgres
	if where == post {
		if server, err = k.postgres(ctx); err != nil {
			return p, "", err
		}
		p.database = server.address(name)
	}
	note, err := os.ReadFile(filepath.Join(p.data, filledIn))
	if err == nil {
		return p, strings.TrimSpace(string(note)), nil
	}
	if took, err = k.migrated(ctx, server, p, n); err != nil || took != "" {
		return p, took, err
	}
	if err := k.forget(ctx, server, where, n); err != nil {
		return p, "", err
	}
	if server != nil {
		if err := server.create(ctx, name, ""); err != nil {
			return p, "", err
		}
	}
	began := time.Now()
	c := exec.CommandContext(ctx, k.hearth, p.args("seed", "--people", strconv.Itoa(max(1000, n/20)), "--cases", strconv.Itoa(n))...)
	c.Stdout, c.Stderr = os.Stderr, os.Stderr
	if err := c.Run(); err != nil {
		return p, "", fmt.Errorf("seed: %w", err)
	}
	took = fmt.Sprintf("filled on %s in %d s", began.UTC().Format("2 January 2006"), int(time.Since(began).Seconds()))
	if server != nil { // what autovacuum does in its time
		if err := server.exec(ctx, name, `VACUUM (ANALYZE)`); err != nil {
			return p, "", err
		}
		took += fmt.Sprintf(", with VACUUM (ANALYZE) in %d s", int(time.Since(began).Seconds()))
	}
	return p, took, os.WriteFile(filepath.Join(p.data, filledIn), []byte(took+"\n"), 0o600)
}

// forget removes what is kept, or was begun, of a size.
func (k *keeper) forget(ctx context.Context, server *postgres, where string, n int) error {
	old, err := filepath.Glob(filepath.Join(k.dir, fmt.Sprintf("%s-kept_%d_*", where, n)))
	if err != nil {
		return err
	}
	for _, dir := range old {
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	if server == nil {
		return nil
	}
	return server.dropAll(ctx, fmt.Sprintf("kept\\_%d\\_%%", n))
}

// copied returns a copy of p, and what removes it.
func (k *keeper) copied(ctx context.Context, p place) (c place, remove func() error, err error) {
	c = place{where: p.where}
	if c.data, err = os.MkdirTemp(k.dir, "run-"); err != nil {
		return c, nil, err
	}
	remove = func() error { return os.RemoveAll(c.data) }
	if err := os.CopyFS(c.data, os.DirFS(p.data)); err != nil { // where the file system can, it shares the blocks
		return c, nil, errors.Join(err, remove())
	}
	if p.database == "" {
		return c, remove, syncAll(c.data)
	}
	c.name = "run_" + strings.ToLower(filepath.Base(c.data)[len("run-"):])
	c.database = k.server.address(c.name)
	remove = func() error {
		return errors.Join(os.RemoveAll(c.data), k.server.dropAll(context.WithoutCancel(ctx), "run\\_%"))
	}
	return c, remove, errors.Join(k.server.create(ctx, c.name, p.name), k.server.exec(ctx, c.name, "CHECKPOINT"))
}

// syncAll brings a copy to the disk, so that the system does not write it while something is measured.
func syncAll(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		return errors.Join(f.Sync(), f.Close())
	})
}
