package erasetest

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/desk/mailing"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store"
	"hearth/internal/promise"
)

// working are the names of somebody of HR in mails to others: who asks somebody aside, and who looks at a request that may become late. It returns the words of hers, and those
// of others that stand in the same mails.
func working(t *testing.T, a *apptest.App) (own, others map[string]string) {
	t.Helper()
	own, others = map[string]string{"given name": word(), "family name": word()}, map[string]string{"what she asked": word()}
	apptest.Decode[any](t, a.API("ingrid").Do(http.MethodPut, "/api/v1/people/"+apptest.ID("marta"), "application/json", strings.NewReader(fmt.Sprintf(
		`{"given_name":%q,"family_name":%q,"email":%q,"personnel_number":"2001","started":"2020-01-01","site":"Malmby"}`, own["given name"], own["family name"], apptest.Email("marta")))), http.StatusOK)
	c, err := a.App.Desk.Open(t.Context(), a.Actor(authz.Portal, "pavel"), desk.Open{Service: "hours", Subject: "Shifts", Body: "May I swap?"})
	if err != nil {
		t.Fatal(err)
	}
	a.API("marta").Post("/api/v1/cases/"+c.Number+"/assign", map[string]any{"assignee": "me"}).Is(http.StatusOK)
	a.API("marta").Post("/api/v1/cases/"+c.Number+"/side", map[string]any{"to": []string{apptest.ID("hanna")}, "subject": "A rate", "body": others["what she asked"]}).Is(http.StatusCreated)
	err = a.DB.Tx(t.Context(), func(tx *store.Tx) error {
		_, err := a.App.Desk.Notices().Delayed(t.Context(), tx, mailing.Case{ID: c.ID, Name: c.Number, Subject: "Shifts", By: apptest.ID("pavel"), For: apptest.ID("pavel")},
			mailing.Delay{PromiseID: "p", Kind: promise.Decision, DueAt: tx.Now().Add(time.Hour), Share: 75, By: own["given name"]})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	a.Drain()
	return own, others
}

// Somebody of HR who is erased is named in no mail any more; what else the mails say, others keep.
func TestNoMailNamesWhoWorkedHere(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		own, others := working(t, a)
		w := &world{App: a, own: own}
		w.survey()
		before := w.find(own)
		for _, column := range []string{"mail_outbox.text_body", "mail_outbox.html_body"} {
			for name := range own {
				if !slices.Contains(before[column], name) {
					t.Errorf("the %s was not in %s before: it proves nothing", name, column)
				}
			}
		}
		w.erase(erasure.Erase{Person: "2001"})
		if found := w.find(own); len(found) > 0 {
			t.Errorf("found afterwards:\n%s", found)
		}
		for key, want := range map[string]string{"hanna": others["what she asked"], "pavel": "… is looking at it."} {
			letters, err := mail.ForPerson(t.Context(), a.DB, apptest.ID(key), 10)
			if err != nil || !slices.ContainsFunc(letters, func(l mail.Letter) bool { return strings.Contains(l.TextBody, want) }) {
				t.Errorf("%s lost what others wrote: %+v, %v", key, letters, err)
			}
		}
	})
}
