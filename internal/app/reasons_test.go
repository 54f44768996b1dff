package app_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hearth/internal/apptest"
	"hearth/internal/platform/audit/auditweb"
	"hearth/internal/platform/store"
)

// ofNobody are the actions under which nothing stands in the record of a person: rights to read lists and figures, and what is nobody's in particular. Whoever adds an action says that it is one of them, or what an
// officer reads of it.
var ofNobody = strings.Fields(`agreement.edit agreement.read automation.explain automation.read calculation.read callback.agenda callback.figures callback.read case.export case.figures case.health case.list
	catalogue.edit catalogue.read cause.figures cause.one decision.read exception.budget exception.own exception.read exception.register fairness.answer fairness.attributes fairness.read fairness.run
	field.list field.read follow.case follow.tell heard.read home.admin home.go home.insight home.jobs home.outbox home.start home.tools intake.import intake.log intake.mailboxes intake.take letters.own_file
	letters.read letters.read_templates letters.templates macro.keep macro.many notices.choose people.colleague people.import people.own people.teams policy.acknowledge policy.all policy.publish policy.read privacy.erase
	promise.calendars promise.policies rating.asking rating.comments rating.figures routing.day routing.settings routing.team routing.why spike.news spike.read statement.read tag.list tag.rename together.presence views.keep webhook.tell`)

// written is an action that is named where an entry of the record is made; one that ends with a point goes on with what was chosen.
var written = regexp.MustCompile(`audit\.Entry\{[^}]*Action: "([a-z_.]+)"`)

// What the record says of a person is a sentence for the officer who reads it, whatever was done.
func TestEveryActionInTheRecordHasASentence(t *testing.T) {
	t.Parallel()
	var all []string
	for _, action := range apptest.New(t, store.SQLite).Policy.Actions() {
		if !slices.Contains(ofNobody, string(action)) {
			all = append(all, string(action))
		}
	}
	named := 0
	err := filepath.WalkDir("..", func(path string, e os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		body, err := os.ReadFile(path)
		for _, m := range written.FindAllStringSubmatch(string(body), -1) {
			named++
			all = append(all, strings.TrimSuffix(m[1], ".")+map[bool]string{true: ".chosen"}[strings.HasSuffix(m[1], ".")])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	all = append(all, "letters.retention") // by the system, under no right
	for _, action := range all {
		if !auditweb.Tells(action) {
			t.Errorf("%s: an officer reads no sentence about it", action)
		}
	}
	if len(all) < 70 || named < 3 || auditweb.Tells("case.list") { // the control
		t.Errorf("%d actions, %d of them named where an entry is made: too few, or anything counts as a sentence", len(all), named)
	}
}
