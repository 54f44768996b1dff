package ui

import "github.com/a-h/templ"

// Section is a titled part of a page.
type Section struct {
	ID    string // of the heading; required, unique on the page
	Title string
	More  NavItem // a link beside the title; no Href shows none
	Class string
}

// EmptyState says what will appear where nothing is yet.
type EmptyState struct {
	Title   string
	Text    string
	Actions []Action
	More    templ.Component // what people in the same spot ask; nil for nothing
}

// Pages leads to the newer and older part of a list. An empty address shows no link.
type Pages struct {
	Newer string
	Older string
}

// Failure is what an error page tells.
type Failure struct {
	Title        string
	Text         string // whose fault, and what happened to what the person wrote
	Actions      []Action
	SearchAction string // 404: where the search box leads; "" shows none
	HelpPhone    string
	HelpHours    string
	Reference    string // to read out; "" shows none
}
