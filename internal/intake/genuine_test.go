package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/desk/number"
	"hearth/internal/platform/mail/thread"
	"hearth/internal/platform/store"
)

// client is a program in which people answer: what it writes around the words and the fields.
type client struct {
	name  string
	write func(f *forger, c oneCase, words string) string
}

// answer begins a mail of the owner of c that answers: from and to, the subject as some people change it.
func (f *forger) answer(c oneCase, to, kind string, fields ...string) string {
	from := f.pick(at(c.owner), c.name+" <"+at(c.owner)+">", `"`+c.name+`" <`+strings.ToUpper(c.owner)+"@Ferrow-Lund.example>", "=?utf-8?q?"+strings.ReplaceAll(c.owner, ".", "=2E")+"?= <"+at(c.owner)+">", at(c.owner)+" ("+c.name+")")
	head := f.write("From: "+from, to, f.pick(f.subject(), "Something quite different", "["+c.number+"] Night allowance", "=?iso-8859-1?q?R=E9p=A0:_x?="), append(fields, "MIME-Version: 1.0", kind)...)
	return head[:strings.Index(head, "\r\n\r\n")+4]
}

// signed is the address to answer to and the fields that a client puts into an answer. It leaves some out, as clients do: one sign is enough.
func (f *forger) signed(c oneCase, last string) (to string, fields []string) {
	claim := f.claim(c, c.owner)
	id, address := f.id(f.a.Threads, claim), f.address(c)
	all := "References: <first@elsewhere.example>\r\n <second@elsewhere.example>\r\n\t" + f.id(f.a.Threads, claim) + "\r\n " + last
	switch f.r.IntN(5) {
	case 0: // a client that knows no threads
		return f.pick(address, strings.ToUpper(address[:4])+address[4:], "HR <"+address+">", `"Ferrow & Lund HR" <`+address+">, someone@elsewhere.example"), nil
	case 1:
		return f.pick("hr@ferrow-lund.example", "HR <HR@ferrow-lund.example>"), []string{"In-Reply-To: " + id}
	case 2:
		return "hr@ferrow-lund.example", []string{all}
	case 3: // an address book that knows only the bare address beside the signed one in Cc
		return "hr@ferrow-lund.example", []string{"Cc: " + address, "In-Reply-To: <x@elsewhere.example>"}
	}
	return address, []string{"In-Reply-To: " + id, all}
}

func clients() []client {
	const quoted = "> You asked how it is worked out.\r\n>\r\n> > How is it worked out?\r\n"
	plain := `Content-Type: text/plain; charset="utf-8"`
	html := func(f *forger, c oneCase, words, body string, fields ...string) string {
		to, more := f.signed(c, "")
		return f.answer(c, to, "Content-Type: multipart/alternative; boundary=\"=_b\"", append(fields, more...)...) +
			"--=_b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + words + "\r\n\r\n" + quoted + "\r\n--=_b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body + "\r\n--=_b--\r\n"
	}
	text := func(f *forger, c oneCase, body string, fields ...string) string {
		to, more := f.signed(c, "")
		return f.answer(c, to, plain, append(fields, more...)...) + body
	}
	return []client{
		{"Outlook", func(f *forger, c oneCase, words string) string {
			return text(f, c, words+"\r\n\r\n-----Original Message-----\r\nFrom: HR <hr@ferrow-lund.example>\r\nSent: Tuesday\r\nTo: you\r\nSubject: x\r\n\r\nYou asked.\r\n", "X-Mailer: Microsoft Outlook 16.0", "Thread-Index: AQHa", "X-MS-Has-Attach: ")
		}},
		{"Outlook in HTML", func(f *forger, c oneCase, words string) string {
			return html(f, c, words, "<html><body><div class=WordSection1><p class=MsoNormal>"+words+"</p><div style='border:none;border-top:solid #E1E1E1 1.0pt'><p><b>From:</b> HR</p></div></body></html>", "X-MS-Exchange-Organization-AuthAs: Internal")
		}},
		{"Gmail", func(f *forger, c oneCase, words string) string {
			return html(f, c, words, "<div dir=\"ltr\">"+words+"</div><br><div class=\"gmail_quote\"><div class=\"gmail_attr\">On Tue, HR wrote:</div><blockquote>You asked.</blockquote></div>", "X-Gm-Message-State: AOJu0Y")
		}},
		{"Apple Mail", func(f *forger, c oneCase, words string) string {
			return text(f, c, words+"\r\n\r\n> On 17 Nov 2026, at 12:00, HR <hr@ferrow-lund.example> wrote:\r\n> \r\n"+quoted, "X-Mailer: Apple Mail (2.3774)")
		}},
		{"a phone", func(f *forger, c oneCase, words string) string {
			return text(f, c, words+"\r\n\r\n"+f.pick("Sent from my iPhone", "Von meinem iPhone gesendet", "Get Outlook for Android", "Skickat från min iPhone")+"\r\n\r\n"+quoted)
		}},
		{"Thunderbird", func(f *forger, c oneCase, words string) string {
			return text(f, c, "Am 17.11.26 um 12:00 schrieb HR:\r\n"+quoted+"\r\n"+words+"\r\n\r\n-- \r\n"+c.name+"\r\n", "User-Agent: Mozilla Thunderbird")
		}},
		{"mutt", func(f *forger, c oneCase, words string) string {
			return strings.ReplaceAll(text(f, c, words+"\r\n"), "\r\n", "\n")
		}},
		{"a delegate", func(f *forger, c oneCase, words string) string {
			return text(f, c, words+"\r\n", "Sender: Assistant <assistant@ferrow-lund.example>", "Reply-To: "+at(c.owner))
		}},
		{"what the trusted server knows", func(f *forger, c oneCase, words string) string {
			return text(f, c, words+"\r\n", "Authentication-Results: "+trusted+"; "+f.pick("spf=pass; dkim=pass; dmarc=pass", "spf=none", "spf=softfail; dkim=pass; dmarc=pass", "spf=fail; dkim=pass", "dmarc=none; spf=neutral", "spf=temperror; dmarc=temperror"), "Received: from x by "+trusted)
		}},
		{"a scanner with a file", func(f *forger, c oneCase, words string) string {
			to, more := f.signed(c, "")
			return f.answer(c, to, "Content-Type: multipart/mixed; boundary=m", more...) + "--m\r\nContent-Type: text/plain\r\n\r\n" + words + "\r\n--m\r\nContent-Type: text/plain; name=sheet.txt\r\nContent-Disposition: attachment; filename=sheet.txt\r\n\r\nhours of October\r\n--m--\r\n"
		}},
		{"old letters", func(f *forger, c oneCase, words string) string {
			to, more := f.signed(c, "")
			return f.answer(c, to, "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable", more...) + strings.ReplaceAll(words, " ", "=20") + "=\r\n\r\n"
		}},
	}
}

