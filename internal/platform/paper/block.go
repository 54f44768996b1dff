package paper

// Block is a part of a page: a Heading, a Para or a Table.
type Block interface {
	draw(d *sheet)
	texts() []string // all that it draws
}

// Heading stands above the blocks that follow it, and on their page.
type Heading string

// room is what must be left of a page below a heading: itself, and the beginning of what follows.
const room = 34

func (h Heading) draw(d *sheet) {
	if d.GetY()+room > bottom {
		d.AddPage()
	}
	d.Ln(4)
	d.ink(25, 25, 25)
	d.SetFont(family, "B", 13)
	d.MultiCell(width, 6.5, d.drawable(string(h)), "", "L", false)
	d.Ln(1.5)
}

func (h Heading) texts() []string { return []string{string(h)} }

// Para is a paragraph: Quiet is small and grey, Strong is bold.
type Para struct {
	Text          string
	Quiet, Strong bool
}

func (p Para) draw(d *sheet) {
	size, height, style := 10.5, 5.4, ""
	d.ink(25, 25, 25)
	if p.Quiet {
		size, height = 9, 4.6
		d.ink(90, 90, 90)
	}
	if p.Strong {
		style = "B"
	}
	d.SetFont(family, style, size)
	d.MultiCell(width, height, d.drawable(p.Text), "", "L", false)
	d.Ln(1.6)
}

func (p Para) texts() []string { return []string{p.Text} }
