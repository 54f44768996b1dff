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
CREATE FUNCTION public.calculation_calculation_as_it_was() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NOT (
    NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.case_id IS NOT DISTINCT FROM OLD.case_id AND NEW.case_number IS NOT DISTINCT FROM OLD.case_number AND
    NEW.unit IS NOT DISTINCT FROM OLD.unit AND NEW.rounding IS NOT DISTINCT FROM OLD.rounding AND NEW.lines IS NOT DISTINCT FROM OLD.lines AND NEW.places
    IS NOT DISTINCT FROM OLD.places AND NEW.instead_of IS NOT DISTINCT FROM OLD.instead_of AND NEW.written_at IS NOT DISTINCT FROM OLD.written_at AND
    (NEW.written_by IS NULL OR NEW.written_by IS NOT DISTINCT FROM OLD.written_by) AND ((NEW.title IS NOT DISTINCT FROM OLD.title AND NEW.person_id IS NOT
    DISTINCT FROM OLD.person_id AND NEW.erased_at IS NOT DISTINCT FROM OLD.erased_at) OR (NEW.erased_at IS NOT NULL AND NEW.title = '' AND NEW.person_id IS
    NULL))) THEN
    RAISE EXCEPTION 'what was worked out is never changed';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION public.calculation_calculation_sound() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.instead_of IS NOT NULL AND NOT EXISTS (SELECT 1 FROM calculation_calculation c WHERE c.id = NEW.instead_of AND c.case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'a calculation replaces one of its case';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION public.calculation_line_as_it_was() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NOT (
    NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.calculation_id IS NOT DISTINCT FROM OLD.calculation_id AND NEW.position IS NOT DISTINCT FROM OLD.position
    AND NEW.revision IS NOT DISTINCT FROM OLD.revision AND NEW.written_at IS NOT DISTINCT FROM OLD.written_at AND (NEW.written_by IS NULL OR NEW.written_by
    IS NOT DISTINCT FROM OLD.written_by) AND ((NEW.body IS NOT DISTINCT FROM OLD.body AND NEW.quantity IS NOT DISTINCT FROM OLD.quantity AND NEW.rate IS
    NOT DISTINCT FROM OLD.rate AND NEW.amount IS NOT DISTINCT FROM OLD.amount AND NEW.source IS NOT DISTINCT FROM OLD.source AND NEW.clause IS NOT DISTINCT
    FROM OLD.clause AND NEW.clause_version IS NOT DISTINCT FROM OLD.clause_version AND NEW.clause_title IS NOT DISTINCT FROM OLD.clause_title AND
    NEW.reason IS NOT DISTINCT FROM OLD.reason AND NEW.erased_at IS NOT DISTINCT FROM OLD.erased_at) OR (NEW.erased_at IS NOT NULL AND NEW.amount = 0 AND
    NEW.quantity = '0' AND NEW.rate = '0' AND NEW.body = '' AND NEW.source = '' AND NEW.clause = '' AND NEW.clause_version = '' AND NEW.clause_title = ''
    AND NEW.reason = ''))) THEN
    RAISE EXCEPTION 'what was worked out is never changed';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION public.calculation_line_sound() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM calculation_calculation c WHERE c.id = NEW.calculation_id AND NEW.position < c.lines AND c.erased_at IS NULL) THEN
    RAISE EXCEPTION 'a calculation keeps its number of lines';
  END IF;
  IF NEW.revision > 1 AND NOT EXISTS (SELECT 1 FROM calculation_line l WHERE l.calculation_id = NEW.calculation_id AND l.position = NEW.position AND l.revision = NEW.revision - 1) THEN
    RAISE EXCEPTION 'a correction has a line that it corrects';
  END IF;
  IF EXISTS (SELECT 1 FROM calculation_calculation c WHERE c.instead_of = NEW.calculation_id) THEN
    RAISE EXCEPTION 'what was replaced is not corrected';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION public.calculation_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'what was worked out is never deleted';
END $$;
CREATE FUNCTION public.decision_appeal_as_it_was() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NOT (
    NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.case_id IS NOT DISTINCT FROM OLD.case_id AND NEW.decision_id IS NOT DISTINCT FROM OLD.decision_id AND NEW.at IS NOT
    DISTINCT FROM OLD.at AND (NEW.person_id IS NULL OR NEW.person_id IS NOT DISTINCT FROM OLD.person_id) AND (NEW.given_person IS NULL OR NEW.given_person IS NOT
    DISTINCT FROM OLD.given_person) AND (NEW.body = '' OR NEW.body IS NOT DISTINCT FROM OLD.body)) THEN
    RAISE EXCEPTION 'an appeal is never changed';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION public.decision_decision_as_it_was() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NOT (
    NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.case_id IS NOT DISTINCT FROM OLD.case_id AND NEW.version IS NOT DISTINCT FROM OLD.version AND NEW.kind IS NOT
    DISTINCT FROM OLD.kind AND NEW.replaces_id IS NOT DISTINCT FROM OLD.replaces_id AND NEW.appeal_id IS NOT DISTINCT FROM OLD.appeal_id AND NEW.outcome IS NOT
    DISTINCT FROM OLD.outcome AND NEW.clause_version IS NOT DISTINCT FROM OLD.clause_version AND NEW.clause_ref IS NOT DISTINCT FROM OLD.clause_ref AND
    NEW.clause_title IS NOT DISTINCT FROM OLD.clause_title AND NEW.clause_text IS NOT DISTINCT FROM OLD.clause_text AND NEW.clause_edition IS NOT DISTINCT FROM
    OLD.clause_edition AND NEW.heard IS NOT DISTINCT FROM OLD.heard AND NEW.decided_at IS NOT DISTINCT FROM OLD.decided_at AND NEW.next_on IS NOT DISTINCT FROM
    OLD.next_on AND NEW.appeal_until IS NOT DISTINCT FROM OLD.appeal_until AND (NEW.by_person IS NULL OR NEW.by_person IS NOT DISTINCT FROM OLD.by_person) AND
    (NEW.for_person IS NULL OR NEW.for_person IS NOT DISTINCT FROM OLD.for_person) AND (NEW.decided_by IS NULL OR NEW.decided_by IS NOT DISTINCT FROM
    OLD.decided_by) AND (NEW.appeal_person IS NULL OR NEW.appeal_person IS NOT DISTINCT FROM OLD.appeal_person) AND ((NEW.reason IS NOT DISTINCT FROM OLD.reason AND
    NEW.facts IS NOT DISTINCT FROM OLD.facts AND NEW.alternatives IS NOT DISTINCT FROM OLD.alternatives AND NEW.next_text IS NOT DISTINCT FROM OLD.next_text AND
    NEW.recur IS NOT DISTINCT FROM OLD.recur AND NEW.total IS NOT DISTINCT FROM OLD.total AND NEW.why IS NOT DISTINCT FROM OLD.why AND NEW.erased_at IS NOT DISTINCT
    FROM OLD.erased_at AND (NEW.appeal_to IS NOT DISTINCT FROM OLD.appeal_to OR NEW.appeal_to = 'erased' AND OLD.appeal_person IS NOT NULL AND NEW.appeal_person IS
    NULL)) OR (NEW.erased_at IS NOT NULL AND NEW.reason = '' AND NEW.facts = '' AND NEW.alternatives = '' AND NEW.next_text = '' AND NEW.recur = '' AND NEW.total =
    '' AND NEW.why = '' AND NEW.appeal_to IN ('', 'erased')))) THEN
    RAISE EXCEPTION 'a decision is never changed';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION public.decision_decision_sound() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.decided_by IS NULL OR NEW.erased_at IS NOT NULL THEN
    RAISE EXCEPTION 'a decision has a decider';
  END IF;
  IF NEW.replaces_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decision_decision d WHERE d.id = NEW.replaces_id AND d.case_id = NEW.case_id AND d.version = NEW.version - 1) THEN
    RAISE EXCEPTION 'a decision replaces one of its case';
  END IF;
  IF NEW.appeal_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM decision_appeal a WHERE a.id = NEW.appeal_id AND a.case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'an appeal is answered in its case';
  END IF;
  IF EXISTS (SELECT 1 FROM decision_appeal a WHERE a.case_id = NEW.case_id AND a.id IS DISTINCT FROM NEW.appeal_id
    AND NOT EXISTS (SELECT 1 FROM decision_decision d WHERE d.appeal_id = a.id)) THEN
    RAISE EXCEPTION 'an appeal waits for its answer';
  END IF;
  IF NEW.appeal_id IS NOT NULL AND EXISTS (SELECT 1 FROM decision_decision d WHERE d.case_id = NEW.case_id AND d.decided_by = NEW.decided_by
    AND d.appeal_id IS DISTINCT FROM NEW.appeal_id) THEN
    RAISE EXCEPTION 'somebody else answers an appeal';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION public.decision_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'what was decided or appealed is never deleted';
