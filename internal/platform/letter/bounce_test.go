package letter_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearth/internal/platform/letter"
	"hearth/internal/platform/letter/notice"
)

// notices are the public bounces and automatic answers, each with what a reader finds in it: class, recipient, and the id of the mail it is about.
// A bounce whose returned mail has no id, or is cut off, has none.
var notices = map[string]struct {
	auto                notice.Auto
	class               notice.Class
	recipient, original string
}{
	"arf-01": {auto: notice.AutoReply}, "arf-02": {auto: notice.AutoReply}, "is-not-bounce-01": {auto: notice.None},
	"lhost-exim-01":      {notice.Bounced, notice.Permanent, "kijitora@example.ed.jp", "E1P1ce6-000Egt-GZ@e1.example.org"},
	"lhost-exim-02":      {notice.Bounced, notice.Permanent, "kijitora@example.jp", "E1X58pB-0004bW-2s@marutamachi.example.org"},
	"lhost-exim-03":      {notice.Bounced, notice.Permanent, "kijitora@example.jp", "hogeuoiuadogalhg.dg9i09@example.jp"},
	"lhost-office365-01": {notice.Bounced, notice.Permanent, "kijitora@example.com", "FFFFFFFF.EEEEEEEE@example.ed.jp"},
	"lhost-office365-02": {notice.Bounced, notice.Permanent, "kijitora@example.onmicrosoft.com", "c302b7e8-9b97-40ef-90eb-313cc6c25133@NYAAAAN.example.org"},
	"lhost-office365-03": {notice.Bounced, notice.Permanent, "kijitora@example.com", "000000000000.2222.22222222222200000000@NEKO-NYAAN"},
	"lhost-postfix-01":   {notice.Bounced, notice.Permanent, "kijitora@example.org", ""},
	"lhost-postfix-02":   {notice.Bounced, notice.Permanent, "filtered@example.co.jp", ""},
	"lhost-postfix-03":   {notice.Bounced, notice.Permanent, "kijitora@example.net", "20140701000000.000000000000@e1.example.ne.jp"},
	"lhost-postfix-04":   {notice.Bounced, notice.Permanent, "kijitora@example.co.jp", "A8F82EDD-E518-4F5C-8C70-BC4EFF24AB9F@example.ne.jp"},
	"lhost-postfix-05":   {notice.Bounced, notice.Transient, "kijitora@example.org", "FFFFFFFF.0000000@example.co.jp"},
	"rfc3464-01":         {notice.Bounced, notice.Permanent, "userunknown@bouncehammer.jp", "E1C50F1B-1C83-4820-BC36-AC6FBFBE8568@example.org"},
	"rfc3464-03":         {notice.Bounced, notice.Permanent, "kijitora@example.com", "220000000022.0000.0000000000000000222@NEKO.NYAAN"},
	"rfc3464-04":         {notice.Bounced, notice.Permanent, "kijitora@neko.example.edu", "00000000000.000000@mx4.example.co.jp"},
	"rfc3464-06":         {notice.Bounced, notice.Permanent, "kijitora@example.net", "0000000000.0000000@mail.example.com"},
	"rfc3464-07":         {notice.Bounced, notice.Transient, "kijitora@example.net", "000000000000000@list.example.jp"},
	"rfc3464-08":         {notice.Bounced, notice.Permanent, "kijitora@example.net", "000000000000000000000000000000@mx.example.or.jp"},
	"rfc3464-09":         {notice.Bounced, notice.Transient, "kijitora-nyaaaaaan@example.co.jp", "00000000000000000000000000000000000000000@example.org"},
	"rfc3834-01":         {auto: notice.AutoReply}, "rfc3834-02": {auto: notice.AutoReply}, "rfc3834-03": {auto: notice.AutoReply},
	"rfc3834-04": {auto: notice.AutoReply}, "rfc3834-05": {auto: notice.AutoReply}, "rfc3834-06": {auto: notice.AutoReply},
}

func TestPublicNoticesAreToldFromMails(t *testing.T) {
	t.Parallel()
	dir := data(t, "bounces-sample/maildir")
	kinds, found := 0, 0
	for name, want := range notices {
		raw, err := os.ReadFile(filepath.Join(dir, name+".eml"))
		if err != nil {
			t.Fatal(err)
		}
		m := letter.Parse(raw, letter.Options{})
		lawful(t, m)
		if m.Auto == want.auto {
			kinds++
		} else {
			t.Errorf("%s: %s, want %s", name, m.Auto, want.auto)
		}
		var got notice.Bounce
		if m.Bounce != nil {
			got = *m.Bounce
		}
		if got.Class == want.class && got.Recipient == want.recipient && got.OriginalMessageID == want.original {
			found++
		} else {
			t.Errorf("%s: %s, %s, %s; want %s, %s, %s", name, got.Class, got.Recipient, got.OriginalMessageID, want.class, want.recipient, want.original)
		}
	}
	t.Logf("public notices: %d of %d of the right kind, %d of %d with the right class, recipient and mail", kinds, len(notices), found, len(notices))
}

// No ordinary public mail is taken for a notice, but for those that name a list or a bulk.
func TestPublicMailsAreNoNotices(t *testing.T) {
	t.Parallel()
	dir := data(t, "mail-gem-emails/spec/fixtures/emails")
	files, err := filepath.Glob(filepath.Join(dir, "*/*.eml"))
	if err != nil || len(files) < 100 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	wrong := 0
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		report := strings.Contains(file, "multipart_report") || name == "raw_email_with_mimepart_without_content_type.eml"
		m := letter.Parse(raw, letter.Options{})
		lawful(t, m)
		if (m.Auto == notice.Bounced) != report || m.Auto == notice.AutoReply || m.Auto == notice.Loop {
			wrong++
			t.Errorf("%s is taken for %s", name, m.Auto)
		}
	}
	t.Logf("public mails: %d of %d taken for what they are not", wrong, len(files))
}

