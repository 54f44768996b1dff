package silencetest

import (
	"strings"
	"testing"

	"hearth/internal/apptest"
)

// reads are those of some people who may read a case.
func (h *history) reads(at string, keys ...string) string {
	h.T.Helper()
	var all []string
	for _, key := range keys {
		if h.as[key] == nil {
			h.as[key] = h.API(key)
		}
		if got := h.as[key].Get(at); got.Status == 200 {
			all = append(all, key)
		} else if got.Status != 404 {
			h.T.Errorf("%s reads %s: %d", key, at, got.Status)
		}
	}
	return strings.Join(all, " ")
}

// concerns gives everybody the role of those who take concerns, in place of any other.
func (h *history) concerns(keys ...string) {
	h.T.Helper()
	h.exec(`DELETE FROM people_role WHERE role = 'concern'`)
	for _, key := range keys {
		h.exec(`INSERT INTO people_role (person_id, role) VALUES ($1, 'concern')`, apptest.ID(key))
	}
}

// leave ends what somebody does here.
func (h *history) leave(key string) {
	h.T.Helper()
	h.exec(`UPDATE people_employment SET ended = '2026-11-16' WHERE person_id = $1`, apptest.ID(key))
	h.minutes(2)
}

// A case for named people of whom nobody is left opens to those who take concerns: not to whoever leads who asked, whom it is for, about or against, nor to any of those themselves, though they have the role.
func TestACaseOfWhichNobodyIsLeftOpensToNobodyWithAPartInIt(t *testing.T) {
	each(t, func(h *history) {
		h.concerns("nils", "jonas", "stefan", "rosa", "hanna")
		h.exec(`UPDATE people_employment SET manager_id = $1 WHERE person_id = $2`, apptest.ID("hanna"), apptest.ID("theo"))
		in := body{"subject": "Zebra", "body": "Is it right?", "service": "fairness", "named": []string{apptest.Email("priya")}, "against": []string{"1005"}, "about": []string{apptest.Email("theo")}}
		at := "/api/v1/cases/" + apptest.Decode[struct{ Number string }](h.T, h.as["amina"].Post("/api/v1/cases", in), 201).Number
		h.Drain()
		all := []string{"nils", "jonas", "stefan", "rosa", "hanna", "marta", "theo", "ingrid", "lena", "noor"}
		if got := h.reads(at, all...); got != "" {
			h.T.Errorf("before: %s", got)
		}
		h.leave("priya")
		if got := h.reads(at, all...); got != "nils" { // Jonas leads who asked, Stefan whom it is against, Hanna whom it is about
			h.T.Errorf("it opened to %q", got)
		}
		if text := h.as["amina"].Get(at).Is(200).Text; !strings.Contains(text, "It is open to Nils Holm now.") || strings.Contains(text, "Jonas") {
			h.T.Error("who asked is not told who sees it now")
		}
	})
}

// Where nobody who takes concerns may have it, it opens to a head of HR; and where no head may either, to nobody: it does not go to who has a part in it, and those who look after Hearth read that somebody is missing.
func TestACaseOfWhichNobodyIsLeftGoesToAHeadOrToNobody(t *testing.T) {
	each(t, func(h *history) {
		h.concerns("jonas")
		first := h.asked("fairness", apptest.Email("priya"))
		h.leave("priya")
		if got := h.reads(first, "jonas", "nils", "marta", "ingrid"); got != "ingrid" {
			h.T.Errorf("it opened to %q", got)
		}
		h.exec(`UPDATE people_employment SET manager_id = $1 WHERE person_id = $2`, apptest.ID("ingrid"), apptest.ID("amina"))
		second := h.asked("fairness", apptest.Email("theo"))
		h.concerns()
		h.exec(`UPDATE people_employment SET ended = '2026-11-16' WHERE person_id = $1`, apptest.ID("theo"))
		if err := h.Routing.Pass(h.T.Context()); err == nil || !strings.Contains(err.Error(), "give somebody the role of those who take concerns") || strings.Contains(err.Error(), "HR-") {
			h.T.Errorf("it says %v", err)
		}
		if got := h.reads(second, "jonas", "nils", "marta", "ingrid"); got != "" {
			h.T.Errorf("it opened to %q", got)
		}
		h.concerns("nils")
		h.minutes(2)
		if got := h.reads(second, "jonas", "nils", "marta", "ingrid"); got != "nils" {
			h.T.Errorf("once somebody has the role it opened to %q", got)
		}
	})
}
