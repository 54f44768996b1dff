package app

import (
	"bytes"
	"context"
	"log"
	"log/slog"
	"net/http"

	"hearth/internal/intake/intakeweb"
	"hearth/internal/platform/auth"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/keyboard"
	"hearth/internal/platform/locale"
	"hearth/internal/platform/metrics"
	"hearth/internal/platform/obs"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/ui"
)

// route makes the mux: the addresses of the product itself, then those of every web.
func (a *App) route(version string) {
	a.shell.OrgName, a.shell.HelpPhone, a.shell.HelpHours = a.Config.OrgName, a.Config.HelpPhone, a.Config.HelpHours
	o := httpx.Options{DB: a.DB, Log: a.log, Failure: shell.Failure, SignIn: "/sign-in", Version: version, Spool: a.Config.Data}
	if a.Config.Metrics != "" {
		a.metrics = metrics.New(version)
		a.metrics.Add(a.figures()...)
		o.Observer = a.metrics
	}
	a.Mux = httpx.NewMux(o)
	a.Mux.Handle("GET /healthz", httpx.Raw(a.health))
	a.Mux.Handle("GET /assets/{name}", httpx.Raw(func(w http.ResponseWriter, r *http.Request) error {
		if !ui.HasAsset(r.PathValue("name")) {
			return authz.Hidden()
		}
		ui.Assets().ServeHTTP(w, r)
		return nil
	}))
	a.Mux.Handle("GET /api/v1/openapi.json", httpx.Raw(a.openapi))
	for _, w := range a.webs {
		if w.Routes != nil {
			w.Routes(a.Mux)
		}
		a.shell.Menu = append(a.shell.Menu, w.Menu...)
	}
	a.shell.Counts = a.menuCount
}

// menuCount is the number beside an entry of the menu. A page is shown without it rather than not at all.
func (a *App) menuCount(ctx context.Context, key string) string {
	if key != intakeweb.MenuKey {
		return ""
	}
	n, err := a.Intake.Count(ctx, authz.FromContext(ctx))
	if err != nil || n == 0 {
		return ""
	}
	return locale.Number(ctx, n)
}

// openapi serves the specification of the API, which needs no sign-in.
func (a *App) openapi(w http.ResponseWriter, _ *http.Request) error {
	body, err := a.Mux.OpenAPI()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(body) // the reader went away
	return nil
}

// Handler returns what answers every request.
func (a *App) Handler() http.Handler {
	return a.HandlerFor(a.Auth.Who)
}

// HandlerFor is Handler with another way to find out who is asking, for tests: identify puts the actor into the context.
func (a *App) HandlerFor(identify func(http.Handler) http.Handler) http.Handler {
	return a.Mux.Wrap(a.Config.Secure(), func(next http.Handler) http.Handler { return a.noted(identify(a.chrome(next))) })
}

// noted counts each request, and gives it the id by which its lines in the log are found.
func (a *App) noted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.asked.Add(1)
		next.ServeHTTP(w, r.WithContext(obs.WithRequest(r.Context(), ident.New())))
	})
}

// chrome puts into the context what the frame of a page shows of the person who is asking, and the language and zone of that person.
func (a *App) chrome(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		viewer := shell.Viewer{}
		reader := locale.From(ctx)
		if by := authz.FromContext(ctx); by.PersonID != "" {
			p, known := auth.Asking(ctx)
			if !known { // a test may say who asks
				var err error
				if p, err = (directory{}).Find(ctx, a.DB, by.PersonID); err != nil {
					a.Mux.Fail(w, r, err)
					return
				}
			}
			viewer = shell.Viewer{PersonID: p.ID, Name: p.Name, Theme: p.Theme, KeysOff: !p.Keys, HR: len(p.Roles) > 0 && !by.Terminal, Terminal: by.Shared}
			reader = locale.New(p.Language, p.Zone)
			ctx = keyboard.With(ctx, keyboard.Parse(p.KeyMap))
		}
		ctx = locale.With(ctx, reader.At(a.DB.Now().Time))
		next.ServeHTTP(w, r.WithContext(shell.With(ctx, &a.shell, viewer)))
	})
}

// httpLog passes what net/http complains of to the log: broken clients, mostly.
func (a *App) httpLog() *log.Logger { return log.New(complaints{a.log}, "", 0) }

type complaints struct{ log *slog.Logger }

// Write implements io.Writer.
func (c complaints) Write(line []byte) (int, error) {
	c.log.LogAttrs(context.Background(), slog.LevelDebug, "http", slog.String("complaint", string(bytes.TrimSpace(line))))
	return len(line), nil
}
