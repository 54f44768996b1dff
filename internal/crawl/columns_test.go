package crawl_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"hearth/internal/platform/store"
)

// columns says for every column of every table what it holds: a kind of the policy whose canaries have to be there; "copy" for copies of others, such as a
// mail; or, after a hyphen, columns that hold nothing that a person wrote or that is about a person alone: ids, moments, numbers, choices and hashes. A column that
// is not here fails, as does one in which a canary is found that does not belong there.
const columns = `
agreement_entry: -id subject agreed_with legal_basis purpose starts ends entered_by entered_at ended_by ended_at
audit_entry: -id at actor task face action kind object subject team opening mac seq link
audit_gone: -mac
audit_subject: -key person_id mac
auth_attempt: -id key at
auth_ended: -token until
auth_factor: -person_id secret confirmed_at last_step
auth_identity: -issuer subject person_id
auth_password: -person_id hash changed_at
auth_pin: -person_id hash wrong changed_at
auth_recovery: -hash person_id
auth_secret: -hash kind person_id made_by expires_at used_at
auth_session: device=device -token sid data expires_at person_id created_at used_at
auth_terminal: name=terminal -id hash person_id made_by created_at revoked_at
auth_token: name=token -id hash person_id scope created_at used_at revoked_at
automation_rule: name=sorting -id team_id version switched fact made_at braked_at
automation_run: -id rule_id version case_id case_number event depth did braked at about_at
automation_version: body=sorting -rule_id n kept_at tells_person
calculation_calculation: title=figures -id case_id case_number person_id unit rounding lines places instead_of written_by written_at erased_at
calculation_line: body=figures source=figures reason=figures -id calculation_id position revision quantity rate amount clause clause_version clause_title written_by written_at erased_at
catalogue_cause: -id name position active
catalogue_service: -id name description icon team_id sensitivity manager_sees about_sees health needs_decision neutral may_ask first_answer_minutes decision_minutes cause_id position active law law_count law_unit law_more asks
cause_case: -case_id day cause_id service_id team_id sensitivity minutes clauses
cause_clause: -ref title
cause_sweep: -id after_id rest_until
cause_tally: -period cause_id service_id team_id sensitivity clause n logged minutes
decision_appeal: body=appeal -id case_id decision_id person_id given_person at
decision_decision: reason=decision facts=decision alternatives=decision next_text=decision recur=decision appeal_to=decision why=decision -id case_id version kind replaces_id appeal_id outcome clause_version clause_ref clause_title clause_text clause_edition next_on appeal_until appeal_person heard total by_person for_person decided_by decided_at erased_at
decision_fact: weekly_hours=directory -case_id for_person service_id site tenure_months
desk_case: subject=subject waiting_reason=reason waiting_needed=needed cause_text=cause handed_to=handed -id number service_id state channel language by_person for_person opened_by unit_id sensitivity manager_sees about_sees not_to_manager health quiet needs_decision team_id assignee_person priority opened_at last_at last_side new_reply unread due_at queue_at due_kind risk_at waiting_until outcome cause_id answered_at answered_by closed_at reopened version site came_on
desk_digest: -event_key person_id case_id event at due_at digest_id
desk_draft: subject=draft body=draft given=draft -place person_id saved_at internal
desk_entry: body=message,note,reason,handed,step,decision,needed -id case_id at kind side author_person channel internal withdrawn_at withdrawn_by
desk_file: -file_id case_id entry_id
desk_notice: -person_id event channel daily
desk_number: -n at
desk_party: -case_id person_id relation
desk_step: title=step outside=step blocked_why=reason -id case_id position owner_person team_id state done_at done_by
desk_tally: -team_id sensitivity slot working waiting unassigned replies answered closed
desk_tally_risk: -at team_id sensitivity slot n
desk_told: -event_key person_id case_id how told_by at
desk_waiting: -id case_id waited_for from_at to_at
fairness_answer: words=finding -id finding_id cause by_person at
fairness_attribute: value=own -person_id attribute
fairness_finding: -id run_id clause_ref attribute group_value figures continues owner_person state
fairness_run: -id clause_ref clause_title report started_by at
field_field: -id service_id key kind label help unit choices least most side required retired place
field_value: word=given,given_hr folded=given,given_hr prose=given -case_id field_id person_id asked_by number day set_at
files_blob: content=file,note,aside,letter -id owner sha256 size created_at
files_file: name=file,note,aside,letter -id owner blob_id content_type size sha256 created_at deleted_at
escalation_listed: -about_id person_id share as_owner case_id case_number listed_at
escalation_told: -about_id what case_id case_number told_at told_person
callback_attempt: -id call_id window_id service_id by_person at result
callback_caller: -service_id from_at to_at person_id
callback_call: phone=dial -id case_id case_number person_id service_id zone wrong state sequence asked_at ended_at answered
callback_slot: -call_id person_id from_at to_at had
callback_window: -id call_id service_id sequence from_at to_at state answered warn_at
follow_given: -event case_id case_number person_id at due_at told_at
follow_later: -case_id case_number person_id due_at
follow_mention: -id case_id case_number person_id at seen_at ruled
follow_watch: -case_id case_number person_id since_at
joined_cut: -entry_id from_id case_id copy_id cut_at
joined_distinct: -case_id other_id said_at
joined_part: -part_id whole_id joined_at part_paused whole_paused
joined_promise: -part_id promise_id moved aside
link_link: -id case_id other_id kind linked_at
routing_away: -id person_id first_day back_day
routing_given: -case_id person_id given_at heavy why
routing_heavy: -event person_id case_id came_at
routing_passed: -case_id person_id
routing_skill: value=directory -person_id kind
routing_team: -team_id from_day load_cap heavy_open heavy_week
routing_waiting: -case_id tries next_at
routing_weight: -team_id from_day service_id effort emotion
tag_case: -tag_id case_id person_id asked_by put_at
tag_word: word=tag folded=tag -id team_id used_at
exception_budget: -team_id year cents currency set_by set_at
exception_mile: what=exception thanks=exception lesson=comparison -id case_id person_id team_id year cents at thanked_at
exception_precedent: -request_id place earlier_id similarity
exception_request: why=exception reason=exception disagree=exception differs=comparison weekly_hours=directory -id case_id person_id clause_id clause_ref clause_title clause_text service_id team_id site tenure_months amount_cents asked_by asked_at outcome compared expires decided_by decided_at
hold_file: -file_id place person_id for_person asked_by kept_at
hold_message: body=draft cause_text=draft handed_to=draft -id case_id case_number person_id for_person asked_by state seen closes outcome cause instead_of_call besides back held_at send_at
heard_asking: whom=sealed words=sealed approved=sealed -id case_id case_number person_id proposed_by proposed_at state answered_at asked_at
heard_summary: happened=heard asks=heard by_when=heard worry=sealed not_to_share=sealed correction=sealed -id case_id case_number person_id version written_by written_at state answered_by answered_at reminded remind_at
intake_check: -id mailbox_id at lies came cased recorded quarantined waits problem
intake_identity: -id sender pattern
intake_import: -case_id keep_until person_id
intake_mail: content=waiting,envelope,note,outsider from_address=envelope from_name=waiting,outsider message_id=waiting,note subject=waiting,note sent_to=envelope reason=envelope -id mailbox_id digest came_at via size file_id sent_from kind state verdict sender_person case_id entry_id sealed acknowledged attempts next_at settled_at settled_by side_id
intake_mailbox: name=mailbox_name address=envelope server=mailbox username=mailbox folder=mailbox done_folder=mailbox trusted=mailbox -id team_id service_id kind strangers tls secret silent_hours paused validity uid began_at lay_before doubles reached_at problem holder held_until created_at sign_in permission permission_n permission_until
jobs_tick: -kind due
letters_file: -id person_id case_id letter_id file_id kind filed_by filed_at keep_until reason
letters_letter: title=letter body=letter -id case_id person_id template_id version kind name language made_by made_at decision_id calculation_version
letters_opening: reason=own -id person_id opened_by opened_at
letters_template: name=form retention_reason=template -id kind retention_months signer changed_at changed_by
letters_text: title=form body=form -template_id language
spike_announcement: -id service_id spike_id from_at until_at made_at ended_at
spike_case: -spike_id case_id person_id
spike_spike: words=spike ended_why=spike -id kind name service_id hours people usual first_at last_at ended_at
spike_text: title=news body=news -announcement_id language
macro_batch: plan=private -id person_id made_at done_at due_at seen begun missed_at why
macro_batch_case: -batch_id person_id case_number done why at
macro_macro: name=private,shared folded=private,shared tag=private,shared -id owner_person team_id wait_days outcome cause_id kept_at
macro_text: body=private,shared -macro_id language
mail_refresh: -id configured token kept_at
mail_turn: -name holder held_until
mail_outbox: recipient=copy text_body=copy html_body=copy calendar=copy -subject id message_id kind person_id about channel sender event_key once personal withdrawn state reason attempts fence holder lease_until first_at next_at expires_at created_at sent_at reply_to refs unsubscribe origin auto_reply report noted_at
outreach_line: typed=round -round_id n person_id state why case_id at answered_at settled_at reminder reminded_at settled
outreach_round: settle_words=round -id made_by person_id key team_id service_id sees_all asks until_day twice state why made_at started_at ended_at remind remind_by remind_at settle settle_by settled_at
outreach_text: title=round body=round -round_id language
people_channel: -person_id kind rank
people_employment: personnel_number=directory position=directory site=directory started=directory weekly_hours=directory -id person_id unit_id manager_id ended latest
people_import: name=import body=import report=directory -id person_id created_at
people_person: given_name=outsider sort_name=copy pronouns=directory email=directory phone=directory postal_address=own search=copy -id family_name preferred_name language time_zone theme keys key_map undo_seconds own outside created_at updated_at
people_role: -person_id role
people_site: name=directory folded=copy -time_zone
people_team: -id name folded
people_team_member: -team_id person_id
people_unit: name=directory folded=copy -id parent_id
privacy_hold: reason=hold -id person_id placed_by placed_at lifted_by lifted_at
policy_acknowledgement: -version_id person_id at
policy_clause: -id policy_id number
policy_policy: title=rule summary=rule -id team_id position
policy_version: title=rule body=rule why=rule -id clause_id n from_day until_day sites employment acknowledge withdrawn published_by published_at
promise_calendar: name=calendar -id body is_default version country region
promise_calendar_day: name=calendar -calendar_id day kind
promise_calendar_version: -calendar_id version body since_at
promise_pause: reason=reason -promise_id from_at to_at
promise_promise: pause_reason=reason reason=reason -id owner_kind owner_id kind calendar_id minutes state started_at due_at risk_at left_minutes paused_at paused_until replaces settled_at calendar_version agreed_at next_at next_share policy_id policy_version warn_first warn_second site team law law_count law_unit law_more
promise_policy: -id service_id priority customer_group made_at
promise_policy_version: -policy_id version name first_answer next_word decision warn_first warn_second ended valid_from made_at
promise_policy_recount: -policy_id version ordered_at after_id
promise_recount: -calendar_id version after_id
promise_site_calendar: site=copy -calendar_id
promise_team_calendar: -team calendar_id
promise_place_recount: -id ordered_at after_id
rating_ask: -case_id person_id at
rating_figure: -quarter kind key told cases asked answers satisfied easy again solved solved_of repeated reopened
rating_never: -person_id at
rating_quarter: -quarter at
rating_rating: comment=rating -case_id person_id agent_person team_id service_id at given_at satisfaction effort solved again show_agent
search_doc: terms=copy -id kind ref part size
search_state: -name value
search_word: word=copy -key langs
side_file: -file_id word_id lent
side_member: -talk_id person_id way
side_talk: subject=aside -id case_id case_number person_id asked_by opened_by state sensitivity health quiet outside news mark opened_at last_at last_side wanted_on
side_word: body=aside -id talk_id at side author_person by_mail erased once
snooze_case: -case_id case_number person_id by_person until_at set_at
together_draft: body=note -case_id kind case_number for_person asked_by version began changed_by changed_at sending_by
together_unseen: -person_id
statement_case: -case_id
statement_effort: step=statement note=statement why=statement -id case_id case_number person_id team_id minutes started_at logged_at reverses
statement_effort_person: -effort_id case_id logged_by
statement_estimate: cause=statement choice_text=asked -id case_id case_number person_id version currency asks until_at made_at choice chosen_at
statement_question: question=asked answer=asked -id case_id case_number person_id line asked_at answered_at corrected
statement_step: name=statement -id estimate_id case_id position minutes_low minutes_high cost_cents cost_to
store_fact: -id at body
store_once: answer=copy -key print at status
views_view: name=private,shared query=private,shared -id owner_person team_id place kept_at
webhook_delivery: -n endpoint_id message_id fact side line at state attempts next_at held_until status reason last_at given_up_at
webhook_event: -key print number opened at
webhook_endpoint: name=system url=system -id facts state secret old_secret old_until failing_since reason made_at
`

