// Package number is about the numbers of cases, by which people name them: HR-2847. A number says nothing about who may see its case.
package number

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"hearth/internal/platform/store"
)

// Text is a number as people read it out, "HR-2847".
func Text(n int64) string { return "HR-" + strconv.FormatInt(n, 10) }

// Parse reads "HR-2847", "hr 2847" or "2847"; 0 is none.
func Parse(s string) int64 {
	s = strings.TrimSpace(strings.ToLower(s))
	s = strings.TrimLeft(strings.TrimPrefix(s, "hr"), "- ")
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 {
		return 0
	}
	return n
}

var named = regexp.MustCompile(`(?i)\bhr-([0-9]{1,15})\b`)

// In returns the first number in a line of text that is a case's, or 0.
func In(ctx context.Context, q store.Querier, text string) (int64, error) {
	for _, m := range named.FindAllStringSubmatch(text, 5) {
		n := Parse(m[1])
		id, err := ID(ctx, q, n)
		if err != nil || id != "" {
			return n, err
		}
	}
	return 0, nil
}

// ID returns the id of the case with a number, or "".
func ID(ctx context.Context, q store.Querier, n int64) (string, error) {
	return orNone(store.One[string](ctx, q, `SELECT id FROM desk_case WHERE number = $1`, n))
}

// Of returns the number of the case with an id, or "".
func Of(ctx context.Context, q store.Querier, id string) (string, error) {
	n, err := orNone(store.One[int64](ctx, q, `SELECT number FROM desk_case WHERE id = $1`, id))
	if n == 0 {
		return "", err
	}
	return Text(n), err
}

func orNone[T any](v T, err error) (T, error) {
	if errors.Is(err, store.ErrNone) {
		err = nil
	} else if err != nil {
		err = fmt.Errorf("find case: %w", err)
	}
	return v, err
}
