package field

import (
	"context"
	"fmt"

	"hearth/internal/calendar"
	"hearth/internal/desk/record"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// Taken returns what some cases hold in the fields of a service, by the id of the case and that of the field, for a list of them that HR takes along. Of a case whose words by does not read as somebody
// of HR there is nothing, whatever the list shows of it. It refuses whoever is not of HR.
func (s *Service) Taken(ctx context.Context, by authz.Actor, service string, ids []string) (map[string]map[string]Filled, error) {
	out := map[string]map[string]Filled{}
	of, err := s.OfService(ctx, by, ReadOf{Service: service})
	if err != nil || !by.Works() {
		return out, err
	}
	fields := map[string]Field{}
	for _, f := range of.Items {
		fields[f.ID] = f
	}
	type line struct {
		CaseID, FieldID, Word, Prose string
		Number                       *int64
		Day                          calendar.Date
	}
	rows, err := store.Select[line](ctx, s.DB, new(store.Q).Add(`SELECT v.case_id, v.field_id, COALESCE(v.word, '') AS word, COALESCE(v.prose, '') AS prose, v.number, v.day FROM field_value v WHERE `).
		Where(store.And(store.In("v.case_id", ids), s.Desk.SeenBy(by, "v.case_id"), record.WordsAtWork(by, "v.case_id"))).Add(` ORDER BY v.case_id, v.field_id`))
	if err != nil {
		return out, fmt.Errorf("read fields of cases: %w", err)
	}
	for _, r := range rows {
		f, there := fields[r.FieldID]
		if !there {
			continue
		}
		if out[r.CaseID] == nil {
			out[r.CaseID] = map[string]Filled{}
		}
		out[r.CaseID][r.FieldID] = Filled{Field: f, value: Value{word: r.Word, prose: r.Prose, number: r.Number, day: r.Day}}
	}
	return out, nil
}
