// Package stood is how a case stood in a list when it was chosen there, so that whoever changes many does not undo what a colleague did since.
package stood

import (
	"cmp"
	"strings"
)

// Text is how a case stood, as a form keeps it. assignee is an id, "" for nobody; priority is "" for normal.
func Text(number, assignee, priority string) string {
	return number + " " + cmp.Or(assignee, "nobody") + " " + cmp.Or(priority, "normal")
}

// In is how a case stood, as one of some that Text wrote says; "" where none does.
func In(all []string, number string) (assignee, priority string) {
	for _, text := range all {
		if f := strings.Fields(text); len(f) == 3 && f[0] == number {
			return f[1], f[2]
		}
	}
	return "", ""
}