// Our own notices: what servers and people write, shortened.
func TestNoticesAreToldFromMails(t *testing.T) {
	t.Parallel()
	const dsn = "From: MAILER-DAEMON@mx.test\r\nTo: hr@example.org\r\nSubject: Undelivered Mail\r\nReturn-Path: <>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n" +
		"--b\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.test\r\n\r\nFinal-Recipient: rfc822; bo@x.test\r\nAction: ACTION\r\nStatus: STATUS\r\n" +
		"Diagnostic-Code: smtp; 550 no such person\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: <9@example.org>\r\n\r\nx\r\n--b--\r\n"
	report := func(action, status string) string {
		return strings.NewReplacer("ACTION", action, "STATUS", status).Replace(dsn)
	}
	for name, c := range map[string]struct {
		raw   string
		auto  notice.Auto
		class notice.Class
	}{
		"failed":                      {report("failed", "5.1.1"), notice.Bounced, notice.Permanent},
		"failed for now":              {report("failed", "4.2.2"), notice.Bounced, notice.Transient},
		"delayed":                     {report("delayed", "4.4.1"), notice.Bounced, notice.Transient},
		"delivered":                   {report("delivered", "2.0.0"), notice.AutoReply, ""},
		"no status":                   {report("", "?"), notice.Bounced, notice.Permanent},
		"qmail":                       {"From: MAILER-DAEMON@mx.test\r\nReturn-Path: <>\r\nSubject: failure notice\r\n\r\nHi. This is the qmail-send program.\r\n<bo@x.test>:\r\n550 unknown user\r\n\r\n--- Below this line is a copy of the message.\r\n\r\nMessage-ID: <9@example.org>\r\nTo: bo@x.test\r\n", notice.Bounced, notice.Permanent},
		"a person about bounces":      {"From: bo@x.test\r\nSubject: Undeliverable mails all day\r\n\r\nI get 550 5.1.1 from your server.\r\n", notice.None, ""},
		"a person passes a bounce on": {"From: bo@x.test\r\nSubject: Fwd: Undelivered\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWhat is this?\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@b.test\r\nAction: failed\r\n\r\n--b--\r\n", notice.None, ""},
		"a person out of office":      {"From: bo@x.test\r\nSubject: Out of office on Friday?\r\n\r\nMay I?\r\n", notice.None, ""},
		"an answer to a responder":    {"From: bo@x.test\r\nSubject: Re: Automatic reply: Leave\r\nReturn-Path: <bo@x.test>\r\n\r\nThanks\r\n", notice.None, ""},
		"auto-submitted: no":          {"From: bo@x.test\r\nAuto-Submitted: no\r\n\r\nHello\r\n", notice.None, ""},
		"auto-submitted":              {"From: bo@x.test\r\nAuto-Submitted: auto-replied (vacation)\r\n\r\nAway\r\n", notice.AutoReply, ""},
		"generated":                   {"From: bo@x.test\r\nAuto-Submitted: auto-generated; x=y\r\n\r\nReport\r\n", notice.AutoReply, ""},
		"exchange":                    {"From: bo@x.test\r\nX-Auto-Response-Suppress: All\r\nSubject: Automatische Antwort: x\r\n\r\nAway\r\n", notice.AutoReply, ""},
		"an older responder":          {"From: bo@x.test\r\nPrecedence: bulk\r\nSubject: Abwesenheitsnotiz\r\n\r\nAway\r\n", notice.AutoReply, ""},
		"a word alone":                {"From: bo@x.test\r\nSubject: Abwesenheit im Mai\r\n\r\nIch bitte um Urlaub.\r\n", notice.None, ""},
		"no return path":              {"From: bo@x.test\r\nReturn-Path: <>\r\nSubject: x\r\n\r\nx\r\n", notice.AutoReply, ""},
		"a postmaster writes":         {"From: postmaster@x.test\r\nSubject: Leave\r\n\r\nMay I?\r\n", notice.None, ""},
		"a daemon writes":             {"From: mailer-daemon@x.test\r\nSubject: x\r\n\r\nx\r\n", notice.AutoReply, ""},
		"a list":                      {"From: bo@x.test\r\nList-Id: <l.x.test>\r\n\r\nx\r\n", notice.List, ""},
		"a newsletter":                {"From: bo@x.test\r\nPrecedence: bulk\r\n\r\nx\r\n", notice.List, ""},
		"suppresses only absences":    {"From: bo@x.test\r\nX-Auto-Response-Suppress: DR, OOF\r\nSubject: Leave\r\n\r\nx\r\n", notice.None, ""},
		"a read receipt":              {"From: bo@x.test\r\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\r\n\r\n--b\r\n\r\nRead\r\n--b\r\nContent-Type: message/disposition-notification\r\n\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n\r\n--b--\r\n", notice.AutoReply, ""},
	} {
		m := letter.Parse([]byte(c.raw), letter.Options{})
		if m.Auto != c.auto || m.Bounce != nil && (m.Bounce.Class != c.class || m.Bounce.Recipient != "bo@x.test" || m.Bounce.OriginalMessageID != "9@example.org") {
			t.Errorf("%s: %s, %+v; want %s, %s", name, m.Auto, m.Bounce, c.auto, c.class)
		}
	}
}
