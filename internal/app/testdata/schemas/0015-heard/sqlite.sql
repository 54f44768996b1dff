CREATE VIRTUAL TABLE search_text USING fts5 (title, body, content = '', contentless_delete = 1, tokenize = 'ascii');
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
CREATE TABLE audit_subject (
  key       text PRIMARY KEY,
  person_id text NOT NULL UNIQUE
);
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
);
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
  saved_at  text NOT NULL,
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
);
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
);
CREATE TABLE jobs_tick (
    kind text PRIMARY KEY,
    due text NOT NULL
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
, reply_to text NOT NULL DEFAULT '', refs text NOT NULL DEFAULT '', unsubscribe text NOT NULL DEFAULT '', origin text NOT NULL DEFAULT '', auto_reply boolean NOT NULL DEFAULT false, report text NOT NULL DEFAULT '' CHECK (report IN ('', 'delayed', 'bounced')), noted_at text);
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
, outside boolean NOT NULL DEFAULT false);
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
);
CREATE TABLE promise_site_calendar (
  site        text PRIMARY KEY,
  calendar_id text NOT NULL REFERENCES promise_calendar (id)
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
);
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
CREATE TABLE store_fact (id text PRIMARY KEY, at text NOT NULL, body text NOT NULL);
CREATE TABLE store_once (key text PRIMARY KEY, print text NOT NULL, at text NOT NULL, status bigint, answer text);
CREATE TABLE store_schema (module text PRIMARY KEY, digest text NOT NULL);
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
CREATE TABLE store_version_calculation (
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
CREATE TABLE store_version_files (
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
CREATE TABLE store_version_mail (
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
CREATE TABLE store_version_search (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
DELETE FROM audit_entry;
INSERT INTO audit_entry VALUES ('01a21b1b-77c4-73de-97f2-69d0a37902a2', '2026-11-17T12:00:00.000000Z', 'nhjkYKTAmQIs5fURRG6CrumNXp_y6xPSBVl2vbU8tYY', '', 'portal', 'case.open', 'case', '01a21b1b-773d-7812-a36c-b08a16a7227f', 'nhjkYKTAmQIs5fURRG6CrumNXp_y6xPSBVl2vbU8tYY', 'payroll', 0, '19ff52e4104b7b37a0f0d1c88b8dc26632331e124b3b2dbdc7cf85bcbf055a9d', 1, '0dff44b2b29c7d19e8bdeffa901b9f821e64ccb3ee71bcdaba1c266532f653bc');
INSERT INTO audit_entry VALUES ('01a21b1b-78b5-7df7-98af-70bce41b0191', '2026-11-17T12:00:00.000000Z', 'nhjkYKTAmQIs5fURRG6CrumNXp_y6xPSBVl2vbU8tYY', '', 'portal', 'case.write', 'case', '01a21b1b-773d-7812-a36c-b08a16a7227f', 'nhjkYKTAmQIs5fURRG6CrumNXp_y6xPSBVl2vbU8tYY', 'payroll', 0, 'c9be7ded4b6212512d8b3f28b35a0ff3c3029eec0eaf75789f1e9ae51fe9761c', 2, '6d485c1fa09deb19f3dba9a9b8547318f6999af0a8c418b712076b2807d1f179');
INSERT INTO audit_entry VALUES ('01a21b1b-7995-7309-a14b-8f0271b8d6f9', '2026-11-17T12:00:00.000000Z', 'O_v5V3-CF56Iv-5CWlyY6pArm7KfAR4M_hUxeifmLUc', '', 'desk', 'case.write', 'case', '01a21b1b-773d-7812-a36c-b08a16a7227f', 'nhjkYKTAmQIs5fURRG6CrumNXp_y6xPSBVl2vbU8tYY', 'payroll', 0, 'e77dbb382edabf8a92b10da5d58dbd8f95327210021b42d605a7e57366af90c5', 3, 'eac57399f1defb8d03256fe2bf3744268c613325b8ecad7fadf70bde12753de4');
INSERT INTO audit_entry VALUES ('01a21b1b-7e19-7f1f-9388-78daef8879ff', '2026-11-17T12:00:00.000000Z', 'O_v5V3-CF56Iv-5CWlyY6pArm7KfAR4M_hUxeifmLUc', '', 'desk', 'case.work', 'case', '01a21b1b-773d-7812-a36c-b08a16a7227f', 'nhjkYKTAmQIs5fURRG6CrumNXp_y6xPSBVl2vbU8tYY', 'payroll', 0, '7d0c969c47804b1f6aed8e8b5976a63ee6dfa8a20574f592a9135daf8bd86484', 4, '18fa8cce62f8c7d1ad6e1ecea66aa6d2fa8bc805ba492c377aa888f413309acb');
INSERT INTO audit_entry VALUES ('01a21b1b-7ec7-70f7-be18-b086adcc4dd4', '2026-11-17T12:00:00.000000Z', 'nhjkYKTAmQIs5fURRG6CrumNXp_y6xPSBVl2vbU8tYY', '', 'portal', 'case.open', 'case', '01a21b1b-7ea7-7234-8585-bd6deea55f0a', 'nhjkYKTAmQIs5fURRG6CrumNXp_y6xPSBVl2vbU8tYY', 'advice', 0, 'fe1d7b3ddc2ae62c114d578bfeeca06838dbc582f189fd81c1313ef526334bb8', 5, 'b501eabf9eabd1d9ff1ff3d1104e696e6c73048c51ff02217e065725b8fa923a');
INSERT INTO audit_entry VALUES ('01a21b1b-7eff-7435-bbb5-ef31394e4574', '2026-11-17T12:00:00.000000Z', 'nhjkYKTAmQIs5fURRG6CrumNXp_y6xPSBVl2vbU8tYY', '', 'portal', 'case.open', 'case', '01a21b1b-7ef7-780d-acb0-188d23b1eb56', 'nhjkYKTAmQIs5fURRG6CrumNXp_y6xPSBVl2vbU8tYY', 'advice', 0, '548335c0299a5788dbb1a67a16a71511bdb1d070c76467a7d6eed4d53f98796e', 6, 'c9593d5d98591f1d4deb00d51b902a0b4ca3aaa1ae5f9da394a528e1a6c7ae5b');
INSERT INTO audit_entry VALUES ('01a21b1b-7f59-7620-b40b-7ce5f38f3e7f', '2026-11-17T12:00:00.000000Z', 'BP64LjCBU8HpJAjopXo-eb4KwVZNqByMJ1JO5p74KFQ', '', 'desk', 'case.read', 'case', '01a21b1b-7ef7-780d-acb0-188d23b1eb56', 'nhjkYKTAmQIs5fURRG6CrumNXp_y6xPSBVl2vbU8tYY', 'advice', 1, '578b8460670779cde9b88394e335921d14cec15e3c0667efd3254be92baf18d8', 7, 'b813f0fbd29cafc07ef82efba133b12d5b8872ddd4ca19dd526a684af206b415');
DELETE FROM audit_subject;
INSERT INTO audit_subject VALUES ('nhjkYKTAmQIs5fURRG6CrumNXp_y6xPSBVl2vbU8tYY', '10f298d3-6d51-5433-b5ba-85cf862dc1ee');
INSERT INTO audit_subject VALUES ('O_v5V3-CF56Iv-5CWlyY6pArm7KfAR4M_hUxeifmLUc', '8f9a8757-7985-5976-8e5f-93c4b6a95050');
INSERT INTO audit_subject VALUES ('BP64LjCBU8HpJAjopXo-eb4KwVZNqByMJ1JO5p74KFQ', 'a588c87f-993b-5c77-8719-d2f564ee2c25');
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
INSERT INTO auth_token VALUES ('01a21b1b-7651-7868-9708-c9794741324b', '6491f1167e94408e72a16d02dffde3ef6a837a84609ca586bc51e409a08b3a95', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'test', 'all', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO auth_token VALUES ('01a21b1b-768f-71e7-9f8e-eb9e39b6b9f3', '1f4288d85d4223e8112f44e102fcf0582cf70c93292a98172f095e1fef5fbf54', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'test', 'all', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO auth_token VALUES ('01a21b1b-7694-77f0-9424-c43b5aa73bff', 'fd96cb44876788f783ca265516768b530a271797be17f5100bbf8def8260572b', 'a588c87f-993b-5c77-8719-d2f564ee2c25', 'test', 'all', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', NULL);
DELETE FROM calculation_calculation;
DELETE FROM calculation_line;
DELETE FROM catalogue_cause;
INSERT INTO catalogue_cause VALUES ('information', 'Information was hard to find', 10, 1);
INSERT INTO catalogue_cause VALUES ('pay-error', 'A payment was wrong', 20, 1);
INSERT INTO catalogue_cause VALUES ('personal-change', 'Something changed in a person''s life', 30, 1);
INSERT INTO catalogue_cause VALUES ('rule-unclear', 'A rule was unclear', 40, 1);
INSERT INTO catalogue_cause VALUES ('tool', 'A tool did not work', 50, 1);
INSERT INTO catalogue_cause VALUES ('other', 'Something else', 1000, 1);
DELETE FROM catalogue_service;
INSERT INTO catalogue_service VALUES ('ask', 'Ask HR', 'Anything that has no place of its own.', 'message-circle-question', 'hr', 'open', 0, 0, 0, 0, 0, 'anyone', 540, 2700, 'information', 1000, 1);
INSERT INTO catalogue_service VALUES ('pay', 'Pay and payslip', '', 'message-circle-question', 'payroll', 'open', 0, 0, 0, 0, 0, 'anyone', 240, 1080, 'information', 0, 1);
INSERT INTO catalogue_service VALUES ('hours', 'Working hours', '', 'message-circle-question', 'advice', 'open', 1, 0, 0, 0, 0, 'anyone', 240, 1080, 'information', 0, 1);
INSERT INTO catalogue_service VALUES ('health', 'Health at work', '', 'message-circle-question', 'advice', 'open', 0, 0, 1, 0, 0, 'anyone', 240, 1080, 'information', 0, 1);
INSERT INTO catalogue_service VALUES ('fairness', 'Something is not right', '', 'message-circle-question', 'advice', 'named', 0, 0, 0, 0, 0, 'anyone', 240, 1080, 'information', 0, 1);
INSERT INTO catalogue_service VALUES ('review', 'Team review', '', 'message-circle-question', 'advice', 'team', 0, 1, 0, 0, 0, 'anyone', 240, 1080, 'information', 0, 1);
INSERT INTO catalogue_service VALUES ('grade', 'Pay grade', '', 'message-circle-question', 'advice', 'open', 0, 0, 0, 1, 0, 'anyone', 240, 1080, 'information', 0, 1);
DELETE FROM decision_appeal;
DELETE FROM decision_decision;
DELETE FROM desk_case;
INSERT INTO desk_case VALUES ('01a21b1b-773d-7812-a36c-b08a16a7227f', 2621, 'pay', 'Payslip of October', 'answered', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'open', 0, 0, 0, 0, 0, 0, 'payroll', NULL, 0, '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 'hr', 0, 1, NULL, '9999-01-01T00:00:00.000000Z', '', NULL, '', NULL, 'answered', 'pay-error', '', '', '2026-11-17T12:00:00.000000Z', '8f9a8757-7985-5976-8e5f-93c4b6a95050', NULL, 0, 4);
INSERT INTO desk_case VALUES ('01a21b1b-7ea7-7234-8585-bd6deea55f0a', 2084, 'hours', 'Warehouse lamps', 'open', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'open', 1, 0, 0, 0, 0, 0, 'advice', NULL, 0, '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 'customer', 0, 0, '2026-11-17T16:00:00.000000Z', '2026-11-17T16:00:00.000000Z', 'first_answer', '2026-11-17T15:00:00.000000Z', '', NULL, '', '', '', '', NULL, NULL, NULL, 0, 1);
INSERT INTO desk_case VALUES ('01a21b1b-7ef7-780d-acb0-188d23b1eb56', 7219, 'fairness', 'Something unfair', 'open', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'named', 0, 0, 0, 0, 1, 0, 'advice', NULL, 0, '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 'customer', 0, 0, '2026-11-17T16:00:00.000000Z', '2026-11-17T16:00:00.000000Z', 'first_answer', '2026-11-17T15:00:00.000000Z', '', NULL, '', '', '', '', NULL, NULL, NULL, 0, 1);
DELETE FROM desk_digest;
DELETE FROM desk_draft;
DELETE FROM desk_entry;
INSERT INTO desk_entry VALUES ('01a21b1b-7783-7209-9cba-e0976184bd9a', '01a21b1b-773d-7812-a36c-b08a16a7227f', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'The night hours are missing on it.', 'api', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a21b1b-7881-728c-b651-ce4cf46f8a96', '01a21b1b-773d-7812-a36c-b08a16a7227f', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Here is the sheet of hours.', 'portal', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a21b1b-793f-78e3-9db9-0879f29a5bd5', '01a21b1b-773d-7812-a36c-b08a16a7227f', '2026-11-17T12:00:00.000000Z', 'note', 'hr', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'Asked the foreman.', 'portal', 1, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a21b1b-7dd7-7c22-bcf3-bca97c3fcb0d', '01a21b1b-773d-7812-a36c-b08a16a7227f', '2026-11-17T12:00:00.000000Z', 'message', 'hr', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'It was paid today.', 'portal', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a21b1b-7ea7-7dcd-9d2b-fceee58096ca', '01a21b1b-7ea7-7234-8585-bd6deea55f0a', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'It is too dark between the shelves.', 'api', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a21b1b-7efa-76d9-bbbe-c6b0f1d38e2d', '01a21b1b-7ef7-780d-acb0-188d23b1eb56', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Only some may read this.', 'api', 0, NULL, NULL);
DELETE FROM desk_file;
INSERT INTO desk_file VALUES ('01a21b1b-7881-7a64-b2e5-4e097cae9f2b', '01a21b1b-773d-7812-a36c-b08a16a7227f', '01a21b1b-7881-728c-b651-ce4cf46f8a96');
DELETE FROM desk_notice;
DELETE FROM desk_number;
INSERT INTO desk_number VALUES (1, '2026-11-17T12:00:00.000000Z');
INSERT INTO desk_number VALUES (2, '2026-11-17T12:00:00.000000Z');
INSERT INTO desk_number VALUES (3, '2026-11-17T12:00:00.000000Z');
DELETE FROM desk_party;
INSERT INTO desk_party VALUES ('01a21b1b-773d-7812-a36c-b08a16a7227f', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO desk_party VALUES ('01a21b1b-773d-7812-a36c-b08a16a7227f', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO desk_party VALUES ('01a21b1b-7ea7-7234-8585-bd6deea55f0a', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO desk_party VALUES ('01a21b1b-7ea7-7234-8585-bd6deea55f0a', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO desk_party VALUES ('01a21b1b-7ef7-780d-acb0-188d23b1eb56', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO desk_party VALUES ('01a21b1b-7ef7-780d-acb0-188d23b1eb56', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO desk_party VALUES ('01a21b1b-7ef7-780d-acb0-188d23b1eb56', 'a588c87f-993b-5c77-8719-d2f564ee2c25', 'named');
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
INSERT INTO desk_waiting VALUES ('01a21b1b-779e-73c7-8e60-ca13d3242ef3', '01a21b1b-773d-7812-a36c-b08a16a7227f', 'hr', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
INSERT INTO desk_waiting VALUES ('01a21b1b-7eb3-7dfa-ade8-d79ccd438972', '01a21b1b-7ea7-7234-8585-bd6deea55f0a', 'hr', '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO desk_waiting VALUES ('01a21b1b-7efe-7c62-b615-af5a00c8facf', '01a21b1b-7ef7-780d-acb0-188d23b1eb56', 'hr', '2026-11-17T12:00:00.000000Z', NULL);
DELETE FROM files_blob;
INSERT INTO files_blob VALUES ('01a21b1b-7813-789b-a40c-9c4d0d4ae565', '01a21b1b-773d-7812-a36c-b08a16a7227f', '2fff934abc81ec094e26f6ae5e9d16b0dafdd7ab9500e963b43d9edf4aa7e5f2', 27, NULL, '2026-11-17T12:00:00.000000Z');
DELETE FROM files_file;
INSERT INTO files_file VALUES ('01a21b1b-7881-7a64-b2e5-4e097cae9f2b', '01a21b1b-773d-7812-a36c-b08a16a7227f', '01a21b1b-7813-789b-a40c-9c4d0d4ae565', 'hours.txt', 'text/plain', 27, '2fff934abc81ec094e26f6ae5e9d16b0dafdd7ab9500e963b43d9edf4aa7e5f2', '2026-11-17T12:00:00.000000Z', NULL);
DELETE FROM heard_asking;
DELETE FROM heard_summary;
DELETE FROM intake_check;
DELETE FROM intake_identity;
DELETE FROM intake_import;
DELETE FROM intake_mail;
DELETE FROM intake_mailbox;
DELETE FROM jobs_tick;
INSERT INTO jobs_tick VALUES ('app.forget_answers', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('app.sweep_sign_in', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('app.sweep_words', '2026-11-18T12:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('app.sweep_files', '2026-11-17T18:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('people.forget_files', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('desk.tick', '2026-11-17T12:01:00.000000Z');
INSERT INTO jobs_tick VALUES ('desk.summaries', '2026-11-17T12:01:00.000000Z');
INSERT INTO jobs_tick VALUES ('heard.remind', '2026-11-17T12:05:00.000000Z');
INSERT INTO jobs_tick VALUES ('intake.reconcile', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('intake.retention', '2026-11-18T12:00:00.000000Z');
DELETE FROM mail_outbox;
INSERT INTO mail_outbox VALUES ('01a21b1b-77ba-7c05-9e6d-34fc22ba781a', 'h1.afi5xpiuagrbwg3xxj6alhtngt6cfotydkrz2etjcfbxxep4n3qv6', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a21b1b-773d-7812-a36c-b08a16a7227f', 'email', 'amina@ferrow-lund.example', '', 'We have your request HR-2621', 'Hello Amina,

We have your request HR-2621, “Payslip of October”.

You will have a first answer by Tue 17 Nov, 17:00.
It will be settled by Thu 19 Nov, 13:00.

You can read and answer it here:
http://hearth.example/requests/HR-2621

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>We have your request HR-2621</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-2621, “Payslip of October”.</p>
<p>You will have a first answer by Tue 17 Nov, 17:00.<br>
It will be settled by Thu 19 Nov, 13:00.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-2621">http://hearth.example/requests/HR-2621</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a21b1b-773d-7812-a36c-b08a16a7227f:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 0, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL, '', '', 'http://hearth.example/notices/acknowledgement.10f298d3-6d51-5433-b5ba-85cf862dc1ee.204f49192714bf790a3749148829f123', '', 0, '', NULL);
INSERT INTO mail_outbox VALUES ('01a21b1b-7e00-7c64-9b28-ace6aaf13479', 'h1.afi5xpiuagrbwg36ab6gjgzivttkv4jupgodm6dmuoekafq6awcpm', 'case.answer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a21b1b-773d-7812-a36c-b08a16a7227f', 'email', 'amina@ferrow-lund.example', '', 'Your request HR-2621 is answered', 'Hello Amina,

It was paid today.

If something is missing, say so on the page within ten days, and it opens again.

You can read and answer it here:
http://hearth.example/requests/HR-2621

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Your request HR-2621 is answered</title></head>
<body>
<p>Hello Amina,</p>
<p>It was paid today.</p>
<p>If something is missing, say so on the page within ten days, and it opens again.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-2621">http://hearth.example/requests/HR-2621</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.answer:01a21b1b-7dd7-7c22-bcf3-bca97c3fcb0d:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 1, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL, '', 'h1.afi5xpiuagrbwg3xxj6alhtngt6cfotydkrz2etjcfbxxep4n3qv6', '', '', 0, '', NULL);
INSERT INTO mail_outbox VALUES ('01a21b1b-7ebc-702d-9d2b-bdf257a8bd6a', 'h1.afi5xjaqagrbwg36xryc3hjlxxzfpkf5nlk53hrzhis2tjhtwmyuq', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a21b1b-7ea7-7234-8585-bd6deea55f0a', 'email', 'amina@ferrow-lund.example', '', 'We have your request HR-2084', 'Hello Amina,

We have your request HR-2084, “Warehouse lamps”.

You will have a first answer by Tue 17 Nov, 17:00.
It will be settled by Thu 19 Nov, 13:00.

You can read and answer it here:
http://hearth.example/requests/HR-2084

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>We have your request HR-2084</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-2084, “Warehouse lamps”.</p>
<p>You will have a first answer by Tue 17 Nov, 17:00.<br>
It will be settled by Thu 19 Nov, 13:00.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-2084">http://hearth.example/requests/HR-2084</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a21b1b-7ea7-7234-8585-bd6deea55f0a:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 0, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL, '', '', 'http://hearth.example/notices/acknowledgement.10f298d3-6d51-5433-b5ba-85cf862dc1ee.204f49192714bf790a3749148829f123', '', 0, '', NULL);
INSERT INTO mail_outbox VALUES ('01a21b1b-7eff-7048-b265-4874043a9470', 'h1.afi5xmzyagrbwg3675yermtfjb2aiouuodxsprqdnp44dy6shg4w6', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a21b1b-7ef7-780d-acb0-188d23b1eb56', 'email', 'amina@ferrow-lund.example', '', 'A message is waiting for you', 'Hello Amina,

We have your request HR-7219. The page says when you will hear from us.

You can read and answer it here:
http://hearth.example/requests/HR-7219

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A message is waiting for you</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-7219. The page says when you will hear from us.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-7219">http://hearth.example/requests/HR-7219</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a21b1b-7ef7-780d-acb0-188d23b1eb56:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 0, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL, '', '', 'http://hearth.example/notices/acknowledgement.10f298d3-6d51-5433-b5ba-85cf862dc1ee.204f49192714bf790a3749148829f123', '', 0, '', NULL);
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
INSERT INTO people_person VALUES ('f0645353-e00b-52c1-bfe8-85f7c30debcd', 'Jonas', 'Eklund', '', '', 'en', 'Europe/Stockholm', 'jonas@ferrow-lund.example', '', '', '', 1, '', 'eklund jonas', 'jonas eklund jonas@ferrow-lund.example 1001', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0);
INSERT INTO people_person VALUES ('dd3de217-d7fb-5dbf-9b48-05423eba5d54', 'Stefan', 'Lang', '', '', 'en', 'Europe/Stockholm', 'stefan@ferrow-lund.example', '', '', '', 1, '', 'lang stefan', 'stefan lang stefan@ferrow-lund.example 1002', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0);
INSERT INTO people_person VALUES ('10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Amina', 'Yusuf', '', '', 'en', 'Europe/Stockholm', 'amina@ferrow-lund.example', '', '', '', 1, '', 'yusuf amina', 'amina yusuf amina@ferrow-lund.example 1003', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0);
INSERT INTO people_person VALUES ('d7bf2950-9305-56bb-b227-c1275a138600', 'Pavel', 'Dvořák', '', '', 'en', 'Europe/Stockholm', 'pavel@ferrow-lund.example', '', '', '', 1, '', 'dvorak pavel', 'pavel dvorak pavel@ferrow-lund.example 1004', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0);
INSERT INTO people_person VALUES ('6923ee4e-d620-53e1-b5be-db8352be74bb', 'Rosa', 'Lindgren', '', '', 'en', 'Europe/Stockholm', '', '', '', '', 1, '', 'lindgren rosa', 'rosa lindgren  1005', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0);
INSERT INTO people_person VALUES ('5e1a027d-a269-5938-8036-9c229aa04d3a', 'Hanna', 'Virtanen', '', '', 'en', 'Europe/Stockholm', 'hanna@ferrow-lund.example', '', '', '', 1, '', 'virtanen hanna', 'hanna virtanen hanna@ferrow-lund.example 1006', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0);
INSERT INTO people_person VALUES ('a588c87f-993b-5c77-8719-d2f564ee2c25', 'Marta', 'Kowalczyk', '', '', 'en', 'Europe/Stockholm', 'marta@ferrow-lund.example', '', '', '', 1, '', 'kowalczyk marta', 'marta kowalczyk marta@ferrow-lund.example 2001', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0);
INSERT INTO people_person VALUES ('6cb166d1-037e-568e-bc68-2b41104afbc1', 'Priya', 'Raman', '', '', 'en', 'Europe/Stockholm', 'priya@ferrow-lund.example', '', '', '', 1, '', 'raman priya', 'priya raman priya@ferrow-lund.example 2002', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0);
INSERT INTO people_person VALUES ('8f9a8757-7985-5976-8e5f-93c4b6a95050', 'Theo', 'Brandt', '', '', 'en', 'Europe/Stockholm', 'theo@ferrow-lund.example', '', '', '', 1, '', 'brandt theo', 'theo brandt theo@ferrow-lund.example 2003', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0);
INSERT INTO people_person VALUES ('8a01aff5-9ae3-5a6f-ba2c-bd6ed98d8fd9', 'Ingrid', 'Salo', '', '', 'en', 'Europe/Stockholm', 'ingrid@ferrow-lund.example', '', '', '', 1, '', 'salo ingrid', 'ingrid salo ingrid@ferrow-lund.example 2004', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0);
INSERT INTO people_person VALUES ('ff0307b7-9ac2-5b15-a471-ad58c551e95b', 'Noor', 'Haddad', '', '', 'en', 'Europe/Stockholm', 'noor@ferrow-lund.example', '', '', '', 1, '', 'haddad noor', 'noor haddad noor@ferrow-lund.example 3001', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0);
INSERT INTO people_person VALUES ('41dd45df-53fc-5658-afba-fdc11d480109', 'Lena', 'Berg', '', '', 'en', 'Europe/Stockholm', 'lena@ferrow-lund.example', '', '', '', 1, '', 'berg lena', 'lena berg lena@ferrow-lund.example 3002', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 0);
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
INSERT INTO promise_calendar VALUES ('office', 'Office hours', '{"zone":"UTC","week":{"mon":[["08:00","17:00"]],"tue":[["08:00","17:00"]],"wed":[["08:00","17:00"]],"thu":[["08:00","17:00"]],"fri":[["08:00","17:00"]]},"holidays":[]}', 1);
DELETE FROM promise_promise;
INSERT INTO promise_promise VALUES ('01a21b1b-773e-7077-92fb-6bd0d2b1dd07', 'case', '01a21b1b-773d-7812-a36c-b08a16a7227f', 'first_answer', 'office', 240, 'kept', '2026-11-17T12:00:00.000000Z', '2026-11-17T16:00:00.000000Z', '2026-11-17T15:00:00.000000Z', 0, NULL, NULL, '', '', '', '2026-11-17T12:00:00.000000Z');
INSERT INTO promise_promise VALUES ('01a21b1b-773e-70be-8597-5263f198b4e8', 'case', '01a21b1b-773d-7812-a36c-b08a16a7227f', 'decision', 'office', 1080, 'kept', '2026-11-17T12:00:00.000000Z', '2026-11-19T12:00:00.000000Z', '2026-11-18T16:30:00.000000Z', 0, NULL, NULL, '', '', '', '2026-11-17T12:00:00.000000Z');
INSERT INTO promise_promise VALUES ('01a21b1b-7ea7-76d1-a0bc-11716d80e893', 'case', '01a21b1b-7ea7-7234-8585-bd6deea55f0a', 'first_answer', 'office', 240, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-17T16:00:00.000000Z', '2026-11-17T15:00:00.000000Z', 0, NULL, NULL, '', '', '', NULL);
INSERT INTO promise_promise VALUES ('01a21b1b-7ea7-7710-af50-d74da6768f62', 'case', '01a21b1b-7ea7-7234-8585-bd6deea55f0a', 'decision', 'office', 1080, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-19T12:00:00.000000Z', '2026-11-18T16:30:00.000000Z', 0, NULL, NULL, '', '', '', NULL);
INSERT INTO promise_promise VALUES ('01a21b1b-7ef7-7f0a-89ba-54b332669f1e', 'case', '01a21b1b-7ef7-780d-acb0-188d23b1eb56', 'first_answer', 'office', 240, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-17T16:00:00.000000Z', '2026-11-17T15:00:00.000000Z', 0, NULL, NULL, '', '', '', NULL);
INSERT INTO promise_promise VALUES ('01a21b1b-7ef8-736a-9eb5-f5f423f78c0f', 'case', '01a21b1b-7ef7-780d-acb0-188d23b1eb56', 'decision', 'office', 1080, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-19T12:00:00.000000Z', '2026-11-18T16:30:00.000000Z', 0, NULL, NULL, '', '', '', NULL);
DELETE FROM promise_site_calendar;
DELETE FROM rating_rating;
INSERT INTO rating_rating VALUES ('01a21b1b-773d-7812-a36c-b08a16a7227f', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'payroll', 'pay', '2026-11-17T12:00:00.000000Z', 5, 4, 'yes', 'Quick.', 0);
DELETE FROM river_job;
INSERT INTO river_job VALUES (1, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'app.forget_answers', X'CC26C71272697665723A756E697175655F6E6F6E6365C71065643361383234613132363136633464', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'81382C959E390651225ACB84DF08C34C7A5BD3099F63AC53AFA49C0D0678798E', 241, 3);
INSERT INTO river_job VALUES (2, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'app.sweep_sign_in', X'CC26C71272697665723A756E697175655F6E6F6E6365C71032353537646266613762666266343237', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'29984A89B93996047D61C5251620CD43C2F1CA64C35FAB6335290A4EBD820BE5', 241, 3);
INSERT INTO river_job VALUES (3, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'app.sweep_words', X'CC26C71272697665723A756E697175655F6E6F6E6365C71035653632636362356638613961633830', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'4821155DDFE8C7AD32B81F76963CDD7CF903D0605CA32D2CD6AB28B68E74DEF7', 241, 3);
INSERT INTO river_job VALUES (4, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'app.sweep_files', X'CC26C71272697665723A756E697175655F6E6F6E6365C71038346237663264613332663133636134', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'67F5613CEBB2DE6B0F4B9419499FE1AA4DC3D7D2D3EA09D024F7107FBC98EE04', 241, 3);
INSERT INTO river_job VALUES (5, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'people.forget_files', X'CC26C71272697665723A756E697175655F6E6F6E6365C71065393661653836636537623537303036', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'DD798EEA24071DA95E2B8BB6250EA9D4CD481D211D442DC5B99334B6D6FA11E4', 241, 3);
INSERT INTO river_job VALUES (6, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'desk.tick', X'CC26C71272697665723A756E697175655F6E6F6E6365C71030353134306664336531333030346338', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'D20AA729AAD1BF8110FF46B4C9A367530558C226A5589636EA4B598526839985', 241, 3);
INSERT INTO river_job VALUES (7, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'desk.summaries', X'CC26C71272697665723A756E697175655F6E6F6E6365C71064623661353735633133613865663233', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'DDC1E8DA1A6518FD0D299F56B144DDB8EC20BFAE23290CAA8D971C5504AA9DC1', 241, 3);
INSERT INTO river_job VALUES (8, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'heard.remind', X'CC26C71272697665723A756E697175655F6E6F6E6365C71066623331343635633033373964326365', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'4072ADB242CEE6A42C1A1D908DFF6F00F929F898ACCE8D1D7C325B85086E13B5', 241, 3);
INSERT INTO river_job VALUES (9, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'intake.reconcile', X'CC26C71272697665723A756E697175655F6E6F6E6365C71038373861333665323262376163616562', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'71B9E8BB551B990D82415D858CE88214864124ACEFF5810DDD262E2F6AC56CE4', 241, 3);
INSERT INTO river_job VALUES (10, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'intake.retention', X'CC26C71272697665723A756E697175655F6E6F6E6365C71065663761613839313863333464386633', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'A22516C04638CD81D62F58F45421D4E44F1532C6E2890E04354C9D9C85B82042', 241, 3);
DELETE FROM river_leader;
DELETE FROM river_migration;
DELETE FROM river_notification;
DELETE FROM river_queue;
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
INSERT INTO search_doc VALUES (3764213356954263720, 'case', '01a21b1b-7ea7-7234-8585-bd6deea55f0a', '01a21b1b-7ea7-7dcd-9d2b-fceee58096ca', 35);
INSERT INTO search_doc VALUES (3764213356954406777, 'case_note', '01a21b1b-773d-7812-a36c-b08a16a7227f', '01a21b1b-793f-78e3-9db9-0879f29a5bd5', 18);
INSERT INTO search_doc VALUES (3764213356954746448, 'case', '01a21b1b-773d-7812-a36c-b08a16a7227f', '01a21b1b-7783-7209-9cba-e0976184bd9a', 88);
INSERT INTO search_doc VALUES (3764213356955601251, 'case', '01a21b1b-7ef7-780d-acb0-188d23b1eb56', '01a21b1b-7efa-76d9-bbbe-c6b0f1d38e2d', 24);
DELETE FROM search_state;
INSERT INTO search_state VALUES ('epoch', '0');
DELETE FROM search_text_config;
INSERT INTO search_text_config VALUES ('version', 4);
DELETE FROM search_text_data;
INSERT INTO search_text_data VALUES (1, X'105A25');
INSERT INTO search_text_data VALUES (10, X'00000000FF0000010203140003110101011000000E010101111100000102010112120000010000');
INSERT INTO search_text_data VALUES (137438953473, X'000000AF08306265747765656E9A8FA5C1D68094A0A80601010601046461726B9A8FA5C1D68094A0A806010105010269739A8FA5C1D68094A0A8060101030201749A8FA5C1D68094A0A80601010201056C616D70739A8FA5C1D68094A0A8020301077368656C7665739A8FA5C1D68094A0A80601010801037468659A8FA5C1D68094A0A80601010702026F6F9A8FA5C1D68094A0A806010104010977617265686F7573659A8FA5C1D68094A0A80202041613111012161211');
INSERT INTO search_text_data VALUES (274877906945, X'0000008704306D61799A8FA5C1D680BD89630601010401046F6E6C799A8FA5C1D680BD8963060101020104726561649A8FA5C1D680BD8963060101050104736F6D659A8FA5C1D680BD89630601010305057468696E679A8FA5C1D680BD896302020104746869739A8FA5C1D680BD8963060101060106756E666169729A8FA5C1D680BD8963020304121313131213');
INSERT INTO search_text_data VALUES (2336462209025, X'000004AA04306172659A8FA5C1D680A2FE50060101050204736B65649A8FA5C1D68098CF79060101020107666F72656D616E9A8FA5C1D68098CF79060101040104686572659A8FA5C1D680A2FE500601010A02046F7572739A8FA5C1D680A2FE500A0101040D04010269739A8FA5C1D680A2FE500601010B0201749A8FA5C1D680A2FE50080101080E01076D697373696E679A8FA5C1D680A2FE500601010601056E696768749A8FA5C1D680A2FE500601010301076F63746F6265729A8FA5C1D68098CF79020494DD5702040201669A8FA5C1D68098CF79020394DD57080301010E02016E9A8FA5C1D680A2FE50060101070104706169649A8FA5C1D680A2FE5006010116030579736C69709A8FA5C1D68098CF79020294DD570202010573686565749A8FA5C1D680A2FE500601010D01037468659A8FA5C1D68098CF790601010394DD57080101020C02046F6461799A8FA5C1D680A2FE5006010117020278749A8FA5C1D680A2FE500601011201037761739A8FA5C1D680A2FE50060101150103EE80809A8FA5C1D680A2FE500A0101090905030581313030318293DE89B059020807013293A7C2FC942202080701339C9985E99F4002080701348794CCE9E830020807013584CCDB9D97170204070136969AE3E8A7050208040432303031888FDA99801402080701328DB4D0A9F32A02080701339FB99FEED84502080701349D9DFA92F33A020804043330303191D385B2E354020807013292CBDED6D35102080405616D696E619C9985E99F4004020404046265726792CBDED6D3510203050572616E64749FB99FEED8450203040664766F72616B8794CCE9E83002030406656B6C756E648293DE89B0590203050678616D706C658293DE89B05902078580EEE0B7570207FB8DAF9764020785A4F690F3160207849EB588F02A0207F8D9A3EF7D0207DBE4A5C051020782F3A0EC9263020785FEA280F83B02078184F4A9D37A0207829BA5DBE50B02070406666572726F778293DE89B05902058580EEE0B7570205FB8DAF9764020585A4F690F3160205849EB588F02A0205F8D9A3EF7D0205DBE4A5C051020582F3A0EC9263020585FEA280F83B02058184F4A9D37A0205829BA5DBE50B0205040668616464616491D385B2E354020306036E6E61969AE3E8A7050402040406696E677269649D9DFA92F33A04020404056A6F6E61738293DE89B05904020404096B6F77616C637A796B888FDA998014020304046C616E6793A7C2FC942202030503656E6192CBDED6D3510402040507696E646772656E84CCDB9D971702030503756E648293DE89B05902068580EEE0B7570206FB8DAF9764020685A4F690F3160206849EB588F02A0206F8D9A3EF7D0206DBE4A5C051020682F3A0EC9263020685FEA280F83B02068184F4A9D37A0206829BA5DBE50B020604056D61727461888FDA99801404020404046E6F6F7291D385B2E3540402040405706176656C8794CCE9E8300402040504726979618DB4D0A9F32A040204040572616D616E8DB4D0A9F32A020305036F736184CCDB9D97170202040473616C6F9D9DFA92F33A02030505746566616E93A7C2FC942204020404047468656F9FB99FEED845040204040876697274616E656E969AE3E8A7050203040579757375669C9985E99F400203041213161315111116141916101317141A131112140F0B0B0B0B0B0E0B0B0B0E0B100E0F10105D5D100E1110130E0E115A100F100F0F0D0E100F12');
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
INSERT INTO search_text_docsize VALUES (3764213356954263720, X'0207', 17);
INSERT INTO search_text_docsize VALUES (3764213356954406777, X'0303', 15);
INSERT INTO search_text_docsize VALUES (3764213356954746448, X'0316', 16);
INSERT INTO search_text_docsize VALUES (3764213356955601251, X'0205', 18);
DELETE FROM search_text_idx;
INSERT INTO search_text_idx VALUES (1, X'', 2);
INSERT INTO search_text_idx VALUES (2, X'', 2);
INSERT INTO search_text_idx VALUES (17, X'', 2);
DELETE FROM search_word;
INSERT INTO search_word VALUES (-9066427638174325026, 'asked', 2048);
INSERT INTO search_word VALUES (-9058845405987695770, 'is', 1);
INSERT INTO search_word VALUES (-9058842107452811137, 'it', 1);
INSERT INTO search_word VALUES (-9058842107452811137, 'it', 32767);
INSERT INTO search_word VALUES (-9056851991406127677, 'of', 1);
INSERT INTO search_word VALUES (-9056851991406127677, 'of', 32767);
INSERT INTO search_word VALUES (-9056843195313101989, 'on', 1);
INSERT INTO search_word VALUES (-9054040540173359825, 'read', 2048);
INSERT INTO search_word VALUES (-9025495262664093903, 'lindgren', 0);
INSERT INTO search_word VALUES (-9012859538057378178, 'marta', 0);
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
INSERT INTO search_word VALUES (-8137285755431333323, 'october', 1);
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
INSERT INTO search_word VALUES (-7322382242357070370, 'dark', 1);
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
INSERT INTO search_word VALUES (-6016136987684443796, 'something', 0);
INSERT INTO search_word VALUES (-5989078459113568073, 'virtanen', 0);
INSERT INTO search_word VALUES (-5972628277800044083, 'kowalczyk', 0);
INSERT INTO search_word VALUES (-5969848712404494350, 'kowalczyk', 0);
INSERT INTO search_word VALUES (-5969833319241699396, 'kowalczyk', 0);
INSERT INTO search_word VALUES (-5954562585290780528, 'payslip', 0);
INSERT INTO search_word VALUES (-5882324533481898923, 'amina', 0);
INSERT INTO search_word VALUES (-5844464031619027147, 'example', 0);
INSERT INTO search_word VALUES (-5830634187921910239, 'the', 1);
INSERT INTO search_word VALUES (-5830634187921910239, 'the', 32767);
INSERT INTO search_word VALUES (-5827830433270539864, 'too', 1);
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
INSERT INTO search_word VALUES (-5044225849640573266, 'warehouse', 1);
INSERT INTO search_word VALUES (-4834608424055969464, 'eklund', 0);
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
INSERT INTO search_word VALUES (-1403824337362362326, 'payslip', 0);
INSERT INTO search_word VALUES (-1169238899087927385, 'eklund', 0);
INSERT INTO search_word VALUES (-1162917462664896045, 'dark', 0);
INSERT INTO search_word VALUES (-1162892173897447192, 'dark', 0);
INSERT INTO search_word VALUES (-1148553442756785916, 'dark', 0);
INSERT INTO search_word VALUES (-1125996290900596506, 'foreman', 16384);
INSERT INTO search_word VALUES (-1061737062392766222, 'payslip', 1);
INSERT INTO search_word VALUES (-1061737062392766222, 'payslip', 32767);
INSERT INTO search_word VALUES (-1021337346537041751, 'pavel', 0);
INSERT INTO search_word VALUES (-989445380273664818, 'asked', 14334);
INSERT INTO search_word VALUES (-959859353795896557, 'marta', 0);
INSERT INTO search_word VALUES (-954204565493142734, 'marta', 0);
INSERT INTO search_word VALUES (-954190271841975991, 'marta', 0);
INSERT INTO search_word VALUES (-953111787836201753, 'yusuf', 0);
INSERT INTO search_word VALUES (-858877908314656085, 'shelves', 0);
INSERT INTO search_word VALUES (-790262891573328736, 'ingrid', 0);
INSERT INTO search_word VALUES (-790248597922161993, 'ingrid', 0);
INSERT INTO search_word VALUES (-779810934037636445, 'ingrid', 0);
INSERT INTO search_word VALUES (-726642672260139213, 'foreman', 0);
INSERT INTO search_word VALUES (-688831682010914464, 'kowalczyk', 0);
INSERT INTO search_word VALUES (-682794792027069118, 'something', 0);
INSERT INTO search_word VALUES (-674892018365746448, 'hours', 1);
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
INSERT INTO search_word VALUES (674781387374122652, 'are', 1);
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
INSERT INTO search_word VALUES (1302642992486877882, 'between', 1);
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
INSERT INTO search_word VALUES (1818092417573047628, 'lamps', 1);
INSERT INTO search_word VALUES (1949409809159332270, 'kowalczyk', 0);
INSERT INTO search_word VALUES (1990829908731110746, 'missing', 0);
INSERT INTO search_word VALUES (2038853749915952605, 'night', 0);
INSERT INTO search_word VALUES (2066842118154800422, 'ferrow', 0);
INSERT INTO search_word VALUES (2280346017233520609, 'read', 16384);
INSERT INTO search_word VALUES (2283958286531553695, 'lindgren', 0);
INSERT INTO search_word VALUES (2344185613630626199, 'yusuf', 0);
INSERT INTO search_word VALUES (2350110881793919928, 'yusuf', 0);
INSERT INTO search_word VALUES (2350131772514855937, 'yusuf', 0);
INSERT INTO search_word VALUES (2658287070865187165, 'payslip', 0);
INSERT INTO search_word VALUES (2698788944119868197, 'example', 0);
INSERT INTO search_word VALUES (2741325048448106101, 'amina', 0);
INSERT INTO search_word VALUES (2744107912378540467, 'amina', 0);
INSERT INTO search_word VALUES (2744122206029707210, 'amina', 0);
INSERT INTO search_word VALUES (2751989211728043115, 'raman', 0);
INSERT INTO search_word VALUES (2757181939860497660, 'raman', 0);
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
INSERT INTO search_word VALUES (4392170525097405682, 'shelves', 1);
INSERT INTO search_word VALUES (4400636764632927357, 'sheet', 1);
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
INSERT INTO search_word VALUES (5565862314434731140, 'here', 1);
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
INSERT INTO search_word VALUES (8364420390576653588, 'night', 1);
INSERT INTO search_word VALUES (8613736040390996820, 'kowalczyk', 0);
INSERT INTO search_word VALUES (8791386660945556794, 'something', 0);
INSERT INTO search_word VALUES (8871438892856531333, 'lindgren', 0);
INSERT INTO search_word VALUES (9041065893670301500, 'lamps', 0);
INSERT INTO search_word VALUES (9076186803428186146, 'example', 0);
INSERT INTO search_word VALUES (9102891741848876614, 'example', 0);
INSERT INTO search_word VALUES (9102901637453530513, 'example', 0);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES ('store_version_river', 8);
INSERT INTO sqlite_sequence VALUES ('store_version_jobs', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_search', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_mail', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_files', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_audit', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_auth', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_people', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_promise', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_catalogue', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_policy', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_desk', 7);
INSERT INTO sqlite_sequence VALUES ('store_version_heard', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_decision', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_rating', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_calculation', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_intake', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_privacy', 2);
INSERT INTO sqlite_sequence VALUES ('desk_number', 3);
DELETE FROM store_fact;
DELETE FROM store_once;
DELETE FROM store_schema;
INSERT INTO store_schema VALUES ('river', '4a320e7cb0715664d3212f54e807b7d1cc095b925ffa1c3fffc250545d634168');
INSERT INTO store_schema VALUES ('jobs', '83a67eee76684d11333b6cdc67e62b9ef025cc14eeff482818c05aadf696018b');
INSERT INTO store_schema VALUES ('search', 'ef16d96d6c37ee17dcdaae8d32b56e2164926d0b75ea78463705f172e7e3dd26');
INSERT INTO store_schema VALUES ('mail', '0597151666d44258cd54d05485211042e87a267a9ec1a10518d7935ccc463afe');
INSERT INTO store_schema VALUES ('files', '2fcc7b581310a0ea0373c397588107e77b287929190d97de670cf95a125c5508');
INSERT INTO store_schema VALUES ('audit', '8dd2434aaf3218f0badb812d2fbfdb10d97a5fdab857a0c4285420ca21ca6827');
INSERT INTO store_schema VALUES ('auth', 'f14c249fd3112222a9f99af1e11c7c862aae6dbfa45bc34df61497098c9291ff');
INSERT INTO store_schema VALUES ('people', '6ce49a2272a99ddeb6a05c3ba4fa6c0ed5945a647727b61280d82b99aeb1f38a');
INSERT INTO store_schema VALUES ('promise', '5bf94f5c986d2ec286c2c54624b8183d8cc78b6928bc3b0959c75143ccb910c4');
INSERT INTO store_schema VALUES ('catalogue', 'b0890cd9f294807cb5b4b7712262b7a9cb62f2bc5f8462a63d2e2064915bf6cf');
INSERT INTO store_schema VALUES ('policy', 'c589593fda813718e256a9575803661a61231d16642c7301218e56dfbb668080');
INSERT INTO store_schema VALUES ('desk', '7d78ca5a4221fbe52d0e76379f5090cffc318a6f49190888c19ac510ce4526b0');
INSERT INTO store_schema VALUES ('heard', '7950d57e1dcaf230f5fa411b341db50e7bb0c2d032fc029d8563254b9e3ccec8');
INSERT INTO store_schema VALUES ('decision', 'd30fdf7d2dff2fb4d9829ede55b1756b7546e1e44d5537a4e23660a9bf140e3c');
INSERT INTO store_schema VALUES ('rating', 'a240b0f4e67f033e357c6bc55765b492b5e6d0d0f6eec8f1ec442c76bccf97fb');
INSERT INTO store_schema VALUES ('calculation', 'e3de6ede2f504724b80df758bcdc1fc4531466bfde570c84d49effc7c90ce052');
INSERT INTO store_schema VALUES ('intake', 'a7e3ccf6fcc41c923cb5362d72359fe4a4977222dc00c25dd665f5452c840401');
INSERT INTO store_schema VALUES ('privacy', 'd65de9d9cf075ac48ca74b77d32296c4e79c8d2c6687fbd199387f257f1f954a');
DELETE FROM store_version_audit;
INSERT INTO store_version_audit VALUES (1, 0, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_audit VALUES (2, 1, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_audit VALUES (3, 2, 1, '2026-11-27 03:45:12');
DELETE FROM store_version_auth;
INSERT INTO store_version_auth VALUES (1, 0, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_auth VALUES (2, 1, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_auth VALUES (3, 2, 1, '2026-11-27 03:45:12');
DELETE FROM store_version_calculation;
INSERT INTO store_version_calculation VALUES (1, 0, 1, '2026-11-27 03:45:13');
INSERT INTO store_version_calculation VALUES (2, 1, 1, '2026-11-27 03:45:13');
INSERT INTO store_version_calculation VALUES (3, 2, 1, '2026-11-27 03:45:13');
DELETE FROM store_version_catalogue;
INSERT INTO store_version_catalogue VALUES (1, 0, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_catalogue VALUES (2, 1, 1, '2026-11-27 03:45:12');
DELETE FROM store_version_decision;
INSERT INTO store_version_decision VALUES (1, 0, 1, '2026-11-27 03:45:13');
INSERT INTO store_version_decision VALUES (2, 1, 1, '2026-11-27 03:45:13');
INSERT INTO store_version_decision VALUES (3, 2, 1, '2026-11-27 03:45:13');
DELETE FROM store_version_desk;
INSERT INTO store_version_desk VALUES (1, 0, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_desk VALUES (2, 1, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_desk VALUES (3, 2, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_desk VALUES (4, 3, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_desk VALUES (5, 4, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_desk VALUES (6, 5, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_desk VALUES (7, 6, 1, '2026-11-27 03:45:12');
DELETE FROM store_version_files;
INSERT INTO store_version_files VALUES (1, 0, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_files VALUES (2, 1, 1, '2026-11-27 03:45:12');
DELETE FROM store_version_heard;
INSERT INTO store_version_heard VALUES (1, 0, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_heard VALUES (2, 1, 1, '2026-11-27 03:45:12');
DELETE FROM store_version_intake;
INSERT INTO store_version_intake VALUES (1, 0, 1, '2026-11-27 03:45:13');
INSERT INTO store_version_intake VALUES (2, 1, 1, '2026-11-27 03:45:13');
INSERT INTO store_version_intake VALUES (3, 2, 1, '2026-11-27 03:45:13');
DELETE FROM store_version_jobs;
INSERT INTO store_version_jobs VALUES (1, 0, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_jobs VALUES (2, 1, 1, '2026-11-27 03:45:12');
DELETE FROM store_version_mail;
INSERT INTO store_version_mail VALUES (1, 0, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_mail VALUES (2, 1, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_mail VALUES (3, 2, 1, '2026-11-27 03:45:12');
DELETE FROM store_version_people;
INSERT INTO store_version_people VALUES (1, 0, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_people VALUES (2, 1, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_people VALUES (3, 2, 1, '2026-11-27 03:45:12');
DELETE FROM store_version_policy;
INSERT INTO store_version_policy VALUES (1, 0, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_policy VALUES (2, 1, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_policy VALUES (3, 2, 1, '2026-11-27 03:45:12');
DELETE FROM store_version_privacy;
INSERT INTO store_version_privacy VALUES (1, 0, 1, '2026-11-27 03:45:13');
INSERT INTO store_version_privacy VALUES (2, 1, 1, '2026-11-27 03:45:13');
DELETE FROM store_version_promise;
INSERT INTO store_version_promise VALUES (1, 0, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_promise VALUES (2, 1, 1, '2026-11-27 03:45:12');
DELETE FROM store_version_rating;
INSERT INTO store_version_rating VALUES (1, 0, 1, '2026-11-27 03:45:13');
INSERT INTO store_version_rating VALUES (2, 1, 1, '2026-11-27 03:45:13');
DELETE FROM store_version_river;
INSERT INTO store_version_river VALUES (1, 0, 1, '2026-11-27 03:45:11');
INSERT INTO store_version_river VALUES (2, 1, 1, '2026-11-27 03:45:11');
INSERT INTO store_version_river VALUES (3, 2, 1, '2026-11-27 03:45:11');
INSERT INTO store_version_river VALUES (4, 3, 1, '2026-11-27 03:45:11');
INSERT INTO store_version_river VALUES (5, 4, 1, '2026-11-27 03:45:11');
INSERT INTO store_version_river VALUES (6, 5, 1, '2026-11-27 03:45:11');
INSERT INTO store_version_river VALUES (7, 6, 1, '2026-11-27 03:45:11');
INSERT INTO store_version_river VALUES (8, 7, 1, '2026-11-27 03:45:12');
DELETE FROM store_version_search;
INSERT INTO store_version_search VALUES (1, 0, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_search VALUES (2, 1, 1, '2026-11-27 03:45:12');
INSERT INTO store_version_search VALUES (3, 2, 1, '2026-11-27 03:45:12');
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
CREATE INDEX desk_case_assignee ON desk_case (assignee_person, state, sensitivity, team_id, id);
CREATE TRIGGER desk_case_decided BEFORE UPDATE OF outcome ON desk_case
  WHEN NEW.needs_decision AND NEW.outcome <> OLD.outcome AND NEW.outcome NOT IN ('', 'decided', 'withdrawn', 'duplicate')
BEGIN SELECT RAISE(ABORT, 'desk_case_decided: this service needs a decision'); END;
CREATE INDEX desk_case_for ON desk_case (for_person, opened_at);
CREATE INDEX desk_case_last ON desk_case (state, last_at, id);
CREATE UNIQUE INDEX desk_case_live ON desk_case (id) WHERE state <> 'closed';
CREATE INDEX desk_case_opened ON desk_case (opened_at, id);
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
CREATE INDEX files_file_blob ON files_file (blob_id);
CREATE INDEX files_file_owner ON files_file (owner);
CREATE INDEX heard_asking_case ON heard_asking (case_id);
CREATE INDEX heard_asking_person ON heard_asking (person_id, state);
CREATE INDEX heard_summary_person ON heard_summary (person_id, state);
CREATE INDEX heard_summary_remind ON heard_summary (state, remind_at);
CREATE INDEX intake_check_mailbox ON intake_check (mailbox_id, id);
CREATE INDEX intake_import_due ON intake_import (keep_until);
CREATE INDEX intake_import_person ON intake_import (person_id);
CREATE INDEX intake_mail_case ON intake_mail (case_id, came_at) WHERE case_id <> '';
CREATE INDEX intake_mail_entry ON intake_mail (entry_id) WHERE entry_id <> '';
CREATE INDEX intake_mail_from ON intake_mail (from_address, came_at);
CREATE INDEX intake_mail_mailbox ON intake_mail (mailbox_id, state, came_at);
CREATE INDEX intake_mail_person ON intake_mail (sender_person) WHERE sender_person <> '';
CREATE INDEX intake_mail_stored ON intake_mail (next_at) WHERE state = 'stored';
CREATE INDEX intake_mail_waiting ON intake_mail (id) WHERE state = 'quarantine';
CREATE INDEX mail_outbox_about ON mail_outbox (about);
CREATE INDEX mail_outbox_due ON mail_outbox (next_at) WHERE state IN ('queued', 'claimed', 'transmitting', 'unknown');
CREATE INDEX mail_outbox_expires ON mail_outbox (expires_at) WHERE text_body <> '';
CREATE INDEX mail_outbox_person ON mail_outbox (person_id, id);
CREATE INDEX mail_outbox_state ON mail_outbox (state, report, id);
CREATE UNIQUE INDEX people_employment_latest ON people_employment (person_id) WHERE latest;
CREATE INDEX people_employment_manager ON people_employment (manager_id);
CREATE UNIQUE INDEX people_employment_number ON people_employment (personnel_number) WHERE personnel_number <> '';
CREATE INDEX people_employment_person ON people_employment (person_id);
CREATE INDEX people_employment_unit ON people_employment (unit_id);
CREATE UNIQUE INDEX people_person_email ON people_person (email) WHERE email <> '';
CREATE INDEX people_person_sort ON people_person (sort_name, id);
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
CREATE INDEX promise_promise_owner ON promise_promise (owner_kind, owner_id);
CREATE INDEX rating_rating_agent ON rating_rating (agent_person, at);
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
