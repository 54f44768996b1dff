package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"

	"hearth/internal/app"
	"hearth/internal/demo/seed"
	"hearth/internal/platform/authz"
	"hearth/internal/views"
)

// keptViews are what each agent keeps beside the views that everybody in HR has. To keep the same again changes nothing, so that a copy of a database from before has them as well.
var keptViews = []views.Keep{{Name: "My teams, by mail", Query: "view=team&channel=email"}, {Name: "Open questions", Query: "view=open&service=ask"}}

// keepViews has each of n agents keep views.
func keepViews(ctx context.Context, a *app.App, n int) error {
	for i := range n {
		by, err := actor(ctx, a, seed.AgentNumber(i), authz.Desk)
		if err != nil {
			return err
		}
		for _, v := range keptViews {
			if _, err := a.Views.Keep(ctx, by, v); err != nil {
				return fmt.Errorf("keep the view %s: %w", v.Name, err)
			}
		}
	}
	return nil
}

// shownViews counts the views on the page of the queue, as who has the token sees it.
func shownViews(ctx context.Context, a *app.App, token string) (n int, err error) {
	r := httptest.NewRequestWithContext(ctx, http.MethodGet, "/desk?view=open&limit=50", nil)
	r.Header.Set("Authorization", "Bearer "+token)
	w := httptest.NewRecorder()
	a.Handler().ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		return 0, fmt.Errorf("the queue of an agent: status %d", w.Code)
	}
	lists := strings.Split(w.Body.String(), `<nav class="views"`)
	for _, list := range lists[1:] {
		list, _, _ = strings.Cut(list, "</nav>")
		n += strings.Count(list, "<a ")
	}
	return n, nil
}
