package ui

import (
	"context"
	"io"
	"strings"

	"github.com/a-h/templ"
)

// Icon draws a lucide icon in the colour of the text, for instance Icon("clock", "text-ember-ink"). It is decorative:
// a control that has nothing else needs an aria-label. The name must stand in the source as a plain string, from which
// the build collects it; an unknown name leaves an empty square of the icon's size.
func Icon(name string, class ...string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		shapes, known := built().icons[name]
		attrs := ""
		if !known {
			attrs = ` data-icon-missing="` + templ.EscapeString(name) + `"`
		}
		classes := strings.TrimSpace("i " + strings.Join(class, " "))
		_, err := io.WriteString(w, `<svg class="`+templ.EscapeString(classes)+`" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"`+attrs+`>`+shapes+`</svg>`)
		return err
	})
}

// Mark draws the product's mark, an arch with an ember.
func Mark() templ.Component {
	return templ.Raw(`<svg viewBox="0 0 32 32" aria-hidden="true" focusable="false"><path class="brand-arch" d="M3 30V15a13 13 0 0 1 26 0v15z"/><path class="brand-hole" d="M9 30V16.5a7 7 0 0 1 14 0V30z"/><path class="brand-glow" d="M16 17.5c2.6 2.6 4 4.6 4 7.2a4 4 0 0 1-8 0c0-1.5.6-2.6 1.6-3.6.3 1 .9 1.6 1.6 1.8-.5-2 .1-3.900.8-5.400z"/></svg>`)
}
