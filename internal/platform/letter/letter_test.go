package letter_test

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"hearth/internal/platform/letter"
	"hearth/internal/platform/letter/notice"
)

// ordinary is a mail without faults; tests add to it.
const ordinary = "From: Bo Berg <bo@example.com>\r\nTo: HR <hr@example.org>\r\nDate: Thu, 14 Mar 2024 09:12:00 +0100\r\nMessage-ID: <1@example.com>\r\n"

func TestAnOrdinaryMailIsRead(t *testing.T) {
	t.Parallel()
	m := letter.Parse([]byte("Cc: Ada <ada@example.com>, zoe@example.com\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nIn-Reply-To: <0@example.org>\r\n"+
		"References: <a@example.org>\r\n <0@example.org>\r\nReply-To: other@example.com\r\nSender: pa@example.com\r\n"+ordinary+"\r\nHello\r\n-- \r\nBo\r\n"), letter.Options{})
	for _, c := range []struct{ what, got, want string }{
		{"subject", m.Subject, "Grüße"}, {"from", fmt.Sprint(m.From), "{Bo Berg bo@example.com}"}, {"to", fmt.Sprint(m.To), "[{HR hr@example.org}]"},
		{"cc", fmt.Sprint(m.Cc), "[{Ada ada@example.com} { zoe@example.com}]"}, {"sender", m.Sender.Address, "pa@example.com"},
		{"reply-to", list(m.ReplyTo), "other@example.com"}, {"date", m.Date.Format("2006-01-02T15:04:05Z07:00"), "2024-03-14T09:12:00+01:00"},
		{"id", m.MessageID, "1@example.com"}, {"in reply to", fmt.Sprint(m.InReplyTo), "[0@example.org]"},
		{"references", fmt.Sprint(m.References), "[a@example.org 0@example.org]"}, {"text", m.Text, "Hello\n-- \nBo\n"}, {"visible", m.Visible, "Hello"},
		{"auto", string(m.Auto), "none"}, {"warnings", fmt.Sprint(said(m)), "[]"},
	} {
		if c.got != c.want {
			t.Errorf("%s is %q, want %q", c.what, c.got, c.want)
		}
	}
}

func part(fields, body string) string { return "--b\r\n" + fields + "\r\n\r\n" + body + "\r\n" }

func multi(kind string, parts ...string) []byte {
	return []byte(ordinary + "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/" + kind + "; boundary=b\r\n\r\n" + strings.Join(parts, "") + "--b--\r\n")
}

