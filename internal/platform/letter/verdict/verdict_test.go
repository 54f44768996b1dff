package verdict_test

import (
	"strings"
	"testing"

	"hearth/internal/platform/letter/header"
	"hearth/internal/platform/letter/verdict"
)

func read(fields ...string) verdict.Results {
	h, _ := header.Parse([]byte(strings.Join(fields, "\r\n")+"\r\n\r\n"), nil)
	return verdict.Trusted(h, "mx.example.org")
}

const genuine = "Authentication-Results: mx.example.org; spf=pass (ok; dkim=fail) smtp.mailfrom=bo@example.com;\r\n dkim=pass header.d=example.com; dmarc=pass"

func TestVerdictsOfTheTrustedServerAreRead(t *testing.T) {
	t.Parallel()
	all := verdict.Results{SPF: "pass", DKIM: "pass", DMARC: "pass", Found: true}
	for name, c := range map[string]struct {
		fields []string
		want   verdict.Results
	}{
		"one field":               {[]string{genuine}, all},
		"below its Received":      {[]string{"Received: by mx.example.org", genuine, "Received: by elsewhere"}, all},
		"a field for each method": {[]string{"Authentication-Results: mx.example.org 1; spf=softfail", "Authentication-Results: MX.example.org; DMARC = fail"}, verdict.Results{SPF: "softfail", DMARC: "fail", Found: true}},
		"one good signature":      {[]string{"Authentication-Results: mx.example.org; dkim=fail; dkim=pass"}, verdict.Results{DKIM: "pass", Found: true}},
		"none":                    {[]string{"Authentication-Results: mx.example.org; none"}, verdict.Results{Found: true}},
		"another server's":        {[]string{"Authentication-Results: evil.example.com; spf=pass; dkim=pass; dmarc=pass"}, verdict.Results{}},
		"a name that begins so":   {[]string{"Authentication-Results: mx.example.org.evil.example.com; dmarc=pass"}, verdict.Results{}},
		"in a comment":            {[]string{"Authentication-Results: (mx.example.org;) evil.example.com; dmarc=pass"}, verdict.Results{}},
		"in quotes":               {[]string{`Authentication-Results: mx.example.org; spf=fail reason="; dmarc=pass"`}, verdict.Results{SPF: "fail", Found: true}},
		"forged below":            {[]string{"Received: by mx.example.org", "Authentication-Results: mx.example.org; spf=fail", "Received: by elsewhere", genuine}, verdict.Results{SPF: "fail", Found: true}},
		"forged below another":    {[]string{"Authentication-Results: other.example.net; spf=fail", genuine}, verdict.Results{}},
		"a letter that looks so":  {[]string{"Authentication-Results: mx.example.or\u0261; dmarc=pass"}, verdict.Results{}},
		"an id with a backslash":  {[]string{`Authentication-Results: m\zx.example.org; dmarc=pass`}, verdict.Results{}},
		"an id with a comment":    {[]string{"Authentication-Results: mx.exam(x)ple.org; dmarc=pass"}, verdict.Results{}},
		"behind a comment":        {[]string{"Authentication-Results: (x) mx.example.org; dmarc=pass"}, verdict.Results{}},
		"an odd blank":            {[]string{"Authentication-Results: mx.example.org\u00a0; dmarc=pass"}, verdict.Results{}},
		"a comment in the middle": {[]string{"Authentication-Results: mx.example.org (x); dmarc (x) = (x) pass (y)"}, verdict.Results{DMARC: "pass", Found: true}},
		"a second field of ours":  {[]string{"Authentication-Results: mx.example.org; dkim=fail; spf=fail", "Authentication-Results: mx.example.org; dkim=pass; spf=pass"}, verdict.Results{SPF: "fail", DKIM: "fail", Found: true}},
		"no result at all":        {[]string{"Authentication-Results: mx.example.org; dmarc=excellent; spf"}, verdict.Results{Found: true}},
		"empty":                   {[]string{"Authentication-Results:"}, verdict.Results{}},
	} {
		if got := read(c.fields...); got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
	}
	kelvin, _ := header.Parse([]byte("Authentication-Results: mx.\u212Aontor.example; dmarc=pass\r\n\r\n"), nil)
	if got := verdict.Trusted(kelvin, "mx.kontor.example"); got.Found {
		t.Errorf("a letter that folds into another is taken for it: %+v", got)
	}
	h, _ := header.Parse([]byte(genuine+"\r\n\r\n"), nil)
	if got := verdict.Trusted(h, ""); got.Found {
		t.Errorf("nobody is trusted, and yet %+v", got)
	}
}

func FuzzTrusted(f *testing.F) {
	f.Add(genuine)
	f.Add("Authentication-Results: mx.example.org; \\")
	f.Fuzz(func(t *testing.T, s string) {
		r := read(s)
		for _, v := range []string{r.SPF, r.DKIM, r.DMARC} {
			if strings.ContainsAny(v, " \r\n;") {
				t.Errorf("%q", v)
			}
		}
	})
}
