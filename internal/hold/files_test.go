package hold_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/desk"
	"hearth/internal/hold"
	"hearth/internal/people"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
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

// sends sends a reply with files as the page of the case does.
func (w *world) sends(key, number, path string, fields map[string][]string, attached map[string]string) apptest.Response {
	w.T.Helper()
	kind, body := w.form(fields, attached)
	return w.Desk(key).Do(http.MethodPost, "/desk/cases/"+number+path, kind, body)
}

// files are the files of HR's messages as the requester reads them: each as the message, a colon and the name.
func (w *world) files(number string) string {
	w.T.Helper()
	c, err := w.App.App.Desk.Read(w.T.Context(), w.Actor(authz.Portal, "amina"), desk.ReadOne{Number: number})
	w.ok(err)
	var all []string
	for _, e := range c.Talk {
		for _, f := range e.Files {
			all = append(all, e.Body+":"+f.Name)
		}
	}
	return strings.Join(all, "|")
}

func (w *world) box(key, number string) []string {
	w.T.Helper()
	all, err := w.s.OfCase(w.T.Context(), w.hr(key), hold.ReadOf{Number: number})
	w.ok(err)
	var names []string
	for _, f := range all.Box {
		names = append(names, f.Name)
	}
	return names
}

// kept is how many files and contents are kept, but those of conversations.
func (w *world) kept() string {
	w.T.Helper()
	n, err := store.One[string](w.T.Context(), w.DB, `SELECT CAST((SELECT count(*) FROM hold_file) AS text) || ' ' || CAST((SELECT count(*) FROM files_file f WHERE NOT EXISTS (SELECT 1 FROM desk_file d WHERE d.file_id = f.id)) AS text)
		|| ' ' || CAST((SELECT count(*) FROM files_blob b WHERE NOT EXISTS (SELECT 1 FROM files_file f WHERE f.blob_id = b.id)) AS text)`)
	w.ok(err)
	return n
}

func TestFilesAreHeldWithTheirReply(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open()
		for range 2 { // a form that is sent twice is one reply
			w.sends("marta", number, "/messages", map[string][]string{"body": {"Here is the list."}}, map[string]string{"list.txt": "Mon early", "rules.txt": "Ask by Friday"}).Is(303)
		}
		w.sends("marta", number, "/messages", map[string][]string{"body": {"Here is the list."}}, map[string]string{"list.txt": "another one"}).Is(409)
		w.after(5)
		w.Desk("marta").Get("/desk/cases/"+number).Is(200).Shows("list.txt", "rules.txt", "Undo")
		w.Desk("priya").Get("/desk/cases/" + number).Is(200).Shows("is sending a reply").Hides("list.txt")
		w.Portal("amina").Get("/requests/" + number).Is(200).Hides("list.txt")
		if got := w.held("priya", number); len(got) != 1 || len(got[0].Files) != 0 {
			w.T.Errorf("Priya reads %+v", got)
		}
		for range 2 {
			w.after(5)
		}
		if got := w.files(number); got != "Here is the list.:list.txt|Here is the list.:rules.txt" && got != "Here is the list.:rules.txt|Here is the list.:list.txt" {
			w.T.Errorf("Amina reads %q", got)
		}
		if got := w.kept(); got != "0 0 0" {
			w.T.Errorf("kept besides is %s", got)
		}
		w.sends("marta", number, "/messages", map[string][]string{"body": {"More."}}, map[string]string{"x.exe": "MZ\x00\x01"}).Is(422).Shows("The file x.exe is of a kind that we cannot take.")
		if got := w.held("marta", number); len(got) != 0 {
			w.T.Errorf("held is %+v", got)
		}
	})
}

