package app_test

import (
	"hearth/internal/automation"
	"hearth/internal/automation/automationweb"

	"net/http"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/calculation"
	"hearth/internal/calculation/calculationweb"
	"hearth/internal/callback"
	"hearth/internal/callback/callbackweb"
	"hearth/internal/decision"
	"hearth/internal/decision/decisionweb"
	"hearth/internal/desk"
	"hearth/internal/desk/deskweb"
	"hearth/internal/exception"
	"hearth/internal/exception/exceptionweb"
	"hearth/internal/field"
	"hearth/internal/field/fieldweb"
	"hearth/internal/follow"
	"hearth/internal/follow/followweb"
	"hearth/internal/heard"
	"hearth/internal/heard/heardweb"
	"hearth/internal/hold"
	"hearth/internal/hold/holdweb"
	"hearth/internal/intake"
	"hearth/internal/intake/intakeweb"
	"hearth/internal/joined"
	"hearth/internal/joined/joinedweb"
	"hearth/internal/letters"
	"hearth/internal/letters/lettersweb"
	"hearth/internal/link"
	"hearth/internal/link/linkweb"
	"hearth/internal/macro"
	"hearth/internal/macro/macroweb"
	"hearth/internal/platform/authz"
	"hearth/internal/platform/httpx"
	"hearth/internal/platform/shell"
	"hearth/internal/platform/store"
	"hearth/internal/rating"
	"hearth/internal/rating/ratingweb"
	"hearth/internal/routing"
	"hearth/internal/routing/routingweb"
	"hearth/internal/side"
	"hearth/internal/side/sideweb"
	"hearth/internal/snooze"
	"hearth/internal/snooze/snoozeweb"
	"hearth/internal/statement"
	"hearth/internal/statement/statementweb"
	"hearth/internal/tag"
	"hearth/internal/tag/tagweb"
	"hearth/internal/together"
	"hearth/internal/together/togetherweb"
)

// A matrix that finds nothing in a product with a leak proves nothing. Here are the leaks: one for each column, one for each relation in the rules,
// and the two denials forgotten.

// fresh is c without what it remembers of absent cases: for another handler.
func (c *cells) fresh() *cells {
	d := *c
	d.absent = map[string]reply{}
	return &d
}

// columnNamed is the column with a name.
func columnNamed(t testing.TB, name string) column {
	t.Helper()
	for _, col := range columns {
		if col.name == name {
			return col
		}
	}
	t.Fatalf("there is no column %q", name)
	return column{}
}

// takenFor is a product that takes whoever asks for somebody else.
func (c *cells) takenFor(col column) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.Clone(r.Context())
		apptest.Identify(r, "", "")
		r.Header.Del("Authorization")
		c.as(col, r)
		c.Server.Config.Handler.ServeHTTP(w, r)
	})
}

func openCase(k matrixCase) bool { return k.sensitivity == "open" && !k.health }

func TestRightsLeakTurnsEachColumnRed(t *testing.T) {
	t.Parallel()
	c := newCells(t, store.SQLite)
	for _, col := range columns {
		other := columnNamed(t, "named")
		if col.key != "" && !col.left && c.cell(col, c.cases[0], "work") == 'y' && col.token != "read" {
			other = columnNamed(t, "by")
		}
		wrong, asked := c.fresh().checkColumn(t, c.takenFor(other), col, openCase)
		if len(wrong) == 0 {
			t.Errorf("%s: taken for %s, and none of %d cells is red", col.name, other.name, asked)
		}
		for _, w := range wrong {
			if !strings.HasPrefix(w, col.name+": ") {
				t.Errorf("%s: another column is red: %s", col.name, w)
			}
		}
	}
}

