package calendar

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"time"
)

// Parse reads a calendar from JSON:
//
//	{"zone":"Europe/Stockholm","week":{"mon":[["08:00","17:00"]]},"holidays":["2026-12-25"]}
//
// The days are mon, tue, wed, thu, fri, sat and sun; a day left out is closed.
// Parse refuses, with a *Problem, whatever New refuses, fields and days it does
// not know, a day given twice, and text after the calendar.
func Parse(text []byte) (Calendar, error) {
	var in struct {
		Zone     string          `json:"zone"`
		Week     json.RawMessage `json:"week"`
		Holidays []string        `json:"holidays"`
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&in); err != nil {
		return Calendar{}, unreadable(err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Calendar{}, problem("", "There is more text after the calendar. Keep one calendar only.")
	}
	if in.Zone == "" {
		return Calendar{}, problem("zone", "The calendar has no time zone. Write it as in Europe/Stockholm.")
	}
	week, err := parseWeek(in.Week)
	if err != nil {
		return Calendar{}, err
	}
	holidays := make([]Date, 0, len(in.Holidays))
	for _, text := range in.Holidays {
		day, err := ParseDate(text)
		if err != nil {
			return Calendar{}, inField("holidays", err)
		}
		holidays = append(holidays, day)
	}
	return New(in.Zone, week, holidays)
}

// parseWeek reads the days one by one, because a day given twice would otherwise
// lose its first hours without a word.
func parseWeek(text json.RawMessage) (Week, error) {
	var week Week
	if len(text) == 0 || string(text) == "null" {
		return week, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	if start, err := decoder.Token(); err != nil || start != json.Delim('{') {
		return week, problem("week", "The week cannot be read. Write each day with its hours, for example \"mon\": [[\"08:00\", \"17:00\"]].")
	}
	var seen [7]bool
	for decoder.More() {
		key, err := decoder.Token()
		if err != nil {
			return week, unreadable(err)
		}
		name, _ := key.(string) // the key of an object is always text
		day, known := dayByName(name)
		if !known {
			return week, problem("week", "“%s” is no day. The days are mon, tue, wed, thu, fri, sat and sun.", name)
		}
		if seen[day] {
			return week, problem("week."+name, "The day “%s” stands there twice. Put all its hours together.", name)
		}
		seen[day] = true
		if week[day], err = parseWindows(decoder, "week."+name); err != nil {
			return week, err
		}
	}
	return week, nil
}

func parseWindows(decoder *json.Decoder, field string) ([]Window, error) {
	var pairs [][]string
	if err := decoder.Decode(&pairs); err != nil {
		return nil, problem(field, "The hours cannot be read. Write them as pairs, for example [[\"08:00\", \"17:00\"]].")
	}
	var windows []Window
	for _, pair := range pairs {
		if len(pair) != 2 {
			return nil, problem(field, "Hours need a start and an end, for example [\"08:00\", \"17:00\"].")
		}
		from, err := ParseClock(pair[0])
		if err != nil {
			return nil, inField(field, err)
		}
		to, err := ParseClock(pair[1])
		if err != nil {
			return nil, inField(field, err)
		}
		windows = append(windows, Window{From: from, To: to})
	}
	return windows, nil
}

func dayByName(name string) (time.Weekday, bool) {
	for _, day := range weekdays {
		if dayName(day) == name {
			return day, true
		}
	}
	return 0, false
}

// inField places a problem in a field of the calendar.
func inField(field string, err error) error {
	if p, ok := errors.AsType[*Problem](err); ok {
		return &Problem{Field: field, Text: p.Text, Args: p.Args}
	}
	return err
}

func unreadable(err error) error {
	return problem("", "The calendar cannot be read as JSON: %s.", err.Error())
}

// MarshalJSON returns the form that Parse reads, with the days from Monday on
// and the closed days left out.
func (c Calendar) MarshalJSON() ([]byte, error) {
	type pair = [2]string
	var week bytes.Buffer
	for _, day := range weekdays {
		if len(c.week[day]) == 0 {
			continue
		}
		if week.Len() > 0 {
			week.WriteByte(',')
		}
		pairs := make([]pair, 0, len(c.week[day]))
		for _, window := range c.week[day] {
			pairs = append(pairs, pair{window.From.String(), window.To.String()})
		}
		text, err := json.Marshal(pairs)
		if err != nil {
			return nil, err
		}
		week.WriteString(`"` + dayName(day) + `":`)
		week.Write(text)
	}
	return json.Marshal(struct {
		Zone     string          `json:"zone"`
		Week     json.RawMessage `json:"week"`
		Holidays []Date          `json:"holidays"`
	}{c.zone, json.RawMessage("{" + week.String() + "}"), append([]Date{}, c.holidays...)})
}

// UnmarshalJSON reads what Parse reads and refuses what Parse refuses.
func (c *Calendar) UnmarshalJSON(text []byte) error {
	parsed, err := Parse(text)
	if err != nil {
		return err
	}
	*c = parsed
	return nil
}
