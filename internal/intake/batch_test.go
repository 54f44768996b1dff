package intake_test

import (
	"fmt"
	"testing"

	"hearth/internal/platform/store"
)

// Mails that are taken in together part where one of them cannot be: it is put off alone.
func TestOneOfManyThatCannotBeTakenInPartsFromThem(t *testing.T) {
	t.Parallel()
	a := hurried(t, store.SQLite)
	if err := a.DB.Tx(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), `CREATE TRIGGER planted BEFORE UPDATE ON intake_mail WHEN NEW.subject = 'Box 5' BEGIN SELECT RAISE(ABORT, 'planted'); END`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	const many = 20
	for i := range many {
		from := fmt.Sprintf("P %d <p%d@box.example>", i, i)
		takeIn(t, a, []byte(written(from, "hr@ferrow-lund.example", fmt.Sprintf("Box %d", i), "Two hours are missing.")), "hr@ferrow-lund.example")
	}
	before := counted(t, a, `SELECT count(*) FROM store_fact`)
	if err := a.Intake.Pass(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := counted(t, a, `SELECT count(*) FROM intake_mail WHERE state = 'case'`); n != many-1 {
		t.Errorf("%d mails became cases, want %d", n, many-1)
	}
	if n := counted(t, a, `SELECT count(*) FROM desk_case`); n != many-1 {
		t.Errorf("%d cases, want %d", n, many-1)
	}
	if n := counted(t, a, `SELECT count(*) FROM intake_mail WHERE state = 'stored' AND attempts = 1`); n != 1 {
		t.Errorf("%d mails were put off once, want the planted one", n)
	}
	if n := counted(t, a, `SELECT count(*) FROM store_fact`) - before; n >= many-1 { // one row for each transaction
		t.Errorf("%d transactions: none was shared", n)
	}
}
