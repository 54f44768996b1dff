package app_test

import "strings"

// unfilled are the tables that no rows are put into, and why. One that ends in a star stands for all that begin so.
var unfilledBecause = map[string]string{
	"audit_entry":     "Its rows are sealed into a chain; the installation has real ones.",
	"audit_subject":   "Its rows are sealed; the installation has real ones.",
	"cause_sweep":     "It holds one row, and the installation has it.",
	"river_job":       "The installation has real jobs, whose types River keeps differently in each database.",
	"river_leader":    "River lets one row in, of who leads now.",
	"river_migration": "It says which migrations of River there are.",
	"search_text*":    "The full-text index of SQLite with its own tables.",
	"sqlite_*":        "SQLite's own.",
	"store_schema":    "It says which migrations there are.",
	"store_version_*": "It says which migrations there are.",
}

func unfilled(table string) string { return matching(unfilledBecause, table) }

func matching(all map[string]string, table string) string {
	for pattern, why := range all {
		begin, star := strings.CutSuffix(pattern, "*")
		if pattern == table || star && strings.HasPrefix(table, begin) {
			return why
		}
	}
	return ""
}

// holders are the tables of which columns with these names hold an id, though no constraint says so.
var holders = map[string]string{
	"case_id": "desk_case", "part_id": "desk_case", "team_id": "people_team", "team": "people_team", "service_id": "catalogue_service", "cause_id": "catalogue_cause", "unit_id": "people_unit",
	"entry_id": "desk_entry", "file_id": "files_file", "blob_id": "files_blob", "person_id": "people_person", "mailbox_id": "intake_mailbox", "effort_id": "statement_effort", "batch_id": "macro_batch",
	"estimate_id": "statement_estimate", "talk_id": "side_talk", "word_id": "side_word", "endpoint_id": "webhook_endpoint", "spike_id": "spike_spike", "window_id": "callback_window", "side_id": "side_talk",
	"promise_id": "promise_promise", "template_id": "letters_template", "decision_id": "decision_decision", "clause_id": "policy_clause", "digest_id": "mail_outbox",
}

func refersTo(column string) string {
	if strings.HasSuffix(column, "_person") || strings.HasSuffix(column, "_by") {
		return "people_person"
	}
	return holders[column]
}

// byName are what columns hold wherever they have this name.
var byName = map[string][2]string{
	"address":       {"hr@ferrow-lund.example", "pay@ferrow-lund.example"},
	"amount_cents":  {"12050", "99"},
	"attempts":      {"1", "2"},
	"case_number":   {"HR-9001", "HR-9002"},
	"channel":       {"portal", "email"},
	"clause_ref":    {"Working time 4.2", "Travel 7"},
	"clause_text":   {"Whoever works at night is given a free day.", "A train is taken where there is one."},
	"clause_title":  {"Nights", "Trains"},
	"currency":      {"EUR", "SEK"},
	"day":           {"2026-11-03", "2026-11-04"},
	"email":         {"ines@ferrow-lund.example", "olav@ferrow-lund.example"},
	"folded":        {"schließanlage", "gehälter"},
	"from_day":      {"2026-01-01", "2026-07-01"},
	"keep_until":    {"2031-12-31", "2030-06-30"},
	"language":      {"de", "sv"},
	"minutes":       {"240", "1080"},
	"name":          {"Schließanlage", "Gehälter"},
	"next_share":    {"50", "80"},
	"sensitivity":   {"open", "team"},
	"site":          {"Malmby", "Göteborg"},
	"subject":       {"Where is my badge?", "Überstunden im März"},
	"tenure_months": {"18", "240"},
	"time_zone":     {"Europe/Berlin", "Europe/Stockholm"},
	"title":         {"About the badges", "Über die Nächte"},
	"until_day":     {"2027-12-31", "2028-01-31"},
	"warn_first":    {"40", "60"},
	"warn_second":   {"70", "90"},
	"year":          {"2025", "2026"},
	"zone":          {"Europe/Berlin", "Europe/Stockholm"},
}

// filledPerson is whom the first of the rows are about that are filled in.
const filledPerson = "01a1f000-f39c-7000-8000-000000000001"

const called = `{"key":"%s called on %s, within the hours given, and got through.","args":[{"person":"` + filledPerson + `"},{"text":"3 November"}]}`

const hours = `{"zone":"Europe/Berlin","week":{"mon":[["09:00","15:00"]],"tue":[["09:00","15:00"]]},"holidays":["2026-12-24"]}`

