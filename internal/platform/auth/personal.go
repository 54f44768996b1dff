package auth

import (
	"context"
	"fmt"

	"hearth/internal/platform/privacy"
	"hearth/internal/platform/store"
)

// Personal says what this package keeps about people.
func Personal() []privacy.Source {
	type seen struct {
		Device            string
		CreatedAt, UsedAt store.Time
	}
	sessions := func(ctx context.Context, q store.Querier, personID string) (any, error) {
		return rows[seen](ctx, q, `SELECT device, created_at, used_at FROM auth_session WHERE person_id = $1 ORDER BY created_at`, personID)
	}
	tokens := func(ctx context.Context, q store.Querier, personID string) (any, error) {
		return rows[Token](ctx, q, `SELECT id, name, scope, created_at, used_at FROM auth_token WHERE person_id = $1 ORDER BY id`, personID)
	}
	changed := func(table string) func(context.Context, store.Querier, string) (any, error) {
		return func(ctx context.Context, q store.Querier, personID string) (any, error) {
			return rows[store.Time](ctx, q, `SELECT changed_at FROM `+table+` WHERE person_id = $1`, personID)
		}
	}
	nothing := func(context.Context, store.Querier, string) (any, error) { return nil, nil } // secrets alone: there is nothing to read
	all := []privacy.Source{
		{Table: "auth_session", PersonColumns: []string{"person_id"},
			Columns: []privacy.Fate{privacy.Deleted("token", "sid", "data", "expires_at", "person_id", "device", "created_at", "used_at")},
			What:    "Where you are signed in.", Export: sessions, Erase: remove("auth_session")},
		{Table: "auth_secret", PersonColumns: []string{"person_id", "made_by"},
			Columns: []privacy.Fate{privacy.Deleted("hash", "kind", "person_id", "expires_at", "used_at"), privacy.Blanked("made_by")},
			What:    "Links and codes that let you in once.", Export: nothing, Erase: removeAndRelease("auth_secret")},
		{Table: "auth_password", PersonColumns: []string{"person_id"},
			Columns: []privacy.Fate{privacy.Deleted("person_id", "hash", "changed_at")},
			What:    "Your password, so that nobody can read it.", Export: changed("auth_password"), Erase: remove("auth_password")},
		{Table: "auth_pin", PersonColumns: []string{"person_id"},
			Columns: []privacy.Fate{privacy.Deleted("person_id", "hash", "wrong", "changed_at")},
			What:    "Your PIN, so that nobody can read it.", Export: changed("auth_pin"), Erase: remove("auth_pin")},
		{Table: "auth_factor", PersonColumns: []string{"person_id"},
			Columns: []privacy.Fate{privacy.Deleted("person_id", "secret", "confirmed_at", "last_step")},
			What:    "Your second factor.", Export: nothing, Erase: remove("auth_factor")},
		{Table: "auth_recovery", PersonColumns: []string{"person_id"},
			Columns: []privacy.Fate{privacy.Deleted("hash", "person_id")},
			What:    "Codes for when your second factor is lost.", Export: nothing, Erase: remove("auth_recovery")},
		{Table: "auth_token", PersonColumns: []string{"person_id"},
			Columns: []privacy.Fate{privacy.Deleted("id", "hash", "person_id", "name", "scope", "created_at", "used_at", "revoked_at")},
			What:    "Your API tokens.", Export: tokens, Erase: remove("auth_token")},
		{Table: "auth_terminal", PersonColumns: []string{"person_id", "made_by"},
			Columns: []privacy.Fate{privacy.Deleted("id", "hash", "name", "person_id", "created_at", "revoked_at"), privacy.Blanked("made_by")},
			What:    "Devices on which your PIN works.", Export: nothing, Erase: removeAndRelease("auth_terminal")},
		{Table: "auth_identity", PersonColumns: []string{"person_id"},
			Columns: []privacy.Fate{privacy.Deleted("issuer", "subject", "person_id")},
			What:    "Who you are in your company's own sign-in.", Export: nothing, Erase: remove("auth_identity")},
	}
	return append(all, privacy.Impersonal("Hashes of sessions that ended, and keyed hashes of addresses that tried to sign in, for a day.", "auth_ended", "auth_attempt")...)
}

func rows[T any](ctx context.Context, q store.Querier, sql, personID string) (any, error) {
	all, err := store.All[T](ctx, q, sql, personID)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return all, nil
}

func remove(table string) func(context.Context, *store.Tx, string) error {
	return func(ctx context.Context, tx *store.Tx, personID string) error {
		if _, err := tx.Exec(ctx, `DELETE FROM `+table+` WHERE person_id = $1`, personID); err != nil {
			return fmt.Errorf("erase from %s: %w", table, err)
		}
		return nil
	}
}

// removeAndRelease removes a person's rows, and the person from those that they made for others.
func removeAndRelease(table string) func(context.Context, *store.Tx, string) error {
	own := remove(table)
	return func(ctx context.Context, tx *store.Tx, personID string) error {
		if err := own(ctx, tx, personID); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `UPDATE `+table+` SET made_by = NULL WHERE made_by = $1`, personID)
		return err
	}
}
