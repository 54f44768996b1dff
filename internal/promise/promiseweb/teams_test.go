package promiseweb

import (
	"context"
	"testing"

	"hearth/internal/platform/store"
)

// A team is given a calendar on the page of the calendar, as sites are, and by programs.
func TestATeamIsGivenACalendar(t *testing.T) {
	t.Parallel()
	each(t, func(s site) {
		if err := s.db.Tx(s.Context(), func(tx *store.Tx) error { return s.team(tx, "pay", "Payroll") }); err != nil {
			s.Fatal(err)
		}
		s.want(head, "GET", "/admin/new-calendar", "", 200, "Teams that use it", "Payroll", "no: checked")
		s.want(head, "POST", "/admin/new-calendar", form("id", "pay", "teams", "pay", "zone", "moon"), 422, "checked")
		s.want(head, "POST", "/admin/new-calendar", form("id", "pay", "teams", "pay"), 303)
		s.want(head, "GET", "/admin/calendars/pay", "", 200, `<input class="checkbox" checked id=`)
		s.want(agent, "GET", "/admin/calendars/pay", "", 200, "Payroll", "no: Save the calendar")
		s.want(agent, "POST", "/admin/calendars/pay", form("teams", "pay"), 403)
		s.want(head, "GET", "/admin/calendars", "", 200, "Payroll")
		s.want(head, "GET", "/admin/calendars/office", "", 200, "It has the hours of “Malmby” now.", "no: checked")
		s.want(agent, "GET", "/api/v1/calendars/pay", "", 200, `"teams":["pay"]`)
		s.want(head, "POST", "/admin/calendars/pay", form(), 303) // none is ticked
		s.want(head, "GET", "/api/v1/calendars/pay", "", 200, `"teams":[]`)
		body := `{"name":"Office hours","calendar":{"zone":"UTC","week":{"mon":[["08:00","17:00"]]}},"teams":["`
		s.want(head, "PUT", "/api/v1/calendars/office", body+`moon"]}`, 422, "There is no such team.")
		s.want(agent, "PUT", "/api/v1/calendars/office", body+`pay"]}`, 403)
		s.want(head, "PUT", "/api/v1/calendars/office", body+`pay"]}`, 200, `"teams":["pay"]`)
	})
}

func (s site) team(tx *store.Tx, id, name string) error {
	_, err := tx.Exec(context.Background(), `INSERT INTO people_team (id, name, folded) VALUES ($1, $2, $3)`, id, name, id)
	return err
}