// byHand are what single columns hold.
var byHand = map[string][2]string{
	"agreement_entry.starts":              {"2026-01-01", "2026-02-01"},
	"agreement_entry.ends":                {"2027-01-01", "2027-02-01"},
	"auth_secret.kind":                    {"reset", "invite"},
	"auth_token.scope":                    {"all", "all"},
	"automation_rule.fact":                {"desk.CaseOpened", "desk.CaseReplied"},
	"automation_run.did":                  {`[]`, `[]`},
	"automation_run.braked":               {"", "often"},
	"automation_version.body":             {`{}`, `{}`},
	"calculation_calculation.erased_at":   {nothing, nothing}, // what was erased has no lines
	"calculation_calculation.instead_of":  {nothing, nothing}, // what replaces another is of its case
	"calculation_calculation.lines":       {"1", "2"},
	"calculation_calculation.places":      {"2", "0"},
	"calculation_calculation.unit":        {"EUR", "h"},
	"calculation_line.erased_at":          {nothing, nothing},
	"calculation_line.position":           {"0", "0"},
	"calculation_line.quantity":           {"8.5", "3"},
	"calculation_line.rate":               {"21.40", "1"},
	"calculation_line.reason":             {"", ""}, // a first line corrects nothing
	"calculation_line.revision":           {"1", "1"},
	"callback_call.phone":                 {"+49 30 1234567", "+46 40 765432"},
	"callback_call.state":                 {"open", "reached"},
	"callback_slot.had":                   {"own", "other"},
	"callback_window.state":               {"open", "tried"},
	"catalogue_service.icon":              {"message-circle-question", "wallet"},
	"catalogue_service.law":               {"GDPR", "Arbeitszeitgesetz"},
	"catalogue_service.law_count":         {"30", "2"},
	"catalogue_service.law_more":          {"60", "1"},
	"cause_case.clauses":                  {"Working time 4.2", "Travel 7"},
	"cause_tally.period":                  {"d2026-11-03", "m2026-10"},
	"decision_decision.appeal_id":         {nothing, nothing}, // a first decision answers no appeal
	"decision_decision.appeal_to":         {"", "The works council"},
	"decision_decision.appeal_until":      {"", "2026-12-31"},
	"decision_decision.erased_at":         {nothing, nothing}, // none begins as one that was erased
	"decision_decision.kind":              {"decision", "decision"},
	"decision_decision.replaces_id":       {nothing, nothing}, // a first decision replaces none
	"decision_decision.version":           {"1", "1"},
	"desk_case.channel":                   {"portal", "email"},
	"desk_case.closed_at":                 {nothing, "2026-11-05T09:00:00.000000Z"},
	"desk_case.due_kind":                  {"first_answer", "decision"},
	"desk_case.last_side":                 {"customer", "hr"},
	"desk_case.needs_decision":            {"false", "true"},
	"desk_case.number":                    {"9001", "9002"},
	"desk_case.outcome":                   {"", "answered"},
	"desk_case.state":                     {"open", "closed"},
	"desk_case.waiting_reason":            {"", "person"},
	"desk_draft.given":                    {`{}`, `{}`},
	"desk_draft.place":                    {"new", "reply"},
	"desk_digest.event":                   {"reply", "answer"},
	"desk_notice.event":                   {"reply", "answer"},
	"desk_entry.body":                     {called, "Ich habe den Ausweis verloren."},
	"desk_entry.internal":                 {"false", "true"},
	"desk_entry.withdrawn_at":             {nothing, "2026-11-05T09:00:00.000000Z"},
	"desk_entry.withdrawn_by":             {nothing, filledPerson},
	"desk_entry.kind":                     {"event", "message"},
	"desk_entry.side":                     {"system", "customer"},
	"desk_step.state":                     {"open", "done"},
	"escalation_listed.share":             {"100", "80"},
	"escalation_told.what":                {"100", "80"},
	"exception_request.outcome":           {"granted", "refused"},
	"exception_request.expires":           {"2027-06-30", "2027-01-31"},
	"fairness_finding.figures":            {`{}`, `{}`},
	"fairness_finding.state":              {"open", "continues"},
	"fairness_run.report":                 {`{}`, `{}`},
	"field_field.choices":                 {"", "blue,green"},
	"field_field.kind":                    {"word", "choice"},
	"field_field.side":                    {"person", "hr"},
	"files_file.content_type":             {"text/plain", "application/pdf"},
	"heard_asking.state":                  {"proposed", "approved"},
	"heard_summary.state":                 {"asked", "corrected"},
	"hold_message.besides":                {"", `{}`},
	"hold_message.state":                  {"held", "undone"},
	"intake_mail.state":                   {"case", "quarantine"},
	"intake_mail.kind":                    {"mail", "mail"},
	"intake_mailbox.kind":                 {"direct", "imap"},
	"intake_mailbox.paused":               {"true", "true"}, // there is nobody to be reached
	"intake_mailbox.sign_in":              {"password", "oauth"},
	"intake_mailbox.tls":                  {"implicit", "starttls"},
	"joined_cut.copy_id":                  {"01a1f000-56b4-7000-8000-000000000002", "01a1f000-56b4-7000-8000-000000000001"},
	"joined_cut.from_id":                  {"01a1f000-41f4-7000-8000-000000000002", "01a1f000-41f4-7000-8000-000000000001"},
	"joined_distinct.other_id":            {"01a1f000-41f4-7000-8000-000000000002", "01a1f000-41f4-7000-8000-000000000003"},
	"joined_part.part_id":                 {"01a1f000-41f4-7000-8000-000000000002", "01a1f000-41f4-7000-8000-000000000003"},
	"joined_part.whole_id":                {"01a1f000-41f4-7000-8000-000000000001", "01a1f000-41f4-7000-8000-000000000001"},
	"jobs_tick.kind":                      {"app.of_long_ago", "app.of_before"},
	"letters_letter.kind":                 {"employment", "reference"},
	"link_link.other_id":                  {"01a1f000-41f4-7000-8000-000000000002", "01a1f000-41f4-7000-8000-000000000001"},
	"macro_batch.plan":                    {`{}`, `{}`},
	"mail_outbox.kind":                    {"case.answer", "case.acknowledgement"},
	"mail_outbox.message_id":              {"h1.one", "h1.two"},
	"mail_outbox.once":                    {"false", "true"},
	"mail_outbox.state":                   {"sent", "failed"},
	"mail_outbox.withdrawn":               {"false", "true"},
	"outreach_line.state":                 {"done", "failed"},
	"outreach_round.state":                {"done", "stopped"},
	"people_channel.kind":                 {"email", "phone"},
	"people_employment.site":              {"Hamburg", "Göteborg"},
	"people_employment.started":           {"2019-04-01", "2024-09-15"},
	"people_employment.ended":             {"", "2026-10-31"},
	"people_import.report":                {`{"rows":1,"created":1}`, `{"rows":2,"updated":2}`},
	"people_person.outside":               {"false", "true"},
	"people_employment.manager_id":        {nothing, filledPerson}, // nobody leads themselves
	"people_person.theme":                 {"dark", "light"},
	"people_role.role":                    {"agent", "auditor"},
	"people_site.name":                    {"Hamburg", "Göteborg"},
	"people_site.folded":                  {"hamburg", "göteborg"},
	"people_unit.parent_id":               {nothing, "01a1f000-c0e3-7000-8000-000000000001"},
	"policy_version.n":                    {"1", "1"},
	"policy_version.sites":                {"", "Malmby"},
	"promise_calendar.body":               {hours, hours},
	"promise_calendar.is_default":         {"false", "false"}, // there is one already
	"promise_calendar.version":            {"1", "1"},
	"promise_calendar_version.body":       {hours, hours},
	"promise_calendar_version.version":    {"1", "1"},
	"promise_policy.priority":             {"0", "1"},
	"promise_policy_recount.version":      {"1", "1"},
	"promise_policy_version.decision":     {"3d", "5d"},
	"promise_policy_version.first_answer": {"4h", "1d"},
	"promise_policy_version.next_word":    {"2d", "1d"},
	"promise_policy_version.version":      {"1", "1"},
	"promise_promise.calendar_version":    {"1", "1"},
	"promise_promise.kind":                {"first_answer", "decision"},
	"promise_promise.law_unit":            {"days", "months"},
	"promise_promise.owner_id":            {"01a1f000-41f4-7000-8000-000000000001", "01a1f000-26cc-7000-8000-000000000002"},
	"promise_promise.owner_kind":          {"case", "step"},
	"promise_promise.policy_id":           {"", ""}, // as their services say
	"promise_promise.policy_version":      {"0", "0"},
	"promise_promise.replaces":            {"", "01a1f000-8367-7000-8000-000000000001"},
	"promise_promise.state":               {"running", "paused"},
	"promise_recount.version":             {"1", "1"},
	"rating_figure.kind":                  {"all", "service"},
	"rating_quarter.quarter":              {"2023-Q1", "2023-Q2"},
	"rating_rating.effort":                {"2", "5"},
	"rating_rating.satisfaction":          {"1", "4"},
	"routing_away.first_day":              {"2026-12-20", "2026-11-02"},
	"routing_away.back_day":               {"2027-01-07", "2026-11-09"},
	"search_doc.terms":                    {"october:1 payslip:2", "lamps:1 warehouse:2"},
	"search_state.name":                   {"told", "noted"},
	"side_talk.last_side":                 {"hr", "asked"},
	"side_talk.state":                     {"open", "closed"},
	"side_member.way":                     {"hearth", "mail"},
	"spike_spike.name":                    {"pay", "badges"},
	"statement_effort.minutes":            {"30", "-15"},
	"statement_effort.reverses":           {nothing, "01a1f000-0000-7000-8000-000000000001"},
	"statement_step.minutes_high":         {"60", "120"},
	"statement_step.minutes_low":          {"30", "60"},
	"store_fact.body":                     {`[]`, `[]`},
	"store_once.status":                   {"201", "404"},
	"views_view.query":                    {"state=open", "team=hr&state=waiting"},
	"webhook_delivery.attempts":           {"3", "9"},
	"webhook_delivery.fact":               {"case.opened", "case.closed"},
	"webhook_delivery.state":              {"sent", "failed"},
	"webhook_endpoint.facts":              {",case.opened,", ",case.closed,"},
	"webhook_endpoint.state":              {"off", "off"}, // there is nobody to be reached
	"webhook_endpoint.url":                {"https://time.example/hook", "https://pay.example/hook"},
}
