package silencetest

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"hearth/internal/apptest"
	"hearth/internal/intake"
	"hearth/internal/macro/many"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/fault"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/store"
)

var errTakenBack = errors.New("taken back")

type body = map[string]any

// do sends a request as somebody and reports whether it was not refused.
func (h *history) do(key, method, path string, in body) bool {
	h.T.Helper()
	text, err := json.Marshal(in)
	if err != nil {
		h.T.Fatal(err)
	}
	got := h.as[key].Do(method, path, "application/json", strings.NewReader(string(text)))
	if got.Status >= 500 {
		h.T.Fatalf("%s %s: %d %s", method, path, got.Status, got.Text)
	}
	return got.Status < 300
}

func (h *history) post(key, path string, in body) bool { return h.do(key, http.MethodPost, path, in) }

// one asks for one text, "" where there is none.
func (h *history) one(sql string, args ...any) string {
	h.T.Helper()
	all, err := store.All[string](h.T.Context(), h.DB, sql, args...)
	if err != nil {
		h.T.Fatal(err)
	}
	if len(all) == 0 {
		return ""
	}
	slices.Sort(all) // a database returns what is not ordered as it lies
	return all[h.IntN(len(all))]
}

func (h *history) exec(sql string, args ...any) {
	h.T.Helper()
	if err := h.DB.Tx(h.T.Context(), func(tx *store.Tx) error { _, err := tx.Exec(h.T.Context(), sql, args...); return err }); err != nil {
		h.T.Fatal(err)
	}
}

// hr is somebody who may still work in HR, anybody a customer.
func (h *history) hr() string { return pick(h, "marta", "marta", "theo", "priya", "ingrid", "ingrid") }

func (h *history) anybody() string { return pick(h, "amina", "pavel", "rosa") }

func pick[T any](h *history, all ...T) T { return all[h.IntN(len(all))] }

// number is a case's, one that is not over more often than not.
func (h *history) number() string {
	n := h.one(`SELECT CAST(number AS text) FROM desk_case WHERE state IN ('open', 'waiting') ORDER BY number DESC LIMIT 8`)
	if n == "" || h.IntN(4) == 0 {
		n = h.one(`SELECT CAST(number AS text) FROM desk_case ORDER BY number DESC LIMIT 20`)
	}
	return "HR-" + n
}

func (h *history) at() string { return "/api/v1/cases/" + h.number() }

// owner is a customer of a case.
func (h *history) owner(at string) string {
	id := h.one(`SELECT by_person FROM desk_case WHERE 'HR-' || CAST(number AS text) = $1`, strings.TrimPrefix(at, "/api/v1/cases/"))
	for _, key := range []string{"amina", "pavel", "rosa", "hanna"} {
		if apptest.ID(key) == id {
			return key
		}
	}
	return "amina"
}

func (h *history) soon() string {
	return h.DB.Now().Add(time.Duration(1+h.IntN(400)) * time.Hour).Format(time.RFC3339)
}

// whenever is mostly soon, and now and then weeks or years away.
func (h *history) whenever() string {
	days := []int{30, 59, 200, 364, 366, 9 * 365}
	if n := h.IntN(2 * len(days)); n < len(days) {
		return h.DB.Now().AddDate(0, 0, days[n]).Format(time.RFC3339)
	}
	return h.soon()
}

var services = []string{"hours", "pay", "grade", "move", "visa", "health", "fairness", "review"}

func (h *history) open() bool {
	in := body{"subject": "Zebra", "body": "Is it right?", "service": pick(h, services...)}
	if h.IntN(4) == 0 {
		in["named"] = []string{apptest.Email(pick(h, "priya", "theo", "marta"))}
	}
	return h.post(h.anybody(), "/api/v1/cases", in)
}

// names are what can happen, some of it more often.
var names = append(slices.Sorted(maps.Keys(steps)), "reply", "reply", "customer writes", "pause", "resume", "renegotiate", "open by page", "snooze", "close", "reopen", "heard")

