// Command bench measures the product as it is served: it fills a database with package demo/seed unless one is kept from before, starts `hearth serve` on a
// copy of it, and asks as many different people would. It prints the shape of the data, the rights of those who ask, and for each
// kind of request how many were answered in a second, how long they took and what they cost the server.
//
//	go run ./tools/bench -hearth bin/hearth -cases 10000,100000
//
// The client shares the machine with the server. Processor time is the server process's alone; on the embedded database that includes the database.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// options are what the command line says.
type options struct {
	hearth, dir string
	sizes       []int
	lasts       time.Duration
	only        string
	profile     string
}

func main() {
	var o options
	var cases string
	flag.StringVar(&o.hearth, "hearth", "bin/hearth", "the program to measure")
	flag.StringVar(&o.dir, "dir", ".cache/bench", "where filled databases are kept")
	flag.StringVar(&cases, "cases", "100000", "how many cases; several sizes with commas between")
	flag.DurationVar(&o.lasts, "for", 5*time.Second, "how long each kind of request is measured")
	flag.StringVar(&o.only, "only", "", "measure only kinds of requests whose name holds this")
	flag.StringVar(&o.profile, "profile", "", "serve in this process and write its processor profile to this file")
	flag.Parse()
	for text := range strings.SplitSeq(cases, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil || n < 1 {
			fmt.Fprintln(os.Stderr, "bench: -cases takes numbers, such as 10000,100000")
			os.Exit(2)
		}
		o.sizes = append(o.sizes, n)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := o.run(ctx, os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func (o options) run(ctx context.Context, out io.Writer) error {
	fmt.Fprintf(out, "%s, %d processors, %s, %s\n", time.Now().UTC().Format("2006-01-02 15:04 UTC"), runtime.NumCPU(), runtime.Version(), load())
	for _, n := range o.sizes {
		if err := o.size(ctx, out, n); err != nil {
			return fmt.Errorf("%d cases: %w", n, err)
		}
	}
	return nil
}

// size measures one number of cases.
func (o options) size(ctx context.Context, out io.Writer, n int) (err error) {
	kept := filepath.Join(o.dir, fmt.Sprintf("sqlite-%d", n))
	if err := o.fill(ctx, kept, n); err != nil {
		return err
	}
	data, err := os.MkdirTemp(o.dir, "run-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(data)) }()
	if err := os.CopyFS(data, os.DirFS(kept)); err != nil {
		return err
	}
	w, err := prepare(ctx, out, data)
	if err != nil {
		return err
	}
	s, err := o.serve(ctx, data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	fmt.Fprintf(out, "start to first answer: %d ms; private memory then: %d MiB\n\n", s.began.Milliseconds(), s.private()>>20)
	head(out)
	for _, k := range w.kinds() {
		for _, atOnce := range []int{1, 8} {
			if o.only != "" && !strings.Contains(k.name, o.only) {
				continue
			}
			m, err := measure(ctx, s, k, atOnce, o.lasts)
			if err != nil {
				return fmt.Errorf("%s: %w", k.name, err)
			}
			m.print(out, k.bar)
		}
	}
	fmt.Fprintf(out, "\nprivate memory after the load: %d MiB\n", s.private()>>20)
	return emptyHandler(ctx, out, o.lasts)
}

// serve starts the server, with a profile of it where one is asked for.
func (o options) serve(ctx context.Context, data string) (*server, error) {
	if o.profile == "" {
		return start(ctx, o.hearth, data)
	}
	f, err := os.Create(o.profile)
	if err != nil {
		return nil, err
	}
	s, err := startInside(ctx, data)
	if err != nil {
		return nil, err
	}
	end := s.end
	s.end = func() error {
		pprof.StopCPUProfile()
		return errors.Join(f.Close(), end())
	}
	return s, pprof.StartCPUProfile(f)
}

// fill makes the database that is kept, unless it is there. A run that was interrupted leaves none.
func (o options) fill(ctx context.Context, kept string, n int) error {
	if _, err := os.Stat(filepath.Join(kept, "hearth.db")); err == nil {
		return nil
	}
	half := kept + ".half"
	if err := errors.Join(os.RemoveAll(half), os.MkdirAll(half, 0o700)); err != nil {
		return err
	}
	c := exec.CommandContext(ctx, o.hearth, "seed", "--data", half, "--people", strconv.Itoa(max(1000, n/20)), "--cases", strconv.Itoa(n))
	c.Stdout, c.Stderr = os.Stderr, os.Stderr
	if err := c.Run(); err != nil {
		return fmt.Errorf("seed: %w", err)
	}
	return os.Rename(half, kept)
}

// load is how busy the machine is with other things.
func load() string {
	b, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "load unknown"
	}
	return "load before " + strings.Join(strings.Fields(string(b))[:2], " ")
}
