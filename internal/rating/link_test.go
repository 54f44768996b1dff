package rating_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"hearth/internal/desk"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// candidate is somebody from outside.
const candidate = "lea@candidate.example"

// mailed opens a case of the candidate's, as their mail does, has it answered, and lets it close. It returns the case's number.
func (w *world) mailed() string {
	w.T.Helper()
	ctx, number := w.T.Context(), ""
	w.ok(w.DB.Tx(ctx, func(tx *store.Tx) error {
		p, err := people.Outsider(ctx, tx, "Lea Roth", candidate, "en")
		if err != nil {
			return err
		}
		at, err := w.App.App.Desk.OpenMailed(ctx, tx, authz.Actor{PersonID: p.ID, Face: authz.Portal}, desk.Mailed{Subject: "My interview", Body: "When do I hear from you?", Service: "hours"})
		number = at.Number
		return err
	}))
	w.Drain()
	w.answer(number)
	w.Drain()
	w.Advance(desk.Settling + 24*time.Hour)
	w.Drain()
	return number
}

var howWasIt = regexp.MustCompile(`http://hearth\.example(/how-was-it/\S+)`)

// asked are the links by which the candidate was asked, in order.
func (w *world) asked() (links []string) {
	w.T.Helper()
	all, err := store.All[string](w.T.Context(), w.DB, `SELECT text_body FROM mail_outbox WHERE recipient = $1 ORDER BY id`, candidate)
	w.ok(err)
	for _, text := range all {
		for _, found := range howWasIt.FindAllStringSubmatch(text, -1) {
			links = append(links, found[1])
		}
	}
	return links
}

func (w *world) count(sql string, args ...any) int {
	w.T.Helper()
	n, err := store.One[int](w.T.Context(), w.DB, sql, args...)
	w.ok(err)
	return n
}

// A candidate, who signs in nowhere, is asked by a mail whose link takes the answer: once in 30 days, and never again once she says so.
func TestWhoSignsInNowhereIsAskedByALink(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.mailed()
		if n := len(w.asked()); n != 1 {
			w.T.Fatalf("she was asked %d times", n)
		}
		link, lea := w.asked()[0], w.Nobody()
		lea.Get(link).Is(200).Shows("How was it?", "Do not ask me any more").Hides("My interview")
		lea.Send(link, url.Values{"satisfaction": {"5"}, "text": {"It took long."}}).Is(http.StatusUnprocessableEntity).Shows("It took long.", "Choose how easy it was, from 1 to 5.")
		said := url.Values{"satisfaction": {"2"}, "effort": {"3"}, "again": {"no"}, "text": {"It took long."}}
		for range 2 {
			lea.Send(link, said).Is(http.StatusSeeOther)
		}
		lea.Get(link).Is(200).Shows("Thank you. We have your answer.", "It took long.")
		if n := w.count(`SELECT count(*) FROM rating_rating r JOIN people_person p ON p.id = r.person_id WHERE p.email = $1 AND r.satisfaction = 2 AND r.again = 'no'`, candidate); n != 1 {
			w.T.Errorf("she has %d ratings", n)
		}
		w.Desk("marta").Get("/desk/satisfaction").Is(200).Hides("It took long.")

		w.mailed()
		if n := len(w.asked()); n != 1 {
			w.T.Errorf("she was asked %d times within 30 days", n)
		}
		w.Advance(31 * 24 * time.Hour)
		w.mailed()
		links := w.asked()
		if len(links) != 2 {
			w.T.Fatalf("after 30 days she was asked %d times", len(links))
		}
		lea.Send(links[1], url.Values{"never": {"true"}}).Is(http.StatusSeeOther)
		lea.Get(links[1]).Is(200).Shows("We do not ask you how it was any more.")
		if n := w.count(`SELECT count(*) FROM rating_rating`); n != 1 {
			w.T.Errorf("there are %d ratings", n)
		}
		w.Advance(31 * 24 * time.Hour)
		w.mailed()
		if n := len(w.asked()); n != 2 {
			w.T.Errorf("she never wants to be asked, and was asked %d times", n)
		}
	})
}

// A link that was not made here leads nowhere, and so does that of somebody who was erased.
func TestALinkIsOfOneCaseAndOnePerson(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.mailed()
		w.Advance(31 * 24 * time.Hour)
		w.mailed()
		links, lea := w.asked(), w.Nobody()
		id, seal, _ := strings.Cut(links[0], ".")
		other, _, _ := strings.Cut(links[1], ".")
		for _, path := range []string{id, id + ".", id + "." + seal[1:] + "0", other + "." + seal, "/how-was-it/." + seal} {
			lea.Get(path).Is(404)
			lea.Send(path, url.Values{"never": {"true"}}).Is(404)
		}
		lea.Get(links[0]).Is(200)
		w.ok(w.DB.Tx(w.T.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(w.T.Context(), `UPDATE rating_ask SET person_id = NULL`)
			return err
		}))
		lea.Get(links[0]).Is(404)
		if n := w.count(`SELECT count(*) FROM rating_never`); n != 0 {
			w.T.Errorf("%d people are not asked any more", n)
		}
	})
}