// steps are what can happen to a case, by name; each reports whether it was not refused.
var steps = map[string]func(h *history) bool{
	"open by API": (*history).open,
	"open by page": func(h *history) bool {
		return h.Portal(h.anybody()).Send("/ask/"+pick(h, services...), url.Values{"subject": {"Zebra"}, "body": {"Is it right?"}, "anyway": {"true"}}).Status == http.StatusSeeOther
	},
	"open by mail": func(h *history) bool {
		raw := fmt.Sprintf("From: %s\r\nTo: hr@ferrow-lund.example\r\nMessage-ID: <%d@x.example>\r\nSubject: Zebra\r\n\r\nIs it right?\r\n", apptest.Email("pavel"), h.IntN(1e9))
		_, err := h.Intake.Receive(h.T.Context(), authz.System(intake.CLI), intake.Receive{Raw: []byte(raw)})
		return h.fine(err)
	},
	"open by phone": func(h *history) bool {
		return h.post(h.hr(), "/api/v1/cases", body{"subject": "Zebra", "body": "Is it right?", "service": pick(h, services...), "channel": "phone", "for": apptest.Email("amina")})
	},
	"reply": func(h *history) bool { return h.post(h.hr(), h.at()+"/messages", body{"body": "We look at it."}) },
	"reply held": func(h *history) bool {
		at := h.at()
		return h.post(h.hr(), at+"/held", body{"body": "We look at it."}) && (h.IntN(2) == 0 || h.post("marta", at+"/held/undo", nil))
	},
	"customer writes": func(h *history) bool {
		at := h.at()
		return h.post(h.owner(at), at+"/messages", body{"body": "Any news?"})
	},
	"note": func(h *history) bool {
		return h.post(h.hr(), h.at()+"/messages", body{"body": "Look.", "internal": true})
	},
	"pause": func(h *history) bool {
		return h.post(h.hr(), h.at()+"/pause", body{"until": h.whenever(), "reason": pick(h, "customer", "date", "outside", "other", "A form is missing."), "needed": "Your plan."})
	},
	"resume": func(h *history) bool { return h.post(h.hr(), h.at()+"/resume", nil) },
	"close": func(h *history) bool {
		return h.post(h.hr(), h.at()+"/close", body{"answer": "Here it is.", "outcome": pick(h, "answered", "withdrawn", "duplicate"), "cause": "information"})
	},
	"accept": func(h *history) bool { at := h.at(); return h.post(h.owner(at), at+"/accept", nil) },
	"reopen": func(h *history) bool {
		at := "/api/v1/cases/HR-" + h.one(`SELECT CAST(number AS text) FROM desk_case WHERE state = 'answered'`)
		return h.post(h.owner(at), at+"/reopen", body{"missing": "Not yet."})
	},
	"give to somebody": func(h *history) bool {
		return h.post(h.hr(), h.at()+"/assign", body{"assignee": apptest.Email(pick(h, "marta", "priya", "theo", "ingrid", "nils"))})
	},
	"give to a team": func(h *history) bool {
		return h.post(h.hr(), h.at()+"/assign", body{"team": pick(h, "advice", "payroll")})
	},
	"pass on": func(h *history) bool { return h.post(h.hr(), h.at()+"/pass-on", nil) },
	"agree on routing": func(h *history) bool {
		return h.post("ingrid", "/api/v1/agreements", body{"subject": "load_routing", "agreed_with": "Works council", "legal_basis": "Agreement 4", "purpose": "Fair work.", "starts": "2026-11-01", "ends": "2028-01-01"})
	},
	"restrict": func(h *history) bool {
		return h.post(h.hr(), h.at()+"/restrict", body{"sensitivity": pick(h, "open", "team", "named"), "named": []string{apptest.Email(pick(h, "priya", "theo", "marta"))}})
	},
	"renegotiate": func(h *history) bool {
		return h.post(h.hr(), h.at()+"/renegotiate", body{"kind": pick(h, "first_answer", "decision", "next_word"), "due_at": h.whenever(), "reason": "It takes longer."})
	},
	"priority": func(h *history) bool {
		return h.post(h.hr(), h.at()+"/priority", body{"priority": pick(h, "low", "high")})
	},
	"join": func(h *history) bool { return h.post("ingrid", h.at()+"/join", body{"into": h.number()}) },
	"join two": func(h *history) bool {
		for range 2 {
			if !h.post("amina", "/api/v1/cases", body{"subject": "Zebra", "body": "Is it right?", "service": "move"}) {
				return false
			}
		}
		last := func(n int) string {
			return "HR-" + h.one(`SELECT CAST(number AS text) FROM desk_case WHERE service_id = 'move' ORDER BY opened_at DESC, id DESC LIMIT 1 OFFSET `+fmt.Sprint(n))
		}
		return h.post("ingrid", "/api/v1/cases/"+last(0)+"/join", body{"into": last(1)})
	},
	"take apart": func(h *history) bool {
		return h.post("ingrid", "/api/v1/cases/HR-"+h.one(`SELECT CAST(number AS text) FROM desk_case WHERE outcome = 'duplicate'`)+"/apart", nil)
	},
	"split": func(h *history) bool {
		at := h.at()
		id := h.one(`SELECT e.id FROM desk_entry e JOIN desk_case c ON c.id = e.case_id WHERE 'HR-' || CAST(c.number AS text) = $1 AND e.kind = 'message' AND e.side = 'customer'`, strings.TrimPrefix(at, "/api/v1/cases/"))
		return h.post("ingrid", at+"/split", body{"messages": []string{id}, "subject": "Another", "service": pick(h, "pay", "move")})
	},
	"move a message": func(h *history) bool {
		at := h.at()
		id := h.one(`SELECT e.id FROM desk_entry e JOIN desk_case c ON c.id = e.case_id WHERE 'HR-' || CAST(c.number AS text) = $1 AND e.kind = 'message' AND e.side = 'customer'`, strings.TrimPrefix(at, "/api/v1/cases/"))
		return h.post("ingrid", at+"/messages/"+id+"/move", body{"to": h.number(), "confirm": true})
	},
	"snooze": func(h *history) bool {
		at := h.at()
		return h.post(h.hr(), at+"/snooze", body{"when": pick(h, "later", "tomorrow", "monday")}) && (h.IntN(3) > 0 || h.post("marta", at+"/snooze/end", nil))
	},
	"macro": func(h *history) bool {
		h.post("marta", "/api/v1/macros", body{"name": "Wait", "texts": []body{{"language": "en", "text": "We wait."}}, "wait_days": 3})
		return h.post("marta", h.at()+"/macros/send", body{"macro": h.one(`SELECT id FROM macro_macro`), "body": "We wait."})
	},
	"bulk": func(h *history) bool {
		return h.post(h.hr(), "/api/v1/cases/bulk", body{"numbers": []string{h.number(), h.number()}, "team": "advice", "priority": "high"})
	},
	"many": func(h *history) bool {
		by := h.Actor(authz.Desk, "ingrid")
		in := many.Change{Numbers: []string{h.number(), h.number()}, Reply: "We look at all of them."}
		_, err := many.New(h.Macro).Do(h.T.Context(), by, in)
		return h.fine(err)
	},
	"rule": func(h *history) bool {
		h.post("ingrid", "/api/v1/rules", body{"name": "Move", "team": "payroll", "when": "wrote", "then_team": "advice"})
		h.post("ingrid", "/api/v1/rules", body{"name": "Back", "team": "advice", "when": "promise", "then_team": "advice", "then_note": "Late."})
		return h.post("ingrid", "/api/v1/rules/"+h.one(`SELECT id FROM automation_rule`)+"/switch", body{"on": true})
	},
	"policy": func(h *history) bool {
		terms := body{"name": "Pay", "first_answer": pick(h, "1h", "2d"), "next_word": pick(h, "3h", "5d"), "decision": pick(h, "5d", "30d"), "recount": true}
		if id := h.one(`SELECT id FROM promise_policy`); id != "" {
			return h.do("ingrid", http.MethodPut, "/api/v1/promise-policies/"+id, terms)
		}
		terms["service"] = "move"
		return h.post("ingrid", "/api/v1/promise-policies", terms)
	},
	"calendar": func(h *history) bool {
		until := pick(h, "15:00", "17:00", "18:00")
		week := body{}
		for _, d := range []string{"mon", "tue", "wed", "thu", "fri"} {
			week[d] = [][]string{{"08:00", until}}
		}
		return h.do("noor", http.MethodPut, "/api/v1/calendars/office", body{"name": "Office hours", "calendar": body{"zone": "UTC", "week": week, "holidays": []string{h.DB.Now().AddDate(0, 0, h.IntN(9)).Format(time.DateOnly)}}})
	},
	"decide": func(h *history) bool {
		day := func(days int) string { return h.DB.Now().AddDate(0, 0, days).Format(time.DateOnly) }
		at := "/api/v1/cases/HR-" + h.one(`SELECT CAST(number AS text) FROM desk_case WHERE service_id = 'grade' AND state IN ('open', 'waiting')`)
		return h.post(pick(h, "marta", "ingrid"), at+"/decision", body{"outcome": "refused", "reason": "What counts is the day on which it began.", "clause": "pay 4.2", "facts": []string{"It began in May."},
			"alternatives": []string{"Ask again in June."}, "next": body{"text": "Nothing changes.", "date": day(3)}, "appeal": body{"until": day(30), "to": "Ingrid Salo"}})
	},
	"appeal": func(h *history) bool {
		at := "/api/v1/cases/HR-" + h.one(`SELECT CAST(number AS text) FROM desk_case WHERE outcome = 'decided'`)
		return h.post(h.owner(at), at+"/appeal", body{"text": "I see it otherwise."})
	},
	"ask for a call": func(h *history) bool {
		at, from := h.at(), h.DB.Now().Add(time.Duration(24+h.IntN(72))*time.Hour)
		return h.post(h.owner(at), at+"/callbacks", body{"windows": []body{{"from": from, "to": from.Add(2 * time.Hour)}}, "phone": "112"})
	},
	"need no call": func(h *history) bool { at := h.at(); return h.post(h.owner(at), at+"/callbacks/cancel", nil) },
	"call": func(h *history) bool {
		return h.post(h.hr(), "/api/v1/callbacks/"+h.one(`SELECT id FROM callback_call`)+"/attempts", body{"result": pick(h, "reached", "no_answer", "wrong_number")})
	},
	"step": func(h *history) bool { return h.post(h.hr(), h.at()+"/steps", body{"title": "Look", "minutes": 600}) },
	"heard": func(h *history) bool {
		at := h.at()
		return h.post("marta", at+"/heard", body{"happened": "It is late.", "asks": "To be paid.", "by_when": "Soon.", "worry": "Rent."}) && h.post(h.owner(at), at+"/heard/confirm", body{"ok": true})
	},
	"to those who take concerns": func(h *history) bool { return h.post(h.hr(), h.at()+"/concern", nil) },
	"away": func(h *history) bool {
		return h.post(pick(h, "priya", "theo"), "/api/v1/routing/absences", body{"first_day": h.DB.Now().Format(time.DateOnly), "back_day": h.DB.Now().AddDate(0, 0, 1+h.IntN(12)).Format(time.DateOnly)})
	},
	"leave": func(h *history) bool {
		h.exec(`UPDATE people_employment SET ended = $1 WHERE person_id = $2`, h.DB.Now().AddDate(0, 0, -1).Format(time.DateOnly), apptest.ID(pick(h, "priya", "theo")))
		return true
	},
	"lose a role": func(h *history) bool {
		return h.post("noor", "/api/v1/people/"+apptest.ID(pick(h, "priya", "theo"))+"/roles/revoke", body{"role": "agent"})
	},
	"come back": func(h *history) bool {
		for _, key := range []string{"priya", "theo"} {
			h.exec(`UPDATE people_employment SET ended = '' WHERE person_id = $1`, apptest.ID(key))
			h.post("noor", "/api/v1/people/"+apptest.ID(key)+"/roles", body{"role": "agent"})
		}
		return true
	},
	"erase": func(h *history) bool {
		if h.IntN(3) > 0 || !h.post("hanna", "/api/v1/cases", body{"subject": "Zebra", "body": "Is it right?", "service": "pay"}) {
			return false
		}
		_, err := h.Erasure.Erase(h.T.Context(), authz.System(erasure.CLI), erasure.Erase{Person: apptest.ID("hanna"), Later: true})
		return h.fine(err)
	},
	"exception": func(h *history) bool {
		at := h.at()
		return h.post(h.owner(at), at+"/exception", body{"clause": "pay 4.2", "why": "It is hard."})
	},
	"invite": func(h *history) bool {
		at := h.at()
		return h.post(h.owner(at), at+"/invite", body{"person": apptest.ID("jonas")})
	},
}

// fine reports that a use case did what was asked, and fails the test when it did not for another reason than that it was refused.
func (h *history) fine(err error) bool {
	h.T.Helper()
	if err != nil && fault.As(err) == nil {
		h.T.Fatal(err)
	}
	return err == nil
}
