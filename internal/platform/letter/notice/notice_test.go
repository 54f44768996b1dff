package notice_test

import (
	"strings"
	"testing"

	"hearth/internal/platform/letter/header"
	"hearth/internal/platform/letter/notice"
)

// A report of several recipients names the one that failed first, and all of them.
func TestTheFailedRecipientComesFirst(t *testing.T) {
	t.Parallel()
	group := func(who, action, status string) string {
		return "Final-Recipient: rfc822; " + who + "\r\nAction: " + action + "\r\nStatus: " + status + "\r\n\r\n"
	}
	_, b := notice.Classify(notice.Mail{Report: "delivery-status", Status: []string{
		"Reporting-MTA: dns; mx.test\r\n\r\n" + group("a@x.test", "delayed", "4.0.0") + group("b@x.test", "failed", "5.1.1") + group("c@x.test", "relayed", "2.0.0"),
	}})
	if b == nil || b.Recipient != "b@x.test" || strings.Join(b.Recipients, " ") != "b@x.test a@x.test c@x.test" || b.Class != notice.Permanent || b.Status != "5.1.1" {
		t.Errorf("%+v", b)
	}
}

func FuzzClassify(f *testing.F) {
	f.Add("From: MAILER-DAEMON@x.test\nReturn-Path: <>\nSubject: failure notice\n\n", "<a@b.test>: 550 5.1.1 x\nMessage-ID: <a@b>\n", "Final-Recipient: rfc822;a@b.test\nAction: failed\n\n")
	f.Add("X-Failed-Recipients: a@b.test\n\n", "\nmessage-id:", "\n\n\n")
	f.Fuzz(func(t *testing.T, fields, text, status string) {
		h, _ := header.Parse([]byte(fields), nil)
		for _, from := range []string{"", "mailer-daemon@x.test"} {
			auto, b := notice.Classify(notice.Mail{Header: h, From: from, Text: text, Status: []string{status}, Returned: h, Origin: "x"})
			if (auto == notice.Bounced) != (b != nil) {
				t.Errorf("%s, %v", auto, b)
			}
			if b != nil && strings.ContainsFunc(b.Recipient+b.OriginalMessageID+b.Diagnostic+b.Status, header.Control) {
				t.Errorf("a control character in %+v", b)
			}
		}
	})
}
