package locale

import (
	"context"
	"encoding/json"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"
)

var noon = time.Date(2026, 11, 17, 13, 0, 0, 0, time.UTC) // Tue 14:00 in Stockholm

func in(lang string) context.Context {
	return With(context.Background(), New(lang, "Europe/Stockholm").At(noon))
}

func TestMessagesAreFilledInEnglish(t *testing.T) {
	t.Parallel()
	ctx := in("en")
	for _, c := range []struct{ got, want string }{
		{T(ctx, "Your requests"), "Your requests"},
		{T(ctx, "We will answer by %s", noon), "We will answer by Tue 17 Nov, 14:00"},
		{T(ctx, "Before %s", struct{ time.Time }{noon}), "Before Tue 17 Nov, 14:00"},
		{T(ctx, "%[2]s asked %[1]s", "Marta", "Amina"), "Amina asked Marta"},
		{T(ctx, "%s: %s", "A", M("%d of %d", 3, 4)), "A: 3 of 4"},
		{T(ctx, "It took %s", 113*time.Minute), "It took 1 h 53 min"},
		{T(ctx, "50%% of 5 % is %.1f", 2.5), "50% of 5 % is 2.5"},
		{T(ctx, "No arguments", "left over"), "No arguments"},
		{T(ctx, "%s is missing"), "%s is missing"},
		{T(ctx, "Limit %s", 20), "Limit 20"},
		{N(ctx, 1, "One request", "%d requests"), "One request"},
		{N(ctx, 0, "One request", "%d requests"), "0 requests"},
		{N(ctx, 3, "%d request from %s", "%d requests from %s", "Amina"), "3 requests from Amina"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestAmountsAreWrittenExactly(t *testing.T) {
	t.Parallel()
	ctx := in("en")
	for _, c := range []struct{ got, want string }{
		{Exact(ctx, "0"), "0"},
		{Exact(ctx, "-1234567.050"), "−1,234,567.050"},
		{Exact(ctx, "999"), "999"},
		{Money(ctx, "EUR", "152.00"), "€152.00"},
		{Money(ctx, "EUR", "-1152.00"), "−€1,152.00"},
		{Money(ctx, "SEK", "-38"), "−SEK\u00a038"},
		{Money(ctx, "JPY", "15200"), "¥15,200"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestTimesAreWrittenForTheReader(t *testing.T) {
	t.Parallel()
	ctx := in("en")
	midnight := time.Date(2026, 11, 17, 23, 0, 0, 0, time.UTC)  // in Stockholm
	lastYear := time.Date(2025, 12, 31, 23, 30, 0, 0, time.UTC) // already 2026 in Stockholm
	for _, c := range []struct{ got, want string }{
		{DateTime(ctx, noon), "Tue 17 Nov, 14:00"},
		{DateTime(ctx, lastYear), "Thu 1 Jan, 00:30"},
		{DateTime(With(ctx, Locale{}.At(noon)), lastYear), "Wed 31 Dec 2025, 23:30"},
		{Date(With(ctx, Locale{}), noon), "Tue 17 Nov 2026"},
		{Day(ctx, 2027, time.January, 11), "Mon 11 Jan 2027"},
		{Day(ctx, 2026, time.December, 4), "Fri 4 Dec"},
		{Clock(ctx, noon), "14:00"},
		{WeekdayClock(ctx, noon), "Tue 14:00"},
		{DateTime(ctx, midnight.Add(-time.Microsecond)), "the end of Tue 17 Nov"},
		{WeekdayClock(ctx, midnight.Add(-time.Microsecond)), "the end of Tue"},
		{DateTime(ctx, midnight.Add(-time.Second)), "Tue 17 Nov, 23:59"},
		{DateTime(ctx, midnight), "Wed 18 Nov, 00:00"},
		{DateTime(With(ctx, Locale{}.At(noon)), midnight.Add(-time.Microsecond)), "Tue 17 Nov, 22:59"}, // west of Stockholm
		{DateTime(ctx, midnight.Add(time.Hour-time.Microsecond)), "the end of Tue 17 Nov"},             // in London
		{WeekdayClock(ctx, midnight.Add(time.Hour-time.Microsecond)), "the end of Tue"},
		{DateTime(ctx, midnight.Add(10*time.Minute-time.Microsecond)), "Wed 18 Nov, 00:09"},
		{Until(ctx, noon, noon.Add(90*time.Minute)), "15:30"},
		{Until(ctx, noon, noon.Add(20*time.Hour)), "Wed 10:00"},
		{WeekdayName(ctx, time.Wednesday), "Wednesday"},
		{Duration(ctx, 29*time.Second), "0 min"},
		{Duration(ctx, 90*time.Second), "2 min"},
		{Duration(ctx, -2*time.Hour), "2 h"},
		{Duration(ctx, 27*time.Hour+5*time.Minute), "27 h 5 min"},
		{Number(ctx, 1204), "1,204"},
		{Number(ctx, -1234567), "−1,234,567"},
		{Number(ctx, 999), "999"},
		{Decimal(ctx, 4.46, 1), "4.5"},
		{Range(ctx, "08:00", "16:30"), "08:00–16:30"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestUnknownLanguageAndZoneBecomeEnglishAndUTC(t *testing.T) {
	t.Parallel()
	for _, l := range []Locale{{}, New("", ""), New("zz-nonsense", "Mars/Base"), New("sv", "Local")} {
		if l.Lang() != "en" || l.Zone() != time.UTC {
			t.Errorf("got %s %s, want en UTC", l.Lang(), l.Zone())
		}
	}
	if got := New("en-GB", "Europe/Lisbon").Lang(); got != "en" {
		t.Errorf("got %s, want en", got)
	}
}

var twoPlain = regexp.MustCompile(`[A-Za-z]{2}`)

func TestPseudoLanguageChangesEveryLetterButTheArguments(t *testing.T) {
	t.Parallel()
	ctx := in(Pseudo)
	got := T(ctx, "We asked %s to answer *%d* questions by %s.", "Amina", 7, noon)
	if !strings.HasPrefix(got, "⟦") || !strings.HasSuffix(got, "⟧") {
		t.Errorf("not marked: %q", got)
	}
	if !strings.Contains(got, "Amina") || !strings.Contains(got, "*7*") || !strings.Contains(got, "14:00") {
		t.Errorf("an argument is lost: %q", got)
	}
	if rest := strings.ReplaceAll(got, "Amina", ""); twoPlain.MatchString(rest) {
		t.Errorf("plain letters are left: %q", rest)
	}
	own := "Your requests and what became of them"
	if got, want := utf8.RuneCountInString(T(ctx, own)), len(own)*13/10; got < want {
		t.Errorf("%d letters, want at least %d", got, want)
	}
	for _, s := range []string{
		DateTime(ctx, noon), Date(With(ctx, New(Pseudo, "")), noon), Weekday(ctx, noon), WeekdayName(ctx, time.Monday),
		Duration(ctx, 113*time.Minute), N(ctx, 1, "One request", "%d requests"), N(ctx, 2, "One request", "%d requests"),
		accented(plainLetters),
	} {
		if twoPlain.MatchString(s) {
			t.Errorf("plain letters are left: %q", s)
		}
	}
	if one, two := N(ctx, 1, "One request", "%d requests"), N(ctx, 2, "One request", "%d requests"); one == two || !strings.Contains(two, "2") {
		t.Errorf("plural forms are lost: %q, %q", one, two)
	}
	nested := T(ctx, "Sent. %s", M("You get an answer"))
	if strings.Count(nested, "⟦") != 2 {
		t.Errorf("the inner message is not marked: %q", nested)
	}
}

func TestDirection(t *testing.T) {
	t.Parallel()
	if got := Dir(in(Pseudo)); got != "rtl" {
		t.Errorf("pseudo: got %s, want rtl", got)
	}
	if got := Dir(context.Background()); got != "ltr" {
		t.Errorf("English: got %s, want ltr", got)
	}
	for _, tag := range []string{"ar", "he", "fa-IR", "ur"} {
		if got := Dir(With(context.Background(), Locale{lang: tag})); got != "rtl" {
			t.Errorf("%s: got %s, want rtl", tag, got)
		}
	}
}

func TestPseudoLanguageIsOfferedOnlyWhereAllowed(t *testing.T) {
	t.Parallel()
	if got := Languages(false); len(got) != 1 || got[0] != (Language{"en", "English"}) {
		t.Errorf("got %v, want English alone", got)
	}
	if got := Languages(true); got[len(got)-1].Tag != Pseudo {
		t.Errorf("got %v, want the pseudo-language last", got)
	}
}

func TestPluralFormsFollowTheLanguage(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "many", 1: "one", 2: "few", 5: "many", 22: "few", 112: "many"} {
		if got := pluralForm("pl", n); got != want {
			t.Errorf("Polish %d: got %s, want %s", n, got, want)
		}
	}
	if got := pluralForm("ar", 0); got != "zero" {
		t.Errorf("Arabic 0: got %s, want zero", got)
	}
}

func TestCatalogueHoldsTextsAndForms(t *testing.T) {
	t.Parallel()
	all, err := readCatalogues(fstest.MapFS{"messages/pl.json": {Data: []byte(
		`{"name":"Polski","group":" ","decimal":",","messages":{"Your requests":"Twoje sprawy","%d requests":{"one":"%d sprawa","few":"%d sprawy","many":"%d spraw"}}}`)}})
	if err != nil {
		t.Fatal(err)
	}
	if got := all["pl"].Messages["Your requests"].text; got != "Twoje sprawy" {
		t.Errorf("got %q", got)
	}
	if got := all["pl"].Messages["%d requests"].forms["few"]; got != "%d sprawy" {
		t.Errorf("got %q", got)
	}
	if _, err := readCatalogues(fstest.MapFS{"messages/pl.json": {Data: []byte(`{"messages":[]}`)}}); err == nil {
		t.Error("a broken catalogue was read")
	}
}

func TestMessageKeepsItsArgumentsInJSON(t *testing.T) {
	t.Parallel()
	m := M("%s %d %s %s %s", "a", 3, noon, 90*time.Minute, M("inner %s", "b"))
	data, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	var back Msg
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(back, m) {
		t.Errorf("got %#v, want %#v", back, m)
	}
}
