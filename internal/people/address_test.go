package people_test

import (
	"testing"

	"hearth/internal/people"
)

// An address is somebody's only in the letters in which a mail system knows it.
func TestAnAddressIsNotAnotherOneInOtherLetters(t *testing.T) {
	t.Parallel()
	for _, right := range []string{"kim@example.com", "KIM@Example.com", " kim@example.com ", "søren@example.com", "so\u0301@example.com"} {
		if _, err := people.Address(right); err != nil {
			t.Errorf("%q is refused: %v", right, err)
		}
	}
	for _, wrong := range []string{"\u212aim@example.com", "k\u0130m@example.com", "ｋim@example.com", "kim@ex\u00adample.com", "kim\u200b@example.com", "kim@example\uff0ecom", "ki\u1fefm@example.com", "\u017fam@example.com", "kim", "kim@a@b.example"} {
		if got, err := people.Address(wrong); err == nil {
			t.Errorf("%q is taken for %s", wrong, got)
		}
	}
}
