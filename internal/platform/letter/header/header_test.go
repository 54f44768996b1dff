package header_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/letter/header"
)

func TestAddressesAreRead(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`bo@example.com`:      "|bo@example.com",
		`Bo <bo@example.com>`: "Bo|bo@example.com",
		`"Berg, Bo" <bo@example.com>, Ada <ada@x.test>`:    "Berg, Bo|bo@example.com;Ada|ada@x.test",
		`Berg, Bo <bo@example.com>`:                        "Berg, Bo|bo@example.com",
		`bo@example.com (Bo Berg)`:                         "Bo Berg|bo@example.com",
		`=?utf-8?q?Bo=2C_Berg?= <bo@example.com>`:          "Bo, Berg|bo@example.com",
		`"ada@bank.test" <eve@example.net>`:                "ada@bank.test|eve@example.net",
		`Team: bo@x.test, ada@x.test;, zoe@x.test`:         "|bo@x.test;|ada@x.test;|zoe@x.test",
		`undisclosed recipients:;`:                         "",
		`bo@x.test; ada@x.test`:                            "|bo@x.test;|ada@x.test",
		`bo@x.test ada@x.test`:                             "|bo@x.test;|ada@x.test!",
		`Bo <bo@x.test> <eve@x.test>`:                      "Bo|!",
		`Bo <bo@x.test> <bo@x.test>`:                       "Bo|bo@x.test",
		`<@relay.test:bo@x.test>`:                          "|bo@x.test",
		`Bo <not an address>`:                              "Bo|!",
		`Bo (unclosed <bo@x.test>, ada@x.test`:             "Bo unclosed|bo@x.test;|ada@x.test",
		`"unclosed <bo@x.test>, ada@x.test`:                "unclosed|bo@x.test;|ada@x.test",
		`"quoted local"@x.test`:                            `|"quoted local"@x.test`,
		`"x bo"@x.test, "eve@x.test "@x.test`:              `|"x bo"@x.test;|"eve@x.test "@x.test`,
		`<"quoted local"@x.test>`:                          `|"quoted local"@x.test`,
		`bo@x..test`:                                       "bo@x..test|!",
		"Bo <bo@x.test\r\nBcc: eve@x.test>":                "Bo|!",
		"Bo\x00 <bo@x.test>":                               "Bo|bo@x.test",
		`bö@exämple.test`:                                  "|bö@exämple.test",
		`, ,`:                                              "",
		`Bo <bo@[192.0.2.1]>`:                              "Bo|bo@[192.0.2.1]",
		`Pete(A \) chap) <pete(his)@silly.test(his host)>`: "Pete|pete@silly.test",
		`<bo@x.test>>`:                                     "|bo@x.test",
	} {
		list, ok := header.Addresses(in)
		var got []string
		for _, a := range list {
			got = append(got, a.Name+"|"+a.Address)
		}
		text := strings.Join(got, ";")
		if !ok {
			text += "!"
		}
		if text != want {
			t.Errorf("%s: got %s, want %s", in, text, want)
		}
	}
}

func TestDatesAreRead(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Thu, 14 Mar 2024 09:12:00 +0100":            "2024-03-14T08:12:00Z",
		"14 Mar 2024 09:12 GMT":                      "2024-03-14T09:12:00Z",
		"Thu, 14 Mar 24 09:12:00 EST":                "2024-03-14T14:12:00Z",
		"Thu, 14 Mar 2024 09:12:00 -0700 (PDT)":      "2024-03-14T16:12:00Z",
		"Thu Mar 14 09:12:00 2024":                   "2024-03-14T09:12:00Z",
		"14-Mar-2024 09:12:00 +0000":                 "2024-03-14T09:12:00Z",
		"2024-03-14T09:12:00+01:00":                  "2024-03-14T08:12:00Z",
		"Fri, 21 Nov 97 09(x): 55 : 06 -0600":        "1997-11-21T15:55:06Z",
		"":                                           "",
		"yesterday":                                  "",
		"Thu, 31 Feb 2024 09:12:00 +0100":            "",
		"Thu, 14 Mar 2024 25:12:00 +0100":            "",
		"Tue, 30 Jun 3609 15:33:50 +0600":            "",
		"Thu, 14 Mar 2024":                           "",
		"Thu, 14 Mar 2024 09:12:00 +9999":            "2024-03-14T09:12:00Z",
		strings.Repeat("Thu, ", 100) + "14 Mar 2024": "",
	} {
		got := ""
		if at, ok := header.Date(in); ok {
			got = at.UTC().Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("%.60q: got %q, want %q", in, got, want)
		}
	}
}

