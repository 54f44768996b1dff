package mail_test

import (
	"testing"

	"hearth/internal/platform/mail"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestAKeeperSendsNothingAndKeepsTheLetters(t *testing.T) {
	t.Parallel()
	dbtest.Each(t, []store.Migrations{mail.Migrations()}, func(t *testing.T, db *store.DB) {
		err := db.Tx(t.Context(), func(tx *store.Tx) error {
			for _, m := range []mail.Message{
				{To: "amina@ferrow-lund.example", PersonID: "amina", Kind: "auth.link", Subject: "Sign in", Text: "http://hearth.example/sign-in/link/x", Once: true},
				{To: "+46 70 174 06 12", PersonID: "amina", Kind: "case.answer", Channel: mail.SMS, Text: "Your request is answered."},
				{To: "no address", PersonID: "amina", Kind: "case.answer", Subject: "Answered", Text: "Your request is answered."},
			} {
				if err := mail.Enqueue(t.Context(), tx, m); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		sum, err := mail.NewKeeper(db).Pass(t.Context())
		if err != nil || sum.Sent != 2 {
			t.Errorf("kept %+v, %v; want 2", sum, err)
		}
		letters, err := mail.ForPerson(t.Context(), db, "amina", 10)
		if err != nil || len(letters) != 3 {
			t.Fatalf("%d letters, %v", len(letters), err)
		}
		for _, l := range letters {
			if want := l.Recipient != "no address"; (l.State == mail.Sent) != want || l.TextBody == "" {
				t.Errorf("%s to %s is %s: %q", l.Kind, l.Recipient, l.State, l.TextBody)
			}
		}
		if sum, err := mail.NewKeeper(db).Pass(t.Context()); err != nil || sum.Sent != 0 {
			t.Errorf("a second pass kept %+v, %v", sum, err)
		}
	})
}
