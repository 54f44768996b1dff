package locale

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
)

func FuzzLanguage(f *testing.F) {
	for _, s := range []string{"en", "de-AT", "sv", "", "xx-YY-zz", "en-US-u-ca-buddhist", "en_GB", "i-klingon", "*", "a", strings.Repeat("en-", 100)} {
		f.Add(s, "Europe/Stockholm")
	}
	f.Add("en", "../../etc/passwd")
	f.Add("en", "Local")
	f.Fuzz(func(t *testing.T, lang, zone string) {
		l := New(lang, zone)
		if l.Lang() == "" || l.Zone() == nil {
			t.Errorf("%q, %q: %q and %v", lang, zone, l.Lang(), l.Zone())
		}
	})
}

// FuzzMessage holds that what fills a place in a sentence is text, also when it looks like a place.
func FuzzMessage(f *testing.F) {
	for _, s := range []string{"", "a", "%s", "%d", "%[2]s", "%!s(MISSING)", "%%", "*b*", "{0}", "\xff"} {
		f.Add("The field %s is given twice.", s)
		f.Add(s, "a")
	}
	f.Fuzz(func(t *testing.T, key, arg string) {
		ctx := With(context.Background(), New("en", ""))
		_ = T(ctx, key, arg)
		if said := T(ctx, "The field %s is given twice.", arg); !strings.Contains(said, arg) {
			t.Errorf("%q is said as %q", arg, said)
		}
		text, err := json.Marshal(M(key, arg, 7, M(key, arg)))
		if err != nil {
			t.Fatal(err)
		}
		var back Msg
		if err := json.Unmarshal(text, &back); err != nil || len(back.Args) != 3 {
			t.Errorf("%s: %+v, %v", text, back, err)
		}
		_ = json.Unmarshal([]byte(key), &back) // whatever it is, it is an error or a message
		_ = back.In(ctx)
	})
}
