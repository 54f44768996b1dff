package outreach

import (
	"strings"
	"testing"
)

func TestAListIsReadAsPeoplePasteIt(t *testing.T) {
	t.Parallel()
	for list, want := range map[string]string{
		"":                                      "",
		" \n\t\n":                               "",
		"a@x.example\r\nb@x.example":            "a@x.example|b@x.example",
		"a@x.example, b@x.example; c@x.example": "a@x.example|b@x.example|c@x.example",
		"a@x.example b@x.example":               "a@x.example|b@x.example",
		"a@x.example, 1004":                     "a@x.example|1004",
		"1003, 1004; 1005":                      "1003|1004|1005",
		"Amina Yusuf <a@x.example>, \"Pavel\" <b@x.example>": "a@x.example|b@x.example",
		"name,e-mail\nAmina,a@x.example\nPavel,b@x.example":  "a@x.example|b@x.example",
		"e-mail,e-mail of the lead\na@x.example,c@x.example": "a@x.example",
		"number;name\n1003;Amina\n1004;Pavel":                "1003|1004",
		"1003;Amina\n1004;Pavel":                             "1003|1004",
		"Yusuf;1003":                                         "1003",
		"1003\n1003\n 1004 ":                                 "1003|1004",
		"\ufeff1003\n":                                       "1003",
		"Amina Yusuf":                                        "Amina Yusuf",
	} {
		if got := strings.Join(parse(list), "|"); got != want {
			t.Errorf("%q is read as %q, want %q", list, got, want)
		}
	}
}
