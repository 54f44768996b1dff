package cli

import (
	"encoding/json"
	"io"
	"os"

	"hearth/internal/platform/fault"
	"hearth/internal/stats"
)

// Stats groups the commands that compute from figures in a file.
type Stats struct {
	Fairness StatsFairness `cmd:"" help:"Say whether like cases were decided alike, from CSV with the columns cell, group and outcome."`
}

// StatsFairness is the command `hearth stats fairness`. It needs no installation.
type StatsFairness struct {
	File string `arg:"" optional:"" help:"The CSV file; without one, the standard input." placeholder:"FILE"`
}

// Help explains the columns and the answer.
func (StatsFairness) Help() string {
	return `The first line names the columns, in any order; other columns are ignored and named in the answer.

  cell     cases that are alike in what the clause asks for have the same cell; groups are compared within cells only
  group    whose case it was; each group is compared with all others
  outcome  granted or in_part (favourable), refused (unfavourable), out_of_scope (left out); 1 and yes mean granted, 0 and no refused

A line that cannot be used is named, and nothing is computed.

The answer is JSON.

  decisions        read = out_of_scope + left_out (of groups or cells that are left out) + compared
  cells            read = used + left_out_fewer_than_5_decisions + left_out_only_one_group
  level, tests     a group is flagged when its p_holm is at most level; the corrections are for so many tests, 1 when two groups are compared
  groups           what follows, for each group
    n, others_n      decisions of the group, and of others in the same cells
    favourable       favourable decisions of the group
    expected         how many they would be at the rate of everybody in the same cells
    risk_difference  how much higher its favourable share is than the others' in the same cells, with its 95 % interval; 0 is alike
    odds_ratio       the same as a ratio of odds; 1 is alike; null is infinite or unknown, see notes
    p, p_holm        exact p, and p corrected for the number of groups
    p_benjamini_hochberg, flagged, method, notes
  groups_left_out  groups about which nothing is said, because so few decisions would tell about persons, and why
  columns_ignored  columns that were not used
  methods          where each figure comes from

A flag says that chance alone would hardly do this; it does not say why. No flag does not say that all is well: read the interval.`
}

// Run prints what the audit found. Flagged groups are no failure.
func (s *StatsFairness) Run(out io.Writer) error {
	in := io.Reader(os.Stdin)
	if s.File != "" {
		file, err := os.Open(s.File)
		if err != nil {
			return fault.New(fault.Invalid, "The file %s cannot be read: %s.", s.File, reason(err))
		}
		defer func() { _ = file.Close() }() // it was only read
		in = file
	}
	decisions, err := stats.ReadDecisions(in)
	if err != nil {
		return err
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(decisions.Audit())
}
