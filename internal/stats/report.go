package stats

import (
	"math"
	"strconv"
)

// Report is what a fairness audit found. Its JSON is what `hearth stats fairness` prints.
type Report struct {
	Decisions      DecisionCount  `json:"decisions"`
	Cells          CellCount      `json:"cells"`
	Level          Figure         `json:"level"` // flagged is a group whose p_holm is at most this
	Tests          int            `json:"tests"` // the corrections are for so many; 1 when two groups are compared
	Groups         []GroupFinding `json:"groups"`
	GroupsLeftOut  []LeftOut      `json:"groups_left_out"`
	ColumnsIgnored []string       `json:"columns_ignored"`
	Methods        Methods        `json:"methods"`
}

// DecisionCount says what became of the rows: Read = OutOfScope + LeftOut + Compared.
type DecisionCount struct {
	Read       int `json:"read"`
	OutOfScope int `json:"out_of_scope"`
	LeftOut    int `json:"left_out"` // of groups or in cells that are left out
	Compared   int `json:"compared"`
}

// CellCount says what became of the cells: Read = Used + FewerThanMin + OnlyOneGroup. Cells with nothing but rows out of scope are not read.
type CellCount struct {
	Read         int `json:"read"`
	Used         int `json:"used"`
	AllTheSame   int `json:"used_all_same_outcome"` // of Used: they tell nothing about a difference
	FewerThanMin int `json:"left_out_fewer_than_5_decisions"`
	OnlyOneGroup int `json:"left_out_only_one_group"`
}

// GroupFinding compares the decisions of a group with those of all others in the same cells.
type GroupFinding struct {
	Group             string   `json:"group"`
	N                 int      `json:"n"`
	OthersN           int      `json:"others_n"` // in the cells that have decisions of the group
	Favourable        int      `json:"favourable"`
	Expected          Figure   `json:"expected"` // favourable decisions at the rate of everybody in the same cells
	RiskDifference    Estimate `json:"risk_difference"`
	OddsRatio         Estimate `json:"odds_ratio"`
	P                 Figure   `json:"p"`
	PHolm             Figure   `json:"p_holm"`
	BenjaminiHochberg Figure   `json:"p_benjamini_hochberg"`
	Flagged           bool     `json:"flagged"`
	Method            string   `json:"method"`
	Notes             []string `json:"notes"`
}

// LeftOut names a group about which nothing is said, and why.
type LeftOut struct {
	Group string `json:"group"`
	Why   string `json:"why"`
}

// Methods names where the figures come from.
type Methods struct {
	Favourable        string `json:"favourable"`
	RiskDifference    string `json:"risk_difference"`
	OddsRatio         string `json:"odds_ratio"`
	PHolm             string `json:"p_holm"`
	BenjaminiHochberg string `json:"p_benjamini_hochberg"`
}

const (
	exactMethod  = "Exact conditional test of stratified 2×2 tables, two-sided by probability (Birch 1964; Mehta, Patel and Gray 1985)"
	normalMethod = "Cochran-Mantel-Haenszel test with continuity correction (Mantel and Haenszel 1959), as the exact test has more than 60,000 possible values"
)

var methods = Methods{
	Favourable:        "granted, in_part, 1 and yes are favourable; refused, 0 and no are not; out_of_scope is left out",
	RiskDifference:    "Mantel-Haenszel risk difference, 95 % interval (Sato 1989)",
	OddsRatio:         "Mantel-Haenszel common odds ratio, 95 % interval (Robins, Breslow and Greenland 1986)",
	PHolm:             "Holm 1979: the chance of any wrong flag in this audit is at most the level",
	BenjaminiHochberg: "Benjamini and Hochberg 1995: for comparison, nothing is flagged by it",
}

// Figure is a number that JSON shows with ten significant digits, so that it reads the same from every processor, and as null when it is not finite.
type Figure float64

var nan = Figure(math.NaN())

// MarshalJSON writes ten significant digits, or null.
func (f Figure) MarshalJSON() ([]byte, error) {
	if math.IsNaN(float64(f)) || math.IsInf(float64(f), 0) {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, float64(f), 'g', 10, 64), nil
}

// UnmarshalJSON reads what MarshalJSON writes: null is no number.
func (f *Figure) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*f = nan
		return nil
	}
	n, err := strconv.ParseFloat(string(text), 64)
	*f = Figure(n)
	return err
}
