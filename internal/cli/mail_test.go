package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestAMailIsPrinted(t *testing.T) {
	t.Parallel()
	const raw = "From: Bo Berg <bo@example.com>\r\nTo: hr@example.org\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nDate: Thu, 14 Mar 2024 09:12:00 +0100\r\n" +
		"Message-ID: <1@example.com>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n-- \r\nBo\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF\r\n--b--\r\n"
	const want = `{"message_id":"1@example.com","from":{"name":"Bo Berg","address":"bo@example.com"},"to":[{"name":"","address":"hr@example.org"}],"cc":[],` +
		`"subject":"Grüße","date":"2024-03-14T09:12:00+01:00","text":"Hello\n-- \nBo","visible_text":"Hello","html":"","attachments":[{"name":"a.pdf",` +
		`"type":"application/pdf","size":4,"sha256":"315d429b7714cedb6ad04ac31240145257692630457f3c88253c5beceac76027","inline":false}],"auto":"none","bounce":null,"warnings":[]}` + "\n"
	var out bytes.Buffer
	if err := printMail(&out, []byte(raw), nil); err != nil || out.String() != want {
		t.Errorf("got %s\nwant %s\n%v", out.String(), want, err)
	}
}

// Whatever the bytes, the answer is an object with each of its fields, and no list in it is null.
func TestAnyBytesArePrinted(t *testing.T) {
	t.Parallel()
	for _, raw := range []string{"", "\x00\xff\xfe", "From: \r\n", strings.Repeat("Content-Type: multipart/mixed; boundary=a\n\n--a\n", 500)} {
		var out bytes.Buffer
		if err := printMail(&out, []byte(raw), errors.New("the pipe broke")); err != nil {
			t.Fatal(err)
		}
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(out.Bytes(), &fields); err != nil || len(fields) != 13 {
			t.Errorf("%.20q: %d fields, %v", raw, len(fields), err)
		}
		for name, value := range fields {
			if string(value) == "null" && name != "bounce" {
				t.Errorf("%.20q: %s is null", raw, name)
			}
		}
		if !strings.Contains(string(fields["warnings"]), "the pipe broke") {
			t.Errorf("%.20q: the warnings are %s", raw, fields["warnings"])
		}
	}
}
