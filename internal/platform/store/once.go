package store

import (
	"context"
	"errors"
)

// Once names a request that must have its effect once, however often it is sent.
type Once struct{ Key, Print string }

// Done is returned by Tx when the request named by Once already had its effect. Status is 0 while its answer is not kept yet. Now is the error that
// the same request has at this moment, in a transaction that was rolled back: whoever repeats the answer asks it whether the right is still there.
type Done struct {
	Print  string
	Status int
	Answer string
	Now    error
}

// Error implements error.
func (*Done) Error() string { return "this request was done before" }

type onceKey struct{}

// WithOnce returns a context whose next transaction writes the key of o with its effect, or returns a *Done.
func WithOnce(ctx context.Context, o Once) context.Context {
	return context.WithValue(ctx, onceKey{}, &once{Once: o})
}

type once struct {
	Once
	used bool
}

// claim writes the key of ctx, if there is one, into the transaction. A use case has one transaction; later ones of the
// same request pass freely.
func (tx *Tx) claim(ctx context.Context) error {
	o, ok := ctx.Value(onceKey{}).(*once)
	if !ok || o.used {
		return nil
	}
	n, err := tx.Exec(ctx, `INSERT INTO store_once (key, print, at) VALUES ($1, $2, $3) ON CONFLICT (key) DO NOTHING`, o.Key, o.Print, tx.now)
	if err != nil {
		return err
	}
	if n == 1 {
		return nil
	}
	type row struct {
		Print  string
		Status int
		Answer string
	}
	r, err := One[row](ctx, tx, `SELECT print, COALESCE(status, 0) AS status, COALESCE(answer, '') AS answer FROM store_once WHERE key = $1`, o.Key)
	if err != nil {
		return err
	}
	return &Done{Print: r.Print, Status: r.Status, Answer: r.Answer}
}

// KeepAnswer remembers the answer of a request that was done once, to repeat it.
func (db *DB) KeepAnswer(ctx context.Context, key string, status int, answer []byte) error {
	if _, ok := ctx.Value(onceKey{}).(*once); ok {
		return errors.New("KeepAnswer within the request's own context")
	}
	_, err := db.write.ExecContext(ctx, `UPDATE store_once SET status = $1, answer = $2 WHERE key = $3`, status, string(answer), key)
	return err
}

// KeptAnswer returns the answer that KeepAnswer remembered; status is 0 while there is none. The error is ErrNone when the key is not known, or was forgotten.
func (db *DB) KeptAnswer(ctx context.Context, key string) (status int, answer string, err error) {
	type row struct {
		Status int
		Answer string
	}
	r, err := One[row](ctx, db, `SELECT COALESCE(status, 0) AS status, COALESCE(answer, '') AS answer FROM store_once WHERE key = $1`, key)
	return r.Status, r.Answer, err
}

// ForgetOnce forgets a key that has no answer: of a request that was refused after something was written, such as what was typed.
func (db *DB) ForgetOnce(ctx context.Context, key string) error {
	_, err := db.write.ExecContext(ctx, `DELETE FROM store_once WHERE key = $1 AND status IS NULL`, key)
	return err
}

// SweepOnce forgets keys older than before; they are kept for at least a day.
func (db *DB) SweepOnce(ctx context.Context, before Time) error {
	_, err := db.write.ExecContext(ctx, `DELETE FROM store_once WHERE at < $1`, before)
	return err
}
