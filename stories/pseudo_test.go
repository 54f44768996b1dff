package stories

import (
	"fmt"
	"strings"
)

// plainTexts finds what the product says without asking the catalogue: texts and labels in plain letters, outside of what persons wrote. Within a sentence of
// the catalogue, and in labels and the title, which can carry no mark, given are the words that may stand there: the world's, such as the number of a case.
const plainTexts = `((given) => {
	const out = [], theirs = [...document.querySelectorAll('[data-person]')].map((e) => (typeof e.value === 'string' ? e.value : e.textContent).trim()).concat(given).map((s) => s.replace(/HR-\d+/g, '')).filter((s) => s.length > 1).sort((a, b) => b.length - a.length)
	const rest = (s) => theirs.reduce((left, t) => left.split(t).join(' '), s.replace(/HR-\d+/g, ''))
	const plain = (s) => /[A-Za-z]{2}/.test(s)
	const where = (e) => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + (e.className && e.className.baseVal === undefined ? '.' + [...e.classList].slice(0, 3).join('.') : '')
	const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	for (let n = texts.nextNode(); n; n = texts.nextNode()) {
		const e = n.parentElement
		if (e.closest('[data-person],script,style,template,noscript')) continue
		const marked = /[⟦⟧]/.test(n.data) || /[⟦⟧]/.test(e.parentElement.firstChild?.data ?? '')
		if (plain(marked ? rest(n.data) : n.data)) out.push(where(e) + ' says "' + n.data.trim().slice(0, 80) + '"')
	}
	for (const name of ['placeholder', 'aria-label', 'title', 'alt', 'aria-description', 'aria-valuetext', 'data-one', 'data-other'])
		for (const e of document.querySelectorAll('[' + name + ']'))
			if (!e.hasAttribute('data-person') && plain(rest(e.getAttribute(name)))) out.push(where(e) + ' has ' + name + ' "' + e.getAttribute(name).slice(0, 80) + '"')
	for (const e of document.querySelectorAll('input[type=submit],input[type=button],input[type=reset]'))
		if (plain(e.value)) out.push(where(e) + ' has value "' + e.value + '"')
	if (plain(rest(document.title))) out.push('title "' + document.title + '"')
	return [...new Set(out)]
})`

// misfits finds texts that do not fit: the page scrolls sideways, or a text is cut off or stands beyond the edge.
const misfits = `((edge) => {
	const out = [], top = document.scrollingElement
	const where = (e) => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + '.' + [...e.classList].slice(0, 4).join('.') + ' "' + e.textContent.trim().replace(/\s+/g, ' ').slice(0, 60) + '"'
	const scrolls = (e) => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) if (/auto|scroll/.test(getComputedStyle(p).overflowX)) return true; return false }
	const unseen = (e) => { for (let p = e; p && p !== document.body; p = p.parentElement) if (p.clientWidth <= 1 && /hidden|clip/.test(getComputedStyle(p).overflowX)) return true; return false }
	if (top.scrollWidth > edge) out.push('the page is ' + top.scrollWidth + ' wide on a screen of ' + edge)
	for (const e of document.body.querySelectorAll('*')) {
		if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue
		if (e.closest('.sr-only,.skip,dialog:not([open]),option,[data-person]') || !e.checkVisibility() || unseen(e)) continue
		const style = getComputedStyle(e), box = e.getBoundingClientRect()
		if (box.width === 0 || style.display === 'contents') continue
		if (style.display !== 'inline' && e.scrollWidth > e.clientWidth + 1 && !/auto|scroll/.test(style.overflowX) && !e.matches('input,textarea,select'))
			out.push('cut off or spilling by ' + (e.scrollWidth - e.clientWidth) + ': ' + where(e))
		else if ((box.right > edge + 1 || box.left < -1) && !scrolls(e)) out.push('beyond the edge: ' + where(e))
	}
	return [...new Set(out)]
})`

// pseudo fails when the page, shown in the pseudo-language, has a text of the product that does not come from the catalogue.
func (b *tab) pseudo(given ...string) {
	b.t.Helper()
	if lang := eval[string](b, `document.documentElement.lang`); lang != "qps-plocm" {
		b.t.Fatalf("%s is in %s", b.path(), lang)
	}
	if found := b.unmarked(given...); len(found) > 0 {
		b.t.Errorf("%s (%s) has texts that are not of the catalogue:\n  %s", b.path(), b.as, strings.Join(found, "\n  "))
	}
}

// unmarked returns the texts of the page that do not come from the catalogue, other than what persons wrote and given.
func (b *tab) unmarked(given ...string) []string {
	b.t.Helper()
	return eval[[]string](b, plainTexts+"("+quoted(given)+")")
}

// fits fails when something on the page does not fit.
func (b *tab) fits() {
	b.t.Helper()
	b.unfold()
	if found := b.spilling(); len(found) > 0 {
		b.picture("spills")
		b.t.Errorf("%s (%s) does not fit:\n  %s", b.path(), b.as, strings.Join(found, "\n  "))
	}
}

// spilling returns what does not fit on the page.
func (b *tab) spilling() []string {
	b.t.Helper()
	return eval[[]string](b, fmt.Sprintf("%s(%d)", misfits, b.width.width))
}
