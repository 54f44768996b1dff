// Package erasetest fills the whole product with words of a person, erases the person, and looks for each of them.
package erasetest

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/privacy"
	"hearth/internal/platform/privacy/erasure"
	"hearth/internal/platform/search"
	"hearth/internal/platform/store"
	"hearth/internal/platform/store/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func each(t *testing.T, f func(t *testing.T, w *world)) {
	for _, dialect := range []store.Dialect{store.SQLite, store.Postgres} {
		t.Run(string(dialect), func(t *testing.T) {
			t.Parallel()
			f(t, newWorld(t, dialect))
		})
	}
}

var operator = authz.System(erasure.CLI)

func (w *world) erase(in erasure.Erase) erasure.Erasure {
	w.T.Helper()
	out, err := w.Erasure.Erase(w.T.Context(), operator, in)
	if err != nil {
		w.T.Fatal(err)
	}
	return out
}

// ids are what ties what stays to her: her id, and her key in the record.
func (w *world) ids() map[string]string {
	return map[string]string{"her id": apptest.ID("amina"), "her key": strings.ToLower(w.key)}
}

// keptByLaw is where something of her may be found afterwards: the record, sealed, names her by a key that is nobody's any more and says by her id that she was
// erased; the ledger says the same.
var keptByLaw = map[string][]string{
	"audit_entry.actor": {"her key"}, "audit_entry.subject": {"her key"}, "audit_entry.object": {"her id"}, "file hearth.db": {"her id", "her key"},
	"sample of audit_entry.actor": {"her key"}, "sample of audit_entry.subject": {"her key"}, "sample of audit_entry.object": {"her id"},
	"PostgreSQL's file": {"her id", "her key"}, "file erased.log": {"her id"},
}

// forgive takes what the law keeps out of what was found.
func forgive(found places) places {
	for at, names := range keptByLaw {
		found[at] = slices.DeleteFunc(found[at], func(name string) bool { return slices.Contains(names, name) })
		if len(found[at]) == 0 {
			delete(found, at)
		}
	}
	return found
}

// Everything that is kept about a person goes, wherever it lies; what belongs to others stays, and is found as before.
func TestNothingOfAPersonIsLeft(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		before := w.find(w.own)
		seen := map[string]bool{}
		for _, names := range before {
			for _, name := range names {
				seen[name] = true
			}
		}
		for name := range w.own {
			if !seen[name] {
				t.Errorf("%s was nowhere before: it proves nothing", name)
			}
		}
		w.everyColumnHolds(before)
		out := w.erase(erasure.Erase{Person: apptest.ID("amina")})
		if out.Busy {
			t.Error("the log could not be emptied")
		}
		all := maps.Clone(w.own)
		maps.Copy(all, w.ids())
		if found := forgive(w.find(all)); len(found) > 0 {
			t.Errorf("found afterwards:\n%s", found)
		}
		t.Logf("%d words in %d places before, none afterwards", len(w.own), len(before))
		w.everythingElseStays()
		w.erase(erasure.Erase{Person: w.own["number"]}) // twice is once, and by number as well
		if _, err := w.Audit.Verify(t.Context(), w.DB); err != nil {
			t.Error(err)
		}
	})
}

// unfilled are columns that are erased and hold no word here: identifiers, digests, dates as text, and what is one of a few words of ours.
var unfilled = strings.Fields(`automation_version.tells_person audit_subject.mac id sid at case_id person_id by_person for_person opened_by assignee_person answered_by relation author_person withdrawn_by kind side channel
	file_id entry_id place unit_id site language owner_person done_by team_id state started ended manager_id rank role time_zone theme owner blob_id sha256
	content_type message_id about sender event_key routing_heavy.event holder key made_by scope attempted_by errors metadata queue tags unique_key print status agent_person placed_by lifted_by waited_for appeal_person decided_by given_person effort_id logged_by
	escalation_told.told_person store_fact.body auth_token.hash desk_notice.event desk_digest.event digest_id how told_by mail_outbox.reason mail_outbox.origin mail_outbox.report sender_person settled_by version_id published_by written_by quantity rate answered_by proposed_by filed_by changed_by started_by template_id letter_id decision_id calculation_version keep_until decision_fact.service_id
	outreach_round.remind_by outreach_round.settle_by asked_by sending_by set_by entered_by ended_by call_id routing_away.first_day routing_away.back_day routing_given.why field_value.day`)

// everyColumnHolds fails for a column of texts that erasing removes and in which no word was found before: then it was not tried.
func (w *world) everyColumnHolds(before places) {
	w.T.Helper()
	n := 0
	for _, s := range privacy.Personal(w.Personal()) {
		for _, f := range s.Columns {
			if f.Then != privacy.Goes && f.Then != privacy.Blank {
				continue
			}
			for _, c := range f.Columns {
				if len(before[s.Table+"."+c]) > 0 {
					n++
				} else if w.isText(s.Table, c) && !slices.Contains(unfilled, c) && !slices.Contains(unfilled, s.Table+"."+c) {
					w.T.Errorf("%s.%s held no word before", s.Table, c)
				}
			}
		}
	}
	w.T.Logf("%d columns held words", n)
	if n < 45 {
		w.T.Errorf("only %d columns held words", n)
	}
}

func (w *world) isText(table, column string) bool {
	query := `SELECT count(*) FROM pragma_table_info($1) WHERE name = $2 AND lower(type) IN ('text', 'blob') AND name NOT LIKE '%\_at' ESCAPE '\' AND name NOT IN ('lease_until')`
	if w.DB.Dialect() == store.Postgres {
		query = `SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 AND column_name = $2 AND data_type IN ('text', 'bytea')`
	}
	n, err := store.One[int](w.T.Context(), w.DB, query, table, column)
	if err != nil {
		w.T.Fatal(err)
	}
	return n > 0 && !(column == "content" && w.DB.Dialect() == store.SQLite) // there it is a file
}

