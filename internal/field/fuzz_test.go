package field

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"hearth/internal/platform/fault"
)

// FuzzValue holds that what a field takes it takes again as it shows it, on a page and by the API, and that what it refuses is refused with a sentence.
func FuzzValue(f *testing.F) {
	for _, s := range []string{"", "20", "1 250,50", "-0", "1.5", "1,234", "−3", "0000000000001", "999999999999.99", "2026-12-31", "2026-02-30", "yes", "NO", "ja", "red", "ＢＬＵＥ", "one\ntwo", "a\r\nb", " x ", "1e3", "+5", "12'000"} {
		f.Add(s, true)
	}
	f.Add("", false)
	kinds := []string{Text, Long, Whole, Decimal, Money, Date, YesNo, Choice}
	least, most := int64(-100), int64(100_000_00)
	f.Fuzz(func(t *testing.T, text string, bounded bool) {
		if !utf8.ValidString(text) || strings.Contains(text, "\r") {
			return // no request brings the one; of the other, what a form makes of line ends is left
		}
		for _, kind := range kinds {
			field := Field{Key: "x", Label: "X", Kind: kind, Choices: []string{"Red", "Blue", "Straße 1"}}
			if bounded {
				field.least, field.most, field.Least, field.Most = &least, &most, plain(least), plain(most)
			}
			var wrong fault.Fields
			v := field.read(text, &wrong)
			if err := wrong.Err(); err != nil {
				if fault.KindOf(err) != fault.Invalid || fault.As(err).Fields[0].Name != "fields.x" {
					t.Errorf("%s: %q is refused as %v", kind, text, err)
				}
				continue
			}
			shown, err := json.Marshal(v.JSON(field))
			if err != nil {
				t.Fatal(err)
			}
			var sent any
			if err := json.Unmarshal(shown, &sent); err != nil {
				t.Fatal(err)
			}
			for _, raw := range []any{v.Plain(), sent} {
				again := field.read(raw, &wrong)
				if wrong.Err() != nil || again.Plain() != v.Plain() || again.None() != v.None() {
					t.Errorf("%s: %q is kept as %q, and %v as %q, %v", kind, text, v.Plain(), raw, again.Plain(), wrong.Err())
				}
			}
			if v.number != nil && bounded && (*v.number < least || *v.number > most) {
				t.Errorf("%q is beyond the bounds: %d", text, *v.number)
			}
		}
	})
}
