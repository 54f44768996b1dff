package stories

import (
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/authz"
	"hearth/internal/policy"
)

// rules publishes a policy with a clause that changed, one that will, one of which a version ended, and one for part-timers alone; and a policy without any.
func (w *world) rules() {
	w.T.Helper()
	part := policy.Audience{Employment: []string{"part-time"}}
	saved, err := w.Policies.SavePolicy(w.T.Context(), w.Actor(authz.Desk, "ingrid"), policy.SavePolicy{ID: "pay", Title: "Pay and allowances", Summary: "When you are paid, and what nights add.", TeamID: "payroll",
		Clauses: []policy.PublishedText{
			{Number: "4.2", Title: "Night allowance", Text: "You get €35.00 for each night shift.", From: "2024-01-01"},
			{Number: "4.2", Title: "Night allowance", Text: "You get €38.00 for each night shift.", From: "2026-03-04", Acknowledge: true, Why: "The allowance grew with the agreement."},
			{Number: "4.2", Title: "Night allowance", Text: "You get €40.00 for each night shift.\n\nIt is paid with the next pay.", From: "2027-01-01", Acknowledge: true},
			{Number: "4.2", Title: "Night allowance by the hour", Text: "You get €4.75 for each hour at night.", From: "2025-01-01", Audience: part},
			{Number: "8.1", Title: "Travel by car", Text: "You get €0.38 per kilometre.", From: "2024-01-01", Until: "2025-01-01"},
			{Number: "8.1", Title: "Travel by car", Text: "You get €0.40 per kilometre.", From: "2025-03-01"}}})
	if err != nil {
		w.T.Fatal(err)
	}
	w.values["rule"] = saved.Added[len(saved.Added)-1].ID
	if _, err := w.Policies.SavePolicy(w.T.Context(), w.Actor(authz.Desk, "ingrid"), policy.SavePolicy{ID: "travel", Title: "Travelling"}); err != nil {
		w.T.Fatal(err)
	}
}

// Amina reads on her phone, which runs no scripts, what the rule about nights says today and what it said on 3 March, and confirms that she has read it.
func TestAminaReadsWhatARuleSaysAndSaid(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.rules()
		b := open(t, w.App, screen)
		b.scripting(false)
		b.be("amina", authz.Portal)
		b.visit("/")
		b.reads("Waiting for you", "Pay and allowances")
		b.goes("Read the rules")
		b.reads("Pay and allowances", "This is what holds for you: Malmby, Full-time.", "You get €38.00 for each night shift.", "From Wed 4 Mar to Thu 31 Dec", "You get €0.40 per kilometre.")
		b.hides("€35.00", "€4.75")
		b.picture("today")
		b.date("What did the rules say on another day?", "2026-03-03")
		b.goes("Show that day")
		b.reads("You read what held on Tue 3 Mar.", "You get €35.00 for each night shift.")
		b.hides("Read and understood", "€38.00")
		b.picture("on 3 March")
		b.goes("Read what holds today")
		b.goes("Read and understood: 4.2")
		b.reads("You read this on Tue 17 Nov")
		b.hides("Read and understood: 4.2")
		b.picture("acknowledged")
		b.goes("Other versions of 4.2")
		b.reads("Clause 4.2 over time", "Begins Fri 1 Jan 2027", "Holds now", "Over", "What changed between two versions", "It is paid with the next pay.")
		b.hides("€4.75")
		b.picture("over time")
		b.visit("/")
		b.hides("Waiting for you")
		b.visit("/search?q=kilometre")
		b.reads("1 result", "pay 8.1 Travel by car")
		b.scripting(true) // for what looks at the pages
		for _, path := range []string{"/policies", "/policies/pay?on=2026-03-03", "/policies/pay", "/policies/pay/clauses/4.2"} {
			b.visit(path)
			b.axe()
		}
	})
}

// Ingrid, Marta's head, sees that no open case cites a clause, publishes what it says from January on, and finds it in its history. Marta reads it; she can't publish.
func TestTheHeadOfHRPublishesWhatAClauseWillSay(t *testing.T) {
	both(t, func(t *testing.T, w *world, screen width) {
		w.rules()
		b := open(t, w.App, screen)
		b.be("ingrid", authz.Desk)
		b.visit("/desk/policies")
		b.reads("Pay and allowances", "Payroll")
		b.axe()
		b.picture("all")
		b.goes("Pay and allowances")
		b.reads("Clause 8.1 says nothing to some people from Wed 1 Jan 2025 to Fri 28 Feb 2025.", "0 of 12")
		b.axe()
		b.picture("policy")
		b.goes("8.1")
		b.reads("Clause 8.1 over time", "No open case that you may see cites this clause.")
		b.goes("Publish what follows version 2")
		b.reads("No open case that you may see cites this clause.", "What is published stays as it is")
		b.fill("What the clause says", "You get €0.42 per kilometre.")
		b.goes("Publish this version")
		b.reads("Say from which day it holds")
		b.axe()
		b.picture("without a day")
		b.date("It holds from this day on", "2027-01-01")
		b.fill("What changed, and why", "Fuel costs more.")
		b.goes("Publish this version")
		b.reads("Begins Fri 1 Jan 2027", "You get €0.42 per kilometre.", "Fuel costs more.", "by Ingrid Salo", "Before: version 2", "After: version 3")
		b.axe()
		b.picture("published")
		b.be("marta", authz.Desk)
		b.visit("/desk/policies/pay/clauses/8.1")
		b.reads("You get €0.42 per kilometre.")
		b.hides("Publish what follows", "Publish for other people")
		w.Desk("marta").Get("/desk/policies/pay/publish").Is(403)
		w.Portal("amina").Get("/policies/pay?on=2027-01-01").Is(200).Shows("€0.42")
		w.API("marta").Get("/api/v1/policies/pay/clauses?on=2027-01-01&person=" + apptest.ID("amina")).Is(200).Shows("€0.42")
	})
}
