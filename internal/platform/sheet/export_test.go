package sheet

// WithMost returns t with fewer rows on a sheet than a spreadsheet holds.
func (t Table) WithMost(rows int) Table {
	t.most = rows
	return t
}
