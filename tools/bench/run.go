package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
	"slices"
	"strings"
	"time"
)

const (
	starts    = 5 // of which the middle one counts
	rests     = 60 * time.Second
	looks     = 250 * time.Millisecond // at the memory, under load
	startBar  = 1.0                    // seconds, with a million cases
	demoBar   = 0.15
	crowd     = 64 // at once, where only failures count
	crowdPart = 3  // a third of the time
)

// measure measures a copy of a kept database: its start, its memory at rest, each kind of request, and the floor of opening a case.
func (o options) measure(ctx context.Context, r *report, k *keeper, kept place, took string) (err error) {
	p, remove, err := k.copied(ctx, kept)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove()) }()
	w, err := prepare(ctx, r, p, took)
	if err != nil {
		return err
	}
	if o.wants("start") {
		if err := o.secondStart(ctx, r, p, w.cases); err != nil {
			return err
		}
	}
	if err := o.serve(ctx, r, k, p, w); err != nil {
		return err
	}
	if err := o.desk(ctx, r, k, p, w); err != nil {
		return err
	}
	if err := o.mails(ctx, r, p); err != nil {
		return err
	}
	if !o.wants("floor") {
		return nil
	}
	return o.floor(ctx, r, k, p, w.cases)
}

// serve starts the server and measures what it answers.
func (o options) serve(ctx context.Context, r *report, k *keeper, p place, w *world) (err error) {
	s, err := o.server(ctx, p)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	if p.where == post {
		s.spends = k.server.spent
	}
	if o.wants("memory") {
		if err := rest(ctx, r, p.where, s, "after the start"); err != nil {
			return err
		}
	}
	if err := settle(ctx, r, s); err != nil {
		return err
	}
	if o.wants("view") {
		if err := firstView(r, p.where, s, w.employees); err != nil {
			return err
		}
	}
	if err := o.load(ctx, r, p.where, s, w); err != nil {
		return err
	}
	if o.wants("memory") {
		most := mib(s.most.Load())
		r.judged(p.where, fmt.Sprintf("private memory under load, at most: %.1f MiB", most), atMost(most, loaded, "%.0f MiB"))
		return rest(ctx, r, p.where, s, "after the load")
	}
	return nil
}

// load measures each kind of request.
func (o options) load(ctx context.Context, r *report, where string, s *server, w *world) error {
	defer s.watch(looks)()
	r.head()
	for _, k := range w.kinds() {
		if !o.wants(k.name) {
			continue
		}
		for _, atOnce := range []int{1, 8, crowd} {
			lasts := o.lasts
			if atOnce == crowd {
				lasts /= crowdPart
			}
			m, err := measure(ctx, s, k, atOnce, lasts)
			if err != nil {
				return fmt.Errorf("%s: %w", k.name, err)
			}
			r.line(where, w.cases, k, m)
			if m.failed+m.early > 0 {
				r.say("the server's log ends so: %s", lastOf(s.log.String(), 3))
			}
		}
	}
	r.say("")
	return nil
}

// lastOf returns the last n lines of a text.
func lastOf(text string, n int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}

// What settle waits for: so many seconds in a row in each of which the server uses less than calm of one processor, and how long at most. One second alone may be one in which it
// waits for a cold disk.
const (
	calm     = 50 * time.Millisecond
	inARow   = 5
	settling = 3 * time.Minute
)

// settle waits until a server has done what it does after every start on a database of this size, such as looking for words that no text has any more: a server in use does
// that once a day, and each line would measure it. It tells when that did not come to an end.
func settle(ctx context.Context, r *report, s *server) error {
	before, err := cpuOf(s.pid)
	for began, quiet := time.Now(), 0; err == nil && time.Since(began) < settling; {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
		}
		var now time.Duration
		if now, err = cpuOf(s.pid); err == nil && now-before < calm {
			if quiet++; quiet == inARow {
				return nil
			}
		} else {
			quiet = 0
		}
		before = now
	}
	if err == nil {
		r.say("the server still works by itself %s after the start: the lines below have that in them", settling)
	}
	return err
}

// rest waits and reads how much memory a server keeps that nobody asks.
func rest(ctx context.Context, r *report, where string, s *server, when string) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(rests):
	}
	n, err := s.private()
	if err != nil {
		return err
	}
	now := mib(n)
	r.judged(where, fmt.Sprintf("private memory %d s %s: %.1f MiB", int(rests.Seconds()), when, now), atMost(now, idle, "%.0f MiB"))
	return nil
}

// server starts the product, with a profile of it where one is asked for.
func (o options) server(ctx context.Context, p place, more ...string) (*server, error) {
	if o.profile == "" {
		return start(ctx, o.hearth, p.args("serve", append(more, "--listen")...)...)
	}
	f, err := os.Create(o.profile)
	if err != nil {
		return nil, err
	}
	s, err := startInside(ctx, p, more...)
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

// secondStart measures how long the product takes from its start to its first answer, where its data are there already.
func (o options) secondStart(ctx context.Context, r *report, p place, cases int) error {
	middle, all, err := o.startOften(ctx, p.args("serve", "--listen")...)
	if err != nil {
		return err
	}
	var bar []verdict
	if cases >= million {
		bar = append(bar, atMost(middle.Seconds(), startBar, "%.0f s"))
	}
	r.judged(p.where, fmt.Sprintf("second start, to the first answer: %d ms in the middle of %v", middle.Milliseconds(), all), bar...)
	return nil
}

// demo measures the second start of the demo, which its first one makes.
func (o options) demo(ctx context.Context, r *report) (err error) {
	dir, err := os.MkdirTemp(o.dir, "demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	args := []string{"demo", "--data", filepath.Join(dir, "demo"), "--listen"}
	s, err := start(ctx, o.hearth, args...)
	if err != nil {
		return err
	}
	if err := s.stop(); err != nil {
		return err
	}
	middle, all, err := o.startOften(ctx, args...)
	if err != nil {
		return err
	}
	r.say("\n## The demo\n")
	r.say("first start, which makes the organisation: %.1f s", s.began.Seconds())
	r.judged("demo", fmt.Sprintf("second start, to the first answer: %d ms in the middle of %v", middle.Milliseconds(), all), atMost(middle.Seconds(), demoBar, "%.2f s"))
	return nil
}

func (o options) startOften(ctx context.Context, args ...string) (middle time.Duration, all []time.Duration, err error) {
	for range starts {
		s, err := start(ctx, o.hearth, args...)
		if err != nil {
			return 0, nil, err
		}
		all = append(all, s.began.Round(time.Millisecond))
		if err := s.stop(); err != nil {
			return 0, nil, err
		}
	}
	slices.Sort(all)
	return all[len(all)/2], all, nil
}
