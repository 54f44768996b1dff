package app

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
)

const (
	mailEvery   = 3 * time.Second
	headersIn   = 10 * time.Second
	requestIn   = 5 * time.Minute // a photo over a slow line
	answerIn    = 6 * time.Minute // an event stream moves it on itself
	restFor     = 2 * time.Minute
	headerBytes = 64 << 10
	stopIn      = 20 * time.Second
)

// Start begins the work that happens by itself: jobs, facts, periodic work, mail. It returns at once; Stop ends it.
func (a *App) Start(ctx context.Context) error {
	ctx, a.stop = context.WithCancel(context.WithoutCancel(ctx))
	if err := a.Jobs.Start(ctx); err != nil {
		a.stop()
		a.stop = nil
		return err
	}
	var work sync.WaitGroup
	work.Go(func() { a.mailing(ctx) })
	work.Go(func() { a.Audit.Run(ctx) })
	work.Go(func() { a.Intake.Run(ctx) })
	if !a.demo {
		work.Go(func() { a.Intake.Fetch(ctx) })
	}
	work.Go(func() { a.indexing(ctx) })
	work.Go(func() { resting(ctx, a.busy, a.rest) })
	a.done = make(chan struct{})
	go func() {
		defer close(a.done)
		work.Wait()
	}()
	return nil
}

// mailing empties the outbox after each commit that told of something, and every few seconds, until ctx ends.
func (a *App) mailing(ctx context.Context) {
	tick := time.NewTicker(mailEvery)
	defer tick.Stop()
	for {
		if _, err := a.Mail.Pass(ctx); err != nil && ctx.Err() == nil {
			a.log.WarnContext(ctx, "mail waits", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-a.kicked:
		}
	}
}

// indexing fills the search index where a new release left it empty.
func (a *App) indexing(ctx context.Context) {
	if err := search.Rebuild(ctx, a.DB, a.origins()); err != nil && ctx.Err() == nil {
		a.log.ErrorContext(ctx, "the search index is not whole; it is taken up again at the next start", "error", err)
	}
}

// kick wakes mailing; one pending call is enough.
func (a *App) kick() {
	select {
	case a.kicked <- struct{}{}:
	default:
	}
}

// Stop ends what Start began, waiting for jobs and mails that are under way until ctx ends.
func (a *App) Stop(ctx context.Context) error {
	if a.stop == nil {
		return nil
	}
	err := a.Jobs.Stop(ctx)
	a.stop()
	a.stop = nil
	select {
	case <-a.done:
	case <-ctx.Done():
		err = errors.Join(err, ctx.Err())
	}
	return err
}

// Drain does, for a test, everything that is due now: facts, jobs, mail, an index that is to be made anew, what is buffered for the record and not sealed. It needs no Start.
func (a *App) Drain(ctx context.Context) error {
	if err := errors.Join(a.Jobs.Drain(ctx), search.Rebuild(ctx, a.DB, a.origins())); err != nil {
		return err
	}
	if err := errors.Join(a.Intake.Pass(ctx), a.Jobs.Drain(ctx)); err != nil {
		return err
	}
	if err := errors.Join(a.Audit.Flush(ctx), a.Audit.Seal(ctx)); err != nil {
		return err
	}
	_, err := a.Mail.Pass(ctx)
	return err
}

// Close ends open streams, writes what is buffered, seals it and closes the database. Call Stop first when Start was called.
//
// After a failed sync it does nothing: the process ends, and only what is on the disk by then counts.
func (a *App) Close() error {
	if store.UnsyncedError() != nil {
		return nil
	}
	var errs []error
	if a.Live != nil {
		a.Live.Close()
	}
	if a.Audit != nil {
		ctx, cancel := context.WithTimeout(context.Background(), stopIn)
		defer cancel()
		errs = append(errs, a.Audit.Close(ctx))
	}
	return errors.Join(append(errs, a.DB.Close())...)
}

// Serve starts the product and answers requests on at until ctx ends; then it takes no more, lets those under way finish, and stops.
// The caller closes a.
func (a *App) Serve(ctx context.Context, at net.Listener) error {
	quiet, err := a.tellFigures(ctx)
	if err != nil {
		return err
	}
	taking, stopTaking := context.WithCancel(ctx)
	defer stopTaking()
	taken, err := a.takeMail(taking)
	if err != nil {
		return errors.Join(err, quiet())
	}
	if err := a.Start(ctx); err != nil {
		return errors.Join(err, quiet())
	}
	server := &http.Server{
		Handler: a.Handler(), ReadHeaderTimeout: headersIn, ReadTimeout: requestIn, WriteTimeout: answerIn, IdleTimeout: restFor,
		MaxHeaderBytes: headerBytes, ErrorLog: a.httpLog(),
	}
	failed := make(chan error, 1)
	go func() { failed <- a.listen(server, at) }()
	select {
	case <-ctx.Done():
	case err = <-failed:
	case <-store.Unsynced(): // what is in memory may never reach the disk: nobody is answered any more, and nothing is closed that would write
		return errors.Join(store.UnsyncedError(), server.Close())
	}
	stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopIn)
	defer cancel()
	a.Live.Close() // else open streams would hold the shutdown up
	stopTaking()
	taken()
	return errors.Join(err, quiet(), server.Shutdown(stopping), a.Stop(stopping))
}

// listen serves with TLS when a certificate is configured.
func (a *App) listen(server *http.Server, at net.Listener) error {
	var err error
	if a.Config.TLSCert != "" {
		err = server.ServeTLS(at, a.Config.TLSCert, a.Config.TLSKey)
	} else {
		err = server.Serve(at)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
