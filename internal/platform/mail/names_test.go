package mail_test

import (
	"html/template"
	"strings"
	"testing"

	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

// A name is taken out of what is about a thing, as a word and not as a part of one, in the text and in its HTML; what else was said stays, and so does what is about another thing.
func TestNamesAreTakenOutOfMessages(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"Theo":         {"Theo is looking at it. The theory of Theo, Theodor and Théo.", "… is looking at it. The theory of …, Theodor and Théo."},
		"Ann O'Brien":  {"Ann O'Brien invited you, and Ann O'Briens did.", "… invited you, and …s did."},
		"山田":           {"山田さんが招待しました。", "…さんが招待しました。"},
		"Dvořák":       {"Dvořák\nDvořákova", "…\nDvořákova"},
		"x%_":          {"x%_ and xyz", "… and xyz"},
		"Jean-Baptist": {"Jean-Baptist, Jean", "…, Jean"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dbtest.Each(t, schema, func(t *testing.T, db *store.DB) {
				for _, about := range []string{"case", "another"} {
					m := mail.Message{To: "a@ferrow-lund.example", PersonID: "p-" + about, Kind: "case.invited", Subject: c.text, Text: c.text, About: about}
					if err := db.Tx(t.Context(), func(tx *store.Tx) error { return mail.Enqueue(t.Context(), tx, m) }); err != nil {
						t.Fatal(err)
					}
				}
				err := db.Tx(t.Context(), func(tx *store.Tx) error {
					return mail.EraseNames(t.Context(), tx, store.Cond(`about = ?`, "case"), name)
				})
				if err != nil {
					t.Fatal(err)
				}
				html, err := store.One[string](t.Context(), db, `SELECT html_body FROM mail_outbox WHERE about = 'case'`)
				for _, line := range strings.Split(c.want, "\n") {
					if err != nil || !strings.Contains(html, template.HTMLEscapeString(line)) {
						t.Errorf("the HTML says %s, %v", html, err)
					}
				}
				for about, want := range map[string]string{"case": c.want, "another": c.text} {
					got, err := mail.ForPerson(t.Context(), db, "p-"+about, 1)
					if err != nil || len(got) != 1 || got[0].TextBody != want {
						t.Errorf("%s: %+v, %v", about, got, err)
					}
				}
			})
		})
	}
}
