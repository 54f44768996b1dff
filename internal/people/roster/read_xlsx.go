package roster

import (
	"bytes"
	"math/big"
	"regexp"

	"github.com/xuri/excelize/v2"

	"hearth/internal/platform/fault"
)

const (
	unpacked     = 1 << 30  // bytes of a whole workbook
	unpackedPart = 16 << 20 // bytes of one part that is kept in memory; larger ones go to a temporary file
)

// powers are large whole numbers as spreadsheets write them.
var powers = regexp.MustCompile(`^\d\.\d+E\+\d{1,2}$`)

// readXLSX reads the first sheet that has something in it. Formulas count by the value that was last computed, as text.
func readXLSX(body []byte) (Table, error) {
	wrong := fault.New(fault.Invalid, "This spreadsheet cannot be read. Open it, save it as .xlsx or as CSV, and choose it again.")
	book, err := excelize.OpenReader(bytes.NewReader(body), excelize.Options{RawCellValue: true, UnzipSizeLimit: unpacked, UnzipXMLSizeLimit: unpackedPart})
	if err != nil {
		return Table{}, wrong
	}
	defer book.Close() //nolint:errcheck // nothing was written
	for _, sheet := range book.GetSheetList() {
		if shown, err := book.GetSheetVisible(sheet); err != nil || !shown {
			continue
		}
		rows, err := sheetRows(book, sheet)
		if err != nil {
			return Table{}, wrong
		}
		t, err := table(rows)
		if err != nil {
			continue
		}
		if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil {
			t.From04 = *props.Date1904
		}
		return t, nil
	}
	return Table{}, fault.New(fault.Invalid, "The file is empty.")
}

func sheetRows(book *excelize.File, sheet string) ([]Row, error) {
	rows, err := book.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // nothing was written
	var all []Row
	for line := 1; rows.Next(); line++ {
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, err
		}
		for i, c := range cells {
			if powers.MatchString(c) {
				cells[i] = whole(c)
			}
		}
		if len(cells) > 0 {
			all = append(all, Row{Line: line, Cells: cells})
		}
	}
	return all, rows.Error()
}

// whole writes a number such as 4.64E+10 with all its digits, where it is whole.
func whole(text string) string {
	n, ok := new(big.Rat).SetString(text)
	if !ok || !n.IsInt() {
		return text
	}
	return n.Num().String()
}
