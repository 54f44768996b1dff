package main

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/sys/unix"
)

// gauges is how the server stands at a moment.
type gauges struct {
	at            time.Time
	cpu, database time.Duration // since its start
	private       float64       // MiB
	late          float64       // s, by which the work of the clock is late
	answered      int64         // requests until now
	pace          time.Duration // of the processor for a fixed piece of work: what the machine gives
}

// watched are the gauges of a day, one each second.
type watched struct {
	stop context.CancelFunc
	done chan error
	all  []gauges
}

// watchGauges reads the gauges each second until end is called.
func watchGauges(ctx context.Context, s *server, metrics string) *watched {
	ctx, stop := context.WithCancel(ctx)
	w := &watched{stop: stop, done: make(chan error, 1)}
	go func() {
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				w.done <- nil
				return
			case <-tick.C:
			}
			g, err := gaugesOf(s, metrics)
			if err != nil {
				w.done <- err
				return
			}
			w.all = append(w.all, g)
		}
	}()
	return w
}

func (w *watched) end() ([]gauges, error) {
	w.stop()
	err := <-w.done
	return w.all, err
}

func gaugesOf(s *server, metrics string) (g gauges, err error) {
	g.at = time.Now()
	if g.cpu, g.database, err = s.spent(); err != nil {
		return g, err
	}
	n, err := s.private()
	if err != nil {
		return g, err
	}
	g.private, g.answered = mib(n), answered.Load()
	if g.pace, err = pace(); err != nil {
		return g, err
	}
	answer, err := http.Get("http://" + metrics + "/metrics") //nolint:noctx // it has a second
	if err != nil {
		return g, err
	}
	defer func() { _ = answer.Body.Close() }()
	for in := bufio.NewScanner(answer.Body); in.Scan(); {
		if value, ok := strings.CutPrefix(in.Text(), "hearth_clock_late_seconds "); ok {
			g.late, err = strconv.ParseFloat(value, 64)
			return g, err
		}
	}
	return g, fmt.Errorf("the figures do not say how late the clock is")
}

// tell prints what a day took, with its bars.
func (d *day) tell(r *report, where string, lasts time.Duration, done []measured, samples []gauges) {
	all, live := measured{lasted: done[0].lasted}, measured{lasted: done[0].lasted}
	for _, m := range done {
		all.join(m)
	}
	var lags []time.Duration
	missed, streams := 0, 0
	for _, p := range d.pages {
		live.join(p.asked)
		lags = append(lags, p.lags...)
		missed, streams = missed+p.missed, streams+p.streams
	}
	r.say("\n### A desk at work, %s: %d live pages of %d agents, %d of them with a case, and %.0f requests/s that wait for no answer\n", lasts, livePages, min(livePages, len(d.w.agents)), onCases, dayRate)
	r.say("| request | requests/s | p50 ms | p95 ms | p99 ms | failed |")
	r.say("|---|---:|---:|---:|---:|---:|")
	for _, m := range done {
		if m.n > 0 {
			m.row(r, m.name)
		}
	}
	live.row(r, "live pages, asked anew")
	all.row(r, "all but the live pages")
	r.say("")
	r.judged(where, fmt.Sprintf("desk at work, p95 of all requests: %.1f ms", all.at(95)), atMost(all.at(95), dayLate, "%.0f ms"))
	r.judged(where, fmt.Sprintf("desk at work, failed: %d, streams that ended: %d", all.failed+live.failed, streams), verdict{"no failure", all.failed+live.failed+streams == 0})
	for _, m := range append(done, live) {
		for _, f := range m.firstFailures {
			r.say("failed: %s", f)
		}
	}
	slices.Sort(lags)
	if len(lags) == 0 {
		r.judged(where, "desk at work, live updates: none was seen", verdict{"seen", false})
	} else {
		first, _ := slices.BinarySearch(lags, time.Duration(dayLive*float64(time.Second)))
		late := len(lags) - first
		at := func(percent int) float64 { return lags[min(len(lags)-1, len(lags)*percent/100)].Seconds() }
		r.judged(where, fmt.Sprintf("desk at work, from the answer to a message until another's page shows it: p50 %.2f s, p95 %.2f s, p99 %.2f s, at most %.2f s, %d of %d later than %.0f s; %d more were not seen before the page was left",
			at(50), at(95), at(99), at(100), late, len(lags), dayLive, missed),
			verdict{fmt.Sprintf("p95 < %.0f s", dayLive), at(95) < dayLive})
	}
	tellParts(r, samples)
	tellFlat(r, where, samples, all.n+live.n)
}

