package outreach_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/outreach"
)

// A program prepares a round, starts it and asks how it stands; the same twice is once.
func TestAProgramRunsARound(t *testing.T) {
	each(t, func(w *world) {
		marta := w.API("marta")
		in := map[string]any{"key": "january", "list": "1003, 1004, 9999", "service": "hours", "asks": true, "until": w.DB.Now().AddDate(0, 0, 20).Format("2006-01-02"),
			"texts": []map[string]any{{"language": "en", "title": "Your bank data", "body": "Dear {first name}, are they right?"}}}
		type round struct {
			ID, State string
			Count     outreach.Count
			Examples  []outreach.Example
		}
		made := apptest.Decode[round](w.T, marta.Post("/api/v1/outreach", in), http.StatusCreated)
		if made.State != outreach.Draft || made.Count.People != 2 || len(made.Examples) != 2 {
			w.T.Errorf("got %+v", made)
		}
		if again := apptest.Decode[round](w.T, marta.Post("/api/v1/outreach", in), http.StatusCreated); again.ID != made.ID {
			w.T.Error("the same key made another round")
		}
		at := "/api/v1/outreach/" + made.ID
		for range 2 {
			if got := apptest.Decode[round](w.T, marta.Post(at, map[string]any{"do": "start"}), http.StatusOK); got.State != outreach.Running {
				w.T.Errorf("started it is %+v", got)
			}
		}
		if got := apptest.Decode[round](w.T, marta.Post(at, map[string]any{"do": "pause"}), http.StatusOK); got.State != outreach.Paused {
			w.T.Errorf("held it is %+v", got)
		}
		marta.Post(at, map[string]any{"do": "go_on"}).Is(http.StatusOK)
		w.ok(w.s.Pass(w.T.Context()))
		if got := apptest.Decode[round](w.T, marta.Get(at), http.StatusOK); got.State != outreach.Done || got.Count.Opened != 2 || got.Count.Waiting != 2 {
			w.T.Errorf("got %+v", got)
		}
		people := apptest.Decode[outreach.People](w.T, marta.Get(at+"/people"), http.StatusOK)
		if len(people.Items) != 2 || !strings.HasPrefix(people.Items[0].Case, "HR-") {
			w.T.Errorf("got %+v", people)
		}
		marta.Get(at + "/people?of=everybody").Is(http.StatusUnprocessableEntity)
		marta.Post(at, map[string]any{"do": "dance"}).Is(http.StatusUnprocessableEntity)
	})
}

// A list comes as a file; what is no list is refused with a sentence, and what was typed is kept.
func TestAListComesAsAFile(t *testing.T) {
	each(t, func(w *world) {
		send := func(content string) (string, int) {
			var body bytes.Buffer
			form := multipart.NewWriter(&body)
			for name, value := range map[string]string{"service": "hours", "asks": "yes", "until": w.DB.Now().AddDate(0, 0, 20).Format("2006-01-02"), "language": "en", "title": "Your bank data", "text": "Dear {first name}, are they right?"} {
				w.ok(form.WriteField(name, value))
			}
			file, err := form.CreateFormFile("files", "people.csv")
			w.ok(err)
			_, err = file.Write([]byte(content))
			w.ok(err)
			w.ok(form.Close())
			r := w.Desk("marta").Do(http.MethodPost, "/desk/outreach", form.FormDataContentType(), &body)
			return r.Header.Get("Location"), r.Status
		}
		to, status := send("number;name\n1003;Amina\n1004;Pavel\n")
		if status != http.StatusSeeOther {
			w.T.Fatalf("got %d", status)
		}
		w.Desk("marta").Get(to).Is(http.StatusOK).Shows("This goes to 2 people", "Dear Amina, are they right?", "Open 2 cases")
		if _, status := send("\x00\x01PK"); status != http.StatusUnprocessableEntity {
			w.T.Errorf("what is no text gets %d", status)
		}
	})
}

// Whoever prepares a round reads each of its texts before it starts: also the one in a language that nobody of the examples reads, and those of a round in which nobody is.
func TestADraftShowsEveryText(t *testing.T) {
	each(t, func(w *world) {
		in := w.question("1003")
		in.Texts = append(in.Texts, outreach.Text{Language: "sv", Title: "Dina bankuppgifter", Body: "Stämmer de?"})
		r := w.make("marta", in)
		w.Desk("marta").Get("/desk/outreach/"+r.ID).Shows("Dina bankuppgifter", "Stämmer de?")
		w.leave("amina")
		w.leave("pavel")
		nobody := w.make("marta", in)
		if len(nobody.Examples) > 0 || nobody.Count.People > 0 {
			w.T.Errorf("somebody is in it: %+v", nobody)
		}
		w.Desk("marta").Get("/desk/outreach/"+nobody.ID).Shows(in.Texts[0].Title, "Stämmer de?")
	})
}
