package ui

import (
	"strings"

	"github.com/a-h/templ"
)

// Action is a button, or a link that looks like one. Label is verb and object: "Send to HR".
type Action struct {
	Label string
	Href  string // a link; "" is a button of the form it stands in
	Icon  string
	Look  Look
	Size  Size
	Name  string // of a button
	Value string
	Key   string // the key that presses it on the Desk, shown beside the label: "R", "Ctrl+Enter"
	Class string
	Attrs templ.Attributes
}

// Look says how much weight an action has.
type Look string

// The looks. There is one Primary in a form; Danger is for what cannot be undone, on a page of its own.
const (
	Line    Look = ""
	Primary Look = "primary"
	Plain   Look = "quiet"
	Danger  Look = "error"
)

// Size is the height of an action.
type Size string

// The sizes: 44 px, 34 px and 52 px. On the Desk all are 34 px.
const (
	Medium Size = ""
	Small  Size = "sm"
	Large  Size = "lg"
)

func (a Action) class() string {
	look := a.Look
	if look == Line {
		look = "line"
	}
	class := "btn btn-" + string(look)
	if a.Size != Medium {
		class += " btn-" + string(a.Size)
	}
	return strings.TrimSpace(class + " " + a.Class)
}

func (a Action) attributes() templ.Attributes {
	out := templ.Attributes{}
	put(out, "name", a.Name)
	if a.Name != "" && a.Href == "" {
		out["value"] = a.Value
	}
	if a.Key != "" {
		out["data-key"] = strings.ToLower(a.Key)
		out["aria-keyshortcuts"] = strings.ReplaceAll(a.Key, "Ctrl", "Control")
	}
	for name, value := range a.Attrs {
		out[name] = value
	}
	return out
}
