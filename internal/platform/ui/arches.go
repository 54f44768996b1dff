package ui

import (
	"fmt"
	"strings"

	"github.com/a-h/templ"
)

// arches are the concentric arches of the hero, the empty state and the error page; nowhere else.
type archShape struct {
	center, count, height int
	ground                bool
}

func arches(class string, a archShape) templ.Component {
	const inner, step = 44, 36
	foot := a.height - 60
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="arches %s" viewBox="0 0 600 %d" aria-hidden="true" focusable="false" preserveAspectRatio="xMidYMax slice">`, templ.EscapeString(class), a.height)
	fmt.Fprintf(&b, `<path class="glow" d="M%d %dV%da%d %d 0 0 1 %d 0V%dz"/>`, a.center-inner, a.height, foot, inner, inner, 2*inner, a.height)
	for k := range a.count {
		r := inner + k*step
		fmt.Fprintf(&b, `<path d="M%d %dV%dA%d %d 0 0 1 %d %dV%d"/>`, a.center-r, a.height, foot, r, r, a.center+r, foot, a.height)
	}
	if a.ground {
		reach := a.count*step + 40
		fmt.Fprintf(&b, `<path class="ground" d="M%d %dH%d"/>`, a.center-reach, a.height-1, a.center+reach)
	}
	b.WriteString(`</svg>`)
	return templ.Raw(b.String())
}

// HeroArches draws the arches behind the portal's hero. Its parent is relative and hides what overflows.
func HeroArches() templ.Component {
	return arches("absolute bottom-0 end-0 h-full w-full md:w-[44rem] opacity-60 pointer-events-none", archShape{center: 420, count: 9, height: 340})
}

func emptyArches() templ.Component {
	return arches("w-72 md:w-96 h-40 md:h-52 opacity-80", archShape{center: 300, count: 6, height: 300, ground: true})
}

func errorArches() templ.Component {
	return arches("absolute bottom-0 end-0 w-full md:w-[46rem] h-72 md:h-[26rem] opacity-60 pointer-events-none", archShape{center: 380, count: 6, height: 340})
}
