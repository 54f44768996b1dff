// Package stories holds tests alone: what people do with the product, in a browser, on a phone and at a desk, and a walk over every page that looks at
// each in its states with the eyes of axe and in the pseudo-language.
package stories
