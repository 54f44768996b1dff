package hostile

import (
	"bytes"
	"fmt"
	"mime"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/files"
)

// sendFile sends a message with a file to a case as Amina.
func (w *world) sendFile(t *testing.T, number, name, kind, content string) apptest.Response {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	if err := form.WriteField("body", "See the file."); err != nil {
		t.Fatal(err)
	}
	quoted := strings.NewReplacer("\\", "\\\\", `"`, "\\\"", "\r", "%0D", "\n", "%0A").Replace(name)
	part, err := form.CreatePart(textproto.MIMEHeader{"Content-Disposition": {`form-data; name="files"; filename="` + quoted + `"`}, "Content-Type": {kind}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := part.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	return w.as("amina api").Do(http.MethodPost, "/api/v1/cases/"+number+"/messages", form.FormDataContentType(), &b)
}

type sentFile struct {
	Files []struct{ ID, Name string }
}

// attach attaches a file to a case of its own and returns both.
func (w *world) attach(t *testing.T, name, kind, content string) (number, file string) {
	t.Helper()
	number = w.open()
	return number, apptest.Decode[sentFile](t, w.sendFile(t, number, name, kind, content), http.StatusCreated).Files[0].ID
}

const active = `<script>alert(1)</script>`

// contents are what pretends to be something else: by name, by declared type, by its first bytes.
var contents = map[string]string{
	"html": "<!doctype html>" + active, "html without a tag": "\n\n <html>" + active, "xhtml": `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">` + active + `</html>`,
	"svg": `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`, "xml": `<?xml version="1.0"?><?xml-stylesheet href="javascript:x"?><x/>`,
	"mht": "MIME-Version: 1.0\nContent-Type: multipart/related\n\n" + active, "pdf": "%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>\n" + active,
	"js": "alert(1)", "css": "*{display:none}", "json": `{"a":"` + active + `"}`, "text with markup": "hello " + active, "csv with markup": "a,b\n" + active + ",=1+1\n",
	"eml with markup": "From: a@b.example\nContent-Type: text/html\n\n" + active, "png and html": "\x89PNG\r\n\x1a\n" + active, "gif and js": "GIF89a/*" + active + "*/=1;alert(1)",
	"jpeg and html": "\xff\xd8\xff\xe0" + active, "webp and html": "RIFF\x00\x00\x00\x00WEBP" + active, "bom and html": "\ufeff<html>" + active, "php": "<?php echo 1;", "shell": "#!/bin/sh\nid\n",
	"exe": "MZ\x90\x00\x03", "elf": "\x7fELF\x02", "jar": "PK\x03\x04" + active, "zip": "PK\x05\x06" + strings.Repeat("\x00", 18), "swf": "FWS\x09", "ole": "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "empty": "",
	"utf-7": "+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "utf-16 html": "\xff\xfe<\x00s\x00c\x00r\x00i\x00p\x00t\x00>\x00", "rtf": `{\rtf1 x}`, "ics": "BEGIN:VCALENDAR\nEND:VCALENDAR", "vcf": "BEGIN:VCARD\nEND:VCARD",
	"url": "[InternetShortcut]\nURL=javascript:alert(1)", "htaccess": "AddType text/html .txt", "ogg": "OggS" + active, "mp3": "ID3" + active, "webm": "\x1aE\xdf\xa3" + active, "heic": "\x00\x00\x00\x18ftypheic" + active,
}

// names are what a file may be called; the first are kept as they are.
var fileNames = []string{"note.txt", "Löneavi – mars.txt", "给薪.txt", "שכר.txt", "ταχ.txt", "😀.txt", "a b  c.txt", "quote\"in.txt", "it's.txt", "semi;colon.txt", "100%.txt", "%41%42.txt", "a,b=c.txt", "back`tick$.txt",
	"plus+amp&.txt", "e\u0301.txt", "comma, \"quoted\".txt", "note.csv", "note.eml", "note.md", "note",
	"page.html", "page.html.txt", "page.txt.html", "x.svg", "x.xhtml", "x.mht", ".htaccess", "x.php.txt", "x.pht", "invoice\u202etxt.exe", "exe.\u202etxt.txt", "x.txt\u200b", "../../etc/passwd.txt", `..\..\win.txt`, "/etc/passwd.txt", "C:\\x.txt",
	"a\x00.txt", "a\r\nX-Evil: 1.txt", "nul", "con.txt", "aux", "....", ".", "..", " ", "x.txt ", "x.txt.", "~", "-rf.txt", "$(id).txt", strings.Repeat("x", 300) + ".txt", strings.Repeat("ä", 300) + ".txt", strings.Repeat("../", 100) + "x.txt",
	"<img src=x onerror=alert(1)>.txt", "'; DROP TABLE files_file; --.txt", "{{.}}.txt", "=cmd|' -C calc'!A0.csv", "filename*=UTF-8''evil.html", "x\u2028y.txt", "x\u0085y.txt", "\xff\xfe.txt"}

var kinds = []string{"text/html", "image/svg+xml", "application/xhtml+xml", "text/xml", "application/javascript", "multipart/related", "application/octet-stream", "text/plain", "message/rfc822", ""}

// inlineKinds are what a browser may show by itself: plain images.
var inlineKinds = []string{"image/jpeg", "image/png", "image/gif", "image/webp"}

// served says what is wrong with a file as it is answered.
func served(name string, h http.Header) (findings []string) {
	need := func(ok bool, format string, args ...any) {
		if !ok {
			findings = append(findings, fmt.Sprintf(format, args...))
		}
	}
	kind, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	for _, page := range []string{"html", "xml", "svg", "javascript", "ecmascript", "css", "multipart", "x-shockwave", "json", "mhtml"} {
		need(err == nil && !strings.Contains(strings.ReplaceAll(kind, "openxml", ""), page), "Content-Type: %q", h.Get("Content-Type"))
	}
	how, params, err := mime.ParseMediaType(h.Get("Content-Disposition"))
	need(err == nil && (how == "attachment" || how == "inline" && slices.Contains(inlineKinds, kind)), "Content-Disposition of %s: %q", kind, h.Get("Content-Disposition"))
	need(err == nil && params["filename"] == name, "the name is %q, and in the header %q", name, params["filename"])
	need(h.Get("X-Content-Type-Options") == "nosniff", "nosniff is missing")
	need(h.Get("Content-Security-Policy") == "default-src 'none'; sandbox", "Content-Security-Policy: %q", h.Get("Content-Security-Policy"))
	need(strings.Contains(h.Get("Cache-Control"), "no-store"), "Cache-Control: %q", h.Get("Cache-Control"))
	return findings
}

// A file is never a page of ours, whatever it is, is called or calls itself: it is refused with a sentence, or kept byte for byte and served as a download that
// nothing runs in, under the name that it is shown with. Who may read it is asked each time.
func TestAnAttachmentIsNeverAPageOfOurs(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		kept, refused := 0, 0
		try := func(number, name, kind, content string) {
			answer := w.sendFile(t, number, name, kind, content)
			if answer.Status == http.StatusUnprocessableEntity {
				refused++
				if !strings.Contains(answer.Text, `"title":"`) {
					t.Errorf("%q: refused without a sentence: %s", name, answer.Text)
				}
				return
			}
			f := apptest.Decode[sentFile](t, answer, http.StatusCreated).Files[0]
			kept++
			if f.Name != files.CleanName(f.Name) || strings.ContainsAny(f.Name, "/\\\r\n\x00\u202e") {
				t.Errorf("%q is called %q", name, f.Name)
			}
			for who, front := range map[string]string{"amina portal": "/requests/", "amina api": "/api/v1/cases/"} {
				got := w.as(who).Get(front + number + "/files/" + f.ID).Is(http.StatusOK)
				if got.Text != content {
					t.Errorf("%q came back changed", name)
				}
				for _, finding := range served(f.Name, got.Header) {
					t.Errorf("%q sent as %s: %s", name, kind, finding)
				}
			}
			for _, who := range []string{"pavel portal", "nobody", "hanna api"} {
				front := "/requests/"
				if strings.HasSuffix(who, "api") {
					front = "/api/v1/cases/"
				}
				if got := w.as(who).Get(front + number + "/files/" + f.ID); got.Status != http.StatusNotFound && got.Status != http.StatusSeeOther {
					t.Errorf("%s reads it: %d", who, got.Status)
				}
			}
		}
		number := w.open()
		for what, content := range contents {
			name := "x." + strings.Fields(what)[0]
			for i, as := range []string{name, "note.txt", "note.csv"} {
				try(number, as, kinds[(len(what)+i)%len(kinds)], content)
			}
		}
		for i, name := range fileNames {
			try(number, name, kinds[i%len(kinds)], "hello")
		}
		if p, err := read(w.as("amina portal").Get("/requests/" + number).Text); err != nil || len(p.harm) > 0 {
			t.Errorf("the page with the files does harm: %v, %v", p.harm, err)
		}
		t.Logf("%d files kept, %d refused", kept, refused)
		if kept < 40 || refused < 20 {
			t.Errorf("%d kept and %d refused: not all kinds were tried", kept, refused)
		}
	})
}

