// Command bench measures the product as it is served: it fills a database with `hearth seed` unless one is kept from before, starts `hearth serve` on a
// copy of it, and asks as many different people would. It prints the shape of the data, the rights of those who ask, and for each
// kind of request how many were answered in a second, how long they took and what they cost the server; and beside opening a case the floor: the rows
// that the product writes for one, written by prepared statements in one commit on the same database.
//
//	go run ./tools/bench -cases 10000,1000000
//	go run ./tools/bench -database sqlite -only 'queue|open' -for 2s
//
// The client shares the processors with the server. Answers come without compression, but where their size is measured.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// options are what the command line says.
type options struct {
	hearth, dir string
	sizes       []int
	databases   []string
	lasts       time.Duration
	day         time.Duration
	only        *regexp.Regexp
	profile     string
}

func main() {
	if len(os.Args) == 3 && os.Args[1] == "-empty-handler" {
		serveNothing(os.Args[2])
		return
	}
	o, err := parse()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err = o.run(ctx)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func parse() (o options, err error) {
	var cases, databases, only string
	flag.StringVar(&o.hearth, "hearth", "bin/hearth", "the program to measure")
	flag.StringVar(&o.dir, "dir", ".cache/bench", "where filled databases are kept")
	flag.StringVar(&cases, "cases", "100000", "how many cases; several sizes with commas between")
	flag.StringVar(&databases, "database", "sqlite,postgres", "which databases")
	flag.DurationVar(&o.lasts, "for", 2*time.Second, "how long each kind of request is measured")
	flag.DurationVar(&o.day, "day", 2*time.Minute, "how long a desk at work is measured, at the largest size; 0 for not at all")
	flag.StringVar(&only, "only", "", "measure only what has a name that this expression finds, such as 'queue|open'; "+
		"besides the requests: floor, empty, memory, start, demo, view, mail, desk at work")
	flag.StringVar(&o.profile, "profile", "", "serve in this process and write its processor profile to this file")
	flag.Parse()
	for text := range strings.SplitSeq(cases, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 1 {
			return o, errors.New("-cases takes numbers, such as 10000,100000")
		}
		o.sizes = append(o.sizes, n)
	}
	for text := range strings.SplitSeq(databases, ",") {
		where, known := map[string]string{"sqlite": lite, "postgres": post}[text]
		if !known {
			return o, errors.New("-database takes sqlite, postgres, or both with a comma between")
		}
		o.databases = append(o.databases, where)
	}
	o.only, err = regexp.Compile(only)
	return o, err
}

// wants reports whether something is measured by its name.
func (o options) wants(name string) bool { return o.only.MatchString(name) }

func (o options) run(ctx context.Context) (err error) {
	k, err := newKeeper(o.hearth, o.dir)
	if err != nil {
		return err
	}
	unlock, err := lock(filepath.Join(o.dir, "lock"))
	if err != nil {
		return err
	}
	defer unlock()
	defer func() { err = errors.Join(err, k.close()) }()
	r := newReport(os.Stdout)
	r.say("%s, %d processors, which server, database and client share, %s, %s; each line %s.", time.Now().UTC().Format("2006-01-02 15:04 UTC"), runtime.NumCPU(),
		runtime.Version(), load(), o.lasts)
	began, filling := time.Now(), time.Duration(0)
	for _, n := range o.sizes {
		for _, where := range o.databases {
			from := time.Now()
			p, took, err := k.filled(ctx, where, n)
			if err != nil {
				return fmt.Errorf("%s, %d cases: %w", where, n, err)
			}
			filling += time.Since(from)
			if err := o.measure(ctx, r, k, p, took); err != nil {
				return fmt.Errorf("%s, %d cases: %w", where, n, err)
			}
		}
	}
	if err := o.apart(ctx, r); err != nil {
		return err
	}
	r.compare()
	r.sum()
	r.say("\nMeasured in %d s; filling took %d s besides. %s", int((time.Since(began) - filling).Seconds()), int(filling.Seconds()), load())
	return nil
}

// apart measures what depends on no database: the handler that does nothing, and the start of the demo. PostgreSQL alone leaves it out.
func (o options) apart(ctx context.Context, r *report) error {
	if !slices.Contains(o.databases, lite) {
		return nil
	}
	if o.wants("demo") {
		if err := o.demo(ctx, r); err != nil {
			return err
		}
	}
	if o.wants("empty") {
		return o.emptyHandler(ctx, r)
	}
	return nil
}

// serveNothing answers every request with nothing, until it is ended.
func serveNothing(address string) {
	s := &http.Server{Addr: address, ReadHeaderTimeout: time.Second, Handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, func() { _ = s.Close() }) // it is over
	if err := s.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// emptyHandler measures what a server that does nothing answers here, to the same client: what is left for everything else.
func (o options) emptyHandler(ctx context.Context, r *report) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	s, err := start(ctx, program, "-empty-handler")
	if err != nil {
		return err
	}
	k := kind{name: "an empty handler", make: func(int) request { return request{method: "GET", path: "/"} }}
	r.say("\n## An empty handler")
	r.head()
	for _, atOnce := range []int{1, 8} {
		m, err := measure(ctx, s, k, atOnce, o.lasts)
		if err != nil {
			return errors.Join(err, s.stop())
		}
		r.line("Go", 0, k, m)
	}
	return s.stop()
}

// lock keeps two measurements from disturbing each other.
func lock(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(fmt.Errorf("another measurement runs (%s is locked): %w", path, err), f.Close())
	}
	return func() { _ = f.Close() }, nil // closing gives the lock back
}

// load is how busy the machine is with other things.
func load() string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "load unknown"
	}
	return "load " + strings.Join(strings.Fields(string(b))[:2], " ")
}