// TestGenuineAnswersFindTheirCases lets people answer in many programs.
func TestGenuineAnswersFindTheirCases(t *testing.T) {
	t.Parallel()
	f := newForger(t, 24)
	n, lost, all := counts(1000), 0, clients()
	for i := range n {
		kind, c := all[i%len(all)], f.cases[f.r.IntN(len(f.cases))]
		words := fmt.Sprintf("This is still open, number %d of many.", i)
		raw := kind.write(f, c, words)
		got := receive(t, f.a, raw)
		found := 0
		if got.Outcome == "reply" && got.Case == c.number {
			var err error
			found, err = store.One[int](t.Context(), f.a.DB, `SELECT count(*) FROM desk_entry e JOIN desk_case c ON c.id = e.case_id JOIN people_person p ON p.id = e.author_person
				WHERE e.body LIKE $1 AND 'HR-' || c.number = $2 AND p.email = $3`, "%number "+fmt.Sprint(i)+" of many%", c.number, at(c.owner))
			if err != nil {
				t.Fatal(err)
			}
		}
		if found != 1 {
			lost++
			t.Logf("%s: it became %+v, and is %d times in %s of %s:\n%s", kind.name, got, found, c.number, c.owner, raw)
		}
		f.a.Clock.Advance(apart)
	}
	t.Logf("%d of %d answers of %d programs are in their case", n-lost, n, len(all))
	if lost*100 > n {
		t.Errorf("%d of %d answers are not in their case", lost, n)
	}
}

// TestSomebodyFromOutsideGoesOn lets somebody who is not in the directory write, answer in the case, and write again.
func TestSomebodyFromOutsideGoesOn(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, a *apptest.App) {
		const eva = "Eva Holm <eva@post.example>"
		first := comes(t, a, written(eva, "hr@ferrow-lund.example", "Application", "Is the post still open?"), "case")
		id, err := store.One[string](t.Context(), a.DB, `SELECT id FROM people_person WHERE email = 'eva@post.example'`)
		if err != nil {
			t.Fatal(err)
		}
		address := a.Threads.Address(thread.Claim{Case: number.Parse(first.Case), Recipient: id, Expires: a.DB.Now().Add(thread.Lifetime).Time})
		if got := comes(t, a, written(eva, address, "Re: Application", "I can begin in May."), "reply"); got.Case != first.Case {
			t.Errorf("the answer went to %s, want %s", got.Case, first.Case)
		}
		if got := comes(t, a, written(eva, "hr@ferrow-lund.example", "Another post", "And that one?"), "case"); got.Case == first.Case {
			t.Error("what was asked anew went into the first case")
		}
		a.Desk("marta").Get("/desk/cases/" + first.Case).Shows("I can begin in May.").Hides("And that one?")
	})
}
