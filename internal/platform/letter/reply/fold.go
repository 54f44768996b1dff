// Package reply tells in the text of a mail what its author wrote from what their mail program put around it: the quotation of the mail they
// answer, and their signature. It works on lines, in time that grows with the text, and cuts nothing off: the pieces it returns, put together,
// are the text. When in doubt, a line counts as written.
package reply

import "strings"

// Kind says what a piece of text is.
type Kind int

// The kinds of pieces.
const (
	Written Kind = iota
	Quotation
	Signature
)

// Block is a piece of a text: whole lines with their line ends.
type Block struct {
	Kind Kind
	Text string
}

// maxLines is how long a text is taken apart; a longer one counts as written.
const maxLines = 50_000

// Fold takes text apart. Forward says that the mail passes on another one, as its subject tells: then a mail below a block of From, Sent and To
// counts as written, because it is what the author wants to be read.
func Fold(text string, forward bool) []Block {
	if text == "" {
		return nil
	}
	if strings.Count(text, "\n") > maxLines {
		return []Block{{Written, text}}
	}
	f := folder{lines: strings.SplitAfter(text, "\n"), forward: forward}
	if n := len(f.lines); f.lines[n-1] == "" {
		f.lines = f.lines[:n-1]
	}
	f.bare = make([]string, len(f.lines))
	for i, l := range f.lines {
		f.bare[i] = strings.TrimSpace(l)
	}
	f.kinds = make([]Kind, len(f.lines))
	f.quotations()
	f.signatures()
	return f.blocks()
}

// Visible returns what of a text taken apart is shown at first: all but the quotations and signatures at its end, without blanks around it.
// Quotations that are answered below stay, because the answer needs them. When nothing would be left, it is the whole text.
func Visible(blocks []Block) string {
	n := len(blocks)
	for n > 0 && (blocks[n-1].Kind != Written || strings.TrimSpace(blocks[n-1].Text) == "") {
		n--
	}
	if n == 0 {
		n = len(blocks)
	}
	var out strings.Builder
	for _, b := range blocks[:n] {
		out.WriteString(b.Text)
	}
	return strings.Trim(out.String(), " \t\r\n\u00A0")
}

type folder struct {
	lines   []string
	bare    []string // without blanks around
	kinds   []Kind
	forward bool
}

// quotations marks lines behind ">" and the line that names their author, and all below the head of a quoted mail.
func (f *folder) quotations() {
	written := false // something was written above
	for i := 0; i < len(f.lines); i++ {
		switch {
		case f.bare[i] == "":
		case strings.HasPrefix(f.bare[i], ">"):
			f.kinds[i] = Quotation
			f.attribute(i)
		case written && f.headAt(i):
			f.markRest(f.ruleAbove(i))
			return
		default:
			if first, ok := f.attributionEnding(i); ok && written && first > 0 && f.belowIsUnmarked(i) && strong(f.join(first, i)) {
				f.markRest(first)
				return
			}
			written = true
		}
	}
}

// attribute marks the line above the quoted line i that says who wrote it, across empty lines.
func (f *folder) attribute(i int) {
	last := i - 1
	for last >= 0 && f.bare[last] == "" {
		last--
	}
	if last < 0 || f.kinds[last] == Quotation {
		for k := last + 1; k < i && last >= 0; k++ {
			f.kinds[k] = Quotation // empty lines within a quotation
		}
		return
	}
	first, ok := f.attributionEnding(last)
	if !ok {
		return
	}
	for k := first; k < i; k++ {
		f.kinds[k] = Quotation
	}
}

// belowIsUnmarked tells whether the first text below line i is not marked with ">".
func (f *folder) belowIsUnmarked(i int) bool {
	for _, l := range f.bare[i+1:] {
		if l != "" {
			return !strings.HasPrefix(l, ">")
		}
	}
	return false
}

// ruleAbove returns the first line of the rule and the empty lines directly above line i, or i.
func (f *folder) ruleAbove(i int) int {
	k := i - 1
	for k >= 0 && f.bare[k] == "" {
		k--
	}
	if k >= 0 && rule(f.bare[k]) {
		return k
	}
	return i
}

func (f *folder) markRest(from int) {
	for i := from; i < len(f.kinds); i++ {
		f.kinds[i] = Quotation
	}
}

func (f *folder) join(first, last int) string {
	return strings.Join(f.bare[first:last+1], " ")
}

// blocks puts lines of one kind together; empty lines go with what stands above them.
func (f *folder) blocks() (blocks []Block) {
	start := 0
	kind := Written
	for i := range f.lines {
		k := f.kinds[i]
		if f.bare[i] == "" && k == Written {
			continue
		}
		if k != kind {
			if i > start {
				blocks = append(blocks, Block{kind, strings.Join(f.lines[start:i], "")})
			}
			start, kind = i, k
		}
	}
	if start < len(f.lines) {
		blocks = append(blocks, Block{kind, strings.Join(f.lines[start:], "")})
	}
	return blocks
}
