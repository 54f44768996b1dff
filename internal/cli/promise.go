package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"hearth/internal/calendar"
	"hearth/internal/platform/fault"
)

// Promise groups the commands about promised times.
type Promise struct {
	Explain PromiseExplain `cmd:"" help:"Say when a number of business minutes is over, and why."`
}

// PromiseExplain is the command `hearth promise explain`.
type PromiseExplain struct {
	Calendar string `required:"" help:"Calendar: {\"zone\", \"week\": {\"mon\": [[\"08:00\",\"17:00\"]], …}, \"holidays\": [\"YYYY-MM-DD\"]}." placeholder:"FILE.json"`
	Start    string `required:"" help:"When the time begins, as RFC 3339." placeholder:"TIME"`
	Minutes  int    `required:"" help:"Business minutes."`
}

type explained struct {
	DueAt string          `json:"due_at"`
	Steps []explainedStep `json:"steps"`
}

type explainedStep struct {
	From    string `json:"from"`
	To      string `json:"to"`
	Minutes int    `json:"minutes"`
	Why     string `json:"why"`
}

// reason is what the system says about a file, without its name.
func reason(err error) string {
	if path, ok := errors.AsType[*os.PathError](err); ok {
		return path.Err.Error()
	}
	return err.Error()
}

// Run prints {"due_at","steps":[{"from","to","minutes","why"}]}, with times in the zone of the calendar.
func (p *PromiseExplain) Run(out io.Writer) error {
	text, err := os.ReadFile(p.Calendar)
	if err != nil {
		return fault.New(fault.Invalid, "The calendar %s cannot be read: %s.", p.Calendar, reason(err))
	}
	cal, err := calendar.Parse(text)
	if err != nil {
		return fmt.Errorf("%s: %w", p.Calendar, err)
	}
	start, err := time.Parse(time.RFC3339Nano, p.Start)
	if err != nil {
		return fault.New(fault.Invalid, "Write the start as RFC 3339, for example 2026-11-26T14:00:00+01:00.")
	}
	due, steps, err := cal.Add(start, p.Minutes)
	if err != nil {
		return err
	}
	local := func(t time.Time) string { return t.In(cal.Location()).Format(time.RFC3339Nano) }
	answer := explained{DueAt: local(due), Steps: []explainedStep{}}
	for _, s := range steps {
		answer.Steps = append(answer.Steps, explainedStep{local(s.From), local(s.To), s.Minutes, s.Text()})
	}
	return json.NewEncoder(out).Encode(answer)
}
