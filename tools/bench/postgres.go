package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"hearth/internal/platform/store/dbtest"
)

// postgres is a database server of the measurement's own, whose data are kept.
type postgres struct {
	cluster *dbtest.Cluster
	pid     int
}

func startPostgres(ctx context.Context, dir string) (*postgres, error) {
	c, err := dbtest.StartKept(dir)
	if err != nil {
		return nil, err
	}
	p := &postgres{cluster: c}
	text, err := os.ReadFile(filepath.Join(c.Data(), "postmaster.pid"))
	if err == nil {
		first, _, _ := strings.Cut(string(text), "\n")
		p.pid, err = strconv.Atoi(first)
	}
	if err != nil {
		return nil, errors.Join(err, c.Stop())
	}
	return p, p.dropAll(ctx, "run\\_%") // of a run that was interrupted
}

func (p *postgres) stop() error { return p.cluster.Stop() }

func (p *postgres) address(name string) string { return p.cluster.URL(name) }

// exec runs a statement in a database.
func (p *postgres) exec(ctx context.Context, name, statement string) error {
	c, err := pgx.Connect(ctx, p.address(name))
	if err != nil {
		return err
	}
	_, err = c.Exec(ctx, statement)
	return errors.Join(err, c.Close(ctx))
}

// create makes a database, as a copy of template unless that is empty.
func (p *postgres) create(ctx context.Context, name, template string) error {
	statement := "CREATE DATABASE " + name
	if template != "" {
		statement += " TEMPLATE " + template + " STRATEGY FILE_COPY"
	}
	return p.exec(ctx, "postgres", statement)
}

// dropAll removes the databases whose names are like pattern.
func (p *postgres) dropAll(ctx context.Context, pattern string) error {
	c, err := pgx.Connect(ctx, p.address("postgres"))
	if err != nil {
		return err
	}
	defer c.Close(ctx) //nolint:errcheck // nothing is under way
	rows, err := c.Query(ctx, "SELECT datname::text FROM pg_database WHERE datname LIKE $1", pattern)
	if err != nil {
		return err
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return err
	}
	for _, name := range names {
		if _, err := c.Exec(ctx, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			return err
		}
	}
	return nil
}

// spent is the processor time that the server has used with all its processes, those that ended included.
func (p *postgres) spent() (all time.Duration, err error) {
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		return 0, err
	}
	for _, path := range stats {
		b, err := os.ReadFile(path)
		if err != nil {
			continue // it has ended
		}
		text := string(b)
		fields := strings.Fields(text[strings.LastIndexByte(text, ')')+1:])
		pid, err := strconv.Atoi(filepath.Base(filepath.Dir(path)))
		if err != nil {
			return 0, err
		}
		if parent := strconv.Itoa(p.pid); pid != p.pid && fields[1] != parent {
			continue
		}
		if used, err := cpuOf(pid); err == nil { // else it has just ended
			all += used
		}
		if pid == p.pid {
			ended, err := ticks(fields[13], fields[14])
			if err != nil {
				return 0, err
			}
			all += ended
		}
	}
	return all, nil
}

// ticks adds up times as /proc counts them: in hundredths of a second on every Linux that Go runs on.
func ticks(all ...string) (sum time.Duration, err error) {
	for _, text := range all {
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return 0, fmt.Errorf("processor time: %w", err)
		}
		sum += time.Duration(n) * time.Second / 100
	}
	return sum, nil
}
