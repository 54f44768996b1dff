package letter_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hearth/internal/platform/letter"
)

// data returns the directory of a public test set, or skips what needs it.
func data(t testing.TB, under string) string {
	t.Helper()
	dir := os.Getenv("HEARTH_TEST_DATA")
	if dir == "" {
		t.Skip("without HEARTH_TEST_DATA the public mails are left out; our own cover the same cases")
	}
	return filepath.Join(dir, under)
}

// TestPublicMailsSayWhatIsExpected holds the fields, parts and character sets of the public odd mails against testdata/public.tsv. What
// stands there was drafted with another language's mail reader and corrected by reading the mails where that one gives up or errs.
func TestPublicMailsSayWhatIsExpected(t *testing.T) {
	t.Parallel()
	dir := data(t, "mail-gem-emails/spec/fixtures/emails")
	table, err := os.ReadFile("testdata/public.tsv")
	if err != nil {
		t.Fatal(err)
	}
	right, all, mails := 0, 0, 0
	for _, line := range strings.Split(strings.TrimSuffix(string(table), "\n"), "\n") {
		want := strings.Split(line, "\t")
		raw, err := os.ReadFile(filepath.Join(dir, want[0]))
		if err != nil {
			t.Fatal(err)
		}
		mails++
		got := row(letter.Parse(raw, letter.Options{}))
		for i, column := range []string{"subject", "name", "from", "to", "cc", "date", "id", "parts", "text"} {
			all++
			if got[i] == want[i+1] || column == "text" && want[i+1] == "" {
				right++
				continue
			}
			t.Logf("%s: %s is %q, want %q", want[0], column, got[i], want[i+1])
		}
	}
	t.Logf("public mails: %d of %d fields, parts and texts of %d mails are as expected", right, all, mails)
	if right*100 < all*97 {
		t.Errorf("%d of %d are fewer than 97 %%", right, all)
	}
}

// row writes a mail as the table does.
func row(m letter.Mail) []string {
	date, text := "", strings.Join(strings.Fields(m.Text), " ")
	if !m.Date.IsZero() {
		date = m.Date.UTC().Format(time.RFC3339)
	}
	var parts []string
	for _, a := range m.Attachments {
		size := fmt.Sprint(a.Size)
		if strings.HasPrefix(a.Type, "message/") {
			size = "-"
		}
		parts = append(parts, a.Name+"|"+a.Type+"|"+size)
	}
	if runes := []rune(text); len(runes) > 60 {
		text = string(runes[:60])
	}
	return []string{m.Subject, m.From.Name, list(m.Froms), list(m.To), list(m.Cc), date, m.MessageID, strings.Join(parts, ";"), text}
}

func list(of []letter.Address) string {
	var all []string
	for _, a := range of {
		all = append(all, a.Address)
	}
	return strings.Join(all, ",")
}
