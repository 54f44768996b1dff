package main

import (
	"fmt"
	"io"
	"strings"
)

// bars are what one kind of request is to reach. What is zero is not asked for.
type bars struct {
	rate float64 // requests a second, at least
	cpu  float64 // milliseconds of Hearth's processor time, at most
	page bool    // p95 under latest at a million cases
}

const (
	latest   = 50.0 // ms
	slower   = 1.5  // p95 of the queue at a million cases, against ten thousand
	ofFloor  = 40.0 // percent
	idle     = 40   // MiB
	loaded   = 200  // MiB
	million  = 1_000_000
	tenThous = 10_000
)

// verdict is one bar and whether it was reached.
type verdict struct {
	what    string
	reached bool
}

func (v verdict) String() string {
	if v.reached {
		return v.what + " reached"
	}
	return v.what + " NOT reached"
}

func atLeast(got, bar float64, format string) verdict {
	return verdict{"≥ " + fmt.Sprintf(format, bar), got >= bar}
}

func atMost(got, bar float64, format string) verdict {
	return verdict{"≤ " + fmt.Sprintf(format, bar), got <= bar}
}

// judge says how a line stands to the bars of its kind.
func (b bars) judge(m measured, cases int) (all []verdict) {
	if b.rate > 0 {
		all = append(all, atLeast(m.perSecond(), b.rate, "%.0f/s"))
	}
	if b.cpu > 0 {
		all = append(all, atMost(m.each(m.cpu), b.cpu, "%.0f ms CPU"))
	}
	if b.page && cases >= million {
		all = append(all, verdict{fmt.Sprintf("p95 < %.0f ms", latest), m.at(95) < latest})
	}
	return all
}

func said(all []verdict) string {
	if len(all) == 0 {
		return "–"
	}
	var parts []string
	for _, v := range all {
		parts = append(parts, v.String())
	}
	return strings.Join(parts, "; ")
}

// report prints results as they come, and keeps what is compared or summed up at the end.
type report struct {
	out   io.Writer
	kept  map[string]measured // by database, cases, kind and how many at once
	bars  int
	fails []string
}

func newReport(out io.Writer) *report { return &report{out: out, kept: map[string]measured{}} }

func (r *report) say(format string, args ...any) { fmt.Fprintf(r.out, format+"\n", args...) }

// judged prints a result that is no line of the table, with its bars.
func (r *report) judged(where, text string, all ...verdict) {
	r.count(where+": "+text, all)
	r.say("%s: %s", text, said(all))
}

func (r *report) count(text string, all []verdict) {
	r.bars += len(all)
	for _, v := range all {
		if !v.reached {
			r.fails = append(r.fails, text+": "+v.String())
		}
	}
}

func (r *report) head() {
	r.say("")
	r.say("| request | at once | requests/s | p50 ms | p95 ms | p99 ms | CPU ms | database's CPU ms | KiB | failed | bars |")
	r.say("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|")
}

// line prints what a kind of request took.
func (r *report) line(where string, cases int, k kind, m measured) {
	r.kept[fmt.Sprintf("%s %d %s %d", where, cases, k.name, m.atOnce)] = m
	var all []verdict
	if m.atOnce <= 8 { // with more, only failures count
		all = k.bars.judge(m, cases)
	}
	if m.failed+m.early > 0 {
		all = append(all, verdict{"no failure", false})
	} else if m.atOnce > 1 {
		r.bars++
	}
	database := "in it"
	if m.database >= 0 && where != lite {
		database = fmt.Sprintf("%.2f", m.each(m.database))
	}
	r.say("| %s | %d | %.0f | %.2f | %.2f | %.2f | %.2f | %s | %.0f | %d | %s |", k.name, m.atOnce, m.perSecond(), m.at(50), m.at(95), m.at(99), m.each(m.cpu), database,
		float64(m.bytes)/1024/float64(m.n), m.failed+m.early, said(all))
	r.count(fmt.Sprintf("%s, %d cases, %s, %d at once: %.0f/s, p95 %.1f ms, CPU %.2f ms", where, cases, k.name, m.atOnce, m.perSecond(), m.at(95), m.each(m.cpu)), all)
	for _, f := range m.firstFailures {
		r.say("failed: %s", f)
	}
}

// compare holds the queue of a million cases against that of ten thousand, where both were measured.
func (r *report) compare() {
	for _, where := range []string{lite, post} {
		for _, name := range []string{queueFirst, queueDeep} {
			for _, atOnce := range []int{1, 8} {
				small, found := r.kept[fmt.Sprintf("%s %d %s %d", where, tenThous, name, atOnce)]
				large, too := r.kept[fmt.Sprintf("%s %d %s %d", where, million, name, atOnce)]
				if found && too {
					times := large.at(95) / small.at(95)
					r.judged(where, fmt.Sprintf("%s, %s, %d at once: p95 with 1,000,000 cases is %.2f × that with 10,000", where, name, atOnce, times), atMost(times, slower, "%.1f ×"))
				}
			}
		}
	}
}

// sum says how many bars there were, and names each that was not reached.
func (r *report) sum() {
	r.say("\n%d bars, %d of them NOT reached.", r.bars, len(r.fails))
	for _, f := range r.fails {
		r.say("- %s", f)
	}
}
