package crawl_test

import (
	"fmt"
	"slices"
	"strings"

	"hearth/internal/apptest"
	"hearth/internal/intake"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/store"
)

// byMail lets a mail of a stranger that waited for team payroll into the case, where Olga of that team works on it: as a note. Not into every one.
func (l *life) byMail() {
	side := l.side
	if side["olga"] != "worker" || l.service != "pay" && l.asks == "" {
		return
	}
	word := func() string { return l.word("note") }
	name := l.plant("outsider", "the case "+l.name+": who wrote from outside", l.whoOfPerson("outsider", "")) // whoever wrote is somebody whom HR knows from then on
	raw := fmt.Sprintf("From: %s Berg <%s@elsewhere.example>\r\nTo: hr@elsewhere.example\r\nSubject: %s\r\nMessage-ID: <%s@elsewhere.example>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\n%s\r\n"+
		"--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=%s.txt\r\n\r\n%s\r\n--b--\r\n", name, strings.ToLower(l.number), word(), word(), word(), word(), word())
	got, err := l.Intake.Receive(l.t.Context(), authz.System(intake.CLI), intake.Receive{To: []string{l.box}, Raw: []byte(raw)})
	l.ok("mail", err)
	if got.Outcome != "quarantine" {
		l.t.Fatalf("%s: a mail does not wait: %+v", l.name, got)
	}
	id, err := store.One[string](l.t.Context(), l.DB, `SELECT id FROM intake_mail ORDER BY id DESC LIMIT 1`)
	l.ok("mail", err)
	_, err = l.Intake.Join(l.t.Context(), l.Actor(authz.Desk, "olga"), intake.Join{ID: id, Number: l.number})
	l.ok("join a mail", err)
	l.ids["/mail/"] = append(l.ids["/mail/"], id)
	l.things = append(l.things, thing{"/mail/", id, l.whoOfCase("note", side)})
}

// miss has a mail to who asks not arrive, so that those who work on the case may print it as a letter, with the address.
func (l *life) miss() {
	keys, err := store.All[string](l.t.Context(), l.DB, `SELECT event_key FROM mail_outbox WHERE about = $1 AND person_id = $2 AND kind = 'case.message' ORDER BY id LIMIT 1`, l.id, apptest.ID(l.scenario.by))
	l.ok("mails", err)
	if len(keys) == 0 {
		return
	}
	l.exec(`UPDATE mail_outbox SET state = 'failed' WHERE event_key = $1`, keys[0])
	l.missed = keys
	i := slices.IndexFunc(l.order, func(k *canary) bool { return k.kind == "own" && strings.HasPrefix(k.at, l.scenario.by+": postal") })
	for name, may := range l.whoOfCase("note", l.side) {
		l.order[i].readers[name] = l.order[i].readers[name] || may
	}
}