// withRules is the product's handler, but with other rules for cases and mails.
func (c *cells) withRules(rules, mails map[authz.Action]authz.Rule) http.Handler {
	policy := authz.NewPolicy()
	policy.Add(rules)
	policy.Add(rating.Rules())
	changed := desk.New(desk.Options{DB: c.DB, Policy: policy, Promises: c.Promise, Files: c.Files, Audit: c.Audit, Live: c.Live})
	faulty := *c.App.App
	faulty.Mux = httpx.NewMux(httpx.Options{DB: c.DB, Failure: shell.Failure, SignIn: "/sign-in"})
	deskweb.New(deskweb.Options{DB: c.DB, Desk: changed, People: c.People, Catalogue: c.Catalogue, Promises: c.Promise, Live: c.Live}).Spec().Routes(faulty.Mux)
	ratingweb.New(rating.New(rating.Options{DB: c.DB, Policy: policy, Desk: changed})).Spec().Routes(faulty.Mux)
	policy.Add(calculation.Rules())
	calculations := calculation.New(calculation.Options{DB: c.DB, Policy: policy, Desk: changed})
	calculationweb.New(calculations).Spec().Routes(faulty.Mux)
	policy.Add(heard.Rules())
	heardweb.New(heard.New(c.DB, policy, changed, c.Promise)).Spec().Routes(faulty.Mux)
	policy.Add(statement.Rules())
	statementweb.New(statementweb.Options{Statement: statement.New(statement.Options{DB: c.DB, Policy: policy, Desk: changed, Promises: c.Promise, Audit: c.Audit, Calculations: calculations})}).Spec().Routes(faulty.Mux)
	policy.Add(letters.Rules())
	written := letters.New(letters.Options{DB: c.DB, Policy: policy, Desk: changed, Files: c.Files, Audit: c.Audit})
	lettersweb.New(written).Spec().Routes(faulty.Mux)
	policy.Add(exception.Rules())
	exceptionweb.New(exception.New(exception.Options{DB: c.DB, Policy: policy, Desk: changed, Audit: c.Audit, Clauses: c.Exception.Clauses}), changed).Spec().Routes(faulty.Mux)
	policy.Add(callback.Rules())
	callbackweb.New(callback.New(callback.Options{DB: c.DB, Policy: policy, Desk: changed, Promises: c.Promise})).Spec().Routes(faulty.Mux)
	policy.Add(hold.Rules())
	holds := hold.New(hold.Options{DB: c.DB, Policy: policy, Desk: changed, Files: c.Files, Next: changed.Write, Fresh: c.Auth.Fresh})
	holdweb.New(holds, nil).Spec().Routes(faulty.Mux)
	policy.Add(together.Rules())
	togetherweb.New(together.New(together.Options{DB: c.DB, Policy: policy, Desk: changed, Hold: holds, Files: c.Files, Audit: c.Audit, Live: c.Live, Next: changed.Write}), changed).Spec().Routes(faulty.Mux)
	policy.Add(snooze.Rules())
	snoozeweb.New(snooze.New(snooze.Options{DB: c.DB, Policy: policy, Desk: changed, Promises: c.Promise})).Spec().Routes(faulty.Mux)
	policy.Add(automation.Rules())
	automationweb.New(c.DB, automation.New(automation.Options{DB: c.DB, Policy: policy, Desk: changed, Promises: c.Promise, Audit: c.Audit})).Spec().Routes(faulty.Mux)
	policy.Add(tag.Rules())
	tagweb.New(tag.New(tag.Options{DB: c.DB, Policy: policy, Desk: changed, Audit: c.Audit})).Spec().Routes(faulty.Mux)
	policy.Add(field.Rules())
	fieldweb.New(c.DB, field.New(field.Options{DB: c.DB, Policy: policy, Desk: changed, Audit: c.Audit})).Spec().Routes(faulty.Mux)
	policy.Add(routing.Rules())
	routingweb.New(routing.New(routing.Options{DB: c.DB, Policy: policy, Desk: changed, Promises: c.Promise, Audit: c.Audit}), c.Home.Waits).Spec().Routes(faulty.Mux)
	policy.Add(macro.Rules())
	macroweb.New(macro.New(macro.Options{DB: c.DB, Policy: policy, Desk: changed, Promises: c.Promise, Tags: c.Tag, Audit: c.Audit}), c.Catalogue).Spec().Routes(faulty.Mux)
	policy.Add(follow.Rules())
	followweb.New(follow.New(follow.Options{DB: c.DB, Policy: policy, Desk: changed})).Spec().Routes(faulty.Mux)
	policy.Add(side.Rules())
	sideweb.New(side.New(side.Options{DB: c.DB, Policy: policy, Desk: changed, Follow: c.Follow, Files: c.Files, Audit: c.Audit, Live: c.Live, Threads: c.Threads}), changed).Spec().Routes(faulty.Mux)
	policy.Add(link.Rules())
	linkweb.New(link.New(link.Options{DB: c.DB, Policy: policy, Desk: changed})).Spec().Routes(faulty.Mux)
	policy.Add(joined.Rules())
	joinedweb.New(joined.New(joined.Options{DB: c.DB, Policy: policy, Desk: changed, Promises: c.Promise})).Spec().Routes(faulty.Mux)
	policy.Add(decision.Rules())
	decisions := decision.New(decision.Options{DB: c.DB, Policy: policy, Desk: changed, Promises: c.Promise, Clauses: apptest.Clauses()})
	decisionweb.New(decisionweb.Options{DB: c.DB, Decisions: decisions, Desk: changed, Catalogue: c.Catalogue}).Spec().Routes(faulty.Mux)
	policy.Add(mails)
	mailed := intake.New(intake.Options{DB: c.DB, Policy: policy, Desk: changed, Looks: c.People, Files: c.Files, Audit: c.Audit, Threads: c.Threads})
	intakeweb.New(intakeweb.Options{DB: c.DB, Intake: mailed, Catalogue: c.Catalogue}).Spec().Routes(faulty.Mux)
	return c.IdentifyFor(&faulty)
}

