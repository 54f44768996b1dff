package together_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/hold"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
	"hearth/internal/together"
)

// form is a form with files, by name.
func (w *world) form(fields map[string][]string, attached map[string]string) (kind string, body *bytes.Buffer) {
	w.T.Helper()
	body = new(bytes.Buffer)
	f := multipart.NewWriter(body)
	for k, all := range fields {
		for _, v := range all {
			w.ok(f.WriteField(k, v))
		}
	}
	for name, content := range attached {
		part, err := f.CreateFormFile("files", name)
		w.ok(err)
		_, err = part.Write([]byte(content))
		w.ok(err)
	}
	w.ok(f.Close())
	return f.FormDataContentType(), body
}

func (w *world) attach(key, kind string, attached map[string]string) apptest.Response {
	w.T.Helper()
	of, body := w.form(nil, attached)
	return w.API(key).Do(http.MethodPost, "/api/v1/cases/"+w.number+"/together/"+kind+"/files", of, body)
}

// filed are the files that the requester, or for notes HR, reads in the conversation.
func (w *world) filed(face authz.Face, key string) string {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(face, key), desk.ReadOne{Number: w.number})
	w.ok(err)
	var all []string
	for _, e := range c.Talk {
		for _, f := range e.Files {
			all = append(all, e.Body+":"+f.Name)
		}
	}
	slices.Sort(all)
	return strings.Join(all, "|")
}

// kept is how many files are kept besides those of the conversation.
func (w *world) kept() int {
	w.T.Helper()
	n, err := store.One[int](w.T.Context(), w.DB, `SELECT (SELECT count(*) FROM hold_file) + (SELECT count(*) FROM files_file f WHERE NOT EXISTS (SELECT 1 FROM desk_file d WHERE d.file_id = f.id))`)
	w.ok(err)
	return n
}

func names(d together.Draft) string {
	var all []string
	for _, f := range d.Files {
		all = append(all, f.Name)
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

func TestFilesGoOutWithTheTextOfAll(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		for _, key := range []string{"marta", "priya"} {
			w.undo(key, 0)
		}
		w.attach("marta", "reply", map[string]string{"a.txt": "A"}).Is(409) // nothing is begun
		kind, body := w.form(map[string][]string{"body": {"You may."}}, map[string]string{"a.txt": "A"})
		w.Desk("marta").Do(http.MethodPost, "/desk/cases/"+w.number+"/together", kind, body).Is(303)
		first := w.read("priya")
		if names(first) != "a.txt" || first.Body != "You may." {
			w.T.Fatalf("Priya reads %+v", first)
		}
		at := "/desk/cases/" + w.number + "/together"
		w.Desk("priya").Get(at+"/reply").Is(200).Shows("a.txt", "Take out")
		w.Desk("priya").Get("/desk/cases/" + w.number).Is(200).Shows("a.txt")
		w.Portal("amina").Get("/requests/" + w.number).Is(200).Hides("a.txt")
		if got := w.Desk("priya").Get(at + "/files/" + first.Files[0].ID).Is(200).Text; got != "A" {
			w.T.Errorf("Priya reads %q", got)
		}
		for key, status := range map[string]int{"amina": 403, "jonas": 403, "hanna": 404} {
			w.API(key).Get("/api/v1/cases/" + w.number + "/together/files/" + first.Files[0].ID).Is(status)
		}
		w.attach("priya", "reply", map[string]string{"b.txt": "B", "c.txt": "C"}).Is(200)
		w.attach("priya", "reply", map[string]string{"x.exe": "MZ\x00\x01"}).Is(422)
		// Marta has not seen what Priya attached: it does not go out in her name
		form := map[string][]string{"body": {"You may, until Friday."}, "version": {"1"}, "was": {"You may."}, "with": {"", first.Files[0].ID}}
		kind, body = w.form(form, nil)
		w.Desk("marta").Do(http.MethodPost, at+"/reply/send", kind, body).Is(409).Shows("was attached meanwhile", "You may, until Friday.")
		w.talkIs()
		now := w.read("marta")
		form = map[string][]string{"body": {now.Body}, "version": {"1"}, "was": {now.Body}, "with": {""}}
		for _, f := range now.Files {
			if form["with"] = append(form["with"], f.ID); f.Name == "b.txt" {
				form["file"] = []string{f.ID}
			}
		}
		kind, body = w.form(form, nil)
		w.Desk("marta").Do(http.MethodPost, at+"/reply/remove", kind, body).Is(303)
		delete(form, "file")
		kind, body = w.form(form, nil)
		w.Desk("marta").Do(http.MethodPost, at+"/reply/send", kind, body).Is(409).Shows("A file was taken out meanwhile.")
		form["with"] = []string{""}
		for _, f := range w.read("marta").Files {
			form["with"] = append(form["with"], f.ID)
		}
		kind, body = w.form(form, map[string]string{"d.txt": "D"}) // chosen, and sent at once
		w.Desk("marta").Do(http.MethodPost, at+"/reply/send", kind, body).Is(303)
		if got, want := w.filed(authz.Portal, "amina"), now.Body+":a.txt|"+now.Body+":c.txt|"+now.Body+":d.txt"; got != want {
			w.T.Errorf("Amina reads %q, want %q", got, want)
		}
		if n := w.kept(); n != 0 {
			w.T.Errorf("%d are kept besides", n)
		}
	})
}