func TestFilesComeBackWithTheirText(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open()
		w.sends("marta", number, "/close", map[string][]string{"body": {"Here it is."}, "outcome": {"answered"}, "cause": {"information"}}, map[string]string{"a.txt": "A", "b.txt": "B"}).Is(303)
		held := w.held("marta", number)
		if len(held) != 1 || len(held[0].Files) != 2 || !held[0].Closes {
			w.T.Fatalf("held is %+v", held)
		}
		for range 2 {
			w.Desk("marta").Send("/desk/cases/"+number+"/held/undo", map[string][]string{"id": {held[0].ID}}).Is(303)
		}
		w.after(20)
		page := w.Desk("marta").Get("/desk/cases/"+number).Is(200).Shows("Here it is.", "a.txt", "b.txt", "Files that came back with your text.")
		w.Desk("priya").Get("/desk/cases/" + number).Is(200).Hides("a.txt")
		if got := w.box("priya", number); got != nil {
			w.T.Errorf("Priya reads %v", got)
		}
		ids := map[string]string{}
		all, err := w.s.OfCase(w.T.Context(), w.hr("marta"), hold.ReadOf{Number: number})
		w.ok(err)
		for _, f := range all.Box {
			if ids[f.Name] = f.ID; !strings.Contains(page.Text, `name="kept" value="`+f.ID+`"`) {
				w.T.Errorf("%s cannot be chosen on the page", f.Name)
			}
		}
		w.sends("priya", number, "/messages", map[string][]string{"body": {"Mine"}, "kept": {ids["a.txt"]}}, nil).Is(409)
		w.sends("marta", number, "/macros/send", map[string][]string{"body": {"Mine"}, "macro": {"none"}, "kept": {ids["a.txt"]}}, nil).Is(422)
		w.sends("marta", number, "/messages", map[string][]string{"body": {"Here it is, again."}, "kept": {ids["a.txt"]}}, map[string]string{"c.txt": "C"}).Is(303)
		w.after(20)
		if got := w.files(number); got != "Here it is, again.:a.txt|Here it is, again.:c.txt" {
			w.T.Errorf("Amina reads %q", got)
		}
		if got := w.kept(); got != "0 0 0" { // b.txt was not ticked
			w.T.Errorf("kept besides is %s", got)
		}
	})
}

// What the case refuses when its moment comes is back whole; whoever does not hold replies sends at once what came back.
func TestFilesOfWhatCannotBeSentAreGivenBack(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		ctx, number := w.T.Context(), w.open()
		w.sends("priya", number, "/messages", map[string][]string{"body": {"I look into it."}}, map[string]string{"a.txt": "A"}).Is(303)
		w.API("marta").Post("/api/v1/cases/"+number+"/close", map[string]any{"answer": "Yes.", "outcome": "answered", "cause": "information"}).Is(200)
		w.after(10)
		w.Desk("priya").Get("/desk/cases/"+number).Is(200).Shows("Your reply was not sent", "I look into it.")
		if got := fmt.Sprint(w.box("priya", number)); got != "[a.txt]" {
			w.T.Errorf("back are %s", got)
		}
		w.ok(func() error {
			_, err := w.App.App.Desk.Reopen(ctx, w.Actor(authz.Portal, "amina"), desk.Reopen{Number: number, Missing: "And Friday?"})
			return err
		}())
		none := 0
		_, err := w.People.SaveKeys(ctx, w.hr("priya"), people.SaveKeys{Undo: &none})
		w.ok(err)
		all, err := w.s.OfCase(ctx, w.hr("priya"), hold.ReadOf{Number: number})
		w.ok(err)
		w.sends("priya", number, "/messages", map[string][]string{"body": {"Friday too."}, "kept": {all.Box[0].ID}}, map[string]string{"b.txt": "B"}).Is(303)
		if got := w.files(number); got != "Friday too.:a.txt|Friday too.:b.txt" {
			w.T.Errorf("Amina reads %q", got)
		}
		if got := w.kept(); got != "0 0 0" {
			w.T.Errorf("kept besides is %s", got)
		}
	})
}

// A program holds files too, and what lies in a field for a month is forgotten.
func TestFilesOfProgramsAreHeldAndOldOnesForgotten(t *testing.T) {
	t.Parallel()
	each(t, func(w *world) {
		number := w.open()
		kind, body := w.form(map[string][]string{"body": {"Two"}, "seconds": {"30"}}, map[string]string{"a.txt": "A"})
		held := apptest.Decode[hold.Held](w.T, w.API("marta").Do(http.MethodPost, "/api/v1/cases/"+number+"/held", kind, body), 201)
		if len(held.Files) != 1 || held.Files[0].Name != "a.txt" || held.Files[0].Size != 1 {
			w.T.Fatalf("held is %+v", held)
		}
		w.API("marta").Post("/api/v1/cases/"+number+"/held/undo", map[string]any{"id": held.ID}).Is(200)
		again := apptest.Decode[hold.OnCase](w.T, w.API("marta").Get("/api/v1/cases/"+number+"/held"), 200)
		held = apptest.Decode[hold.Held](w.T, w.API("marta").Post("/api/v1/cases/"+number+"/held", map[string]any{"body": "Two", "kept": []string{again.Box[0].ID}}), 201)
		w.API("marta").Post("/api/v1/cases/"+number+"/held/undo", map[string]any{"id": held.ID}).Is(200)
		w.Advance(29 * 24 * time.Hour)
		w.ok(w.Jobs.Drain(w.T.Context()))
		if got := w.kept(); got != "1 1 0" {
			w.T.Errorf("kept is %s", got)
		}
		w.Advance(48 * time.Hour)
		w.ok(w.Jobs.Drain(w.T.Context()))
		if got := w.kept(); got != "0 0 0" {
			w.T.Errorf("kept is %s after a month", got)
		}
	})
}
