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

// Cluster is a PostgreSQL server that is reached by its unix socket only. One of StartCluster lives for one test run, with nothing synced; one of
// StartKept leaves its data behind, and each commit of it waits for the disk.
type Cluster struct {
	dir  string // of the socket
	data string
	kept bool
}

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
	c := &Cluster{dir: dir, data: dir + "/data"}
	if err := os.Chmod(dir, 0o755); err != nil {
		return nil, err
	}
	options := "-k " + dir + " -h '' -F -c fsync=off -c full_page_writes=off -c synchronous_commit=off " +
		"-c shared_buffers=128MB -c max_connections=400 -c max_pred_locks_per_transaction=256"
	if err := c.init("--no-sync"); err != nil {
		return nil, err
	}
	return c, c.run("pg_ctl", "-D", c.data, "-w", "-l", dir+"/log", "-o", options, "start")
}

// kept are the settings of a small server of its own, for 4 GB of memory and a solid-state disk. All that makes commits safe is as PostgreSQL has it from the start.
const kept = " -c shared_buffers=1GB -c effective_cache_size=3GB -c work_mem=16MB -c maintenance_work_mem=256MB -c random_page_cost=1.1" +
	" -c max_wal_size=4GB -c checkpoint_timeout=15min -c max_connections=100"

// StartKept starts a cluster as an installation has it: its data stay in the directory data, and a commit waits for the disk. A server that an interrupted
// run left there is ended first. Stop it when done.
func StartKept(data string) (*Cluster, error) {
	if !Installed() {
		return nil, errors.New("PostgreSQL is not installed: apt-get install postgresql")
	}
	dir, err := os.MkdirTemp("", "hearth-pg")
	if err != nil {
		return nil, err
	}
	if data, err = filepath.Abs(data); err != nil {
		return nil, err
	}
	c := &Cluster{dir: dir, data: data, kept: true}
	if err := errors.Join(os.Chmod(dir, 0o755), os.MkdirAll(data, 0o700)); err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(data, "PG_VERSION")); err != nil {
		if err := c.init(); err != nil {
			return nil, err
		}
	} else {
		_ = c.run("pg_ctl", "-D", data, "-m", "fast", "-w", "stop") // mostly there is none
	}
	return c, c.run("pg_ctl", "-D", data, "-w", "-t", "120", "-l", dir+"/log", "-o", "-k "+dir+" -h ''"+kept, "start")
}

func (c *Cluster) init(more ...string) error {
	return c.run("initdb", append([]string{"-D", c.data, "-U", "hearth", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"}, more...)...)
}

// URL returns the address of a database of the cluster.
func (c *Cluster) URL(database string) string { return address(c.dir, database) }

// Dir returns the folder that holds the cluster and its socket.
func (c *Cluster) Dir() string { return c.dir }

func address(dir, database string) string {
	return "postgres://hearth@/" + database + "?host=" + url.QueryEscape(dir) + "&sslmode=disable"
}

// Data returns the folder of the cluster's data.
func (c *Cluster) Data() string { return c.data }

// Stop ends the server and removes its files, but the data of a kept one.
func (c *Cluster) Stop() error {
	mode := "immediate"
	if c.kept {
		mode = "fast"
	}
	return errors.Join(c.run("pg_ctl", "-D", c.data, "-m", mode, "-w", "-t", "300", "stop"), os.RemoveAll(c.dir))
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
		for _, dir := range []string{c.dir, c.data} {
			if err := os.Chown(dir, uid, gid); err != nil && !os.IsNotExist(err) {
				return err
			}
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