// odd are mails with what people and programs put into them. Parts are "name|type|inline" of each attachment.
var odd = map[string]struct {
	raw               []byte
	text, html, parts string
	warning           string // of which one begins so
	subject, from     string
}{
	"latin 1 without a word of it": {raw: []byte(ordinary + "Subject: caf\xe9\r\n\r\nna\xefve\r\n"), text: "naïve\n", subject: "café"},
	"latin 1 called UTF-8":         {raw: []byte(ordinary + "Content-Type: text/plain; charset=utf-8\r\n\r\nna\xefve\r\n"), text: "naïve\n", warning: "The text is not in the character set"},
	"UTF-8 called latin 1":         {raw: []byte(ordinary + "Content-Type: text/plain; charset=iso-8859-1\r\n\r\nnaïve\r\n"), text: "naïve\n", warning: "The text is not in the character set"},
	"an unknown set":               {raw: []byte(ordinary + "Content-Type: text/plain; charset=klingon\r\n\r\nnaïve\r\n"), text: "naïve\n", warning: "The text is not in the character set"},
	"windows 1252":                 {raw: []byte(ordinary + "Content-Type: text/plain; charset=windows-1252\r\n\r\n\x80 5\r\n"), text: "€ 5\n"},
	"cyrillic":                     {raw: []byte(ordinary + "Content-Type: text/plain; charset=koi8-r\r\n\r\n\xf0\xd2\xc9\xd7\xc5\xd4\r\n"), text: "Привет\n"},
	"japanese":                     {raw: []byte(ordinary + "Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1b$B$3$s\x1b(B\r\n"), text: "こん\n"},
	"a character in two words":     {raw: []byte(ordinary + "Subject: =?utf-8?B?w?= =?utf-8?B?6Q==?=\r\n\r\nx\r\n"), text: "x\n", subject: "?"},
	"a character cut in two":       {raw: []byte(ordinary + "Subject: =?utf-8?Q?=C3?=\r\n =?utf-8?Q?=A9t?=\r\n\r\nx\r\n"), text: "x\n", subject: "ét"},
	"quoted printable, broken":     {raw: []byte(ordinary + "Content-Transfer-Encoding: quoted-printable\r\n\r\na=C3=A9 =zz 100% =\r\nb=\r\n"), text: "aé =zz 100% b"},
	"base64, broken":               {raw: []byte(ordinary + "Content-Transfer-Encoding: base64\r\n\r\naGVs*bG8\r\n"), text: "hello"},
	"no header at all":             {raw: []byte("Hello there\r\nI have no fields\r\n"), text: "Hello there\nI have no fields\n", warning: "A header has lines that are no fields", from: "none"},
	"nothing":                      {raw: nil, warning: "The mail has no readable sender", from: "none"},
	"only zeros":                   {raw: make([]byte, 100), warning: "A header has lines", from: "none"},
	"two senders":                  {raw: []byte("From: eve@example.net\r\n" + ordinary + "\r\nx\r\n"), text: "x\n", warning: "The mail names several senders", from: "eve@example.net"},
	"two addresses as one":         {raw: []byte("From: Bo <bo@example.com><eve@example.net>\r\n\r\nx\r\n"), text: "x\n", warning: "The field From holds something that is no address", from: "none"},
	"a folded break in a name":     {raw: []byte("From: =?utf-8?q?Bo=0D=0ABcc:_x@example.net?= <bo@example.com>\r\n\r\nx\r\n"), text: "x\n"},
	"a break in a subject":         {raw: []byte(ordinary + "Subject: =?utf-8?B?YQ0KQmNjOiB4QGV4YW1wbGUubmV0?=\r\n\r\nx\r\n"), text: "x\n", subject: "a Bcc: x@example.net"},
	"text turned around":           {raw: []byte(ordinary + "Subject: a\u202Egpj.exe\r\n\r\nx\r\n"), text: "x\n", subject: "a gpj.exe"},
	"alternatives":                 {raw: multi("alternative", part("Content-Type: text/plain", "plain"), part("Content-Type: text/html", "<p>rich")), text: "plain", html: "<p>rich"},
	"html only":                    {raw: []byte(ordinary + "Content-Type: text/html\r\n\r\n<p>One<p>Two"), text: "One\n\nTwo", html: "<p>One<p>Two"},
	"html with a set of its own":   {raw: []byte(ordinary + "Content-Type: text/html\r\n\r\n<meta charset=koi8-r><p>\xf0\xd2\xc9"), text: "При", html: "<meta charset=koi8-r><p>При"},
	"html and a footer":            {raw: multi("mixed", part("Content-Type: text/html", "<p>The letter"), part("Content-Type: text/plain", "The footer")), text: "The letter\n\nThe footer", html: "<p>The letter\n<pre>The footer</pre>"},
	"a picture inside":             {raw: multi("related", part("Content-Type: text/html", `<img src="cid:1@x">words`), part("Content-Type: image/png\r\nContent-ID: <1@x>\r\nContent-Transfer-Encoding: base64", "iVBORw0KGgo=")), text: "words", html: `<img src="cid:1@x">words`, parts: "|image/png|true"},
	"a file":                       {raw: multi("mixed", part("Content-Type: text/plain", "see"), part("Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''na%C3%AFve.pdf", "%PDF-1.4")), text: "see", parts: "naïve.pdf|application/pdf|false"},
	"a path as a name":             {raw: multi("mixed", part("Content-Type: text/plain", "see"), part("Content-Disposition: attachment; filename=\"../../etc/passwd\"", "x")), text: "see", parts: "passwd|text/plain|false"},
	"another mail":                 {raw: multi("mixed", part("Content-Type: text/plain", "see"), part("Content-Type: message/rfc822", "From: eve@example.net\r\nSubject: inner\r\n\r\ninner")), text: "see", parts: "|message/rfc822|false"},
	"Outlook's own":                {raw: multi("mixed", part("Content-Type: text/plain", "see"), part("Content-Type: application/ms-tnef; name=winmail.dat", "\x78\x9f\x3e\x22")), text: "see", parts: "winmail.dat|application/ms-tnef|false", warning: "The mail holds a file in Outlook's own format (winmail.dat) that could not be read whole"},
	"Outlook's own alone":          {raw: []byte(ordinary + "Content-Type: application/ms-tnef; name=\"winmail.dat\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + packed), text: "Dobrý den", subject: "Příloha 日本", parts: "winmail.dat|application/ms-tnef|false;" + unpacked},
	"Outlook's own beside a text":  {raw: multi("mixed", part("Content-Type: text/plain", "see"), part("Content-Type: application/octet-stream; name=WINMAIL.DAT\r\nContent-Transfer-Encoding: base64", packed)), text: "see", parts: "WINMAIL.DAT|application/octet-stream|false;" + unpacked},
	"an invitation":                {raw: multi("alternative", part("Content-Type: text/plain", "meet"), part("Content-Type: text/calendar; method=REQUEST", "BEGIN:VCALENDAR")), text: "meet", parts: "|text/calendar|false"},
	"signed":                       {raw: multi("signed", part("Content-Type: text/plain", "signed"), part("Content-Type: application/pkcs7-signature; name=smime.p7s", "x")), text: "signed", parts: "smime.p7s|application/pkcs7-signature|false", warning: "The mail is signed"},
	"encrypted with S/MIME":        {raw: []byte(ordinary + "Content-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\nx"), parts: "smime.p7m|application/pkcs7-mime|false", warning: "The mail is signed or encrypted with S/MIME"},
	"encrypted with PGP":           {raw: multi("encrypted", part("Content-Type: application/pgp-encrypted", "Version: 1"), part("Content-Type: application/octet-stream; name=encrypted.asc", "-----BEGIN PGP MESSAGE-----")), parts: "|application/pgp-encrypted|false;encrypted.asc|application/octet-stream|false", warning: "The mail is encrypted"},
	"PGP in the text":              {raw: []byte(ordinary + "\r\n-----BEGIN PGP MESSAGE-----\r\nx\r\n"), text: "-----BEGIN PGP MESSAGE-----\nx\n", warning: "The text is encrypted with PGP"},
	"a boundary that never comes":  {raw: []byte(ordinary + "Content-Type: multipart/mixed; boundary=zz\r\n\r\nStill words\r\n"), text: "Still words\n", warning: "A multipart does not contain its boundary"},
	"cut off":                      {raw: []byte(ordinary + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nwords"), text: "words", warning: "A multipart is not closed"},
	"words behind the end":         {raw: append(multi("mixed", part("Content-Type: text/plain", "words")), "hidden\r\n"...), text: "words", warning: "Something stands behind the end of the parts"},
	"containers without end":       {raw: multi("mixed", strings.Repeat(part("Content-Type: multipart/mixed; boundary=c", ""), 200)), parts: strings.Repeat("|multipart/mixed|false;", 100) + "more-parts.txt|text/plain|false", warning: "The mail has more parts"},
	"no boundary named":            {raw: []byte(ordinary + "Content-Type: multipart/mixed\r\n\r\n--zzzz123\r\nContent-Type: text/plain\r\n\r\nwords\r\n--zzzz123--\r\n"), text: "words", warning: "A multipart names no boundary"},
	"lone carriage returns":        {raw: []byte(strings.ReplaceAll(ordinary, "\r\n", "\r") + "Subject: x\r\rwords\r"), text: "words\n", subject: "x"},
	"a file of an mbox":            {raw: []byte("From bo@example.com Thu Mar 14 09:12:00 2024\n" + ordinary + "\r\nx\r\n"), text: "x\n"},
	"zeros in the text":            {raw: []byte(ordinary + "\r\na\x00b\x07c\r\n"), text: "abc\n"},
	"a date that is none":          {raw: []byte("Date: tomorrow\r\n\r\nx\r\n"), text: "x\n", warning: "The date of the mail cannot be read", from: "none"},
}

// packed is a mail as Outlook packs it, and unpacked what is in it; tnef 1.4 of Debian lists the same files.
//
//go:embed testdata/winmail.b64
var packed string

const unpacked = "smlouva o práci.pdf|application/pdf|false;b.bin|text/plain|false;Forwarded.txt|text/plain|false;c.txt|text/plain|false"

func TestOddMailsAreRead(t *testing.T) {
	t.Parallel()
	for name, c := range odd {
		m := letter.Parse(c.raw, letter.Options{})
		var parts []string
		for _, a := range m.Attachments {
			parts = append(parts, fmt.Sprintf("%s|%s|%v", a.Name, a.Type, a.Inline))
		}
		from := map[string]string{"": "bo@example.com", "none": ""}[c.from]
		if c.from != "" && c.from != "none" {
			from = c.from
		}
		if m.Text != c.text || m.HTML != c.html || strings.Join(parts, ";") != c.parts || m.From.Address != from {
			t.Errorf("%s: got text %q, HTML %q, parts %q from %q\nwant text %q, HTML %q, parts %q from %q", name, m.Text, m.HTML, parts, m.From.Address, c.text, c.html, c.parts, from)
		}
		if c.subject != "" && c.subject != "?" && m.Subject != c.subject {
			t.Errorf("%s: the subject is %q, want %q", name, m.Subject, c.subject)
		}
		warned := slices.ContainsFunc(said(m), func(w string) bool { return strings.HasPrefix(w, c.warning) })
		if c.warning != "" && !warned {
			t.Errorf("%s: the warnings are %q, want one that begins %q", name, said(m), c.warning)
		}
		lawful(t, m)
	}
}

// What an attachment says of its bytes is true of them.
func TestAttachmentsAreTheirBytes(t *testing.T) {
	t.Parallel()
	bytes := strings.Repeat("\x00\x01\xfe=\r\n-", 5000)
	sum := sha256.Sum256([]byte(bytes))
	encoded := base64.StdEncoding.EncodeToString([]byte(bytes))
	var folded strings.Builder
	for ; len(encoded) > 76; encoded = encoded[76:] {
		folded.WriteString(encoded[:76] + "\r\n")
	}
	m := letter.Parse(multi("mixed", part("Content-Type: text/plain", "see"), part("Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.bin", folded.String()+encoded)), letter.Options{})
	if len(m.Attachments) != 1 {
		t.Fatalf("%d attachments", len(m.Attachments))
	}
	a := m.Attachments[0]
	got, err := io.ReadAll(a.Open())
	if err != nil || string(got) != bytes || a.Size != int64(len(bytes)) || a.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("size %d of %d, hash %s, read %d bytes, %v", a.Size, len(bytes), a.SHA256, len(got), err)
	}
}

// What a mail leaves without a name has one all the same when it is listed or saved.
func TestAttachmentsHaveNames(t *testing.T) {
	t.Parallel()
	for kind, want := range map[string]string{
		"text/calendar; method=REQUEST": "invitation.ics", "message/rfc822": "mail.eml", "application/pkcs7-mime": "smime.p7m", "application/x-nonsense": "attachment.bin",
		"application/ms-tnef": "winmail.dat", "application/pdf; name=a/b.pdf": "b.pdf",
	} {
		m := letter.Parse(multi("mixed", part("Content-Type: text/plain", "see"), part("Content-Type: "+kind, "x")), letter.Options{})
		if len(m.Attachments) != 1 || m.Attachments[0].FileName() != want {
			t.Errorf("%s: %+v, want %s", kind, m.Attachments, want)
		}
	}
}

// Mails that have no plain text are folded as well: by what their HTML says.
func TestAnswersInHTMLAreFolded(t *testing.T) {
	t.Parallel()
	for name, html := range map[string]string{
		"gmail": `<div dir="ltr">Yes, <b>Friday</b>.</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Thu, Mar 14, 2024 at 9:12 AM Marta Lund &lt;` +
			`<a href="mailto:hr@example.org">hr@example.org</a>&gt; wrote:<br></div><blockquote class="gmail_quote"><div>Friday?</div></blockquote></div>`,
		"outlook": `<div class="WordSection1"><p class="MsoNormal">Yes, Friday.</p><p class="MsoNormal">&nbsp;</p><div style="border-top:solid #E1E1E1 1.0pt">` +
			`<p class="MsoNormal"><b>From:</b> Marta Lund &lt;hr@example.org&gt;<br><b>Sent:</b> Thursday, March 14, 2024 9:12 AM<br><b>To:</b> Bo<br><b>Subject:</b> Friday</p></div><p>Friday?</p></div>`,
		"outlook on the web": `<div>Yes, Friday.</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><font><b>Von:</b> Marta Lund &lt;hr@example.org&gt;<br><b>Gesendet:</b> ` +
			`Donnerstag, 14. März 2024 09:12<br><b>An:</b> Bo<br><b>Betreff:</b> Freitag</font></div><div>Freitag?</div>`,
		"apple": `<html><body>Yes, Friday.<br><br><div dir="ltr">Sent from my iPhone</div><div dir="ltr"><br><blockquote type="cite">On 14 Mar 2024, at 09:12, Marta Lund wrote:<br><br></blockquote></div>` +
			`<blockquote type="cite"><div>Friday?</div></blockquote></body></html>`,
		"yahoo": `<div>Yes, Friday.</div><div class="yahoo_quoted"><div>On Thursday, March 14, 2024 at 09:12:00 AM GMT+1, Marta Lund &lt;hr@example.org&gt; wrote: </div><div>Friday?</div></div>`,
	} {
		m := letter.Parse([]byte(ordinary+"Content-Type: text/html; charset=utf-8\r\n\r\n"+html), letter.Options{})
		if m.Visible != "Yes, Friday." {
			t.Errorf("%s: %q of %q", name, m.Visible, m.Text)
		}
	}
}

func TestOurOwnMailIsALoop(t *testing.T) {
	t.Parallel()
	raw := []byte(ordinary + notice.LoopMark + ": our-id\r\n\r\nx\r\n")
	for origin, want := range map[string]notice.Auto{"our-id": notice.Loop, notice.AnyOrigin: notice.Loop, "another": notice.None, "": notice.None} {
		if got := letter.Parse(raw, letter.Options{Origin: origin}).Auto; got != want {
			t.Errorf("with %q: %s, want %s", origin, got, want)
		}
	}
}
