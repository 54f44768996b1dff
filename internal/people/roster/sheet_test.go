package roster_test

import (
	"bytes"
	"slices"
	"testing"

	"hearth/internal/people/roster"
	"hearth/internal/platform/sheet"
)

// What package sheet writes is read here as it was: phone numbers with their plus, names with whatever is in them.
func TestWhatWeWriteWeRead(t *testing.T) {
	t.Parallel()
	header := []string{"Number", "Name", "Phone"}
	want := [][]string{{"1003", "Amina Yusuf", "+49 40 1234"}, {"1004", "-, Jonas; =\"Lindqvist\"", "0123"}, {"1005", "'s-Gravenhage @home", "=1+1"}, {"1006", "a_x0041_b", "@4400"}}
	for _, f := range []sheet.Format{sheet.CSV, sheet.XLSX} {
		var b bytes.Buffer
		err := sheet.Write(t.Context(), &b, f, sheet.Table{Name: "people", Columns: []sheet.Column{{Title: header[0]}, {Title: header[1]}, {Title: header[2]}}, Rows: func(yield func([]sheet.Cell, error) bool) {
			for _, row := range want {
				if !yield([]sheet.Cell{sheet.Text(row[0]), sheet.Text(row[1]), sheet.Text(row[2])}, nil) {
					return
				}
			}
		}})
		if err != nil {
			t.Fatal(err)
		}
		got, err := roster.Read(b.Bytes())
		if err != nil || !slices.Equal(got.Header, header) || len(got.Rows) != len(want) {
			t.Fatalf("%s: %q and %d rows, %v", f, got.Header, len(got.Rows), err)
		}
		for i, row := range got.Rows {
			if !slices.Equal(row.Cells, want[i]) {
				t.Errorf("%s: got %q, want %q", f, row.Cells, want[i])
			}
		}
	}
}