// What is undone is there again for all with its files, and goes out with them once; taken back, they are in its writer's field; a note takes them too.
func TestFilesComeBackToAll(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		w.undo("marta", 10)
		w.begin("You may.")
		w.attach("priya", "reply", map[string]string{"a.txt": "A"}).Is(200)
		send := func() {
			d := w.read("marta")
			in := w.grown("marta", d, d.Body)
			in.With = []string{d.Files[0].ID}
			_, err := w.Together.Send(w.T.Context(), w.hr("marta"), in)
			w.ok(err)
		}
		send()
		w.attach("priya", "reply", map[string]string{"b.txt": "B"}).Is(409)
		held, err := w.Hold.OfCase(w.T.Context(), w.hr("marta"), hold.ReadOf{Number: w.number})
		w.ok(err)
		if len(held.Items) != 1 || len(held.Items[0].Files) != 1 {
			w.T.Fatalf("held are %+v", held.Items)
		}
		_, err = w.Hold.Undo(w.T.Context(), w.hr("marta"), hold.Undo{Number: w.number, ID: held.Items[0].ID})
		w.ok(err)
		if d := w.read("priya"); names(d) != "a.txt" || d.Sending != "" {
			w.T.Fatalf("after it was undone: %+v", d)
		}
		send()
		w.after(20)
		if got := w.filed(authz.Portal, "amina"); got != "You may.:a.txt" || w.kept() != 0 {
			w.T.Errorf("Amina reads %q, and %d are kept", got, w.kept())
		}

		d, err := w.save("priya", together.Draft{Kind: together.Note}, "Jonas knows.")
		w.ok(err)
		w.attach("marta", "note", map[string]string{"n.txt": "N"}).Is(200)
		_, err = w.Together.Send(w.T.Context(), w.hr("priya"), w.grown("priya", d.Draft, d.Body))
		w.ok(err)
		if got := w.filed(authz.Desk, "marta"); got != "Jonas knows.:n.txt|You may.:a.txt" || w.kept() != 0 {
			w.T.Errorf("Marta reads %q, and %d are kept", got, w.kept())
		}

		w.begin("One more thing.")
		w.attach("priya", "reply", map[string]string{"m.txt": "M"}).Is(200)
		_, err = w.Together.End(w.T.Context(), w.hr("marta"), together.End{Number: w.number, Kind: together.Reply, Version: w.read("marta").Version})
		w.ok(err)
		box, err := w.Hold.OfCase(w.T.Context(), w.hr("marta"), hold.ReadOf{Number: w.number})
		w.ok(err)
		if len(box.Box) != 1 || box.Box[0].Name != "m.txt" || w.own("marta") != "One more thing." {
			w.T.Errorf("Marta has %q and %+v", w.own("marta"), box.Box)
		}
		kind, body := w.form(map[string][]string{"body": {"One more thing."}, "kept": {"", box.Box[0].ID}}, nil) // and goes on with it together
		w.Desk("marta").Do(http.MethodPost, "/desk/cases/"+w.number+"/together", kind, body).Is(303)
		if d := w.read("priya"); names(d) != "m.txt" {
			w.T.Errorf("Priya reads %+v", d)
		}
	})
}