// undeclared are tables that are read for canaries, but whose columns are somebody else's or come and go with the database: the queue's, and the indexes' own.
func undeclared(table string) bool {
	return strings.HasPrefix(table, "river_") || strings.HasPrefix(table, "store_schema") || strings.HasPrefix(table, "store_version_") || strings.HasPrefix(table, "search_text") || strings.HasPrefix(table, "sqlite_") ||
		strings.HasPrefix(table, "goose_")
}

// declared reads columns: for "table.column" the kinds that it holds, "" for none.
func declared() map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(columns) {
		table, rest, _ := strings.Cut(strings.TrimSpace(line), ":")
		holding, others, _ := strings.Cut(rest, "-")
		for _, part := range strings.Fields(holding) {
			column, kinds, _ := strings.Cut(part, "=")
			all[table+"."+column] = kinds
		}
		for _, column := range strings.Fields(others) {
			all[table+"."+column] = ""
		}
	}
	return all
}

// holds compares where canaries are in the database with where columns says that they are.
func (w *world) holds() {
	told, kept, have := declared(), map[string]map[string]bool{}, map[string]bool{}
	for _, table := range w.tables() {
		w.readTable(table, kept, have)
	}
	for _, column := range slices.Sorted(maps.Keys(have)) {
		table, _, _ := strings.Cut(column, ".")
		kinds, known := told[column]
		switch {
		case undeclared(table):
			if len(kept[column]) > 0 && !strings.HasPrefix(table, "search_text") {
				w.fault("%s holds canaries of the kinds %v; it should hold none.", column, slices.Sorted(maps.Keys(kept[column])))
			}
		case !known:
			w.fault("Column %s is new: say in columns_test.go what it holds, and plant a canary in it if a person wrote it or it is about one.", column)
		default:
			w.compare(column, kinds, kept[column])
		}
	}
	w.t.Logf("%d columns, %d of them with canaries", len(have), len(kept))
}

