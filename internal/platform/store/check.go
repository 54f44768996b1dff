package store

import "context"

type checkKey struct{}

// WithCheck returns a context whose transactions call check with what they did, last before the commit; an error of it undoes them. It is how a job makes sure
// that it is still the one that runs. A check that ctx brings along is called after this one.
func WithCheck(ctx context.Context, check func(ctx context.Context, tx *Tx) error) context.Context {
	if after, ok := ctx.Value(checkKey{}).(func(context.Context, *Tx) error); ok {
		before := check
		check = func(ctx context.Context, tx *Tx) error {
			if err := before(ctx, tx); err != nil {
				return err
			}
			return after(ctx, tx)
		}
	}
	return context.WithValue(ctx, checkKey{}, check)
}

func (tx *Tx) check(ctx context.Context) error {
	if check, ok := ctx.Value(checkKey{}).(func(context.Context, *Tx) error); ok {
		return check(ctx, tx)
	}
	return nil
}
