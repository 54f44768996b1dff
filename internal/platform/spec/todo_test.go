package spec_test

import (
	"testing"

	"hearth/internal/platform/locale"
	"hearth/internal/platform/spec"
)

func TestWhatIsLeftOutOfWhatWaitsIsSaid(t *testing.T) {
	t.Parallel()
	all := make([]spec.ToDo, spec.MostToDo+1)
	for i := range all {
		all[i].Link = "/requests"
	}
	more := locale.M("More requests wait for you.")
	if got := spec.Cut(all[:spec.MostToDo], more, "/whole"); len(got) != spec.MostToDo || got[spec.MostToDo-1].Link != "/requests" {
		t.Errorf("nothing is left out of %d: %+v", spec.MostToDo, got[len(got)-1])
	}
	got := spec.Cut(all, more, "/whole")
	last := got[len(got)-1]
	if len(got) != spec.MostToDo+1 || last.Link != "/whole" || last.Text.In(t.Context()) != "More requests wait for you." || last.Action.In(t.Context()) == "" {
		t.Errorf("what is left out is not said: %d lines, the last %+v", len(got), last)
	}
	if all[spec.MostToDo].Link != "/requests" {
		t.Error("the list that was given is changed")
	}
}
