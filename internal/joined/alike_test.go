package joined

import (
	"testing"
	"time"

	"hearth/internal/platform/store"
)

func TestRequestsThatWereSentTwiceAreAlike(t *testing.T) {
	t.Parallel()
	now := store.At(time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC))
	before := func(days int) store.Time { return now.Add(-time.Duration(days) * 24 * time.Hour) }
	for _, x := range []struct {
		name string
		a, b said
		want bool
	}{
		{"the same subject", said{"Night allowance", "It is missing.", "pay", now}, said{"  night ALLOWANCE ", "Where is it?", "pay", before(40)}, true},
		{"the same subject elsewhere, soon", said{"Night allowance", "It is missing.", "pay", now}, said{"Night allowance", "It is missing.", "hours", before(3)}, true},
		{"the same subject elsewhere, long ago", said{"Night allowance", "It is missing.", "pay", now}, said{"Night allowance", "It is missing.", "hours", before(15)}, false},
		{"other endings, other order", said{"Allowances for nights in November", "They are not on my payslip.", "pay", now}, said{"Night allowance missing", "November's payslip has no allowance for my nights.", "pay", before(9)}, true},
		{"like words elsewhere", said{"Allowances for nights in November", "They are not on my payslip.", "pay", now}, said{"Night allowance missing", "November's payslip has no allowance for my nights.", "hours", before(9)}, false},
		{"another question about pay", said{"Night allowance", "It is not on my payslip of November.", "pay", now}, said{"Parking fee", "Why was it taken off twice?", "pay", before(1)}, false},
		{"only small words in common", said{"May I have it?", "If so, when can I get it and who will do it?", "pay", now}, said{"Can you do it?", "And if so, when may I get it?", "pay", before(1)}, false},
		{"one word in common", said{"Payslip", "The bank needs it.", "pay", now}, said{"Address on my payslip", "I moved to another town.", "pay", before(1)}, false},
		{"without spaces", said{"夜勤手当がありません", "", "pay", now}, said{"十一月の夜勤手当", "給与明細に夜勤手当がありません", "pay", before(1)}, true},
		{"without spaces, something else", said{"夜勤手当がありません", "", "pay", now}, said{"住所の変更", "引っ越しました", "pay", before(1)}, false},
		{"accents", said{"Congés d’été refusés", "Pourquoi mes congés sont-ils refusés?", "hours", now}, said{"Conges d'ete refuses", "", "hours", before(30)}, true},
		{"nothing said", said{"", "", "pay", now}, said{"Night allowance", "It is missing.", "pay", before(1)}, false},
	} {
		if got := alike(x.a, x.b); got != x.want {
			t.Errorf("%s: got %v", x.name, got)
		}
		if got := alike(x.b, x.a); got != x.want {
			t.Errorf("%s, the other way: got %v", x.name, got)
		}
	}
}
