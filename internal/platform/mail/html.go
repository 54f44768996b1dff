package mail

import (
	"html/template"
	"regexp"
	"strings"

	"golang.org/x/text/language"
)

// page is the HTML part: the text again, with paragraphs and links, and nothing that is fetched from anywhere.
var page = template.Must(template.New("mail").Parse(`<!DOCTYPE html>
<html{{with .Lang}} lang="{{.}}"{{end}}{{if .RTL}} dir="rtl"{{end}}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{.Subject}}</title></head>
<body>
{{range .Paragraphs}}<p>{{range $i, $line := .}}{{if $i}}<br>
{{end}}{{range $line}}{{if .Link}}<a href="{{.Text}}">{{.Text}}</a>{{else}}{{.Text}}{{end}}{{end}}{{end}}</p>
{{end}}</body>
</html>
`))

// piece is a run of text, or a web address.
type piece struct {
	Text string
	Link bool
}

var (
	link  = regexp.MustCompile(`https?://[^\s<>"]*[^\s<>".,;:!?()\[\]]`)
	blank = regexp.MustCompile(`\n[ \t]*\n\s*`)
)

func htmlOf(m Message) (string, error) {
	if m.Channel != Email {
		return "", nil
	}
	text := strings.TrimSpace(strings.ReplaceAll(m.Text, "\r\n", "\n"))
	var paragraphs [][][]piece
	for _, p := range blank.Split(text, -1) {
		var lines [][]piece
		for _, line := range strings.Split(p, "\n") {
			lines = append(lines, pieces(line))
		}
		paragraphs = append(paragraphs, lines)
	}
	if _, err := language.Parse(m.Lang); err != nil {
		m.Lang = ""
	}
	var b strings.Builder
	err := page.Execute(&b, map[string]any{
		"Lang": m.Lang, "RTL": rightToLeft(m.Lang), "Subject": oneLine(m.Subject), "Paragraphs": paragraphs,
	})
	return b.String(), err
}

func pieces(line string) []piece {
	var all []piece
	from := 0
	for _, at := range link.FindAllStringIndex(line, -1) {
		if at[0] > from {
			all = append(all, piece{Text: line[from:at[0]]})
		}
		all = append(all, piece{Text: line[at[0]:at[1]], Link: true})
		from = at[1]
	}
	if from < len(line) {
		all = append(all, piece{Text: line[from:]})
	}
	return all
}

// rightToLeft reports whether the language is written from right to left. An unknown tag is not.
func rightToLeft(lang string) bool {
	tag, err := language.Parse(lang)
	if err != nil {
		return false
	}
	script, _ := tag.Script()
	switch script.String() {
	case "Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm":
		return true
	}
	return false
}
