package dbtest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// Cluster is a PostgreSQL server that lives for one test run: unix socket only, nothing synced.
type Cluster struct{ dir string }

// tool finds a PostgreSQL program in PATH or where Debian puts it; "" when it is not installed.
func tool(name string) string {
	if path, err := exec.LookPath(name); err == nil {
		return path
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name) // the pattern is well formed
	if len(found) == 0 {
		return ""
	}
	return found[len(found)-1]
}

// Installed reports whether PostgreSQL's programs are on this machine.
func Installed() bool { return tool("initdb") != "" }

// StartCluster makes and starts a cluster in a temporary folder. Stop it when done.
func StartCluster() (*Cluster, error) {
	if !Installed() {
		return nil, errors.New("PostgreSQL is not installed: apt-get install postgresql")
	}
	dir, err := os.MkdirTemp("", "hearth-pg")
	if err != nil {
		return nil, err
	}
	c := &Cluster{dir}
	if err := os.Chmod(dir, 0o755); err != nil {
		return nil, err
	}
	options := "-k " + dir + " -h '' -F -c fsync=off -c full_page_writes=off -c synchronous_commit=off " +
		"-c shared_buffers=128MB -c max_connections=400 -c max_pred_locks_per_transaction=256"
	if err := c.run("initdb", "-D", dir+"/data", "-U", "hearth", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"); err != nil {
		return nil, err
	}
	return c, c.run("pg_ctl", "-D", dir+"/data", "-w", "-l", dir+"/log", "-o", options, "start")
}

// URL returns the address of a database of the cluster.
func (c *Cluster) URL(database string) string { return address(c.dir, database) }

// Dir returns the folder that holds the cluster and its socket.
func (c *Cluster) Dir() string { return c.dir }

func address(dir, database string) string {
	return "postgres://hearth@/" + database + "?host=" + url.QueryEscape(dir) + "&sslmode=disable"
}

// Stop ends the server and removes its files.
func (c *Cluster) Stop() error {
	return errors.Join(c.run("pg_ctl", "-D", c.dir+"/data", "-m", "immediate", "-w", "stop"), os.RemoveAll(c.dir))
}

// run starts a PostgreSQL program, as nobody when we are root, because the server refuses root.
func (c *Cluster) run(name string, args ...string) error {
	command := exec.Command(tool(name), args...)
	command.Dir = "/"
	if os.Getuid() == 0 {
		nobody, err := user.Lookup("nobody")
		if err != nil {
			return err
		}
		uid, _ := strconv.Atoi(nobody.Uid) // a number on every unix
		gid, _ := strconv.Atoi(nobody.Gid)
		if err := os.Chown(c.dir, uid, gid); err != nil {
			return err
		}
		command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	}
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w: %s", name, err, out)
	}
	return nil
}

// create makes a database in the cluster whose socket is in dir.
func create(ctx context.Context, dir, name, template string) error {
	db, err := sql.Open("pgx", address(dir, "postgres"))
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // a short-lived connection of a test
	statement := "CREATE DATABASE " + name
	if template != "" {
		statement += " TEMPLATE " + template + " STRATEGY FILE_COPY"
	}
	_, err = db.ExecContext(ctx, statement)
	return err
}

func drop(dir, name string) {
	db, err := sql.Open("pgx", address(dir, "postgres"))
	if err != nil {
		return
	}
	defer db.Close()                                          //nolint:errcheck // as above
	_, _ = db.Exec("DROP DATABASE " + name + " WITH (FORCE)") // the cluster goes away with the run anyway
}
