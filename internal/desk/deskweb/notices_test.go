package deskweb_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk/mailing"
	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
)

func TestChoicesAreKeptAndRefusedInWords(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		amina := a.Portal("amina")
		amina.Get("/me").Is(200).Shows("How we write to you", `name="new_time"`).Hides("Text message</option>") // there is no number of hers
		amina.Send("/me/notices", url.Values{"message": {"email_daily"}, "waiting": {"none"}, "answer": {"none"}, "reopened": {"sms"}, "new_time": {"email_daily"}}).Is(422).
			Shows("An answer starts the ten days", "Enter your phone number first", "so it comes at once", "<title>Error:", `value="email_daily" selected`)
		amina.Send("/me/notices", url.Values{"message": {"email_daily"}, "waiting": {"none"}}).Is(303)
		got := apptest.Decode[mailing.Notices](t, a.API("amina").Get("/api/v1/me/notices"), http.StatusOK)
		for _, n := range got.Items {
			want := map[mailing.Event]string{mailing.Message: "email true email", mailing.Waiting: "none false none"}[n.Event]
			if want == "" {
				want = " false email"
			}
			if said := n.Channel + " " + map[bool]string{true: "true", false: "false"}[n.Daily] + " " + n.Now; said != want {
				t.Errorf("%s: %s, want %s", n.Event, said, want)
			}
		}
		put := func(body string) apptest.Response {
			return a.API("amina").Do(http.MethodPut, "/api/v1/me/notices", "application/json", strings.NewReader(body))
		}
		put(`{"items":[{"event":"message","channel":""},{"event":"answer","channel":"none"}]}`).Is(422).Shows("An answer starts the ten days", `"answer"`)
		put(`{"items":[{"event":"message","channel":""}]}`).Is(200)
		amina.Get("/me").Is(200).Hides(`value="email_daily" selected`)
		a.Nobody().Get("/api/v1/me/notices").Is(401)
	})
}

// A mail program that posts to the link gets a page and no redirect, without being signed in and in both ways of sending a form. A browser only looks at first.
func TestAMailProgramStopsAMail(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		opened(a, a.Portal("amina"), "pay", "Night allowance")
		link, err := store.One[string](t.Context(), a.DB, `SELECT unsubscribe FROM mail_outbox WHERE person_id = $1`, apptest.ID("amina"))
		if err != nil {
			t.Fatal(err)
		}
		path := strings.TrimPrefix(link, "http://hearth.example")
		a.Nobody().Get(path).Is(200).Shows("Stop these mails?", "Your request arrived").Hides("Amina", "HR-")
		channel := func() string {
			return apptest.Decode[mailing.Notices](t, a.API("amina").Get("/api/v1/me/notices"), http.StatusOK).Items[0].Channel
		}
		if got := channel(); got != "" {
			t.Errorf("looking chose %q", got)
		}
		multipart := "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n"
		for kind, body := range map[string]string{"application/x-www-form-urlencoded": "List-Unsubscribe=One-Click", "multipart/form-data; boundary=b": multipart} {
			a.API("amina").Do(http.MethodPut, "/api/v1/me/notices", "application/json", strings.NewReader(`{"items":[{"event":"acknowledgement","channel":""}]}`)).Is(200)
			a.Nobody().Do(http.MethodPost, path, kind, strings.NewReader(body)).Is(200).Shows("You get no more of these mails", "All other mails come as before.")
			if got := channel(); got != mailing.None {
				t.Errorf("%s: the choice is %q", kind, got)
			}
		}
		a.Nobody().Send(path+"0", url.Values{}).Is(404)
	})
}

// What did not arrive is offered to be told in another way, on the page and by the API, and stands on no page of the customers.
func TestAnotherWayIsOffered(t *testing.T) {
	t.Parallel()
	apptest.Each(t, func(t *testing.T, a *apptest.App) {
		number := opened(a, a.Portal("amina"), "hours", "Night allowance")
		a.Desk("marta").Send("/desk/cases/"+number+"/messages", url.Values{"body": {"Four nights."}}).Is(303)
		key := comesBack(a, "case.message")
		page := "/desk/cases/" + number
		marta := a.Desk("marta")
		marta.Get(page).Is(200).Shows("has not received this.", "It came back:", "no such user", "Told by phone", "Print a letter").Hides("Send a text message")
		marta.Get("/desk").Is(200).Shows("Not received")
		a.Portal("amina").Get("/requests/"+number).Is(200).Hides("not received", "no such user")
		told := func(fields map[string]any) apptest.Response {
			fields["mail"] = key
			return a.API("marta").Post("/api/v1/cases/"+number+"/told", fields)
		}
		told(map[string]any{"how": "phone"}).Is(422).Shows("Write in a few words what was said")
		told(map[string]any{"how": "sms"}).Is(422).Shows("A text message cannot be sent to Amina Yusuf.")
		a.API("amina").Post("/api/v1/cases/"+number+"/told", map[string]any{"mail": key, "how": "post"}).Is(403)
		a.API("hanna").Post("/api/v1/cases/"+number+"/told", map[string]any{"mail": key, "how": "post"}).Is(404)
		marta.Get(page+"/letter?mail="+url.QueryEscape(key)).Is(200).Shows("Four nights.", "No postal address of")
		a.API("marta").Get("/api/v1/cases/" + number + "/letter?mail=" + url.QueryEscape(key)).Is(200).Shows(`"body":"Four nights."`)
		marta.Send(page+"/told", url.Values{"mail": {key}, "how": {"phone"}, "words": {"She writes it down."}}).Is(303)
		marta.Get(page).Is(200).Shows("The mail did not arrive.", "She writes it down.").Hides("has not received this.")
		marta.Get("/desk").Is(200).Hides("Not received")
		told(map[string]any{"how": "post"}).Is(409)
		a.API("amina").Get("/api/v1/cases/"+number).Is(200).Hides("undelivered", "no such user", "She writes it down.")
		a.API("marta").Get("/api/v1/cases/" + number).Is(200).Shows(`"told":"phone"`)
	})
}

// comesBack lets the mail of a kind come back, and returns its name.
func comesBack(a *apptest.App, kind string) string {
	a.T.Helper()
	type row struct{ ID, EventKey string }
	found, err := store.One[row](a.T.Context(), a.DB, `SELECT id, event_key FROM mail_outbox WHERE kind = $1`, kind)
	if err != nil {
		a.T.Fatal(err)
	}
	if err := a.DB.Tx(a.T.Context(), func(tx *store.Tx) error {
		if _, err := tx.Exec(a.T.Context(), `UPDATE mail_outbox SET state = 'sent', attempts = 1 WHERE id = $1`, found.ID); err != nil {
			return err
		}
		_, _, err := mail.Bounced(a.T.Context(), tx, found.ID, mail.Bounce{Class: mail.Permanent, Status: "5.1.1", Diagnostic: "no such user"})
		return err
	}); err != nil {
		a.T.Fatal(err)
	}
	return found.EventKey
}
