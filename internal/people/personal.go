package people

import (
	"context"
	"fmt"

	"hearth/internal/platform/jobs"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/spec"
	"hearth/internal/platform/store"
)

// Spec returns what the module contributes to the product.
func (s *Service) Spec() spec.Module {
	return spec.Module{Name: "people", Migrations: Schema(), Rules: Rules(), Personal: personal(), ToDo: s.toDo, Search: s.search, Suggest: s.suggest, Kinds: s.searchKinds, Reindex: reindexNext,
		Periodic: []jobs.Periodic{{Kind: "people.forget_files", Every: forgetEvery, Run: s.forgetFiles}}}
}

// personal says what the directory keeps about people. Erasing removes the person's row last: other modules put privacy.Erased where its id stood.
func personal() []privacy.Source {
	all := []privacy.Source{
		{Table: "people_employment", PersonColumns: []string{"person_id", "manager_id"}, What: "Your employment: number, unit, site, position, manager, dates and hours.",
			Columns: []privacy.Fate{privacy.Deleted("id", "person_id", "personnel_number", "unit_id", "site", "position", "started", "ended", "weekly_hours", "latest"),
				privacy.Blanked("manager_id")},
			Export: exported[Employment](`SELECT personnel_number, COALESCE(unit_id, '') AS unit_id, COALESCE(site, '') AS site, position,
				COALESCE(manager_id, '') AS manager_id, started, ended, weekly_hours FROM people_employment WHERE person_id = $1 ORDER BY started, id`),
			Erase: erased(`UPDATE people_employment SET manager_id = NULL WHERE manager_id = $1`, `DELETE FROM people_employment WHERE person_id = $1`)},
		{Table: "people_channel", PersonColumns: []string{"person_id"}, What: "How you want to be reached.",
			Columns: []privacy.Fate{privacy.Deleted("person_id", "kind", "rank")},
			Export:  exported[string](`SELECT kind FROM people_channel WHERE person_id = $1 ORDER BY rank`),
			Erase:   erased(`DELETE FROM people_channel WHERE person_id = $1`)},
		{Table: "people_role", PersonColumns: []string{"person_id"}, What: "The roles that you have in HR or as an administrator.",
			Columns: []privacy.Fate{privacy.Deleted("person_id", "role")},
			Export:  exported[string](`SELECT role FROM people_role WHERE person_id = $1 ORDER BY role`),
			Erase:   erased(`DELETE FROM people_role WHERE person_id = $1`)},
		{Table: "people_team_member", PersonColumns: []string{"person_id"}, What: "The HR teams that you are in.",
			Columns: []privacy.Fate{privacy.Deleted("team_id", "person_id")},
			Export:  exported[string](`SELECT team_id FROM people_team_member WHERE person_id = $1 ORDER BY team_id`),
			Erase:   erased(`DELETE FROM people_team_member WHERE person_id = $1`)},
		{Table: "people_import", PersonColumns: []string{"person_id"}, What: "The files of people that you imported: their names and when.",
			Columns: []privacy.Fate{privacy.Blanked("name", "body", "report", "person_id"), privacy.Unpersonal("id", "created_at")},
			Export:  exported[importedFile](`SELECT name, created_at FROM people_import WHERE person_id = $1 ORDER BY id`),
			Erase:   eraseImports},
		{Table: "people_person", PersonColumns: []string{"id"}, What: "Your name, how to address and reach you, and your settings.",
			Columns: []privacy.Fate{privacy.Deleted("id", "given_name", "family_name", "preferred_name", "pronouns", "language", "time_zone", "email", "phone",
				"postal_address", "theme", "keys", "key_map", "undo_seconds", "own", "sort_name", "search", "created_at", "updated_at", "outside")},
			Export: exported[stored](selectStored + `WHERE id = $1`),
			Erase:  eraseNames(`DELETE FROM people_person WHERE id = $1`)},
	}
	return append(all, privacy.Impersonal("The organisation: its units, sites and teams.", "people_unit", "people_site", "people_team")...)
}

// eraseImports forgets every file that is kept for an import, because it may list the person, and the names of those that the person imported. Files are
// kept for a day; who waits for one to be imported uploads it again.
func eraseImports(ctx context.Context, tx *store.Tx, id string) error {
	if _, err := tx.Exec(ctx, `UPDATE people_import SET body = $1, report = '' WHERE length(body) > 0 OR report <> ''`, []byte{}); err != nil {
		return fmt.Errorf("erase imports: %w", err)
	}
	return erased(`UPDATE people_import SET person_id = NULL, name = '' WHERE person_id = $1`)(ctx, tx, id)
}

type importedFile struct {
	Name      string
	CreatedAt store.Time
}

func exported[T any](query string) func(context.Context, store.Querier, string) (any, error) {
	return func(ctx context.Context, q store.Querier, id string) (any, error) {
		all, err := store.All[T](ctx, q, query, id)
		if err != nil || len(all) == 0 {
			return nil, err
		}
		return all, nil
	}
}

// eraseNames is erased, and makes the person found no more.
func eraseNames(all ...string) func(context.Context, *store.Tx, string) error {
	return func(ctx context.Context, tx *store.Tx, id string) error {
		if err := unindex(ctx, tx, id); err != nil {
			return err
		}
		return erased(all...)(ctx, tx, id)
	}
}

func erased(all ...string) func(context.Context, *store.Tx, string) error {
	return func(ctx context.Context, tx *store.Tx, id string) error {
		for _, query := range all {
			if _, err := tx.Exec(ctx, query, id); err != nil {
				return fmt.Errorf("erase: %w", err)
			}
		}
		return nil
	}
}