END $$;
CREATE FUNCTION public.desk_case_decided() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'desk_case_decided: this service needs a decision' USING ERRCODE = 'check_violation';
END $$;
CREATE FUNCTION public.policy_version_frozen() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'a published version is never changed';
END;
$$;
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
CREATE TABLE public.agreement_entry (
    id text NOT NULL,
    subject text NOT NULL,
    agreed_with text NOT NULL,
    legal_basis text NOT NULL,
    purpose text NOT NULL,
    starts text NOT NULL,
    ends text NOT NULL,
    entered_by text,
    entered_at timestamp with time zone NOT NULL,
    ended_by text,
    ended_at timestamp with time zone,
    CONSTRAINT agreement_entry_agreed_with_check CHECK ((agreed_with <> ''::text)),
    CONSTRAINT agreement_entry_check CHECK ((ends > starts)),
    CONSTRAINT agreement_entry_legal_basis_check CHECK ((legal_basis <> ''::text)),
    CONSTRAINT agreement_entry_purpose_check CHECK ((purpose <> ''::text))
);
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
CREATE TABLE public.audit_gone (
    mac text NOT NULL
);
CREATE TABLE public.audit_subject (
    key text NOT NULL,
    person_id text NOT NULL,
    mac text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.auth_attempt (
    id text NOT NULL,
    key text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.auth_ended (
    token text NOT NULL,
    until timestamp with time zone NOT NULL
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
CREATE TABLE public.automation_rule (
    id text NOT NULL,
    team_id text NOT NULL,
    name text NOT NULL,
    version bigint NOT NULL,
    switched bigint NOT NULL,
    fact text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    braked_at timestamp with time zone
);
CREATE TABLE public.automation_run (
    id text NOT NULL,
    rule_id text NOT NULL,
    version bigint NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    event text NOT NULL,
    depth bigint NOT NULL,
    did text NOT NULL,
    braked text NOT NULL,
    at timestamp with time zone NOT NULL,
    about_at timestamp with time zone
);
CREATE TABLE public.automation_version (
    rule_id text NOT NULL,
    n bigint NOT NULL,
    body text NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    tells_person text
);
CREATE TABLE public.calculation_calculation (
    id text NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    person_id text,
    title text NOT NULL,
    unit text NOT NULL,
    rounding text NOT NULL,
    lines bigint NOT NULL,
    places bigint NOT NULL,
    instead_of text,
    written_by text,
    written_at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT calculation_calculation_lines_check CHECK (((lines >= 1) AND (lines <= 100))),
    CONSTRAINT calculation_calculation_places_check CHECK (((places >= 0) AND (places <= 6))),
    CONSTRAINT calculation_calculation_rounding_check CHECK ((rounding = ANY (ARRAY['half_up'::text, 'half_even'::text, 'down'::text, 'up'::text, 'total_half_up'::text, 'total_half_even'::text, 'total_down'::text, 'total_up'::text]))),
    CONSTRAINT calculation_calculation_unit_check CHECK ((length(unit) > 0))
);
CREATE TABLE public.calculation_line (
    id text NOT NULL,
    calculation_id text NOT NULL,
    "position" bigint NOT NULL,
    revision bigint NOT NULL,
    body text NOT NULL,
    quantity text NOT NULL,
    rate text NOT NULL,
    amount bigint NOT NULL,
    source text NOT NULL,
    clause text NOT NULL,
    clause_version text NOT NULL,
    clause_title text NOT NULL,
    reason text NOT NULL,
    written_by text,
    written_at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT calculation_line_check CHECK (((erased_at IS NOT NULL) OR ((length(TRIM(BOTH FROM body)) > 0) AND (length(TRIM(BOTH FROM source)) > 0)))),
    CONSTRAINT calculation_line_check1 CHECK (((erased_at IS NOT NULL) OR ((revision = 1) = (reason = ''::text)))),
    CONSTRAINT calculation_line_position_check CHECK (("position" >= 0)),
    CONSTRAINT calculation_line_revision_check CHECK ((revision >= 1))
);
CREATE TABLE public.callback_attempt (
    id text NOT NULL,
    call_id text NOT NULL,
    window_id text,
    service_id text NOT NULL,
    by_person text,
    at timestamp with time zone NOT NULL,
    result text NOT NULL,
    CONSTRAINT callback_attempt_result_check CHECK ((result = ANY (ARRAY['reached'::text, 'no_answer'::text, 'wrong_number'::text])))
);
CREATE TABLE public.callback_call (
    id text NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    person_id text,
    service_id text NOT NULL,
    zone text NOT NULL,
    phone text NOT NULL,
    wrong boolean NOT NULL,
    state text NOT NULL,
    sequence bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    answered boolean DEFAULT false NOT NULL,
    CONSTRAINT callback_call_state_check CHECK ((state = ANY (ARRAY['open'::text, 'tried'::text, 'missed'::text, 'reached'::text, 'cancelled'::text])))
);
CREATE TABLE public.callback_caller (
    service_id text NOT NULL,
    from_at timestamp with time zone NOT NULL,
    to_at timestamp with time zone NOT NULL,
    person_id text NOT NULL
);
CREATE TABLE public.callback_slot (
    call_id text NOT NULL,
    person_id text NOT NULL,
    from_at timestamp with time zone NOT NULL,
    to_at timestamp with time zone NOT NULL,
    had text DEFAULT ''::text NOT NULL,
    CONSTRAINT callback_slot_check CHECK ((from_at < to_at))
);
CREATE TABLE public.callback_window (
    id text NOT NULL,
    call_id text NOT NULL,
    service_id text NOT NULL,
    sequence bigint NOT NULL,
    from_at timestamp with time zone NOT NULL,
    to_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    answered boolean DEFAULT false NOT NULL,
    warn_at timestamp with time zone,
    CONSTRAINT callback_window_check CHECK ((from_at < to_at)),
    CONSTRAINT callback_window_state_check CHECK ((state = ANY (ARRAY['open'::text, 'tried'::text, 'missed'::text, 'dropped'::text])))
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
    asks boolean DEFAULT false NOT NULL,
    law text DEFAULT ''::text NOT NULL,
    law_count bigint DEFAULT 0 NOT NULL,
    law_unit text DEFAULT ''::text NOT NULL,
    law_more bigint DEFAULT 0 NOT NULL,
    CONSTRAINT catalogue_service_law_unit_check CHECK ((law_unit = ANY (ARRAY[''::text, 'days'::text, 'months'::text]))),
    CONSTRAINT catalogue_service_may_ask_check CHECK ((may_ask = ANY (ARRAY['anyone'::text, 'managers'::text]))),
    CONSTRAINT catalogue_service_sensitivity_check CHECK ((sensitivity = ANY (ARRAY['open'::text, 'team'::text, 'named'::text])))
);
CREATE TABLE public.cause_case (
    case_id text NOT NULL,
    day text NOT NULL,
    cause_id text NOT NULL,
    service_id text NOT NULL,
    team_id text NOT NULL,
    sensitivity text NOT NULL,
    minutes bigint NOT NULL,
    clauses text NOT NULL
);
CREATE TABLE public.cause_clause (
    ref text NOT NULL,
    title text NOT NULL
);
CREATE TABLE public.cause_sweep (
    id bigint NOT NULL,
    after_id text NOT NULL,
    rest_until timestamp with time zone,
    CONSTRAINT cause_sweep_id_check CHECK ((id = 1))
);
CREATE TABLE public.cause_tally (
    period text NOT NULL,
    cause_id text NOT NULL,
    service_id text NOT NULL,
    team_id text NOT NULL,
    sensitivity text NOT NULL,
    clause text NOT NULL,
    n bigint NOT NULL,
    logged bigint NOT NULL,
    minutes bigint NOT NULL
);
CREATE TABLE public.decision_appeal (
    id text NOT NULL,
    case_id text NOT NULL,
    decision_id text NOT NULL,
    person_id text,
    body text NOT NULL,
    given_person text,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.decision_decision (
    id text NOT NULL,
    case_id text NOT NULL,
    version bigint NOT NULL,
    kind text NOT NULL,
    replaces_id text,
    appeal_id text,
    outcome text NOT NULL,
    reason text NOT NULL,
    clause_version text NOT NULL,
    clause_ref text NOT NULL,
    clause_title text NOT NULL,
    clause_text text NOT NULL,
    clause_edition text NOT NULL,
    facts text NOT NULL,
    alternatives text NOT NULL,
    next_text text NOT NULL,
    next_on text NOT NULL,
    recur text NOT NULL,
    appeal_until text NOT NULL,
    appeal_to text NOT NULL,
    appeal_person text,
    heard text NOT NULL,
    total text NOT NULL,
    why text NOT NULL,
    by_person text,
    for_person text,
    decided_by text,
    decided_at timestamp with time zone NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT decision_decision_check CHECK (((version = 1) = (replaces_id IS NULL))),
    CONSTRAINT decision_decision_check1 CHECK (((erased_at IS NOT NULL) OR ((length(TRIM(BOTH FROM reason)) > 0) AND (length(TRIM(BOTH FROM facts)) > 0) AND (length(TRIM(BOTH FROM next_text)) > 0)))),
    CONSTRAINT decision_decision_check2 CHECK (((outcome = 'granted'::text) OR ((length(appeal_until) = 10) AND (length(TRIM(BOTH FROM appeal_to)) > 0)))),
    CONSTRAINT decision_decision_check3 CHECK (((erased_at IS NOT NULL) OR (outcome = 'granted'::text) OR (length(TRIM(BOTH FROM alternatives)) > 0))),
    CONSTRAINT decision_decision_check4 CHECK (((outcome = 'granted'::text) OR ((length(clause_version) > 0) AND (length(TRIM(BOTH FROM clause_ref)) > 0) AND (length(TRIM(BOTH FROM clause_text)) > 0)))),
    CONSTRAINT decision_decision_check5 CHECK (((erased_at IS NOT NULL) OR (kind = 'decision'::text) OR (length(TRIM(BOTH FROM why)) > 0))),
    CONSTRAINT decision_decision_check6 CHECK (((appeal_until = ''::text) = (appeal_to = ''::text))),
    CONSTRAINT decision_decision_heard_check CHECK ((heard = ANY (ARRAY[''::text, 'confirmed'::text, 'unconfirmed'::text]))),
    CONSTRAINT decision_decision_kind_check CHECK ((kind = ANY (ARRAY['decision'::text, 'correction'::text]))),
    CONSTRAINT decision_decision_next_on_check CHECK ((length(next_on) = 10)),
    CONSTRAINT decision_decision_outcome_check CHECK ((outcome = ANY (ARRAY['granted'::text, 'in_part'::text, 'refused'::text, 'out_of_scope'::text])))
);
CREATE TABLE public.decision_fact (
    case_id text NOT NULL,
    for_person text,
    service_id text NOT NULL,
    site text NOT NULL,
    weekly_hours double precision NOT NULL,
    tenure_months bigint NOT NULL
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
    waiting_needed text DEFAULT ''::text NOT NULL,
    came_on text DEFAULT ''::text NOT NULL,
    CONSTRAINT desk_case_state_check CHECK ((state = ANY (ARRAY['open'::text, 'waiting'::text, 'answered'::text, 'closed'::text])))
);
CREATE TABLE public.desk_digest (
    event_key text NOT NULL,
    person_id text NOT NULL,
    case_id text NOT NULL,
    event text NOT NULL,
    at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    digest_id text NOT NULL
);
CREATE TABLE public.desk_draft (
    place text NOT NULL,
    person_id text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    given text DEFAULT ''::text NOT NULL,
    internal boolean DEFAULT false NOT NULL
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
CREATE TABLE public.desk_notice (
    person_id text NOT NULL,
    event text NOT NULL,
    channel text NOT NULL,
    daily boolean NOT NULL,
    CONSTRAINT desk_notice_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'none'::text])))
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
CREATE TABLE public.desk_tally (
    team_id text NOT NULL,
    sensitivity text NOT NULL,
    slot bigint NOT NULL,
    working bigint NOT NULL,
    waiting bigint NOT NULL,
    unassigned bigint NOT NULL,
    replies bigint NOT NULL,
    answered bigint NOT NULL,
    closed bigint NOT NULL
);
CREATE TABLE public.desk_tally_risk (
    at timestamp with time zone NOT NULL,
    team_id text NOT NULL,
    sensitivity text NOT NULL,
    slot bigint NOT NULL,
    n bigint NOT NULL
);
CREATE TABLE public.desk_told (
    event_key text NOT NULL,
    person_id text NOT NULL,
    case_id text NOT NULL,
    how text NOT NULL,
    told_by text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT desk_told_how_check CHECK ((how = ANY (ARRAY['sms'::text, 'phone'::text, 'post'::text])))
);
CREATE TABLE public.desk_waiting (
    id text NOT NULL,
    case_id text NOT NULL,
    waited_for text NOT NULL,
    from_at timestamp with time zone NOT NULL,
    to_at timestamp with time zone,
    CONSTRAINT desk_waiting_waited_for_check CHECK ((waited_for = ANY (ARRAY['hr'::text, 'customer'::text, 'other'::text])))
);
CREATE TABLE public.escalation_listed (
    about_id text NOT NULL,
    person_id text NOT NULL,
    share integer NOT NULL,
    as_owner boolean NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    listed_at timestamp with time zone NOT NULL
);
CREATE TABLE public.escalation_told (
    about_id text NOT NULL,
    what text NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    told_at timestamp with time zone NOT NULL,
    told_person text
);
CREATE TABLE public.exception_budget (
    team_id text NOT NULL,
    year bigint NOT NULL,
    cents bigint NOT NULL,
    currency text NOT NULL,
    set_by text,
    set_at timestamp with time zone NOT NULL,
    CONSTRAINT exception_budget_cents_check CHECK ((cents >= 0))
);
CREATE TABLE public.exception_mile (
    id text NOT NULL,
    case_id text NOT NULL,
    person_id text,
    team_id text NOT NULL,
    year bigint NOT NULL,
    what text NOT NULL,
    cents bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    thanks text NOT NULL,
    thanked_at timestamp with time zone,
    lesson text NOT NULL,
    CONSTRAINT exception_mile_cents_check CHECK ((cents >= 0))
);
CREATE TABLE public.exception_precedent (
    request_id text NOT NULL,
    place bigint NOT NULL,
    earlier_id text NOT NULL,
    similarity double precision NOT NULL
);
CREATE TABLE public.exception_request (
    id text NOT NULL,
    case_id text NOT NULL,
    person_id text,
    clause_id text NOT NULL,
    clause_ref text NOT NULL,
    clause_title text NOT NULL,
    clause_text text NOT NULL,
    why text NOT NULL,
    service_id text NOT NULL,
    team_id text NOT NULL,
    site text NOT NULL,
    weekly_hours double precision,
    tenure_months bigint,
    amount_cents bigint,
    asked_by text,
    asked_at timestamp with time zone NOT NULL,
    outcome text NOT NULL,
    reason text NOT NULL,
    differs text NOT NULL,
    disagree text NOT NULL,
    compared bigint NOT NULL,
    expires text NOT NULL,
    decided_by text,
    decided_at timestamp with time zone,
    CONSTRAINT exception_request_check CHECK (((outcome = ''::text) OR (person_id IS NULL) OR (reason <> ''::text))),
    CONSTRAINT exception_request_check1 CHECK (((outcome <> 'refused'::text) OR (person_id IS NULL) OR (disagree <> ''::text))),
    CONSTRAINT exception_request_check2 CHECK (((compared = 0) OR (outcome = ''::text) OR (person_id IS NULL) OR (differs <> ''::text))),
    CONSTRAINT exception_request_check3 CHECK (((outcome <> 'granted'::text) OR (expires <> ''::text))),
    CONSTRAINT exception_request_clause_ref_check CHECK ((clause_ref <> ''::text)),
    CONSTRAINT exception_request_outcome_check CHECK ((outcome = ANY (ARRAY[''::text, 'granted'::text, 'refused'::text])))
);
CREATE TABLE public.fairness_answer (
    id text NOT NULL,
    finding_id text NOT NULL,
    cause text NOT NULL,
    words text NOT NULL,
    by_person text,
    at timestamp with time zone NOT NULL,
    CONSTRAINT fairness_answer_cause_check CHECK ((cause = ANY (ARRAY['explained'::text, 'clause'::text, 'practice'::text, 'unknown'::text]))),
    CONSTRAINT fairness_answer_words_check CHECK ((words <> ''::text))
);
CREATE TABLE public.fairness_attribute (
    person_id text NOT NULL,
    attribute text NOT NULL,
    value text NOT NULL,
    CONSTRAINT fairness_attribute_attribute_check CHECK ((attribute <> ''::text)),
    CONSTRAINT fairness_attribute_value_check CHECK ((value <> ''::text))
);
CREATE TABLE public.fairness_finding (
    id text NOT NULL,
    run_id text NOT NULL,
    clause_ref text NOT NULL,
    attribute text NOT NULL,
    group_value text NOT NULL,
    figures text NOT NULL,
    continues text,
    owner_person text,
    state text NOT NULL,
    CONSTRAINT fairness_finding_check CHECK (((state = 'continues'::text) = (continues IS NOT NULL))),
    CONSTRAINT fairness_finding_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'continues'::text])))
);
CREATE TABLE public.fairness_run (
    id text NOT NULL,
    clause_ref text NOT NULL,
    clause_title text NOT NULL,
    report text NOT NULL,
    started_by text,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.field_field (
    id text NOT NULL,
    service_id text NOT NULL,
    key text NOT NULL,
    kind text NOT NULL,
    label text NOT NULL,
    help text NOT NULL,
    unit text NOT NULL,
    choices text NOT NULL,
    "least" bigint,
    most bigint,
    side text NOT NULL,
    required boolean NOT NULL,
    retired boolean NOT NULL,
    place integer NOT NULL
);
CREATE TABLE public.field_value (
    case_id text NOT NULL,
    field_id text NOT NULL,
    person_id text,
    asked_by text,
    word text,
    folded text,
    prose text,
    number bigint,
    day text,
    set_at timestamp with time zone NOT NULL
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
CREATE TABLE public.follow_given (
    event text NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    person_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone
);
CREATE TABLE public.follow_later (
    case_id text NOT NULL,
    case_number text NOT NULL,
    person_id text NOT NULL,
    due_at timestamp with time zone NOT NULL
);
CREATE TABLE public.follow_mention (
    id text NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    person_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    ruled bigint DEFAULT 0 NOT NULL
);
CREATE TABLE public.follow_watch (
    case_id text NOT NULL,
    case_number text NOT NULL,
    person_id text NOT NULL,
    since_at timestamp with time zone NOT NULL
);
CREATE TABLE public.heard_asking (
    id text NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    person_id text,
    whom text NOT NULL,
    words text NOT NULL,
    proposed_by text,
    proposed_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    approved text NOT NULL,
    answered_at timestamp with time zone,
    asked_at timestamp with time zone,
    CONSTRAINT heard_asking_check CHECK (((state <> ALL (ARRAY['approved'::text, 'asked'::text])) OR (person_id IS NULL) OR (approved <> ''::text))),
    CONSTRAINT heard_asking_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'approved'::text, 'nobody'::text, 'asked'::text])))
);
CREATE TABLE public.heard_summary (
    id text NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    person_id text,
    version bigint NOT NULL,
    happened text NOT NULL,
    asks text NOT NULL,
    by_when text NOT NULL,
    worry text NOT NULL,
    not_to_share text NOT NULL,
    written_by text,
    written_at timestamp with time zone NOT NULL,
    state text NOT NULL,
    correction text NOT NULL,
    answered_by text,
    answered_at timestamp with time zone,
    reminded bigint NOT NULL,
    remind_at timestamp with time zone,
    CONSTRAINT heard_summary_check CHECK (((state <> 'corrected'::text) OR (answered_by IS NULL) OR (correction <> ''::text))),
    CONSTRAINT heard_summary_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'confirmed'::text, 'corrected'::text, 'not_confirmed'::text, 'replaced'::text])))
);
CREATE TABLE public.hold_file (
    file_id text NOT NULL,
    place text NOT NULL,
    person_id text NOT NULL,
    for_person text NOT NULL,
    asked_by text NOT NULL,
    kept_at timestamp with time zone NOT NULL
);
CREATE TABLE public.hold_message (
    id text NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    person_id text NOT NULL,
    for_person text NOT NULL,
    asked_by text NOT NULL,
    state text NOT NULL,
    body text NOT NULL,
    seen text NOT NULL,
    closes boolean NOT NULL,
    outcome text NOT NULL,
    cause text NOT NULL,
    cause_text text NOT NULL,
    handed_to text NOT NULL,
    held_at timestamp with time zone NOT NULL,
    send_at timestamp with time zone NOT NULL,
    besides text DEFAULT ''::text NOT NULL,
    back text DEFAULT ''::text NOT NULL,
    instead_of_call boolean DEFAULT false NOT NULL
);
CREATE TABLE public.intake_check (
    id text NOT NULL,
    mailbox_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    lies bigint NOT NULL,
    came bigint NOT NULL,
    cased bigint NOT NULL,
    recorded bigint NOT NULL,
    quarantined bigint NOT NULL,
    waits bigint NOT NULL,
    problem text NOT NULL
);
CREATE TABLE public.intake_identity (
    id bigint NOT NULL,
    sender text NOT NULL,
    pattern text NOT NULL
);
CREATE TABLE public.intake_import (
    case_id text NOT NULL,
    keep_until timestamp with time zone NOT NULL,
    person_id text NOT NULL
);
CREATE TABLE public.intake_mail (
    id text NOT NULL,
    mailbox_id text NOT NULL,
    digest text NOT NULL,
    came_at timestamp with time zone NOT NULL,
    via text NOT NULL,
    size bigint NOT NULL,
    content bytea,
    file_id text NOT NULL,
    sent_from text NOT NULL,
    sent_to text NOT NULL,
    from_address text NOT NULL,
    from_name text NOT NULL,
    message_id text NOT NULL,
    kind text NOT NULL,
    state text NOT NULL,
    reason text NOT NULL,
    verdict text NOT NULL,
    sender_person text NOT NULL,
    case_id text NOT NULL,
    entry_id text NOT NULL,
    subject text NOT NULL,
    sealed boolean NOT NULL,
    acknowledged boolean NOT NULL,
    attempts bigint NOT NULL,
    next_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    settled_by text NOT NULL,
    side_id text DEFAULT ''::text NOT NULL,
    CONSTRAINT intake_mail_state_check CHECK ((state = ANY (ARRAY['stored'::text, 'case'::text, 'reply'::text, 'record'::text, 'quarantine'::text, 'dropped'::text])))
);
CREATE TABLE public.intake_mailbox (
    id text NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    team_id text NOT NULL,
    service_id text NOT NULL,
    kind text NOT NULL,
    strangers text NOT NULL,
    server text NOT NULL,
    tls text NOT NULL,
    username text NOT NULL,
    secret bytea,
    folder text NOT NULL,
    done_folder text NOT NULL,
    trusted text NOT NULL,
    silent_hours bigint NOT NULL,
    paused boolean NOT NULL,
    validity bigint NOT NULL,
    uid bigint NOT NULL,
    began_at timestamp with time zone,
    lay_before bigint NOT NULL,
    doubles bigint NOT NULL,
    reached_at timestamp with time zone,
    problem text NOT NULL,
    holder text DEFAULT ''::text NOT NULL,
    held_until timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    sign_in text DEFAULT 'password'::text NOT NULL,
    permission bytea,
    permission_n bigint DEFAULT 0 NOT NULL,
    permission_until timestamp with time zone,
    CONSTRAINT intake_mailbox_kind_check CHECK ((kind = ANY (ARRAY['imap'::text, 'direct'::text]))),
    CONSTRAINT intake_mailbox_strangers_check CHECK ((strangers = ANY (ARRAY['open'::text, 'wait'::text])))
);
CREATE TABLE public.jobs_tick (
    kind text NOT NULL,
    due timestamp with time zone NOT NULL
);
CREATE TABLE public.joined_cut (
    entry_id text NOT NULL,
    from_id text NOT NULL,
    case_id text NOT NULL,
    copy_id text NOT NULL,
    cut_at timestamp with time zone NOT NULL
);
CREATE TABLE public.joined_distinct (
    case_id text NOT NULL,
    other_id text NOT NULL,
    said_at timestamp with time zone NOT NULL,
    CONSTRAINT joined_distinct_check CHECK ((case_id < other_id))
);
CREATE TABLE public.joined_part (
    part_id text NOT NULL,
    whole_id text NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    part_paused text DEFAULT ''::text NOT NULL,
    whole_paused text DEFAULT ''::text NOT NULL,
    CONSTRAINT joined_part_check CHECK ((part_id <> whole_id))
);
CREATE TABLE public.joined_promise (
    part_id text NOT NULL,
    promise_id text NOT NULL,
    moved boolean NOT NULL,
    aside text NOT NULL
);
CREATE TABLE public.letters_file (
    id text NOT NULL,
    person_id text NOT NULL,
    case_id text NOT NULL,
    letter_id text NOT NULL,
    file_id text NOT NULL,
    kind text NOT NULL,
    filed_by text,
    filed_at timestamp with time zone NOT NULL,
    keep_until text NOT NULL,
    reason text NOT NULL,
    CONSTRAINT letters_file_kind_check CHECK ((kind = ANY (ARRAY['letter'::text, 'signed'::text])))
);
CREATE TABLE public.letters_letter (
    id text NOT NULL,
    case_id text NOT NULL,
    person_id text NOT NULL,
    template_id text NOT NULL,
    version bigint NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    language text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    made_by text,
    made_at timestamp with time zone NOT NULL,
    decision_id text DEFAULT ''::text NOT NULL,
    calculation_version text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.letters_opening (
    id text NOT NULL,
    person_id text NOT NULL,
    opened_by text,
    reason text NOT NULL,
    opened_at timestamp with time zone NOT NULL
);
CREATE TABLE public.letters_template (
    id text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    retention_months bigint NOT NULL,
    retention_reason text NOT NULL,
    signer text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    changed_by text,
    CONSTRAINT letters_template_kind_check CHECK ((kind = ANY (ARRAY['employment'::text, 'reference'::text, 'decision'::text, 'repayment'::text]))),
    CONSTRAINT letters_template_retention_months_check CHECK (((retention_months >= 1) AND (retention_months <= 600))),
    CONSTRAINT letters_template_signer_check CHECK ((signer = ANY (ARRAY['agent'::text, 'head'::text])))
);
CREATE TABLE public.letters_text (
    template_id text NOT NULL,
    language text NOT NULL,
    title text NOT NULL,
    body text NOT NULL
);
CREATE TABLE public.link_link (
    id text NOT NULL,
    case_id text NOT NULL,
    other_id text NOT NULL,
    kind text NOT NULL,
    linked_at timestamp with time zone NOT NULL,
    CONSTRAINT link_link_check CHECK ((case_id <> other_id)),
    CONSTRAINT link_link_kind_check CHECK ((kind = ANY (ARRAY['same_cause'::text, 'follows_from'::text, 'belongs_to'::text])))
);
CREATE TABLE public.macro_batch (
    id text NOT NULL,
    person_id text NOT NULL,
    plan text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    due_at timestamp with time zone,
    seen text DEFAULT ''::text NOT NULL,
    begun boolean DEFAULT false NOT NULL,
    missed_at timestamp with time zone,
    why text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.macro_batch_case (
    batch_id text NOT NULL,
    person_id text NOT NULL,
    case_number text NOT NULL,
    done boolean NOT NULL,
    why text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.macro_macro (
    id text NOT NULL,
    owner_person text,
    team_id text NOT NULL,
    name text NOT NULL,
    folded text NOT NULL,
    tag text NOT NULL,
    wait_days bigint NOT NULL,
    outcome text NOT NULL,
    cause_id text NOT NULL,
    kept_at timestamp with time zone NOT NULL
);
CREATE TABLE public.macro_text (
    macro_id text NOT NULL,
    language text NOT NULL,
    body text NOT NULL
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
    reply_to text DEFAULT ''::text NOT NULL,
    refs text DEFAULT ''::text NOT NULL,
    unsubscribe text DEFAULT ''::text NOT NULL,
    origin text DEFAULT ''::text NOT NULL,
    auto_reply boolean DEFAULT false NOT NULL,
    report text DEFAULT ''::text NOT NULL,
    noted_at timestamp with time zone,
    calendar text DEFAULT ''::text NOT NULL,
    CONSTRAINT mail_outbox_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text]))),
    CONSTRAINT mail_outbox_report_check CHECK ((report = ANY (ARRAY[''::text, 'delayed'::text, 'bounced'::text]))),
    CONSTRAINT mail_outbox_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'claimed'::text, 'transmitting'::text, 'sent'::text, 'failed'::text, 'unknown'::text])))
);
CREATE TABLE public.mail_refresh (
    id bigint NOT NULL,
    configured text NOT NULL,
    token bytea NOT NULL,
    kept_at timestamp with time zone NOT NULL
);
CREATE TABLE public.mail_turn (
    name text NOT NULL,
    holder text NOT NULL,
    held_until timestamp with time zone NOT NULL
);
CREATE TABLE public.outreach_line (
    round_id text NOT NULL,
    n integer NOT NULL,
    person_id text NOT NULL,
    typed text NOT NULL,
    state text NOT NULL,
    why text NOT NULL,
    case_id text NOT NULL,
    at timestamp with time zone,
    answered_at timestamp with time zone,
    settled_at timestamp with time zone,
    reminder text NOT NULL,
    reminded_at timestamp with time zone,
    settled text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.outreach_round (
    id text NOT NULL,
    made_by text NOT NULL,
    person_id text NOT NULL,
    key text NOT NULL,
    team_id text NOT NULL,
    service_id text NOT NULL,
    sees_all boolean NOT NULL,
    asks boolean NOT NULL,
    until_day text NOT NULL,
    twice integer NOT NULL,
    state text NOT NULL,
    why text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    remind text NOT NULL,
    remind_by text NOT NULL,
    remind_at timestamp with time zone,
    settle text DEFAULT ''::text NOT NULL,
    settle_by text DEFAULT ''::text NOT NULL,
    settle_words text DEFAULT ''::text NOT NULL,
    settled_at timestamp with time zone
);
CREATE TABLE public.outreach_text (
    round_id text NOT NULL,
    language text NOT NULL,
    title text NOT NULL,
    body text NOT NULL
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
    updated_at timestamp with time zone NOT NULL,
    outside boolean DEFAULT false NOT NULL,
    key_map text DEFAULT ''::text NOT NULL,
    undo_seconds bigint DEFAULT 10 NOT NULL
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
CREATE TABLE public.policy_acknowledgement (
    version_id text NOT NULL,
    person_id text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.policy_clause (
    id text NOT NULL,
    policy_id text NOT NULL,
    number text NOT NULL
);
CREATE TABLE public.policy_policy (
    id text NOT NULL,
    title text NOT NULL,
    summary text NOT NULL,
    team_id text NOT NULL,
    "position" bigint NOT NULL
);
CREATE TABLE public.policy_version (
    id text NOT NULL,
    clause_id text NOT NULL,
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
    published_at timestamp with time zone NOT NULL
);
CREATE TABLE public.privacy_hold (
    id text NOT NULL,
    person_id text NOT NULL,
    reason text NOT NULL,
    placed_by text,
    placed_at timestamp with time zone NOT NULL,
    lifted_by text,
    lifted_at timestamp with time zone
);
CREATE TABLE public.promise_calendar (
    id text NOT NULL,
    name text NOT NULL,
    body text NOT NULL,
    is_default boolean NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    country text DEFAULT ''::text NOT NULL,
    region text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.promise_calendar_day (
    calendar_id text NOT NULL,
    day text NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    CONSTRAINT promise_calendar_day_kind_check CHECK ((kind = ANY (ARRAY['public'::text, 'own'::text, 'closing'::text])))
);
CREATE TABLE public.promise_calendar_version (
    calendar_id text NOT NULL,
    version bigint NOT NULL,
    body text NOT NULL,
    since_at timestamp with time zone
);
CREATE TABLE public.promise_pause (
    promise_id text NOT NULL,
    from_at timestamp with time zone NOT NULL,
    to_at timestamp with time zone NOT NULL,
    reason text NOT NULL
);
CREATE TABLE public.promise_place_recount (
    id text NOT NULL,
    ordered_at timestamp with time zone NOT NULL,
    after_id text NOT NULL
);
CREATE TABLE public.promise_policy (
    id text NOT NULL,
    service_id text NOT NULL,
    priority text NOT NULL,
    customer_group text NOT NULL,
    made_at timestamp with time zone NOT NULL
);
CREATE TABLE public.promise_policy_recount (
    policy_id text NOT NULL,
    version bigint NOT NULL,
    ordered_at timestamp with time zone NOT NULL,
    after_id text NOT NULL
);
CREATE TABLE public.promise_policy_version (
    policy_id text NOT NULL,
    version bigint NOT NULL,
    name text NOT NULL,
    first_answer text NOT NULL,
    next_word text NOT NULL,
    decision text NOT NULL,
    warn_first bigint NOT NULL,
    warn_second bigint NOT NULL,
    ended boolean NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    made_at timestamp with time zone NOT NULL
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
    calendar_version bigint DEFAULT 1 NOT NULL,
    agreed_at timestamp with time zone,
    next_at timestamp with time zone,
    next_share bigint DEFAULT 0 NOT NULL,
    policy_id text DEFAULT ''::text NOT NULL,
    policy_version bigint DEFAULT 0 NOT NULL,
    warn_first bigint DEFAULT 50 NOT NULL,
    warn_second bigint DEFAULT 80 NOT NULL,
    site text DEFAULT ''::text NOT NULL,
    team text DEFAULT ''::text NOT NULL,
    law text DEFAULT ''::text NOT NULL,
    law_count bigint DEFAULT 0 NOT NULL,
    law_unit text DEFAULT ''::text NOT NULL,
    law_more bigint DEFAULT 0 NOT NULL,
    CONSTRAINT promise_promise_state_check CHECK ((state = ANY (ARRAY['running'::text, 'paused'::text, 'kept'::text, 'kept_late'::text, 'renegotiated'::text, 'cancelled'::text])))
);
CREATE TABLE public.promise_recount (
    calendar_id text NOT NULL,
    version bigint NOT NULL,
    after_id text NOT NULL
);
CREATE TABLE public.promise_site_calendar (
    site text NOT NULL,
    calendar_id text NOT NULL
);
CREATE TABLE public.promise_team_calendar (
    team text NOT NULL,
    calendar_id text NOT NULL
);
CREATE TABLE public.rating_ask (
    case_id text NOT NULL,
    person_id text,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.rating_figure (
    quarter text NOT NULL,
    kind text NOT NULL,
    key text NOT NULL,
    told boolean NOT NULL,
    cases bigint NOT NULL,
    asked bigint NOT NULL,
    answers bigint NOT NULL,
    satisfied bigint NOT NULL,
    easy bigint NOT NULL,
    again bigint NOT NULL,
    solved bigint NOT NULL,
    solved_of bigint NOT NULL,
    repeated bigint NOT NULL,
    reopened bigint NOT NULL,
    CONSTRAINT rating_figure_kind_check CHECK ((kind = ANY (ARRAY['all'::text, 'service'::text, 'team'::text, 'site'::text, 'customers'::text])))
);
CREATE TABLE public.rating_never (
    person_id text NOT NULL,
    at timestamp with time zone NOT NULL
);
CREATE TABLE public.rating_quarter (
    quarter text NOT NULL,
    at timestamp with time zone NOT NULL
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
    solved text DEFAULT ''::text NOT NULL,
    given_at timestamp with time zone,
    CONSTRAINT rating_rating_again_check CHECK ((again = ANY (ARRAY['yes'::text, 'no'::text, 'unsure'::text]))),
    CONSTRAINT rating_rating_effort_check CHECK (((effort >= 1) AND (effort <= 5))),
    CONSTRAINT rating_rating_satisfaction_check CHECK (((satisfaction >= 1) AND (satisfaction <= 5))),
    CONSTRAINT rating_rating_solved_check CHECK ((solved = ANY (ARRAY[''::text, 'yes'::text, 'no'::text])))
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
CREATE TABLE public.routing_away (
    id text NOT NULL,
    person_id text NOT NULL,
    first_day text NOT NULL,
    back_day text NOT NULL,
    CONSTRAINT routing_away_check CHECK ((back_day > first_day))
);
CREATE TABLE public.routing_given (
    case_id text NOT NULL,
    person_id text NOT NULL,
    given_at timestamp with time zone NOT NULL,
    heavy boolean NOT NULL,
    why text NOT NULL
);
CREATE TABLE public.routing_heavy (
    event text NOT NULL,
    person_id text NOT NULL,
    case_id text NOT NULL,
    came_at timestamp with time zone NOT NULL
);
CREATE TABLE public.routing_passed (
    case_id text NOT NULL,
    person_id text NOT NULL
);
CREATE TABLE public.routing_skill (
    person_id text NOT NULL,
    kind text NOT NULL,
    value text NOT NULL,
    CONSTRAINT routing_skill_kind_check CHECK ((kind = ANY (ARRAY['service'::text, 'language'::text, 'site'::text])))
);
CREATE TABLE public.routing_team (
    team_id text NOT NULL,
    from_day text NOT NULL,
    load_cap bigint NOT NULL,
    heavy_open bigint NOT NULL,
    heavy_week bigint NOT NULL
);
CREATE TABLE public.routing_waiting (
    case_id text NOT NULL,
    tries bigint NOT NULL,
    next_at timestamp with time zone NOT NULL
);
CREATE TABLE public.routing_weight (
    team_id text NOT NULL,
    from_day text NOT NULL,
    service_id text NOT NULL,
    effort bigint NOT NULL,
    emotion bigint NOT NULL
);
CREATE TABLE public.search_doc (
    id bigint NOT NULL,
    kind text NOT NULL,
    ref text NOT NULL,
    part text NOT NULL,
    size bigint NOT NULL,
    terms tsvector NOT NULL
)
WITH (toast_tuple_target='8160');
ALTER TABLE ONLY public.search_doc ALTER COLUMN terms SET STATISTICS 1000;
CREATE TABLE public.search_state (
    name text NOT NULL,
    value text NOT NULL
);
CREATE TABLE public.search_word (
    key bigint NOT NULL,
    word text NOT NULL,
    langs bigint NOT NULL
);
CREATE TABLE public.side_file (
    file_id text NOT NULL,
    word_id text NOT NULL,
    lent boolean NOT NULL
);
CREATE TABLE public.side_member (
    talk_id text NOT NULL,
    person_id text NOT NULL,
    way text NOT NULL
);
CREATE TABLE public.side_talk (
    id text NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    person_id text NOT NULL,
    asked_by text NOT NULL,
    opened_by text NOT NULL,
    subject text NOT NULL,
    state text NOT NULL,
    sensitivity text NOT NULL,
    health boolean NOT NULL,
    quiet boolean NOT NULL,
    outside boolean NOT NULL,
    news boolean NOT NULL,
    mark bigint NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    last_side text NOT NULL,
    wanted_on text NOT NULL,
    CONSTRAINT side_talk_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'withdrawn'::text])))
);
CREATE TABLE public.side_word (
    id text NOT NULL,
    talk_id text NOT NULL,
    at timestamp with time zone NOT NULL,
    side text NOT NULL,
    author_person text NOT NULL,
    body text NOT NULL,
    by_mail boolean NOT NULL,
    erased boolean NOT NULL,
    once text,
    CONSTRAINT side_word_side_check CHECK ((side = ANY (ARRAY['hr'::text, 'asked'::text])))
);
CREATE TABLE public.snooze_case (
    case_id text NOT NULL,
    case_number text NOT NULL,
    person_id text NOT NULL,
    by_person text NOT NULL,
    until_at timestamp with time zone NOT NULL,
    set_at timestamp with time zone NOT NULL
);
CREATE TABLE public.spike_announcement (
    id text NOT NULL,
    service_id text NOT NULL,
    spike_id text NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);
CREATE TABLE public.spike_case (
    spike_id text NOT NULL,
    case_id text NOT NULL,
    person_id text
);
CREATE TABLE public.spike_spike (
    id text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    service_id text NOT NULL,
    words text NOT NULL,
    hours bigint NOT NULL,
    people bigint NOT NULL,
    usual bigint NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    ended_why text NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT spike_spike_kind_check CHECK ((kind = ANY (ARRAY['service'::text, 'cause'::text, 'word'::text])))
);
CREATE TABLE public.spike_text (
    announcement_id text NOT NULL,
    language text NOT NULL,
    title text NOT NULL,
    body text NOT NULL
);
CREATE TABLE public.statement_case (
    case_id text NOT NULL
);
CREATE TABLE public.statement_effort (
    id text NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    person_id text,
    team_id text NOT NULL,
    step text NOT NULL,
    minutes bigint NOT NULL,
    started_at timestamp with time zone NOT NULL,
    logged_at timestamp with time zone NOT NULL,
    note text NOT NULL,
    why text NOT NULL,
    reverses text,
    CONSTRAINT statement_effort_check CHECK (((minutes <> 0) AND ((minutes < 0) = (reverses IS NOT NULL))))
);
CREATE TABLE public.statement_effort_person (
    effort_id text NOT NULL,
    case_id text NOT NULL,
    logged_by text NOT NULL
);
CREATE TABLE public.statement_estimate (
    id text NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    person_id text,
    version bigint NOT NULL,
    cause text NOT NULL,
    currency text NOT NULL,
    asks boolean NOT NULL,
    until_at timestamp with time zone,
    made_at timestamp with time zone NOT NULL,
    choice text NOT NULL,
    choice_text text NOT NULL,
    chosen_at timestamp with time zone,
    CONSTRAINT statement_estimate_choice_check CHECK ((choice = ANY (ARRAY[''::text, 'go_on'::text, 'smaller'::text, 'stop'::text])))
);
CREATE TABLE public.statement_question (
    id text NOT NULL,
    case_id text NOT NULL,
    case_number text NOT NULL,
    person_id text,
    line text NOT NULL,
    question text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answer text NOT NULL,
    answered_at timestamp with time zone,
    corrected boolean NOT NULL
);
CREATE TABLE public.statement_step (
    id text NOT NULL,
    estimate_id text NOT NULL,
    case_id text NOT NULL,
    "position" bigint NOT NULL,
    name text NOT NULL,
    minutes_low bigint NOT NULL,
    minutes_high bigint NOT NULL,
    cost_cents bigint NOT NULL,
    cost_to text NOT NULL,
    CONSTRAINT statement_step_check CHECK ((minutes_high >= minutes_low)),
    CONSTRAINT statement_step_cost_cents_check CHECK ((cost_cents >= 0)),
    CONSTRAINT statement_step_cost_to_check CHECK ((cost_to = ANY (ARRAY[''::text, 'you'::text, 'unit'::text]))),
    CONSTRAINT statement_step_minutes_low_check CHECK ((minutes_low >= 0))
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
CREATE TABLE public.store_version_agreement (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_agreement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_agreement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
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
CREATE TABLE public.store_version_automation (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_automation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_automation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_calculation (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_calculation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_calculation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_callback (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_callback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_callback_id_seq
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
CREATE TABLE public.store_version_cause (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_cause ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_cause_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_decision (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_decision_id_seq
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
CREATE TABLE public.store_version_escalation (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_escalation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_escalation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_exception (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_exception ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_exception_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_fairness (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_fairness ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_fairness_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_field (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_field ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_field_id_seq
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
CREATE TABLE public.store_version_follow (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_follow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_follow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_heard (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_heard ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_heard_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_hold (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_hold ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_hold_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_intake (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_intake ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_intake_id_seq
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
CREATE TABLE public.store_version_joined (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_joined ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_joined_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_letters (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_letters ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_letters_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_link (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_link ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_link_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_macro (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_macro ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_macro_id_seq
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
CREATE TABLE public.store_version_outreach (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_outreach ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_outreach_id_seq
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
CREATE TABLE public.store_version_policy (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_policy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_policy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_privacy (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_privacy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_privacy_id_seq
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
CREATE TABLE public.store_version_routing (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_routing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_routing_id_seq
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
CREATE TABLE public.store_version_side (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_side ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_side_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_snooze (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_snooze ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_snooze_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_spike (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_spike ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_spike_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_statement (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_statement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_statement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_tag (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_tag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_tag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_together (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_together ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_together_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_views (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_views ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_views_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.store_version_webhook (
    id integer NOT NULL,
    version_id bigint NOT NULL,
    is_applied boolean NOT NULL,
    tstamp timestamp without time zone DEFAULT now() NOT NULL
);
ALTER TABLE public.store_version_webhook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.store_version_webhook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.tag_case (
    tag_id text NOT NULL,
    case_id text NOT NULL,
    person_id text,
    asked_by text,
    put_at timestamp with time zone NOT NULL
);
CREATE TABLE public.tag_word (
    id text NOT NULL,
    team_id text NOT NULL,
    word text NOT NULL,
    folded text NOT NULL,
    used_at timestamp with time zone NOT NULL
);
CREATE TABLE public.together_draft (
    case_id text NOT NULL,
    kind text NOT NULL,
    case_number text NOT NULL,
    for_person text NOT NULL,
    asked_by text NOT NULL,
    body text NOT NULL,
    version bigint NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    sending_by text NOT NULL,
    began bigint DEFAULT 0 NOT NULL,
    CONSTRAINT together_draft_kind_check CHECK ((kind = ANY (ARRAY['reply'::text, 'note'::text])))
);
CREATE TABLE public.together_unseen (
    person_id text NOT NULL
);
CREATE TABLE public.views_view (
    id text NOT NULL,
    owner_person text,
    team_id text NOT NULL,
    name text NOT NULL,
    query text NOT NULL,
    place bigint NOT NULL,
    kept_at timestamp with time zone NOT NULL
);
CREATE TABLE public.webhook_delivery (
    n bigint NOT NULL,
    endpoint_id text NOT NULL,
    message_id text NOT NULL,
    fact text NOT NULL,
    side text NOT NULL,
    line text NOT NULL,
    at timestamp with time zone NOT NULL,
    state text NOT NULL,
    attempts bigint NOT NULL,
    next_at timestamp with time zone NOT NULL,
    held_until timestamp with time zone NOT NULL,
    status bigint NOT NULL,
    reason text NOT NULL,
    last_at timestamp with time zone,
    given_up_at timestamp with time zone,
    CONSTRAINT webhook_delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text])))
);
ALTER TABLE public.webhook_delivery ALTER COLUMN n ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.webhook_delivery_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.webhook_endpoint (
    id text NOT NULL,
    name text NOT NULL,
    url text NOT NULL,
    facts text NOT NULL,
    state text NOT NULL,
    secret bytea NOT NULL,
    old_secret bytea,
    old_until timestamp with time zone,
    failing_since timestamp with time zone,
    reason text NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT webhook_endpoint_state_check CHECK ((state = ANY (ARRAY['on'::text, 'off'::text, 'stopped'::text])))
);
CREATE TABLE public.webhook_event (
    key text NOT NULL,
    print text NOT NULL,
    number text NOT NULL,
    opened boolean NOT NULL,
    at timestamp with time zone NOT NULL
);
ALTER TABLE ONLY public.river_job ALTER COLUMN id SET DEFAULT nextval('public.river_job_id_seq'::regclass);
ALTER TABLE ONLY public.river_notification ALTER COLUMN id SET DEFAULT nextval('public.river_notification_id_seq'::regclass);
INSERT INTO public.audit_entry VALUES ('00000000-0000-7000-8000-000000000001', '2026-11-17 12:00:00+00', '', 'audit', '', 'audit.guard', 'subjects', '0', '', '', false, '9c90772b15a797249cc28b0a8b7deb7165113d72278ef9353cf160b702afefa6', 1, '92451bc607a7a62aaa31a0f91e09d753c73fcad5bb9b206b9d6b20da130f2521');
INSERT INTO public.audit_entry VALUES ('01a22c7f-2840-72c0-ad7c-4a30de90c82e', '2026-11-17 12:00:00+00', '', 'demo', '', 'catalogue.edit', 'service', 'pay', '', 'payroll', false, '681f53e85ee3300e3f1a6b5556180b6f28cdcfd8e1883b7f70b6480ffc82af3b', 2, 'f4799b56cce824de03874d2e3f6ec26a69309e52967fc1eab9da9b6ae2dfc280');
INSERT INTO public.audit_entry VALUES ('01a22c7f-2840-7f38-bca3-20341178d06b', '2026-11-17 12:00:00+00', '', 'demo', '', 'catalogue.edit', 'service', 'hours', '', 'advice', false, '6927be7d070d38a0fa7057bee76c581f03c9848cbe42af579c4a6bcb63ff09a9', 3, '7af7fef1e5c6f2f36fb98071cae7f089e98f921d083636d0bc173b18dece93b4');
INSERT INTO public.audit_entry VALUES ('01a22c7f-2841-7d1c-aa49-956dbc47528c', '2026-11-17 12:00:00+00', '', 'demo', '', 'catalogue.edit', 'service', 'health', '', 'advice', false, '258b344db71cbd68e7c8dc7548aa347ef7c18079f23cbe74fe82b4c38a747f01', 4, '41e39da358a358545f1bd525e1aede756b95d2d9dffb389770df24bacb50cdc4');
INSERT INTO public.audit_entry VALUES ('01a22c7f-2842-7b16-aa6f-b093d4d8b497', '2026-11-17 12:00:00+00', '', 'demo', '', 'catalogue.edit', 'service', 'fairness', '', 'advice', false, '3ae58bf83a0af8e4d30727ea14a9b603921e369623b934be2f5c3b134b3a8678', 5, 'a92e260a9c913cde3d21c56779cee5977da3f013ccf3749031e894829b343980');
INSERT INTO public.audit_entry VALUES ('01a22c7f-2843-77e3-a1fe-ef6fa4dc3fa0', '2026-11-17 12:00:00+00', '', 'demo', '', 'catalogue.edit', 'service', 'review', '', 'advice', false, '7573e9ec3aebaeb644aded97b815ff76e3ee81a6986bf8d4526ed73683a0147d', 6, '45ff10de3095b564957a811b4fcd6003b6be07264dbb8a70a358d62b90d176d6');
INSERT INTO public.audit_entry VALUES ('01a22c7f-2844-7423-9fc8-b4f845e90924', '2026-11-17 12:00:00+00', '', 'demo', '', 'catalogue.edit', 'service', 'grade', '', 'advice', false, 'cb055ae0bf48a239cf8eb9a752a4cc5bbb73015dc047a5df44a05c976c801303', 7, '7dd78a65e7ddd2476cf7d48b2d5debc20bbd6ec2e21f057f700c6512e8b3c7dc');
INSERT INTO public.audit_entry VALUES ('01a22c7f-2863-7834-b04a-77fda5c5d0a0', '2026-11-17 12:00:00+00', 'ZqrC6jO_IGyNPy8--3ijbrbKYrvsOLYnp8sTIsbMgjI', '', 'portal', 'case.open', 'case', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', 'ZqrC6jO_IGyNPy8--3ijbrbKYrvsOLYnp8sTIsbMgjI', 'payroll', false, '541225b063eef9bdd0550552fe695d384d42e187a75c8d02cb87f07190f196ec', 8, 'e716a03c2a9dd7ddf6d49ec7986b880d09555cb34abf92ef85939870a03fa8df');
INSERT INTO public.audit_entry VALUES ('01a22c7f-2877-7d0d-af27-903fb98d10d5', '2026-11-17 12:00:00+00', 'ZqrC6jO_IGyNPy8--3ijbrbKYrvsOLYnp8sTIsbMgjI', '', 'portal', 'case.write', 'case', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', 'ZqrC6jO_IGyNPy8--3ijbrbKYrvsOLYnp8sTIsbMgjI', 'payroll', false, '3b3a3f526946f2e549d6128d85e0fa7bfad8f4d99cb61e3fb34b95e1226dc7ce', 9, '32661310297c6e1599c3b345a19456c688860bd50cad690d417e86b1f5ea0820');
INSERT INTO public.audit_entry VALUES ('01a22c7f-287f-7571-9b28-c332cec53558', '2026-11-17 12:00:00+00', '61qlgbIYpxl-BSO2xZSBUKwfohQda-WQUc3W4qyg-Bs', '', 'desk', 'case.write', 'case', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', 'ZqrC6jO_IGyNPy8--3ijbrbKYrvsOLYnp8sTIsbMgjI', 'payroll', false, 'defa8e54616a93627371180d4221462f4c7c02054358c311413fab8831add649', 10, 'b31b2b83bfdd64781a70ef4aea92243630760e22ee16553594d87a4f84361c7d');
INSERT INTO public.audit_entry VALUES ('01a22c7f-2975-7838-9746-351754bd2200', '2026-11-17 12:00:00+00', '61qlgbIYpxl-BSO2xZSBUKwfohQda-WQUc3W4qyg-Bs', '', 'desk', 'case.work', 'case', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', 'ZqrC6jO_IGyNPy8--3ijbrbKYrvsOLYnp8sTIsbMgjI', 'payroll', false, '48e6212d68f192ec66bd8e1de2168c47fc2e71ffeac7e22e7a3425ce8a15bd0d', 11, 'fa29a448904eefaaf500795094b24575f95219e6f9cc1f07065f023d405a7b4a');
INSERT INTO public.audit_entry VALUES ('01a22c7f-2982-790c-9b88-be3009b336ce', '2026-11-17 12:00:00+00', 'ZqrC6jO_IGyNPy8--3ijbrbKYrvsOLYnp8sTIsbMgjI', '', 'portal', 'case.open', 'case', '01a22c7f-297e-7b8e-92bc-7234a593eab8', 'ZqrC6jO_IGyNPy8--3ijbrbKYrvsOLYnp8sTIsbMgjI', 'advice', false, '57409737e9d1523ce8e223f7bf7b2412eb98d40e1d22127129600a2d3c16e33b', 12, '355e09baf8ecb0a8ba50df35f90fcc9c05c34b7e0df7ec9e4dab1647b581dc16');
INSERT INTO public.audit_entry VALUES ('01a22c7f-2989-79cc-83b1-221a372fc750', '2026-11-17 12:00:00+00', 'ZqrC6jO_IGyNPy8--3ijbrbKYrvsOLYnp8sTIsbMgjI', '', 'portal', 'case.open', 'case', '01a22c7f-2986-7c64-8257-3a142b0b0f1e', 'ZqrC6jO_IGyNPy8--3ijbrbKYrvsOLYnp8sTIsbMgjI', 'advice', false, 'd095a5998c8b5cf7566ac77ca69557ed82dba12f8b1709ea3d72b5513fd469f6', 13, '78e99e158da342644550683f103694564461b0e1757586a98f14d72762e2dd8c');
INSERT INTO public.audit_entry VALUES ('01a22c7f-298c-7662-a444-c51c473b8adc', '2026-11-17 12:00:00+00', 'k2fgmy08jR06Z7t0lONGPSMgp9iqEIcr-d89oBIguJs', '', 'desk', 'case.read', 'case', '01a22c7f-2986-7c64-8257-3a142b0b0f1e', 'ZqrC6jO_IGyNPy8--3ijbrbKYrvsOLYnp8sTIsbMgjI', 'advice', true, '9db71f32aa5001b06d4d2c7da814f4c864ce452c0665388616fd89e305b9a15b', 14, '2e037ecbb2d9b372571a2f26e2b862db7d0dad1c398d1dcb3d16c5c516e47861');
INSERT INTO public.audit_subject VALUES ('ZqrC6jO_IGyNPy8--3ijbrbKYrvsOLYnp8sTIsbMgjI', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'e1a2365339f7d7a24e27fe8d071b4be3b63bd42ffbf45d6e668c4b2abf946060');
INSERT INTO public.audit_subject VALUES ('61qlgbIYpxl-BSO2xZSBUKwfohQda-WQUc3W4qyg-Bs', '8f9a8757-7985-5976-8e5f-93c4b6a95050', '168491dc87cb6f6a25505b1799dbcc7cfff6cbc1ab71f91c058429c168e745c9');
INSERT INTO public.audit_subject VALUES ('k2fgmy08jR06Z7t0lONGPSMgp9iqEIcr-d89oBIguJs', 'a588c87f-993b-5c77-8719-d2f564ee2c25', 'cb6cfe9e83eaaf86f34e25cacf9e16aab69405f21285e206b6e5a133be2f1225');
INSERT INTO public.auth_token VALUES ('01a22c7f-2845-7c0e-814b-eab035aa35c3', 'e8b369344f9649417b34cb0f69b934a5257d73ba428cb29f3c798aceb5488e2c', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'test', 'all', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.auth_token VALUES ('01a22c7f-2847-71cb-84e4-d47bcbe75b90', '30adda2e238ff59bdb78c9dd2f69c94af1893884637ed46dbc33e6282be742cd', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'test', 'all', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.auth_token VALUES ('01a22c7f-2847-7b3e-861c-f6d30fa6d1dd', '91dba60cf248325422bc562c5b895bbee42248cd8bbae6a1a38f19a3c46de725', 'a588c87f-993b-5c77-8719-d2f564ee2c25', 'test', 'all', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.catalogue_cause VALUES ('information', 'Information was hard to find', 10, true);
INSERT INTO public.catalogue_cause VALUES ('pay-error', 'A payment was wrong', 20, true);
INSERT INTO public.catalogue_cause VALUES ('personal-change', 'Something changed in a person''s life', 30, true);
INSERT INTO public.catalogue_cause VALUES ('rule-unclear', 'A rule was unclear', 40, true);
INSERT INTO public.catalogue_cause VALUES ('tool', 'A tool did not work', 50, true);
INSERT INTO public.catalogue_cause VALUES ('other', 'Something else', 1000, true);
INSERT INTO public.catalogue_service VALUES ('ask', 'Ask HR', 'Anything that has no place of its own.', 'message-circle-question', 'hr', 'open', false, false, false, false, false, 'anyone', 540, 2700, 'information', 1000, true, false, '', 0, '', 0);
INSERT INTO public.catalogue_service VALUES ('pay', 'Pay and payslip', '', 'message-circle-question', 'payroll', 'open', false, false, false, false, false, 'anyone', 240, 1080, 'information', 10, true, false, '', 0, '', 0);
INSERT INTO public.catalogue_service VALUES ('hours', 'Working hours', '', 'message-circle-question', 'advice', 'open', true, false, false, false, false, 'anyone', 240, 1080, 'information', 20, true, false, '', 0, '', 0);
INSERT INTO public.catalogue_service VALUES ('health', 'Health at work', '', 'message-circle-question', 'advice', 'open', false, false, true, false, false, 'anyone', 240, 1080, 'information', 30, true, false, '', 0, '', 0);
INSERT INTO public.catalogue_service VALUES ('fairness', 'Something is not right', '', 'message-circle-question', 'advice', 'named', false, false, false, false, false, 'anyone', 240, 1080, 'information', 40, true, false, '', 0, '', 0);
INSERT INTO public.catalogue_service VALUES ('review', 'Team review', '', 'message-circle-question', 'advice', 'team', false, true, false, false, false, 'anyone', 240, 1080, 'information', 50, true, false, '', 0, '', 0);
INSERT INTO public.catalogue_service VALUES ('grade', 'Pay grade', '', 'message-circle-question', 'advice', 'open', false, false, false, true, false, 'anyone', 240, 1080, 'information', 60, true, false, '', 0, '', 0);
INSERT INTO public.cause_case VALUES ('01a22c7f-285a-70ca-9bc5-2cad75b822b4', '2026-11-17', 'pay-error', 'pay', 'payroll', 'open', 0, '');
INSERT INTO public.cause_sweep VALUES (1, '', '2026-11-17 18:00:00+00');
INSERT INTO public.cause_tally VALUES ('d2026-11-17', 'pay-error', 'pay', 'payroll', 'open', '', 1, 0, 0);
INSERT INTO public.cause_tally VALUES ('m2026-11', 'pay-error', 'pay', 'payroll', 'open', '', 1, 0, 0);
INSERT INTO public.desk_case VALUES ('01a22c7f-285a-70ca-9bc5-2cad75b822b4', 9622, 'pay', 'Payslip of October', 'answered', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'open', false, false, false, false, false, false, 'payroll', NULL, 0, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 'hr', false, true, NULL, '9999-01-01 00:00:00+00', '', NULL, '', NULL, 'answered', 'pay-error', '', '', '2026-11-17 12:00:00+00', '8f9a8757-7985-5976-8e5f-93c4b6a95050', NULL, 0, 4, '', '');
INSERT INTO public.desk_case VALUES ('01a22c7f-297e-7b8e-92bc-7234a593eab8', 2126, 'hours', 'Warehouse lamps', 'open', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'open', true, false, false, false, false, false, 'advice', NULL, 0, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 'customer', false, false, '2026-11-17 16:00:00+00', '2026-11-17 16:00:00+00', 'first_answer', '2026-11-17 15:00:00+00', '', NULL, '', '', '', '', NULL, NULL, NULL, 0, 1, '', '');
INSERT INTO public.desk_case VALUES ('01a22c7f-2986-7c64-8257-3a142b0b0f1e', 2313, 'fairness', 'Something unfair', 'open', 'api', 'en', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 'Malmby', 'named', false, false, false, false, true, false, 'advice', NULL, 0, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 'customer', false, false, '2026-11-17 16:00:00+00', '2026-11-17 16:00:00+00', 'first_answer', '2026-11-17 15:00:00+00', '', NULL, '', '', '', '', NULL, NULL, NULL, 0, 1, '', '');
INSERT INTO public.desk_entry VALUES ('01a22c7f-285c-71dc-8347-de38eecd2052', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', '2026-11-17 12:00:00+00', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'The night hours are missing on it.', 'api', false, NULL, NULL);
INSERT INTO public.desk_entry VALUES ('01a22c7f-286f-760e-bc99-e07cae297ba9', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', '2026-11-17 12:00:00+00', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Here is the sheet of hours.', 'portal', false, NULL, NULL);
INSERT INTO public.desk_entry VALUES ('01a22c7f-287c-7a93-8a59-2f49707802e8', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', '2026-11-17 12:00:00+00', 'note', 'hr', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'Asked the foreman.', 'portal', true, NULL, NULL);
INSERT INTO public.desk_entry VALUES ('01a22c7f-296f-7226-a36b-eec275fc2b79', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', '2026-11-17 12:00:00+00', 'message', 'hr', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'It was paid today.', 'portal', false, NULL, NULL);
INSERT INTO public.desk_entry VALUES ('01a22c7f-297f-7587-b9cf-b634a5c9651b', '01a22c7f-297e-7b8e-92bc-7234a593eab8', '2026-11-17 12:00:00+00', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'It is too dark between the shelves.', 'api', false, NULL, NULL);
INSERT INTO public.desk_entry VALUES ('01a22c7f-2987-7722-927f-342a64f87072', '01a22c7f-2986-7c64-8257-3a142b0b0f1e', '2026-11-17 12:00:00+00', 'message', 'customer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Only some may read this.', 'api', false, NULL, NULL);
INSERT INTO public.desk_file VALUES ('01a22c7f-2870-7c50-a093-25bbcba3f337', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', '01a22c7f-286f-760e-bc99-e07cae297ba9');
INSERT INTO public.desk_number OVERRIDING SYSTEM VALUE VALUES (1, '2026-11-17 12:00:00+00');
INSERT INTO public.desk_number OVERRIDING SYSTEM VALUE VALUES (2, '2026-11-17 12:00:00+00');
INSERT INTO public.desk_number OVERRIDING SYSTEM VALUE VALUES (3, '2026-11-17 12:00:00+00');
INSERT INTO public.desk_party VALUES ('01a22c7f-285a-70ca-9bc5-2cad75b822b4', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO public.desk_party VALUES ('01a22c7f-285a-70ca-9bc5-2cad75b822b4', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO public.desk_party VALUES ('01a22c7f-297e-7b8e-92bc-7234a593eab8', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO public.desk_party VALUES ('01a22c7f-297e-7b8e-92bc-7234a593eab8', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO public.desk_party VALUES ('01a22c7f-2986-7c64-8257-3a142b0b0f1e', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'by');
INSERT INTO public.desk_party VALUES ('01a22c7f-2986-7c64-8257-3a142b0b0f1e', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'for');
INSERT INTO public.desk_party VALUES ('01a22c7f-2986-7c64-8257-3a142b0b0f1e', 'a588c87f-993b-5c77-8719-d2f564ee2c25', 'named');
INSERT INTO public.desk_tally VALUES ('payroll', 'open', 31, 1, 0, 1, 0, 0, 0);
INSERT INTO public.desk_tally VALUES ('payroll', 'open', 5, 0, 0, 0, 1, 0, 0);
INSERT INTO public.desk_tally VALUES ('payroll', 'open', 28, -1, 0, -1, -1, 1, 0);
INSERT INTO public.desk_tally VALUES ('advice', 'open', 13, 1, 0, 1, 0, 0, 0);
INSERT INTO public.desk_tally VALUES ('advice', 'named', 29, 1, 0, 1, 0, 0, 0);
INSERT INTO public.desk_tally_risk VALUES ('2026-11-17 15:00:00+00', 'payroll', 'open', 31, 1);
INSERT INTO public.desk_tally_risk VALUES ('2026-11-17 15:00:00+00', 'payroll', 'open', 28, -1);
INSERT INTO public.desk_tally_risk VALUES ('2026-11-17 15:00:00+00', 'advice', 'open', 13, 1);
INSERT INTO public.desk_tally_risk VALUES ('2026-11-17 15:00:00+00', 'advice', 'named', 29, 1);
INSERT INTO public.desk_waiting VALUES ('01a22c7f-2860-71a4-9168-f5788a2a0371', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', 'hr', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00');
INSERT INTO public.desk_waiting VALUES ('01a22c7f-2980-7d5c-8c30-dc0e764fbd01', '01a22c7f-297e-7b8e-92bc-7234a593eab8', 'hr', '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.desk_waiting VALUES ('01a22c7f-2988-78e6-bbcd-14abb1a121b8', '01a22c7f-2986-7c64-8257-3a142b0b0f1e', 'hr', '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.files_blob VALUES ('01a22c7f-286e-7de0-95a1-403501fc4be3', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', '2fff934abc81ec094e26f6ae5e9d16b0dafdd7ab9500e963b43d9edf4aa7e5f2', 27, '\x4e69676874206f662074686520313274683a203820686f7572730a', '2026-11-17 12:00:00+00');
INSERT INTO public.files_file VALUES ('01a22c7f-2870-7c50-a093-25bbcba3f337', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', '01a22c7f-286e-7de0-95a1-403501fc4be3', 'hours.txt', 'text/plain', 27, '2fff934abc81ec094e26f6ae5e9d16b0dafdd7ab9500e963b43d9edf4aa7e5f2', '2026-11-17 12:00:00+00', NULL);
INSERT INTO public.jobs_tick VALUES ('app.forget_answers', '2026-11-17 13:00:00+00');
INSERT INTO public.jobs_tick VALUES ('app.sweep_sign_in', '2026-11-17 13:00:00+00');
INSERT INTO public.jobs_tick VALUES ('app.sweep_words', '2026-11-17 13:00:00+00');
INSERT INTO public.jobs_tick VALUES ('app.sweep_files', '2026-11-17 18:00:00+00');
INSERT INTO public.jobs_tick VALUES ('people.forget_files', '2026-11-17 13:00:00+00');
INSERT INTO public.jobs_tick VALUES ('promise.act', '2026-11-17 12:00:05+00');
INSERT INTO public.jobs_tick VALUES ('promise.recount', '2026-11-17 12:00:05+00');
INSERT INTO public.jobs_tick VALUES ('desk.tick', '2026-11-17 12:01:00+00');
INSERT INTO public.jobs_tick VALUES ('desk.summaries', '2026-11-17 12:01:00+00');
INSERT INTO public.jobs_tick VALUES ('promise.recount_by_policy', '2026-11-17 12:00:05+00');
INSERT INTO public.jobs_tick VALUES ('heard.remind', '2026-11-17 12:05:00+00');
INSERT INTO public.jobs_tick VALUES ('rating.count', '2026-11-17 13:00:00+00');
INSERT INTO public.jobs_tick VALUES ('letters.retention', '2026-11-18 12:00:00+00');
INSERT INTO public.jobs_tick VALUES ('cause.sweep', '2026-11-17 12:01:00+00');
INSERT INTO public.jobs_tick VALUES ('callback.book', '2026-11-17 12:00:15+00');
INSERT INTO public.jobs_tick VALUES ('escalation.words', '2026-11-17 12:10:00+00');
INSERT INTO public.jobs_tick VALUES ('macro.forget', '2026-11-17 13:00:00+00');
INSERT INTO public.jobs_tick VALUES ('macro.given_up', '2026-11-17 12:01:00+00');
INSERT INTO public.jobs_tick VALUES ('outreach.pass', '2026-11-17 12:00:05+00');
INSERT INTO public.jobs_tick VALUES ('outreach.forget', '2026-11-17 13:00:00+00');
INSERT INTO public.jobs_tick VALUES ('follow.morning', '2026-11-17 12:01:00+00');
INSERT INTO public.jobs_tick VALUES ('follow.given_now', '2026-11-17 12:00:05+00');
INSERT INTO public.jobs_tick VALUES ('snooze.sweep', '2026-11-17 13:00:00+00');
INSERT INTO public.jobs_tick VALUES ('routing.pass', '2026-11-17 12:01:00+00');
INSERT INTO public.jobs_tick VALUES ('automation.untouched', '2026-11-17 12:05:00+00');
INSERT INTO public.jobs_tick VALUES ('hold.sweep', '2026-11-17 13:00:00+00');
INSERT INTO public.jobs_tick VALUES ('hold.late', '2026-11-17 12:00:30+00');
INSERT INTO public.jobs_tick VALUES ('spike.look', '2026-11-17 12:10:00+00');
INSERT INTO public.jobs_tick VALUES ('intake.reconcile', '2026-11-17 13:00:00+00');
INSERT INTO public.jobs_tick VALUES ('intake.retention', '2026-11-18 12:00:00+00');
INSERT INTO public.jobs_tick VALUES ('webhook.pass', '2026-11-17 12:01:00+00');
INSERT INTO public.mail_outbox VALUES ('01a22c7f-2861-74d8-adf8-292b93556b61', 'h1.afi5xfslagrcy7zimf2nrlpyfevzgvllmhyto5phudclwhtxmdwqq', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', 'email', 'amina@ferrow-lund.example', '', 'We have your request HR-9622', 'Hello Amina,
We have your request HR-9622, “Payslip of October”.
You will have a first answer by Tue 17 Nov, 17:00.
It will be settled by Thu 19 Nov, 13:00.
You can read and answer it here:
http://hearth.example/requests/HR-9622
Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>We have your request HR-9622</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-9622, “Payslip of October”.</p>
<p>You will have a first answer by Tue 17 Nov, 17:00.<br>
It will be settled by Thu 19 Nov, 13:00.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-9622">http://hearth.example/requests/HR-9622</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a22c7f-285a-70ca-9bc5-2cad75b822b4:10f298d3-6d51-5433-b5ba-85cf862dc1ee', false, false, false, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17 12:00:00+00', NULL, '2026-11-17 12:00:00+00', NULL, '', '', 'http://hearth.example/notices/acknowledgement.10f298d3-6d51-5433-b5ba-85cf862dc1ee.fe4b4a0d0c92b812b5421c50ba022a3e', '', false, '', NULL, '');
INSERT INTO public.mail_outbox VALUES ('01a22c7f-2973-7c05-bbe3-3172e8a8288f', 'h1.afi5xfslagrcy7zjon6alo7dgfzorkbir46okummpk7a4kopqi2wq', 'case.answer', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', 'email', 'amina@ferrow-lund.example', '', 'Your request HR-9622 is answered', 'Hello Amina,
It was paid today.
If something is missing, say so on the page within ten days, and it opens again.
You can read and answer it here:
http://hearth.example/requests/HR-9622
Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Your request HR-9622 is answered</title></head>
<body>
<p>Hello Amina,</p>
<p>It was paid today.</p>
<p>If something is missing, say so on the page within ten days, and it opens again.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-9622">http://hearth.example/requests/HR-9622</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.answer:01a22c7f-296f-7226-a36b-eec275fc2b79:10f298d3-6d51-5433-b5ba-85cf862dc1ee', false, true, false, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17 12:00:00+00', NULL, '2026-11-17 12:00:00+00', NULL, '', 'h1.afi5xfslagrcy7zimf2nrlpyfevzgvllmhyto5phudclwhtxmdwqq', '', '', false, '', NULL, '');
INSERT INTO public.mail_outbox VALUES ('01a22c7f-2981-7f0d-8ebf-29deecb85895', 'h1.afi5xtqqagrcy7zjqf7q3dv7fhpozocysvomvb6ylvwmdyk4sqkiq', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a22c7f-297e-7b8e-92bc-7234a593eab8', 'email', 'amina@ferrow-lund.example', '', 'We have your request HR-2126', 'Hello Amina,
We have your request HR-2126, “Warehouse lamps”.
You will have a first answer by Tue 17 Nov, 17:00.
It will be settled by Thu 19 Nov, 13:00.
You can read and answer it here:
http://hearth.example/requests/HR-2126
Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>We have your request HR-2126</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-2126, “Warehouse lamps”.</p>
<p>You will have a first answer by Tue 17 Nov, 17:00.<br>
It will be settled by Thu 19 Nov, 13:00.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-2126">http://hearth.example/requests/HR-2126</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a22c7f-297e-7b8e-92bc-7234a593eab8:10f298d3-6d51-5433-b5ba-85cf862dc1ee', false, false, false, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17 12:00:00+00', NULL, '2026-11-17 12:00:00+00', NULL, '', '', 'http://hearth.example/notices/acknowledgement.10f298d3-6d51-5433-b5ba-85cf862dc1ee.fe4b4a0d0c92b812b5421c50ba022a3e', '', false, '', NULL, '');
INSERT INTO public.mail_outbox VALUES ('01a22c7f-2989-731f-b3e3-cbafb7adbb27', 'h1.afi5xcisagrcy7zjrfzr7m7dzox3pln3e7tf3qo3tp7i7ad3rqugi', 'case.acknowledgement', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '01a22c7f-2986-7c64-8257-3a142b0b0f1e', 'email', 'amina@ferrow-lund.example', '', 'A message is waiting for you', 'Hello Amina,
We have your request HR-2313. The page says when you will hear from us.
You can read and answer it here:
http://hearth.example/requests/HR-2313
Ferrow & Lund', '<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A message is waiting for you</title></head>
<body>
<p>Hello Amina,</p>
<p>We have your request HR-2313. The page says when you will hear from us.</p>
<p>You can read and answer it here:<br>
<a href="http://hearth.example/requests/HR-2313">http://hearth.example/requests/HR-2313</a></p>
<p>Ferrow &amp; Lund</p>
</body>
</html>
', 'case.acknowledgement:01a22c7f-2986-7c64-8257-3a142b0b0f1e:10f298d3-6d51-5433-b5ba-85cf862dc1ee', false, false, false, 'queued', '', 0, 0, '', NULL, NULL, '2026-11-17 12:00:00+00', NULL, '2026-11-17 12:00:00+00', NULL, '', '', 'http://hearth.example/notices/acknowledgement.10f298d3-6d51-5433-b5ba-85cf862dc1ee.fe4b4a0d0c92b812b5421c50ba022a3e', '', false, '', NULL, '');
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
INSERT INTO public.people_person VALUES ('f0645353-e00b-52c1-bfe8-85f7c30debcd', 'Jonas', 'Eklund', '', '', 'en', 'Europe/Stockholm', 'jonas@ferrow-lund.example', '', '', '', true, '', 'eklund jonas', 'jonas eklund jonas@ferrow-lund.example 1001', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', false, '', 0);
INSERT INTO public.people_person VALUES ('dd3de217-d7fb-5dbf-9b48-05423eba5d54', 'Stefan', 'Lang', '', '', 'en', 'Europe/Stockholm', 'stefan@ferrow-lund.example', '', '', '', true, '', 'lang stefan', 'stefan lang stefan@ferrow-lund.example 1002', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', false, '', 0);
INSERT INTO public.people_person VALUES ('10f298d3-6d51-5433-b5ba-85cf862dc1ee', 'Amina', 'Yusuf', '', '', 'en', 'Europe/Stockholm', 'amina@ferrow-lund.example', '', '', '', true, '', 'yusuf amina', 'amina yusuf amina@ferrow-lund.example 1003', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', false, '', 0);
INSERT INTO public.people_person VALUES ('d7bf2950-9305-56bb-b227-c1275a138600', 'Pavel', 'Dvořák', '', '', 'en', 'Europe/Stockholm', 'pavel@ferrow-lund.example', '', '', '', true, '', 'dvorak pavel', 'pavel dvorak pavel@ferrow-lund.example 1004', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', false, '', 0);
INSERT INTO public.people_person VALUES ('6923ee4e-d620-53e1-b5be-db8352be74bb', 'Rosa', 'Lindgren', '', '', 'en', 'Europe/Stockholm', '', '', '', '', true, '', 'lindgren rosa', 'rosa lindgren  1005', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', false, '', 0);
INSERT INTO public.people_person VALUES ('5e1a027d-a269-5938-8036-9c229aa04d3a', 'Hanna', 'Virtanen', '', '', 'en', 'Europe/Stockholm', 'hanna@ferrow-lund.example', '', '', '', true, '', 'virtanen hanna', 'hanna virtanen hanna@ferrow-lund.example 1006', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', false, '', 0);
INSERT INTO public.people_person VALUES ('a588c87f-993b-5c77-8719-d2f564ee2c25', 'Marta', 'Kowalczyk', '', '', 'en', 'Europe/Stockholm', 'marta@ferrow-lund.example', '', '', '', true, '', 'kowalczyk marta', 'marta kowalczyk marta@ferrow-lund.example 2001', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', false, '', 0);
INSERT INTO public.people_person VALUES ('6cb166d1-037e-568e-bc68-2b41104afbc1', 'Priya', 'Raman', '', '', 'en', 'Europe/Stockholm', 'priya@ferrow-lund.example', '', '', '', true, '', 'raman priya', 'priya raman priya@ferrow-lund.example 2002', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', false, '', 0);
INSERT INTO public.people_person VALUES ('8f9a8757-7985-5976-8e5f-93c4b6a95050', 'Theo', 'Brandt', '', '', 'en', 'Europe/Stockholm', 'theo@ferrow-lund.example', '', '', '', true, '', 'brandt theo', 'theo brandt theo@ferrow-lund.example 2003', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', false, '', 0);
INSERT INTO public.people_person VALUES ('8a01aff5-9ae3-5a6f-ba2c-bd6ed98d8fd9', 'Ingrid', 'Salo', '', '', 'en', 'Europe/Stockholm', 'ingrid@ferrow-lund.example', '', '', '', true, '', 'salo ingrid', 'ingrid salo ingrid@ferrow-lund.example 2004', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', false, '', 0);
INSERT INTO public.people_person VALUES ('ff0307b7-9ac2-5b15-a471-ad58c551e95b', 'Noor', 'Haddad', '', '', 'en', 'Europe/Stockholm', 'noor@ferrow-lund.example', '', '', '', true, '', 'haddad noor', 'noor haddad noor@ferrow-lund.example 3001', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', false, '', 0);
INSERT INTO public.people_person VALUES ('41dd45df-53fc-5658-afba-fdc11d480109', 'Lena', 'Berg', '', '', 'en', 'Europe/Stockholm', 'lena@ferrow-lund.example', '', '', '', true, '', 'berg lena', 'lena berg lena@ferrow-lund.example 3002', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', false, '', 0);
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
INSERT INTO public.promise_calendar VALUES ('office', 'Office hours', '{"zone":"UTC","week":{"mon":[["08:00","17:00"]],"tue":[["08:00","17:00"]],"wed":[["08:00","17:00"]],"thu":[["08:00","17:00"]],"fri":[["08:00","17:00"]]},"holidays":[]}', true, 1, '', '');
INSERT INTO public.promise_calendar_version VALUES ('office', 1, '{"zone":"UTC","week":{"mon":[["08:00","17:00"]],"tue":[["08:00","17:00"]],"wed":[["08:00","17:00"]],"thu":[["08:00","17:00"]],"fri":[["08:00","17:00"]]},"holidays":[]}', NULL);
INSERT INTO public.promise_promise VALUES ('01a22c7f-285b-7612-85e5-8dbaf017226f', 'case', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', 'first_answer', 'office', 240, 'kept', '2026-11-17 12:00:00+00', '2026-11-17 16:00:00+00', '2026-11-17 15:00:00+00', 0, NULL, NULL, '', '', '', '2026-11-17 12:00:00+00', 1, NULL, NULL, 50, '', 0, 50, 80, 'Malmby', 'payroll', '', 0, '', 0);
INSERT INTO public.promise_promise VALUES ('01a22c7f-285b-7e66-92b6-09b5072bffb7', 'case', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', 'decision', 'office', 1080, 'kept', '2026-11-17 12:00:00+00', '2026-11-19 12:00:00+00', '2026-11-18 16:30:00+00', 0, NULL, NULL, '', '', '', '2026-11-17 12:00:00+00', 1, NULL, NULL, 50, '', 0, 50, 80, 'Malmby', 'payroll', '', 0, '', 0);
INSERT INTO public.promise_promise VALUES ('01a22c7f-297f-7144-b594-f3fd78441873', 'case', '01a22c7f-297e-7b8e-92bc-7234a593eab8', 'first_answer', 'office', 240, 'running', '2026-11-17 12:00:00+00', '2026-11-17 16:00:00+00', '2026-11-17 15:00:00+00', 0, NULL, NULL, '', '', '', NULL, 1, NULL, '2026-11-17 14:00:00+00', 50, '', 0, 50, 80, 'Malmby', 'advice', '', 0, '', 0);
INSERT INTO public.promise_promise VALUES ('01a22c7f-297f-73a0-bf6f-4f9c69f2f397', 'case', '01a22c7f-297e-7b8e-92bc-7234a593eab8', 'decision', 'office', 1080, 'running', '2026-11-17 12:00:00+00', '2026-11-19 12:00:00+00', '2026-11-18 16:30:00+00', 0, NULL, NULL, '', '', '', NULL, 1, NULL, '2026-11-18 12:00:00+00', 50, '', 0, 50, 80, 'Malmby', 'advice', '', 0, '', 0);
INSERT INTO public.promise_promise VALUES ('01a22c7f-2987-7147-883f-27b335106b5a', 'case', '01a22c7f-2986-7c64-8257-3a142b0b0f1e', 'first_answer', 'office', 240, 'running', '2026-11-17 12:00:00+00', '2026-11-17 16:00:00+00', '2026-11-17 15:00:00+00', 0, NULL, NULL, '', '', '', NULL, 1, NULL, '2026-11-17 14:00:00+00', 50, '', 0, 50, 80, 'Malmby', 'advice', '', 0, '', 0);
INSERT INTO public.promise_promise VALUES ('01a22c7f-2987-72ba-a0ee-39b8115d22fb', 'case', '01a22c7f-2986-7c64-8257-3a142b0b0f1e', 'decision', 'office', 1080, 'running', '2026-11-17 12:00:00+00', '2026-11-19 12:00:00+00', '2026-11-18 16:30:00+00', 0, NULL, NULL, '', '', '', NULL, 1, NULL, '2026-11-18 12:00:00+00', 50, '', 0, 50, 80, 'Malmby', 'advice', '', 0, '', 0);
INSERT INTO public.rating_quarter VALUES ('2024-Q4', '2026-11-17 12:00:00+00');
INSERT INTO public.rating_quarter VALUES ('2025-Q1', '2026-11-17 12:00:00+00');
INSERT INTO public.rating_quarter VALUES ('2025-Q2', '2026-11-17 12:00:00+00');
INSERT INTO public.rating_quarter VALUES ('2025-Q3', '2026-11-17 12:00:00+00');
INSERT INTO public.rating_quarter VALUES ('2025-Q4', '2026-11-17 12:00:00+00');
INSERT INTO public.rating_quarter VALUES ('2026-Q1', '2026-11-17 12:00:00+00');
INSERT INTO public.rating_quarter VALUES ('2026-Q2', '2026-11-17 12:00:00+00');
INSERT INTO public.rating_quarter VALUES ('2026-Q3', '2026-11-17 12:00:00+00');
INSERT INTO public.rating_rating VALUES ('01a22c7f-285a-70ca-9bc5-2cad75b822b4', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '8f9a8757-7985-5976-8e5f-93c4b6a95050', 'payroll', 'pay', '2026-11-17 12:00:00+00', 5, 4, 'yes', 'Quick.', false, '', '2026-11-17 12:00:00+00');
INSERT INTO public.river_job VALUES (1, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'app.forget_answers', '{}', 'default', '{}', '\x81382c959e390651225acb84df08c34c7a5bd3099f63ac53afa49c0d0678798e', B'11110001');
INSERT INTO public.river_job VALUES (2, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'app.sweep_sign_in', '{}', 'default', '{}', '\x29984a89b93996047d61c5251620cd43c2f1ca64c35fab6335290a4ebd820be5', B'11110001');
INSERT INTO public.river_job VALUES (3, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'app.sweep_words', '{}', 'default', '{}', '\x4821155ddfe8c7ad32b81f76963cdd7cf903d0605ca32d2cd6ab28b68e74def7', B'11110001');
INSERT INTO public.river_job VALUES (4, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'app.sweep_files', '{}', 'default', '{}', '\x67f5613cebb2de6b0f4b9419499fe1aa4dc3d7d2d3ea09d024f7107fbc98ee04', B'11110001');
INSERT INTO public.river_job VALUES (5, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'people.forget_files', '{}', 'default', '{}', '\xdd798eea24071da95e2b8bb6250ea9d4cd481d211d442dc5b99334b6d6fa11e4', B'11110001');
INSERT INTO public.river_job VALUES (6, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'promise.act', '{}', 'default', '{}', '\xe7ebd909fb0d4f805c4420e5190f8f996374fbe773614b16e746f7d913e29193', B'11110001');
INSERT INTO public.river_job VALUES (7, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'promise.recount', '{}', 'default', '{}', '\x80dfb0e9daf0287d2cf1ba6137a96aab2fdae03971c1519ef5be79137d17a2fe', B'11110001');
INSERT INTO public.river_job VALUES (8, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'desk.tick', '{}', 'default', '{}', '\xd20aa729aad1bf8110ff46b4c9a367530558c226a5589636ea4b598526839985', B'11110001');
INSERT INTO public.river_job VALUES (9, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'desk.summaries', '{}', 'default', '{}', '\xddc1e8da1a6518fd0d299f56b144ddb8ec20bfae23290caa8d971c5504aa9dc1', B'11110001');
INSERT INTO public.river_job VALUES (10, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'promise.recount_by_policy', '{}', 'default', '{}', '\x5d509c81b21b031081cfbdf2b12b47ba2202ba2a39db564f9c847238463c933b', B'11110001');
INSERT INTO public.river_job VALUES (11, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'heard.remind', '{}', 'default', '{}', '\x4072adb242cee6a42c1a1d908dff6f00f929f898acce8d1d7c325b85086e13b5', B'11110001');
INSERT INTO public.river_job VALUES (12, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'rating.count', '{}', 'default', '{}', '\x8d9068172f26bb6afab976bb9f8bf08a710ca2e10de67cc6e3533ff9a56537a4', B'11110001');
INSERT INTO public.river_job VALUES (13, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'letters.retention', '{}', 'default', '{}', '\xccd5263522128f0a31d6f8da8698ed389ae0e90101e9e7b8550a1d045888c0b0', B'11110001');
INSERT INTO public.river_job VALUES (14, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'cause.sweep', '{}', 'default', '{}', '\xa3c7bb5ccde568d1c4179dc1bcd0ef19f4aa611ba4ec9c4ec55818f6df0e06b1', B'11110001');
INSERT INTO public.river_job VALUES (15, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'callback.book', '{}', 'default', '{}', '\xd5c455c066e3387352c50142a3181f38f6350deb97a09087c9a23ad5d2991a51', B'11110001');
INSERT INTO public.river_job VALUES (16, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'escalation.words', '{}', 'default', '{}', '\x2b9c65333d6f1a8f89b0705c3116d29d28ebe6f2ab6c7a1a3f10db99d19f91a4', B'11110001');
INSERT INTO public.river_job VALUES (17, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'macro.forget', '{}', 'default', '{}', '\xa66507c7a256fc6b4cbfd92ae8400b8c16bfe999c6e2fd9dda56476cd579c816', B'11110001');
INSERT INTO public.river_job VALUES (18, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'macro.given_up', '{}', 'default', '{}', '\x7f2666c7545c90104e0419131e75c66aa707b18e5907fdf0a137a22be44f17b0', B'11110001');
INSERT INTO public.river_job VALUES (19, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'outreach.pass', '{}', 'default', '{}', '\x6c2316c5a8dd7207afb1106c86cc499865fa91164ec1a25ace0f5d139c1e0263', B'11110001');
INSERT INTO public.river_job VALUES (20, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'outreach.forget', '{}', 'default', '{}', '\xf6a051a48f97a280acd9daf4b4f98efbbc7badb4c65d5b684a9f782c3563d909', B'11110001');
INSERT INTO public.river_job VALUES (21, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'follow.morning', '{}', 'default', '{}', '\xcc3ec8d6271365e24063cdd56632c0962013256d5c25d90d524a154ecddc0410', B'11110001');
INSERT INTO public.river_job VALUES (22, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'follow.given_now', '{}', 'default', '{}', '\x38e3e108029c8daa5e5746b77d577290eab356819f6fbbfee1b9147f2708458a', B'11110001');
INSERT INTO public.river_job VALUES (23, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'snooze.sweep', '{}', 'default', '{}', '\x950f3ef97933e8d01fb05144408547d5327bf6d4be0c38bf03bdfa99575f6226', B'11110001');
INSERT INTO public.river_job VALUES (24, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'routing.pass', '{}', 'default', '{}', '\x5541bbe40a4e7b7ad835ea52ee507735adcab673d1fc8334d021be640b824b0f', B'11110001');
INSERT INTO public.river_job VALUES (25, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'automation.untouched', '{}', 'default', '{}', '\xe3f570315adc8a6f712bcc3e310c51a889ea3db5588788a28354a656435824ba', B'11110001');
INSERT INTO public.river_job VALUES (26, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'hold.sweep', '{}', 'default', '{}', '\x21cac8c236f33ae4d60cea9b7931bdf75bd3c7c913211af9bb339b16de40adda', B'11110001');
INSERT INTO public.river_job VALUES (27, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'hold.late', '{}', 'default', '{}', '\xb7d68fb1a050293e0e556cf6143e9c7e365238ebd7cb0d866ad96414714587f1', B'11110001');
INSERT INTO public.river_job VALUES (28, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'spike.look', '{}', 'default', '{}', '\xee44df5761357b58da5665ff1a2ac534632490c707a1ace5b2b098665a6a333b', B'11110001');
INSERT INTO public.river_job VALUES (29, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'intake.reconcile', '{}', 'default', '{}', '\x71b9e8bb551b990d82415d858ce88214864124aceff5810ddd262e2f6ac56ce4', B'11110001');
INSERT INTO public.river_job VALUES (30, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'intake.retention', '{}', 'default', '{}', '\xa22516c04638cd81d62f58f45421d4e44f1532c6e2890e04354c9d9c85b82042', B'11110001');
INSERT INTO public.river_job VALUES (31, 'completed', 1, 3, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{}', '{drain}', NULL, 'webhook.pass', '{}', 'default', '{}', '\x68a00d28f454bf3d894feaf96802848dc0564dffcd07a9cd139b2e081ba57f86', B'11110001');
INSERT INTO public.river_job VALUES (32, 'completed', 1, 12, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{"CaseID": "01a22c7f-285a-70ca-9bc5-2cad75b822b4"}', '{drain}', NULL, 'case.answered>callback.answered', '{}', 'default', '{}', NULL, NULL);
INSERT INTO public.river_job VALUES (33, 'completed', 1, 12, '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', '2026-11-17 12:00:00+00', 1, '{"CaseID": "01a22c7f-285a-70ca-9bc5-2cad75b822b4"}', '{drain}', NULL, 'case.answered_changed>cause.answered', '{}', 'default', '{}', NULL, NULL);
INSERT INTO public.search_doc VALUES (74017036377, 'person', 'f0645353-e00b-52c1-bfe8-85f7c30debcd', '', 0, '''1001'':7A ''eklund'':2A ''example'':6A ''ferrow'':4A ''jonas'':1A,3A ''lund'':5A');
INSERT INTO public.search_doc VALUES (663444458018, 'person', 'dd3de217-d7fb-5dbf-9b48-05423eba5d54', '', 0, '''1002'':7A ''example'':6A ''ferrow'':4A ''lang'':2A ''lund'':5A ''stefan'':1A,3A');
INSERT INTO public.search_doc VALUES (968795770816, 'person', '10f298d3-6d51-5433-b5ba-85cf862dc1ee', '', 0, '''1003'':7A ''amina'':1A,3A ''example'':6A ''ferrow'':4A ''lund'':5A ''yusuf'':2A');
INSERT INTO public.search_doc VALUES (246047994928, 'person', 'd7bf2950-9305-56bb-b227-c1275a138600', '', 0, '''1004'':7A ''dvorak'':2A ''example'':6A ''ferrow'':4A ''lund'':5A ''pavel'':1A,3A');
INSERT INTO public.search_doc VALUES (158031367063, 'person', '6923ee4e-d620-53e1-b5be-db8352be74bb', '', 0, '''1005'':3A ''lindgren'':2A ''rosa'':1A');
INSERT INTO public.search_doc VALUES (763102892933, 'person', '5e1a027d-a269-5938-8036-9c229aa04d3a', '', 0, '''1006'':7A ''example'':6A ''ferrow'':4A ''hanna'':1A,3A ''lund'':5A ''virtanen'':2A');
INSERT INTO public.search_doc VALUES (279093592084, 'person', 'a588c87f-993b-5c77-8719-d2f564ee2c25', '', 0, '''2001'':7A ''example'':6A ''ferrow'':4A ''kowalczyk'':2A ''lund'':5A ''marta'':1A,3A');
INSERT INTO public.search_doc VALUES (460803701162, 'person', '6cb166d1-037e-568e-bc68-2b41104afbc1', '', 0, '''2002'':7A ''example'':6A ''ferrow'':4A ''lund'':5A ''priya'':1A,3A ''raman'':2A');
INSERT INTO public.search_doc VALUES (1080519535685, 'person', '8f9a8757-7985-5976-8e5f-93c4b6a95050', '', 0, '''2003'':7A ''brandt'':2A ''example'':6A ''ferrow'':4A ''lund'':5A ''theo'':1A,3A');
INSERT INTO public.search_doc VALUES (1004473203130, 'person', '8a01aff5-9ae3-5a6f-ba2c-bd6ed98d8fd9', '', 0, '''2004'':7A ''example'':6A ''ferrow'':4A ''ingrid'':1A,3A ''lund'':5A ''salo'':2A');
INSERT INTO public.search_doc VALUES (606407012820, 'person', 'ff0307b7-9ac2-5b15-a471-ad58c551e95b', '', 0, '''3001'':7A ''example'':6A ''ferrow'':4A ''haddad'':2A ''lund'':5A ''noor'':1A,3A');
INSERT INTO public.search_doc VALUES (638806501841, 'person', '41dd45df-53fc-5658-afba-fdc11d480109', '', 0, '''3002'':7A ''berg'':2A ''example'':6A ''ferrow'':4A ''lena'':1A,3A ''lund'':5A');
INSERT INTO public.search_doc VALUES (3764213356953747706, 'case_note', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', '01a22c7f-287c-7a93-8a59-2f49707802e8', 18, '''asked'':5 ''foreman'':7 ''october'':3A ''of'':2A ''payslip'':1A ''the'':6');
INSERT INTO public.search_doc VALUES (3764213356954715853, 'case', '01a22c7f-285a-70ca-9bc5-2cad75b822b4', '01a22c7f-285c-71dc-8347-de38eecd2052', 88, '''are'':8 ''here'':13 ''hours'':7,18,20 ''is'':14 ''it'':11,23 ''missing'':9 ''night'':6 ''october'':3A ''of'':2A,17 ''on'':10 ''paid'':25 ''payslip'':1A ''sheet'':16 ''the'':5,15 ''today'':26 ''txt'':21 ''was'':24');
INSERT INTO public.search_doc VALUES (3764213356954718985, 'case', '01a22c7f-297e-7b8e-92bc-7234a593eab8', '01a22c7f-297f-7587-b9cf-b634a5c9651b', 35, '''between'':8 ''dark'':7 ''is'':5 ''it'':4 ''lamps'':2A ''shelves'':10 ''the'':9 ''too'':6 ''warehouse'':1A');
INSERT INTO public.search_doc VALUES (3764213356954179957, 'case', '01a22c7f-2986-7c64-8257-3a142b0b0f1e', '01a22c7f-2987-7722-927f-342a64f87072', 24, '''may'':6 ''only'':4 ''read'':7 ''some'':5 ''something'':1A ''this'':8 ''unfair'':2A');
INSERT INTO public.search_state VALUES ('epoch', '1');
INSERT INTO public.search_state VALUES ('swept', '-9223372036854775808');
INSERT INTO public.search_word VALUES (-8886865614908114015, 'example', 0);
INSERT INTO public.search_word VALUES (-7977301646382442556, 'lund', 0);
INSERT INTO public.search_word VALUES (-7905635984463567449, 'lund', 0);
INSERT INTO public.search_word VALUES (-7558433177390796230, 'eklund', 0);
INSERT INTO public.search_word VALUES (-6731018943249761721, 'jonas', 0);
INSERT INTO public.search_word VALUES (-5844464031619027147, 'example', 0);
INSERT INTO public.search_word VALUES (-5378736428301529461, 'ferrow', 0);
INSERT INTO public.search_word VALUES (-4834608424055969464, 'eklund', 0);
INSERT INTO public.search_word VALUES (-4245360832209997192, 'lund', 0);
INSERT INTO public.search_word VALUES (-4219469532393993639, 'lund', 0);
INSERT INTO public.search_word VALUES (-4219462935324224373, 'lund', 0);
INSERT INTO public.search_word VALUES (-1609273134662470152, 'eklund', 0);
INSERT INTO public.search_word VALUES (-1169238899087927385, 'eklund', 0);
INSERT INTO public.search_word VALUES (493189605136957470, 'example', 0);
INSERT INTO public.search_word VALUES (1284063797904489519, 'eklund', 0);
INSERT INTO public.search_word VALUES (1302057308877996787, 'example', 0);
INSERT INTO public.search_word VALUES (1506126219337325375, 'lund', 0);
INSERT INTO public.search_word VALUES (1672478587655107827, 'eklund', 0);
INSERT INTO public.search_word VALUES (1672489582771389937, 'eklund', 0);
INSERT INTO public.search_word VALUES (1692496296354343568, 'eklund', 0);
INSERT INTO public.search_word VALUES (2066842118154800422, 'ferrow', 0);
INSERT INTO public.search_word VALUES (2698788944119868197, 'example', 0);
INSERT INTO public.search_word VALUES (3204722965150572972, 'jonas', 0);
INSERT INTO public.search_word VALUES (4021804000845608833, 'ferrow', 0);
INSERT INTO public.search_word VALUES (4233435633703665548, 'ferrow', 0);
INSERT INTO public.search_word VALUES (4233462021982742612, 'ferrow', 0);
INSERT INTO public.search_word VALUES (4243876596123075729, 'ferrow', 0);
INSERT INTO public.search_word VALUES (6598976663043049146, 'ferrow', 0);
INSERT INTO public.search_word VALUES (6922670091624878302, 'jonas', 0);
INSERT INTO public.search_word VALUES (7328658608971521481, 'jonas', 0);
INSERT INTO public.search_word VALUES (7350811772130811292, 'example', 0);
INSERT INTO public.search_word VALUES (7483703596348801629, 'jonas', 0);
INSERT INTO public.search_word VALUES (7490412816302820576, 'jonas', 0);
INSERT INTO public.search_word VALUES (7490432607512128374, 'jonas', 0);
INSERT INTO public.search_word VALUES (9076186803428186146, 'example', 0);
INSERT INTO public.search_word VALUES (9102891741848876614, 'example', 0);
INSERT INTO public.search_word VALUES (9102901637453530513, 'example', 0);
INSERT INTO public.search_word VALUES (-4586505616925516393, 'stefan', 0);
INSERT INTO public.search_word VALUES (-4581732636948398567, 'stefan', 0);
INSERT INTO public.search_word VALUES (-4581722741343744668, 'stefan', 0);
INSERT INTO public.search_word VALUES (-4245357533675112559, 'lang', 0);
INSERT INTO public.search_word VALUES (-4238584542046657374, 'lang', 0);
INSERT INTO public.search_word VALUES (-4238574646442003475, 'lang', 0);
INSERT INTO public.search_word VALUES (-3075583432186207179, 'stefan', 0);
INSERT INTO public.search_word VALUES (-2532133011329157342, 'stefan', 0);
INSERT INTO public.search_word VALUES (-1919317440888188034, 'lang', 0);
INSERT INTO public.search_word VALUES (-1865640567789204526, 'stefan', 0);
INSERT INTO public.search_word VALUES (316225712408457038, 'stefan', 0);
INSERT INTO public.search_word VALUES (3170839161223398409, 'lang', 0);
INSERT INTO public.search_word VALUES (3733939161234831883, 'stefan', 0);
INSERT INTO public.search_word VALUES (7461834359189365750, 'lang', 0);
INSERT INTO public.search_word VALUES (-8752524793520985542, 'yusuf', 0);
INSERT INTO public.search_word VALUES (-5882324533481898923, 'amina', 0);
INSERT INTO public.search_word VALUES (-953111787836201753, 'yusuf', 0);
INSERT INTO public.search_word VALUES (145109814082834017, 'amina', 0);
INSERT INTO public.search_word VALUES (1034709046214559117, 'yusuf', 0);
INSERT INTO public.search_word VALUES (2344185613630626199, 'yusuf', 0);
INSERT INTO public.search_word VALUES (2350110881793919928, 'yusuf', 0);
INSERT INTO public.search_word VALUES (2350131772514855937, 'yusuf', 0);
INSERT INTO public.search_word VALUES (2741325048448106101, 'amina', 0);
INSERT INTO public.search_word VALUES (2744107912378540467, 'amina', 0);
INSERT INTO public.search_word VALUES (2744122206029707210, 'amina', 0);
INSERT INTO public.search_word VALUES (5569578633129827737, 'yusuf', 0);
INSERT INTO public.search_word VALUES (6853844456136849366, 'amina', 0);
INSERT INTO public.search_word VALUES (7050878799122822007, 'amina', 0);
INSERT INTO public.search_word VALUES (-7774990918426494775, 'pavel', 0);
INSERT INTO public.search_word VALUES (-5134343162832688593, 'pavel', 0);
INSERT INTO public.search_word VALUES (-5134335466251291116, 'pavel', 0);
INSERT INTO public.search_word VALUES (-5121678987901414220, 'pavel', 0);
INSERT INTO public.search_word VALUES (-4529951246329477826, 'dvorak', 0);
INSERT INTO public.search_word VALUES (-3666575404027335538, 'dvorak', 0);
INSERT INTO public.search_word VALUES (-3011179344445445296, 'dvorak', 0);
INSERT INTO public.search_word VALUES (-3011168349329163186, 'dvorak', 0);
INSERT INTO public.search_word VALUES (-2998818634723557159, 'dvorak', 0);
INSERT INTO public.search_word VALUES (-1021337346537041751, 'pavel', 0);
INSERT INTO public.search_word VALUES (-374583152940120596, 'pavel', 0);
INSERT INTO public.search_word VALUES (4140817950976118225, 'dvorak', 0);
INSERT INTO public.search_word VALUES (4340665369784553107, 'dvorak', 0);
INSERT INTO public.search_word VALUES (6039354477078957544, 'pavel', 0);
INSERT INTO public.search_word VALUES (6046921383546369345, 'dvorak', 0);
INSERT INTO public.search_word VALUES (-9025495262664093903, 'lindgren', 0);
INSERT INTO public.search_word VALUES (-4759373722162749129, 'rosa', 0);
INSERT INTO public.search_word VALUES (-4658578061474671340, 'lindgren', 0);
INSERT INTO public.search_word VALUES (-3901666458978769535, 'rosa', 0);
INSERT INTO public.search_word VALUES (-2942572594027013048, 'rosa', 0);
INSERT INTO public.search_word VALUES (-2915577384536474876, 'rosa', 0);
INSERT INTO public.search_word VALUES (-2915557593327167078, 'rosa', 0);
INSERT INTO public.search_word VALUES (756035574611247426, 'lindgren', 0);
INSERT INTO public.search_word VALUES (1427148979099909113, 'lindgren', 0);
INSERT INTO public.search_word VALUES (2283958286531553695, 'lindgren', 0);
INSERT INTO public.search_word VALUES (3343993914125641090, 'lindgren', 0);
INSERT INTO public.search_word VALUES (3460845427579376134, 'rosa', 0);
INSERT INTO public.search_word VALUES (5729481352856683135, 'lindgren', 0);
INSERT INTO public.search_word VALUES (5749780536532740892, 'lindgren', 0);
INSERT INTO public.search_word VALUES (5749792631160651213, 'lindgren', 0);
INSERT INTO public.search_word VALUES (8871438892856531333, 'lindgren', 0);
INSERT INTO public.search_word VALUES (-5989078459113568073, 'virtanen', 0);
INSERT INTO public.search_word VALUES (-5339223563875511383, 'virtanen', 0);
INSERT INTO public.search_word VALUES (-2061602069540778731, 'hanna', 0);
INSERT INTO public.search_word VALUES (-2061600970029150520, 'hanna', 0);
INSERT INTO public.search_word VALUES (-2035427679382339574, 'virtanen', 0);
INSERT INTO public.search_word VALUES (-1469623393704554843, 'virtanen', 0);
INSERT INTO public.search_word VALUES (-1469617896146413788, 'virtanen', 0);
INSERT INTO public.search_word VALUES (-1462860297680753557, 'virtanen', 0);
INSERT INTO public.search_word VALUES (-365340475149425935, 'virtanen', 0);
INSERT INTO public.search_word VALUES (2870965323639102226, 'virtanen', 0);
INSERT INTO public.search_word VALUES (3538875005480052986, 'virtanen', 0);
INSERT INTO public.search_word VALUES (3620567167245360156, 'hanna', 0);
INSERT INTO public.search_word VALUES (4020643294176608241, 'hanna', 0);
INSERT INTO public.search_word VALUES (4567903033980002144, 'hanna', 0);
INSERT INTO public.search_word VALUES (7045694523539562177, 'hanna', 0);
INSERT INTO public.search_word VALUES (8212379136554400551, 'virtanen', 0);
INSERT INTO public.search_word VALUES (-9012859538057378178, 'marta', 0);
INSERT INTO public.search_word VALUES (-8663336699919283627, 'kowalczyk', 0);
INSERT INTO public.search_word VALUES (-7771083558456926764, 'kowalczyk', 0);
INSERT INTO public.search_word VALUES (-5972628277800044083, 'kowalczyk', 0);
INSERT INTO public.search_word VALUES (-5969848712404494350, 'kowalczyk', 0);
INSERT INTO public.search_word VALUES (-5969833319241699396, 'kowalczyk', 0);
INSERT INTO public.search_word VALUES (-5410082153639699055, 'kowalczyk', 0);
INSERT INTO public.search_word VALUES (-3000589654865903750, 'marta', 0);
INSERT INTO public.search_word VALUES (-959859353795896557, 'marta', 0);
INSERT INTO public.search_word VALUES (-954204565493142734, 'marta', 0);
INSERT INTO public.search_word VALUES (-954190271841975991, 'marta', 0);
INSERT INTO public.search_word VALUES (-688831682010914464, 'kowalczyk', 0);
INSERT INTO public.search_word VALUES (1949409809159332270, 'kowalczyk', 0);
INSERT INTO public.search_word VALUES (4128262009592356361, 'marta', 0);
INSERT INTO public.search_word VALUES (7119310947154313784, 'marta', 0);
INSERT INTO public.search_word VALUES (7807070986468547004, 'kowalczyk', 0);
INSERT INTO public.search_word VALUES (8339150533379582774, 'kowalczyk', 0);
INSERT INTO public.search_word VALUES (8613736040390996820, 'kowalczyk', 0);
INSERT INTO public.search_word VALUES (-7809416546527741243, 'priya', 0);
INSERT INTO public.search_word VALUES (-5228637355907895788, 'raman', 0);
INSERT INTO public.search_word VALUES (-4104656789725691300, 'priya', 0);
INSERT INTO public.search_word VALUES (-178321987771937593, 'priya', 0);
INSERT INTO public.search_word VALUES (1586412864317521234, 'priya', 0);
INSERT INTO public.search_word VALUES (1586439252596598298, 'priya', 0);
INSERT INTO public.search_word VALUES (1601603716969856810, 'priya', 0);
INSERT INTO public.search_word VALUES (2751989211728043115, 'raman', 0);
INSERT INTO public.search_word VALUES (2757181939860497660, 'raman', 0);
INSERT INTO public.search_word VALUES (3055677273660702121, 'priya', 0);
INSERT INTO public.search_word VALUES (4081876978336614189, 'raman', 0);
INSERT INTO public.search_word VALUES (5666964322445513464, 'raman', 0);
INSERT INTO public.search_word VALUES (5678504796492945420, 'raman', 0);
INSERT INTO public.search_word VALUES (5678512493074342897, 'raman', 0);
INSERT INTO public.search_word VALUES (-6804448399770532630, 'theo', 0);
INSERT INTO public.search_word VALUES (-6555330308855024022, 'theo', 0);
INSERT INTO public.search_word VALUES (-6122728897184482502, 'brandt', 0);
INSERT INTO public.search_word VALUES (-6089848627804907343, 'brandt', 0);
INSERT INTO public.search_word VALUES (-5501934781722305003, 'brandt', 0);
INSERT INTO public.search_word VALUES (-5492386622744812929, 'brandt', 0);
INSERT INTO public.search_word VALUES (-5492369030558761553, 'brandt', 0);
INSERT INTO public.search_word VALUES (-4747543361122675088, 'brandt', 0);
INSERT INTO public.search_word VALUES (-4229815041344318451, 'theo', 0);
INSERT INTO public.search_word VALUES (942296656543429150, 'theo', 0);
INSERT INTO public.search_word VALUES (945146590683184387, 'theo', 0);
INSERT INTO public.search_word VALUES (945157585799466497, 'theo', 0);
INSERT INTO public.search_word VALUES (3330564190295407399, 'brandt', 0);
INSERT INTO public.search_word VALUES (4066673397430662551, 'brandt', 0);
INSERT INTO public.search_word VALUES (-7775512271267284403, 'ingrid', 0);
INSERT INTO public.search_word VALUES (-6570401676958108310, 'ingrid', 0);
INSERT INTO public.search_word VALUES (-6243439241892125736, 'ingrid', 0);
INSERT INTO public.search_word VALUES (-2184271310078221717, 'salo', 0);
INSERT INTO public.search_word VALUES (-2184270210566593506, 'salo', 0);
INSERT INTO public.search_word VALUES (-2171851226728410186, 'salo', 0);
INSERT INTO public.search_word VALUES (-790262891573328736, 'ingrid', 0);
INSERT INTO public.search_word VALUES (-790248597922161993, 'ingrid', 0);
INSERT INTO public.search_word VALUES (-779810934037636445, 'ingrid', 0);
INSERT INTO public.search_word VALUES (-666370136708131703, 'ingrid', 0);
INSERT INTO public.search_word VALUES (1404617228493935428, 'ingrid', 0);
INSERT INTO public.search_word VALUES (3522936996903750316, 'salo', 0);
INSERT INTO public.search_word VALUES (3733131223087918083, 'salo', 0);
INSERT INTO public.search_word VALUES (7459837646072913024, 'salo', 0);
INSERT INTO public.search_word VALUES (-8033310216819652485, 'haddad', 0);
INSERT INTO public.search_word VALUES (-5297604455233745927, 'noor', 0);
INSERT INTO public.search_word VALUES (-5297574768419784230, 'noor', 0);
INSERT INTO public.search_word VALUES (-4740223528137982642, 'noor', 0);
INSERT INTO public.search_word VALUES (-4422638655158979312, 'haddad', 0);
INSERT INTO public.search_word VALUES (4523131886803680027, 'noor', 0);
INSERT INTO public.search_word VALUES (4983355602760897156, 'haddad', 0);
INSERT INTO public.search_word VALUES (5131301462843773931, 'haddad', 0);
INSERT INTO public.search_word VALUES (6314130137292863608, 'noor', 0);
INSERT INTO public.search_word VALUES (7488883270256302574, 'haddad', 0);
INSERT INTO public.search_word VALUES (7493666145838074299, 'haddad', 0);
INSERT INTO public.search_word VALUES (7493669444372958932, 'haddad', 0);
INSERT INTO public.search_word VALUES (-8419373053599201904, 'lena', 0);
INSERT INTO public.search_word VALUES (-8407825982482000682, 'berg', 0);
INSERT INTO public.search_word VALUES (-7161085685108517744, 'berg', 0);
INSERT INTO public.search_word VALUES (-4245355334651856137, 'lena', 0);
INSERT INTO public.search_word VALUES (-4234915471744074167, 'lena', 0);
INSERT INTO public.search_word VALUES (-4234905576139420268, 'lena', 0);
INSERT INTO public.search_word VALUES (432016762713628152, 'lena', 0);
INSERT INTO public.search_word VALUES (543945353413838203, 'lena', 0);
INSERT INTO public.search_word VALUES (955956192197869535, 'berg', 0);
INSERT INTO public.search_word VALUES (5596088470933467479, 'berg', 0);
INSERT INTO public.search_word VALUES (5596100565561377800, 'berg', 0);
INSERT INTO public.search_word VALUES (5608467872353035203, 'berg', 0);
INSERT INTO public.search_word VALUES (-9066426538662696815, 'are', 2048);
INSERT INTO public.search_word VALUES (-9058842107452811137, 'it', 32767);
INSERT INTO public.search_word VALUES (-9056851991406127677, 'of', 32767);
INSERT INTO public.search_word VALUES (-9056843195313101989, 'on', 32767);
INSERT INTO public.search_word VALUES (-8940876177819776222, 'night', 0);
INSERT INTO public.search_word VALUES (-8137285755431333323, 'october', 943);
INSERT INTO public.search_word VALUES (-7071255082342367044, 'october', 0);
INSERT INTO public.search_word VALUES (-6486355557136083815, 'hours', 31800);
INSERT INTO public.search_word VALUES (-6111025162635993877, 'october', 0);
INSERT INTO public.search_word VALUES (-6071796195170147978, 'missing', 16382);
INSERT INTO public.search_word VALUES (-5954562585290780528, 'payslip', 0);
INSERT INTO public.search_word VALUES (-5830634187921910239, 'the', 32767);
INSERT INTO public.search_word VALUES (-5562450858927692826, 'october', 31824);
INSERT INTO public.search_word VALUES (-4385741352224114082, 'october', 0);
INSERT INTO public.search_word VALUES (-3784600203926062690, 'missing', 0);
INSERT INTO public.search_word VALUES (-3421260573645352552, 'payslip', 0);
INSERT INTO public.search_word VALUES (-3228491371684806101, 'payslip', 0);
INSERT INTO public.search_word VALUES (-3225692015079948570, 'payslip', 0);
INSERT INTO public.search_word VALUES (-3225664527289243295, 'payslip', 0);
INSERT INTO public.search_word VALUES (-2200167143894853779, 'october', 0);
INSERT INTO public.search_word VALUES (-1403824337362362326, 'payslip', 0);
INSERT INTO public.search_word VALUES (-1061737062392766222, 'payslip', 32767);
INSERT INTO public.search_word VALUES (-867341664192555800, 'night', 2048);
INSERT INTO public.search_word VALUES (-674892018365746448, 'hours', 967);
INSERT INTO public.search_word VALUES (-585768592756590856, 'hours', 0);
INSERT INTO public.search_word VALUES (674781387374122652, 'are', 30719);
INSERT INTO public.search_word VALUES (1738544796634566945, 'hours', 0);
INSERT INTO public.search_word VALUES (1990829908731110746, 'missing', 0);
INSERT INTO public.search_word VALUES (2038853749915952605, 'night', 0);
INSERT INTO public.search_word VALUES (2463016720596584365, 'missing', 16384);
INSERT INTO public.search_word VALUES (2658287070865187165, 'payslip', 0);
INSERT INTO public.search_word VALUES (2863686191572498986, 'missing', 0);
INSERT INTO public.search_word VALUES (2864555905270224662, 'missing', 0);
INSERT INTO public.search_word VALUES (2864565800874878561, 'missing', 0);
INSERT INTO public.search_word VALUES (3932420427363171976, 'october', 0);
INSERT INTO public.search_word VALUES (4089471264536675850, 'missing', 1);
INSERT INTO public.search_word VALUES (5177136469204486115, 'payslip', 0);
INSERT INTO public.search_word VALUES (5197036810749069130, 'hours', 0);
INSERT INTO public.search_word VALUES (5390671624814542760, 'hours', 0);
INSERT INTO public.search_word VALUES (5390672724326170971, 'hours', 0);
INSERT INTO public.search_word VALUES (5395456699419570907, 'hours', 0);
INSERT INTO public.search_word VALUES (5726241444728700929, 'night', 0);
INSERT INTO public.search_word VALUES (5821947589474694728, 'night', 0);
INSERT INTO public.search_word VALUES (5828687595754303583, 'night', 0);
INSERT INTO public.search_word VALUES (5828709585986867803, 'night', 0);
INSERT INTO public.search_word VALUES (6009953070852023777, 'october', 0);
INSERT INTO public.search_word VALUES (6011085567828891882, 'october', 0);
INSERT INTO public.search_word VALUES (6011097662456802203, 'october', 0);
INSERT INTO public.search_word VALUES (6727218319490041468, 'missing', 0);
INSERT INTO public.search_word VALUES (7922778608110327043, 'missing', 0);
INSERT INTO public.search_word VALUES (8364420390576653588, 'night', 30719);
INSERT INTO public.search_word VALUES (-9059648049476100575, 'here', 2048);
INSERT INTO public.search_word VALUES (-9058845405987695770, 'is', 32767);
INSERT INTO public.search_word VALUES (-8951594645240820356, 'sheet', 2048);
INSERT INTO public.search_word VALUES (-6813331298582732441, 'here', 0);
INSERT INTO public.search_word VALUES (-6791392743069390533, 'sheet', 0);
INSERT INTO public.search_word VALUES (-5815453230874228562, 'txt', 32767);
INSERT INTO public.search_word VALUES (-1922085161776528419, 'here', 0);
INSERT INTO public.search_word VALUES (754940642528814232, 'sheet', 64);
INSERT INTO public.search_word VALUES (1194912655635066154, 'here', 0);
INSERT INTO public.search_word VALUES (1209037865700254272, 'sheet', 0);
INSERT INTO public.search_word VALUES (1214907274590109464, 'here', 0);
INSERT INTO public.search_word VALUES (1214932563357558317, 'here', 0);
INSERT INTO public.search_word VALUES (3304154757818913364, 'sheet', 0);
INSERT INTO public.search_word VALUES (4400636764632927357, 'sheet', 30655);
INSERT INTO public.search_word VALUES (5115627488691291913, 'here', 21502);
INSERT INTO public.search_word VALUES (5565862314434731140, 'here', 9217);
INSERT INTO public.search_word VALUES (7954256929475991723, 'sheet', 0);
INSERT INTO public.search_word VALUES (7954273422150414888, 'sheet', 0);
INSERT INTO public.search_word VALUES (-9066427638174325026, 'asked', 2048);
INSERT INTO public.search_word VALUES (-8199023616070660903, 'foreman', 0);
INSERT INTO public.search_word VALUES (-7244839480086589544, 'foreman', 0);
INSERT INTO public.search_word VALUES (-7233299006039157588, 'foreman', 0);
INSERT INTO public.search_word VALUES (-7233291309457760111, 'foreman', 0);
INSERT INTO public.search_word VALUES (-7087029740582292808, 'asked', 0);
INSERT INTO public.search_word VALUES (-6312775329237993276, 'foreman', 0);
INSERT INTO public.search_word VALUES (-5132139624147827485, 'foreman', 1032);
INSERT INTO public.search_word VALUES (-3691249652836867434, 'asked', 0);
INSERT INTO public.search_word VALUES (-3691248553325239223, 'asked', 0);
INSERT INTO public.search_word VALUES (-3681683901673323984, 'asked', 0);
INSERT INTO public.search_word VALUES (-3608049614234681403, 'asked', 16384);
INSERT INTO public.search_word VALUES (-2251394227743800512, 'foreman', 0);
INSERT INTO public.search_word VALUES (-1660821597676396776, 'foreman', 13303);
INSERT INTO public.search_word VALUES (-1125996290900596506, 'foreman', 16384);
INSERT INTO public.search_word VALUES (-989445380273664818, 'asked', 14334);
INSERT INTO public.search_word VALUES (-726642672260139213, 'foreman', 0);
INSERT INTO public.search_word VALUES (673670880629818767, 'asked', 1);
INSERT INTO public.search_word VALUES (1426082080787419121, 'foreman', 2048);
INSERT INTO public.search_word VALUES (5146587194467324237, 'foreman', 0);
INSERT INTO public.search_word VALUES (6083310922568349815, 'asked', 0);
INSERT INTO public.search_word VALUES (7443055490756007638, 'asked', 0);
INSERT INTO public.search_word VALUES (-8654374076916014994, 'today', 0);
INSERT INTO public.search_word VALUES (-8651554929101849665, 'today', 0);
INSERT INTO public.search_word VALUES (-8651528540822772601, 'today', 0);
INSERT INTO public.search_word VALUES (-8395341817075412332, 'paid', 2048);
INSERT INTO public.search_word VALUES (-6585900819777406885, 'was', 32767);
INSERT INTO public.search_word VALUES (-4274234103494659731, 'paid', 0);
INSERT INTO public.search_word VALUES (-3872837904072490168, 'today', 0);
INSERT INTO public.search_word VALUES (-3080783741010231573, 'paid', 0);
INSERT INTO public.search_word VALUES (-1912838377094027493, 'today', 0);
INSERT INTO public.search_word VALUES (1182964204104610139, 'paid', 16384);
INSERT INTO public.search_word VALUES (1658828794472111002, 'today', 0);
INSERT INTO public.search_word VALUES (4800386103513312118, 'paid', 0);
INSERT INTO public.search_word VALUES (4800400397164478861, 'paid', 0);
INSERT INTO public.search_word VALUES (4807968335699941374, 'paid', 0);
INSERT INTO public.search_word VALUES (4864465436862475728, 'paid', 14335);
INSERT INTO public.search_word VALUES (5468227295909379859, 'today', 32767);
INSERT INTO public.search_word VALUES (-9048153754917053481, 'too', 2048);
INSERT INTO public.search_word VALUES (-7929483090447736521, 'shelves', 0);
INSERT INTO public.search_word VALUES (-7885670482445896936, 'warehouse', 0);
INSERT INTO public.search_word VALUES (-7358423441513070608, 'warehouse', 0);
INSERT INTO public.search_word VALUES (-7322382242357070370, 'dark', 30719);
INSERT INTO public.search_word VALUES (-6663694944351436857, 'warehouse', 0);
INSERT INTO public.search_word VALUES (-5827830433270539864, 'too', 30719);
INSERT INTO public.search_word VALUES (-5765125393235016718, 'lamps', 0);
INSERT INTO public.search_word VALUES (-5359098565116644880, 'between', 0);
INSERT INTO public.search_word VALUES (-5044225849640573266, 'warehouse', 8191);
INSERT INTO public.search_word VALUES (-4798764182757221399, 'warehouse', 16384);
INSERT INTO public.search_word VALUES (-4314253948822556857, 'warehouse', 0);
INSERT INTO public.search_word VALUES (-4296232032635925033, 'dark', 0);
INSERT INTO public.search_word VALUES (-4181120064321310657, 'between', 0);
INSERT INTO public.search_word VALUES (-4181110168716656758, 'between', 0);
INSERT INTO public.search_word VALUES (-2114010613185489337, 'between', 0);
INSERT INTO public.search_word VALUES (-1733732147920684465, 'warehouse', 0);
INSERT INTO public.search_word VALUES (-1409508132364912011, 'between', 898);
INSERT INTO public.search_word VALUES (-1405423989249633582, 'shelves', 31824);
INSERT INTO public.search_word VALUES (-1162917462664896045, 'dark', 0);
INSERT INTO public.search_word VALUES (-1162892173897447192, 'dark', 0);
INSERT INTO public.search_word VALUES (-1148553442756785916, 'dark', 0);
INSERT INTO public.search_word VALUES (-858877908314656085, 'shelves', 0);
INSERT INTO public.search_word VALUES (343451027451527521, 'warehouse', 0);
INSERT INTO public.search_word VALUES (345364177684236211, 'warehouse', 0);
INSERT INTO public.search_word VALUES (345388366940056853, 'warehouse', 0);
INSERT INTO public.search_word VALUES (445460272878602152, 'shelves', 0);
INSERT INTO public.search_word VALUES (622774306571858217, 'warehouse', 0);
INSERT INTO public.search_word VALUES (1302642992486877882, 'between', 28725);
INSERT INTO public.search_word VALUES (1818092417573047628, 'lamps', 965);
INSERT INTO public.search_word VALUES (2342242733178387425, 'between', 64);
INSERT INTO public.search_word VALUES (2500280751998932929, 'dark', 2048);
INSERT INTO public.search_word VALUES (2689952102840254989, 'lamps', 31802);
INSERT INTO public.search_word VALUES (2811820619654360914, 'between', 3080);
INSERT INTO public.search_word VALUES (2934978127635395920, 'warehouse', 0);
INSERT INTO public.search_word VALUES (3146056169128442319, 'lamps', 0);
INSERT INTO public.search_word VALUES (3173657209525935527, 'lamps', 0);
INSERT INTO public.search_word VALUES (3173658309037563738, 'lamps', 0);
INSERT INTO public.search_word VALUES (3435936901661921432, 'shelves', 0);
INSERT INTO public.search_word VALUES (3547853588354758557, 'shelves', 0);
INSERT INTO public.search_word VALUES (4392170525097405682, 'shelves', 943);
INSERT INTO public.search_word VALUES (4434660748640943120, 'between', 0);
INSERT INTO public.search_word VALUES (5040105776528857507, 'between', 0);
INSERT INTO public.search_word VALUES (5520205239011095355, 'lamps', 0);
INSERT INTO public.search_word VALUES (5846352581917147803, 'between', 0);
INSERT INTO public.search_word VALUES (6239606619491710617, 'dark', 0);
INSERT INTO public.search_word VALUES (7024086123967638257, 'warehouse', 8192);
INSERT INTO public.search_word VALUES (7170399155695211603, 'shelves', 0);
INSERT INTO public.search_word VALUES (7184760976580065310, 'shelves', 0);
INSERT INTO public.search_word VALUES (7184780767789373108, 'shelves', 0);
INSERT INTO public.search_word VALUES (9041065893670301500, 'lamps', 0);
INSERT INTO public.search_word VALUES (-9054040540173359825, 'read', 2048);
INSERT INTO public.search_word VALUES (-8950495133612798581, 'some', 7166);
INSERT INTO public.search_word VALUES (-8859822157869332872, 'something', 0);
INSERT INTO public.search_word VALUES (-8102981007627245396, 'unfair', 56);
INSERT INTO public.search_word VALUES (-7739009548846844343, 'something', 16384);
INSERT INTO public.search_word VALUES (-6470023314405482509, 'unfair', 0);
INSERT INTO public.search_word VALUES (-6469995826614777234, 'unfair', 0);
INSERT INTO public.search_word VALUES (-6462405897846750501, 'unfair', 0);
INSERT INTO public.search_word VALUES (-6016136987684443796, 'something', 0);
INSERT INTO public.search_word VALUES (-4218296557529450715, 'this', 0);
INSERT INTO public.search_word VALUES (-4150761076403334534, 'something', 16318);
INSERT INTO public.search_word VALUES (-3784840396427858540, 'unfair', 0);
INSERT INTO public.search_word VALUES (-2033936998925892542, 'unfair', 0);
INSERT INTO public.search_word VALUES (-1938868539071898118, 'unfair', 0);
INSERT INTO public.search_word VALUES (-1907746430635867143, 'read', 0);
INSERT INTO public.search_word VALUES (-682794792027069118, 'something', 0);
INSERT INTO public.search_word VALUES (-185851030785110678, 'read', 14335);
INSERT INTO public.search_word VALUES (-151140081297793653, 'unfair', 0);
INSERT INTO public.search_word VALUES (64704806742905759, 'something', 0);
INSERT INTO public.search_word VALUES (1203640578938102047, 'this', 0);
INSERT INTO public.search_word VALUES (1503697066034998122, 'some', 25601);
INSERT INTO public.search_word VALUES (2280346017233520609, 'read', 16384);
INSERT INTO public.search_word VALUES (3166236891503738258, 'this', 32767);
INSERT INTO public.search_word VALUES (3240768058675787364, 'only', 32766);
INSERT INTO public.search_word VALUES (3240785650861838740, 'only', 1);
INSERT INTO public.search_word VALUES (4302702276479144214, 'something', 65);
INSERT INTO public.search_word VALUES (4327118917885047679, 'only', 0);
INSERT INTO public.search_word VALUES (4327131012512958000, 'only', 0);
INSERT INTO public.search_word VALUES (4329084844675910497, 'only', 0);
INSERT INTO public.search_word VALUES (4330219540676035024, 'some', 0);
INSERT INTO public.search_word VALUES (4664352554631253591, 'unfair', 32711);
INSERT INTO public.search_word VALUES (4824033086691296181, 'some', 0);
INSERT INTO public.search_word VALUES (4854244507875899537, 'something', 0);
INSERT INTO public.search_word VALUES (5068001738623126398, 'only', 0);
INSERT INTO public.search_word VALUES (5075139773590430021, 'something', 0);
INSERT INTO public.search_word VALUES (5305934952953798802, 'some', 0);
INSERT INTO public.search_word VALUES (5305943749046824490, 'some', 0);
INSERT INTO public.search_word VALUES (5307927268023738684, 'some', 0);
INSERT INTO public.search_word VALUES (5597082341404325890, 'something', 0);
INSERT INTO public.search_word VALUES (5597092237008979789, 'something', 0);
INSERT INTO public.search_word VALUES (5603566161474561582, 'something', 0);
INSERT INTO public.search_word VALUES (6109875865068917732, 'read', 0);
INSERT INTO public.search_word VALUES (6113834106929720432, 'read', 0);
INSERT INTO public.search_word VALUES (6113839604487861487, 'read', 0);
INSERT INTO public.search_word VALUES (7131009744016558129, 'read', 0);
INSERT INTO public.search_word VALUES (7166903463186066403, 'this', 0);
INSERT INTO public.search_word VALUES (7168038159186190930, 'this', 0);
INSERT INTO public.search_word VALUES (7168062348442011572, 'this', 0);
INSERT INTO public.search_word VALUES (8238269099289358199, 'may', 32767);
INSERT INTO public.search_word VALUES (8319925811463482891, 'only', 0);
INSERT INTO public.search_word VALUES (8791386660945556794, 'something', 0);
INSERT INTO public.store_schema VALUES ('river', 'cc32a40dddc83c2f49fd071f735fc79f061bea89b507372bef0c16c41913d6e3');
INSERT INTO public.store_schema VALUES ('jobs', '837049b9d2228f186a95c8af537a082bb91a438378fa988826416d322cb0bfae');
INSERT INTO public.store_schema VALUES ('search', 'e5cf42e7276d500375cdd47d2c2953ef53ce9c33713fa572f34a5b3161305d59');
INSERT INTO public.store_schema VALUES ('mail', 'a4eb9d5f889d6bcdc5a57c5e0c36bd55956a0b9c1924b5adca21a4d4b768797a');
INSERT INTO public.store_schema VALUES ('files', '60d0e48a22654c813b142463606de90125e8f2d21e81d2637352b1b53f9e1268');
INSERT INTO public.store_schema VALUES ('audit', '5599f007771b109850a04c603237e7736c746db827c81387f8e4af27c03b5d94');
INSERT INTO public.store_schema VALUES ('auth', 'c7f846adfe4ae155c20f01c7f9ea3f8af1e947bb21d2058bd1813e9593743220');
INSERT INTO public.store_schema VALUES ('people', 'c9fbb0315be9254fabe18ec4a42419d6be523ad707892f0248cd9bee6c5ae10b');
INSERT INTO public.store_schema VALUES ('promise', '7f7ba781c9d0f16396d0a11d6daf3b071b143acb565761e10c348567303f5fde');
INSERT INTO public.store_schema VALUES ('catalogue', '3cef0a7ec63efd912e9819dd8c510408db88b6f57826717319a679846f41d690');
INSERT INTO public.store_schema VALUES ('agreement', '000f50abd09caea259a336056626fcd54d97cb59b32e21b58d9df633b6ba8b16');
INSERT INTO public.store_schema VALUES ('policy', '71e9f92d58689f46d4b264c25f07df5e702c741473509ab26ebe7eb43e63772e');
INSERT INTO public.store_schema VALUES ('desk', '2e60f2d449efb4f3a2a415ae81b380dde04440dfd989ce251b9c0df960a9f5ca');
INSERT INTO public.store_schema VALUES ('heard', '8de75f9658ab4da13fcc11c4f90add3e0a714c279b687cd7ddb70c1bb3b50cda');
INSERT INTO public.store_schema VALUES ('decision', 'bf1bec94f53cd3ce60ac5190e481bba0e4910794b174d7cbcaf51e7b78e1d088');
INSERT INTO public.store_schema VALUES ('rating', '8163aebc336e439a2438983b4ddc663c22f72eca55a0c78743c523f640421894');
INSERT INTO public.store_schema VALUES ('exception', 'dd33b0fdf3befe9be90da3755b77edc914e63a31bc274194cd3e7e4fad59016e');
INSERT INTO public.store_schema VALUES ('fairness', 'b9e47d0bf50ec74b6f385e0921a9637e9b7b0e544f8f0f4516a799df5f4d423e');
INSERT INTO public.store_schema VALUES ('calculation', 'f6c4ee217c86cd48f0b12f65a2d6318c2109db3e241d754075b3e2ff9df2659b');
INSERT INTO public.store_schema VALUES ('statement', '7e418c9a3e9282e876ef2fa237f208c4b0eb89705855e249df1bae255f96a485');
INSERT INTO public.store_schema VALUES ('letters', '2eccd42f301268c9019a5feded57ca201ff821f1fc6be363e6c1934a1af7e146');
INSERT INTO public.store_schema VALUES ('cause', '218594dc03a6888151f34ca79bd4b9c7e34dc7bb77c750c4ccc4295953780425');
INSERT INTO public.store_schema VALUES ('callback', '75b82cbeffdde520739d120c946d1309c4e57c1b2839709dad7ba03e9c2bea55');
INSERT INTO public.store_schema VALUES ('escalation', '081408b10bbd550b24817fc91a45cbb7a5576cea46e484ae65860c5d0e608c36');
INSERT INTO public.store_schema VALUES ('tag', '6a0af2e310173a2bbfc97ca16d8abdad0afe89ca0d14e777c37b34beed6301f1');
INSERT INTO public.store_schema VALUES ('field', '3015c350a8e80a3fae72ef0adaded0041c067bed60ebcd3d83740bec19b19203');
INSERT INTO public.store_schema VALUES ('macro', '21c06788e733725df2b22c1f13bc02b1a1a251b8963d8f8cbe7079f87a06d3fe');
INSERT INTO public.store_schema VALUES ('outreach', '865274a8977a63e163ec4680fcf731a5bd350cc5361694fd6e9cb38284441b5c');
INSERT INTO public.store_schema VALUES ('follow', '30e6bd3c5b2337cb55bd62eb6a610d9012bdac9fa24428a2145f1347ad29947a');
INSERT INTO public.store_schema VALUES ('link', '9e309009c64db970ec9ce60eb2b42ac27b6c654ee0aa1e30aeb71754847755ba');
INSERT INTO public.store_schema VALUES ('joined', '8257c6e6e8edaa5b5be2d82fd952f92fd35ddcd9f753d20b507ac311dfe06588');
INSERT INTO public.store_schema VALUES ('views', 'c28bd3229d1a767499e74c8a69eeba9bba4dd1ed684604996a1b1be6c212f735');
INSERT INTO public.store_schema VALUES ('snooze', 'b3242beb5a504265265f1ca08ee5a4d2cb2f9c5657fc22ca5ea835a6de9ce15b');
INSERT INTO public.store_schema VALUES ('routing', 'e69b8fdba798cf6b31fd9a666030d9e26dda9100ff20b4c482d057dc56e12ff8');
INSERT INTO public.store_schema VALUES ('automation', '8e691250b27824a9a222ca9bf2f3da9c8f3a861fc9f4419a58b4052e38bba646');
INSERT INTO public.store_schema VALUES ('hold', '9059000084cc7cd54b4fa43460a347da00dc7a4472cbc2bdf62caad2b1c2e28b');
INSERT INTO public.store_schema VALUES ('side', '467a15fa048728d3f8842c415c8cdc9c5582992ea42e9ccf357813794507a79a');
INSERT INTO public.store_schema VALUES ('together', 'bc86b2873a6a7b2bf8c680fd3fe1c76cea31e72858f5ad510c9fdd7d0f6b80e1');
INSERT INTO public.store_schema VALUES ('spike', '1c2f24d68dd4af538f7b26a95106b6b445e1209f87a49c7e40a40e2c477f24db');
INSERT INTO public.store_schema VALUES ('intake', '8e5f6e74e0d8d4afb7660988fb79f6eb48475eefd915ab0145b9066d6665f332');
INSERT INTO public.store_schema VALUES ('webhook', 'de76754dc40455ed22172317aec43ee8ab1e47a1bc98099a45f4215895ac91ad');
INSERT INTO public.store_schema VALUES ('privacy', 'bdee9427a89d744b246842fa60f4b430944c71173adbbf85ef89dcfb869555b9');
INSERT INTO public.store_version_agreement VALUES (1, 0, true, '2026-11-30 12:47:38.423964');
INSERT INTO public.store_version_agreement VALUES (2, 1, true, '2026-11-30 12:47:38.427432');
INSERT INTO public.store_version_audit VALUES (1, 0, true, '2026-11-30 12:47:38.217515');
INSERT INTO public.store_version_audit VALUES (2, 1, true, '2026-11-30 12:47:38.221259');
INSERT INTO public.store_version_audit VALUES (3, 2, true, '2026-11-30 12:47:38.231572');
INSERT INTO public.store_version_audit VALUES (4, 3, true, '2026-11-30 12:47:38.235165');
INSERT INTO public.store_version_auth VALUES (1, 0, true, '2026-11-30 12:47:38.241217');
INSERT INTO public.store_version_auth VALUES (2, 1, true, '2026-11-30 12:47:38.245086');
INSERT INTO public.store_version_auth VALUES (3, 2, true, '2026-11-30 12:47:38.288716');
INSERT INTO public.store_version_automation VALUES (1, 0, true, '2026-11-30 12:47:39.080471');
INSERT INTO public.store_version_automation VALUES (2, 1, true, '2026-11-30 12:47:39.083978');
INSERT INTO public.store_version_automation VALUES (3, 2, true, '2026-11-30 12:47:39.098838');
INSERT INTO public.store_version_calculation VALUES (1, 0, true, '2026-11-30 12:47:38.677741');
INSERT INTO public.store_version_calculation VALUES (2, 1, true, '2026-11-30 12:47:38.682087');
INSERT INTO public.store_version_calculation VALUES (3, 2, true, '2026-11-30 12:47:38.697838');
INSERT INTO public.store_version_callback VALUES (1, 0, true, '2026-11-30 12:47:38.789845');
INSERT INTO public.store_version_callback VALUES (2, 1, true, '2026-11-30 12:47:38.793638');
INSERT INTO public.store_version_callback VALUES (3, 2, true, '2026-11-30 12:47:38.818444');
INSERT INTO public.store_version_callback VALUES (4, 3, true, '2026-11-30 12:47:38.82113');
INSERT INTO public.store_version_catalogue VALUES (1, 0, true, '2026-11-30 12:47:38.409765');
INSERT INTO public.store_version_catalogue VALUES (2, 1, true, '2026-11-30 12:47:38.413316');
INSERT INTO public.store_version_catalogue VALUES (3, 2, true, '2026-11-30 12:47:38.421514');
INSERT INTO public.store_version_catalogue VALUES (4, 3, true, '2026-11-30 12:47:38.422008');
INSERT INTO public.store_version_catalogue VALUES (5, 4, true, '2026-11-30 12:47:38.422792');
INSERT INTO public.store_version_cause VALUES (1, 0, true, '2026-11-30 12:47:38.769727');
INSERT INTO public.store_version_cause VALUES (2, 1, true, '2026-11-30 12:47:38.773321');
INSERT INTO public.store_version_decision VALUES (1, 0, true, '2026-11-30 12:47:38.558053');
INSERT INTO public.store_version_decision VALUES (2, 1, true, '2026-11-30 12:47:38.561803');
INSERT INTO public.store_version_decision VALUES (3, 2, true, '2026-11-30 12:47:38.581207');
INSERT INTO public.store_version_decision VALUES (4, 3, true, '2026-11-30 12:47:38.582908');
INSERT INTO public.store_version_desk VALUES (1, 0, true, '2026-11-30 12:47:38.456942');
INSERT INTO public.store_version_desk VALUES (2, 1, true, '2026-11-30 12:47:38.460768');
INSERT INTO public.store_version_desk VALUES (3, 2, true, '2026-11-30 12:47:38.500455');
INSERT INTO public.store_version_desk VALUES (4, 3, true, '2026-11-30 12:47:38.502047');
INSERT INTO public.store_version_desk VALUES (5, 4, true, '2026-11-30 12:47:38.510564');
INSERT INTO public.store_version_desk VALUES (6, 5, true, '2026-11-30 12:47:38.513302');
INSERT INTO public.store_version_desk VALUES (7, 6, true, '2026-11-30 12:47:38.529905');
INSERT INTO public.store_version_desk VALUES (8, 7, true, '2026-11-30 12:47:38.530683');
INSERT INTO public.store_version_desk VALUES (9, 8, true, '2026-11-30 12:47:38.533375');
INSERT INTO public.store_version_desk VALUES (10, 9, true, '2026-11-30 12:47:38.533937');
INSERT INTO public.store_version_desk VALUES (11, 10, true, '2026-11-30 12:47:38.534328');
INSERT INTO public.store_version_desk VALUES (12, 11, true, '2026-11-30 12:47:38.5362');
INSERT INTO public.store_version_desk VALUES (13, 12, true, '2026-11-30 12:47:38.536646');
INSERT INTO public.store_version_desk VALUES (14, 13, true, '2026-11-30 12:47:38.538896');
INSERT INTO public.store_version_desk VALUES (15, 14, true, '2026-11-30 12:47:38.539572');
INSERT INTO public.store_version_escalation VALUES (1, 0, true, '2026-11-30 12:47:38.827655');
INSERT INTO public.store_version_escalation VALUES (2, 1, true, '2026-11-30 12:47:38.831196');
INSERT INTO public.store_version_escalation VALUES (3, 2, true, '2026-11-30 12:47:38.836668');
INSERT INTO public.store_version_exception VALUES (1, 0, true, '2026-11-30 12:47:38.620984');
INSERT INTO public.store_version_exception VALUES (2, 1, true, '2026-11-30 12:47:38.625372');
INSERT INTO public.store_version_fairness VALUES (1, 0, true, '2026-11-30 12:47:38.649848');
INSERT INTO public.store_version_fairness VALUES (2, 1, true, '2026-11-30 12:47:38.653434');
INSERT INTO public.store_version_field VALUES (1, 0, true, '2026-11-30 12:47:38.870272');
INSERT INTO public.store_version_field VALUES (2, 1, true, '2026-11-30 12:47:38.874019');
INSERT INTO public.store_version_files VALUES (1, 0, true, '2026-11-30 12:47:38.202423');
INSERT INTO public.store_version_files VALUES (2, 1, true, '2026-11-30 12:47:38.206248');
INSERT INTO public.store_version_follow VALUES (1, 0, true, '2026-11-30 12:47:38.947089');
INSERT INTO public.store_version_follow VALUES (2, 1, true, '2026-11-30 12:47:38.95073');
INSERT INTO public.store_version_follow VALUES (3, 2, true, '2026-11-30 12:47:38.965971');
INSERT INTO public.store_version_follow VALUES (4, 3, true, '2026-11-30 12:47:38.971535');
INSERT INTO public.store_version_heard VALUES (1, 0, true, '2026-11-30 12:47:38.540824');
INSERT INTO public.store_version_heard VALUES (2, 1, true, '2026-11-30 12:47:38.544603');
INSERT INTO public.store_version_hold VALUES (1, 0, true, '2026-11-30 12:47:39.101292');
INSERT INTO public.store_version_hold VALUES (2, 1, true, '2026-11-30 12:47:39.104921');
INSERT INTO public.store_version_hold VALUES (3, 2, true, '2026-11-30 12:47:39.112066');
INSERT INTO public.store_version_hold VALUES (4, 3, true, '2026-11-30 12:47:39.11903');
INSERT INTO public.store_version_hold VALUES (5, 4, true, '2026-11-30 12:47:39.120313');
INSERT INTO public.store_version_hold VALUES (6, 5, true, '2026-11-30 12:47:39.120874');
INSERT INTO public.store_version_intake VALUES (1, 0, true, '2026-11-30 12:47:39.185415');
INSERT INTO public.store_version_intake VALUES (2, 1, true, '2026-11-30 12:47:39.189015');
INSERT INTO public.store_version_intake VALUES (3, 2, true, '2026-11-30 12:47:39.211808');
INSERT INTO public.store_version_intake VALUES (4, 3, true, '2026-11-30 12:47:39.217296');
INSERT INTO public.store_version_intake VALUES (5, 4, true, '2026-11-30 12:47:39.218172');
INSERT INTO public.store_version_intake VALUES (6, 5, true, '2026-11-30 12:47:39.219579');
INSERT INTO public.store_version_jobs VALUES (1, 0, true, '2026-11-30 12:47:38.138684');
INSERT INTO public.store_version_jobs VALUES (2, 1, true, '2026-11-30 12:47:38.142671');
INSERT INTO public.store_version_joined VALUES (1, 0, true, '2026-11-30 12:47:38.98335');
INSERT INTO public.store_version_joined VALUES (2, 1, true, '2026-11-30 12:47:38.986798');
INSERT INTO public.store_version_joined VALUES (3, 2, true, '2026-11-30 12:47:38.991463');
INSERT INTO public.store_version_joined VALUES (4, 3, true, '2026-11-30 12:47:38.999555');
INSERT INTO public.store_version_joined VALUES (5, 4, true, '2026-11-30 12:47:39.004885');
INSERT INTO public.store_version_letters VALUES (1, 0, true, '2026-11-30 12:47:38.737287');
INSERT INTO public.store_version_letters VALUES (2, 1, true, '2026-11-30 12:47:38.740992');
INSERT INTO public.store_version_letters VALUES (3, 2, true, '2026-11-30 12:47:38.768012');
INSERT INTO public.store_version_link VALUES (1, 0, true, '2026-11-30 12:47:38.973116');
INSERT INTO public.store_version_link VALUES (2, 1, true, '2026-11-30 12:47:38.97684');
INSERT INTO public.store_version_macro VALUES (1, 0, true, '2026-11-30 12:47:38.895267');
INSERT INTO public.store_version_macro VALUES (2, 1, true, '2026-11-30 12:47:38.901825');
INSERT INTO public.store_version_macro VALUES (3, 2, true, '2026-11-30 12:47:38.911193');
INSERT INTO public.store_version_macro VALUES (4, 3, true, '2026-11-30 12:47:38.920889');
INSERT INTO public.store_version_macro VALUES (5, 4, true, '2026-11-30 12:47:38.921778');
INSERT INTO public.store_version_mail VALUES (1, 0, true, '2026-11-30 12:47:38.174184');
INSERT INTO public.store_version_mail VALUES (2, 1, true, '2026-11-30 12:47:38.178092');
INSERT INTO public.store_version_mail VALUES (3, 2, true, '2026-11-30 12:47:38.189007');
INSERT INTO public.store_version_mail VALUES (4, 3, true, '2026-11-30 12:47:38.192');
INSERT INTO public.store_version_mail VALUES (5, 4, true, '2026-11-30 12:47:38.192477');
INSERT INTO public.store_version_mail VALUES (6, 5, true, '2026-11-30 12:47:38.196343');
INSERT INTO public.store_version_mail VALUES (7, 6, true, '2026-11-30 12:47:38.20019');
INSERT INTO public.store_version_outreach VALUES (1, 0, true, '2026-11-30 12:47:38.92332');
INSERT INTO public.store_version_outreach VALUES (2, 1, true, '2026-11-30 12:47:38.927093');
INSERT INTO public.store_version_outreach VALUES (3, 2, true, '2026-11-30 12:47:38.944869');
INSERT INTO public.store_version_people VALUES (1, 0, true, '2026-11-30 12:47:38.293655');
INSERT INTO public.store_version_people VALUES (2, 1, true, '2026-11-30 12:47:38.297728');
INSERT INTO public.store_version_people VALUES (3, 2, true, '2026-11-30 12:47:38.342565');
INSERT INTO public.store_version_people VALUES (4, 3, true, '2026-11-30 12:47:38.343233');
INSERT INTO public.store_version_people VALUES (5, 4, true, '2026-11-30 12:47:38.343622');
INSERT INTO public.store_version_people VALUES (6, 5, true, '2026-11-30 12:47:38.343988');
INSERT INTO public.store_version_policy VALUES (1, 0, true, '2026-11-30 12:47:38.433143');
INSERT INTO public.store_version_policy VALUES (2, 1, true, '2026-11-30 12:47:38.436865');
INSERT INTO public.store_version_policy VALUES (3, 2, true, '2026-11-30 12:47:38.455226');
INSERT INTO public.store_version_privacy VALUES (1, 0, true, '2026-11-30 12:47:39.243116');
INSERT INTO public.store_version_privacy VALUES (2, 1, true, '2026-11-30 12:47:39.246592');
INSERT INTO public.store_version_promise VALUES (1, 0, true, '2026-11-30 12:47:38.346197');
INSERT INTO public.store_version_promise VALUES (2, 1, true, '2026-11-30 12:47:38.349966');
INSERT INTO public.store_version_promise VALUES (3, 2, true, '2026-11-30 12:47:38.363456');
INSERT INTO public.store_version_promise VALUES (4, 3, true, '2026-11-30 12:47:38.379131');
INSERT INTO public.store_version_promise VALUES (5, 4, true, '2026-11-30 12:47:38.392015');
INSERT INTO public.store_version_promise VALUES (6, 5, true, '2026-11-30 12:47:38.396359');
INSERT INTO public.store_version_promise VALUES (7, 6, true, '2026-11-30 12:47:38.397837');
INSERT INTO public.store_version_promise VALUES (8, 7, true, '2026-11-30 12:47:38.407645');
INSERT INTO public.store_version_promise VALUES (9, 8, true, '2026-11-30 12:47:38.408472');
INSERT INTO public.store_version_rating VALUES (1, 0, true, '2026-11-30 12:47:38.590093');
INSERT INTO public.store_version_rating VALUES (2, 1, true, '2026-11-30 12:47:38.593902');
INSERT INTO public.store_version_rating VALUES (3, 2, true, '2026-11-30 12:47:38.600263');
INSERT INTO public.store_version_river VALUES (1, 0, true, '2026-11-30 12:47:38.058292');
INSERT INTO public.store_version_river VALUES (2, 1, true, '2026-11-30 12:47:38.075002');
INSERT INTO public.store_version_river VALUES (3, 2, true, '2026-11-30 12:47:38.080775');
INSERT INTO public.store_version_river VALUES (4, 3, true, '2026-11-30 12:47:38.100547');
INSERT INTO public.store_version_river VALUES (5, 4, true, '2026-11-30 12:47:38.101388');
INSERT INTO public.store_version_river VALUES (6, 5, true, '2026-11-30 12:47:38.106826');
INSERT INTO public.store_version_river VALUES (7, 6, true, '2026-11-30 12:47:38.127035');
INSERT INTO public.store_version_river VALUES (8, 7, true, '2026-11-30 12:47:38.129123');
INSERT INTO public.store_version_routing VALUES (1, 0, true, '2026-11-30 12:47:39.041543');
INSERT INTO public.store_version_routing VALUES (2, 1, true, '2026-11-30 12:47:39.045283');
INSERT INTO public.store_version_routing VALUES (3, 2, true, '2026-11-30 12:47:39.073945');
INSERT INTO public.store_version_search VALUES (1, 0, true, '2026-11-30 12:47:38.147527');
INSERT INTO public.store_version_search VALUES (2, 1, true, '2026-11-30 12:47:38.151418');
INSERT INTO public.store_version_search VALUES (3, 2, true, '2026-11-30 12:47:38.15831');
INSERT INTO public.store_version_search VALUES (4, 3, true, '2026-11-30 12:47:38.172254');
INSERT INTO public.store_version_side VALUES (1, 0, true, '2026-11-30 12:47:39.122129');
INSERT INTO public.store_version_side VALUES (2, 1, true, '2026-11-30 12:47:39.125828');
INSERT INTO public.store_version_snooze VALUES (1, 0, true, '2026-11-30 12:47:39.027059');
INSERT INTO public.store_version_snooze VALUES (2, 1, true, '2026-11-30 12:47:39.035806');
INSERT INTO public.store_version_spike VALUES (1, 0, true, '2026-11-30 12:47:39.163792');
INSERT INTO public.store_version_spike VALUES (2, 1, true, '2026-11-30 12:47:39.167362');
INSERT INTO public.store_version_statement VALUES (1, 0, true, '2026-11-30 12:47:38.700785');
INSERT INTO public.store_version_statement VALUES (2, 1, true, '2026-11-30 12:47:38.704852');
INSERT INTO public.store_version_tag VALUES (1, 0, true, '2026-11-30 12:47:38.842826');
INSERT INTO public.store_version_tag VALUES (2, 1, true, '2026-11-30 12:47:38.84791');
INSERT INTO public.store_version_together VALUES (1, 0, true, '2026-11-30 12:47:39.148583');
INSERT INTO public.store_version_together VALUES (2, 1, true, '2026-11-30 12:47:39.152244');
INSERT INTO public.store_version_together VALUES (3, 2, true, '2026-11-30 12:47:39.158632');
INSERT INTO public.store_version_together VALUES (4, 3, true, '2026-11-30 12:47:39.162322');
INSERT INTO public.store_version_views VALUES (1, 0, true, '2026-11-30 12:47:39.01262');
INSERT INTO public.store_version_views VALUES (2, 1, true, '2026-11-30 12:47:39.020288');
INSERT INTO public.store_version_webhook VALUES (1, 0, true, '2026-11-30 12:47:39.22081');
INSERT INTO public.store_version_webhook VALUES (2, 1, true, '2026-11-30 12:47:39.224667');
INSERT INTO public.store_version_webhook VALUES (3, 2, true, '2026-11-30 12:47:39.235864');
INSERT INTO public.store_version_webhook VALUES (4, 3, true, '2026-11-30 12:47:39.240405');
SELECT pg_catalog.setval('public.desk_number_n_seq', 3, true);
SELECT pg_catalog.setval('public.river_job_id_seq', 33, true);
SELECT pg_catalog.setval('public.river_notification_id_seq', 1, false);
SELECT pg_catalog.setval('public.store_version_agreement_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_audit_id_seq', 4, true);
SELECT pg_catalog.setval('public.store_version_auth_id_seq', 3, true);
SELECT pg_catalog.setval('public.store_version_automation_id_seq', 3, true);
SELECT pg_catalog.setval('public.store_version_calculation_id_seq', 3, true);
SELECT pg_catalog.setval('public.store_version_callback_id_seq', 4, true);
SELECT pg_catalog.setval('public.store_version_catalogue_id_seq', 5, true);
SELECT pg_catalog.setval('public.store_version_cause_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_decision_id_seq', 4, true);
SELECT pg_catalog.setval('public.store_version_desk_id_seq', 15, true);
SELECT pg_catalog.setval('public.store_version_escalation_id_seq', 3, true);
SELECT pg_catalog.setval('public.store_version_exception_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_fairness_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_field_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_files_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_follow_id_seq', 4, true);
SELECT pg_catalog.setval('public.store_version_heard_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_hold_id_seq', 6, true);
SELECT pg_catalog.setval('public.store_version_intake_id_seq', 6, true);
SELECT pg_catalog.setval('public.store_version_jobs_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_joined_id_seq', 5, true);
SELECT pg_catalog.setval('public.store_version_letters_id_seq', 3, true);
SELECT pg_catalog.setval('public.store_version_link_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_macro_id_seq', 5, true);
SELECT pg_catalog.setval('public.store_version_mail_id_seq', 7, true);
SELECT pg_catalog.setval('public.store_version_outreach_id_seq', 3, true);
SELECT pg_catalog.setval('public.store_version_people_id_seq', 6, true);
SELECT pg_catalog.setval('public.store_version_policy_id_seq', 3, true);
SELECT pg_catalog.setval('public.store_version_privacy_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_promise_id_seq', 9, true);
SELECT pg_catalog.setval('public.store_version_rating_id_seq', 3, true);
SELECT pg_catalog.setval('public.store_version_river_id_seq', 8, true);
SELECT pg_catalog.setval('public.store_version_routing_id_seq', 3, true);
SELECT pg_catalog.setval('public.store_version_search_id_seq', 4, true);
SELECT pg_catalog.setval('public.store_version_side_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_snooze_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_spike_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_statement_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_tag_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_together_id_seq', 4, true);
SELECT pg_catalog.setval('public.store_version_views_id_seq', 2, true);
SELECT pg_catalog.setval('public.store_version_webhook_id_seq', 4, true);
SELECT pg_catalog.setval('public.webhook_delivery_n_seq', 1, false);
ALTER TABLE ONLY public.agreement_entry
    ADD CONSTRAINT agreement_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_entry
    ADD CONSTRAINT audit_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_gone
    ADD CONSTRAINT audit_gone_pkey PRIMARY KEY (mac);
ALTER TABLE ONLY public.audit_subject
    ADD CONSTRAINT audit_subject_person_id_key UNIQUE (person_id);
ALTER TABLE ONLY public.audit_subject
    ADD CONSTRAINT audit_subject_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.auth_attempt
    ADD CONSTRAINT auth_attempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.auth_ended
    ADD CONSTRAINT auth_ended_pkey PRIMARY KEY (token);
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
ALTER TABLE ONLY public.automation_rule
    ADD CONSTRAINT automation_rule_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.automation_rule
    ADD CONSTRAINT automation_rule_team_id_name_key UNIQUE (team_id, name);
ALTER TABLE ONLY public.automation_run
    ADD CONSTRAINT automation_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.automation_run
    ADD CONSTRAINT automation_run_rule_id_event_key UNIQUE (rule_id, event);
ALTER TABLE ONLY public.automation_version
    ADD CONSTRAINT automation_version_pkey PRIMARY KEY (rule_id, n);
ALTER TABLE ONLY public.calculation_calculation
    ADD CONSTRAINT calculation_calculation_instead_of_key UNIQUE (instead_of);
ALTER TABLE ONLY public.calculation_calculation
    ADD CONSTRAINT calculation_calculation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.calculation_line
    ADD CONSTRAINT calculation_line_calculation_id_position_revision_key UNIQUE (calculation_id, "position", revision);
ALTER TABLE ONLY public.calculation_line
    ADD CONSTRAINT calculation_line_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.callback_attempt
    ADD CONSTRAINT callback_attempt_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.callback_call
    ADD CONSTRAINT callback_call_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.callback_caller
    ADD CONSTRAINT callback_caller_pkey PRIMARY KEY (service_id, from_at, person_id);
ALTER TABLE ONLY public.callback_slot
    ADD CONSTRAINT callback_slot_pkey PRIMARY KEY (call_id);
ALTER TABLE ONLY public.callback_window
    ADD CONSTRAINT callback_window_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalogue_cause
    ADD CONSTRAINT catalogue_cause_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.catalogue_service
    ADD CONSTRAINT catalogue_service_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cause_case
    ADD CONSTRAINT cause_case_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.cause_clause
    ADD CONSTRAINT cause_clause_pkey PRIMARY KEY (ref);
ALTER TABLE ONLY public.cause_sweep
    ADD CONSTRAINT cause_sweep_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cause_tally
    ADD CONSTRAINT cause_tally_pkey PRIMARY KEY (period, cause_id, service_id, team_id, sensitivity, clause);
ALTER TABLE ONLY public.decision_appeal
    ADD CONSTRAINT decision_appeal_decision_id_key UNIQUE (decision_id);
ALTER TABLE ONLY public.decision_appeal
    ADD CONSTRAINT decision_appeal_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.decision_decision
    ADD CONSTRAINT decision_decision_case_id_version_key UNIQUE (case_id, version);
ALTER TABLE ONLY public.decision_decision
    ADD CONSTRAINT decision_decision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.decision_decision
    ADD CONSTRAINT decision_decision_replaces_id_key UNIQUE (replaces_id);
ALTER TABLE ONLY public.decision_fact
    ADD CONSTRAINT decision_fact_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.desk_case
    ADD CONSTRAINT desk_case_number_key UNIQUE (number);
ALTER TABLE ONLY public.desk_case
    ADD CONSTRAINT desk_case_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_digest
    ADD CONSTRAINT desk_digest_pkey PRIMARY KEY (event_key);
ALTER TABLE ONLY public.desk_draft
    ADD CONSTRAINT desk_draft_pkey PRIMARY KEY (place, person_id);
ALTER TABLE ONLY public.desk_entry
    ADD CONSTRAINT desk_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_file
    ADD CONSTRAINT desk_file_pkey PRIMARY KEY (file_id);
ALTER TABLE ONLY public.desk_notice
    ADD CONSTRAINT desk_notice_pkey PRIMARY KEY (person_id, event);
ALTER TABLE ONLY public.desk_number
    ADD CONSTRAINT desk_number_pkey PRIMARY KEY (n);
ALTER TABLE ONLY public.desk_party
    ADD CONSTRAINT desk_party_pkey PRIMARY KEY (case_id, relation, person_id);
ALTER TABLE ONLY public.desk_step
    ADD CONSTRAINT desk_step_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.desk_tally
    ADD CONSTRAINT desk_tally_pkey PRIMARY KEY (team_id, sensitivity, slot);
ALTER TABLE ONLY public.desk_tally_risk
    ADD CONSTRAINT desk_tally_risk_pkey PRIMARY KEY (at, team_id, sensitivity, slot);
ALTER TABLE ONLY public.desk_told
    ADD CONSTRAINT desk_told_pkey PRIMARY KEY (event_key);
ALTER TABLE ONLY public.desk_waiting
    ADD CONSTRAINT desk_waiting_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.escalation_listed
    ADD CONSTRAINT escalation_listed_pkey PRIMARY KEY (about_id, person_id);
ALTER TABLE ONLY public.escalation_told
    ADD CONSTRAINT escalation_told_pkey PRIMARY KEY (about_id, what);
ALTER TABLE ONLY public.exception_budget
    ADD CONSTRAINT exception_budget_pkey PRIMARY KEY (team_id, year);
ALTER TABLE ONLY public.exception_mile
    ADD CONSTRAINT exception_mile_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.exception_precedent
    ADD CONSTRAINT exception_precedent_pkey PRIMARY KEY (request_id, place);
ALTER TABLE ONLY public.exception_request
    ADD CONSTRAINT exception_request_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.fairness_answer
    ADD CONSTRAINT fairness_answer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.fairness_attribute
    ADD CONSTRAINT fairness_attribute_pkey PRIMARY KEY (person_id, attribute);
ALTER TABLE ONLY public.fairness_finding
    ADD CONSTRAINT fairness_finding_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.fairness_run
    ADD CONSTRAINT fairness_run_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.field_field
    ADD CONSTRAINT field_field_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.field_field
    ADD CONSTRAINT field_field_service_id_key_key UNIQUE (service_id, key);
ALTER TABLE ONLY public.field_value
    ADD CONSTRAINT field_value_pkey PRIMARY KEY (case_id, field_id);
ALTER TABLE ONLY public.files_blob
    ADD CONSTRAINT files_blob_owner_sha256_key UNIQUE (owner, sha256);
ALTER TABLE ONLY public.files_blob
    ADD CONSTRAINT files_blob_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.files_file
    ADD CONSTRAINT files_file_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.follow_given
    ADD CONSTRAINT follow_given_pkey PRIMARY KEY (event);
ALTER TABLE ONLY public.follow_later
    ADD CONSTRAINT follow_later_pkey PRIMARY KEY (case_id, person_id);
ALTER TABLE ONLY public.follow_mention
    ADD CONSTRAINT follow_mention_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.follow_watch
    ADD CONSTRAINT follow_watch_pkey PRIMARY KEY (case_id, person_id);
ALTER TABLE ONLY public.heard_asking
    ADD CONSTRAINT heard_asking_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.heard_summary
    ADD CONSTRAINT heard_summary_case_id_version_key UNIQUE (case_id, version);
ALTER TABLE ONLY public.heard_summary
    ADD CONSTRAINT heard_summary_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.hold_file
    ADD CONSTRAINT hold_file_pkey PRIMARY KEY (file_id);
ALTER TABLE ONLY public.hold_message
    ADD CONSTRAINT hold_message_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_check
    ADD CONSTRAINT intake_check_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_identity
    ADD CONSTRAINT intake_identity_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_import
    ADD CONSTRAINT intake_import_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.intake_mail
    ADD CONSTRAINT intake_mail_digest_key UNIQUE (digest);
ALTER TABLE ONLY public.intake_mail
    ADD CONSTRAINT intake_mail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.intake_mailbox
    ADD CONSTRAINT intake_mailbox_address_key UNIQUE (address);
ALTER TABLE ONLY public.intake_mailbox
    ADD CONSTRAINT intake_mailbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.jobs_tick
    ADD CONSTRAINT jobs_tick_pkey PRIMARY KEY (kind);
ALTER TABLE ONLY public.joined_cut
    ADD CONSTRAINT joined_cuts_pkey PRIMARY KEY (entry_id, case_id);
ALTER TABLE ONLY public.joined_distinct
    ADD CONSTRAINT joined_distinct_pkey PRIMARY KEY (case_id, other_id);
ALTER TABLE ONLY public.joined_part
    ADD CONSTRAINT joined_part_pkey PRIMARY KEY (part_id);
ALTER TABLE ONLY public.joined_promise
    ADD CONSTRAINT joined_promise_pkey PRIMARY KEY (part_id, promise_id);
ALTER TABLE ONLY public.letters_file
    ADD CONSTRAINT letters_file_letter_id_kind_key UNIQUE (letter_id, kind);
ALTER TABLE ONLY public.letters_file
    ADD CONSTRAINT letters_file_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.letters_letter
    ADD CONSTRAINT letters_letter_case_id_template_id_version_key UNIQUE (case_id, template_id, version);
ALTER TABLE ONLY public.letters_letter
    ADD CONSTRAINT letters_letter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.letters_opening
    ADD CONSTRAINT letters_opening_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.letters_template
    ADD CONSTRAINT letters_template_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.letters_text
    ADD CONSTRAINT letters_text_pkey PRIMARY KEY (template_id, language);
ALTER TABLE ONLY public.link_link
    ADD CONSTRAINT link_link_case_id_other_id_key UNIQUE (case_id, other_id);
ALTER TABLE ONLY public.link_link
    ADD CONSTRAINT link_link_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.macro_batch_case
    ADD CONSTRAINT macro_batch_case_pkey PRIMARY KEY (batch_id, person_id, case_number);
ALTER TABLE ONLY public.macro_batch
    ADD CONSTRAINT macro_batch_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.macro_macro
    ADD CONSTRAINT macro_macro_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.macro_text
    ADD CONSTRAINT macro_text_pkey PRIMARY KEY (macro_id, language);
ALTER TABLE ONLY public.mail_outbox
    ADD CONSTRAINT mail_outbox_event_key_key UNIQUE (event_key);
ALTER TABLE ONLY public.mail_outbox
    ADD CONSTRAINT mail_outbox_message_id_key UNIQUE (message_id);
ALTER TABLE ONLY public.mail_outbox
    ADD CONSTRAINT mail_outbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mail_refresh
    ADD CONSTRAINT mail_refresh_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.mail_turn
    ADD CONSTRAINT mail_turn_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.outreach_line
    ADD CONSTRAINT outreach_line_pkey PRIMARY KEY (round_id, n);
ALTER TABLE ONLY public.outreach_round
    ADD CONSTRAINT outreach_round_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.outreach_text
    ADD CONSTRAINT outreach_text_pkey PRIMARY KEY (round_id, language);
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
ALTER TABLE ONLY public.policy_acknowledgement
    ADD CONSTRAINT policy_acknowledgement_pkey PRIMARY KEY (version_id, person_id);
ALTER TABLE ONLY public.policy_clause
    ADD CONSTRAINT policy_clause_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.policy_clause
    ADD CONSTRAINT policy_clause_policy_id_number_key UNIQUE (policy_id, number);
ALTER TABLE ONLY public.policy_policy
    ADD CONSTRAINT policy_policy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.policy_version
    ADD CONSTRAINT policy_version_clause_id_n_key UNIQUE (clause_id, n);
ALTER TABLE ONLY public.policy_version
    ADD CONSTRAINT policy_version_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.privacy_hold
    ADD CONSTRAINT privacy_hold_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.promise_calendar_day
    ADD CONSTRAINT promise_calendar_day_pkey PRIMARY KEY (calendar_id, day);
ALTER TABLE ONLY public.promise_calendar
    ADD CONSTRAINT promise_calendar_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.promise_calendar_version
    ADD CONSTRAINT promise_calendar_version_pkey PRIMARY KEY (calendar_id, version);
ALTER TABLE ONLY public.promise_pause
    ADD CONSTRAINT promise_pause_pkey PRIMARY KEY (promise_id, from_at);
ALTER TABLE ONLY public.promise_place_recount
    ADD CONSTRAINT promise_place_recount_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.promise_policy
    ADD CONSTRAINT promise_policy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.promise_policy_recount
    ADD CONSTRAINT promise_policy_recount_pkey PRIMARY KEY (policy_id);
ALTER TABLE ONLY public.promise_policy
    ADD CONSTRAINT promise_policy_service_id_priority_customer_group_key UNIQUE (service_id, priority, customer_group);
ALTER TABLE ONLY public.promise_policy_version
    ADD CONSTRAINT promise_policy_version_pkey PRIMARY KEY (policy_id, version);
ALTER TABLE ONLY public.promise_promise
    ADD CONSTRAINT promise_promise_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.promise_recount
    ADD CONSTRAINT promise_recount_pkey PRIMARY KEY (calendar_id);
ALTER TABLE ONLY public.promise_site_calendar
    ADD CONSTRAINT promise_site_calendar_pkey PRIMARY KEY (site);
ALTER TABLE ONLY public.promise_team_calendar
    ADD CONSTRAINT promise_team_calendar_pkey PRIMARY KEY (team);
ALTER TABLE ONLY public.rating_ask
    ADD CONSTRAINT rating_ask_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.rating_figure
    ADD CONSTRAINT rating_figure_pkey PRIMARY KEY (quarter, kind, key);
ALTER TABLE ONLY public.rating_never
    ADD CONSTRAINT rating_never_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.rating_quarter
    ADD CONSTRAINT rating_quarter_pkey PRIMARY KEY (quarter);
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
ALTER TABLE ONLY public.routing_away
    ADD CONSTRAINT routing_away_person_id_first_day_key UNIQUE (person_id, first_day);
ALTER TABLE ONLY public.routing_away
    ADD CONSTRAINT routing_away_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.routing_given
    ADD CONSTRAINT routing_given_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.routing_heavy
    ADD CONSTRAINT routing_heavy_pkey PRIMARY KEY (event);
ALTER TABLE ONLY public.routing_passed
    ADD CONSTRAINT routing_passed_pkey PRIMARY KEY (case_id, person_id);
ALTER TABLE ONLY public.routing_skill
    ADD CONSTRAINT routing_skill_pkey PRIMARY KEY (person_id, kind, value);
ALTER TABLE ONLY public.routing_team
    ADD CONSTRAINT routing_team_pkey PRIMARY KEY (team_id, from_day);
ALTER TABLE ONLY public.routing_waiting
    ADD CONSTRAINT routing_waiting_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.routing_weight
    ADD CONSTRAINT routing_weight_pkey PRIMARY KEY (team_id, from_day, service_id);
ALTER TABLE ONLY public.search_doc
    ADD CONSTRAINT search_doc_kind_ref_part_key UNIQUE (kind, ref, part);
ALTER TABLE ONLY public.search_doc
    ADD CONSTRAINT search_doc_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.search_state
    ADD CONSTRAINT search_state_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.search_word
    ADD CONSTRAINT search_word_pkey PRIMARY KEY (key, word, langs);
ALTER TABLE ONLY public.side_file
    ADD CONSTRAINT side_file_pkey PRIMARY KEY (file_id, word_id);
ALTER TABLE ONLY public.side_member
    ADD CONSTRAINT side_member_pkey PRIMARY KEY (talk_id, person_id);
ALTER TABLE ONLY public.side_talk
    ADD CONSTRAINT side_talk_mark_key UNIQUE (mark);
ALTER TABLE ONLY public.side_talk
    ADD CONSTRAINT side_talk_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.side_word
    ADD CONSTRAINT side_word_once_key UNIQUE (once);
ALTER TABLE ONLY public.side_word
    ADD CONSTRAINT side_word_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.snooze_case
    ADD CONSTRAINT snooze_case_pkey PRIMARY KEY (case_id, person_id);
ALTER TABLE ONLY public.spike_announcement
    ADD CONSTRAINT spike_announcement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.spike_case
    ADD CONSTRAINT spike_case_pkey PRIMARY KEY (spike_id, case_id);
ALTER TABLE ONLY public.spike_spike
    ADD CONSTRAINT spike_spike_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.spike_text
    ADD CONSTRAINT spike_text_pkey PRIMARY KEY (announcement_id, language);
ALTER TABLE ONLY public.statement_case
    ADD CONSTRAINT statement_case_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.statement_effort_person
    ADD CONSTRAINT statement_effort_person_pkey PRIMARY KEY (effort_id);
ALTER TABLE ONLY public.statement_effort
    ADD CONSTRAINT statement_effort_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.statement_effort
    ADD CONSTRAINT statement_effort_reverses_key UNIQUE (reverses);
ALTER TABLE ONLY public.statement_estimate
    ADD CONSTRAINT statement_estimate_case_id_version_key UNIQUE (case_id, version);
ALTER TABLE ONLY public.statement_estimate
    ADD CONSTRAINT statement_estimate_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.statement_question
    ADD CONSTRAINT statement_question_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.statement_step
    ADD CONSTRAINT statement_step_estimate_id_position_key UNIQUE (estimate_id, "position");
ALTER TABLE ONLY public.statement_step
    ADD CONSTRAINT statement_step_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_fact
    ADD CONSTRAINT store_fact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_once
    ADD CONSTRAINT store_once_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.store_schema
    ADD CONSTRAINT store_schema_pkey PRIMARY KEY (module);
ALTER TABLE ONLY public.store_version_agreement
    ADD CONSTRAINT store_version_agreement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_audit
    ADD CONSTRAINT store_version_audit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_auth
    ADD CONSTRAINT store_version_auth_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_automation
    ADD CONSTRAINT store_version_automation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_calculation
    ADD CONSTRAINT store_version_calculation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_callback
    ADD CONSTRAINT store_version_callback_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_catalogue
    ADD CONSTRAINT store_version_catalogue_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_cause
    ADD CONSTRAINT store_version_cause_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_decision
    ADD CONSTRAINT store_version_decision_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_desk
    ADD CONSTRAINT store_version_desk_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_escalation
    ADD CONSTRAINT store_version_escalation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_exception
    ADD CONSTRAINT store_version_exception_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_fairness
    ADD CONSTRAINT store_version_fairness_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_field
    ADD CONSTRAINT store_version_field_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_files
    ADD CONSTRAINT store_version_files_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_follow
    ADD CONSTRAINT store_version_follow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_heard
    ADD CONSTRAINT store_version_heard_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_hold
    ADD CONSTRAINT store_version_hold_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_intake
    ADD CONSTRAINT store_version_intake_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_jobs
    ADD CONSTRAINT store_version_jobs_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_joined
    ADD CONSTRAINT store_version_joined_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_letters
    ADD CONSTRAINT store_version_letters_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_link
    ADD CONSTRAINT store_version_link_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_macro
    ADD CONSTRAINT store_version_macro_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_mail
    ADD CONSTRAINT store_version_mail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_outreach
    ADD CONSTRAINT store_version_outreach_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_people
    ADD CONSTRAINT store_version_people_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_policy
    ADD CONSTRAINT store_version_policy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_privacy
    ADD CONSTRAINT store_version_privacy_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_promise
    ADD CONSTRAINT store_version_promise_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_rating
    ADD CONSTRAINT store_version_rating_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_river
    ADD CONSTRAINT store_version_river_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_routing
    ADD CONSTRAINT store_version_routing_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_search
    ADD CONSTRAINT store_version_search_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_side
    ADD CONSTRAINT store_version_side_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_snooze
    ADD CONSTRAINT store_version_snooze_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_spike
    ADD CONSTRAINT store_version_spike_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_statement
    ADD CONSTRAINT store_version_statement_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_tag
    ADD CONSTRAINT store_version_tag_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_together
    ADD CONSTRAINT store_version_together_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_views
    ADD CONSTRAINT store_version_views_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.store_version_webhook
    ADD CONSTRAINT store_version_webhook_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tag_case
    ADD CONSTRAINT tag_case_pkey PRIMARY KEY (tag_id, case_id);
ALTER TABLE ONLY public.tag_word
    ADD CONSTRAINT tag_word_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.tag_word
    ADD CONSTRAINT tag_word_team_id_folded_key UNIQUE (team_id, folded);
ALTER TABLE ONLY public.together_draft
    ADD CONSTRAINT together_draft_pkey PRIMARY KEY (case_id, kind);
ALTER TABLE ONLY public.together_unseen
    ADD CONSTRAINT together_unseen_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.views_view
    ADD CONSTRAINT views_view_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.webhook_delivery
    ADD CONSTRAINT webhook_delivery_pkey PRIMARY KEY (n);
ALTER TABLE ONLY public.webhook_endpoint
    ADD CONSTRAINT webhook_endpoint_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.webhook_event
    ADD CONSTRAINT webhook_event_pkey PRIMARY KEY (key);
CREATE INDEX agreement_entry_subject ON public.agreement_entry USING btree (subject, ends);
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
CREATE INDEX automation_rule_fact ON public.automation_rule USING btree (fact, switched);
CREATE INDEX automation_run_case ON public.automation_run USING btree (case_id, at);
CREATE INDEX automation_run_rule ON public.automation_run USING btree (rule_id, at);
CREATE INDEX automation_version_tells ON public.automation_version USING btree (tells_person);
CREATE INDEX calculation_calculation_case ON public.calculation_calculation USING btree (case_id);
CREATE INDEX calculation_calculation_person ON public.calculation_calculation USING btree (person_id);
CREATE INDEX calculation_calculation_written_by ON public.calculation_calculation USING btree (written_by);
CREATE INDEX calculation_line_clause_version ON public.calculation_line USING btree (clause_version);
CREATE INDEX calculation_line_written_by ON public.calculation_line USING btree (written_by);
CREATE INDEX callback_attempt_at ON public.callback_attempt USING btree (at);
CREATE INDEX callback_attempt_by ON public.callback_attempt USING btree (by_person);
CREATE INDEX callback_attempt_call ON public.callback_attempt USING btree (call_id, at);
CREATE INDEX callback_call_case ON public.callback_call USING btree (case_id, asked_at);
CREATE UNIQUE INDEX callback_call_live ON public.callback_call USING btree (case_id) WHERE (state = ANY (ARRAY['open'::text, 'tried'::text, 'missed'::text]));
CREATE INDEX callback_call_person ON public.callback_call USING btree (person_id);
CREATE INDEX callback_caller_person ON public.callback_caller USING btree (person_id);
CREATE INDEX callback_caller_to ON public.callback_caller USING btree (to_at);
CREATE INDEX callback_slot_person ON public.callback_slot USING btree (person_id, from_at);
CREATE INDEX callback_window_call ON public.callback_window USING btree (call_id, from_at);
CREATE INDEX callback_window_from ON public.callback_window USING btree (state, from_at, id);
CREATE INDEX callback_window_to ON public.callback_window USING btree (state, to_at);
CREATE INDEX callback_window_warn ON public.callback_window USING btree (state, warn_at);
CREATE INDEX cause_case_cause ON public.cause_case USING btree (cause_id, day, case_id);
CREATE INDEX decision_appeal_case_id ON public.decision_appeal USING btree (case_id);
CREATE INDEX decision_appeal_given_person ON public.decision_appeal USING btree (given_person);
CREATE INDEX decision_appeal_person_id ON public.decision_appeal USING btree (person_id);
CREATE INDEX decision_decision_appeal_person ON public.decision_decision USING btree (appeal_person);
CREATE INDEX decision_decision_by_person ON public.decision_decision USING btree (by_person);
CREATE INDEX decision_decision_clause_ref ON public.decision_decision USING btree (clause_ref);
CREATE INDEX decision_decision_clause_version ON public.decision_decision USING btree (clause_version);
CREATE INDEX decision_decision_decided_by ON public.decision_decision USING btree (decided_by);
CREATE INDEX decision_decision_for_person ON public.decision_decision USING btree (for_person);
CREATE INDEX decision_fact_for_person ON public.decision_fact USING btree (for_person);
CREATE INDEX desk_case_answered ON public.desk_case USING btree (answered_at) WHERE (answered_at IS NOT NULL);
CREATE INDEX desk_case_assignee ON public.desk_case USING btree (assignee_person, state, sensitivity, team_id, service_id, id);
CREATE INDEX desk_case_cause ON public.desk_case USING btree (cause_id, id);
CREATE INDEX desk_case_for ON public.desk_case USING btree (for_person, opened_at);
CREATE INDEX desk_case_last ON public.desk_case USING btree (state, last_at, id);
CREATE UNIQUE INDEX desk_case_live ON public.desk_case USING btree (id) WHERE (state <> 'closed'::text);
CREATE INDEX desk_case_opened ON public.desk_case USING btree (opened_at, id);
CREATE INDEX desk_case_outcome ON public.desk_case USING btree (outcome, id);
CREATE INDEX desk_case_queue ON public.desk_case USING btree (state, queue_at, id);
CREATE INDEX desk_case_working ON public.desk_case USING btree (((state = ANY (ARRAY['open'::text, 'waiting'::text]))), queue_at, id);
CREATE INDEX desk_digest_case ON public.desk_digest USING btree (case_id);
CREATE INDEX desk_digest_due ON public.desk_digest USING btree (due_at) WHERE (digest_id = ''::text);
CREATE INDEX desk_digest_person ON public.desk_digest USING btree (person_id);
CREATE INDEX desk_digest_told ON public.desk_digest USING btree (digest_id) WHERE (digest_id <> ''::text);
CREATE INDEX desk_entry_case ON public.desk_entry USING btree (case_id, id);
CREATE INDEX desk_file_case ON public.desk_file USING btree (case_id);
CREATE INDEX desk_party_person ON public.desk_party USING btree (person_id, relation, case_id);
CREATE INDEX desk_step_case ON public.desk_step USING btree (case_id, "position");
CREATE INDEX desk_told_case ON public.desk_told USING btree (case_id);
CREATE INDEX desk_told_person ON public.desk_told USING btree (person_id);
CREATE INDEX desk_waiting_case ON public.desk_waiting USING btree (case_id, to_at);
CREATE INDEX escalation_listed_person ON public.escalation_listed USING btree (person_id, share);
CREATE INDEX escalation_told_case ON public.escalation_told USING btree (case_id);
CREATE INDEX escalation_told_person ON public.escalation_told USING btree (told_person, what);
CREATE INDEX exception_mile_case ON public.exception_mile USING btree (case_id);
CREATE INDEX exception_mile_person ON public.exception_mile USING btree (person_id);
CREATE INDEX exception_mile_team ON public.exception_mile USING btree (team_id, year);
CREATE INDEX exception_request_case ON public.exception_request USING btree (case_id);
CREATE INDEX exception_request_clause ON public.exception_request USING btree (clause_ref, decided_at);
CREATE INDEX exception_request_expires ON public.exception_request USING btree (expires);
CREATE INDEX exception_request_person ON public.exception_request USING btree (person_id);
CREATE INDEX fairness_answer_by_person ON public.fairness_answer USING btree (by_person);
CREATE INDEX fairness_answer_finding_id ON public.fairness_answer USING btree (finding_id);
CREATE INDEX fairness_finding_clause_ref ON public.fairness_finding USING btree (clause_ref);
CREATE UNIQUE INDEX fairness_finding_one_open ON public.fairness_finding USING btree (clause_ref, attribute, group_value) WHERE (state = 'open'::text);
CREATE INDEX fairness_finding_owner_person ON public.fairness_finding USING btree (owner_person);
CREATE INDEX fairness_finding_run_id ON public.fairness_finding USING btree (run_id);
CREATE INDEX fairness_run_clause_ref ON public.fairness_run USING btree (clause_ref, at);
CREATE INDEX fairness_run_started_by ON public.fairness_run USING btree (started_by);
CREATE INDEX field_value_asked ON public.field_value USING btree (asked_by);
CREATE INDEX field_value_day ON public.field_value USING btree (field_id, day, case_id) WHERE (day IS NOT NULL);
CREATE INDEX field_value_number ON public.field_value USING btree (field_id, number, case_id) WHERE (number IS NOT NULL);
CREATE INDEX field_value_person ON public.field_value USING btree (person_id);
CREATE INDEX field_value_word ON public.field_value USING btree (field_id, folded, case_id) WHERE (folded IS NOT NULL);
CREATE INDEX files_file_blob ON public.files_file USING btree (blob_id);
CREATE INDEX files_file_owner ON public.files_file USING btree (owner);
CREATE INDEX follow_given_due ON public.follow_given USING btree (told_at, due_at);
CREATE INDEX follow_given_person ON public.follow_given USING btree (person_id);
CREATE INDEX follow_later_due ON public.follow_later USING btree (due_at);
CREATE INDEX follow_later_person ON public.follow_later USING btree (person_id);
CREATE INDEX follow_mention_case ON public.follow_mention USING btree (case_id, person_id);
CREATE INDEX follow_mention_person ON public.follow_mention USING btree (person_id, seen_at);
CREATE INDEX follow_watch_person ON public.follow_watch USING btree (person_id);
CREATE INDEX heard_asking_case ON public.heard_asking USING btree (case_id);
CREATE INDEX heard_asking_person ON public.heard_asking USING btree (person_id, state);
CREATE INDEX heard_summary_person ON public.heard_summary USING btree (person_id, state);
CREATE INDEX heard_summary_remind ON public.heard_summary USING btree (state, remind_at);
CREATE INDEX hold_file_asked ON public.hold_file USING btree (asked_by);
CREATE INDEX hold_file_for ON public.hold_file USING btree (for_person);
CREATE INDEX hold_file_person ON public.hold_file USING btree (person_id);
CREATE INDEX hold_file_place ON public.hold_file USING btree (place);
CREATE INDEX hold_message_asked ON public.hold_message USING btree (asked_by);
CREATE INDEX hold_message_due ON public.hold_message USING btree (send_at) WHERE (state = 'held'::text);
CREATE INDEX hold_message_for ON public.hold_message USING btree (for_person);
CREATE UNIQUE INDEX hold_message_held ON public.hold_message USING btree (case_id, person_id) WHERE (state = 'held'::text);
CREATE INDEX hold_message_person ON public.hold_message USING btree (person_id);
CREATE INDEX intake_check_mailbox ON public.intake_check USING btree (mailbox_id, id);
CREATE INDEX intake_import_due ON public.intake_import USING btree (keep_until);
CREATE INDEX intake_import_person ON public.intake_import USING btree (person_id);
CREATE INDEX intake_mail_case ON public.intake_mail USING btree (case_id, came_at) WHERE (case_id <> ''::text);
CREATE INDEX intake_mail_entry ON public.intake_mail USING btree (entry_id) WHERE (entry_id <> ''::text);
CREATE INDEX intake_mail_from ON public.intake_mail USING btree (from_address, came_at);
CREATE INDEX intake_mail_mailbox ON public.intake_mail USING btree (mailbox_id, state, came_at);
CREATE INDEX intake_mail_person ON public.intake_mail USING btree (sender_person) WHERE (sender_person <> ''::text);
CREATE INDEX intake_mail_side ON public.intake_mail USING btree (side_id) WHERE (side_id <> ''::text);
CREATE INDEX intake_mail_stored ON public.intake_mail USING btree (next_at) WHERE (state = 'stored'::text);
CREATE INDEX intake_mail_waiting ON public.intake_mail USING btree (id) WHERE (state = 'quarantine'::text);
CREATE INDEX joined_cut_case ON public.joined_cut USING btree (case_id);
CREATE INDEX joined_cut_from ON public.joined_cut USING btree (from_id);
CREATE INDEX joined_distinct_other ON public.joined_distinct USING btree (other_id);
CREATE INDEX joined_part_whole ON public.joined_part USING btree (whole_id);
CREATE INDEX letters_file_filed_by ON public.letters_file USING btree (filed_by);
CREATE INDEX letters_file_keep_until ON public.letters_file USING btree (keep_until);
CREATE INDEX letters_file_person ON public.letters_file USING btree (person_id, filed_at);
CREATE INDEX letters_letter_made_by ON public.letters_letter USING btree (made_by);
CREATE INDEX letters_letter_person ON public.letters_letter USING btree (person_id);
CREATE INDEX letters_opening_opened_by ON public.letters_opening USING btree (opened_by);
CREATE INDEX letters_opening_person ON public.letters_opening USING btree (person_id, opened_at);
CREATE INDEX link_link_other ON public.link_link USING btree (other_id);
CREATE INDEX macro_batch_case_at ON public.macro_batch_case USING btree (at);
CREATE INDEX macro_batch_case_person ON public.macro_batch_case USING btree (person_id);
CREATE INDEX macro_batch_person ON public.macro_batch USING btree (person_id);
CREATE UNIQUE INDEX macro_macro_own ON public.macro_macro USING btree (owner_person, folded) WHERE (team_id = ''::text);
CREATE UNIQUE INDEX macro_macro_team ON public.macro_macro USING btree (team_id, folded) WHERE (team_id <> ''::text);
CREATE INDEX mail_outbox_about ON public.mail_outbox USING btree (about);
CREATE INDEX mail_outbox_due ON public.mail_outbox USING btree (next_at) WHERE (state = ANY (ARRAY['queued'::text, 'claimed'::text, 'transmitting'::text, 'unknown'::text]));
CREATE INDEX mail_outbox_expires ON public.mail_outbox USING btree (expires_at) WHERE (text_body <> ''::text);
CREATE INDEX mail_outbox_missed ON public.mail_outbox USING btree (about) WHERE ((NOT withdrawn) AND ((state = ANY (ARRAY['failed'::text, 'unknown'::text])) OR (report <> ''::text)));
CREATE INDEX mail_outbox_person ON public.mail_outbox USING btree (person_id, id);
CREATE INDEX mail_outbox_state ON public.mail_outbox USING btree (state, report, id);
CREATE UNIQUE INDEX outreach_line_case ON public.outreach_line USING btree (case_id) WHERE (case_id <> ''::text);
CREATE UNIQUE INDEX outreach_line_once ON public.outreach_line USING btree (round_id, person_id) WHERE (person_id <> ''::text);
CREATE INDEX outreach_line_person ON public.outreach_line USING btree (person_id) WHERE (person_id <> ''::text);
CREATE INDEX outreach_line_state ON public.outreach_line USING btree (round_id, state, n);
CREATE UNIQUE INDEX outreach_round_key ON public.outreach_round USING btree (made_by, key);
CREATE INDEX outreach_round_team ON public.outreach_round USING btree (team_id, made_at);
CREATE INDEX outreach_round_work ON public.outreach_round USING btree (state);
CREATE UNIQUE INDEX people_employment_latest ON public.people_employment USING btree (person_id) WHERE latest;
CREATE INDEX people_employment_manager ON public.people_employment USING btree (manager_id);
CREATE UNIQUE INDEX people_employment_number ON public.people_employment USING btree (personnel_number) WHERE (personnel_number <> ''::text);
CREATE INDEX people_employment_person ON public.people_employment USING btree (person_id);
CREATE INDEX people_employment_unit ON public.people_employment USING btree (unit_id);
CREATE UNIQUE INDEX people_person_email ON public.people_person USING btree (email) WHERE (email <> ''::text);
CREATE INDEX people_person_sort ON public.people_person USING btree (sort_name, id);
CREATE INDEX people_person_updated ON public.people_person USING btree (updated_at);
CREATE INDEX people_role_role ON public.people_role USING btree (role);
CREATE INDEX people_team_member_person ON public.people_team_member USING btree (person_id);
CREATE UNIQUE INDEX people_unit_name ON public.people_unit USING btree (COALESCE(parent_id, ''::text), folded);
CREATE INDEX policy_acknowledgement_person ON public.policy_acknowledgement USING btree (person_id);
CREATE INDEX policy_version_asks ON public.policy_version USING btree (clause_id) WHERE acknowledge;
CREATE INDEX privacy_hold_person ON public.privacy_hold USING btree (person_id);
CREATE INDEX promise_promise_due ON public.promise_promise USING btree (state, due_at);
CREATE INDEX promise_promise_next ON public.promise_promise USING btree (next_at) WHERE (next_at IS NOT NULL);
CREATE INDEX promise_promise_open ON public.promise_promise USING btree (calendar_id, owner_id) WHERE (state = ANY (ARRAY['running'::text, 'paused'::text]));
CREATE INDEX promise_promise_owed ON public.promise_promise USING btree (owner_kind, owner_id) WHERE (state = ANY (ARRAY['running'::text, 'paused'::text]));
CREATE INDEX promise_promise_owner ON public.promise_promise USING btree (owner_kind, owner_id);
CREATE INDEX promise_promise_replaces ON public.promise_promise USING btree (replaces) WHERE (replaces <> ''::text);
CREATE INDEX promise_promise_running ON public.promise_promise USING btree (owner_id, id) WHERE (state = ANY (ARRAY['running'::text, 'paused'::text]));
CREATE INDEX rating_ask_at ON public.rating_ask USING btree (at);
CREATE INDEX rating_ask_person ON public.rating_ask USING btree (person_id, at);
CREATE INDEX rating_figure_kind ON public.rating_figure USING btree (kind, quarter);
CREATE INDEX rating_rating_agent ON public.rating_rating USING btree (agent_person, at);
CREATE INDEX rating_rating_at ON public.rating_rating USING btree (at);
CREATE INDEX rating_rating_team ON public.rating_rating USING btree (team_id, at);
CREATE INDEX river_job_args_index ON public.river_job USING gin (args);
CREATE INDEX river_job_kind ON public.river_job USING btree (kind);
CREATE INDEX river_job_metadata_index ON public.river_job USING gin (metadata);
CREATE INDEX river_job_prioritized_fetching_index ON public.river_job USING btree (state, queue, priority, scheduled_at, id);
CREATE INDEX river_job_state_and_finalized_at_index ON public.river_job USING btree (state, finalized_at) WHERE (finalized_at IS NOT NULL);
CREATE UNIQUE INDEX river_job_unique_idx ON public.river_job USING btree (unique_key) WHERE ((unique_key IS NOT NULL) AND (unique_states IS NOT NULL) AND public.river_job_state_in_bitmask(unique_states, state));
CREATE INDEX river_notification_created_at_idx ON public.river_notification USING btree (created_at);
CREATE INDEX river_notification_topic_id_idx ON public.river_notification USING btree (topic, id);
CREATE INDEX routing_away_days ON public.routing_away USING btree (first_day, back_day);
CREATE INDEX routing_given_person ON public.routing_given USING btree (person_id, given_at);
CREATE INDEX routing_heavy_came ON public.routing_heavy USING btree (came_at);
CREATE INDEX routing_heavy_person ON public.routing_heavy USING btree (person_id, came_at);
CREATE INDEX routing_passed_person ON public.routing_passed USING btree (person_id);
CREATE INDEX routing_waiting_next ON public.routing_waiting USING btree (next_at);
CREATE INDEX search_doc_terms ON public.search_doc USING gin (terms) WITH (fastupdate=off);
CREATE INDEX side_file_word ON public.side_file USING btree (word_id);
CREATE INDEX side_member_person ON public.side_member USING btree (person_id);
CREATE INDEX side_talk_asked_by ON public.side_talk USING btree (asked_by);
CREATE INDEX side_talk_case ON public.side_talk USING btree (case_id, opened_at);
CREATE INDEX side_talk_person ON public.side_talk USING btree (person_id);
CREATE INDEX side_word_author ON public.side_word USING btree (author_person);
CREATE INDEX side_word_talk ON public.side_word USING btree (talk_id, id);
CREATE INDEX snooze_case_person ON public.snooze_case USING btree (person_id, until_at);
CREATE INDEX spike_announcement_until ON public.spike_announcement USING btree (until_at);
CREATE INDEX spike_case_person ON public.spike_case USING btree (person_id);
CREATE INDEX spike_spike_last ON public.spike_spike USING btree (last_at);
CREATE INDEX statement_effort_case ON public.statement_effort USING btree (case_id);
CREATE INDEX statement_effort_of ON public.statement_effort USING btree (person_id);
CREATE INDEX statement_effort_person_case ON public.statement_effort_person USING btree (case_id);
CREATE INDEX statement_estimate_person ON public.statement_estimate USING btree (person_id);
CREATE INDEX statement_question_case ON public.statement_question USING btree (case_id);
CREATE INDEX statement_question_person ON public.statement_question USING btree (person_id);
CREATE INDEX statement_step_case ON public.statement_step USING btree (case_id);
CREATE INDEX tag_case_asked ON public.tag_case USING btree (asked_by);
CREATE INDEX tag_case_case ON public.tag_case USING btree (case_id);
CREATE INDEX tag_case_person ON public.tag_case USING btree (person_id);
CREATE INDEX tag_word_used ON public.tag_word USING btree (team_id, used_at);
CREATE INDEX together_draft_asked ON public.together_draft USING btree (asked_by);
CREATE INDEX together_draft_changed ON public.together_draft USING btree (changed_by);
CREATE INDEX together_draft_for ON public.together_draft USING btree (for_person);
CREATE UNIQUE INDEX views_view_owner ON public.views_view USING btree (owner_person, name);
CREATE INDEX views_view_team ON public.views_view USING btree (team_id) WHERE (team_id <> ''::text);
CREATE INDEX webhook_delivery_endpoint ON public.webhook_delivery USING btree (endpoint_id, n);
CREATE INDEX webhook_delivery_given_up ON public.webhook_delivery USING btree (endpoint_id, n) WHERE (given_up_at IS NOT NULL);
CREATE INDEX webhook_delivery_line ON public.webhook_delivery USING btree (line, endpoint_id, state, n);
CREATE INDEX webhook_delivery_next ON public.webhook_delivery USING btree (state, next_at);
CREATE INDEX webhook_event_at ON public.webhook_event USING btree (at);
CREATE TRIGGER calculation_calculation_as_it_was BEFORE UPDATE ON public.calculation_calculation FOR EACH ROW EXECUTE FUNCTION public.calculation_calculation_as_it_was();
CREATE TRIGGER calculation_calculation_sound BEFORE INSERT ON public.calculation_calculation FOR EACH ROW EXECUTE FUNCTION public.calculation_calculation_sound();
CREATE TRIGGER calculation_calculation_stays BEFORE DELETE ON public.calculation_calculation FOR EACH ROW EXECUTE FUNCTION public.calculation_stays();
CREATE TRIGGER calculation_line_as_it_was BEFORE UPDATE ON public.calculation_line FOR EACH ROW EXECUTE FUNCTION public.calculation_line_as_it_was();
CREATE TRIGGER calculation_line_sound BEFORE INSERT ON public.calculation_line FOR EACH ROW EXECUTE FUNCTION public.calculation_line_sound();
CREATE TRIGGER calculation_line_stays BEFORE DELETE ON public.calculation_line FOR EACH ROW EXECUTE FUNCTION public.calculation_stays();
CREATE TRIGGER decision_appeal_as_it_was BEFORE UPDATE ON public.decision_appeal FOR EACH ROW EXECUTE FUNCTION public.decision_appeal_as_it_was();
CREATE TRIGGER decision_appeal_stays BEFORE DELETE ON public.decision_appeal FOR EACH ROW EXECUTE FUNCTION public.decision_stays();
CREATE TRIGGER decision_decision_as_it_was BEFORE UPDATE ON public.decision_decision FOR EACH ROW EXECUTE FUNCTION public.decision_decision_as_it_was();
CREATE TRIGGER decision_decision_sound BEFORE INSERT ON public.decision_decision FOR EACH ROW EXECUTE FUNCTION public.decision_decision_sound();
CREATE TRIGGER decision_decision_stays BEFORE DELETE ON public.decision_decision FOR EACH ROW EXECUTE FUNCTION public.decision_stays();
CREATE TRIGGER desk_case_decided BEFORE UPDATE OF outcome ON public.desk_case FOR EACH ROW WHEN ((new.needs_decision AND (new.outcome <> old.outcome) AND (new.outcome <> ALL (ARRAY[''::text, 'decided'::text, 'withdrawn'::text, 'duplicate'::text])))) EXECUTE FUNCTION public.desk_case_decided();
CREATE TRIGGER policy_version_frozen BEFORE UPDATE OF id, clause_id, n, title, body, why, from_day, until_day, sites, employment, acknowledge, withdrawn, published_at ON public.policy_version FOR EACH ROW EXECUTE FUNCTION public.policy_version_frozen();
CREATE TRIGGER policy_version_kept BEFORE DELETE ON public.policy_version FOR EACH ROW EXECUTE FUNCTION public.policy_version_frozen();
ALTER TABLE ONLY public.automation_run
    ADD CONSTRAINT automation_run_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES public.automation_rule(id);
ALTER TABLE ONLY public.automation_version
    ADD CONSTRAINT automation_version_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES public.automation_rule(id);
ALTER TABLE ONLY public.calculation_calculation
    ADD CONSTRAINT calculation_calculation_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.desk_case(id);
ALTER TABLE ONLY public.calculation_calculation
    ADD CONSTRAINT calculation_calculation_instead_of_fkey FOREIGN KEY (instead_of) REFERENCES public.calculation_calculation(id);
ALTER TABLE ONLY public.calculation_line
    ADD CONSTRAINT calculation_line_calculation_id_fkey FOREIGN KEY (calculation_id) REFERENCES public.calculation_calculation(id);
ALTER TABLE ONLY public.callback_attempt
    ADD CONSTRAINT callback_attempt_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.callback_call(id);
ALTER TABLE ONLY public.callback_slot
    ADD CONSTRAINT callback_slot_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.callback_call(id);
ALTER TABLE ONLY public.callback_window
    ADD CONSTRAINT callback_window_call_id_fkey FOREIGN KEY (call_id) REFERENCES public.callback_call(id);
ALTER TABLE ONLY public.catalogue_service
    ADD CONSTRAINT catalogue_service_cause_id_fkey FOREIGN KEY (cause_id) REFERENCES public.catalogue_cause(id);
ALTER TABLE ONLY public.decision_appeal
    ADD CONSTRAINT decision_appeal_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.desk_case(id);
ALTER TABLE ONLY public.decision_appeal
    ADD CONSTRAINT decision_appeal_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES public.decision_decision(id);
ALTER TABLE ONLY public.decision_decision
    ADD CONSTRAINT decision_decision_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.desk_case(id);
ALTER TABLE ONLY public.decision_decision
    ADD CONSTRAINT decision_decision_replaces_id_fkey FOREIGN KEY (replaces_id) REFERENCES public.decision_decision(id);
ALTER TABLE ONLY public.decision_fact
    ADD CONSTRAINT decision_fact_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.desk_case(id);
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
ALTER TABLE ONLY public.exception_precedent
    ADD CONSTRAINT exception_precedent_earlier_id_fkey FOREIGN KEY (earlier_id) REFERENCES public.exception_request(id);
ALTER TABLE ONLY public.exception_precedent
    ADD CONSTRAINT exception_precedent_request_id_fkey FOREIGN KEY (request_id) REFERENCES public.exception_request(id);
ALTER TABLE ONLY public.fairness_answer
    ADD CONSTRAINT fairness_answer_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES public.fairness_finding(id);
ALTER TABLE ONLY public.fairness_finding
    ADD CONSTRAINT fairness_finding_continues_fkey FOREIGN KEY (continues) REFERENCES public.fairness_finding(id);
ALTER TABLE ONLY public.fairness_finding
    ADD CONSTRAINT fairness_finding_run_id_fkey FOREIGN KEY (run_id) REFERENCES public.fairness_run(id);
ALTER TABLE ONLY public.field_value
    ADD CONSTRAINT field_value_field_id_fkey FOREIGN KEY (field_id) REFERENCES public.field_field(id);
ALTER TABLE ONLY public.joined_promise
    ADD CONSTRAINT joined_promise_part_id_fkey FOREIGN KEY (part_id) REFERENCES public.joined_part(part_id);
ALTER TABLE ONLY public.letters_file
    ADD CONSTRAINT letters_file_letter_id_fkey FOREIGN KEY (letter_id) REFERENCES public.letters_letter(id);
ALTER TABLE ONLY public.letters_text
    ADD CONSTRAINT letters_text_template_id_fkey FOREIGN KEY (template_id) REFERENCES public.letters_template(id);
ALTER TABLE ONLY public.macro_text
    ADD CONSTRAINT macro_text_macro_id_fkey FOREIGN KEY (macro_id) REFERENCES public.macro_macro(id);
ALTER TABLE ONLY public.outreach_line
    ADD CONSTRAINT outreach_line_round_id_fkey FOREIGN KEY (round_id) REFERENCES public.outreach_round(id);
ALTER TABLE ONLY public.outreach_text
    ADD CONSTRAINT outreach_text_round_id_fkey FOREIGN KEY (round_id) REFERENCES public.outreach_round(id);
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
ALTER TABLE ONLY public.policy_acknowledgement
    ADD CONSTRAINT policy_acknowledgement_version_id_fkey FOREIGN KEY (version_id) REFERENCES public.policy_version(id);
ALTER TABLE ONLY public.policy_clause
    ADD CONSTRAINT policy_clause_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES public.policy_policy(id);
ALTER TABLE ONLY public.policy_version
    ADD CONSTRAINT policy_version_clause_id_fkey FOREIGN KEY (clause_id) REFERENCES public.policy_clause(id);
ALTER TABLE ONLY public.promise_calendar_day
    ADD CONSTRAINT promise_calendar_day_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES public.promise_calendar(id);
ALTER TABLE ONLY public.promise_calendar_version
    ADD CONSTRAINT promise_calendar_version_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES public.promise_calendar(id);
ALTER TABLE ONLY public.promise_pause
    ADD CONSTRAINT promise_pause_promise_id_fkey FOREIGN KEY (promise_id) REFERENCES public.promise_promise(id);
ALTER TABLE ONLY public.promise_policy_recount
    ADD CONSTRAINT promise_policy_recount_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES public.promise_policy(id);
ALTER TABLE ONLY public.promise_policy_version
    ADD CONSTRAINT promise_policy_version_policy_id_fkey FOREIGN KEY (policy_id) REFERENCES public.promise_policy(id);
ALTER TABLE ONLY public.promise_promise
    ADD CONSTRAINT promise_promise_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES public.promise_calendar(id);
ALTER TABLE ONLY public.promise_recount
    ADD CONSTRAINT promise_recount_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES public.promise_calendar(id);
ALTER TABLE ONLY public.promise_site_calendar
    ADD CONSTRAINT promise_site_calendar_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES public.promise_calendar(id);
ALTER TABLE ONLY public.promise_team_calendar
    ADD CONSTRAINT promise_team_calendar_calendar_id_fkey FOREIGN KEY (calendar_id) REFERENCES public.promise_calendar(id);
ALTER TABLE ONLY public.rating_figure
    ADD CONSTRAINT rating_figure_quarter_fkey FOREIGN KEY (quarter) REFERENCES public.rating_quarter(quarter);
ALTER TABLE ONLY public.spike_case
    ADD CONSTRAINT spike_case_spike_id_fkey FOREIGN KEY (spike_id) REFERENCES public.spike_spike(id);
ALTER TABLE ONLY public.spike_text
    ADD CONSTRAINT spike_text_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES public.spike_announcement(id);
ALTER TABLE ONLY public.tag_case
    ADD CONSTRAINT tag_case_tag_id_fkey FOREIGN KEY (tag_id) REFERENCES public.tag_word(id);
