// Package locale renders the product's texts, numbers and times in the language and time zone of the person who reads.
//
// The English sentence is the message key. A catalogue (messages/<lang>.json) may hold its translation; without one the
// key itself is shown, so English needs no catalogue entries. Keep keys and arguments, not rendered texts: what is stored
// is a Msg, and the edge renders it for each reader.
package locale

import (
	"context"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Pseudo is the tag of the pseudo-language: accented, marked, 30 % longer and right to left. It shows which texts do not
// come from the catalogue and where a page breaks when texts grow.
const Pseudo = "qps-plocm"

// Locale says in which language and time zone a person reads. The zero value is English in UTC. It is immutable.
type Locale struct {
	lang string // "" is English
	zone *time.Location
	now  time.Time
}

// New returns the locale for a language tag ("en", "de-AT") and an IANA zone name ("Europe/Stockholm"). A language that
// is not in the catalogue becomes English and an unknown zone becomes UTC.
func New(lang, zone string) Locale {
	l := Locale{lang: match(lang)}
	if z, err := time.LoadLocation(zone); err == nil && zone != "" && zone != "Local" {
		l.zone = z
	}
	return l
}

// At returns l with now as the present: dates of now's year (in l's zone) are written without it. A locale that was
// never told the present always writes the year.
func (l Locale) At(now time.Time) Locale {
	l.now = now
	return l
}

// Lang returns the language tag, for the lang attribute of a page. It is "en" for the zero value.
func (l Locale) Lang() string {
	if l.lang == "" {
		return "en"
	}
	return l.lang
}

// Zone returns the time zone. It is UTC for the zero value.
func (l Locale) Zone() *time.Location {
	if l.zone == nil {
		return time.UTC
	}
	return l.zone
}

type contextKey struct{}

// With returns a context in which texts are rendered for l.
func With(ctx context.Context, l Locale) context.Context {
	return context.WithValue(ctx, contextKey{}, l)
}

// From returns the locale of ctx, or the zero value (English, UTC) when there is none.
func From(ctx context.Context) Locale {
	l, _ := ctx.Value(contextKey{}).(Locale)
	return l
}

// Lang returns the language tag of ctx, for a lang attribute.
func Lang(ctx context.Context) string { return From(ctx).Lang() }

// Dir returns the direction in which the language of ctx is written: "rtl" or "ltr".
func Dir(ctx context.Context) string {
	tag := Lang(ctx)
	if tag == Pseudo {
		return "rtl"
	}
	base, _ := language.Make(tag).Base()
	switch base.String() {
	case "ar", "he", "fa", "ur":
		return "rtl"
	}
	return "ltr"
}

// Language is a language that a person can choose.
type Language struct {
	Tag  string
	Name string // in the language itself
}

// Languages lists the languages that can be chosen, English first, then by tag. The pseudo-language is among them only
// when pseudo is true.
func Languages(pseudo bool) []Language {
	out := []Language{{Tag: "en", Name: catalogues()["en"].Name}}
	for _, tag := range tags() {
		if tag != "en" {
			out = append(out, Language{Tag: tag, Name: catalogues()[tag].Name})
		}
	}
	if pseudo {
		out = append(out, Language{Tag: Pseudo, Name: accented("Pseudo")})
	}
	return out
}

// languageNames are the names of the product's languages, as message keys.
var languageNames = map[string]string{"en": "English", "de": "German", "sv": "Swedish", "pt": "Portuguese", "pl": "Polish"}

// LanguageName is the name of a language: in the reader's for one that the product speaks, in English for another, and what was given where that is no language.
func LanguageName(ctx context.Context, tag string) string {
	if key, ours := languageNames[tag]; ours {
		return T(ctx, key)
	}
	t, err := language.Parse(tag)
	if err != nil || tag == "" {
		return tag
	}
	return display.English.Tags().Name(t)
}

// match returns the catalogue's tag for lang: itself, its base language, or "" for English.
func match(lang string) string {
	if lang == Pseudo {
		return Pseudo
	}
	tag, err := language.Parse(lang)
	if err != nil {
		return ""
	}
	if _, ok := catalogues()[tag.String()]; ok && tag.String() != "en" {
		return tag.String()
	}
	base, _ := tag.Base()
	if _, ok := catalogues()[base.String()]; ok && base.String() != "en" {
		return base.String()
	}
	return ""
}