func (w *world) compare(column, kinds string, kept map[string]bool) {
	if kinds == "copy" {
		if len(kept) == 0 && column != "store_once.answer" {
			w.fault("%s has no copy of a canary: is it filled?", column)
		}
		return
	}
	want := strings.FieldsFunc(kinds, func(r rune) bool { return r == ',' })
	for _, kind := range want {
		if !kept[kind] && !(column == "files_blob.content" && w.DB.Dialect() == store.SQLite) { // contents lie beside the database there
			w.fault("%s should hold a canary of the kind %s, but does not.", column, kind)
		}
	}
	for kind := range kept {
		if !slices.Contains(want, kind) {
			w.fault("%s holds a canary of the kind %s, which columns_test.go does not say.", column, kind)
		}
	}
}

func (w *world) tables() []string {
	query := `SELECT name FROM sqlite_master WHERE type = 'table'`
	if w.DB.Dialect() == store.Postgres {
		query = `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema()`
	}
	all, err := store.All[string](w.t.Context(), w.DB, query)
	if err != nil {
		w.t.Fatal(err)
	}
	return all
}

// readTable notes for each column of a table which kinds of canary it holds.
func (w *world) readTable(table string, kept map[string]map[string]bool, have map[string]bool) {
	rows, err := w.DB.Query(w.t.Context(), `SELECT * FROM `+table)
	if err != nil {
		w.t.Fatalf("%s: %v", table, err)
	}
	defer rows.Close() //nolint:errcheck // Err below reports what matters
	names, err := rows.Columns()
	if err != nil {
		w.t.Fatal(err)
	}
	for _, name := range names {
		have[table+"."+name] = true
	}
	for rows.Next() {
		values := make([]any, len(names))
		for i := range values {
			values[i] = new(any)
		}
		if err := rows.Scan(values...); err != nil {
			w.t.Fatalf("%s: %v", table, err)
		}
		for i, v := range values {
			for _, k := range w.found(asText(*(v.(*any))), "") {
				if w.numbers[k.word] != nil {
					continue // ids are everywhere
				}
				column := table + "." + names[i]
				if kept[column] == nil {
					kept[column] = map[string]bool{}
				}
				kept[column][k.kind] = true
			}
		}
	}
	if err := rows.Err(); err != nil {
		w.t.Fatal(err)
	}
}

func asText(v any) string {
	switch v := v.(type) {
	case []byte:
		return string(v)
	case float64:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprint(v)
}
