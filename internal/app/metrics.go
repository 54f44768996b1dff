package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"

	"hearth/internal/intake"
	"hearth/internal/platform/audit"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/jobs"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/metrics"
)

// figures are what a monitoring system reads besides requests: the database, and what waits. None tells of anybody.
func (a *App) figures() []metrics.Figure {
	one := func(read func(ctx context.Context) (float64, error)) func(context.Context) ([]metrics.Value, error) {
		return func(ctx context.Context) ([]metrics.Value, error) {
			v, err := read(ctx)
			return []metrics.Value{{Value: v}}, err
		}
	}
	stats := func(of func() float64) func(context.Context) ([]metrics.Value, error) {
		return one(func(context.Context) (float64, error) { return of(), nil })
	}
	return []metrics.Figure{
		{Name: "hearth_database_connections", Help: "Connections to the database that are open.", Read: stats(func() float64 { return float64(a.DB.Stats().Connections) })},
		{Name: "hearth_database_connections_in_use", Help: "Connections to the database that are in use now.", Read: stats(func() float64 { return float64(a.DB.Stats().InUse) })},
		{Name: "hearth_database_wait_seconds_total", Help: "Time waited for a connection.", Counter: true, Read: stats(func() float64 { return a.DB.Stats().Waited.Seconds() })},
		{Name: "hearth_database_retries_total", Help: "Transactions that ran again because others were in their way.", Counter: true, Read: stats(func() float64 { return float64(a.DB.Stats().Retried) })},
		{Name: "hearth_database_full", Help: "1 while the last write found no room on the disk.", Read: stats(func() float64 {
			if a.DB.Full() {
				return 1
			}
			return 0
		})},
		{Name: "hearth_jobs", Help: "Jobs that are not done, by state.", Read: a.jobFigures(func(t jobs.Tally) float64 { return float64(t.N) })},
		{Name: "hearth_jobs_oldest_seconds", Help: "Age of the oldest job that is not done, by state.", Read: a.jobFigures(func(t jobs.Tally) float64 { return a.DB.Now().Sub(t.Oldest.Time).Seconds() })},
		{Name: "hearth_clock_late_seconds", Help: "By how much the work whose time has come is late at most: promises, cases that wait until a date, what is done every so often, and jobs.", Read: one(a.late)},
		{Name: "hearth_outbox_messages", Help: "Messages in the outbox, by state; 10,001 stands for any number beyond 10,000.", Read: a.outboxFigures},
		{Name: "hearth_outbox_oldest_seconds", Help: "Age of the message that waits longest; 0 when none waits.", Read: one(func(ctx context.Context) (float64, error) {
			at, err := mail.Oldest(ctx, a.DB)
			if err != nil || at.IsZero() {
				return 0, err
			}
			return a.DB.Now().Sub(at.Time).Seconds(), nil
		})},
		{Name: "hearth_mail_in", Help: "Mails that came, by where they stand.", Read: func(ctx context.Context) (out []metrics.Value, err error) {
			counts, err := a.Intake.Standing(ctx)
			for _, s := range intake.States() {
				out = append(out, metrics.Value{Label: "state", State: string(s), Value: float64(counts[s])})
			}
			return out, err
		}},
		{Name: "hearth_record_unsealed_entries", Help: "Entries of the record that are not linked into its chain yet.", Read: one(func(ctx context.Context) (float64, error) {
			n, err := audit.Unsealed(ctx, a.DB)
			return float64(n), err
		})},
	}
}

// late is by how many seconds the work of the clock is late.
func (a *App) late(ctx context.Context) (float64, error) {
	work, err := a.Jobs.Late(ctx)
	if err != nil {
		return 0, err
	}
	promised, err := a.Promise.Late(ctx)
	if err != nil {
		return 0, err
	}
	waits, err := a.Desk.Late(ctx)
	return max(work, promised, waits).Seconds(), err
}

func (a *App) jobFigures(value func(jobs.Tally) float64) func(context.Context) ([]metrics.Value, error) {
	return func(ctx context.Context) ([]metrics.Value, error) {
		all, err := jobs.Tallies(ctx, a.DB)
		var out []metrics.Value
		for _, t := range all {
			out = append(out, metrics.Value{Label: "state", State: string(t.State), Value: value(t)})
		}
		return out, err
	}
}

func (a *App) outboxFigures(ctx context.Context) ([]metrics.Value, error) {
	counts, err := mail.Count(ctx, a.DB)
	var out []metrics.Value
	for _, s := range mail.States() {
		out = append(out, metrics.Value{Label: "state", State: string(s), Value: float64(counts[s])})
	}
	return out, err
}

// tellFigures serves the figures on their own address until the function that it returns is called; it does nothing where none is configured.
func (a *App) tellFigures(ctx context.Context) (stop func() error, err error) {
	if a.metrics == nil {
		return func() error { return nil }, nil
	}
	at, err := new(net.ListenConfig).Listen(ctx, "tcp", a.Config.Metrics)
	if err != nil {
		return nil, fmt.Errorf("listen for figures: %w", err)
	}
	server := &http.Server{Handler: httpx.Headers(false, a.metrics.Handler()), ReadHeaderTimeout: headersIn, ReadTimeout: requestIn, WriteTimeout: answerIn, ErrorLog: a.httpLog()}
	go func() {
		if err := server.Serve(at); !errors.Is(err, http.ErrServerClosed) {
			a.log.Error("figures are not told any more", "error", err)
		}
	}()
	return server.Close, nil
}