const dayParts = 6

// pace is the processor time that sorting the same hundred thousand numbers takes now. It grows when the machine gives less, whatever the server does.
func pace() (time.Duration, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	dice := rand.New(rand.NewPCG(1, 2))
	numbers := make([]uint64, 100_000)
	for i := range numbers {
		numbers[i] = dice.Uint64()
	}
	from, err := ownThread()
	if err != nil {
		return 0, err
	}
	slices.Sort(numbers)
	until, err := ownThread()
	return until - from, err
}

// ownThread reads the processor clock of the calling thread.
func ownThread() (time.Duration, error) {
	var t unix.Timespec
	err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &t)
	return time.Duration(t.Nano()), err
}

// tellParts prints how a day went part by part, so that what grows can be told from a machine that gives less.
func tellParts(r *report, samples []gauges) {
	n := len(samples) / dayParts
	if n < 2 {
		return
	}
	r.say("| part of the day | requests/s | processors | CPU ms for a request | private MiB | a fixed piece of work, ms |")
	r.say("|---|---:|---:|---:|---:|---:|")
	for i := range dayParts {
		some := samples[i*n : (i+1)*n]
		first, last := some[0], some[n-1]
		spent, asked := spentIn(some), float64(last.answered-first.answered)
		paces := make([]time.Duration, n)
		for i, g := range some {
			paces[i] = g.pace
		}
		slices.Sort(paces)
		r.say("| %d of %d | %.1f | %.2f | %.2f | %.0f | %.2f |", i+1, dayParts, asked/lasted(some), spent/lasted(some), 1000*spent/asked, last.private, float64(paces[n/2].Microseconds())/1000)
	}
	r.say("")
}

// row prints what one kind of request took.
func (m *measured) row(r *report, name string) {
	slices.Sort(m.took)
	r.say("| %s | %.1f | %.2f | %.2f | %.2f | %d |", name, float64(m.n)/m.lasted.Seconds(), m.at(50), m.at(95), m.at(99), m.failed)
}

// lasted is the time in seconds from the first of some gauges to the last.
func lasted(some []gauges) float64 { return some[len(some)-1].at.Sub(some[0].at).Seconds() }

// spentIn is the processor time in seconds from the first of some gauges to the last, with that of the database.
func spentIn(some []gauges) float64 {
	first, last := some[0], some[len(some)-1]
	return (last.cpu + last.database - first.cpu - first.database).Seconds()
}

// tellFlat holds the last third of the gauges against the first.
func tellFlat(r *report, where string, samples []gauges, requests int) {
	third := len(samples) / 3
	if third < 2 {
		r.judged(where, "desk at work: too short to say whether anything grows", verdict{"measured", false})
		return
	}
	late := slices.MaxFunc(samples, func(a, b gauges) int { return int(1000 * (a.late - b.late)) }).late
	r.judged(where, fmt.Sprintf("desk at work, the work of the clock was late by at most %.1f s", late), atMost(late, dayClock, "%.0f s"))
	spent := func(some []gauges) float64 {
		return spentIn(some) / lasted(some)
	}
	memory := func(some []gauges) float64 {
		all := make([]float64, len(some))
		for i, g := range some {
			all[i] = g.private
		}
		slices.Sort(all)
		return all[len(all)/2]
	}
	first, last := samples[:third], samples[len(samples)-third:]
	r.judged(where, fmt.Sprintf("desk at work, processors in use, with the database: %.2f in the first third, %.2f in the last; %.2f ms for a request", spent(first), spent(last), 1000*spentIn(samples)/float64(requests)),
		atMost(spent(last), dayGrowth*spent(first), "%.2f"))
	r.judged(where, fmt.Sprintf("desk at work, private memory: %.0f MiB in the first third, %.0f MiB in the last", memory(first), memory(last)), atMost(memory(last), dayGrowth*memory(first), "%.0f MiB"))
}
