CREATE VIRTUAL TABLE search_text USING fts5 (
    title, body, content = '', contentless_delete = 1, prefix = '3', tokenize = 'unicode61 remove_diacritics 0'
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
);
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
    id integer PRIMARY KEY AUTOINCREMENT,
    kind text NOT NULL,
    ref text NOT NULL,
    part text NOT NULL,
    at text NOT NULL,
    UNIQUE (kind, ref, part)
);
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
CREATE TABLE store_version_catalogue (
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
INSERT INTO audit_entry VALUES ('01a216c7-cf68-7a77-8495-d98dd2c33d29', '2026-11-17T12:00:00.000000Z', 'CLKEP4rZKulq7ljsC9uTtV5z7kj6LHdCSfqyeeWtvJg', '', 'portal', 'case.open', 'case', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', 'CLKEP4rZKulq7ljsC9uTtV5z7kj6LHdCSfqyeeWtvJg', 'payroll', 0, '31e92e9ba12ad16ec377f62d2fe250dd1fa483c8e3938d10bb15d87defc6274d', 1, 'df371018b310f4bb2967927651b06484b25e695213a09f294fbae60516268dc9');
INSERT INTO audit_entry VALUES ('01a216c7-cf6f-70b5-a938-5e39f7010e8e', '2026-11-17T12:00:00.000000Z', 'CLKEP4rZKulq7ljsC9uTtV5z7kj6LHdCSfqyeeWtvJg', '', 'portal', 'case.write', 'case', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', 'CLKEP4rZKulq7ljsC9uTtV5z7kj6LHdCSfqyeeWtvJg', 'payroll', 0, 'a52e42cf6ccb6c3a70958c1d7fcb02fd86736af6719edea3a0d7febf54d58d8f', 2, '56702f713378f66c147b483af402a8c5df76131d3a7134d137b6f5d139186764');
INSERT INTO audit_entry VALUES ('01a216c7-cf70-7d7f-b5d3-f738b1d4db36', '2026-11-17T12:00:00.000000Z', 'FJIu65Q7kPo6PecgOy5MO1XdZn_X0N-XOy3Zd1rIYTs', '', 'desk', 'case.write', 'case', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', 'CLKEP4rZKulq7ljsC9uTtV5z7kj6LHdCSfqyeeWtvJg', 'payroll', 0, '6b01da58951b43986d93e03cd953f76d35da44a425ffbebc26836002a510d41e', 3, 'ecc7ec7421c394e36ca9d1665cf2b9289c1379f4070b22e5d31c047d221e5a48');
INSERT INTO audit_entry VALUES ('01a216c7-cf7b-7e2d-8b9a-296d20661d8d', '2026-11-17T12:00:00.000000Z', 'FJIu65Q7kPo6PecgOy5MO1XdZn_X0N-XOy3Zd1rIYTs', '', 'desk', 'case.work', 'case', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', 'CLKEP4rZKulq7ljsC9uTtV5z7kj6LHdCSfqyeeWtvJg', 'payroll', 0, '4cac08cd4fcebec8f70a61ad3ad250aa902c9bbc179ad8675c1670ed8f72aa48', 4, '8d0ecb21e4f34d62e0ce21ef022b1544a9b42fb49b1368e576f9507559881d30');
INSERT INTO audit_entry VALUES ('01a216c7-cf7e-7879-b802-1ac0e3e4ab6d', '2026-11-17T12:00:00.000000Z', 'CLKEP4rZKulq7ljsC9uTtV5z7kj6LHdCSfqyeeWtvJg', '', 'portal', 'case.open', 'case', '01a216c7-cf7e-707f-a64a-085c00f9bee3', 'CLKEP4rZKulq7ljsC9uTtV5z7kj6LHdCSfqyeeWtvJg', 'advice', 0, 'b0fe8bf22e8c6ff2324f120ee96afbb8611fc45198e973a871296627ba4dd0f1', 5, 'c25c040578b1be6cd7a377e3ef5bc136e96155aebe1cd4f0d7d80b50c6a9d9cb');
INSERT INTO audit_entry VALUES ('01a216c7-cf80-732d-8157-3294400a573a', '2026-11-17T12:00:00.000000Z', 'CLKEP4rZKulq7ljsC9uTtV5z7kj6LHdCSfqyeeWtvJg', '', 'portal', 'case.open', 'case', '01a216c7-cf7f-7d78-926f-1fc2c7c3950c', 'CLKEP4rZKulq7ljsC9uTtV5z7kj6LHdCSfqyeeWtvJg', 'advice', 0, 'fee9ac1363c105a0ec933269233db0c22302cf6846a16e516bd4c91147b0a000', 6, 'ace1d1ca2e1e9fba37a912eeeccd5ad2455b02275114c779a96441782dcd0c52');
INSERT INTO audit_entry VALUES ('01a216c7-cf81-7b3a-937c-b5ddffd26666', '2026-11-17T12:00:00.000000Z', 'FRMSdCquVCzMkTx8IkcEy-HPMPmYyH2_xgz3xJJJ8Ps', '', 'desk', 'case.read', 'case', '01a216c7-cf7f-7d78-926f-1fc2c7c3950c', 'CLKEP4rZKulq7ljsC9uTtV5z7kj6LHdCSfqyeeWtvJg', 'advice', 1, '09a38a5b9b875eace33a3c28a018444f4b75070cfa517cb007f8392fb9ecb667', 7, '2124145ae07a1b88b8e58a3a85eddfa27ce4a7c81ba5750bd7e0e6f36f07daef');
DELETE FROM audit_subject;
INSERT INTO audit_subject VALUES ('CLKEP4rZKulq7ljsC9uTtV5z7kj6LHdCSfqyeeWtvJg', '10f298d3-6d51-5433-b5ba-85cf862dc1ee');
INSERT INTO audit_subject VALUES ('FJIu65Q7kPo6PecgOy5MO1XdZn_X0N-XOy3Zd1rIYTs', '8f9a8757-7985-5976-8e5f-93c4b6a95050');
INSERT INTO audit_subject VALUES ('FRMSdCquVCzMkTx8IkcEy-HPMPmYyH2_xgz3xJJJ8Ps', 'a588c87f-993b-5c77-8719-d2f564ee2c25');
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
INSERT INTO auth_token VALUES ('01a216c7-cf65-7181-add9-edef2a0ef231', '143b9b1ed16624bfec23335e5342218419a5289e3a2341d57735a49f1f05fca8', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'test', 'all', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO auth_token VALUES ('01a216c7-cf65-793e-8b4f-5bb900b94134', '790c14e26e3ccf1f26644c62d68c594846b85251316f40bb6ad1ae21af51328b', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'test', 'all', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO auth_token VALUES ('01a216c7-cf65-7e33-bfd6-10c64e58728e', 'a5846b797f1b74693e56006e28221ad91fa109f69179d705f0c5c246e2355875', 'a588c87f-993b-5c77-8719-d2f564ee2c25', 'test', 'all', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', NULL);
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
DELETE FROM desk_case;
INSERT INTO desk_case VALUES ('01a216c7-cf67-7ab1-8eca-ef4e92f54466', 1029, 'pay', 'Payslip of October', 'answered', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'open', 0, 0, 0, 0, 0, 0, 'payroll', NULL, 0, '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 'hr', 0, 1, NULL, '9999-01-01T00:00:00.000000Z', '', NULL, '', NULL, 'answered', 'pay-error', '', '', '2026-11-17T12:00:00.000000Z', '8f9a8757-7985-5976-8e5f-93c4b6a95050', NULL, 0, 4);
INSERT INTO desk_case VALUES ('01a216c7-cf7e-707f-a64a-085c00f9bee3', 8060, 'hours', 'Warehouse lamps', 'open', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'open', 1, 0, 0, 0, 0, 0, 'advice', NULL, 0, '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 'customer', 0, 0, '2026-11-17T16:00:00.000000Z', '2026-11-17T16:00:00.000000Z', 'first_answer', '2026-11-17T15:00:00.000000Z', '', NULL, '', '', '', '', NULL, NULL, NULL, 0, 1);
INSERT INTO desk_case VALUES ('01a216c7-cf7f-7d78-926f-1fc2c7c3950c', 9911, 'fairness', 'Something unfair', 'open', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'named', 0, 0, 0, 0, 1, 0, 'advice', NULL, 0, '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 'customer', 0, 0, '2026-11-17T16:00:00.000000Z', '2026-11-17T16:00:00.000000Z', 'first_answer', '2026-11-17T15:00:00.000000Z', '', NULL, '', '', '', '', NULL, NULL, NULL, 0, 1);
DELETE FROM desk_draft;
DELETE FROM desk_entry;
INSERT INTO desk_entry VALUES ('01a216c7-cf68-7125-81d8-79709c3c2bce', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'The night hours are missing on it.', 'api', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a216c7-cf6e-7893-b41a-a8d13ad90f54', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Here is the sheet of hours.', 'portal', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a216c7-cf70-79ad-83be-3353264678fa', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', '2026-11-17T12:00:00.000000Z', 'note', 'hr', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'Asked the foreman.', 'portal', 1, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a216c7-cf7b-725a-9dd2-7ab9f29238d0', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', '2026-11-17T12:00:00.000000Z', 'message', 'hr', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'It was paid today.', 'portal', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a216c7-cf7e-753c-8f51-2762c5641fff', '01a216c7-cf7e-707f-a64a-085c00f9bee3', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'It is too dark between the shelves.', 'api', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a216c7-cf80-709c-8192-cbe34a792da2', '01a216c7-cf7f-7d78-926f-1fc2c7c3950c', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Only some may read this.', 'api', 0, NULL, NULL);
DELETE FROM desk_file;
INSERT INTO desk_file VALUES ('01a216c7-cf6e-79c0-ae2a-815afcaf4723', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', '01a216c7-cf6e-7893-b41a-a8d13ad90f54');
DELETE FROM desk_number;
INSERT INTO desk_number VALUES (1, '2026-11-17T12:00:00.000000Z');
INSERT INTO desk_number VALUES (2, '2026-11-17T12:00:00.000000Z');
INSERT INTO desk_number VALUES (3, '2026-11-17T12:00:00.000000Z');
DELETE FROM desk_party;
INSERT INTO desk_party VALUES ('01a216c7-cf67-7ab1-8eca-ef4e92f54466', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO desk_party VALUES ('01a216c7-cf67-7ab1-8eca-ef4e92f54466', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO desk_party VALUES ('01a216c7-cf7e-707f-a64a-085c00f9bee3', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO desk_party VALUES ('01a216c7-cf7e-707f-a64a-085c00f9bee3', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO desk_party VALUES ('01a216c7-cf7f-7d78-926f-1fc2c7c3950c', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO desk_party VALUES ('01a216c7-cf7f-7d78-926f-1fc2c7c3950c', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO desk_party VALUES ('01a216c7-cf7f-7d78-926f-1fc2c7c3950c', 'a588c87f-993b-5c77-8719-d2f564ee2c25', 'named');
DELETE FROM desk_step;
DELETE FROM desk_tally;
INSERT INTO desk_tally VALUES ('payroll', 'open', 0, 0, 0, 0, 0, 1, 0);
INSERT INTO desk_tally VALUES ('advice', 'open', 0, 1, 0, 1, 0, 0, 0);
INSERT INTO desk_tally VALUES ('advice', 'named', 0, 1, 0, 1, 0, 0, 0);
DELETE FROM desk_tally_risk;
INSERT INTO desk_tally_risk VALUES ('2026-11-17T15:00:00.000000Z', 'payroll', 'open', 0, 0);
INSERT INTO desk_tally_risk VALUES ('2026-11-17T15:00:00.000000Z', 'advice', 'open', 0, 1);
INSERT INTO desk_tally_risk VALUES ('2026-11-17T15:00:00.000000Z', 'advice', 'named', 0, 1);
DELETE FROM desk_waiting;
INSERT INTO desk_waiting VALUES ('01a216c7-cf68-741c-82b3-8b68f47c46ba', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', 'hr', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
INSERT INTO desk_waiting VALUES ('01a216c7-cf7e-7647-975c-84ef12b2541b', '01a216c7-cf7e-707f-a64a-085c00f9bee3', 'hr', '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO desk_waiting VALUES ('01a216c7-cf80-7189-891c-072d8f52efd9', '01a216c7-cf7f-7d78-926f-1fc2c7c3950c', 'hr', '2026-11-17T12:00:00.000000Z', NULL);
DELETE FROM files_blob;
INSERT INTO files_blob VALUES ('01a216c7-cf6a-7594-87c6-83e03a8ef2bc', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', '2fff934abc81ec094e26f6ae5e9d16b0dafdd7ab9500e963b43d9edf4aa7e5f2', 27, NULL, '2026-11-17T12:00:00.000000Z');
DELETE FROM files_file;
INSERT INTO files_file VALUES ('01a216c7-cf6e-79c0-ae2a-815afcaf4723', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', '01a216c7-cf6a-7594-87c6-83e03a8ef2bc', 'hours.txt', 'text/plain', 27, '2fff934abc81ec094e26f6ae5e9d16b0dafdd7ab9500e963b43d9edf4aa7e5f2', '2026-11-17T12:00:00.000000Z', NULL);
DELETE FROM jobs_tick;
INSERT INTO jobs_tick VALUES ('app.forget_answers', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('app.sweep_sign_in', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('app.sweep_files', '2026-11-17T18:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('people.forget_files', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('desk.tick', '2026-11-17T12:01:00.000000Z');
DELETE FROM mail_outbox;
INSERT INTO mail_outbox VALUES ('01a216c7-cf68-7786-9364-f1913c5065d4', 'h.01a216c7cf687787822784b7f1095174', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', 'email', 'amina@ferrow-lund.example', '', 'We have your request HR-1029', 'Hello Amina,

We have your request HR-1029, “Payslip of October”.

You will have a first answer by Tue 17 Nov, 17:00.
It will be settled by Thu 19 Nov, 13:00.

You can read and answer it here:
http://hearth.example/requests/HR-1029

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>We have your request HR-1029</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-1029, “Payslip of October”.</p>
<p>You will have a first answer by Tue 17 Nov, 17:00.<br>
It will be settled by Thu 19 Nov, 13:00.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-1029">http://hearth.example/requests/HR-1029</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a216c7-cf67-7ab1-8eca-ef4e92f54466:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 0, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO mail_outbox VALUES ('01a216c7-cf7b-7c13-a680-b96d03776e7c', 'h.01a216c7cf7b7c15a3499f0de33a2ca8', 'case.answer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', 'email', 'amina@ferrow-lund.example', '', 'Your request HR-1029 is answered', 'Hello Amina,

It was paid today.

If something is missing, say so on the page within ten days, and it opens again.

You can read and answer it here:
http://hearth.example/requests/HR-1029

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Your request HR-1029 is answered</title></head>
<body>
<p>Hello Amina,</p>
<p>It was paid today.</p>
<p>If something is missing, say so on the page within ten days, and it opens again.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-1029">http://hearth.example/requests/HR-1029</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.answer:01a216c7-cf7b-725a-9dd2-7ab9f29238d0:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 0, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO mail_outbox VALUES ('01a216c7-cf7e-77d9-8453-4365401ee4ef', 'h.01a216c7cf7e77da939c2fcb158c1d8a', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a216c7-cf7e-707f-a64a-085c00f9bee3', 'email', 'amina@ferrow-lund.example', '', 'We have your request HR-8060', 'Hello Amina,

We have your request HR-8060, “Warehouse lamps”.

You will have a first answer by Tue 17 Nov, 17:00.
It will be settled by Thu 19 Nov, 13:00.

You can read and answer it here:
http://hearth.example/requests/HR-8060

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>We have your request HR-8060</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-8060, “Warehouse lamps”.</p>
<p>You will have a first answer by Tue 17 Nov, 17:00.<br>
It will be settled by Thu 19 Nov, 13:00.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-8060">http://hearth.example/requests/HR-8060</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a216c7-cf7e-707f-a64a-085c00f9bee3:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 0, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO mail_outbox VALUES ('01a216c7-cf80-72a2-8ed9-d047bba26c20', 'h.01a216c7cf8072a384261176e40fdcc3', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a216c7-cf7f-7d78-926f-1fc2c7c3950c', 'email', 'amina@ferrow-lund.example', '', 'We have your request HR-9911', 'Hello Amina,

We have your request HR-9911. The page says when you will hear from us.

You can read and answer it here:
http://hearth.example/requests/HR-9911

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>We have your request HR-9911</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-9911. The page says when you will hear from us.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-9911">http://hearth.example/requests/HR-9911</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a216c7-cf7f-7d78-926f-1fc2c7c3950c:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 0, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL);
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
INSERT INTO people_person VALUES ('f0645353-e00b-52c1-bfe8-85f7c30debcd', 'Jonas', 'Eklund', '', '', 'en', 'Europe/Stockholm', 'jonas@ferrow-lund.example', '', '', '', 1, '', 'eklund jonas', 'jonas eklund jonas@ferrow-lund.example 1001', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
INSERT INTO people_person VALUES ('dd3de217-d7fb-5dbf-9b48-05423eba5d54', 'Stefan', 'Lang', '', '', 'en', 'Europe/Stockholm', 'stefan@ferrow-lund.example', '', '', '', 1, '', 'lang stefan', 'stefan lang stefan@ferrow-lund.example 1002', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
INSERT INTO people_person VALUES ('10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Amina', 'Yusuf', '', '', 'en', 'Europe/Stockholm', 'amina@ferrow-lund.example', '', '', '', 1, '', 'yusuf amina', 'amina yusuf amina@ferrow-lund.example 1003', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
INSERT INTO people_person VALUES ('d7bf2950-9305-56bb-b227-c1275a138600', 'Pavel', 'Dvořák', '', '', 'en', 'Europe/Stockholm', 'pavel@ferrow-lund.example', '', '', '', 1, '', 'dvorak pavel', 'pavel dvorak pavel@ferrow-lund.example 1004', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
INSERT INTO people_person VALUES ('6923ee4e-d620-53e1-b5be-db8352be74bb', 'Rosa', 'Lindgren', '', '', 'en', 'Europe/Stockholm', '', '', '', '', 1, '', 'lindgren rosa', 'rosa lindgren  1005', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
INSERT INTO people_person VALUES ('5e1a027d-a269-5938-8036-9c229aa04d3a', 'Hanna', 'Virtanen', '', '', 'en', 'Europe/Stockholm', 'hanna@ferrow-lund.example', '', '', '', 1, '', 'virtanen hanna', 'hanna virtanen hanna@ferrow-lund.example 1006', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
INSERT INTO people_person VALUES ('a588c87f-993b-5c77-8719-d2f564ee2c25', 'Marta', 'Kowalczyk', '', '', 'en', 'Europe/Stockholm', 'marta@ferrow-lund.example', '', '', '', 1, '', 'kowalczyk marta', 'marta kowalczyk marta@ferrow-lund.example 2001', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
INSERT INTO people_person VALUES ('6cb166d1-037e-568e-bc68-2b41104afbc1', 'Priya', 'Raman', '', '', 'en', 'Europe/Stockholm', 'priya@ferrow-lund.example', '', '', '', 1, '', 'raman priya', 'priya raman priya@ferrow-lund.example 2002', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
INSERT INTO people_person VALUES ('8f9a8757-7985-5976-8e5f-93c4b6a95050', 'Theo', 'Brandt', '', '', 'en', 'Europe/Stockholm', 'theo@ferrow-lund.example', '', '', '', 1, '', 'brandt theo', 'theo brandt theo@ferrow-lund.example 2003', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
INSERT INTO people_person VALUES ('8a01aff5-9ae3-5a6f-ba2c-bd6ed98d8fd9', 'Ingrid', 'Salo', '', '', 'en', 'Europe/Stockholm', 'ingrid@ferrow-lund.example', '', '', '', 1, '', 'salo ingrid', 'ingrid salo ingrid@ferrow-lund.example 2004', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
INSERT INTO people_person VALUES ('ff0307b7-9ac2-5b15-a471-ad58c551e95b', 'Noor', 'Haddad', '', '', 'en', 'Europe/Stockholm', 'noor@ferrow-lund.example', '', '', '', 1, '', 'haddad noor', 'noor haddad noor@ferrow-lund.example 3001', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
INSERT INTO people_person VALUES ('41dd45df-53fc-5658-afba-fdc11d480109', 'Lena', 'Berg', '', '', 'en', 'Europe/Stockholm', 'lena@ferrow-lund.example', '', '', '', 1, '', 'berg lena', 'lena berg lena@ferrow-lund.example 3002', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
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
DELETE FROM privacy_hold;
DELETE FROM promise_calendar;
INSERT INTO promise_calendar VALUES ('office', 'Office hours', '{"zone":"UTC","week":{"mon":[["08:00","17:00"]],"tue":[["08:00","17:00"]],"wed":[["08:00","17:00"]],"thu":[["08:00","17:00"]],"fri":[["08:00","17:00"]]},"holidays":[]}', 1);
DELETE FROM promise_promise;
INSERT INTO promise_promise VALUES ('01a216c7-cf67-7d15-a5b3-ebb704a2c393', 'case', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', 'first_answer', 'office', 240, 'kept', '2026-11-17T12:00:00.000000Z', '2026-11-17T16:00:00.000000Z', '2026-11-17T15:00:00.000000Z', 0, NULL, NULL, '', '', '', '2026-11-17T12:00:00.000000Z');
INSERT INTO promise_promise VALUES ('01a216c7-cf67-7d2a-a1a2-904f4a254ccc', 'case', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', 'decision', 'office', 1080, 'kept', '2026-11-17T12:00:00.000000Z', '2026-11-19T12:00:00.000000Z', '2026-11-18T16:30:00.000000Z', 0, NULL, NULL, '', '', '', '2026-11-17T12:00:00.000000Z');
INSERT INTO promise_promise VALUES ('01a216c7-cf7e-7207-9e61-7a4ce62aab6f', 'case', '01a216c7-cf7e-707f-a64a-085c00f9bee3', 'first_answer', 'office', 240, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-17T16:00:00.000000Z', '2026-11-17T15:00:00.000000Z', 0, NULL, NULL, '', '', '', NULL);
INSERT INTO promise_promise VALUES ('01a216c7-cf7e-7213-929a-37e74b14ebb3', 'case', '01a216c7-cf7e-707f-a64a-085c00f9bee3', 'decision', 'office', 1080, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-19T12:00:00.000000Z', '2026-11-18T16:30:00.000000Z', 0, NULL, NULL, '', '', '', NULL);
INSERT INTO promise_promise VALUES ('01a216c7-cf7f-7e3a-abb7-0cfbf774fa21', 'case', '01a216c7-cf7f-7d78-926f-1fc2c7c3950c', 'first_answer', 'office', 240, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-17T16:00:00.000000Z', '2026-11-17T15:00:00.000000Z', 0, NULL, NULL, '', '', '', NULL);
INSERT INTO promise_promise VALUES ('01a216c7-cf7f-7e42-ad4d-34c3a209ceb8', 'case', '01a216c7-cf7f-7d78-926f-1fc2c7c3950c', 'decision', 'office', 1080, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-19T12:00:00.000000Z', '2026-11-18T16:30:00.000000Z', 0, NULL, NULL, '', '', '', NULL);
DELETE FROM promise_site_calendar;
DELETE FROM rating_rating;
INSERT INTO rating_rating VALUES ('01a216c7-cf67-7ab1-8eca-ef4e92f54466', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'payroll', 'pay', '2026-11-17T12:00:00.000000Z', 5, 4, 'yes', 'Quick.', 0);
DELETE FROM river_job;
INSERT INTO river_job VALUES (1, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'app.forget_answers', X'CC26C71272697665723A756E697175655F6E6F6E6365C71065626337643130336664313736666130', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'81382C959E390651225ACB84DF08C34C7A5BD3099F63AC53AFA49C0D0678798E', 241, 3);
INSERT INTO river_job VALUES (2, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'app.sweep_sign_in', X'CC26C71272697665723A756E697175655F6E6F6E6365C71030386333666334336639313064636536', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'29984A89B93996047D61C5251620CD43C2F1CA64C35FAB6335290A4EBD820BE5', 241, 3);
INSERT INTO river_job VALUES (3, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'app.sweep_files', X'CC26C71272697665723A756E697175655F6E6F6E6365C71030356434363234613337383639376463', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'67F5613CEBB2DE6B0F4B9419499FE1AA4DC3D7D2D3EA09D024F7107FBC98EE04', 241, 3);
INSERT INTO river_job VALUES (4, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'people.forget_files', X'CC26C71272697665723A756E697175655F6E6F6E6365C71065366362653639343461336462393432', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'DD798EEA24071DA95E2B8BB6250EA9D4CD481D211D442DC5B99334B6D6FA11E4', 241, 3);
INSERT INTO river_job VALUES (5, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'desk.tick', X'CC26C71272697665723A756E697175655F6E6F6E6365C71030666333663161396561366532376237', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'D20AA729AAD1BF8110FF46B4C9A367530558C226A5589636EA4B598526839985', 241, 3);
DELETE FROM river_leader;
DELETE FROM river_migration;
DELETE FROM river_notification;
DELETE FROM river_queue;
DELETE FROM search_doc;
INSERT INTO search_doc VALUES (1, 'case', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', '01a216c7-cf68-7125-81d8-79709c3c2bce', '2026-11-17T12:00:00.000000Z');
INSERT INTO search_doc VALUES (2, 'case', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', '01a216c7-cf6e-7893-b41a-a8d13ad90f54', '2026-11-17T12:00:00.000000Z');
INSERT INTO search_doc VALUES (3, 'case_note', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', '01a216c7-cf70-79ad-83be-3353264678fa', '2026-11-17T12:00:00.000000Z');
INSERT INTO search_doc VALUES (4, 'case', '01a216c7-cf67-7ab1-8eca-ef4e92f54466', '01a216c7-cf7b-725a-9dd2-7ab9f29238d0', '2026-11-17T12:00:00.000000Z');
INSERT INTO search_doc VALUES (5, 'case', '01a216c7-cf7e-707f-a64a-085c00f9bee3', '01a216c7-cf7e-753c-8f51-2762c5641fff', '2026-11-17T12:00:00.000000Z');
INSERT INTO search_doc VALUES (6, 'case', '01a216c7-cf7f-7d78-926f-1fc2c7c3950c', '01a216c7-cf80-709c-8192-cbe34a792da2', '2026-11-17T12:00:00.000000Z');
DELETE FROM search_text_config;
INSERT INTO search_text_config VALUES ('version', 4);
DELETE FROM search_text_data;
INSERT INTO search_text_data VALUES (1, X'061326');
INSERT INTO search_text_data VALUES (10, X'00000000FF0000010106060006010101010100000102010102020000010301010303000001040101040400000105010105050000010601010606000001');
INSERT INTO search_text_data VALUES (137438953473, X'000000C6043061726501060101060104686F75720106010105050173010601010401026974010601010A01046D69737301060101080503696E67010601010701056E69676874010601010301056F63746F620102050602657201020402016601020302016E01060101090107706179736C69700102020103746865010601010200043161726501060101060103686F7501080101040301036D697301080101070301036E6967010601010301036F637401040403010370617901020201037468650106010102040A0B08090B0A0C0A0706080C0A0B0B0B0A0908');
INSERT INTO search_text_data VALUES (274877906945, X'000000A0053068657265020601010202036F75720206010108050173020601010701026973020601010301056F63746F62020205060265720202040201660208030101060107706179736C697002020201057368656574020601010501037468650206010104000431686572020601010202026F7502080101070301036F63740204040301037061790202020103736865020601010501037468650206010104040B0A08090A07090C0C0A0B0A09080A');
INSERT INTO search_text_data VALUES (412316860417, X'0000004F043061736B03060101030402656403060101020107666F72656D616E03060101050103746865030601010400043161736B0308010102030103666F72030601010501037468650306010104040A090E0A0C0A');
INSERT INTO search_text_data VALUES (549755813889, X'0000007D03306974040601010201056F63746F62040205060265720402040201660402030104706169640406010104030579736C69700402020105746F6461790406010105010377617304060101030004316F637404040403010370616904060101040301790402020103746F6404060101050103776173040601010304090A07060B0A0C0A0A0A060A');
INSERT INTO search_text_data VALUES (687194767361, X'000000BD08306265747765656E050601010601046461726B0506010105010269730506010103020174050601010201046C616D7005020505017305020401057368656C7605060101090602657305060101080103746865050601010702026F6F0506010104010877617265686F757305020309016505020200043162657405060101060103646172050601010501036C616D0504040301037368650508010108030103746865050601010702026F6F0506010104010377617205040203040E0B090809060C090A090D060B0A090B0A09');
INSERT INTO search_text_data VALUES (824633720833, X'0000009A04306D6179060601010501046F6E6C690606010103040179060601010201047265616406060101060104736F6D650606010104050274680602030703696E6706020201047468697306060101070106756E666169720602040004316D6179060601010501036F6E6C060801010203010372656106060101060103736F6D060A0203010104010374686906060101070103756E66060204040A0B080B0B07080B0B0B0B0A0C0A');
DELETE FROM search_text_docsize;
INSERT INTO search_text_docsize VALUES (1, X'0409', 1);
INSERT INTO search_text_docsize VALUES (2, X'0407', 2);
INSERT INTO search_text_docsize VALUES (3, X'0004', 3);
INSERT INTO search_text_docsize VALUES (4, X'0404', 4);
INSERT INTO search_text_docsize VALUES (5, X'0408', 5);
INSERT INTO search_text_docsize VALUES (6, X'0306', 6);
DELETE FROM search_text_idx;
INSERT INTO search_text_idx VALUES (1, X'', 2);
INSERT INTO search_text_idx VALUES (2, X'', 2);
INSERT INTO search_text_idx VALUES (3, X'', 2);
INSERT INTO search_text_idx VALUES (4, X'', 2);
INSERT INTO search_text_idx VALUES (5, X'', 2);
INSERT INTO search_text_idx VALUES (6, X'', 2);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES ('store_version_river', 8);
INSERT INTO sqlite_sequence VALUES ('store_version_jobs', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_search', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_mail', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_files', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_audit', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_auth', 3);
INSERT INTO sqlite_sequence VALUES ('store_version_people', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_promise', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_catalogue', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_desk', 4);
INSERT INTO sqlite_sequence VALUES ('store_version_rating', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_privacy', 2);
INSERT INTO sqlite_sequence VALUES ('desk_number', 3);
INSERT INTO sqlite_sequence VALUES ('search_doc', 6);
DELETE FROM store_fact;
DELETE FROM store_once;
DELETE FROM store_schema;
INSERT INTO store_schema VALUES ('river', '4a320e7cb0715664d3212f54e807b7d1cc095b925ffa1c3fffc250545d634168');
INSERT INTO store_schema VALUES ('jobs', '83a67eee76684d11333b6cdc67e62b9ef025cc14eeff482818c05aadf696018b');
INSERT INTO store_schema VALUES ('search', '216a51cc67909931d7275b7f4baabcdab5c5b68252ce01392b4c934ad5ca32ca');
INSERT INTO store_schema VALUES ('mail', 'd0e7ba63503a870c5051670d9d9c453761b39bf280553fa06718ed431c41c364');
INSERT INTO store_schema VALUES ('files', '2fcc7b581310a0ea0373c397588107e77b287929190d97de670cf95a125c5508');
INSERT INTO store_schema VALUES ('audit', '8dd2434aaf3218f0badb812d2fbfdb10d97a5fdab857a0c4285420ca21ca6827');
INSERT INTO store_schema VALUES ('auth', 'f14c249fd3112222a9f99af1e11c7c862aae6dbfa45bc34df61497098c9291ff');
INSERT INTO store_schema VALUES ('people', '7b17d367a8268b3c309dc4cf0ea40d69ca7f254bff44c97149f82442c31a5cb6');
INSERT INTO store_schema VALUES ('promise', '5bf94f5c986d2ec286c2c54624b8183d8cc78b6928bc3b0959c75143ccb910c4');
INSERT INTO store_schema VALUES ('catalogue', 'b0890cd9f294807cb5b4b7712262b7a9cb62f2bc5f8462a63d2e2064915bf6cf');
INSERT INTO store_schema VALUES ('desk', '9482b33f93cfa5394c66c7846ea39c1cbabd5b63c1734c7abe560e74bf8e386f');
INSERT INTO store_schema VALUES ('rating', 'a240b0f4e67f033e357c6bc55765b492b5e6d0d0f6eec8f1ec442c76bccf97fb');
INSERT INTO store_schema VALUES ('privacy', 'd65de9d9cf075ac48ca74b77d32296c4e79c8d2c6687fbd199387f257f1f954a');
DELETE FROM store_version_audit;
INSERT INTO store_version_audit VALUES (1, 0, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_audit VALUES (2, 1, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_audit VALUES (3, 2, 1, '2026-11-26 07:35:23');
DELETE FROM store_version_auth;
INSERT INTO store_version_auth VALUES (1, 0, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_auth VALUES (2, 1, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_auth VALUES (3, 2, 1, '2026-11-26 07:35:23');
DELETE FROM store_version_catalogue;
INSERT INTO store_version_catalogue VALUES (1, 0, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_catalogue VALUES (2, 1, 1, '2026-11-26 07:35:23');
DELETE FROM store_version_desk;
INSERT INTO store_version_desk VALUES (1, 0, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_desk VALUES (2, 1, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_desk VALUES (3, 2, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_desk VALUES (4, 3, 1, '2026-11-26 07:35:23');
DELETE FROM store_version_files;
INSERT INTO store_version_files VALUES (1, 0, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_files VALUES (2, 1, 1, '2026-11-26 07:35:23');
DELETE FROM store_version_jobs;
INSERT INTO store_version_jobs VALUES (1, 0, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_jobs VALUES (2, 1, 1, '2026-11-26 07:35:23');
DELETE FROM store_version_mail;
INSERT INTO store_version_mail VALUES (1, 0, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_mail VALUES (2, 1, 1, '2026-11-26 07:35:23');
DELETE FROM store_version_people;
INSERT INTO store_version_people VALUES (1, 0, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_people VALUES (2, 1, 1, '2026-11-26 07:35:23');
DELETE FROM store_version_privacy;
INSERT INTO store_version_privacy VALUES (1, 0, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_privacy VALUES (2, 1, 1, '2026-11-26 07:35:23');
DELETE FROM store_version_promise;
INSERT INTO store_version_promise VALUES (1, 0, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_promise VALUES (2, 1, 1, '2026-11-26 07:35:23');
DELETE FROM store_version_rating;
INSERT INTO store_version_rating VALUES (1, 0, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_rating VALUES (2, 1, 1, '2026-11-26 07:35:23');
DELETE FROM store_version_river;
INSERT INTO store_version_river VALUES (1, 0, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_river VALUES (2, 1, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_river VALUES (3, 2, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_river VALUES (4, 3, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_river VALUES (5, 4, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_river VALUES (6, 5, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_river VALUES (7, 6, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_river VALUES (8, 7, 1, '2026-11-26 07:35:23');
DELETE FROM store_version_search;
INSERT INTO store_version_search VALUES (1, 0, 1, '2026-11-26 07:35:23');
INSERT INTO store_version_search VALUES (2, 1, 1, '2026-11-26 07:35:23');
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
CREATE INDEX desk_case_assignee ON desk_case (assignee_person, state);
CREATE INDEX desk_case_for ON desk_case (for_person, opened_at);
CREATE INDEX desk_case_last ON desk_case (state, last_at, id);
CREATE INDEX desk_case_opened ON desk_case (opened_at, id);
CREATE INDEX desk_case_queue ON desk_case (state, queue_at, id);
CREATE INDEX desk_case_working ON desk_case ((state IN ('open', 'waiting')), queue_at, id);
CREATE INDEX desk_entry_case ON desk_entry (case_id, id);
CREATE INDEX desk_file_case ON desk_file (case_id);
CREATE INDEX desk_party_person ON desk_party (person_id, relation, case_id);
CREATE INDEX desk_step_case ON desk_step (case_id, position);
CREATE INDEX desk_waiting_case ON desk_waiting (case_id, to_at);
CREATE INDEX files_file_blob ON files_file (blob_id);
CREATE INDEX files_file_owner ON files_file (owner);
CREATE INDEX mail_outbox_about ON mail_outbox (about);
CREATE INDEX mail_outbox_due ON mail_outbox (next_at) WHERE state IN ('queued', 'claimed', 'transmitting', 'unknown');
CREATE INDEX mail_outbox_expires ON mail_outbox (expires_at) WHERE text_body <> '';
CREATE INDEX mail_outbox_person ON mail_outbox (person_id, id);
CREATE INDEX mail_outbox_state ON mail_outbox (state, id);
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
