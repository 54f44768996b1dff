package stats

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"hearth/internal/platform/fault"
)

func TestColumnsMayStandInAnyOrder(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"cell,group,outcome\na,x,granted\na,y,refused\na,y,in_part\na,x,out_of_scope\n",
		"outcome,note,cell,group\ngranted,1,a,x\nrefused,\"2,\n2\",a,y\nin_part,3,a,y\nout_of_scope,4,a,x\n",
		"\ufeffGroup ; CELL;Outcome\r\nx;a;1\r\ny;a;0\r\n y ; a ;Yes\r\nx;a;out_of_scope\r\n",
		"group\tcell\toutcome\n\nx\ta\tYES\ny\ta\tno\n\ny\ta\t1\nx\ta\tOut_Of_Scope",
	} {
		d, err := ReadDecisions(iotest.OneByteReader(strings.NewReader(text)))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if x, y := d.cells["a"]["x"], d.cells["a"]["y"]; x != (tally{1, 1}) || y != (tally{2, 1}) || d.outOfScope != 1 || d.read != 4 {
			t.Errorf("%q: x %v, y %v, out of scope %d of %d", text, x, y, d.outOfScope, d.read)
		}
		if want := strings.Contains(text, "note"); (len(d.Audit().ColumnsIgnored) == 1) != want {
			t.Errorf("%q: ignored %q", text, d.ignored)
		}
	}
}

func TestBadRowsAreNamedByTheirLine(t *testing.T) {
	t.Parallel()
	const header = "cell,group,outcome\n"
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", []string{"There is nothing to read"}},
		{"cell,group\na,x\n", []string{"no column outcome"}},
		{"a,x,granted\n", []string{"no column cell"}},
		{"cell,group,outcome,Group\n", []string{"column group twice"}},
		{header + "a,x,granted\na,x,perhaps\na,,granted\n,x,refused\na,x\n", []string{"line 3: The outcome \"perhaps\"", "line 4: The group is empty",
			"line 5: The cell is empty", "line 6: This line has 2 columns and the header has 3"}},
		{header + "a,\"x\ny\",granted\na,x,\n", []string{"line 4: The outcome \"\""}},
		{header + "a,x,granted\na,\"x,granted\n", []string{"Line 3 is no CSV"}},
		{header + "a,x,granted\na,x\"y,granted\n", []string{"Line 3 is no CSV"}},
		{header + "a,\xff\xfe,granted\n", []string{"line 2: The text is not UTF-8"}},
		{header + "a,x,\xff" + strings.Repeat("y", 1000) + "\n", []string{"line 2: The outcome"}},
		{header + strings.Repeat("a", 201) + ",x,granted\n", []string{"line 2: The name of a cell or group has more than 200"}},
		{header + strings.Repeat("a,x,y\n", 100), []string{"reading stopped after 20 of them", "line 21: The outcome"}},
	} {
		d, err := ReadDecisions(strings.NewReader(c.text))
		if d != nil || fault.KindOf(err) != fault.Invalid {
			t.Errorf("%.60q: got %v, %v", c.text, d, err)
			continue
		}
		for _, want := range c.want {
			if !strings.Contains(err.Error(), want) {
				t.Errorf("%.60q: %v does not say %q", c.text, err, want)
			}
		}
		if len(err.Error()) > 3000 {
			t.Errorf("%.60q: %d bytes of error", c.text, len(err.Error()))
		}
	}
}

func TestABrokenReaderIsNoBadRow(t *testing.T) {
	t.Parallel()
	broken := errors.New("the pipe is broken")
	for _, text := range []string{"", "cell,group,outcome\n", "cell,group,outcome\na,x,granted\n"} {
		_, err := ReadDecisions(iotest.TimeoutReader(iotest.ErrReader(broken)))
		if !errors.Is(err, broken) || fault.As(err) != nil {
			t.Errorf("%q: got %v", text, err)
		}
	}
}

// Whatever comes in is refused with a sentence, or every row of it is counted and the figures can be printed.
func FuzzReadDecisions(f *testing.F) {
	for _, text := range []string{
		"cell,group,outcome\na,x,granted\na,y,refused\n", "outcome;group;cell\n1;x;a\n0;y;a\n", "\ufeffcell,group,outcome\n\"a\nb\",x,no\n", "", "cell", "\"",
		"cell,group,outcome\n" + strings.Repeat("a,x,yes\na,y,no\n", 6) + "b,z,in_part\n", "cell\tgroup\toutcome\n\xff\tx\t1\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ReadDecisions(strings.NewReader(text))
		if err != nil {
			if d != nil || fault.KindOf(err) != fault.Invalid {
				t.Fatalf("%q: %v, %v", text, d, err)
			}
			return
		}
		r := d.Audit()
		if c := r.Decisions; c.Read != c.OutOfScope+c.LeftOut+c.Compared || c.Read > strings.Count(text, "\n")+strings.Count(text, "\r")+1 || c.LeftOut < 0 {
			t.Fatalf("%q: %+v", text, c)
		}
		for _, g := range r.Groups {
			ok := g.N >= MinGroup && g.OthersN >= MinGroup && g.P > 0 && g.P <= g.PHolm && g.PHolm <= 1 && g.BenjaminiHochberg <= g.PHolm+1e-12
			if !ok || g.Favourable > g.N || g.RiskDifference.Value < -1.0000001 || g.RiskDifference.Value > 1.0000001 {
				t.Fatalf("%q: %+v", text, g)
			}
		}
		if fmt.Sprint(printed(t, r)) == "" {
			t.Fatal("nothing is printed")
		}
	})
}
