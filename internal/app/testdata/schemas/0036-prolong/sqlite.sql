CREATE VIRTUAL TABLE search_text USING fts5 (title, body, content = '', contentless_delete = 1, tokenize = 'ascii');
CREATE TABLE agreement_entry (
  id          text PRIMARY KEY,
  subject     text NOT NULL,
  agreed_with text NOT NULL CHECK (agreed_with <> ''),
  legal_basis text NOT NULL CHECK (legal_basis <> ''),
  purpose     text NOT NULL CHECK (purpose <> ''),
  starts      text NOT NULL,
  ends        text NOT NULL CHECK (ends > starts),
  entered_by  text,
  entered_at  text NOT NULL,
  ended_by    text,
  ended_at    text
);
CREATE TABLE audit_entry (
  id      text PRIMARY KEY,
  at      text NOT NULL,
  actor   text NOT NULL,
  task    text NOT NULL,
  face    text NOT NULL,
  action  text NOT NULL,
  kind    text NOT NULL,
  object  text NOT NULL,
  subject text NOT NULL,
  team    text NOT NULL,
  opening boolean NOT NULL,
  mac     text NOT NULL,
  seq     bigint,
  link    text
);
CREATE TABLE audit_gone (
  mac text PRIMARY KEY
);
CREATE TABLE audit_subject (
  key       text PRIMARY KEY,
  person_id text NOT NULL UNIQUE
, mac text NOT NULL DEFAULT '');
CREATE TABLE auth_attempt (
  id  text PRIMARY KEY,
  key text NOT NULL,
  at  text NOT NULL
);
CREATE TABLE auth_ended (
  token text PRIMARY KEY,
  until text NOT NULL
);
CREATE TABLE auth_factor (
  person_id    text PRIMARY KEY,
  secret       text NOT NULL,
  confirmed_at text,
  last_step    bigint NOT NULL
);
CREATE TABLE auth_identity (
  issuer    text NOT NULL,
  subject   text NOT NULL,
  person_id text NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE TABLE auth_password (
  person_id  text PRIMARY KEY,
  hash       text NOT NULL,
  changed_at text NOT NULL
);
CREATE TABLE auth_pin (
  person_id  text PRIMARY KEY,
  hash       text NOT NULL,
  wrong      bigint NOT NULL,
  changed_at text NOT NULL
);
CREATE TABLE auth_recovery (
  hash      text PRIMARY KEY,
  person_id text NOT NULL
);
CREATE TABLE auth_secret (
  hash       text PRIMARY KEY,
  kind       text NOT NULL,
  person_id  text,
  made_by    text,
  expires_at text NOT NULL,
  used_at    text
);
CREATE TABLE auth_session (
  token      text PRIMARY KEY,
  sid        text NOT NULL,
  data       blob NOT NULL,
  expires_at text NOT NULL,
  person_id  text,
  device     text NOT NULL,
  created_at text NOT NULL,
  used_at    text NOT NULL
);
CREATE TABLE auth_terminal (
  id         text PRIMARY KEY,
  hash       text NOT NULL UNIQUE,
  name       text NOT NULL,
  person_id  text,
  made_by    text,
  created_at text NOT NULL,
  revoked_at text
);
CREATE TABLE auth_token (
  id         text PRIMARY KEY,
  hash       text NOT NULL UNIQUE,
  person_id  text NOT NULL,
  name       text NOT NULL,
  scope      text NOT NULL,
  created_at text NOT NULL,
  used_at    text,
  revoked_at text
);
CREATE TABLE automation_rule (
  id        text PRIMARY KEY,
  team_id   text NOT NULL,
  name      text NOT NULL,
  version   bigint NOT NULL,
  switched  bigint NOT NULL,
  fact      text NOT NULL,
  made_at   text NOT NULL,
  braked_at text,
  UNIQUE (team_id, name)
);
CREATE TABLE automation_run (
  id          text PRIMARY KEY,
  rule_id     text NOT NULL REFERENCES automation_rule (id),
  version     bigint NOT NULL,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  event       text NOT NULL,
  depth       bigint NOT NULL,
  did         text NOT NULL,
  braked      text NOT NULL,
  at          text NOT NULL,
  about_at    text,
  UNIQUE (rule_id, event)
);
CREATE TABLE automation_version (
  rule_id text NOT NULL REFERENCES automation_rule (id),
  n       bigint NOT NULL,
  body    text NOT NULL,
  kept_at text NOT NULL, tells_person text,
  PRIMARY KEY (rule_id, n)
);
CREATE TABLE calculation_calculation (
  id          text PRIMARY KEY,
  case_id     text NOT NULL REFERENCES desk_case (id),
  case_number text NOT NULL,
  person_id   text,
  title       text NOT NULL,
  unit        text NOT NULL CHECK (length(unit) > 0),
  rounding    text NOT NULL CHECK (rounding IN ('half_up', 'half_even', 'down', 'up', 'total_half_up', 'total_half_even', 'total_down', 'total_up')),
  lines       bigint NOT NULL CHECK (lines BETWEEN 1 AND 100),
  places      bigint NOT NULL CHECK (places BETWEEN 0 AND 6),
  instead_of  text UNIQUE REFERENCES calculation_calculation (id),
  written_by  text,
  written_at  text NOT NULL,
  erased_at   text
);
CREATE TABLE calculation_line (
  id             text PRIMARY KEY,
  calculation_id text NOT NULL REFERENCES calculation_calculation (id),
  position       bigint NOT NULL CHECK (position >= 0),
  revision       bigint NOT NULL CHECK (revision >= 1),
  body           text NOT NULL,
  quantity       text NOT NULL,
  rate           text NOT NULL,
  amount         bigint NOT NULL,
  source         text NOT NULL,
  clause         text NOT NULL,
  clause_version text NOT NULL,
  clause_title   text NOT NULL,
  reason         text NOT NULL,
  written_by     text,
  written_at     text NOT NULL,
  erased_at      text,
  UNIQUE (calculation_id, position, revision),
  CHECK (erased_at IS NOT NULL OR length(trim(body)) > 0 AND length(trim(source)) > 0),
  CHECK (erased_at IS NOT NULL OR (revision = 1) = (reason = ''))
);
CREATE TABLE callback_attempt (
  id         text PRIMARY KEY,
  call_id    text NOT NULL REFERENCES callback_call (id),
  window_id  text,
  service_id text NOT NULL,
  by_person  text,
  at         text NOT NULL,
  result     text NOT NULL CHECK (result IN ('reached', 'no_answer', 'wrong_number'))
);
CREATE TABLE callback_call (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text,
  service_id  text NOT NULL,
  zone        text NOT NULL,
  phone       text NOT NULL,
  wrong       boolean NOT NULL,
  state       text NOT NULL CHECK (state IN ('open', 'tried', 'missed', 'reached', 'cancelled')),
  sequence    bigint NOT NULL,
  asked_at    text NOT NULL,
  ended_at    text
, answered boolean NOT NULL DEFAULT false);
CREATE TABLE callback_caller (
  service_id text NOT NULL,
  from_at    text NOT NULL,
  to_at      text NOT NULL,
  person_id  text NOT NULL,
  PRIMARY KEY (service_id, from_at, person_id)
);
CREATE TABLE callback_slot (
  call_id   text PRIMARY KEY REFERENCES callback_call (id),
  person_id text NOT NULL,
  from_at   text NOT NULL,
  to_at     text NOT NULL, had text NOT NULL DEFAULT '',
  CHECK (from_at < to_at)
);
CREATE TABLE callback_window (
  id         text PRIMARY KEY,
  call_id    text NOT NULL REFERENCES callback_call (id),
  service_id text NOT NULL,
  sequence   bigint NOT NULL,
  from_at    text NOT NULL,
  to_at      text NOT NULL,
  state      text NOT NULL CHECK (state IN ('open', 'tried', 'missed', 'dropped')), answered boolean NOT NULL DEFAULT false, warn_at text,
  CHECK (from_at < to_at)
);
CREATE TABLE catalogue_cause (
  id       text PRIMARY KEY,
  name     text NOT NULL,
  position bigint NOT NULL,
  active   boolean NOT NULL
);
CREATE TABLE catalogue_service (
  id                   text PRIMARY KEY,
  name                 text NOT NULL,
  description          text NOT NULL,
  icon                 text NOT NULL,
  team_id              text NOT NULL,
  sensitivity          text NOT NULL CHECK (sensitivity IN ('open', 'team', 'named')),
  manager_sees         boolean NOT NULL,
  about_sees           boolean NOT NULL,
  health               boolean NOT NULL,
  needs_decision       boolean NOT NULL,
  neutral              boolean NOT NULL,
  may_ask              text NOT NULL CHECK (may_ask IN ('anyone', 'managers')),
  first_answer_minutes bigint NOT NULL,
  decision_minutes     bigint NOT NULL,
  cause_id             text NOT NULL REFERENCES catalogue_cause (id),
  position             bigint NOT NULL,
  active               boolean NOT NULL
, asks boolean NOT NULL DEFAULT false, law text NOT NULL DEFAULT '', law_count bigint NOT NULL DEFAULT 0, law_unit text NOT NULL DEFAULT '' CHECK (law_unit IN ('', 'days', 'months')), law_more bigint NOT NULL DEFAULT 0);
CREATE TABLE cause_case (
  case_id     text PRIMARY KEY,
  day         text NOT NULL,
  cause_id    text NOT NULL,
  service_id  text NOT NULL,
  team_id     text NOT NULL,
  sensitivity text NOT NULL,
  minutes     bigint NOT NULL,
  clauses     text NOT NULL
);
CREATE TABLE cause_clause (
  ref   text PRIMARY KEY,
  title text NOT NULL
);
CREATE TABLE cause_sweep (
  id         bigint PRIMARY KEY CHECK (id = 1),
  after_id   text NOT NULL,
  rest_until text
);
CREATE TABLE cause_tally (
  period      text NOT NULL,
  cause_id    text NOT NULL,
  service_id  text NOT NULL,
  team_id     text NOT NULL,
  sensitivity text NOT NULL,
  clause      text NOT NULL,
  n           bigint NOT NULL,
  logged      bigint NOT NULL,
  minutes     bigint NOT NULL,
  PRIMARY KEY (period, cause_id, service_id, team_id, sensitivity, clause)
);
CREATE TABLE decision_appeal (
  id           text PRIMARY KEY,
  case_id      text NOT NULL REFERENCES desk_case (id),
  decision_id  text NOT NULL UNIQUE REFERENCES decision_decision (id),
  person_id    text,
  body         text NOT NULL,
  given_person text,
  at           text NOT NULL
);
CREATE TABLE decision_decision (
  id             text PRIMARY KEY,
  case_id        text NOT NULL REFERENCES desk_case (id),
  version        bigint NOT NULL,
  kind           text NOT NULL CHECK (kind IN ('decision', 'correction')),
  replaces_id    text UNIQUE REFERENCES decision_decision (id),
  appeal_id      text,
  outcome        text NOT NULL CHECK (outcome IN ('granted', 'in_part', 'refused', 'out_of_scope')),
  reason         text NOT NULL,
  clause_version text NOT NULL,
  clause_ref     text NOT NULL,
  clause_title   text NOT NULL,
  clause_text    text NOT NULL,
  clause_edition text NOT NULL,
  facts          text NOT NULL,
  alternatives   text NOT NULL,
  next_text      text NOT NULL,
  next_on        text NOT NULL,
  recur          text NOT NULL,
  appeal_until   text NOT NULL,
  appeal_to      text NOT NULL,
  appeal_person  text,
  heard          text NOT NULL CHECK (heard IN ('', 'confirmed', 'unconfirmed')),
  total          text NOT NULL,
  why            text NOT NULL,
  by_person      text,
  for_person     text,
  decided_by     text,
  decided_at     text NOT NULL,
  erased_at      text,
  UNIQUE (case_id, version),
  CHECK ((version = 1) = (replaces_id IS NULL)),
  -- What every decision says.
  CHECK (length(next_on) = 10),
  CHECK (erased_at IS NOT NULL OR length(trim(reason)) > 0 AND length(trim(facts)) > 0 AND length(trim(next_text)) > 0),
  -- What nobody is refused anything without.
  CHECK (outcome = 'granted' OR length(appeal_until) = 10 AND length(trim(appeal_to)) > 0),
  CHECK (erased_at IS NOT NULL OR outcome = 'granted' OR length(trim(alternatives)) > 0),
  CHECK (outcome = 'granted' OR length(clause_version) > 0 AND length(trim(clause_ref)) > 0 AND length(trim(clause_text)) > 0),
  CHECK (erased_at IS NOT NULL OR kind = 'decision' OR length(trim(why)) > 0),
  CHECK ((appeal_until = '') = (appeal_to = ''))
);
CREATE TABLE decision_fact (
  case_id       text PRIMARY KEY REFERENCES desk_case (id),
  for_person    text,
  service_id    text NOT NULL,
  site          text NOT NULL,
  weekly_hours  double precision NOT NULL,
  tenure_months bigint NOT NULL
);
CREATE TABLE desk_case (
  id              text PRIMARY KEY,
  number          bigint NOT NULL UNIQUE,
  service_id      text NOT NULL,
  subject         text NOT NULL,
  state           text NOT NULL CHECK (state IN ('open', 'waiting', 'answered', 'closed')),
  channel         text NOT NULL,
  language        text NOT NULL,
  by_person       text NOT NULL,
  for_person      text NOT NULL,
  opened_by       text NOT NULL,
  unit_id         text NOT NULL,
  site            text NOT NULL,
  sensitivity     text NOT NULL,
  manager_sees    boolean NOT NULL,
  about_sees      boolean NOT NULL,
  not_to_manager  boolean NOT NULL,
  health          boolean NOT NULL,
  quiet           boolean NOT NULL,
  needs_decision  boolean NOT NULL,
  team_id         text NOT NULL,
  assignee_person text,
  priority        bigint NOT NULL,
  opened_at       text NOT NULL,
  last_at         text NOT NULL,
  last_side       text NOT NULL,
  new_reply       boolean NOT NULL,
  unread          boolean NOT NULL,
  due_at          text,
  queue_at        text NOT NULL,
  due_kind        text NOT NULL,
  risk_at         text,
  waiting_reason  text NOT NULL,
  waiting_until   text,
  outcome         text NOT NULL,
  cause_id        text NOT NULL,
  cause_text      text NOT NULL,
  handed_to       text NOT NULL,
  answered_at     text,
  answered_by     text,
  closed_at       text,
  reopened        bigint NOT NULL,
  version         bigint NOT NULL
, waiting_needed text NOT NULL DEFAULT '', came_on text NOT NULL DEFAULT '');
CREATE TABLE desk_digest (
  event_key text PRIMARY KEY,
  person_id text NOT NULL,
  case_id   text NOT NULL,
  event     text NOT NULL,
  at        text NOT NULL,
  due_at    text NOT NULL,
  digest_id text NOT NULL
);
CREATE TABLE desk_draft (
  place     text NOT NULL,
  person_id text NOT NULL,
  subject   text NOT NULL,
  body      text NOT NULL,
  saved_at  text NOT NULL, given text NOT NULL DEFAULT '', internal boolean NOT NULL DEFAULT false,
  PRIMARY KEY (place, person_id)
);
CREATE TABLE desk_entry (
  id            text PRIMARY KEY,
  case_id       text NOT NULL REFERENCES desk_case (id),
  at            text NOT NULL,
  kind          text NOT NULL CHECK (kind IN ('message', 'note', 'event')),
  side          text NOT NULL CHECK (side IN ('customer', 'hr', 'system')),
  author_person text,
  body          text NOT NULL,
  channel       text NOT NULL,
  internal      boolean NOT NULL,
  withdrawn_at  text,
  withdrawn_by  text
);
CREATE TABLE desk_file (
  file_id  text PRIMARY KEY,
  case_id  text NOT NULL REFERENCES desk_case (id),
  entry_id text NOT NULL REFERENCES desk_entry (id)
);
CREATE TABLE desk_notice (
  person_id text NOT NULL,
  event     text NOT NULL,
  channel   text NOT NULL CHECK (channel IN ('email', 'sms', 'none')),
  daily     boolean NOT NULL,
  PRIMARY KEY (person_id, event)
);
CREATE TABLE desk_number (
  n  integer PRIMARY KEY AUTOINCREMENT,
  at text NOT NULL
);
CREATE TABLE desk_party (
  case_id   text NOT NULL REFERENCES desk_case (id),
  person_id text NOT NULL,
  relation  text NOT NULL CHECK (relation IN ('by', 'for', 'about', 'against', 'named', 'representative', 'excluded')),
  PRIMARY KEY (case_id, relation, person_id)
);
CREATE TABLE desk_step (
  id           text PRIMARY KEY,
  case_id      text NOT NULL REFERENCES desk_case (id),
  position     bigint NOT NULL,
  title        text NOT NULL,
  owner_person text,
  team_id      text NOT NULL,
  outside      text NOT NULL,
  state        text NOT NULL CHECK (state IN ('open', 'blocked', 'done')),
  blocked_why  text NOT NULL,
  done_at      text,
  done_by      text
);
CREATE TABLE desk_tally (
  team_id     text NOT NULL,
  sensitivity text NOT NULL,
  slot        bigint NOT NULL,
  working     bigint NOT NULL,
  waiting     bigint NOT NULL,
  unassigned  bigint NOT NULL,
  replies     bigint NOT NULL,
  answered    bigint NOT NULL,
  closed      bigint NOT NULL,
  PRIMARY KEY (team_id, sensitivity, slot)
);
CREATE TABLE desk_tally_risk (
  at          text NOT NULL,
  team_id     text NOT NULL,
  sensitivity text NOT NULL,
  slot        bigint NOT NULL,
  n           bigint NOT NULL,
  PRIMARY KEY (at, team_id, sensitivity, slot)
);
CREATE TABLE desk_told (
  event_key text PRIMARY KEY,
  person_id text NOT NULL,
  case_id   text NOT NULL,
  how       text NOT NULL CHECK (how IN ('sms', 'phone', 'post')),
  told_by   text NOT NULL,
  at        text NOT NULL
);
CREATE TABLE desk_waiting (
  id         text PRIMARY KEY,
  case_id    text NOT NULL REFERENCES desk_case (id),
  waited_for text NOT NULL CHECK (waited_for IN ('hr', 'customer', 'other')),
  from_at    text NOT NULL,
  to_at      text
);
CREATE TABLE escalation_listed (
  about_id    text NOT NULL,
  person_id   text NOT NULL,
  share       integer NOT NULL,
  as_owner    boolean NOT NULL,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  listed_at   text NOT NULL,
  PRIMARY KEY (about_id, person_id)
);
CREATE TABLE escalation_told (
  about_id    text NOT NULL,
  what        text NOT NULL,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  told_at     text NOT NULL,
  told_person text,
  PRIMARY KEY (about_id, what)
);
CREATE TABLE exception_budget (
  team_id  text NOT NULL,
  year     bigint NOT NULL,
  cents    bigint NOT NULL CHECK (cents >= 0),
  currency text NOT NULL,
  set_by   text,
  set_at   text NOT NULL,
  PRIMARY KEY (team_id, year)
);
CREATE TABLE exception_mile (
  id         text PRIMARY KEY,
  case_id    text NOT NULL,
  person_id  text,
  team_id    text NOT NULL,
  year       bigint NOT NULL,
  what       text NOT NULL,
  cents      bigint NOT NULL CHECK (cents >= 0),
  at         text NOT NULL,
  thanks     text NOT NULL,
  thanked_at text,
  lesson     text NOT NULL
);
CREATE TABLE exception_precedent (
  request_id text NOT NULL REFERENCES exception_request (id),
  place      bigint NOT NULL,
  earlier_id text NOT NULL REFERENCES exception_request (id),
  similarity double precision NOT NULL,
  PRIMARY KEY (request_id, place)
);
CREATE TABLE exception_request (
  id            text PRIMARY KEY,
  case_id       text NOT NULL,
  person_id     text,
  clause_id     text NOT NULL,
  clause_ref    text NOT NULL CHECK (clause_ref <> ''),
  clause_title  text NOT NULL,
  clause_text   text NOT NULL,
  why           text NOT NULL,
  service_id    text NOT NULL,
  team_id       text NOT NULL,
  site          text NOT NULL,
  weekly_hours  double precision,
  tenure_months bigint,
  amount_cents  bigint,
  asked_by      text,
  asked_at      text NOT NULL,
  outcome       text NOT NULL CHECK (outcome IN ('', 'granted', 'refused')),
  reason        text NOT NULL CHECK (outcome = '' OR person_id IS NULL OR reason <> ''),
  differs       text NOT NULL,
  disagree      text NOT NULL CHECK (outcome <> 'refused' OR person_id IS NULL OR disagree <> ''),
  compared      bigint NOT NULL CHECK (compared = 0 OR outcome = '' OR person_id IS NULL OR differs <> ''),
  expires       text NOT NULL CHECK (outcome <> 'granted' OR expires <> ''),
  decided_by    text,
  decided_at    text
);
CREATE TABLE fairness_answer (
  id         text PRIMARY KEY,
  finding_id text NOT NULL REFERENCES fairness_finding (id),
  cause      text NOT NULL CHECK (cause IN ('explained', 'clause', 'practice', 'unknown')),
  words      text NOT NULL CHECK (words <> ''),
  by_person  text,
  at         text NOT NULL
);
CREATE TABLE fairness_attribute (
  person_id text NOT NULL,
  attribute text NOT NULL CHECK (attribute <> ''),
  value     text NOT NULL CHECK (value <> ''),
  PRIMARY KEY (person_id, attribute)
);
CREATE TABLE fairness_finding (
  id           text PRIMARY KEY,
  run_id       text NOT NULL REFERENCES fairness_run (id),
  clause_ref   text NOT NULL,
  attribute    text NOT NULL,
  group_value  text NOT NULL,
  figures      text NOT NULL,
  continues    text REFERENCES fairness_finding (id),
  owner_person text,
  state        text NOT NULL CHECK (state IN ('open', 'answered', 'continues')),
  CHECK ((state = 'continues') = (continues IS NOT NULL))
);
CREATE TABLE fairness_run (
  id           text PRIMARY KEY,
  clause_ref   text NOT NULL,
  clause_title text NOT NULL,
  report       text NOT NULL,
  started_by   text,
  at           text NOT NULL
);
CREATE TABLE field_field (
  id         text PRIMARY KEY,
  service_id text NOT NULL,
  key        text NOT NULL,
  kind       text NOT NULL,
  label      text NOT NULL,
  help       text NOT NULL,
  unit       text NOT NULL,
  choices    text NOT NULL,
  least      bigint,
  most       bigint,
  side       text NOT NULL,
  required   boolean NOT NULL,
  retired    boolean NOT NULL,
  place      integer NOT NULL,
  UNIQUE (service_id, key)
);
CREATE TABLE field_value (
  case_id   text NOT NULL,
  field_id  text NOT NULL REFERENCES field_field (id),
  person_id text,
  asked_by  text,
  word      text,
  folded    text,
  prose     text,
  number    bigint,
  day       text,
  set_at    text NOT NULL,
  PRIMARY KEY (case_id, field_id)
);
CREATE TABLE files_blob (
    id         text PRIMARY KEY,
    owner      text NOT NULL,
    sha256     text NOT NULL,
    size       bigint NOT NULL,
    content    blob,
    created_at text NOT NULL,
    UNIQUE (owner, sha256)
);
CREATE TABLE files_file (
    id           text PRIMARY KEY,
    owner        text NOT NULL,
    blob_id      text,
    name         text NOT NULL,
    content_type text NOT NULL,
    size         bigint NOT NULL,
    sha256       text NOT NULL,
    created_at   text NOT NULL,
    deleted_at   text
);
CREATE TABLE follow_given (
  event       text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text NOT NULL,
  at          text NOT NULL,
  due_at      text NOT NULL,
  told_at     text
);
CREATE TABLE follow_later (
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text NOT NULL,
  due_at      text NOT NULL,
  PRIMARY KEY (case_id, person_id)
);
CREATE TABLE follow_mention (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text NOT NULL,
  at          text NOT NULL,
  seen_at     text
, ruled bigint NOT NULL DEFAULT 0);
CREATE TABLE follow_watch (
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text NOT NULL,
  since_at    text NOT NULL,
  PRIMARY KEY (case_id, person_id)
);
CREATE TABLE heard_asking (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text,
  whom        text NOT NULL,
  words       text NOT NULL,
  proposed_by text,
  proposed_at text NOT NULL,
  state       text NOT NULL CHECK (state IN ('proposed', 'approved', 'nobody', 'asked')),
  approved    text NOT NULL CHECK (state NOT IN ('approved', 'asked') OR person_id IS NULL OR approved <> ''),
  answered_at text,
  asked_at    text
);
CREATE TABLE heard_summary (
  id           text PRIMARY KEY,
  case_id      text NOT NULL,
  case_number  text NOT NULL,
  person_id    text,
  version      bigint NOT NULL,
  happened     text NOT NULL,
  asks         text NOT NULL,
  by_when      text NOT NULL,
  worry        text NOT NULL,
  not_to_share text NOT NULL,
  written_by   text,
  written_at   text NOT NULL,
  state        text NOT NULL CHECK (state IN ('asked', 'confirmed', 'corrected', 'not_confirmed', 'replaced')),
  correction   text NOT NULL CHECK (state <> 'corrected' OR answered_by IS NULL OR correction <> ''),
  answered_by  text,
  answered_at  text,
  reminded     bigint NOT NULL,
  remind_at    text,
  UNIQUE (case_id, version)
);
CREATE TABLE hold_file (
  file_id    text PRIMARY KEY,
  place      text NOT NULL,
  person_id  text NOT NULL,
  for_person text NOT NULL,
  asked_by   text NOT NULL,
  kept_at    text NOT NULL
);
CREATE TABLE hold_message (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text NOT NULL,
  for_person  text NOT NULL,
  asked_by    text NOT NULL,
  state       text NOT NULL,
  body        text NOT NULL,
  seen        text NOT NULL,
  closes      boolean NOT NULL,
  outcome     text NOT NULL,
  cause       text NOT NULL,
  cause_text  text NOT NULL,
  handed_to   text NOT NULL,
  held_at     text NOT NULL,
  send_at     text NOT NULL
, besides text NOT NULL DEFAULT '', back text NOT NULL DEFAULT '', instead_of_call boolean NOT NULL DEFAULT false);
CREATE TABLE intake_check (
  id          text PRIMARY KEY,
  mailbox_id  text NOT NULL,
  at          text NOT NULL,
  lies        bigint NOT NULL,
  came        bigint NOT NULL,
  cased       bigint NOT NULL,
  recorded    bigint NOT NULL,
  quarantined bigint NOT NULL,
  waits       bigint NOT NULL,
  problem     text NOT NULL
);
CREATE TABLE intake_identity (
  id      bigint PRIMARY KEY,
  sender  text NOT NULL,
  pattern text NOT NULL
);
CREATE TABLE intake_import (
  case_id    text PRIMARY KEY,
  keep_until text NOT NULL,
  person_id  text NOT NULL
);
CREATE TABLE intake_mail (
  id             text PRIMARY KEY,
  mailbox_id     text NOT NULL,
  digest         text NOT NULL UNIQUE,
  came_at        text NOT NULL,
  via            text NOT NULL,
  size           bigint NOT NULL,
  content        blob,
  file_id        text NOT NULL,
  sent_from      text NOT NULL,
  sent_to        text NOT NULL,
  from_address   text NOT NULL,
  from_name      text NOT NULL,
  message_id     text NOT NULL,
  kind           text NOT NULL,
  state          text NOT NULL CHECK (state IN ('stored', 'case', 'reply', 'record', 'quarantine', 'dropped')),
  reason         text NOT NULL,
  verdict        text NOT NULL,
  sender_person  text NOT NULL,
  case_id        text NOT NULL,
  entry_id       text NOT NULL,
  subject        text NOT NULL,
  sealed         boolean NOT NULL,
  acknowledged   boolean NOT NULL,
  attempts       bigint NOT NULL,
  next_at        text NOT NULL,
  settled_at     text,
  settled_by     text NOT NULL
, side_id text NOT NULL DEFAULT '');
CREATE TABLE intake_mailbox (
  id           text PRIMARY KEY,
  name         text NOT NULL,
  address      text NOT NULL UNIQUE,
  team_id      text NOT NULL,
  service_id   text NOT NULL,
  kind         text NOT NULL CHECK (kind IN ('imap', 'direct')),
  strangers    text NOT NULL CHECK (strangers IN ('open', 'wait')),
  server       text NOT NULL,
  tls          text NOT NULL,
  username     text NOT NULL,
  secret       blob,
  folder       text NOT NULL,
  done_folder  text NOT NULL,
  trusted      text NOT NULL,
  silent_hours bigint NOT NULL,
  paused       boolean NOT NULL,
  validity     bigint NOT NULL,
  uid          bigint NOT NULL,
  began_at     text,
  lay_before   bigint NOT NULL,
  doubles      bigint NOT NULL,
  reached_at   text,
  problem      text NOT NULL,
  holder       text NOT NULL DEFAULT '',
  held_until   text,
  created_at   text NOT NULL
, sign_in text NOT NULL DEFAULT 'password', permission blob, permission_n bigint NOT NULL DEFAULT 0, permission_until text);
CREATE TABLE jobs_tick (
    kind text PRIMARY KEY,
    due text NOT NULL
);
CREATE TABLE "joined_cut" (
  entry_id text NOT NULL,
  from_id  text NOT NULL,
  case_id  text NOT NULL,
  copy_id  text NOT NULL,
  cut_at   text NOT NULL,
  PRIMARY KEY (entry_id, case_id)
);
CREATE TABLE joined_distinct (
  case_id  text NOT NULL,
  other_id text NOT NULL,
  said_at  text NOT NULL,
  PRIMARY KEY (case_id, other_id),
  CHECK (case_id < other_id)
);
CREATE TABLE joined_part (
  part_id   text PRIMARY KEY,
  whole_id  text NOT NULL,
  joined_at text NOT NULL, part_paused text NOT NULL DEFAULT '', whole_paused text NOT NULL DEFAULT '',
  CHECK (part_id <> whole_id)
);
CREATE TABLE joined_promise (
  part_id    text NOT NULL REFERENCES joined_part (part_id),
  promise_id text NOT NULL,
  moved      boolean NOT NULL,
  aside      text NOT NULL,
  PRIMARY KEY (part_id, promise_id)
);
CREATE TABLE letters_file (
  id         text PRIMARY KEY,
  person_id  text NOT NULL,
  case_id    text NOT NULL,
  letter_id  text NOT NULL REFERENCES letters_letter (id),
  file_id    text NOT NULL,
  kind       text NOT NULL CHECK (kind IN ('letter', 'signed')),
  filed_by   text,
  filed_at   text NOT NULL,
  keep_until text NOT NULL,
  reason     text NOT NULL,
  UNIQUE (letter_id, kind)
);
CREATE TABLE letters_letter (
  id               text PRIMARY KEY,
  case_id          text NOT NULL,
  person_id        text NOT NULL,
  template_id      text NOT NULL,
  version          bigint NOT NULL,
  kind             text NOT NULL,
  name             text NOT NULL,
  language         text NOT NULL,
  title            text NOT NULL,
  body             text NOT NULL,
  made_by          text,
  made_at          text NOT NULL, decision_id text NOT NULL DEFAULT '', calculation_version text NOT NULL DEFAULT '',
  UNIQUE (case_id, template_id, version)
);
CREATE TABLE letters_opening (
  id        text PRIMARY KEY,
  person_id text NOT NULL,
  opened_by text,
  reason    text NOT NULL,
  opened_at text NOT NULL
);
CREATE TABLE letters_template (
  id               text PRIMARY KEY,
  name             text NOT NULL,
  kind             text NOT NULL CHECK (kind IN ('employment', 'reference', 'decision', 'repayment')),
  retention_months bigint NOT NULL CHECK (retention_months BETWEEN 1 AND 600),
  retention_reason text NOT NULL,
  signer           text NOT NULL CHECK (signer IN ('agent', 'head')),
  changed_at       text NOT NULL,
  changed_by       text
);
CREATE TABLE letters_text (
  template_id text NOT NULL REFERENCES letters_template (id),
  language    text NOT NULL,
  title       text NOT NULL,
  body        text NOT NULL,
  PRIMARY KEY (template_id, language)
);
CREATE TABLE link_link (
  id        text PRIMARY KEY,
  case_id   text NOT NULL,
  other_id  text NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('same_cause', 'follows_from', 'belongs_to')),
  linked_at text NOT NULL,
  UNIQUE (case_id, other_id),
  CHECK (case_id <> other_id)
);
CREATE TABLE macro_batch (
  id        text PRIMARY KEY,
  person_id text NOT NULL,
  plan      text NOT NULL,
  made_at   text NOT NULL,
  done_at   text
, due_at text, seen text NOT NULL DEFAULT '', begun boolean NOT NULL DEFAULT false, missed_at text, why text NOT NULL DEFAULT '');
CREATE TABLE macro_batch_case (
  batch_id    text NOT NULL,
  person_id   text NOT NULL,
  case_number text NOT NULL,
  done        boolean NOT NULL,
  why         text NOT NULL,
  at          text NOT NULL,
  PRIMARY KEY (batch_id, person_id, case_number)
);
CREATE TABLE macro_macro (
  id           text PRIMARY KEY,
  owner_person text,
  team_id      text NOT NULL,
  name         text NOT NULL,
  folded       text NOT NULL,
  tag          text NOT NULL,
  wait_days    bigint NOT NULL,
  outcome      text NOT NULL,
  cause_id     text NOT NULL,
  kept_at      text NOT NULL
);
CREATE TABLE macro_text (
  macro_id text NOT NULL REFERENCES macro_macro (id),
  language text NOT NULL,
  body     text NOT NULL,
  PRIMARY KEY (macro_id, language)
);
CREATE TABLE mail_outbox (
    id          text PRIMARY KEY,
    message_id  text NOT NULL UNIQUE,
    kind        text NOT NULL,
    person_id   text NOT NULL,
    about       text NOT NULL,
    channel     text NOT NULL CHECK (channel IN ('email', 'sms')),
    recipient   text NOT NULL,
    sender      text NOT NULL,
    subject     text NOT NULL,
    text_body   text NOT NULL,
    html_body   text NOT NULL,
    event_key   text UNIQUE,
    once        boolean NOT NULL,
    personal    boolean NOT NULL,
    withdrawn   boolean NOT NULL,
    state       text NOT NULL CHECK (state IN ('queued', 'claimed', 'transmitting', 'sent', 'failed', 'unknown')),
    reason      text NOT NULL,
    attempts    bigint NOT NULL,
    fence       bigint NOT NULL,
    holder      text NOT NULL,
    lease_until text,
    first_at    text,
    next_at     text NOT NULL,
    expires_at  text,
    created_at  text NOT NULL,
    sent_at     text
, reply_to text NOT NULL DEFAULT '', refs text NOT NULL DEFAULT '', unsubscribe text NOT NULL DEFAULT '', origin text NOT NULL DEFAULT '', auto_reply boolean NOT NULL DEFAULT false, report text NOT NULL DEFAULT '' CHECK (report IN ('', 'delayed', 'bounced')), noted_at text, calendar text NOT NULL DEFAULT '');
CREATE TABLE mail_refresh (
  id         bigint PRIMARY KEY,
  configured text NOT NULL,
  token      blob NOT NULL,
  kept_at    text NOT NULL
);
CREATE TABLE mail_turn (
  name       text PRIMARY KEY,
  holder     text NOT NULL,
  held_until text NOT NULL
);
CREATE TABLE outreach_line (
  round_id    text NOT NULL REFERENCES outreach_round (id),
  n           integer NOT NULL,
  person_id   text NOT NULL,
  typed       text NOT NULL,
  state       text NOT NULL,
  why         text NOT NULL,
  case_id     text NOT NULL,
  at          text,
  answered_at text,
  settled_at  text,
  reminder    text NOT NULL,
  reminded_at text, settled text NOT NULL DEFAULT '',
  PRIMARY KEY (round_id, n)
);
CREATE TABLE outreach_round (
  id         text PRIMARY KEY,
  made_by    text NOT NULL,
  person_id  text NOT NULL,
  key        text NOT NULL,
  team_id    text NOT NULL,
  service_id text NOT NULL,
  sees_all   boolean NOT NULL,
  asks       boolean NOT NULL,
  until_day  text NOT NULL,
  twice      integer NOT NULL,
  state      text NOT NULL,
  why        text NOT NULL,
  made_at    text NOT NULL,
  started_at text,
  ended_at   text,
  remind     text NOT NULL,
  remind_by  text NOT NULL,
  remind_at  text
, settle text NOT NULL DEFAULT '', settle_by text NOT NULL DEFAULT '', settle_words text NOT NULL DEFAULT '', settled_at text);
CREATE TABLE outreach_text (
  round_id text NOT NULL REFERENCES outreach_round (id),
  language text NOT NULL,
  title    text NOT NULL,
  body     text NOT NULL,
  PRIMARY KEY (round_id, language)
);
CREATE TABLE people_channel (
    person_id text NOT NULL REFERENCES people_person (id),
    kind text NOT NULL,
    rank bigint NOT NULL,
    PRIMARY KEY (person_id, kind)
);
CREATE TABLE people_employment (
    id text PRIMARY KEY,
    person_id text NOT NULL REFERENCES people_person (id),
    personnel_number text NOT NULL,
    unit_id text REFERENCES people_unit (id),
    site text REFERENCES people_site (name),
    position text NOT NULL,
    manager_id text REFERENCES people_person (id),
    started text NOT NULL,
    ended text NOT NULL,
    weekly_hours double precision NOT NULL,
    latest boolean NOT NULL
);
CREATE TABLE people_import (
    id text PRIMARY KEY,
    name text NOT NULL,
    body blob NOT NULL,
    report text NOT NULL,
    person_id text REFERENCES people_person (id),
    created_at text NOT NULL
);
CREATE TABLE people_person (
    id text PRIMARY KEY,
    given_name text NOT NULL,
    family_name text NOT NULL,
    preferred_name text NOT NULL,
    pronouns text NOT NULL,
    language text NOT NULL,
    time_zone text NOT NULL,
    email text NOT NULL,
    phone text NOT NULL,
    postal_address text NOT NULL,
    theme text NOT NULL,
    keys boolean NOT NULL,
    own text NOT NULL,
    sort_name text NOT NULL,
    search text NOT NULL,
    created_at text NOT NULL,
    updated_at text NOT NULL
, outside boolean NOT NULL DEFAULT false, key_map text NOT NULL DEFAULT '', undo_seconds bigint NOT NULL DEFAULT 10);
CREATE TABLE people_role (
    person_id text NOT NULL REFERENCES people_person (id),
    role text NOT NULL,
    PRIMARY KEY (person_id, role)
);
CREATE TABLE people_site (
    name text PRIMARY KEY,
    folded text NOT NULL UNIQUE,
    time_zone text NOT NULL
);
CREATE TABLE people_team (
    id text PRIMARY KEY,
    name text NOT NULL,
    folded text NOT NULL UNIQUE
);
CREATE TABLE people_team_member (
    team_id text NOT NULL REFERENCES people_team (id),
    person_id text NOT NULL REFERENCES people_person (id),
    PRIMARY KEY (team_id, person_id)
);
CREATE TABLE people_unit (
    id text PRIMARY KEY,
    parent_id text REFERENCES people_unit (id),
    name text NOT NULL,
    folded text NOT NULL
);
CREATE TABLE policy_acknowledgement (
    version_id text NOT NULL REFERENCES policy_version (id),
    person_id text NOT NULL,
    at text NOT NULL,
    PRIMARY KEY (version_id, person_id)
);
CREATE TABLE policy_clause (
    id text PRIMARY KEY,
    policy_id text NOT NULL REFERENCES policy_policy (id),
    number text NOT NULL,
    UNIQUE (policy_id, number)
);
CREATE TABLE policy_policy (
    id text PRIMARY KEY,
    title text NOT NULL,
    summary text NOT NULL,
    team_id text NOT NULL,
    position bigint NOT NULL
);
CREATE TABLE policy_version (
    id text PRIMARY KEY,
    clause_id text NOT NULL REFERENCES policy_clause (id),
    n bigint NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    why text NOT NULL,
    from_day text NOT NULL,
    until_day text,
    sites text NOT NULL,
    employment text NOT NULL,
    acknowledge boolean NOT NULL,
    withdrawn boolean NOT NULL,
    published_by text,
    published_at text NOT NULL,
    UNIQUE (clause_id, n)
);
CREATE TABLE privacy_hold (
  id        text PRIMARY KEY,
  person_id text NOT NULL,
  reason    text NOT NULL,
  placed_by text,
  placed_at text NOT NULL,
  lifted_by text,
  lifted_at text
);
CREATE TABLE promise_calendar (
  id         text PRIMARY KEY,
  name       text NOT NULL,
  body       text NOT NULL,
  is_default boolean NOT NULL
, version bigint NOT NULL DEFAULT 1, country text NOT NULL DEFAULT '', region text NOT NULL DEFAULT '');
CREATE TABLE promise_calendar_day (
  calendar_id text NOT NULL REFERENCES promise_calendar (id),
  day         text NOT NULL,
  name        text NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('public', 'own', 'closing')),
  PRIMARY KEY (calendar_id, day)
);
CREATE TABLE promise_calendar_version (
  calendar_id text NOT NULL REFERENCES promise_calendar (id),
  version     bigint NOT NULL,
  body        text NOT NULL,
  since_at    text,
  PRIMARY KEY (calendar_id, version)
);
CREATE TABLE promise_pause (
  promise_id text NOT NULL REFERENCES promise_promise (id),
  from_at    text NOT NULL,
  to_at      text NOT NULL,
  reason     text NOT NULL,
  PRIMARY KEY (promise_id, from_at)
);
CREATE TABLE promise_place_recount (
  id         text PRIMARY KEY,
  ordered_at text NOT NULL,
  after_id   text NOT NULL
);
CREATE TABLE promise_policy (
  id             text PRIMARY KEY,
  service_id     text NOT NULL,
  priority       text NOT NULL,
  customer_group text NOT NULL,
  made_at        text NOT NULL,
  UNIQUE (service_id, priority, customer_group)
);
CREATE TABLE promise_policy_recount (
  policy_id  text PRIMARY KEY REFERENCES promise_policy (id),
  version    bigint NOT NULL,
  ordered_at text NOT NULL,
  after_id   text NOT NULL
);
CREATE TABLE promise_policy_version (
  policy_id       text NOT NULL REFERENCES promise_policy (id),
  version         bigint NOT NULL,
  name            text NOT NULL,
  first_answer    text NOT NULL,
  next_word       text NOT NULL,
  decision        text NOT NULL,
  warn_first      bigint NOT NULL,
  warn_second     bigint NOT NULL,
  ended           boolean NOT NULL,
  valid_from      text NOT NULL,
  made_at         text NOT NULL,
  PRIMARY KEY (policy_id, version)
);
CREATE TABLE promise_promise (
  id           text PRIMARY KEY,
  owner_kind   text NOT NULL,
  owner_id     text NOT NULL,
  kind         text NOT NULL,
  calendar_id  text NOT NULL REFERENCES promise_calendar (id),
  minutes      bigint NOT NULL,
  state        text NOT NULL CHECK (state IN ('running', 'paused', 'kept', 'kept_late', 'renegotiated', 'cancelled')),
  started_at   text NOT NULL,
  due_at       text NOT NULL,
  risk_at      text NOT NULL,
  left_minutes bigint NOT NULL,
  paused_at    text,
  paused_until text,
  pause_reason text NOT NULL,
  reason       text NOT NULL,
  replaces     text NOT NULL,
  settled_at   text
, calendar_version bigint NOT NULL DEFAULT 1, agreed_at text, next_at text, next_share bigint NOT NULL DEFAULT 0, policy_id text NOT NULL DEFAULT '', policy_version bigint NOT NULL DEFAULT 0, warn_first bigint NOT NULL DEFAULT 50, warn_second bigint NOT NULL DEFAULT 80, site text NOT NULL DEFAULT '', team text NOT NULL DEFAULT '', law text NOT NULL DEFAULT '', law_count bigint NOT NULL DEFAULT 0, law_unit text NOT NULL DEFAULT '', law_more bigint NOT NULL DEFAULT 0);
CREATE TABLE promise_recount (
  calendar_id text PRIMARY KEY REFERENCES promise_calendar (id),
  version     bigint NOT NULL,
  after_id    text NOT NULL
);
CREATE TABLE promise_site_calendar (
  site        text PRIMARY KEY,
  calendar_id text NOT NULL REFERENCES promise_calendar (id)
);
CREATE TABLE promise_team_calendar (
  team        text PRIMARY KEY,
  calendar_id text NOT NULL REFERENCES promise_calendar (id)
);
CREATE TABLE rating_ask (
  case_id   text PRIMARY KEY,
  person_id text,
  at        text NOT NULL
);
CREATE TABLE rating_figure (
  quarter    text NOT NULL REFERENCES rating_quarter (quarter),
  kind       text NOT NULL CHECK (kind IN ('all', 'service', 'team', 'site', 'customers')),
  key        text NOT NULL,
  told       boolean NOT NULL,
  cases      bigint NOT NULL,
  asked      bigint NOT NULL,
  answers    bigint NOT NULL,
  satisfied  bigint NOT NULL,
  easy       bigint NOT NULL,
  again      bigint NOT NULL,
  solved     bigint NOT NULL,
  solved_of  bigint NOT NULL,
  repeated   bigint NOT NULL,
  reopened   bigint NOT NULL,
  PRIMARY KEY (quarter, kind, key)
);
CREATE TABLE rating_never (
  person_id text PRIMARY KEY,
  at        text NOT NULL
);
CREATE TABLE rating_quarter (
  quarter text PRIMARY KEY,
  at      text NOT NULL
);
CREATE TABLE rating_rating (
  case_id      text PRIMARY KEY,
  person_id    text,
  agent_person text,
  team_id      text NOT NULL,
  service_id   text NOT NULL,
  at           text NOT NULL,
  satisfaction bigint NOT NULL CHECK (satisfaction BETWEEN 1 AND 5),
  effort       bigint NOT NULL CHECK (effort BETWEEN 1 AND 5),
  again        text NOT NULL CHECK (again IN ('yes', 'no', 'unsure')),
  comment      text NOT NULL,
  show_agent   boolean NOT NULL
, solved text NOT NULL DEFAULT '' CHECK (solved IN ('', 'yes', 'no')), given_at text);
CREATE TABLE river_job (
    id integer PRIMARY KEY, -- SQLite makes this autoincrementing automatically
    args blob NOT NULL DEFAULT (JSONB('{}')),
    attempt integer NOT NULL DEFAULT 0,
    attempted_at timestamp,
    attempted_by blob, -- json
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    errors blob, -- json
    finalized_at timestamp,
    kind text NOT NULL,
    metadata blob NOT NULL DEFAULT (JSONB('{}')),
    priority integer NOT NULL DEFAULT 1,
    queue text NOT NULL DEFAULT 'default',
    state text NOT NULL DEFAULT 'available',
    scheduled_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    tags blob NOT NULL DEFAULT (JSONB('[]')),
    unique_key blob,
    unique_states integer, max_attempts integer NOT NULL DEFAULT 25,
    CONSTRAINT finalized_or_finalized_at_null CHECK (
        (finalized_at IS NULL AND state NOT IN ('cancelled', 'completed', 'discarded')) OR
        (finalized_at IS NOT NULL AND state IN ('cancelled', 'completed', 'discarded'))
    ),
    CONSTRAINT priority_in_range CHECK (priority >= 1 AND priority <= 4),
    CONSTRAINT queue_length CHECK (length(queue) > 0 AND length(queue) < 128),
    CONSTRAINT kind_length CHECK (length(kind) > 0 AND length(kind) < 128),
    CONSTRAINT state_valid CHECK (state IN ('available', 'cancelled', 'completed', 'discarded', 'pending', 'retryable', 'running', 'scheduled'))
);
CREATE TABLE river_leader (
    elected_at timestamp NOT NULL,
    expires_at timestamp NOT NULL,
    leader_id text NOT NULL,
    name text PRIMARY KEY NOT NULL DEFAULT 'default' CHECK (name = 'default'),
    CONSTRAINT name_length CHECK (length(name) > 0 AND length(name) < 128),
    CONSTRAINT leader_id_length CHECK (length(leader_id) > 0 AND length(leader_id) < 128)
);
CREATE TABLE river_migration (
    line text NOT NULL,
    version integer NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT line_length CHECK (length(line) > 0 AND length(line) < 128),
    CONSTRAINT version_gte_1 CHECK (version >= 1),
    PRIMARY KEY (line, version)
);
CREATE TABLE river_notification (
    id integer PRIMARY KEY AUTOINCREMENT,
    created_at timestamp NOT NULL DEFAULT (datetime('now', 'subsec')),
    payload text NOT NULL,
    topic text NOT NULL,
    CONSTRAINT topic_length CHECK (length(topic) > 0 AND length(topic) < 128)
);
CREATE TABLE river_queue (
    name text PRIMARY KEY NOT NULL,
    created_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
    metadata blob NOT NULL DEFAULT (JSONB('{}')),
    paused_at timestamp,
    updated_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE routing_away (
  id        text PRIMARY KEY,
  person_id text NOT NULL,
  first_day text NOT NULL,
  back_day  text NOT NULL CHECK (back_day > first_day),
  UNIQUE (person_id, first_day)
);
CREATE TABLE routing_given (
  case_id   text PRIMARY KEY,
  person_id text NOT NULL,
  given_at  text NOT NULL,
  heavy     boolean NOT NULL,
  why       text NOT NULL
);
CREATE TABLE routing_heavy (
  event     text PRIMARY KEY,
  person_id text NOT NULL,
  case_id   text NOT NULL,
  came_at   text NOT NULL
);
CREATE TABLE routing_passed (
  case_id   text NOT NULL,
  person_id text NOT NULL,
  PRIMARY KEY (case_id, person_id)
);
CREATE TABLE routing_skill (
  person_id text NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('service', 'language', 'site')),
  value     text NOT NULL,
  PRIMARY KEY (person_id, kind, value)
);
CREATE TABLE routing_team (
  team_id    text NOT NULL,
  from_day   text NOT NULL,
  load_cap   bigint NOT NULL,
  heavy_open bigint NOT NULL,
  heavy_week bigint NOT NULL,
  PRIMARY KEY (team_id, from_day)
);
CREATE TABLE routing_waiting (
  case_id text PRIMARY KEY,
  tries   bigint NOT NULL,
  next_at text NOT NULL
);
CREATE TABLE routing_weight (
  team_id    text NOT NULL,
  from_day   text NOT NULL,
  service_id text NOT NULL,
  effort     bigint NOT NULL,
  emotion    bigint NOT NULL,
  PRIMARY KEY (team_id, from_day, service_id)
);
CREATE TABLE search_doc (
    id integer PRIMARY KEY,
    kind text NOT NULL,
    ref text NOT NULL,
    part text NOT NULL,
    size bigint NOT NULL,
    UNIQUE (kind, ref, part)
);
CREATE TABLE search_state (
    name text PRIMARY KEY,
    value text NOT NULL
);
CREATE TABLE search_word (
    key bigint NOT NULL,
    word text NOT NULL,
    langs bigint NOT NULL,
    PRIMARY KEY (key, word, langs)
) WITHOUT ROWID;
CREATE TABLE side_file (
  file_id text NOT NULL,
  word_id text NOT NULL,
  lent    boolean NOT NULL,
  PRIMARY KEY (file_id, word_id)
);
CREATE TABLE side_member (
  talk_id   text NOT NULL,
  person_id text NOT NULL,
  way       text NOT NULL,
  PRIMARY KEY (talk_id, person_id)
);
CREATE TABLE side_talk (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text NOT NULL,
  asked_by    text NOT NULL,
  opened_by   text NOT NULL,
  subject     text NOT NULL,
  state       text NOT NULL CHECK (state IN ('open', 'closed', 'withdrawn')),
  sensitivity text NOT NULL,
  health      boolean NOT NULL,
  quiet       boolean NOT NULL,
  outside     boolean NOT NULL,
  news        boolean NOT NULL,
  mark        bigint NOT NULL UNIQUE,
  opened_at   text NOT NULL,
  last_at     text NOT NULL,
  last_side   text NOT NULL,
  wanted_on   text NOT NULL
);
CREATE TABLE side_word (
  id            text PRIMARY KEY,
  talk_id       text NOT NULL,
  at            text NOT NULL,
  side          text NOT NULL CHECK (side IN ('hr', 'asked')),
  author_person text NOT NULL,
  body          text NOT NULL,
  by_mail       boolean NOT NULL,
  erased        boolean NOT NULL,
  once          text UNIQUE
);
CREATE TABLE snooze_case (
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text NOT NULL,
  by_person   text NOT NULL,
  until_at    text NOT NULL,
  set_at      text NOT NULL,
  PRIMARY KEY (case_id, person_id)
);
CREATE TABLE spike_announcement (
  id         text PRIMARY KEY,
  service_id text NOT NULL,
  spike_id   text NOT NULL,
  from_at    text NOT NULL,
  until_at   text NOT NULL,
  made_at    text NOT NULL,
  ended_at   text
);
CREATE TABLE spike_case (
  spike_id  text NOT NULL REFERENCES spike_spike (id),
  case_id   text NOT NULL,
  person_id text,
  PRIMARY KEY (spike_id, case_id)
);
CREATE TABLE spike_spike (
  id         text PRIMARY KEY,
  kind       text NOT NULL CHECK (kind IN ('service', 'cause', 'word')),
  name       text NOT NULL,
  service_id text NOT NULL,
  words      text NOT NULL,
  hours      bigint NOT NULL,
  people     bigint NOT NULL,
  usual      bigint NOT NULL, -- in tenths
  first_at   text NOT NULL,
  last_at    text NOT NULL,
  ended_why  text NOT NULL,
  ended_at   text
);
CREATE TABLE spike_text (
  announcement_id text NOT NULL REFERENCES spike_announcement (id),
  language        text NOT NULL,
  title           text NOT NULL,
  body            text NOT NULL,
  PRIMARY KEY (announcement_id, language)
);
CREATE TABLE statement_case (
  case_id text PRIMARY KEY
);
CREATE TABLE statement_effort (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text,
  team_id     text NOT NULL,
  step        text NOT NULL,
  minutes     bigint NOT NULL CHECK (minutes <> 0 AND (minutes < 0) = (reverses IS NOT NULL)),
  started_at  text NOT NULL,
  logged_at   text NOT NULL,
  note        text NOT NULL,
  why         text NOT NULL,
  reverses    text UNIQUE
);
CREATE TABLE statement_effort_person (
  effort_id text PRIMARY KEY,
  case_id   text NOT NULL,
  logged_by text NOT NULL
);
CREATE TABLE statement_estimate (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text,
  version     bigint NOT NULL,
  cause       text NOT NULL,
  currency    text NOT NULL,
  asks        boolean NOT NULL,
  until_at    text,
  made_at     text NOT NULL,
  choice      text NOT NULL CHECK (choice IN ('', 'go_on', 'smaller', 'stop')),
  choice_text text NOT NULL,
  chosen_at   text,
  UNIQUE (case_id, version)
);
CREATE TABLE statement_question (
  id          text PRIMARY KEY,
  case_id     text NOT NULL,
  case_number text NOT NULL,
  person_id   text,
  line        text NOT NULL,
  question    text NOT NULL,
  asked_at    text NOT NULL,
  answer      text NOT NULL,
  answered_at text,
  corrected   boolean NOT NULL
);
CREATE TABLE statement_step (
  id           text PRIMARY KEY,
  estimate_id  text NOT NULL,
  case_id      text NOT NULL,
  position     bigint NOT NULL,
  name         text NOT NULL,
  minutes_low  bigint NOT NULL CHECK (minutes_low >= 0),
  minutes_high bigint NOT NULL CHECK (minutes_high >= minutes_low),
  cost_cents   bigint NOT NULL CHECK (cost_cents >= 0),
  cost_to      text NOT NULL CHECK (cost_to IN ('', 'you', 'unit')),
  UNIQUE (estimate_id, position)
);
CREATE TABLE store_fact (id text PRIMARY KEY, at text NOT NULL, body text NOT NULL);
CREATE TABLE store_once (key text PRIMARY KEY, print text NOT NULL, at text NOT NULL, status bigint, answer text);
CREATE TABLE store_schema (module text PRIMARY KEY, digest text NOT NULL);
CREATE TABLE store_version_agreement (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_audit (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_auth (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_automation (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_calculation (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_callback (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_catalogue (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_cause (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_decision (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_desk (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_escalation (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_exception (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_fairness (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_field (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_files (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_follow (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_heard (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_hold (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_intake (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_jobs (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_joined (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_letters (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_link (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_macro (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_mail (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_outreach (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_people (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_policy (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_privacy (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_promise (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_rating (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_river (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_routing (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_search (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_side (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_snooze (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_spike (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_statement (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_tag (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_together (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_views (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE store_version_webhook (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
CREATE TABLE tag_case (
  tag_id    text NOT NULL REFERENCES tag_word (id),
  case_id   text NOT NULL,
  person_id text,
  asked_by  text,
  put_at    text NOT NULL,
  PRIMARY KEY (tag_id, case_id)
);
CREATE TABLE tag_word (
  id      text PRIMARY KEY,
  team_id text NOT NULL,
  word    text NOT NULL,
  folded  text NOT NULL,
  used_at text NOT NULL,
  UNIQUE (team_id, folded)
);
CREATE TABLE together_draft (
  case_id     text NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('reply', 'note')),
  case_number text NOT NULL,
  for_person  text NOT NULL,
  asked_by    text NOT NULL,
  body        text NOT NULL,
  version     bigint NOT NULL,
  changed_by  text NOT NULL,
  changed_at  text NOT NULL,
  sending_by  text NOT NULL, began bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (case_id, kind)
);
CREATE TABLE together_unseen (
  person_id text PRIMARY KEY
);
CREATE TABLE views_view (
  id           text PRIMARY KEY,
  owner_person text,
  team_id      text NOT NULL,
  name         text NOT NULL,
  query        text NOT NULL,
  place        bigint NOT NULL,
  kept_at      text NOT NULL
);
CREATE TABLE webhook_delivery (
  n           integer PRIMARY KEY AUTOINCREMENT,
  endpoint_id text NOT NULL,
  message_id  text NOT NULL,
  fact        text NOT NULL,
  side        text NOT NULL,
  line        text NOT NULL,
  at          text NOT NULL,
  state       text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed')),
  attempts    bigint NOT NULL,
  next_at     text NOT NULL,
  held_until  text NOT NULL,
  status      bigint NOT NULL,
  reason      text NOT NULL,
  last_at     text
, given_up_at text);
CREATE TABLE webhook_endpoint (
  id            text PRIMARY KEY,
  name          text NOT NULL,
  url           text NOT NULL,
  facts         text NOT NULL,
  state         text NOT NULL CHECK (state IN ('on', 'off', 'stopped')),
  secret        blob NOT NULL,
  old_secret    blob,
  old_until     text,
  failing_since text,
  reason        text NOT NULL,
  made_at       text NOT NULL
);
CREATE TABLE webhook_event (
  key    text PRIMARY KEY,
  print  text NOT NULL,
  number text NOT NULL,
  opened boolean NOT NULL,
  at     text NOT NULL
);
DELETE FROM agreement_entry;
DELETE FROM audit_entry;
INSERT INTO audit_entry VALUES ('00000000-0000-7000-8000-000000000001', '2026-11-17T12:00:00.000000Z', '', 'audit', '', 'audit.guard', 'subjects', '0', '', '', 0, 'd0e60effa1cc65c3b91b5f07c53e984b763783b1eec0ea3d650bc60af946352c', 1, 'a3f6f878e26e0e75c8170f3f9f346999eeaf91b2fd2d4cf6e6c59203ab32e816');
INSERT INTO audit_entry VALUES ('01a22c7f-1630-750c-8dfa-64832c672b7c', '2026-11-17T12:00:00.000000Z', '', 'demo', '', 'catalogue.edit', 'service', 'pay', '', 'payroll', 0, 'bd56d46f0cd6f55406d267b3238ab96789915ddab0dc243674f79dee14e02874', 2, '85dda9175009d1689f07cda770856d9e886fbe84d2af47ee1e4eb7af3f6454f4');
INSERT INTO audit_entry VALUES ('01a22c7f-1631-724c-97f5-f6e766a2ffdd', '2026-11-17T12:00:00.000000Z', '', 'demo', '', 'catalogue.edit', 'service', 'hours', '', 'advice', 0, '56cf6fbb57a37a4d93d096ee177e6fb05b7dd40b5dd7eeb6cf176d7e72c91462', 3, '60bee442b7432e741b5900e8f7a620a53a602c0270e8f0f8844df5bf9c3a1299');
INSERT INTO audit_entry VALUES ('01a22c7f-1631-7997-8399-dfac49f6dd1d', '2026-11-17T12:00:00.000000Z', '', 'demo', '', 'catalogue.edit', 'service', 'health', '', 'advice', 0, 'ddb9e90d557534eb52bdae333ac80f66743dd30f390ec05f08722306254dd85d', 4, '0e798bc2ee3a395915806cd4605541305d05e36f906eaf545864d971567d6fdc');
INSERT INTO audit_entry VALUES ('01a22c7f-1632-7bd3-854c-8d9b730ad538', '2026-11-17T12:00:00.000000Z', '', 'demo', '', 'catalogue.edit', 'service', 'fairness', '', 'advice', 0, '97b1856230d0bcb0d0cd67b4e740098508afd6f09f39493302905ec8696b2898', 5, 'a6cc18b7540750a1b33224d03c4e13a769247c5cd7701c7e5c8e113fae8bf054');
INSERT INTO audit_entry VALUES ('01a22c7f-1636-77f6-9c0a-ffccca1697f1', '2026-11-17T12:00:00.000000Z', '', 'demo', '', 'catalogue.edit', 'service', 'review', '', 'advice', 0, '07beda1a8a9df644e12eb1a91eb23d0b89c9ccf7bbcc7aeef77a7c1d48563f8c', 6, '3ff3d5a28c4f8ece8b2c4a7a7837500027d0d766f4b3ddec156a1aa891779be6');
INSERT INTO audit_entry VALUES ('01a22c7f-1637-709d-aacb-4fe931ce59aa', '2026-11-17T12:00:00.000000Z', '', 'demo', '', 'catalogue.edit', 'service', 'grade', '', 'advice', 0, '976c1e27750a4d69af8a08ca23921f1834b7155e747a06fe7ef4f16047af5d79', 7, '1ffe3bff04772ad13052af373ab6bf688fe8e5a98e47aa715d3b6eb130748008');
INSERT INTO audit_entry VALUES ('01a22c7f-1658-725d-93e5-3cedebac02b6', '2026-11-17T12:00:00.000000Z', 'D0jPe7RZi-N46d9sAjS7hfqeoyZw5pxIo5igkM3AkkM', '', 'portal', 'case.open', 'case', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', 'D0jPe7RZi-N46d9sAjS7hfqeoyZw5pxIo5igkM3AkkM', 'payroll', 0, 'ae37601f99d543e0394b3b52f31fb0ebf575fa7c5dff97764e56e00de9c1d57d', 8, '9166634e4e761f023e5d51154dfbe6a1eccfe3dac318a58fb3c988daf7e65c6a');
INSERT INTO audit_entry VALUES ('01a22c7f-1662-758b-8160-1f03dc7af3a1', '2026-11-17T12:00:00.000000Z', 'D0jPe7RZi-N46d9sAjS7hfqeoyZw5pxIo5igkM3AkkM', '', 'portal', 'case.write', 'case', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', 'D0jPe7RZi-N46d9sAjS7hfqeoyZw5pxIo5igkM3AkkM', 'payroll', 0, '5daaeeef1e4cae8c50951e4b46da8d38dc349aff459be33c560ea19f136d6d70', 9, '8e2daa39a0187ee643b8a6b6cb7c2fac4f200a4d69e22be45773901b7ba441cb');
INSERT INTO audit_entry VALUES ('01a22c7f-166d-7e1e-bbdd-c654f412c17c', '2026-11-17T12:00:00.000000Z', 'MnTFNRkglW5znCsjK5VUDEas0immBLi5Xaa_XToxh_w', '', 'desk', 'case.write', 'case', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', 'D0jPe7RZi-N46d9sAjS7hfqeoyZw5pxIo5igkM3AkkM', 'payroll', 0, '07465aaa46d4bcfc87328e3ea514a5f1db8d4d71c2706e674c7a584a46d1dc61', 10, '792ee277b1fdd8e798e2f20e19ed4b2bce6875b75cdf31327545e7b20787760f');
INSERT INTO audit_entry VALUES ('01a22c7f-1752-7506-917a-3a5763c7f1dc', '2026-11-17T12:00:00.000000Z', 'MnTFNRkglW5znCsjK5VUDEas0immBLi5Xaa_XToxh_w', '', 'desk', 'case.work', 'case', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', 'D0jPe7RZi-N46d9sAjS7hfqeoyZw5pxIo5igkM3AkkM', 'payroll', 0, '5221e520dc9f3f8da29e8ed9ff171544ae38fb9ebb642383b040f6830b869eb8', 11, '91755afca45cab1968542878624578aabb3bf56cbba3be3af7dd0049a5f32b07');
INSERT INTO audit_entry VALUES ('01a22c7f-1757-7833-b456-db3a0787dd8b', '2026-11-17T12:00:00.000000Z', 'D0jPe7RZi-N46d9sAjS7hfqeoyZw5pxIo5igkM3AkkM', '', 'portal', 'case.open', 'case', '01a22c7f-1756-7072-9785-9dd83293bd8a', 'D0jPe7RZi-N46d9sAjS7hfqeoyZw5pxIo5igkM3AkkM', 'advice', 0, '14cb2f5a56cb1a4bf7f5617cc85e615fcbdf476153378d201fb942bf48255235', 12, 'b5d8fe90225c5455fe6349d07b7a370333fe6c3115fec28c95ccfb3a6af2b182');
INSERT INTO audit_entry VALUES ('01a22c7f-175a-79ec-96e7-00bf0eecf262', '2026-11-17T12:00:00.000000Z', 'D0jPe7RZi-N46d9sAjS7hfqeoyZw5pxIo5igkM3AkkM', '', 'portal', 'case.open', 'case', '01a22c7f-1759-7964-845f-a8a9cc1c532e', 'D0jPe7RZi-N46d9sAjS7hfqeoyZw5pxIo5igkM3AkkM', 'advice', 0, '0bcaef07d68974b3e3081f01e9372a02ce558b660efa25fbafb9344c5b5ffaad', 13, '3a4004994fcef7d4d48620bc49c8218d3fb5eb510446990c5ca122174744a628');
INSERT INTO audit_entry VALUES ('01a22c7f-175c-7b5b-bf1a-3baf39c7f35d', '2026-11-17T12:00:00.000000Z', '28CI62LHxV6zhcgnuQvMcGJvyEt8Sg1kJqXo9rT9MjU', '', 'desk', 'case.read', 'case', '01a22c7f-1759-7964-845f-a8a9cc1c532e', 'D0jPe7RZi-N46d9sAjS7hfqeoyZw5pxIo5igkM3AkkM', 'advice', 1, '4503271db28685b8a0da23ffe1f45feca943226a164da596d18a05e2f2cc703c', 14, '1a8beec60fe6435076637c3a32ef96cdad79982ba932bcc720958e6fb812d419');
DELETE FROM audit_gone;
DELETE FROM audit_subject;
INSERT INTO audit_subject VALUES ('D0jPe7RZi-N46d9sAjS7hfqeoyZw5pxIo5igkM3AkkM', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'd25147e3cf92481825f384276463e6df501c9d009b989da829d8086c3b155810');
INSERT INTO audit_subject VALUES ('MnTFNRkglW5znCsjK5VUDEas0immBLi5Xaa_XToxh_w', '8f9a8757-7985-5976-8e5f-93c4b6a95050', '9a2c1e1b390e2d330367e62e3de7e0489922d4c874bb7955d387cebca3d61796');
INSERT INTO audit_subject VALUES ('28CI62LHxV6zhcgnuQvMcGJvyEt8Sg1kJqXo9rT9MjU', 'a588c87f-993b-5c77-8719-d2f564ee2c25', '9f7cec1b46998b25137ba93cd82b42a34e0a8cd7dd080bf64ef84d3a9c8de492');
DELETE FROM auth_attempt;
DELETE FROM auth_ended;
DELETE FROM auth_factor;
DELETE FROM auth_identity;
DELETE FROM auth_password;
DELETE FROM auth_pin;
DELETE FROM auth_recovery;
DELETE FROM auth_secret;
DELETE FROM auth_session;
DELETE FROM auth_terminal;
DELETE FROM auth_token;
INSERT INTO auth_token VALUES ('01a22c7f-163b-780a-89cc-d9436d0f25dd', '5a1e87746a8e70da94a9bed2480a7e00b2b747709d3b0e21268e4f9a933e8a1a', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'test', 'all', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO auth_token VALUES ('01a22c7f-163c-7215-ad80-d149d7833924', 'a8309b75115221190929a96544d7593b9010b7e5631fd868dcdb5e6321851498', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'test', 'all', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO auth_token VALUES ('01a22c7f-163f-762c-95a7-88d5a9ef39e1', '4006ec2c3ade0c48f34665bcee3f4d21722bef74042dda35a9e3392f1a3bbf70', 'a588c87f-993b-5c77-8719-d2f564ee2c25', 'test', 'all', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', NULL);
DELETE FROM automation_rule;
DELETE FROM automation_run;
DELETE FROM automation_version;
DELETE FROM calculation_calculation;
DELETE FROM calculation_line;
DELETE FROM callback_attempt;
DELETE FROM callback_call;
DELETE FROM callback_caller;
DELETE FROM callback_slot;
DELETE FROM callback_window;
DELETE FROM catalogue_cause;
INSERT INTO catalogue_cause VALUES ('information', 'Information was hard to find', 10, 1);
INSERT INTO catalogue_cause VALUES ('pay-error', 'A payment was wrong', 20, 1);
INSERT INTO catalogue_cause VALUES ('personal-change', 'Something changed in a person''s life', 30, 1);
INSERT INTO catalogue_cause VALUES ('rule-unclear', 'A rule was unclear', 40, 1);
INSERT INTO catalogue_cause VALUES ('tool', 'A tool did not work', 50, 1);
INSERT INTO catalogue_cause VALUES ('other', 'Something else', 1000, 1);
DELETE FROM catalogue_service;
INSERT INTO catalogue_service VALUES ('ask', 'Ask HR', 'Anything that has no place of its own.', 'message-circle-question', 'hr', 'open', 0, 0, 0, 0, 0, 'anyone', 540, 2700, 'information', 1000, 1, 0, '', 0, '', 0);
INSERT INTO catalogue_service VALUES ('pay', 'Pay and payslip', '', 'message-circle-question', 'payroll', 'open', 0, 0, 0, 0, 0, 'anyone', 240, 1080, 'information', 10, 1, 0, '', 0, '', 0);
INSERT INTO catalogue_service VALUES ('hours', 'Working hours', '', 'message-circle-question', 'advice', 'open', 1, 0, 0, 0, 0, 'anyone', 240, 1080, 'information', 20, 1, 0, '', 0, '', 0);
INSERT INTO catalogue_service VALUES ('health', 'Health at work', '', 'message-circle-question', 'advice', 'open', 0, 0, 1, 0, 0, 'anyone', 240, 1080, 'information', 30, 1, 0, '', 0, '', 0);
INSERT INTO catalogue_service VALUES ('fairness', 'Something is not right', '', 'message-circle-question', 'advice', 'named', 0, 0, 0, 0, 0, 'anyone', 240, 1080, 'information', 40, 1, 0, '', 0, '', 0);
INSERT INTO catalogue_service VALUES ('review', 'Team review', '', 'message-circle-question', 'advice', 'team', 0, 1, 0, 0, 0, 'anyone', 240, 1080, 'information', 50, 1, 0, '', 0, '', 0);
INSERT INTO catalogue_service VALUES ('grade', 'Pay grade', '', 'message-circle-question', 'advice', 'open', 0, 0, 0, 1, 0, 'anyone', 240, 1080, 'information', 60, 1, 0, '', 0, '', 0);
DELETE FROM cause_case;
INSERT INTO cause_case VALUES ('01a22c7f-1655-7a0a-aaf5-9cedcba84eab', '2026-11-17', 'pay-error', 'pay', 'payroll', 'open', 0, '');
DELETE FROM cause_clause;
DELETE FROM cause_sweep;
INSERT INTO cause_sweep VALUES (1, '', '2026-11-17T18:00:00.000000Z');
DELETE FROM cause_tally;
INSERT INTO cause_tally VALUES ('d2026-11-17', 'pay-error', 'pay', 'payroll', 'open', '', 1, 0, 0);
INSERT INTO cause_tally VALUES ('m2026-11', 'pay-error', 'pay', 'payroll', 'open', '', 1, 0, 0);
DELETE FROM decision_appeal;
DELETE FROM decision_decision;
DELETE FROM decision_fact;
DELETE FROM desk_case;
INSERT INTO desk_case VALUES ('01a22c7f-1655-7a0a-aaf5-9cedcba84eab', 2443, 'pay', 'Payslip of October', 'answered', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'open', 0, 0, 0, 0, 0, 0, 'payroll', NULL, 0, '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 'hr', 0, 1, NULL, '9999-01-01T00:00:00.000000Z', '', NULL, '', NULL, 'answered', 'pay-error', '', '', '2026-11-17T12:00:00.000000Z', '8f9a8757-7985-5976-8e5f-93c4b6a95050', NULL, 0, 4, '', '');
INSERT INTO desk_case VALUES ('01a22c7f-1756-7072-9785-9dd83293bd8a', 2767, 'hours', 'Warehouse lamps', 'open', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'open', 1, 0, 0, 0, 0, 0, 'advice', NULL, 0, '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 'customer', 0, 0, '2026-11-17T16:00:00.000000Z', '2026-11-17T16:00:00.000000Z', 'first_answer', '2026-11-17T15:00:00.000000Z', '', NULL, '', '', '', '', NULL, NULL, NULL, 0, 1, '', '');
INSERT INTO desk_case VALUES ('01a22c7f-1759-7964-845f-a8a9cc1c532e', 6461, 'fairness', 'Something unfair', 'open', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'named', 0, 0, 0, 0, 1, 0, 'advice', NULL, 0, '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 'customer', 0, 0, '2026-11-17T16:00:00.000000Z', '2026-11-17T16:00:00.000000Z', 'first_answer', '2026-11-17T15:00:00.000000Z', '', NULL, '', '', '', '', NULL, NULL, NULL, 0, 1, '', '');
DELETE FROM desk_digest;
DELETE FROM desk_draft;
DELETE FROM desk_entry;
INSERT INTO desk_entry VALUES ('01a22c7f-1656-7b3e-b707-228d8a73d7a9', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'The night hours are missing on it.', 'api', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a22c7f-1660-7cb6-86af-110d39d397f2', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Here is the sheet of hours.', 'portal', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a22c7f-166d-714d-8c9c-22f2be8ed678', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', '2026-11-17T12:00:00.000000Z', 'note', 'hr', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'Asked the foreman.', 'portal', 1, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a22c7f-1750-7597-8c32-d0c8a6434b22', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', '2026-11-17T12:00:00.000000Z', 'message', 'hr', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'It was paid today.', 'portal', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a22c7f-1756-7aa2-9146-bc448169e761', '01a22c7f-1756-7072-9785-9dd83293bd8a', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'It is too dark between the shelves.', 'api', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a22c7f-1759-7ecb-a290-546c6f9a2f41', '01a22c7f-1759-7964-845f-a8a9cc1c532e', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Only some may read this.', 'api', 0, NULL, NULL);
DELETE FROM desk_file;
INSERT INTO desk_file VALUES ('01a22c7f-1660-7ed9-ba02-36bd06214f48', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', '01a22c7f-1660-7cb6-86af-110d39d397f2');
DELETE FROM desk_notice;
DELETE FROM desk_number;
INSERT INTO desk_number VALUES (1, '2026-11-17T12:00:00.000000Z');
INSERT INTO desk_number VALUES (2, '2026-11-17T12:00:00.000000Z');
INSERT INTO desk_number VALUES (3, '2026-11-17T12:00:00.000000Z');
DELETE FROM desk_party;
INSERT INTO desk_party VALUES ('01a22c7f-1655-7a0a-aaf5-9cedcba84eab', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO desk_party VALUES ('01a22c7f-1655-7a0a-aaf5-9cedcba84eab', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO desk_party VALUES ('01a22c7f-1756-7072-9785-9dd83293bd8a', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO desk_party VALUES ('01a22c7f-1756-7072-9785-9dd83293bd8a', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO desk_party VALUES ('01a22c7f-1759-7964-845f-a8a9cc1c532e', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO desk_party VALUES ('01a22c7f-1759-7964-845f-a8a9cc1c532e', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO desk_party VALUES ('01a22c7f-1759-7964-845f-a8a9cc1c532e', 'a588c87f-993b-5c77-8719-d2f564ee2c25', 'named');
DELETE FROM desk_step;
DELETE FROM desk_tally;
INSERT INTO desk_tally VALUES ('payroll', 'open', 0, 0, 0, 0, 0, 1, 0);
INSERT INTO desk_tally VALUES ('advice', 'open', 0, 1, 0, 1, 0, 0, 0);
INSERT INTO desk_tally VALUES ('advice', 'named', 0, 1, 0, 1, 0, 0, 0);
DELETE FROM desk_tally_risk;
INSERT INTO desk_tally_risk VALUES ('2026-11-17T15:00:00.000000Z', 'payroll', 'open', 0, 0);
INSERT INTO desk_tally_risk VALUES ('2026-11-17T15:00:00.000000Z', 'advice', 'open', 0, 1);
INSERT INTO desk_tally_risk VALUES ('2026-11-17T15:00:00.000000Z', 'advice', 'named', 0, 1);
DELETE FROM desk_told;
DELETE FROM desk_waiting;
INSERT INTO desk_waiting VALUES ('01a22c7f-1657-76e8-8462-cfa1e83b03f5', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', 'hr', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
INSERT INTO desk_waiting VALUES ('01a22c7f-1757-72bd-a33e-bca89346de10', '01a22c7f-1756-7072-9785-9dd83293bd8a', 'hr', '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO desk_waiting VALUES ('01a22c7f-175a-75f4-b12a-b20b8b0d613a', '01a22c7f-1759-7964-845f-a8a9cc1c532e', 'hr', '2026-11-17T12:00:00.000000Z', NULL);
DELETE FROM escalation_listed;
DELETE FROM escalation_told;
DELETE FROM exception_budget;
DELETE FROM exception_mile;
DELETE FROM exception_precedent;
DELETE FROM exception_request;
DELETE FROM fairness_answer;
DELETE FROM fairness_attribute;
DELETE FROM fairness_finding;
DELETE FROM fairness_run;
DELETE FROM field_field;
DELETE FROM field_value;
DELETE FROM files_blob;
INSERT INTO files_blob VALUES ('01a22c7f-165b-76a5-b0b7-f383eebcdeee', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', '2fff934abc81ec094e26f6ae5e9d16b0dafdd7ab9500e963b43d9edf4aa7e5f2', 27, NULL, '2026-11-17T12:00:00.000000Z');
DELETE FROM files_file;
INSERT INTO files_file VALUES ('01a22c7f-1660-7ed9-ba02-36bd06214f48', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', '01a22c7f-165b-76a5-b0b7-f383eebcdeee', 'hours.txt', 'text/plain', 27, '2fff934abc81ec094e26f6ae5e9d16b0dafdd7ab9500e963b43d9edf4aa7e5f2', '2026-11-17T12:00:00.000000Z', NULL);
DELETE FROM follow_given;
DELETE FROM follow_later;
DELETE FROM follow_mention;
DELETE FROM follow_watch;
DELETE FROM heard_asking;
DELETE FROM heard_summary;
DELETE FROM hold_file;
DELETE FROM hold_message;
DELETE FROM intake_check;
DELETE FROM intake_identity;
DELETE FROM intake_import;
DELETE FROM intake_mail;
DELETE FROM intake_mailbox;
DELETE FROM jobs_tick;
INSERT INTO jobs_tick VALUES ('app.forget_answers', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('app.sweep_sign_in', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('app.sweep_words', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('app.sweep_files', '2026-11-17T18:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('people.forget_files', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('promise.act', '2026-11-17T12:00:05.000000Z');
INSERT INTO jobs_tick VALUES ('promise.recount', '2026-11-17T12:00:05.000000Z');
INSERT INTO jobs_tick VALUES ('desk.tick', '2026-11-17T12:01:00.000000Z');
INSERT INTO jobs_tick VALUES ('desk.summaries', '2026-11-17T12:01:00.000000Z');
INSERT INTO jobs_tick VALUES ('promise.recount_by_policy', '2026-11-17T12:00:05.000000Z');
INSERT INTO jobs_tick VALUES ('heard.remind', '2026-11-17T12:05:00.000000Z');
INSERT INTO jobs_tick VALUES ('rating.count', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('letters.retention', '2026-11-18T12:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('cause.sweep', '2026-11-17T12:01:00.000000Z');
INSERT INTO jobs_tick VALUES ('callback.book', '2026-11-17T12:00:15.000000Z');
INSERT INTO jobs_tick VALUES ('escalation.words', '2026-11-17T12:10:00.000000Z');
INSERT INTO jobs_tick VALUES ('macro.forget', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('macro.given_up', '2026-11-17T12:01:00.000000Z');
INSERT INTO jobs_tick VALUES ('outreach.pass', '2026-11-17T12:00:05.000000Z');
INSERT INTO jobs_tick VALUES ('outreach.forget', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('follow.morning', '2026-11-17T12:01:00.000000Z');
INSERT INTO jobs_tick VALUES ('follow.given_now', '2026-11-17T12:00:05.000000Z');
INSERT INTO jobs_tick VALUES ('snooze.sweep', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('routing.pass', '2026-11-17T12:01:00.000000Z');
INSERT INTO jobs_tick VALUES ('automation.untouched', '2026-11-17T12:05:00.000000Z');
INSERT INTO jobs_tick VALUES ('hold.sweep', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('hold.late', '2026-11-17T12:00:30.000000Z');
INSERT INTO jobs_tick VALUES ('spike.look', '2026-11-17T12:10:00.000000Z');
INSERT INTO jobs_tick VALUES ('intake.reconcile', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('intake.retention', '2026-11-18T12:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('webhook.pass', '2026-11-17T12:01:00.000000Z');
DELETE FROM joined_cut;
DELETE FROM joined_distinct;
DELETE FROM joined_part;
DELETE FROM joined_promise;
DELETE FROM letters_file;
DELETE FROM letters_letter;
DELETE FROM letters_opening;
DELETE FROM letters_template;
DELETE FROM letters_text;
DELETE FROM link_link;
DELETE FROM macro_batch;
DELETE FROM macro_batch_case;
DELETE FROM macro_macro;
DELETE FROM macro_text;
DELETE FROM mail_outbox;
INSERT INTO mail_outbox VALUES ('01a22c7f-1657-7a92-a9df-442f54cf7508', 'h1.afi5xcytagrcy7ywk55jfko7iqxvjt3vbb5ugiheazlky7rcateqy', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', 'email', 'amina@ferrow-lund.example', '', 'We have your request HR-2443', 'Hello Amina,

We have your request HR-2443, “Payslip of October”.

You will have a first answer by Tue 17 Nov, 17:00.
It will be settled by Thu 19 Nov, 13:00.

You can read and answer it here:
http://hearth.example/requests/HR-2443

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>We have your request HR-2443</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-2443, “Payslip of October”.</p>
<p>You will have a first answer by Tue 17 Nov, 17:00.<br>
It will be settled by Thu 19 Nov, 13:00.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-2443">http://hearth.example/requests/HR-2443</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a22c7f-1655-7a0a-aaf5-9cedcba84eab:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 0, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL, '', '', 'http://hearth.example/notices/acknowledgement.10f298d3-6d51-5433-b5ba-85cf862dc1ee.1584508505f2bcefbc10704b20ed6fb9', '', 0, '', NULL, '');
INSERT INTO mail_outbox VALUES ('01a22c7f-1751-7e73-addb-a94d32ead7a8', 'h1.afi5xcytagrcy7yxkf7hhlo3vfgtf2wxvcuvwdlc4x6rv54icbsgs', 'case.answer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', 'email', 'amina@ferrow-lund.example', '', 'Your request HR-2443 is answered', 'Hello Amina,

It was paid today.

If something is missing, say so on the page within ten days, and it opens again.

You can read and answer it here:
http://hearth.example/requests/HR-2443

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Your request HR-2443 is answered</title></head>
<body>
<p>Hello Amina,</p>
<p>It was paid today.</p>
<p>If something is missing, say so on the page within ten days, and it opens again.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-2443">http://hearth.example/requests/HR-2443</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.answer:01a22c7f-1750-7597-8c32-d0c8a6434b22:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 1, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL, '', 'h1.afi5xcytagrcy7ywk55jfko7iqxvjt3vbb5ugiheazlky7rcateqy', '', '', 0, '', NULL, '');
INSERT INTO mail_outbox VALUES ('01a22c7f-1757-75b4-b643-f95283702981', 'h1.afi5xtyvagrcy7yxk523jnsd7fjig4bjqf6frxojsw6b4xtt6qdis', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a22c7f-1756-7072-9785-9dd83293bd8a', 'email', 'amina@ferrow-lund.example', '', 'We have your request HR-2767', 'Hello Amina,

We have your request HR-2767, “Warehouse lamps”.

You will have a first answer by Tue 17 Nov, 17:00.
It will be settled by Thu 19 Nov, 13:00.

You can read and answer it here:
http://hearth.example/requests/HR-2767

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>We have your request HR-2767</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-2767, “Warehouse lamps”.</p>
<p>You will have a first answer by Tue 17 Nov, 17:00.<br>
It will be settled by Thu 19 Nov, 13:00.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-2767">http://hearth.example/requests/HR-2767</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a22c7f-1756-7072-9785-9dd83293bd8a:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 0, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL, '', '', 'http://hearth.example/notices/acknowledgement.10f298d3-6d51-5433-b5ba-85cf862dc1ee.1584508505f2bcefbc10704b20ed6fb9', '', 0, '', NULL, '');
INSERT INTO mail_outbox VALUES ('01a22c7f-175a-77bd-9cfa-79c09e59029c', 'h1.afi5xpjsagrcy7yxlj333hh2phaj4wictql4be2baftzx2sryktuq', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a22c7f-1759-7964-845f-a8a9cc1c532e', 'email', 'amina@ferrow-lund.example', '', 'A message is waiting for you', 'Hello Amina,

We have your request HR-6461. The page says when you will hear from us.

You can read and answer it here:
http://hearth.example/requests/HR-6461

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A message is waiting for you</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-6461. The page says when you will hear from us.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-6461">http://hearth.example/requests/HR-6461</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a22c7f-1759-7964-845f-a8a9cc1c532e:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 0, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL, '', '', 'http://hearth.example/notices/acknowledgement.10f298d3-6d51-5433-b5ba-85cf862dc1ee.1584508505f2bcefbc10704b20ed6fb9', '', 0, '', NULL, '');
DELETE FROM mail_refresh;
DELETE FROM mail_turn;
DELETE FROM outreach_line;
DELETE FROM outreach_round;
DELETE FROM outreach_text;
DELETE FROM people_channel;
DELETE FROM people_employment;
INSERT INTO people_employment VALUES ('f0645353-e00b-52c1-bfe8-85f7c30debcd', 'f0645353-e00b-52c1-bfe8-85f7c30debcd', '1001', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40.0, 1);
INSERT INTO people_employment VALUES ('dd3de217-d7fb-5dbf-9b48-05423eba5d54', 'dd3de217-d7fb-5dbf-9b48-05423eba5d54', '1002', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40.0, 1);
INSERT INTO people_employment VALUES ('10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '1003', NULL, 'Malmby', 'Assembly worker', 'f0645353-e00b-52c1-bfe8-85f7c30debcd', '2020-01-01', '', 40.0, 1);
INSERT INTO people_employment VALUES ('d7bf2950-9305-56bb-b227-c1275a138600', 'd7bf2950-9305-56bb-b227-c1275a138600', '1004', NULL, 'Malmby', 'Assembly worker', 'dd3de217-d7fb-5dbf-9b48-05423eba5d54', '2020-01-01', '', 40.0, 1);
INSERT INTO people_employment VALUES ('6923ee4e-d620-53e1-b5be-db8352be74bb', '6923ee4e-d620-53e1-b5be-db8352be74bb', '1005', NULL, 'Malmby', 'Assembly worker', 'dd3de217-d7fb-5dbf-9b48-05423eba5d54', '2020-01-01', '', 40.0, 1);
INSERT INTO people_employment VALUES ('5e1a027d-a269-5938-8036-9c229aa04d3a', '5e1a027d-a269-5938-8036-9c229aa04d3a', '1006', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40.0, 1);
INSERT INTO people_employment VALUES ('a588c87f-993b-5c77-8719-d2f564ee2c25', 'a588c87f-993b-5c77-8719-d2f564ee2c25', '2001', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40.0, 1);
INSERT INTO people_employment VALUES ('6cb166d1-037e-568e-bc68-2b41104afbc1', '6cb166d1-037e-568e-bc68-2b41104afbc1', '2002', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40.0, 1);
INSERT INTO people_employment VALUES ('8f9a8757-7985-5976-8e5f-93c4b6a95050', '8f9a8757-7985-5976-8e5f-93c4b6a95050', '2003', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40.0, 1);
INSERT INTO people_employment VALUES ('8a01aff5-9ae3-5a6f-ba2c-bd6ed98d8fd9', '8a01aff5-9ae3-5a6f-ba2c-bd6ed98d8fd9', '2004', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40.0, 1);
INSERT INTO people_employment VALUES ('ff0307b7-9ac2-5b15-a471-ad58c551e95b', 'ff0307b7-9ac2-5b15-a471-ad58c551e95b', '3001', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40.0, 1);
INSERT INTO people_employment VALUES ('41dd45df-53fc-5658-afba-fdc11d480109', '41dd45df-53fc-5658-afba-fdc11d480109', '3002', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40.0, 1);
DELETE FROM people_import;
DELETE FROM people_person;
INSERT INTO people_person VALUES ('f0645353-e00b-52c1-bfe8-85f7c30debcd', 'Jonas', 'Eklund', '', '', 'en', 'Europe/Stockholm', 'jonas@ferrow-lund.example', '', '', '', 1, '', 'eklund jonas', 'jonas eklund jonas@ferrow-lund.example 1001', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0, '', 0);
INSERT INTO people_person VALUES ('dd3de217-d7fb-5dbf-9b48-05423eba5d54', 'Stefan', 'Lang', '', '', 'en', 'Europe/Stockholm', 'stefan@ferrow-lund.example', '', '', '', 1, '', 'lang stefan', 'stefan lang stefan@ferrow-lund.example 1002', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0, '', 0);
INSERT INTO people_person VALUES ('10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Amina', 'Yusuf', '', '', 'en', 'Europe/Stockholm', 'amina@ferrow-lund.example', '', '', '', 1, '', 'yusuf amina', 'amina yusuf amina@ferrow-lund.example 1003', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0, '', 0);
INSERT INTO people_person VALUES ('d7bf2950-9305-56bb-b227-c1275a138600', 'Pavel', 'Dvořák', '', '', 'en', 'Europe/Stockholm', 'pavel@ferrow-lund.example', '', '', '', 1, '', 'dvorak pavel', 'pavel dvorak pavel@ferrow-lund.example 1004', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0, '', 0);
INSERT INTO people_person VALUES ('6923ee4e-d620-53e1-b5be-db8352be74bb', 'Rosa', 'Lindgren', '', '', 'en', 'Europe/Stockholm', '', '', '', '', 1, '', 'lindgren rosa', 'rosa lindgren  1005', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0, '', 0);
INSERT INTO people_person VALUES ('5e1a027d-a269-5938-8036-9c229aa04d3a', 'Hanna', 'Virtanen', '', '', 'en', 'Europe/Stockholm', 'hanna@ferrow-lund.example', '', '', '', 1, '', 'virtanen hanna', 'hanna virtanen hanna@ferrow-lund.example 1006', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0, '', 0);
INSERT INTO people_person VALUES ('a588c87f-993b-5c77-8719-d2f564ee2c25', 'Marta', 'Kowalczyk', '', '', 'en', 'Europe/Stockholm', 'marta@ferrow-lund.example', '', '', '', 1, '', 'kowalczyk marta', 'marta kowalczyk marta@ferrow-lund.example 2001', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0, '', 0);
INSERT INTO people_person VALUES ('6cb166d1-037e-568e-bc68-2b41104afbc1', 'Priya', 'Raman', '', '', 'en', 'Europe/Stockholm', 'priya@ferrow-lund.example', '', '', '', 1, '', 'raman priya', 'priya raman priya@ferrow-lund.example 2002', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0, '', 0);
INSERT INTO people_person VALUES ('8f9a8757-7985-5976-8e5f-93c4b6a95050', 'Theo', 'Brandt', '', '', 'en', 'Europe/Stockholm', 'theo@ferrow-lund.example', '', '', '', 1, '', 'brandt theo', 'theo brandt theo@ferrow-lund.example 2003', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0, '', 0);
INSERT INTO people_person VALUES ('8a01aff5-9ae3-5a6f-ba2c-bd6ed98d8fd9', 'Ingrid', 'Salo', '', '', 'en', 'Europe/Stockholm', 'ingrid@ferrow-lund.example', '', '', '', 1, '', 'salo ingrid', 'ingrid salo ingrid@ferrow-lund.example 2004', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0, '', 0);
INSERT INTO people_person VALUES ('ff0307b7-9ac2-5b15-a471-ad58c551e95b', 'Noor', 'Haddad', '', '', 'en', 'Europe/Stockholm', 'noor@ferrow-lund.example', '', '', '', 1, '', 'haddad noor', 'noor haddad noor@ferrow-lund.example 3001', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0, '', 0);
INSERT INTO people_person VALUES ('41dd45df-53fc-5658-afba-fdc11d480109', 'Lena', 'Berg', '', '', 'en', 'Europe/Stockholm', 'lena@ferrow-lund.example', '', '', '', 1, '', 'berg lena', 'lena berg lena@ferrow-lund.example 3002', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0, '', 0);
DELETE FROM people_role;
INSERT INTO people_role VALUES ('a588c87f-993b-5c77-8719-d2f564ee2c25', 'agent');
INSERT INTO people_role VALUES ('6cb166d1-037e-568e-bc68-2b41104afbc1', 'agent');
INSERT INTO people_role VALUES ('8f9a8757-7985-5976-8e5f-93c4b6a95050', 'agent');
INSERT INTO people_role VALUES ('8a01aff5-9ae3-5a6f-ba2c-bd6ed98d8fd9', 'hr_head');
INSERT INTO people_role VALUES ('ff0307b7-9ac2-5b15-a471-ad58c551e95b', 'admin');
INSERT INTO people_role VALUES ('41dd45df-53fc-5658-afba-fdc11d480109', 'dpo');
DELETE FROM people_site;
INSERT INTO people_site VALUES ('Malmby', 'malmby', 'Europe/Stockholm');
DELETE FROM people_team;
INSERT INTO people_team VALUES ('hr', 'HR', 'hr');
INSERT INTO people_team VALUES ('advice', 'HR advice', 'hr advice');
INSERT INTO people_team VALUES ('payroll', 'Payroll', 'payroll');
DELETE FROM people_team_member;
INSERT INTO people_team_member VALUES ('advice', 'a588c87f-993b-5c77-8719-d2f564ee2c25');
INSERT INTO people_team_member VALUES ('advice', '6cb166d1-037e-568e-bc68-2b41104afbc1');
INSERT INTO people_team_member VALUES ('payroll', '8f9a8757-7985-5976-8e5f-93c4b6a95050');
INSERT INTO people_team_member VALUES ('advice', '8a01aff5-9ae3-5a6f-ba2c-bd6ed98d8fd9');
DELETE FROM people_unit;
DELETE FROM policy_acknowledgement;
DELETE FROM policy_clause;
DELETE FROM policy_policy;
DELETE FROM policy_version;
DELETE FROM privacy_hold;
DELETE FROM promise_calendar;
INSERT INTO promise_calendar VALUES ('office', 'Office hours', '{"zone":"UTC","week":{"mon":[["08:00","17:00"]],"tue":[["08:00","17:00"]],"wed":[["08:00","17:00"]],"thu":[["08:00","17:00"]],"fri":[["08:00","17:00"]]},"holidays":[]}', 1, 1, '', '');
DELETE FROM promise_calendar_day;
DELETE FROM promise_calendar_version;
INSERT INTO promise_calendar_version VALUES ('office', 1, '{"zone":"UTC","week":{"mon":[["08:00","17:00"]],"tue":[["08:00","17:00"]],"wed":[["08:00","17:00"]],"thu":[["08:00","17:00"]],"fri":[["08:00","17:00"]]},"holidays":[]}', NULL);
DELETE FROM promise_pause;
DELETE FROM promise_place_recount;
DELETE FROM promise_policy;
DELETE FROM promise_policy_recount;
DELETE FROM promise_policy_version;
DELETE FROM promise_promise;
INSERT INTO promise_promise VALUES ('01a22c7f-1656-7179-b4a7-4717e2ec919b', 'case', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', 'first_answer', 'office', 240, 'kept', '2026-11-17T12:00:00.000000Z', '2026-11-17T16:00:00.000000Z', '2026-11-17T15:00:00.000000Z', 0, NULL, NULL, '', '', '', '2026-11-17T12:00:00.000000Z', 1, NULL, NULL, 50, '', 0, 50, 80, 'Malmby', 'payroll', '', 0, '', 0);
INSERT INTO promise_promise VALUES ('01a22c7f-1656-73d1-b042-c7935b994f4d', 'case', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', 'decision', 'office', 1080, 'kept', '2026-11-17T12:00:00.000000Z', '2026-11-19T12:00:00.000000Z', '2026-11-18T16:30:00.000000Z', 0, NULL, NULL, '', '', '', '2026-11-17T12:00:00.000000Z', 1, NULL, NULL, 50, '', 0, 50, 80, 'Malmby', 'payroll', '', 0, '', 0);
INSERT INTO promise_promise VALUES ('01a22c7f-1756-748a-a3d3-197e18689515', 'case', '01a22c7f-1756-7072-9785-9dd83293bd8a', 'first_answer', 'office', 240, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-17T16:00:00.000000Z', '2026-11-17T15:00:00.000000Z', 0, NULL, NULL, '', '', '', NULL, 1, NULL, '2026-11-17T14:00:00.000000Z', 50, '', 0, 50, 80, 'Malmby', 'advice', '', 0, '', 0);
INSERT INTO promise_promise VALUES ('01a22c7f-1756-74e0-8e4b-53a3a74f9dc6', 'case', '01a22c7f-1756-7072-9785-9dd83293bd8a', 'decision', 'office', 1080, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-19T12:00:00.000000Z', '2026-11-18T16:30:00.000000Z', 0, NULL, NULL, '', '', '', NULL, 1, NULL, '2026-11-18T12:00:00.000000Z', 50, '', 0, 50, 80, 'Malmby', 'advice', '', 0, '', 0);
INSERT INTO promise_promise VALUES ('01a22c7f-1759-7a99-8894-8803c2aa1ede', 'case', '01a22c7f-1759-7964-845f-a8a9cc1c532e', 'first_answer', 'office', 240, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-17T16:00:00.000000Z', '2026-11-17T15:00:00.000000Z', 0, NULL, NULL, '', '', '', NULL, 1, NULL, '2026-11-17T14:00:00.000000Z', 50, '', 0, 50, 80, 'Malmby', 'advice', '', 0, '', 0);
INSERT INTO promise_promise VALUES ('01a22c7f-1759-7b51-8ec6-80ac2733a960', 'case', '01a22c7f-1759-7964-845f-a8a9cc1c532e', 'decision', 'office', 1080, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-19T12:00:00.000000Z', '2026-11-18T16:30:00.000000Z', 0, NULL, NULL, '', '', '', NULL, 1, NULL, '2026-11-18T12:00:00.000000Z', 50, '', 0, 50, 80, 'Malmby', 'advice', '', 0, '', 0);
DELETE FROM promise_recount;
DELETE FROM promise_site_calendar;
DELETE FROM promise_team_calendar;
DELETE FROM rating_ask;
DELETE FROM rating_figure;
DELETE FROM rating_never;
DELETE FROM rating_quarter;
INSERT INTO rating_quarter VALUES ('2024-Q4', '2026-11-17T12:00:00.000000Z');
INSERT INTO rating_quarter VALUES ('2025-Q1', '2026-11-17T12:00:00.000000Z');
INSERT INTO rating_quarter VALUES ('2025-Q2', '2026-11-17T12:00:00.000000Z');
INSERT INTO rating_quarter VALUES ('2025-Q3', '2026-11-17T12:00:00.000000Z');
INSERT INTO rating_quarter VALUES ('2025-Q4', '2026-11-17T12:00:00.000000Z');
INSERT INTO rating_quarter VALUES ('2026-Q1', '2026-11-17T12:00:00.000000Z');
INSERT INTO rating_quarter VALUES ('2026-Q2', '2026-11-17T12:00:00.000000Z');
INSERT INTO rating_quarter VALUES ('2026-Q3', '2026-11-17T12:00:00.000000Z');
DELETE FROM rating_rating;
INSERT INTO rating_rating VALUES ('01a22c7f-1655-7a0a-aaf5-9cedcba84eab', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'payroll', 'pay', '2026-11-17T12:00:00.000000Z', 5, 4, 'yes', 'Quick.', 0, '', '2026-11-17T12:00:00.000000Z');
DELETE FROM river_job;
INSERT INTO river_job VALUES (1, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'app.forget_answers', X'CC26C71272697665723A756E697175655F6E6F6E6365C71037613839373363306138376236303737', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'81382C959E390651225ACB84DF08C34C7A5BD3099F63AC53AFA49C0D0678798E', 241, 3);
INSERT INTO river_job VALUES (2, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'app.sweep_sign_in', X'CC26C71272697665723A756E697175655F6E6F6E6365C71033333633396633633736366361623430', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'29984A89B93996047D61C5251620CD43C2F1CA64C35FAB6335290A4EBD820BE5', 241, 3);
INSERT INTO river_job VALUES (3, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'app.sweep_words', X'CC26C71272697665723A756E697175655F6E6F6E6365C71032346434326231336639363662343764', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'4821155DDFE8C7AD32B81F76963CDD7CF903D0605CA32D2CD6AB28B68E74DEF7', 241, 3);
INSERT INTO river_job VALUES (4, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'app.sweep_files', X'CC26C71272697665723A756E697175655F6E6F6E6365C71061373232343663653161303830343136', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'67F5613CEBB2DE6B0F4B9419499FE1AA4DC3D7D2D3EA09D024F7107FBC98EE04', 241, 3);
INSERT INTO river_job VALUES (5, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'people.forget_files', X'CC26C71272697665723A756E697175655F6E6F6E6365C71036393863663931643762333237616461', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'DD798EEA24071DA95E2B8BB6250EA9D4CD481D211D442DC5B99334B6D6FA11E4', 241, 3);
INSERT INTO river_job VALUES (6, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'promise.act', X'CC26C71272697665723A756E697175655F6E6F6E6365C71031333336656530643361326234336464', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'E7EBD909FB0D4F805C4420E5190F8F996374FBE773614B16E746F7D913E29193', 241, 3);
INSERT INTO river_job VALUES (7, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'promise.recount', X'CC26C71272697665723A756E697175655F6E6F6E6365C71064636336353561656162326432643734', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'80DFB0E9DAF0287D2CF1BA6137A96AAB2FDAE03971C1519EF5BE79137D17A2FE', 241, 3);
INSERT INTO river_job VALUES (8, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'desk.tick', X'CC26C71272697665723A756E697175655F6E6F6E6365C71030666530313461303662613232643165', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'D20AA729AAD1BF8110FF46B4C9A367530558C226A5589636EA4B598526839985', 241, 3);
INSERT INTO river_job VALUES (9, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'desk.summaries', X'CC26C71272697665723A756E697175655F6E6F6E6365C71036363161363532666233396666373563', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'DDC1E8DA1A6518FD0D299F56B144DDB8EC20BFAE23290CAA8D971C5504AA9DC1', 241, 3);
INSERT INTO river_job VALUES (10, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'promise.recount_by_policy', X'CC26C71272697665723A756E697175655F6E6F6E6365C71061633064383835343863646330363865', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'5D509C81B21B031081CFBDF2B12B47BA2202BA2A39DB564F9C847238463C933B', 241, 3);
INSERT INTO river_job VALUES (11, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'heard.remind', X'CC26C71272697665723A756E697175655F6E6F6E6365C71061306237396261666565313563303566', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'4072ADB242CEE6A42C1A1D908DFF6F00F929F898ACCE8D1D7C325B85086E13B5', 241, 3);
INSERT INTO river_job VALUES (12, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'rating.count', X'CC26C71272697665723A756E697175655F6E6F6E6365C71063666366613537333262636239326132', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'8D9068172F26BB6AFAB976BB9F8BF08A710CA2E10DE67CC6E3533FF9A56537A4', 241, 3);
INSERT INTO river_job VALUES (13, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'letters.retention', X'CC26C71272697665723A756E697175655F6E6F6E6365C71062623638373137383435393265616238', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'CCD5263522128F0A31D6F8DA8698ED389AE0E90101E9E7B8550A1D045888C0B0', 241, 3);
INSERT INTO river_job VALUES (14, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'cause.sweep', X'CC26C71272697665723A756E697175655F6E6F6E6365C71036363361326337336533333632643839', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'A3C7BB5CCDE568D1C4179DC1BCD0EF19F4AA611BA4EC9C4EC55818F6DF0E06B1', 241, 3);
INSERT INTO river_job VALUES (15, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'callback.book', X'CC26C71272697665723A756E697175655F6E6F6E6365C71030346530373439363932316635366133', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'D5C455C066E3387352C50142A3181F38F6350DEB97A09087C9A23AD5D2991A51', 241, 3);
INSERT INTO river_job VALUES (16, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'escalation.words', X'CC26C71272697665723A756E697175655F6E6F6E6365C71033323862393262393136343837336537', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'2B9C65333D6F1A8F89B0705C3116D29D28EBE6F2AB6C7A1A3F10DB99D19F91A4', 241, 3);
INSERT INTO river_job VALUES (17, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'macro.forget', X'CC26C71272697665723A756E697175655F6E6F6E6365C71064633435333064323866396136663435', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'A66507C7A256FC6B4CBFD92AE8400B8C16BFE999C6E2FD9DDA56476CD579C816', 241, 3);
INSERT INTO river_job VALUES (18, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'macro.given_up', X'CC26C71272697665723A756E697175655F6E6F6E6365C71038633935643561373061333961366464', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'7F2666C7545C90104E0419131E75C66AA707B18E5907FDF0A137A22BE44F17B0', 241, 3);
INSERT INTO river_job VALUES (19, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'outreach.pass', X'CC26C71272697665723A756E697175655F6E6F6E6365C71031643237353633623230313734323231', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'6C2316C5A8DD7207AFB1106C86CC499865FA91164EC1A25ACE0F5D139C1E0263', 241, 3);
INSERT INTO river_job VALUES (20, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'outreach.forget', X'CC26C71272697665723A756E697175655F6E6F6E6365C71030636230643330653238333064323435', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'F6A051A48F97A280ACD9DAF4B4F98EFBBC7BADB4C65D5B684A9F782C3563D909', 241, 3);
INSERT INTO river_job VALUES (21, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'follow.morning', X'CC26C71272697665723A756E697175655F6E6F6E6365C71032303761383538393935316561666439', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'CC3EC8D6271365E24063CDD56632C0962013256D5C25D90D524A154ECDDC0410', 241, 3);
INSERT INTO river_job VALUES (22, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'follow.given_now', X'CC26C71272697665723A756E697175655F6E6F6E6365C71037613736666530353133626361323734', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'38E3E108029C8DAA5E5746B77D577290EAB356819F6FBBFEE1B9147F2708458A', 241, 3);
INSERT INTO river_job VALUES (23, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'snooze.sweep', X'CC26C71272697665723A756E697175655F6E6F6E6365C71033323964366433323364336238303964', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'950F3EF97933E8D01FB05144408547D5327BF6D4BE0C38BF03BDFA99575F6226', 241, 3);
INSERT INTO river_job VALUES (24, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'routing.pass', X'CC26C71272697665723A756E697175655F6E6F6E6365C71063666165333135323234336638646336', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'5541BBE40A4E7B7AD835EA52EE507735ADCAB673D1FC8334D021BE640B824B0F', 241, 3);
INSERT INTO river_job VALUES (25, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'automation.untouched', X'CC26C71272697665723A756E697175655F6E6F6E6365C71063363035373335373761333661323834', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'E3F570315ADC8A6F712BCC3E310C51A889EA3DB5588788A28354A656435824BA', 241, 3);
INSERT INTO river_job VALUES (26, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'hold.sweep', X'CC26C71272697665723A756E697175655F6E6F6E6365C71066626165383338316237336332663661', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'21CAC8C236F33AE4D60CEA9B7931BDF75BD3C7C913211AF9BB339B16DE40ADDA', 241, 3);
INSERT INTO river_job VALUES (27, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'hold.late', X'CC26C71272697665723A756E697175655F6E6F6E6365C71065316331663239356361363466643332', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'B7D68FB1A050293E0E556CF6143E9C7E365238EBD7CB0D866AD96414714587F1', 241, 3);
INSERT INTO river_job VALUES (28, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'spike.look', X'CC26C71272697665723A756E697175655F6E6F6E6365C71037336366643433643439316431626533', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'EE44DF5761357B58DA5665FF1A2AC534632490C707A1ACE5B2B098665A6A333B', 241, 3);
INSERT INTO river_job VALUES (29, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'intake.reconcile', X'CC26C71272697665723A756E697175655F6E6F6E6365C71065666365393765643236393664643037', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'71B9E8BB551B990D82415D858CE88214864124ACEFF5810DDD262E2F6AC56CE4', 241, 3);
INSERT INTO river_job VALUES (30, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'intake.retention', X'CC26C71272697665723A756E697175655F6E6F6E6365C71038363962366334393531316665666261', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'A22516C04638CD81D62F58F45421D4E44F1532C6E2890E04354C9D9C85B82042', 241, 3);
INSERT INTO river_job VALUES (31, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'webhook.pass', X'CC26C71272697665723A756E697175655F6E6F6E6365C71033396436376662666362383737636333', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'68A00D28F454BF3D894FEAF96802848DC0564DFFCD07A9CD139B2E081BA57F86', 241, 3);
INSERT INTO river_job VALUES (32, X'CC2D67436173654944C72430316132326337662D313635352D376130612D616166352D396365646362613834656162', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'case.answered>callback.answered', X'CC26C71272697665723A756E697175655F6E6F6E6365C71064643633376333346631333963343034', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', NULL, NULL, 12);
INSERT INTO river_job VALUES (33, X'CC2D67436173654944C72430316132326337662D313635352D376130612D616166352D396365646362613834656162', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'case.answered_changed>cause.answered', X'CC26C71272697665723A756E697175655F6E6F6E6365C71064643633376333346631333963343034', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', NULL, NULL, 12);
DELETE FROM river_leader;
DELETE FROM river_migration;
DELETE FROM river_notification;
DELETE FROM river_queue;
DELETE FROM routing_away;
DELETE FROM routing_given;
DELETE FROM routing_heavy;
DELETE FROM routing_passed;
DELETE FROM routing_skill;
DELETE FROM routing_team;
DELETE FROM routing_waiting;
DELETE FROM routing_weight;
DELETE FROM search_doc;
INSERT INTO search_doc VALUES (74017036377, 'person', 'f0645353-e00b-52c1-bfe8-85f7c30debcd', '', 0);
INSERT INTO search_doc VALUES (158031367063, 'person', '6923ee4e-d620-53e1-b5be-db8352be74bb', '', 0);
INSERT INTO search_doc VALUES (246047994928, 'person', 'd7bf2950-9305-56bb-b227-c1275a138600', '', 0);
INSERT INTO search_doc VALUES (279093592084, 'person', 'a588c87f-993b-5c77-8719-d2f564ee2c25', '', 0);
INSERT INTO search_doc VALUES (460803701162, 'person', '6cb166d1-037e-568e-bc68-2b41104afbc1', '', 0);
INSERT INTO search_doc VALUES (606407012820, 'person', 'ff0307b7-9ac2-5b15-a471-ad58c551e95b', '', 0);
INSERT INTO search_doc VALUES (638806501841, 'person', '41dd45df-53fc-5658-afba-fdc11d480109', '', 0);
INSERT INTO search_doc VALUES (663444458018, 'person', 'dd3de217-d7fb-5dbf-9b48-05423eba5d54', '', 0);
INSERT INTO search_doc VALUES (763102892933, 'person', '5e1a027d-a269-5938-8036-9c229aa04d3a', '', 0);
INSERT INTO search_doc VALUES (968795770816, 'person', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 0);
INSERT INTO search_doc VALUES (1004473203130, 'person', '8a01aff5-9ae3-5a6f-ba2c-bd6ed98d8fd9', '', 0);
INSERT INTO search_doc VALUES (1080519535685, 'person', '8f9a8757-7985-5976-8e5f-93c4b6a95050', '', 0);
INSERT INTO search_doc VALUES (3764213356953872553, 'case', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', '01a22c7f-1656-7b3e-b707-228d8a73d7a9', 88);
INSERT INTO search_doc VALUES (3764213356954830138, 'case_note', '01a22c7f-1655-7a0a-aaf5-9cedcba84eab', '01a22c7f-166d-714d-8c9c-22f2be8ed678', 18);
INSERT INTO search_doc VALUES (3764213356955215707, 'case', '01a22c7f-1759-7964-845f-a8a9cc1c532e', '01a22c7f-1759-7ecb-a290-546c6f9a2f41', 24);
INSERT INTO search_doc VALUES (3764213356955258644, 'case', '01a22c7f-1756-7072-9785-9dd83293bd8a', '01a22c7f-1756-7aa2-9146-bc448169e761', 35);
DELETE FROM search_state;
INSERT INTO search_state VALUES ('epoch', '1');
INSERT INTO search_state VALUES ('swept', '-9223372036854775808');
DELETE FROM search_text_config;
INSERT INTO search_text_config VALUES ('version', 4);
DELETE FROM search_text_data;
INSERT INTO search_text_data VALUES (1, X'105A25');
INSERT INTO search_text_data VALUES (10, X'00000000FF0000010203140003110101011000000E010101111100000102010112120000010000');
INSERT INTO search_text_data VALUES (137438953473, X'000000AF08306265747765656E9A8FA5C1D680B2CF140601010601046461726B9A8FA5C1D680B2CF1406010105010269739A8FA5C1D680B2CF14060101030201749A8FA5C1D680B2CF140601010201056C616D70739A8FA5C1D680B2CF14020301077368656C7665739A8FA5C1D680B2CF140601010801037468659A8FA5C1D680B2CF140601010702026F6F9A8FA5C1D680B2CF1406010104010977617265686F7573659A8FA5C1D680B2CF140202041613111012161211');
INSERT INTO search_text_data VALUES (274877906945, X'0000008704306D61799A8FA5C1D680B1A75B0601010401046F6E6C799A8FA5C1D680B1A75B060101020104726561649A8FA5C1D680B1A75B060101050104736F6D659A8FA5C1D680B1A75B0601010305057468696E679A8FA5C1D680B1A75B02020104746869739A8FA5C1D680B1A75B060101060106756E666169729A8FA5C1D680B1A75B020304121313131213');
INSERT INTO search_text_data VALUES (2336462209025, X'000004AA04306172659A8FA5C1D68088A8A9060101050204736B65649A8FA5C1D680A5C53A060101020107666F72656D616E9A8FA5C1D680A5C53A060101040104686572659A8FA5C1D68088A8A90601010A02046F7572739A8FA5C1D68088A8A90A0101040D04010269739A8FA5C1D68088A8A90601010B0201749A8FA5C1D68088A8A9080101080E01076D697373696E679A8FA5C1D68088A8A90601010601056E696768749A8FA5C1D68088A8A90601010301076F63746F6265729A8FA5C1D68088A8A90204BAB91102040201669A8FA5C1D68088A8A9080301010EBAB911020302016E9A8FA5C1D68088A8A9060101070104706169649A8FA5C1D68088A8A906010116030579736C69709A8FA5C1D68088A8A90202BAB9110202010573686565749A8FA5C1D68088A8A90601010D01037468659A8FA5C1D68088A8A9080101020CBAB9110601010302046F6461799A8FA5C1D68088A8A906010117020278749A8FA5C1D68088A8A90601011201037761739A8FA5C1D68088A8A9060101150107EE8081313030318293DE89B059020807013293A7C2FC942202080701339C9985E99F4002080701348794CCE9E830020807013584CCDB9D97170204070136969AE3E8A7050208040432303031888FDA99801402080701328DB4D0A9F32A02080701339FB99FEED84502080701349D9DFA92F33A020804043330303191D385B2E354020807013292CBDED6D35102080405616D696E619C9985E99F4004020404046265726792CBDED6D3510203050572616E64749FB99FEED8450203040664766F72616B8794CCE9E83002030406656B6C756E648293DE89B0590203050678616D706C658293DE89B05902078580EEE0B7570207FB8DAF9764020785A4F690F3160207849EB588F02A0207F8D9A3EF7D0207DBE4A5C051020782F3A0EC9263020785FEA280F83B02078184F4A9D37A0207829BA5DBE50B02070406666572726F778293DE89B05902058580EEE0B7570205FB8DAF9764020585A4F690F3160205849EB588F02A0205F8D9A3EF7D0205DBE4A5C051020582F3A0EC9263020585FEA280F83B02058184F4A9D37A0205829BA5DBE50B0205040668616464616491D385B2E354020306036E6E61969AE3E8A7050402040406696E677269649D9DFA92F33A04020404056A6F6E61738293DE89B05904020404096B6F77616C637A796B888FDA998014020304046C616E6793A7C2FC942202030503656E6192CBDED6D3510402040507696E646772656E84CCDB9D971702030503756E648293DE89B05902068580EEE0B7570206FB8DAF9764020685A4F690F3160206849EB588F02A0206F8D9A3EF7D0206DBE4A5C051020682F3A0EC9263020685FEA280F83B02068184F4A9D37A0206829BA5DBE50B020604056D61727461888FDA99801404020404046E6F6F7291D385B2E3540402040405706176656C8794CCE9E8300402040504726979618DB4D0A9F32A040204040572616D616E8DB4D0A9F32A020305036F736184CCDB9D97170202040473616C6F9D9DFA92F33A02030505746566616E93A7C2FC942204020404047468656F9FB99FEED845040204040876697274616E656E969AE3E8A7050203040579757375669C9985E99F4002030301829A8FA5C1D68088A8A90A0101090905041213161315111116141916101317141A131112110B0B0B0B0B0E0B0B0B0E0B100E0F10105D5D100E1110130E0E115A100F100F0F0D0E100F120F');
DELETE FROM search_text_docsize;
INSERT INTO search_text_docsize VALUES (74017036377, X'0700', 1);
INSERT INTO search_text_docsize VALUES (158031367063, X'0300', 5);
INSERT INTO search_text_docsize VALUES (246047994928, X'0700', 4);
INSERT INTO search_text_docsize VALUES (279093592084, X'0700', 7);
INSERT INTO search_text_docsize VALUES (460803701162, X'0700', 8);
INSERT INTO search_text_docsize VALUES (606407012820, X'0700', 11);
INSERT INTO search_text_docsize VALUES (638806501841, X'0700', 12);
INSERT INTO search_text_docsize VALUES (663444458018, X'0700', 2);
INSERT INTO search_text_docsize VALUES (763102892933, X'0700', 6);
INSERT INTO search_text_docsize VALUES (968795770816, X'0700', 3);
INSERT INTO search_text_docsize VALUES (1004473203130, X'0700', 10);
INSERT INTO search_text_docsize VALUES (1080519535685, X'0700', 9);
INSERT INTO search_text_docsize VALUES (3764213356953872553, X'0316', 16);
INSERT INTO search_text_docsize VALUES (3764213356954830138, X'0303', 15);
INSERT INTO search_text_docsize VALUES (3764213356955215707, X'0205', 18);
INSERT INTO search_text_docsize VALUES (3764213356955258644, X'0207', 17);
DELETE FROM search_text_idx;
INSERT INTO search_text_idx VALUES (1, X'', 2);
INSERT INTO search_text_idx VALUES (2, X'', 2);
INSERT INTO search_text_idx VALUES (17, X'', 2);
DELETE FROM search_word;
INSERT INTO search_word VALUES (-9066427638174325026, 'asked', 2048);
INSERT INTO search_word VALUES (-9066426538662696815, 'are', 2048);
INSERT INTO search_word VALUES (-9059648049476100575, 'here', 2048);
INSERT INTO search_word VALUES (-9058845405987695770, 'is', 32767);
INSERT INTO search_word VALUES (-9058842107452811137, 'it', 32767);
INSERT INTO search_word VALUES (-9056851991406127677, 'of', 32767);
INSERT INTO search_word VALUES (-9056843195313101989, 'on', 32767);
INSERT INTO search_word VALUES (-9054040540173359825, 'read', 2048);
INSERT INTO search_word VALUES (-9048153754917053481, 'too', 2048);
INSERT INTO search_word VALUES (-9025495262664093903, 'lindgren', 0);
INSERT INTO search_word VALUES (-9012859538057378178, 'marta', 0);
INSERT INTO search_word VALUES (-8951594645240820356, 'sheet', 2048);
INSERT INTO search_word VALUES (-8950495133612798581, 'some', 7166);
INSERT INTO search_word VALUES (-8940876177819776222, 'night', 0);
INSERT INTO search_word VALUES (-8886865614908114015, 'example', 0);
INSERT INTO search_word VALUES (-8859822157869332872, 'something', 0);
INSERT INTO search_word VALUES (-8752524793520985542, 'yusuf', 0);
INSERT INTO search_word VALUES (-8663336699919283627, 'kowalczyk', 0);
INSERT INTO search_word VALUES (-8654374076916014994, 'today', 0);
INSERT INTO search_word VALUES (-8651554929101849665, 'today', 0);
INSERT INTO search_word VALUES (-8651528540822772601, 'today', 0);
INSERT INTO search_word VALUES (-8419373053599201904, 'lena', 0);
INSERT INTO search_word VALUES (-8407825982482000682, 'berg', 0);
INSERT INTO search_word VALUES (-8395341817075412332, 'paid', 2048);
INSERT INTO search_word VALUES (-8199023616070660903, 'foreman', 0);
INSERT INTO search_word VALUES (-8137285755431333323, 'october', 943);
INSERT INTO search_word VALUES (-8102981007627245396, 'unfair', 56);
INSERT INTO search_word VALUES (-8033310216819652485, 'haddad', 0);
INSERT INTO search_word VALUES (-7977301646382442556, 'lund', 0);
INSERT INTO search_word VALUES (-7929483090447736521, 'shelves', 0);
INSERT INTO search_word VALUES (-7905635984463567449, 'lund', 0);
INSERT INTO search_word VALUES (-7885670482445896936, 'warehouse', 0);
INSERT INTO search_word VALUES (-7809416546527741243, 'priya', 0);
INSERT INTO search_word VALUES (-7775512271267284403, 'ingrid', 0);
INSERT INTO search_word VALUES (-7774990918426494775, 'pavel', 0);
INSERT INTO search_word VALUES (-7771083558456926764, 'kowalczyk', 0);
INSERT INTO search_word VALUES (-7739009548846844343, 'something', 16384);
INSERT INTO search_word VALUES (-7558433177390796230, 'eklund', 0);
INSERT INTO search_word VALUES (-7358423441513070608, 'warehouse', 0);
INSERT INTO search_word VALUES (-7322382242357070370, 'dark', 30719);
INSERT INTO search_word VALUES (-7244839480086589544, 'foreman', 0);
INSERT INTO search_word VALUES (-7233299006039157588, 'foreman', 0);
INSERT INTO search_word VALUES (-7233291309457760111, 'foreman', 0);
INSERT INTO search_word VALUES (-7161085685108517744, 'berg', 0);
INSERT INTO search_word VALUES (-7087029740582292808, 'asked', 0);
INSERT INTO search_word VALUES (-7071255082342367044, 'october', 0);
INSERT INTO search_word VALUES (-6813331298582732441, 'here', 0);
INSERT INTO search_word VALUES (-6804448399770532630, 'theo', 0);
INSERT INTO search_word VALUES (-6791392743069390533, 'sheet', 0);
INSERT INTO search_word VALUES (-6731018943249761721, 'jonas', 0);
INSERT INTO search_word VALUES (-6663694944351436857, 'warehouse', 0);
INSERT INTO search_word VALUES (-6585900819777406885, 'was', 32767);
INSERT INTO search_word VALUES (-6570401676958108310, 'ingrid', 0);
INSERT INTO search_word VALUES (-6555330308855024022, 'theo', 0);
INSERT INTO search_word VALUES (-6486355557136083815, 'hours', 31800);
INSERT INTO search_word VALUES (-6470023314405482509, 'unfair', 0);
INSERT INTO search_word VALUES (-6469995826614777234, 'unfair', 0);
INSERT INTO search_word VALUES (-6462405897846750501, 'unfair', 0);
INSERT INTO search_word VALUES (-6312775329237993276, 'foreman', 0);
INSERT INTO search_word VALUES (-6243439241892125736, 'ingrid', 0);
INSERT INTO search_word VALUES (-6122728897184482502, 'brandt', 0);
INSERT INTO search_word VALUES (-6111025162635993877, 'october', 0);
INSERT INTO search_word VALUES (-6089848627804907343, 'brandt', 0);
INSERT INTO search_word VALUES (-6071796195170147978, 'missing', 16382);
INSERT INTO search_word VALUES (-6016136987684443796, 'something', 0);
INSERT INTO search_word VALUES (-5989078459113568073, 'virtanen', 0);
INSERT INTO search_word VALUES (-5972628277800044083, 'kowalczyk', 0);
INSERT INTO search_word VALUES (-5969848712404494350, 'kowalczyk', 0);
INSERT INTO search_word VALUES (-5969833319241699396, 'kowalczyk', 0);
INSERT INTO search_word VALUES (-5954562585290780528, 'payslip', 0);
INSERT INTO search_word VALUES (-5882324533481898923, 'amina', 0);
INSERT INTO search_word VALUES (-5844464031619027147, 'example', 0);
INSERT INTO search_word VALUES (-5830634187921910239, 'the', 32767);
INSERT INTO search_word VALUES (-5827830433270539864, 'too', 30719);
INSERT INTO search_word VALUES (-5815453230874228562, 'txt', 32767);
INSERT INTO search_word VALUES (-5765125393235016718, 'lamps', 0);
INSERT INTO search_word VALUES (-5562450858927692826, 'october', 31824);
INSERT INTO search_word VALUES (-5501934781722305003, 'brandt', 0);
INSERT INTO search_word VALUES (-5492386622744812929, 'brandt', 0);
INSERT INTO search_word VALUES (-5492369030558761553, 'brandt', 0);
INSERT INTO search_word VALUES (-5410082153639699055, 'kowalczyk', 0);
INSERT INTO search_word VALUES (-5378736428301529461, 'ferrow', 0);
INSERT INTO search_word VALUES (-5359098565116644880, 'between', 0);
INSERT INTO search_word VALUES (-5339223563875511383, 'virtanen', 0);
INSERT INTO search_word VALUES (-5297604455233745927, 'noor', 0);
INSERT INTO search_word VALUES (-5297574768419784230, 'noor', 0);
INSERT INTO search_word VALUES (-5228637355907895788, 'raman', 0);
INSERT INTO search_word VALUES (-5134343162832688593, 'pavel', 0);
INSERT INTO search_word VALUES (-5134335466251291116, 'pavel', 0);
INSERT INTO search_word VALUES (-5132139624147827485, 'foreman', 1032);
INSERT INTO search_word VALUES (-5121678987901414220, 'pavel', 0);
INSERT INTO search_word VALUES (-5044225849640573266, 'warehouse', 8191);
INSERT INTO search_word VALUES (-4834608424055969464, 'eklund', 0);
INSERT INTO search_word VALUES (-4798764182757221399, 'warehouse', 16384);
INSERT INTO search_word VALUES (-4759373722162749129, 'rosa', 0);
INSERT INTO search_word VALUES (-4747543361122675088, 'brandt', 0);
INSERT INTO search_word VALUES (-4740223528137982642, 'noor', 0);
INSERT INTO search_word VALUES (-4658578061474671340, 'lindgren', 0);
INSERT INTO search_word VALUES (-4586505616925516393, 'stefan', 0);
INSERT INTO search_word VALUES (-4581732636948398567, 'stefan', 0);
INSERT INTO search_word VALUES (-4581722741343744668, 'stefan', 0);
INSERT INTO search_word VALUES (-4529951246329477826, 'dvorak', 0);
INSERT INTO search_word VALUES (-4422638655158979312, 'haddad', 0);
INSERT INTO search_word VALUES (-4385741352224114082, 'october', 0);
INSERT INTO search_word VALUES (-4314253948822556857, 'warehouse', 0);
INSERT INTO search_word VALUES (-4296232032635925033, 'dark', 0);
INSERT INTO search_word VALUES (-4274234103494659731, 'paid', 0);
INSERT INTO search_word VALUES (-4245360832209997192, 'lund', 0);
INSERT INTO search_word VALUES (-4245357533675112559, 'lang', 0);
INSERT INTO search_word VALUES (-4245355334651856137, 'lena', 0);
INSERT INTO search_word VALUES (-4238584542046657374, 'lang', 0);
INSERT INTO search_word VALUES (-4238574646442003475, 'lang', 0);
INSERT INTO search_word VALUES (-4234915471744074167, 'lena', 0);
INSERT INTO search_word VALUES (-4234905576139420268, 'lena', 0);
INSERT INTO search_word VALUES (-4229815041344318451, 'theo', 0);
INSERT INTO search_word VALUES (-4219469532393993639, 'lund', 0);
INSERT INTO search_word VALUES (-4219462935324224373, 'lund', 0);
INSERT INTO search_word VALUES (-4218296557529450715, 'this', 0);
INSERT INTO search_word VALUES (-4181120064321310657, 'between', 0);
INSERT INTO search_word VALUES (-4181110168716656758, 'between', 0);
INSERT INTO search_word VALUES (-4150761076403334534, 'something', 16318);
INSERT INTO search_word VALUES (-4104656789725691300, 'priya', 0);
INSERT INTO search_word VALUES (-3901666458978769535, 'rosa', 0);
INSERT INTO search_word VALUES (-3872837904072490168, 'today', 0);
INSERT INTO search_word VALUES (-3784840396427858540, 'unfair', 0);
INSERT INTO search_word VALUES (-3784600203926062690, 'missing', 0);
INSERT INTO search_word VALUES (-3691249652836867434, 'asked', 0);
INSERT INTO search_word VALUES (-3691248553325239223, 'asked', 0);
INSERT INTO search_word VALUES (-3681683901673323984, 'asked', 0);
INSERT INTO search_word VALUES (-3666575404027335538, 'dvorak', 0);
INSERT INTO search_word VALUES (-3608049614234681403, 'asked', 16384);
INSERT INTO search_word VALUES (-3421260573645352552, 'payslip', 0);
INSERT INTO search_word VALUES (-3228491371684806101, 'payslip', 0);
INSERT INTO search_word VALUES (-3225692015079948570, 'payslip', 0);
INSERT INTO search_word VALUES (-3225664527289243295, 'payslip', 0);
INSERT INTO search_word VALUES (-3080783741010231573, 'paid', 0);
INSERT INTO search_word VALUES (-3075583432186207179, 'stefan', 0);
INSERT INTO search_word VALUES (-3011179344445445296, 'dvorak', 0);
INSERT INTO search_word VALUES (-3011168349329163186, 'dvorak', 0);
INSERT INTO search_word VALUES (-3000589654865903750, 'marta', 0);
INSERT INTO search_word VALUES (-2998818634723557159, 'dvorak', 0);
INSERT INTO search_word VALUES (-2942572594027013048, 'rosa', 0);
INSERT INTO search_word VALUES (-2915577384536474876, 'rosa', 0);
INSERT INTO search_word VALUES (-2915557593327167078, 'rosa', 0);
INSERT INTO search_word VALUES (-2532133011329157342, 'stefan', 0);
INSERT INTO search_word VALUES (-2251394227743800512, 'foreman', 0);
INSERT INTO search_word VALUES (-2200167143894853779, 'october', 0);
INSERT INTO search_word VALUES (-2184271310078221717, 'salo', 0);
INSERT INTO search_word VALUES (-2184270210566593506, 'salo', 0);
INSERT INTO search_word VALUES (-2171851226728410186, 'salo', 0);
INSERT INTO search_word VALUES (-2114010613185489337, 'between', 0);
INSERT INTO search_word VALUES (-2061602069540778731, 'hanna', 0);
INSERT INTO search_word VALUES (-2061600970029150520, 'hanna', 0);
INSERT INTO search_word VALUES (-2035427679382339574, 'virtanen', 0);
INSERT INTO search_word VALUES (-2033936998925892542, 'unfair', 0);
INSERT INTO search_word VALUES (-1938868539071898118, 'unfair', 0);
INSERT INTO search_word VALUES (-1922085161776528419, 'here', 0);
INSERT INTO search_word VALUES (-1919317440888188034, 'lang', 0);
INSERT INTO search_word VALUES (-1912838377094027493, 'today', 0);
INSERT INTO search_word VALUES (-1907746430635867143, 'read', 0);
INSERT INTO search_word VALUES (-1865640567789204526, 'stefan', 0);
INSERT INTO search_word VALUES (-1733732147920684465, 'warehouse', 0);
INSERT INTO search_word VALUES (-1660821597676396776, 'foreman', 13303);
INSERT INTO search_word VALUES (-1609273134662470152, 'eklund', 0);
INSERT INTO search_word VALUES (-1469623393704554843, 'virtanen', 0);
INSERT INTO search_word VALUES (-1469617896146413788, 'virtanen', 0);
INSERT INTO search_word VALUES (-1462860297680753557, 'virtanen', 0);
INSERT INTO search_word VALUES (-1409508132364912011, 'between', 898);
INSERT INTO search_word VALUES (-1405423989249633582, 'shelves', 31824);
INSERT INTO search_word VALUES (-1403824337362362326, 'payslip', 0);
INSERT INTO search_word VALUES (-1169238899087927385, 'eklund', 0);
INSERT INTO search_word VALUES (-1162917462664896045, 'dark', 0);
INSERT INTO search_word VALUES (-1162892173897447192, 'dark', 0);
INSERT INTO search_word VALUES (-1148553442756785916, 'dark', 0);
INSERT INTO search_word VALUES (-1125996290900596506, 'foreman', 16384);
INSERT INTO search_word VALUES (-1061737062392766222, 'payslip', 32767);
INSERT INTO search_word VALUES (-1021337346537041751, 'pavel', 0);
INSERT INTO search_word VALUES (-989445380273664818, 'asked', 14334);
INSERT INTO search_word VALUES (-959859353795896557, 'marta', 0);
INSERT INTO search_word VALUES (-954204565493142734, 'marta', 0);
INSERT INTO search_word VALUES (-954190271841975991, 'marta', 0);
INSERT INTO search_word VALUES (-953111787836201753, 'yusuf', 0);
INSERT INTO search_word VALUES (-867341664192555800, 'night', 2048);
INSERT INTO search_word VALUES (-858877908314656085, 'shelves', 0);
INSERT INTO search_word VALUES (-790262891573328736, 'ingrid', 0);
INSERT INTO search_word VALUES (-790248597922161993, 'ingrid', 0);
INSERT INTO search_word VALUES (-779810934037636445, 'ingrid', 0);
INSERT INTO search_word VALUES (-726642672260139213, 'foreman', 0);
INSERT INTO search_word VALUES (-688831682010914464, 'kowalczyk', 0);
INSERT INTO search_word VALUES (-682794792027069118, 'something', 0);
INSERT INTO search_word VALUES (-674892018365746448, 'hours', 967);
INSERT INTO search_word VALUES (-666370136708131703, 'ingrid', 0);
INSERT INTO search_word VALUES (-585768592756590856, 'hours', 0);
INSERT INTO search_word VALUES (-374583152940120596, 'pavel', 0);
INSERT INTO search_word VALUES (-365340475149425935, 'virtanen', 0);
INSERT INTO search_word VALUES (-185851030785110678, 'read', 14335);
INSERT INTO search_word VALUES (-178321987771937593, 'priya', 0);
INSERT INTO search_word VALUES (-151140081297793653, 'unfair', 0);
INSERT INTO search_word VALUES (64704806742905759, 'something', 0);
INSERT INTO search_word VALUES (145109814082834017, 'amina', 0);
INSERT INTO search_word VALUES (316225712408457038, 'stefan', 0);
INSERT INTO search_word VALUES (343451027451527521, 'warehouse', 0);
INSERT INTO search_word VALUES (345364177684236211, 'warehouse', 0);
INSERT INTO search_word VALUES (345388366940056853, 'warehouse', 0);
INSERT INTO search_word VALUES (432016762713628152, 'lena', 0);
INSERT INTO search_word VALUES (445460272878602152, 'shelves', 0);
INSERT INTO search_word VALUES (493189605136957470, 'example', 0);
INSERT INTO search_word VALUES (543945353413838203, 'lena', 0);
INSERT INTO search_word VALUES (622774306571858217, 'warehouse', 0);
INSERT INTO search_word VALUES (673670880629818767, 'asked', 1);
INSERT INTO search_word VALUES (674781387374122652, 'are', 30719);
INSERT INTO search_word VALUES (754940642528814232, 'sheet', 64);
INSERT INTO search_word VALUES (756035574611247426, 'lindgren', 0);
INSERT INTO search_word VALUES (942296656543429150, 'theo', 0);
INSERT INTO search_word VALUES (945146590683184387, 'theo', 0);
INSERT INTO search_word VALUES (945157585799466497, 'theo', 0);
INSERT INTO search_word VALUES (955956192197869535, 'berg', 0);
INSERT INTO search_word VALUES (1034709046214559117, 'yusuf', 0);
INSERT INTO search_word VALUES (1182964204104610139, 'paid', 16384);
INSERT INTO search_word VALUES (1194912655635066154, 'here', 0);
INSERT INTO search_word VALUES (1203640578938102047, 'this', 0);
INSERT INTO search_word VALUES (1209037865700254272, 'sheet', 0);
INSERT INTO search_word VALUES (1214907274590109464, 'here', 0);
INSERT INTO search_word VALUES (1214932563357558317, 'here', 0);
INSERT INTO search_word VALUES (1284063797904489519, 'eklund', 0);
INSERT INTO search_word VALUES (1302057308877996787, 'example', 0);
INSERT INTO search_word VALUES (1302642992486877882, 'between', 28725);
INSERT INTO search_word VALUES (1404617228493935428, 'ingrid', 0);
INSERT INTO search_word VALUES (1426082080787419121, 'foreman', 2048);
INSERT INTO search_word VALUES (1427148979099909113, 'lindgren', 0);
INSERT INTO search_word VALUES (1503697066034998122, 'some', 25601);
INSERT INTO search_word VALUES (1506126219337325375, 'lund', 0);
INSERT INTO search_word VALUES (1586412864317521234, 'priya', 0);
INSERT INTO search_word VALUES (1586439252596598298, 'priya', 0);
INSERT INTO search_word VALUES (1601603716969856810, 'priya', 0);
INSERT INTO search_word VALUES (1658828794472111002, 'today', 0);
INSERT INTO search_word VALUES (1672478587655107827, 'eklund', 0);
INSERT INTO search_word VALUES (1672489582771389937, 'eklund', 0);
INSERT INTO search_word VALUES (1692496296354343568, 'eklund', 0);
INSERT INTO search_word VALUES (1738544796634566945, 'hours', 0);
INSERT INTO search_word VALUES (1818092417573047628, 'lamps', 965);
INSERT INTO search_word VALUES (1949409809159332270, 'kowalczyk', 0);
INSERT INTO search_word VALUES (1990829908731110746, 'missing', 0);
INSERT INTO search_word VALUES (2038853749915952605, 'night', 0);
INSERT INTO search_word VALUES (2066842118154800422, 'ferrow', 0);
INSERT INTO search_word VALUES (2280346017233520609, 'read', 16384);
INSERT INTO search_word VALUES (2283958286531553695, 'lindgren', 0);
INSERT INTO search_word VALUES (2342242733178387425, 'between', 64);
INSERT INTO search_word VALUES (2344185613630626199, 'yusuf', 0);
INSERT INTO search_word VALUES (2350110881793919928, 'yusuf', 0);
INSERT INTO search_word VALUES (2350131772514855937, 'yusuf', 0);
INSERT INTO search_word VALUES (2463016720596584365, 'missing', 16384);
INSERT INTO search_word VALUES (2500280751998932929, 'dark', 2048);
INSERT INTO search_word VALUES (2658287070865187165, 'payslip', 0);
INSERT INTO search_word VALUES (2689952102840254989, 'lamps', 31802);
INSERT INTO search_word VALUES (2698788944119868197, 'example', 0);
INSERT INTO search_word VALUES (2741325048448106101, 'amina', 0);
INSERT INTO search_word VALUES (2744107912378540467, 'amina', 0);
INSERT INTO search_word VALUES (2744122206029707210, 'amina', 0);
INSERT INTO search_word VALUES (2751989211728043115, 'raman', 0);
INSERT INTO search_word VALUES (2757181939860497660, 'raman', 0);
INSERT INTO search_word VALUES (2811820619654360914, 'between', 3080);
INSERT INTO search_word VALUES (2863686191572498986, 'missing', 0);
INSERT INTO search_word VALUES (2864555905270224662, 'missing', 0);
INSERT INTO search_word VALUES (2864565800874878561, 'missing', 0);
INSERT INTO search_word VALUES (2870965323639102226, 'virtanen', 0);
INSERT INTO search_word VALUES (2934978127635395920, 'warehouse', 0);
INSERT INTO search_word VALUES (3055677273660702121, 'priya', 0);
INSERT INTO search_word VALUES (3146056169128442319, 'lamps', 0);
INSERT INTO search_word VALUES (3166236891503738258, 'this', 32767);
INSERT INTO search_word VALUES (3170839161223398409, 'lang', 0);
INSERT INTO search_word VALUES (3173657209525935527, 'lamps', 0);
INSERT INTO search_word VALUES (3173658309037563738, 'lamps', 0);
INSERT INTO search_word VALUES (3204722965150572972, 'jonas', 0);
INSERT INTO search_word VALUES (3240768058675787364, 'only', 32766);
INSERT INTO search_word VALUES (3240785650861838740, 'only', 1);
INSERT INTO search_word VALUES (3304154757818913364, 'sheet', 0);
INSERT INTO search_word VALUES (3330564190295407399, 'brandt', 0);
INSERT INTO search_word VALUES (3343993914125641090, 'lindgren', 0);
INSERT INTO search_word VALUES (3435936901661921432, 'shelves', 0);
INSERT INTO search_word VALUES (3460845427579376134, 'rosa', 0);
INSERT INTO search_word VALUES (3522936996903750316, 'salo', 0);
INSERT INTO search_word VALUES (3538875005480052986, 'virtanen', 0);
INSERT INTO search_word VALUES (3547853588354758557, 'shelves', 0);
INSERT INTO search_word VALUES (3620567167245360156, 'hanna', 0);
INSERT INTO search_word VALUES (3733131223087918083, 'salo', 0);
INSERT INTO search_word VALUES (3733939161234831883, 'stefan', 0);
INSERT INTO search_word VALUES (3932420427363171976, 'october', 0);
INSERT INTO search_word VALUES (4020643294176608241, 'hanna', 0);
INSERT INTO search_word VALUES (4021804000845608833, 'ferrow', 0);
INSERT INTO search_word VALUES (4066673397430662551, 'brandt', 0);
INSERT INTO search_word VALUES (4081876978336614189, 'raman', 0);
INSERT INTO search_word VALUES (4089471264536675850, 'missing', 1);
INSERT INTO search_word VALUES (4128262009592356361, 'marta', 0);
INSERT INTO search_word VALUES (4140817950976118225, 'dvorak', 0);
INSERT INTO search_word VALUES (4233435633703665548, 'ferrow', 0);
INSERT INTO search_word VALUES (4233462021982742612, 'ferrow', 0);
INSERT INTO search_word VALUES (4243876596123075729, 'ferrow', 0);
INSERT INTO search_word VALUES (4302702276479144214, 'something', 65);
INSERT INTO search_word VALUES (4327118917885047679, 'only', 0);
INSERT INTO search_word VALUES (4327131012512958000, 'only', 0);
INSERT INTO search_word VALUES (4329084844675910497, 'only', 0);
INSERT INTO search_word VALUES (4330219540676035024, 'some', 0);
INSERT INTO search_word VALUES (4340665369784553107, 'dvorak', 0);
INSERT INTO search_word VALUES (4392170525097405682, 'shelves', 943);
INSERT INTO search_word VALUES (4400636764632927357, 'sheet', 30655);
INSERT INTO search_word VALUES (4434660748640943120, 'between', 0);
INSERT INTO search_word VALUES (4523131886803680027, 'noor', 0);
INSERT INTO search_word VALUES (4567903033980002144, 'hanna', 0);
INSERT INTO search_word VALUES (4664352554631253591, 'unfair', 32711);
INSERT INTO search_word VALUES (4800386103513312118, 'paid', 0);
INSERT INTO search_word VALUES (4800400397164478861, 'paid', 0);
INSERT INTO search_word VALUES (4807968335699941374, 'paid', 0);
INSERT INTO search_word VALUES (4824033086691296181, 'some', 0);
INSERT INTO search_word VALUES (4854244507875899537, 'something', 0);
INSERT INTO search_word VALUES (4864465436862475728, 'paid', 14335);
INSERT INTO search_word VALUES (4983355602760897156, 'haddad', 0);
INSERT INTO search_word VALUES (5040105776528857507, 'between', 0);
INSERT INTO search_word VALUES (5068001738623126398, 'only', 0);
INSERT INTO search_word VALUES (5075139773590430021, 'something', 0);
INSERT INTO search_word VALUES (5115627488691291913, 'here', 21502);
INSERT INTO search_word VALUES (5131301462843773931, 'haddad', 0);
INSERT INTO search_word VALUES (5146587194467324237, 'foreman', 0);
INSERT INTO search_word VALUES (5177136469204486115, 'payslip', 0);
INSERT INTO search_word VALUES (5197036810749069130, 'hours', 0);
INSERT INTO search_word VALUES (5305934952953798802, 'some', 0);
INSERT INTO search_word VALUES (5305943749046824490, 'some', 0);
INSERT INTO search_word VALUES (5307927268023738684, 'some', 0);
INSERT INTO search_word VALUES (5390671624814542760, 'hours', 0);
INSERT INTO search_word VALUES (5390672724326170971, 'hours', 0);
INSERT INTO search_word VALUES (5395456699419570907, 'hours', 0);
INSERT INTO search_word VALUES (5468227295909379859, 'today', 32767);
INSERT INTO search_word VALUES (5520205239011095355, 'lamps', 0);
INSERT INTO search_word VALUES (5565862314434731140, 'here', 9217);
INSERT INTO search_word VALUES (5569578633129827737, 'yusuf', 0);
INSERT INTO search_word VALUES (5596088470933467479, 'berg', 0);
INSERT INTO search_word VALUES (5596100565561377800, 'berg', 0);
INSERT INTO search_word VALUES (5597082341404325890, 'something', 0);
INSERT INTO search_word VALUES (5597092237008979789, 'something', 0);
INSERT INTO search_word VALUES (5603566161474561582, 'something', 0);
INSERT INTO search_word VALUES (5608467872353035203, 'berg', 0);
INSERT INTO search_word VALUES (5666964322445513464, 'raman', 0);
INSERT INTO search_word VALUES (5678504796492945420, 'raman', 0);
INSERT INTO search_word VALUES (5678512493074342897, 'raman', 0);
INSERT INTO search_word VALUES (5726241444728700929, 'night', 0);
INSERT INTO search_word VALUES (5729481352856683135, 'lindgren', 0);
INSERT INTO search_word VALUES (5749780536532740892, 'lindgren', 0);
INSERT INTO search_word VALUES (5749792631160651213, 'lindgren', 0);
INSERT INTO search_word VALUES (5821947589474694728, 'night', 0);
INSERT INTO search_word VALUES (5828687595754303583, 'night', 0);
INSERT INTO search_word VALUES (5828709585986867803, 'night', 0);
INSERT INTO search_word VALUES (5846352581917147803, 'between', 0);
INSERT INTO search_word VALUES (6009953070852023777, 'october', 0);
INSERT INTO search_word VALUES (6011085567828891882, 'october', 0);
INSERT INTO search_word VALUES (6011097662456802203, 'october', 0);
INSERT INTO search_word VALUES (6039354477078957544, 'pavel', 0);
INSERT INTO search_word VALUES (6046921383546369345, 'dvorak', 0);
INSERT INTO search_word VALUES (6083310922568349815, 'asked', 0);
INSERT INTO search_word VALUES (6109875865068917732, 'read', 0);
INSERT INTO search_word VALUES (6113834106929720432, 'read', 0);
INSERT INTO search_word VALUES (6113839604487861487, 'read', 0);
INSERT INTO search_word VALUES (6239606619491710617, 'dark', 0);
INSERT INTO search_word VALUES (6314130137292863608, 'noor', 0);
INSERT INTO search_word VALUES (6598976663043049146, 'ferrow', 0);
INSERT INTO search_word VALUES (6727218319490041468, 'missing', 0);
INSERT INTO search_word VALUES (6853844456136849366, 'amina', 0);
INSERT INTO search_word VALUES (6922670091624878302, 'jonas', 0);
INSERT INTO search_word VALUES (7024086123967638257, 'warehouse', 8192);
INSERT INTO search_word VALUES (7045694523539562177, 'hanna', 0);
INSERT INTO search_word VALUES (7050878799122822007, 'amina', 0);
INSERT INTO search_word VALUES (7119310947154313784, 'marta', 0);
INSERT INTO search_word VALUES (7131009744016558129, 'read', 0);
INSERT INTO search_word VALUES (7166903463186066403, 'this', 0);
INSERT INTO search_word VALUES (7168038159186190930, 'this', 0);
INSERT INTO search_word VALUES (7168062348442011572, 'this', 0);
INSERT INTO search_word VALUES (7170399155695211603, 'shelves', 0);
INSERT INTO search_word VALUES (7184760976580065310, 'shelves', 0);
INSERT INTO search_word VALUES (7184780767789373108, 'shelves', 0);
INSERT INTO search_word VALUES (7328658608971521481, 'jonas', 0);
INSERT INTO search_word VALUES (7350811772130811292, 'example', 0);
INSERT INTO search_word VALUES (7443055490756007638, 'asked', 0);
INSERT INTO search_word VALUES (7459837646072913024, 'salo', 0);
INSERT INTO search_word VALUES (7461834359189365750, 'lang', 0);
INSERT INTO search_word VALUES (7483703596348801629, 'jonas', 0);
INSERT INTO search_word VALUES (7488883270256302574, 'haddad', 0);
INSERT INTO search_word VALUES (7490412816302820576, 'jonas', 0);
INSERT INTO search_word VALUES (7490432607512128374, 'jonas', 0);
INSERT INTO search_word VALUES (7493666145838074299, 'haddad', 0);
INSERT INTO search_word VALUES (7493669444372958932, 'haddad', 0);
INSERT INTO search_word VALUES (7807070986468547004, 'kowalczyk', 0);
INSERT INTO search_word VALUES (7922778608110327043, 'missing', 0);
INSERT INTO search_word VALUES (7954256929475991723, 'sheet', 0);
INSERT INTO search_word VALUES (7954273422150414888, 'sheet', 0);
INSERT INTO search_word VALUES (8212379136554400551, 'virtanen', 0);
INSERT INTO search_word VALUES (8238269099289358199, 'may', 32767);
INSERT INTO search_word VALUES (8319925811463482891, 'only', 0);
INSERT INTO search_word VALUES (8339150533379582774, 'kowalczyk', 0);
INSERT INTO search_word VALUES (8364420390576653588, 'night', 30719);
INSERT INTO search_word VALUES (8613736040390996820, 'kowalczyk', 0);
INSERT INTO search_word VALUES (8791386660945556794, 'something', 0);
INSERT INTO search_word VALUES (8871438892856531333, 'lindgren', 0);
INSERT INTO search_word VALUES (9041065893670301500, 'lamps', 0);
INSERT INTO search_word VALUES (9076186803428186146, 'example', 0);
INSERT INTO search_word VALUES (9102891741848876614, 'example', 0);
INSERT INTO search_word VALUES (9102901637453530513, 'example', 0);
DELETE FROM side_file;
DELETE FROM side_member;
DELETE FROM side_talk;
DELETE FROM side_word;
DELETE FROM snooze_case;
DELETE FROM spike_announcement;
DELETE FROM spike_case;
DELETE FROM spike_spike;
DELETE FROM spike_text;
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES ('store_version_river', 8);
INSERT INTO sqlite_sequence VALUES ('store_version_jobs', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_search', 4);
INSERT INTO sqlite_sequence VALUES ('store_version_mail', 7);
INSERT INTO sqlite_sequence VALUES ('store_version_files', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_audit', 4);
INSERT INTO sqlite_sequence VALUES ('store_version_auth', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_people', 6);
INSERT INTO sqlite_sequence VALUES ('store_version_promise', 9);
INSERT INTO sqlite_sequence VALUES ('store_version_catalogue', 5);
INSERT INTO sqlite_sequence VALUES ('store_version_agreement', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_policy', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_desk', 15);
INSERT INTO sqlite_sequence VALUES ('store_version_heard', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_decision', 4);
INSERT INTO sqlite_sequence VALUES ('store_version_rating', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_exception', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_fairness', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_calculation', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_statement', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_letters', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_cause', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_callback', 4);
INSERT INTO sqlite_sequence VALUES ('store_version_escalation', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_tag', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_field', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_macro', 5);
INSERT INTO sqlite_sequence VALUES ('store_version_outreach', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_follow', 4);
INSERT INTO sqlite_sequence VALUES ('store_version_link', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_joined', 5);
INSERT INTO sqlite_sequence VALUES ('store_version_views', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_snooze', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_routing', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_automation', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_hold', 6);
INSERT INTO sqlite_sequence VALUES ('store_version_side', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_together', 4);
INSERT INTO sqlite_sequence VALUES ('store_version_spike', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_intake', 6);
INSERT INTO sqlite_sequence VALUES ('store_version_webhook', 4);
INSERT INTO sqlite_sequence VALUES ('store_version_privacy', 2);
INSERT INTO sqlite_sequence VALUES ('desk_number', 3);
INSERT INTO sqlite_sequence VALUES ('webhook_delivery', 0);
DELETE FROM statement_case;
DELETE FROM statement_effort;
DELETE FROM statement_effort_person;
DELETE FROM statement_estimate;
DELETE FROM statement_question;
DELETE FROM statement_step;
DELETE FROM store_fact;
DELETE FROM store_once;
DELETE FROM store_schema;
INSERT INTO store_schema VALUES ('river', '4a320e7cb0715664d3212f54e807b7d1cc095b925ffa1c3fffc250545d634168');
INSERT INTO store_schema VALUES ('jobs', '83a67eee76684d11333b6cdc67e62b9ef025cc14eeff482818c05aadf696018b');
INSERT INTO store_schema VALUES ('search', '594c174ebcfa65f37bf66f67383ca90267e5946e8cb17fcc992251cd78991ac1');
INSERT INTO store_schema VALUES ('mail', '72f8d4ee80e571d0ef8131c15c6e2468d31d237088e4c242f2e43b5734a798f1');
INSERT INTO store_schema VALUES ('files', '2fcc7b581310a0ea0373c397588107e77b287929190d97de670cf95a125c5508');
INSERT INTO store_schema VALUES ('audit', '920367a9c64eef5df10d62f7d22b69610ba7fe327ac621c92d0751a129ec7808');
INSERT INTO store_schema VALUES ('auth', 'f14c249fd3112222a9f99af1e11c7c862aae6dbfa45bc34df61497098c9291ff');
INSERT INTO store_schema VALUES ('people', 'd8029caff4b98c07e0b1b9e395209e52bc71415c56a68ab94de1a46fba2f7ea6');
INSERT INTO store_schema VALUES ('promise', '69f2daed446675393b5d3f8dc5877a7f89d6c24911b0946548a87d546211d41b');
INSERT INTO store_schema VALUES ('catalogue', '3cef0a7ec63efd912e9819dd8c510408db88b6f57826717319a679846f41d690');
INSERT INTO store_schema VALUES ('agreement', '28c1e5062cce0abfcbc85151e5dadd1d57dc432fa73c1c011d433dccb7e7a7e1');
INSERT INTO store_schema VALUES ('policy', 'c589593fda813718e256a9575803661a61231d16642c7301218e56dfbb668080');
INSERT INTO store_schema VALUES ('desk', '5bcfed37477b618f8e4b64adca9c0f17355af553b83b3a56b93720f3b5655c42');
INSERT INTO store_schema VALUES ('heard', '7950d57e1dcaf230f5fa411b341db50e7bb0c2d032fc029d8563254b9e3ccec8');
INSERT INTO store_schema VALUES ('decision', '6d1dac117184df0a2e75ec233e6f51c41df0607efc8f686dac4f5d22473f8794');
INSERT INTO store_schema VALUES ('rating', '2a5f0c4f2b82ab6e4d08a610ed6f15469d9a52e095ae2af4d16d574afa79a2f0');
INSERT INTO store_schema VALUES ('exception', 'd35ad22bd71ae2ed1fa82d3e3208aaca5d0247b5cbca9fc25a581fabf90fcf34');
INSERT INTO store_schema VALUES ('fairness', 'aa760e9c5e9132e0edb37d96154535afe242fbaf1e0fcdcf4cf7f9bb8e0f0851');
INSERT INTO store_schema VALUES ('calculation', 'e3de6ede2f504724b80df758bcdc1fc4531466bfde570c84d49effc7c90ce052');
INSERT INTO store_schema VALUES ('statement', '025fc002263b376207f2a25002fe9ec328994ba821e13cb391269d56711bed28');
INSERT INTO store_schema VALUES ('letters', '58227a10966e39dca2f7b98eafa4f9395eb8d41864c99de2863c8b7da9057f26');
INSERT INTO store_schema VALUES ('cause', '6941a1be92f1f3f5857ccf1fad099e7ad6561971f3c1518e2439e2ba34671a1d');
INSERT INTO store_schema VALUES ('callback', '602cc0ad5973136a0cc0fc108e520c245883087f347851cf4a90d379deb25212');
INSERT INTO store_schema VALUES ('escalation', '1a2da28e7f6da4757d593182ba980aef5b319018f8178d3061594f97aec084d2');
INSERT INTO store_schema VALUES ('tag', '1685a1b171c5c298045790eac1580c3d1f5a0f0799ce6d2c247ecd8197ee797f');
INSERT INTO store_schema VALUES ('field', 'fcd41f52322e266e7f014c088cf3cc3a81db351c244d13b3a0da85f52b07693a');
INSERT INTO store_schema VALUES ('macro', 'b947b70bacd6176127e69b4e73ef6ae5b170d1e8b5ee020eb35543cf66d97056');
INSERT INTO store_schema VALUES ('outreach', 'e1ced254f3565a777df1825c6f027758519499b883aab2992084316812655655');
INSERT INTO store_schema VALUES ('follow', 'accd747f51548caa8271a738dd1b246eb02e28cae52246b449e161e7fc8d43d7');
INSERT INTO store_schema VALUES ('link', 'fc152b71a08a3f14e8963ca4dea6610e6fce6178fd25ff5c9772ffd605eb9b55');
INSERT INTO store_schema VALUES ('joined', '00844319c40f07dc59f719d6d13c72d9331e680124502578c83279d7edde0185');
INSERT INTO store_schema VALUES ('views', '7e0f2e81854a06cc886618d271389cb97e7594bb429e7bf565442b62cf875ba4');
INSERT INTO store_schema VALUES ('snooze', 'f5bf4cfe499386f552ffaec11e2bf7acebf649afdd99dedcdb980cf5e99a0cb4');
INSERT INTO store_schema VALUES ('routing', '9314ec397f924f76548b43ab8f6e2c960406567954f245e6489290d64cfb54c9');
INSERT INTO store_schema VALUES ('automation', '5256646d330be36d39c43cdd6f8a9eaa1868dd6d29ab4fd83aabe18250811b36');
INSERT INTO store_schema VALUES ('hold', '8201858579efeab4d7b8bcddbee70c15a634f6660e2314e3294c72e69a755517');
INSERT INTO store_schema VALUES ('side', 'c100365b33e83f62bb95dc12f8280a8497fdc40530fb7bd639bed52aa1727eb1');
INSERT INTO store_schema VALUES ('together', '58a27e9b2ed69fe99b6fe553baba9db4bfb604e10ee8f9a8e5d95ebda59b898b');
INSERT INTO store_schema VALUES ('spike', '913d3601d87003e7017644ee9bc3aeeb687d726ca2c17b9647f011d4fbe14dac');
INSERT INTO store_schema VALUES ('intake', '8b2940132d6532acc875c74c89d435ca7c2c17516a04d3a0cb55d05b699f94d9');
INSERT INTO store_schema VALUES ('webhook', '9770b481676a548bbc2f56a7e14c87b644196393f5fcbcf47ee944170613e59a');
INSERT INTO store_schema VALUES ('privacy', 'd65de9d9cf075ac48ca74b77d32296c4e79c8d2c6687fbd199387f257f1f954a');
DELETE FROM store_version_agreement;
INSERT INTO store_version_agreement VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_agreement VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_audit;
INSERT INTO store_version_audit VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_audit VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_audit VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_audit VALUES (4, 3, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_auth;
INSERT INTO store_version_auth VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_auth VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_auth VALUES (3, 2, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_automation;
INSERT INTO store_version_automation VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_automation VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_automation VALUES (3, 2, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_calculation;
INSERT INTO store_version_calculation VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_calculation VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_calculation VALUES (3, 2, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_callback;
INSERT INTO store_version_callback VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_callback VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_callback VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_callback VALUES (4, 3, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_catalogue;
INSERT INTO store_version_catalogue VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_catalogue VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_catalogue VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_catalogue VALUES (4, 3, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_catalogue VALUES (5, 4, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_cause;
INSERT INTO store_version_cause VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_cause VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_decision;
INSERT INTO store_version_decision VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_decision VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_decision VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_decision VALUES (4, 3, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_desk;
INSERT INTO store_version_desk VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_desk VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_desk VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_desk VALUES (4, 3, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_desk VALUES (5, 4, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_desk VALUES (6, 5, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_desk VALUES (7, 6, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_desk VALUES (8, 7, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_desk VALUES (9, 8, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_desk VALUES (10, 9, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_desk VALUES (11, 10, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_desk VALUES (12, 11, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_desk VALUES (13, 12, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_desk VALUES (14, 13, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_desk VALUES (15, 14, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_escalation;
INSERT INTO store_version_escalation VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_escalation VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_escalation VALUES (3, 2, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_exception;
INSERT INTO store_version_exception VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_exception VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_fairness;
INSERT INTO store_version_fairness VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_fairness VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_field;
INSERT INTO store_version_field VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_field VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_files;
INSERT INTO store_version_files VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_files VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_follow;
INSERT INTO store_version_follow VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_follow VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_follow VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_follow VALUES (4, 3, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_heard;
INSERT INTO store_version_heard VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_heard VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_hold;
INSERT INTO store_version_hold VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_hold VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_hold VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_hold VALUES (4, 3, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_hold VALUES (5, 4, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_hold VALUES (6, 5, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_intake;
INSERT INTO store_version_intake VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_intake VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_intake VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_intake VALUES (4, 3, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_intake VALUES (5, 4, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_intake VALUES (6, 5, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_jobs;
INSERT INTO store_version_jobs VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_jobs VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_joined;
INSERT INTO store_version_joined VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_joined VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_joined VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_joined VALUES (4, 3, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_joined VALUES (5, 4, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_letters;
INSERT INTO store_version_letters VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_letters VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_letters VALUES (3, 2, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_link;
INSERT INTO store_version_link VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_link VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_macro;
INSERT INTO store_version_macro VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_macro VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_macro VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_macro VALUES (4, 3, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_macro VALUES (5, 4, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_mail;
INSERT INTO store_version_mail VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_mail VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_mail VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_mail VALUES (4, 3, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_mail VALUES (5, 4, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_mail VALUES (6, 5, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_mail VALUES (7, 6, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_outreach;
INSERT INTO store_version_outreach VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_outreach VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_outreach VALUES (3, 2, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_people;
INSERT INTO store_version_people VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_people VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_people VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_people VALUES (4, 3, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_people VALUES (5, 4, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_people VALUES (6, 5, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_policy;
INSERT INTO store_version_policy VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_policy VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_policy VALUES (3, 2, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_privacy;
INSERT INTO store_version_privacy VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_privacy VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_promise;
INSERT INTO store_version_promise VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_promise VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_promise VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_promise VALUES (4, 3, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_promise VALUES (5, 4, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_promise VALUES (6, 5, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_promise VALUES (7, 6, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_promise VALUES (8, 7, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_promise VALUES (9, 8, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_rating;
INSERT INTO store_version_rating VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_rating VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_rating VALUES (3, 2, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_river;
INSERT INTO store_version_river VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_river VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_river VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_river VALUES (4, 3, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_river VALUES (5, 4, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_river VALUES (6, 5, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_river VALUES (7, 6, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_river VALUES (8, 7, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_routing;
INSERT INTO store_version_routing VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_routing VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_routing VALUES (3, 2, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_search;
INSERT INTO store_version_search VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_search VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_search VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_search VALUES (4, 3, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_side;
INSERT INTO store_version_side VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_side VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_snooze;
INSERT INTO store_version_snooze VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_snooze VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_spike;
INSERT INTO store_version_spike VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_spike VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_statement;
INSERT INTO store_version_statement VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_statement VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_tag;
INSERT INTO store_version_tag VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_tag VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_together;
INSERT INTO store_version_together VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_together VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_together VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_together VALUES (4, 3, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_views;
INSERT INTO store_version_views VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_views VALUES (2, 1, 1, '2026-11-30 12:47:35');
DELETE FROM store_version_webhook;
INSERT INTO store_version_webhook VALUES (1, 0, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_webhook VALUES (2, 1, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_webhook VALUES (3, 2, 1, '2026-11-30 12:47:35');
INSERT INTO store_version_webhook VALUES (4, 3, 1, '2026-11-30 12:47:35');
DELETE FROM tag_case;
DELETE FROM tag_word;
DELETE FROM together_draft;
DELETE FROM together_unseen;
DELETE FROM views_view;
DELETE FROM webhook_delivery;
DELETE FROM webhook_endpoint;
DELETE FROM webhook_event;
CREATE INDEX agreement_entry_subject ON agreement_entry (subject, ends);
CREATE INDEX audit_entry_record ON audit_entry (subject, at, id);
CREATE UNIQUE INDEX audit_entry_seq ON audit_entry (seq) WHERE seq IS NOT NULL;
CREATE INDEX audit_entry_subject ON audit_entry (subject, opening, id);
CREATE INDEX audit_entry_unsealed ON audit_entry (id) WHERE seq IS NULL;
CREATE INDEX auth_attempt_key ON auth_attempt (key, at);
CREATE INDEX auth_recovery_person ON auth_recovery (person_id);
CREATE INDEX auth_secret_person ON auth_secret (person_id, kind);
CREATE INDEX auth_session_expires ON auth_session (expires_at);
CREATE INDEX auth_session_person ON auth_session (person_id);
CREATE INDEX auth_token_person ON auth_token (person_id);
CREATE INDEX automation_rule_fact ON automation_rule (fact, switched);
CREATE INDEX automation_run_case ON automation_run (case_id, at);
CREATE INDEX automation_run_rule ON automation_run (rule_id, at);
CREATE INDEX automation_version_tells ON automation_version (tells_person);
CREATE TRIGGER calculation_calculation_as_it_was BEFORE UPDATE ON calculation_calculation WHEN NOT (
    NEW.id IS OLD.id AND NEW.case_id IS OLD.case_id AND NEW.case_number IS OLD.case_number AND NEW.unit IS OLD.unit AND NEW.rounding IS OLD.rounding AND
    NEW.lines IS OLD.lines AND NEW.places IS OLD.places AND NEW.instead_of IS OLD.instead_of AND NEW.written_at IS OLD.written_at AND (NEW.written_by IS
    NULL OR NEW.written_by IS OLD.written_by) AND ((NEW.title IS OLD.title AND NEW.person_id IS OLD.person_id AND NEW.erased_at IS OLD.erased_at) OR
    (NEW.erased_at IS NOT NULL AND NEW.title = '' AND NEW.person_id IS NULL)))
BEGIN SELECT RAISE(ABORT, 'what was worked out is never changed'); END;
CREATE INDEX calculation_calculation_case ON calculation_calculation (case_id);
CREATE INDEX calculation_calculation_person ON calculation_calculation (person_id);
CREATE TRIGGER calculation_calculation_sound BEFORE INSERT ON calculation_calculation BEGIN
  SELECT RAISE(ABORT, 'a calculation replaces one of its case')
    WHERE NEW.instead_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM calculation_calculation c WHERE c.id = NEW.instead_of AND c.case_id = NEW.case_id);
END;
CREATE TRIGGER calculation_calculation_stays BEFORE DELETE ON calculation_calculation BEGIN SELECT RAISE(ABORT, 'what was worked out is never deleted'); END;
CREATE INDEX calculation_calculation_written_by ON calculation_calculation (written_by);
CREATE TRIGGER calculation_line_as_it_was BEFORE UPDATE ON calculation_line WHEN NOT (
    NEW.id IS OLD.id AND NEW.calculation_id IS OLD.calculation_id AND NEW.position IS OLD.position AND NEW.revision IS OLD.revision AND NEW.written_at IS
    OLD.written_at AND (NEW.written_by IS NULL OR NEW.written_by IS OLD.written_by) AND ((NEW.body IS OLD.body AND NEW.quantity IS OLD.quantity AND
    NEW.rate IS OLD.rate AND NEW.amount IS OLD.amount AND NEW.source IS OLD.source AND NEW.clause IS OLD.clause AND NEW.clause_version IS
    OLD.clause_version AND NEW.clause_title IS OLD.clause_title AND NEW.reason IS OLD.reason AND NEW.erased_at IS OLD.erased_at) OR (NEW.erased_at IS NOT
    NULL AND NEW.amount = 0 AND NEW.quantity = '0' AND NEW.rate = '0' AND NEW.body = '' AND NEW.source = '' AND NEW.clause = '' AND NEW.clause_version = ''
    AND NEW.clause_title = '' AND NEW.reason = '')))
BEGIN SELECT RAISE(ABORT, 'what was worked out is never changed'); END;
CREATE INDEX calculation_line_clause_version ON calculation_line (clause_version);
CREATE TRIGGER calculation_line_sound BEFORE INSERT ON calculation_line BEGIN
  SELECT RAISE(ABORT, 'a calculation keeps its number of lines')
    WHERE NOT EXISTS (SELECT 1 FROM calculation_calculation c WHERE c.id = NEW.calculation_id AND NEW.position < c.lines AND c.erased_at IS NULL);
  SELECT RAISE(ABORT, 'a correction has a line that it corrects')
    WHERE NEW.revision > 1 AND NOT EXISTS (SELECT 1 FROM calculation_line l WHERE l.calculation_id = NEW.calculation_id AND l.position = NEW.position AND l.revision = NEW.revision - 1);
  SELECT RAISE(ABORT, 'what was replaced is not corrected')
    WHERE EXISTS (SELECT 1 FROM calculation_calculation c WHERE c.instead_of = NEW.calculation_id);
END;
CREATE TRIGGER calculation_line_stays BEFORE DELETE ON calculation_line BEGIN SELECT RAISE(ABORT, 'what was worked out is never deleted'); END;
CREATE INDEX calculation_line_written_by ON calculation_line (written_by);
CREATE INDEX callback_attempt_at ON callback_attempt (at);
CREATE INDEX callback_attempt_by ON callback_attempt (by_person);
CREATE INDEX callback_attempt_call ON callback_attempt (call_id, at);
CREATE INDEX callback_call_case ON callback_call (case_id, asked_at);
CREATE UNIQUE INDEX callback_call_live ON callback_call (case_id) WHERE state IN ('open', 'tried', 'missed');
CREATE INDEX callback_call_person ON callback_call (person_id);
CREATE INDEX callback_caller_person ON callback_caller (person_id);
CREATE INDEX callback_caller_to ON callback_caller (to_at);
CREATE INDEX callback_slot_person ON callback_slot (person_id, from_at);
CREATE INDEX callback_window_call ON callback_window (call_id, from_at);
CREATE INDEX callback_window_from ON callback_window (state, from_at, id);
CREATE INDEX callback_window_to ON callback_window (state, to_at);
CREATE INDEX callback_window_warn ON callback_window (state, warn_at);
CREATE INDEX cause_case_cause ON cause_case (cause_id, day, case_id);
CREATE TRIGGER decision_appeal_as_it_was BEFORE UPDATE ON decision_appeal WHEN NOT (
    NEW.id IS OLD.id AND NEW.case_id IS OLD.case_id AND NEW.decision_id IS OLD.decision_id AND NEW.at IS OLD.at AND (NEW.person_id IS NULL OR NEW.person_id IS
    OLD.person_id) AND (NEW.given_person IS NULL OR NEW.given_person IS OLD.given_person) AND (NEW.body = '' OR NEW.body IS OLD.body))
BEGIN SELECT RAISE(ABORT, 'an appeal is never changed'); END;
CREATE INDEX decision_appeal_case_id ON decision_appeal (case_id);
CREATE INDEX decision_appeal_given_person ON decision_appeal (given_person);
CREATE INDEX decision_appeal_person_id ON decision_appeal (person_id);
CREATE TRIGGER decision_appeal_stays BEFORE DELETE ON decision_appeal BEGIN SELECT RAISE(ABORT, 'an appeal is never deleted'); END;
CREATE INDEX decision_decision_appeal_person ON decision_decision (appeal_person);
CREATE TRIGGER decision_decision_as_it_was BEFORE UPDATE ON decision_decision WHEN NOT (
    NEW.id IS OLD.id AND NEW.case_id IS OLD.case_id AND NEW.version IS OLD.version AND NEW.kind IS OLD.kind AND NEW.replaces_id IS OLD.replaces_id AND NEW.appeal_id
    IS OLD.appeal_id AND NEW.outcome IS OLD.outcome AND NEW.clause_version IS OLD.clause_version AND NEW.clause_ref IS OLD.clause_ref AND NEW.clause_title IS
    OLD.clause_title AND NEW.clause_text IS OLD.clause_text AND NEW.clause_edition IS OLD.clause_edition AND NEW.heard IS OLD.heard AND NEW.decided_at IS
    OLD.decided_at AND NEW.next_on IS OLD.next_on AND NEW.appeal_until IS OLD.appeal_until AND (NEW.by_person IS NULL OR NEW.by_person IS OLD.by_person) AND
    (NEW.for_person IS NULL OR NEW.for_person IS OLD.for_person) AND (NEW.decided_by IS NULL OR NEW.decided_by IS OLD.decided_by) AND (NEW.appeal_person IS NULL OR
    NEW.appeal_person IS OLD.appeal_person) AND ((NEW.reason IS OLD.reason AND NEW.facts IS OLD.facts AND NEW.alternatives IS OLD.alternatives AND NEW.next_text IS
    OLD.next_text AND NEW.recur IS OLD.recur AND NEW.total IS OLD.total AND NEW.why IS OLD.why AND NEW.erased_at IS OLD.erased_at AND (NEW.appeal_to IS
    OLD.appeal_to OR NEW.appeal_to = 'erased' AND OLD.appeal_person IS NOT NULL AND NEW.appeal_person IS NULL)) OR (NEW.erased_at IS NOT NULL AND NEW.reason = ''
    AND NEW.facts = '' AND NEW.alternatives = '' AND NEW.next_text = '' AND NEW.recur = '' AND NEW.total = '' AND NEW.why = '' AND NEW.appeal_to IN ('', 'erased'))))
BEGIN SELECT RAISE(ABORT, 'a decision is never changed'); END;
CREATE INDEX decision_decision_by_person ON decision_decision (by_person);
CREATE INDEX decision_decision_clause_ref ON decision_decision (clause_ref);
CREATE INDEX decision_decision_clause_version ON decision_decision (clause_version);
CREATE INDEX decision_decision_decided_by ON decision_decision (decided_by);
CREATE INDEX decision_decision_for_person ON decision_decision (for_person);
CREATE TRIGGER decision_decision_sound BEFORE INSERT ON decision_decision BEGIN
  SELECT RAISE(ABORT, 'a decision has a decider') WHERE NEW.decided_by IS NULL OR NEW.erased_at IS NOT NULL;
  SELECT RAISE(ABORT, 'a decision replaces one of its case') WHERE NEW.replaces_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM decision_decision d WHERE d.id = NEW.replaces_id AND d.case_id = NEW.case_id AND d.version = NEW.version - 1);
  SELECT RAISE(ABORT, 'an appeal is answered in its case') WHERE NEW.appeal_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM decision_appeal a WHERE a.id = NEW.appeal_id AND a.case_id = NEW.case_id);
  SELECT RAISE(ABORT, 'an appeal waits for its answer') WHERE EXISTS (SELECT 1 FROM decision_appeal a WHERE a.case_id = NEW.case_id AND a.id IS NOT NEW.appeal_id
    AND NOT EXISTS (SELECT 1 FROM decision_decision d WHERE d.appeal_id = a.id));
  SELECT RAISE(ABORT, 'somebody else answers an appeal') WHERE NEW.appeal_id IS NOT NULL
    AND EXISTS (SELECT 1 FROM decision_decision d WHERE d.case_id = NEW.case_id AND d.decided_by = NEW.decided_by AND d.appeal_id IS NOT NEW.appeal_id);
END;
CREATE TRIGGER decision_decision_stays BEFORE DELETE ON decision_decision BEGIN SELECT RAISE(ABORT, 'a decision is never deleted'); END;
CREATE INDEX decision_fact_for_person ON decision_fact (for_person);
CREATE INDEX desk_case_answered ON desk_case (answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX desk_case_assignee ON desk_case (assignee_person, state, sensitivity, team_id, service_id, id);
CREATE INDEX desk_case_cause ON desk_case (cause_id, id);
CREATE TRIGGER desk_case_decided BEFORE UPDATE OF outcome ON desk_case
  WHEN NEW.needs_decision AND NEW.outcome <> OLD.outcome AND NEW.outcome NOT IN ('', 'decided', 'withdrawn', 'duplicate')
BEGIN SELECT RAISE(ABORT, 'desk_case_decided: this service needs a decision'); END;
CREATE INDEX desk_case_for ON desk_case (for_person, opened_at);
CREATE INDEX desk_case_last ON desk_case (state, last_at, id);
CREATE UNIQUE INDEX desk_case_live ON desk_case (id) WHERE state <> 'closed';
CREATE INDEX desk_case_opened ON desk_case (opened_at, id);
CREATE INDEX desk_case_outcome ON desk_case (outcome, id);
CREATE INDEX desk_case_queue ON desk_case (state, queue_at, id);
CREATE INDEX desk_case_working ON desk_case ((state IN ('open', 'waiting')), queue_at, id);
CREATE INDEX desk_digest_case ON desk_digest (case_id);
CREATE INDEX desk_digest_due ON desk_digest (due_at) WHERE digest_id = '';
CREATE INDEX desk_digest_person ON desk_digest (person_id);
CREATE INDEX desk_digest_told ON desk_digest (digest_id) WHERE digest_id <> '';
CREATE INDEX desk_entry_case ON desk_entry (case_id, id);
CREATE INDEX desk_file_case ON desk_file (case_id);
CREATE INDEX desk_party_person ON desk_party (person_id, relation, case_id);
CREATE INDEX desk_step_case ON desk_step (case_id, position);
CREATE INDEX desk_told_case ON desk_told (case_id);
CREATE INDEX desk_told_person ON desk_told (person_id);
CREATE INDEX desk_waiting_case ON desk_waiting (case_id, to_at);
CREATE INDEX escalation_listed_person ON escalation_listed (person_id, share);
CREATE INDEX escalation_told_case ON escalation_told (case_id);
CREATE INDEX escalation_told_person ON escalation_told (told_person, what);
CREATE INDEX exception_mile_case ON exception_mile (case_id);
CREATE INDEX exception_mile_person ON exception_mile (person_id);
CREATE INDEX exception_mile_team ON exception_mile (team_id, year);
CREATE INDEX exception_request_case ON exception_request (case_id);
CREATE INDEX exception_request_clause ON exception_request (clause_ref, decided_at);
CREATE INDEX exception_request_expires ON exception_request (expires);
CREATE INDEX exception_request_person ON exception_request (person_id);
CREATE INDEX fairness_answer_by_person ON fairness_answer (by_person);
CREATE INDEX fairness_answer_finding_id ON fairness_answer (finding_id);
CREATE INDEX fairness_finding_clause_ref ON fairness_finding (clause_ref);
CREATE UNIQUE INDEX fairness_finding_one_open ON fairness_finding (clause_ref, attribute, group_value) WHERE state = 'open';
CREATE INDEX fairness_finding_owner_person ON fairness_finding (owner_person);
CREATE INDEX fairness_finding_run_id ON fairness_finding (run_id);
CREATE INDEX fairness_run_clause_ref ON fairness_run (clause_ref, at);
CREATE INDEX fairness_run_started_by ON fairness_run (started_by);
CREATE INDEX field_value_asked ON field_value (asked_by);
CREATE INDEX field_value_day ON field_value (field_id, day, case_id) WHERE day IS NOT NULL;
CREATE INDEX field_value_number ON field_value (field_id, number, case_id) WHERE number IS NOT NULL;
CREATE INDEX field_value_person ON field_value (person_id);
CREATE INDEX field_value_word ON field_value (field_id, folded, case_id) WHERE folded IS NOT NULL;
CREATE INDEX files_file_blob ON files_file (blob_id);
CREATE INDEX files_file_owner ON files_file (owner);
CREATE INDEX follow_given_due ON follow_given (told_at, due_at);
CREATE INDEX follow_given_person ON follow_given (person_id);
CREATE INDEX follow_later_due ON follow_later (due_at);
CREATE INDEX follow_later_person ON follow_later (person_id);
CREATE INDEX follow_mention_case ON follow_mention (case_id, person_id);
CREATE INDEX follow_mention_person ON follow_mention (person_id, seen_at);
CREATE INDEX follow_watch_person ON follow_watch (person_id);
CREATE INDEX heard_asking_case ON heard_asking (case_id);
CREATE INDEX heard_asking_person ON heard_asking (person_id, state);
CREATE INDEX heard_summary_person ON heard_summary (person_id, state);
CREATE INDEX heard_summary_remind ON heard_summary (state, remind_at);
CREATE INDEX hold_file_asked ON hold_file (asked_by);
CREATE INDEX hold_file_for ON hold_file (for_person);
CREATE INDEX hold_file_person ON hold_file (person_id);
CREATE INDEX hold_file_place ON hold_file (place);
CREATE INDEX hold_message_asked ON hold_message (asked_by);
CREATE INDEX hold_message_due ON hold_message (send_at) WHERE state = 'held';
CREATE INDEX hold_message_for ON hold_message (for_person);
CREATE UNIQUE INDEX hold_message_held ON hold_message (case_id, person_id) WHERE state = 'held';
CREATE INDEX hold_message_person ON hold_message (person_id);
CREATE INDEX intake_check_mailbox ON intake_check (mailbox_id, id);
CREATE INDEX intake_import_due ON intake_import (keep_until);
CREATE INDEX intake_import_person ON intake_import (person_id);
CREATE INDEX intake_mail_case ON intake_mail (case_id, came_at) WHERE case_id <> '';
CREATE INDEX intake_mail_entry ON intake_mail (entry_id) WHERE entry_id <> '';
CREATE INDEX intake_mail_from ON intake_mail (from_address, came_at);
CREATE INDEX intake_mail_mailbox ON intake_mail (mailbox_id, state, came_at);
CREATE INDEX intake_mail_person ON intake_mail (sender_person) WHERE sender_person <> '';
CREATE INDEX intake_mail_side ON intake_mail (side_id) WHERE side_id <> '';
CREATE INDEX intake_mail_stored ON intake_mail (next_at) WHERE state = 'stored';
CREATE INDEX intake_mail_waiting ON intake_mail (id) WHERE state = 'quarantine';
CREATE INDEX joined_cut_case ON joined_cut (case_id);
CREATE INDEX joined_cut_from ON joined_cut (from_id);
CREATE INDEX joined_distinct_other ON joined_distinct (other_id);
CREATE INDEX joined_part_whole ON joined_part (whole_id);
CREATE INDEX letters_file_filed_by ON letters_file (filed_by);
CREATE INDEX letters_file_keep_until ON letters_file (keep_until);
CREATE INDEX letters_file_person ON letters_file (person_id, filed_at);
CREATE INDEX letters_letter_made_by ON letters_letter (made_by);
CREATE INDEX letters_letter_person ON letters_letter (person_id);
CREATE INDEX letters_opening_opened_by ON letters_opening (opened_by);
CREATE INDEX letters_opening_person ON letters_opening (person_id, opened_at);
CREATE INDEX link_link_other ON link_link (other_id);
CREATE INDEX macro_batch_case_at ON macro_batch_case (at);
CREATE INDEX macro_batch_case_person ON macro_batch_case (person_id);
CREATE INDEX macro_batch_person ON macro_batch (person_id);
CREATE UNIQUE INDEX macro_macro_own ON macro_macro (owner_person, folded) WHERE team_id = '';
CREATE UNIQUE INDEX macro_macro_team ON macro_macro (team_id, folded) WHERE team_id <> '';
CREATE INDEX mail_outbox_about ON mail_outbox (about);
CREATE INDEX mail_outbox_due ON mail_outbox (next_at) WHERE state IN ('queued', 'claimed', 'transmitting', 'unknown');
CREATE INDEX mail_outbox_expires ON mail_outbox (expires_at) WHERE text_body <> '';
CREATE INDEX mail_outbox_missed ON mail_outbox (about) WHERE NOT withdrawn AND (state IN ('failed', 'unknown') OR report <> '');
CREATE INDEX mail_outbox_person ON mail_outbox (person_id, id);
CREATE INDEX mail_outbox_state ON mail_outbox (state, report, id);
CREATE UNIQUE INDEX outreach_line_case ON outreach_line (case_id) WHERE case_id <> '';
CREATE UNIQUE INDEX outreach_line_once ON outreach_line (round_id, person_id) WHERE person_id <> '';
CREATE INDEX outreach_line_person ON outreach_line (person_id) WHERE person_id <> '';
CREATE INDEX outreach_line_state ON outreach_line (round_id, state, n);
CREATE UNIQUE INDEX outreach_round_key ON outreach_round (made_by, key);
CREATE INDEX outreach_round_team ON outreach_round (team_id, made_at);
CREATE INDEX outreach_round_work ON outreach_round (state);
CREATE UNIQUE INDEX people_employment_latest ON people_employment (person_id) WHERE latest;
CREATE INDEX people_employment_manager ON people_employment (manager_id);
CREATE UNIQUE INDEX people_employment_number ON people_employment (personnel_number) WHERE personnel_number <> '';
CREATE INDEX people_employment_person ON people_employment (person_id);
CREATE INDEX people_employment_unit ON people_employment (unit_id);
CREATE UNIQUE INDEX people_person_email ON people_person (email) WHERE email <> '';
CREATE INDEX people_person_sort ON people_person (sort_name, id);
CREATE INDEX people_person_updated ON people_person (updated_at);
CREATE INDEX people_role_role ON people_role (role);
CREATE INDEX people_team_member_person ON people_team_member (person_id);
CREATE UNIQUE INDEX people_unit_name ON people_unit (COALESCE(parent_id, ''), folded);
CREATE INDEX policy_acknowledgement_person ON policy_acknowledgement (person_id);
CREATE INDEX policy_version_asks ON policy_version (clause_id) WHERE acknowledge;
CREATE TRIGGER policy_version_frozen BEFORE UPDATE OF id, clause_id, n, title, body, why, from_day, until_day, sites, employment, acknowledge, withdrawn, published_at
ON policy_version BEGIN
    SELECT RAISE(ABORT, 'a published version is never changed');
END;
CREATE TRIGGER policy_version_kept BEFORE DELETE ON policy_version BEGIN
    SELECT RAISE(ABORT, 'a published version is never removed');
END;
CREATE INDEX privacy_hold_person ON privacy_hold (person_id);
CREATE INDEX promise_promise_due ON promise_promise (state, due_at);
CREATE INDEX promise_promise_next ON promise_promise (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX promise_promise_open ON promise_promise (calendar_id, owner_id) WHERE state IN ('running', 'paused');
CREATE INDEX promise_promise_owed ON promise_promise (owner_kind, owner_id) WHERE state IN ('running', 'paused');
CREATE INDEX promise_promise_owner ON promise_promise (owner_kind, owner_id);
CREATE INDEX promise_promise_replaces ON promise_promise (replaces) WHERE replaces <> '';
CREATE INDEX promise_promise_running ON promise_promise (owner_id, id) WHERE state IN ('running', 'paused');
CREATE INDEX rating_ask_at ON rating_ask (at);
CREATE INDEX rating_ask_person ON rating_ask (person_id, at);
CREATE INDEX rating_figure_kind ON rating_figure (kind, quarter);
CREATE INDEX rating_rating_agent ON rating_rating (agent_person, at);
CREATE INDEX rating_rating_at ON rating_rating (at);
CREATE INDEX rating_rating_team ON rating_rating (team_id, at);
CREATE INDEX river_job_kind ON river_job (kind);
CREATE INDEX river_job_prioritized_fetching_index ON river_job (state, queue, priority, scheduled_at, id);
CREATE INDEX river_job_state_and_finalized_at_index ON river_job (state, finalized_at) WHERE finalized_at IS NOT NULL;
CREATE UNIQUE INDEX river_job_unique_idx ON river_job (unique_key)
    WHERE unique_key IS NOT NULL
        AND unique_states IS NOT NULL
        AND CASE state
            WHEN 'available' THEN unique_states & (1 << 0)
            WHEN 'cancelled' THEN unique_states & (1 << 1)
            WHEN 'completed' THEN unique_states & (1 << 2)
            WHEN 'discarded' THEN unique_states & (1 << 3)
            WHEN 'pending'   THEN unique_states & (1 << 4)
            WHEN 'retryable' THEN unique_states & (1 << 5)
            WHEN 'running'   THEN unique_states & (1 << 6)
            WHEN 'scheduled' THEN unique_states & (1 << 7)
            ELSE 0
        END >= 1;
CREATE INDEX river_notification_created_at_idx ON river_notification (created_at);
CREATE INDEX river_notification_topic_id_idx ON river_notification (topic, id);
CREATE INDEX routing_away_days ON routing_away (first_day, back_day);
CREATE INDEX routing_given_person ON routing_given (person_id, given_at);
CREATE INDEX routing_heavy_came ON routing_heavy (came_at);
CREATE INDEX routing_heavy_person ON routing_heavy (person_id, came_at);
CREATE INDEX routing_passed_person ON routing_passed (person_id);
CREATE INDEX routing_waiting_next ON routing_waiting (next_at);
CREATE INDEX side_file_word ON side_file (word_id);
CREATE INDEX side_member_person ON side_member (person_id);
CREATE INDEX side_talk_asked_by ON side_talk (asked_by);
CREATE INDEX side_talk_case ON side_talk (case_id, opened_at);
CREATE INDEX side_talk_person ON side_talk (person_id);
CREATE INDEX side_word_author ON side_word (author_person);
CREATE INDEX side_word_talk ON side_word (talk_id, id);
CREATE INDEX snooze_case_person ON snooze_case (person_id, until_at);
CREATE INDEX spike_announcement_until ON spike_announcement (until_at);
CREATE INDEX spike_case_person ON spike_case (person_id);
CREATE INDEX spike_spike_last ON spike_spike (last_at);
CREATE INDEX statement_effort_case ON statement_effort (case_id);
CREATE INDEX statement_effort_of ON statement_effort (person_id);
CREATE INDEX statement_effort_person_case ON statement_effort_person (case_id);
CREATE INDEX statement_estimate_person ON statement_estimate (person_id);
CREATE INDEX statement_question_case ON statement_question (case_id);
CREATE INDEX statement_question_person ON statement_question (person_id);
CREATE INDEX statement_step_case ON statement_step (case_id);
CREATE INDEX tag_case_asked ON tag_case (asked_by);
CREATE INDEX tag_case_case ON tag_case (case_id);
CREATE INDEX tag_case_person ON tag_case (person_id);
CREATE INDEX tag_word_used ON tag_word (team_id, used_at);
CREATE INDEX together_draft_asked ON together_draft (asked_by);
CREATE INDEX together_draft_changed ON together_draft (changed_by);
CREATE INDEX together_draft_for ON together_draft (for_person);
CREATE UNIQUE INDEX views_view_owner ON views_view (owner_person, name);
CREATE INDEX views_view_team ON views_view (team_id) WHERE team_id <> '';
CREATE INDEX webhook_delivery_endpoint ON webhook_delivery (endpoint_id, n);
CREATE INDEX webhook_delivery_given_up ON webhook_delivery (endpoint_id, n) WHERE given_up_at IS NOT NULL;
CREATE INDEX webhook_delivery_line ON webhook_delivery (line, endpoint_id, state, n);
CREATE INDEX webhook_delivery_next ON webhook_delivery (state, next_at);
CREATE INDEX webhook_event_at ON webhook_event (at);