// Whoever could read a file and cannot read the case any more cannot read the file either.
func TestAccessToAFileIsAskedEachTime(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		number, file := w.attach(t, "note.txt", "text/plain", "hello")
		path := "/api/v1/cases/" + number + "/files/" + file
		w.as("priya api").Get(path).Is(http.StatusOK)
		w.as("marta api").Post("/api/v1/cases/"+number+"/restrict", fields{"sensitivity": "named", "named": []string{"2001"}}).Is(http.StatusOK)
		w.as("priya api").Get(path).Is(http.StatusNotFound)
		w.as("marta api").Get(path).Is(http.StatusOK)
		other := w.open() // of the same person: the file belongs to the first
		w.as("amina api").Get("/api/v1/cases/" + other + "/files/" + file).Is(http.StatusNotFound)
	})
}

func TestAFileServedAsAPageIsFound(t *testing.T) {
	t.Parallel()
	good := http.Header{"Content-Type": {"text/plain"}, "Content-Disposition": {`attachment; filename="a.txt"`}, "X-Content-Type-Options": {"nosniff"},
		"Content-Security-Policy": {"default-src 'none'; sandbox"}, "Cache-Control": {"private, no-store"}}
	if got := served("a.txt", good); len(got) > 0 {
		t.Fatal(got)
	}
	for name, change := range map[string][2]string{"html": {"Content-Type", "text/html"}, "svg": {"Content-Type", "image/svg+xml"}, "inline": {"Content-Disposition", `inline; filename="a.txt"`},
		"no name": {"Content-Disposition", "attachment"}, "another name": {"Content-Disposition", `attachment; filename="a"`}, "sniffed": {"X-Content-Type-Options", ""},
		"no sandbox": {"Content-Security-Policy", "default-src 'self'"}, "kept": {"Cache-Control", "private"}} {
		h := good.Clone()
		h.Set(change[0], change[1])
		if len(served("a.txt", h)) == 0 {
			t.Errorf("%s: not found", name)
		}
	}
}