// everythingElseStays looks for the words of others, opens every case and reads who stood where she stood.
func (w *world) everythingElseStays() {
	w.T.Helper()
	there := map[string]bool{}
	for _, names := range w.find(w.others) {
		for _, name := range names {
			there[name] = true
		}
	}
	for name := range w.others {
		if !there[name] {
			w.T.Errorf("%s is gone", name)
		}
	}
	for name, number := range w.number {
		page := w.Desk("theo").Get("/desk/cases/" + number).Is(http.StatusOK)
		if name == "own" || name == "open" || name == "for Hanna" {
			page.Shows("A former employee")
		}
		for key := range w.own {
			page.Hides(w.own[key])
		}
	}
	w.Desk("theo").Get("/desk?view=all").Is(http.StatusOK)
	w.Portal("hanna").Get("/requests/"+w.number["for Hanna"]).Is(http.StatusOK).Shows(w.others["reply to Hanna"], w.others["Hanna's message"])
	w.Portal("hanna").Get("/requests/" + w.number["by Hanna"]).Is(http.StatusOK).Shows(w.others["Hanna's question"])
	w.Desk("theo").Get("/search?q=" + w.others["Pavel's question"]).Is(http.StatusOK).Shows(w.number["at Pavel's side"])
	w.API("theo").Post("/api/v1/cases/"+w.number["by Hanna"]+"/messages", map[string]any{"body": "Good morning"}).Is(http.StatusCreated)
	w.Desk("lena").Get("/admin/audit?person=1006").Is(http.StatusOK)
	w.Drain()
}

// Whatever is left out, the search finds: a module that forgets a column, a row of the index, and bytes that nobody overwrote.
func TestWhatIsForgottenIsFound(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		sources := w.Erasure.Sources
		w.Erasure.Sources = func() []privacy.Source {
			all := sources()
			for i := range all {
				if all[i].Table == "rating_rating" {
					all[i].Erase = nil
				}
			}
			return all
		}
		w.erase(erasure.Erase{Person: apptest.ID("amina")})
		found := w.find(w.own)
		if len(found["rating_rating.comment"]) != 1 {
			t.Errorf("a source without its part: %s", found)
		}
		left := map[string]string{"left": word()}
		index := func(body string) {
			err := w.DB.Tx(t.Context(), func(tx *store.Tx) error {
				return search.Put(t.Context(), tx, search.Doc{Kind: "x", Ref: "x", Texts: []string{body}})
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		index(left["left"])
		if found := w.find(left); len(found) == 0 {
			t.Error("a row of the index was not found")
		}
		index("nothing") // replaces it: the word is unreachable, and yet there
		if found := w.find(left); len(found) == 0 {
			t.Error("bytes that nobody overwrote were not found")
		}
	})
}

// An export holds every word that is hers, the content of files too, and none that is protected; it stands in the record.
func TestAnExportIsWholeAndHersAlone(t *testing.T) {
	t.Parallel()
	each(t, func(t *testing.T, w *world) {
		e, err := w.Erasure.Export(t.Context(), operator, erasure.Export{Person: w.own["number"]})
		if err != nil {
			t.Fatal(err)
		}
		var doc, archive bytes.Buffer
		if err := e.WriteJSON(t.Context(), &doc); err != nil {
			t.Fatal(err)
		}
		if err := e.WriteZip(t.Context(), &archive); err != nil {
			t.Fatal(err)
		}
		for form, text := range lower(map[string]string{"JSON": decoded(t, doc.Bytes()), "zip": unzipped(t, archive.Bytes())}) {
			for _, name := range w.hers {
				if !strings.Contains(text, w.own[name]) {
					t.Errorf("%s: %s is not in it", form, name)
				}
			}
			for name := range w.own {
				if !slices.Contains(w.hers, name) && strings.Contains(text, w.own[name]) {
					t.Errorf("%s: it holds what is not for her: %s", form, name)
				}
			}
			for _, name := range []string{"complaint", "complaint about her", "Pavel's subject", "Pavel's question", "draft of somebody else", "about her", "question about her"} {
				if strings.Contains(text, w.others[name]) {
					t.Errorf("%s: it holds the words of somebody else: %s", form, name)
				}
			}
		}
		n, err := store.One[int](t.Context(), w.DB, `SELECT count(*) FROM audit_entry WHERE action = 'privacy.export'`)
		if err != nil || n != 1 {
			t.Errorf("%d exports recorded, %v", n, err)
		}
		t.Logf("%d words exported, %d kept back", len(w.hers), len(w.own)-len(w.hers))
	})
}

func lower(texts map[string]string) map[string]string {
	for form, text := range texts {
		texts[form] = strings.ToLower(text) // a personnel number is kept in capitals
	}
	return texts
}

// decoded is a document with the content of its files.
func decoded(t *testing.T, body []byte) string {
	t.Helper()
	var doc struct {
		Files []struct{ Path, Content string }
	}
	if err := json.Unmarshal(body, &doc); err != nil {
		t.Fatal(err)
	}
	text := string(body)
	for _, f := range doc.Files {
		content, err := base64.StdEncoding.DecodeString(f.Content)
		if err != nil {
			t.Fatal(err)
		}
		text += string(content)
	}
	return text
}

func unzipped(t *testing.T, body []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name != "person.json" && !filepath.IsLocal(f.Name) {
			t.Errorf("a path that leads out: %s", f.Name)
		}
		text += f.Name + string(content)
	}
	return text
}