// loosened is an action that somebody in a relation must not do, but for this fault.
var loosened = []struct {
	column   string
	relation authz.Relation
	action   authz.Action
}{
	{"by", authz.By, desk.WorkCase},
	{"for", authz.For, desk.RateCase},
	{"about, as the service says", authz.About, desk.WriteCase},
	{"representative", authz.Representative, desk.SettleCase},
	{"manager, as the service says", authz.Manager, desk.WriteCase},
	{"assignee", authz.Assignee, desk.SettleCase},
	{"team", authz.Team, desk.InviteTo},
	{"another team", authz.HR, desk.RateCase},
	{"named", authz.Named, desk.SettleCase},
	{"concern handler, named", authz.Named, desk.SettleCase},
}

func TestRightsLoosenedRuleIsRed(t *testing.T) {
	t.Parallel()
	c := newCells(t, store.SQLite)
	for _, l := range loosened {
		rules := desk.Rules()
		rule := rules[l.action]
		if rule.Relations.Has(l.relation) {
			t.Fatalf("%s may do %s anyway: choose another action", l.column, l.action)
		}
		col := columnNamed(t, l.column)
		if wrong, _ := c.fresh().checkColumn(t, c.withRules(rules, intake.Rules()), col, openCase); len(wrong) > 0 {
			t.Fatalf("%s: red before a rule is loosened: %v", l.column, wrong)
		}
		rule.Relations |= l.relation
		rules[l.action] = rule
		wrong, asked := c.fresh().checkColumn(t, c.withRules(rules, intake.Rules()), col, openCase)
		if len(wrong) == 0 {
			t.Errorf("%s may do %s, and none of %d cells is red", l.column, l.action, asked)
		}
	}
	rules := desk.Rules()
	rules[desk.ReadHealth] = authz.Rule{Anyone: true}
	wrong, _ := c.fresh().checkColumn(t, c.withRules(rules, intake.Rules()), columnNamed(t, "team"), func(k matrixCase) bool { return k.health && k.sensitivity == "open" })
	if len(wrong) == 0 {
		t.Error("everybody reads health data, and nothing is red")
	}
}

func TestRightsForgottenDenialIsRed(t *testing.T) {
	t.Parallel()
	c := newCells(t, store.SQLite)
	for relation, name := range map[string]string{"against": "against (desk)", "excluded": "excluded (desk)"} {
		need(t, c.exec(`DELETE FROM desk_party WHERE relation = $1`, relation))
		if wrong, _ := c.fresh().checkColumn(t, c.Server.Config.Handler, columnNamed(t, name), openCase); len(wrong) == 0 {
			t.Errorf("nobody remembers who is %s, and nothing is red", relation)
		}
	}
	need(t, c.exec(`UPDATE desk_case SET not_to_manager = $1`, false))
	if wrong, _ := c.fresh().checkColumn(t, c.Server.Config.Handler, columnNamed(t, "manager, kept out"), openCase); len(wrong) == 0 {
		t.Error("nobody remembers that the manager is kept out, and nothing is red")
	}
}

// A part of one case is absent from every other one, even for somebody who may see both.
func TestRightsPartsOfAnotherCaseAreAbsent(t *testing.T) {
	t.Parallel()
	c := newCells(t, store.SQLite)
	routes, actions := c.caseRoutes(t)
	one, other := c.cases[0], c.cases[1]
	asked := 0
	for i, r := range routes {
		for name := range one.values {
			if name == "number" || name == "place..." || name == "kind" || !strings.Contains(r.Path, "{"+name+"}") || !strings.Contains(r.Path, "{number}") { // without a case it is named alone; a kind is no part, each case has its own
				continue
			}
			mixed, none := matrixCase{values: map[string]string{"number": one.values["number"]}}, matrixCase{values: map[string]string{"number": one.values["number"]}}
			for part := range other.values {
				if part != "number" {
					mixed.values[part], none.values[part] = other.values[part], noID
				}
			}
			for _, who := range []string{"by", "named"} {
				col := columnNamed(t, who)
				got, want := c.send(c.Server.Config.Handler, col, r, mixed.path(r, actions[i])), c.send(c.Server.Config.Handler, col, r, none.path(r, actions[i]))
				asked++
				if !got.like(want) || got.status < 400 {
					t.Errorf("%s: %s: %d for a part of another case, %d for none", who, r.Pattern(), got.status, want.status)
				}
			}
		}
	}
	if asked < 20 {
		t.Errorf("only %d were asked for", asked)
	}
}
