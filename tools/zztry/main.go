package main

import (
	"context"
	"fmt"
	"os"
	"runtime/pprof"
	"sort"
	"strconv"
	"syscall"
	"time"

	"hearth/internal/app"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/config"
	"hearth/internal/platform/spec"
)

func cpu() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(0, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

var startProf = func() {}

func main() {
	ctx := context.Background()
	if f := os.Getenv("PROF"); f != "" {
		w, _ := os.Create(f)
		defer w.Close()
		defer pprof.StopCPUProfile()
		defer func() {}()
		startProf = func() { pprof.StartCPUProfile(w) }
	}
	c := config.Config{Place: config.Place{Data: os.Args[1], Database: os.Getenv("DBURL")}}
	a, err := app.Open(ctx, app.Options{Config: c})
	if err != nil {
		panic(err)
	}
	actor := func(number string, face authz.Face) authz.Actor {
		p, err := people.Find(ctx, a.DB, number)
		if err != nil {
			panic(err)
		}
		by := authz.Actor{PersonID: p.ID, Face: face}
		if face == authz.Desk {
			by.Roles, _ = people.Roles(ctx, a.DB, p.ID)
			by.Teams, _ = people.TeamsOf(ctx, a.DB, p.ID)
		}
		return by
	}
	startProf()
	n, _ := strconv.Atoi(os.Args[2])
	page := os.Getenv("PAGE") != ""
	only := os.Getenv("ONLY")
	for _, who := range []struct {
		name string
		by   authz.Actor
	}{{"agent", actor("H000", authz.Desk)}, {"employee", actor("S0000003", authz.Portal)}} {
		if only != "" && only != who.name {
			continue
		}
		for _, q := range os.Args[3:] {
			var took []time.Duration
			found := 0
			newest := false
			began, c0 := time.Now(), cpu()
			for i := 0; i < n; i++ {
				t := time.Now()
				f, err := a.Desk.Spec().Search(ctx, who.by, spec.Ask{Text: q, Limit: 20, Page: page})
				if err != nil {
					panic(err)
				}
				g, err := a.People.Spec().Search(ctx, who.by, spec.Ask{Text: q, Limit: 20, Page: page})
				if err != nil {
					panic(err)
				}
				if len(f.Items)+len(g.Items) == 0 {
					if _, err := a.Desk.Spec().Suggest(ctx, who.by, spec.Ask{Text: q, Limit: 20}); err != nil {
						panic(err)
					}
				}
				found, newest = f.Count, f.Newest
				took = append(took, time.Since(t))
			}
			c1 := cpu()
			sort.Slice(took, func(i, j int) bool { return took[i] < took[j] })
			fmt.Printf("%-9s %-24q %5d newest %-5v  p50 %8v p95 %8v  cpu %.2f ms  %.0f/s\n", who.name, q, found, newest, took[n/2].Round(time.Microsecond), took[n*95/100].Round(time.Microsecond),
				float64((c1-c0).Microseconds())/1000/float64(n), float64(n)/time.Since(began).Seconds())
		}
	}
}