func TestIDsAreRead(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"<a@b> <c@d>": "[a@b c@d]", "<a@b>, <c@d>": "[a@b c@d]", "<a@b><c@d>": "[a@b c@d]", "<a b@c>": "[]", "a@b": "[]", "<": "[]", "<>": "[]",
		"<a@b> <c": "[a@b]", "<a\x00@b>": "[]", "<1234   @   local(blah)  .machine .example>": "[1234@local.machine.example]", "<a<b@c>": "[b@c]",
	} {
		if got := fmt.Sprint(header.MessageIDs(in)); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
	if got := header.MessageID("a@b "); got != "a@b" {
		t.Errorf("an id without brackets: %q", got)
	}
}

func TestParametersAreRead(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		`Text/Plain; charset="utf-8"`:          "text/plain map[charset:utf-8]",
		`a/b; name="x;y\"z"`:                   `a/b map[name:x;y"z]`,
		`a/b; name*=utf-8''na%C3%AFve; name=x`: "a/b map[name:naïve]",
		`a/b; name*1=" two"; name*0=one`:       "a/b map[name:one two]",
		`a/b; name*0*=utf-8''%C3; name*1*=%A9`: "a/b map[name:é]",
		`a/b; name="=?utf-8?q?=C3=A9?="`:       "a/b map[name:é]",
		`a/b; name=This is a file.txt`:         "a/b map[name:This is a file.txt]",
		`a/b; boundary=----=_x; ; =; x`:        "a/b map[: boundary:----=_x]",
		`a/b; boundary="a  b =?utf-8?q?=C3?="`: "a/b map[boundary:a  b =?utf-8?q?=C3?=]",
		"a/b (c); name=\"a\r\nb\x00\"":         "a/b map[name:a b]",
	} {
		main, params := header.Params(in)
		if got := fmt.Sprintf("%s %v", main, params); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// Each limit holds exactly, and one more is said to be too many.
func TestHeadersHaveLimits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		raw  string
		cut  bool
	}{
		{"fields", strings.Repeat("A: b\r\n", header.MaxFields), false},
		{"one field more", strings.Repeat("A: b\r\n", header.MaxFields+1), true},
		{"a value", "A:" + strings.Repeat("b", header.MaxValue-2) + "\r\n", false},
		{"a longer value", "A:" + strings.Repeat("b", header.MaxValue-1) + "\r\n", true},
		{"a longer value, folded", "A: b\r\n" + strings.Repeat(" b\r\n", header.MaxValue/2+1), true},
		{"too many bytes", strings.Repeat("A: "+strings.Repeat("b", 1000)+"\r\n", header.MaxBytes/1000), true},
	} {
		h, body := header.Parse([]byte(c.raw+"\r\nbody"), nil)
		if h.Cut != c.cut || c.raw[0] != 'A' || body != len(c.raw)+2 {
			t.Errorf("%s: cut is %v, the body begins at %d of %d", c.name, h.Cut, body, len(c.raw)+2)
		}
	}
	many := strings.Repeat("a@b.test,", header.MaxAddresses)
	if list, ok := header.Addresses(many); len(list) != header.MaxAddresses || !ok {
		t.Errorf("%d addresses, %v", len(list), ok)
	}
	if list, ok := header.Addresses(many + "c@b.test"); len(list) != header.MaxAddresses || ok {
		t.Errorf("one more: %d addresses, %v", len(list), ok)
	}
}

func FuzzHeader(f *testing.F) {
	for _, s := range []string{"A: b\r\n c\r\n\r\nbody", "From: \"Bo\" <bo@x.test>", "=?utf-8?q?=C3=A9?= x", "a/b; name*0*=utf-8''%C3; name*1*=%A9", "(((", "<\"\\", "14 Mar 24 09:12"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if _, body := header.Parse([]byte(s), nil); body < 0 || body > len(s) {
			t.Errorf("the body of %q begins at %d", s, body)
		}
		one := func(text string) {
			if strings.ContainsFunc(text, header.Control) {
				t.Errorf("%q holds a control character", text)
			}
		}
		list, _ := header.Addresses(s)
		for _, a := range list {
			one(a.Name)
			one(a.Address)
			if a.Address != "" && header.Plausible(a.Address) != a.Address {
				t.Errorf("%q is not plausible", a.Address)
			}
		}
		for _, id := range append(header.MessageIDs(s), header.MessageID(s)) {
			one(id)
		}
		_, params := header.Params(s)
		delete(params, "boundary")
		for _, v := range params {
			one(v)
		}
		one(header.Decode(s))
		header.Date(s)
	})
}
