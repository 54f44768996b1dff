// Package ui is the look and the voice of every page: layouts, components, icons and the built assets.
//
// Components take texts that are already in the reader's language; their own words come from package locale by the
// context that templ hands on. What a person wrote (a name, a subject, a message) is marked with data-person, by
// Person, Prose and the components that show such texts, so that a test can tell it from the product's own words.
// README.md beside this file holds the signatures and the attributes that the scripts understand.
package ui
