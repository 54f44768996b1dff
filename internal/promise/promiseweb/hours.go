package promiseweb

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/platform/fault"
	"hearth/internal/promise"
)

// hours is a calendar as people type it: the hours of a day as "08:00–12:00, 13:00–17:00", days, closing days and sites one on each line. Public holidays have a page of their own.
type hours struct {
	Name     string   `json:"name"`
	Zone     string   `json:"zone"`
	Mon      string   `json:"mon"`
	Tue      string   `json:"tue"`
	Wed      string   `json:"wed"`
	Thu      string   `json:"thu"`
	Fri      string   `json:"fri"`
	Sat      string   `json:"sat"`
	Sun      string   `json:"sun"`
	Holidays string   `json:"holidays"` // days of the house
	Closing  string   `json:"closing"`
	Sites    string   `json:"sites"`
	Teams    []string `json:"teams"` // by id
	Mark     string   `json:"mark"`  // of the calendar that was read
}

// day is one day of the form.
type day struct {
	Field   string
	Weekday time.Weekday
	Text    *string
}

// days are the days of the form, from Monday on.
func (h *hours) days() []day {
	return []day{{"mon", time.Monday, &h.Mon}, {"tue", time.Tuesday, &h.Tue}, {"wed", time.Wednesday, &h.Wed}, {"thu", time.Thursday, &h.Thu},
		{"fri", time.Friday, &h.Fri}, {"sat", time.Saturday, &h.Sat}, {"sun", time.Sunday, &h.Sun}}
}

// hoursOf returns the form of a calendar that is kept.
func hoursOf(kept promise.KeptCalendar) hours {
	h := hours{Name: kept.Name, Zone: kept.Body.Zone(), Sites: strings.Join(kept.Sites, "\n"), Teams: kept.Teams, Mark: kept.Mark}
	week := kept.Body.Week()
	for _, d := range h.days() {
		*d.Text = written(week[d.Weekday])
	}
	h.Holidays, h.Closing = typedDays(kept.Days)
	return h
}

// written are windows as people type them.
func written(windows []calendar.Window) string {
	var all []string
	for _, w := range windows {
		all = append(all, w.From.String()+"–"+w.To.String())
	}
	return strings.Join(all, ", ")
}

// body returns the form as package calendar reads it, with the public holidays that the calendar has; what it says is checked there. It refuses hours that are no pairs.
func (h hours) body(public []string) (json.RawMessage, error) {
	var f fault.Fields
	week := map[string][][2]string{}
	for _, d := range h.days() {
		for _, text := range parts(*d.Text, ",;\n") {
			from, to, ok := strings.Cut(strings.ReplaceAll(text, "–", "-"), "-")
			f.Need(ok && strings.TrimSpace(from) != "" && strings.TrimSpace(to) != "", d.Field, "Write hours as 08:00–17:00, and part several with commas.")
			week[d.Field] = append(week[d.Field], [2]string{clock(from), clock(to)})
		}
	}
	if err := f.Err(); err != nil {
		return nil, err
	}
	body, err := json.Marshal(map[string]any{"zone": strings.TrimSpace(h.Zone), "week": week, "holidays": public})
	if err != nil {
		return nil, fmt.Errorf("calendar: %w", err)
	}
	return body, nil
}

// sites are the sites of the form; none is an empty list, which takes the calendar from all.
func (h hours) sites() []string { return parts(h.Sites, "\n") }

// parts parts text at any of the separators and leaves out what is empty.
func parts(text, separators string) []string {
	all := []string{}
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// clock completes a time of day: 8:00 is 08:00.
func clock(text string) string {
	text = strings.TrimSpace(text)
	if strings.IndexByte(text, ':') == 1 {
		return "0" + text
	}
	return text
}

// onForm names the fields of a refused calendar as the form does.
func onForm(err error) error {
	wrong := fault.As(err)
	if wrong == nil {
		return err
	}
	moved := *wrong
	moved.Fields = slices.Clone(wrong.Fields)
	for i, f := range moved.Fields {
		if f.Name == "days" {
			moved.Fields[i].Name = "holidays"
			continue
		}
		name, within := strings.CutPrefix(f.Name, "calendar")
		switch name = strings.TrimPrefix(name, "."); {
		case !within:
		case name == "" || name == "week":
			moved.Fields[i].Name = "mon"
		default:
			moved.Fields[i].Name = strings.TrimPrefix(name, "week.")
		}
	}
	return &moved
}
