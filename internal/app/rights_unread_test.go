package app_test

import (
	"net/http"
	"strings"
	"testing"

	"hearth/internal/platform/httpx"
	"hearth/internal/platform/store"
)

// unread is a form that no address understands: it is refused before its use case is asked.
const unread = "no_such_field=1"

// outside are those of the askers who have no part in the case of the matrix, for the addresses of a case; what everybody else may is in the table by hand.
var outside = policy{in: "by about manager otherface team agent head against concern", others: hidden, never: ""}

// shownOn are the pages on which a form is shown again that is no page of its own: whoever may have the page may have it with that form.
var shownOn = map[string]string{"POST /desk/views/{view}": "GET /desk/views", "POST /desk/macros/{macro}": "GET /desk/macros/new", "POST /desk/tags/{tag}": "GET /desk/tags",
	"POST /desk/routing/{team}/away": "GET /desk/routing", "POST /desk/fairness/{ref}": "GET /desk/fairness/{ref}",
	"POST /desk/fairness/{ref}/findings/{finding}/owner": "GET /desk/fairness/{ref}", "POST /desk/fairness/{ref}/findings/{finding}/answer": "GET /desk/fairness/{ref}"}

// blanks are forms with nothing but fields, whose address leads nowhere for whoever does not have the token in it.
var blanks = map[string]bool{"POST /first/{token}": true}

// A form that cannot be read is shown again to whoever may have its page, and to nobody else: what stands around it is of the case, the person or the list that it is for.
func TestRightsOfFormsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	m := newMatrix(t, store.SQLite) // nothing is changed by such a form, so that one is enough
	asked, shown := 0, 0
	for _, r := range m.Mux.Routes() {
		p, known := rights[r.Pattern()]
		if r.Endpoint.Kind != httpx.KindForm || !known {
			continue
		}
		for _, who := range askers {
			want := p.expects(who.name, r.Method)
			if p.action != "" {
				want = outside.expects(who.name, r.Method)
			}
			answer := who.asks(m.App).Do(r.Method, m.path(t, r), "application/x-www-form-urlencoded", strings.NewReader(unread))
			form := answer.Status == http.StatusUnprocessableEntity && strings.Contains(mainOf(answer.Text), "<form")
			if form && want == in {
				shown++
			}
			page, elsewhere := rights[shownOn[r.Pattern()]]
			if want == in || elsewhere && page.expects(who.name, http.MethodGet) == in {
				continue
			}
			asked++
			if form && !blanks[r.Pattern()] {
				t.Errorf("%s: %s (want %s) gets the page of a form that cannot be read: %d", r.Pattern(), who.name, want, answer.Status)
			}
			if leaks(answer.Text) {
				t.Errorf("%s: what %s gets for a form that cannot be read tells of the case", r.Pattern(), who.name)
			}
		}
	}
	if asked < 500 || shown < 100 {
		t.Errorf("%d forms were sent by people without the right, and %d shown to people with it: nothing is proved", asked, shown)
	}
}

// mainOf is what stands in the middle of a page, without what all pages have.
func mainOf(page string) string {
	_, rest, _ := strings.Cut(page, "<main")
	text, _, _ := strings.Cut(rest, "</main>")
	return text
}
