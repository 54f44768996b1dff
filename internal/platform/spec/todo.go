package spec

import "hearth/internal/platform/locale"

// MostToDo is how many things of one kind stand in the list of what waits. A module reads one more than that, so that Cut knows whether there are others.
const MostToDo = 50

// Cut leaves the first MostToDo of all, which are the most urgent, and says after them that there are others and where all of them stand. more is that sentence.
func Cut(all []ToDo, more locale.Msg, whole string) []ToDo {
	if len(all) <= MostToDo {
		return all
	}
	return append(all[:MostToDo:MostToDo], ToDo{Text: more, Link: whole, Action: locale.M("See all of them")})
}
