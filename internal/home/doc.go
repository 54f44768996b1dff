// Package home is where the product comes together for a person: the start page, one's own page, the search page and the administrator's
// places. It knows no module: each brings its cards, sections, links, to-do lists and search through its Spec.
//
// Administrators see of the outbox and of jobs what they need to keep them running, and never what they are about.
package home
