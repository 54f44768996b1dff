CREATE TYPE public.river_job_state AS ENUM (
    'available',
    'cancelled',
    'completed',
    'discarded',
    'pending',
    'retryable',
    'running',
    'scheduled'
);
CREATE FUNCTION public.river_job_state_in_bitmask(bitmask bit, state public.river_job_state) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT CASE state
        WHEN 'available' THEN get_bit(bitmask, 7)
        WHEN 'cancelled' THEN get_bit(bitmask, 6)
        WHEN 'completed' THEN get_bit(bitmask, 5)
        WHEN 'discarded' THEN get_bit(bitmask, 4)
        WHEN 'pending'   THEN get_bit(bitmask, 3)
        WHEN 'retryable' THEN get_bit(bitmask, 2)
        WHEN 'running'   THEN get_bit(bitmask, 1)
        WHEN 'scheduled' THEN get_bit(bitmask, 0)
        ELSE 0
    END = 1;
$$;
CREATE TABLE public.audit_entry (
    id text NOT NULL,
    at timestamp with time zone NOT NULL,
    actor text NOT NULL,
    task text NOT NULL,
    face text NOT NULL,
    action text NOT NULL,
    kind text NOT NULL,
    object text NOT NULL,
    subject text NOT NULL,
    team text NOT NULL,
    opening boolean NOT NULL,
    mac text NOT NULL,
    seq bigint,
    link text
);
CREATE TABLE public.audit_subject (
    key text NOT NULL,
    person_id text NOT NULL
);
CREATE TABLE public.auth_attempt (
    id text NOT NULL,
    key text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.auth_factor (
    person_id text NOT NULL,
    secret text NOT NULL,
    confirmed_at timestamp with time zone,
    last_step bigint NOT NULL
);
CREATE TABLE public.auth_identity (
    issuer text NOT NULL,
    subject text NOT NULL,
    person_id text NOT NULL
);
CREATE TABLE public.auth_password (
    person_id text NOT NULL,
    hash text NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.auth_pin (
    person_id text NOT NULL,
    hash text NOT NULL,
    wrong bigint NOT NULL,
    changed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.auth_recovery (
    hash text NOT NULL,
    person_id text NOT NULL
);
CREATE TABLE public.auth_secret (
    hash text NOT NULL,
    kind text NOT NULL,
    person_id text,
    made_by text,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);
CREATE TABLE public.auth_session (
    token text NOT NULL,
    sid text NOT NULL,
    data bytea NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    person_id text,
    device text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone NOT NULL
);
CREATE TABLE public.auth_terminal (
    id text NOT NULL,
    hash text NOT NULL,
    name text NOT NULL,
    person_id text,
    made_by text,
    created_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone
);
CREATE TABLE public.auth_token (
    id text NOT NULL,
    hash text NOT NULL,
    person_id text NOT NULL,
    name text NOT NULL,
    scope text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    revoked_at timestamp with time zone
);
CREATE TABLE public.catalogue_cause (
    id text NOT NULL,
    name text NOT NULL,
    "position" bigint NOT NULL,
    active boolean NOT NULL
);
CREATE TABLE public.catalogue_service (
    id text NOT NULL,
    name text NOT NULL,
    description text NOT NULL,
    icon text NOT NULL,
    team_id text NOT NULL,
    sensitivity text NOT NULL,
    manager_sees boolean NOT NULL,
    about_sees boolean NOT NULL,
    health boolean NOT NULL,
    needs_decision boolean NOT NULL,
    neutral boolean NOT NULL,
    may_ask text NOT NULL,
    first_answer_minutes bigint NOT NULL,
    decision_minutes bigint NOT NULL,
    cause_id text NOT NULL,
    "position" bigint NOT NULL,
    active boolean NOT NULL,
    CONSTRAINT catalogue_service_may_ask_check CHECK ((may_ask = ANY (ARRAY['anyone'::text, 'managers'::text]))),
    CONSTRAINT catalogue_service_sensitivity_check CHECK ((sensitivity = ANY (ARRAY['open'::text, 'team'::text, 'named'::text])))
);
CREATE TABLE public.desk_case (
    id text NOT NULL,
    number bigint NOT NULL,
    service_id text NOT NULL,
    subject text NOT NULL,
    state text NOT NULL,
    channel text NOT NULL,
    language text NOT NULL,
    by_person text NOT NULL,
    for_person text NOT NULL,
    opened_by text NOT NULL,
    unit_id text NOT NULL,
    site text NOT NULL,
    sensitivity text NOT NULL,
    manager_sees boolean NOT NULL,
    about_sees boolean NOT NULL,
    not_to_manager boolean NOT NULL,
    health boolean NOT NULL,
    quiet boolean NOT NULL,
    needs_decision boolean NOT NULL,
    team_id text NOT NULL,
    assignee_person text,
    priority bigint NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    last_side text NOT NULL,
    new_reply boolean NOT NULL,
    unread boolean NOT NULL,
    due_at timestamp with time zone,
    queue_at timestamp with time zone NOT NULL,
    due_kind text NOT NULL,
    risk_at timestamp with time zone,
    waiting_reason text NOT NULL,
    waiting_until timestamp with time zone,
    outcome text NOT NULL,
    cause_id text NOT NULL,
    cause_text text NOT NULL,
    handed_to text NOT NULL,
    answered_at timestamp with time zone,
    answered_by text,
    closed_at timestamp with time zone,
    reopened bigint NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT desk_case_state_check CHECK ((state = ANY (ARRAY['open'::text, 'waiting'::text, 'answered'::text, 'closed'::text])))
);
CREATE TABLE public.desk_draft (
    place text NOT NULL,
    person_id text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    saved_at timestamp with time zone NOT NULL
);
CREATE TABLE public.desk_entry (
    id text NOT NULL,
    case_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    side text NOT NULL,
    author_person text,
    body text NOT NULL,
    channel text NOT NULL,
    internal boolean NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawn_by text,
    CONSTRAINT desk_entry_kind_check CHECK ((kind = ANY (ARRAY['message'::text, 'note'::text, 'event'::text]))),
    CONSTRAINT desk_entry_side_check CHECK ((side = ANY (ARRAY['customer'::text, 'hr'::text, 'system'::text])))
);
CREATE TABLE public.desk_file (
    file_id text NOT NULL,
    case_id text NOT NULL,
    entry_id text NOT NULL
);
CREATE TABLE public.desk_number (
    n bigint NOT NULL,
    at timestamp with time zone NOT NULL
);
ALTER TABLE public.desk_number ALTER COLUMN n ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.desk_number_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.desk_party (
    case_id text NOT NULL,
    person_id text NOT NULL,
    relation text NOT NULL,
    CONSTRAINT desk_party_relation_check CHECK ((relation = ANY (ARRAY['by'::text, 'for'::text, 'about'::text, 'against'::text, 'named'::text, 'representative'::text, 'excluded'::text])))
);
CREATE TABLE public.desk_step (
    id text NOT NULL,
    case_id text NOT NULL,
    "position" bigint NOT NULL,
    title text NOT NULL,
    owner_person text,
    team_id text NOT NULL,
    outside text NOT NULL,
    state text NOT NULL,
    blocked_why text NOT NULL,
    done_at timestamp with time zone,
    done_by text,
    CONSTRAINT desk_step_state_check CHECK ((state = ANY (ARRAY['open'::text, 'blocked'::text, 'done'::text])))
);
CREATE TABLE public.desk_waiting (
    id text NOT NULL,
    case_id text NOT NULL,
    waited_for text NOT NULL,
    from_at timestamp with time zone NOT NULL,
    to_at timestamp with time zone,
    CONSTRAINT desk_waiting_waited_for_check CHECK ((waited_for = ANY (ARRAY['hr'::text, 'customer'::text, 'other'::text])))
);
CREATE TABLE public.files_blob (
    id text NOT NULL,
    owner text NOT NULL,
    sha256 text NOT NULL,
    size bigint NOT NULL,
    content bytea,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.files_file (
    id text NOT NULL,
    owner text NOT NULL,
    blob_id text,
    name text NOT NULL,
    content_type text NOT NULL,
    size bigint NOT NULL,
    sha256 text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone
);
CREATE TABLE public.jobs_tick (
    kind text NOT NULL,
    due timestamp with time zone NOT NULL
);
CREATE TABLE public.mail_outbox (
    id text NOT NULL,
    message_id text NOT NULL,
    kind text NOT NULL,
    person_id text NOT NULL,
    about text NOT NULL,
    channel text NOT NULL,
    recipient text NOT NULL,
    sender text NOT NULL,
    subject text NOT NULL,
    text_body text NOT NULL,
    html_body text NOT NULL,
    event_key text,
    once boolean NOT NULL,
    personal boolean NOT NULL,
    withdrawn boolean NOT NULL,
    state text NOT NULL,
    reason text NOT NULL,
    attempts bigint NOT NULL,
    fence bigint NOT NULL,
    holder text NOT NULL,
    lease_until timestamp with time zone,
    first_at timestamp with time zone,
    next_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    CONSTRAINT mail_outbox_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
    CONSTRAINT mail_outbox_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'claimed'::text, 'transmitting'::text, 'sent'::text, 'failed'::text, 'unknown'::text])))
);
CREATE TABLE public.people_channel (
    person_id text NOT NULL,
    kind text NOT NULL,
    rank bigint NOT NULL
);
CREATE TABLE public.people_employment (
    id text NOT NULL,
    person_id text NOT NULL,
    personnel_number text NOT NULL,
    unit_id text,
    site text,
    "position" text NOT NULL,
    manager_id text,
    started text NOT NULL,
    ended text NOT NULL,
    weekly_hours double precision NOT NULL,
    latest boolean NOT NULL
);
CREATE TABLE public.people_import (
    id text NOT NULL,
    name text NOT NULL,
    body bytea NOT NULL,
    report text NOT NULL,
    person_id text,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.people_person (
    id text NOT NULL,
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
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);
CREATE TABLE public.people_role (
    person_id text NOT NULL,
    role text NOT NULL
);
CREATE TABLE public.people_site (
    name text NOT NULL,
    folded text NOT NULL,
    time_zone text NOT NULL
);
CREATE TABLE public.people_team (
    id text NOT NULL,
    name text NOT NULL,
    folded text NOT NULL
);
CREATE TABLE public.people_team_member (
    team_id text NOT NULL,
    person_id text NOT NULL
);
CREATE TABLE public.people_unit (
    id text NOT NULL,
    parent_id text,
    name text NOT NULL,
    folded text NOT NULL
);
CREATE TABLE public.promise_calendar (
    id text NOT NULL,
    name text NOT NULL,
    body text NOT NULL,
    is_default boolean NOT NULL
);
CREATE TABLE public.promise_promise (
    id text NOT NULL,
    owner_kind text NOT NULL,
    owner_id text NOT NULL,
    kind text NOT NULL,
    calendar_id text NOT NULL,
    minutes bigint NOT NULL,
    state text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    risk_at timestamp with time zone NOT NULL,
    left_minutes bigint NOT NULL,
    paused_at timestamp with time zone,
    paused_until timestamp with time zone,
    pause_reason text NOT NULL,
    reason text NOT NULL,
    replaces text NOT NULL,
    settled_at timestamp with time zone,
    CONSTRAINT promise_promise_state_check CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'kept'::text, 'kept_late'::text, 'renegotiated'::text, 'cancelled'::text])))
);
CREATE TABLE public.promise_site_calendar (
    site text NOT NULL,
    calendar_id text NOT NULL
);
CREATE TABLE public.rating_rating (
    case_id text NOT NULL,
    person_id text,
    agent_person text,
    team_id text NOT NULL,
    service_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    satisfaction bigint NOT NULL,
    effort bigint NOT NULL,
    again text NOT NULL,
    comment text NOT NULL,
    show_agent boolean NOT NULL,
    CONSTRAINT rating_rating_again_check CHECK ((again = ANY (ARRAY['yes'::text, 'no'::text, 'unsure'::text]))),
    CONSTRAINT rating_rating_effort_check CHECK (((effort >= 1) AND (effort <= 5))),
    CONSTRAINT rating_rating_satisfaction_check CHECK (((satisfaction >= 1) AND (satisfaction <= 5)))
);
CREATE TABLE public.river_job (
    id bigint NOT NULL,
    state public.river_job_state DEFAULT 'available'::public.river_job_state NOT NULL,
    attempt smallint DEFAULT 0 NOT NULL,
    max_attempts smallint DEFAULT 25 NOT NULL,
    attempted_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finalized_at timestamp with time zone,
    scheduled_at timestamp with time zone DEFAULT now() NOT NULL,
    priority smallint DEFAULT 1 NOT NULL,
    args jsonb NOT NULL,
    attempted_by text[],
    errors jsonb[],
    kind text NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    queue text DEFAULT 'default'::text NOT NULL,
    tags character varying(255)[] DEFAULT '{}'::character varying[] NOT NULL,
    unique_key bytea,
    unique_states bit(8),
    CONSTRAINT finalized_or_finalized_at_null CHECK ((((finalized_at IS NULL) AND (state <> ALL (ARRAY['cancelled'::public.river_job_state, 'completed'::public.river_job_state, 'discarded'::public.river_job_state]))) OR ((finalized_at IS NOT NULL) AND (state = ANY (ARRAY['cancelled'::public.river_job_state, 'completed'::public.river_job_state, 'discarded'::public.river_job_state]))))),
    CONSTRAINT kind_length CHECK (((char_length(kind) > 0) AND (char_length(kind) < 128))),
    CONSTRAINT max_attempts_is_positive CHECK ((max_attempts > 0)),
    CONSTRAINT priority_in_range CHECK (((priority >= 1) AND (priority <= 4))),
    CONSTRAINT queue_length CHECK (((char_length(queue) > 0) AND (char_length(queue) < 128)))
);
CREATE SEQUENCE public.river_job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.river_job_id_seq OWNED BY public.river_job.id;
CREATE UNLOGGED TABLE public.river_leader (
    elected_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    leader_id text NOT NULL,
    name text DEFAULT 'default'::text NOT NULL,
    CONSTRAINT leader_id_length CHECK (((char_length(leader_id) > 0) AND (char_length(leader_id) < 128))),
    CONSTRAINT name_length CHECK ((name = 'default'::text))
);
CREATE TABLE public.river_migration (
    line text NOT NULL,
    version bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT line_length CHECK (((char_length(line) > 0) AND (char_length(line) < 128))),
    CONSTRAINT version_gte_1 CHECK ((version >= 1))
);
CREATE TABLE public.river_notification (
    id bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    payload text NOT NULL,
    topic text NOT NULL,
    CONSTRAINT topic_length CHECK (((length(topic) > 0) AND (length(topic) < 128)))
);
CREATE SEQUENCE public.river_notification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.river_notification_id_seq OWNED BY public.river_notification.id;
CREATE TABLE public.river_queue (
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    metadata jsonb DEFAULT '{}'::jsonb NOT NULL,
    paused_at timestamp with time zone,
    updated_at timestamp with time zone DEFAULT CURRENT_TIMESTAMP NOT NULL
);
CREATE TABLE public.search_doc (
    id bigint NOT NULL,
    kind text NOT NULL,
    ref text NOT NULL,
    part text NOT NULL,
    at timestamp with time zone NOT NULL,
    terms tsvector NOT NULL
);
ALTER TABLE public.search_doc ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.search_doc_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_fact (
    id text NOT NULL,
    at timestamp with time zone NOT NULL,
    body text NOT NULL
);
CREATE TABLE public.store_once (
    key text NOT NULL,
    print text NOT NULL,
    at timestamp with time zone NOT NULL,
    status bigint,
    answer text
);
CREATE TABLE public.store_schema (
    module text NOT NULL,
    digest text NOT NULL
);
CREATE TABLE public.store_version_audit (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_audit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_auth (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_auth ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_auth_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_catalogue (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_catalogue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_catalogue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_desk (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_desk ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_desk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_files (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_files ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_files_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_jobs (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_jobs ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_mail (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_mail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_mail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_people (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_people ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_people_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_promise (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_promise ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_promise_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_rating (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_rating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_rating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_river (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_river ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_river_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_search (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_search ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_search_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
ALTER TABLE ONLY public.river_job ALTER COLUMN id SET DEFAULT nextval('public.river_job_id_seq'::regclass);
ALTER TABLE ONLY public.river_notification ALTER COLUMN id SET DEFAULT nextval('public.river_notification_id_seq'::regclass);
INSERT INTO public.audit_entry VALUES ('01a216c8-b16a-7642-a997-3f2ac85cf440', '2026-11-17 12:00:00+00', 'qFvCOrCWXABF77OyDY_gzlXQxpIF_t0MtIr43E4m-ek', '', 'portal', 'case.open', 'case', '01a216c8-b162-785d-9282-1aee49b4457f', 'qFvCOrCWXABF77OyDY_gzlXQxpIF_t0MtIr43E4m-ek', 'payroll', false, '7834804cdf947ef321589e573e3afc6113e2a829e46659b1460ddba627271e3d', 1, '37b30f7b759f2f08b7f51f7662f752bd6ec05a4f19049255942d744f6603b6f5');
INSERT INTO public.audit_entry VALUES ('01a216c8-b176-74d8-add4-e781ac45e9fb', '2026-11-17 12:00:00+00', 'qFvCOrCWXABF77OyDY_gzlXQxpIF_t0MtIr43E4m-ek', '', 'portal', 'case.write', 'case', '01a216c8-b162-785d-9282-1aee49b4457f', 'qFvCOrCWXABF77OyDY_gzlXQxpIF_t0MtIr43E4m-ek', 'payroll', false, '82cf3d86c87d9e3148f579dbe32cd720776d31476fe2ad7e9ae29ae655061434', 2, '36038307d7b45fd444fe3a8f682358bc6e094a4da1866ac03dd1d002f0b55b6c');
INSERT INTO public.audit_entry VALUES ('01a216c8-b17a-7f28-bfa3-dde428721515', '2026-11-17 12:00:00+00', 'ZvYHiAjenemiRLr_JX6Jnd2v3x4tA3Yq8uQT-P5EcrI', '', 'desk', 'case.write', 'case', '01a216c8-b162-785d-9282-1aee49b4457f', 'qFvCOrCWXABF77OyDY_gzlXQxpIF_t0MtIr43E4m-ek', 'payroll', false, '1b81227053f7cc42719506125bd8c9f51287d9dd5b241fcdc8a68bb4de8bc6de', 3, '11b1bb59f5ca56367377b418b508127f97bd0b8771ea83108dc0aaf2f8145ceb');
INSERT INTO public.audit_entry VALUES ('01a216c8-b193-78a7-99f6-aa3ebf9ace5c', '2026-11-17 12:00:00+00', 'ZvYHiAjenemiRLr_JX6Jnd2v3x4tA3Yq8uQT-P5EcrI', '', 'desk', 'case.work', 'case', '01a216c8-b162-785d-9282-1aee49b4457f', 'qFvCOrCWXABF77OyDY_gzlXQxpIF_t0MtIr43E4m-ek', 'payroll', false, 'b86702852bc8abea7957ea8bfd725ed023e1974841e4800b1aeab83d3772d0c6', 4, 'ee1404e4da9540f82fbaac3c96b802e95675837e199e83b16f1cc6dd64362c20');
INSERT INTO public.audit_entry VALUES ('01a216c8-b19b-7cb9-8695-79aae5f0f419', '2026-11-17 12:00:00+00', 'qFvCOrCWXABF77OyDY_gzlXQxpIF_t0MtIr43E4m-ek', '', 'portal', 'case.open', 'case', '01a216c8-b198-7c81-ba18-cfef2a56ab05', 'qFvCOrCWXABF77OyDY_gzlXQxpIF_t0MtIr43E4m-ek', 'advice', false, 'a2fd2de69075f3b59e105b80d3cc3622f3c34f91bd06b708fa35206d54990617', 5, 'c46e9b8809eeabf82d2d77fbc2050459be2ca7412372ba9c64c1e8ccb91fdd69');
INSERT INTO public.audit_entry VALUES ('01a216c8-b1a4-72a3-b4d4-3c12baa25f74', '2026-11-17 12:00:00+00', 'qFvCOrCWXABF77OyDY_gzlXQxpIF_t0MtIr43E4m-ek', '', 'portal', 'case.open', 'case', '01a216c8-b1a0-735e-8c5e-0639eebb7134', 'qFvCOrCWXABF77OyDY_gzlXQxpIF_t0MtIr43E4m-ek', 'advice', false, '5412f645e88a31a06c497d7b408ce1ccecdcc212d22e692fd8f1940f5b5ba78d', 6, '736d0dba491338253dc422419afe72ec8b2731bc745c0704c5e5b90f9151ad11');
INSERT INTO public.audit_entry VALUES ('01a216c8-b1a7-74e3-956f-b61162688547', '2026-11-17 12:00:00+00', 'xUpWSfJK0kY60dfRQ5Bm68dumy8aK9MBV3fUmjEEz5A', '', 'desk', 'case.read', 'case', '01a216c8-b1a0-735e-8c5e-0639eebb7134', 'qFvCOrCWXABF77OyDY_gzlXQxpIF_t0MtIr43E4m-ek', 'advice', true, '13521438574dc22c4b88cf6c5d6a383b608ea48176de3d12c44a5403aac00cd4', 7, 'c4ae32681b5aa18331305cba725ef47ee931b7bb57de8a60478034487ba52611');
INSERT INTO public.audit_subject VALUES ('qFvCOrCWXABF77OyDY_gzlXQxpIF_t0MtIr43E4m-ek', '10f298d3-6d51-5433-b5ba-85cf862dc1ee');
INSERT INTO public.audit_subject VALUES ('ZvYHiAjenemiRLr_JX6Jnd2v3x4tA3Yq8uQT-P5EcrI', '8f9a8757-7985-5976-8e5f-93c4b6a95050');
INSERT INTO public.audit_subject VALUES ('xUpWSfJK0kY60dfRQ5Bm68dumy8aK9MBV3fUmjEEz5A', 'a588c87f-993b-5c77-8719-d2f564ee2c25');
INSERT INTO public.auth_token VALUES ('01a216c8-b15d-7741-b4f0-1a3ce9d4db8a', '03388636e68e7fed25ce7ca87dbd4dc05fa93c240ce19a1c7e851bc6de8e81dc', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'test', 'all', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.auth_token VALUES ('01a216c8-b15e-790c-8c9a-c7e66535780d', 'ba68f20a4394ab9881326ba18450b621e12ea867397677e055169782d936f8ad', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'test', 'all', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.auth_token VALUES ('01a216c8-b15f-736a-b826-ae7ad999e32b', '2e0d5731e1a36613918a129aee94169aa348eac21be712ce06d5cfc141ee75b0', 'a588c87f-993b-5c77-8719-d2f564ee2c25', 'test', 'all', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.catalogue_cause VALUES ('information', 'Information was hard to find', 10, true);
INSERT INTO public.catalogue_cause VALUES ('pay-error', 'A payment was wrong', 20, true);
INSERT INTO public.catalogue_cause VALUES ('personal-change', 'Something changed in a person''s life', 30, true);
INSERT INTO public.catalogue_cause VALUES ('rule-unclear', 'A rule was unclear', 40, true);
INSERT INTO public.catalogue_cause VALUES ('tool', 'A tool did not work', 50, true);
INSERT INTO public.catalogue_cause VALUES ('other', 'Something else', 1000, true);
INSERT INTO public.catalogue_service VALUES ('ask', 'Ask HR', 'Anything that has no place of its own.', 'message-circle-question', 'hr', 'open', false, false, false, false, false, 'anyone', 540, 2700, 'information', 1000, true);
INSERT INTO public.catalogue_service VALUES ('pay', 'Pay and payslip', '', 'message-circle-question', 'payroll', 'open', false, false, false, false, false, 'anyone', 240, 1080, 'information', 0, true);
INSERT INTO public.catalogue_service VALUES ('hours', 'Working hours', '', 'message-circle-question', 'advice', 'open', true, false, false, false, false, 'anyone', 240, 1080, 'information', 0, true);
INSERT INTO public.catalogue_service VALUES ('health', 'Health at work', '', 'message-circle-question', 'advice', 'open', false, false, true, false, false, 'anyone', 240, 1080, 'information', 0, true);
INSERT INTO public.catalogue_service VALUES ('fairness', 'Something is not right', '', 'message-circle-question', 'advice', 'named', false, false, false, false, false, 'anyone', 240, 1080, 'information', 0, true);
INSERT INTO public.catalogue_service VALUES ('review', 'Team review', '', 'message-circle-question', 'advice', 'team', false, true, false, false, false, 'anyone', 240, 1080, 'information', 0, true);
INSERT INTO public.catalogue_service VALUES ('grade', 'Pay grade', '', 'message-circle-question', 'advice', 'open', false, false, false, true, false, 'anyone', 240, 1080, 'information', 0, true);
INSERT INTO public.desk_case VALUES ('01a216c8-b162-785d-9282-1aee49b4457f', 6707, 'pay', 'Payslip of October', 'answered', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'open', false, false, false, false, false, false, 'payroll', NULL, 0, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 'hr', false, true, NULL, '9999-01-01 00:00:00+00', '', NULL, '', NULL, 'answered', 'pay-error', '', '', '2026-11-17 12:00:00+00', '8f9a8757-7985-5976-8e5f-93c4b6a95050', NULL, 0, 4);
INSERT INTO public.desk_case VALUES ('01a216c8-b198-7c81-ba18-cfef2a56ab05', 1239, 'hours', 'Warehouse lamps', 'open', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'open', true, false, false, false, false, false, 'advice', NULL, 0, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 'customer', false, false, '2026-11-17 16:00:00+00', '2026-11-17 16:00:00+00', 'first_answer', '2026-11-17 15:00:00+00', '', NULL, '', '', '', '', NULL, NULL, NULL, 0, 1);
INSERT INTO public.desk_case VALUES ('01a216c8-b1a0-735e-8c5e-0639eebb7134', 1947, 'fairness', 'Something unfair', 'open', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'named', false, false, false, false, true, false, 'advice', NULL, 0, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 'customer', false, false, '2026-11-17 16:00:00+00', '2026-11-17 16:00:00+00', 'first_answer', '2026-11-17 15:00:00+00', '', NULL, '', '', '', '', NULL, NULL, NULL, 0, 1);
INSERT INTO public.desk_entry VALUES ('01a216c8-b164-731d-a572-94546a5e9f07', '01a216c8-b162-785d-9282-1aee49b4457f', '2026-11-17 12:00:00+00', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'The night hours are missing on it.', 'api', false, NULL, NULL);
INSERT INTO public.desk_entry VALUES ('01a216c8-b172-7d67-9c21-6487a43c28e6', '01a216c8-b162-785d-9282-1aee49b4457f', '2026-11-17 12:00:00+00', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Here is the sheet of hours.', 'portal', false, NULL, NULL);
INSERT INTO public.desk_entry VALUES ('01a216c8-b17a-706e-b321-c5968f1b69e7', '01a216c8-b162-785d-9282-1aee49b4457f', '2026-11-17 12:00:00+00', 'note', 'hr', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'Asked the foreman.', 'portal', true, NULL, NULL);
INSERT INTO public.desk_entry VALUES ('01a216c8-b18f-7e16-b328-bcd6e5b5b69d', '01a216c8-b162-785d-9282-1aee49b4457f', '2026-11-17 12:00:00+00', 'message', 'hr', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'It was paid today.', 'portal', false, NULL, NULL);
INSERT INTO public.desk_entry VALUES ('01a216c8-b199-7480-a7ad-5950a33fb681', '01a216c8-b198-7c81-ba18-cfef2a56ab05', '2026-11-17 12:00:00+00', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'It is too dark between the shelves.', 'api', false, NULL, NULL);
INSERT INTO public.desk_entry VALUES ('01a216c8-b1a1-7266-9387-be7381ef62f5', '01a216c8-b1a0-735e-8c5e-0639eebb7134', '2026-11-17 12:00:00+00', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Only some may read this.', 'api', false, NULL, NULL);
INSERT INTO public.desk_file VALUES ('01a216c8-b173-7ca1-8f84-46c1b1d3cef2', '01a216c8-b162-785d-9282-1aee49b4457f', '01a216c8-b172-7d67-9c21-6487a43c28e6');
INSERT INTO public.desk_number OVERRIDING SYSTEM VALUE VALUES (1, '2026-11-17 12:00:00+00');
INSERT INTO public.desk_number OVERRIDING SYSTEM VALUE VALUES (2, '2026-11-17 12:00:00+00');
INSERT INTO public.desk_number OVERRIDING SYSTEM VALUE VALUES (3, '2026-11-17 12:00:00+00');
INSERT INTO public.desk_party VALUES ('01a216c8-b162-785d-9282-1aee49b4457f', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO public.desk_party VALUES ('01a216c8-b162-785d-9282-1aee49b4457f', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO public.desk_party VALUES ('01a216c8-b198-7c81-ba18-cfef2a56ab05', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO public.desk_party VALUES ('01a216c8-b198-7c81-ba18-cfef2a56ab05', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO public.desk_party VALUES ('01a216c8-b1a0-735e-8c5e-0639eebb7134', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO public.desk_party VALUES ('01a216c8-b1a0-735e-8c5e-0639eebb7134', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO public.desk_party VALUES ('01a216c8-b1a0-735e-8c5e-0639eebb7134', 'a588c87f-993b-5c77-8719-d2f564ee2c25', 'named');
INSERT INTO public.desk_waiting VALUES ('01a216c8-b167-7158-aeeb-d0a7e141e648', '01a216c8-b162-785d-9282-1aee49b4457f', 'hr', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00');
INSERT INTO public.desk_waiting VALUES ('01a216c8-b19a-76ca-a6e3-80e7563de7e9', '01a216c8-b198-7c81-ba18-cfef2a56ab05', 'hr', '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.desk_waiting VALUES ('01a216c8-b1a2-7a00-b7cd-04680cc6ac6a', '01a216c8-b1a0-735e-8c5e-0639eebb7134', 'hr', '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.files_blob VALUES ('01a216c8-b171-7dfe-9968-46b49d6d1d57', '01a216c8-b162-785d-9282-1aee49b4457f', '2fff934abc81ec094e26f6ae5e9d16b0dafdd7ab9500e963b43d9edf4aa7e5f2', 27, '\x4e69676874206f662074686520313274683a203820686f7572730a', '2026-11-17 12:00:00+00');
INSERT INTO public.files_file VALUES ('01a216c8-b173-7ca1-8f84-46c1b1d3cef2', '01a216c8-b162-785d-9282-1aee49b4457f', '01a216c8-b171-7dfe-9968-46b49d6d1d57', 'hours.txt', 'text/plain', 27, '2fff934abc81ec094e26f6ae5e9d16b0dafdd7ab9500e963b43d9edf4aa7e5f2', '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.jobs_tick VALUES ('app.forget_answers', '2026-11-17 13:00:00+00');
INSERT INTO public.jobs_tick VALUES ('app.sweep_sign_in', '2026-11-17 13:00:00+00');
INSERT INTO public.jobs_tick VALUES ('app.sweep_files', '2026-11-17 18:00:00+00');
INSERT INTO public.jobs_tick VALUES ('people.forget_files', '2026-11-17 13:00:00+00');
INSERT INTO public.jobs_tick VALUES ('desk.tick', '2026-11-17 12:01:00+00');
INSERT INTO public.mail_outbox VALUES ('01a216c8-b168-7db2-954c-9cb6ee5f7181', 'h.01a216c8b1687db4a4b472fb943013c8', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a216c8-b162-785d-9282-1aee49b4457f', 'email', 'amina@ferrow-lund.example', '', 'We have your request HR-6707', 'Hello Amina,
We have your request HR-6707, “Payslip of October”.
You will have a first answer by Tue 17 Nov, 17:00.
It will be settled by Thu 19 Nov, 13:00.
You can read and answer it here:
http://hearth.example/requests/HR-6707
Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>We have your request HR-6707</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-6707, “Payslip of October”.</p>
<p>You will have a first answer by Tue 17 Nov, 17:00.<br>
It will be settled by Thu 19 Nov, 13:00.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-6707">http://hearth.example/requests/HR-6707</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a216c8-b162-785d-9282-1aee49b4457f:10f298d3-6d51-5433-b5ba-85cf862dc1ee', false, false, false, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17 12:00:00+00', NULL, '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.mail_outbox VALUES ('01a216c8-b192-7b82-bea9-716371b29194', 'h.01a216c8b1927b83bad53f0c96427ddd', 'case.answer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a216c8-b162-785d-9282-1aee49b4457f', 'email', 'amina@ferrow-lund.example', '', 'Your request HR-6707 is answered', 'Hello Amina,
It was paid today.
If something is missing, say so on the page within ten days, and it opens again.
You can read and answer it here:
http://hearth.example/requests/HR-6707
Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Your request HR-6707 is answered</title></head>
<body>
<p>Hello Amina,</p>
<p>It was paid today.</p>
<p>If something is missing, say so on the page within ten days, and it opens again.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-6707">http://hearth.example/requests/HR-6707</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.answer:01a216c8-b18f-7e16-b328-bcd6e5b5b69d:10f298d3-6d51-5433-b5ba-85cf862dc1ee', false, false, false, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17 12:00:00+00', NULL, '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.mail_outbox VALUES ('01a216c8-b19b-753d-b7c9-3f08e41c4d4a', 'h.01a216c8b19b753e89eb5345e97456cd', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a216c8-b198-7c81-ba18-cfef2a56ab05', 'email', 'amina@ferrow-lund.example', '', 'We have your request HR-1239', 'Hello Amina,
We have your request HR-1239, “Warehouse lamps”.
You will have a first answer by Tue 17 Nov, 17:00.
It will be settled by Thu 19 Nov, 13:00.
You can read and answer it here:
http://hearth.example/requests/HR-1239
Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>We have your request HR-1239</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-1239, “Warehouse lamps”.</p>
<p>You will have a first answer by Tue 17 Nov, 17:00.<br>
It will be settled by Thu 19 Nov, 13:00.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-1239">http://hearth.example/requests/HR-1239</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a216c8-b198-7c81-ba18-cfef2a56ab05:10f298d3-6d51-5433-b5ba-85cf862dc1ee', false, false, false, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17 12:00:00+00', NULL, '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.mail_outbox VALUES ('01a216c8-b1a3-7b75-8376-ae7330743256', 'h.01a216c8b1a37b77b5a17412851e11b7', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a216c8-b1a0-735e-8c5e-0639eebb7134', 'email', 'amina@ferrow-lund.example', '', 'We have your request HR-1947', 'Hello Amina,
We have your request HR-1947. The page says when you will hear from us.
You can read and answer it here:
http://hearth.example/requests/HR-1947
Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>We have your request HR-1947</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-1947. The page says when you will hear from us.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-1947">http://hearth.example/requests/HR-1947</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a216c8-b1a0-735e-8c5e-0639eebb7134:10f298d3-6d51-5433-b5ba-85cf862dc1ee', false, false, false, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17 12:00:00+00', NULL, '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.people_employment VALUES ('f0645353-e00b-52c1-bfe8-85f7c30debcd', 'f0645353-e00b-52c1-bfe8-85f7c30debcd', '1001', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40, true);
INSERT INTO public.people_employment VALUES ('dd3de217-d7fb-5dbf-9b48-05423eba5d54', 'dd3de217-d7fb-5dbf-9b48-05423eba5d54', '1002', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40, true);
INSERT INTO public.people_employment VALUES ('10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '1003', NULL, 'Malmby', 'Assembly worker', 'f0645353-e00b-52c1-bfe8-85f7c30debcd', '2020-01-01', '', 40, true);
INSERT INTO public.people_employment VALUES ('d7bf2950-9305-56bb-b227-c1275a138600', 'd7bf2950-9305-56bb-b227-c1275a138600', '1004', NULL, 'Malmby', 'Assembly worker', 'dd3de217-d7fb-5dbf-9b48-05423eba5d54', '2020-01-01', '', 40, true);
INSERT INTO public.people_employment VALUES ('6923ee4e-d620-53e1-b5be-db8352be74bb', '6923ee4e-d620-53e1-b5be-db8352be74bb', '1005', NULL, 'Malmby', 'Assembly worker', 'dd3de217-d7fb-5dbf-9b48-05423eba5d54', '2020-01-01', '', 40, true);
INSERT INTO public.people_employment VALUES ('5e1a027d-a269-5938-8036-9c229aa04d3a', '5e1a027d-a269-5938-8036-9c229aa04d3a', '1006', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40, true);
INSERT INTO public.people_employment VALUES ('a588c87f-993b-5c77-8719-d2f564ee2c25', 'a588c87f-993b-5c77-8719-d2f564ee2c25', '2001', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40, true);
INSERT INTO public.people_employment VALUES ('6cb166d1-037e-568e-bc68-2b41104afbc1', '6cb166d1-037e-568e-bc68-2b41104afbc1', '2002', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40, true);
INSERT INTO public.people_employment VALUES ('8f9a8757-7985-5976-8e5f-93c4b6a95050', '8f9a8757-7985-5976-8e5f-93c4b6a95050', '2003', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40, true);
INSERT INTO public.people_employment VALUES ('8a01aff5-9ae3-5a6f-ba2c-bd6ed98d8fd9', '8a01aff5-9ae3-5a6f-ba2c-bd6ed98d8fd9', '2004', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40, true);
INSERT INTO public.people_employment VALUES ('ff0307b7-9ac2-5b15-a471-ad58c551e95b', 'ff0307b7-9ac2-5b15-a471-ad58c551e95b', '3001', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40, true);
INSERT INTO public.people_employment VALUES ('41dd45df-53fc-5658-afba-fdc11d480109', '41dd45df-53fc-5658-afba-fdc11d480109', '3002', NULL, 'Malmby', 'Assembly worker', NULL, '2020-01-01', '', 40, true);
INSERT INTO public.people_person VALUES ('f0645353-e00b-52c1-bfe8-85f7c30debcd', 'Jonas', 'Eklund', '', '', 'en', 'Europe/Stockholm', 'jonas@ferrow-lund.example', '', '', '', true, '', 'eklund jonas', 'jonas eklund jonas@ferrow-lund.example 1001', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00');
INSERT INTO public.people_person VALUES ('dd3de217-d7fb-5dbf-9b48-05423eba5d54', 'Stefan', 'Lang', '', '', 'en', 'Europe/Stockholm', 'stefan@ferrow-lund.example', '', '', '', true, '', 'lang stefan', 'stefan lang stefan@ferrow-lund.example 1002', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00');
INSERT INTO public.people_person VALUES ('10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Amina', 'Yusuf', '', '', 'en', 'Europe/Stockholm', 'amina@ferrow-lund.example', '', '', '', true, '', 'yusuf amina', 'amina yusuf amina@ferrow-lund.example 1003', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00');
INSERT INTO public.people_person VALUES ('d7bf2950-9305-56bb-b227-c1275a138600', 'Pavel', 'Dvořák', '', '', 'en', 'Europe/Stockholm', 'pavel@ferrow-lund.example', '', '', '', true, '', 'dvorak pavel', 'pavel dvorak pavel@ferrow-lund.example 1004', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00');
INSERT INTO public.people_person VALUES ('6923ee4e-d620-53e1-b5be-db8352be74bb', 'Rosa', 'Lindgren', '', '', 'en', 'Europe/Stockholm', '', '', '', '', true, '', 'lindgren rosa', 'rosa lindgren  1005', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00');
INSERT INTO public.people_person VALUES ('5e1a027d-a269-5938-8036-9c229aa04d3a', 'Hanna', 'Virtanen', '', '', 'en', 'Europe/Stockholm', 'hanna@ferrow-lund.example', '', '', '', true, '', 'virtanen hanna', 'hanna virtanen hanna@ferrow-lund.example 1006', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00');
INSERT INTO public.people_person VALUES ('a588c87f-993b-5c77-8719-d2f564ee2c25', 'Marta', 'Kowalczyk', '', '', 'en', 'Europe/Stockholm', 'marta@ferrow-lund.example', '', '', '', true, '', 'kowalczyk marta', 'marta kowalczyk marta@ferrow-lund.example 2001', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00');
INSERT INTO public.people_person VALUES ('6cb166d1-037e-568e-bc68-2b41104afbc1', 'Priya', 'Raman', '', '', 'en', 'Europe/Stockholm', 'priya@ferrow-lund.example', '', '', '', true, '', 'raman priya', 'priya raman priya@ferrow-lund.example 2002', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00');
INSERT INTO public.people_person VALUES ('8f9a8757-7985-5976-8e5f-93c4b6a95050', 'Theo', 'Brandt', '', '', 'en', 'Europe/Stockholm', 'theo@ferrow-lund.example', '', '', '', true, '', 'brandt theo', 'theo brandt theo@ferrow-lund.example 2003', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00');
INSERT INTO public.people_person VALUES ('8a01aff5-9ae3-5a6f-ba2c-bd6ed98d8fd9', 'Ingrid', 'Salo', '', '', 'en', 'Europe/Stockholm', 'ingrid@ferrow-lund.example', '', '', '', true, '', 'salo ingrid', 'ingrid salo ingrid@ferrow-lund.example 2004', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00');
INSERT INTO public.people_person VALUES ('ff0307b7-9ac2-5b15-a471-ad58c551e95b', 'Noor', 'Haddad', '', '', 'en', 'Europe/Stockholm', 'noor@ferrow-lund.example', '', '', '', true, '', 'haddad noor', 'noor haddad noor@ferrow-lund.example 3001', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00');
INSERT INTO public.people_person VALUES ('41dd45df-53fc-5658-afba-fdc11d480109', 'Lena', 'Berg', '', '', 'en', 'Europe/Stockholm', 'lena@ferrow-lund.example', '', '', '', true, '', 'berg lena', 'lena berg lena@ferrow-lund.example 3002', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00');
INSERT INTO public.people_role VALUES ('a588c87f-993b-5c77-8719-d2f564ee2c25', 'agent');
INSERT INTO public.people_role VALUES ('6cb166d1-037e-568e-bc68-2b41104afbc1', 'agent');
INSERT INTO public.people_role VALUES ('8f9a8757-7985-5976-8e5f-93c4b6a95050', 'agent');
INSERT INTO public.people_role VALUES ('8a01aff5-9ae3-5a6f-ba2c-bd6ed98d8fd9', 'hr_head');
INSERT INTO public.people_role VALUES ('ff0307b7-9ac2-5b15-a471-ad58c551e95b', 'admin');
INSERT INTO public.people_role VALUES ('41dd45df-53fc-5658-afba-fdc11d480109', 'dpo');
INSERT INTO public.people_site VALUES ('Malmby', 'malmby', 'Europe/Stockholm');
INSERT INTO public.people_team VALUES ('hr', 'HR', 'hr');
INSERT INTO public.people_team VALUES ('advice', 'HR advice', 'hr advice');
INSERT INTO public.people_team VALUES ('payroll', 'Payroll', 'payroll');
INSERT INTO public.people_team_member VALUES ('advice', 'a588c87f-993b-5c77-8719-d2f564ee2c25');
INSERT INTO public.people_team_member VALUES ('advice', '6cb166d1-037e-568e-bc68-2b41104afbc1');
INSERT INTO public.people_team_member VALUES ('payroll', '8f9a8757-7985-5976-8e5f-93c4b6a95050');
INSERT INTO public.people_team_member VALUES ('advice', '8a01aff5-9ae3-5a6f-ba2c-bd6ed98d8fd9');
INSERT INTO public.promise_calendar VALUES ('office', 'Office hours', '{"zone":"UTC","week":{"mon":[["08:00","17:00"]],"tue":[["08:00","17:00"]],"wed":[["08:00","17:00"]],"thu":[["08:00","17:00"]],"fri":[["08:00","17:00"]]},"holidays":[]}', true);
INSERT INTO public.promise_promise VALUES ('01a216c8-b165-7e27-9b2e-1c0761032be5', 'case', '01a216c8-b162-785d-9282-1aee49b4457f', 'first_answer', 'office', 240, 'kept', '2026-11-17 12:00:00+00', '2026-11-17 16:00:00+00', '2026-11-17 15:00:00+00', 0, NULL, NULL, '', '', '', '2026-11-17 12:00:00+00');
INSERT INTO public.promise_promise VALUES ('01a216c8-b166-796f-a229-9f89a570f045', 'case', '01a216c8-b162-785d-9282-1aee49b4457f', 'decision', 'office', 1080, 'kept', '2026-11-17 12:00:00+00', '2026-11-19 12:00:00+00', '2026-11-18 16:30:00+00', 0, NULL, NULL, '', '', '', '2026-11-17 12:00:00+00');
INSERT INTO public.promise_promise VALUES ('01a216c8-b199-7db4-9a73-839be01e643b', 'case', '01a216c8-b198-7c81-ba18-cfef2a56ab05', 'first_answer', 'office', 240, 'running', '2026-11-17 12:00:00+00', '2026-11-17 16:00:00+00', '2026-11-17 15:00:00+00', 0, NULL, NULL, '', '', '', NULL);
INSERT INTO public.promise_promise VALUES ('01a216c8-b19a-7372-ae55-87d5326186ef', 'case', '01a216c8-b198-7c81-ba18-cfef2a56ab05', 'decision', 'office', 1080, 'running', '2026-11-17 12:00:00+00', '2026-11-19 12:00:00+00', '2026-11-18 16:30:00+00', 0, NULL, NULL, '', '', '', NULL);
INSERT INTO public.promise_promise VALUES ('01a216c8-b1a1-7db8-b0af-d7140a3a515e', 'case', '01a216c8-b1a0-735e-8c5e-0639eebb7134', 'first_answer', 'office', 240, 'running', '2026-11-17 12:00:00+00', '2026-11-17 16:00:00+00', '2026-11-17 15:00:00+00', 0, NULL, NULL, '', '', '', NULL);
INSERT INTO public.promise_promise VALUES ('01a216c8-b1a2-75e0-806b-0153050626ed', 'case', '01a216c8-b1a0-735e-8c5e-0639eebb7134', 'decision', 'office', 1080, 'running', '2026-11-17 12:00:00+00', '2026-11-19 12:00:00+00', '2026-11-18 16:30:00+00', 0, NULL, NULL, '', '', '', NULL);
INSERT INTO public.rating_rating VALUES ('01a216c8-b162-785d-9282-1aee49b4457f', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'payroll', 'pay', '2026-11-17 12:00:00+00', 5, 4, 'yes', 'Quick.', false);
INSERT INTO public.river_job VALUES (1, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'app.forget_answers', '{}', 'default', '{}', '\x81382c959e390651225acb84df08c34c7a5bd3099f63ac53afa49c0d0678798e', B'11110001');
INSERT INTO public.river_job VALUES (2, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'app.sweep_sign_in', '{}', 'default', '{}', '\x29984a89b93996047d61c5251620cd43c2f1ca64c35fab6335290a4ebd820be5', B'11110001');
INSERT INTO public.river_job VALUES (3, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'app.sweep_files', '{}', 'default', '{}', '\x67f5613cebb2de6b0f4b9419499fe1aa4dc3d7d2d3ea09d024f7107fbc98ee04', B'11110001');
INSERT INTO public.river_job VALUES (4, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'people.forget_files', '{}', 'default', '{}', '\xdd798eea24071da95e2b8bb6250ea9d4cd481d211d442dc5b99334b6d6fa11e4', B'11110001');
INSERT INTO public.river_job VALUES (5, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'desk.tick', '{}', 'default', '{}', '\xd20aa729aad1bf8110ff46b4c9a367530558c226a5589636ea4b598526839985', B'11110001');
INSERT INTO public.search_doc OVERRIDING SYSTEM VALUE VALUES (1, 'case', '01a216c8-b162-785d-9282-1aee49b4457f', '01a216c8-b164-731d-a572-94546a5e9f07', '2026-11-17 12:00:00+00', '''are'':2 ''hour'':2 ''hours'':2 ''it'':2 ''miss'':2 ''missing'':2 ''night'':2 ''octob'':1A ''october'':1A ''of'':1A ''on'':2 ''payslip'':1A ''the'':2');
INSERT INTO public.search_doc OVERRIDING SYSTEM VALUE VALUES (2, 'case', '01a216c8-b162-785d-9282-1aee49b4457f', '01a216c8-b172-7d67-9c21-6487a43c28e6', '2026-11-17 12:00:00+00', '''here'':2 ''hour'':2 ''hours'':2 ''is'':2 ''octob'':1A ''october'':1A ''of'':1A,2 ''payslip'':1A ''sheet'':2 ''the'':2');
INSERT INTO public.search_doc OVERRIDING SYSTEM VALUE VALUES (3, 'case_note', '01a216c8-b162-785d-9282-1aee49b4457f', '01a216c8-b17a-706e-b321-c5968f1b69e7', '2026-11-17 12:00:00+00', '''ask'':2 ''asked'':2 ''foreman'':2 ''the'':2');
INSERT INTO public.search_doc OVERRIDING SYSTEM VALUE VALUES (4, 'case', '01a216c8-b162-785d-9282-1aee49b4457f', '01a216c8-b18f-7e16-b328-bcd6e5b5b69d', '2026-11-17 12:00:00+00', '''it'':2 ''octob'':1A ''october'':1A ''of'':1A ''paid'':2 ''payslip'':1A ''today'':2 ''was'':2');
INSERT INTO public.search_doc OVERRIDING SYSTEM VALUE VALUES (5, 'case', '01a216c8-b198-7c81-ba18-cfef2a56ab05', '01a216c8-b199-7480-a7ad-5950a33fb681', '2026-11-17 12:00:00+00', '''between'':2 ''dark'':2 ''is'':2 ''it'':2 ''lamp'':1A ''lamps'':1A ''shelv'':2 ''shelves'':2 ''the'':2 ''too'':2 ''warehous'':1A ''warehouse'':1A');
INSERT INTO public.search_doc OVERRIDING SYSTEM VALUE VALUES (6, 'case', '01a216c8-b1a0-735e-8c5e-0639eebb7134', '01a216c8-b1a1-7266-9387-be7381ef62f5', '2026-11-17 12:00:00+00', '''may'':2 ''onli'':2 ''only'':2 ''read'':2 ''some'':2 ''someth'':1A ''something'':1A ''this'':2 ''unfair'':1A');
INSERT INTO public.store_schema VALUES ('river', 'cc32a40dddc83c2f49fd071f735fc79f061bea89b507372bef0c16c41913d6e3');
INSERT INTO public.store_schema VALUES ('jobs', '837049b9d2228f186a95c8af537a082bb91a438378fa988826416d322cb0bfae');
INSERT INTO public.store_schema VALUES ('search', 'c973bf849aca6720783799d9ae363c7bcb44a20c0a1101db6c4a6b977bbf8aaa');
INSERT INTO public.store_schema VALUES ('mail', '937ef18095fe82cdefce4232fd9b33ff6c130c65526dc783d3080c9f2f08e1b0');
INSERT INTO public.store_schema VALUES ('files', '60d0e48a22654c813b142463606de90125e8f2d21e81d2637352b1b53f9e1268');
INSERT INTO public.store_schema VALUES ('audit', 'c2b72d4a213090103da3b393b7d38acf69a6bdb18479899bd568e7751c20a4f8');
INSERT INTO public.store_schema VALUES ('auth', '3ba145ee389bcdff0f6388e82705d971121890452239398ebc7f09e7b5830e1e');
INSERT INTO public.store_schema VALUES ('people', '185919da1457bc8498dd8699e2b6f2a41a9e957f6fc3dffce5b6ecad2df86fa3');
INSERT INTO public.store_schema VALUES ('promise', 'd1523afb5326467dc1dfa440d505181597d4f7fe5b85a7ab929814e3bd562ea7');
INSERT INTO public.store_schema VALUES ('catalogue', 'b0890cd9f294807cb5b4b7712262b7a9cb62f2bc5f8462a63d2e2064915bf6cf');
INSERT INTO public.store_schema VALUES ('desk', 'ad36b1ffa943bbb748ae904e08d9f6f3769e8336e848eec4635fff40bdf411d8');
INSERT INTO public.store_schema VALUES ('rating', 'd36fd541cc8ae01f3acd8bd82ad938f65605526f227c2d998e8b9ebb11a54e14');
INSERT INTO public.store_version_audit VALUES (1, 0, true, '2026-11-26 07:36:20.735715');
INSERT INTO public.store_version_audit VALUES (2, 1, true, '2026-11-26 07:36:20.737738');
INSERT INTO public.store_version_audit VALUES (3, 2, true, '2026-11-26 07:36:20.742939');
INSERT INTO public.store_version_auth VALUES (1, 0, true, '2026-11-26 07:36:20.745632');
INSERT INTO public.store_version_auth VALUES (2, 1, true, '2026-11-26 07:36:20.747785');
INSERT INTO public.store_version_catalogue VALUES (1, 0, true, '2026-11-26 07:36:20.80618');
INSERT INTO public.store_version_catalogue VALUES (2, 1, true, '2026-11-26 07:36:20.808398');
INSERT INTO public.store_version_desk VALUES (1, 0, true, '2026-11-26 07:36:20.814064');
INSERT INTO public.store_version_desk VALUES (2, 1, true, '2026-11-26 07:36:20.816827');
INSERT INTO public.store_version_desk VALUES (3, 2, true, '2026-11-26 07:36:20.838157');
INSERT INTO public.store_version_files VALUES (1, 0, true, '2026-11-26 07:36:20.727765');
INSERT INTO public.store_version_files VALUES (2, 1, true, '2026-11-26 07:36:20.729866');
INSERT INTO public.store_version_jobs VALUES (1, 0, true, '2026-11-26 07:36:20.707812');
INSERT INTO public.store_version_jobs VALUES (2, 1, true, '2026-11-26 07:36:20.709987');
INSERT INTO public.store_version_mail VALUES (1, 0, true, '2026-11-26 07:36:20.719388');
INSERT INTO public.store_version_mail VALUES (2, 1, true, '2026-11-26 07:36:20.721484');
INSERT INTO public.store_version_people VALUES (1, 0, true, '2026-11-26 07:36:20.770232');
INSERT INTO public.store_version_people VALUES (2, 1, true, '2026-11-26 07:36:20.772403');
INSERT INTO public.store_version_promise VALUES (1, 0, true, '2026-11-26 07:36:20.796433');
INSERT INTO public.store_version_promise VALUES (2, 1, true, '2026-11-26 07:36:20.798569');
INSERT INTO public.store_version_rating VALUES (1, 0, true, '2026-11-26 07:36:20.839898');
INSERT INTO public.store_version_rating VALUES (2, 1, true, '2026-11-26 07:36:20.842221');
INSERT INTO public.store_version_river VALUES (1, 0, true, '2026-11-26 07:36:20.672519');
INSERT INTO public.store_version_river VALUES (2, 1, true, '2026-11-26 07:36:20.675141');
INSERT INTO public.store_version_river VALUES (3, 2, true, '2026-11-26 07:36:20.677484');
INSERT INTO public.store_version_river VALUES (4, 3, true, '2026-11-26 07:36:20.687377');
INSERT INTO public.store_version_river VALUES (5, 4, true, '2026-11-26 07:36:20.688042');
INSERT INTO public.store_version_river VALUES (6, 5, true, '2026-11-26 07:36:20.691105');
INSERT INTO public.store_version_river VALUES (7, 6, true, '2026-11-26 07:36:20.701125');
INSERT INTO public.store_version_river VALUES (8, 7, true, '2026-11-26 07:36:20.702334');
INSERT INTO public.store_version_search VALUES (1, 0, true, '2026-11-26 07:36:20.712955');
INSERT INTO public.store_version_search VALUES (2, 1, true, '2026-11-26 07:36:20.715149');
SELECT pg_catalog.setval('public.desk_number_n_seq', 3, true);
SELECT pg_catalog.setval('public.river_job_id_seq', 5, true);
SELECT pg_catalog.setval('public.river_notification_id_seq', 1, false);
SELECT pg_catalog.setval('public.search_doc_id_seq', 6, true);
SELECT pg_catalog.setval('public.store_version_audit_id_seq', 3, true);
SELECT pg_catalog.setval('public.store_version_auth_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_catalogue_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_desk_id_seq', 3, true);
SELECT pg_catalog.setval('public.store_version_files_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_jobs_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_mail_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_people_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_promise_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_rating_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_river_id_seq', 8, true);
SELECT pg_catalog.setval('public.store_version_search_id_seq', 2, true);
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_subject
    ADD CONSTRAINT audit_subject_person_id_key UNIQUE (person_id);
ALTER TABLE ONLY public.audit_subject
    ADD CONSTRAINT audit_subject_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.auth_attempt
    ADD CONSTRAINT auth_attempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_factor
    ADD CONSTRAINT auth_factor_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.auth_identity
    ADD CONSTRAINT auth_identity_pkey PRIMARY KEY (issuer, subject);
ALTER TABLE ONLY public.auth_password
    ADD CONSTRAINT auth_password_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.auth_pin
    ADD CONSTRAINT auth_pin_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.auth_recovery
    ADD CONSTRAINT auth_recovery_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.auth_secret
    ADD CONSTRAINT auth_secret_pkey PRIMARY KEY (hash);
ALTER TABLE ONLY public.auth_session
    ADD CONSTRAINT auth_session_pkey PRIMARY KEY (token);
ALTER TABLE ONLY public.auth_terminal
    ADD CONSTRAINT auth_terminal_hash_key UNIQUE (hash);
ALTER TABLE ONLY public.auth_terminal
    ADD CONSTRAINT auth_terminal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_token
    ADD CONSTRAINT auth_token_hash_key UNIQUE (hash);
ALTER TABLE ONLY public.auth_token
    ADD CONSTRAINT auth_token_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalogue_cause
    ADD CONSTRAINT catalogue_cause_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalogue_service
    ADD CONSTRAINT catalogue_service_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_case
    ADD CONSTRAINT desk_case_number_key UNIQUE (number);
ALTER TABLE ONLY public.desk_case
    ADD CONSTRAINT desk_case_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_draft
    ADD CONSTRAINT desk_draft_pkey PRIMARY KEY (place, person_id);
ALTER TABLE ONLY public.desk_entry
    ADD CONSTRAINT desk_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_file
    ADD CONSTRAINT desk_file_pkey PRIMARY KEY (file_id);
ALTER TABLE ONLY public.desk_number
    ADD CONSTRAINT desk_number_pkey PRIMARY KEY (n);
ALTER TABLE ONLY public.desk_party
    ADD CONSTRAINT desk_party_pkey PRIMARY KEY (case_id, relation, person_id);
ALTER TABLE ONLY public.desk_step
    ADD CONSTRAINT desk_step_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_waiting
    ADD CONSTRAINT desk_waiting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.files_blob
    ADD CONSTRAINT files_blob_owner_sha256_key UNIQUE (owner, sha256);
ALTER TABLE ONLY public.files_blob
    ADD CONSTRAINT files_blob_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.files_file
    ADD CONSTRAINT files_file_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.jobs_tick
    ADD CONSTRAINT jobs_tick_pkey PRIMARY KEY (kind);
ALTER TABLE ONLY public.mail_outbox
    ADD CONSTRAINT mail_outbox_event_key_key UNIQUE (event_key);
ALTER TABLE ONLY public.mail_outbox
    ADD CONSTRAINT mail_outbox_message_id_key UNIQUE (message_id);
ALTER TABLE ONLY public.mail_outbox
    ADD CONSTRAINT mail_outbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_channel
    ADD CONSTRAINT people_channel_pkey PRIMARY KEY (person_id, kind);
ALTER TABLE ONLY public.people_employment
    ADD CONSTRAINT people_employment_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_import
    ADD CONSTRAINT people_import_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_person
    ADD CONSTRAINT people_person_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_role
    ADD CONSTRAINT people_role_pkey PRIMARY KEY (person_id, role);
ALTER TABLE ONLY public.people_site
    ADD CONSTRAINT people_site_folded_key UNIQUE (folded);
ALTER TABLE ONLY public.people_site
    ADD CONSTRAINT people_site_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.people_team
    ADD CONSTRAINT people_team_folded_key UNIQUE (folded);
ALTER TABLE ONLY public.people_team_member
    ADD CONSTRAINT people_team_member_pkey PRIMARY KEY (team_id, person_id);
ALTER TABLE ONLY public.people_team
    ADD CONSTRAINT people_team_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.people_unit
    ADD CONSTRAINT people_unit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.promise_calendar
    ADD CONSTRAINT promise_calendar_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.promise_promise
    ADD CONSTRAINT promise_promise_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.promise_site_calendar
    ADD CONSTRAINT promise_site_calendar_pkey PRIMARY KEY (site);
ALTER TABLE ONLY public.rating_rating
    ADD CONSTRAINT rating_rating_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.river_job
    ADD CONSTRAINT river_job_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.river_leader
    ADD CONSTRAINT river_leader_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.river_migration
    ADD CONSTRAINT river_migration_pkey1 PRIMARY KEY (line, version);
ALTER TABLE ONLY public.river_notification
    ADD CONSTRAINT river_notification_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.river_queue
    ADD CONSTRAINT river_queue_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.search_doc
    ADD CONSTRAINT search_doc_kind_ref_part_key UNIQUE (kind, ref, part);
ALTER TABLE ONLY public.search_doc
    ADD CONSTRAINT search_doc_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_fact
    ADD CONSTRAINT store_fact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_once
    ADD CONSTRAINT store_once_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.store_schema
    ADD CONSTRAINT store_schema_pkey PRIMARY KEY (module);
ALTER TABLE ONLY public.store_version_audit
    ADD CONSTRAINT store_version_audit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_auth
    ADD CONSTRAINT store_version_auth_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_catalogue
    ADD CONSTRAINT store_version_catalogue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_desk
    ADD CONSTRAINT store_version_desk_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_files
    ADD CONSTRAINT store_version_files_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_jobs
    ADD CONSTRAINT store_version_jobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_mail
    ADD CONSTRAINT store_version_mail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_people
    ADD CONSTRAINT store_version_people_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_promise
    ADD CONSTRAINT store_version_promise_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_rating
    ADD CONSTRAINT store_version_rating_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_river
    ADD CONSTRAINT store_version_river_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_search
    ADD CONSTRAINT store_version_search_pkey PRIMARY KEY (id);
CREATE INDEX audit_entry_record ON public.audit_entry USING btree (subject, at, id);
CREATE UNIQUE INDEX audit_entry_seq ON public.audit_entry USING btree (seq) WHERE (seq IS NOT NULL);
CREATE INDEX audit_entry_subject ON public.audit_entry USING btree (subject, opening, id);
CREATE INDEX audit_entry_unsealed ON public.audit_entry USING btree (id) WHERE (seq IS NULL);
CREATE INDEX auth_attempt_key ON public.auth_attempt USING btree (key, at);
CREATE INDEX auth_recovery_person ON public.auth_recovery USING btree (person_id);
CREATE INDEX auth_secret_person ON public.auth_secret USING btree (person_id, kind);
CREATE INDEX auth_session_expires ON public.auth_session USING btree (expires_at);
CREATE INDEX auth_session_person ON public.auth_session USING btree (person_id);
CREATE INDEX auth_token_person ON public.auth_token USING btree (person_id);
CREATE INDEX desk_case_assignee ON public.desk_case USING btree (assignee_person, state);
CREATE INDEX desk_case_for ON public.desk_case USING btree (for_person, opened_at);
CREATE INDEX desk_case_last ON public.desk_case USING btree (state, last_at, id);
CREATE INDEX desk_case_opened ON public.desk_case USING btree (opened_at, id);
CREATE INDEX desk_case_queue ON public.desk_case USING btree (state, queue_at, id);
CREATE INDEX desk_case_working ON public.desk_case USING btree (((state = ANY (ARRAY['open'::text, 'waiting'::text]))), queue_at, id);
CREATE INDEX desk_entry_case ON public.desk_entry USING btree (case_id, id);
CREATE INDEX desk_file_case ON public.desk_file USING btree (case_id);
CREATE INDEX desk_party_person ON public.desk_party USING btree (person_id, relation, case_id);
CREATE INDEX desk_step_case ON public.desk_step USING btree (case_id, "position");
CREATE INDEX desk_waiting_case ON public.desk_waiting USING btree (case_id, to_at);
CREATE INDEX files_file_blob ON public.files_file USING btree (blob_id);
CREATE INDEX files_file_owner ON public.files_file USING btree (owner);
CREATE INDEX mail_outbox_about ON public.mail_outbox USING btree (about);
CREATE INDEX mail_outbox_due ON public.mail_outbox USING btree (next_at) WHERE (state = ANY (ARRAY['queued'::text, 'claimed'::text, 'transmitting'::text, 'unknown'::text]));
CREATE INDEX mail_outbox_expires ON public.mail_outbox USING btree (expires_at) WHERE (text_body <> ''::text);
CREATE INDEX mail_outbox_person ON public.mail_outbox USING btree (person_id, id);
CREATE INDEX mail_outbox_state ON public.mail_outbox USING btree (state, id);
CREATE UNIQUE INDEX people_employment_latest ON public.people_employment USING btree (person_id) WHERE latest;
CREATE INDEX people_employment_manager ON public.people_employment USING btree (manager_id);
CREATE UNIQUE INDEX people_employment_number ON public.people_employment USING btree (personnel_number) WHERE (personnel_number <> ''::text);
CREATE INDEX people_employment_person ON public.people_employment USING btree (person_id);
CREATE INDEX people_employment_unit ON public.people_employment USING btree (unit_id);
CREATE UNIQUE INDEX people_person_email ON public.people_person USING btree (email) WHERE (email <> ''::text);
CREATE INDEX people_person_sort ON public.people_person USING btree (sort_name, id);
CREATE INDEX people_role_role ON public.people_role USING btree (role);
CREATE INDEX people_team_member_person ON public.people_team_member USING btree (person_id);
CREATE UNIQUE INDEX people_unit_name ON public.people_unit USING btree (COALESCE(parent_id, ''::text), folded);
CREATE INDEX promise_promise_due ON public.promise_promise USING btree (state, due_at);
CREATE INDEX promise_promise_owner ON public.promise_promise USING btree (owner_kind, owner_id);
CREATE INDEX rating_rating_agent ON public.rating_rating USING btree (agent_person, at);
CREATE INDEX rating_rating_team ON public.rating_rating USING btree (team_id, at);
CREATE INDEX river_job_args_index ON public.river_job USING gin (args);
CREATE INDEX river_job_kind ON public.river_job USING btree (kind);
CREATE INDEX river_job_metadata_index ON public.river_job USING gin (metadata);
CREATE INDEX river_job_prioritized_fetching_index ON public.river_job USING btree (state, queue, priority, scheduled_at, id);
CREATE INDEX river_job_state_and_finalized_at_index ON public.river_job USING btree (state, finalized_at) WHERE (finalized_at IS NOT NULL);
CREATE UNIQUE INDEX river_job_unique_idx ON public.river_job USING btree (unique_key) WHERE ((unique_key IS NOT NULL) AND (unique_states IS NOT NULL) AND public.river_job_state_in_bitmask(unique_states, state));
CREATE INDEX river_notification_created_at_idx ON public.river_notification USING btree (created_at);
CREATE INDEX river_notification_topic_id_idx ON public.river_notification USING btree (topic, id);
CREATE INDEX search_doc_terms ON public.search_doc USING gin (terms) WITH (fastupdate=off);
ALTER TABLE ONLY public.catalogue_service
    ADD CONSTRAINT catalogue_service_cause_id_fkey FOREIGN KEY (cause_id) REFERENCES public.catalogue_cause(id);
ALTER TABLE ONLY public.desk_entry
    ADD CONSTRAINT desk_entry_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.desk_case(id);
ALTER TABLE ONLY public.desk_file
    ADD CONSTRAINT desk_file_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.desk_case(id);
ALTER TABLE ONLY public.desk_file
    ADD CONSTRAINT desk_file_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.desk_entry(id);
ALTER TABLE ONLY public.desk_party
    ADD CONSTRAINT desk_party_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.desk_case(id);
ALTER TABLE ONLY public.desk_step
    ADD CONSTRAINT desk_step_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.desk_case(id);
ALTER TABLE ONLY public.desk_waiting
    ADD CONSTRAINT desk_waiting_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.desk_case(id);
ALTER TABLE ONLY public.people_channel
    ADD CONSTRAINT people_channel_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people_person(id);
ALTER TABLE ONLY public.people_employment
    ADD CONSTRAINT people_employment_manager_id_fkey FOREIGN KEY (manager_id) REFERENCES public.people_person(id);
ALTER TABLE ONLY public.people_employment
    ADD CONSTRAINT people_employment_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people_person(id);
ALTER TABLE ONLY public.people_employment
    ADD CONSTRAINT people_employment_site_fkey FOREIGN KEY (site) REFERENCES public.people_site(name);
ALTER TABLE ONLY public.people_employment
    ADD CONSTRAINT people_employment_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES public.people_unit(id);
ALTER TABLE ONLY public.people_import
    ADD CONSTRAINT people_import_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people_person(id);
ALTER TABLE ONLY public.people_role
    ADD CONSTRAINT people_role_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people_person(id);
ALTER TABLE ONLY public.people_team_member
    ADD CONSTRAINT people_team_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.people_person(id);
ALTER TABLE ONLY public.people_team_member
    ADD CONSTRAINT people_team_member_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.people_team(id);
ALTER TABLE ONLY public.people_unit
    ADD CONSTRAINT people_unit_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.people_unit(id);
ALTER TABLE ONLY public.promise_promise
    ADD CONSTRAINT promise_promise_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES public.promise_calendar(id);
ALTER TABLE ONLY public.promise_site_calendar
    ADD CONSTRAINT promise_site_calendar_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES public.promise_calendar(id);
