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
INSERT INTO audit_entry VALUES ('01a216c8-3d61-7da1-9858-65c7a63378ff', '2026-11-17T12:00:00.000000Z', 'Y3BAV-Lu7_DI4GPR0tEojExqAFzEwo1dP_VLRBppBOY', '', 'portal', 'case.open', 'case', '01a216c8-3d60-78eb-bca8-90231856b2d0', 'Y3BAV-Lu7_DI4GPR0tEojExqAFzEwo1dP_VLRBppBOY', 'payroll', 0, '0fb482a6d9667487785f654cb61a7f36301fe48ead383f907e244d54266c3e57', 1, 'a89c742eb8d45aee60271f1094123907cce5b9365770cd69959862c80e117bdf');
INSERT INTO audit_entry VALUES ('01a216c8-3d65-7740-8e77-82b4c88e31ed', '2026-11-17T12:00:00.000000Z', 'Y3BAV-Lu7_DI4GPR0tEojExqAFzEwo1dP_VLRBppBOY', '', 'portal', 'case.write', 'case', '01a216c8-3d60-78eb-bca8-90231856b2d0', 'Y3BAV-Lu7_DI4GPR0tEojExqAFzEwo1dP_VLRBppBOY', 'payroll', 0, '4a6cb14fe9ed6425fb1d3e02db846d9594d2f533132315c123b77ddfbac59926', 2, 'fcde77c8f5d05444cd5c93d58eba881943517d0ff1cb460d39d488bfaf63aeea');
INSERT INTO audit_entry VALUES ('01a216c8-3d67-7858-8a6b-a0c41e284635', '2026-11-17T12:00:00.000000Z', 'k58IczqB4DMypqq8xXkbMfBoHIXxw-_Mnd5XRZrizxM', '', 'desk', 'case.write', 'case', '01a216c8-3d60-78eb-bca8-90231856b2d0', 'Y3BAV-Lu7_DI4GPR0tEojExqAFzEwo1dP_VLRBppBOY', 'payroll', 0, '2c9692002dc8438d5aa224e6a134bc61065c0afe3811817f7616cb1b7dc6e5dc', 3, '82379a6e7317da225e37c15a603999e4b40803629023d4e35858a9ac4758bc76');
INSERT INTO audit_entry VALUES ('01a216c8-3d72-73b4-ad03-975f58103c14', '2026-11-17T12:00:00.000000Z', 'k58IczqB4DMypqq8xXkbMfBoHIXxw-_Mnd5XRZrizxM', '', 'desk', 'case.work', 'case', '01a216c8-3d60-78eb-bca8-90231856b2d0', 'Y3BAV-Lu7_DI4GPR0tEojExqAFzEwo1dP_VLRBppBOY', 'payroll', 0, 'd8e6d4f0820dbfa527ef9b5b5622a1c7e48548619bfe71fd47b517d91d2e2971', 4, '074d6693e0ccdca359b6239f0488c95aec9b51cd4313f419bc36d75fc2b4bb91');
INSERT INTO audit_entry VALUES ('01a216c8-3d75-7b78-86b7-ae0bacfc9046', '2026-11-17T12:00:00.000000Z', 'Y3BAV-Lu7_DI4GPR0tEojExqAFzEwo1dP_VLRBppBOY', '', 'portal', 'case.open', 'case', '01a216c8-3d74-7ebe-9333-d1901af19ecd', 'Y3BAV-Lu7_DI4GPR0tEojExqAFzEwo1dP_VLRBppBOY', 'advice', 0, '9882132791c9768108f73a464afd4c8bc1b4e03c2cf8d5299bd5472ce73af015', 5, 'b751c3776f8ebf61ec9a576c484f3aac5c5037815bce6528e506e466fa81ea6e');
INSERT INTO audit_entry VALUES ('01a216c8-3d78-75d6-bc77-72af01c309f3', '2026-11-17T12:00:00.000000Z', 'Y3BAV-Lu7_DI4GPR0tEojExqAFzEwo1dP_VLRBppBOY', '', 'portal', 'case.open', 'case', '01a216c8-3d77-7839-b9ad-fbdc8d95c7db', 'Y3BAV-Lu7_DI4GPR0tEojExqAFzEwo1dP_VLRBppBOY', 'advice', 0, 'cd9c96072f168b760f2ff7da71c7796f0b76e4d60ae9929344efd7da926a54e9', 6, 'f1aa9fcf1f102e213002520cf41f93b09dc116005583a4b9970555a3a56c38db');
INSERT INTO audit_entry VALUES ('01a216c8-3d7a-78d1-b426-3a7fb0a7d0cf', '2026-11-17T12:00:00.000000Z', '-UjQrgz4Jc1WclX1Q5RY2o_wl2STC9pe3xCHUaUqLVo', '', 'desk', 'case.read', 'case', '01a216c8-3d77-7839-b9ad-fbdc8d95c7db', 'Y3BAV-Lu7_DI4GPR0tEojExqAFzEwo1dP_VLRBppBOY', 'advice', 1, '4ced50a13dd2ab846ae1f492429a32ed798acc1d2a7cb75323e0e913cba1c296', 7, 'ebb578369e3cc6393e58b341bdedbbd5e58579c86147a8b8201d1e79514cab93');
DELETE FROM audit_subject;
INSERT INTO audit_subject VALUES ('Y3BAV-Lu7_DI4GPR0tEojExqAFzEwo1dP_VLRBppBOY', '10f298d3-6d51-5433-b5ba-85cf862dc1ee');
INSERT INTO audit_subject VALUES ('k58IczqB4DMypqq8xXkbMfBoHIXxw-_Mnd5XRZrizxM', '8f9a8757-7985-5976-8e5f-93c4b6a95050');
INSERT INTO audit_subject VALUES ('-UjQrgz4Jc1WclX1Q5RY2o_wl2STC9pe3xCHUaUqLVo', 'a588c87f-993b-5c77-8719-d2f564ee2c25');
DELETE FROM auth_attempt;
DELETE FROM auth_factor;
DELETE FROM auth_identity;
DELETE FROM auth_password;
DELETE FROM auth_pin;
DELETE FROM auth_recovery;
DELETE FROM auth_secret;
DELETE FROM auth_session;
DELETE FROM auth_terminal;
DELETE FROM auth_token;
INSERT INTO auth_token VALUES ('01a216c8-3d5d-79f6-8963-b5c8b4923e17', '07103f8a032bf661d66c3771cb2162134056a01ea068dbeecdfdceac57f45918', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'test', 'all', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO auth_token VALUES ('01a216c8-3d5e-727a-b1f1-dfd7da241cdb', 'a6aca5ab0c41f36ed6df213ff0a114592341ea4288bc9a9fab83379017a6f1eb', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'test', 'all', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO auth_token VALUES ('01a216c8-3d5e-7958-86eb-d96f9cad40cd', 'c4bc34a35f1d9243d3de9e8d8708a32943dc6431f399b373500dc589e25e2e01', 'a588c87f-993b-5c77-8719-d2f564ee2c25', 'test', 'all', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', NULL);
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
INSERT INTO desk_case VALUES ('01a216c8-3d60-78eb-bca8-90231856b2d0', 3476, 'pay', 'Payslip of October', 'answered', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'open', 0, 0, 0, 0, 0, 0, 'payroll', NULL, 0, '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 'hr', 0, 1, NULL, '9999-01-01T00:00:00.000000Z', '', NULL, '', NULL, 'answered', 'pay-error', '', '', '2026-11-17T12:00:00.000000Z', '8f9a8757-7985-5976-8e5f-93c4b6a95050', NULL, 0, 4);
INSERT INTO desk_case VALUES ('01a216c8-3d74-7ebe-9333-d1901af19ecd', 5263, 'hours', 'Warehouse lamps', 'open', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'open', 1, 0, 0, 0, 0, 0, 'advice', NULL, 0, '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 'customer', 0, 0, '2026-11-17T16:00:00.000000Z', '2026-11-17T16:00:00.000000Z', 'first_answer', '2026-11-17T15:00:00.000000Z', '', NULL, '', '', '', '', NULL, NULL, NULL, 0, 1);
INSERT INTO desk_case VALUES ('01a216c8-3d77-7839-b9ad-fbdc8d95c7db', 2724, 'fairness', 'Something unfair', 'open', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'named', 0, 0, 0, 0, 1, 0, 'advice', NULL, 0, '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z', 'customer', 0, 0, '2026-11-17T16:00:00.000000Z', '2026-11-17T16:00:00.000000Z', 'first_answer', '2026-11-17T15:00:00.000000Z', '', NULL, '', '', '', '', NULL, NULL, NULL, 0, 1);
DELETE FROM desk_draft;
DELETE FROM desk_entry;
INSERT INTO desk_entry VALUES ('01a216c8-3d60-7b95-9774-7096d0e0c60d', '01a216c8-3d60-78eb-bca8-90231856b2d0', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'The night hours are missing on it.', 'api', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a216c8-3d65-7200-96c1-bdc3dbcd8ad0', '01a216c8-3d60-78eb-bca8-90231856b2d0', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Here is the sheet of hours.', 'portal', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a216c8-3d67-74a7-96e5-4dc54311bdf0', '01a216c8-3d60-78eb-bca8-90231856b2d0', '2026-11-17T12:00:00.000000Z', 'note', 'hr', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'Asked the foreman.', 'portal', 1, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a216c8-3d71-738a-a477-e66ecc63c0b2', '01a216c8-3d60-78eb-bca8-90231856b2d0', '2026-11-17T12:00:00.000000Z', 'message', 'hr', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'It was paid today.', 'portal', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a216c8-3d75-7189-9646-16520046e64d', '01a216c8-3d74-7ebe-9333-d1901af19ecd', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'It is too dark between the shelves.', 'api', 0, NULL, NULL);
INSERT INTO desk_entry VALUES ('01a216c8-3d77-7a11-a917-3bddd8363213', '01a216c8-3d77-7839-b9ad-fbdc8d95c7db', '2026-11-17T12:00:00.000000Z', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Only some may read this.', 'api', 0, NULL, NULL);
DELETE FROM desk_file;
INSERT INTO desk_file VALUES ('01a216c8-3d65-7319-8fc0-194e77edd10d', '01a216c8-3d60-78eb-bca8-90231856b2d0', '01a216c8-3d65-7200-96c1-bdc3dbcd8ad0');
DELETE FROM desk_number;
INSERT INTO desk_number VALUES (1, '2026-11-17T12:00:00.000000Z');
INSERT INTO desk_number VALUES (2, '2026-11-17T12:00:00.000000Z');
INSERT INTO desk_number VALUES (3, '2026-11-17T12:00:00.000000Z');
DELETE FROM desk_party;
INSERT INTO desk_party VALUES ('01a216c8-3d60-78eb-bca8-90231856b2d0', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO desk_party VALUES ('01a216c8-3d60-78eb-bca8-90231856b2d0', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO desk_party VALUES ('01a216c8-3d74-7ebe-9333-d1901af19ecd', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO desk_party VALUES ('01a216c8-3d74-7ebe-9333-d1901af19ecd', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO desk_party VALUES ('01a216c8-3d77-7839-b9ad-fbdc8d95c7db', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO desk_party VALUES ('01a216c8-3d77-7839-b9ad-fbdc8d95c7db', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO desk_party VALUES ('01a216c8-3d77-7839-b9ad-fbdc8d95c7db', 'a588c87f-993b-5c77-8719-d2f564ee2c25', 'named');
DELETE FROM desk_step;
DELETE FROM desk_waiting;
INSERT INTO desk_waiting VALUES ('01a216c8-3d61-7379-8dfb-7a37280a2f32', '01a216c8-3d60-78eb-bca8-90231856b2d0', 'hr', '2026-11-17T12:00:00.000000Z', '2026-11-17T12:00:00.000000Z');
INSERT INTO desk_waiting VALUES ('01a216c8-3d75-75a2-be57-d23f8cf2a1bf', '01a216c8-3d74-7ebe-9333-d1901af19ecd', 'hr', '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO desk_waiting VALUES ('01a216c8-3d77-7dd9-b3ff-6b34971e2a02', '01a216c8-3d77-7839-b9ad-fbdc8d95c7db', 'hr', '2026-11-17T12:00:00.000000Z', NULL);
DELETE FROM files_blob;
INSERT INTO files_blob VALUES ('01a216c8-3d63-7f38-9a94-afe8a36a1042', '01a216c8-3d60-78eb-bca8-90231856b2d0', '2fff934abc81ec094e26f6ae5e9d16b0dafdd7ab9500e963b43d9edf4aa7e5f2', 27, NULL, '2026-11-17T12:00:00.000000Z');
DELETE FROM files_file;
INSERT INTO files_file VALUES ('01a216c8-3d65-7319-8fc0-194e77edd10d', '01a216c8-3d60-78eb-bca8-90231856b2d0', '01a216c8-3d63-7f38-9a94-afe8a36a1042', 'hours.txt', 'text/plain', 27, '2fff934abc81ec094e26f6ae5e9d16b0dafdd7ab9500e963b43d9edf4aa7e5f2', '2026-11-17T12:00:00.000000Z', NULL);
DELETE FROM jobs_tick;
INSERT INTO jobs_tick VALUES ('app.forget_answers', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('app.sweep_sign_in', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('app.sweep_files', '2026-11-17T18:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('people.forget_files', '2026-11-17T13:00:00.000000Z');
INSERT INTO jobs_tick VALUES ('desk.tick', '2026-11-17T12:01:00.000000Z');
DELETE FROM mail_outbox;
INSERT INTO mail_outbox VALUES ('01a216c8-3d61-7b99-be6c-89013f2205f3', 'h.01a216c83d617b9a960bcbbce13b7333', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a216c8-3d60-78eb-bca8-90231856b2d0', 'email', 'amina@ferrow-lund.example', '', 'We have your request HR-3476', 'Hello Amina,

We have your request HR-3476, “Payslip of October”.

You will have a first answer by Tue 17 Nov, 17:00.
It will be settled by Thu 19 Nov, 13:00.

You can read and answer it here:
http://hearth.example/requests/HR-3476

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>We have your request HR-3476</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-3476, “Payslip of October”.</p>
<p>You will have a first answer by Tue 17 Nov, 17:00.<br>
It will be settled by Thu 19 Nov, 13:00.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-3476">http://hearth.example/requests/HR-3476</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a216c8-3d60-78eb-bca8-90231856b2d0:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 0, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO mail_outbox VALUES ('01a216c8-3d72-70bd-b283-53953271f9f6', 'h.01a216c83d7270bea2b2e9924cf9122b', 'case.answer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a216c8-3d60-78eb-bca8-90231856b2d0', 'email', 'amina@ferrow-lund.example', '', 'Your request HR-3476 is answered', 'Hello Amina,

It was paid today.

If something is missing, say so on the page within ten days, and it opens again.

You can read and answer it here:
http://hearth.example/requests/HR-3476

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Your request HR-3476 is answered</title></head>
<body>
<p>Hello Amina,</p>
<p>It was paid today.</p>
<p>If something is missing, say so on the page within ten days, and it opens again.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-3476">http://hearth.example/requests/HR-3476</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.answer:01a216c8-3d71-738a-a477-e66ecc63c0b2:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 0, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO mail_outbox VALUES ('01a216c8-3d75-7a30-9d1e-50bd0e2cdc53', 'h.01a216c83d757a31aa623930ff531714', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a216c8-3d74-7ebe-9333-d1901af19ecd', 'email', 'amina@ferrow-lund.example', '', 'We have your request HR-5263', 'Hello Amina,

We have your request HR-5263, “Warehouse lamps”.

You will have a first answer by Tue 17 Nov, 17:00.
It will be settled by Thu 19 Nov, 13:00.

You can read and answer it here:
http://hearth.example/requests/HR-5263

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>We have your request HR-5263</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-5263, “Warehouse lamps”.</p>
<p>You will have a first answer by Tue 17 Nov, 17:00.<br>
It will be settled by Thu 19 Nov, 13:00.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-5263">http://hearth.example/requests/HR-5263</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a216c8-3d74-7ebe-9333-d1901af19ecd:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 0, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL);
INSERT INTO mail_outbox VALUES ('01a216c8-3d78-7374-af86-0ce9f2995643', 'h.01a216c83d78737698971d6361a34dd8', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a216c8-3d77-7839-b9ad-fbdc8d95c7db', 'email', 'amina@ferrow-lund.example', '', 'We have your request HR-2724', 'Hello Amina,

We have your request HR-2724. The page says when you will hear from us.

You can read and answer it here:
http://hearth.example/requests/HR-2724

Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>We have your request HR-2724</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-2724. The page says when you will hear from us.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-2724">http://hearth.example/requests/HR-2724</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a216c8-3d77-7839-b9ad-fbdc8d95c7db:10f298d3-6d51-5433-b5ba-85cf862dc1ee', 0, 0, 0, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17T12:00:00.000000Z', NULL, '2026-11-17T12:00:00.000000Z', NULL);
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
DELETE FROM promise_calendar;
INSERT INTO promise_calendar VALUES ('office', 'Office hours', '{"zone":"UTC","week":{"mon":[["08:00","17:00"]],"tue":[["08:00","17:00"]],"wed":[["08:00","17:00"]],"thu":[["08:00","17:00"]],"fri":[["08:00","17:00"]]},"holidays":[]}', 1);
DELETE FROM promise_promise;
INSERT INTO promise_promise VALUES ('01a216c8-3d61-71de-823e-a661a356b459', 'case', '01a216c8-3d60-78eb-bca8-90231856b2d0', 'first_answer', 'office', 240, 'kept', '2026-11-17T12:00:00.000000Z', '2026-11-17T16:00:00.000000Z', '2026-11-17T15:00:00.000000Z', 0, NULL, NULL, '', '', '', '2026-11-17T12:00:00.000000Z');
INSERT INTO promise_promise VALUES ('01a216c8-3d61-72ee-97f7-e49ff9053fab', 'case', '01a216c8-3d60-78eb-bca8-90231856b2d0', 'decision', 'office', 1080, 'kept', '2026-11-17T12:00:00.000000Z', '2026-11-19T12:00:00.000000Z', '2026-11-18T16:30:00.000000Z', 0, NULL, NULL, '', '', '', '2026-11-17T12:00:00.000000Z');
INSERT INTO promise_promise VALUES ('01a216c8-3d75-744e-9967-ee102b659ca4', 'case', '01a216c8-3d74-7ebe-9333-d1901af19ecd', 'first_answer', 'office', 240, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-17T16:00:00.000000Z', '2026-11-17T15:00:00.000000Z', 0, NULL, NULL, '', '', '', NULL);
INSERT INTO promise_promise VALUES ('01a216c8-3d75-751d-a9e3-3ca9af672c96', 'case', '01a216c8-3d74-7ebe-9333-d1901af19ecd', 'decision', 'office', 1080, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-19T12:00:00.000000Z', '2026-11-18T16:30:00.000000Z', 0, NULL, NULL, '', '', '', NULL);
INSERT INTO promise_promise VALUES ('01a216c8-3d77-7c99-9a60-895d2f3589ff', 'case', '01a216c8-3d77-7839-b9ad-fbdc8d95c7db', 'first_answer', 'office', 240, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-17T16:00:00.000000Z', '2026-11-17T15:00:00.000000Z', 0, NULL, NULL, '', '', '', NULL);
INSERT INTO promise_promise VALUES ('01a216c8-3d77-7d57-a207-7b804c4410d9', 'case', '01a216c8-3d77-7839-b9ad-fbdc8d95c7db', 'decision', 'office', 1080, 'running', '2026-11-17T12:00:00.000000Z', '2026-11-19T12:00:00.000000Z', '2026-11-18T16:30:00.000000Z', 0, NULL, NULL, '', '', '', NULL);
DELETE FROM promise_site_calendar;
DELETE FROM rating_rating;
INSERT INTO rating_rating VALUES ('01a216c8-3d60-78eb-bca8-90231856b2d0', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'payroll', 'pay', '2026-11-17T12:00:00.000000Z', 5, 4, 'yes', 'Quick.', 0);
DELETE FROM river_job;
INSERT INTO river_job VALUES (1, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'app.forget_answers', X'CC26C71272697665723A756E697175655F6E6F6E6365C71035363436333031396338613461656461', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'81382C959E390651225ACB84DF08C34C7A5BD3099F63AC53AFA49C0D0678798E', 241, 3);
INSERT INTO river_job VALUES (2, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'app.sweep_sign_in', X'CC26C71272697665723A756E697175655F6E6F6E6365C71062336139633562666166666238393138', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'29984A89B93996047D61C5251620CD43C2F1CA64C35FAB6335290A4EBD820BE5', 241, 3);
INSERT INTO river_job VALUES (3, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'app.sweep_files', X'CC26C71272697665723A756E697175655F6E6F6E6365C71037343164386135663931336433613066', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'67F5613CEBB2DE6B0F4B9419499FE1AA4DC3D7D2D3EA09D024F7107FBC98EE04', 241, 3);
INSERT INTO river_job VALUES (4, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'people.forget_files', X'CC26C71272697665723A756E697175655F6E6F6E6365C71065663266666237636163666131656338', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'DD798EEA24071DA95E2B8BB6250EA9D4CD481D211D442DC5B99334B6D6FA11E4', 241, 3);
INSERT INTO river_job VALUES (5, X'0C', 1, '2026-11-17 12:00:00.000', X'6B57647261696E', '2026-11-17 12:00:00.000', NULL, '2026-11-17 12:00:00.000', 'desk.tick', X'CC26C71272697665723A756E697175655F6E6F6E6365C71034633461386135343939303963323166', 1, 'default', 'completed', '2026-11-17 12:00:00.000', X'0B', X'D20AA729AAD1BF8110FF46B4C9A367530558C226A5589636EA4B598526839985', 241, 3);
DELETE FROM river_leader;
DELETE FROM river_migration;
DELETE FROM river_notification;
DELETE FROM river_queue;
DELETE FROM search_doc;
INSERT INTO search_doc VALUES (1, 'case', '01a216c8-3d60-78eb-bca8-90231856b2d0', '01a216c8-3d60-7b95-9774-7096d0e0c60d', '2026-11-17T12:00:00.000000Z');
INSERT INTO search_doc VALUES (2, 'case', '01a216c8-3d60-78eb-bca8-90231856b2d0', '01a216c8-3d65-7200-96c1-bdc3dbcd8ad0', '2026-11-17T12:00:00.000000Z');
INSERT INTO search_doc VALUES (3, 'case_note', '01a216c8-3d60-78eb-bca8-90231856b2d0', '01a216c8-3d67-74a7-96e5-4dc54311bdf0', '2026-11-17T12:00:00.000000Z');
INSERT INTO search_doc VALUES (4, 'case', '01a216c8-3d60-78eb-bca8-90231856b2d0', '01a216c8-3d71-738a-a477-e66ecc63c0b2', '2026-11-17T12:00:00.000000Z');
INSERT INTO search_doc VALUES (5, 'case', '01a216c8-3d74-7ebe-9333-d1901af19ecd', '01a216c8-3d75-7189-9646-16520046e64d', '2026-11-17T12:00:00.000000Z');
INSERT INTO search_doc VALUES (6, 'case', '01a216c8-3d77-7839-b9ad-fbdc8d95c7db', '01a216c8-3d77-7a11-a917-3bddd8363213', '2026-11-17T12:00:00.000000Z');
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
INSERT INTO sqlite_sequence VALUES ('store_version_auth', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_people', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_promise', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_catalogue', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_desk', 2);
INSERT INTO sqlite_sequence VALUES ('store_version_rating', 2);
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
INSERT INTO store_schema VALUES ('audit', '0fe8e3863c6e641b0644002eeb599d4023b4aae6fd23b8a964b57ed16e2eeee3');
INSERT INTO store_schema VALUES ('auth', '5ac303e194b71609f2958202e7967fb17e3682f4bfc0a8a0d428b1086fe79ffb');
INSERT INTO store_schema VALUES ('people', '7b17d367a8268b3c309dc4cf0ea40d69ca7f254bff44c97149f82442c31a5cb6');
INSERT INTO store_schema VALUES ('promise', '5bf94f5c986d2ec286c2c54624b8183d8cc78b6928bc3b0959c75143ccb910c4');
INSERT INTO store_schema VALUES ('catalogue', 'b0890cd9f294807cb5b4b7712262b7a9cb62f2bc5f8462a63d2e2064915bf6cf');
INSERT INTO store_schema VALUES ('desk', 'c9a85964cf3b739079a82ad7f61102f397a89b0a4d9e57745f81185c8871c5fe');
INSERT INTO store_schema VALUES ('rating', 'a240b0f4e67f033e357c6bc55765b492b5e6d0d0f6eec8f1ec442c76bccf97fb');
DELETE FROM store_version_audit;
INSERT INTO store_version_audit VALUES (1, 0, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_audit VALUES (2, 1, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_audit VALUES (3, 2, 1, '2026-11-26 07:35:51');
DELETE FROM store_version_auth;
INSERT INTO store_version_auth VALUES (1, 0, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_auth VALUES (2, 1, 1, '2026-11-26 07:35:51');
DELETE FROM store_version_catalogue;
INSERT INTO store_version_catalogue VALUES (1, 0, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_catalogue VALUES (2, 1, 1, '2026-11-26 07:35:51');
DELETE FROM store_version_desk;
INSERT INTO store_version_desk VALUES (1, 0, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_desk VALUES (2, 1, 1, '2026-11-26 07:35:51');
DELETE FROM store_version_files;
INSERT INTO store_version_files VALUES (1, 0, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_files VALUES (2, 1, 1, '2026-11-26 07:35:51');
DELETE FROM store_version_jobs;
INSERT INTO store_version_jobs VALUES (1, 0, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_jobs VALUES (2, 1, 1, '2026-11-26 07:35:51');
DELETE FROM store_version_mail;
INSERT INTO store_version_mail VALUES (1, 0, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_mail VALUES (2, 1, 1, '2026-11-26 07:35:51');
DELETE FROM store_version_people;
INSERT INTO store_version_people VALUES (1, 0, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_people VALUES (2, 1, 1, '2026-11-26 07:35:51');
DELETE FROM store_version_promise;
INSERT INTO store_version_promise VALUES (1, 0, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_promise VALUES (2, 1, 1, '2026-11-26 07:35:51');
DELETE FROM store_version_rating;
INSERT INTO store_version_rating VALUES (1, 0, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_rating VALUES (2, 1, 1, '2026-11-26 07:35:51');
DELETE FROM store_version_river;
INSERT INTO store_version_river VALUES (1, 0, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_river VALUES (2, 1, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_river VALUES (3, 2, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_river VALUES (4, 3, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_river VALUES (5, 4, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_river VALUES (6, 5, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_river VALUES (7, 6, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_river VALUES (8, 7, 1, '2026-11-26 07:35:51');
DELETE FROM store_version_search;
INSERT INTO store_version_search VALUES (1, 0, 1, '2026-11-26 07:35:51');
INSERT INTO store_version_search VALUES (2, 1, 1, '2026-11-26 07:35:51');
CREATE INDEX audit_entry_record ON audit_entry (subject, at, id);
CREATE UNIQUE INDEX audit_entry_seq ON audit_entry (seq);
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
