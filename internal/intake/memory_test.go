package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/ident"
	"hearth/internal/platform/mail/mailtest"
	"hearth/internal/platform/store"
)

// crowd fills the directory with n more people.
func crowd(t *testing.T, a *apptest.App, n int) {
	t.Helper()
	var rows [][]any
	for i := range n {
		given, family, email := fmt.Sprintf("Given%d", i), fmt.Sprintf("Family%d", i), fmt.Sprintf("person.%d@ferrow-lund.example", i)
		rows = append(rows, []any{ident.New(), given, family, "", "", "", "", email, "", "", "", true, "", family, email, a.DB.Now(), a.DB.Now(), false})
	}
	err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
		return tx.InsertAll(t.Context(), "people_person", []string{"id", "given_name", "family_name", "preferred_name", "pronouns", "language", "time_zone", "email", "phone", "postal_address", "theme", "keys",
			"own", "sort_name", "search", "created_at", "updated_at", "outside"}, rows)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A mail of 25 MB of somebody whom nobody knows takes no more than 64 MiB beyond what the product has, in an organisation of 50,000 people and with garbage collected as seldom as the
// server does it. The mail as this test holds it does not count: the server has let go of it before it is read. It does not run beside other tests, whose memory it would measure.
func TestALargeMailTakesLittleMemory(t *testing.T) {
	if mailtest.Private() == 0 {
		t.Skip("the system does not say how much memory is private")
	}
	body := strings.Repeat(strings.Repeat("QUJD", 19)+"\r\n", 25_000_000/78)
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		a := apptest.New(t, dialect)
		boxed(t, a)
		crowd(t, a, 50_000)
		mail := []byte("From: Whole <whole@people.example>\r\nTo: hr@ferrow-lund.example\r\nSubject: The scan\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n" +
			"Here it is.\r\n--b\r\nContent-Type: application/pdf; name=scan.pdf\r\nContent-Disposition: attachment; filename=scan.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n" + body + "--b--\r\n")
		most := mailtest.PrivateGrowth(func() {
			takeIn(t, a, mail, "hr@ferrow-lund.example")
			if err := a.Intake.Pass(t.Context()); err != nil {
				t.Fatal(err)
			}
		})
		t.Logf("%s: a mail of %d bytes took %d MiB", dialect, len(mail), most>>20)
		if most > 64<<20 {
			t.Errorf("%s: a mail of %d bytes took %d MiB", dialect, len(mail), most>>20)
		}
		if n := counted(t, a, `SELECT count(*) FROM files_file WHERE name = 'scan.pdf' AND size > 18000000`); n != 1 {
			t.Errorf("%d files", n)
		}
	}
}
